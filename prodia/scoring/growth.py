"""A child's height, weight or body-mass index against growth norms; one child, or columns of children.

A result is a record: the score and how it came about, or no score and the reason. Ages are decimal months
(:func:`prodia.scoring.person.days_to_months`), the convention of CDC and WHO; who only knows completed months
takes the middle of the month, completed + 0.5. Nothing is extrapolated and nothing is rounded.
"""

# How to think about it: `_refused`, `_at` (which finds L, M and S) and `_formula` (which makes the score of
# them) are the same code for one child and for many, over a `Face`.
# `REASONS` and `FORMULAS` are tuples because a column holds their numbers.

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

from prodia.frozen import dataclass
from prodia.language.columns import Array, np
from prodia.model.instrument import MISTAKEN
from prodia.model.norms import DAYS_PER_MONTH, AgeConvention, Curve, GrowthNorms, NearZero
from prodia.model.scales import Method
from prodia.problems import Kind, Problem
from prodia.problems import norms as kinds
from prodia.problems.scores import IMPLAUSIBLE, IMPLAUSIBLE_KEPT
from prodia.scoring import lms
from prodia.scoring.normal import quantile
from prodia.words import Words
from prodia.words.numbers import both

CONVENTION: AgeConvention = "days / 30.4375"

FORMULAS: tuple[Method, ...] = get_args(Method)
_WARNINGS: dict[Method, Kind] = {
    "restricted": kinds.RESTRICTED,
    "modified": kinds.MODIFIED,
    "extended": kinds.EXTENDED,
}
REASONS = (
    kinds.NO_CURVE,
    kinds.AGE_MISSING,
    kinds.AGE_OUTSIDE,
    kinds.NO_MEASURE,
    kinds.NO_NUMBER,
    IMPLAUSIBLE,
)
_NO_CURVE, _AGE_MISSING, _AGE_OUTSIDE, _NO_MEASURE, _NO_NUMBER, _IMPLAUSIBLE = range(len(REASONS))
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
    """The scores of many children, in their order: the numbers of the :class:`GrowthScore` of each.

    Float arrays, ``nan`` where there is none. ``formula`` numbers :data:`FORMULAS`, ``reason``
    :data:`REASONS`; both are -1 for none. ``implausible``: 0 for a measure that the norms believe, else a
    number for what is said of it.
    """

    z: Array
    percentile: Array
    percent_of_median: Array
    median: Array
    formula: Array
    reason: Array
    implausible: Array


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number


Measured: TypeAlias = Literal["lying", "standing"]

_STANDS_FROM_MONTH, _TABLED_STANDING_FROM_DAY, _LYING_IS_LONGER_CM = 9.0, 731, 0.7


def bmi(weight_kg: lms.Number, height_cm: lms.Number) -> lms.Number:
    """Body-mass index in kg/m²; floats or arrays. The height is positive."""
    metres = height_cm / 100.0
    return weight_kg / (metres * metres)


def length_or_height(cm: float, *, measured: Measured, age_months: float) -> float:
    """A length or height in cm as the WHO tables of 2006 hold it: lying under 731 days, standing from there.

    Measured the other way it gains or loses 0.7 cm; do so before :func:`bmi` too. Days are rounded half up;
    without an age it is ``nan``. Under 9 months a child does not stand: what is called so is left as it is.
    Other norms have other rules. Source: ``anthro_zscores`` of WHO's R package ``anthro``.

    :raises ValueError: ``measured`` is neither "lying" nor "standing".
    """
    if measured not in get_args(Measured):
        raise ValueError(f"measured is {' or '.join(get_args(Measured))}, not {measured!r}")
    if math.isnan(age_months):
        return math.nan
    tabled_standing = math.floor(age_months * DAYS_PER_MONTH + 0.5) >= _TABLED_STANDING_FROM_DAY
    if measured == "lying":
        return cm - _LYING_IS_LONGER_CM if tabled_standing else cm
    return cm if tabled_standing or age_months < _STANDS_FROM_MONTH else cm + _LYING_IS_LONGER_CM


def methods(norms: GrowthNorms) -> tuple[Method, ...]:
    """The methods that these norms state for one measure or more."""
    stated = {"restricted": any(c.restricted for c in norms.curves), "extended": bool(norms.tails)}
    return tuple(method for method in FORMULAS if stated.get(method, True))


def method_of(norms: GrowthNorms, measure: str, asked: Method | None = None) -> Method:
    """How a measure is scored: as asked, where the norms state that method for it; else as they go."""
    curves = [c for c in norms.curves if c.measure == measure]
    own: Method = "restricted" if any(c.restricted for c in curves) else "lms"
    if asked == "extended":
        return asked if all(norms.tail(measure, c.sex) for c in curves) else own
    return own if asked in (None, "restricted") else asked


def score(
    norms: GrowthNorms,
    measure: str,
    sex: str | None,
    value: float | None,
    *,
    age_months: float | None,
    method: Method,
) -> GrowthScore:
    """The score of one measure. ``sex``: "m" or "f"; ``value`` in the unit of the curve (cm, kg, kg/m2).

    ``method`` "lms" is the plain z, "restricted" WHO's beyond 3 SD (where the curve declares it),
    "modified" CDC's modified z, "extended" the extended tail from the declared percentile up. The
    formulas stand in :mod:`prodia.scoring.lms`. A measure that the norms do not believe has no score; with
    "modified", the scale made to find these, it has one and a warning.

    :raises ValueError: the norms do not have this measure, or not this method for it.
    """
    curves = _offered(norms, measure, method)
    value = math.nan if value is None else float(value)
    age = math.nan if age_months is None else float(age_months)
    curve = norms.curve(measure, sex or "")
    reason = _NO_CURVE if curve is None else _refused(lms.ONE, curve, age, value)
    z = percentile = percent = median = math.nan
    used: Method | None = None
    beyond = False
    if reason == SCORED and curve is not None:
        parameters = _at(lms.ONE, curve, age)
        beyond = _implausible(norms, curve, value, parameters)
        z, percentile, percent, formula = _formula(lms.ONE, norms, curve, value, age, parameters, method)
        if math.isnan(z) or (beyond and method != "modified"):
            reason = _NO_NUMBER if math.isnan(z) else _IMPLAUSIBLE
            z = percentile = percent = math.nan
        else:
            median, used = parameters[1], FORMULAS[formula]
    curve = curve or curves[0]
    said: dict[str, str | Words] = {
        "norms": f"{norms.id}@{norms.version}",
        "measure": measure,
        "unit": curve.unit,
        "first": both(curve.first),
        "last": both(curve.last),
        "known": ", ".join(c.sex for c in curves),
    }
    tail = norms.tail(measure, curve.sex)
    if tail is not None:
        said["percentile"] = both(tail.percentile)
    if beyond:
        said |= _unbelieved(norms, curve, value, age)
    warnings = [_WARNINGS[used]] if used in _WARNINGS else []
    warnings += [IMPLAUSIBLE_KEPT] if beyond and used is not None else []
    return GrowthScore(
        measure=measure,
        sex=sex or None,
        unit=curve.unit,
        value=_known(value),
        age_months=_known(age),
        z=_known(z),
        percentile=_known(percentile),
        percent_of_median=_known(percent),
        median=_known(median),
        norms=f"{norms.id}@{norms.version}",
        digest=norms.digest,
        method=method,
        formula=used,
        near_zero=curve.near_zero,
        reason=None if reason == SCORED else Problem(REASONS[reason], **said),
        warnings=tuple(Problem(kind, **said) for kind in warnings),
    )


def score_columns(
    norms: GrowthNorms,
    measure: str,
    sex: Sequence[str | None] | Array,
    value: Sequence[float] | Array,
    *,
    age_months: Sequence[float] | Array,
    method: Method,
) -> GrowthColumns:
    """:func:`score` for columns of equal length; what is missing is ``nan`` (of ``sex`` anything but m, f).

    :raises ValueError: as :func:`score`, or the columns are not one long or not equally long.
    """
    curves = _offered(norms, measure, method)
    values, ages = np.asarray(value, dtype=float), np.asarray(age_months, dtype=float)
    sexes = np.array(["" if s is None else str(s) for s in sex], dtype=object)
    if not (values.ndim == 1 and values.shape == ages.shape == sexes.shape):
        raise ValueError("sex, value and age_months are columns of one length")
    numbers = [np.full(len(values), np.nan) for _ in range(4)]
    formula = np.full(len(values), -1)
    reason = np.full(len(values), _NO_CURVE)
    implausible = np.zeros(len(values), dtype=np.int64)
    for curve in curves:
        mine = np.flatnonzero(sexes == curve.sex)
        y, a = values[mine], ages[mine]
        why = _refused(lms.MANY, curve, a, y)
        good = why == SCORED
        parameters = _at(lms.MANY, curve, a[good])
        with lms.MANY.quiet():
            *found, used = _formula(lms.MANY, norms, curve, y[good], a[good], parameters, method)
            beyond = _implausible(norms, curve, y[good], parameters)
        failed = np.isnan(found[0])
        why[np.flatnonzero(good)[failed]] = _NO_NUMBER
        beyond &= ~failed
        odd = np.flatnonzero(good)[beyond]
        implausible[mine[odd]] = 1 + _readings(lms.MANY, norms, curve, y[odd], a[odd])
        if method != "modified":
            why[np.flatnonzero(good)[beyond]] = _IMPLAUSIBLE
            failed |= beyond
        reason[mine] = why
        rows = mine[good]
        for column, new in zip(numbers, (*found, parameters[1]), strict=True):
            column[rows] = np.where(failed, np.nan, new)
        formula[rows] = np.where(failed, -1, used)
    z, percentile, percent, median = numbers
    return GrowthColumns(z, percentile, percent, median, formula, reason, implausible)


def value_at(norms: GrowthNorms, measure: str, sex: str, z: float, *, age_months: float) -> float | None:
    """The measure at ``z`` on the curve, in its unit; None outside the norms or the formula.

    :raises ValueError: the norms do not have this measure.
    """
    _offered(norms, measure, "lms")
    curve = norms.curve(measure, sex)
    if curve is None or _refused(lms.ONE, curve, age_months, 1.0) != SCORED:
        return None
    found = float(lms.inverse(z, *_at(lms.ONE, curve, age_months), near_zero=curve.near_zero))
    return None if math.isnan(found) else found


def _offered(norms: GrowthNorms, measure: str, method: Method) -> list[Curve]:
    """The curves of a measure, at least one."""
    curves = [c for c in norms.curves if c.measure == measure]
    if not curves:
        raise ValueError(f"{norms.id} has no {measure!r}; it has {', '.join(norms.measures)}")
    if method not in FORMULAS:
        raise ValueError(f"no method {method!r}; there are {', '.join(FORMULAS)}")
    if method == "extended" and any(norms.tail(measure, c.sex) is None for c in curves):
        raise ValueError(f"{norms.id} states no extended tail for {measure!r}")
    if method == "restricted" and not any(c.restricted for c in norms.curves):
        raise ValueError(f"{norms.id} restricts no measure beyond 3 SD")
    return curves


def _refused(f: lms.Face, curve: Curve, age: lms.Number, value: lms.Number) -> lms.Number:
    """The number of the reason why there is no score; SCORED where there is none."""
    found = f.where((value > 0.0) & (value < math.inf), SCORED, _NO_MEASURE)
    found = f.where((age >= curve.first) & (age <= curve.last), found, _AGE_OUTSIDE)
    return f.where(age == age, found, _AGE_MISSING)


def _at(f: lms.Face, curve: Curve, age: lms.Number) -> tuple[lms.Number, ...]:
    """L, M and S at an age within the norms."""
    nodes, three, last = curve.ages, (curve.L, curve.M, curve.S), len(curve.ages) - 1
    if curve.counted == "days":
        day = f.row(nodes, f.floor(age * DAYS_PER_MONTH + 0.5), last)
        return tuple(f.take(p, day) for p in three)
    i = f.row(nodes, age, last - 1)
    start, stop = f.take(nodes, i), f.take(nodes, i + 1)
    return tuple(lms.between(age, start, stop, f.take(p, i), f.take(p, i + 1)) for p in three)


def _implausible(
    norms: GrowthNorms, curve: Curve, value: lms.Number, parameters: Sequence[lms.Number]
) -> lms.Number:
    """Whether the norms do not believe a measure: it lies beyond their limits, on the scale of these."""
    L, M, S = parameters
    limits = norms.limits_of(curve.measure)
    if limits is None:
        return value != value
    if limits.on == "modified":
        found = lms.modified_z(value, L, M, S)
    elif curve.restricted:
        found = lms.restricted_z(value, L, M, S)
    else:
        found = lms.z(value, L, M, S, near_zero=curve.near_zero)
    return (found < limits.low) | (found > limits.high)


NEAR = 2.0  # SD: of a number in another unit, or of another measure, that would be quite usual


def _ways(norms: GrowthNorms, curve: Curve) -> list[tuple[Curve, str, float]]:
    """What a number may have been: this measure in another unit, or another measure in its own."""
    own = [(curve, unit, one) for unit, one in MISTAKEN.get(curve.unit, {}).items()]
    others = (c for c in norms.curves if c.sex == curve.sex and c.unit != curve.unit)
    return own + [(other, other.unit, 1.0) for other in others if other.unit in MISTAKEN]


def _readings(
    f: lms.Face, norms: GrowthNorms, curve: Curve, value: lms.Number, age: lms.Number
) -> lms.Number:
    """As which of these the number would be usual, a bit for each."""
    found = value * 0.0
    for place, (other, _, one) in enumerate(_ways(norms, curve)):
        z = lms.z(value * one, *_at(f, other, age), near_zero=other.near_zero)
        usual = (abs(z) <= NEAR) & (age >= other.first) & (age <= other.last)
        found = found + f.where(usual, 2.0**place, 0.0)
    return found


def _unbelieved(norms: GrowthNorms, curve: Curve, value: float, age: float) -> dict[str, str | Words]:
    """What is said of a measure that is not believed: the limits, and as what the number would be usual."""
    limits = norms.limits_of(curve.measure)
    assert limits is not None
    bits = int(_readings(lms.ONE, norms, curve, value, age))
    usual = [way for place, way in enumerate(_ways(norms, curve)) if bits >> place & 1]
    units = [unit for other, unit, _ in usual if other is curve]
    nl, en = "", ""
    if units:
        nl, en = f" In {' of '.join(units)} zou het kunnen.", f" In {' or '.join(units)} it could be."
    for unit in dict.fromkeys(unit for other, unit, _ in usual if other is not curve):
        nl += f" Als maat in {unit} zou het kunnen: zijn twee kolommen verwisseld?"
        en += f" As a measure in {unit} it could be: are two columns swapped?"
    return {"low": both(limits.low), "high": both(limits.high), "reading": Words(nl, en)}


def _formula(
    f: lms.Face,
    norms: GrowthNorms,
    curve: Curve,
    value: lms.Number,
    age: lms.Number,
    parameters: Sequence[lms.Number],
    method: Method,
) -> tuple[lms.Number, lms.Number, lms.Number, lms.Number]:
    """z, percentile, percent of the median, and the number of the formula used."""
    L, M, S = parameters
    near = curve.near_zero
    percent = lms.percent_of_median(value, M)
    plain = FORMULAS.index("lms")
    if method == "modified":
        found = lms.modified_z(value, L, M, S)
        return found, found * math.nan, percent, FORMULAS.index(method)
    z = lms.z(value, L, M, S, near_zero=near)
    percentile = lms.percentile(z)
    if method == "restricted" and curve.restricted:
        beyond = abs(z) > 3.0
        used = f.where(beyond, FORMULAS.index(method), plain)
        return lms.restricted_z(value, L, M, S), f.where(beyond, math.nan, percentile), percent, used
    tail = norms.tail(curve.measure, curve.sex)
    if method == "extended" and tail is not None:
        years = age / 12.0
        sigma = tail.c0 + tail.c1 * years + tail.c2 * years * years
        spread = f.where(sigma > 0.0, sigma, math.nan)
        start = lms.inverse(quantile(tail.percentile / 100.0), L, M, S, near_zero=near)
        far, high = lms.extended_z(value, start, spread, tail.percentile)
        beyond = percentile >= tail.percentile
        used = f.where(beyond, FORMULAS.index(method), plain)
        return f.where(beyond, far, z), f.where(beyond, high, percentile), percent, used
    return z, percentile, percent, plain
