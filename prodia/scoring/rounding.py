"""Rounding with a name: a score says how it was rounded, and nothing rounds twice."""

from __future__ import annotations

from typing import Literal, TypeAlias

from prodia.scoring.normal import N, same

__all__ = ["Rounding", "rounded"]

Rounding: TypeAlias = Literal["none", "half up", "half even", "down", "up"]


def rounded(x: N, how: Rounding, decimals: int = 0) -> N:
    """``x`` rounded by name to ``decimals``; an array gives an array of that shape, NaN stays NaN.

    "half up": floor(x * 10**d + 0.5), so 2.5 becomes 3 and -2.5 becomes -2. "half even": 2.5
    becomes 2 (as in R and IEEE). "down" is towards minus infinity, "up" towards plus infinity.
    """
    import numpy as np

    if how == "none":
        return x
    scale = 10.0**decimals
    scaled = x * scale
    if how == "half up":
        whole = np.floor(scaled + 0.5)
    elif how == "half even":
        whole = np.rint(scaled)
    else:
        whole = np.floor(scaled) if how == "down" else np.ceil(scaled)
    return same(whole / scale)  # type: ignore[no-any-return]
