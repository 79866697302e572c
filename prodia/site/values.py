"""The register of one protocol: what is asked, of whom, for what, who may see it, what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.language import Type, say
from prodia.model.plan import Plan
from prodia.site.book import Book, Here, Page, blocks
from prodia.site.protocol import menu
from prodia.site.text import Html, facts, heading, inline, join, line, listing, paragraph, tag, upper
from prodia.words.labels import label as word

_SENSITIVE = {"none": "niet over een persoon", "personal": "persoonsgegeven", "special": "gevoelig gegeven"}


def values_page(book: Book, plan: Plan) -> Page:
    """The register: what is asked, of whom, for what, who may see it; and what is computed from it."""
    path = f"{book.folder(plan.reference)}/waarden.md"
    here, p = Here(book, path), plan.protocol
    parts = [heading(1, "Vragen en waarden")]
    if p.fields:
        parts += [heading(2, "Wat er gevraagd wordt"), *(_field(here, plan, name) for name in p.fields)]
    if p.derived:
        parts += [heading(2, "Wat eruit berekend wordt"), *(_derived(here, plan, name) for name in p.derived)]
    if len(parts) == 1:
        parts.append(paragraph(line("Dit protocol voegt zelf geen vragen of waarden toe.")))
    return Page(path, "Vragen en waarden", menu(plan), blocks(*parts, here.standing(plan, ())))


def kind(type: Type) -> Html:
    """A type in words, and as it is written."""
    return join((line(type.words().nl), tag("code", line(type.show()))), " ")


def _field(here: Here, plan: Plan, name: str) -> Html:
    field, step = plan.fields[name], plan.step_of.get(name)
    instrument = field.instrument
    known = instrument in here.book.shared.instruments
    link = (
        here.to(here.book.shared_address("instruments", instrument), _instrument(here, instrument))
        if instrument and known
        else ""
    )
    rows = [
        ("Naam in regels", tag("code", line(name))),
        ("Soort antwoord", kind(field.type)),
        ("Keuzes", listing(join((line(t), tag("code", line(o))), " ") for o, t in field.options.items())),
        ("Aan wie", here.role(plan, field.from_)),
        ("Waarvoor", inline(field.purpose)),
        ("Wie mag het zien", line(", ".join(word("audience", a, "nl") for a in field.audience))),
        ("Gevoeligheid", line(_SENSITIVE[field.sensitivity])),
        ("Instrument", Html(link) or line(instrument or "")),
        ("Toelichting", inline(field.help or "")),
        ("Gevraagd in", here.thing(plan, "steps", step) if step else Html("")),
        *_used(here, plan, name),
        ("Geschreven in", here.origin(plan.reference, ("fields", name))),
    ]
    return blocks(tag("h3", line(field.ask), id=name), facts(rows))


def _instrument(here: Here, id: str) -> str:
    return here.book.shared.instruments[id].title


def _derived(here: Here, plan: Plan, name: str) -> Html:
    value = plan.derived[name]
    rows = [
        ("Naam in regels", tag("code", line(name))),
        ("Soort", kind(value.type)),
        ("Berekening", line(say(value.is_.tree, "nl", plan.labels, plan.types))),
        ("Precies", here.expression(plan, plan.protocol.derived[name].is_.tree)),
        ("Toelichting", inline(value.note or "")),
        *_used(here, plan, name),
        ("Geschreven in", here.origin(plan.reference, ("derived", name))),
    ]
    return blocks(tag("h3", line(upper(value.says)), id=name), facts(rows))


def _used(here: Here, plan: Plan, name: str) -> Iterator[tuple[str, Html]]:
    uses = here.book.reading(plan, name)
    yield "Gebruikt in", join((here.to(use.address, use.title) for use in uses), "; ")


def pages(book: Book, plan: Plan) -> Iterator[Page]:
    yield values_page(book, plan)
