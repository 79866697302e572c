"""A worked case names only what its protocol knows: before anyone runs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from prodia.checks.finding import Finding, Path, unknown
from prodia.model.events import Answered, CaseFile, Expected, Moved, Opened, Raised, Recorded
from prodia.model.instrument import Instrument
from prodia.model.plan import Plan
from prodia.problems.authors import NOTHING_EXPECTED
from prodia.problems.instruments import EXAMPLE_FAILS
from prodia.problems.quality import CASE_AGE, RETEST
from prodia.scoring.key import ScoringKey, expected

# A case that is refused on purpose (`expect.refused`) may name what does not exist
# in its last event: that is then what it shows.


Plans = Callable[[str], Plan | None]

# The key of an event and the group of the plan it names; the same of what a case expects.
KEYS = (
    ("by", "roles"),
    ("from_", "roles"),
    ("field", "fields"),
    ("hypothesis", "hypotheses"),
    ("criterion", "criteria"),
    ("decision", "decisions"),
    ("phase", "phases"),
)
EXPECTED = (
    ("verdicts", "criteria"),
    ("proposes", "decisions"),
    ("hypotheses", "hypotheses"),
    ("steps", "steps"),
)


def case_findings(
    plan: Plan, file: CaseFile, plans: Plans, before: Sequence[Recorded] = ()
) -> Iterator[Finding]:
    """Every name in the events and expectations that the plan of that moment does not have.

    ``before``: the events of the case it begins with.
    """
    own = {e.hypothesis for e in (*before, *file.events) if isinstance(e, Raised) and e.title}
    for event in before:
        plan = (plans(event.to) or plan) if isinstance(event, Moved) else plan
    last = len(file.events) - 1
    for i, event in enumerate(file.events):
        if isinstance(event, Moved):
            plan = plans(event.to) or plan
        if file.expect.refused is None or i < last:
            yield from _named(("events", i), plan, event, own)
    for key, group in EXPECTED:
        known: Mapping[str, Any] = getattr(plan, group)
        names = getattr(file.expect, key)
        yield from (
            unknown(("expect", key, n), group, n, known, on_key=True)
            for n in names
            if n not in known and not (key == "hypotheses" and n in own)
        )
    for i, rule in enumerate(file.expect.contradictions or ()):
        if rule not in plan.ensure:
            yield unknown(("expect", "contradictions", i), "ensure", rule, plan.ensure)
    for id, outcome in file.expect.proposes.items():
        decision = plan.decisions.get(id)
        if decision is not None and outcome not in decision.outcomes:
            yield unknown(("expect", "proposes", id), "outcomes", outcome, decision.outcomes)


def _named(path: Path, plan: Plan, event: object, own: set[str]) -> Iterator[Finding]:
    for key, group in KEYS:
        name, known = getattr(event, key, None), getattr(plan, group)
        if name is not None and name not in known and not (key == "hypothesis" and name in own):
            yield unknown((*path, key.rstrip("_")), group, name, known)
    decision = plan.decisions.get(getattr(event, "decision", ""))
    outcome = getattr(event, "outcome", None)
    if decision is not None and outcome not in decision.outcomes:
        yield unknown((*path, "outcome"), "outcomes", str(outcome), decision.outcomes)


# The worked examples of an instrument: what its own definition says must come out.


def example_findings(instrument: Instrument) -> Iterator[Finding]:
    """Findings for every expectation that is not met. The definition is known to have no faults."""
    key = ScoringKey.of(instrument)
    for number, example in enumerate(instrument.examples):
        for one in expected(key, example):
            if not one.right:
                said = {"says": example.says, "want": _told(one.want), "got": _told(one.got)}
                where = ("examples", number, "expect", one.name)
                yield Finding(EXAMPLE_FAILS, where, said, name=one.name)


def _told(value: float | str | bool | None) -> float | str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return value


# What is odd in a case that does run.

_RETEST = 60  # days


def case_rules(plan: Plan, file: CaseFile, *, before: int = 0) -> Iterator[Finding]:
    """A case expects something; a test of whoever is as old as it is meant for, and not again at once.

    ``before``: how many events stand in the case that it begins with, where they are told.
    """
    if file.expect == Expected():
        yield Finding(NOTHING_EXPECTED, ("case",))
    born = next((e.born for e in file.events if isinstance(e, Opened) and e.born), None)
    last: dict[str, tuple[str, dt.date]] = {}
    for i, event in enumerate(file.events, -before):
        field = plan.fields.get(event.field) if isinstance(event, Answered) else None
        one = plan.shared.instruments.get(field.instrument or "") if field else None
        if one is None or not isinstance(event, Answered) or event.value is None:
            continue
        day = event.measured or event.on
        if born is not None and one.ages is not None:
            age = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
            if i >= 0 and not one.ages[0] <= age <= one.ages[1]:
                low, high, now = (f"{m // 12};{m % 12:02}" for m in (*one.ages, age))
                words = {"what": one.title, "low": low, "high": high, "age": now}
                yield Finding(CASE_AGE, ("events", i, "value"), words)
        name, when = last.get(one.id, ("", day))
        if i >= 0 and name == event.field and 0 < (day - when).days < _RETEST:
            yield Finding(RETEST, ("events", i, "value"), what=one.title, days=(day - when).days)
        last[one.id] = (event.field, day)
