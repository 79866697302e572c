"""A case as it stands on a day: which steps are open, and what is needed next, of whom.

What keeps a step shut, in this order: the kind of guidance, the condition of the step, consent, the phases
before it, a hypothesis to serve. Each shut gate is a :class:`Problem`, which is also what a refused event
says. A :class:`State` is worked out from the plan, the history and a day, each part when first asked for;
nothing of it is ever stored. Equal events give equal states.
"""


# A phase waits for the phases under `after` (of itself and of the phases it lies
# within), and, where it is about the pupil, for every required phase written before
# it. A required phase without any step on the path is not done: it was skipped.
#
# The order of the needs is the order of the steps, with two exceptions that read naturally: grey
# zones come after the questions, and deciding and sharing come last. A decision is
# listed once nothing open can still change what is proposed.
#
# From one event to the next most stays as it was, and `after` carries that on: of every name that something
# else is known of, all that `structure.otherwise` says may come out otherwise is left behind. What a state
# comes to in another way than by the names there (the steps, what is needed) is worked out anew each time.
# Whoever lets a value rest on something more must say so in `otherwise` or in `_changed`.

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from prodia.case.certainty import SEED, Certainty, certainty
from prodia.case.certainty import N as DRAWS
from prodia.case.days import every_rule, not_in_force, of_version
from prodia.case.history import History
from prodia.case.outcomes import Outcomes
from prodia.case.records import Need, NotNeeded, StepState
from prodia.case.relevance import Scope
from prodia.case.structure import GATE, TABLE, circles, otherwise, structure
from prodia.errors import one_of
from prodia.frozen import dataclass, of_one_process
from prodia.language import Literal, say
from prodia.model.plan import Plan
from prodia.model.protocol import Step
from prodia.problems import Kind, Problem
from prodia.problems import cases as kinds
from prodia.problems import progress as measuring
from prodia.scoring.score import NoScore
from prodia.words import LANGS, Words


@of_one_process
@dataclass(frozen=True)
class State(Outcomes):
    """A case as it stands on ``day``."""

    _steps: dict[str, StepState] = field(default_factory=dict, init=False, repr=False, compare=False)
    _phases: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __repr__(self) -> str:
        """Which protocol, and the day: what is said of a pupil must not end up in a log."""
        return f"<State {self.plan.reference} on {self.day}>"

    @cached_property
    def scope(self) -> Scope:
        """What the open questions can still change."""
        return Scope(self)

    def step(self, id: str) -> StepState:
        """How one step stands, with what holds it up or keeps it off the path."""
        found = self._steps.get(id) if type(id) is str else None
        if found is None:
            one_of("step", id, self.plan.steps)
            found = shut(self, id) or StepState(id, "done" if _done(self, id) else "open")
            self._steps[id] = found
        return found

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What is not in force on this day: the version before its first day or after its last, and every
        criterion, cut-off, question, decision and step with other dates."""
        version = of_version(self.plan, self.day)
        return (*([version] if version is not None else []), *every_rule(self.plan))

    @cached_property
    def steps(self) -> Mapping[str, StepState]:
        """How every step stands, by name, in the order of the protocol."""
        return MappingProxyType({s: self.step(s) for s in self.plan.steps})

    def phase_done(self, phase: str) -> bool:
        """Is every step on the path of a phase, and of the phases within it, done?"""
        if type(phase) is not str or phase not in self._phases:
            one_of("phase", phase, self.plan.phases)
            self._phases[phase] = False  # a phase that waits for itself is not done
            self._phases[phase] = _phase_done(self, phase)
        return self._phases[phase]

    @cached_property
    def phase(self) -> str | None:
        """The first phase in which something is still to be done; the last one if nothing is."""
        known, last = structure(self.plan), None
        for phase in self.plan.phases:
            if phase == self.history.reopened:
                return phase
            found = [self.step(s).status for s in known.steps_in.get(phase, ())]
            if any(s not in ("off path", "done", "not needed") for s in found):
                return phase
            if any(s != "off path" for s in found):
                last = phase
        return last

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What to do next, of whom, and only what can still change something.

        What stands before the consent comes before it. Nothing when closed, only resuming when paused.
        """
        if self.closed:
            return ()
        if self.paused:
            return (Need("resume", "resumed", (), None, Problem(kinds.WAITING)),)
        open_ = [id for id in self.plan.steps if self.step(id).status == "open"]
        first = list(_consent(self, open_))
        first += [need for id in open_ for need in _of_step(self, id)]
        first += _series(self)
        first += _grey_zones(self)
        pending = {need.id for need in first if need.kind in ("answer", "judge")}
        for id in open_:
            step = self.plan.steps[id]
            for decision in step.decisions:
                if decision not in self.decided and not pending & self.scope.deciding(decision):
                    by = self.plan.decisions[decision].by
                    first.append(Need("decide", decision, by, id, Problem(kinds.STEP_ASKS, None, step=id)))
            told = self.history.told
            if all(d in self.decided for d in step.decisions):
                why = Problem(kinds.STEP_ASKS, None, step=id)
                first += [Need("share", a, (step.by,), id, why) for a in step.audiences if a not in told]
        return tuple(sorted(first, key=lambda need: not _early(self, need)))

    def certainty(self, decision: str, *, n: int = DRAWS, seed: int = SEED) -> Certainty | NoScore:
        """How sure the proposal of a decision is: were everything measured again, and if the true scores were
        known; and which one further measurement would settle most.

        Equal seeds give equal answers. A :class:`NoScore` says why it can not be told: there is no proposal
        yet, or of no score the error of measurement is known.
        """
        return certainty(self, decision, n=n, seed=seed)

    @cached_property
    def not_needed(self) -> tuple[NotNeeded, ...]:
        """The open questions on the path that can not change anything any more, with the reason."""
        found: dict[str, NotNeeded] = {}
        feeds = structure(self.plan).feeds
        for id, step in self.plan.steps.items():
            if self.on_path(id) is not True:
                continue
            unserved = self.step(id).status == "not needed"
            for name in step.fields:
                if name in found or self.given(name) is not None:
                    continue
                if unserved or field_gate(self, id, name) is not None:
                    found[name] = NotNeeded(name, Problem(kinds.NOT_RESEARCHED))
                elif name in feeds and not self.scope.matters(name):
                    found[name] = NotNeeded(name, _reason(self, name))
        return tuple(found.values())


def after(was: State, history: History, day: dt.date) -> State:
    """The state of the same case later: only what may come out otherwise is worked out anew."""
    now = State(was.plan, history, day)
    changed = _changed(was, now)
    if changed is None:
        return now
    gone = frozenset[str]().union(*(otherwise(now.plan, name) for name in changed))
    memories: tuple[tuple[dict[str, Any], dict[str, Any], str], ...] = (
        (now._records, was._records, ""),
        (now._given, was._given, ""),
        (now._verdicts, was._verdicts, ""),
        (now._readings, was._readings, ""),
        (now._proposals, was._proposals, TABLE),
        (now._paths, was._paths, GATE),
    )
    for kept, before, of in memories:
        kept.update({name: one for name, one in before.items() if of + name not in gone})
    now.__dict__["_known"] = {n: v for n, v in was._known.items() if n not in gone} | now._known
    if "scope" in was.__dict__:
        now.__dict__["scope"] = was.scope.again(now, gone)
    ensured = (name for rule in now.plan.ensure.values() for name in rule.answers)
    if "contradictions" in was.__dict__ and gone.isdisjoint(ensured):
        now.__dict__["contradictions"] = was.contradictions
    return now


def _changed(was: State, now: State) -> set[str] | None:
    """The names of which something else is known now; None where everything may be otherwise."""
    before, history = was.history, now.history
    if was.plan is not now.plan or before.mode != history.mode or before.born != history.born:
        return None
    if circles(now.plan):  # what comes out then goes by what is asked first
        return None
    changed = {name for name, value in now._known.items() if value != was._known[name]}
    if was.day != now.day:
        law, then = (one.law for one in (now, was))
        changed |= {name for name in law if law[name] != then[name]}
    for old, new in (
        (before.replies, history.replies),
        (before.series, history.series),
        (before.tested, history.tested),
        (before.judged, history.judged),
    ):
        if old is not new:
            changed |= {name for name in {**old, **new} if old.get(name) is not new.get(name)}
    return changed


def proposed(plan: Plan, history: History, day: dt.date, decision: str) -> str | None:
    """The outcome that a table proposed after a history, on a day."""
    return State(plan, history, day).proposal(decision).outcome


def shut(case: State, id: str) -> StepState | None:
    """The first gate that keeps a step shut; None where it is open to be taken, or corrected."""
    step = case.plan.steps[id]
    if ("steps", id) in case.plan.off:
        return StepState(id, "off path", not_in_force(case.plan, "steps", id))
    if not case.in_mode(step):
        return StepState(id, "off path", _mode_gate(case, id, step))
    path = case.on_path(id)
    if path is False or (path is None and not case.scope.can_open(id)):
        return StepState(id, "off path", _when(kinds.OFF_PATH, case.plan, id))
    why: Problem | None
    if step.pupil and step.does != "consent" and not case.consent.open:
        why = unconsented(case, id)
    else:
        why = _phase_gate(case, id, step)
        if path is None:
            unknown = _when(kinds.PATH_UNKNOWN, case.plan, id)
            if why is None and not case.scope.asks_for(id):  # else it would wait for ever
                return StepState(id, "not needed", unknown)
            why = unknown
    if why is not None:
        return StepState(id, "blocked", why)
    # administering serves a hypothesis that is raised and not dropped
    why = _serving(case, id, step, step.fields) if step.does == "administer" else None
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


def _mode_gate(case: State, id: str, step: Step) -> Problem:
    if case.mode in step.modes:
        return Problem(kinds.NO_IDENTITY)
    return Problem(kinds.OFF_PATH_MODE, None, step=id, mode=case.mode)


def _phase_gate(case: State, id: str, step: Step) -> Problem | None:
    """The first phase this step still waits for."""
    known = structure(case.plan)
    waits = known.waits[step.phase] + (known.required_before[step.phase] if step.pupil else ())
    waiting = next((p for p in waits if not case.phase_done(p)), None)
    if waiting is None:
        return None
    # by now each of its steps was looked at, but in a circle
    seen = [(s, case._steps.get(s)) for p in known.below[waiting] for s in known.steps_in.get(p, ())]
    taken = [s for s, one in seen if one is not None and one.status != "off path"]
    left = [s for s, one in seen if one is not None and one.status in ("open", "blocked")]
    first = next(iter((*left, *taken)), "-")
    return Problem(kinds.PHASE_CLOSED, None, step=id, phase=waiting, first=first)


def unconsented(case: State, what: str = "-") -> Problem:
    """Who has not consented to ``what``; or what comes before anybody can: a judgement of competence, or
    what the table reads."""
    assert case.plan.consent is not None
    if case.consent.role is not None:
        kind = kinds.CONSENT_MISSING if case.consent.status == "missing" else kinds.CONSENT_REFUSED
        return Problem(kind, None, step=what, role=case.consent.role)
    if case.consent.status == "judge first":
        return Problem(kinds.JUDGE_FIRST, None, roles=", ".join(case.plan.consent.judges))
    return Problem(kinds.CONSENT_UNDETERMINED, None, table=case.plan.consent.decision)


def field_gate(case: State, id: str, field: str) -> Problem | None:
    """An instrument asked for outside an administering step serves a hypothesis too."""
    step = case.plan.steps[id]
    if step.does == "administer" or case.plan.fields[field].instrument is None:
        return None
    return _serving(case, id, step, (field,))


def _serving(case: State, id: str, step: Step, fields: tuple[str, ...]) -> Problem | None:
    """Without ``serves``, a hypothesis is served if one of its criteria rests on one of the fields."""
    rests = structure(case.plan).rests_on
    hypotheses = step.serves or tuple(
        h for h, one in case.plan.hypotheses.items() if any(rests[c] & set(fields) for c in one.criteria)
    )
    if any(h in case.history.raised for h in hypotheses):
        return None
    return Problem(kinds.NO_HYPOTHESIS, None, step=id, names=", ".join(hypotheses) or "-")


def asked(case: State, id: str, field: str) -> bool:
    """Is a field of an open step still to be asked: not answered, and it can still change something?"""
    if field in case.contradicted:
        return True
    if case.given(field) is not None or field_gate(case, id, field) is not None:
        return False
    return field not in structure(case.plan).feeds or case.scope.matters(field)


def _done(case: State, id: str) -> bool:
    step = case.plan.steps[id]
    if step.does == "hypothesise" and not case.history.raised:
        return False
    if step.does == "consent" and not case.consent.open:
        return False
    if any(d not in case.decided for d in step.decisions):
        return False
    if any(a not in case.history.told for a in step.audiences):
        return False
    return not any(asked(case, id, f) for f in step.fields)


def _phase_done(case: State, phase: str) -> bool:
    known = structure(case.plan)
    inside = known.below[phase]
    found = [case.step(s).status for p in inside for s in known.steps_in.get(p, ())]
    if case.history.reopened in inside:
        return False
    taken = [s for s in found if s != "off path"]
    if not taken:
        return not case.plan.phases[phase].required
    return all(s in ("done", "not needed") for s in taken)


def _early(case: State, need: Need) -> bool:
    """Is a need of a step that stands before the consent, or a judgement of what is asked in such steps?"""
    known = structure(case.plan)
    if need.step is not None:
        return need.step in known.before_consent
    asked = {s for f in known.rests_on.get(need.id, ()) for s in known.asked_in.get(f, ())}
    return need.kind == "judge" and bool(asked) and asked <= known.before_consent


def _consent(case: State, open_: list[str]) -> Iterator[Need]:
    """Asked in its own step where that is open, and of itself where the day asks it again."""
    consent, plan = case.consent, case.plan.consent
    if plan is None or consent.open or consent.status in ("refused", "withdrawn"):
        return
    if not any(case.in_mode(s) and s.pupil for s in case.plan.steps.values()):
        return
    step = next((id for id in open_ if case.plan.steps[id].does == "consent"), None)
    if consent.status == "judge first":
        yield Need("competence", "competence", plan.judges, step, unconsented(case))
    elif consent.role is not None:
        yield Need("consent", consent.role, (consent.role,), step, unconsented(case, step or "-"))


def _of_step(case: State, id: str) -> Iterator[Need]:
    step = case.plan.steps[id]
    if step.does == "hypothesise" and not case.history.raised:
        yield Need("hypothesis", id, (step.by,), id, Problem(kinds.STEP_ASKS, None, step=id))
    for name in step.fields:
        if asked(case, id, name):
            yield Need("answer", name, (case.plan.fields[name].teller,), id, _why(case, id, name))


def _why(case: State, id: str, field: str) -> Problem:
    told = [one.message for one in case.contradictions if field in one.answers]
    if told:
        return Problem(kinds.CONTRADICTED, None, name=field, message=" ".join(told))
    used = [d for d in structure(case.plan).used_by.get(field, ()) if field in case.scope.deciding(d)]
    if not used:
        return Problem(kinds.STEP_ASKS, None, step=id)
    return Problem(kinds.ASKED_FOR, None, names=", ".join(used))


def _series(case: State) -> Iterator[Need]:
    """Series that were begun and go on: measured so far they give no answer, and it can change something."""
    for name, found in case.readings.items():
        steps = [s for s in structure(case.plan).asked_in[name] if case.step(s).status in ("open", "done")]
        if steps and case.given(name) is not None and case.goes_on(name) and case.scope.matters(name):
            needed = None if isinstance(found.found, NoScore) else found.found.weeks_needed
            why = Problem(measuring.TOO_FEW_YET, None, name=name)
            if needed is not None:
                why = Problem(measuring.MEASURE_ON, None, name=name, weeks=needed)
            yield Need("answer", name, (case.plan.fields[name].teller,), steps[0], why)


def _grey_zones(case: State) -> Iterator[Need]:
    """Grey zones whose judgement can still change an outcome."""
    free = structure(case.plan).about_nobody
    for name, criterion in case.plan.criteria.items():
        if not case.consent.open and name not in free:
            continue
        verdict = case.verdict(name)
        if verdict.machine == "judgement" and verdict.judged is None and case.scope.matters(name):
            why = Problem(kinds.GREY_ZONE, None, name=name)
            yield Need("judge", name, criterion.judges, None, why)


def _reason(case: State, field: str) -> Problem:
    known = structure(case.plan)
    used = known.used_by.get(field, ())
    if used and all(d in case.decided for d in used):
        return Problem(kinds.ALL_DECIDED, None, names=", ".join(used))
    if used and not any(case.scope.is_open(d) for d in used):
        return Problem(kinds.NOT_ON_PATH, None, names=", ".join(d for d in used if d not in case.decided))
    for name in case.plan.criteria:
        if field in known.rests_on[name] and case.scope.reach(name).fixed:
            return Problem(kinds.SETTLED, None, name=name, word=case.verdict(name).word)
    still = [d for d in used if d not in case.decided] or list(used)
    if not still:
        return Problem(kinds.NOTHING_OPEN)
    return Problem(kinds.CANNOT_CHANGE, None, names=", ".join(still))
