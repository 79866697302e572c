"""What follows from the events of a case on a day: answers on the path, verdicts, proposals, steps.

A :class:`State` is worked out from the plan, the history and a day, each part when
first asked for; nothing of it is ever stored. Equal events give equal states.
"""

# Reading order: values -> verdicts -> proposals -> consent -> steps (steps.py) -> needs
# (needs.py). The underscored dictionaries are memories of pure results.

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType

from prodia.case.answers import admitted
from prodia.case.consent import consent_on
from prodia.case.history import History
from prodia.case.needs import needs, not_needed
from prodia.case.printed import printed_score
from prodia.case.proposals import proposal
from prodia.case.records import (
    Competence,
    ConsentState,
    Decision,
    HypothesisState,
    Need,
    NotNeeded,
    Proposal,
    Reply,
    Result,
    Share,
    StepState,
    Verdict,
)
from prodia.case.relevance import Scope
from prodia.case.steps import phase_done, phase_now, step_state
from prodia.case.structure import structure
from prodia.case.verdicts import derived_value, word_of
from prodia.language import Missing, Plain, Value, evaluate, plain
from prodia.language.operators.calendar import age_at, months_between
from prodia.model.plan import Plan
from prodia.model.protocol import Mode, Step
from prodia.scoring import Score

_WORDS = {m.value: m for m in Missing}


@dataclass(frozen=True)
class State:
    """A case as it stands on ``day``."""

    plan: Plan
    history: History
    day: dt.date
    _given: dict[str, Value] = field(default_factory=dict, init=False, repr=False, compare=False)
    _verdicts: dict[str, Verdict] = field(default_factory=dict, init=False, repr=False, compare=False)
    _proposals: dict[str, Proposal] = field(default_factory=dict, init=False, repr=False, compare=False)
    _paths: dict[str, bool | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _steps: dict[str, StepState] = field(default_factory=dict, init=False, repr=False, compare=False)
    _phases: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    # What the events say

    @property
    def mode(self) -> Mode:
        return self.history.mode

    @property
    def round(self) -> int:
        """1, and one more for every time a phase was reopened."""
        return self.history.round

    @property
    def paused(self) -> bool:
        return self.history.waiting_for is not None

    @property
    def waiting_for(self) -> str | None:
        return self.history.waiting_for

    @property
    def closed(self) -> bool:
        return self.history.closed

    @property
    def shared(self) -> tuple[Share, ...]:
        return self.history.shares

    @property
    def competence(self) -> Competence | None:
        return self.history.competence

    @cached_property
    def decided(self) -> Mapping[str, Decision]:
        """The decisions people took, of this round, that the plan still knows."""
        return {d: one for d, one in self.history.decided.items() if d in self.plan.decisions}

    @cached_property
    def age_years(self) -> float | None:
        """Completed years on the day, by the calendar; 29 February counts from 1 March in a common year."""
        born = self.history.born
        return None if born is None or born > self.day else age_at(born, self.day)

    @cached_property
    def age_months(self) -> float | None:
        born = self.history.born
        return None if born is None or born > self.day else months_between(born, self.day)

    # Values

    @cached_property
    def _known(self) -> dict[str, Value]:
        known: dict[str, Value] = {
            "case.mode": self.history.mode,
            "case.age_years": self.age_years,
            "case.age_months": self.age_months,
            "case.competence": None,
        }
        if self.history.competence is not None:
            known["case.competence"] = "competent" if self.history.competence.competent else "not_competent"
        return known

    def value(self, name: str) -> Value:
        """The value an expression sees: off the path nothing, elsewhere what was answered or computed."""
        known = self._known
        if name not in known:
            known[name] = None  # what rests on itself has no value
            known[name] = self._value(name)
        return known[name]

    def _value(self, name: str) -> Value:
        plan = self.plan
        if name in plan.fields:
            given = self.given(name)
            if given is None or not any(
                self.on_path(s) is True for s in structure(plan).asked_in.get(name, ())
            ):
                return Missing.NOT_ASKED
            return given
        if name in plan.derived:
            return derived_value(plan.derived[name], self.read(structure(plan).reads[name]))
        if name in plan.criteria:
            return self.verdict(name).word
        if name.startswith("law."):
            return self._law.get(name)
        return None

    def given(self, field: str) -> Value:
        """What was answered, on the path or not: a value, why there is none, or None if not answered."""
        if field not in self._given:
            self._given[field] = self._told(field)
        return self._given[field]

    def _told(self, field: str) -> Value:
        reply = self.history.replies.get(field)
        if reply is None or field not in self.plan.fields:
            return None
        if reply.missing is not None or reply.value is None:
            return _WORDS[reply.missing or "unknown"]
        return admitted(self.plan.fields[field], reply.value)

    def read(self, wanted: tuple[str, ...]) -> dict[str, Value]:
        """The values of several names."""
        return {n: self.value(n) for n in wanted}

    @cached_property
    def _law(self) -> Mapping[str, Value]:
        return _law_on(self.plan, self.day)

    @cached_property
    def answers(self) -> Mapping[str, Reply]:
        """The answers that count: on the path, and of the type this version asks."""
        seen = {f: r for f, r in self.history.replies.items() if f in self.plan.fields}
        return MappingProxyType({f: r for f, r in seen.items() if self.value(f) is not Missing.NOT_ASKED})

    @cached_property
    def masked(self) -> Mapping[str, Reply]:
        """The answers that stay in the log and are seen by no expression."""
        return MappingProxyType({f: r for f, r in self.history.replies.items() if f not in self.answers})

    @cached_property
    def derived(self) -> Mapping[str, Plain]:
        return MappingProxyType({d: plain(self.value(d)) for d in self.plan.derived})

    @cached_property
    def scores(self) -> Mapping[str, Score]:
        """The answers that are scores of an instrument, entered as printed."""
        found = {}
        for name, reply in self.answers.items():
            field, value = self.plan.fields[name], self.value(name)
            if field.instrument is not None and isinstance(value, float):
                found[name] = printed_score(self.plan, field, reply, value)
        return MappingProxyType(found)

    # Verdicts, hypotheses, proposals

    def verdict(self, criterion: str) -> Verdict:
        """The verdict on one criterion. A judgement counts only while the rule leaves the matter open."""
        found = self._verdicts.get(criterion)
        if found is None:
            machine = word_of(self.plan.criteria[criterion], self.read(structure(self.plan).reads[criterion]))
            judged = self.history.judged.get(criterion) if machine == "judgement" else None
            found = Verdict(criterion, judged.word if judged else machine, machine, judged)
            self._verdicts[criterion] = found
        return found

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        return MappingProxyType({c: self.verdict(c) for c in self.plan.criteria})

    @cached_property
    def hypotheses(self) -> Mapping[str, HypothesisState]:
        """The hypotheses raised: kept if all criteria are met, rejected if one is not, else undecided."""
        raised = {h: r for h, r in self.history.raised.items() if h in self.plan.hypotheses}
        return MappingProxyType({h: HypothesisState(r, self._result(h)) for h, r in raised.items()})

    def _result(self, hypothesis: str) -> Result:
        words = {self.verdict(c).word for c in self.plan.hypotheses[hypothesis].criteria}
        if "not met" in words:
            return "rejected"
        return "kept" if words == {"met"} else "undecided"

    def proposal(self, decision: str) -> Proposal:
        """What the table of one decision comes to. A proposal; people decide."""
        found = self._proposals.get(decision)
        if found is None:
            found = self._proposals[decision] = proposal(self, decision)
        return found

    @cached_property
    def proposals(self) -> Mapping[str, Proposal]:
        return MappingProxyType({d: self.proposal(d) for d in self.plan.decisions})

    # Consent, path, steps, needs

    @cached_property
    def consent(self) -> ConsentState:
        """Who must consent on this day, and whether they did."""
        return consent_on(self)

    def in_mode(self, step: Step) -> bool:
        """Does a step belong to this kind of guidance? Without a pupil nothing is about a pupil."""
        return self.mode in step.modes and not (self.mode == "consultative" and step.pupil)

    def on_path(self, step: str) -> bool | None:
        """Is a step on the path? None: not known yet."""
        if step not in self._paths:
            self._paths[step] = None
            one = self.plan.steps[step]
            found: Plain = self.in_mode(one)
            if found and one.when is not None:
                found = evaluate(one.when.tree, self.read(structure(self.plan).gate_reads[step]))
            self._paths[step] = found if isinstance(found, bool) else None
        return self._paths[step]

    @cached_property
    def scope(self) -> Scope:
        """What the open questions can still change."""
        return Scope(self)

    def step(self, id: str) -> StepState:
        found = self._steps.get(id)
        if found is None:
            found = self._steps[id] = step_state(self, id)
        return found

    @cached_property
    def steps(self) -> Mapping[str, StepState]:
        return MappingProxyType({s: self.step(s) for s in self.plan.steps})

    def phase_done(self, phase: str) -> bool:
        if phase not in self._phases:
            self._phases[phase] = False  # a phase that waits for itself is not done
            self._phases[phase] = phase_done(self, phase)
        return self._phases[phase]

    @cached_property
    def phase(self) -> str | None:
        """The first phase in which something is still to be done; the last one if nothing is."""
        return phase_now(self)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What to do next, of whom, and only what can still change something."""
        return needs(self)

    @cached_property
    def not_needed(self) -> tuple[NotNeeded, ...]:
        """The open questions that can not change anything any more, with the reason."""
        return not_needed(self)


@lru_cache(maxsize=1024)
def _law_on(plan: Plan, day: dt.date) -> Mapping[str, Value]:
    return MappingProxyType(plan.law_on(day))
