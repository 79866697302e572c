"""Vector operations on several scores, moments or people: a row for each, as in operations.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from prodia.psychometrics import accuracy as acc
from prodia.psychometrics import (
    agreement,
    change,
    composites,
    differences,
    multiplicity,
    reliability,
    single_case,
)
from prodia.scoring import error
from tests.scoring.shipped import In


def covariance(i: In) -> Any:
    found = composites.composite_covariance(np.array(i["R"]), np.array(i["weights"]))
    return {"cov": found.tolist(), "r": float(composites.composite_correlation(found)[0, 1])}


def two_scores(i: In) -> Any:
    d = differences.difference(
        i["x"],
        i["y"],
        sd=i["sd"],
        reliability_x=i["rxx"],
        reliability_y=i["ryy"],
        correlation=i["rxy"],
        level=i["level"],
    )
    return {
        "d": d.d,
        "sd_d": d.sd_d,
        "r_dd": d.reliability,
        "p_reliable": d.reliable,
        "base_rate_two_sided": d.base_rate,
        "ci": [d.interval.low, d.interval.high],
    }


def discrepancy(i: In) -> Any:
    d = differences.regression_discrepancy(
        i["predictor"], i["outcome"], correlation=i["rxy"], mean=i["mean"], sd=i["sd"]
    )
    base = {"base_rate_pct": d.base_rate}
    return {"predicted": d.predicted, "discrepancy": d.discrepancy, "se": d.se, "z": d.z} | base


def control(i: In) -> tuple[Any, ...]:
    return i["case"], i["mean"], i["sd"], i["n"]


def against(i: In) -> Any:
    found = single_case.crawford_howell(*control(i))
    return {"t": found.t, "df": found.df, "p_one": found.p_below, "pct_below": found.percent_below}


def rare(i: In) -> Any:
    found = single_case.rarity(*control(i), level=0.95)
    pair = [found.percent_low, found.percent_high]
    return {"zcc": found.zcc, "ci_zcc": [found.low, found.high], "ci_pct": pair}


def tasks(i: In, which: Callable[..., single_case.Dissociation]) -> Any:
    found = which(*(tuple(i[name]) for name in ("case", "mean", "sd")), i["r"], i["n"])
    return {"t": found.t, "t_abs": abs(found.t), "p_two": found.p_two, "zdcc": found.zdcc}


def each(i: In, index: Callable[[Any, Any], Any]) -> Any:
    """Arrays in, an array out."""
    return index(np.array(i["pre"], float), np.array(i["post"], float)).tolist()


def jacobson(i: In) -> Any:
    return {
        "se": error.sem(i["sd_pre"], i["rxx"]),
        "s_diff": change.se_difference(i["sd_pre"], i["rxx"]),
        "rci": change.jacobson_truax(i["pre"], i["post"], i["sd_pre"], i["rxx"]),
    }


def kotsch(i: In) -> Any:
    """The vector has one spread for both moments."""
    sd = i["sd_pre"]
    return each(
        i,
        lambda x, y: change.nunnally_kotsch(
            x, y, sd, i["rxx"], i["m_pre"], sd_post=sd, reliability_post=i["r_post"]
        ),
    )


def alpha(i: In) -> Any:
    found = reliability.alpha(data(i), missing=i.get("nan_policy", "listwise"), level=0.95)
    assert isinstance(found, reliability.Alpha)
    return {"alpha": found.alpha, "ci_feldt": [found.low, found.high]}


def data(i: In) -> Any:
    return np.array(i["data"], dtype=float)


def icc(i: In) -> Any:
    found = agreement.icc(data(i))
    assert isinstance(found, agreement.Icc)
    names = ("ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k")
    return {name: getattr(found, name.lower()) for name in names}


def diagnostic(i: In) -> Any:
    f = acc.accuracy(acc.Counts(**i))
    names = {"lr_pos": f.lr_positive, "lr_neg": f.lr_negative, "dor": f.odds_ratio}
    same = ("sensitivity", "specificity", "ppv", "npv", "accuracy", "youden", "prevalence")
    return names | {name: getattr(f, name) for name in same}


COMPARISONS: dict[str, Callable[[In], Any]] = {
    "composite.from_subtests": lambda i: composites.composite(
        i["x"], i["R"], mean_x=i["mean_x"], sd_x=i["sd_x"], mean=i["mean"], sd=i["sd"]
    ),
    "composite.covariance": covariance,
    "composite.reliability_mosier": lambda i: composites.mosier(i["rel"], i["R"]),
    "difference.reliable_and_base_rate": two_scores,
    "difference.se_and_critical": lambda i: {
        "se": differences.se_difference(i["sem_a"], i["sem_b"]),
        "critical": differences.critical_difference(i["sem_a"], i["sem_b"], z=i["k"]),
    },
    "difference.se_deviation_from_own_mean": lambda i: list(differences.se_from_own_mean(i["sem"])),
    "difference.regression_discrepancy": discrepancy,
    "single_case.crawford_howell": against,
    "single_case.ci_zcc_and_rarity": rare,
    "single_case.rsdt": lambda i: tasks(i, single_case.rsdt),
    "single_case.udt": lambda i: tasks(i, single_case.udt),
    "multiplicity.at_least_one_independent": lambda i: multiplicity.at_least_one_independent(i["k"], i["p"]),
    "multiplicity.bonferroni_critical_z": lambda i: multiplicity.bonferroni_critical(
        i["k"], i["alpha"], i["tails"]
    ),
    "multiplicity.base_rate_mvn": lambda i: multiplicity.at_least(
        multiplicity.low_score_base_rates(np.array(i["R"]), i["cut_z"]), 1
    ),
    "change.rci_jacobson_truax": jacobson,
    "change.rci_jt": lambda i: each(i, lambda x, y: change.jacobson_truax(x, y, i["sd_pre"], i["rxx"])),
    "change.rci_gln": lambda i: each(
        i, lambda x, y: change.gulliksen_lord_novick(x, y, i["sd_pre"], i["rxx"], i["m_pre"])
    ),
    "change.rci_hll": lambda i: each(
        i, lambda x, y: change.hsu_linn_lord(x, y, i["sd_pre"], i["rxx"], i["m_pre"], i["m_post"])
    ),
    "change.rci_en": lambda i: each(
        i, lambda x, y: change.edwards_nunnally(x, y, i["sd_pre"], i["rxx"], i["m_pre"])
    ),
    "change.rci_nk": kotsch,
    "change.rci_practice_corrected": lambda i: {
        "sed": differences.se_difference(i["sem1"], i["sem2"]),
        "rci": change.practice_corrected(i["pre"], i["post"], i["mean_practice"], i["sem1"], i["sem2"]),
    },
    "change.cutoff_abc": lambda i: (lambda c: {"a": c.a, "b": c.b, "c": c.c})(
        change.cutoffs(i["m_clinical"], i["sd_clinical"], i["m_functional"], i["sd_functional"])
    ),
    "reliability.cronbach_alpha": alpha,
    "reliability.cronbach_alpha_pairwise_missing": alpha,
    "reliability.cronbach_alpha_std": lambda i: reliability.standardized_alpha(data(i), missing="listwise"),
    "reliability.spearman_brown": lambda i: reliability.spearman_brown(i["r"], i["n"]),
    "reliability.omega_total_from_loadings": lambda i: reliability.omega_total(i["loadings"]),
    "agreement.icc": icc,
    "agreement.kappa": lambda i: agreement.kappa(np.array(i["table"])),
    "agreement.kappa_weighted": lambda i: agreement.weighted_kappa(np.array(i["table"]), i["weights"]),
    "diagnostic.accuracy": diagnostic,
    "diagnostic.ci_clopper_pearson": lambda i: list(acc.clopper_pearson(i["x"], i["n"], level=i["level"])),
    "diagnostic.ci_wilson": lambda i: list(acc.wilson(i["x"], i["n"], level=i["level"])),
    "diagnostic.ppv_npv_at_prevalence": lambda i: dict(
        zip(("ppv", "npv"), acc.predictive_values(i["sens"], i["spec"], i["prev"]), strict=True)
    ),
}
