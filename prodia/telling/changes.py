"""What changed between two versions of a protocol: each rule before and after, from the two themselves."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.plan import Plan
from prodia.model.protocol import PARTS, Criterion
from prodia.telling.blocks import (
    Block,
    Cell,
    Document,
    Inline,
    Lines,
    List,
    Marked,
    Paragraph,
    Ref,
    Section,
    Table,
    joined,
    section,
)
from prodia.telling.decision import rules_in_words
from prodia.telling.rules import figure, rule_parts
from prodia.telling.shelf import Shelf, called
from prodia.telling.values import heads, in_rule
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.lists import upper

_COMPARED = Words(
    "Vergeleken uit de twee versies zelf; niets hiervan is met de hand geschreven.",
    "Compared from the two versions themselves; nothing of it was written by hand.",
)
_NOTHING = Words(
    "Geen enkele regel, stap, vraag of tekst verschilt.", "No rule, step, question or text differs."
)
_ABSENT = Words("(was er niet, of is weg)", "(was not there, or is gone)")


def changes(shelf: Shelf, old: Plan, new: Plan, lang: Lang) -> Document:
    """Cut-offs, rules and decisions that differ, then what is new, gone, or other in its words."""
    was, now = old.protocol.version, new.protocol.version
    words = Words("{title}: van {was} naar {now}", "{title}: from {was} to {now}")
    title = words.fill(lang, {"title": new.protocol.title, "was": was, "now": now})
    found = [
        _table(lang, "cutoffs", _FIGURES, (("grens", "cut-off"),), old, new, _figures(shelf, old, new, lang)),
        _table(lang, "criteria", _RULES, _PART, old, new, _criteria(shelf, old, new, lang)),
        section("decisions", _DECISIONS[lang], *_decisions(shelf, old, new, lang)),
        _list("new", Words("Nieuw", "New")[lang], _only(shelf, new, old, lang)),
        _list("gone", Words("Vervallen", "Gone")[lang], _only(shelf, old, new, lang)),
        _list("other", _OTHER[lang], _other(shelf, old, new, lang)),
    ]
    kept: tuple[Block, ...] = tuple(one for one in found if one is not None) or (Paragraph(_NOTHING[lang]),)
    about = Ref(new.protocol.reference, "changes", was)
    return Document(title, lang, (Paragraph(_COMPARED[lang], "lead"), *kept), about)


_FIGURES = Words("Grenzen die veranderden", "Cut-offs that changed")
_RULES = Words("Regels die veranderden", "Rules that changed")
_DECISIONS = Words("Beslissingen die veranderden", "Decisions that changed")
_OTHER = Words("Anders van inhoud of woorden", "Other in content or words")
_PART = ("criterium", "criterion"), ("onderdeel", "part")


def _table(
    lang: Lang,
    id: str,
    heading: Words,
    first: tuple[tuple[str, str], ...],
    old: Plan,
    new: Plan,
    rows: Iterator[tuple[Cell, ...]],
) -> Section | None:
    versions = (
        Words("in {version}", "in {version}").fill(lang, {"version": plan.protocol.version})
        for plan in (old, new)
    )
    made = Table((*heads(lang, *first), *versions), tuple(rows), heading[lang])
    return section(id, heading[lang], made) if made.rows else None


def _list(id: str, heading: str, items: Iterator[Inline]) -> Section | None:
    found = tuple(items)
    return section(id, heading, List(found)) if found else None


def _figures(shelf: Shelf, old: Plan, new: Plan, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    """One row for every cut-off whose figure or kind is another one."""
    for id, after in new.protocol.cutoffs.items():
        before = old.protocol.cutoffs.get(id)
        if before is not None and (before.is_, before.type) != (after.is_, after.type):
            label = shelf.link(new, "cutoffs", id, upper(after.says))
            yield label, figure(before, lang), figure(after, lang)


def _criteria(shelf: Shelf, old: Plan, new: Plan, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    """One row for every condition that is not the same any more, with the figures of its cut-offs."""
    for id, after in new.protocol.criteria.items():
        if id not in old.protocol.criteria:
            continue
        was = _conditions(shelf, old, old.criteria[id], lang)
        now = _conditions(shelf, new, new.criteria[id], lang)
        for part in dict.fromkeys((*was, *now)):
            before, later = was.get(part, _ABSENT[lang]), now.get(part, _ABSENT[lang])
            if str(before) != str(later):
                yield shelf.link(new, "criteria", id, upper(after.says)), part, before, later


def _conditions(shelf: Shelf, plan: Plan, one: Criterion, lang: Lang) -> dict[str, Cell]:
    return {
        " – ".join(filter(None, (what, option))): Lines(
            (in_rule(plan, e.tree, lang), shelf.exact(plan, e.tree))
        )
        for what, option, e in rule_parts(plan, one, lang)
    }


def _decisions(shelf: Shelf, old: Plan, new: Plan, lang: Lang) -> Iterator[Section | None]:
    gone, added = Words("Vervallen", "Gone")[lang], Words("Nieuw", "New")[lang]
    for id, after in new.protocol.decisions.items():
        before = old.protocol.decisions.get(id)
        if before is None:
            continue
        was, now = rules_in_words(old, before, lang), rules_in_words(new, after, lang)
        items = [f"{gone}: {rule}" for rule in was if rule not in now]
        items += [f"{added}: {rule}" for rule in now if rule not in was]
        link = Paragraph(shelf.link(new, "decisions", id))
        yield section(f"decision-{id}", after.title, link, List(tuple(items))) if items else None


def _only(shelf: Shelf, these: Plan, those: Plan, lang: Lang) -> Iterator[Inline]:
    """What stands in one version and not in the other."""
    for group in PARTS:
        for id in getattr(these.protocol, group):
            if id not in getattr(those.protocol, group):
                yield _link(shelf, these, group, id, lang)


def _other(shelf: Shelf, old: Plan, new: Plan, lang: Lang) -> Iterator[Inline]:
    for group in PARTS:
        for id, thing in getattr(new.protocol, group).items():
            before = getattr(old.protocol, group).get(id)
            if before is not None and before != thing:
                keys = [k for k in type(thing).model_fields if getattr(before, k) != getattr(thing, k)]
                words = dict.fromkeys(_part(key, lang) for key in keys)
                yield joined(
                    (_link(shelf, new, group, id, lang), Marked(f" ({', '.join(words)})", "quiet")), ""
                )


def _part(key: str, lang: Lang) -> str:
    """A key of a definition as a reader knows it; any other key as it is written."""
    return label("part", key, lang) if key in LABELS["part"] else key.rstrip("_")


def _link(shelf: Shelf, plan: Plan, group: str, id: str, lang: Lang) -> Inline:
    thing = getattr(plan.protocol, group)[id]
    return joined((f"{label('thing', group, lang)}: ", shelf.link(plan, group, id, called(thing))), "")
