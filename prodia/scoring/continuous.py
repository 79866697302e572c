"""Continuous norms, evaluation only: cNORM polynomials and regression norms with unequal spread.

The coefficients are data from a norm pack; fitting them stays with the tools made for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from prodia.model.norms import CONSTANT, LOW, TIMES
from prodia.problems.scores import NO_SPREAD, NOT_MONOTONE, RAW_UNREACHED
from prodia.scoring.normal import N, root, same
from prodia.scoring.reasons import NoScore, no_score

if TYPE_CHECKING:
    from prodia.scoring.normal import FloatArray

__all__ = [
    "NormPolynomial",
    "RegressionNorm",
    "norm_of_raw",
    "polynomial",
    "raw_of_norm",
    "regression_z",
    "regression_z_columns",
    "rises",
]

TERM = re.compile(r"(?:L(\d+))?(?:A(\d+))?")
HALVINGS = 200
Terms: TypeAlias = "tuple[tuple[str, float], ...]"


@dataclass(frozen=True, slots=True)
class NormPolynomial:
    """raw = sum c * L**i * A**j: terms (i, j, c), L the norm score, A the age in the model's unit.

    ``lowest_raw``..``highest_raw`` is what can be attained, ``lowest``..``highest`` the norm scores
    the model holds for. Raises ``ValueError`` for an empty range or a term given twice.
    """

    terms: tuple[tuple[int, int, float], ...]
    lowest_raw: float
    highest_raw: float
    lowest: float
    highest: float

    def __post_init__(self) -> None:
        if not (self.lowest_raw < self.highest_raw and self.lowest < self.highest):
            raise ValueError("a range runs from low to high")
        if not self.terms or len({(i, j) for i, j, _ in self.terms}) < len(self.terms):
            raise ValueError("each term once, and at least one")

    def in_norm(self, age: float) -> tuple[float, ...]:
        """The coefficients of L**0, L**1, ... at this age."""
        found = [0.0] * (1 + max(i for i, _, _ in self.terms))
        for i, j, c in sorted(self.terms):
            found[i] += c * age**j
        return tuple(found)


def polynomial(
    coefficients: Mapping[str, float], *, raw: tuple[float, float], norm: tuple[float, float]
) -> NormPolynomial:
    """A model with cNORM's names for its terms: "(Intercept)", "L2", "A3", "L1A2", ...

    Raises ``ValueError`` for another name.
    """
    terms = []
    for name, c in coefficients.items():
        found = TERM.fullmatch("" if name == "(Intercept)" else name or "?")
        if found is None:
            raise ValueError(f"{name!r} is no term of L and A")
        terms.append((int(found[1] or 0), int(found[2] or 0), c))
    return NormPolynomial(tuple(sorted(terms)), *raw, *norm)


def _value(coefficients: tuple[float, ...], x: Any) -> Any:
    total = 0.0 * x
    for c in reversed(coefficients):
        total = total * x + c
    return total


def raw_of_norm(norm: N, age: float, model: NormPolynomial) -> N:
    """The raw score expected at a norm score and age, held within the attainable range.

    ``norm`` is a number or an array. Source: cNORM ``predictRaw``.
    """
    import numpy as np

    raw = _value(model.in_norm(age), norm)
    return same(np.clip(raw, model.lowest_raw, model.highest_raw))  # type: ignore[no-any-return]


def rises(age: float, model: NormPolynomial) -> bool:
    """Whether, at this age, a higher norm score always means a higher raw score, over the whole range.

    Where the model leaves the attainable range it is not looked at: there it is held at the edge.
    """
    import numpy as np

    coefficients = model.in_norm(age)
    slope = tuple(i * c for i, c in enumerate(coefficients))[1:]
    turns = [float(r.real) for r in np.roots(slope[::-1]) if abs(r.imag) < 1e-9]
    edges = sorted({model.lowest, model.highest, *(t for t in turns if model.lowest < t < model.highest)})
    values = [min(max(_value(coefficients, e), model.lowest_raw), model.highest_raw) for e in edges]
    return all(a <= b for a, b in pairwise(values)) and values[0] < values[-1]


def norm_of_raw(raw: float, age: float, model: NormPolynomial) -> float | NoScore:
    """The norm score at which the model expects this raw score at this age.

    The root is found by halving the range until it can not be halved. No score where the model does
    not rise at this age, or does not reach the raw score within its range (cNORM gives the edge).
    """
    if not rises(age, model):
        return no_score(NOT_MONOTONE)
    coefficients, low, high = model.in_norm(age), float(model.lowest), float(model.highest)
    if not _value(coefficients, low) <= raw <= _value(coefficients, high):
        return no_score(RAW_UNREACHED, first=f"{low:g}", last=f"{high:g}")
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _value(coefficients, middle) < raw else (low, middle)
    return high


@dataclass(frozen=True, slots=True)
class RegressionNorm:
    """Coefficients by term: "1" for the constant, a predictor, or a product such as "age*parent".

    The score is predicted by ``mean`` and its variance by ``variance``, in which "low" is 1 for a score
    below the prediction and 0 for another; residuals are then shifted by ``shift`` and divided by
    ``scale`` (by 1 where that has no terms).
    """

    mean: Terms
    variance: Terms
    shift: Terms = ()
    scale: Terms = (("1", 1.0),)

    @property
    def predictors(self) -> frozenset[str]:
        """The predictors that are read of a person."""
        terms = (*self.mean, *self.variance, *self.shift, *self.scale)
        return frozenset(name for term, _ in terms for name in term.split(TIMES)) - {CONSTANT, LOW}


def _sum(terms: Terms, predictors: Mapping[str, Any]) -> Any:
    total: Any = 0.0
    for term, coefficient in terms:
        value: Any = coefficient
        for name in term.split(TIMES) if term != CONSTANT else ():
            value = value * predictors[name]
        total = total + value
    return total


def regression_z(y: float, predictors: Mapping[str, float], norm: RegressionNorm) -> float | NoScore:
    """((Y - b'x) / sqrt(v'x) + a'x) / s'x: the z score of ``y`` given its predictors.

    Source: the general form of Zachary and Gorsuch (1985); that below the prediction scores may spread
    otherwise, and that residuals are adjusted after, as the norms of the SWAN do. No score where the
    model leaves no spread or a predictor is NaN. Raises ``KeyError`` for a predictor that is not given.
    """
    import numpy as np

    columns = {name: np.asarray([x], dtype=float) for name, x in predictors.items()}
    found = float(regression_z_columns(np.asarray([y], dtype=float), columns, norm)[0])
    return no_score(NO_SPREAD, what="z") if math.isnan(found) else found


def regression_z_columns(
    y: FloatArray, predictors: Mapping[str, FloatArray], norm: RegressionNorm
) -> FloatArray:
    """:func:`regression_z` for arrays of one length; NaN where there is no score."""
    import numpy as np

    predicted = _sum(norm.mean, predictors)
    low = np.where(y < predicted, 1.0, 0.0)
    variance = np.asarray(_sum(norm.variance, {**predictors, LOW: low}))
    scale = np.asarray(_sum(norm.scale, predictors))
    spread = root(np.where(variance > 0, variance, np.nan))
    found: FloatArray = ((y - predicted) / spread + _sum(norm.shift, predictors)) / np.where(
        scale > 0, scale, np.nan
    )
    return found
