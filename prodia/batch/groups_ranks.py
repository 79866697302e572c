"""Where each person stands in the group, and how far two scores of each person lie apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.batch.groups_columns import ColumnOf, column, numbers, tabled
from prodia.problems import Lang
from prodia.problems.groups import TOO_FEW_PEOPLE
from prodia.problems.scores import NO_VALUE
from prodia.scoring import differences as scoring
from prodia.scoring import ranks
from prodia.scoring.ranks import POSITIONS, RankKind
from prodia.scoring.reasons import NoScore, no_score

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

    from prodia.scoring.normal import FloatArray

__all__ = ["differences", "percentile_ranks", "plotting_positions"]


def percentile_ranks(scores: pd.Series, kind: RankKind) -> pd.Series | NoScore:
    """The percentile rank, 0 to 100, of each score within this group; missing stays missing.

    ``kind`` as for :func:`prodia.scoring.ranks.percentile_rank`. This says where someone stands in
    these people, not in a norm group. No score for fewer than two people. Raises ``ValueError`` for
    another kind, ``TypeError`` for a cell that is no number.
    """
    import numpy as np

    ranks.percentile_rank(np.zeros(1), 0.0, kind)
    values = _series(scores)
    sample = np.sort(values[~np.isnan(values)])
    distinct, where = np.unique(values, return_inverse=True)
    found = np.array([np.nan if x != x else ranks.percentile_rank(sample, x, kind) for x in distinct])
    return _back(scores, found[where], len(sample))


def plotting_positions(scores: pd.Series, method: str) -> pd.Series | NoScore:
    """The plotting position, 0 to 1, of each score within this group; missing stays missing.

    ``method`` is a name in :data:`prodia.scoring.ranks.POSITIONS`; ties share a rank. No score for fewer
    than two people. Raises ``ValueError`` for another method, ``TypeError`` for a cell that is no number.
    """
    import numpy as np

    if method not in POSITIONS:
        raise ValueError(f"{method!r} is none of {', '.join(POSITIONS)}")
    values = _series(scores)
    here = ~np.isnan(values)
    found = np.full(len(values), np.nan)
    found[here] = ranks.plotting_positions(values[here], *POSITIONS[method])
    return _back(scores, found, int(here.sum()))


def _series(scores: pd.Series) -> FloatArray:
    import pandas as pd

    if not isinstance(scores, pd.Series):
        raise TypeError("a pandas Series is needed")
    return numbers(scores)


def _back(scores: pd.Series, found: FloatArray, n: int) -> pd.Series | NoScore:
    import numpy as np
    import pandas as pd

    if n < 2:
        return no_score(TOO_FEW_PEOPLE, found=n, least=2)
    held = pd.array(
        [None if absent else x for x, absent in zip(found, np.isnan(found), strict=True)], "Float64"
    )
    return pd.Series(held, index=scores.index, name=scores.name)


def differences(
    frame: pd.DataFrame,
    x: ColumnOf,
    y: ColumnOf,
    *,
    sd: float,
    reliability_x: float,
    reliability_y: float,
    correlation: float,
    level: float,
    lang: Lang = "nl",
) -> pd.DataFrame | NoScore:
    """For each person, in the order of ``frame``: x - y, how reliable and how rare it is, its interval.

    Columns: difference, critical (the smallest beyond error), p_reliable, base_rate,
    base_rate_direction, low, high, reason; the figures are those of
    :func:`prodia.scoring.differences.difference`, which see for formulas and sources. No score for
    a frame without rows. Raises as it does, ``KeyError`` for an absent column, ``TypeError`` for a
    cell that is no number.
    """
    import numpy as np

    a, b = numbers(column(frame, x)), numbers(column(frame, y))
    none = no_score(NO_VALUE)

    def one(first: float, second: float) -> tuple[float, ...]:
        d = scoring.difference(
            first,
            second,
            sd=sd,
            reliability_x=reliability_x,
            reliability_y=reliability_y,
            correlation=correlation,
            level=level,
        )
        ways = d.base_rate, d.base_rate_direction
        return d.d, d.critical, d.reliable, *ways, d.interval.low, d.interval.high

    one(0.0, 0.0)  # figures that can not go together are refused, whoever is there
    if not len(a):
        return no_score(TOO_FEW_PEOPLE, found=0, least=1)
    names = "difference critical p_reliable base_rate base_rate_direction low high".split()
    rows = [
        dict(zip(names, [none] * len(names) if np.isnan(p + q) else one(p, q), strict=True))
        for p, q in zip(a.tolist(), b.tolist(), strict=True)
    ]
    return tabled(frame.index, rows, lang)
