"""A float of fewer bits is the decimal it was written as: 0.3 of 32 bits is not past a cut-off of 0.3."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import prodia
from prodia.batch.columns import numbers
from prodia.batch.many import run
from prodia.events import Answered
from prodia.language.columns import nine_column, widened
from prodia.language.values import double
from prodia.model.plan import Plan
from prodia.scoring.raw import as_answer
from tests.content.packs import PROTOCOL, VALID, write

DAY = dt.date(2026, 10, 1)
DRESSES = (
    "float32",
    "Float32",
    "float[pyarrow]",
    "Sparse[float32]",
    "float16",
    "halffloat[pyarrow]",
    "category",
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    text = PROTOCOL.replace("percentile 0..100", "number 0..100")
    text = text.replace("    met: pc < 10\n    judge: pc <= 15\n    judges: [clb]\n", "    met: pc <= 0.3\n")
    folder = write(tmp_path_factory.mktemp("pak"), VALID | {"lezen/1.0.0/protocol.yaml": text})
    return prodia.load(folder).catalogue.plan("lezen")


def dressed(values: list[float | None], dress: str) -> pd.Series:
    made = pd.Series(values, dtype="float32")
    return made if dress == "float32" else made.astype(dress)


class TestOne:
    @pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64, np.longdouble, np.array])
    def test_a_value_of_numpy(self, plan: Plan, kind: Any) -> None:
        assert prodia.evaluate(prodia.parse("pc <= 0.3"), {"pc": kind(0.3)})
        assert "hulp" == prodia.decide(plan, "besluit", {"pc": kind(0.3)}, on=DAY).outcome

    @pytest.mark.parametrize("kind", [np.float16, np.float32])
    def test_an_answer(self, kind: Any) -> None:
        assert 0.3 == as_answer(kind(0.3))
        assert 0.3 == Answered(on="2026-10-01", by="clb", field="pc", value=kind(0.3)).value

    def test_what_is_masked_is_no_zero(self, plan: Plan) -> None:
        masked = np.ma.masked_array([5.0], [True])[0]
        with pytest.raises(prodia.errors.TypeMismatch):
            prodia.decide(plan, "besluit", {"pc": masked}, on=DAY)


class TestMany:
    VALUES = (0.3, None, 0.31)
    SAID = ("hulp", "geen", "geen")  # the second: what is not known

    @pytest.mark.parametrize("dress", DRESSES)
    def test_a_frame(self, plan: Plan, dress: str) -> None:
        frame = pd.DataFrame({"pc": dressed([*self.VALUES], dress)})
        assert (*self.SAID,) == (*prodia.decide(plan, "besluit", frame, on=DAY)["outcome"],)
        if "Sparse" not in dress:
            assert (*self.SAID,) == (*run(plan, frame, on=DAY).table["besluit"].to_pylist(),)
        assert [0.3, 0.31] == numbers(frame["pc"])[[0, 2]].tolist()

    def test_arrow_and_polars(self, plan: Plan) -> None:
        for kind in (pa.float32(), pa.float16()):
            table = pa.table({"pc": pa.array([*self.VALUES], kind)})
            assert (*self.SAID,) == (*run(plan, table, on=DAY).table["besluit"].to_pylist(),)
        frame = pl.DataFrame({"pc": [*self.VALUES]}, schema={"pc": pl.Float32})
        assert (*self.SAID,) == (*run(plan, frame, on=DAY).table["besluit"].to_pylist(),)


@given(st.lists(st.floats(width=32)))
def test_a_column_is_what_each_of_it_is(values: list[float]) -> None:
    column = np.array(values, dtype="float32")
    found, one_by_one = widened(column), np.array([double(x) for x in column], dtype=float)
    assert (np.isclose(found, column, rtol=1e-6, atol=0, equal_nan=True)).all()
    np.testing.assert_array_equal(nine_column(found), nine_column(one_by_one))


@given(st.decimals(-1000, 1000, places=3))
def test_a_decimal_comes_back(value: Any) -> None:
    assert float(value) == widened(np.array([float(value)], dtype="float32"))[0]
