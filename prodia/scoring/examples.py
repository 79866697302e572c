"""The worked examples of an instrument: what its own definition says must come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prodia.language import nine
from prodia.model.finding import Finding
from prodia.model.instrument import Example, Instrument
from prodia.model.items import opened
from prodia.problems.instruments import EXAMPLE_FAILS
from prodia.scoring.key import ScoringKey
from prodia.scoring.person import Person

__all__ = ["Expected", "answers_of", "example_findings", "expected"]


@dataclass(frozen=True, slots=True)
class Expected:
    """What an example expects of one name, and what comes out."""

    name: str
    want: float | str | bool | None
    got: float | str | bool | None

    @property
    def right(self) -> bool:
        if isinstance(self.want, bool) or isinstance(self.got, bool):
            return self.want is self.got
        if isinstance(self.want, (int, float)) and isinstance(self.got, float):
            return nine(float(self.want)) == nine(self.got)
        return self.want == self.got


def answers_of(example: Example) -> dict[str, float]:
    """The answers of an example by item, runs opened."""
    return {id: answer for written, answer in example.answers.items() for id in opened(written)}


def expected(key: ScoringKey, example: Example) -> tuple[Expected, ...]:
    """Every expectation of an example beside what the key gives."""
    found = key.score(answers_of(example), Person(age_months=example.ages))
    return tuple(Expected(name, want, found.value(name)) for name, want in example.expect.items())


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
