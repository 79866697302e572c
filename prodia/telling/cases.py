"""The worked cases of a protocol told: what happens, why it is written down, what must come out."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.events import CaseFile, Expected
from prodia.model.plan import Plan
from prodia.telling.blocks import (
    Block,
    Code,
    Document,
    Inline,
    Line,
    Lines,
    Paragraph,
    Ref,
    Section,
    prose,
    section,
)
from prodia.telling.decision import outcome_title
from prodia.telling.shelf import Shelf
from prodia.telling.values import administration, facts_in, marked, named_value
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.numbers import day

_MADE_UP = Words(
    "Verzonnen trajecten. Wat eruit komt wordt bij elke wijziging getest.",
    "Made-up cases. What comes out of them is tested at every change.",
)
_REFUSED = Words("De laatste gebeurtenis wordt geweigerd", "The last event is refused")
_FROM_TO = Words("{first} tot {last}", "{first} to {last}")


def cases(shelf: Shelf, plan: Plan, lang: Lang) -> Document:
    """Every worked case of a version."""
    title = Words("Uitgewerkte voorbeelden", "Worked examples")[lang]
    told = (_case(shelf, plan, one, lang) for one in shelf.cases.get(plan.reference, ()))
    sections = (one for one in told if one is not None)
    last = administration(shelf, plan.protocol, (), lang)
    found: tuple[Block, ...] = (Paragraph(_MADE_UP[lang], "lead"), *sections, last)
    return Document(title, lang, found, Ref(plan.reference, "cases"))


def _case(shelf: Shelf, plan: Plan, case: CaseFile, lang: Lang) -> Section | None:
    first, last = (day(case.events[at].on, lang) for at in (0, -1))
    when = first if first == last else _FROM_TO.fill(lang, {"first": first, "last": last})
    expected = tuple(Line((name, ": ", value)) for name, value in _expected(shelf, plan, case.expect, lang))
    facts = facts_in(
        lang,
        ("wanneer", "when", when),
        ("gebeurtenissen", "events", str(len(case.events))),
        ("wat eruit komt", "what comes out", Lines(expected) if expected else ""),
        ("geschreven in", "written in", Code(shelf.origin(plan.reference, ("cases", case.case)))),
    )
    return section(case.case, case.title, *prose(case.why), facts)


def _expected(shelf: Shelf, plan: Plan, found: Expected, lang: Lang) -> Iterator[tuple[Inline, Inline]]:
    for id, verdict in found.verdicts.items():
        yield shelf.link(plan, "criteria", id), marked("verdict", verdict, lang)
    for id, outcome in found.proposes.items():
        yield shelf.link(plan, "decisions", id), outcome_title(plan, id, outcome, lang)
    for id, kept in found.hypotheses.items():
        yield shelf.link(plan, "hypotheses", id), marked("hypothesis", kept, lang)
    for id, value in found.values.items():
        plain = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        yield (
            shelf.link(plan, "fields" if id in plan.fields else "derived", id),
            named_value(plan, id, plain, lang),
        )
    if found.phase:
        known = plan.phases.get(found.phase)
        yield label("thing", "phases", lang), known.title if known else found.phase
    if found.refused:
        yield _REFUSED[lang], Code(found.refused)
