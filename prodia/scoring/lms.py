"""The LMS method: z from a measure and back, for one child or for a column of children.

Every function takes floats and gives a float, or takes NumPy arrays (and floats) and gives an array; the
numbers are the same bit for bit. ``M`` and ``S`` are positive. What has no answer (a measure that is not
positive, not a number, or out of reach of the formula) is ``nan``; nothing is raised for it.

Source: T. J. Cole, "The LMS method for constructing normalized growth standards" (1990).

>>> round(z(9.7, -0.1600954, 9.476500305, 0.11218624), 3)
0.207
"""

# How to think about it: a formula stands once, written over a `Face`, which has the few functions that
# are other for a column. Logarithms and powers are mapped one by one from `math`: those of NumPy differ
# in the last bit on some processors, and one child must not differ from a column at all.
# A choice is `where`, which works out both sides, so every side must be safe to work out.

from __future__ import annotations

import math
import operator
from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeAlias

from prodia.frozen import dataclass
from prodia.language.columns import np
from prodia.model.norms import NearZero
from prodia.scoring.normal import finite_quantile, mapped, phi

Number: TypeAlias = Any
"""A float, or an array of them; what comes out is of the same kind."""

# |L| below which the logarithmic form stands for the power form. Exact: where a double no longer tells the
# two apart. The program of the CDC for the growth charts of 2000 takes 0.01, which moves z by up to 6e-4.
LOG_BELOW: dict[NearZero, float] = {"exact": 1e-30, "cdc": 0.01}


_log = mapped(math.log, lambda x: (0.0 < x) & (x < math.inf))
_log1p = mapped(math.log1p, lambda x: (-1.0 < x) & (x < math.inf))
_exp, _expm1 = (mapped(one, lambda x: x < 700.0) for one in (math.exp, math.expm1))


@dataclass(frozen=True, slots=True)
class Face:
    """The functions a formula needs beside plain arithmetic, for floats or for arrays.

    ``row``: the place, from 0 up to one given, of the last of some rising numbers that is not above another.
    """

    floor: Callable[[Number], Number]
    row: Callable[[Sequence[float], Number, int], Number]
    take: Callable[[Sequence[float], Number], Number]
    where: Callable[[Number, Number, Number], Number]
    quiet: Callable[[], AbstractContextManager[object]]


ONE = Face(
    math.floor,
    lambda rising, x, last: min(max(bisect_right(rising, x) - 1, 0), last),
    operator.getitem,
    lambda test, a, b: a if test else b,
    nullcontext,
)
MANY = Face(
    lambda x: np.floor(x),
    lambda rising, x, last: np.clip(np.searchsorted(rising, x, side="right") - 1, 0, last),
    lambda numbers, places: np.array(numbers)[places],
    lambda test, a, b: np.where(test, a, b),
    lambda: np.errstate(all="ignore"),
)


def face(*numbers: Number) -> Face:
    """The face for these numbers: ``MANY`` as soon as one is an array."""
    return ONE if all(isinstance(n, (float, int)) for n in numbers) else MANY


def between(at: Number, start: Number, stop: Number, first: Number, last: Number) -> Number:
    """The value at ``at`` on the line from ``first`` at ``start`` to ``last`` at ``stop``."""
    return first + (at - start) / (stop - start) * (last - first)


def z(value: Number, L: Number, M: Number, S: Number, *, near_zero: NearZero = "exact") -> Number:
    """((value/M)^L - 1) / (L S); for L = 0 its limit ln(value/M) / S.

    ``value`` in the unit of ``M``. ``near_zero="cdc"`` takes the limit as soon as |L| < 0.01, as CDC's
    program does. The power is worked out as expm1(L ln(value/M)), which keeps its digits for a small L.
    """
    f = face(value, L, M, S)
    with f.quiet():
        logarithmic, power = _forms(f, L, near_zero)
        ratio = _log(_over(f, value, M))
        return f.where(logarithmic, _over(f, ratio, S), _over(f, _expm1(power * ratio), power * S))


def inverse(z: Number, L: Number, M: Number, S: Number, *, near_zero: NearZero = "exact") -> Number:
    """The measure at ``z``, in the unit of ``M``: M (1 + L S z)^(1/L); for L = 0 M exp(S z).

    ``nan`` where 1 + L S z is not positive: no measure has that z.
    """
    f = face(z, L, M, S)
    with f.quiet():
        logarithmic, power = _forms(f, L, near_zero)
        raised = _log1p(power * S * z) / power
        return M * _exp(f.where(logarithmic, S * z, raised))


def _forms(f: Face, L: Number, near_zero: NearZero) -> tuple[Number, Number]:
    """Whether the logarithmic form holds, and an L that can be divided by."""
    logarithmic = abs(L) < LOG_BELOW[near_zero]
    return logarithmic, f.where(logarithmic, 1.0, L)


def _over(f: Face, part: Number, whole: Number) -> Number:
    """part / whole, ``nan`` for a whole of zero."""
    return part / f.where(whole == 0.0, math.nan, whole)


def percentile(z: Number) -> Number:
    """Percentage of the norm group below ``z``, 0 to 100: 100 Phi(z)."""
    return 100.0 * phi(z)


def restricted_z(value: Number, L: Number, M: Number, S: Number) -> Number:
    """z, beyond 3 SD counted in steps of the last SD: the scale of the World Health Organization.

    3 + (value - SD3) / (SD3 - SD2) above, -3 + (value - SD3neg) / (SD2neg - SD3neg) below. For weight,
    body-mass index, skinfolds and arm circumference; height and head circumference have L = 1 and need
    none. Source: WHO, "Computation of centiles and z-scores" (growth reference, 2007).
    """
    f = face(value, L, M, S)
    with f.quiet():
        plain = z(value, L, M, S)
        high2, high3, low2, low3 = (inverse(sd, L, M, S) for sd in (2.0, 3.0, -2.0, -3.0))
        high = 3.0 + _over(f, value - high3, high3 - high2)
        low = -3.0 + _over(f, value - low3, low2 - low3)
        return f.where(plain > 3.0, high, f.where(plain < -3.0, low, plain))


def modified_z(value: Number, L: Number, M: Number, S: Number) -> Number:
    """(value - M) / half the distance from M to the measure at z = 2 (above M) or z = -2 (below M).

    CDC's scale for finding implausible measures; it has no percentile. ``nan`` for a measure that is
    not positive. The two halves come from the power form, however small L is: CDC's program takes the
    logarithm in its z alone.
    """
    f = face(value, L, M, S)
    with f.quiet():
        above = (inverse(2.0, L, M, S) - M) / 2.0
        under = (M - inverse(-2.0, L, M, S)) / 2.0
        found = _over(f, value - M, f.where(value > M, above, under))
        return f.where((value > 0.0) & (value < math.inf), found, math.nan)


def extended_z(value: Number, at_start: Number, spread: Number, start: float) -> tuple[Number, Number]:
    """z and percentile of a measure from percentile ``start`` up, by a half-normal tail.

    ``at_start``: the measure at percentile ``start``. ``spread``: sigma of the tail, in its unit.
    percentile = 100 - 2 (100 - start) (1 - Phi((value - at_start) / spread)); with ``start`` 95 this is
    CDC's 90 + 10 Phi(...). z comes from what lies above it, and so does not stop where the percentile
    has become 100 in doubles. Source: CDC, extended BMI-for-age (2022).
    """
    f = face(value, at_start, spread)
    with f.quiet():
        above = 2.0 * (1.0 - start / 100.0) * phi(_over(f, at_start - value, spread))
        return -finite_quantile(above), 100.0 - 100.0 * above


def percent_of_median(value: Number, M: Number) -> Number:
    """100 value / M, M being the measure at z = 0. Of a BMI: the weight index (gewichtsindex)."""
    f = face(value, M)
    with f.quiet():
        return f.where((value > 0.0) & (value < math.inf), _over(f, 100.0 * value, M), math.nan)
