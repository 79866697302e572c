"""The one hook of MkDocs: it makes the pages while the site is built, and puts them in the menu.

Named in ``mkdocs.yml`` under ``hooks``. ``extra.protocols`` there may name another
folder of protocols; left out, it is the folder that the library ships.
"""

# MkDocs shows a title in three ways: in the menu as HTML, in <title> after undoing
# escapes, and in the search. Escaped in the menu and set once more as `meta.title` (which
# goes into <title> as it is), a title of a pack is text everywhere.

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as Rendered

from prodia.content import load
from prodia.content.catalogue import Catalogue
from prodia.errors import ContentError
from prodia.model.events import CaseFile
from prodia.model.instrument import Instrument
from prodia.model.norms import Norms
from prodia.model.shared import Law, Sources, Terms
from prodia.problems import Place
from prodia.site import Book, Conformance, Page, Reason, pages
from prodia.site.book import blocks
from prodia.site.text import heading, line, listing, paragraph, tag
from prodia.telling.shelf import NormGroup

DESIGN = "design"
_ATTRIBUTION = "**Attribution.**"
# What is wide scrolls by itself, also by keyboard.
_SCROLLS = (
    ("<pre>", '<pre tabindex="0">'),
    ("<table>", '<div class="scrolling" tabindex="0"><table class="data">'),
    ("</table>", "</table></div>"),
)
_PAGES: dict[str, Page] = {}
_ENGLISH: set[str] = set()
_SHARED: Mapping[type, tuple[str, str]] = {
    Sources: ("sources", "sources"),
    Terms: ("terms", "terms"),
    Law: ("law", "parameters"),
}


def book_of(catalogue: Catalogue) -> Book:
    """All protocols of a catalogue that can be used, in Dutch."""
    references = catalogue.references()
    plans = {reference: catalogue.plan(reference) for reference in references}
    cases = {reference: tuple(catalogue.cases(reference).values()) for reference in references}
    places = _places(catalogue)

    def place(reference: str, path: tuple[str | int, ...]) -> Place | None:
        found = places.get((reference, *path[:2]))
        if found is None and reference in plans:
            entry = catalogue.entry(reference)
            found = _shown(catalogue, entry.document.place(path, on_key=bool(path)))
        return found

    return Book(plans, cases, catalogue.shared(), place, norms_of(catalogue), catalogue.abilities())


def norms_of(catalogue: Catalogue) -> dict[str, NormGroup]:
    """Every norm group, with its rows where they are public. ContentError for rows that can not be read."""
    found: dict[str, NormGroup] = {}
    makers = {
        entry.name: _makers(Path(entry.file).parent / "README.md")
        for pack in catalogue.packs
        for entry in pack.entries
        if isinstance(entry.definition, Norms)
    }
    for reference, norms in catalogue.norms().items():
        open_ = norms.rows == "public" and norms.kind is not None
        rows = catalogue.norm_rows(reference)[1] if open_ else None
        found[reference] = NormGroup(norms, rows, makers.get(reference, ""))
    return found


def _makers(file: Path) -> str:
    """The paragraph of a note beside norms that names who made them, without its marks."""
    if file.is_symlink() or not file.is_file():
        return ""
    parts = (
        part
        for part in file.read_text("utf-8", errors="replace").split("\n\n")
        if part.startswith(_ATTRIBUTION)
    )
    return re.sub(r"[*`]", "", next(parts, "").removeprefix(_ATTRIBUTION)).strip()


def _places(catalogue: Catalogue) -> dict[tuple[str | int, ...], Place]:
    """Where shared things and worked cases stand."""
    found: dict[tuple[str | int, ...], Place] = {}
    newest = catalogue.shared().instruments
    for entry in (entry for pack in catalogue.packs for entry in pack.entries):
        one = entry.definition
        if type(one) in _SHARED:
            group, key = _SHARED[type(one)]
            for id in getattr(one, key):
                found["", group, id] = _shown(catalogue, entry.document.place((key, id), on_key=True))
        elif isinstance(one, Instrument) and newest[one.id].version == one.version:
            found["", "instruments", one.id] = _shown(catalogue, entry.document.place(()))
        elif isinstance(one, Norms):
            found["", "norms", entry.name] = _shown(catalogue, entry.document.place(()))
        elif isinstance(one, CaseFile):
            for reference in catalogue.references():
                if catalogue.cases(reference).get(one.case) is one:
                    found[reference, "cases", one.case] = _shown(catalogue, entry.document.place(()))
    return found


def _shown(catalogue: Catalogue, place: Place) -> Place:
    """The place as seen from the folder of protocols, wherever that folder is."""
    for folder in (pack.folder for pack in catalogue.packs):
        if place.file.startswith(folder + "/"):
            inside = place.file.removeprefix(folder + "/")
            return Place(f"{Path(folder).name}/{inside}", place.line, place.column)
    return place


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """No site map: without an address of the site it names nothing, and it carries the day of the build."""
    config.theme.static_templates.discard("sitemap.xml")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a file for every page, and make the menu. Stops the build when the protocols have mistakes."""
    root = Path(config.config_file_path).parent
    folder = config.extra.get("protocols")
    loaded = load(folder) if folder else load()
    errors = [problem.line("nl") for problem in loaded.problems if problem.severity == "error"]
    if errors:
        raise PluginError("\n".join(["De protocollen hebben fouten:", *errors]))
    try:
        book = book_of(loaded.catalogue)
    except ContentError as error:  # rows that stand beside norms are read here
        raise PluginError("\n".join(problem.line("nl") for problem in error.problems)) from None
    made = tuple(pages(book, _conformance(root / "tests" / "language")))
    notes = {file.src_uri: _title(file) for file in files.documentation_pages() if _for_builders(file)}
    made += (design_page(notes),) if notes else ()
    _PAGES.clear()
    _ENGLISH.clear()
    _ENGLISH.update(notes)
    for page in made:
        _PAGES[page.path] = page
        shown = page.menu is not None or page.path == f"{DESIGN}/index.md"
        level = InclusionLevel.UNDEFINED if shown else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, page.path, content=page.body, inclusion=level))
    config.nav = menu(made, notes)
    return files


def _for_builders(file: File) -> bool:
    """Written for engineers, in English: the notes of design and whatever stands beside the first pages."""
    return file.src_uri not in ("index.md", "over.md")


def _title(file: File) -> str:
    first = file.content_string.lstrip().partition("\n")[0]
    return first.lstrip("# ").strip() or file.name


def design_page(notes: Mapping[str, str]) -> Page:
    """The index of what is written for engineers. ``notes``: path to title."""
    links = [
        tag("a", line(title), href=f"../{path.removesuffix('.md')}.html", lang="en")
        for path, title in sorted(notes.items())
    ]
    says = "Voor wie aan de bibliotheek bouwt, in het Engels: elke beslissing met haar reden, en de metingen."
    body = blocks(heading(1, "Ontwerp"), paragraph(line(says)), listing(links))
    return Page(f"{DESIGN}/index.md", "Ontwerp", None, body)


def _conformance(folder: Path) -> Conformance | None:
    """What the tests of the language keep; None where the site is built without them."""
    files = [folder / name for name in ("feel_summary.json", "feel_outside.json")]
    if not all(file.is_file() for file in files):
        return None
    answered, outside = (json.loads(file.read_text("utf-8")) for file in files)
    return Conformance(answered, [Reason(one["nl"], one["ids"]) for one in outside])


def menu(made: Iterable[Page], notes: Mapping[str, str]) -> list[Any]:
    """The menu: pages written by hand first and last, what is made in between. ``notes``: path to title."""
    nav: list[Any] = [{"Begin": "index.md"}, {"Over deze site": "over.md"}]
    for page in (page for page in made if page.menu is not None):
        level = nav
        for name in page.menu or ():
            title = html.escape(name)
            below = next(
                (one[title] for one in level if isinstance(one, dict) and isinstance(one.get(title), list)),
                None,
            )
            if below is None:
                below = []
                level.append({title: below})
            level = below
        level.append({html.escape(page.title): page.path})
    if notes:
        listed = [{html.escape(notes[path].partition(":")[0]): path} for path in sorted(notes)]
        nav.append({"Ontwerp": [f"{DESIGN}/index.md", *listed]})
    return nav


def on_page_markdown(markdown: str, page: Rendered, **_: Any) -> str:
    """Give the browser title of a made page as text."""
    made = _PAGES.get(page.file.src_uri)
    if made is not None:
        page.meta["title"] = html.escape(made.title)
        page.meta["hide"] = ["toc"] if made.wide else []
    return markdown


def on_page_content(content: str, page: Rendered, **_: Any) -> str:
    """What is written for engineers is English on a Dutch site, and says so."""
    if page.file.src_uri not in _ENGLISH:
        return content
    for plain, reachable in _SCROLLS:
        content = content.replace(plain, reachable)
    return f'<div lang="en">\n{content}</div>'
