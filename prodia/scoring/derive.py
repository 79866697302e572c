"""From a z score to every scale that norms can give, and back from a linear one."""

from __future__ import annotations

from collections.abc import Iterable

from prodia.language import nine
from prodia.scoring.scales import LINEAR, SCALES, band_of_z, percentile_of_z
from prodia.scoring.score import NormedScore

__all__ = ["from_z", "z_of"]


def from_z(z: float, gives: Iterable[str]) -> tuple[NormedScore, ...]:
    """The scores asked for, of one z: linear scales, half-SD bands (by z), and the normal percentile.

    Each is brought to nine decimals and otherwise not rounded. ``gives`` are names of
    :data:`prodia.scoring.scales.LINEAR`, of ``SCALES``, or "percentile".
    """
    return tuple(NormedScore(name, nine(_one(z, name))) for name in gives)


def _one(z: float, name: str) -> float:
    if name in LINEAR:
        return LINEAR[name].of_z(z)
    return band_of_z(z, SCALES[name]) if name in SCALES else percentile_of_z(z)


def z_of(value: float, scale: str) -> float:
    """The z of a value on a linear scale. Raises ``KeyError`` for a scale of bands or a percentile."""
    return LINEAR[scale].to_z(value)
