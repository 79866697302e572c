"""What protocols share, told: a source with all that rests on it, a term, and a legal figure over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from prodia.language.operators.calendar import plus
from prodia.language.values import Duration
from prodia.model.instrument import Instrument
from prodia.model.parts import LawValue, Source, citations
from prodia.model.protocol import PARTS
from prodia.telling import blocks as b
from prodia.telling.shelf import Shelf, Use, called
from prodia.telling.values import (
    USED_IN,
    cited,
    facts_in,
    heads,
    marked,
    origin,
    section_in,
    sources_section,
    type_in_words,
    used_in,
    valid_in_words,
)
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.numbers import dated, day, number


def source(shelf: Shelf, id: str, uses: Iterable[Use], lang: Lang) -> b.Document:
    """A source, what of it was read, and all that rests on it: the uses of :func:`citing`."""
    one = shelf.shared.sources[id]
    rows = (
        (
            b.Link(use.title, use.to),
            label("thing", use.to.group, lang),
            marked("confidence", use.cited.confidence, lang) if use.cited else "",
            (use.cited and use.cited.at) or "",
        )
        for use in dict.fromkeys(uses)
    )
    columns = heads(lang, "wat|soort|zekerheid|plaats in de bron", "what|kind|certainty|where in it")
    caption = Words("Wat op deze bron steunt", "What rests on this source")[lang]
    nothing = Words("Geen enkele regel verwijst hiernaar.", "No rule refers to it.")
    until = current_until(shelf, one)
    facts = facts_in(
        lang,
        ("soort", "kind", label("source", one.kind, lang)),
        ("waar", "where", b.Link(one.address, b.Web(one.address)) if one.address else ""),
        ("datum van de bron", "date of the source", dated(one.date or "", lang)),
        ("gold", "was in force", valid_in_words(one.valid, lang) if one.valid else ""),
        ("gelezen", "read", label("read", one.read, lang)),
        ("gezien op", "seen on", day(one.seen, lang) if one.seen else _NOT_RECORDED[lang]),
        ("telt als actueel tot", "counts as current until", day(until, lang) if until else ""),
        ("opmerking", "note", b.authored(one.note or "")),
        ("naam in bestanden", "name in files", b.Code(id)),
    )
    found = b.table(columns, rows, caption) or b.Paragraph(nothing[lang])
    return _document(shelf, "sources", id, one.title, lang, facts, b.section("used-in", USED_IN[lang], found))


def term(shelf: Shelf, id: str, lang: Lang) -> b.Document:
    """A word, what it means, since when it is the right one, and the word that took its place."""
    one = shelf.shared.terms[id]
    after = shelf.shared.terms.get(one.replaced_by or "")
    right = b.Link(after.term, b.Ref("", "terms", one.replaced_by or "")) if after else ""
    facts = facts_in(
        lang,
        ("ook gezegd", "also said", ", ".join(one.aliases)),
        ("het juiste woord", "the right word", valid_in_words(one.valid, lang)),
        ("vervangen door", "replaced by", right),
    )
    sources = sources_section(shelf.shared, one.source, lang)
    return _document(shelf, "terms", id, one.term, lang, *b.prose(one.means, "lead"), facts, sources)


def law(shelf: Shelf, id: str, lang: Lang) -> b.Document:
    """A legal figure with the value of every period and its source, and who reads it."""
    one = shelf.shared.law[id]
    rows: tuple[tuple[b.Cell, ...], ...] = tuple(
        (
            valid_in_words(value.valid, lang),
            _value(value, lang),
            cited(shelf.shared, value.source, lang),
            b.authored(value.note or ""),
        )
        for value in sorted(one.values, key=lambda v: v.valid.from_)
    )
    columns = heads(lang, "geldig|waarde|bron|opmerking", "valid|value|source|note")
    caption = Words("Welke waarde gold, en wanneer", "Which value held, and when")[lang]
    facts = facts_in(
        lang,
        ("soort", "kind", type_in_words(one.type, lang)),
        ("naam in regels", "name in rules", b.Code(f"law.{id}")),
    )
    uses = (
        use.link(lang) for plan in shelf.plans.values() for use in shelf.read_in(plan.protocol, f"law.{id}")
    )
    table = section_in(
        lang, "values", ("Waarden in de tijd", "Values over time"), b.Table(columns, rows, caption)
    )
    used = used_in(uses, Words("Geen enkele regel leest dit.", "No rule reads it."), lang)
    return _document(shelf, "law", id, one.title, lang, table, used, facts)


def _value(value: LawValue, lang: Lang) -> str:
    if isinstance(value.value, bool):
        return label("truth", value.value, lang)
    return number(value.value, lang) if isinstance(value.value, float) else str(value.value)


def _document(
    shelf: Shelf, group: str, id: str, title: str, lang: Lang, *found: b.Block | None
) -> b.Document:
    """The blocks there are, and last where the thing is written, where that is known."""
    return b.document(title, lang, b.Ref("", group, id), *found, origin(shelf, (group, id), lang))


# ---- what rests on no source that is current


def current_until(shelf: Shelf, one: Source) -> dt.date | None:
    """The first day on which a source no longer counts as current; None where it is not known."""
    months = shelf.shared.stale_months
    if one.seen is None or months is None or one.read == "not-read":
        return None
    return plus(one.seen, Duration("months", months))


SURE = ("seen", "inferred")


def claims(shelf: Shelf, uses: Mapping[str, Sequence[Use]], lang: Lang) -> b.Document:
    """What rests on no source that counts as current, and until when the rest does: of the newest versions.

    ``uses``: those of :func:`citing`, by source. It says on which day each source stops, and not which have
    stopped today: so it stays true.
    """
    newest = {plan.protocol.id: reference for reference, plan in shelf.plans.items()}
    found: dict[b.Ref, tuple[Use, list[tuple[str, Use]]]] = {}
    for ref, every in uses.items():
        for use in every:
            id, _, version = use.to.owner.partition("@")
            if not version or newest.get(id) == use.to.owner:
                whole = use.to.group in (*PARTS, "instruments")  # what its parts cite, it cites
                thing = b.Ref(use.to.owner, use.to.group, use.to.id) if whole else use.to
                found.setdefault(thing, (use, []))[1].append((ref, use))
    open_: dict[tuple[str, str], list[b.Cell]] = {}
    for thing, (first, cites) in found.items():
        if not any(_current(shelf, ref, use) for ref, use in cites):
            plan = shelf.plans.get(thing.owner)
            owner = plan.protocol.title if plan else label("things", thing.group, lang)
            part = plan is not None and thing.group in PARTS
            mine = called(getattr(plan.protocol, thing.group)[thing.id]) if plan and part else first.title
            title = mine.partition(": ")[0] if thing.group == "instruments" else mine
            key = (plan.protocol.id if plan else thing.group, owner)
            open_.setdefault(key, []).append(b.Link(title, thing))
    told: list[b.Block] = [
        b.Section(id, f"{owner} ({len(links)})", (b.List(tuple(links)),))
        for (id, owner), links in sorted(open_.items())
    ]
    rows = sorted(
        (until, id, called(one))
        for id, one in shelf.shared.sources.items()
        if uses.get(id) and (until := current_until(shelf, one)) is not None
    )
    columns = heads(lang, "bron|telt als actueel tot", "source|counts as current until")
    cells = ((b.Link(title, b.Ref("", "sources", id)), day(on, lang)) for on, id, title in rows)
    heading = ("Hoe lang de rest telt", "How long the rest counts")
    last = section_in(lang, "until", heading, b.table(columns, cells))
    none = b.Paragraph(Words("Geen enkele.", "None.")[lang])
    lead = b.Paragraph(_CLAIMS[lang], "lead")
    return b.document(CLAIMS[lang], lang, b.Ref("", "claims"), lead, *(told or [none]), last)


_NOT_RECORDED = Words("niet vastgelegd", "not recorded")
CLAIMS = Words("Beweringen zonder actuele bron", "Claims without a current source")
_CLAIMS = Words(
    "Een bron telt als actueel als iemand ze las en er niet te lang geleden zag wat wij ervan overnemen. "
    "Wat hieronder staat, rust op geen enkele zulke bron: wie het gebruikt, kijkt het eerst na.",
    "A source counts as current where somebody read it and saw there, not long ago, what we take from it. "
    "What stands below rests on no such source: who uses it checks it first.",
)


def _current(shelf: Shelf, ref: str, use: Use) -> bool:
    one = shelf.shared.sources.get(ref)
    sure = use.cited is not None and use.cited.confidence in SURE
    return sure and one is not None and current_until(shelf, one) is not None


# ---- every citation


_RIGHTS = Words("wat iemand mag vragen en weigeren", "what one may ask and refuse")
_IDEAS = Words("om op ideeën te komen", "to get ideas from")


def citing(shelf: Shelf, lang: Lang) -> Iterator[tuple[str, Use]]:
    """Every citation of every part, shared thing, test and group of norms, of rights, lists of ideas and
    conflicts: the source cited, and where."""
    for plan in shelf.plans.values():
        for group in PARTS:
            for id, thing in getattr(plan.protocol, group).items():
                for _, one in citations(thing):
                    yield one.ref, shelf.use(plan.protocol, group, id, cited=one)
        p = plan.protocol
        for told, to, named in (
            (p.rights, b.Ref(p.reference, "audience", "parents", "rights"), _RIGHTS),
            (p.inspiration, b.Ref(p.reference, "protocol", "", "inspiration"), _IDEAS),
        ):
            for _, one in citations(told):
                yield one.ref, Use(to, f"{named[lang]} ({p.title} {p.version})", one)
    for id, conflict in shelf.shared.conflicts.items():
        for reading in conflict.readings:
            for _, one in citations(reading):
                title = f"{conflict.title}: {reading.says}"
                yield one.ref, Use(b.Ref("", "conflicts", "", id), title, one)
    for group in ("terms", "law"):
        for id, thing in getattr(shelf.shared, group).items():
            for _, one in citations(thing):
                yield one.ref, Use(b.Ref("", group, id), called(thing), one)
    for id, instrument in shelf.shared.instruments.items():
        for path, one in citations(instrument):
            words, part = _of_instrument(instrument, path, lang)
            title = f"{instrument.title}: {words}" if words else instrument.title
            yield one.ref, Use(b.Ref("", "instruments", id, part), title, one)
    if shelf.abilities is not None:
        for code, ability in shelf.abilities.abilities.items():
            for _, one in citations(ability):
                yield one.ref, Use(b.Ref("", "abilities", code), ability.title, one)
        for _, one in citations(shelf.abilities.coverage):
            yield one.ref, Use(b.Ref("", "abilities"), label("things", "abilities", lang), one)
    for reference, found in shelf.norms.items():
        for _, one in citations(found.norms):
            yield one.ref, Use(b.Ref("", "norms", reference), found.norms.group, one)


def _of_instrument(one: Instrument, path: tuple[str | int, ...], lang: Lang) -> tuple[str, str]:
    """The part that cites, in words, and its section."""
    group, id = path[0], str(path[1])
    match group:
        case "scales":
            return one.scales[id].title, f"schaal-{id}"
        case "rules":
            return one.rules[id].says, f"regel-{id}"
        case "flags":
            return one.flags[id].says, ""
        case "errata":
            return Words("anders dan gedrukt", "other than printed")[lang], ""
        case "examples":
            return Words("voorbeelden", "examples")[lang], ""
    return "", ""
