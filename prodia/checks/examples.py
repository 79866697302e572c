"""The worked examples of an instrument: what its own definition says must come out."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.checks.finding import Finding
from prodia.model.instrument import Instrument
from prodia.problems.instruments import EXAMPLE_FAILS
from prodia.scoring.examples import expected
from prodia.scoring.key import ScoringKey


def example_findings(instrument: Instrument) -> Iterator[Finding]:
    """Findings for every expectation that is not met. The definition is known to have no faults."""
    key = ScoringKey.of(instrument)
    for number, example in enumerate(instrument.examples):
        for one in expected(key, example):
            if not one.right:
                said = {
                    "says": example.says,
                    "name": one.name,
                    "want": _told(one.want),
                    "got": _told(one.got),
                }
                yield Finding(EXAMPLE_FAILS, ("examples", number, "expect", one.name), said)


def _told(value: float | str | bool | None) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return value if isinstance(value, str) else f"{value:g}"
