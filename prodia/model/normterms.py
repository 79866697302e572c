"""What is wrong with the rows of a continuous model: its terms, the parts they belong to, and its ages."""

# The names of terms and parts are those that prodia.scoring reads: cNORM's "(Intercept)", "L2", "L1A3", and
# the predictors of a regression (prodia.model.predictors). A model has no end of its own, so the ages it
# holds for stand in its rows.

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from prodia.model.norms import NormRow, Norms
from prodia.model.predictors import CONSTANT, TIMES, terms_known
from prodia.problems import Problem, Two
from prodia.problems import norms as kinds

Tell: TypeAlias = Callable[..., Problem]

INTERCEPT = "(Intercept)"
TERM = re.compile(r"(?=.)(?:L[0-9]{1,2})?(?:A[0-9]{1,2})?", re.ASCII)
NEEDED, PARTS = ("mean", "variance"), ("mean", "variance", "shift", "scale")


def term_faults(norms: Norms, rows: Sequence[NormRow], problem: Tell) -> Iterator[Problem]:
    """Terms that are none, stand twice or are missing. ``rows``: those of one group."""
    seen: dict[tuple[tuple[str, str], ...], NormRow] = {}
    for row in rows:
        words = dict(row.words)
        if norms.kind == "polynomial":
            yield from _polynomial(row, words, problem)
        else:
            yield from _regression(norms, row, words, problem)
        other = seen.setdefault(row.words, row)
        if other is not row:
            what = " ".join(words.values())
            yield problem(kinds.OVERLAP, row, what_nl=what, what_en=what, line=other.line)
    yield from _scale(rows, problem)
    for nl, en in _absent(norms, rows):
        yield problem(kinds.TOO_SHORT, rows[0], what_nl=nl, what_en=en)
    if any(row.band is None for row in rows):
        yield problem(kinds.NO_AGES, rows[0])


def _polynomial(row: NormRow, words: dict[str, str], problem: Tell) -> Iterator[Problem]:
    term = words["term"]
    if term != INTERCEPT and not TERM.fullmatch(term):
        known = f"{INTERCEPT}, L1, L2, ..., A1, ..., L1A1, ..."
        yield _unknown(row, term, Two("term", "term"), known, problem)


def _regression(norms: Norms, row: NormRow, words: dict[str, str], problem: Tell) -> Iterator[Problem]:
    part, term = words["part"], words["term"]
    if part not in PARTS:
        yield _unknown(row, part, Two("deel", "part"), ", ".join(PARTS), problem)
        return
    known = terms_known(norms, part)
    if term != CONSTANT and any(name not in known for name in term.split(TIMES)):
        products = ", ".join((CONSTANT, *known, f"{known[0]}{TIMES}{known[1]}, ..."))
        yield _unknown(row, term, Two("term", "term"), products, problem)


def _scale(rows: Sequence[NormRow], problem: Tell) -> Iterator[Problem]:
    """A scale that is one constant lies above 0; of another that shows when it is used."""
    scale = [row for row in rows if dict(row.words).get("part") == "scale"]
    if (
        len(scale) == 1
        and dict(scale[0].words)["term"] == CONSTANT
        and not (scale[0].number("value") or 0.0) > 0
    ):
        said = {"value": f"{scale[0].number('value'):g}", "low": ">0", "high": "..."}
        yield problem(kinds.IMPOSSIBLE, scale[0], column="scale", **said)


def _unknown(row: NormRow, term: str, what: Two, known: str, problem: Tell) -> Problem:
    return problem(kinds.TERM, row, term=term[:40], what_nl=what.nl, what_en=what.en, known=known)


def _absent(norms: Norms, rows: Sequence[NormRow]) -> Iterator[tuple[str, str]]:
    """Without ability in it a polynomial never rises; without a spread a regression gives no score."""
    if norms.kind == "polynomial":
        if not any(text.startswith("L") for row in rows for name, text in row.words if name == "term"):
            yield "er is geen term met L", "there is no term with L"
        return
    parts = {text for row in rows for name, text in row.words if name == "part"}
    for part in NEEDED:
        if part not in parts:
            yield f"er is geen rij van «{part}»", f"there is no row of «{part}»"
