"""How sure: of one case, of a protocol in a population, and pupils who do not respond to help.

The pupils stand at percentile 5 and stay there. Two percentiles call them better in most cases; a series does
so as often as it is declared to be wrong. Beside it stands what that costs: how many who do grow are told so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from prodia.batch.accuracy import Population, accuracy
from prodia.case.state import State
from prodia.content import load, shipped
from prodia.psychometrics.progress import ANSWERS, Measurements, standings
from prodia.scoring.normal import quantile
from prodia.scoring.score import NoScore
from prodia.store.casefile import read_case
from tests.aims import aim
from tests.bench.timing import Pace, Row, measure

RELIABILITY, SEE, WEEKS = 0.9, 6.0, (6, 10, 15, 20)
AIM = aim(confidence=0.95, goal_rate=1.0)


def pupils(count: int, weeks: int, rate: float, seed: int = 5) -> Measurements:
    """One measurement a week of so many pupils who all grow at one rate."""
    week = np.tile(np.arange(weeks), count)
    values = 30 + rate * week + np.random.default_rng(seed).normal(0, SEE, count * weeks)
    return Measurements(count, np.arange(count).repeat(weeks), 739_000 + 7 * week, values)


def told(count: int, weeks: int, rate: float) -> dict[str, float]:
    """The share of each answer."""
    found = standings(pupils(count, weeks, rate), AIM)
    assert not isinstance(found, NoScore)
    shares = np.bincount(found.answers + 1, minlength=len(ANSWERS) + 1)[1:] / count
    return dict(zip(ANSWERS, shares.tolist(), strict=True))


def gained(count: int, weeks: int) -> float:
    """Of pupils who do not respond, the share told as having gained."""
    shares = told(count, weeks, AIM.standstill)
    return shares["progress"] + shares["slow"]


def better_score(count: int, seed: int = 5) -> float:
    """Of pupils at percentile 5 who stay where they are, the share with a better second percentile."""
    z = quantile(0.05)
    dice = np.random.default_rng(seed)
    second = RELIABILITY * z + np.sqrt(1 - RELIABILITY**2) * dice.normal(0, 1, count)
    return float((second > z).mean())


def rows(pace: Pace) -> Iterator[Row]:
    catalogue = load().catalogue
    path = shipped() / "lezen-spellen" / "3.0.0" / "cases" / "stilstand.yaml"
    case = read_case(path, catalogue)
    days = iter(range(1, 1_000_000))

    def fresh() -> object:
        day = case.state.day + dt.timedelta(next(days) % 30)
        return State(case.plan, case._history, day).certainty("dyslexie")

    note = (
        "4,000 second days and true scores of three tests, through the protocol itself; nothing remembered."
    )
    yield measure("how sure one shipped case is", fresh, {}, pace, target="certainty", note=note)
    people = Population(
        answers={"domein": "lezen"}, correlation=0.6, true="same_percentile", n=max(1000, pace.rows), seed=1
    )
    yield measure(
        f"the accuracy of the reading protocol, {max(1000, pace.rows):,} pupils",
        lambda: accuracy(case.plan, people),
        {},
        pace,
        target="accuracy",
        note="Five tests, each taken twice beside its true score; every criterion and decision.",
    )
    count = max(1000, pace.rows // 10)
    false = ", ".join(f"{100 * gained(count, w):.1f} % after {w} weeks" for w in WEEKS)
    power = ", ".join(f"{100 * told(count, w, 1.0)['progress']:.0f} % after {w}" for w in WEEKS)
    yield measure(
        f"{count:,} pupils who do not respond, measured {WEEKS[-1]} weeks",
        lambda: gained(count, WEEKS[-1]),
        {},
        pace,
        note=(
            f"Told as gained: of two percentiles (reliability {RELIABILITY}) "
            f"{100 * better_score(count):.1f} %; of a series at 95 % {false}. The cost: of those at the "
            f"goal, 1 a week with an error of {SEE:g}, are told as progress {power}."
        ),
    )
