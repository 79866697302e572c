"""What is wrong with the rows of a continuous model: its terms, the parts they belong to, and its ages."""

# The names of terms and parts are those that prodia.scoring reads: cNORM's "(Intercept)", "L2", "L1A3", and
# the predictors of a regression. A model has no end of its own, so the ages it holds for stand in its rows.

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from prodia.model.norms import NormRow, Norms
from prodia.problems import Problem, Two
from prodia.problems import norms as kinds

Tell: TypeAlias = Callable[..., Problem]

INTERCEPT = "(Intercept)"
TERM = re.compile(r"(?=.)(?:L[0-9]{1,2})?(?:A[0-9]{1,2})?", re.ASCII)
CONSTANT = "1"
PREDICTORS = (CONSTANT, "age", "sex")
SUMS, SINGLES = ("mean", "variance"), ("low_side", "shift", "scale")


def term_faults(norms: Norms, rows: Sequence[NormRow], problem: Tell) -> Iterator[Problem]:
    """Terms that are none, stand twice or are missing. ``rows``: those of one group."""
    seen: dict[tuple[tuple[str, str], ...], NormRow] = {}
    for row in rows:
        words = dict(row.words)
        yield from (_polynomial if norms.kind == "polynomial" else _regression)(row, words, problem)
        other = seen.setdefault(row.words, row)
        if other is not row:
            what = " ".join(words.values())
            yield problem(kinds.OVERLAP, row, what_nl=what, what_en=what, line=other.line)
    for nl, en in _absent(norms, rows):
        yield problem(kinds.TOO_SHORT, rows[0], what_nl=nl, what_en=en)
    if any(row.band is None for row in rows):
        yield problem(kinds.NO_AGES, rows[0])


def _polynomial(row: NormRow, words: dict[str, str], problem: Tell) -> Iterator[Problem]:
    term = words["term"]
    if term != INTERCEPT and not TERM.fullmatch(term):
        known = f"{INTERCEPT}, L1, L2, ..., A1, ..., L1A1, ..."
        yield _unknown(row, term, Two("term", "term"), known, problem)


def _regression(row: NormRow, words: dict[str, str], problem: Tell) -> Iterator[Problem]:
    part, term = words["part"], words["term"]
    if part not in (*SUMS, *SINGLES):
        yield _unknown(row, part, Two("deel", "part"), ", ".join((*SUMS, *SINGLES)), problem)
    elif term not in (PREDICTORS if part in SUMS else (CONSTANT,)):
        known = ", ".join(PREDICTORS) if part in SUMS else CONSTANT
        yield _unknown(row, term, Two("term", "term"), known, problem)
    elif part == "scale" and not (row.number("value") or 0.0) > 0:
        yield problem(
            kinds.IMPOSSIBLE, row, column="scale", value=f"{row.number('value'):g}", low=">0", high="..."
        )


def _unknown(row: NormRow, term: str, what: Two, known: str, problem: Tell) -> Problem:
    return problem(kinds.TERM, row, term=term[:40], what_nl=what.nl, what_en=what.en, known=known)


def _absent(norms: Norms, rows: Sequence[NormRow]) -> Iterator[tuple[str, str]]:
    """Without ability in it a polynomial never rises; without a spread a regression gives no score."""
    if norms.kind == "polynomial":
        if not any(text.startswith("L") for row in rows for name, text in row.words if name == "term"):
            yield "er is geen term met L", "there is no term with L"
        return
    parts = {text for row in rows for name, text in row.words if name == "part"}
    for part in SUMS:
        if part not in parts:
            yield f"er is geen rij van «{part}»", f"there is no row of «{part}»"
