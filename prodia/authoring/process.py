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

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias

from prodia.authoring.joint import always, before, modes, waits
from prodia.authoring.play import (
    Shown,
    answer,
    by_some_way,
    is_open,
    mode_of,
    of_consent,
    played,
    shown_by,
    shown_open,
    state_of,
    weighs,
    wish_for,
)
from prodia.authoring.weighing import dated, measured_in, reach, reachable, surer, two_sources
from prodia.case import State
from prodia.case.outcomes import NO_ROLE
from prodia.case.structure import closure, structure
from prodia.errors import checked, fits
from prodia.language.tables.apart import Spent
from prodia.model.events import CaseFile
from prodia.model.parts import Exemption
from prodia.model.plan import Plan
from prodia.problems import Problem
from prodia.problems import authors as kinds

Property: TypeAlias = Literal[
    "consent", "strategy", "two sources", "heard", "next event", "reachable", "surer", "dated"
]


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


@checked
def prove(plan: Plan, exemptions: Sequence[Exemption] = ()) -> tuple[Proof, ...]:
    """Every property of the process of a plan, in a fixed order.

    ``exemptions``: what is so on purpose, by code and by part of the protocol (``decisions.beeld``).
    """
    for one in exemptions:
        fits("exemptions", one, Exemption)
    return tuple(_proof(name, find, plan, exemptions) for name, find in _PROPERTIES.items())


def _proof(
    name: Property,
    find: Callable[[Plan], Iterator[Shown]],
    plan: Plan,
    exemptions: Sequence[Exemption] = (),
) -> Proof:
    shown: list[Shown] = []
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
    return one.rule in problem.kind.names and part in ("", dict(problem.args)["name"])


# ---- no result of an individual before consent


def _consent(plan: Plan) -> Iterator[Shown]:
    for id, step in plan.steps.items():
        told = [f for f in step.fields if f in measured_in(plan) or step.does == "administer"]
        told += [d for d in step.decisions if weighs(plan.decisions[d]) and not of_consent(plan, d)]
        consented = plan.consent is not None and before(plan, step)[0]
        if told and not consented:
            but = () if plan.consent is None else (*plan.roles, "competence")  # who is asked does not consent
            wish = wish_for(plan, mode_of(step), but=but)
            events = by_some_way(plan, wish, partial(is_open, step=id))
            if events is not None and told[0] in plan.fields:
                more = (*events, answer(plan, told[0], wish_for(plan, mode_of(step))))
                events = more if state_of(plan, more) is not None else events
            case = shown_by(plan, kinds.RESULT_BEFORE_CONSENT, id, events, step=id)
            yield Problem(kinds.RESULT_BEFORE_CONSENT, None, name=id, what=told[0]), case
    if plan.consent is not None:
        decision = plan.consent.decision
        nobody = {o for o in plan.decisions[decision].outcomes if plan.consent.who.get(o) == NO_ROLE}
        chosen = reach(plan, decision, nobody, {"case.mode": "trajectory"})
        if chosen is not None:
            events = played(plan, wish_for(plan, "trajectory", chosen), lambda s: s.consent.outcome in nobody)
            state = state_of(plan, events) if events else None
            want = {"proposes": {decision: state.consent.outcome}} if state is not None else {}
            case = shown_by(plan, kinds.NOBODY_CONSENTS, decision, events, want)
            yield Problem(kinds.NOBODY_CONSENTS, None, name=decision), case


# ---- the strategy is never skipped


def _strategy(plan: Plan) -> Iterator[Shown]:
    """What weighs, and what people are told, waits for a step in which hypotheses are chosen."""
    known = structure(plan)
    for id, step in plan.steps.items():
        heavy = [d for d in step.decisions if weighs(plan.decisions[d]) and not of_consent(plan, d)]
        measures = step.does == "administer" or any(plan.fields[f].instrument for f in step.fields)
        if not (heavy or measures or (step.does == "advise" and step.pupil)):
            continue
        _, phases = before(plan, step)
        planned = [
            s for p in phases for s in always(plan, p, modes(step)) if plan.steps[s].does == "hypothesise"
        ]
        # an instrument serves a hypothesis that is raised: the engine asks that of itself
        if planned or (measures and not heavy and known.hypothesise):
            continue
        wish = wish_for(plan, mode_of(step), but=known.hypothesise)
        case = shown_open(plan, kinds.STRATEGY_SKIPPED, id, wish, id)
        yield Problem(kinds.STRATEGY_SKIPPED, None, name=id), case


# ---- the pupil and the parents are heard before a decision


def _heard(plan: Plan) -> Iterator[Shown]:
    """Of what guides only nothing is asked: who is in danger does not wait."""
    sides = {role.side for role in plan.roles.values()}
    for id, step in plan.steps.items():
        if not any(weighs(plan.decisions[d]) for d in step.decisions):
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
                wish = wish_for(plan, mode_of(step), but=unheard)
                role = next(r.title for r in plan.roles.values() if r.side == side)
                case = shown_open(plan, kinds.NOT_HEARD, f"{id}-{side}", wish, id)
                yield Problem(kinds.NOT_HEARD, None, name=id, role=role), case


# ---- every state that is not final has a next event


def _next_event(plan: Plan) -> Iterator[Shown]:
    """No step waits for itself, by whatever way; and it can always be told who must consent."""
    known = structure(plan)

    def needs(id: str) -> Iterator[str]:
        yield from (
            s for p in waits(plan, plan.steps[id]) for q in known.below[p] for s in known.steps_in.get(q, ())
        )
        for name in known.support(known.gate_reads.get(id, ())):
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
        chosen = reach(plan, decision, unknown, {})
        late = [
            f
            for f in known.support(known.table_reads[decision])
            if f in plan.fields and all(plan.steps[s].pupil for s in known.asked_in.get(f, ()))
        ]
        if chosen is not None or late:
            mode = (chosen or {}).get("case.mode", "trajectory")
            wish = wish_for(plan, mode, chosen)  # type: ignore[arg-type]
            events = played(plan, wish, lambda s: s.consent.status == "undetermined" and not s.needs)
            case = shown_by(plan, kinds.CONSENT_OPEN, decision, events, {"needs": []})
            yield Problem(kinds.CONSENT_OPEN, None, name=decision), case


def _stuck(plan: Plan, name: str) -> Shown:
    """A state in which something waits and nothing is asked of anybody."""

    def stuck(state: State) -> bool:
        return not state.needs and any(one.status == "blocked" for one in state.steps.values())

    step = plan.steps.get(name)
    events = by_some_way(plan, wish_for(plan, mode_of(step) if step else "trajectory"), stuck)
    state = state_of(plan, events) if events else None
    waiting = {} if state is None else {s: o.status for s, o in state.steps.items() if o.status == "blocked"}
    case = shown_by(plan, kinds.STUCK, name, events, {"steps": waiting, "needs": []})
    return Problem(kinds.STUCK, None, name=name), case


_PROPERTIES: Mapping[Property, Callable[[Plan], Iterator[Shown]]] = {
    "consent": _consent,
    "strategy": _strategy,
    "two sources": two_sources,
    "heard": _heard,
    "next event": _next_event,
    "reachable": reachable,
    "surer": surer,
    "dated": dated,
}
