"""Norms of the SWAN from the user's own file, for the vectors that its makers' program gave.

The coefficients may not be shipped. ``PRODIA_SWAN`` names a folder with ``rows.csv``, of the total score with
sex: a row for each coefficient of the published model, in the columns ``age_from,age_to,informant,scale,
part,term,value``, once for parents (from 60 months) and once for self-report (from 144), with the terms that
``DECLARED`` makes possible: ``years``, ``female*parent``, ``low``, ``male*child``, ... Without the folder the
vectors are skipped; the same mechanism is held to figures of our own in ``test_predictors.py``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from prodia.content.normtables import read_text
from prodia.model.norms import Norms
from prodia.scoring.norms import NormSet, norm_set
from prodia.scoring.person import Person
from prodia.scoring.score import Score

DECLARED: dict[str, Any] = {
    "format": 1,
    "id": "swan-eigen",
    "version": "1.0.0",
    "instrument": "swan",
    "group": "als in het bestand",
    "country": "Canada",
    "rows": "private",
    "kind": "regression",
    "age": "days / 30.4375",
    "by": ["informant"],
    "gives": ["T"],
    "words": {"informant": ["parent", "self"]},
    "predictors": {
        "years": "min(age, 18)",
        "female": 'sex = "f"',
        "male": 'sex = "m"',
        "child": "age < 12",
        "youth": "age >= 12",
        "parent": 'informant = "parent"',
    },
    "source": [{"ref": "eigen-normtabel", "confidence": "seen"}],
}


@cache
def norms() -> NormSet:
    """The norms; skips the test where the user names no file."""
    folder = os.environ.get("PRODIA_SWAN")
    if not folder:
        pytest.skip("the coefficients of the SWAN are not here: PRODIA_SWAN names no folder")
    declared = Norms.model_validate(DECLARED)
    got = read_text((Path(folder) / "rows.csv").read_text("utf-8"), "rows.csv", declared, digest="")
    assert got.rows is not None, [p.line("en") for p in got.problems]
    return norm_set(declared, got.rows)


def t_score(asked: Mapping[str, Any]) -> float | None:
    """The T score of a reversed and prorated total, as the vectors ask it."""
    person = Person(
        sex={1: "m", 2: "f"}[asked["gender"]],
        age_months=asked["age"] * 12,
        informant="parent" if asked["p_respondent"] else "self",
    )
    return norms().applied(Score(raw=float(asked["swan_pro"]), scale="totaal"), person).on("T")
