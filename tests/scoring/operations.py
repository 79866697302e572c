"""One row per operation of the scoring vectors: from the inputs of a vector to the public functions.

Nothing is worked out here; a row only names the inputs and picks from the record what the vector holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np

from prodia.psychometrics import ranks
from prodia.scoring import ages, error, lms, raw, scales, zones
from prodia.scoring import normmodels as continuous
from prodia.scoring import normmodels as norms
from prodia.scoring import stopping as basal
from prodia.scoring.missing import MissingRule
from prodia.scoring.normal import rounded
from prodia.scoring.reasons import NoScore
from tests.scoring import swan, who
from tests.scoring.comparisons import COMPARISONS
from tests.scoring.shipped import INSTRUMENTS, In, Refused


def none_if_refused(found: Any) -> Any:
    return None if isinstance(found, NoScore) else found


def numbered(items: list[Any]) -> dict[str, Any]:
    """Answers by id; the vectors number items from 1."""
    return {f"q{i:03}": x for i, x in enumerate(items, 1)}


def keys_for(i: In, items: list[Any]) -> dict[str, raw.Key]:
    given = [x for x in items if x is not None]
    low, high = i.get("min", 0), i.get("max", max([*given, 1]))
    back = set(i.get("reverse", ()))
    return {f"q{n:03}": raw.Key(low, high, reverse=n in back) for n in range(1, len(items) + 1)}


def summed(i: In, rule: MissingRule) -> raw.RawScore:
    return raw.add(numbered(i["items"]), keys_for(i, i["items"]), rule)


def prorate_half_up(i: In) -> Any:
    if "items" in i:
        return summed(i, MissingRule("prorate_half_up", least_answered=i["min_answered"])).value
    rule = MissingRule("prorate_half_up", most_missing=i["max_missing"])
    found = raw.of_sum(i["sum_completed"], i["n_completed"], i["n_items"], rule)
    return {"prorated": found.unrounded, "rounded": found.value}


def mean(i: In) -> Any:
    return summed(i, MissingRule("mean_available", least_answered=1)).value


def administered(i: In, rules: basal.StopRules) -> basal.Administration:
    before = i.get("start_item", 1) - 1
    ids = [f"q{n:03}" for n in range(1, before + len(i["scores"]) + 1)]
    scores = dict(zip(ids[before:], i["scores"], strict=True))
    return basal.administer(ids, scores, ids[before], rules)


def stopped(i: In) -> Any:
    found = administered(i, basal.StopRules(discontinue=i["n"], full=i.get("credit_per_item", 1)))
    return {"raw": found.raw, "last_index": len(found.administered) - 1}


def window(i: In) -> Any:
    """The vector counts items from 1, up to the one that stopped the test."""
    return len(administered(i, basal.StopRules(window=(i["misses"], i["span"]))).administered)


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


def raw_to_t(i: In) -> Any:
    bands = norms.AgeBands((tuple(i["table_ages"]),))
    table = norms.NormTable(tuple(map(float, i["table"])), tuple(map(float, i["table"].values())))
    found = [
        None if isinstance(norms.band_at(age, bands), NoScore) else none_if_refused(norms.derived(r, table))
        for r, age in zip(i["raw"], i["age"], strict=True)
    ]
    return found


def no_such_rule(i: In) -> Any:
    """A mean times k after any number of answers: a prorating rule without a limit can not be made."""
    try:
        rule = MissingRule("prorate_sum", least_answered=i["min_answered"])
    except ValueError:
        raise Refused from None
    return summed(i, rule).value


def complete_only(i: In) -> Any:
    """A sum of whatever was answered: no rule does that; the one that adds only what is there refuses."""
    found = summed(i, MissingRule("refuse"))
    if found.value is None and found.reason is not None:
        raise Refused
    return found.value


OPERATIONS: dict[str, Callable[[In], Any]] = (
    INSTRUMENTS
    | COMPARISONS
    | {
        "raw_score.prorate_half_up": prorate_half_up,
        "raw_score.person_mean_sum": lambda i: (
            summed(i, MissingRule("prorate_sum", most_fraction=i["max_missing_fraction"])).value
        ),
        "raw_score.pomp_0_100": lambda i: raw.pomp(mean(i), i["min"], i["max"]),
        "raw_score.reverse_prorate": lambda i: summed(i, MissingRule("prorate_sum", most_fraction=0.5)).value,
        "raw_score.mean_available": mean,
        "raw_score.rounded_person_mean_imputation": lambda i: (
            summed(i, MissingRule("rounded_person_mean", most_missing=i["max_missing"])).value
        ),
        "raw_score.reverse": lambda i: raw.reverse(np.array(i["values"]), i["min"], i["max"]).tolist(),
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
        "criterion.achievement": lambda i: zones.below(i["percentile"], i["cut"], inclusive=i["inclusive"]),
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
        "norms.age_band_lookup": lambda i: none_if_refused(
            norms.band_at(
                i["age_completed_months"], norms.AgeBands(tuple(map(tuple, i["bands_completed_months"])))
            )
        ),
        "norms.raw_to_T_lookup": raw_to_t,
        "norms.cnorm_predict_raw": lambda i: continuous.raw_of_norm(i["norm"], i["age"], cnorm(i)),
        "norms.cnorm_predict_norm": lambda i: continuous.norm_of_raw(i["raw"], i["age"], cnorm(i)),
    }
)
