"""What is read from files, and what comes of it, stays in its process: another one loads its own."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from multiprocessing import get_context
from threading import Barrier
from typing import Any

import pandas as pd
import pytest

import prodia
from prodia import errors
from prodia.batch import run
from prodia.problems import Problem
from prodia.problems.commands import NO_FILE
from prodia.problems.language import UNFINISHED
from prodia.words import Words
from tests.shipped import CATALOGUE

ON = dt.date(2026, 10, 1)
REFERENCE = "algemeen@1.0.0"
SAID = {"vragen_beantwoord": "ja", "doelen_benoemd": True, "school_kan_bieden": "ja"}


@cache
def held() -> dict[str, Any]:
    plan = CATALOGUE.plan(REFERENCE)
    opened = {"kind": "opened", "on": "2026-09-01", "by": "clb-contact", "protocol": REFERENCE}
    case = prodia.Case.open(CATALOGUE, opened | {"mode": "consultative", "question": "?"})
    ran = run(plan, pd.DataFrame([SAID]), on=ON, allow_missing=True)
    return {"Catalogue": CATALOGUE, "Plan": plan, "Case": case, "State": case.state, "Run": ran}


@pytest.mark.parametrize("name", ["Catalogue", "Plan", "Case", "State", "Run"])
def test_it_says_what_another_process_does(name: str) -> None:
    with pytest.raises(TypeError, match=f"^{name} can not be pickled: another process loads its own"):
        pickle.dumps(held()[name])


def test_also_where_nothing_was_read_of_it_yet() -> None:
    with pytest.raises(TypeError, match="Catalogue can not be pickled"):
        pickle.dumps(prodia.load())


@pytest.mark.parametrize("name", ["Catalogue", "Plan", "Case", "State", "Run"])
def test_a_copy_of_what_never_changes_is_the_thing_itself(name: str) -> None:
    one = held()[name]
    assert copy.copy(one) is one
    assert [one] == copy.deepcopy([one])
    frame = pd.DataFrame({"x": [1]})
    frame.attrs["of"] = one  # which pandas copies deeply, again and again
    assert frame.head().attrs["of"] is one


def _decided(reference: str, said: dict[str, Any]) -> str | None:
    found: str | None = prodia.decide(prodia.load().catalogue.plan(reference), "aanbeveling", said).outcome
    return found


P = Problem(NO_FILE, None, path="x")
ERRORS: tuple[Exception, ...] = (
    errors.ProdiaError(P),
    errors.ExpressionError(UNFINISHED, "a <", 2, 3, wanted=Words("een waarde", "a value")),
    errors.TypeMismatch(P),
    errors.EventRefused(P, ("opened",)),
    errors.ContentError((P, Problem(UNFINISHED, None))),
    errors.MissingExtra("pandas", "frames"),
    errors.CaseFileError(P),
    errors.UnknownName(P),
    errors.DataWarning(P),
)


def test_every_error_is_among_them() -> None:
    kinds = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Exception)}
    assert {kind for kind in kinds if kind.__module__ == errors.__name__} == {type(one) for one in ERRORS}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_comes_whole_out_of_another_process(error: Exception) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert (type(error), str(error)) == (type(again), str(again))
        assert vars(error) == vars(again)


def test_threads_that_share_a_catalogue_get_the_same_plans() -> None:
    """Also where each is the first to ask: of a plan that is being made nobody sees the beginning."""
    was = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for _ in range(3):
            catalogue, references = prodia.load().catalogue, CATALOGUE.references()
            begin = Barrier(len(references))

            def asked(reference: str, catalogue: Any = catalogue, begin: Barrier = begin) -> str:
                begin.wait()
                return str(catalogue.plan(reference).digest)

            with ThreadPoolExecutor(len(references)) as pool:
                found = [*pool.map(asked, references)]
            assert [CATALOGUE.plan(one).digest for one in references] == found
    finally:
        sys.setswitchinterval(was)


def test_another_process_loads_its_own() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        assert "binnen-de-school" == pool.submit(_decided, REFERENCE, SAID).result()
