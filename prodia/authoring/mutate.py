"""Do the worked cases notice a mistake? Each mutant of a protocol is run; what no case notices, survives.

>>> import prodia
>>> from prodia.authoring.mutate import mutate
>>> found = mutate(prodia.load().catalogue, "algemeen@1.0.0")
>>> 0 < found.score <= 1
True
"""

# How to think about it: a case notices a mutant if it does not come to what it expects any more, or is
# refused where it was not. What was changed is tried on every different set of values that the cases read,
# for only a case in which it says something else can notice. Most of that shows at the end, where only what
# was expected is worked out anew; what shows on the way (an event that a gate refuses) is replayed. What no
# case notices is compared with the original for every value there can be: where they never differ the mutant
# is no mistake, and counts for nothing.
#
# Not looked for: what shows only in which question can still change something, and nowhere else; and what
# shows on the way in no one of the first cases in which it may.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, TypeAlias

from prodia.authoring.joint import (
    Holds,
    Values,
    always,
    before,
    cells,
    found,
    modes,
    possible,
    stretches,
    then,
)
from prodia.authoring.mutants import ALWAYS, SORTS, Changed, Mutant, Sort, mutants
from prodia.authoring.runs import Run, runs
from prodia.case import State
from prodia.case.expect import came, differences
from prodia.case.gates import refusal
from prodia.case.outcomes import Outcomes, broken, conditions, derived_value, word, word_of
from prodia.case.relevance import samples
from prodia.case.structure import GATE, structure
from prodia.content import Catalogue
from prodia.language import SUBJECT, Hit, Plain, Rule, Table, Tree, Type, Value, evaluate, named, names, plain
from prodia.language.analysis import TooMany, example, reached
from prodia.language.tables.apart import Both, Spent
from prodia.language.tables.compiled import outcome
from prodia.model.events import Judged
from prodia.model.parts import Valid
from prodia.model.plan import Plan
from prodia.model.protocol import Step

Each: TypeAlias = Callable[[Callable[[Mutant], Any], Sequence[Mutant]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Mutation:
    """What became of every mutant: ``killed`` by the case named, ``survived``, or ``same`` (no mistake)."""

    reference: str
    killed: tuple[tuple[Mutant, str], ...]
    survived: tuple[Mutant, ...]
    same: tuple[Mutant, ...]

    @property
    def score(self) -> float:
        """The share that is killed of all that are a mistake; 1 where there is nothing to mistake."""
        return _share(len(self.killed), len(self.survived))

    def score_of(self, sort: Sort) -> float:
        """The same of one sort."""
        killed = sum(mutant.sort == sort for mutant, _ in self.killed)
        return _share(killed, sum(mutant.sort == sort for mutant in self.survived))

    def counts(self) -> Mapping[Sort, tuple[int, int]]:
        """By sort how many are killed, of how many."""
        found = {}
        for sort in SORTS:
            killed = sum(m.sort == sort for m, _ in self.killed)
            every = killed + sum(m.sort == sort for m in self.survived)
            if every:
                found[sort] = (killed, every)
        return found


def _share(killed: int, survived: int) -> float:
    return killed / (killed + survived) if killed + survived else 1.0


def mutate(catalogue: Catalogue, reference: str, lang: str = "nl", *, each: Each = map) -> Mutation:
    """Try every mutant of ``id@version`` on its worked cases that hold.

    ``each`` spreads the work: ``map``, or a function like it that calls in other processes.

    Raises :class:`prodia.ContentError` where there is no such protocol, or it has errors.
    """
    plan = catalogue.plan(reference, lang)
    killed: list[tuple[Mutant, str]] = []
    same: list[Mutant] = []
    left, first = list(mutants(plan)), True
    for one in those_above(catalogue, plan.reference):
        bench = _Bench(plan, runs(catalogue, one, lang, trust=not first))
        by = [*zip(left, each(bench.killer, left), strict=True)]
        killed += [(mutant, case) for mutant, case in by if case is not None]
        left = [mutant for mutant, case in by if case is None]
        if first:
            differ = dict(zip(left, each(partial(_differs, plan), left), strict=True))
            same, left, first = [m for m in left if not differ[m]], [m for m in left if differ[m]], False
        if not left:
            break
    return Mutation(plan.reference, tuple(killed), tuple(left), tuple(same))


REPLAYED = 6  # cases that are replayed for what may show on the way


def those_above(catalogue: Catalogue, reference: str) -> tuple[str, ...]:
    """A version, and then every one that supplements it: their cases run what they inherit too."""
    known = catalogue.references()
    return (
        reference,
        *(r for r in known if r != reference and catalogue.entry(r).definition.supplements == reference),
    )


def all_runs(catalogue: Catalogue, reference: str, lang: str = "nl") -> tuple[Run, ...]:
    """The cases of a version, and of every protocol that supplements it."""
    return tuple(run for one in those_above(catalogue, reference) for run in runs(catalogue, one, lang))


Row: TypeAlias = tuple[Value, ...]


class _Bench:
    """The cases as they ran, and what they read: each mutant looks only where it can be seen."""

    def __init__(self, plan: Plan, tried: Sequence[Run]) -> None:
        self.plan, self.runs = plan, tried
        self._below: dict[str, frozenset[str]] = {}
        steers: set[str] = set()
        for one in {plan: None} | {run.case.plan: None for run in tried}:
            known = structure(one)
            direct = {**known.reads, **known.table_reads}
            for name in direct:
                own = () if name in one.tables else (name,)
                self._below[name] = frozenset((*known.under(direct[name]), *own))
            consent = known.table_reads[one.consent.decision] if one.consent is not None else ()
            start = [*consent, *(n for reads in known.gate_reads.values() for n in reads)]
            steers |= known.under(start).keys()
        self._steers = frozenset(steers)
        self._changed: tuple[Mutant | None, dict[Plan, Plan]] = (None, {})
        self._ends: dict[tuple[tuple[str, ...], bool], dict[Row, list[Run]]] = {}
        self._ways: dict[tuple[tuple[str, ...], bool], dict[Row, list[Run]]] = {}

    def killer(self, mutant: Mutant) -> str | None:
        """The first case that notices a mutant."""
        seen = sees(mutant, self.plan)
        if seen is None:
            return self._loosened(mutant)
        at_end = self._where(seen, self._ends, lambda run: (run.state,))
        for run in at_end:
            if _expects(run, mutant) and run.holds:
                return run.id
        affected = self._affected(mutant)
        for run in at_end:
            if self._may_notice(run, affected):
                state = State(self._with(mutant, run), run.state.history, run.state.day)
                if next(differences(state, run.file.expect), None) is not None and run.holds:
                    return run.id
        for run in self._on_the_way(mutant, seen):
            changed = self._with(mutant, run)
            plans = partial(_instead, run.case.plans, changed.reference, changed)
            if came(plans, run.file, None).differs and run.holds:
                return run.id
        return None

    def _with(self, mutant: Mutant, run: Run) -> Plan:
        """The plan of a case with the change, made once a mutant."""
        if self._changed[0] is not mutant:
            self._changed = (mutant, {})
        made = self._changed[1]
        if run.case.plan not in made:
            made[run.case.plan] = mutant.of(run.case.plan)
        return made[run.case.plan]

    def _on_the_way(self, mutant: Mutant, seen: Sequence[Sight]) -> Iterator[Run]:
        """The cases in which an event may be refused for what was changed, or not be refused any more."""
        names = {name for own in mutant.replaces.values() for name in own}
        consent = self.plan.consent.decision if self.plan.consent else None
        everywhere = bool(names & self._steers) or mutant.group in ("steps", "ensure") or consent in names
        judging = [
            run
            for run in self.runs
            if any(isinstance(e, Judged) and e.criterion in names for e in run.file.events)
        ]
        if everywhere or judging:
            where = self._where(seen, self._ways, lambda run: run.states)
            yield from [run for run in where if everywhere or run in judging][:REPLAYED]

    def _where(
        self,
        seen: Sequence[Sight],
        known: dict[tuple[tuple[str, ...], bool], dict[Row, list[Run]]],
        states: Callable[[Run], Sequence[State]],
    ) -> list[Run]:
        """The cases in which what was changed says something else: each set of values is tried once."""
        found: dict[Run, None] = {}
        for one in seen:
            key = one.reads, one.naive
            if key not in known:
                met: dict[Row, dict[Run, None]] = {}
                for run in self.runs:
                    for state in states(run):
                        read = naively(state) if one.naive else state
                        met.setdefault(tuple(read.value(n) for n in one.reads), {})[run] = None
                known[key] = {values: list(those) for values, those in met.items()}
            for values, those in known[key].items():
                if one.other(dict(zip(one.reads, values, strict=True))):
                    found |= dict.fromkeys(those)
        return [run for run in self.runs if run in found]

    def _affected(self, mutant: Mutant) -> frozenset[str]:
        """Every name of which the value may be another."""
        names = {name for own in mutant.replaces.values() for name in own}
        for step in mutant.replaces.get("steps", ()):
            names |= {step, *self.plan.steps[step].fields}
        for rule in mutant.replaces.get("ensure", ()):
            names |= set(self.plan.ensure[rule].answers)
        return frozenset(names) | {n for n, below in self._below.items() if below & names}

    def _may_notice(self, run: Run, affected: frozenset[str]) -> bool:
        want = run.file.expect
        if want.needs is not None or want.not_needed or want.phase or want.steps:
            return True
        if want.contradictions is not None:
            return True
        named = {*want.verdicts, *want.proposes, *want.values}
        known = run.case.plan.hypotheses  # one in a person's own words rests on no criterion
        named |= {c for h in want.hypotheses if h in known for c in known[h].criteria}
        return bool(named & affected)

    def _loosened(self, mutant: Mutant) -> str | None:
        """A gate that is gone shows where an event was refused, or where a case says how steps stand."""
        for run in self.runs:
            changed, want = self._with(mutant, run), run.file.expect
            if run.refused is not None:
                event = run.file.events[-1]
                problem = refusal(State(changed, run.state.history, event.on), event)
                if problem is None or problem.code != run.refused.code:
                    return run.id
            elif want.needs is not None or want.phase or want.steps:
                state = State(changed, run.state.history, run.state.day)
                if next(differences(state, want), None) is not None and run.holds:
                    return run.id
        return None


def naively(state: State) -> Outcomes:
    """The same answers, also those that contradict each other."""
    return Outcomes(state.plan, state.history, state.day, naive=True)


def _instead(plans: Any, reference: str, changed: Plan, wanted: str) -> Plan:
    """A shelf on which the changed plan stands in the place of its own."""
    if wanted == reference:
        return changed
    found: Plan = plans(wanted)
    return found


def _expects(run: Run, mutant: Mutant) -> bool:
    """Does a case expect the very thing that comes out otherwise? A verdict may have been judged since."""
    want, name = run.file.expect, mutant.name
    if mutant.sort == "date":
        return False
    if mutant.group == "ensure":
        return want.contradictions is not None
    if mutant.group == "decisions":
        return name in want.proposes
    if mutant.group == "criteria":
        return name in want.verdicts and run.state.verdict(name).judged is None
    return mutant.group == "derived" and name in want.values


# What a changed piece reads, and whether it says something else of these values. A rule under `ensure` reads
# the answers as they were given (``naive``).
@dataclass(frozen=True, slots=True)
class Sight:
    reads: tuple[str, ...]
    other: Callable[[Mapping[str, Value]], bool]
    naive: bool = False


def sees(mutant: Mutant, plan: Plan) -> tuple[Sight, ...] | None:
    """Where a mutant can be seen; None for a gate that reads nothing."""
    found: list[Sight] = []
    of_cutoff = mutant.group == "cutoffs"
    for group, own in mutant.replaces.items():
        if isinstance(own, Changed):
            heads = [column.tree for column in own.table.inputs]
            found.append(Sight(_names_of(heads), _Told(plan, own.name, own.table)))
            continue
        for name, one in own.items():
            if mutant.sort == "date":
                dates = getattr(plan, group)[name].valid
                found.append(Sight(("case.day",), partial(_other, _holds, dates, one.valid)))
            elif group not in _COMES or (group == "steps" and mutant.part != "when" and not of_cutoff):
                return None
            else:
                old, by = getattr(plan, group)[name], [one.by] if group == "criteria" and one.by else []
                reads = _names_of((*_said(group, old), *_said(group, one)), by)
                found.append(Sight(reads, partial(_other, _COMES[group], old, one), naive=group == "ensure"))
    return tuple(found)


def _names_of(trees: Iterable[Tree], by: Sequence[str] = ()) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*by, *(n for tree in trees for n in names(tree)))))


def _other(comes: Comes, old: Any, new: Any, read: Mapping[str, Value]) -> bool:
    return comes(old, read) != comes(new, read)


def _holds(valid: Valid, read: Mapping[str, Any]) -> bool:
    return valid.holds_on(read["case.day"])


def _open(step: Step, read: Mapping[str, Value]) -> Value:
    return evaluate(_said("steps", step)[0], read)


Comes: TypeAlias = Callable[[Any, Mapping[str, Value]], Value]
_COMES: Mapping[str, Comes] = {
    "criteria": word_of,
    "derived": derived_value,
    "ensure": lambda rule, read: not broken(rule, read),
    "steps": _open,
}


def comes(plan: Plan, group: str, name: str, read: Mapping[str, Value]) -> Plain:
    """What a piece comes to of what it reads."""
    return plain(_COMES[group](getattr(plan, group)[name], read))


class _Told:
    """Does a changed table come to something else? Only the rows that were changed are looked at anew."""

    def __init__(self, plan: Plan, name: str, new: Table) -> None:
        self._plan, self._name, self._new = plan, name, new
        kept = {id(rule): number for number, rule in enumerate(plan.tables[name].table.rules)}
        self._rules = [(kept.get(id(rule)), rule) for rule in new.rules]

    def __call__(self, read: Mapping[str, Value]) -> bool:
        inputs, standing, was = _standing(self._plan, self._name, tuple(read.items()))
        rules = sum(
            1 << number
            for number, (at, rule) in enumerate(self._rules)
            if (standing >> at & 1 if at is not None else all(map(_fits, rule.when, inputs)))
        )
        return bool(_first(outcome(self._new, rules)) != was)


@lru_cache(maxsize=1 << 14)
def _standing(
    plan: Plan, name: str, read: tuple[tuple[str, Value], ...]
) -> tuple[tuple[Value, ...], int, Any]:
    """The columns of a table for these values, the rows that hold as bits, and what it comes to."""
    table, values = plan.tables[name], dict(read)
    inputs = tuple(evaluate(column.tree, values) for column in table.table.inputs)
    standing = table.rules_at(table.parts(inputs))
    return inputs, standing, _first(outcome(table.table, standing))


@lru_cache(maxsize=1 << 16, typed=True)  # 1, 1.0 and true are equal and three values
def _fits(cell: Tree, value: Value) -> bool:
    return cell == ALWAYS or evaluate(cell, {SUBJECT: named(value)}) is True


def _changed_rows(old: Table, new: Table) -> tuple[Rule, ...] | None:
    """The rows of which one must hold where two tables differ; None where that can not be said."""
    before, after = ({id(rule): rule for rule in table.rules} for table in (old, new))
    changed = [rule for n, rule in (before | after).items() if not (n in before and n in after)]
    return tuple(changed) if changed and old.otherwise == new.otherwise else None


def _first(hit: Hit) -> Any:
    """What of a table a case can expect: whether it proposes anything, and what."""
    return hit.status if hit.output is None else hit.output[0]


# ---- is it a mistake at all?


def _differs(plan: Plan, mutant: Mutant) -> bool:
    """Could anybody meet the difference? True as well where that is not decided."""
    try:
        if mutant.group == "phases" or mutant.part == "pupil" or mutant.sort == "date":
            return mutant.sort == "date" or _gates(plan) != _gates(mutant.of(plan))
        return any(witness(mutant, plan, *one) is not None for one in pieces(mutant))
    except (Spent, TooMany):
        return True


def pieces(mutant: Mutant) -> Iterator[tuple[str, str]]:
    yield from ((group, name) for group, own in mutant.replaces.items() if group != "cutoffs" for name in own)


def witness(mutant: Mutant, plan: Plan, group: str, name: str) -> Mapping[str, Plain] | None:
    """Answers for which a changed piece says something else; None where there are none on any day.

    First each name by itself, then what they can be together, on every stretch of days.
    """
    if group == "tables":
        both = Both(plan.tables[name], mutant.replaces[group][name])
        if both.apart(answer=_first) is None:
            return None
        reads = _names_of(column.tree for column in both.old.table.inputs)
        rows = _changed_rows(both.old.table, both.new.table)

        def holds(can: Callable[[str], Values]) -> bool:
            known = possible(both.old.table, can)
            if rows is not None and not any(_may_hold(rule, known) for rule in rows):
                return False
            return both.apart(known, answer=_first) is not None

        return _found(plan, reads, reads, lambda _: (holds, cells(both.new.table)))
    changed, alike = mutant.of(plan), ALIKE.get(group, same)
    trees = (*sayings(plan, group, name), *sayings(changed, group, name))
    if not _apart(plan, trees, alike):
        return None
    reads = _names_of(trees)

    def on_day(day: dt.date) -> tuple[Holds, Sequence[Tree]]:
        other = sayings(then(changed, day), group, name)
        return partial(_apart, plan, (*sayings(then(plan, day), group, name), *other), alike), other

    return _found(plan, reads, (*reads, name, GATE + name), on_day)


def _may_hold(rule: Rule, possible: Mapping[int, frozenset[Plain]]) -> bool:
    return all(any(_fits(rule.when[at], value) for value in values) for at, values in possible.items())


def _found(
    plan: Plan,
    reads: Sequence[str],
    of: Sequence[str],
    on_day: Callable[[dt.date], tuple[Holds, Sequence[Tree]]],
) -> Mapping[str, Plain] | None:
    for day in stretches(plan, of):
        holds, also = on_day(day)
        seen = found(plan, reads, holds, on=day, also=also)
        if seen is not None:
            return seen
    return None


def sayings(plan: Plan, group: str, name: str) -> tuple[Tree, ...]:
    """What of a piece says what it comes to."""
    return _said(group, getattr(plan, group)[name])


def _said(group: str, one: Any) -> tuple[Tree, ...]:
    if group == "criteria":
        return conditions(one)
    if group == "derived":
        return (one.is_.tree,)
    if group == "ensure":
        return (one.that.tree,)
    return (ALWAYS if one.when is None else one.when.tree,)


def _gates(plan: Plan) -> Mapping[str, object]:
    """Of each step what is surely done before it is open, and whether there is consent then; of each phase
    whether it is never done because nothing is done in it. Plans with the same keep each step as shut.

    Which of two gates says no first is not counted.
    """
    every = frozenset(m for s in plan.steps.values() for m in modes(s))
    found: dict[str, object] = {id: before(plan, step) for id, step in plan.steps.items()}
    return found | {p: one.required and not any(always(plan, p, every)) for p, one in plan.phases.items()}


@lru_cache(maxsize=1024)
def words_of(plan: Plan, name: str) -> frozenset[Plain] | None:
    """What a criterion can ever come to, a person's judgement included; None where that is not known."""
    if name not in plan.criteria:
        return None
    trees = conditions(plan.criteria[name])
    choices = choices_of(plan, trees)
    try:
        found = reached(trees, choices, word).values if choices is not None else None
    except TooMany:
        return None
    if found is not None and "judgement" in found:
        return found | {"met", "not met"}
    return found


def same_word(met: Plain, judge: Plain, other_met: Plain, other_judge: Plain) -> bool:
    return word(met, judge) == word(other_met, other_judge)


def same(one: Plain, other: Plain) -> bool:
    return type(one) is type(other) and one == other


def same_break(one: Plain, other: Plain) -> bool:
    return (one is False) == (other is False)


def same_path(one: Plain, other: Plain) -> bool:
    """A step that never comes on the path stands as one that is off it."""
    return (one is True) == (other is True)


ALIKE: Mapping[str, Callable[..., bool]] = {
    "criteria": same_word,
    "ensure": same_break,
    "steps": same_path,
}


def _anything(name: str) -> Values:
    return None


def _apart(
    plan: Plan, trees: Sequence[Tree], alike: Callable[..., bool], can: Callable[[str], Values] = _anything
) -> bool:
    """Can the conditions come to something else? True where a name is under arithmetic."""
    choices = choices_of(plan, trees, can)
    return choices is None or example(trees, choices, alike, False) is not None


def choices_of(
    plan: Plan, trees: Sequence[Tree], can: Callable[[str], Values] = _anything
) -> list[tuple[str, tuple[Plain, ...]]] | None:
    """What every name in these conditions can have; None where a name is under arithmetic. ``can``: what is
    known of it."""
    choices = []
    for name in dict.fromkeys(n for tree in trees for n in names(tree)):
        type: Type | None = plan.types.get(name)
        known: Sequence[Plain] | None = can(name)  # type: ignore[assignment]
        if known is None:
            among = samples(type, trees, name) if type is not None else None
            if among is None:
                return None
            known = among if type is None or type.kind != "verdict" else [v for v in among if v is not None]
        choices.append((name, tuple(known)))
    return choices
