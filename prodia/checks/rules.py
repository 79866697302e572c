"""Every rule of a protocol that does hold together: what it should not say, ask, decide or leave out."""

# A rule is one short function from a scope to findings, in the file of its family. Its kind, in
# prodia.problems.quality, says how severe it is at each status; its smallest bad and good example stand in
# examples/, which is its test, its page and what `prodia explain` shows.

from __future__ import annotations

from collections.abc import Iterator

from prodia.checks import figures, flow, privacy, texts, upkeep
from prodia.checks.finding import Finding
from prodia.checks.scope import Scope

RULES = (*texts.RULES, *flow.RULES, *figures.RULES, *upkeep.RULES, *privacy.RULES)


def noticed(scope: Scope) -> Iterator[Finding]:
    """What the rules find in a protocol."""
    for rule in RULES:
        yield from rule(scope)


def noticed_texts(scope: Scope) -> Iterator[Finding]:
    """The same of its texts alone: they say what they say, also in a protocol with other mistakes."""
    for rule in texts.RULES:
        yield from rule(scope)
