"""Which steps are open, and what keeps the others shut. The gates of a trajectory, in one place.

In this order: the kind of guidance, the condition of the step, consent,
the phases before it, a hypothesis to serve. Each shut gate is a :class:`Problem`, which is
also what a refused event says.
"""

# A phase waits for the phases under `after` (of itself and of the phases it lies
# within), and, where it is about the pupil, for every required phase written before
# it. A required phase without any step on the path is not done: it was skipped.

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from prodia.case.records import StepState
from prodia.case.structure import structure
from prodia.language import Literal, say
from prodia.model.plan import Plan
from prodia.model.protocol import Step
from prodia.problems import LANGS, Kind, Problem
from prodia.problems import cases as kinds

if TYPE_CHECKING:
    from prodia.case.state import State


def step_state(state: State, id: str) -> StepState:
    """How a step stands, with the first gate that keeps it shut."""
    return shut(state, id) or StepState(id, "done" if _done(state, id, state.plan.steps[id]) else "open")


def shut(state: State, id: str) -> StepState | None:
    """The first gate that keeps a step shut; None where it is open to be taken, or corrected."""
    step = state.plan.steps[id]
    if not state.in_mode(step):
        return StepState(id, "off path", _mode_gate(state, id, step))
    path = state.on_path(id)
    if path is False or (path is None and not state.scope.can_open(id)):
        return StepState(id, "off path", _when(kinds.OFF_PATH, state.plan, id))
    why = consent_gate(state, id, step)
    if why is None and path is None:
        why = _when(kinds.PATH_UNKNOWN, state.plan, id)
    why = why or phase_gate(state, id, step)
    if why is not None:
        return StepState(id, "blocked", why)
    why = hypothesis_gate(state, id, step)
    if why is None:
        return None
    planned = all(state.step(h).status == "done" for h in structure(state.plan).hypothesise)
    return StepState(id, "not needed" if planned else "blocked", why)


@lru_cache(maxsize=4096)
def _when(kind: Kind, plan: Plan, id: str) -> Problem:
    """The condition of a step, said aloud with the labels of the plan."""
    when = plan.steps[id].when
    tree = when.tree if when else Literal(True)
    nl, en = (say(tree, lang, plan.labels, plan.types) for lang in LANGS)
    return Problem(kind, None, step=id, when_nl=nl, when_en=en)


def _mode_gate(state: State, id: str, step: Step) -> Problem:
    if state.mode in step.modes:
        return Problem(kinds.NO_IDENTITY)
    return Problem(kinds.OFF_PATH_MODE, None, step=id, mode=state.mode)


def phase_gate(state: State, id: str, step: Step) -> Problem | None:
    """The first phase this step still waits for."""
    known = structure(state.plan)
    waits = known.waits[step.phase] + (known.required_before[step.phase] if step.pupil else ())
    waiting = next((p for p in waits if not state.phase_done(p)), None)
    return None if waiting is None else Problem(kinds.PHASE_CLOSED, None, step=id, phase=waiting)


def consent_gate(state: State, id: str, step: Step) -> Problem | None:
    """Why a step about the pupil is shut on this day."""
    consent = state.consent
    if not step.pupil or step.does == "consent" or consent.open:
        return None
    if consent.status in ("refused", "withdrawn"):
        return Problem(kinds.CONSENT_REFUSED, None, step=id, role=consent.role)
    if consent.status == "missing":
        return Problem(kinds.CONSENT_MISSING, None, step=id, role=consent.role)
    return unconsented(state)


def unconsented(state: State) -> Problem:
    """What comes before anybody can consent: a judgement of competence, or what the table reads."""
    assert state.plan.consent is not None
    if state.consent.status == "judge first":
        return Problem(kinds.JUDGE_FIRST, None, roles=", ".join(state.plan.consent.judges))
    return Problem(kinds.CONSENT_UNDETERMINED, None, table=state.plan.consent.decision)


def hypothesis_gate(state: State, id: str, step: Step) -> Problem | None:
    """Administering serves a hypothesis that is raised and not dropped."""
    if step.does != "administer":
        return None
    return _serving(state, id, step, step.fields)


def field_gate(state: State, id: str, field: str) -> Problem | None:
    """An instrument asked for outside an administering step serves a hypothesis too."""
    step = state.plan.steps[id]
    if step.does == "administer" or state.plan.fields[field].instrument is None:
        return None
    return _serving(state, id, step, (field,))


def _serving(state: State, id: str, step: Step, fields: tuple[str, ...]) -> Problem | None:
    """Without ``serves``, a hypothesis is served if one of its criteria rests on one of the fields."""
    rests = structure(state.plan).rests_on
    hypotheses = step.serves or tuple(
        h for h, one in state.plan.hypotheses.items() if any(rests[c] & set(fields) for c in one.criteria)
    )
    if any(h in state.history.raised for h in hypotheses):
        return None
    return Problem(kinds.NO_HYPOTHESIS, None, step=id, names=", ".join(hypotheses) or "-")


def asked(state: State, id: str, field: str) -> bool:
    """Is a field of an open step still to be asked: not answered, and it can still change something?"""
    if state.given(field) is not None or field_gate(state, id, field) is not None:
        return False
    return field not in structure(state.plan).feeds or state.scope.matters(field)


def _done(state: State, id: str, step: Step) -> bool:
    if step.does == "hypothesise" and not state.history.raised:
        return False
    if step.does == "consent" and not state.consent.open:
        return False
    if any(d not in state.decided for d in step.decisions):
        return False
    told = {s.audience for s in state.shared}
    if any(a not in told for a in step.audiences):
        return False
    return not any(asked(state, id, f) for f in step.fields)


def phase_done(state: State, phase: str) -> bool:
    """Every step on the path of a phase and of the phases within it is done."""
    known = structure(state.plan)
    inside = known.below[phase]
    if state.history.reopened in inside:
        return False
    found = [state.step(s).status for p in inside for s in known.steps_in.get(p, ())]
    taken = [s for s in found if s != "off path"]
    if not taken:
        return not state.plan.phases[phase].required
    return all(s in ("done", "not needed") for s in taken)


def phase_now(state: State) -> str | None:
    """The first phase in which something is still to be done, the reopened one, or the last one taken."""
    known, last = structure(state.plan), None
    for phase in state.plan.phases:
        if phase == state.history.reopened:
            return phase
        found = [state.step(s).status for s in known.steps_in.get(phase, ())]
        if any(s not in ("off path", "done", "not needed") for s in found):
            return phase
        if any(s != "off path" for s in found):
            last = phase
    return last
