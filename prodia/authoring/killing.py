"""The case that would notice a mutant: one there is as its beginning, with as few other answers as will do.

A mutant that survives is a sentence; this finds the worked case that would have killed it, and shows it by
running both. What can not be reached from a case there is, within two answers, is left to the author.
"""

# How to think about it: the changed piece is tried on the values at the end of each case. Where it says the
# same there, one column (of a table) or one answer (of a criterion) is moved until it does not; to move a
# column that is a verdict, the answers it rests on are moved. A gate is looked for on the way: at some moment
# of some case a step stands otherwise. Every find is run, on the protocol and the mutant, before it counts.

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Any

from prodia.authoring.mutants import Mutant, step
from prodia.authoring.mutate import Mutation, all_runs
from prodia.authoring.runs import Run
from prodia.case import State
from prodia.case.expect import came
from prodia.case.relevance import axis_among, members
from prodia.case.structure import structure
from prodia.case.trace import trees_below, value_if
from prodia.content import Catalogue
from prodia.language import CompiledTable, Duration, Literal, Plain, Tree, evaluate, names, plain
from prodia.language.syntax.tree import walk
from prodia.model.events import Answered, CaseFile, Closed, Expected, Recorded
from prodia.model.plan import Plan

Answers = Mapping[str, Plain]
TRIES = 400  # sets of answers looked at for one change
FOUND = 12  # finds that are run for one mutant


@dataclass(frozen=True, slots=True)
class Kill:
    """A case that holds, and the mutants it kills; each of these survived before.

    ``case`` has all its events; ``written`` is the same as it is written, with another as its beginning;
    ``reference`` is the version with whose cases it belongs.
    """

    reference: str
    case: CaseFile
    written: CaseFile
    mutants: tuple[Mutant, ...]


@dataclass(frozen=True, slots=True)
class _Find:
    """A beginning with other answers, and what comes out that a mutant has otherwise."""

    run: Run
    upto: int | None  # events of the beginning; None: all
    answers: tuple[tuple[str, Plain], ...]
    part: str
    name: str
    value: Any

    @property
    def key(self) -> tuple[str, int | None, tuple[tuple[str, str], ...]]:
        return (
            f"{self.run.case.plan.reference} {self.run.id}",
            self.upto,
            tuple((name, repr(value)) for name, value in self.answers),
        )


def kills(catalogue: Catalogue, found: Mutation, only: Iterable[Mutant] | None = None) -> tuple[Kill, ...]:
    """Cases that kill what survived, as few as were found; of what is not reached there is none."""
    plan = catalogue.plan(found.reference)
    tried = [r for r in all_runs(catalogue, found.reference) if r.refused is None]
    tried.sort(key=lambda run: any(isinstance(event, Closed) for event in run.case.events))
    references = dict.fromkeys(run.case.plan.reference for run in tried)
    taken = {case for one in references for case in catalogue.cases_as_written(one)}
    search = _Search(plan, tried)
    by: dict[Any, tuple[CaseFile, Run, list[Mutant]]] = {}
    for mutant in found.survived if only is None else only:
        known = next((own for case, run, own in by.values() if _kills(case, run, mutant)), None)
        if known is not None:
            known.append(mutant)
            continue
        for find in islice(search.finds(mutant), FOUND):
            before = by.get(find.key)
            case = _case(find, before[0] if before else None, taken)
            if _holds(case, find.run) and _kills(case, find.run, mutant):
                taken.add(case.case)
                by[find.key] = (case, find.run, [*(before[2] if before else ()), mutant])
                break
    return tuple(
        Kill(run.case.plan.reference, case, _written(key, case, run), tuple(own))
        for key, (case, run, own) in by.items()
    )


def _written(key: Any, case: CaseFile, run: Run) -> CaseFile:
    """The case with what it shares left to the case it begins with, or to the folder it stands in."""
    if key[1] is None:
        more = case.events[len(run.file.events) :]
        return case.model_copy(update={"begins": run.id, "events": more})
    first, *rest = case.events
    return case.model_copy(update={"events": (first.model_copy(update={"protocol": None}), *rest)})


def _holds(case: CaseFile, run: Run) -> bool:
    return not came(_Shelf(run.case.plans, run.case.plan), case, run.case.plan.reference).differs


def _kills(case: CaseFile, run: Run, mutant: Mutant) -> bool:
    changed = mutant.of(run.case.plan)
    return bool(came(_Shelf(run.case.plans, changed), case, changed.reference).differs)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The plans of a case, one of them in the place of its own version."""

    plans: Any
    plan_: Plan

    def plan(self, reference: str) -> Plan:
        found: Plan = self.plan_ if reference == self.plan_.reference else self.plans(reference)
        return found


def _case(find: _Find, before: CaseFile | None, taken: set[str]) -> CaseFile:
    """The case of a find, with all its events; with what another find of the same events expects."""
    if before is not None:
        own = before.expect.model_dump(exclude_defaults=True)
        own[find.part] = {**own.get(find.part, {}), find.name: find.value}
        return before.model_copy(update={"expect": Expected.model_validate(own)})
    events: list[Any] = [*find.run.file.events][: find.upto]
    day = events[-1].on
    given = {e.field: e for e in events if isinstance(e, Answered)}
    for name, value in find.answers:
        events.append(_answer(find.run.state, given.get(name), name, value, day))
    base = f"{find.run.id}-{find.name}".replace("_", "-")[:58].rstrip("-")
    id = next(n for n in (base, *(f"{base}-{i}" for i in range(2, 999))) if n not in taken)
    return CaseFile(
        format=1,
        case=id,
        title=f"{find.run.file.title}: {_called(find.run.case.plan, find.name)}",
        why="Zonder dit geval merkt geen geval een vergissing op deze plaats.",
        events=tuple(events),
        expect=Expected.model_validate({find.part: {find.name: find.value}}),
    )


def _called(plan: Plan, name: str) -> str:
    """What people call what a case shows."""
    thing = plan.steps.get(name) or plan.decisions.get(name)
    return thing.title if thing is not None else plan.labels.get(name, name)


def _answer(state: State, given: Answered | None, name: str, value: Plain, day: dt.date) -> Recorded:
    by = given.by if given is not None else state.plan.fields[name].from_
    raw: dict[str, Any] = {"missing": "unknown"} if value is None else {"value": _raw(value)}
    return Answered(on=day, by=by, field=name, **raw)


def _raw(value: Plain) -> Any:
    if isinstance(value, Duration):
        return value.iso()
    if isinstance(value, dt.date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


class _Search:
    def __init__(self, plan: Plan, tried: Sequence[Run]) -> None:
        self.plan, self.runs = plan, tried
        self._values: dict[tuple[str, str], list[tuple[Answers, Plain]]] = {}

    def finds(self, mutant: Mutant) -> Iterator[_Find]:
        for group, own in mutant.replaces.items():
            for name, one in own.items():
                if group == "tables":
                    yield from self._of_table(name, one)
                elif group in ("criteria", "derived"):
                    yield from self._of_rule(group, name, mutant)
                elif group in ("steps", "phases"):
                    yield from self._of_gate(group, name, mutant)

    def _of_rule(self, group: str, name: str, mutant: Mutant) -> Iterator[_Find]:
        part = "verdicts" if group == "criteria" else "values"
        for run in self.runs:
            other = State(mutant.of(run.case.plan), run.state.history, run.state.day)
            for answers, value in self._reached(run, name):
                if value_if(other, name, answers) != value and value is not None:
                    yield _Find(run, None, tuple(answers.items()), part, name, _raw(value))
                    break

    def _reached(self, run: Run, name: str) -> list[tuple[Answers, Plain]]:
        """What a name comes to with the answers there are, with one other, and with two."""
        key = f"{run.case.plan.reference} {run.id}", name
        if key not in self._values:
            found: list[tuple[Answers, Plain]] = []
            for answers in islice(self._others(run, name), TRIES):
                value = value_if(run.state, name, answers)
                found.append((answers, plain(value)))
            self._values[key] = found
        return self._values[key]

    def _others(self, run: Run, name: str) -> Iterator[Answers]:
        yield {}
        state, trees = run.state, trees_below(run.state, name)
        plan = run.case.plan
        under = [name] if name in plan.fields else sorted(plan.reads(name))
        fields = [f for f in under if f in plan.step_of and state.on_path(plan.step_of[f]) is True]
        tries = {f: _tries(state, f, trees) for f in fields}
        for count in (1, 2):
            for group in combinations(fields, count):
                for values in product(*(tries[f] for f in group)):
                    yield dict(zip(group, values, strict=True))

    def _of_table(self, name: str, changed: CompiledTable) -> Iterator[_Find]:
        table = self.plan.tables[name]
        heads = [column.tree for column in table.table.inputs]
        for run in self.runs:
            now = [evaluate(head, run.state.read(names(head))) for head in heads]
            for places, values in _moves(table, now):
                outcome, other = table.decide(values), changed.decide(values)
                first = outcome.output[0] if outcome.output else None
                if first is None or (other.output and other.output[0] == first):
                    continue
                for answers in self._to(run, [(heads[p], values[p]) for p in places]):
                    yield _Find(run, None, tuple(answers.items()), "proposes", name, first)

    def _to(self, run: Run, wanted: Sequence[tuple[Tree, Plain]]) -> Iterator[Answers]:
        """Answers that bring every column to its value: the first way for each."""
        found: dict[str, Plain] = {}
        for head, value in wanted:
            own = names(head)
            if len(own) != 1:
                return
            way = next((a for a, got in self._reached(run, own[0]) if got == value and _same(a, found)), None)
            if way is None:
                return
            found |= way
        yield found

    def _of_gate(self, group: str, name: str, mutant: Mutant) -> Iterator[_Find]:
        for run in sorted(self.runs, key=lambda run: len(run.case.events)):
            plan = run.case.plan
            changed = mutant.of(plan)
            inside = structure(plan).steps_in.get(name, ()) if group == "phases" else ()
            later = [s for s in plan.steps if s not in inside and s != name]
            for number, state in enumerate(run.states):
                other = State(changed, state.history, state.day)
                for one in [name] if group == "steps" else [*inside, *later]:
                    word = state.step(one).status
                    if other.step(one).status != word:
                        upto = len(run.case.events) - len(run.states) + number + 1
                        yield _Find(run, upto, (), "steps", one, word)
                        break


def _same(one: Answers, other: Answers) -> bool:
    return all(other.get(name, value) == value for name, value in one.items())


def _moves(table: CompiledTable, now: Sequence[Plain]) -> Iterator[tuple[tuple[int, ...], list[Plain]]]:
    """The values of the columns as they are, and with one, two or three others."""
    parts = [[p.sample for p in axis.parts if p.inside and not p.null] for axis in table.axes]
    for count in range(min(4, len(now) + 1)):
        for places in combinations(range(len(now)), count):
            for values in product(*([v for v in parts[p] if v != now[p]] for p in places)):
                moved = list(now)
                for place, value in zip(places, values, strict=True):
                    moved[place] = value
                yield places, moved


def _tries(state: State, field: str, trees: Sequence[Tree]) -> list[Plain]:
    """Other answers worth trying: every option, each side of every figure, a step to each side, none."""
    type, now = state.plan.types[field], plain(state.value(field))
    if few := members(type):
        return [v for v in few if v != now] + ([None] if now is not None else [])
    axis = axis_among(type, trees, field)
    found: list[Plain] = []
    if axis is not None:
        found = [p.sample for p in axis.parts if p.inside and not p.null]
    figures = {n.value for tree in trees for n in walk(tree) if isinstance(n, Literal)}
    for figure in (now, *figures):
        if isinstance(figure, float):
            found += [figure - step(figure), figure, figure + step(figure)]
        elif isinstance(figure, dt.date):
            found += [figure + dt.timedelta(days=n) for n in (-366, -183, -31, -1, 1, 31, 183)]
    once = {repr(v): v for v in found if v is not None and type.admits(v) and v != now}
    return [*once.values(), *([None] if now is not None else [])]
