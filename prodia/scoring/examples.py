"""The worked examples of an instrument: what its own definition says must come out."""

from __future__ import annotations

from dataclasses import dataclass

from prodia.language import nine
from prodia.model.instrument import Example, opened
from prodia.scoring.key import ScoringKey
from prodia.scoring.person import Person

__all__ = ["Expected", "answers_of", "expected"]


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
