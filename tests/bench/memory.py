"""Peak memory and cost of a file from Parquet to Parquet, each in a process of its own.

``python -m tests.bench.memory 10000 100000 1000000 10000000`` runs them and prints a line for each; the page
of benchmarks has the smaller ones. One argument after ``--one`` is that process.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as parquet

import prodia
from prodia.batch import population
from prodia.batch.outfile import Asking, run_file
from prodia.batch.source import read_people
from prodia.content.reading import Asked
from tests.batch.whole import ON

SOME = 100_000  # people drawn; the file repeats them
PROTOCOL = "lezen-spellen@2.0.0"


def written(people: int, folder: Path) -> Path:
    """A Parquet file with that many people."""
    plan = prodia.load().catalogue.plan(PROTOCOL)
    table = population(plan, min(people, SOME), seed=4, on=ON)
    path = folder / f"{people}.parquet"
    with parquet.ParquetWriter(path, table.schema) as writer:
        for begin in range(0, people, SOME):
            writer.write_table(table.slice(0, min(SOME, people - begin)), row_group_size=1 << 16)
    return path


def one(path: Path) -> tuple[float, float, float]:
    """Seconds of computing, seconds on the clock and MiB at the most, of one file."""
    plan = prodia.load().catalogue.plan(PROTOCOL)
    began, clock = time.process_time(), time.perf_counter()
    source = read_people(str(path), [plan], Asked())
    run_file(source, plan, str(path.with_suffix(".out.parquet")), Asking(on=ON))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.process_time() - began, time.perf_counter() - clock, peak


def measured(people: int) -> tuple[float, float, float]:
    """:func:`one` in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(people, Path(folder))
        command = [sys.executable, "-m", "tests.bench.memory", "--one", str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        cpu, clock, peak = map(float, told.split())
        return cpu, clock, peak


def main() -> None:
    if sys.argv[1] == "--one":
        print(*one(Path(sys.argv[2])))
        return
    for people in map(int, sys.argv[1:]):
        cpu, clock, peak = measured(people)
        print(f"{people:>11,} people: {cpu:.1f} s of computing, {clock:.1f} s, {peak:.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
