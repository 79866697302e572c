"""One person against a small control sample: the sample's own error counts as well.

``mean`` and ``sd`` are those of ``n`` controls (sd with n - 1). Percentages 0..100, chances 0..1.
Sources: Crawford and Howell (1998), Crawford and Garthwaite (2002, 2005), as in singcar (MIT).
"""

from __future__ import annotations

from dataclasses import dataclass

from prodia.scoring.normal import phi, root, t_cdf, t_noncentrality
from prodia.scoring.normmodels import Against, checked_controls, crawford_howell

__all__ = ["Against", "Dissociation", "Rarity", "crawford_howell", "rarity", "rsdt", "udt"]


@dataclass(frozen=True, slots=True)
class Rarity:
    """Z-CC = (case - mean) / sd with its interval, and that of the percent of the population below."""

    zcc: float
    low: float
    high: float
    percent_low: float
    percent_high: float
    level: float


def rarity(case: float, mean: float, sd: float, n: int, *, level: float) -> Rarity:
    """The effect size and rarity of a case with their intervals, from the noncentral t.

    Raises ``ValueError`` for fewer than two controls, no spread, or a level outside 0..1.
    """
    checked_controls(n, sd)
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    zcc = (case - mean) / sd
    low, high = (
        t_noncentrality(zcc * root(n * 1.0), n - 1, p) / root(n * 1.0)
        for p in (0.5 + level / 2, 0.5 - level / 2)
    )
    return Rarity(zcc, low, high, 100 * phi(low), 100 * phi(high), level)


@dataclass(frozen=True, slots=True)
class Dissociation:
    """Whether the difference between two tasks is unusual: t, ``df``, two-sided chance, Z-DCC.

    ``zdcc`` is (z_a - z_b) / sqrt(2 - 2 r); t has its sign.
    """

    t: float
    df: int
    p_two: float
    zdcc: float


def _two_tasks(
    case: tuple[float, float], mean: tuple[float, float], sd: tuple[float, float], r: float, n: int
) -> float:
    checked_controls(n, *sd)
    if not -1 < r < 1:
        raise ValueError("a correlation lies between -1 and 1")
    za, zb = ((c - m) / s for c, m, s in zip(case, mean, sd, strict=True))
    return za - zb


def udt(
    case: tuple[float, float], mean: tuple[float, float], sd: tuple[float, float], r: float, n: int
) -> Dissociation:
    """Unstandardised difference test: two tasks on one scale, correlated ``r`` among ``n`` controls.

    t = ((a - m_a) - (b - m_b)) / sqrt((s_a**2 + s_b**2 - 2 s_a s_b r) (n + 1) / n), df n - 1.
    Raises ``ValueError`` as :func:`crawford_howell`, and for r not between -1 and 1.
    """
    gap = _two_tasks(case, mean, sd, r, n)
    spread = sd[0] ** 2 + sd[1] ** 2 - 2 * sd[0] * sd[1] * r
    t = ((case[0] - mean[0]) - (case[1] - mean[1])) / root(spread * (n + 1) / n)
    return Dissociation(t, n - 1, 2 * t_cdf(-abs(t), n - 1), gap / root(2 - 2 * r))


def rsdt(
    case: tuple[float, float], mean: tuple[float, float], sd: tuple[float, float], r: float, n: int
) -> Dissociation:
    """Revised standardised difference test: two tasks on scales of their own.

    Source: Crawford and Garthwaite (2005), appendix. Raises ``ValueError`` as :func:`udt`.
    """
    gap = _two_tasks(case, mean, sd, r, n)
    a = (1 + r) * (1 - r**2)
    b = (1 - r) * (4 * (n - 1) ** 2 + 4 * (1 + r) * (n - 1) + (1 + r) * (5 + r))
    c = -2 * gap**2 * n * (n - 1) ** 2 / (n + 1)
    size = root((-b + root(b * b - 4 * a * c)) / (2 * a))
    t = size if gap >= 0 else -size
    return Dissociation(t, n - 1, 2 * t_cdf(-size, n - 1), gap / root(2 - 2 * r))
