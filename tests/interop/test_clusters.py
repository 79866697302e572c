"""On a real local cluster each row comes to what it comes to here, in any partitions."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from prodia.batch import population, run
from prodia.batch.many import kernel_for
from prodia.errors import ProdiaError
from prodia.interop.clusters import Sent, on_dask, on_spark, worked
from tests.shipped import CATALOGUE

ON = dt.date(2026, 10, 1)
PLAN = CATALOGUE.plan("algemeen@1.0.0")


@cache
def made_up() -> Any:
    return population(PLAN, 300, seed=2, on=ON, missing=0.2)


class TestWhatIsSent:
    """A worker takes the kernel that was sent to it, made by the version that it has, and no other."""

    def test_says_the_same(self) -> None:
        sent = Sent.of(kernel_for(PLAN, made_up().column_names, ON, "trajectory"))
        assert run(PLAN, made_up(), on=ON).table.to_pylist() == worked(sent, made_up()).to_pylist()

    @pytest.mark.parametrize("change", [{"version": "0.0.0"}, {"data": b"another"}])
    def test_another_is_refused(self, change: dict[str, object]) -> None:
        sent = Sent.of(kernel_for(PLAN, made_up().column_names, ON, "trajectory"))
        with pytest.raises(ProdiaError) as error:
            worked(replace(sent, **change), made_up())  # type: ignore[arg-type]
        assert "PRD-B48" == error.value.problem.code


@pytest.mark.whole
@pytest.mark.filterwarnings("ignore")
def test_dask_also_when_a_worker_is_lost() -> None:
    frames, distributed = pytest.importorskip("dask.dataframe"), pytest.importorskip("distributed")
    frame = made_up().to_pandas()
    expected = run(PLAN, made_up(), on=ON).to_pandas().astype(object)
    given = frames.from_pandas(frame, npartitions=7)
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        coming = client.compute(on_dask(PLAN, given, on=ON))
        next(iter(cluster.workers.values())).process.process.kill()
        found = coming.result().astype(object)
    assert expected.where(expected.notna(), None).to_dict("records") == found.where(
        found.notna(), None
    ).to_dict("records")


@pytest.mark.whole
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
@pytest.mark.filterwarnings("ignore")
def test_spark_in_other_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setitem(os.environ, "PYSPARK_PYTHON", sys.executable)
    expected = run(PLAN, made_up(), on=ON).table.to_pylist()
    here = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # for so short a life
    }
    builder = sql.SparkSession.builder.master("local[2]")
    for key, value in here.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    try:
        plainly = run(PLAN, made_up(), on=ON).given.append_column("id", [[*range(len(made_up()))]])
        frame = session.createDataFrame(plainly).repartition(5)
        found = on_spark(PLAN, frame, on=ON, keep=["id"]).collect()
    finally:
        session.stop()
    rows = {row["id"]: row.asDict() for row in found}
    assert len(expected) == len(found)
    assert expected == [{k: v for k, v in rows[at].items() if k != "id"} for at in range(len(expected))]
