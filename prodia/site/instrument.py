"""The pages of instruments: what each is, how its scores are made and cut, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.instrument import Instrument, Scale
from prodia.model.parts import Cited
from prodia.report import instrument as told
from prodia.report.scale import ability_said, cut_facts, cut_grid, scale_facts
from prodia.site.book import ABILITIES, SHARED, Book, Here, Page, blocks
from prodia.site.pictures import example_profiles
from prodia.site.shapes import rows, shown
from prodia.site.shared import origin, page
from prodia.site.text import Html, facts, heading, inline, join, line, listing, paragraph, table, tag, upper

GROUP = "instruments"
_KINDS = (("scored", "Rekent hier"), ("register", "Enkel register"))


def instrument_page(book: Book, id: str) -> Page:
    here, one = Here(book, book.shared_address(GROUP, id)), book.shared.instruments[id]
    cited = (*one.source, *one.rating.source)
    return page(
        book,
        GROUP,
        id,
        one.title,
        tag("p", line(told.kind_said(one, "nl")), class_="lead"),
        facts([*rows(told.about(one, "nl")), ("Vervangen door", _replaced(here, one))]),
        _part("Antwoorden", shown(told.answers(one, "nl"), "Wat er geantwoord kan worden en wat het telt")),
        _part("Schalen", *(_scale(here, one, name) for name in one.scales)),
        _part("Besluiten van het formulier zelf", *(_rule(here, one, name) for name in one.rules)),
        _part("Anders dan gedrukt", *_errata(here, one)),
        _part("Voorbeelden", *_examples(here, one)),
        _part("Een profiel", *example_profiles(here, one)),
        _part("Normen", _norms(here, one)),
        _part("Gebruikt in", _asked(here, one)),
        _part("Bronnen", here.sources(cited)),
        origin(here, GROUP, id),
    )


def _part(title: str, *found: Html) -> Html:
    body = blocks(*found)
    return blocks(heading(2, title), body) if body.strip() else Html("")


def _replaced(here: Here, one: Instrument) -> Html:
    if one.replaced_by is None:
        return Html("")
    after = here.book.shared.instruments[one.replaced_by]
    return here.to(here.book.shared_address(GROUP, after.id), after.title)


def _source(here: Here, cited: tuple[Cited, ...]) -> tuple[str, Html]:
    return "Bron", here.sources(cited)


def _code(text: str) -> tuple[str, Html]:
    return "Precies", tag("code", line(text))


def _scale(here: Here, one: Instrument, id: str) -> Html:
    scale = one.scales[id]
    exact = [_code(scale.is_.text)] if scale.is_ is not None else []
    named = ("Naam in regels", tag("code", line(id)))
    parts = [
        tag("h3", line(upper(scale.title)), id=f"schaal-{id}"),
        facts([*rows(scale_facts(one, id, "nl")), *exact, named, *_rests(here, scale)]),
    ]
    for cuts in scale.cuts.values():
        parts.append(shown(cut_grid(cuts, "nl"), cuts.says))
        parts.append(facts([*rows(cut_facts(cuts, "nl")), _source(here, cuts.source)]))
    return blocks(*parts)


def _rests(here: Here, scale: Scale) -> Iterator[tuple[str, Html]]:
    """What it measures, and where that and its making come from."""
    known = here.book.abilities
    codes = known.abilities if known else {}
    said = ((code, line(ability_said(code, known))) for code in scale.abilities)
    parts = (
        tag("a", label, href=here.href(f"{ABILITIES[0]}#{code}")) if code in codes else label
        for code, label in said
    )
    yield "Brede vaardigheid", join(parts, "; ")
    yield _source(here, scale.source)


def _rule(here: Here, one: Instrument, name: str) -> Html:
    rule = one.rules[name]
    named = ("Naam in regels", tag("code", line(name)))
    found = [*rows(told.rule_facts(one, rule, "nl")), _code(rule.is_.text), named]
    return blocks(
        tag("h3", line(upper(rule.says)), id=f"regel-{name}"), facts([*found, _source(here, rule.source)])
    )


def _errata(here: Here, one: Instrument) -> Iterator[Html]:
    for erratum in one.errata:
        yield tag("h3", line(upper(erratum.where)))
        yield facts([*rows(told.erratum_facts(erratum, "nl")), _source(here, erratum.source)])


def _examples(here: Here, one: Instrument) -> Iterator[Html]:
    yield shown(told.examples(one, "nl"), "Antwoorden, en wat eruit moet komen")
    cited = tuple(dict.fromkeys(c for example in one.examples for c in example.source))
    yield facts([_source(here, cited)])


def _norms(here: Here, one: Instrument) -> Html:
    book = here.book
    return listing(
        here.to(book.shared_address("norms", ref), f"{group.norms.group} ({ref})")
        for ref, group in book.norms.items()
        if group.norms.instrument == one.id
    )


def _asked(here: Here, one: Instrument) -> Html:
    return listing(
        here.thing(plan, "fields", name, f"{field.ask} ({plan.protocol.title} {plan.protocol.version})")
        for plan in here.book.plans.values()
        for name, field in plan.protocol.fields.items()
        if field.instrument == one.id
    )


def index_page(book: Book) -> Page:
    """All instruments: those that are scored here, and those that are only named."""
    folder, name = SHARED[GROUP]
    here = Here(book, f"{folder}.md")
    parts = [heading(1, name)]
    for kind, title in _KINDS:
        found = [one for one in book.shared.instruments.values() if told.kind_of(one) == kind]
        said = [told.kind_said(one, "nl") for one in found]
        same = paragraph(line(said[0])) if len(set(said)) == 1 else Html("")
        parts.append(blocks(heading(2, title), same, _listed(here, found)) if found else Html(""))
    body = blocks(*parts, *([] if book.shared.instruments else [paragraph(line("Nog geen."))]))
    return Page(here.path, name, ("Naslag",), body)


def _listed(here: Here, found: list[Instrument]) -> Html:
    head = [line(t) for t in ("Instrument", "Meet", "Voor wie")]
    ordered = sorted(found, key=lambda one: (one.title.casefold(), one.id))
    body = [
        (
            here.to(here.book.shared_address(GROUP, one.id), one.title),
            inline(one.measures),
            inline(one.for_whom or ""),
        )
        for one in ordered
    ]
    return table(f"{len(found)} instrumenten", head, body)


def pages(book: Book) -> Iterator[Page]:
    yield index_page(book)
    for id in book.shared.instruments:
        yield instrument_page(book, id)
