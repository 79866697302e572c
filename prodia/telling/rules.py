"""Rules told: a cut-off and a criterion with their edges in words, a hypothesis; and each read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress

from prodia.language import Apply, Literal, Name, say_value
from prodia.language.syntax.tree import Tree, fixed, names, walk
from prodia.model.plan import Plan, constants
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.model.protocol import Criterion, Cutoff, Protocol
from prodia.model.scalars import Expression
from prodia.telling.blocks import (
    Block,
    Cell,
    Lines,
    Link,
    List,
    Marked,
    Paragraph,
    Ref,
    Rule,
    Section,
    Table,
    authored,
    joined,
    prose,
    section,
)
from prodia.telling.decision import rules_in_words
from prodia.telling.shelf import Shelf
from prodia.telling.values import (
    USED_IN,
    cited,
    facts_in,
    heads,
    in_rule,
    marked,
    role,
    type_in_words,
    valid_in_words,
)
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.lists import upper

# ---- cut-offs


def figure(one: Cutoff, lang: Lang) -> str:
    """The figure of a cut-off with its unit, or with its kind where it has none: ``15 (percentiel)``."""
    said = say_value(float(one.is_), one.type, lang)
    if said[-1].isalpha():
        return said
    return f"{said} ({one.type.words()[lang].removeprefix('een ').removeprefix('a ')})"


def cutoff_blocks(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[Block | None]:
    one = plan.cutoffs[id]
    yield facts_in(
        lang,
        ("waarde", "value", Marked(figure(one, lang), "strong")),
        ("soort", "kind", type_in_words(one.type, lang)),
        ("eigenaar van de grens", "owner of the cut-off", one.owner),
        ("geldig", "valid", valid_in_words(one.valid, lang)),
    )
    yield from prose(one.note)
    yield section("used-in", USED_IN[lang], *_read_by(shelf, plan, id, lang))
    yield _figure_by_version(shelf, plan, id, lang)


def _read_by(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[Block]:
    """The criteria with the edge in words, in this version and those that supplement it; then all else."""
    owner = shelf.owner(plan, "cutoffs", id).reference
    rows = tuple(
        row
        for one, protocol in shelf.supplementing(owner)
        for name in protocol.criteria
        for row in _edges_at(shelf, owner, one, protocol, name, id, lang)
    )
    other = tuple(
        dict.fromkeys(
            use.link(lang) for use in shelf.reading(owner, CUTOFF + id) if use.to.group != "criteria"
        )
    )
    if rows:
        head = heads(
            lang, ("criterium", "criterion"), ("telt voor", "counts for"), ("in woorden", "in words")
        )
        caption = Words("Criteria die deze grens lezen", "Criteria that read this cut-off")[lang]
        yield Table(head, rows, caption)
    if other:
        yield List(other)
    if not rows and not other:
        yield Paragraph(Words("Geen enkele regel leest deze grens.", "No rule reads this cut-off.")[lang])


def _edges_at(
    shelf: Shelf, owner: str, plan: Plan, protocol: Protocol, name: str, cutoff: str, lang: Lang
) -> Iterator[tuple[Cell, ...]]:
    found: dict[str, dict[str, list[str]]] = {}
    for what, option, typed in rule_parts(plan, protocol.criteria[name], lang):
        for edge in edges(typed.tree, plan.cutoffs):
            if cutoff in edge.named:
                words = upper(in_rule(plan, edge.tree, lang))
                found.setdefault(what, {}).setdefault(words, []).append(option)
    use = shelf.use(protocol, "criteria", name, owner)
    at = Words("bij", "for")[lang]
    for what, by_words in found.items():
        lines = tuple(
            f"{words} ({'; '.join(f'{at} {option}' for option in options)})" if any(options) else words
            for words, options in by_words.items()
        )
        yield Link(upper(use.title), use.to), what, Lines(lines)


def _figure_by_version(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Section | None:
    """The figure in every version of the protocol that has it, where that is more than this one."""
    owner = shelf.owner(plan, "cutoffs", id).id
    rows: list[tuple[Cell, ...]] = [
        (
            Link(one.protocol.version, Ref(one.reference, "cutoffs", id)),
            figure(cutoff, lang),
            valid_in_words(cutoff.valid, lang),
        )
        for one in shelf.versions(owner)
        if (cutoff := one.protocol.cutoffs.get(id))
    ]
    head = heads(lang, ("versie", "version"), ("waarde", "value"), ("geldig", "valid"))
    caption = Words(
        "De waarde in elke versie die deze grens heeft", "The value in every version that has this cut-off"
    )
    heading = Words("Waarde per versie", "Value by version")[lang]
    return section("versions", heading, Table(head, tuple(rows), caption[lang])) if len(rows) > 1 else None


# ---- criteria and hypotheses


@dataclass(frozen=True, slots=True)
class Edge:
    """One place where a name is held against constants, and the cut-offs that gave those."""

    tree: Apply
    named: tuple[str, ...]


def edges(tree: Tree, cutoffs: Mapping[str, Cutoff]) -> tuple[Edge, ...]:
    """Every edge of a condition as typed, in the order written, with the figures filled in."""
    figures = constants(cutoffs)
    return tuple(
        Edge(node, tuple(name.removeprefix(CUTOFF) for name in names(typed) if name.startswith(CUTOFF)))
        for typed in walk(tree)
        if isinstance(node := fixed(typed, figures), Apply)
        and sum(isinstance(arg, Name) for arg in node.args) == 1
        and not any(names(arg) for arg in node.args if not isinstance(arg, Name))
        and any(isinstance(leaf, Literal) for leaf in walk(node))
    )


def rule_parts(plan: Plan, criterion: Criterion, lang: Lang) -> tuple[tuple[str, str, Expression], ...]:
    """Each condition as (what it decides, for which option, the expression)."""
    return tuple(
        (
            label("rule", key, lang),
            plan.labels.get(f"{criterion.by}={rest[0]}", rest[0]) if rest else "",
            expression,
        )
        for (key, *rest), expression in criterion.conditions()
    )


_REST = Words(
    "Anders: niet voldaan. Ontbreekt een waarde waarop de regel steunt: niet te beoordelen.",
    "Otherwise: not met. Where a value is missing that the rule rests on: not assessable.",
)


def criterion_blocks(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[Block | None]:
    one = plan.criteria[id]
    heading = Words("De regel", "The rule")[lang]
    yield section("rule", heading, *rule_blocks(shelf, plan, one, lang), Paragraph(_REST[lang]))
    yield _edges(shelf, plan, shelf.owner(plan, "criteria", id).criteria[id], lang)
    yield from prose(one.note)
    settled = facts_in(
        lang,
        ("doel", "purpose", marked("purpose", one.purpose, lang)),
        ("sterkte", "strength", marked("strength", one.strength, lang)),
        ("eigenaar van de regel", "owner of the rule", one.owner),
        ("geldig", "valid", valid_in_words(one.valid, lang)),
        (
            "wie oordeelt in de grijze zone",
            "who judges in the grey zone",
            shelf.links(plan, "roles", one.judges),
        ),
    )
    yield section("settled", Words("Wat erover vastligt", "What is settled about it")[lang], settled)


def rule_blocks(shelf: Shelf, plan: Plan, one: Criterion, lang: Lang) -> Iterator[Block]:
    """The conditions in words and exactly; of a criterion by choice a table, an option a row."""
    rules = rule_parts(plan, one, lang)
    if one.by is None:
        for what, _, e in rules:
            yield Rule(upper(what), f"{in_rule(plan, e.tree, lang)}.", shelf.exact(plan, e.tree))
        return
    parts = tuple(dict.fromkeys(what for what, _, _ in rules))
    told = {
        (what, option): Lines((upper(in_rule(plan, e.tree, lang)), shelf.exact(plan, e.tree)))
        for what, option, e in rules
    }
    rows = tuple(
        (option, *(told.get((part, option), "–") for part in parts))
        for option in dict.fromkeys(option for _, option, _ in rules)
    )
    caption = Words("De regel per keuze", "The rule by choice")[lang]
    yield Table((plan.labels.get(one.by, one.by), *parts), rows, caption)


def _edges(shelf: Shelf, plan: Plan, typed: Criterion, lang: Lang) -> Section | None:
    """Each edge of the rule; those that are stated elsewhere lead to where they are."""
    counts: dict[tuple[Edge, str], list[str]] = {}
    for what, option, e in rule_parts(plan, typed, lang):
        for edge in edges(e.tree, plan.cutoffs):
            counts.setdefault((edge, what), []).append(option)
    shown = (True, True, True, typed.by is not None, any(edge.named for edge, _ in counts))
    head = heads(
        lang,
        ("grens", "edge"),
        ("in woorden", "in words"),
        ("telt voor", "counts for"),
        ("bij", "for"),
        ("vastgelegd in", "settled in"),
    )
    own = Words("dit criterium", "this criterion")[lang]
    rows: list[tuple[Cell, ...]] = [
        (
            shelf.exact(plan, edge.tree),
            upper(in_rule(plan, edge.tree, lang)),
            what,
            "; ".join(dict.fromkeys(filter(None, options))),
            shelf.links(plan, "cutoffs", edge.named, "; ") or own,
        )
        for (edge, what), options in counts.items()
    ]
    caption = Words("Elke grens in deze regel", "Every edge in this rule")[lang]
    table = Table(tuple(compress(head, shown)), tuple(tuple(compress(row, shown)) for row in rows), caption)
    return section("edges", Words("Grenzen", "Edges")[lang], table) if rows else None


def rests_on(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Section | None:
    fields = sorted(plan.reads(id), key=list(plan.fields).index)
    rows = tuple(
        (
            shelf.link(plan, "fields", name),
            shelf.link(plan, "roles", plan.fields[name].from_),
            shelf.link(plan, "steps", plan.step_of[name]) if name in plan.step_of else "",
        )
        for name in fields
    )
    head = heads(lang, ("vraag", "question"), ("van wie", "from whom"), ("in stap", "in step"))
    caption = Words("Antwoorden waarop het steunt", "Answers it rests on")[lang]
    return (
        section("rests-on", Words("Steunt op", "Rests on")[lang], Table(head, rows, caption))
        if rows
        else None
    )


def hypothesis_blocks(shelf: Shelf, plan: Plan, id: str, lang: Lang) -> Iterator[Block | None]:
    one, owner = plan.hypotheses[id], shelf.owner(plan, "hypotheses", id).reference
    serving = (
        shelf.link(other, "steps", step)
        for other, protocol in shelf.supplementing(owner)
        for step, what in protocol.steps.items()
        if id in what.serves
    )
    yield facts_in(
        lang,
        ("onderzoeksvraag", "research question", authored(one.question)),
        ("gaat over", "is about", label("about", one.about, lang)),
        ("als ze klopt", "if it holds", authored(one.if_so)),
        ("als ze niet klopt", "if it does not", authored(one.if_not)),
        ("criteria die beslissen", "criteria that decide", shelf.links(plan, "criteria", one.criteria, "; ")),
        ("stappen die ervoor dienen", "steps that serve it", joined(serving, "; ")),
    )


# ---- in sentences


def read_aloud(plan: Plan, group: str, id: str, lang: Lang) -> Iterator[str]:
    """A derived value, a criterion or a decision in whole sentences."""
    one = getattr(plan, group)[id]
    if group == "derived":
        yield f"{upper(one.says)}: {in_rule(plan, one.is_.tree, lang)}."
        return
    yield f"{upper(one.says)}." if group == "criteria" else one.title
    if group == "criteria":
        for what, option, e in rule_parts(plan, one, lang):
            yield f"{upper(what)}{f' ({option})' if option else ''}: {in_rule(plan, e.tree, lang)}."
        if one.judges:
            judges = ", ".join(role(plan, id) for id in one.judges)
            yield f"{Words('Wie oordeelt', 'Who judges')[lang]}: {judges}."
        sources = "; ".join(str(item) for item in cited(plan.shared, one.source, lang).items)
        yield f"{label('thing', 'sources', lang)}: {sources}."
    else:
        *rules, rest = (*rules_in_words(plan, one, lang), *([] if one.otherwise else [""]))
        yield from (f"{number}. {words}" for number, words in enumerate(rules, 1))
        if rest:
            yield rest
