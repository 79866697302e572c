"""Which steps are open, and what keeps the others shut. The gates of a trajectory, in one place.

In this order: the kind of guidance, the condition of the step, consent,
the phases before it, a hypothesis to serve. Each shut gate is a :class:`Problem`, which is
also what a refused event says.
"""

# A phase waits for the phases under `after` (of itself and of the phases it lies
# within), and, where it is about the pupil, for every required phase written before
# it. A required phase without any step on the path is not done: it was skipped.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType

from prodia.case.outcomes import Outcomes
from prodia.case.records import StepState
from prodia.case.relevance import Scope
from prodia.case.structure import structure
from prodia.language import Literal, say
from prodia.model.plan import Plan
from prodia.model.protocol import Step
from prodia.problems import Kind, Problem
from prodia.problems import cases as kinds
from prodia.words import LANGS, Words


@dataclass(frozen=True)
class Steps(Outcomes):
    """The steps and phases of a case as they stand on its day."""

    _steps: dict[str, StepState] = field(default_factory=dict, init=False, repr=False, compare=False)
    _phases: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def scope(self) -> Scope:
        """What the open questions can still change."""
        return Scope(self)

    def step(self, id: str) -> StepState:
        """How one step stands, with what holds it up or keeps it off the path."""
        found = self._steps.get(id)
        if found is None:
            found = shut(self, id) or StepState(id, "done" if _done(self, id) else "open")
            self._steps[id] = found
        return found

    @cached_property
    def steps(self) -> Mapping[str, StepState]:
        """How every step stands, by name, in the order of the protocol."""
        return MappingProxyType({s: self.step(s) for s in self.plan.steps})

    def phase_done(self, phase: str) -> bool:
        """Is every step on the path of a phase, and of the phases within it, done?"""
        if phase not in self._phases:
            self._phases[phase] = False  # a phase that waits for itself is not done
            self._phases[phase] = _phase_done(self, phase)
        return self._phases[phase]

    @cached_property
    def phase(self) -> str | None:
        """The first phase in which something is still to be done; the last one if nothing is."""
        return _phase_now(self)


def shut(case: Steps, id: str) -> StepState | None:
    """The first gate that keeps a step shut; None where it is open to be taken, or corrected."""
    step = case.plan.steps[id]
    if not case.in_mode(step):
        return StepState(id, "off path", _mode_gate(case, id, step))
    path = case.on_path(id)
    if path is False or (path is None and not case.scope.can_open(id)):
        return StepState(id, "off path", _when(kinds.OFF_PATH, case.plan, id))
    why = consent_gate(case, id, step)
    if why is None and path is None:
        why = _when(kinds.PATH_UNKNOWN, case.plan, id)
    why = why or phase_gate(case, id, step)
    if why is not None:
        return StepState(id, "blocked", why)
    why = hypothesis_gate(case, id, step)
    if why is None:
        return None
    planned = all(case.step(h).status == "done" for h in structure(case.plan).hypothesise)
    return StepState(id, "not needed" if planned else "blocked", why)


@lru_cache(maxsize=4096)
def _when(kind: Kind, plan: Plan, id: str) -> Problem:
    """The condition of a step, said aloud with the labels of the plan."""
    when = plan.steps[id].when
    tree = when.tree if when else Literal(True)
    nl, en = (say(tree, lang, plan.labels, plan.types) for lang in LANGS)
    return Problem(kind, None, step=id, when=Words(nl, en))


def _mode_gate(case: Steps, id: str, step: Step) -> Problem:
    if case.mode in step.modes:
        return Problem(kinds.NO_IDENTITY)
    return Problem(kinds.OFF_PATH_MODE, None, step=id, mode=case.mode)


def phase_gate(case: Steps, id: str, step: Step) -> Problem | None:
    """The first phase this step still waits for."""
    known = structure(case.plan)
    waits = known.waits[step.phase] + (known.required_before[step.phase] if step.pupil else ())
    waiting = next((p for p in waits if not case.phase_done(p)), None)
    return None if waiting is None else Problem(kinds.PHASE_CLOSED, None, step=id, phase=waiting)


def consent_gate(case: Steps, id: str, step: Step) -> Problem | None:
    """Why a step about the pupil is shut on this day."""
    consent = case.consent
    if not step.pupil or step.does == "consent" or consent.open:
        return None
    if consent.status in ("refused", "withdrawn"):
        return Problem(kinds.CONSENT_REFUSED, None, step=id, role=consent.role)
    if consent.status == "missing":
        return Problem(kinds.CONSENT_MISSING, None, step=id, role=consent.role)
    return unconsented(case)


def unconsented(case: Steps) -> Problem:
    """What comes before anybody can consent: a judgement of competence, or what the table reads."""
    assert case.plan.consent is not None
    if case.consent.status == "judge first":
        return Problem(kinds.JUDGE_FIRST, None, roles=", ".join(case.plan.consent.judges))
    return Problem(kinds.CONSENT_UNDETERMINED, None, table=case.plan.consent.decision)


def hypothesis_gate(case: Steps, id: str, step: Step) -> Problem | None:
    """Administering serves a hypothesis that is raised and not dropped."""
    if step.does != "administer":
        return None
    return _serving(case, id, step, step.fields)


def field_gate(case: Steps, id: str, field: str) -> Problem | None:
    """An instrument asked for outside an administering step serves a hypothesis too."""
    step = case.plan.steps[id]
    if step.does == "administer" or case.plan.fields[field].instrument is None:
        return None
    return _serving(case, id, step, (field,))


def _serving(case: Steps, id: str, step: Step, fields: tuple[str, ...]) -> Problem | None:
    """Without ``serves``, a hypothesis is served if one of its criteria rests on one of the fields."""
    rests = structure(case.plan).rests_on
    hypotheses = step.serves or tuple(
        h for h, one in case.plan.hypotheses.items() if any(rests[c] & set(fields) for c in one.criteria)
    )
    if any(h in case.history.raised for h in hypotheses):
        return None
    return Problem(kinds.NO_HYPOTHESIS, None, step=id, names=", ".join(hypotheses) or "-")


def asked(case: Steps, id: str, field: str) -> bool:
    """Is a field of an open step still to be asked: not answered, and it can still change something?"""
    if case.given(field) is not None or field_gate(case, id, field) is not None:
        return False
    return field not in structure(case.plan).feeds or case.scope.matters(field)


def _done(case: Steps, id: str) -> bool:
    step = case.plan.steps[id]
    if step.does == "hypothesise" and not case.history.raised:
        return False
    if step.does == "consent" and not case.consent.open:
        return False
    if any(d not in case.decided for d in step.decisions):
        return False
    told = {s.audience for s in case.shared}
    if any(a not in told for a in step.audiences):
        return False
    return not any(asked(case, id, f) for f in step.fields)


def _phase_done(case: Steps, phase: str) -> bool:
    """Every step on the path of a phase and of the phases within it is done."""
    known = structure(case.plan)
    inside = known.below[phase]
    if case.history.reopened in inside:
        return False
    found = [case.step(s).status for p in inside for s in known.steps_in.get(p, ())]
    taken = [s for s in found if s != "off path"]
    if not taken:
        return not case.plan.phases[phase].required
    return all(s in ("done", "not needed") for s in taken)


def _phase_now(case: Steps) -> str | None:
    """The first phase in which something is still to be done, the reopened one, or the last one taken."""
    known, last = structure(case.plan), None
    for phase in case.plan.phases:
        if phase == case.history.reopened:
            return phase
        found = [case.step(s).status for s in known.steps_in.get(phase, ())]
        if any(s not in ("off path", "done", "not needed") for s in found):
            return phase
        if any(s != "off path" for s in found):
            last = phase
    return last
