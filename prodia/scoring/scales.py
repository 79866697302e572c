"""Derived scales: z and its relatives, half-SD bands, display rules, W and acuity.

All take a number or an array and give the same. Linear scales come from mean and SD; the
normalised ones start from a percentile: :func:`z_of_percentile`. A record that holds one of
them must say which of the two it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from prodia.frozen import dataclass
from prodia.language.columns import np
from prodia.model.scales import LINEAR as FIGURES
from prodia.scoring.normal import N, exp, exp10, log, phi, quantile, same


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear scale: ``mean + sd * z``. Raises ``ValueError`` unless sd is above 0."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        if not self.sd > 0:
            raise ValueError("a standard deviation is above 0")

    def of_z(self, z: N) -> N:
        """The place on this scale of a z score."""
        return self.mean + self.sd * z

    def to_z(self, x: N) -> N:
        """The z score of a place on this scale."""
        return (x - self.mean) / self.sd


# z, T, standard score, Wechsler scaled score, normal curve equivalent, V-scale.
LINEAR: Mapping[str, Linear] = MappingProxyType({name: Linear(*figures) for name, figures in FIGURES.items()})


def z_of_raw(x: N, mean: float, sd: float) -> N:
    """(x - mean) / sd. Raises ``ValueError`` unless sd is above 0."""
    return Linear(mean, sd).to_z(x)


def convert(x: N, scale: Linear, to: Linear) -> N:
    """The same place on another linear scale, not rounded and not clipped."""
    return to.of_z(scale.to_z(x))


def percentile_of_z(z: N) -> N:
    """100 * Phi(z): the percent of a normal population below z, 0 to 100."""
    return 100 * phi(z)


def z_of_percentile(percentile: N) -> N:
    """The z below which that percent lies; 0 and 100 give minus and plus infinity."""
    return quantile(percentile / 100)


def upper_percent_of_z(z: N) -> N:
    """The percent of a normal population above z: 100 * Phi(-z)."""
    return 100 * phi(-z)


@dataclass(frozen=True, slots=True)
class Bands:
    """A scale of bands half an SD wide: lowest and highest score, and the z of the first edge.

    ``edge_goes`` says to which band a score exactly on an edge belongs.
    """

    lowest: int
    highest: int
    first_edge: float
    edge_goes: Literal["up", "down"] = "up"

    @property
    def edges(self) -> tuple[float, ...]:
        """The z scores between the bands, rising."""
        return tuple(self.first_edge + 0.5 * i for i in range(self.highest - self.lowest))


# Stanine 5+2z, sten 5.5+2z, C 5+2z: what is data here is the definition of the scale.
SCALES: Mapping[str, Bands] = MappingProxyType(
    {"stanine": Bands(1, 9, -1.75), "sten": Bands(1, 10, -2.0), "C": Bands(0, 10, -2.25)}
)


def band_of_z(z: N, bands: Bands) -> N:
    """The band of a z score, by the edges in z. NaN stays NaN."""
    side: Literal["left", "right"] = "right" if bands.edge_goes == "up" else "left"
    found = bands.lowest + np.searchsorted(np.asarray(bands.edges), z, side=side)
    return same(np.where(np.isnan(z), np.nan, found))  # type: ignore[no-any-return]


def cumulative_percent(bands: Bands) -> tuple[float, ...]:
    """Percent of a normal population up to the top of each band, to the nearest whole percent.

    >>> cumulative_percent(SCALES["stanine"])
    (4.0, 11.0, 23.0, 40.0, 60.0, 77.0, 89.0, 96.0, 100.0)
    """
    return (*(math.floor(100 * phi(edge) + 0.5) * 1.0 for edge in bands.edges), 100.0)


def open_end(percentage: float) -> str:
    """ "<1" or ">99" for a percentile or chance beyond them, which is never shown as 0 or 100; else empty.

    >>> [open_end(p) for p in (0.99, 1, 99, 99.4)]
    ['<1', '', '', '>99']
    """
    if percentage < 1:
        return "<1"
    return ">99" if percentage > 99 else ""


def rpi(w: N, reference: float, criterion: float = 0.9) -> N:
    """Relative proficiency, 0 to 1: expected success where the reference group succeeds ``criterion``.

    ``w`` and ``reference`` are W scores (Rasch, 20 points for odds times 9):
    1 / (1 + exp(-(ln(c / (1 - c)) + (W - Wref) * ln 9 / 20))). Source: Jaffe (2009).
    Raises ``ValueError`` unless 0 < criterion < 1.
    """
    if not 0 < criterion < 1:
        raise ValueError("a criterion lies between 0 and 1")
    logit = log(criterion / (1 - criterion)) + (w - reference) * (log(9.0) / 20)
    return 1 / (1 + exp(-logit))


def decimal_acuity(logmar: N) -> N:
    """Decimal visual acuity of a LogMAR value: 10 ** -logMAR."""
    return exp10(-logmar)
