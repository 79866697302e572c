"""Is a process what a process must be? Each property decided, or shown false by the shortest case.

>>> import prodia
>>> proofs = prodia.prove(prodia.load().catalogue.plan("motoriek@1.0.0"))
>>> [proof.property for proof in proofs if proof.holds is not True]
[]
"""

# How to think about it: what opens a step is known without running anything (the phases that must be done,
# the steps that are always on their way, consent), and what a table can come to is known from the analysis
# behind `needs` (joint.py). Where one of these says that something can go wrong, a trajectory is played until
# it does (play.py): that is the counter-case, which runs like any worked case. Past the budget nothing is
# claimed: `holds` is None.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, product
from typing import Literal, TypeAlias

from prodia.authoring.joint import (
    BUDGET,
    Open,
    Values,
    always,
    before,
    choices,
    found,
    gate,
    modes,
    opened_on,
    stretches,
    waits,
)
from prodia.authoring.play import Until, Wish, answer, opened, played, state_of
from prodia.case import State
from prodia.case.outcomes import NO_ROLE, derived_value, word_of
from prodia.case.relevance import GATE, members
from prodia.case.structure import closure, structure
from prodia.language import (
    SUBJECT,
    Apply,
    CompiledTable,
    Name,
    Plain,
    Rule,
    Tree,
    Value,
    evaluate,
    names,
    plain,
)
from prodia.language import Literal as Constant
from prodia.language.syntax.tree import walk
from prodia.language.tables.apart import Spent, hits
from prodia.model.events import CaseFile, Expected, Recorded
from prodia.model.parts import Exemption
from prodia.model.plan import Plan
from prodia.model.protocol import Decision, Mode, Step
from prodia.problems import Kind, Problem
from prodia.problems import authors as kinds
from prodia.words import Lang

Property: TypeAlias = Literal[
    "consent", "strategy", "two sources", "heard", "next event", "reachable", "surer", "dated"
]


MOST_COMBINED = 200  # answers that are looked at together


@dataclass(frozen=True, slots=True)
class Proof:
    """``holds``: True where it is proved, False where a problem shows otherwise, None: not decided.

    ``cases``: for each problem the case that shows it, where one can; a case of the version itself.
    ``exempt``: what the pack has so on purpose, with the reason.
    """

    property: Property
    holds: bool | None
    problems: tuple[Problem, ...] = ()
    cases: tuple[CaseFile | None, ...] = ()
    exempt: tuple[tuple[Problem, str], ...] = ()


_Shown: TypeAlias = tuple[Problem, CaseFile | None]


def prove(plan: Plan, exemptions: Sequence[Exemption] = ()) -> tuple[Proof, ...]:
    """Every property of the process of a plan, in a fixed order.

    ``exemptions``: what is so on purpose, by code and by part of the protocol (``decisions.beeld``).
    """
    return tuple(_proof(name, find, plan, exemptions) for name, find in _PROPERTIES.items())


def _proof(
    name: Property,
    find: Callable[[Plan], Iterator[_Shown]],
    plan: Plan,
    exemptions: Sequence[Exemption] = (),
) -> Proof:
    shown: list[_Shown] = []
    exempt: list[tuple[Problem, str]] = []
    decided = True
    try:
        for problem, case in find(plan):
            reason = next((one.reason for one in exemptions if _covers(one, problem)), None)
            if reason is None:
                shown.append((problem, case))
            else:
                exempt.append((problem, reason))
    except Spent:
        decided = False
    holds = False if shown else True if decided else None
    problems, cases = tuple(p for p, _ in shown), tuple(case for _, case in shown)
    return Proof(name, holds, problems, cases, tuple(exempt))


def _covers(one: Exemption, problem: Problem) -> bool:
    part = (one.part or "").rpartition(".")[2]
    rules = (problem.kind.code, problem.kind.full_code, problem.kind.name.nl, problem.kind.name.en)
    return one.rule in rules and part in ("", dict(problem.args)["name"])


# ---- the cases that show it


def _first_day(plan: Plan) -> dt.date:
    return plan.protocol.valid.from_


def _case(
    plan: Plan, kind: Kind, name: str, events: Sequence[Recorded] | None, expect: Mapping[str, object]
) -> CaseFile | None:
    if events is None:
        return None
    slug = name.replace("_", "-").lower()
    said = Problem(kind, None, name=name)
    lang: Lang = "en" if plan.lang == "en" else "nl"
    return CaseFile(
        format=1,
        case=f"{kind.name.nl}-{slug}"[:60].strip("-"),
        title=said.kind.name[lang].replace("-", " ").capitalize() + f": {name}",
        why=said.hint(lang).capitalize(),
        events=tuple(events),  # type: ignore[arg-type]
        expect=Expected.model_validate(expect),
    )


def _wish(
    plan: Plan, mode: Mode, answers: Mapping[str, Plain] | None = None, but: Sequence[str] = ()
) -> Wish:
    given = answers or {}
    age = given.get("case.age_years")
    return Wish(_first_day(plan), given, mode, int(age) if isinstance(age, float) else 10, frozenset(but))


def _mode(step: Step) -> Mode:
    return "trajectory" if "trajectory" in step.modes else step.modes[0]


# ---- no result of an individual before consent


def _consent(plan: Plan) -> Iterator[_Shown]:
    for id, step in plan.steps.items():
        told = [f for f in step.fields if f in _measured(plan) or step.does == "administer"]
        told += [d for d in step.decisions if _weighs(plan.decisions[d]) and not _of_consent(plan, d)]
        consented = plan.consent is not None and before(plan, step)[0]
        if told and not consented:
            asks = None if plan.consent is None else _refused_consent(plan, step)
            events = _by_some_way(plan, asks or _wish(plan, _mode(step)), partial(_open, step=id))
            if events is not None and told[0] in plan.fields:
                more = (*events, answer(plan, told[0], _wish(plan, _mode(step))))
                events = more if state_of(plan, more) is not None else events
            yield (
                Problem(kinds.RESULT_BEFORE_CONSENT, None, name=id, what=told[0]),
                _case(plan, kinds.RESULT_BEFORE_CONSENT, id, events, {"steps": _status(plan, events, id)}),
            )
    if plan.consent is not None:
        decision = plan.consent.decision
        nobody = {o for o in plan.decisions[decision].outcomes if plan.consent.who.get(o) == NO_ROLE}
        chosen = _reach(plan, decision, nobody, {"case.mode": "trajectory"})
        if chosen is not None:
            events = played(plan, _wish(plan, "trajectory", chosen), lambda s: s.consent.outcome in nobody)
            state = state_of(plan, events) if events else None
            want = {"proposes": {decision: state.consent.outcome}} if state is not None else {}
            yield (
                Problem(kinds.NOBODY_CONSENTS, None, name=decision),
                _case(plan, kinds.NOBODY_CONSENTS, decision, events, want),
            )


def _refused_consent(plan: Plan, step: Step) -> Wish:
    return _wish(plan, _mode(step), but=(*plan.roles, "competence"))


def _weighs(decision: Decision) -> bool:
    """Does a decision say something about a pupil that counts elsewhere?"""
    return decision.purpose != "guide"


def _of_consent(plan: Plan, decision: str) -> bool:
    return plan.consent is not None and plan.consent.decision == decision


def _open(state: State, step: str) -> bool:
    return state.step(step).status == "open"


def _status(plan: Plan, events: Sequence[Recorded] | None, step: str) -> dict[str, str]:
    state = state_of(plan, events) if events else None
    return {} if state is None else {step: state.step(step).status}


# ---- the strategy is never skipped


def _strategy(plan: Plan) -> Iterator[_Shown]:
    """What weighs, and what people are told, waits for a step in which hypotheses are chosen."""
    known = structure(plan)
    for id, step in plan.steps.items():
        weighs = [d for d in step.decisions if _weighs(plan.decisions[d]) and not _of_consent(plan, d)]
        measures = step.does == "administer" or any(plan.fields[f].instrument for f in step.fields)
        if not (weighs or measures or (step.does == "advise" and step.pupil)):
            continue
        _, phases = before(plan, step)
        planned = [
            s for p in phases for s in always(plan, p, modes(step)) if plan.steps[s].does == "hypothesise"
        ]
        # an instrument serves a hypothesis that is raised: the engine asks that of itself
        if planned or (measures and not weighs and known.hypothesise):
            continue
        events = _by_some_way(plan, _wish(plan, _mode(step), but=known.hypothesise), partial(_open, step=id))
        case = _case(plan, kinds.STRATEGY_SKIPPED, id, events, {"steps": _status(plan, events, id)})
        yield Problem(kinds.STRATEGY_SKIPPED, None, name=id), case


def _by_some_way(plan: Plan, wish: Wish, until: Until) -> tuple[Recorded, ...] | None:
    """Events up to where it is so, past any of the choices that open or shut a step."""
    ways = (played(plan, replace(wish, answers={**wish.answers, **way}), until) for way in _ways(plan))
    return next((events for events in ways if events is not None), None)


def _ways(plan: Plan) -> Iterator[Mapping[str, Plain]]:
    """The first answers there are, and each answer that a step may wait for."""
    yield {}
    for name in dict.fromkeys(
        n for s in plan.steps.values() if s.when is not None for n in names(s.when.tree)
    ):
        if name in plan.fields:
            yield from ({name: value} for value in members(plan.types[name]) or ())


# ---- no classification on fewer than two measurements or informants


def _two_sources(plan: Plan) -> Iterator[_Shown]:
    """A row that says yes to all it asks rests on two measurements, or on what two people told."""
    known = structure(plan)
    for id, decision in plan.decisions.items():
        if decision.purpose != "classify" or decision.aggregate is not None:
            continue
        rows = [rule for rule in plan.tables[id].table.rules if _affirms(rule)]
        wanted = {str(rule.then[0]) for rule in rows} - _named_otherwise(decision)
        under = [n for n in _support(plan, known.table_reads[id]) if n in plan.fields]
        rests = closure(known.table_reads[id], lambda n: known.reads.get(n, ()))
        if not rests.keys() & _measured(plan):
            continue
        thin = _thin(plan, id, wanted, under) if wanted else None
        if thin is not None:
            outcome, answers = thin
            events = _to_proposal(plan, id, outcome, answers)
            case = _case(plan, kinds.ONE_SOURCE, id, events, {"proposes": {id: outcome}})
            yield Problem(kinds.ONE_SOURCE, None, name=id, outcome=outcome), case


def _affirms(rule: Rule) -> bool:
    """Does a row hold only where all that the table asks is met, or true?"""
    return not any(cell == Constant(True) or _denies(cell) for cell in rule.when)


def _denies(cell: Tree) -> bool:
    words = [n.value for n in walk(cell) if isinstance(n, Constant)]
    turned = any(isinstance(n, Apply) and n.op in ("not", "!=") for n in walk(cell))
    return turned or any(
        w is False or w is None or w in ("not met", "judgement", "not assessable") for w in words
    )


def _named_otherwise(decision: Decision) -> set[str]:
    first = decision.table.outputs[0].text
    return {decision.otherwise[first]} if decision.otherwise and first in decision.otherwise else set()


def _thin(
    plan: Plan, id: str, wanted: set[str], under: Sequence[str]
) -> tuple[str, Mapping[str, Plain]] | None:
    """Answers of one person with one measurement at most that come to a classification."""
    measured = {
        f for f in under if plan.fields[f].instrument or plan.types[f].kind in ("percentile", "score")
    }
    gates = {
        n
        for f in under
        for s in structure(plan).asked_in.get(f, ())
        for n in structure(plan).gate_reads.get(s, ())
    }
    for role in dict.fromkeys(plan.fields[f].from_ for f in under):
        own = [f for f in under if plan.fields[f].from_ == role]
        for one in [f for f in own if f in measured] or [""]:
            kept = {f for f in own if f == one or f not in measured} | {g for g in gates if g not in measured}
            chosen = {f: None for f in under if f not in kept}
            if _reach(plan, id, wanted, chosen) is not None:
                each = ((outcome, _reach(plan, id, {outcome}, chosen)) for outcome in sorted(wanted))
                return next(((outcome, seen) for outcome, seen in each if seen is not None), None)
    return None


def _measured(plan: Plan) -> frozenset[str]:
    """The answers that are scores of a test."""
    units = ("percentile", "score")
    return frozenset(f for f, one in plan.fields.items() if one.instrument or plan.types[f].unit in units)


def _to_proposal(
    plan: Plan, id: str, outcome: str, answers: Mapping[str, Plain]
) -> tuple[Recorded, ...] | None:
    """A trajectory up to the moment at which a table proposes something."""
    steps = [plan.steps[s] for s in structure(plan).decided_in.get(id, ())]
    mode = answers.get("case.mode")
    modes = [mode] if isinstance(mode, str) else [_mode(s) for s in steps] or ["trajectory"]
    for one in dict.fromkeys(modes):
        wish = _wish(plan, one, answers, but=(id,))  # type: ignore[arg-type]
        events = played(plan, wish, lambda s: s.proposal(id).outcome == outcome)
        if events is not None:
            return events
    return None


def _support(plan: Plan, start: Sequence[str]) -> tuple[str, ...]:
    known = structure(plan)
    return tuple(
        closure(
            start,
            lambda n: (
                *known.reads.get(n, ()),
                *(r for s in known.asked_in.get(n, ()) for r in known.gate_reads.get(s, ())),
            ),
        )
    )


def _reach(
    plan: Plan,
    id: str,
    wanted: set[str],
    chosen: Mapping[str, Plain],
    on: Sequence[dt.date] | None = None,
) -> Mapping[str, Plain] | None:
    """Answers for which a table proposes one of these on some day; None where it never does. ``on``: the only
    days that are looked at."""
    if not wanted:
        return None
    table = plan.tables[id]
    heads = [column.tree for column in table.table.inputs]
    reads = tuple(dict.fromkeys(n for head in heads for n in names(head)))

    def holds(can: Callable[[str], Values]) -> bool:
        possible = {}
        for number, head in enumerate(heads):
            if isinstance(head, Name) and (values := can(head.id)) is not None:
                possible[number] = values
        return any(hit.output and hit.output[0] in wanted for hit in hits(table, possible))

    for day in _days(plan, reads) if on is None else on:
        seen = found(plan, reads, holds, on=day, chosen=chosen)
        if seen is not None:
            return seen
    return None


def _days(plan: Plan, reads: Sequence[str]) -> list[dt.date]:
    """A day of every stretch of the period of a version, its first day first."""
    first = _first_day(plan)
    return [first, *sorted(day for day in stretches(plan, reads) if _in_time(plan, day) and day > first)]


def _in_time(plan: Plan, day: dt.date) -> bool:
    return plan.protocol.valid.holds_on(day)


# ---- the pupil and the parents are heard before a decision


def _heard(plan: Plan) -> Iterator[_Shown]:
    """Of what guides only nothing is asked: who is in danger does not wait."""
    sides = {role.side for role in plan.roles.values()}
    for id, step in plan.steps.items():
        if not any(_weighs(plan.decisions[d]) for d in step.decisions):
            continue
        _, phases = before(plan, step)
        asked = {
            plan.roles[plan.fields[f].from_].side
            for p in phases
            for s in always(plan, p, modes(step))
            for f in plan.steps[s].fields
        }
        for side in ("pupil", "family"):
            if side in sides and side not in asked:
                unheard = [f for f, one in plan.fields.items() if plan.roles[one.from_].side == side]
                wish = _wish(plan, _mode(step), but=unheard)
                events = _by_some_way(plan, wish, partial(_open, step=id))
                role = next(r.title for r in plan.roles.values() if r.side == side)
                case = _case(
                    plan, kinds.NOT_HEARD, f"{id}-{side}", events, {"steps": _status(plan, events, id)}
                )
                yield Problem(kinds.NOT_HEARD, None, name=id, role=role), case


# ---- every state that is not final has a next event


def _next_event(plan: Plan) -> Iterator[_Shown]:
    """No step waits for itself, by whatever way; and it can always be told who must consent."""
    known = structure(plan)

    def needs(id: str) -> Iterator[str]:
        yield from (
            s for p in waits(plan, plan.steps[id]) for q in known.below[p] for s in known.steps_in.get(q, ())
        )
        for name in _support(plan, known.gate_reads.get(id, ())):
            asked = known.asked_in.get(name, ())
            yield from asked if len(asked) == 1 else ()

    for id in plan.steps:
        if id in closure(needs(id), needs):
            yield _stuck(plan, id)
    now_and_then = [id for id in known.hypothesise if plan.steps[id].when is not None]
    measured = any(step.does == "administer" for step in plan.steps.values())
    for id in now_and_then if measured else ():
        shown = _stuck(plan, id)
        if shown[1] is not None:
            yield shown
    every = frozenset(m for s in plan.steps.values() if s.pupil for m in modes(s))
    for phase, one in plan.phases.items():
        if one.required and not any(always(plan, phase, every)):
            shown = _stuck(plan, phase)
            if shown[1] is not None:
                yield shown
    if plan.consent is not None:
        decision, who = plan.consent.decision, plan.consent.who
        unknown = {o for o in plan.decisions[decision].outcomes if o not in who}
        chosen = _reach(plan, decision, unknown, {})
        late = [
            f
            for f in _support(plan, known.table_reads[decision])
            if f in plan.fields and all(plan.steps[s].pupil for s in known.asked_in.get(f, ()))
        ]
        if chosen is not None or late:
            mode = (chosen or {}).get("case.mode", "trajectory")
            wish = _wish(plan, mode, chosen)  # type: ignore[arg-type]
            events = played(plan, wish, lambda s: s.consent.status == "undetermined" and not s.needs)
            case = _case(plan, kinds.CONSENT_OPEN, decision, events, {"needs": []})
            yield Problem(kinds.CONSENT_OPEN, None, name=decision), case


def _stuck(plan: Plan, name: str) -> _Shown:
    """A state in which something waits and nothing is asked of anybody."""

    def stuck(state: State) -> bool:
        return not state.needs and any(one.status == "blocked" for one in state.steps.values())

    step = plan.steps.get(name)
    events = _by_some_way(plan, _wish(plan, _mode(step) if step else "trajectory"), stuck)
    state = state_of(plan, events) if events else None
    waiting = {} if state is None else {s: o.status for s, o in state.steps.items() if o.status == "blocked"}
    case = _case(plan, kinds.STUCK, name, events, {"steps": waiting, "needs": []})
    return Problem(kinds.STUCK, None, name=name), case


# ---- every outcome can be reached


def _reachable(plan: Plan) -> Iterator[_Shown]:
    known = structure(plan)
    for id, decision in plan.decisions.items():
        if decision.aggregate is not None:
            continue
        left = set(decision.outcomes)
        for outcome in decision.outcomes:
            if outcome in left and _reach(plan, id, {outcome}, {}, _ever(plan, id)) is not None:
                left.discard(outcome)
        for outcome in decision.outcomes:
            if outcome in left:
                yield Problem(kinds.NEVER_OUTCOME, None, name=id, outcome=outcome), None
        steps = known.decided_in.get(id, ())
        if steps and not any(gate(plan, GATE + s, _first_day(plan)) for s in steps):
            yield Problem(kinds.NEVER_OUTCOME, None, name=id, outcome="-"), None


def _ever(plan: Plan, id: str) -> list[dt.date]:
    """A day of every stretch, of the version or before: an older trajectory may be moved to it."""
    return [_first_day(plan), *stretches(plan, structure(plan).table_reads[id])]


# ---- removing an answer never makes an outcome surer


_FEELS = frozenset(("is null", "is not null"))


def _surer(plan: Plan) -> Iterator[_Shown]:
    """Only a condition that asks whether something is missing can come to more with less.

    A row that holds for what is missing may have an outcome of its own, such as to ask more. All other
    conditions come to no more than open, so that what is proposed stays so whatever is answered later.
    """
    known, day = structure(plan), _first_day(plan)
    for id, decision in plan.decisions.items():
        if not _weighs(decision) or decision.aggregate is not None:
            continue
        rules = plan.tables[id].table.rules
        heads = [column.tree for column in plan.tables[id].table.inputs]
        felt = {n for n in _support(plan, known.table_reads[id]) if _asks_missing(plan, n)}
        asked = (head for at, head in enumerate(heads) if any(_feels(rule.when[at]) for rule in rules))
        felt |= {name for head in asked for name in names(head)}
        fields = [f for f in _support(plan, sorted(felt)) if f in plan.fields]
        if not fields:
            continue
        without = [opened_on(plan, day, {name: None}) for name in fields]
        open_to = [
            {v for now in without for v in now.reach(head.id).values or ()}
            if isinstance(head, Name) and felt & {*_support(plan, (head.id,))}
            else set()
            for head in heads
        ]
        feeling = [rule for rule in rules if any(map(_holds_for, rule.when, open_to))]
        known_to = [
            _with_all(plan, head, fields) if to else None for head, to in zip(heads, open_to, strict=True)
        ]
        sure = {
            str(rule.then[0])
            for rule in rules
            if all(
                c == Constant(True) or to is None or _holds_for(c, to)
                for c, to in zip(rule.when, known_to, strict=True)
            )
        } - _named_otherwise(decision)
        if not any(str(rule.then[0]) in sure for rule in feeling):
            continue
        for name in fields:
            shown = _with_less(plan, id, name, sure)
            if shown is not None:
                outcome, answers = shown
                events = _to_proposal(plan, id, outcome, {**answers, name: None})
                case = _case(plan, kinds.SURER, f"{id}-{name}", events, {"proposes": {id: outcome}})
                yield Problem(kinds.SURER, None, name=id, field=name, outcome=outcome), case
                break


def _with_all(plan: Plan, head: Tree, fields: Sequence[str]) -> set[Plain]:
    """What a column can be where every one of these answers that it rests on is given."""
    own = [f for f in fields if f in _support(plan, names(head))]
    among = [[v for v in choices(plan, f) or () if v is not None] for f in own]
    combined = islice(product(*among), MOST_COMBINED)
    return {plain(_comes(plan, head, dict(zip(own, values, strict=True)))) for values in combined}


def _comes(plan: Plan, tree: Tree, given: Mapping[str, Plain]) -> Value:
    """What a condition comes to of answers alone."""

    def value(name: str) -> Value:
        if name in plan.criteria:
            reads = structure(plan).reads[name]
            return word_of(plan.criteria[name], {n: value(n) for n in reads})
        if name in plan.derived:
            return derived_value(plan.derived[name], {n: value(n) for n in structure(plan).reads[name]})
        return given.get(name)

    return evaluate(tree, {n: value(n) for n in names(tree)})


def _holds_for(cell: Tree, values: Collection[Plain]) -> bool:
    """Does a cell that asks something hold for one of these?"""
    return cell != Constant(True) and any(evaluate(cell, {SUBJECT: value}) is True for value in values)


def _asks_missing(plan: Plan, name: str) -> bool:
    return (name in plan.criteria or name in plan.derived) and any(map(_feels, _trees(plan, name)))


def _feels(tree: Tree) -> bool:
    return any(
        (isinstance(n, Apply) and n.op in _FEELS)
        or (isinstance(n, Constant) and (n.value is None or n.value == "not assessable"))
        for n in walk(tree)
    )


def _trees(plan: Plan, name: str) -> Sequence[Tree]:
    if name in plan.criteria:
        return [condition.tree for _, condition in plan.criteria[name].conditions()]
    return [plan.derived[name].is_.tree]


def _with_less(plan: Plan, id: str, name: str, sure: set[str]) -> tuple[str, Mapping[str, Plain]] | None:
    """A sure outcome that is proposed without an answer, and that some answer takes away: both are followed
    at once."""
    table = plan.tables[id]
    reads = structure(plan).table_reads[id]
    day, left = _first_day(plan), BUDGET
    for value in (v for v in choices(plan, name) or () if v is not None):
        for outcome in sorted(sure):
            todo = [(opened_on(plan, day, {name: None}), opened_on(plan, day, {name: value}))]
            while todo:
                without, with_ = todo.pop()
                left -= 1
                if left < 0:
                    raise Spent
                if outcome not in _outcomes(table, without) or _outcomes(table, with_) <= {outcome}:
                    continue
                asked = without.to_choose(reads) or with_.to_choose(reads)
                if asked is None:
                    return outcome, {n: v for n, v in without.chosen.items() if n != name}
                todo += [(without.with_(asked, v), with_.with_(asked, v)) for v in without.choices(asked)]
    return None


def _outcomes(table: CompiledTable, now: Open) -> set[object]:
    """All that a table can come to; None among it for nothing."""
    possible = {}
    for number, column in enumerate(table.table.inputs):
        values = now.reach(column.tree.id).values if isinstance(column.tree, Name) else None
        if values is not None:
            possible[number] = values
    return {hit.output[0] if hit.output else None for hit in hits(table, possible)}


# ---- every rule with dates covers its period


def _dated(plan: Plan) -> Iterator[_Shown]:
    """On no day of the version does a rule that is not in force keep a table from what it says on others."""
    known = structure(plan)
    for id, decision in plan.decisions.items():
        own = [day for day in _days(plan, known.table_reads[id]) if ("decisions", id) not in plan.on(day).off]
        off = {day: _not_in_force(plan, id, day) for day in own}
        if decision.aggregate is not None or not any(off.values()):
            continue
        told = {day: {o for o in decision.outcomes if _reach(plan, id, {o}, {}, [day])} for day in own}
        ever = set().union(*told.values())
        for day in own:
            if off[day] and ever - told[day]:
                (_, name), *_ = off[day]
                events = (opened(plan, Wish(day)),)
                verdict = {"verdicts": {name: "not assessable"}} if name in plan.criteria else {}
                case = _case(plan, kinds.NOT_COVERED, f"{id}-{name}", events, verdict)
                yield Problem(kinds.NOT_COVERED, None, name=name, decision=id, on=day), case
                break


def _not_in_force(plan: Plan, id: str, day: dt.date) -> tuple[tuple[str, str], ...]:
    """What a table rests on that is not in force on a day."""
    now, under = plan.on(day), _support(plan, structure(plan).table_reads[id])
    gone = [one for name in under for g in ("criteria", "fields") if (one := (g, name)) in now.off]
    rules = (n for n in under if n in plan.criteria or n in plan.derived)
    return (*gone, *(one for n in rules for one in now.not_in_force(n)))


_PROPERTIES: Mapping[Property, Callable[[Plan], Iterator[_Shown]]] = {
    "consent": _consent,
    "strategy": _strategy,
    "two sources": _two_sources,
    "heard": _heard,
    "next event": _next_event,
    "reachable": _reachable,
    "surer": _surer,
    "dated": _dated,
}

__all__ = ["Proof", "Property", "prove"]
