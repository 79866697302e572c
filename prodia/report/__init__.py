"""A case told to an audience: the team gets everything, others what is meant for them. Room 4.

>>> told = report(state, "parents")       # doctest: +SKIP
>>> print(to_text(told))                  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.model.parts import Audience
from prodia.problems import Lang, Two
from prodia.report import audience as outside
from prodia.report import decided, parts, rules
from prodia.report.explain import explanations
from prodia.report.render import section_json, to_json, to_markdown, to_text
from prodia.report.shape import Block, Bullets, Facts, Grid, Marked, Paragraph, Report, Section
from prodia.report.words import WORDS, word

if TYPE_CHECKING:
    from prodia.case import State

__all__ = [
    "WORDS",
    "Block",
    "Bullets",
    "Facts",
    "Grid",
    "Marked",
    "Paragraph",
    "Report",
    "Section",
    "report",
    "section_json",
    "to_json",
    "to_markdown",
    "to_text",
    "word",
]


def report(state: State, audience: Audience = "team", lang: Lang | None = None) -> Report:
    """What may be told of a case to ``audience``.

    ``lang`` is the language of the library's own words; those of the protocol come in the
    language of ``state.plan`` (which is the default). To anyone but the team goes only what
    was listed for them: see :mod:`prodia.report.audience`.
    """
    said: Lang = lang or ("en" if state.plan.lang == "en" else "nl")
    heading = Two("Verslag voor {who}", "Report for {who}").fill(
        said, {"who": word("audience", audience, said)}
    )
    if audience == "team":
        made = (
            parts.question(state, said),
            parts.consent(state, said),
            parts.hypotheses(state, said),
            parts.answers(state, said),
            rules.verdicts(state, said),
            decided.proposals(state, said),
            explanations(state, said),
            decided.decisions(state, said),
            parts.needs(state, said),
            parts.versions(state, said),
            parts.disclaimer(state.plan, audience, said),
        )
        return Report(heading, audience, said, tuple(s for s in made if s is not None))
    return Report(heading, audience, said, outside.sections(state, audience, said))
