"""The one hook of MkDocs: it makes the pages while the site is built, and puts them in the menu.

Named under ``hooks`` in ``mkdocs.yml`` (Dutch, the whole) and ``mkdocs.en.yml`` (English, below ``en/``).
``extra.protocols`` there may name another folder of protocols, or several; left out, it is the one shipped.
"""

# MkDocs shows a title in three ways: in the menu as HTML, in <title> after undoing
# escapes, and in the search. Escaped in the menu and set once more as `meta.title` (which
# goes into <title> as it is), a title of a pack is text everywhere.
# The two builds have the same addresses, so the other language of a page is one step away.
# Long because whatever MkDocs asks is answered here, so that no other file knows it.

from __future__ import annotations

import gc
import html
import json
import posixpath
import re
from collections.abc import Collection, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files as files_of
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as Rendered
from mkdocs.structure.toc import get_toc

from prodia.authoring.finding import DAY, Shown, finding, shown
from prodia.browser.compiled import compiled
from prodia.browser.page import page_of
from prodia.case.structure import not_followed
from prodia.content import Loaded, load, read_pack
from prodia.content.catalogue import Catalogue
from prodia.content.packs import Pack
from prodia.content.tiers import tiers
from prodia.errors import ContentError
from prodia.model.instrument import Instrument
from prodia.model.norms import Norms
from prodia.model.parts import Conflicts, Law, Sources, Terms
from prodia.model.protocol import Block, Protocol
from prodia.problems import Kind, Place, Problem
from prodia.problems.families import kinds
from prodia.site.addresses import SHARED, file_of
from prodia.site.build import MISTAKES
from prodia.site.changed import Left, forget
from prodia.site.data import data, twin
from prodia.site.incremental import Kept, Made
from prodia.site.pages import PYTHON, Body, Page, bodies, pages
from prodia.site.reference import Conformance, Reason
from prodia.site.search import Found, index, read_page
from prodia.telling.blocks import Document, Ref, Web
from prodia.telling.html import Html, join, line, tag
from prodia.telling.shelf import Shelf, shelf_of
from prodia.words import Lang, Words
from prodia.words.numbers import number

DESIGN = "design"
_FOLDER_OF_PYTHON = "python/"
LATEST = "laatste"
_REDIRECT = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="refresh" content="0; url={to}"><link rel="canonical" href="{to}"></head>
<body><a href="{to}">{title}</a></body></html>
"""
ENGLISH = "en"
_MANUAL = file_of(Ref("", "manual"))
_QUESTION = re.compile(r"<dt>(.*?)</dt>", re.S)
# What is found after what readers look for.
_OF_ALL = "/voorbeelden.md"
_BEHIND = (f"{SHARED['sources']}/", "bevindingen", _FOLDER_OF_PYTHON, "taal", "wijzigingen", f"{DESIGN}/")
_HOME = {
    _MANUAL: Words("Een protocol schrijven", "Writing a protocol"),
    "author/voorvallen.md": Words("De voorvallen van een geval", "The events of a case"),
    "bestand.md": Words("Een bestand met leerlingen", "A file of pupils"),
    "meten.md": Words("Meten, vooruitgang en zekerheid", "Measuring, progress and certainty"),
    "ouders.md": Words("Wat meten zegt: voor ouders", "What measuring says: for parents"),
    "velen.md": Words("Veel leerlingen tegelijk", "Many pupils at once"),
    "over.md": Words("Over deze site", "About this site"),
}
_DESIGN = Words("Ontwerp", "Design")
_ABOUT = Words("Meer weten", "More to know")
_REPORT = Words("Een fout op deze bladzijde gezien? Meld ze.", "Seen a mistake on this page? Report it.")
_FOR_BUILDERS = Words(
    "Voor wie aan de bibliotheek bouwt, in het Engels: elke beslissing met haar reden, en de metingen.",
    "For who builds on the library: each decision with its reason, and the measurements.",
)
_SITE_MAP = "sitemap.xml"
_ATTRIBUTION = "**Attribution.**"
# What is wide scrolls by itself, also by keyboard.
_SCROLLS = (
    ("<pre>", '<pre tabindex="0">'),
    ("\n\n</code></pre>", "\n</code></pre>"),
    ("<table>", '<div class="scrolling" tabindex="0"><table class="data">'),
    ("</table>", "</table></div>"),
)
_ON_THIS_PAGE = Words("Op deze bladzijde", "On this page")
_PARTS = 4  # from so many on a page has a list of its parts
_JUMPS = 200  # a longer list is none; such a page brings its own
_CONTENTS = 60  # a longer list of contents leaves out the deepest headings
_PART = re.compile(r'<section id="([^"]+)"[^>]*>\s*<h([1-3])>(.*?)</h\2>', re.S)
_LED_TO = re.compile(r'<h([1-3]) id="([^"]+)">(.*?)</h\1>', re.S)
_AS_IT_IS = "as-it-is:"  # a scheme, so that MkDocs leaves the rest alone
_MADE: dict[str, Body] = {}
_KEPT: dict[Hashable, Mapping[Hashable, Made[Any]]] = {}  # of shelves that share the same
_NOTES: set[str] = set()
_FOUND: dict[str, Found] = {}
_NAMES: dict[str, tuple[str, ...]] = {}
_OLD: set[str] = set()
_DAYS: dict[str, str] = {}  # of each version on which days it holds, as attributes
_DATA: dict[str, str] = {}
_STANDS: dict[str, str] = {}  # what was written of it
_SHOWN: dict[str, _Shown] = {}  # of each page that stands written
_NAMED: set[str] = set()  # files of this build, and all that stand written
_FILES: set[str] = set()
_READ: dict[tuple[Any, ...], Loaded] = {}
_LAST: list[Catalogue] = []  # the one before
_SHARED: Mapping[type, tuple[str, str]] = {
    Sources: ("sources", "sources"),
    Terms: ("terms", "terms"),
    Law: ("law", "parameters"),
    Conflicts: ("conflicts", "conflicts"),
}


# ---- what there is to tell of


def shelf(catalogue: Catalogue, lang: Lang, only: Container[str] | None = None) -> Shelf:
    """All there is in a catalogue, with worked cases, where each thing is written, and who made norms.

    ``only``: of these protocols. Raises ContentError for public rows of norms that can not be read.
    """
    told = shelf_of(catalogue, lang, only=only)
    places = _places(catalogue)

    def place(reference: str, path: tuple[str | int, ...]) -> Place | None:
        found = places.get((reference, *path[:2]))
        if found is None and reference in told.plans:
            found = _seen(catalogue, catalogue.entry(reference).document.place(path, on_key=bool(path)))
        return found

    makers = {
        entry.name: _makers(Path(entry.file).parent / "README.md")
        for pack in catalogue.packs
        for entry in pack.entries
        if isinstance(entry.definition, Norms)
    }
    norms = {name: replace(one, attribution=makers.get(name, "")) for name, one in told.norms.items()}
    cases = {reference: tuple(catalogue.cases(reference).values()) for reference in told.plans}
    logs = {id: text for id in told.ids() if (text := catalogue.changes(id))}
    readmes = (Path(pack.folder, "README.md") for pack in catalogue.packs)
    guide = next((text for file in readmes if (text := _text(file))), "")
    reached = {name: one for pack in reversed(catalogue.packs) for name, one in tiers(pack.folder).items()}
    told = replace(told, cases=cases, norms=norms, logs=logs, guide=guide, tiers=reached, place=place)
    return replace(told, rests=catalogue.rests)


def _makers(file: Path) -> str:
    """The paragraph of a note beside norms that names who made them, without its marks."""
    parts = _text(file).split("\n\n")
    found = next((part for part in parts if part.startswith(_ATTRIBUTION)), "")
    return re.sub(r"[*`]", "", found.removeprefix(_ATTRIBUTION)).strip()


def _text(file: Path) -> str:
    """The text of a file that is there itself; nothing of one that is not."""
    return "" if file.is_symlink() or not file.is_file() else file.read_text("utf-8", errors="replace")


def _places(catalogue: Catalogue) -> dict[tuple[str | int, ...], Place]:
    """Where shared things and worked cases stand."""
    found: dict[tuple[str | int, ...], Place] = {}
    newest = catalogue.shared().instruments
    for reference in catalogue.references():
        for case in reversed(catalogue.case_entries(reference)):  # of an id in two packs the first
            found[reference, "cases", case.definition.case] = _seen(catalogue, case.document.place(()))
    for entry in (entry for pack in catalogue.packs for entry in pack.entries):
        one = entry.definition
        if type(one) in _SHARED:
            group, key = _SHARED[type(one)]
            for id in getattr(one, key):
                found["", group, id] = _seen(catalogue, entry.document.place((key, id), on_key=True))
        elif isinstance(one, Instrument) and newest[one.id].version == one.version:
            found["", "instruments", one.id] = _seen(catalogue, entry.document.place(()))
        elif isinstance(one, (Norms, Block)):
            group = "norms" if isinstance(one, Norms) else "blocks"
            found["", group, entry.name] = _seen(catalogue, entry.document.place(()))
    return found


def _seen(catalogue: Catalogue, place: Place) -> Place:
    """The place as seen from the folder of protocols, wherever that folder is."""
    for folder in (pack.folder for pack in catalogue.packs):
        if place.file.startswith(folder + "/"):
            inside = place.file.removeprefix(folder + "/")
            return Place(f"{Path(folder).name}/{inside}", place.line, place.column)
    return place


def _conformance(folder: Path) -> Conformance | None:
    """What the tests of the language keep; None where the site is built without them."""
    files = [folder / name for name in ("feel_summary.json", "feel_outside.json")]
    if not all(file.is_file() for file in files):
        return None
    answered, outside = (json.loads(file.read_text("utf-8")) for file in files)
    return Conformance(answered, [Reason(Words(one["nl"], one["reason"]), one["ids"]) for one in outside])


@cache
def _python() -> tuple[Document, ...]:
    """The reference of the Python face; without the extra ``docs`` the site is built without it."""
    if find_spec("griffe") is None:
        return ()
    from prodia.site.python import documents, read

    return tuple(documents(read(Path(__file__).resolve().parents[1])))


@cache
def _shown() -> tuple[tuple[Kind, Shown], ...]:
    """Each kind that an example shows, with what is told of it: the same for both languages."""
    every = sorted((one for family in kinds().values() for one in family), key=lambda one: one.code)
    found = ((one, shown(one, DAY)) for one in every)
    return tuple({kind.code: (kind, example) for kind, example in found if example is not None}.values())


# ---- the events of MkDocs


def _lang(config: MkDocsConfig) -> Lang:
    return "en" if config.theme.get("language") == ENGLISH else "nl"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """No site map: without an address of the site it names nothing, and it carries the day of the build."""
    gc.set_threshold(100_000)  # a site is made of what stays: looking for circles in it costs a tenth
    config.theme.static_templates.discard(_SITE_MAP)
    own = str(Path(__file__).parent / "theme")  # parts of the menu, in fewer words
    if own not in config.theme.dirs:
        config.theme.dirs.insert(0, own)
        config.theme.get_env = cache(config.theme.get_env)  # type: ignore[method-assign]
    return config


def _loaded(
    folders: Sequence[str], shown: Collection[str]
) -> tuple[Catalogue, Iterable[Problem], Container[str] | None]:
    """What stands in folders, what is wrong, and which protocols to show. ``shown``: those of these packs and
    what they supplement, while one writes them; of the others is read what they need."""
    if not shown:
        as_it_is = tuple(_state_of(folder) for folder in folders)
        if as_it_is not in _READ:  # the other language of the same
            _READ.clear()
            _READ[as_it_is] = Loaded(_since(load(*folders).catalogue))
        return _READ[as_it_is].catalogue, _READ[as_it_is].problems, None
    catalogue = Catalogue()
    for folder in folders:
        catalogue = catalogue.with_pack(read_pack(folder) if folder in shown else _beside_it(folder))
    catalogue = _since(catalogue)
    own = [entry for p in catalogue.packs if p.folder in shown for entry in p.entries]
    mine = [entry.definition for entry in own if isinstance(entry.definition, Protocol)]
    ids = {one.id for one in mine}
    only = {r for r in catalogue.references() if r.partition("@")[0] in ids}
    only |= {one.supplements for one in mine if one.supplements}
    within = tuple(f"{folder}/" for folder in shown)
    return catalogue, catalogue.problems(lambda file: file.startswith(within)), only


def _since(catalogue: Catalogue) -> Catalogue:
    """A catalogue of which nothing was read yet, with what the one before made of what is the same."""
    forget()
    _LAST.append(catalogue.since(_LAST.pop() if _LAST else catalogue))
    return catalogue


def _state_of(folder: str) -> tuple[Any, ...]:
    """A folder by its files, with when each was written and how long it is."""
    found = ((str(one), one.stat()) for one in Path(folder).rglob("*"))
    return folder, *sorted((name, at.st_mtime_ns, at.st_size) for name, at in found)


@cache
def _beside_it(folder: str) -> Pack:
    """A pack that nobody writes meanwhile, without worked cases."""
    return read_pack(folder, "shared")


class _Told(Rendered):
    """A page that is made: there is no Markdown to read."""

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content, self.present_anchor_ids = "", set()


class _Made(File):
    """The file of a page that is made. ``fresh``: it is written; ``prodia site serve`` leaves the rest."""

    fresh = True

    def is_modified(self) -> bool:
        return self.fresh


@dataclass(frozen=True, slots=True)
class _Shown:
    """All that a page is written from: with the same it would be the same to the byte.

    ``days``, ``names``, ``old``: on which its version holds, what else it is found by, whether it comes
    behind. ``frame``: the menu as it is open there, and the pages before and after.
    """

    made: Body
    days: str
    names: tuple[str, ...]
    old: bool
    frame: tuple[object, ...]


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """At first everything is written; later what shows something else than what stands there."""
    frames = dict(_frames(nav.items, ()))
    closed = (_names(nav.items),)
    before = dict(_SHOWN)
    _SHOWN.clear()
    for path, made in _MADE.items():
        file = files.get_file_from_path(path)
        assert isinstance(file, _Made)
        owner = made.page.told.about.owner if made.page.told.about else ""
        shown = _Shown(
            made,
            _DAYS.get(owner, ""),
            _NAMES.get(path, ()),
            owner in _OLD,
            frames.get(path, closed),
        )
        file.fresh = before.get(path) != shown
        _SHOWN[path] = shown
    for gone in before.keys() - _SHOWN.keys():
        _FOUND.pop(gone, None)
    _NAMED.clear()
    _NAMED.update(file.dest_uri for file in files)
    config.extra["again"] = False  # until all of it is written
    return nav


def _frames(level: Sequence[Any], above: tuple[object, ...]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """What the frame of each page in the menu shows."""
    names = _names(level)
    for n, one in enumerate(level):
        here = (*above, n, names)
        if one.children:
            yield from _frames(one.children, here)
        else:
            beside = (at.url if at else None for at in (one.previous_page, one.next_page))
            yield one.file.src_uri, (*here, *beside)


def _names(level: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    """A part of the menu as it is shown closed: each name with the first page in it."""
    return tuple((one.title, _first(one).url) for one in level)


def _first(one: Any) -> Any:
    return _first(one.children[0]) if one.children else one


def _stopped(mistakes: Sequence[Problem], config: MkDocsConfig) -> PluginError:
    """What ends a build: every mistake, kept for who serves the site."""
    config.extra["mistakes"] = tuple(mistakes)
    lang = _lang(config)
    return PluginError("\n".join([f"{MISTAKES[lang]}:", *(one.line(lang) for one in mistakes)]))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a file for every page, and make the menu. Stops the build when the protocols have mistakes."""
    lang, root = _lang(config), Path(config.config_file_path).parent
    written = _written(files, config, lang)
    folder = config.extra.get("protocols")
    folders = [folder] if isinstance(folder, str) else list(folder or ())
    catalogue, problems, only = _loaded(folders, config.extra.get("shown") or ())
    if errors := tuple(problem for problem in problems if problem.severity == "error"):
        raise _stopped(errors, config)
    try:
        told = replace(shelf(catalogue, lang, only), held=only is None)  # else the cases were not tried
    except ContentError as error:  # rows that stand beside norms are read here
        raise _stopped(error.problems, config) from None
    if _own(config) and (text := _text(root / "CHANGELOG.md")):
        told = replace(told, logs={**told.logs, "": text})
    notes = {file.src_uri: _title(file) for file in written.documentation_pages() if _for_builders(file)}
    _, rest = _guides_and_notes(notes)
    conformance = _conformance(root / "tests" / "language")
    walks = {
        file_of(Ref(reference, "walkthrough")): reference
        for reference, plan in told.plans.items()
        if not not_followed(plan)
    }
    python = _python() if _own(config) else ()
    findings = [finding(*one, lang) for one in _shown()] if _own(config) else []
    by_hand = {file.src_uri for file in written.documentation_pages()}
    makers = tuple((name, one.attribution) for name, one in told.norms.items())
    like = (lang, told.rests, told.held, told.guide, makers)
    kept = Kept[Any](told, _KEPT.get(like, {}))
    left: Left | None = set() if config.extra.get("later") else None
    every = pages(told, lang, conformance, python, _MANUAL in by_hand, findings, kept, left)
    after = {one.page.path: one for one in bodies(every, (*walks, *by_hand), _MADE)}
    config.extra["left"] = bool(left)
    _KEPT.clear()
    _KEPT[like] = kept.made
    _MADE.clear()
    _MADE.update(after)
    if not config.extra.get("again"):
        _SHOWN.clear()
        _FILES.clear()
        _FOUND.clear()
        _STANDS.clear()
    made = [one.page for one in _MADE.values()]
    _NOTES.clear()
    _NOTES.update(notes)
    _NAMES.clear()
    _NAMES.update(_other_names(told))
    twins = {*map(twin, _MADE)}
    for gone in [name for name in _DATA if name not in twins]:  # what is not written yet stays
        del _DATA[gone]
    _OLD.clear()
    _OLD.update(r for r, plan in told.plans.items() if told.current(plan.protocol.id).reference != r)
    _DAYS.clear()
    for r, valid in ((r, plan.protocol.valid) for r, plan in told.plans.items()):
        _DAYS[r] = f' data-from="{valid.from_}"' + (f' data-to="{valid.to}"' if valid.to else "")
    for page in made:
        level = InclusionLevel.UNDEFINED if page.menu is not None else InclusionLevel.NOT_IN_NAV
        file = _Made.generated(config, page.path, content="", inclusion=level)
        _Told(html.escape(page.label or page.title) if page.menu is not None else None, file, config)
        written.append(file)
    for name in ("search.js", "site.css", "site.js"):
        text = files_of("prodia.site").joinpath("assets", name).read_text("utf-8")
        written.append(File.generated(config, f"assets/{name}", content=text))
    base = config.site_url or ""
    runs = {path: kept.of(path, partial(_run, reference=r, lang=lang)) for path, r in walks.items()}
    for file in written.documentation_pages():
        if file.src_uri in by_hand:  # written as Markdown: the twin of the page is what was written
            _DATA[f"{file.dest_uri}.md"] = _LEADS.sub(r"\1.html.md", file.content_string)
    same = {path for path, shown in _SHOWN.items() if shown.made is _MADE.get(path)}
    plans = {walks[path]: run for path, (run, _) in runs.items()}
    _DATA.update(data(told, plans, made, config.site_name, base, lang, same))
    for path, (_, page) in runs.items():
        written.append(File.generated(config, path.removesuffix(".md") + ".html", content=page))
    for id in told.ids():
        newest = told.current(id)
        to = f"../{newest.version}/index.html"
        made_of = _REDIRECT.format(lang=lang, to=to, title=html.escape(newest.title))
        written.append(File.generated(config, f"protocollen/{id}/{LATEST}/index.html", content=made_of))
    if rest:
        index = design_page(rest, lang)
        written.append(File.generated(config, f"{DESIGN}/index.md", content=index))
    config.nav = menu(made, notes, lang, {*by_hand, *_MADE})
    return written


def _written(files: Files, config: MkDocsConfig, lang: Lang) -> Files:
    """The pages written by hand, in this language: English ones stand in ``en/``, and replace the Dutch ones.

    Notes for engineers are English on both sites.
    """
    kept: dict[str, File] = {}
    for file in files:
        folder, _, inside = file.src_uri.partition("/")
        if file.src_uri == _SITE_MAP:
            continue
        if folder != ENGLISH:
            kept.setdefault(file.src_uri, file)
        elif lang == "en":
            kept[inside] = File.generated(config, inside, content=file.content_string)
    return Files(kept.values())


def _for_builders(file: File) -> bool:
    """Written for engineers, in English: the notes of design and whatever stands beside the first pages."""
    return file.src_uri not in _HOME


def _run(shelf: Shelf, reference: str, lang: Lang) -> Iterator[str]:
    """The plan that a browser runs, and the walkthrough that it is run in."""
    plan = shelf.plans[reference]
    run = compiled(plan)
    yield json.dumps(run, ensure_ascii=False) + "\n"
    yield page_of(plan, run, lang)


def _title(file: File) -> str:
    first = file.content_string.lstrip().partition("\n")[0]
    return first.lstrip("# ").strip() or file.name


def menu(
    made: Iterable[Page], notes: Mapping[str, str], lang: Lang = "nl", here: Container[str] = _HOME
) -> list[Any]:
    """The menu: what is made, then the pages written by hand that are ``here``. ``notes``: path to title."""
    nav: list[Any] = []
    guides, rest = _guides_and_notes(notes)
    for page in (page for page in made if page.menu is not None):
        level = nav
        for name in page.menu or ():
            level = _below(level, html.escape(name))
        level.append({html.escape(page.label or page.title): page.path})
    if guides:
        _below(nav, PYTHON[lang])[:0] = [{html.escape(title): path} for path, title in guides.items()]
    by_hand: list[Any] = [{words[lang]: path} for path, words in _HOME.items() if path in here]
    if by_hand:
        nav.append({_ABOUT[lang]: by_hand})
    if rest:
        listed = [{html.escape(title.partition(":")[0]): path} for path, title in rest.items()]
        nav.append({_DESIGN[lang]: [f"{DESIGN}/index.md", *listed]})
    return nav


def _guides_and_notes(notes: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is written by hand about the Python face, and the other notes; each path to title."""
    ordered = sorted(notes.items())
    guides = {path: title for path, title in ordered if path.startswith(_FOLDER_OF_PYTHON)}
    return guides, {path: title for path, title in ordered if path not in guides}


def design_page(notes: Mapping[str, str], lang: Lang) -> Html:
    """The index of what is written for engineers. ``notes``: path to title."""
    links = (tag("a", line(title), href=_beside(path), lang="en") for path, title in notes.items())
    listed = tag("ul", join((tag("li", link) for link in links), "\n"))
    return join([Html(f"# {_DESIGN[lang]}"), tag("p", line(_FOR_BUILDERS[lang])), listed], "\n\n")


def _beside(path: str) -> str:
    """The address of a page as seen from a page in the folder of notes."""
    return posixpath.relpath(path.removesuffix(".md") + ".html", DESIGN)


def _below(level: list[Any], title: str) -> list[Any]:
    """The part of the menu with that title; a new one at the end where there is none."""
    for one in level:
        if isinstance(one, dict) and isinstance(one.get(title), list):
            return one[title]  # type: ignore[no-any-return]
    level.append({title: []})
    return level[-1][title]  # type: ignore[no-any-return]


def on_env(env: Any, **_: Any) -> Any:
    """A template stays as it is while a site is built or served: it is not looked up on the disk for every
    page, and compiled once."""
    env.auto_reload = False
    env.bytecode_cache = _TEMPLATES
    # of the thousands that begin with a dot, icons, none is a file of the site
    named = [name for name in env.loader.list_templates() if not name.startswith(".")]
    env.loader.list_templates = lambda: named
    return env


class _Compiled(BytecodeCache):
    """Templates as they were compiled for the build before."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_TEMPLATES = _Compiled()


def on_page_markdown(markdown: str, page: Rendered, **_: Any) -> str:
    """Give the browser title of a made page as text."""
    made = _MADE.get(page.file.src_uri)
    if made is not None:
        page.meta["title"] = html.escape(made.page.title)
        page.meta["hide"] = ["toc"] if made.page.wide else []
    return markdown


def on_page_content(content: str, page: Rendered, config: MkDocsConfig, **_: Any) -> str:
    """A made page as it was made. What is for engineers is English on a Dutch site too, and says so."""
    here, made = page.file.src_uri, _MADE.get(page.file.src_uri)
    if made is None:
        for plain, reachable in _SCROLLS:
            content = content.replace(plain, reachable)
        _FOUND[here] = _found(page, content, _lang(config))
        spoken: Lang = "en" if here in _NOTES else _lang(config)
    else:
        told, spoken = made.page.told, made.page.told.lang
        found = _LED_TO.findall(made.html)
        first = told.about == Ref("", "home")
        if first:  # its parts are elements, and are led to as such; on a desk they are seen at once
            found = [(level, id, words) for id, level, words in _PART.findall(made.html)]
        contents = _contents(found)
        page.toc = get_toc(contents)
        beside = first or (not made.page.wide and any(one["children"] for one in contents))
        content = _with_jump(made.html, found, beside, _lang(config))
        _FOUND[here] = _found(page, content, _lang(config))
        if told.about is not None:
            days = _DAYS.get(told.about.owner, "")
            content = f'<div class="told {told.about.group}"{days}>\n{content}{_report(page, config)}</div>'
    return content if spoken == _lang(config) else f'<div lang="{spoken}">\n{content}</div>'


def _with_jump(body: str, found: list[tuple[str, str, str]], beside: bool, lang: Lang) -> str:
    """A page of many parts with a list of them under its title, for a screen that has none ``beside`` it."""
    parts = [one for one in found if one[0] == "2"]
    if len(parts) < _PARTS:
        parts = [one for one in found if one[0] in "23"]
    if not _PARTS <= len(parts) <= _JUMPS:
        return body
    links = "".join(f'<li><a href="#{id}">{words}</a></li>' for _, id, words in parts)
    summary = f"<summary>{_ON_THIS_PAGE[lang]}</summary>"
    jump = f'<details class="jump{"" if beside else " wide"}">{summary}<ul>{links}</ul></details>'
    return body.replace("</h1>", f"</h1>\n{jump}", 1)


def _contents(found: list[tuple[str, str, str]]) -> list[Any]:
    """The headings of a page, each with those below it, as MkDocs wants them."""
    above: list[Any] = [{"level": 0, "children": []}]
    deepest = next((to for to in "32" if sum(one[0] <= to for one in found) <= _CONTENTS), "1")
    for level, id, words in (one for one in found if one[0] <= deepest):
        while above[-1]["level"] >= int(level):
            above.pop()
        one = {"level": int(level), "id": id, "name": words, "children": []}
        above[-1]["children"].append(one)
        above.append(one)
    return above[0]["children"]  # type: ignore[no-any-return]


def _own(config: MkDocsConfig) -> bool:
    """Whether this is the site of the library itself, which tells of its Python face too."""
    return Path(config.docs_dir, _FOLDER_OF_PYTHON).is_dir()


def _report(page: Rendered, config: MkDocsConfig) -> Html:
    """A way to say that something is wrong, where the site names an address: this page is added to it."""
    to = Web(f"{config.extra.get('report') or ''}{page.file.dest_uri}")
    if not config.extra.get("report") or not to.safe:
        return Html("")
    return tag("p", tag("a", line(_REPORT[_lang(config)]), href=to.address), class_="report")


def _other_names(told: Shelf) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a page is looked for by besides its title: other names of a term, the figure of a cut-off."""
    for reference, plan in told.plans.items():
        for id, cutoff in plan.protocol.cutoffs.items():
            figures = {number(float(figure.is_), "nl") for figure in cutoff.figures}
            if cutoff.type.unit == "percentile":
                yield file_of(Ref(reference, "cutoffs", id)), ("percentiel", "pc", *sorted(figures))
    for id, term in told.shared.terms.items():
        yield file_of(Ref("", "terms", id)), tuple(term.aliases)


def _page(path: str) -> Page | None:
    return _MADE[path].page if path in _MADE else None


def _found(page: Rendered, content: str, lang: Lang) -> Found:
    """What the search knows of a page."""
    here, made = page.file.src_uri, _page(page.file.src_uri)
    headings, text = read_page(content)
    above = " · ".join(made.menu or ()) if made else _DESIGN[lang] if here.startswith(f"{DESIGN}/") else ""
    title = made.title if made else html.unescape(str(page.title))
    names = ("API", *_NAMES.get(here, ())) if here.startswith(_FOLDER_OF_PYTHON) else _NAMES.get(here, ())
    about = made.told.about if made else None
    old = about is not None and about.owner in _OLD
    if about == Ref("", "questions"):  # its questions are not headings
        headings = " ".join((headings, *_QUESTION.findall(content)))
    notes = here in _NOTES and "API" not in names
    behind = 2 if old or notes else int(here.startswith(_BEHIND) or here.endswith(_OF_ALL))
    return Found(page.file.dest_uri, title, above, headings, text, names, behind)


def _together(found: Mapping[str, Found]) -> Iterator[Found]:
    """The parts of a page, and findings with their list, as one: so the list of pages stays short."""
    pages_of: dict[str, list[Found]] = {}
    for path, one in found.items():
        first = _DEEL.sub("", path)
        page = _page(path)
        about = page.told.about if page else None
        first = file_of(Ref("", "findings")) if about is not None and about.group == "finding" else first
        pages_of.setdefault(first, []).append(one)
    for first, several in pages_of.items():
        headings, text = (" ".join(getattr(one, key) for one in several) for key in ("headings", "text"))
        yield replace(found[first], headings=headings, text=text)


_LEADS = re.compile(r"(\]\([^):]+)\.md(?=[)#])")
_DEEL = re.compile(r"-deel-[0-9]+(?=\.md$)")


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Write what the search reads, and what machines read; who can not wait has them a moment later."""
    if config.extra.get("later"):
        config.extra["left"] = True
        for gone in (one for one in _FILES - _NAMED if one.endswith(".html")):
            Path(config.site_dir, gone).unlink(missing_ok=True)
        return
    scripts = index(_together(_FOUND), _lang(config))
    for name, text in (*((f"assets/{file}", script) for file, script in scripts.items()), *_DATA.items()):
        if _STANDS.get(name) != text:
            Path(config.site_dir, name).write_text(text, "utf-8")
        _STANDS[name] = text
    named = {*_NAMED, *_DATA, *map(twin, _MADE), *(f"assets/{file}" for file in scripts)}
    for gone in _FILES - named:
        Path(config.site_dir, gone).unlink(missing_ok=True)
        _STANDS.pop(gone, None)
    _FILES.clear()
    _FILES.update(named)
    _DATA.clear()


def on_page_context(
    context: dict[str, Any], page: Rendered, config: MkDocsConfig, **_: Any
) -> dict[str, Any]:
    """The other language leads to the same page there: both sites have the same addresses."""
    path, up = page.file.dest_uri, "../" * page.file.dest_uri.count("/")
    other = f"{up}{ENGLISH}/{path}" if _lang(config) == "nl" else f"../{up}{path}"
    same = posixpath.basename(path)
    nl, en = (same, other) if _lang(config) == "nl" else (other, same)
    config.extra["alternate"] = [
        {"name": "Nederlands", "lang": "nl", "link": _AS_IT_IS + nl},
        {"name": "English", "lang": "en", "link": _AS_IT_IS + en},
    ]
    return context


def on_post_page(output: str, config: MkDocsConfig, **_: Any) -> str:
    """Addresses of the other site as they were made: MkDocs thinks that nothing lies above the first page.
    Around the article without the empty lines of templates: they are half of a page."""
    del config.extra["alternate"]  # of this page alone
    output = output.replace(f'href="{_AS_IT_IS}', 'href="')
    # as a word apart, or the theme looks for the site map of each, which a site without an address has not
    output = output.replace(' rel="alternate" ', ' rel="alternate " ')
    before, article, rest = output.partition("<article")
    inside, end, after = rest.partition("</article>")
    return "".join((_close(before), article, inside, end, _close(after)))


def _close(text: str) -> str:
    """Lines without what is empty around them; the first and the last stay as they are at their outer end."""
    first, *between = text.split("\n")
    if not between:
        return text
    *between, last = between
    inner = filter(None, map(str.strip, between))
    return "\n".join((first.rstrip(), *inner, last.lstrip()))
