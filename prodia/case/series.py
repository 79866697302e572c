"""What a series of a case comes to: where the pupil stands, the dose of help, and every value that is read.

One engine with ``prodia progress``: a declaration of the protocol is an :class:`Aim`, what was measured a
:class:`Series`, and the answer a :class:`Standing` or the reason why there is none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from prodia.frozen import Fixed, dataclass
from prodia.language import Missing, Value, named
from prodia.model.events import HelpPlanned, PointMeasured, SessionHeld
from prodia.model.series import DOSE, PARTS
from prodia.model.series import Series as Declared
from prodia.problems.progress import EXACT_FIT, NO_TIME_SPREAD, TOO_FEW_POINTS
from prodia.scoring.score import NoScore

if TYPE_CHECKING:
    from prodia.psychometrics.dose import Dose
    from prodia.psychometrics.progress import Aim, Series, Standing

_MORE_WILL_TELL = (TOO_FEW_POINTS, NO_TIME_SPREAD, EXACT_FIT)


@dataclass(frozen=True, slots=True)
class Course:
    """What was recorded of one series: its points and sessions in the order of recording, and the plan."""

    points: tuple[PointMeasured, ...] = ()
    sessions: tuple[SessionHeld, ...] = ()
    help: HelpPlanned | None = None

    @property
    def last(self) -> PointMeasured | None:
        """The last point with a value, by its day; without a value anywhere the last one."""
        known = [point for point in self.points if point.value is not None] or list(self.points)
        return max(known, key=lambda point: point.day, default=None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A series read: the answer or the reason why there is none, and the dose where a plan was recorded."""

    aim: Aim
    series: Series
    found: Standing | NoScore
    dose: Dose | NoScore | None
    values: Mapping[str, Value] = field(repr=False)

    @property
    def settled(self) -> bool:
        """Can going on with measuring no more bring an answer that is not there?"""
        return settled(self.found)


def settled(found: Standing | NoScore) -> bool:
    """Is there an answer, or none that more measurements can bring?"""
    if isinstance(found, NoScore):
        return found.reason.kind not in _MORE_WILL_TELL
    return found.answer != "open" or found.weeks_needed is None


@lru_cache(maxsize=256)
def aim_of(declared: Declared) -> Aim:
    """What is expected of a series, as its field declares it."""
    from prodia.psychometrics.progress import Aim  # a case without a series does without

    names = (
        "direction confidence per_week clock same_day goal_rate goal goal_day first_n anchor standstill see "
        "norm forms"
    ).split()
    free = tuple((one.from_, one.to or one.from_) for one in declared.holidays)
    return Aim(**{name: getattr(declared, name) for name in names}, holidays=free)


@lru_cache(maxsize=1024)
def reading(declared: Declared, course: Course) -> Reading:
    """What a series comes to. Equal series give equal readings, and are worked out once."""
    from prodia.psychometrics.progress import Series, standing
    from prodia.psychometrics.series import Point

    aim = aim_of(declared)
    points = tuple(Point(one.day, _number(one), one.form) for one in course.points)
    phases = tuple(one.phase for one in course.points)
    sessions = tuple((one.day, float(one.minutes)) for one in course.sessions)
    counted = [
        p for p, phase in zip(points, phases, strict=True) if declared.over is None or phase == declared.over
    ]
    found = standing(counted, aim)
    dose = dose_of(declared, course)
    return Reading(aim, Series(points, phases, sessions), found, dose, Fixed(_values(found, dose, course)))


def _number(point: PointMeasured) -> float | None:
    value = None if point.value is None else named(float(point.value))
    return value if isinstance(value, float) else None


def dose_of(declared: Declared, course: Course) -> Dose | NoScore | None:
    """The dose of help against its plan; None where no plan was recorded."""
    help = course.help
    if help is None:
        return None
    from prodia.psychometrics.dose import HelpPlan, Session, summary

    per_week, least = float(help.sessions_per_week), declared.school_days_for_a_week
    plan = HelpPlan(help.from_, help.to, per_week, float(help.minutes), least)
    held = [Session(s.day, float(s.minutes), s.steps_done, s.steps_total) for s in course.sessions]
    return summary(plan, held, aim_of(declared).holidays)


# What conditions read under one name and a standing has under another.
_OWN = "n weeks rate rate_low rate_high level gap goal_rate weeks_needed".split()
FIGURES = {name: name for name in _OWN} | {
    "day": "last_day",
    "true_gain_probability": "p_progress",
    "short_of_goal_probability": "p_short_of_goal",
}


def _values(found: Standing | NoScore, dose: Dose | NoScore | None, course: Course) -> dict[str, Value]:
    """Every value that a condition reads; what is not there, with the reason."""
    known: dict[str, object] = dose_values(dose, course)
    if not isinstance(found, NoScore):
        known |= {part: getattr(found, figure) for part, figure in FIGURES.items()}
        known["answer"] = None if found.answer == "open" else found.answer
    later = (
        frozenset() if settled(found) else {"answer"} if not isinstance(found, NoScore) else set(PARTS) - DOSE
    )
    values: dict[str, Value] = {}
    for name, type in PARTS.items():
        value = named(known.get(name))  # type: ignore[arg-type]
        if isinstance(value, dt.date | str | float) and type.admits(value):
            values[name] = value
        else:
            values[name] = Missing.NOT_YET if name in later else Missing.UNKNOWN
    return values


def dose_values(dose: Dose | NoScore | None, course: Course) -> dict[str, object]:
    """What conditions read of the help: against a plan, or what was held where none was recorded."""
    if dose is not None and not isinstance(dose, NoScore):
        return {
            "sessions": dose.sessions_held,
            "dose_minutes": dose.minutes_held,
            "dose_weeks": dose.weeks_with_help,
            "held": 100 * dose.share_minutes,
            "longest_gap": dose.longest_gap_school_days,
            "fidelity": None if dose.fidelity is None else 100 * dose.fidelity,
        }
    if not course.sessions:
        return {}
    return {
        "sessions": len(course.sessions),
        "dose_minutes": sum(s.minutes for s in course.sessions),
        "dose_weeks": len({s.day.isocalendar()[:2] for s in course.sessions}),
    }
