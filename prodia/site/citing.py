"""Every citation of every file, so that the page of a source names what rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.instrument import Instrument
from prodia.model.parts import Cited
from prodia.site.book import ABILITIES, GROUPS, Book, Use, told, versioned


def citing(book: Book) -> Iterator[tuple[str, Use]]:
    """The source cited, and where."""
    for plan in book.plans.values():
        for group, (_, kind, _) in GROUPS.items():
            for id, thing in getattr(plan.protocol, group).items():
                for cited in getattr(thing, "source", ()):
                    use = Use(kind, told(thing), book.address(plan, group, id), cited)
                    yield cited.ref, versioned(use, plan)
    for id, term in book.shared.terms.items():
        for cited in term.source:
            yield cited.ref, Use("Begrip", term.term, book.shared_address("terms", id), cited)
    for id, parameter in book.shared.law.items():
        for cited in (c for value in parameter.values for c in value.source):
            yield cited.ref, Use("Wet", parameter.title, book.shared_address("law", id), cited)
    for id, instrument in book.shared.instruments.items():
        address = book.shared_address("instruments", id)
        for part, anchor, cited in _of_instrument(instrument):
            title = f"{instrument.title}: {part}" if part else instrument.title
            yield cited.ref, Use("Instrument", title, address + anchor, cited)
    if book.abilities is not None:
        page, title = ABILITIES
        for code, ability in book.abilities.abilities.items():
            for cited in ability.source:
                yield cited.ref, Use("Vaardigheid", ability.title, f"{page}#{code}", cited)
        for cited in book.abilities.coverage.source:
            yield cited.ref, Use("Vaardigheid", title, page, cited)
    for reference, found in book.norms.items():
        interval = found.norms.interval
        for cited in (*found.norms.source, *(interval.source if interval else ())):
            yield cited.ref, Use("Normen", found.norms.group, book.shared_address("norms", reference), cited)


def _of_instrument(one: Instrument) -> Iterator[tuple[str, str, Cited]]:
    """The part that cites, in words, and its anchor on the page."""
    yield from (("", "", cited) for cited in (*one.source, *one.rating.source))
    for id, scale in one.scales.items():
        for cited in (*scale.source, *(c for cuts in scale.cuts.values() for c in cuts.source)):
            yield scale.title, f"#schaal-{id}", cited
    for name, rule in one.rules.items():
        yield from ((rule.says, f"#regel-{name}", cited) for cited in rule.source)
    for cited in (c for erratum in one.errata for c in erratum.source):
        yield "anders dan gedrukt", "", cited
    for cited in (c for example in one.examples for c in example.source):
        yield "voorbeelden", "", cited
