"""The index of the protocols: which there are, and what each adds to each phase."""

from __future__ import annotations

from prodia.site.book import Book, Here, Page, blocks, period
from prodia.site.text import Html, heading, line, prose, table, tag
from prodia.words.labels import label as word


def index_page(book: Book) -> Page:
    path = "protocollen/index.md"
    here = Here(book, path)
    head = [line(t) for t in ("Protocol", "Versie", "Status", "Geldig", "Waarover")]
    rows = [
        (
            here.to(f"{book.folder(ref)}/index.html", plan.protocol.title),
            line(plan.protocol.version),
            line(word("status", plan.protocol.status, "nl")),
            line(period(plan.protocol.valid)),
            prose(plan.protocol.summary),
        )
        for ref, plan in book.plans.items()
    ]
    body = blocks(
        heading(1, "Protocollen"),
        table("Alle protocollen en versies", head, rows),
        heading(2, "Protocol en fase"),
        tag("p", line("Hoeveel stappen elk protocol zelf heeft in elke fase; een streepje is: geen.")),
        matrix(here),
    )
    return Page(path, "Protocollen", ("Protocollen",), body, wide=True)


def matrix(here: Here) -> Html:
    """Protocol by phase: the number of own steps, linked to the phase."""
    book = here.book
    phases = dict.fromkeys(
        (book.owner(plan, "phases", id).protocol.id, id) for plan in book.plans.values() for id in plan.phases
    )
    titles: dict[tuple[str, str], str] = {}
    for plan in book.plans.values():
        for id, phase in plan.phases.items():
            titles[book.owner(plan, "phases", id).protocol.id, id] = phase.title
    head = [line("Protocol"), *(line(titles[key]) for key in phases)]
    rows = []
    for ref, plan in book.plans.items():
        title = f"{plan.protocol.title} {plan.protocol.version}"
        row = [here.to(f"{book.folder(ref)}/index.html", title)]
        for _, id in phases:
            count = sum(step.phase == id for step in plan.protocol.steps.values())
            if not count or id not in plan.phases:
                row.append(Html("–"))
                continue
            words = f"{count} {'stap' if count == 1 else 'stappen'}"
            row.append(here.thing(plan, "phases", id, words))
        rows.append(row)
    return table("Stappen per protocol en fase", head, rows, dense=True)
