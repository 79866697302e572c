"""One row per operation of the vectors of progress and certainty: from its inputs to the public functions.

Nothing is worked out here. A reason why there is no figure comes out as ``{"refused": word}``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from prodia.psychometrics import (
    certainty,
    change,
    classification,
    dose,
    goals,
    overlap,
    rules_of_scores,
    series,
)
from prodia.psychometrics.refusals import declared as must
from prodia.psychometrics.refusals import gives_reasons, word
from prodia.scoring.score import NoScore

In = Mapping[str, Any]
THEIRS = {"low": "lo", "high": "hi"}


def out(found: Any) -> Any:
    """Records as plain dictionaries under the names of the vectors."""
    if isinstance(found, NoScore):
        return {"refused": word(found)}
    if is_dataclass(found) and not isinstance(found, type):
        return {THEIRS.get(name, name): value for name, value in asdict(found).items()}
    return found


def lists(found: Any) -> Any:
    """Tuples as the lists that JSON has."""
    if isinstance(found, Mapping):
        return {name: lists(value) for name, value in found.items()}
    return [lists(value) for value in found] if isinstance(found, tuple | list) else found


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def days(i: In) -> list[tuple[dt.date, dt.date]]:
    return [(day(a), day(b)) for a, b in i.get("holidays", ())]


def weeks(i: In, name: str = "dates") -> list[float]:
    """Weeks as given, or by the dates from the first of the series."""
    if "weeks" in i:
        return list(i["weeks"])
    zero = day(i["origin"]) if i.get("origin") else min(map(day, i["dates"]))
    return [series.weeks_between(zero, day(one)) for one in i[name]]


def some(i: In, *names: str, **renamed: str) -> dict[str, Any]:
    """Those of the inputs that are there, by the name of the function."""
    found = {name: i[name] for name in names if i.get(name) is not None}
    return found | {ours: i[theirs] for ours, theirs in renamed.items() if i.get(theirs) is not None}


def line(function: Callable[..., Any], *names: str) -> Callable[[In], Any]:
    return lambda i: function(weeks(i), i["values"], **some(i, *names))


def prepare(i: In) -> Any:
    points = [
        series.Point(day(p["date"]), p.get("value"), p.get("form", p.get("instrument"))) for p in i["points"]
    ]
    given: dict[str, Any] = some(i, "same_day", "clock", "forms")
    if i.get("origin"):
        given["origin"] = day(i["origin"])
    found = series.prepare(points, holidays=days(i), **given)
    return {"series": {form: out(one) for form, one in found.items()}} if isinstance(found, dict) else found


def given_see(i: In) -> Any:
    names = "see", "level", "goal_rate", "confidence", "direction"
    return series.given_see(weeks(i), i.get("values"), **some(i, *names))


def goal_line(i: In) -> Any:
    at = weeks({**i, "dates": i["dates"]}) if "dates" in i else list(i["weeks"])
    zero = {"dates": i.get("dates", ()), "origin": i.get("origin")}
    goal = weeks({**zero, "at": [i["goal_date"]]}, "at")[0] if i.get("goal_date") else i.get("goal_week")
    asked = weeks({**zero, "at": i["at_dates"]}, "at") if i.get("at_dates") else i.get("at_weeks", [])
    given = some(i, "first_n", "anchor", "goal")
    return goals.goal_line(at, i["values"], goal_week=goal, at_weeks=asked, **given)


def moments(i: In) -> list[float]:
    return [i[name] for name in ("norm_start", "norm_end", "pupil_start", "pupil_end")]


@gives_reasons
def seeded(i: In) -> None:
    """A simulation that is asked for needs a seed, also where the answer is exact."""
    if i.get("simulation"):
        must(seed=i.get("seed"))


def false_alarm_ar1(i: In) -> Any:
    return seeded(i) or goals.false_alarm_ar1(**some(i, "n", "k", "phi", "shift"))


def phases(function: Callable[..., Any], *names: str) -> Callable[[In], Any]:
    return lambda i: function(i["a"], i["b"], **some(i, "direction", *names))


def all_but(function: Callable[..., Any], *first: str) -> Callable[[In], Any]:
    """What is first by place, the rest by name; what is not there is not declared."""

    @gives_reasons
    def row(i: In) -> Any:
        must(**{name: i.get(name) for name in first})
        rest = {name: value for name, value in i.items() if name not in first and value is not None}
        return function(*(i[name] for name in first), **rest)

    return row


def dosed(i: In) -> Any:
    plan = i["plan"]
    numbers = (plan.get(name) for name in ("sessions_per_week", "minutes", "school_days_for_a_week"))
    held = [dose.Session(**{**s, "date": day(s["date"])}) for s in i["sessions"]]
    return dose.summary(dose.HelpPlan(day(plan["start"]), day(plan["end"]), *numbers), held, days(i))


def stability(i: In) -> Any:
    rules = [
        certainty.OutcomeRule(rule["outcome"], tuple((a, b, c) for a, b, c in rule.get("if", ())))
        for rule in i["rules"]
    ]
    tests = [certainty.Measured(**test) for test in i["tests"]]
    drawn = (i.get("simulation") or {}).get("n")
    return seeded(i) or certainty.outcome_stability(tests, rules, n=drawn, **some(i, "r", "seed"))


def livingston_lewis(i: In) -> Any:
    given = some(i, "l", "u", "alpha", "beta", "n", "cut", "round_length")
    if i.get("moments"):
        given["moments"] = classification.Moments(**i["moments"])
    return classification.livingston_lewis(**given)


def rudner(i: In) -> Any:
    sems = i["sems"] if isinstance(i["sems"], list) else [i["sems"]] * len(i["scores"])
    return classification.rudner(i["scores"], sems, **some(i, "cut", "weights"))


def told(row: Callable[[In], Any]) -> Callable[[In], Any]:
    return lambda i: lists(out(row(i)))


OVERLAPS = (
    "pnd pem pand_fewest_removed pand_sort ird_robust nap tau tau_u_parker tau_u_minus_a_all_pairs "
    "tau_u_minus_a_tau_b"
).split()
RULES = "one_cut k_in_row k_of_n mean_of_k two_tests two_constructs gated".split()

PROGRESS: dict[str, Callable[[In], Any]] = {
    name: told(row)
    for name, row in {
        "series.prepare": prepare,
        "series.ols": line(series.ols, "level"),
        "series.given_see": given_see,
        "series.theil_sen": line(series.theil_sen, "level"),
        "series.tukey_three_group": line(series.tukey_three_group, "variant"),
        "series.split_middle": line(series.split_middle, "odd"),
        "series.goal_line": goal_line,
        "series.rates": lambda i: goals.rates(*moments(i), weeks_between=i["weeks_between"]),
        "series.gap": lambda i: goals.gap(
            *moments(i), **some(i, "weeks_between", "direction", "close_in_weeks")
        ),
        "series.point_rule": all_but(goals.point_rule, "values", "aim"),
        "series.false_alarm": all_but(goals.false_alarm, "p"),
        "series.false_alarm_ar1": false_alarm_ar1,
        "series.weeks_needed": all_but(goals.weeks_needed),
        "series.weeks_still_needed": lambda i: goals.weeks_still_needed(
            weeks(i), **some(i, "see", "per_week", "layout", "rate_a", "rate_b", "confidence", "power")
        ),
        "series.dual_discrepancy": line(goals.dual_discrepancy, "level_cut", "rate_cut", "see", "direction"),
        "series.dual_discrepancy_peers": all_but(goals.dual_discrepancy_peers),
        "change.conditional": all_but(change.conditional, "pre", "post"),
        "change.rise_by_chance": lambda i: one("p", all_but(change.rise_by_chance, "pre_percentile")(i)),
        "change.true_gain": all_but(change.true_gain, "pre", "post"),
        **{f"overlap.{name}": phases(getattr(overlap, name)) for name in OVERLAPS},
        "overlap.tau_baseline_corrected": phases(
            overlap.tau_baseline_corrected, "correct", "tau", "continuity", "alpha"
        ),
        "overlap.kendall_tau_b": all_but(overlap.kendall_tau_b, "x", "y"),
        "effect.smd_within": phases(overlap.smd_within, "sd", "small_sample"),
        "effect.lrr": phases(overlap.lrr, "bias_correct"),
        "dose.summary": dosed,
        "certainty.true_below": all_but(certainty.true_below, "x", "cut"),
        "certainty.next_below": all_but(certainty.next_below, "x", "cut"),
        **{f"certainty.{name}": all_but(getattr(rules_of_scores, name)) for name in RULES},
        "certainty.effective_length": lambda i: classification.effective_length(classification.Moments(**i)),
        "certainty.livingston_lewis": livingston_lewis,
        "certainty.rudner": rudner,
        "certainty.predictive_values": all_but(certainty.predictive_values, "sensitivity", "specificity"),
        "certainty.post_test": all_but(certainty.post_test, "likelihood_ratios"),
        "certainty.interval_ratios": all_but(certainty.interval_ratios, "with", "without"),
        "certainty.outcome_stability": stability,
        "certainty.simulation_error": all_but(certainty.simulation_error, "p", "n"),
        "certainty.one_more_test": all_but(certainty.one_more_test, "x", "cut"),
    }.items()
}


def one(name: str, found: Any) -> Any:
    """A single figure that the vector holds under a name."""
    return found if isinstance(found, NoScore) else {name: found}
