"""The register of instruments told: all of them, those that fit, and what a centre has of them.

``instruments(shelf, lang)``             all of them, by what they are about
``fitting(found, known, lang, day)``     those that were looked for, and those of which it is not known
``holdings(plan, stocks, lang)``         of what a protocol names, what each centre has
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from prodia.content.register import Listed, Stock, held, listed
from prodia.model.instrument import Instrument, Register
from prodia.model.norms import Norms
from prodia.model.plan import Plan
from prodia.telling import blocks as b
from prodia.telling.instrument import GROUP, UNKNOWN, in_short, written
from prodia.telling.shelf import Shelf
from prodia.telling.values import heads
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.lists import upper
from prodia.words.numbers import ages, day, fill

_MADE_UP = Words("Om mee te oefenen", "To practise with")
_NO_DOMAIN = Words("Waarover het gaat, is niet vastgelegd", "What it is about is not recorded")
_HEADS = (
    "Instrument|Meet|Voor wie|Wie antwoordt|Normen|Opnieuw te bekijken vanaf|Hier",
    "Instrument|Measures|For whom|Who answers|Norms|To be looked at anew from|Here",
)
SHORT = (0, 2, 3, 4, 5)  # the columns that a narrow screen can hold
_NO_NORMS = Words("geen normen hier", "no norms here")


def instruments(shelf: Shelf, lang: Lang) -> b.Document:
    """All instruments, each once, by the first of what it is about; those that are made up apart."""
    norms = [group.norms for group in shelf.norms.values()]
    every = listed(shelf.shared.instruments.values(), norms, shelf.register)
    title = label("things", GROUP, lang)
    told = [*_by_domain(every, shelf.register, lang, range(7))]
    nothing = b.Paragraph(Words("Nog geen.", "None yet.")[lang])
    return b.document(title, lang, b.Ref("", GROUP), *(told or [nothing]))


def fitting(found: Sequence[Listed], known: Register | None, lang: Lang, on: dt.date) -> b.Document:
    """Those that fit, by domain, and apart those of which something that was asked is not recorded."""
    fit = [one for one in found if not one.open]
    unsure = [one for one in found if one.open]
    told: list[b.Block | None] = [*_by_domain(fit, known, lang, SHORT)]
    if not fit:
        told.append(b.Paragraph(Words("Geen enkel dat zeker past.", "None that surely fits.")[lang]))
    if unsure:
        words = Words("Niet te zeggen: dit is niet vastgelegd", "Cannot be told: this is not recorded")
        columns = heads(lang, "Instrument|Niet vastgelegd", "Instrument|Not recorded")
        rows = [
            (_link(one.instrument), ", ".join(label("register part", part, lang) for part in one.open))
            for one in unsure
        ]
        told.append(b.section("open", words[lang], b.table(columns, rows)))
    title = fill(Words("Instrumenten, zoals op {on}", "Instruments, as on {on}"), lang, on=day(on, lang))
    return b.document(title, lang, b.Ref("", GROUP), *told)


def _by_domain(
    found: Iterable[Listed], known: Register | None, lang: Lang, columns: Sequence[int]
) -> Iterator[b.Block]:
    apart: dict[str, list[Listed]] = {}
    for one in found:
        made_up = one.instrument.status == "fictitious"
        apart.setdefault("fictitious" if made_up else next(iter(one.instrument.domains), ""), []).append(one)
    titles = {id: domain.title for id, domain in known.domains.items()} if known else {}
    titles |= {"": _NO_DOMAIN[lang], "fictitious": _MADE_UP[lang]}
    for id, title in titles.items():
        if id in apart:
            head = tuple(heads(lang, *_HEADS)[n] for n in columns)
            whole = [_row(one, lang) for one in apart[id]]
            rows = tuple(tuple(row[n] for n in columns) for row in whole)
            caption = fill(Words("{n} instrumenten", "{n} instruments"), lang, n=len(rows))
            told = b.section(id or "open", upper(title), b.Table(head, rows, caption, outputs=len(head) - 1))
            if told is not None:
                yield told


def _row(one: Listed, lang: Lang) -> tuple[b.Cell, ...]:
    it, unknown = one.instrument, b.Marked(UNKNOWN[lang], "quiet")
    norms = tuple(
        b.Line(
            (
                b.Link(group.group, b.Ref("", "norms", group.reference)),
                f", {group.country}",
                _year(group, lang),
            )
        )
        for group in one.norms
    )
    return (
        _link(it),
        written(it.measures),
        written(it.for_whom) if it.for_whom else ages(*it.ages, lang) if it.ages else unknown,
        label("informant", it.informant, lang) if it.informant else unknown,
        b.Lines(norms) if norms else _NO_NORMS[lang],
        day(one.stale, lang) if one.stale else unknown,
        b.Marked(in_short(it, lang), "quiet"),
    )


def _year(group: Norms, lang: Lang) -> str:
    """The year of the norms and how many they rest on."""
    year = str(group.year) if group.year else Words("jaar niet vastgelegd", "year not recorded")[lang]
    return f", {year}" + (f", n = {group.n}" if group.n else "")


def _link(one: Instrument) -> b.Link:
    return b.Link(one.title, b.Ref("", GROUP, one.id))


def holdings(plan: Plan, stocks: Sequence[Stock], lang: Lang) -> b.Document:
    """Of what a protocol version names, what each centre has, and what its file did not say clearly."""
    every = [held(plan, stock) for stock in stocks]
    rows: list[tuple[b.Cell, ...]] = [
        (_link(own[0].instrument), *(_held(one.how, one.years, lang) for one in own))
        for own in zip(*every, strict=True)
    ]
    columns = ("Instrument", *(stock.name for stock in stocks))
    title = fill(
        Words("Wat {plan} vraagt en wat er is", "What {plan} asks and what there is"),
        lang,
        plan=plan.reference,
    )
    none = b.Paragraph(
        Words("Dit protocol noemt geen instrument.", "This protocol names no instrument.")[lang]
    )
    told: list[b.Block | None] = [b.table(columns, rows) or none]
    for stock in stocks:
        said = tuple(problem.line(lang) for problem in stock.problems)
        words = Words("Niet begrepen in {name}", "Not understood in {name}")
        told.append(
            b.section(f"stock-{stock.name}", fill(words, lang, name=stock.name), b.List(said))
            if said
            else None
        )
    return b.document(title, lang, b.Ref("", GROUP), *told)


def _held(how: str, years: tuple[int, ...], lang: Lang) -> str:
    return label("holding", how, lang) + (f" ({', '.join(map(str, years))})" if years else "")
