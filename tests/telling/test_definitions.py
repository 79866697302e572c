"""Definitions that are shipped, told once: in both languages, by every renderer, in the same words."""

from __future__ import annotations

import dataclasses
import functools
import html
import io
import json
import re
from collections.abc import Iterable, Iterator

import pytest
from rich.console import Console

import prodia.cli.terminal
from prodia.case.expect import came
from prodia.cli.screen import print_report
from prodia.cli.terminal import THEME, Terminal
from prodia.language import parse_cell
from prodia.model.protocol import PARTS
from prodia.telling import blocks as b
from prodia.telling import report, section_json, to_markdown, to_text
from prodia.telling.html import to_html
from prodia.telling.protocol import definition, protocol, values
from prodia.telling.readers import letter_link, letter_page
from prodia.telling.rules import cell_in_words
from prodia.telling.shelf import Shelf
from prodia.telling.sources import citing, law, source, term
from prodia.telling.versions import cases, changes
from prodia.words import LANGS, Lang
from tests.shipped import CATALOGUE

WORD = re.compile(r"\w+")
# What no reader may meet outside an expression: the language's own words for yes, no, not known and not.
RAW = re.compile(r"\bnull\b|\bnot\(|(?:^|[:;,>] )(?:true|false)\b")
DUTCH = frozenset(
    "de het een van wie wat waar voor niet geldig bron regel vraag wordt bij aan uit soort waarde en "
    "opmerking zekerheid gebruikt steunt vanaf tot maakt naam eigenaar doel sterkte versie stap".split()
)


# Between them these have every kind of field, table, step and outcome; the others are told by the same code.
TOLD = tuple(
    "algemeen@1.1.0 eerste-contact@1.0.0 lezen-spellen@1.0.0 lezen-spellen@2.0.0 verslagen@1.0.0".split()
)


@functools.cache
def shelf(lang: Lang) -> Shelf:
    plans = {one: CATALOGUE.plan(one, lang) for one in TOLD}
    worked = {one: tuple(CATALOGUE.cases(one).values()) for one in plans}
    return Shelf(plans, next(iter(plans.values())).shared, worked)


@functools.cache
def told(lang: Lang, content: Lang | None = None) -> dict[str, b.Document]:
    """Every document by a name; ``content``: the language of the protocols, where that is another one."""
    on = shelf(content or lang)
    found: dict[str, b.Document] = {}
    for reference, plan in on.plans.items():
        for group in PARTS:
            for id in getattr(plan, group):
                found[f"{reference} {group} {id}"] = definition(on, plan, group, id, lang)
        found[f"{reference} protocol"] = protocol(on, plan, lang)
        found[f"{reference} values"] = values(on, plan, lang)
        found[f"{reference} cases"] = cases(on, plan, lang)
        if (before := on.previous(plan)) is not None:
            found[f"{reference} changes"] = changes(on, on.plans[before.reference], plan, lang)
    cited = list(citing(on, lang))
    for id in on.shared.sources:
        found[f"sources {id}"] = source(on, id, (use for ref, use in cited if ref == id), lang)
    found |= {f"terms {id}": term(on, id, lang) for id in on.shared.terms}
    found |= {f"law {id}": law(on, id, lang) for id in on.shared.law}
    return found


def plain(cell: b.Cell) -> Iterator[str]:
    """The words of a cell that are no code."""
    match cell:
        case b.Code() | b.Exact():
            return
        case b.Line(parts) | b.Lines(parts):
            for part in parts:
                yield from plain(part)
        case _:
            yield str(cell)


def headings(blocks: Iterable[b.Block]) -> Iterator[str]:
    """Labels of facts, headings, captions and names of columns: the frame, with a title in between."""
    for block in blocks:
        match block:
            case b.Facts(rows):
                yield from (label for label, _ in rows)
            case b.Table():
                yield from (block.caption, *(str(name) for name in block.columns if str(name)[:1] != "→"))
            case b.Section() | b.Details() | b.Note():
                yield getattr(block, "heading", "") or getattr(block, "summary", "")
                yield from headings(block.blocks)


def unsaid(blocks: Iterable[b.Block]) -> Iterator[str]:
    """Names of columns that narrow tellings leave out: of the first, and of one without a single cell."""
    for block in blocks:
        if isinstance(block, b.Table):
            empty = (n for n in range(len(block.columns)) if not any(str(row[n]) for row in block.rows))
            yield from (str(block.columns[n]) for n in {0, *empty})
        elif isinstance(block, b.Section | b.Details | b.Note):
            yield from unsaid(block.blocks)


def said(document: b.Document) -> set[str]:
    """Every word that is told, whatever the renderer."""
    cells = " ".join([document.title, *(str(cell) for cell in b.cells_of(document.blocks))])
    return words(cells) - words(" ".join(unsaid(document.blocks)))


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


@pytest.fixture
def on_screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A terminal so wide that no word breaks."""
    monkeypatch.setattr(prodia.cli.terminal, "WIDEST", 500)
    yield


def screened(document: b.Document) -> str:
    out = Console(file=io.StringIO(), width=500, theme=THEME, markup=False)
    print_report(Terminal(document.lang, out, out), document)
    return out.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def paged(document: b.Document) -> str:
    page = to_html(document, lambda ref: "x.html", lambda flow, address: flow.says)
    return html.unescape(html.unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize("lang", LANGS)
class TestEveryDefinition:
    """What is shipped is told whole, in the words of people."""

    def test_there_is_something_to_tell(self, lang: Lang) -> None:
        assert len(told(lang)) > 300

    def test_no_word_of_the_language_of_conditions(self, lang: Lang) -> None:
        raw = [
            (name, text)
            for name, document in told(lang).items()
            for cell in b.cells_of(document.blocks)
            for text in plain(cell)
            if RAW.search(text)
        ]
        assert [] == raw

    def test_every_renderer_says_every_word(self, lang: Lang) -> None:
        for name, document in told(lang).items():
            wanted = said(document)
            markdown = to_markdown(document).replace("\\", "").replace("&amp;", "&")
            for text in (paged(document), to_text(document), markdown):
                assert set() == wanted - words(text), (name, text)
            whole = json.dumps([section_json(one) for one in document.parted()], ensure_ascii=False)
            assert set() == wanted - words(whole.replace("\\n", " ")), name

    @pytest.mark.usefixtures("on_screen")
    def test_a_terminal_says_what_the_site_says(self, lang: Lang) -> None:
        """A part of the documents in each language: drawing them for a terminal takes its time."""
        for name, document in list(told(lang).items())[LANGS.index(lang) :: 6]:
            assert set() == said(document) - words(screened(document)), name

    def test_a_section_is_told_once(self, lang: Lang) -> None:
        for name, document in told(lang).items():
            ids = [one.id for one in b.sections_in(document.blocks)]
            assert sorted(set(ids)) == sorted(ids), name


def test_the_frame_of_an_english_document_is_english() -> None:
    """Worked cases keep their own titles; all else that is shipped is there in English."""
    found = {
        (word, text)
        for name, document in told("en").items()
        for text in headings(document.blocks)
        for word in words(text) & DUTCH
        if not name.endswith(" cases")
    }
    assert set() == found


def test_no_mark_stays_dutch() -> None:
    """A word of a fixed list is told in the language asked for, whatever the protocol speaks."""
    pairs = [
        (name, one, other)
        for name, document in told("nl").items()
        for one, other in zip(
            b.cells_of(document.blocks), b.cells_of(told("en", "nl")[name].blocks), strict=True
        )
        if isinstance(one, b.Mark)
    ]
    assert len(pairs) > 1000
    assert [] == [(name, one) for name, one, other in pairs if str(one) == str(other)]


def test_both_languages_have_the_same_blocks() -> None:
    """The frame changes with the language, never what is told."""
    for name, dutch in told("nl").items():
        english = told("en", "nl")[name]
        shapes = [[type(block).__name__ for block in one.blocks] for one in (dutch, english)]
        assert shapes[0] == shapes[1], name
        assert len(list(b.cells_of(dutch.blocks))) == len(list(b.cells_of(english.blocks))), name


class TestDecisionTables:
    """A reader of a table meets no word of the language: not ``true``, not ``null``, not ``not("geen")``."""

    @pytest.mark.parametrize(
        ("cell", "dutch", "english"),
        [
            ("-", "maakt niet uit", "any"),
            ("true", "ja", "yes"),
            ("false, null", "nee of niet geweten", "no or not known"),
            ("met, judgement", "voldaan of oordeel nodig", "met or needs a judgement"),
            ('not("geen")', "niet «geen»", "not “geen”"),
            ("not(met, judgement)", "niet «voldaan» en niet «oordeel nodig»", None),
            ("not(null)", "niet «niet geweten»", None),
            ("< 10", "lager dan 10", None),
            (">= 2,5".replace(",", "."), "minstens 2,5", None),
            ("[10..16)", "van 10 tot 16 (16 niet meegerekend)", None),
        ],
    )
    def test_a_cell(self, cell: str, dutch: str, english: str | None) -> None:
        tree = parse_cell(cell)
        assert dutch == str(cell_in_words(tree, None, None, "nl"))
        if english is not None:
            assert english == str(cell_in_words(tree, None, None, "en"))


class TestTheLetter:
    """An example of what parents get: what `prodia case report` writes of a worked case."""

    def test_in_the_words_of_the_report(self) -> None:
        on, seen = shelf("nl"), 0
        for reference, plan in on.plans.items():
            page = letter_page(on, plan, "nl")
            assert bool(page) == bool(letter_link(on, plan, "nl")), reference
            if page is not None:
                lead, letter, _ = page.blocks
                assert isinstance(lead, b.Paragraph) and isinstance(lead.text, b.Line)
                to = next(part.to for part in lead.text.parts if isinstance(part, b.Link))
                assert isinstance(to, b.Ref)
                case = came(on.plans, CATALOGUE.cases(reference)[to.part], reference).case
                assert case is not None and isinstance(letter, b.Section)
                assert letter.blocks == report(case.state, "parents", "nl").blocks
                seen += 1
        assert seen > 3


class TestTheTier:
    def test_only_what_is_known_is_said(self) -> None:
        on = shelf("nl")
        plan = on.plans["algemeen@1.1.0"]
        known = dataclasses.replace(on, tiers={plan.reference: "silver"})
        said = [to_text(protocol(one, plan, "nl")) for one in (on, known)]
        assert [False, True] == ["trede: zilver" in one for one in said]


class TestPhasesInOneLine:
    """The phases of a protocol in their order, each a way to its place on the page; what it adds is
    said in words."""

    @pytest.mark.parametrize("reference", TOLD)
    def test_every_phase_leads_to_its_place(self, reference: str) -> None:
        page = told("nl")[f"{reference} protocol"]
        (line,) = (one for one in page.blocks if isinstance(one, b.Strip) and one.ordered)
        links = [
            part for item in line.items for part in getattr(item, "parts", [item]) if type(part) is b.Link
        ]
        to = [link.to.id for link in links if isinstance(link.to, b.Anchor)]
        assert [f"phase-{id}" for id in CATALOGUE.plan(reference).phases] == to
        places = {one.id: one.heading for one in b.sections_in(page.blocks)}
        assert [places[id] for id in to] == [link.text for link in links]

    def test_what_is_its_own_is_said(self) -> None:
        own = {
            reference: [str(item) for item in line.items if "eigen" in str(item)]
            for reference in ("algemeen@1.1.0", "lezen-spellen@2.0.0")
            for line in told("nl")[f"{reference} protocol"].blocks
            if isinstance(line, b.Strip) and line.ordered
        }
        assert [] == own["algemeen@1.1.0"]
        assert "Intake (2 stappen, 1 eigen)" in own["lezen-spellen@2.0.0"]
        assert "Brede basiszorg (eigen uitleg)" in own["lezen-spellen@2.0.0"]


class TestInDutchAlone:
    """Worked cases are written in Dutch: on an English page each of their words says that it is."""

    def test_of_every_worked_case(self) -> None:
        for reference, plan in shelf("en").plans.items():
            made = to_html(cases(shelf("en"), plan, "en"), lambda _: "", lambda *_: "")
            for case in shelf("en").cases[reference]:
                heading, first = html.escape(case.title), html.escape(case.why.split()[0])
                assert f'<span lang="nl">{heading[0].upper()}{heading[1:]}</span></h' in made
                assert f'<span lang="nl">{first}' in made

    def test_in_dutch_nothing_is_foreign(self) -> None:
        on = shelf("nl")
        assert "lang=" not in to_html(
            cases(on, on.plans["lezen-spellen@2.0.0"], "nl"), lambda _: "", lambda *_: ""
        )
