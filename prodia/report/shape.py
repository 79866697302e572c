"""What a report is made of: sections of paragraphs, facts, tables and lists. Words only, no markup.

Every renderer (plain text, Markdown, JSON, the terminal) reads these shapes and nothing
else, so what is not in a :class:`Report` can be in none of them.
"""

# `tone` is a hint for a screen with colours, never a carrier of meaning: the words say it too.

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from prodia.model.parts import Audience
from prodia.problems import Lang

Tone = Literal["plain", "good", "bad", "open", "quiet", "strong", "person"]


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with a tone."""

    text: str
    tone: Tone = "plain"

    def __str__(self) -> str:
        return self.text


Cell: TypeAlias = str | Marked


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, one pair a line."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Cell, ...]


Block: TypeAlias = Paragraph | Facts | Grid | Bullets


@dataclass(frozen=True, slots=True)
class Section:
    """``id`` is stable and not translated; ``heading`` is for people."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One telling of a case, for one audience, in one language."""

    title: str
    audience: Audience
    lang: Lang
    sections: tuple[Section, ...]

    def section(self, id: str) -> Section | None:
        return next((s for s in self.sections if s.id == id), None)
