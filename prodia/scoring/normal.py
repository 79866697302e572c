"""The distributions the formulas need, and rounding by name, the same on one number and on an array.

Every function takes a float and gives a float, or takes an array and gives an array of
that shape, bit for bit the same numbers: both go through one kernel.
"""

# The one door to scipy.special, and to the normal distribution of Python itself, which scores need without
# the extra `scores`. Anything that is not exact in IEEE arithmetic (logarithm, power, distribution function)
# comes from here, so that no formula mixes math.log with numpy.log: those two may differ in the last bit, and
# one person would no longer equal a million.

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from prodia.errors import MissingExtra
from prodia.language.columns import np

if TYPE_CHECKING:  # NumPy is there at its first use: at the start these are names alone
    from numpy.typing import NDArray

    FloatArray: TypeAlias = NDArray[np.float64]
    BoolArray: TypeAlias = NDArray[np.bool_]
    IntArray: TypeAlias = NDArray[np.int64]
    ByteArray: TypeAlias = NDArray[np.uint8]
else:
    FloatArray = BoolArray = IntArray = ByteArray = Any

N = TypeVar("N", float, "FloatArray")


@contextmanager
def _scipy() -> Iterator[None]:
    """What is imported here is of the extra ``scores``; without it that is said."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtra("scipy", "scores") from error


def same(found: Any) -> Any:
    """A float where the kernel gave one number, else the array."""
    return found if getattr(found, "ndim", 0) else float(found)


_ROOT2 = math.sqrt(2.0)
_ENDS = {0.0: -math.inf, 1.0: math.inf}
Inside: TypeAlias = Callable[[Any], Any]


def mapped(function: Callable[[float], float], inside: Inside | None = None) -> Callable[[Any], Any]:
    """The same function for a float, and number by number for an array; NaN for what is not ``inside``."""

    def of(x: Any) -> Any:
        if not getattr(x, "ndim", 0):
            x = float(x)
            return function(x) if inside is None or inside(x) else math.nan
        flat = np.asarray(x, dtype=float).ravel()
        where = slice(None) if inside is None else inside(flat)
        numbers = flat[where].tolist()
        found = np.full(flat.size, math.nan)
        found[where] = np.fromiter(map(function, numbers), float, len(numbers))
        return found.reshape(x.shape)

    return of


_erfc, _atan = mapped(math.erfc), mapped(math.atan)
# The inverse of phi, and NaN at 0 and 1.
finite_quantile = mapped(NormalDist().inv_cdf, lambda p: (0.0 < p) & (p < 1.0))
_exp10 = mapped(lambda x: math.inf if x > 308.25 else math.pow(10.0, x))


def phi(z: N) -> N:
    """Standard normal distribution function: the part of the population below ``z``, 0 to 1."""
    return 0.5 * _erfc(z / -_ROOT2)  # type: ignore[no-any-return]


def quantile(p: N) -> N:
    """Inverse of :func:`phi`: the z below which the part ``p`` lies; 0 gives -inf, 1 gives inf."""
    found = finite_quantile(p)
    if not getattr(p, "ndim", 0):
        return _ENDS.get(float(p), found)  # type: ignore[no-any-return]
    for end, infinite in _ENDS.items():
        found[p == end] = infinite
    return found  # type: ignore[no-any-return]


def critical(level: float, tails: int = 2) -> float:
    """The z of a confidence ``level``: quantile(0.5 + level/2), or quantile(level) for one tail.

    Raises ``ValueError`` unless 0 < level < 1 and tails is 1 or 2.
    """
    if not 0 < level < 1 or tails not in (1, 2):
        raise ValueError("a level lies between 0 and 1, tails is 1 or 2")
    return quantile(0.5 + level / 2 if tails == 2 else level)


def bivariate(h: N, k: N, r: float | FloatArray) -> N:
    """The chance that both of two standard normals lie below ``h`` and ``k``, with correlation -1 < r < 1.

    By Owen's T function (Owen 1956). Numbers may be infinite.
    """
    with _scipy():
        from scipy.special import ndtr, owens_t  # type: ignore[import-untyped]

    far = 40.0  # beyond this a chance is 0 or 1
    a, b = (np.where(np.abs(x) < 1e-100, 0.0, np.clip(x, -far, far)) for x in (h, k))
    rest = np.sqrt(1 - np.square(r))
    with np.errstate(divide="ignore", invalid="ignore"):
        at, to = (b / a - r) / rest, (a / b - r) / rest
    at = np.where(a == 0, np.copysign(np.inf, b), at)
    to = np.where(b == 0, np.copysign(np.inf, a), to)
    sides = np.sign(a) * np.sign(b)
    apart = np.where((sides > 0) | ((sides == 0) & (a + b >= 0)), 0.0, 0.5)
    both = 0.5 * (ndtr(a) + ndtr(b)) - owens_t(a, at) - owens_t(b, to) - apart
    middle = 0.25 + np.arcsin(r) / (2 * np.pi)
    return same(np.clip(np.where((a == 0) & (b == 0), middle, both), 0.0, 1.0))  # type: ignore[no-any-return]


def nodes(low: float, high: float, panels: int = 40, points: int = 16) -> tuple[FloatArray, FloatArray]:
    """Places and weights of Gauss and Legendre, in equal panels from ``low`` to ``high``."""
    x, w = np.polynomial.legendre.leggauss(points)
    edges = np.linspace(low, high, panels + 1)
    half = np.diff(edges)[:, None] / 2
    return (edges[:-1, None] + half * (x + 1)).ravel(), (half * w).ravel()


def density(z: N) -> N:
    """The standard normal density."""
    return same(np.exp(-0.5 * np.square(z)) / np.sqrt(2 * np.pi))  # type: ignore[no-any-return]


def binomial_above(least: int, n: int, p: N) -> N:
    """The chance of at least ``least`` of ``n`` at chance ``p`` each."""
    from scipy.special import betainc

    if not 0 < least <= n:
        return same(np.ones_like(p) if least <= 0 else np.zeros_like(p))  # type: ignore[no-any-return]
    return same(betainc(least, n - least + 1, p))  # type: ignore[no-any-return]


def beta_part(x: float, a: float, b: float) -> float:
    """The beta distribution function."""
    from scipy.special import betainc

    return float(betainc(a, b, min(1.0, max(0.0, x))))


def beta_quantiles(p: FloatArray, a: float, b: float) -> FloatArray:
    """Inverse of :func:`beta_part` at many chances."""
    from scipy.special import betaincinv

    found: FloatArray = betaincinv(a, b, p)
    return found


def chi_density(x: FloatArray, df: float) -> FloatArray:
    """The density of chi / sqrt(df), the spread that ``df`` degrees of freedom give instead of 1."""
    from scipy.special import gammaln

    found: FloatArray = np.exp(
        np.log(2.0) + df / 2 * np.log(df / 2) - gammaln(df / 2) + (df - 1) * np.log(x) - df * x * x / 2
    )
    return found


def t_cdf(t: N, df: int) -> N:
    """Student's t distribution function with a whole number of degrees of freedom, 0 to 1, right to 14
    decimals.

    Source: the finite series of Abramowitz and Stegun (1964), 26.7.3 and 26.7.4.
    """
    # A series of one pupil is told without SciPy, of which the import takes longer than all the rest.
    t = _within(t, -1e100, 1e100)
    odd, whole = df % 2, df + t * t
    cos2, total = df / whole, 0.0
    term: Any = root(cos2) * 2 / math.pi if odd else cos2**0
    for j in range(odd, df, 2):
        total, term = total + term, term * (cos2 * ((j + 1) / (j + 2)))
    about = t / root(whole) * total + (_atan(t / math.sqrt(df)) * 2 / math.pi if odd else 0.0)
    return same(_within(0.5 + about / 2, 0.0, 1.0))  # type: ignore[no-any-return]


def _within(x: Any, low: float, high: float) -> Any:
    return np.clip(x, low, high) if getattr(x, "ndim", 0) else min(max(x, low), high)


@lru_cache(maxsize=1024)
def t_quantile(p: float, df: int) -> float:
    """Inverse of :func:`t_cdf`, by halving."""
    if not 0.5 <= p < 1:
        return -t_quantile(1 - p, df) if 0 < p < 0.5 else _ENDS.get(p, math.nan)
    low, high = 0.0, 1.0
    while t_cdf(high, df) < p:
        low, high = high, 2 * high
    for _ in range(64):
        middle = (low + high) / 2
        low, high = (middle, high) if t_cdf(middle, df) < p else (low, middle)
    return low


def t_noncentrality(t: float, df: float, p: float) -> float:
    """The noncentrality at which a noncentral t lies below ``t`` with chance ``p``, 0 < p < 1."""
    with _scipy():
        from scipy.optimize import brentq  # type: ignore[import-untyped]
        from scipy.special import nctdtr

    if t < 0:  # by symmetry, as the kernel fails far from the sign of t
        return -t_noncentrality(-t, df, 1 - p)
    low = -quantile(p)  # at t = 0 this is the answer, above it a bound
    high = max(low, t) + 5
    while nctdtr(df, high, t) > p:
        high = 2 * high + 5
    return float(brentq(lambda nc: nctdtr(df, nc, t) - p, low - 1e-9, high, xtol=1e-12))


def f_quantile(p: float, df1: float, df2: float) -> float:
    """Inverse of the F distribution function."""
    with _scipy():
        from scipy.special import fdtri

    return float(fdtri(df1, df2, p))


def beta_quantile(p: float, a: float, b: float) -> float:
    """Inverse of the beta distribution function."""
    with _scipy():
        from scipy.special import betaincinv

    return float(betaincinv(a, b, p))


def log(x: N) -> N:
    """Natural logarithm; NaN below 0 and -inf at 0, without a warning."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return same(np.log(x))  # type: ignore[no-any-return]


def exp(x: N) -> N:
    """e to the power ``x``."""
    return same(np.exp(x))  # type: ignore[no-any-return]


def exp10(x: N) -> N:
    """10 to the power ``x``."""
    return _exp10(x)  # type: ignore[no-any-return]


def root(x: N) -> N:
    """Square root; NaN below 0, without a warning."""
    if type(x) is float or type(x) is int:  # exact in IEEE arithmetic: one number does not wait for NumPy
        return math.sqrt(x) if x >= 0 else math.nan
    with np.errstate(invalid="ignore"):
        return same(np.sqrt(x))  # type: ignore[no-any-return]


def chi_square_quantile(p: float, df: float) -> float:
    """Inverse of the chi-square distribution function with ``df`` degrees of freedom."""
    with _scipy():
        from scipy.special import gammaincinv

    return 2 * float(gammaincinv(df / 2, p))


def kolmogorov_above(d: float, n: int) -> float:
    """The chance of a Kolmogorov distance of at least ``d`` in a sample of ``n``, from the exact
    distribution of both sides. Source: Simard and L'Ecuyer (2011), as in ``scipy.stats.kstwo``."""
    with _scipy():
        from scipy.stats import kstwo  # type: ignore[import-untyped]

    return float(kstwo.sf(d, n))


# Rounding with a name: a score says how it was rounded, and nothing rounds twice.

Rounding: TypeAlias = Literal["none", "half up", "half even", "down", "up"]
_WHOLE: dict[str, Callable[[float], int]] = {
    "half up": math.floor,
    "half even": round,
    "down": math.floor,
    "up": math.ceil,
}


def rounded(x: N, how: Rounding, decimals: int = 0) -> N:
    """``x`` rounded by name to ``decimals``; an array gives an array of that shape, NaN stays NaN.

    "half up": floor(x * 10**d + 0.5), so 2.5 becomes 3 and -2.5 becomes -2. "half even": 2.5
    becomes 2 (as in R and IEEE). "down" is towards minus infinity, "up" towards plus infinity.
    """
    if how == "none":
        return x
    scale = 10.0**decimals
    scaled = x * scale
    if type(scaled) is float and math.isfinite(scaled):  # one score does not wait for NumPy
        one = scaled + 0.5 if how == "half up" else scaled
        return math.copysign(_WHOLE[how](one), one) / scale
    if how == "half up":
        whole = np.floor(scaled + 0.5)
    elif how == "half even":
        whole = np.rint(scaled)
    else:
        whole = np.floor(scaled) if how == "down" else np.ceil(scaled)
    return same(whole / scale)  # type: ignore[no-any-return]
