"""A file, a frame and one person alone give the same scores, however the file is cut or ordered."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.batch import frames
from prodia.batch.files import scored_chunks
from prodia.scoring.key import ScoringKey
from prodia.scoring.person import Person
from tests.batch.given import Form, groups, reading, row_of, rows_of, scored, table, whole, written
from tests.examples import examples

pytestmark = pytest.mark.filterwarnings("ignore::prodia.errors.DataWarning")


class TestRoutes:
    """A file, a frame and one person alone give the same; pieces and order do not matter."""

    @settings(max_examples=examples(60))
    @given(groups(), st.integers(1, 4), st.randoms(use_true_random=False))
    def test_the_same_everywhere(
        self,
        tmp_path_factory: Any,
        group: tuple[ScoringKey, list[Form], list[Person]],
        size: int,
        dice: Any,
    ) -> None:
        key, some, people = group
        expected = [row_of(key, key.score(form, person)) for form, person in zip(some, people, strict=True)]
        items = list(key.instrument.every_item)
        head, *rows = table(some, people, items)
        order = list(range(len(rows)))
        dice.shuffle(order)
        folder = tmp_path_factory.mktemp("people")
        path = written(folder / "people.csv", [head, *(rows[i] for i in order)], ";")
        chunks = list(scored_chunks(reading(path, key, age="months"), key, size=size))
        ids, found = whole(chunks)
        assert [f"p{i}" for i in order] == ids
        assert [expected[i] for i in order] == found
        assert [expected[i] for i in order] == self._framed(key, [rows[i] for i in order], head)

    def _framed(self, key: ScoringKey, rows: list[list[str]], head: list[str]) -> list[dict[str, Any]]:
        frame = pd.DataFrame(rows, columns=head).replace("", None)
        for name in (*key.instrument.every_item, "age_months"):
            frame[name] = frame[name].astype("float64")
        for name in ("born", "tested"):
            frame[name] = pd.to_datetime(frame[name])
        found = frames.score(key, frame)
        return rows_of({name: found[name].astype(object).to_numpy(na_value=None) for name in found})


class TestParquet:
    """The same people as Parquet, with its own types, get the same scores."""

    @settings(max_examples=examples(30))
    @given(groups())
    def test_the_same(
        self, tmp_path_factory: Any, group: tuple[ScoringKey, list[Form], list[Person]]
    ) -> None:
        key, some, people = group
        folder, items = tmp_path_factory.mktemp("p"), list(key.instrument.every_item)
        expected = whole(scored(written(folder / "p.csv", table(some, people, items)), key))
        columns = {"id": pa.array([f"p{i}" for i in range(len(some))])}
        columns |= {i: pa.array([form.get(i) for form in some], pa.float64()) for i in items}
        columns["q1"] = columns["q1"].dictionary_encode()
        columns |= {n: pa.array([getattr(p, n) for p in people], pa.date32()) for n in ("born", "tested")}
        columns["tested"] = columns["tested"].cast(pa.timestamp("ms"))
        columns["age_months"] = pa.array([p.age_months for p in people], pa.float64())
        columns["sex"] = pa.array([p.sex for p in people], pa.string()).dictionary_encode()
        parquet.write_table(pa.table(columns), folder / "p.parquet")
        assert expected == whole(scored(str(folder / "p.parquet"), key))
