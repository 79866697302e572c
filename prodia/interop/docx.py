"""A document as a Word file that a team can go on writing in: real headings, lists and tables, no macro.

Needs the extra ``documents``. The same document gives the same bytes.
"""

# python-docx writes the hour into the archive and the properties; both are put at one fixed moment.

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from prodia.errors import MissingExtra, checked
from prodia.interop.pdf import compiled, quoted, spaced
from prodia.pictures.svg import clean
from prodia.telling import blocks as b
from prodia.words.lists import upper

_MOMENT = dt.datetime(1980, 1, 1)  # the first that an archive knows
_WIDE = 16  # cm between the margins


@checked
def to_docx(document: b.Document, foot: str = "") -> bytes:
    """A document as DOCX; ``foot`` stands at the foot of every page.

    Raises :class:`~prodia.errors.MissingExtra` without the extra ``documents``.
    """
    try:
        from docx import Document
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
    except ModuleNotFoundError:
        raise MissingExtra("docx", "documents") from None
    made = Document()
    lang = f"{document.lang}-BE" if document.lang == "nl" else "en-GB"
    about = made.core_properties
    about.title, about.language, about.author, about.comments = clean(document.title), lang, "", ""
    about.created = about.modified = _MOMENT
    for one in made.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), lang)
    made.add_heading(clean(document.title), 0)
    _Writer(made, OxmlElement, qn).write(document.blocks, 1)
    made.sections[0].footer.paragraphs[0].text = clean(foot)
    saved = io.BytesIO()
    made.save(saved)
    return _settled(saved)


def _settled(saved: io.BytesIO) -> bytes:
    """The archive with every part at the same moment."""
    found = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _MOMENT.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return found.getvalue()


class _Writer:
    """Writes blocks at the end of a Word document."""

    def __init__(self, made: Any, element: Any, qn: Any) -> None:
        self.made, self.element, self.qn = made, element, qn

    def write(self, blocks: Iterable[b.Block], level: int) -> None:
        for block in blocks:
            self.block(block, level)

    def block(self, block: b.Block, level: int) -> None:
        match block:
            case b.Paragraph(words, tone):
                self.line(b.Marked(str(words), "strong") if tone == "strong" else words)
            case b.Facts(rows):
                for label, value in rows:
                    self.line(b.Line((b.Marked(f"{upper(label)}: ", "strong"), *_flat(value))))
            case b.Table():
                self.table(block)
            case b.List(items, ordered):
                for item in items:
                    self.line(item, "List Number" if ordered else "List Bullet")
            case b.Listing():
                self.line(b.Lines(tuple(b.Code(one) for one in block.text.split("\n"))))
            case b.Rule(label, words, exact):
                self.line(b.Line((b.Marked(label, "strong"), f" {words}")))
                if exact is not None:
                    self.line(exact)
            case b.Strip(items):
                self.line(b.joined(items, " · "))
            case b.Picture():
                self.line(b.Marked(block.title, "strong"))
                self.picture(block)
                self.write([block.told] if block.told else [], level)
            case b.Note(title=title, blocks=inner) | b.Details(summary=title, blocks=inner):
                self.line(b.Marked(title, "strong"))
                self.write(inner, level)
            case b.Section():
                self.made.add_heading(clean(upper(block.heading)), min(level, 9))
                self.write(block.blocks, level + 1)

    def line(self, words: b.Cell, style: str | None = None) -> None:
        self.runs(self.made.add_paragraph(style=style), words)

    def runs(self, paragraph: Any, words: b.Cell) -> None:
        for part in _flat(words):
            if part == "\n":
                paragraph.add_run().add_break()
                continue
            run = paragraph.add_run(spaced(str(part)))
            run.bold = isinstance(part, b.Marked) and part.tone in ("strong", "bad")
            if isinstance(part, b.Code | b.Exact):
                run.font.name = "Consolas"

    def table(self, block: b.Table) -> None:
        """A table whose first row is repeated as its heading on each page."""
        table = self.made.add_table(rows=0, cols=len(block.columns), style="Table Grid")
        heading = tuple(b.Marked(str(one), "strong") for one in block.columns)
        for row in (heading, *block.rows):
            for place, words in zip(table.add_row().cells, row, strict=True):
                self.runs(place.paragraphs[0], words)
        first = table.rows[0]._tr.get_or_add_trPr() if block.columns else None
        if first is not None:
            repeated = self.element("w:tblHeader")
            repeated.set(self.qn("w:val"), "true")
            first.append(repeated)
        self.made.add_paragraph()

    def picture(self, block: b.Picture) -> None:
        """What is drawn, with what it shows as its other text; a flow is told."""
        if not isinstance(block.drawn, str):
            self.line(block.alt)
            return
        from docx.shared import Cm

        page = "#set page(width: 16cm, height: auto, margin: 0pt)\n"
        png = compiled(f"{page}#image(bytes({quoted(block.drawn)}))", format="png", ppi=200.0)
        shape = self.made.add_picture(io.BytesIO(png), width=Cm(_WIDE))
        shape._inline.docPr.set("descr", clean(block.alt))
        shape._inline.docPr.set("title", clean(block.title))


def _flat(words: b.Cell) -> Iterable[b.Inline]:
    """The pieces of a cell one after the other; several lines each on its own."""
    match words:
        case b.Line(parts):
            return [one for part in parts for one in _flat(part)]
        case b.Lines(items):
            return [one for item in items for one in (*_flat(item), "\n")][:-1]
        case _:
            return [words]
