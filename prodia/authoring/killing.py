"""The cases that would notice what survives: from cases there are, with as few other answers as will do.

A mutant that survives is a sentence; this finds the worked case that would have killed it, and shows it by
running both. One case notices as many as it can. What is not found within a number of tries is left to the
author.
"""

# How to think about it: a candidate is a case there is with some more events. What a mutant changes is tried
# on the values at its end, so that a candidate costs one state, however many mutants there are. First the
# cases as they are (they only had to expect more), then one more event, then answers drawn at random among
# those that rules tell apart, under what is looked for; then the answers that the proof found (mutate.py,
# `witness`). Of a candidate that kills, every event that is not needed is left out again. Each find is run,
# on the protocol and the mutant, before it counts.

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from random import Random
from typing import Any, TypeAlias

from prodia.authoring import play
from prodia.authoring.joint import cells, choices
from prodia.authoring.mutants import Mutant, step
from prodia.authoring.mutate import Mutation, Sight, naively, pieces, sees, those_above, witness
from prodia.authoring.runs import Run, runs
from prodia.case import State
from prodia.case.expect import came, differences
from prodia.case.history import CONSENT, History, advance, begun
from prodia.case.relevance import said_by
from prodia.case.structure import GATE, closure, readers, structure
from prodia.content import Catalogue
from prodia.language import Literal, Plain, Tree, Value, plain
from prodia.language.analysis import TooMany
from prodia.language.syntax.tree import walk
from prodia.language.tables.apart import Spent
from prodia.model.events import (
    Answered,
    Assessed,
    CaseFile,
    Expected,
    Judged,
    Opened,
    Switched,
    Withdrawn,
)
from prodia.model.plan import Plan
from prodia.model.protocol import NAMELESS
from prodia.telling.rules import outcome_title
from prodia.telling.values import named_value
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.lists import listed, quoted

ONE_MORE = 4000  # candidates with one more event
DRAWN = 3000  # candidates with answers drawn at random
TOGETHER = 60  # events that are tried beside another
LONGEST = 56  # letters of the id of a case
SENTENCES = 3  # in what a case is for, and events in which it is otherwise


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


Events: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A case there is: as far as ``upto`` (None: to its end), of a pupil born on another day, with more."""

    run: Run
    events: Events = ()
    upto: int | None = None
    born: dt.date | None = None

    @property
    def begins(self) -> bool:
        """Can it name the case as its beginning?"""
        return self.upto is None and self.born is None

    def base(self) -> Events:
        first, *rest = self.run.file.events[: self.upto]
        if self.born is not None and isinstance(first, Opened):
            first = first.model_copy(update={"born": self.born})
        return (first, *rest)

    def state(self) -> State:
        plan = self.run.case.plan
        history: History
        if self.begins:
            history, more = self.run.state.history, self.events
        else:
            first, *rest = self.base()
            assert isinstance(first, Opened)
            history, more = begun(first), (*rest, *self.events)
        for event in more:
            history = advance(history, event, plan)
        return State(plan, history, history.last)


def kills(catalogue: Catalogue, found: Mutation, only: Iterable[Mutant] | None = None) -> tuple[Kill, ...]:
    """Cases that kill what survived, as few as were found; of what is not reached there is none."""
    plan, made = catalogue.plan(found.reference), list[Kill]()
    left = tuple(found.survived if only is None else only)
    for reference in those_above(catalogue, found.reference):
        tried = [r for r in runs(catalogue, reference) if r.refused is None]
        if left and tried:
            search = _Search(plan, tried, left, set(catalogue.cases_as_written(reference)))
            search.run()
            made += search.made
            dead = {mutant for kill in search.made for mutant in kill.mutants}
            left = tuple(mutant for mutant in left if mutant not in dead)
    return tuple(made)


class _Search:
    def __init__(self, plan: Plan, tried: Sequence[Run], targets: Sequence[Mutant], taken: set[str]) -> None:
        self.plan, self.runs, self.targets, self.taken = plan, tried, targets, taken
        self.open = [run for run in tried if not run.state.closed and not run.state.paused]
        self.made: list[Kill] = []
        self.left = (1 << len(targets)) - 1
        self._random = Random(0)
        self._changed: dict[tuple[Mutant, Plan], Plan] = {}
        self._groups: dict[tuple[tuple[str, ...], bool], list[tuple[int, Sight]]] = defaultdict(list)
        self._said: dict[tuple[tuple[str, ...], bool], dict[tuple[Value, ...], int]] = defaultdict(dict)
        self.gates = 0
        for number, mutant in enumerate(targets):
            seen = sees(mutant, plan)
            for one in seen or ():
                self._groups[one.reads, one.naive].append((number, one))
            if seen is None or set(mutant.replaces) & {"steps", "phases"}:
                self.gates |= 1 << number
        known = structure(plan)
        self._place = {f: n for n, step in enumerate(plan.steps.values()) for f in step.fields}
        self._under = {number: self._support(mutant) for number, mutant in enumerate(targets)}
        self._tries = {f: _tries(plan, f) for f in plan.fields if f in self._place}
        then = (name for name in known.reads if name.endswith(".age_months") and plan.part(name))
        self._ages = ("case.age_years", "case.age_months", *then)

    def _support(self, mutant: Mutant) -> tuple[str, ...]:
        """The answers, and what else a person says, that a changed piece rests on."""
        known = structure(self.plan)
        start: list[str] = []
        for group, name in pieces(mutant):
            start += known.table_reads[name] if group == "tables" else ()
            start += known.gate_reads.get(name, ()) if group == "steps" else ()
            start += self.plan.ensure[name].answers if group == "ensure" else ()
            start += known.reads.get(name, ())
        return tuple(structure(self.plan).support(start))

    # ---- the search

    def run(self) -> None:
        self._pool(_Candidate(run) for run in self.runs)
        self._pool(islice(self._one_more(), ONE_MORE))
        self._drawn()
        self._from_proofs()
        self._of_gates()

    def hits(self, state: State) -> int:
        """The mutants that say something else at the end of a candidate, a bit each."""
        found = 0
        for key, members in self._groups.items():
            reads, naive = key
            read = naively(state) if naive else state
            values = tuple(read.value(n) for n in reads)
            said = self._said[key]
            if values not in said:
                known = dict(zip(reads, values, strict=True))
                said[values] = sum({1 << number for number, one in members if one.other(known)})
            found |= said[values]
        return found & self.left

    def _pool(self, candidates: Iterable[_Candidate]) -> None:
        """The best of these, again and again: the one that kills most, with others of the same beginning."""
        pool = [(hit, n, one) for n, one in enumerate(candidates) if (hit := self.hits(one.state()))]
        while pool:
            hit, n, best = max(pool, key=lambda p: (p[0].bit_count(), -len(p[2].events), p[2].begins, -p[1]))
            also = [one.events[0] for h, _, one in pool if one.run is best.run and one.events and h & ~hit]
            for event in also[:TOGETHER] if best.events else ():
                if len(best.events) == SENTENCES:
                    break
                wider = replace(best, events=(*best.events, event))
                both = self.hits(wider.state()) if event not in best.events else 0
                if both & hit == hit and both != hit:
                    best, hit = wider, both
            if not self._take(best, hit) and len(best.events) > 1:
                self._take(replace(best, events=best.events[:1]), hit)
            pool = [(left, m, one) for h, m, one in pool if m != n and (left := h & self.left)]

    def _one_more(self) -> Iterator[_Candidate]:
        """One event of each case in turn."""
        each = [self._events(run) for run in self.open]
        while each:
            for events in [*each]:
                one = next(events, None)
                if one is None:
                    each.remove(events)
                else:
                    yield one

    def _events(self, run: Run) -> Iterator[_Candidate]:
        state, plan, day = run.state, run.case.plan, run.state.history.last
        told = {"on": day, "person": "psycholoog P", "reason": "verzonnen"}
        for name, verdict in state.verdicts.items():
            judges = plan.criteria[name].judges
            if verdict.machine == "judgement" and verdict.judged is None and judges:
                for word in ("met", "not met"):
                    judged = Judged(**told, by=judges[0], criterion=name, verdict=word)  # type: ignore[arg-type]
                    yield _Candidate(run, (judged,))
        if plan.consent is not None and state.mode not in NAMELESS:
            for competent in (True, False):
                assessed = Assessed(**told, by=plan.consent.judges[0], competent=competent)  # type: ignore[arg-type]
                yield _Candidate(run, (assessed,))
        for name, values in self._tries.items():
            if any(state.on_path(s) is True for s in structure(plan).asked_in.get(name, ())):
                for value in values:
                    if value != plain(state.value(name)):
                        yield _Candidate(run, (self._answer(run, name, value),))
        for born in self._births(run):
            yield _Candidate(run, (), None, born)

    def _births(self, run: Run) -> Iterator[dt.date]:
        """Days of birth on each side of every age that counts."""
        history = run.state.history
        if history.born is None:
            return
        for name in self._ages:
            reply = history.replies.get(name.partition(".")[0])
            day = history.last if reply is None else reply.measured or reply.on
            months = 12 if name == "case.age_years" else 1
            for age in choices(self.plan, name) or (11.0, 12.0, 13.0):
                if isinstance(age, float):
                    total = day.year * 12 + day.month - 1 - int(age) * months
                    at = dt.date(max(total // 12, 1900), total % 12 + 1, min(day.day, 28))
                    yield from (
                        one for one in (at, at + dt.timedelta(days=1)) if one <= run.file.events[0].on
                    )

    def _answer(self, run: Run, name: str, value: Plain) -> Answered:
        day = run.state.history.last
        given = next((e for e in run.file.events[::-1] if isinstance(e, Answered) and e.field == name), None)
        raw: dict[str, Any] = {"value": None, "missing": "unknown"}
        if value is not None:
            raw = {"value": play.raw(value), "missing": None}
        if given is not None:
            return given.model_copy(update={"on": day, **raw})
        return Answered(on=day, by=run.case.plan.fields[name].teller, field=name, **raw)

    def _drawn(self) -> None:
        since = 0
        for _ in range(DRAWN):
            if not self.left & ~self.gates or not self.open or since > DRAWN // 3:
                return
            number = self._random.choice(
                [n for n in range(len(self.targets)) if self.left & ~self.gates & 1 << n]
            )
            run, since = self._random.choice(self.open), since + 1
            share = self._random.choice((0.2, 0.5, 0.9))
            values = {
                name: self._random.choice(self._tries[name])
                for name in self._under[number]
                if self._tries.get(name) and self._random.random() < share
            }
            births = [*self._births(run)] if {*self._ages} & {*self._under[number]} else []
            born = self._random.choice(births) if births and self._random.random() < 0.3 else None
            if self._minimal(self._candidate(run, values, born)):
                since = 0

    def _candidate(self, run: Run, values: Mapping[str, Plain], born: dt.date | None = None) -> _Candidate:
        order = sorted(values, key=lambda name: self._place.get(name, 0))
        return _Candidate(run, tuple(self._answer(run, name, values[name]) for name in order), None, born)

    def _from_proofs(self) -> None:
        for number, mutant in enumerate(self.targets):
            for group, name in pieces(mutant):
                if not self.left & ~self.gates & 1 << number or group == "phases":
                    continue
                try:
                    seen = witness(mutant, self.plan, group, name) or {}
                except (Spent, TooMany):
                    continue
                values = {n: v for n, v in seen.items() if n in self._tries}
                for run in self.open:
                    if self._minimal(self._candidate(run, values), 1 << number):
                        break

    def _minimal(self, one: _Candidate, wanted: int = -1) -> bool:
        """Take a candidate that kills, without the events that it does not need for it."""
        hit = self.hits(one.state())
        if not hit & wanted:
            return False
        for event in one.events:
            less = replace(one, events=tuple(e for e in one.events if e is not event))
            if self.hits(less.state()) & hit == hit:
                one = less
        return self._take(one, hit)

    def _of_gates(self) -> None:
        """Steps that stand otherwise: at the end, after the consent is withdrawn, or on the way."""
        for candidates in (self._ends(), self._moments()):
            pool: list[tuple[int, _Candidate]] = []
            for one in candidates:
                state, hit = one.state(), 0
                for number in (n for n in range(len(self.targets)) if self.left & self.gates & 1 << n):
                    if any(self._stands(state, self.targets[number])):
                        hit |= 1 << number
                if hit:
                    pool.append((hit, one))
            while pool:
                hit, best = max(pool, key=lambda p: p[0].bit_count())
                self._take(best, hit)
                pool = [(left, one) for h, one in pool if one is not best and (left := h & self.left)]

    def _ends(self) -> Iterator[_Candidate]:
        fields = {n for number, under in self._under.items() if self.gates & 1 << number for n in under}
        for run in sorted(self.open, key=lambda run: -len(run.file.events))[:12]:
            yield _Candidate(run)
            history, by = run.state.history, run.file.events[0].by
            told: dict[str, Any] = {"on": history.last, "by": by, "reason": "verzonnen reden"}
            if history.consents:
                yield _Candidate(run, (Withdrawn(what=CONSENT, **told),))
            if run.state.mode == "compulsory" and history.born is not None:
                yield _Candidate(run, (Switched(mode="trajectory", born=history.born, **told),))
            for name in sorted(fields & self._tries.keys()):
                yield from (self._candidate(run, {name: value}) for value in self._tries[name])

    def _moments(self) -> Iterator[_Candidate]:
        short, long = (sorted(self.runs, key=lambda run: way * len(run.file.events)) for way in (1, -1))
        for run in (*short[:6], *long[:2]):
            yield from (_Candidate(run, (), upto) for upto in range(1, len(run.file.events)))

    def _with(self, mutant: Mutant, plan: Plan) -> Plan:
        """A plan with a change, made once: what it says of itself is remembered by what it is."""
        if (mutant, plan) not in self._changed:
            self._changed[mutant, plan] = mutant.of(plan)
        return self._changed[mutant, plan]

    def _stands(self, state: State, mutant: Mutant) -> Iterator[str]:
        """The steps that stand otherwise with a mutant."""
        other = State(self._with(mutant, state.plan), state.history, state.day)
        names = [*mutant.replaces.get("steps", ())] or [*state.plan.steps]
        yield from (one for one in names if state.step(one).status != other.step(one).status)

    # ---- a case of what was found

    def _take(self, one: _Candidate, hit: int) -> bool:
        """Make it a case, if it holds; what it kills is looked for no more."""
        state = one.state()
        found = [self.targets[n] for n in range(len(self.targets)) if hit & 1 << n]
        expect: dict[str, Any] = {}
        for mutant in found:
            for part, name, value in self._expects(state, mutant):
                if part == "contradictions":
                    expect[part] = value
                else:
                    expect.setdefault(part, {})[name] = value
        plans = partial(_of, one.run.case.plans, one.run.case.plan)
        events = (*one.base(), *one.events)
        ran = CaseFile(format=1, case="geval", title="geval", why="geval", events=events)
        known = came(plans, ran, one.run.case.plan.reference)
        if not expect or known.case is None or known.differs:
            return False
        wrong = [path for path, _ in differences(known.case.state, Expected.model_validate(expect))]
        for path in wrong:  # what comes out otherwise when it is really run is not expected
            key, names = str(path[1]), path[2:]
            expect[key] = {k: v for k, v in expect[key].items() if k not in names} if names else None
        want = Expected.model_validate({part: value for part, value in expect.items() if value})
        case = ran.model_copy(
            update={
                "case": self._id(one, want),
                "title": _title(one, self.plan),
                "why": _why(state, want),
                "expect": want,
            }
        )
        dead = [m for m in found if self._kills(state, m, want)]
        if not dead:
            return False
        self.taken.add(case.case)
        for mutant in dead:
            self.left &= ~(1 << self.targets.index(mutant))
        self.made.append(Kill(one.run.case.plan.reference, case, _written(one, case), tuple(dead)))
        return True

    def _kills(self, state: State, mutant: Mutant, want: Expected) -> bool:
        other = State(self._with(mutant, state.plan), state.history, state.day)
        return next(differences(other, want), None) is not None

    def _expects(self, state: State, mutant: Mutant) -> Iterator[tuple[str, str, Any]]:
        for group, name in pieces(mutant):
            if mutant.sort == "date" or group in ("steps", "phases"):
                yield from (("steps", one, state.step(one).status) for one in self._stands(state, mutant))
            if group == "tables" and state.proposal(name).outcome is not None:
                yield "proposes", name, state.proposal(name).outcome
            elif group == "criteria":
                yield "verdicts", name, state.verdict(name).word
            elif group == "derived":
                yield "values", name, play.raw(plain(state.value(name)))
            elif group == "ensure":
                yield "contradictions", "", sorted({c.rule for c in state.contradictions})

    def _id(self, one: _Candidate, want: Expected) -> str:
        said = [
            f"{e.field}-{_slug(e.value if e.missing is None else 'onbekend')}"
            for e in one.events
            if isinstance(e, Answered)
        ]
        said += [e.kind for e in one.events if not isinstance(e, Answered)]
        tail = [one.run.id, *(said[:2] or ["ook", *list(want.proposes)[:1]])]
        words = "-".join(tail).replace("_", "-").lower()
        base = words if len(words) <= LONGEST else words[:LONGEST].rpartition("-")[0].strip("-")
        return next(n for n in (base, *(f"{base}-{i}" for i in range(2, 999))) if n not in self.taken)


def _of(plans: Any, own: Plan, wanted: str) -> Plan:
    found: Plan = own if wanted == own.reference else plans(wanted)
    return found


def _slug(value: Any) -> str:
    text = {True: "ja", False: "nee"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return "".join(c if c.isalnum() and c.isascii() else "-" for c in text).strip("-")


def _written(one: _Candidate, case: CaseFile) -> CaseFile:
    """The case with what it shares left to the case it begins with, or to the folder it stands in."""
    if one.begins:
        return case.model_copy(update={"begins": one.run.id, "events": one.events})
    first, *rest = case.events
    return case.model_copy(update={"events": (first.model_copy(update={"protocol": None}), *rest)})


def _tries(plan: Plan, field: str) -> tuple[Plain, ...]:
    """Answers worth trying: every option, each side of every figure, a step to each side, none."""
    type = plan.types[field]
    known = choices(plan, field)
    found: list[Plain] = [v for v in known or () if v is not None]
    if not (type.options or type.kind == "truth"):
        trees: list[Tree] = []
        for name in closure([field], lambda n: readers(plan).get(n, ())):
            trees += () if name.startswith(GATE) else said_by(plan, name)
        trees += [rule.that.tree for rule in plan.ensure.values()]
        trees += [tree for table in plan.tables.values() for tree in cells(table.table)]
        constants = (n.value for tree in trees for n in walk(tree) if isinstance(n, Literal))
        for figure in sorted({v for v in constants if isinstance(v, float)}):
            found += [figure - step(figure), figure, figure + step(figure)]
        if type.kind == "date":
            first = plan.protocol.valid.from_
            found += [first + dt.timedelta(days=n) for n in (-800, -400, -214, -183, -182, -150, -31, 1)]
    once = {repr(v): v for v in found if v is not None and type.admits(v)}
    return (*once.values(), None)


# ---- told


_WITHDRAWN = Words("de toestemming wordt ingetrokken", "the consent is withdrawn")
_SWITCHED = Words("het wordt een gewoon traject", "it becomes an ordinary trajectory")
_JUDGED = Words("een mens oordeelt over «{what}»: {word}", "a person judges “{what}”: {word}")
_COMPETENT = Words("de leerling blijkt bekwaam", "the pupil turns out to be competent")
_NOT_COMPETENT = Words("de leerling blijkt nog niet bekwaam", "the pupil turns out not to be competent yet")
_ANSWER = Words("op «{what}» is het antwoord {value}", "the answer to “{what}” is {value}")
_FIGURE = Words("«{what}» is {value}", "“{what}” is {value}")
_SILENT = Words("op «{what}» is er geen antwoord", "there is no answer to “{what}”")
_BUT = Words("{base}, maar {more}", "{base}, but {more}")
_AND = Words("{base}, en {more}", "{base}, and {more}")
_MORE = Words("nog {n} andere antwoorden", "{n} other answers")
_BORN = Words("met geboortedag {day}", "with {day} as day of birth")
_HALFWAY = Words("Onderweg in {what}", "On the way in {what}")
_ALSO = Words("Wat er nog volgt uit {what}", "What else follows from {what}")
_PROPOSES = Words(
    "Op de vraag {what} is het voorstel dan {outcome}{because}.",
    "To the question {what}, the proposal is then {outcome}{because}.",
)
_BECAUSE = Words(", want {why}", ", because {why}")
_VERDICT = {
    "met": Words("Het criterium {what} is dan voldaan.", "The criterion {what} is then met."),
    "not met": Words("Het criterium {what} is dan niet voldaan.", "The criterion {what} is then not met."),
    "judgement": Words("Over {what} oordeelt dan een mens.", "A person then judges {what}."),
    "not assessable": Words("{what} is dan niet te beoordelen.", "{what} can then not be assessed."),
}
_VALUE = Words("{what} is dan {value}.", "{what} is then {value}.")
_STEP = {
    "done": Words("De stap {what} is dan gedaan.", "The step {what} is then done."),
    "open": Words("De stap {what} is dan aan de beurt.", "The step {what} is then open."),
    "blocked": Words("De stap {what} wacht dan nog.", "The step {what} is then still waiting."),
    "off path": Words("De stap {what} is dan niet aan de orde.", "The step {what} is then not at issue."),
    "not needed": Words("De stap {what} is dan niet nodig.", "The step {what} is then not needed."),
}
_AGAINST = Words("De antwoorden spreken elkaar tegen: {what}", "The answers contradict each other: {what}")
_AGREE = Words("De antwoorden spreken elkaar niet tegen.", "The answers do not contradict each other.")


def _title(one: _Candidate, plan: Plan) -> str:
    """What is otherwise than in the case it begins with."""
    lang: Lang = "en" if plan.lang == "en" else "nl"
    base = quoted(one.run.file.title, lang)
    said: list[str] = []
    for event in one.events[:SENTENCES]:
        if isinstance(event, Answered):
            slots = {"what": plan.labels[event.field]}
            if event.value is not None:
                slots["value"] = str(named_value(plan, event.field, event.value, lang))
            chosen = plan.types[event.field].kind in ("truth", "choice")
            words = _SILENT if event.value is None else _ANSWER if chosen else _FIGURE
            said.append(words.fill(lang, slots))
        elif isinstance(event, Judged):
            word = label("verdict", event.verdict, lang)
            said.append(_JUDGED.fill(lang, {"what": plan.labels[event.criterion], "word": word}))
        elif isinstance(event, Assessed):
            said.append((_COMPETENT if event.competent else _NOT_COMPETENT)[lang])
        elif isinstance(event, Withdrawn):
            said.append(_WITHDRAWN[lang])
        elif isinstance(event, Switched):
            said.append(_SWITCHED[lang])
    if one.born is not None:
        said.append(_BORN.fill(lang, {"day": str(named_value(plan, "case.day", one.born, lang))}))
    if len(one.events) > SENTENCES:
        said.append(_MORE.fill(lang, {"n": str(len(one.events) - SENTENCES)}))
    if said:
        title = one.run.file.title
        more = _AND if _BUT.fill(lang, {"base": "", "more": ""}) in title else _BUT
        return more.fill(lang, {"base": title, "more": listed(said, lang)})
    return (_ALSO if one.upto is None else _HALFWAY).fill(lang, {"what": base})


def _why(state: State, want: Expected) -> str:
    """What it shows, in sentences: the proposals with their reasons first."""
    plan = state.plan
    lang: Lang = "en" if plan.lang == "en" else "nl"
    said: list[str] = []
    for name, outcome in want.proposes.items():
        because = str(dict(state.proposal(name).outputs[1:]).get("omdat") or "")
        if not because and len(state.proposal(name).outputs) > 1:
            because = str(state.proposal(name).outputs[1][1] or "")
        slots = {"what": quoted(plan.decisions[name].title, lang)}
        slots["outcome"] = quoted(outcome_title(plan, name, outcome, lang), lang)
        slots["because"] = _BECAUSE.fill(lang, {"why": because}) if because else ""
        said.append(_PROPOSES.fill(lang, slots))
    for name, word in want.verdicts.items():
        said.append(_VERDICT[word].fill(lang, {"what": quoted(plan.labels[name], lang)}))
    for name in want.values:
        value = str(named_value(plan, name, plain(state.value(name)), lang))
        said.append(_VALUE.fill(lang, {"what": quoted(plan.labels[name], lang), "value": value}))
    if want.contradictions is not None:
        told = [plan.ensure[rule].message for rule in want.contradictions]
        said += [_AGAINST.fill(lang, {"what": one}) for one in told] or [_AGREE[lang]]
    for name, status in want.steps.items():
        said.append(_STEP[status].fill(lang, {"what": quoted(plan.steps[name].title, lang)}))
    return " ".join(said[:SENTENCES])
