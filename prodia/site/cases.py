"""The page of worked cases of a protocol: what happens, why it is written down, what must come out."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.language import show_value
from prodia.model.events import CaseFile, Expected
from prodia.model.plan import Plan
from prodia.site.book import Book, Here, Page, blocks, day
from prodia.site.protocol import menu
from prodia.site.text import Html, facts, heading, join, line, listing, prose, tag
from prodia.words.labels import label as word


def cases_page(book: Book, plan: Plan) -> Page:
    path = f"{book.folder(plan.reference)}/voorbeelden.md"
    here = Here(book, path)
    body = [
        heading(1, "Uitgewerkte voorbeelden"),
        tag("p", line("Verzonnen trajecten. Wat eruit komt wordt bij elke wijziging getest."), class_="lead"),
        *(_case(here, plan, case) for case in book.cases[plan.reference]),
    ]
    return Page(path, "Uitgewerkte voorbeelden", menu(plan), blocks(*body, here.standing(plan, ())))


def _case(here: Here, plan: Plan, case: CaseFile) -> Html:
    first, last = case.events[0].on, case.events[-1].on
    when = day(first) if first == last else f"{day(first)} tot {day(last)}"
    rows = [
        ("Wanneer", line(when)),
        ("Gebeurtenissen", line(str(len(case.events)))),
        ("Wat eruit komt", listing(_expected(here, plan, case.expect))),
        ("Geschreven in", here.origin(plan.reference, ("cases", case.case))),
    ]
    return blocks(heading(2, case.title), prose(case.why), facts(rows))


def _expected(here: Here, plan: Plan, found: Expected) -> Iterator[Html]:
    for id, verdict in found.verdicts.items():
        yield _pair(_name(here, plan, "criteria", id), word("verdict", verdict, "nl"))
    for id, outcome in found.proposes.items():
        known = plan.decisions[id].outcomes.get(outcome) if id in plan.decisions else None
        yield _pair(_name(here, plan, "decisions", id), known.title if known else outcome)
    for id, kept in found.hypotheses.items():
        yield _pair(_name(here, plan, "hypotheses", id), word("hypothesis", kept, "nl"))
    for id, value in found.values.items():
        group = "fields" if id in plan.fields else "derived"
        plain = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        yield _pair(_name(here, plan, group, id), show_value(plain))
    if found.phase:
        yield _pair(
            line("Fase"), plan.phases[found.phase].title if found.phase in plan.phases else found.phase
        )
    if found.refused:
        yield _pair(line("De laatste gebeurtenis wordt geweigerd"), found.refused)


def _pair(name: Html, value: str) -> Html:
    return join((name, Html(": "), tag("strong", line(value))))


def _name(here: Here, plan: Plan, group: str, id: str) -> Html:
    return here.thing(plan, group, id) if id in getattr(plan, group) else line(id)


def pages(book: Book, plan: Plan) -> Iterator[Page]:
    if book.cases.get(plan.reference):
        yield cases_page(book, plan)
