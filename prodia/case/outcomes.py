"""What the events of a case come to on a day: values, verdicts, proposals, consent, the path.

What a criterion comes to is stated once (:func:`word`, :func:`branch`); the analysis of what is
still open reads the same.
"""

# The first of two layers, each a class on top of the one before: Outcomes here, State (state.py: which steps
# are open, and what is needed now). People only meet State. The underscored dictionaries are memories of pure
# results.

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType

from prodia.case.administering import Misfit, misfits, printed
from prodia.case.answers import admitted
from prodia.case.history import History
from prodia.case.records import (
    Competence,
    ConsentState,
    Contradiction,
    Decision,
    HypothesisState,
    Lead,
    Proposal,
    Reply,
    Result,
    Share,
    Verdict,
    Word,
)
from prodia.case.series import Reading, reading
from prodia.case.structure import structure
from prodia.errors import fits, one_of
from prodia.frozen import dataclass
from prodia.language import Apply, Literal, Missing, Name, Plain, Tree, Value, evaluate, named, names, plain
from prodia.language.operators.calendar import age_at, months_between
from prodia.model.plan import Plan
from prodia.model.protocol import NAMELESS, Criterion, Derived, Ensure, Field, Mode, Step
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.model.scalars import Expression
from prodia.model.series import DOSE, WHEN
from prodia.model.tested import METRIC, ScoreRecord, bound_of
from prodia.model.tested import PARTS as PARTS_OF_TEST
from prodia.scoring import Score, as_printed
from prodia.scoring.error import other_level, true_bound

Values = Mapping[str, Value] | Mapping[str, Plain]
Part = Expression | Mapping[str, Expression] | None


def word(met: Plain, judge: Plain) -> Word:
    """What the rule alone says, from what its two conditions come to.

    Met if ``met`` is true. If it is false: ``judgement`` where ``judge`` is true, ``not met``
    where it is false or there is none. Anything unknown: not assessable.
    """
    if met is True:
        return "met"
    if met is False and judge is not None:
        return "judgement" if judge is True else "not met"
    return "not assessable"


def broken(rule: Ensure, values: Values) -> bool:
    """Do these answers break a rule under ``ensure``? What is not known breaks nothing."""
    return evaluate(rule.that.tree, values) is False


def branch(part: Part, by: Value) -> Expression | None:
    """The condition that applies: itself, or the one of the option that ``by`` has."""
    if part is None or isinstance(part, Expression):
        return part
    return part.get(by) if isinstance(by, str) else None


def word_of(criterion: Criterion, values: Values) -> Word:
    """What the rule alone says of these values: :func:`word` of the conditions that apply."""
    by = values.get(criterion.by) if criterion.by else None
    condition = branch(criterion.met, by)
    met = evaluate(condition.tree, values) if condition is not None else None
    if met is not False:
        return word(met, None)
    condition = branch(criterion.judge, by)
    return word(met, evaluate(condition.tree, values) if condition is not None else False)


def conditions(criterion: Criterion) -> tuple[Tree, Tree]:
    """The two conditions of a criterion as trees, each with the branches of ``by`` inside."""
    return _whole(criterion, criterion.met, None), _whole(criterion, criterion.judge, False)


def _whole(criterion: Criterion, part: Part, absent: bool | None) -> Tree:
    """A part with every branch: what :func:`branch` chooses, for every option there is."""
    if part is None or isinstance(part, Expression):
        return Literal(absent) if part is None else part.tree
    tree: Tree = Literal(absent)
    for option in part:
        chosen = branch(part, option)
        assert chosen is not None
        tree = Apply("if", (Apply("=", (Name(criterion.by or ""), Literal(option))), chosen.tree, tree))
    return tree


def derived_value(derived: Derived, values: Values) -> Value:
    """The computed value of what it reads; or why there is none: outside its type, or of what it reads."""
    value = plain(named(evaluate(derived.is_.tree, values)))
    if value is not None:
        return value if derived.type.admits(value) else Missing.IMPOSSIBLE
    return next((why for why in _PASSED_ON if why in values.values()), None)


_PASSED_ON = (Missing.CONTRADICTED, Missing.IMPOSSIBLE, Missing.NOT_IN_FORCE)


_WORDS = {m.value: m for m in Missing}
NO_ROLE, JUDGE = "nobody", "judge"  # what a consent table may say beside a role


@dataclass(frozen=True)
class Outcomes:
    """What the events of a case come to on ``day``; ``plan`` becomes the plan on that day (:meth:`Plan.on`).

    ``naive``: answers are read as they were given, also those that contradict each other.
    """

    plan: Plan
    history: History
    day: dt.date
    naive: bool = field(default=False, kw_only=True, repr=False)
    _records: dict[str, ScoreRecord | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _given: dict[str, Value] = field(default_factory=dict, init=False, repr=False, compare=False)
    _verdicts: dict[str, Verdict] = field(default_factory=dict, init=False, repr=False, compare=False)
    _proposals: dict[str, Proposal] = field(default_factory=dict, init=False, repr=False, compare=False)
    _readings: dict[str, Reading | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    _paths: dict[str, bool | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plan", self.plan.on(self.day))

    # What the events say

    @property
    def mode(self) -> Mode:
        """The kind of guidance: ``consultative``, ``anonymous``, ``trajectory`` or ``compulsory``."""
        return self.history.mode

    @property
    def round(self) -> int:
        """1, and one more for every time a phase was reopened."""
        return self.history.round

    @property
    def paused(self) -> bool:
        """Does the case wait for something or somebody?"""
        return self.history.waiting_for is not None

    @property
    def waiting_for(self) -> str | None:
        """What or whom the case waits for, as it was said; None where it does not wait."""
        return self.history.waiting_for

    @property
    def closed(self) -> bool:
        """Is the case done, and not reopened since?"""
        return self.history.closed

    @property
    def shared(self) -> tuple[Share, ...]:
        """What was given to which audience, in this round."""
        return tuple(self.history.shares)

    @property
    def competence(self) -> Competence | None:
        """The last judgement of a person whether the pupil can judge the situation."""
        return self.history.competence

    @cached_property
    def decided(self) -> Mapping[str, Decision]:
        """The decisions people took, of this round, that the plan still knows and that a red flag did not
        overtake since."""
        known = {d: one for d, one in self.history.decided.items() if d in self.plan.decisions}
        return MappingProxyType({d: one for d, one in known.items() if not self._overtaken(one)})

    def _overtaken(self, one: Decision) -> bool:
        """Does the table now propose something urgent that was not weighed when people decided otherwise?"""
        known = structure(self.plan)
        if not (flags := known.urgent.get(one.decision)):
            return False
        now = self.proposal(one.decision).outcome
        later = (f for f, reply in self.history.replies.items() if reply.seq > one.seq)
        new = now != one.proposed or any(one.decision in known.used_by.get(f, ()) for f in later)
        return new and now != one.outcome and now in flags

    @cached_property
    def age_years(self) -> float | None:
        """Completed years on the day, by the calendar; 29 February counts from 1 March in a common year."""
        born = self.history.born
        return None if born is None or born > self.day else age_at(born, self.day)

    @cached_property
    def age_months(self) -> float | None:
        """Completed months on the day; None without a date of birth."""
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
            "case.day": self.day,
        }
        if self.history.competence is not None:
            known["case.competence"] = "competent" if self.history.competence.competent else "not_competent"
        return known

    def value(self, name: str) -> Value:
        """The value an expression sees: off the path nothing, elsewhere what was answered or computed."""
        values = self._known
        if type(name) is not str or name not in values:
            one_of("name", name, self.plan.types)
            values[name] = None  # what rests on itself has no value
            values[name] = self._value(name)
        return values[name]

    def _value(self, name: str) -> Value:
        plan = self.plan
        if name in plan.fields:
            if ("fields", name) in plan.off:
                return Missing.NOT_IN_FORCE
            given = self.given(name)
            if given is None or not any(
                self.on_path(s) is True for s in structure(plan).asked_in.get(name, ())
            ):
                return Missing.NOT_ASKED
            if name in self.contradicted:
                return Missing.CONTRADICTED
            return Missing.UNFIT if any(one.then == "gate" for one in self.misfits(name)) else given
        if name in plan.derived:
            return derived_value(plan.derived[name], self.read(structure(plan).reads[name]))
        if name in plan.criteria:
            return self.verdict(name).word
        if (of := plan.part(name)) is not None:
            return self._part(*of)
        if name.startswith(CUTOFF):
            figure = plan.cutoffs[name.removeprefix(CUTOFF)].on(self.day)
            return Missing.NOT_IN_FORCE if figure is None else float(figure.is_)
        return self.law.get(name)

    @property
    def law(self) -> Mapping[str, Value]:
        """The figures of the law on the day, by name."""
        return _law_on(self.plan, self.day)

    def _part(self, field: str, part: str) -> Value:
        """What is read of a series: of the help once it is recorded, of the rest once it is measured."""
        if self.plan.fields[field].series is None:
            return self._of_answer(field, part)
        value, known = self.value(field), self.reading(field)
        if isinstance(value, Missing) and not (value is Missing.NOT_ASKED and part in DOSE and known):
            return value
        return Missing.NOT_ASKED if known is None else known.values[part]

    def _of_answer(self, field: str, part: str) -> Value:
        """The day it tells of, the age then; the bounds of the true score, and of a test what it came to."""
        value, record = self.value(field), self.record(field)
        if value is None or isinstance(value, Missing) or not (part in WHEN or isinstance(value, float)):
            return value if isinstance(value, Missing) else Missing.UNKNOWN
        reply = self.history.replies[field]
        day, born = reply.measured or reply.on, self.history.born
        if part == "day":
            return day
        if part in PARTS_OF_TEST:
            found: Value = None if record is None else getattr(record, part)
        elif part == "age_months":
            found = None if born is None or born > day else months_between(born, day)
            found = record.age_months if record is not None else found
        else:
            assert isinstance(value, float)
            found = self.bound(field, part, value)
        return Missing.UNKNOWN if found is None else named(found)

    def bound(self, field: str, part: str, value: float, *, same: bool = True) -> float | None:
        """A bound of the true score: of the interval of a test, or by the error that the field declares.

        ``same``: the value is the one of the case, and so is its interval.
        """
        known, record = self.plan.fields[field], self.record(field) if same else None
        end, chance = bound_of(part)
        if (
            record is not None
            and record.low is not None
            and record.high is not None
            and record.level is not None
        ):
            if chance is None:
                return record.low if end == "low" else record.high
            if record.interval != "retest":  # that is no interval of the true score
                ends = record.low, record.high, record.level, chance
                return other_level(known.value_type, *ends, end) if known.value_type.unit in METRIC else None
        if known.error is None:
            return None
        level = known.error.level if chance is None else chance
        return true_bound(known.value_type, value, known.error.reliability, level, end)

    def reliability(self, field: str) -> float | None:
        """That of the score of a field: by the norms it was read in, or as the field declares it."""
        record, error = self.record(field), self.plan.fields[field].error
        if record is not None and record.reliability is not None:
            return record.reliability
        return None if error is None else error.reliability

    def record(self, field: str) -> ScoreRecord | None:
        """The record of the score of a field that a test answers; None where there is none."""
        reply, known = self.history.replies.get(field), self.plan.fields.get(field)
        if reply is None or known is None or known.administered is None:
            return None
        if reply.record is not None or not isinstance(reply.value, float | int):
            return reply.record
        if field not in self._records:
            day = reply.measured or reply.on
            found = printed(self.plan, field, float(reply.value), day, reply.norms, self.history.born)
            self._records[field] = found if isinstance(found, ScoreRecord) else None
        return self._records[field]

    @cached_property
    def records(self) -> Mapping[str, ScoreRecord]:
        """The record of every score on the path that a test gave, by field; also of one that did not fit."""
        found = {name: self.record(name) for name in self.answers}
        return MappingProxyType({name: one for name, one in found.items() if one is not None})

    def misfits(self, field: str) -> tuple[Misfit, ...]:
        """What does not fit of the test that answered a field, by the guards that the field declares."""
        record = self.record(field)
        if record is None:
            return ()
        reply, test = self.history.replies[field], self.plan.fields[field].instrument
        same = [f for f, one in self.plan.fields.items() if one.instrument == test and one.administered]
        before = tuple(day for f in same for day in self.history.tested.get(f, ()))
        day = reply.measured or reply.on
        return tuple(misfits(self.plan, field, record, day, before, reply.language))

    def reading(self, field: str) -> Reading | None:
        """What the series of a field on the path comes to; None where nothing of it was recorded."""
        if type(field) is not str or field not in self._readings:
            one_of("series", field, self.plan.series)
            declared, course = self.plan.fields[field].series, self.history.series.get(field)
            on = any(self.on_path(s) is True for s in structure(self.plan).asked_in.get(field, ()))
            found = reading(declared, course) if declared and course and on else None
            self._readings[field] = None if ("fields", field) in self.plan.off else found
        return self._readings[field]

    def goes_on(self, field: str) -> bool:
        """Is a field a series that was begun, and that has no answer yet which measuring on can bring?"""
        if self.plan.fields[field].series is None or isinstance(self.given(field), Missing):
            return False
        found = self.reading(field)
        return found is not None and not found.settled

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """What every series comes to of which something was recorded, by field."""
        found = {name: self.reading(name) for name in self.plan.series}
        return MappingProxyType({name: one for name, one in found.items() if one is not None})

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The rules under ``ensure`` that answers on the path break. None of those answers is read."""
        known = self.history.replies
        rules = {id: one for id, one in self.plan.ensure.items() if any(a in known for a in one.answers)}
        if self.naive or not rules:
            return ()
        naive = Outcomes(self.plan, self.history, self.day, naive=True)
        return tuple(
            Contradiction(id, one.message, tuple(a for a in one.answers if plain(naive.value(a)) is not None))
            for id, one in rules.items()
            if broken(one, naive.read(names(one.that.tree)))
        )

    @cached_property
    def contradicted(self) -> frozenset[str]:
        """The answers that contradict another one."""
        return frozenset(name for one in self.contradictions for name in one.answers)

    def given(self, field: str) -> Value:
        """What was answered, on the path or not: a value, why there is none, or None if not answered."""
        if type(field) is not str or field not in self._given:
            one_of("field", field, self.plan.fields)
            self._given[field] = self._told(field)
        return self._given[field]

    def _told(self, field: str) -> Value:
        reply = self.history.replies.get(field)
        if reply is None or field not in self.plan.fields:
            return None
        if reply.missing is not None or reply.value is None:
            return _WORDS[reply.missing or "unknown"]
        if self.plan.fields[field].series is not None and field not in self.history.series:
            return None  # one answer to an older version is no series
        return admitted(self.plan.fields[field], reply.value)

    def read(self, wanted: tuple[str, ...]) -> dict[str, Value]:
        """The values of several names."""
        if type(wanted) is not tuple:
            fits("wanted", wanted, Iterable[str])
        return {n: self.value(n) for n in wanted}

    @cached_property
    def answers(self) -> Mapping[str, Reply]:
        """The answers that were given: on the path, and asked by this version on this day."""
        seen = {f: r for f, r in self.history.replies.items() if f in self.plan.fields}
        off = (Missing.NOT_ASKED, Missing.NOT_IN_FORCE)
        return MappingProxyType({f: r for f, r in seen.items() if self.value(f) not in off})

    @cached_property
    def masked(self) -> Mapping[str, Reply]:
        """The answers that stay in the log and are seen by no expression."""
        return MappingProxyType({f: r for f, r in self.history.replies.items() if f not in self.answers})

    @cached_property
    def derived(self) -> Mapping[str, Plain]:
        """Every computed value by name, None where it can not be computed."""
        return MappingProxyType({d: plain(self.value(d)) for d in self.plan.derived})

    @cached_property
    def scores(self) -> Mapping[str, Score]:
        """The answers that are scores of an instrument, entered as printed."""
        found = {}
        for name, reply in self.answers.items():
            field, value = self.plan.fields[name], self.value(name)
            if field.instrument is not None and field.series is None and isinstance(value, float):
                found[name] = printed_score(self.plan, field, reply, value, self.record(name))
        return MappingProxyType(found)

    # Verdicts, hypotheses, proposals

    def verdict(self, criterion: str) -> Verdict:
        """The verdict on one criterion. A judgement counts only while the rule leaves the matter open."""
        found = self._verdicts.get(criterion) if type(criterion) is str else None
        if found is None:
            one_of("criterion", criterion, self.plan.criteria)
            machine = word_of(self.plan.criteria[criterion], self.read(structure(self.plan).reads[criterion]))
            judged = self.history.judged.get(criterion) if machine == "judgement" else None
            found = Verdict(criterion, judged.word if judged else machine, machine, judged)
            self._verdicts[criterion] = found
        return found

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict on every criterion by name."""
        return MappingProxyType({c: self.verdict(c) for c in self.plan.criteria})

    @cached_property
    def hypotheses(self) -> Mapping[str, HypothesisState]:
        """The hypotheses raised: kept if all criteria are met, rejected if one is not, else undecided."""
        raised = {h: r for h, r in self.history.raised.items() if r.title or h in self.plan.hypotheses}
        return MappingProxyType({h: HypothesisState(r, self._result(h)) for h, r in raised.items()})

    def _result(self, hypothesis: str) -> Result:
        known = self.plan.hypotheses.get(hypothesis)
        words = {self.verdict(c).word for c in known.criteria} if known else set()
        if "not met" in words:
            return "rejected"
        return "kept" if words == {"met"} else "undecided"

    def proposal(self, decision: str) -> Proposal:
        """What the table of one decision comes to. A proposal; people decide."""
        found = self._proposals.get(decision) if type(decision) is str else None
        if found is None:
            one_of("decision", decision, self.plan.tables)
            found = self._proposals[decision] = self._proposal(decision)
        return found

    def _proposal(self, decision: str) -> Proposal:
        if ("decisions", decision) in self.plan.off:
            return Proposal(decision, None, (), (), False, ())
        table = self.plan.tables[decision]
        read = self.read(structure(self.plan).table_reads[decision])
        hit = table.decide([evaluate(column.tree, read) for column in table.table.inputs])
        row = hit.output or ()
        first = row[0] if row else None
        return Proposal(
            decision,
            first if isinstance(first, str) and self.plan.decisions[decision].aggregate is None else None,
            tuple(zip((o.name for o in table.table.outputs), row, strict=False)),
            tuple(r + 1 for r in hit.rules),
            hit.default_used,
            tuple(n for n, v in read.items() if plain(v) is None or v == "not assessable"),
        )

    @cached_property
    def proposals(self) -> Mapping[str, Proposal]:
        """What every decision table comes to, by the name of the decision."""
        return MappingProxyType({d: self.proposal(d) for d in self.plan.decisions})

    @cached_property
    def standing(self) -> Mapping[str, str]:
        """By decision the outcome as it stands: what was decided, or else what its table proposes."""
        proposed = {d: p.outcome for d, p in self.proposals.items() if p.outcome is not None}
        return MappingProxyType(proposed | {d: one.outcome for d, one in self.decided.items()})

    @cached_property
    def urgent(self) -> Mapping[str, str]:
        """Of these the ones that come before everything else."""
        known = {d: (self.plan.decisions[d].outcomes.get(o), o) for d, o in self.standing.items()}
        return MappingProxyType({d: o for d, (one, o) in known.items() if one is not None and one.urgent})

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """The protocols to which what stands now leads, each with why."""
        return tuple(
            Lead(d, o, to, why, d in self.decided)
            for d, o in self.standing.items()
            if (one := self.plan.decisions[d].outcomes.get(o)) is not None
            for to, why in one.leads_to.items()
            if to != self.plan.protocol.id
        )

    # Consent, path

    @cached_property
    def consent(self) -> ConsentState:
        """Who must consent on this day, and whether they did: decided again on every day.

        The table of the protocol says who, from the kind of guidance, the age on that day, the
        competence a person judged, and the law of that day. An age alone unlocks nothing: where
        the table says ``judge``, a person judges competence first.
        """
        consent = self.plan.consent
        if consent is None:
            return ConsentState("not needed")
        outcome = self.proposal(consent.decision).outcome
        role = consent.who.get(outcome or "")
        if role is None:
            return ConsentState("undetermined", None, outcome)
        if role in (NO_ROLE, JUDGE):
            return ConsentState("not needed" if role == NO_ROLE else "judge first", None, outcome)
        record = self.history.consents.get(role)
        if record is None:
            return ConsentState("missing", role, outcome)
        if record.withdrawn is not None:
            return ConsentState("withdrawn", role, outcome, record)
        return ConsentState("given" if record.given else "refused", role, outcome, record)

    def in_mode(self, step: Step) -> bool:
        """Does a step belong to this kind of guidance? Without a pupil nothing is about a pupil."""
        if type(step) is not Step:
            fits("step", step, Step)
        return self.mode in step.modes and not (self.mode in NAMELESS and step.pupil)

    def on_path(self, step: str) -> bool | None:
        """Is a step on the path? None: not known yet."""
        if type(step) is not str or step not in self._paths:
            one_of("step", step, self.plan.steps)
            self._paths[step] = None
            one = self.plan.steps[step]
            found: Plain = self.in_mode(one)
            if found and one.when is not None:
                found = evaluate(one.when.tree, self.read(structure(self.plan).gate_reads[step]))
            self._paths[step] = found if isinstance(found, bool) else None
        return self._paths[step]


@lru_cache(maxsize=1024)
def _law_on(plan: Plan, day: dt.date) -> Mapping[str, Value]:
    return MappingProxyType(plan.law_on(day))


def printed_score(
    plan: Plan, field: Field, reply: Reply, value: float, record: ScoreRecord | None = None
) -> Score:
    """The record of an answer that is a score; nothing is converted.

    It has zones where the instrument has one scale, or the field says which, so that there is no doubt.
    """
    day = reply.measured or reply.on
    error = bool(field.error or (record and record.level))
    score = as_printed(field.value_type, value, norms=reply.norms, measured=day, error=error)
    if record is not None and record.percentile is not None:
        score = replace(score, percentile=record.percentile)
    instrument = plan.shared.instruments.get(field.instrument or "")
    known = instrument.scales if instrument is not None else {}
    scales = tuple(known.values()) if field.administered is None else (known[field.administered.scale],)
    if len(scales) != 1 or not scales[0].cuts:
        return score
    from prodia.scoring.norms import with_zones  # slow to start
    from prodia.scoring.person import NOBODY

    return with_zones(score, scales[0], NOBODY, None)
