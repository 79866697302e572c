"""What a telling is made of: a document of sections of blocks, with words in their cells. No markup.

A definition, a case or a score is told once, as a :class:`Document`. Every renderer (terminal, HTML,
Markdown, plain text, JSON) reads these shapes and nothing else, so what is not in them can be in none.

``str()`` of any cell gives its words, the same everywhere.

>>> from prodia.telling.blocks import Facts, Link, Ref, authored
>>> str(Link("De achterstand is ernstig", Ref("lezen-spellen@2.0.0", "criteria", "ernst")))
'De achterstand is ernstig'
>>> str(authored("**Ja**, zie [de bron](https://example.org)."))
'Ja, zie de bron (https://example.org).'
"""

# How to think about it: a document speaks one language, chosen when it was made, so a cell is words and not a
# pair. Words that keep a language of their own (an English message on a Dutch page) say so: `Spoken`.
# A link says what it leads to, never where that stands: the site knows addresses, a terminal shows words.
# `tone` and the look of a `Mark` are hints for a screen; the words carry the meaning.
# Text of an author is read here, once, by `authored` and `prose`: bold, links and lists become shapes, all
# else is text, so no renderer has to know which words came from a pack.

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from prodia.frozen import dataclass
from prodia.model.parts import Audience
from prodia.pictures.flow import Flow
from prodia.pictures.svg import Picture as Drawn
from prodia.words import Lang

Tone = Literal["plain", "good", "bad", "open", "quiet", "strong", "person", "lead"]


# ---- what a link leads to


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing that is told somewhere: a part of a protocol, or something that protocols share.

    ``owner`` is ``id@version`` of the protocol in whose own file the thing stands, and empty for what is
    shared. ``group`` is the name of the group in the definition (``criteria``, ``fields``, ``sources``,
    ``instruments``, ``norms`` ...), or ``protocol``, ``values``, ``cases`` or ``changes`` for a telling of
    the whole; of ``changes`` the id is the version compared with. ``part`` is the id of a section in it.
    """

    owner: str
    group: str
    id: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A section of the same document, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Web:
    """An address out of prodia: ``https://``, ``http://`` or ``mailto:``; anything else is no link."""

    address: str

    @property
    def safe(self) -> bool:
        return bool(_WEB.match(self.address))


Target: TypeAlias = Ref | Anchor | Web


# ---- words in a line


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with a tone."""

    text: str
    tone: Tone = "plain"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Code:
    """A name or an expression exactly as it is written."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words in another language than the document."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a fixed list that a screen may give a shape of its own, such as a verdict.

    ``family`` and ``key`` are those of :mod:`prodia.words.labels` (``verdict`` and ``met``, ``confidence``
    and ``seen``, ``purpose``, ``strength``, ``status`` ...); ``text`` is what it says. ``any`` is the cell of
    a decision table that does not matter.
    """

    family: str
    key: str
    text: str
    tone: Tone = "plain"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. A web address is said after them, unless they are that address.

    ``lang``: their language, where it is another than that of the document.
    """

    text: str
    to: Target
    lang: str = ""

    def __str__(self) -> str:
        if not isinstance(self.to, Web) or not self.to.safe:
            return self.text
        bare = self.to.address.removeprefix("mailto:")
        return self.text if self.text in (bare, self.to.address) else f"{self.text} ({bare})"


@dataclass(frozen=True, slots=True)
class Exact:
    """An expression as it is written, in pieces: the names in it that are explained somewhere are links."""

    pieces: tuple[str | Link, ...]

    def __str__(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Line:
    """Several pieces after each other, nothing between them."""

    parts: tuple[Inline, ...]

    def __str__(self) -> str:
        return "".join(str(part) for part in self.parts)


Inline: TypeAlias = str | Marked | Code | Spoken | Mark | Link | Exact | Line


@dataclass(frozen=True, slots=True)
class Lines:
    """Several lines in one cell: a list within a table or a fact."""

    items: tuple[Inline, ...]

    def __str__(self) -> str:
        return "\n".join(str(item) for item in self.items)


Cell: TypeAlias = Inline | Lines


# ---- blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Inline
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, one pair a line."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading for each column; the first cell of a row names the row.

    ``dense``: many narrow columns and a wide last one. ``outputs``: how many columns at the end are what
    comes out, where the others are conditions; a small screen shows such a table as a card for each row.
    """

    columns: tuple[Inline, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    dense: bool = False
    outputs: int = 0


@dataclass(frozen=True, slots=True)
class List:
    items: tuple[Cell, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition: what it decides, in words, and the expression itself."""

    label: str
    words: str
    exact: Exact | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines of a program or a file, exactly as they are written."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, what it shows in a sentence or two, and the same in a table or a list.

    ``drawn`` is safe SVG text, or a :class:`Flow` that is drawn where its links have addresses. ``narrow`` is
    the SVG for a small screen. A renderer without pictures tells ``alt`` and ``told``.
    """

    title: str
    alt: str
    drawn: str | Flow
    told: Table | List | None = None
    narrow: str = ""


def shown(title: str, wide: Drawn, narrow: Drawn, told: Table | None = None) -> Picture:
    """A drawing for a wide screen and a narrow one, with its numbers in a table: its own or another."""
    own = Table(wide.table.columns, wide.table.rows, title)
    return Picture(title, wide.alt, wide.svg, told or own, narrow.svg)


@dataclass(frozen=True, slots=True)
class Note:
    """A framed remark, with a title. ``terms``: what words mean, which a screen leaves to their links;
    ``notice``: what the protocol says that it is not, last and calm."""

    kind: Literal["info", "warning", "terms", "notice"]
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What a page may keep folded under its summary: for the machine, administration, where it came from."""

    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Short marks in one line under a title: version, status, purpose, strength, id.

    ``ordered``: what they are, where they lead through the page one after another.
    """

    items: tuple[Inline, ...]
    ordered: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """``id`` is stable, not translated, and unique in its document; ``heading`` is for people. ``lang``: the
    language of the heading, where it is another than that of the document."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    lang: str = ""


Block: TypeAlias = (
    Paragraph | Facts | Table | List | Listing | Rule | Picture | Note | Details | Strip | Section
)


@dataclass(frozen=True, slots=True)
class Document:
    """One telling, in one language, of ``about`` (None for what has no place of its own, such as a case)."""

    title: str
    lang: Lang
    blocks: tuple[Block, ...]
    about: Ref | None = None
    audience: Audience | None = None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections at the top."""
        return tuple(block for block in self.blocks if isinstance(block, Section))

    def parted(self) -> tuple[Section, ...]:
        """The whole as sections: what stands outside them comes first, under the title."""
        loose = tuple(block for block in self.blocks if not isinstance(block, Section))
        first = (self.about.id or self.about.group) if self.about else "lead"
        return (*((Section(first, self.title, loose),) if loose else ()), *self.sections)

    def section(self, id: str) -> Section | None:
        """The section of that id, however deep it stands."""
        return next((one for one in sections_in(self.blocks) if one.id == id), None)


# ---- making blocks


def section(id: str, heading: str, *blocks: Block | None, lang: str = "") -> Section | None:
    """A section of the blocks there are, or None without any."""
    kept = tuple(block for block in blocks if block is not None)
    return Section(id, heading, kept, lang) if kept else None


def spoken(blocks: Iterable[Block], lang: str) -> Iterator[Block]:
    """Prose in another language than the document, which says so; nothing to say where ``lang`` is empty."""
    for block in blocks:
        match block:
            case List() if lang:
                yield List(tuple(Spoken(str(item), lang) for item in block.items), block.ordered)
            case Paragraph() if lang:
                yield Paragraph(Spoken(str(block.text), lang), block.tone)
            case _:
                yield block


def document(
    title: str, lang: Lang, about: Ref | None, *blocks: Block | None, audience: Audience | None = None
) -> Document:
    """A document of the blocks there are."""
    return Document(title, lang, tuple(one for one in blocks if one is not None), about, audience)


def bullets(items: Iterable[Cell], ordered: bool = False) -> List | None:
    """A list, or None without any item."""
    kept = tuple(items)
    return List(kept, ordered) if kept else None


def table(columns: tuple[Inline, ...], rows: Iterable[tuple[Cell, ...]], caption: str = "") -> Table | None:
    """A table, or None without any row."""
    kept = tuple(rows)
    return Table(columns, kept, caption) if kept else None


def filled(columns: tuple[Inline, ...], rows: Iterable[tuple[Cell, ...]], caption: str = "") -> Table | None:
    """The same without the columns in which nothing stands.

    >>> filled(("vraag", "hoe"), [("Leest traag", "")]).columns
    ('vraag',)
    """
    kept = tuple(rows)
    at = [n for n in range(len(columns)) if n == 0 or any(str(row[n]).strip() for row in kept)]
    return table(tuple(columns[n] for n in at), (tuple(row[n] for n in at) for row in kept), caption)


def facts(rows: Iterable[tuple[str, Cell | None]]) -> Facts | None:
    """Facts without the empty ones; None where none is left."""
    kept = tuple((label, cell) for label, cell in rows if cell is not None and str(cell).strip())
    return Facts(kept) if kept else None


def joined(parts: Iterable[Inline], by: str) -> Inline:
    """The parts with ``by`` between them; empty text without any."""
    found: list[Inline] = []
    for part in parts:
        found += [by, part] if found and by else [part]
    return found[0] if len(found) == 1 else Line(tuple(found)) if found else ""


# ---- text of an author

_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\]+\Z")
_INLINE = re.compile(
    r"\*\*(?P<bold>[^*\n]+)\*\*"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<to>(?:https?://|mailto:)[^\s()<>\"'\\]+)\)"
    r"|(?P<bare>https?://[^\s()<>\"'\\]*[^\s()<>\"'\\.,;:!?])"
)


def authored(text: str) -> Inline:
    """A line of an author: ``**bold**``, ``[label](https://...)``, bare web addresses, the rest as it is."""
    found: list[Inline] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            found.append(text[at : match.start()])
        if match["bold"]:
            found.append(Marked(match["bold"], "strong"))
        elif match["to"]:
            found.append(Link(match["label"], Web(match["to"])))
        else:
            found.append(Link(match["bare"], Web(match["bare"])))
        at = match.end()
    if at < len(text):
        found.append(text[at:])
    return joined(found, "")


def prose(text: str | None, tone: Tone = "plain") -> tuple[Paragraph | List, ...]:
    """Paragraphs (apart by an empty line) and lists (lines that begin with ``- ``) of an author's text."""
    parts = re.split(r"\n\s*\n", (text or "").strip())
    return tuple(block for part in parts if part.strip() for block in _prose(part, tone))


def _prose(part: str, tone: Tone) -> Iterator[Paragraph | List]:
    rows: list[tuple[bool, list[str]]] = []
    for each in (row.strip() for row in part.split("\n")):
        if each.startswith("- "):
            rows.append((True, [each[2:]]))
        elif rows:
            rows[-1][1].append(each)
        else:
            rows.append((False, [each]))
    yield from (Paragraph(authored(" ".join(words)), tone) for listed, words in rows if not listed)
    if items := tuple(authored(" ".join(words)) for listed, words in rows if listed):
        yield List(items)


# ---- walking


def sections_in(blocks: Iterable[Block]) -> Iterator[Section]:
    """Every section, outer before inner."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
        if isinstance(block, Section | Note | Details):
            yield from sections_in(block.blocks)


def cells_of(blocks: Iterable[Block]) -> Iterator[Cell]:
    """Every cell and every label, in reading order: all the words there are.

    A caption is left out: it names a table for who can not see where it stands.
    """
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case Facts():
                for label, value in block.rows:
                    yield from (label, value)
            case Table():
                yield from block.columns
                for row in block.rows:
                    yield from row
            case List():
                yield from block.items
            case Listing():
                yield Code(block.text)
            case Rule():
                yield from (block.label, block.words)
                if block.exact is not None:
                    yield block.exact
            case Picture():
                yield from (block.title, block.alt)
                yield from cells_of([block.told] if block.told else [])
            case Strip():
                yield from block.items
            case (
                Note(title=words, blocks=inner)
                | Details(summary=words, blocks=inner)
                | Section(heading=words, blocks=inner)
            ):
                yield words
                yield from cells_of(inner)
