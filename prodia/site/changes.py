"""What changed between two versions of a protocol, told in prose: before, and after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from prodia.language import show
from prodia.model.plan import Plan
from prodia.model.protocol import Criterion, Decision
from prodia.site.book import GROUPS, Book, Here, Page, blocks, figure, told
from prodia.site.decision import cell_words, column_words
from prodia.site.protocol import menu, previous
from prodia.site.rules import rule_words, spoken
from prodia.site.text import Html, heading, join, line, listing, paragraph, table, tag, upper

_NAMED = {"fields": "Vraag", "derived": "Waarde", **{group: words[1] for group, words in GROUPS.items()}}

# The keys of a definition as a reader knows them; any other key is shown as it is written.
_PARTS = {
    "met": "de voorwaarde",
    "judge": "de grijze zone",
    "is_": "de waarde",
    "when": "wanneer",
    "table": "de tabel",
    "source": "de bronnen",
    "valid": "de geldigheid",
    "note": "de opmerking",
    "texts": "de teksten",
    "title": "de titel",
    "says": "de omschrijving",
    "ask": "de vraag",
    "help": "de toelichting",
    "strength": "de sterkte",
    "owner": "de eigenaar",
    "outcomes": "de uitkomsten",
    "fields": "de vragen",
}


def changes_page(book: Book, old: Plan, new: Plan) -> Page:
    path = f"{book.folder(new.reference)}/verschil-met-{old.protocol.version}.md"
    here = Here(book, path)
    title = f"{new.protocol.title}: van {old.protocol.version} naar {new.protocol.version}"
    rules = [*_criteria(here, old, new)]
    rows = [*_decisions(here, old, new)]
    body = [
        heading(1, title),
        tag(
            "p",
            line("Vergeleken uit de twee versies zelf; niets hiervan is met de hand geschreven."),
            class_="lead",
        ),
    ]
    versions = [line(f"In {plan.protocol.version}") for plan in (old, new)]
    if figures := [*_figures(here, old, new)]:
        body += [
            heading(2, "Grenzen die veranderden"),
            table("Grenzen met een andere waarde", [line("Grens"), *versions], figures),
        ]
    if rules:
        head = [line("Criterium"), line("Onderdeel"), *versions]
        body += [heading(2, "Regels die veranderden"), table("Criteria met een andere regel", head, rules)]
    if rows:
        body += [heading(2, "Beslissingen die veranderden"), *rows]
    for name, uses in (
        ("Nieuw", _only(here, new, old)),
        ("Vervallen", _only(here, old, new)),
        ("Anders van inhoud of woorden", _other(here, old, new)),
    ):
        if listed := listing(uses):
            body += [heading(2, name), listed]
    if len(body) == 2:
        body.append(paragraph(line("Geen enkele regel, stap, vraag of tekst verschilt.")))
    return Page(path, title, menu(new), blocks(*body))


def _figures(here: Here, old: Plan, new: Plan) -> Iterator[tuple[Html, ...]]:
    """One row for every cut-off whose figure or kind is another one."""
    for id, after in new.protocol.cutoffs.items():
        before = old.protocol.cutoffs.get(id)
        if before is not None and (before.is_, before.type) != (after.is_, after.type):
            label = here.thing(new, "cutoffs", id, upper(after.says))
            yield label, line(figure(before)), line(figure(after))


def _criteria(here: Here, old: Plan, new: Plan) -> Iterator[tuple[Html, ...]]:
    """One row for every condition that is not the same any more, with the figures of its cut-offs."""
    for id, after in new.protocol.criteria.items():
        if id not in old.protocol.criteria:
            continue
        was, now = _conditions(old, old.criteria[id]), _conditions(new, new.criteria[id])
        for part in dict.fromkeys((*was, *now)):
            if was.get(part, ("", ""))[1] != now.get(part, ("", ""))[1]:
                yield (
                    here.thing(new, "criteria", id, upper(after.says)),
                    line(part),
                    _both(*was.get(part, ("", ""))),
                    _both(*now.get(part, ("", ""))),
                )


def _conditions(plan: Plan, one: Criterion) -> dict[str, tuple[str, str]]:
    return {
        " – ".join(filter(None, (what, option))): (spoken(plan, e.tree), show(e.tree))
        for what, option, e in rule_words(plan, one)
    }


def _both(words: str, exact: str) -> Html:
    if not exact:
        return line("(was er niet, of is weg)")
    return join((line(words), tag("code", line(exact))), " ")


def _decisions(here: Here, old: Plan, new: Plan) -> Iterator[Html]:
    for id, after in new.protocol.decisions.items():
        before = old.protocol.decisions.get(id)
        if before is None:
            continue
        was, now = _rules(old, before), _rules(new, after)
        gone = [line(f"Vervallen: {rule}") for rule in was if rule not in now]
        added = [line(f"Nieuw: {rule}") for rule in now if rule not in was]
        if gone or added:
            yield blocks(tag("h3", here.thing(new, "decisions", id)), listing([*gone, *added]))


def _rules(plan: Plan, one: Decision) -> list[str]:
    """Every row of a table as one sentence; conditions that do not matter are left out."""
    found = []
    for rule in one.table.rules:
        when = [
            f"{column_words(plan, column.tree)}: {words}"
            for column, (cell, tree) in zip(one.table.inputs, rule.when, strict=True)
            if (words := cell_words(plan, column.tree, cell, tree)) and cell.text != "-"
        ]
        outcome = one.outcomes.get(rule.then[0].text)
        then = [outcome.title if outcome else rule.then[0].text, *(cell.text for cell in rule.then[1:])]
        found.append(f"{'; '.join(when) or 'altijd'} → {', '.join(then)}")
    if one.otherwise is not None:
        found.append("anders → " + ", ".join(one.otherwise.values()))
    return found


def _only(here: Here, these: Plan, those: Plan) -> Iterator[Html]:
    """What stands in one version and not in the other."""
    for group, kind in _NAMED.items():
        for id, thing in getattr(these.protocol, group).items():
            if id not in getattr(those.protocol, group):
                yield _link(here, these, group, kind, id, thing)


def _other(here: Here, old: Plan, new: Plan) -> Iterator[Html]:
    for group, kind in _NAMED.items():
        for id, thing in getattr(new.protocol, group).items():
            before = getattr(old.protocol, group).get(id)
            if before is not None and before != thing:
                keys = [k for k in type(thing).model_fields if getattr(before, k) != getattr(thing, k)]
                link = _link(here, new, group, kind, id, thing)
                yield join((link, tag("small", line(f"({_parts(keys)})"))), " ")


def _parts(keys: list[str]) -> str:
    return ", ".join(dict.fromkeys(_PARTS.get(key, key.rstrip("_")) for key in keys))


def _link(here: Here, plan: Plan, group: str, kind: str, id: str, thing: Any) -> Html:
    return join((line(f"{kind}: "), here.thing(plan, group, id, told(thing))))


def pages(book: Book) -> Iterator[Page]:
    for plan in book.plans.values():
        before = previous(book, plan)
        if before is not None:
            yield changes_page(book, before, plan)
