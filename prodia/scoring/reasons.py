"""No score, and why: what a formula gives back instead of a guess."""

from __future__ import annotations

from dataclasses import dataclass

from prodia.problems import Kind, Problem
from prodia.words import Lang

__all__ = ["NoScore", "no_score"]


@dataclass(frozen=True, slots=True)
class NoScore:
    """There is no score; ``reason`` says why, in both languages. Never true, so ``if score`` is safe."""

    reason: Problem

    def __bool__(self) -> bool:
        return False

    def why(self, lang: Lang = "nl") -> str:
        return self.reason.message(lang)


def no_score(kind: Kind, /, **args: object) -> NoScore:
    """No score, for this kind of reason."""
    return NoScore(Problem(kind, None, **args))
