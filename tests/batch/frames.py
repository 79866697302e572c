"""Frames that the tests of this room share, and one column in every dress that pandas has for it."""

from __future__ import annotations

import dataclasses
import math
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import strategies as st

from prodia.scoring.score import NoScore

ANSWERS = {
    "q1": [1, 2, 3, None, 5, 2],
    "q2": [2, 2, 3, 4, 4, 1],
    "q3": [1, 3, 3, 5, 5, 2],
}
CHUNKED = "chunks of int64[pyarrow]"
DRESSES = (
    "Int64",
    "Float64",
    "float64",
    "float32",
    "object",
    "category",
    "Sparse[float]",
    "int64[pyarrow]",
    "double[pyarrow]",
    pd.ArrowDtype(pa.decimal128(5, 2)),
    pd.ArrowDtype(pa.dictionary(pa.int8(), pa.int64())),
    CHUNKED,
    "mixed numbers",
)
YES_NO_DRESSES = ("boolean", "bool[pyarrow]", "object", "category")


def dressed(values: list[Any], dress: Any) -> pd.Series:
    """The same numbers, None for missing, as a Series of that dtype."""
    if dress == CHUNKED:
        parts = pa.chunked_array([pa.array(values[:1], pa.int64()), pa.array(values[1:], pa.int64())])
        return pd.Series(pd.arrays.ArrowExtensionArray(parts))
    if dress == "mixed numbers":
        kinds = (int, np.int8, Decimal, float, np.float32)
        held = [pd.NA if x is None else kinds[at % 5](x) for at, x in enumerate(values)]
        return pd.Series(held, dtype=object)
    if isinstance(dress, pd.ArrowDtype) and pa.types.is_decimal(dress.pyarrow_dtype):
        return pd.Series([None if x is None else Decimal(x) for x in values], dtype=dress)
    return pd.Series(values, dtype=dress)


def answers(dress: Any = "Int64") -> pd.DataFrame:
    return pd.DataFrame({name: dressed(values, dress) for name, values in ANSWERS.items()})


cells = st.one_of(st.none(), st.integers(0, 4), st.sampled_from([0.5, 2.25, 1e-9]))


def people(columns: int, least: int = 0) -> st.SearchStrategy[pd.DataFrame]:
    """Frames of that many columns a, b, ..., with holes."""
    rows = st.lists(st.tuples(*[cells] * columns), min_size=least, max_size=12)
    names = list("abcdefgh"[:columns])
    return rows.map(lambda held: pd.DataFrame(held, columns=names).astype("Float64"))


def honest(found: Any) -> bool:
    """Whether every figure in a record is a number or a NoScore, never NaN or infinite."""
    if isinstance(found, NoScore):
        return bool(found.why("nl")) and "{" not in found.why("nl") + found.why("en")
    if dataclasses.is_dataclass(found):
        return all(honest(getattr(found, f.name)) for f in dataclasses.fields(found))
    if isinstance(found, tuple):
        return all(map(honest, found))
    return not isinstance(found, float) or math.isfinite(found)


def explained(table: pd.DataFrame) -> bool:
    """Whether a table holds no NaN, and a reason in every row with a hole and in no other."""
    figures = table.drop(columns="reason")
    quiet = any(np.isnan(figures[name].to_numpy(float, na_value=0.0)).any() for name in figures)
    return not quiet and (figures.isna().any(axis=1) == (table["reason"] != "")).all()
