"""What the library sets itself, once. A benchmark names its target by the key."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.timing import Row


@dataclass(frozen=True)
class Target:
    """At most so many seconds, and where a peer stands beside it: it takes at least so many times ours."""

    seconds: float
    beside: str = ""
    times: float = 0.0
    anchor: str = ""


TARGETS = {
    "decision": Target(1e-6, anchor="generated Python 0.8 µs, zen-engine 137 µs"),
    "columns": Target(8e-3, "polars", 3.0, anchor="C 1.55 ms, polars 24-30 ms"),
    "columns with text": Target(30e-3),
    "whole protocol": Target(0.8, "NumPy by hand", 0.5),
    "cluster": Target(60.0, "the kernel alone and an empty map", 1 / 1.3),
    "scoring": Target(60e-3, "polars", 2.0, anchor="C 18 ms, NumPy tables 42-46 ms, polars 143 ms"),
    "one score": Target(20e-6),
    "progress": Target(1.5),
    "one slope": Target(20e-6, "SciPy in a loop", 50.0),
    "certainty": Target(0.15),
    "accuracy": Target(10.0),
    "step": Target(0.2e-3, anchor="SpiffWorkflow 1.6 ms"),
    "needs": Target(10e-3),
    "first needs": Target(30e-3),
    "table check": Target(10e-3, anchor="z3 100 ms"),
    "check of all": Target(1.5),
    "check of one": Target(0.4),
    "list": Target(0.3),
    "list, more": Target(1.3 * 0.3, "without them", 1 / 1.3),
    "case record": Target(0.4),
    "case record, more": Target(1.3 * 0.4, "without them", 1 / 1.3),
    "case show": Target(0.4),
    "case show, more": Target(1.3 * 0.4, "without them", 1 / 1.3),
    "version": Target(0.15, anchor="zen-engine 19 ms"),
    "import": Target(0.25, anchor="pydantic alone 50 ms"),
}


def met(row: Row) -> bool | None:
    """Is the target of this row met? None where there is none, or where the peer it names was not here."""
    target = TARGETS.get(row.target)
    if target is None:
        return None
    if row.ours.middle > target.seconds:
        return False
    beside = [peer.ratio.middle for peer in row.peers if peer.name == target.beside]
    if target.beside and not beside:
        return None
    return all(ratio >= target.times for ratio in beside)
