"""The same kernel on Dask and on Spark, beside the plain kernel and an empty map over the same data."""

# What a cluster costs of itself is an empty map over the same partitions: it moves the data and does nothing.
# Only counts come back, so that what is measured is the work and not the way back of a million rows.

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import prodia
from prodia.batch import population, run
from prodia.interop.clusters import on_dask, on_spark
from tests.batch.whole import ON
from tests.bench.peers import peer
from tests.bench.timing import Pace, Row, measure

PARTS = 8
BESIDE = "the kernel alone and an empty map"


def rows(pace: Pace) -> Iterator[Row]:
    plan = prodia.load().catalogue.plan("lezen-spellen@2.0.0")
    frame = population(plan, min(pace.rows, 250_000), seed=4, on=ON).to_pandas()
    count = f"{len(frame):,} people in {PARTS} parts"

    def alone() -> object:
        return len(run(plan, frame, on=ON, threads=2).to_pandas())

    for what, made in (("Dask, two processes", _dask), ("Spark, two cores", _spark)):
        found = made(plan, frame)
        if found is None:
            continue
        ours, empty, close = found
        try:
            peers = {BESIDE: lambda empty=empty: (alone(), empty())}
            yield measure(
                f"{what}: {count}",
                ours,
                peers,
                Pace(min(pace.rounds, 5), pace.least, pace.rows),
                target="cluster",
            )
        finally:
            close()


Made = tuple[Callable[[], object], Callable[[], object], Callable[[], None]]


def _dask(plan: Any, frame: Any) -> Made | None:
    frames, distributed = peer("dask.dataframe"), peer("distributed")
    if frames is None or distributed is None:
        return None
    warnings.simplefilter("ignore")
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    client = distributed.Client(cluster)
    given = frames.from_pandas(frame, npartitions=PARTS).persist()
    distributed.wait(given)

    def close() -> None:
        client.close()
        cluster.close()

    told = on_dask(plan, given, on=ON)
    counted = {"meta": ("n", "int64")}
    return (
        lambda: told.map_partitions(len, **counted).sum().compute(),
        lambda: given.map_partitions(lambda some: len(some.copy()), **counted).sum().compute(),
        close,
    )


def _spark(plan: Any, frame: Any) -> Made | None:
    sql = peer("pyspark.sql")
    if sql is None:
        return None
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    for key in ("host", "bindAddress"):
        builder = builder.config(f"spark.driver.{key}", "127.0.0.1")
    session = builder.config("spark.sql.execution.arrow.pyspark.enabled", "true").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    frame = frame[[name for name in frame.columns if "." not in name]]  # Spark has its own use for a dot
    plainly = frame.astype(object).where(frame.notna(), None)
    given = (
        session.createDataFrame(run(plan, plainly, on=ON, allow_missing=True).given)
        .repartition(PARTS)
        .cache()
    )
    given.count()
    told = on_spark(plan, given, on=ON)
    return (
        lambda: told.count(),
        lambda: given.mapInArrow(lambda batches: batches, given.schema).count(),
        session.stop,
    )
