"""The record of a growth score: what came out, of which norms, by which formula, or why nothing did."""

# `REASONS` and `FORMULAS` are tuples because a column holds their numbers.

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import get_args

from prodia.language.arrays import Array
from prodia.model.norms import AgeConvention, GrowthNorms, Method, NearZero
from prodia.problems import Kind, Problem
from prodia.problems import norms as kinds

CONVENTION: AgeConvention = "days / 30.4375"

FORMULAS: tuple[Method, ...] = get_args(Method)
_WARNINGS: dict[Method, Kind] = {
    "restricted": kinds.RESTRICTED,
    "modified": kinds.MODIFIED,
    "extended": kinds.EXTENDED,
}
REASONS = (kinds.NO_CURVE, kinds.AGE_MISSING, kinds.AGE_OUTSIDE, kinds.NO_MEASURE, kinds.NO_NUMBER)
SCORED = -1


@dataclass(frozen=True, slots=True)
class GrowthScore:
    """One measure of one child against growth norms.

    ``z`` is None where there is no score; ``reason`` then says why. ``percentile`` (0-100) is None with a
    formula that has none. ``percent_of_median`` is 100 value / ``median``: of a BMI, the weight index.
    ``method`` was asked, ``formula`` was used for this measure. ``norms`` is id@version.
    """

    measure: str
    sex: str | None
    unit: str
    value: float | None
    age_months: float | None
    z: float | None
    percentile: float | None
    percent_of_median: float | None
    median: float | None
    norms: str
    digest: str
    method: Method
    formula: Method | None
    near_zero: NearZero
    reason: Problem | None = None
    warnings: tuple[Problem, ...] = ()
    age_convention: str = CONVENTION


@dataclass(frozen=True, slots=True, eq=False)
class GrowthColumns:
    """The scores of many children, in their order; ``columns[i]`` is the :class:`GrowthScore` of one.

    Float arrays, ``nan`` where there is none. ``formula`` numbers :data:`FORMULAS`, ``reason``
    :data:`REASONS`; both are -1 for none.
    """

    measure: str
    norms: GrowthNorms
    method: Method
    sex: Array
    value: Array
    age_months: Array
    z: Array
    percentile: Array
    percent_of_median: Array
    median: Array
    formula: Array
    reason: Array

    def __len__(self) -> int:
        return len(self.z)

    def __getitem__(self, row: int) -> GrowthScore:
        numbers = (self.z, self.percentile, self.percent_of_median, self.median)
        return record(
            self.norms,
            self.measure,
            self.method,
            self.sex[row] or None,
            float(self.value[row]),
            float(self.age_months[row]),
            tuple(float(column[row]) for column in numbers),
            int(self.formula[row]),
            int(self.reason[row]),
        )


def record(
    norms: GrowthNorms,
    measure: str,
    method: Method,
    sex: str | None,
    value: float,
    age: float,
    numbers: tuple[float, ...],
    formula: int,
    reason: int,
) -> GrowthScore:
    curves = [c for c in norms.curves if c.measure == measure]
    curve = norms.curve(measure, sex or "") or curves[0]
    z, percentile, percent, median = map(_known, numbers)
    used = FORMULAS[formula] if formula >= 0 else None
    said = {
        "norms": f"{norms.id}@{norms.version}",
        "measure": measure,
        "unit": curve.unit,
        "first": f"{curve.first:g}",
        "last": f"{curve.last:g}",
        "known": ", ".join(c.sex for c in curves),
    }
    tail = norms.tail(measure, curve.sex)
    if tail is not None:
        said["percentile"] = f"{tail.percentile:g}"
    warning = _WARNINGS.get(used) if used else None
    return GrowthScore(
        measure=measure,
        sex=sex,
        unit=curve.unit,
        value=_known(value),
        age_months=_known(age),
        z=z,
        percentile=percentile,
        percent_of_median=percent,
        median=median,
        norms=said["norms"],
        digest=norms.digest,
        method=method,
        formula=used,
        near_zero=curve.near_zero,
        reason=Problem(REASONS[reason], **said) if reason >= 0 else None,
        warnings=(Problem(warning, **said),) if warning else (),
    )


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number
