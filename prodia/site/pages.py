"""Every page of the site: a document of telling at its address, with its place in the menu.

:func:`pages` is pure: a :class:`~prodia.telling.shelf.Shelf` in, pages out. Only
:mod:`prodia.site.hook` knows MkDocs, and only it reads files.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from prodia.case.structure import not_followed
from prodia.content.shelf import Header, succession
from prodia.model.parts import AUDIENCES, Audience
from prodia.model.plan import Plan
from prodia.pictures.flow import Flow, draw
from prodia.site.addresses import anchors, file_of, resolver
from prodia.site.changed import Left, changed
from prodia.site.home import HOME, home, matrix_of, story
from prodia.site.incremental import Kept
from prodia.site.parts import MOST, divided
from prodia.site.reference import Conformance, kinds_of_findings, language
from prodia.site.terms import Glossary
from prodia.telling import blocks as b
from prodia.telling.choices import asked, choices, conflicts
from prodia.telling.html import Address, Html, to_html
from prodia.telling.instrument import abilities, instrument
from prodia.telling.norms import norm_group, norm_groups
from prodia.telling.notes import note
from prodia.telling.protocol import block, definition, protocol, values
from prodia.telling.readers import audience_page, letter_page, readers_page
from prodia.telling.register import instruments
from prodia.telling.shelf import Shelf, Use, called
from prodia.telling.sources import citing, claims, law, source, term
from prodia.telling.values import heads, heard, marked, notice, said_by_all, valid_in_words
from prodia.telling.versions import cases
from prodia.words import Lang, Words
from prodia.words.labels import HOLDING, label
from prodia.words.numbers import period

__all__ = ["Body", "Page", "bodies", "pages"]

PROTOCOLS = Words("Protocollen", "Protocols")
READERS = Words("Voor wie het over gaat", "For whom it is about")
REFERENCE = Words("Naslag", "Reference")
PYTHON = Words("Python", "Python")
_CHANGES = Words("Wijzigingen van de bibliotheek", "Changes of the library")
_FILES = Words("De bestanden van een protocol", "The files of a protocol")
_LONG, _FIRST = 15_000, 60_000
_ALL = Words("Alle {things}", "All {things}")
_NONE_YET = Words("Nog geen.", "None yet.")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its file below the site (``.md``), what it tells, its place in the menu.

    ``menu`` None keeps a page out of the menu; ``wide`` gives it the room of the table of contents;
    ``label`` is what the menu calls it, where that is not its title; ``whole``: each section can be shown or
    printed alone; ``most``: how much of it stands together, less where its words are long; ``parts``: what
    it is divided into, where that is known.
    """

    path: str
    told: b.Document
    menu: tuple[str, ...] | None
    wide: bool = False
    label: str = ""
    whole: bool = False
    most: int = MOST
    parts: tuple[b.Document, ...] = ()

    @property
    def title(self) -> str:
        return self.told.title


def _page(told: b.Document, menu: tuple[str, ...] | None, **look: Any) -> Page:
    """The page of a document, at the address of what it tells."""
    assert told.about is not None
    return Page(file_of(told.about), told, menu, **look)


Ground = tuple[frozenset[str], Mapping[tuple[str, str], str]]
"""Which pages there are, and where on them a part stands: on the same ground a page leads to the same."""


@dataclass(frozen=True, slots=True)
class Body:
    """A page as HTML, with the address of all that it leads to: a page that is the same and leads to the same
    addresses is the same HTML."""

    page: Page
    html: Html
    leads: Mapping[b.Ref | b.Anchor, str | None]
    ground: Ground = field(compare=False, repr=False)


def bodies(
    made: Iterable[Page], beside: Iterable[str] = (), before: Mapping[str, Body] = MappingProxyType({})
) -> Iterator[Body]:
    """Each page with its HTML, a long one in parts, every link resolved against the pages there are and
    those ``beside``. Of what was made ``before``, by path, what is the same is taken as it is."""
    listed: list[tuple[Page, str]] = []
    stands: dict[tuple[str, str], str] = {}  # of what is not on the first part of its page: where it is
    for page in made:
        for n, told in enumerate(page.parts or divided(page.told, page.most), 1):
            path = page.path if n == 1 else f"{page.path.removesuffix('.md')}-deel-{n}.md"
            if n > 1:
                own = anchors(told)
                stands |= {(page.path, own.get(one.id, one.id)): path for one in b.sections_in(told.blocks)}
            stands[page.path, f"deel-{n}"] = path
            menu = page.menu if n == 1 else None
            listed.append((replace(page, path=path, told=told, menu=menu, parts=()), page.path))
    known = frozenset({page.path for page, _ in listed} | set(beside))
    grounds = {id(one.ground): one.ground for one in before.values()}
    ground: Ground = next((one for one in grounds.values() if one == (known, stands)), (known, stands))
    for page, first in listed:
        find = resolver(page.path, known, first, stands)
        was = before.get(page.path)
        if was and was.page == page and (was.ground is ground or _leads_to(was.leads, find)):
            yield was
            continue
        leads = _Leads(find)
        html = to_html(page.told, leads.__getitem__, _drawn, anchors=anchors(page.told), whole=page.whole)
        yield Body(page, html, leads, ground)


def _leads_to(known: Mapping[b.Ref | b.Anchor, str | None], find: Address) -> bool:
    return all(find(to) == at for to, at in known.items())


class _Leads(dict[b.Ref | b.Anchor, str | None]):
    """Where a page leads to, as it is asked."""

    def __init__(self, find: Address) -> None:
        self._find = find

    def __missing__(self, to: b.Ref | b.Anchor) -> str | None:
        at = self[to] = self._find(to)
        return at


def _drawn(flow: Flow, find: Address) -> str:
    def href(to: b.Target) -> str:
        return "" if isinstance(to, b.Web) else find(to) or ""

    return draw(flow, "flow", href)


def pages(
    shelf: Shelf,
    lang: Lang,
    conformance: Conformance | None = None,
    python: Iterable[b.Document] = (),
    manual: bool = False,
    findings: Iterable[b.Document] = (),
    kept: Kept[Page] | None = None,
    left: Left | None = None,
) -> Iterator[Page]:
    """Every page in one language, in the order of the menu. ``python``: the reference, one a module.

    ``manual``: whether the manual for authors is beside them. ``findings``: those with an example. ``kept``:
    what was made of the shelf before it changed, in this language and with the same of these. ``left``: hears
    which comparisons of versions say for now that their cases are still to be run; without it all are run.
    """
    terms, kept = Glossary(shelf.shared.terms, lang), kept or Kept(shelf)

    def made(make: _Make, on: Shelf) -> Iterator[Page]:
        for page in make(on):
            told = _noticed(on, terms.linked(page.told), lang)
            yield replace(page, told=told, parts=divided(told, page.most))

    for name, make in _all(shelf, lang, conformance, tuple(python), manual, tuple(findings), left):
        yield from kept.of(name, partial(made, make))
        if left and name in left:
            del kept.made[name]


# Of the library itself.
_UNNOTICED = frozenset({"python", "language", "findings", "finding", "guide"})


def _noticed(shelf: Shelf, told: b.Document, lang: Lang) -> b.Document:
    """A page, and last what its protocol says that it is not; of what is shared, what all of them say."""
    about, audience = told.about, told.audience or "team"
    if about is None or about.group in _UNNOTICED or about == b.Ref("", "log") or told.section("note"):
        return told
    if (plan := shelf.plans.get(about.owner)) is not None:
        text = heard(plan, "disclaimer", audience)
    else:  # where they have no sentence in common for this reader, what they all say to the team
        text = shelf.answer(said_by_all, audience) or shelf.answer(said_by_all, "team")
    said = notice(text, lang)
    return replace(told, blocks=(*told.blocks, said)) if said else told


_Make = Callable[[Shelf], Iterator["Page"]]
_Named = tuple[Hashable, _Make]  # some pages by a name, and how they are made


def _all(
    shelf: Shelf,
    lang: Lang,
    conformance: Conformance | None,
    known: tuple[b.Document, ...],
    manual: bool,
    findings: tuple[b.Document, ...],
    left: Left | None,
) -> Iterator[_Named]:
    yield "first", partial(_first, lang=lang, python=bool(known), manual=manual)
    for reference in shelf.plans:
        yield from _of_protocol(shelf, reference, lang)
    yield from _changes(shelf, lang, left)
    yield "shared", partial(_shared, lang=lang)
    yield from _measures(shelf, lang)
    yield "texts", partial(_texts, lang=lang)
    yield "story", partial(_story, lang=lang)
    codes = [one.about.id for one in findings if one.about]
    yield "library", lambda on: _library(lang, conformance, known, findings, codes)


def _first(shelf: Shelf, lang: Lang, python: bool, manual: bool) -> Iterator[Page]:
    first = home(shelf, lang, python, manual)
    yield _page(first, (), wide=True, label=HOME[lang], whole=True, most=_FIRST)
    for audience in AUDIENCES:
        yield _page(readers_page(shelf, audience, lang), (READERS[lang],), wide=True, whole=True)
    yield _page(_index(shelf, lang), (PROTOCOLS[lang],), wide=True, most=_FIRST)


def _texts(shelf: Shelf, lang: Lang) -> Iterator[Page]:
    for id, text in shelf.logs.items():
        log = note(text, "nl" if id else "en", b.Ref("", "log", id))
        menu = None if id else (REFERENCE[lang],)
        most = MOST if id else _LONG // 3  # of the library it grows with every change, and its items are long
        yield _page(log, menu, label="" if id else _CHANGES[lang], most=most)
    if shelf.guide:
        guide = note(shelf.guide, "nl", b.Ref("", "guide"))
        yield _page(guide, (REFERENCE[lang],), label=_FILES[lang])
    yield _page(asked(shelf, lang), (REFERENCE[lang],))
    yield _page(choices(shelf, lang), (REFERENCE[lang],))
    if shelf.shared.conflicts:
        yield _page(conflicts(shelf, lang), (REFERENCE[lang],), wide=True)


def _story(shelf: Shelf, lang: Lang) -> Iterator[Page]:
    if (tale := story(shelf, lang)) is not None:
        yield _page(tale, (REFERENCE[lang],))


def _library(
    lang: Lang,
    conformance: Conformance | None,
    known: tuple[b.Document, ...],
    findings: tuple[b.Document, ...],
    codes: Sequence[str],
) -> Iterator[Page]:
    """What is told of the library itself."""
    yield _page(language(lang, conformance), (REFERENCE[lang],))
    yield _page(kinds_of_findings(lang, codes), (REFERENCE[lang],), wide=True, most=_LONG)
    yield from (_page(_with_way_back(one, lang), None) for one in findings)
    for told in known:  # modules of one package stand together in the menu
        module = told.about.id if told.about else ""
        package, _, name = module.rpartition(".")
        deep = "." in package
        menu = (PYTHON[lang], package) if deep else (PYTHON[lang],)
        yield _page(told, menu, wide=not module, label=name if deep else "")


# ---- protocols


def _of_protocol(shelf: Shelf, reference: str, lang: Lang) -> Iterator[_Named]:
    """The pages of one version; each is made of the shelf by itself."""

    def one(name: Hashable, make: Callable[[Shelf, Plan], Page | None]) -> _Named:
        def made(on: Shelf) -> Iterator[Page]:
            plan = on.plans[reference]
            page = make(on, plan)
            if page is not None:
                yield _of_another(on, plan, page, lang)

        return (reference, name), made

    def menu(plan: Plan) -> tuple[str, ...]:
        return PROTOCOLS[lang], f"{plan.protocol.title} {plan.protocol.version}"

    def of(group: str, id: str) -> _Named:
        def made(on: Shelf, plan: Plan) -> Page:
            told = definition(on, plan, group, id, lang)
            above = (*menu(plan), label("things", group, lang))
            return _page(told, above, wide=group == "decisions")

        return one((group, id), made)

    def reader(audience: Audience) -> _Named:
        def made(on: Shelf, plan: Plan) -> Page:
            told = audience_page(on, plan, audience, lang)
            return _page(told, None, wide=True, whole=True, most=_FIRST)  # one reads it as one page

        return one(audience, made)

    def letter(on: Shelf, plan: Plan) -> Page | None:
        told = letter_page(on, plan, lang)
        return _page(told, None, wide=True) if told is not None else None

    p = shelf.plans[reference].protocol
    yield one("protocol", lambda on, plan: _page(protocol(on, plan, lang), menu(plan)))
    yield from map(reader, AUDIENCES)
    yield one("letter", letter)
    yield from (of(group, id) for group in ("phases", "steps") for id in getattr(p, group))
    if not_followed(shelf.plans[reference]):
        yield one("walkthrough", lambda on, plan: _page(_by_command(plan, lang), None))
    yield one("values", lambda on, plan: _page(values(on, plan, lang), menu(plan)))
    if shelf.cases.get(reference):
        yield one("cases", lambda on, plan: _page(cases(on, plan, lang), menu(plan), most=_LONG))
    groups = ("decisions", "cutoffs", "criteria", "hypotheses", "ensure")
    yield from (of(group, id) for group in groups for id in getattr(p, group))


_WALK = Words("Vraag na vraag door {title}", "Question by question through {title}")
_TESTS = Words(
    "Dit protocol weegt de meetfout van een test, of leest een test enkel waar haar normen passen. Dat "
    "rekent een bladzijde in de browser niet uit, en wat ze niet uitrekent, laat ze ook niet typen.",
    "This protocol weighs the error of a test, or reads a test only where its norms fit. A page in the "
    "browser does not work that out, and what it does not work out it does not let you type either.",
)
_INSTEAD = Words(
    "Op je eigen toestel stelt het programma dezelfde vragen, en het rekent de metingen wel uit:",
    "On your own machine the program asks the same questions, and it does work out the measurements:",
)
_READ = Words(
    "Alleen lezen kan ook: wat gevraagd wordt staat in het register, en voorbeelden tonen hoe het loopt.",
    "You can also just read: what is asked stands in the register, and worked cases show how it goes.",
)
_REGISTER = Words("Register van alle vragen en waarden", "Register of all questions and values")
_CASES = Words("Uitgewerkte, verzonnen trajecten", "Worked cases, made up")


def _by_command(plan: Plan, lang: Lang) -> b.Document:
    """What stands in place of the walkthrough of a protocol that the browser does not work out."""
    reference = plan.reference
    blocks: tuple[b.Block, ...] = (
        b.Paragraph(_TESTS[lang], "lead"),
        b.Paragraph(_INSTEAD[lang]),
        b.Listing(f"prodia walk {reference}", "console"),
        b.Paragraph(_READ[lang]),
        b.List(
            (
                b.Link(_REGISTER[lang], b.Ref(reference, "values")),
                b.Link(_CASES[lang], b.Ref(reference, "cases")),
            )
        ),
        b.Paragraph(b.Link(plan.protocol.title, b.Ref(reference, "protocol"))),
    )
    title = _WALK.fill(lang, {"title": plan.protocol.title})
    return b.Document(title, lang, blocks, b.Ref(reference, "walkthrough"))


_REPLACED = Words("Er is een nieuwere versie", "There is a newer version")
_NOT_YET = Words("Deze versie is nog niet vrijgegeven", "This version is not released yet")
_READ_ALONG = Words(
    "Lees mee en zeg wat beter kan, maar beslis er nog niet mee.",
    "Read along and say what can be better, but do not decide with it yet.",
)
# The same to whoever it is about: no versions, and nothing to do.
_NOT_READY = Words("Dit is nog niet klaar", "This is not ready yet")
_NOT_DECIDED = Words(
    "Mensen kijken deze tekst nog na. Er wordt nog niets mee beslist.",
    "People still look at this text. Nothing is decided with it yet.",
)
_NEWER = Words("Er is een nieuwere tekst", "There is a newer text")
_OTHER = Words("De nieuwere tekst, {valid}", "The newer text, {valid}")
_READY = Words("De tekst die wel klaar is, {valid}", "The text that is ready, {valid}")
_SAME = Words("Dezelfde pagina in versie {version}, {valid}", "The same page in version {version}, {valid}")
_NOT_THERE = Words(
    "In versie {version}, {valid}, staat dit niet meer.", "Version {version}, {valid}, does not have this."
)


def _of_another(shelf: Shelf, plan: Plan, page: Page, lang: Lang) -> Page:
    """A page of a version that is not the one to decide with: first of all that, and a way to the same page
    of the version that is, where there is one."""
    other = shelf.following(plan) or shelf.preceding(plan)
    released = plan.protocol.status in HOLDING
    if released and other is None:
        return page
    heading, same = _REPLACED if released else _NOT_YET, _SAME
    about, to_them = page.told.about, page.told.audience not in (None, "team", "school")
    assert about is not None
    if to_them:
        heading, same = (_NEWER, _OTHER) if released else (_NOT_READY, _READY)
    said: b.Inline = (_NOT_DECIDED if to_them else _READ_ALONG)[lang]
    if other is not None:
        words, there = same, b.Ref(other.reference, about.group, about.id)
        if about.id and about.id not in other.parts.get(about.group, (about.id,)):
            words, there = _NOT_THERE, b.Ref(other.reference, "protocol")
        slots = {"version": other.version, "valid": valid_in_words(other.valid, lang)}
        said = b.Link(words.fill(lang, slots), there)
    note = b.Note("warning", heading[lang], (b.Paragraph(said),))
    return replace(page, told=replace(page.told, blocks=(note, *page.told.blocks)))


def _changes(shelf: Shelf, lang: Lang, left: Left | None) -> Iterator[_Named]:
    def against(old: str, new: str) -> _Make:
        def made(on: Shelf) -> Iterator[Page]:
            before, plan = on.plans[old], on.plans[new]
            told, right_before = changed(on, before, plan, lang, left), on.previous(plan)
            near = right_before is not None and right_before.reference == old
            menu = (PROTOCOLS[lang], f"{plan.protocol.title} {plan.protocol.version}") if near else None
            yield _page(told, menu, most=_LONG)

        return made

    for reference, plan in shelf.plans.items():
        versions = [one.reference for one in shelf.heads(plan.protocol.id)]
        for old in versions[: versions.index(reference)]:
            yield (old, reference), against(old, reference)


def _index(shelf: Shelf, lang: Lang) -> b.Document:
    """Which protocols there are, and what each adds to each phase."""
    columns = heads(lang, "protocol|versie|status|geldig|waarover", "protocol|version|status|valid|about")
    rows = tuple(
        (
            b.Link(plan.protocol.title, b.Ref(reference, "protocol")),
            plan.protocol.version,
            marked("status", plan.protocol.status, lang),
            valid_in_words(plan.protocol.valid, lang),
            " ".join(plan.protocol.summary.split()),
        )
        for reference, plan in shelf.plans.items()
    )
    caption = Words("alle protocollen en versies", "all protocols and versions")[lang]
    says = Words(
        "Hoeveel stappen elk protocol zelf heeft in elke fase; een streepje is: geen.",
        "How many steps each protocol has of its own in each phase; a dash is: none.",
    )[lang]
    heading = Words("Protocol en fase", "Protocol and phase")[lang]
    matrix = b.Section("matrix", heading, (b.Paragraph(says), matrix_of(shelf, lang)))
    blocks: tuple[b.Block, ...] = (b.Table(columns, rows, caption), *_held(shelf, lang), matrix)
    return b.Document(PROTOCOLS[lang], lang, blocks, b.Ref("", "protocols"))


def _held(shelf: Shelf, lang: Lang) -> Iterator[b.Section]:
    """Which version of each protocol holds on which days: so also today, whenever the page is read."""
    found = (
        Header(p.id, p.version, p.status, p.title, first, last, 0, "")
        for p in (plan.protocol for plan in shelf.plans.values())
        for first, last in [(p.valid.from_.isoformat(), p.valid.to.isoformat() if p.valid.to else None)]
    )
    none = Words("geen: niets is dan van kracht", "none: nothing is in force then")[lang]
    titles = {plan.protocol.id: plan.protocol.title for plan in shelf.plans.values()}
    rows = tuple(
        (
            titles[id],
            period(first, last, lang),
            b.Link(one.version, b.Ref(one.reference, "protocol")) if one else none,
        )
        for id, first, last, one in succession(found)
    )
    columns = heads(lang, "protocol|dagen|versie", "protocol|days|version")
    heading = Words("Welke versie geldt, en wanneer?", "Which version holds, and when?")[lang]
    says = Words(
        "Op elke dag geldt de nieuwste vrijgegeven versie die dan van kracht is. Een oudere die ook van "
        "kracht is, dient wie er al op loopt.",
        "On each day the newest released version that is in force holds. An older one that is in force too "
        "serves the cases that run on it.",
    )[lang]
    if rows:
        yield b.Section("holds", heading, (b.Paragraph(says), b.Table(columns, rows, heading)))


# ---- what protocols share


def _shared(shelf: Shelf, lang: Lang) -> Iterator[Page]:
    cited: dict[str, list[Use]] = {}
    for ref, use in citing(shelf, lang):
        cited.setdefault(ref, []).append(use)
    found = {
        "sources": {id: source(shelf, id, cited.get(id, ()), lang) for id in shelf.shared.sources},
        "terms": {id: term(shelf, id, lang) for id in shelf.shared.terms},
        "law": {id: law(shelf, id, lang) for id in shelf.shared.law},
        "blocks": {id: block(shelf, id, lang) for id in shelf.blocks},
    }
    yield _page(claims(shelf, cited, lang), (REFERENCE[lang],), most=_LONG // 2)
    for group, told in found.items():
        things = shelf.blocks if group == "blocks" else getattr(shelf.shared, group)
        yield _page(_list(group, things, lang), (REFERENCE[lang],))
        yield from (_page(_with_way_back(one, lang), None, most=_FIRST) for one in told.values())


def _list(group: str, things: Mapping[str, Any], lang: Lang) -> b.Document:
    """All shared things of a group, by what people call them."""
    ordered = sorted(things.items(), key=lambda pair: called(pair[1]).casefold())
    links = tuple(b.Link(called(one), b.Ref("", group, id)) for id, one in ordered)
    block = b.bullets(links) or b.Paragraph(_NONE_YET[lang])
    return b.Document(label("things", group, lang), lang, (block,), b.Ref("", group))


def _with_way_back(told: b.Document, lang: Lang) -> b.Document:
    """The document, and last a link to all of its group."""
    group = told.about.group if told.about else ""
    if group == "finding":
        group, words = "findings", Words("Alle bevindingen", "All findings")[lang]
    else:
        words = _ALL.fill(lang, {"things": label("things", group, lang).lower()})
    return replace(told, blocks=(*told.blocks, b.Paragraph(b.Link(words, b.Ref("", group)))))


def _measures(shelf: Shelf, lang: Lang) -> Iterator[_Named]:
    def named(group: str, id: str, told: Callable[[Shelf], b.Document]) -> _Named:
        return (group, id), lambda on: iter((_page(_with_way_back(told(on), lang), None),))

    def listed(group: str, told: Callable[[Shelf], b.Document], wide: bool = False) -> _Named:
        return group, lambda on: iter((_page(told(on), (REFERENCE[lang],), wide=wide),))

    yield listed("instruments", lambda on: instruments(on, lang), wide=True)
    for id, one in shelf.shared.instruments.items():
        yield named("instruments", id, partial(instrument, one=one, lang=lang, own=shelf.written.get(id)))
    yield listed("norms", lambda on: norm_groups(on, lang))
    for reference in shelf.norms:
        yield named("norms", reference, partial(norm_group, reference=reference, lang=lang))
    if shelf.abilities is not None:
        yield listed("abilities", lambda on: abilities(on, lang))
