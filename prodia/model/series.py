"""A field that is measured again and again: what its author declares, and what conditions read of it."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Literal

from pydantic import Field as F

from prodia.language import Type, parse_type
from prodia.model.parts import Cited, Valid
from prodia.model.scalars import Date, Definition, Id, Many, Text

Phase = Literal["before", "during", "after"]


class Series(Definition):
    """How a series is read. Nothing that changes an answer has a default: what is not wanted is left out.

    A goal is a ``goal_rate`` in units a week, or a ``goal`` on a ``goal_day``, from the median of the
    ``first_n`` points at their ``anchor``. ``standstill``: the rate that is no progress. ``see``: a published
    error of measurement; without it each series gives its own. ``per_week``: how often is measured. ``over``:
    the phase of the help on whose points the answer rests. ``school_days_for_a_week``: how many make a week
    of the plan count. ``source``: where the figures come from.
    """

    direction: Literal["higher_is_better", "lower_is_better"]
    clock: Literal["calendar", "school_weeks"]
    same_day: Literal["refuse", "keep", "mean", "median", "last"]
    forms: Literal["refuse", "equated"]
    confidence: float = F(gt=0.5, lt=1)
    per_week: int = F(ge=1, le=7)
    standstill: float
    goal_rate: float | None = None
    goal: float | None = None
    goal_day: Date | None = None
    first_n: int | None = F(default=None, ge=1)
    anchor: Literal["first", "median", "last"] | None = None
    see: float | None = F(default=None, gt=0)
    norm: float | None = None
    over: Phase | None = None
    school_days_for_a_week: int | None = F(default=None, ge=1, le=5)
    holidays: Many[Valid] = ()
    owner: Id
    source: Many[Cited] = F(min_length=1)
    note: Text | None = None


OF_A_SCORE = ("goal_day", "first_n", "anchor")
"""What a goal that is a score on a day needs, and a goal that is a rate does not read."""


def of_a_score_only(said: Any) -> list[str]:
    """What was said of the goal of a series and is not read, for its goal is a rate."""
    rate = said.goal_rate is not None and said.goal is None
    return [name for name in OF_A_SCORE if rate and getattr(said, name) is not None]


# What a condition reads of a series: `leesreeks.rate`. While the measurements fit standing still as well as
# the goal, `answer` has no value, so that no criterion takes "not yet" for yes or no.
PARTS: Mapping[str, Type] = MappingProxyType(
    {
        name: parse_type(type)
        for name, type in {
            "answer": "choice none | slow | progress",
            "n": "count",
            "weeks": "weeks 0..",
            "day": "date",
            "rate": "number",
            "rate_low": "number",
            "rate_high": "number",
            "level": "number",
            "gap": "number",
            "goal_rate": "number",
            "true_gain_probability": "number 0..1",
            "short_of_goal_probability": "number 0..1",
            "weeks_needed": "weeks 0..",
            "sessions": "count",
            "dose_minutes": "minutes 0..",
            "dose_weeks": "count",
            "held": "number 0..",
            "longest_gap": "count",
            "fidelity": "number 0..100",
        }.items()
    }
)
# What a condition reads of a score whose error is declared: `pc_lezen.low`, a bound of the true score.
BOUNDS = ("low", "high")


# And of every answer: the day of which it tells, and the age on that day.
WHEN: Mapping[str, Type] = MappingProxyType(
    {"day": parse_type("date"), "age_months": replace(parse_type("months 0..1560"), full=True)}
)


DOSE = frozenset({"sessions", "dose_minutes", "dose_weeks", "held", "longest_gap", "fidelity"})
RATES = frozenset({"rate", "rate_low", "rate_high"})
