"""The pages of cut-offs: a figure that decides, stated once, and every rule that reads it."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.plan import Plan
from prodia.model.protocol import PREFIX
from prodia.site.book import Book, Here, Page, blocks, figure, period
from prodia.site.protocol import menu
from prodia.site.rules import edges, rule_words, spoken
from prodia.site.text import Html, facts, heading, join, line, listing, paragraph, prose, table, tag, upper
from prodia.site.values import kind


def cutoff_page(book: Book, plan: Plan, id: str) -> Page:
    path = book.address(plan, "cutoffs", id).replace(".html", ".md")
    here, one = Here(book, path), plan.protocol.cutoffs[id]
    rows = [
        ("Waarde", tag("strong", line(figure(one)))),
        ("Soort", kind(one.type)),
        ("Eigenaar van de grens", line(one.owner)),
        ("Geldig", line(period(one.valid))),
        ("Naam in regels", tag("code", line(PREFIX + id))),
    ]
    body = blocks(
        heading(1, one.says),
        facts(rows),
        prose(one.note),
        heading(2, "Bronnen"),
        here.sources(one.source),
        heading(2, "Gebruikt in"),
        _read_by(here, plan, id),
        _versions(here, plan, id),
        here.standing(plan, ("cutoffs", id)),
    )
    return Page(path, upper(one.says), menu(plan, "Grenzen"), body)


def _read_by(here: Here, plan: Plan, id: str) -> Html:
    """The criteria with the edge in words, in this version and those that supplement it; then all else."""
    rows = [row for one in here.book.supplementing(plan) for row in _criteria(here, plan, one, id)]
    head = [line(t) for t in ("Criterium", "Telt voor", "In woorden")]
    other = [
        join((line(f"{use.kind}: "), here.to(use.address, use.title)))
        for use in dict.fromkeys(here.book.reading(plan, PREFIX + id))
        if use.kind != "Criterium"
    ]
    nothing = paragraph(line("Geen enkele regel leest deze grens."))
    return blocks(table("Criteria die deze grens lezen", head, rows), listing(other)) or nothing


def _criteria(here: Here, plan: Plan, reader: Plan, id: str) -> Iterator[tuple[Html, ...]]:
    for name, one in reader.protocol.criteria.items():
        said: dict[str, dict[str, list[str]]] = {}
        for what, option, typed in rule_words(reader, one):
            for edge in edges(typed.tree, reader.cutoffs):
                if id in edge.named:
                    said.setdefault(what, {}).setdefault(upper(spoken(reader, edge.tree)), []).append(option)
        title = upper(one.says)
        if reader is not plan:
            title += f" ({reader.protocol.title} {reader.protocol.version})"
        for what, edges_of in said.items():
            found = listing(
                line(f"{words} (bij {'; bij '.join(options)})" if any(options) else words)
                for words, options in edges_of.items()
            )
            yield here.thing(reader, "criteria", name, title), line(what), found


def _versions(here: Here, plan: Plan, id: str) -> Html:
    """The figure in every version of the protocol that has it, where that is more than this one."""
    rows = [
        (
            here.to(here.book.address(one, "cutoffs", id), one.protocol.version),
            line(figure(cutoff)),
            line(period(cutoff.valid)),
        )
        for one in here.book.versions(plan.protocol.id)
        if (cutoff := one.protocol.cutoffs.get(id))
    ]
    head = [line(t) for t in ("Versie", "Waarde", "Geldig")]
    told = table("De waarde in elke versie die deze grens heeft", head, rows)
    return blocks(heading(2, "Waarde per versie"), told) if len(rows) > 1 else Html("")


def pages(book: Book, plan: Plan) -> Iterator[Page]:
    for id in plan.protocol.cutoffs:
        yield cutoff_page(book, plan, id)
