"""Terms on a page: each leads to its own page where it first stands, and on paper they stand at the end."""

# A term is a link in running text alone: not in a title, a label or a cell, where a word is a name. What else
# a term is called is often an everyday word («verslag»), so of these only abbreviations are taken for it.

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from prodia.model.parts import Term
from prodia.telling import blocks as b
from prodia.words import Lang, Words
from prodia.words.lists import upper

__all__ = ["Glossary"]

_TITLE = Words("Woorden op deze bladzijde", "Words on this page")
_TOLD = frozenset(("changes", "cases", "values"))  # lists of a whole, which are for looking up


class Glossary:
    """The terms that protocols share, to be found in texts."""

    def __init__(self, terms: Mapping[str, Term], lang: Lang) -> None:
        self._terms, self._lang = terms, lang
        self._ids = {
            word: id
            for id, term in terms.items()
            for said in (term.term, *(alias for alias in term.aliases if alias.isupper()))
            for word in {said, upper(said)}
        }
        listed = "|".join(re.escape(word) for word in sorted(self._ids, key=lambda word: (-len(word), word)))
        self._word = re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])") if listed else None

    def linked(self, told: b.Document) -> b.Document:
        """A page of a protocol with its terms linked once, and told at the end; another as it is."""
        about = told.about
        if self._word is None or about is None or not about.owner or about.group in _TOLD:
            return told
        page = _Page(self._word, self._ids)
        found = tuple(page.blocks(told.blocks))
        if not page.seen:
            return told
        items = tuple(self._said(self._terms[id]) for id in page.seen)
        return replace(told, blocks=(*found, b.Note("terms", _TITLE[self._lang], (b.List(items),))))

    def _said(self, term: Term) -> b.Line:
        return b.Line((b.Marked(upper(term.term), "strong"), f": {' '.join(term.means.split())}"))


@dataclass(slots=True)
class _Page:
    """One page while it is read: ``seen`` are the terms so far, in their order."""

    word: re.Pattern[str]
    ids: Mapping[str, str]
    seen: dict[str, None] = field(default_factory=dict)

    def blocks(self, some: tuple[b.Block, ...]) -> Iterator[b.Block]:
        for block in some:
            match block:
                case b.Paragraph() if block.tone != "strong":
                    yield replace(block, text=self._inline(block.text))
                case b.List():
                    yield replace(block, items=tuple(map(self._cell, block.items)))
                case b.Section() | b.Note():
                    yield replace(block, blocks=tuple(self.blocks(block.blocks)))
                case _:
                    yield block

    def _cell(self, cell: b.Cell) -> b.Cell:
        if isinstance(cell, b.Lines):
            return b.Lines(tuple(map(self._inline, cell.items)))
        return self._inline(cell)

    def _inline(self, text: b.Inline) -> b.Inline:
        match text:
            case str():
                return b.joined(self._parts(text), "")
            case b.Line():
                return b.Line(tuple(map(self._inline, text.parts)))
        return text

    def _parts(self, text: str) -> Iterator[b.Inline]:
        at = 0
        for found in self.word.finditer(text):
            if (id := self.ids[found[0]]) not in self.seen:
                self.seen[id] = None
                if found.start() > at:
                    yield text[at : found.start()]
                yield b.Link(found[0], b.Ref("", "terms", id))
                at = found.end()
        if at < len(text) or not text:
            yield text[at:]
