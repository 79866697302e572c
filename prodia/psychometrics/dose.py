"""The dose of help: what was planned, what was held, and how far as intended. Dates, minutes, school days."""

# A statement of persistence needs the dose beside the result. Norms for a dose (how many weeks, how many
# minutes) are dated data of a protocol, not here.

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from prodia.frozen import dataclass
from prodia.problems.progress import END_BEFORE_START, NOT_ABOVE_ZERO, NOTHING_PLANNED
from prodia.psychometrics.refusals import declared, finite, gives_reasons, refuse

__all__ = ["Dose", "HelpPlan", "Session", "summary"]

Days = tuple[dt.date, dt.date]
WEEKEND = 5


@dataclass(frozen=True, slots=True)
class HelpPlan:
    """From ``start`` to ``end``, so many sessions of so many minutes in each week that counts.

    A week from Monday counts where it has at least ``school_days_for_a_week`` school days of the period.
    """

    start: dt.date
    end: dt.date
    sessions_per_week: float
    minutes: float
    school_days_for_a_week: int | None


@dataclass(frozen=True, slots=True)
class Session:
    """One session that was held; steps of the programme where someone observed them, else None."""

    date: dt.date
    minutes: float
    steps_done: float | None = None
    steps_total: float | None = None


@dataclass(frozen=True, slots=True)
class Dose:
    """What was planned and held, within the period alone.

    ``longest_gap_school_days``: school days on end without a session, from the start and to the end too.
    ``fidelity``: steps done over steps observed; None where no session was observed, and then
    ``minutes_as_intended`` is None. ``outside_plan``: sessions before or after the period, counted nowhere
    else;
    ``in_holiday``: sessions in a holiday, which count.
    """

    weeks_planned: int
    sessions_planned: float
    minutes_planned: float
    sessions_held: int
    minutes_held: float
    share_sessions: float
    share_minutes: float
    weeks_with_help: int
    longest_gap_school_days: int
    fidelity: float | None
    sessions_observed: int
    outside_plan: int
    in_holiday: int
    minutes_as_intended: float | None


@gives_reasons
def summary(plan: HelpPlan, sessions: Sequence[Session], holidays: Sequence[Days] = ()) -> Dose:
    """The dose of a plan: planned, held, the share of it, gaps and fidelity."""
    declared(school_days_for_a_week=plan.school_days_for_a_week)
    finite([plan.sessions_per_week, plan.minutes, *(session.minutes for session in sessions)])
    if plan.end < plan.start:
        refuse(END_BEFORE_START)
    if any(session.minutes < 0 for session in sessions):
        refuse(NOT_ABOVE_ZERO, name="minutes")
    first, last = plan.start.toordinal(), plan.end.toordinal()
    school, sizes, free = _school(first, last, tuple(holidays))
    counted = sum(size >= int(plan.school_days_for_a_week or 0) for size in sizes)
    planned = counted * plan.sessions_per_week
    if planned * plan.minutes <= 0:
        refuse(NOTHING_PLANNED)
    held = [session for session in sessions if plan.start <= session.date <= plan.end]
    days = sorted({session.date.toordinal() for session in held})
    minutes = sum(session.minutes for session in held)
    seen = [(s.steps_done, s.steps_total) for s in held if s.steps_done is not None and s.steps_total]
    fidelity = sum(done for done, _ in seen) / sum(total for _, total in seen) if seen else None
    edges = pairwise([first - 1, *days, last + 1])
    return Dose(
        counted,
        planned,
        planned * plan.minutes,
        len(held),
        minutes,
        len(held) / planned,
        minutes / (planned * plan.minutes),
        len({_monday(day) for day in days}),
        max(bisect_left(school, b) - bisect_right(school, a) for a, b in edges),
        fidelity,
        len(seen),
        len(sessions) - len(held),
        sum(session.date.toordinal() in free for session in held),
        None if fidelity is None else minutes * fidelity,
    )


@lru_cache(maxsize=4096)
def _school(first: int, last: int, holidays: tuple[Days, ...]) -> tuple[list[int], list[int], frozenset[int]]:
    """The school days of a period, how many each week has of them, and the days of holidays."""
    free = frozenset(n for a, b in holidays for n in range(a.toordinal(), b.toordinal() + 1))
    school = [n for n in range(first, last + 1) if _weekday(n) < WEEKEND and n not in free]
    return school, [*Counter(map(_monday, school)).values()], free


def _weekday(ordinal: int) -> int:
    return (ordinal - 1) % 7


def _monday(ordinal: int) -> int:
    return ordinal - _weekday(ordinal)
