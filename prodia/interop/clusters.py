"""The same kernel beyond one machine: on Dask and on Spark, a partition at a time.

What is sent is the kernel and not the definition: a worker reads no protocol. It looks first whether the
kernel is the one that was sent and the library the one that made it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from prodia._version import __version__
from prodia.batch.kernel import BLOCK, BORN, Kernel
from prodia.batch.many import kernel_for, told_of
from prodia.batch.outfile import flat
from prodia.batch.reading import arrow, arrow_column, left_out, read_table
from prodia.errors import MissingExtra, ProdiaError, checked
from prodia.model.plan import Plan
from prodia.model.protocol import Mode
from prodia.problems import Problem
from prodia.problems.batch import OTHER_KERNEL


@dataclass(frozen=True, slots=True)
class Sent:
    """A kernel on its way: its bytes, their digest, and the version of the library that made it."""

    data: bytes
    digest: str
    version: str

    @classmethod
    def of(cls, kernel: Kernel) -> Sent:
        data = pickle.dumps(kernel)
        return cls(data, hashlib.sha256(data).hexdigest(), __version__)

    def kernel(self) -> Kernel:
        """The kernel on the worker. Raises ProdiaError where it is not the one that was sent."""
        if self.version != __version__ or hashlib.sha256(self.data).hexdigest() != self.digest:
            raise ProdiaError(Problem(OTHER_KERNEL, None, sent=self.version, here=__version__))
        return _opened(self.data)


@lru_cache(maxsize=8)
def _opened(data: bytes) -> Kernel:
    kernel: Kernel = pickle.loads(data)
    return kernel


def worked(sent: Sent, table: Any) -> Any:
    """An Arrow table with the columns of the kernel: what everybody comes to, a row a row, on one thread."""
    kernel = sent.kernel()
    given, bad = read_table(kernel, table, kernel.on)
    out = left_out(table.num_rows, bad)
    return flat(told_of(kernel, kernel.run(given, len(out), 1), out))


@checked
def on_dask(
    plan: Plan,
    frame: Any,
    *,
    on: dt.date,
    mode: Mode = "trajectory",
    only: Sequence[str] | None = None,
) -> Any:
    """A Dask frame of people to a Dask frame of what each comes to, as :func:`prodia.batch.run`.

    It keeps the index. Nothing is worked out before it is asked for; what a lost worker had is done again.
    """
    try:
        import dask.dataframe  # noqa: F401
    except ModuleNotFoundError:
        raise MissingExtra("dask", "dask") from None
    sent = Sent.of(kernel_for(plan, frame.columns, on, mode, only))
    return frame.map_partitions(_pandas, sent, meta=_pandas(frame._meta, sent))


def _pandas(some: Any, sent: Sent) -> Any:
    read = [name for name in (*sent.kernel().reads, BORN) if name in some.columns]
    table = arrow().table({name: arrow_column(some, name, name) for name in read})
    made = (worked(sent, table) if read else worked(sent, arrow().Table.from_pandas(some))).to_pandas()
    made.index = some.index
    return made


@checked
def on_spark(
    plan: Plan,
    frame: Any,
    *,
    on: dt.date,
    keep: Sequence[str] = (),
    mode: Mode = "trajectory",
    only: Sequence[str] | None = None,
) -> Any:
    """A Spark frame of people to a Spark frame of what each comes to, as :func:`prodia.batch.run`. ``keep``:
    columns that go with it, such as who it is; a Spark frame has no order of its own."""
    try:
        from pyspark.sql.functions import col  # type: ignore[import-not-found,unused-ignore]
        from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
    except ModuleNotFoundError:
        raise MissingExtra("pyspark", "spark") from None
    kernel = kernel_for(plan, frame.columns, on, mode, only)
    there = [n for n in (*kernel.reads, BORN, *keep) if n in frame.columns]
    sent, kept, names = Sent.of(kernel), [*keep], [*dict.fromkeys(there)]
    plainly = frame.select(*(col(f"`{name}`").alias(f"c{at}") for at, name in enumerate(names)))
    none = to_arrow_schema(plainly.schema).empty_table().rename_columns(names)

    def partition(batches: Iterator[Any]) -> Iterator[Any]:
        for some in _together(batches):
            table = arrow().Table.from_batches(some).combine_chunks().rename_columns(names)
            yield from _beside(sent, table, kept).to_batches()

    return plainly.mapInArrow(partition, from_arrow_schema(_beside(sent, none, kept).schema))


def _together(batches: Iterator[Any]) -> Iterator[list[Any]]:
    """Batches by so many rows that they cost and not their number: Spark sends ten thousand at a time."""
    held: list[Any] = []
    for batch in batches:
        held.append(batch)
        if sum(one.num_rows for one in held) >= BLOCK:
            yield held
            held = []
    if held:
        yield held


def _beside(sent: Sent, table: Any, kept: Sequence[str]) -> Any:
    made = worked(sent, table)
    for number, name in enumerate(kept):
        made = made.add_column(number, name, table.column(name))
    return made
