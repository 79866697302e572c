"""Across protocols: the questions with which people come, and the choices that sources leave open."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.plan import Plan
from prodia.telling import blocks as b
from prodia.telling.protocol import questions
from prodia.telling.shelf import Shelf, called
from prodia.telling.values import cited as in_words
from prodia.telling.values import heads
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.lists import upper


def newest(shelf: Shelf) -> dict[str, Plan]:
    """Of each protocol by its id the newest version that is released, or the newest where none is."""
    ids = dict.fromkeys(plan.protocol.id for plan in shelf.plans.values())
    return {id: shelf.current(id) for id in ids}


def asked(shelf: Shelf, lang: Lang) -> b.Document:
    """Every question with its answer, by protocol."""
    found = []
    for id, plan in newest(shelf).items():
        told = questions(shelf, plan, lang)
        if told is not None:
            where = b.Paragraph(
                b.Link(f"{plan.protocol.title} {plan.protocol.version}", b.Ref(plan.reference, "protocol"))
            )
            found.append(b.section(f"of-{id}", plan.protocol.title, where, *told.blocks))
    title = Words("Vragen en antwoorden", "Questions and answers")[lang]
    none = b.Paragraph(Words("Nog geen.", "None yet.")[lang])
    return b.document(title, lang, b.Ref("", "questions"), *found, None if found else none)


_LEAD = Words(
    "Waar bronnen zwijgen of elkaar tegenspreken, moest iemand kiezen. Hier staat wat, waarop dat steunt, en "
    "wat de keuze zou veranderen.",
    "Where sources are silent or contradict each other, somebody had to choose. Here stands what, on which "
    "it rests, and what would change the choice.",
)


def choices(shelf: Shelf, lang: Lang) -> b.Document:
    """Every rule and cut-off with what would change it, and those that rest on no source that was seen."""
    columns = (
        *heads(lang, ("keuze", "choice"), ("steunt op", "rests on")),
        upper(label("part", "reconsider", lang)),
    )
    found = []
    for id, plan in newest(shelf).items():
        table = b.filled(columns, _rows(shelf, plan, lang), plan.protocol.title)
        found.append(b.section(f"of-{id}", f"{plan.protocol.title} {plan.protocol.version}", table))
    title = Words("Wat wij kozen", "What we chose")[lang]
    return b.document(title, lang, b.Ref("", "choices"), b.Paragraph(_LEAD[lang], "lead"), *found)


def _rows(shelf: Shelf, plan: Plan, lang: Lang) -> Iterator[tuple[b.Cell, ...]]:
    for group in ("cutoffs", "criteria"):
        for id, one in getattr(plan.protocol, group).items():
            figures = one.figures if group == "cutoffs" else (one,)
            sources = tuple(cited for figure in figures for cited in figure.source)
            if one.reconsider or not any(c.confidence in ("seen", "seen-old") for c in sources):
                kind = f"{label('thing', group, lang)}: "
                words = b.joined((kind, shelf.link(plan, group, id, called(one))), "")
                yield words, in_words(shelf.shared, sources, lang), b.authored(one.reconsider or "")
