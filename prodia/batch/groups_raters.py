"""Whether raters agree: kappa for categories, the intraclass correlations for scores."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from prodia.batch.groups_columns import (
    ColumnOf,
    categories,
    column,
    distinct,
    in_one_order,
    labels,
    matrix,
    numbers,
)
from prodia.problems.groups import TOO_FEW_PEOPLE
from prodia.problems.scores import NO_SPREAD
from prodia.scoring import agreement as scoring
from prodia.scoring.agreement import Icc
from prodia.scoring.reasons import NoScore, no_score

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

    from prodia.scoring.normal import FloatArray

__all__ = ["Agreement", "InterRater", "Weights", "agreement", "icc", "icc_long"]

Weights: TypeAlias = "Literal['linear', 'quadratic'] | FloatArray | pd.DataFrame | None"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two raters over ``n`` people; ``left_out`` more miss a rating.

    ``counts`` are rows of rater A by columns of rater B, in the order of ``levels``; ``percent`` runs
    from 0 to 100; ``weighted`` is None where no weights were asked.
    """

    levels: tuple[Any, ...]
    counts: tuple[tuple[int, ...], ...]
    percent: float | NoScore
    kappa: float | NoScore
    weighted: float | NoScore | None
    n: int
    left_out: int

    def table(self) -> pd.DataFrame:
        """The counts, rater A down and rater B across."""
        import pandas as pd

        rows, across = (pd.Index(list(self.levels), name=name) for name in ("a", "b"))
        return pd.DataFrame([list(row) for row in self.counts], index=rows, columns=across)


def agreement(
    frame: pd.DataFrame, rater_a: ColumnOf, rater_b: ColumnOf, *, levels: Sequence[Any], weights: Weights
) -> Agreement:
    """Percent agreement, Cohen's kappa and weighted kappa of two columns with categories.

    ``levels`` are all categories there are, in their order, all numbers or all text. ``weights`` of
    disagreement: "linear", "quadratic", a k by k array or a DataFrame with the levels on both sides,
    or None where the categories have no order. People with one rating are left out. Sources: Cohen
    (1960, 1968), see :mod:`prodia.scoring.agreement`. Raises ``KeyError`` for an absent column,
    ``TypeError`` or ``ValueError`` for a cell that is none of the levels and for weights that do not fit.
    """
    import numpy as np
    import pandas as pd

    if not isinstance(rater_a, pd.Series) and not isinstance(rater_b, pd.Series):
        distinct((rater_a, rater_b), 2)
    a, b = (categories(column(frame, rater), levels) for rater in (rater_a, rater_b))
    w = _weights(weights, levels)
    both = (a >= 0) & (b >= 0)
    counts = np.zeros((len(levels), len(levels)), dtype=np.int64)
    np.add.at(counts, (a[both], b[both]), 1)
    n = int(both.sum())
    held = tuple(levels), tuple(tuple(row) for row in counts.tolist())
    if n < 2:
        few = no_score(TOO_FEW_PEOPLE, found=n, least=2)
        return Agreement(*held, few, few, None if w is None else few, n, len(a) - n)
    table = counts.astype(float)
    weighted = None if w is None else scoring.weighted_kappa(table, w)
    return Agreement(*held, scoring.percent_agreement(table), scoring.kappa(table), weighted, n, len(a) - n)


def _weights(weights: Any, levels: Sequence[Any]) -> Any:
    """The weights as the formula takes them, checked even where there are too few people to use them."""
    import numpy as np
    import pandas as pd

    k = len(levels)
    if isinstance(weights, pd.DataFrame):
        if list(weights.index) != list(levels) or list(weights.columns) != list(levels):
            raise ValueError("the rows and columns of the weights are the levels, in their order")
        weights = matrix(weights, list(levels))
    elif weights is not None and not isinstance(weights, str):
        weights = np.asarray(weights)
    if isinstance(weights, np.ndarray) and (weights.dtype.kind not in "iuf" or not (weights >= 0).all()):
        raise ValueError("weights of disagreement are numbers, none below 0")
    if weights is not None:
        scoring.weighted_kappa(np.eye(k), weights)  # raises for weights of another form
    return weights


@dataclass(frozen=True, slots=True)
class InterRater:
    """The intraclass correlations of ``n`` people rated by every one of ``raters``; ``left_out`` more
    were not, and nothing was filled in for them."""

    icc: Icc | NoScore
    n: int
    raters: tuple[Hashable, ...]
    left_out: int


def icc(frame: pd.DataFrame, raters: Sequence[Hashable] | None = None) -> InterRater:
    """The six intraclass correlations of one row a person and one column a rater (None: every column).

    Source: Shrout and Fleiss (1979), see :func:`prodia.scoring.agreement.icc`. Raises ``KeyError`` for
    an absent column, ``ValueError`` for fewer than two, ``TypeError`` for a cell that is no number.
    """
    names = distinct(labels(frame) if raters is None else raters, 2)
    return _icc(matrix(frame, names), names)


def _icc(every: FloatArray, raters: tuple[Hashable, ...]) -> InterRater:
    import numpy as np

    rows = in_one_order(every[~np.isnan(every).any(axis=1)])
    n = len(rows)
    found: Icc | NoScore
    if n < 2:
        found = no_score(TOO_FEW_PEOPLE, found=n, least=2)
    elif np.ptp(rows.mean(axis=1)) <= 1e-12 * np.abs(rows).max():  # people differ by rounding alone
        found = no_score(NO_SPREAD, what="ICC")
    else:
        found = scoring.icc(rows)
    return InterRater(found, n, raters, len(every) - n)


def icc_long(frame: pd.DataFrame, *, person: ColumnOf, rater: ColumnOf, score: ColumnOf) -> InterRater:
    """:func:`icc` of one row a rating: columns with who was rated, by whom, and the score.

    A person without a score from every rater is left out and counted. Raises ``KeyError`` for an absent
    column; ``ValueError`` for a row without person or rater, two ratings of one person by one rater, or
    fewer than two raters; ``TypeError`` for a score that is no number.
    """
    import numpy as np
    import pandas as pd

    who, by = column(frame, person), column(frame, rater)
    scores = numbers(column(frame, score))
    for names in (who, by):
        if names.isna().any():
            raise ValueError(f"column {names.name!r} is empty in {int(names.isna().sum())} rows")
    people, persons = pd.factorize(who)
    rated, raters = pd.factorize(by)
    at = people * max(1, len(raters)) + rated
    if len(np.unique(at)) < len(at):
        raise ValueError("a person has two ratings by one rater")
    order = sorted(range(len(raters)), key=lambda i: (type(raters[i]).__name__, str(raters[i])))
    every = np.full((len(persons), len(raters)), np.nan)
    every[people, rated] = scores
    return _icc(every[:, order], distinct([raters[i] for i in order], 2))
