"""How well items hang together in a group: alpha and its kin from a frame, omega from loadings."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from prodia.batch.groups_columns import distinct, in_one_order, matrix, numbers, tabled
from prodia.problems import Lang
from prodia.problems.groups import CONSTANT_COLUMN, ONE_ITEM_LEFT, TOO_FEW_PEOPLE
from prodia.problems.scores import NO_SPREAD
from prodia.scoring.reasons import NoScore, no_score
from prodia.scoring.reliability import Alpha, ItemFit, alpha, item_fit, omega_total, standardized_alpha

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

    from prodia.scoring.normal import FloatArray

__all__ = ["Item", "Reliability", "omega", "reliability"]


@dataclass(frozen=True, slots=True)
class Item:
    """One item. ``answered`` counts all people who answered it; ``mean`` and ``sd`` (n - 1) are of the
    people used for alpha who did; ``with_rest`` is its correlation with the sum of the others."""

    name: Hashable
    answered: int
    mean: float | NoScore
    sd: float | NoScore
    with_rest: float | NoScore
    alpha_without: float | NoScore


@dataclass(frozen=True, slots=True)
class Reliability:
    """Alpha of ``k`` items over ``n`` people; ``left_out`` more had an answer missing that was needed."""

    alpha: Alpha | NoScore
    standardized: float | NoScore
    n: int
    k: int
    left_out: int
    items: tuple[Item, ...]

    def table(self, lang: Lang = "nl") -> pd.DataFrame:
        """One row an item, in the order asked: answered, mean, sd, corrected_r, alpha_if_deleted, reason."""
        import pandas as pd

        rows = [
            {
                "answered": item.answered,
                "mean": item.mean,
                "sd": item.sd,
                "corrected_r": item.with_rest,
                "alpha_if_deleted": item.alpha_without,
            }
            for item in self.items
        ]
        return tabled(pd.Index([item.name for item in self.items], name="item"), rows, lang)


def reliability(
    frame: pd.DataFrame,
    items: Sequence[Hashable],
    *,
    missing: Literal["listwise", "pairwise"],
    level: float,
) -> Reliability:
    """Cronbach's alpha of the columns ``items`` with Feldt's interval, and each item against the rest.

    ``missing`` "listwise" leaves out people with an empty answer, "pairwise" those without any and
    takes each covariance over who answered both. Turn reversed items round first. Sources: Cronbach
    (1951), Feldt (1965), see :mod:`prodia.scoring.reliability`. Raises ``KeyError`` for an absent
    column; ``ValueError`` for fewer than two, one named twice, or a level outside 0..1; ``TypeError``
    for a cell that is no number.
    """
    import numpy as np

    names = distinct(items, 2)
    every = matrix(frame, names)
    empty = np.isnan(every)
    rows = in_one_order(every[~(empty.any(axis=1) if missing == "listwise" else empty.all(axis=1))])
    n = len(rows)
    whole: Alpha | NoScore = alpha(rows, missing=missing, level=level)
    standardized = standardized_alpha(rows, missing=missing)
    fits = item_fit(rows, missing=missing)
    if n < 2:
        whole = standardized = fits = no_score(TOO_FEW_PEOPLE, found=n, least=2)
    answered = (~empty).sum(axis=0).tolist()
    found = tuple(
        _item(name, answered[at], rows[:, at], fits if isinstance(fits, NoScore) else fits[at], len(names))
        for at, name in enumerate(names)
    )
    flat = [item.sd for item in found if isinstance(item.sd, NoScore)]
    if flat and isinstance(standardized, NoScore):
        standardized = flat[0]
    return Reliability(whole, standardized, n, len(names), len(every) - n, found)


def _item(name: Hashable, answered: int, held: FloatArray, fit: ItemFit | NoScore, k: int) -> Item:
    import numpy as np

    values = np.sort(held[~np.isnan(held)])
    few = no_score(TOO_FEW_PEOPLE, found=len(values), least=2)
    constant = no_score(CONSTANT_COLUMN, column=name)
    if len(values) < 2:
        return Item(name, answered, float(values[0]) if len(values) else few, few, few, few)
    flat = bool(values[0] == values[-1])
    mean, sd = (float(values[0]), constant) if flat else (float(values.mean()), float(values.std(ddof=1)))
    if isinstance(fit, NoScore):
        return Item(name, answered, mean, sd, fit, fit)
    rest, without = fit.with_rest, fit.alpha_without
    no_rest = constant if flat else no_score(NO_SPREAD, what="r")
    no_alpha = no_score(ONE_ITEM_LEFT) if k == 2 else no_score(NO_SPREAD, what="alpha")
    return Item(
        name, answered, mean, sd, no_rest if rest is None else rest, no_alpha if without is None else without
    )


def omega(
    loadings: pd.Series | Mapping[Hashable, float],
    uniquenesses: pd.Series | Mapping[Hashable, float] | None = None,
) -> float:
    """McDonald's omega total from the loadings of a one-factor model that was fitted elsewhere.

    Without ``uniquenesses`` they are 1 - loading**2. Both are matched by item. Source: McDonald (1999),
    see :func:`prodia.scoring.reliability.omega_total`. Raises ``TypeError`` for what is no number;
    ``ValueError`` for a missing figure, an item named twice, other items in one than in the other, a
    uniqueness below 0, or nothing to explain.
    """
    given = _by_item(loadings, "loadings")
    theta = None if uniquenesses is None else _by_item(uniquenesses, "uniquenesses")
    if theta is not None and theta.keys() != given.keys():
        raise ValueError("loadings and uniquenesses are not of the same items")
    pairs = sorted((x, 0.0 if theta is None else theta[item]) for item, x in given.items())
    return omega_total([x for x, _ in pairs], None if theta is None else [t for _, t in pairs])


def _by_item(figures: Any, what: str) -> dict[Hashable, float]:
    import numpy as np
    import pandas as pd

    if not isinstance(figures, pd.Series):
        if not isinstance(figures, Mapping):
            raise TypeError(f"{what} are a Series or a mapping from item to figure")
        figures = pd.Series(list(figures.values()), index=pd.Index(list(figures), dtype=object), dtype=object)
    if not figures.index.is_unique:
        raise ValueError(f"an item stands twice in the {what}")
    values = numbers(figures.rename(what))
    if np.isnan(values).any():
        raise ValueError(f"one of the {what} is missing")
    return dict(zip(figures.index, values.tolist(), strict=True))
