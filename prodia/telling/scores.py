"""The scores of one filled-in form told: each with how it was made, and the conclusions of the form.

>>> to_text(scores(key, key.score(answers), "nl"))       # doctest: +SKIP
"""

from __future__ import annotations

from prodia.model.norms import Norms
from prodia.scoring.key import Scores, ScoringKey
from prodia.scoring.score import Score
from prodia.scoring.why import why
from prodia.telling.blocks import Block, Document, List, Paragraph, Ref
from prodia.words import Lang, Words
from prodia.words.labels import label

__all__ = ["norms_used", "scores", "steps"]

_NO_DIAGNOSIS = Words(
    "Een score is geen diagnose; ze is bedoeld om over te praten. Niet klinisch gevalideerd.",
    "A score is no diagnosis; it is meant to be talked about. Not clinically validated.",
)
_UNSETTLED = Words("niet te zeggen", "cannot be told")


def scores(key: ScoringKey, found: Scores, lang: Lang) -> Document:
    """A score and the steps to it for each scale, each rule with yes or no, and with what they were made."""
    blocks: list[Block] = []
    made_with = ""
    for scale in found:
        first, *rest, made_with = steps(key, found[scale], lang)
        blocks.append(Paragraph(first, "strong" if found[scale].raw is not None else "open"))
        blocks += [List(tuple(rest))] if rest else []
    for name, truth in found.rules.items():
        said = _UNSETTLED[lang] if truth is None else label("truth", truth, lang)
        says = f"{key.instrument.rules[name].says}: {said}"
        blocks.append(Paragraph(says, "open" if truth is None else "plain"))
    blocks += [Paragraph(made_with, "quiet"), Paragraph(_NO_DIAGNOSIS[lang], "quiet")]
    return Document(key.instrument.title, lang, tuple(blocks), Ref("", "instruments", key.instrument.id))


def steps(key: ScoringKey, score: Score, lang: Lang) -> tuple[str, ...]:
    """How a score of this key was made, in sentences; the last names the definition it was made with."""
    return why(score, key.instrument, norms_used(key, score), lang)


def norms_used(key: ScoringKey, score: Score) -> Norms | None:
    """The declaration of the norms that a score was read in; None where it was not."""
    used = key.norms_of(score.scale or "")
    return used.norms if used is not None and score.norms is not None else None
