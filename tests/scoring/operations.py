"""One row per operation of both vector files: from the inputs of a vector to the public functions.

Nothing is worked out here; a row only names the inputs and picks from the record what the vector holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np

from prodia.model.instrument import MissingAnswers, Stop
from prodia.model.norms import NormRow, Printed
from prodia.psychometrics import ranks
from prodia.scoring import error, lms, raw, scales
from prodia.scoring import normmodels as continuous
from prodia.scoring import norms as zones
from prodia.scoring import person as ages
from prodia.scoring import stopping as basal
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.normal import rounded
from prodia.scoring.norms import NormSet
from prodia.scoring.person import People, Person
from prodia.scoring.score import NoScore, Score
from tests.scoring import swan, who
from tests.scoring.comparisons import COMPARISONS
from tests.scoring.made import columns_of, instrument, norms
from tests.scoring.progressing import PROGRESS
from tests.scoring.shipped import INSTRUMENTS, In, Refused


def numbered(items: list[Any]) -> dict[str, Any]:
    """Answers by id; the vectors number items from 1."""
    return {f"q{i:03}": x for i, x in enumerate(items, 1)}


def made_scale(i: In, how: str, missing: dict[str, Any]) -> ScoringKey:
    """One scale of the items of a vector, as an author would state it."""
    given = [x for x in i["items"] if x is not None]
    low, high = i.get("min", 0), i.get("max", max([*given, 1]))
    items = {name: {"answers": f"{low}..{high}"} for name in numbered(i["items"])}
    scale = {"title": "s", "items": [*items], "score": how, "missing": missing}
    return ScoringKey.of(instrument(items, {"s": scale}, reverse=[f"q{n:03}" for n in i.get("reverse", ())]))


def added(i: In, how: str, missing: dict[str, Any]) -> Score:
    """Its score, which one person and a column of one have alike."""
    key, answers = made_scale(i, how, missing), numbered(i["items"])
    one = key.score(answers)["s"]
    many = score_columns(key, columns_of(key.instrument, [answers]), People(1))["s"]
    assert one == many.record(0)
    return one


def prorate_half_up(i: In) -> Any:
    if "items" in i:
        return added(i, "sum", {"rule": "prorate_half_up", "least_answered": i["min_answered"]}).raw
    rule = MissingAnswers(rule="prorate_half_up", most_missing=i["max_missing"])
    found = raw.of_sum(i["sum_completed"], i["n_completed"], i["n_items"], rule)
    return {"prorated": found.unrounded, "rounded": found.value}


def mean(i: In, how: str = "mean") -> Any:
    return added(i, how, {"rule": "mean_available", "least_answered": 1}).raw


def prorated(i: In, fraction: float) -> Any:
    return added(i, "sum", {"rule": "prorate_sum", "most_fraction": fraction}).raw


def reversed_points(i: In) -> list[float]:
    """What each answer to a reversed item counts."""
    key = made_scale({"items": [None], "reverse": [1], **i}, "sum", {"rule": "refuse"})
    return [key.by_item["q001"][answer] for answer in i["values"]]


def administered(i: In, rules: Stop) -> basal.Administration:
    before = i.get("start_item", 1) - 1
    ids = [f"q{n:03}" for n in range(1, before + len(i["scores"]) + 1)]
    scores = dict(zip(ids[before:], i["scores"], strict=True))
    return basal.administer(ids, scores, ids[before], rules)


def stopped(i: In) -> Any:
    found = administered(i, Stop(discontinue=i["n"], full=float(i.get("credit_per_item", 1))))
    return {"raw": found.raw, "last_index": len(found.administered) - 1}


def window(i: In) -> Any:
    """The vector counts items from 1, up to the one that stopped the test."""
    return len(administered(i, Stop(misses=i["misses"], in_a_row_of=i["span"])).administered)


def aged(i: In, how: Callable[[dt.date, dt.date], ages.Age | NoScore]) -> Any:
    age = how(dt.date(*i["birth"]), dt.date(*i["test"]))
    assert isinstance(age, ages.Age)
    return [age.years, age.months, age.days]


def family(i: In) -> Any:
    z = scales.z_of_raw(i["raw"], i["mean"], i["sd"])
    return {
        "z": z,
        "T": scales.LINEAR["T"].of_z(z),
        "stanine": scales.band_of_z(z, scales.SCALES["stanine"]),
        "NCE": scales.LINEAR["NCE"].of_z(z),
        "percentile": scales.percentile_of_z(z),
    }


def linear(i: In) -> Any:
    assert "nearest" == i["rounding"]
    found = scales.convert(i["x"], scales.Linear(i["mean"], i["sd"]), scales.LINEAR[i["to"]])
    return rounded(found, "half up", i["digits"])


def banded(i: In, name: str) -> Any:
    assert "lower bound inclusive" == i["boundary"]
    return scales.band_of_z(i["z"], scales.SCALES[name])


def around(i: In, kind: error.IntervalKind) -> error.Interval[float]:
    return error.interval(
        i["x"], kind=kind, level=i["level"], mean=i.get("mean", 0), sd=i["sd"], reliability=i["rxx"]
    )


def true_score(i: In) -> Any:
    found = around(i, "true SEE")
    three = [found.low, found.centre, found.high]
    return {"see": found.error, "ci": three, "t": found.centre, "lo": found.low, "hi": found.high}


def observed(i: In) -> Any:
    found = around(i, "observed")
    return {"sem": found.error, "ci": [found.low, found.centre, found.high]}


def multivariate(i: In) -> Any:
    found = error.true_scores(np.array(i["x"]), np.array(i["R"]), i["rxx"], mean=i["mean"], sd=i["sd"])
    return {"mu": found.estimates.tolist(), "see": found.errors.tolist()}


def half_width(i: In) -> Any:
    found = error.interval(0.0, kind="observed", level=i["level"], mean=0, sd=i["sd"], reliability=i["rxx"])
    return {"sem": found.error, "half": found.high}


def cnorm(i: In) -> continuous.NormPolynomial:
    held = (i.get("min_raw", 0), i.get("max_raw", 28)), (i.get("min_norm", 25), i.get("max_norm", 75))
    return continuous.polynomial(i["coefficients"], raw=held[0], norm=held[1])


def printed(bands: list[Any], table: dict[str, int]) -> NormSet:
    """A norm table with these bands in completed months, each with this score for a raw score."""
    rows = [
        NormRow("s", (first, last), (), raw=(float(x),), printed=(("T", Printed(float(t))),))
        for first, last in bands
        for x, t in table.items()
    ]
    return norms("table", rows, age="calendar", gives=["T"])


def raw_to_t(i: In) -> Any:
    found = printed([i["table_ages"]], i["table"])
    return [
        found.applied(Score(raw=x, scale="s"), Person(age_months=age)).on("T")
        for x, age in zip(i["raw"], i["age"], strict=True)
    ]


def band(i: In) -> Any:
    """The number of the band from 0."""
    bands = [tuple(b) for b in i["bands_completed_months"]]
    found = printed(bands, {"0": 50}).group("s", Person(age_months=i["age_completed_months"]))
    return None if isinstance(found, NoScore) else bands.index(found[0].band or (0, 0))


def no_such_rule(i: In) -> Any:
    """A mean times k after any number of answers: a prorating rule without a limit can not be made."""
    try:
        return added(i, "sum", {"rule": "prorate_sum", "least_answered": i["min_answered"]}).raw
    except AssertionError:
        raise Refused from None


def complete_only(i: In) -> Any:
    """A sum of whatever was answered: no rule does that; the one that adds only what is there refuses."""
    found = added(i, "sum", {"rule": "refuse"})
    if found.raw is None and found.reason is not None:
        raise Refused
    return found.raw


OPERATIONS: dict[str, Callable[[In], Any]] = (
    INSTRUMENTS
    | COMPARISONS
    | PROGRESS
    | {
        "raw_score.prorate_half_up": prorate_half_up,
        "raw_score.person_mean_sum": lambda i: prorated(i, i["max_missing_fraction"]),
        "raw_score.pomp_0_100": lambda i: mean(i, "pomp"),
        "raw_score.reverse_prorate": lambda i: prorated(i, 0.5),
        "raw_score.mean_available": mean,
        "raw_score.rounded_person_mean_imputation": lambda i: (
            added(i, "sum", {"rule": "rounded_person_mean", "most_missing": i["max_missing"]}).raw
        ),
        "raw_score.reverse": reversed_points,
        "raw_score.sum_available_unprorated": complete_only,
        "raw_score.mean_times_n_items": no_such_rule,
        "basal_ceiling.consecutive_discontinue": stopped,
        "basal_ceiling.basal_credit": stopped,
        "basal_ceiling.window_ceiling": window,
        "age.borrow30": lambda i: aged(i, ages.borrow_30),
        "age.calendar": lambda i: aged(i, ages.calendar_age),
        "age.months_rounded_15days": lambda i: ages.rounded_months(ages.Age(*i["age"], "borrow-30")),
        "age.days_to_months": lambda i: ages.days_to_months(i["days"]),
        "didactic_age.DL": lambda i: ages.didactic_age(i["grade_from_first"], i["months"], cap=60),
        "didactic_age.delay": lambda i: (lambda d: {"delay": d.months, "efficiency_pct": d.learning_return})(
            ages.delay(i["DLE"], i["DL"])
        ),
        "convert.linear": linear,
        "convert.family": family,
        "convert.z_to_percentile": lambda i: scales.percentile_of_z(i["z"]),
        "convert.z_to_stanine": lambda i: banded(i, "stanine"),
        "convert.z_to_cscore": lambda i: banded(i, "C"),
        "convert.z_to_sten": lambda i: banded(i, "sten"),
        "convert.cscale_cumulative_percent": lambda i: list(scales.cumulative_percent(scales.SCALES["C"])),
        "convert.stanine_cumulative_percent": lambda i: list(
            scales.cumulative_percent(scales.SCALES["stanine"])
        ),
        "convert.T_to_upper_tail_pct": lambda i: scales.upper_percent_of_z(
            scales.LINEAR["T"].to_z(np.array(i["T"], float))
        ).tolist(),
        "norms.regression_heteroscedastic": swan.t_score,
        "lms.who2006": lambda i: who.z("lms.who2006", dict(i)),
        "lms.who2007": lambda i: who.z("lms.who2007", dict(i)),
        "lms.z": lambda i: lms.z(i["value"], i["L"], i["M"], i["S"]),
        "growth.percent_of_median": lambda i: lms.percent_of_median(i["bmi"], i["median"]),
        "criterion.achievement": lambda i: (
            not zones.passed(i["percentile"], i["cut"], "down" if i["inclusive"] else "up")
        ),
        "percentile_rank": lambda i: ranks.percentile_rank(np.array(i["sample"]), i["score"], i["kind"]),
        "percentile_rank.plotting_position": lambda i: ranks.plotting_positions(
            np.array(i["sample"]), i["numerator"], i["denominator"]
        ).tolist(),
        "vision.logmar_to_decimal": lambda i: scales.decimal_acuity(i["logmar"]),
        "rasch.rpi": lambda i: scales.rpi(i["w"], i["ref"], i["criterion"]),
        "equivalent.age": lambda i: zones.age_equivalent(i["raw"], [tuple(r) for r in i["table"]]).low,
        "ci.true_score": true_score,
        "ci.observed": observed,
        "ci.observed_halfwidth": half_width,
        "ci.sem_halfwidth": lambda i: [error.interval_of_sem(0.0, sem=s, level=0.95).high for s in i["sem"]],
        "ci.se_prediction": lambda i: error.se_prediction(i["sd"], i["rxx"]),
        "ci.estimated_true_score": lambda i: error.estimated_true_score(i["x"], i["mean"], i["rxx"]),
        "ci.true_score_multivariate": multivariate,
        "ci.p_true_below": lambda i: error.probability_true_below(
            i["x"], i["threshold"], mean=i["mean"], sd=i["sd"], reliability=i["rxx"]
        ),
        "norms.age_band_lookup": band,
        "norms.raw_to_T_lookup": raw_to_t,
        "norms.cnorm_predict_raw": lambda i: continuous.raw_of_norm(i["norm"], i["age"], cnorm(i)),
        "norms.cnorm_predict_norm": lambda i: continuous.norm_of_raw(i["raw"], i["age"], cnorm(i)),
    }
)
