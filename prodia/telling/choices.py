"""Across protocols: the questions with which people come, and the choices that sources leave open."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.parts import Conflict, Reading
from prodia.model.plan import Plan
from prodia.telling import blocks as b
from prodia.telling.protocol import questions
from prodia.telling.shelf import Shelf, called
from prodia.telling.values import cited as in_words
from prodia.telling.values import heads, in_dutch, marked, owner_of, valid_in_words
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.lists import upper


def asked(shelf: Shelf, lang: Lang) -> b.Document:
    """Every question with its answer, by protocol."""
    found = []
    for id, plan in shelf.newest().items():
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
        *heads(lang, "keuze|steunt op", "choice|rests on"),
        upper(label("part", "reconsider", lang)),
    )
    found = []
    for id, plan in shelf.newest().items():
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


_SIDE_BY_SIDE = Words(
    "Voor hetzelfde gaan soms twee getallen of woorden rond. Ze staan hier naast elkaar, met van wie ze zijn "
    "en wanneer ze gelden. Een uitgewerkt geval toont wat er telkens uitkomt.",
    "For one thing two figures or words sometimes circulate. They stand side by side here, with whose they "
    "are and when they hold. A worked case shows what each comes to.",
)


def conflicts(shelf: Shelf, lang: Lang) -> b.Document:
    """Each conflict of sources: its readings side by side, and the cases that show what they come to."""
    found = [
        b.section(id, one.title, b.Paragraph(b.authored(one.lesson)), _beside(shelf, one, lang))
        for id, one in shelf.shared.conflicts.items()
    ]
    title = label("things", "conflicts", lang)
    return b.document(title, lang, b.Ref("", "conflicts"), b.Paragraph(_SIDE_BY_SIDE[lang], "lead"), *found)


def _beside(shelf: Shelf, one: Conflict, lang: Lang) -> b.Table | None:
    """A column for each reading; of what is said of none of them no row."""
    told = [_reading(shelf, each, lang) for each in one.readings]
    aspects = heads(
        lang, "van wie|waarvoor|geldt|regel|in een geval|bron", "whose|what for|holds|rule|in a case|source"
    )
    rows = [row for row in zip(aspects, *told, strict=True) if any(map(str, row[1:]))]
    columns = (Words("lezing", "reading")[lang], *(each.says for each in one.readings))
    return b.table(columns, rows, one.title)


def _reading(shelf: Shelf, one: Reading, lang: Lang) -> tuple[b.Cell, ...]:
    """One reading: where a rule follows it, with what that says of itself."""
    where, _, name = (one.rule or "").rpartition(".")
    owner, purpose, valid, sources = one.owner or "", one.purpose, valid_in_words(one.valid, lang), one.source
    rule: b.Inline = ""
    if where == "law":
        law = shelf.shared.law[name]
        valid = "; ".join(valid_in_words(each.valid, lang) for each in law.values)
        sources = tuple(cited for each in law.values for cited in each.source)
        rule = b.Link(law.title, b.Ref("", "law", name))
    elif where == "terms":
        term = shelf.shared.terms[name]
        valid, sources = valid_in_words(term.valid, lang), term.source
        rule = b.Link(term.term, b.Ref("", "terms", name))
    elif where and (plan := shelf.plans.get(where.removesuffix(".criteria"))):
        criterion = plan.criteria[name]
        owner, purpose, sources = criterion.owner, criterion.purpose, criterion.source
        valid = valid_in_words(criterion.valid, lang)
        rule = shelf.link(plan, "criteria", name, f"{criterion.says} ({plan.reference})")
    return (
        owner_of(shelf.shared, owner) if owner else "",
        label("purpose", purpose, lang) if purpose else "",
        valid,
        rule,
        _shown(shelf, one, name, lang),
        in_words(shelf.shared, sources, lang),
    )


def _shown(shelf: Shelf, one: Reading, name: str, lang: Lang) -> b.Cell:
    """The worked case of a reading, and what its rule or the decision comes to in it."""
    reference, _, id = (one.case or "").partition("/")
    case = next((case for case in shelf.cases.get(reference, ()) if case.case == id), None)
    if case is None or (plan := shelf.plans.get(reference)) is None:
        return ""
    link = b.Link(case.title, b.Ref(reference, "cases", part=id), in_dutch(lang))
    if one.decides is None:
        return b.joined((link, marked("verdict", case.expect.verdicts[name], lang)), ": ")
    outcome = case.expect.proposes[one.decides]
    return b.joined((link, plan.decisions[one.decides].outcomes[outcome].title), ": ")
