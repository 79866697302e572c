"""A cut-off told: its figure or figures with their days, the rules that read it, and what it was before."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.language import names, say_value
from prodia.model.plan import Plan
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.model.protocol import Cutoff, Figure, Protocol
from prodia.telling import blocks as b
from prodia.telling import values
from prodia.telling.rules import edges, reconsidered, rule_parts
from prodia.telling.scales import scale_blocks
from prodia.telling.shelf import Shelf
from prodia.words import Lang, Words
from prodia.words.lists import upper


def figure(one: Cutoff, value: Figure, lang: Lang) -> str:
    """A figure of a cut-off with its unit, or with its kind where it has none: ``15 (percentiel)``."""
    said = say_value(float(value.is_), one.type, lang)
    if said[-1].isalpha():
        return said
    return f"{said} ({one.type.words()[lang].removeprefix('een ').removeprefix('a ')})"


def figures(one: Cutoff, lang: Lang) -> b.Cell:
    """The figure of a cut-off; of one with several each with its days, under each other."""
    if len(one.figures) == 1:
        return figure(one, one.figures[0], lang)
    return b.Lines(
        tuple(
            f"{figure(one, value, lang)}: {values.valid_in_words(value.valid, lang)}" for value in one.figures
        )
    )


def days_of(one: Cutoff, lang: Lang) -> b.Cell:
    """The days of the only figure of a cut-off; empty where each figure says its own."""
    return values.valid_in_words(one.figures[0].valid, lang) if len(one.figures) == 1 else ""


def cutoff_blocks(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    one = plan.cutoffs[id]
    told = figures(one, lang)
    yield values.facts_in(
        lang,
        ("waarde", "value", told if isinstance(told, b.Lines) else b.Marked(str(told), "strong")),
        ("soort", "kind", values.type_in_words(one.type, lang)),
        ("eigenaar van de grens", "owner of the cut-off", values.owner_of(plan.shared, one.owner)),
        ("geldig", "valid", days_of(one, lang)),
    )
    yield from b.prose(one.note)
    yield reconsidered(one.reconsider, lang)
    yield values.section_in(
        lang, "dated", ("Waarden in de tijd", "Values over time"), _dated(plan, one, lang)
    )
    yield b.section("used-in", values.USED_IN[lang], *_read_by(shelf, plan, id, lang))
    yield values.section_in(
        lang, "scale", ("Waar een waarde valt", "Where a value falls"), *_scales(shelf, plan, id, lang)
    )
    yield _figure_by_version(shelf, plan, id, lang)


def _scales(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block]:
    """The scale of every criterion that is held against this cut-off, with the worked cases on it."""
    cases = shelf.cases.get(plan.reference, ())
    for name, one in plan.written["criteria"].items():
        rules = (e.tree for _, e in one.conditions() if CUTOFF + id in names(e.tree))
        if any(id in edge.named for tree in rules for edge in edges(tree, plan.cutoffs)):
            shown = tuple(scale_blocks(plan, name, cases, lang, f"{name.replace('_', '-')}-"))
            if shown:
                yield b.Section(f"scale-of-{name}", upper(plan.criteria[name].says), shown)


def _dated(plan: Plan, one: Cutoff, lang: Lang) -> b.Table | None:
    """Every figure of a cut-off that has several, with its days and where it comes from."""
    rows = (
        (
            figure(one, value, lang),
            values.valid_in_words(value.valid, lang),
            b.Lines(
                (
                    *values.cited(plan.shared, value.source, lang).items,
                    *([b.authored(value.note)] if value.note else []),
                )
            ),
        )
        for value in one.values
    )
    head = values.heads(lang, "waarde|geldig|bron", "value|valid|source")
    return b.table(head, rows, Words("Elke waarde met haar dagen", "Every value with its days")[lang])


def _read_by(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[b.Block | None]:
    """The criteria with the edge in words, in this version and those that supplement it; then all else."""
    owner = shelf.owner(plan, "cutoffs", id).reference
    rows = (
        row
        for one, protocol in shelf.supplementing(owner)
        for name in protocol.criteria
        for row in _edges_at(shelf, owner, one, protocol, name, id, lang)
    )
    head = values.heads(lang, "criterium|telt voor|in woorden", "criterion|counts for|in words")
    table = b.table(
        head, rows, Words("Criteria die deze grens lezen", "Criteria that read this cut-off")[lang]
    )
    uses = (use for use in shelf.reading(owner, CUTOFF + id) if use.to.group != "criteria")
    other = b.bullets(dict.fromkeys(use.link(lang) for use in uses))
    yield from (table, other)
    if table is None and other is None:
        yield b.Paragraph(Words("Geen enkele regel leest deze grens.", "No rule reads this cut-off.")[lang])


def _edges_at(
    shelf: Shelf, owner: str, plan: Plan, protocol: Protocol, name: str, cutoff: str, lang: Lang
) -> Iterator[tuple[b.Cell, ...]]:
    found: dict[str, dict[str, list[str]]] = {}
    for what, option, typed in rule_parts(plan, protocol.criteria[name], lang):
        for edge in edges(typed.tree, plan.cutoffs) if CUTOFF + cutoff in names(typed.tree) else ():
            if cutoff in edge.named:
                words = upper(values.in_rule(plan, edge.tree, lang))
                found.setdefault(what, {}).setdefault(words, []).append(option)
    use = shelf.use(protocol, "criteria", name, owner)
    at = Words("bij", "for")[lang]
    for what, by_words in found.items():
        lines = tuple(
            f"{words} ({'; '.join(f'{at} {option}' for option in options)})" if any(options) else words
            for words, options in by_words.items()
        )
        yield b.Link(upper(use.title), use.to), what, b.Lines(lines)


def _figure_by_version(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> b.Section | None:
    """The figure in every version of the protocol that has it, where that is more than this one."""
    owner = shelf.owner(plan, "cutoffs", id).id
    rows: list[tuple[b.Cell, ...]] = [
        (
            b.Link(one.protocol.version, b.Ref(one.reference, "cutoffs", id)),
            figures(cutoff, lang),
            days_of(cutoff, lang),
        )
        for one in shelf.versions(owner)
        if (cutoff := one.protocol.cutoffs.get(id))
    ]
    head = values.heads(lang, "versie|waarde|geldig", "version|value|valid")
    caption = Words(
        "De waarde in elke versie die deze grens heeft", "The value in every version that has this cut-off"
    )
    table = b.table(head, rows, caption[lang]) if len(rows) > 1 else None
    return values.section_in(lang, "versions", ("Waarde per versie", "Value by version"), table)
