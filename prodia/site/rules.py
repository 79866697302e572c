"""The pages of criteria and hypotheses: what must hold, in words before it is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import compress

from prodia.language import say
from prodia.language.syntax.tree import Apply, Literal, Name, Tree, fixed, names, walk
from prodia.model.plan import Plan
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.model.protocol import Criterion, Cutoff
from prodia.model.resolve import constants
from prodia.model.scalars import Expression
from prodia.site.book import Book, Here, Page, blocks, period
from prodia.site.protocol import menu, texts
from prodia.site.text import Html, facts, heading, inline, join, line, paragraph, prose, table, tag, upper
from prodia.words.labels import label as word

_PARTS = {"met": "Voldaan als", "judge": "Een mens oordeelt als"}


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


def rule_words(plan: Plan, criterion: Criterion) -> tuple[tuple[str, str, Expression], ...]:
    """Each condition as (what it decides, for which option, the expression)."""
    return tuple(
        (_PARTS[key], _option(plan, criterion, rest[0]) if rest else "", expression)
        for (key, *rest), expression in criterion.conditions()
    )


def _option(plan: Plan, criterion: Criterion, option: str) -> str:
    return plan.labels.get(f"{criterion.by}={option}", option)


def spoken(plan: Plan, tree: Tree) -> str:
    """A condition in Dutch."""
    if isinstance(tree, Literal) and isinstance(tree.value, bool):
        return "altijd" if tree.value else "nooit"
    return say(tree, "nl", plan.labels, plan.types)


def criterion_page(book: Book, plan: Plan, id: str) -> Page:
    path = book.address(plan, "criteria", id).replace(".html", ".md")
    here, one = Here(book, path), plan.criteria[id]
    rows = [
        ("Doel", line(word("purpose", one.purpose, "nl"))),
        ("Sterkte", line(word("strength", one.strength, "nl"))),
        ("Eigenaar van de regel", line(one.owner)),
        ("Geldig", line(period(one.valid))),
        ("Wie oordeelt in de grijze zone", here.roles(plan, one.judges)),
        ("Naam in regels", tag("code", line(id))),
    ]
    body = blocks(
        heading(1, upper(one.says)),
        heading(2, "De regel"),
        _rule(here, plan, one),
        _edges(here, plan, plan.protocol.criteria[id]),
        prose(one.note),
        heading(2, "Wat erover vastligt"),
        facts(rows),
        heading(2, "Bronnen"),
        here.sources(one.source),
        texts(one.texts, 2),
        _rests_on(here, plan, id),
        here.uses(book.reading(plan, id)),
        here.standing(plan, ("criteria", id)),
    )
    return Page(path, upper(one.says), menu(plan, "Criteria"), body)


def _rule(here: Here, plan: Plan, one: Criterion) -> Html:
    rules = rule_words(plan, one)
    rest = "Anders: niet voldaan. Ontbreekt een waarde waarop de regel steunt: niet te beoordelen."
    if one.by is None:
        plain = [
            join(
                (
                    paragraph(join((tag("strong", line(what)), line(f"{spoken(plan, e.tree)}.")), " ")),
                    paragraph(here.expression(plan, e.tree)),
                )
            )
            for what, _, e in rules
        ]
        return blocks(tag("div", join(plain, "\n"), class_="rule"), paragraph(line(rest)))
    parts = tuple(dict.fromkeys(what for what, _, _ in rules))
    said = {
        (what, option): paragraph(line(upper(spoken(plan, e.tree)))) + here.expression(plan, e.tree)
        for what, option, e in rules
    }
    head = [line(plan.labels.get(one.by, one.by)), *(line(part) for part in parts)]
    body = [
        (line(option), *(Html(said.get((part, option), "–")) for part in parts))
        for option in dict.fromkeys(option for _, option, _ in rules)
    ]
    return blocks(table("De regel per keuze", head, body), paragraph(line(rest)))


def _edges(here: Here, plan: Plan, typed: Criterion) -> Html:
    """Each edge of the rule; those that are stated elsewhere lead to where they are."""
    counts: dict[tuple[Edge, str], list[str]] = {}
    for what, option, e in rule_words(plan, typed):
        for edge in edges(e.tree, plan.cutoffs):
            counts.setdefault((edge, what), []).append(option)
    shown = (True, True, True, typed.by is not None, any(edge.named for edge, _ in counts))
    head = [line(t) for t in ("Grens", "In woorden", "Telt voor", "Bij", "Vastgelegd in")]
    rows = [
        (
            here.expression(plan, edge.tree),
            line(upper(spoken(plan, edge.tree))),
            line(what),
            line("; ".join(dict.fromkeys(filter(None, options)))),
            join((here.thing(plan, "cutoffs", id) for id in edge.named), "; ") or line("dit criterium"),
        )
        for (edge, what), options in counts.items()
    ]
    told = table("Elke grens in deze regel", compress(head, shown), (compress(row, shown) for row in rows))
    return blocks(heading(2, "Grenzen"), told) if rows else Html("")


def _rests_on(here: Here, plan: Plan, id: str) -> Html:
    fields = sorted(plan.reads(id), key=list(plan.fields).index)
    rows = [
        (
            here.thing(plan, "fields", name, plan.fields[name].ask),
            here.role(plan, plan.fields[name].from_),
            here.thing(plan, "steps", plan.step_of[name]) if name in plan.step_of else Html(""),
        )
        for name in fields
    ]
    head = [line(t) for t in ("Vraag", "Aan wie", "In stap")]
    return (
        blocks(heading(2, "Steunt op"), table("Antwoorden waarop het steunt", head, rows))
        if rows
        else Html("")
    )


def hypothesis_page(book: Book, plan: Plan, id: str) -> Page:
    path = book.address(plan, "hypotheses", id).replace(".html", ".md")
    here, one = Here(book, path), plan.hypotheses[id]
    about = {"pupil": "de leerling", "school": "de school", "home": "thuis"}[one.about]
    serving = [
        here.thing(other, "steps", step)
        for other in book.supplementing(plan)
        for step, what in other.protocol.steps.items()
        if id in what.serves
    ]
    rows = [
        ("Onderzoeksvraag", inline(one.question)),
        ("Gaat over", line(about)),
        ("Klopt het, dan", inline(one.if_so)),
        ("Klopt het niet, dan", inline(one.if_not)),
        ("Criteria die beslissen", join((here.thing(plan, "criteria", c) for c in one.criteria), "; ")),
        ("Stappen die ervoor dienen", join(serving, "; ")),
    ]
    body = blocks(heading(1, one.title), facts(rows), here.standing(plan, ("hypotheses", id)))
    return Page(path, one.title, menu(plan, "Hypothesen"), body)


def pages(book: Book, plan: Plan) -> Iterator[Page]:
    for id in plan.protocol.criteria:
        yield criterion_page(book, plan, id)
    for id in plan.protocol.hypotheses:
        yield hypothesis_page(book, plan, id)
