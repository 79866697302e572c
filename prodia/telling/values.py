"""One value in people's words: with its unit, its option's text, or why there is none; marks and names."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias
from typing import Literal as Either

from prodia.language import Duration, Literal, Missing, Type, say
from prodia.language.syntax.tree import Tree, walk
from prodia.model.parts import AUDIENCES, Audience, Cited, Doors, Texts, Valid
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import Block, Criterion, Protocol
from prodia.model.tested import untreated
from prodia.problems import Problem
from prodia.scoring.normal import rounded
from prodia.telling import blocks as b
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.numbers import NINE, amount, day, duration, percent, period

if TYPE_CHECKING:
    from prodia.telling.shelf import Shelf

MOST = 3  # names in one sentence
_TONES: dict[str, b.Tone] = {
    "met": "good",
    "not met": "bad",
    "judgement": "open",
    "not assessable": "quiet",
    "kept": "good",
    "rejected": "bad",
    "undecided": "open",
}


NOT_SAID = "not-said"  # of what an author may leave unsaid: told so, never filled in


def marked(family: str, key: str, lang: Lang) -> b.Mark:
    """A word of :mod:`prodia.words.labels` as a mark, with its tone."""
    tone = "quiet" if family == "confidence" else _TONES.get(key, "plain")
    return b.Mark(family, key, label(family, key, lang), tone)


def in_words(value: Any, type: Type | None, lang: Lang, options: dict[str, str] | None = None) -> b.Inline:
    """A value as people say it; a missing one as the reason it is missing."""
    if value is None:
        return b.Marked(label("missing", "unknown", lang), "quiet")
    if isinstance(value, Missing) or (type is None and value in LABELS["missing"]):
        return b.Marked(label("missing", value, lang), "quiet")
    if isinstance(value, bool):
        return label("truth", value, lang)
    if isinstance(value, (int, float)):
        return amount(float(value), type.unit if type else None, lang)
    if isinstance(value, dt.date):
        return day(value, lang)
    if isinstance(value, Duration):
        return duration(value.amount, value.kind, lang)
    if type is not None and type.kind == "verdict" and value in LABELS["verdict"]:
        return marked("verdict", value, lang)
    return (options or {}).get(str(value), str(value))


def named_value(plan: Plan, name: str, value: Any, lang: Lang) -> b.Inline:
    """:func:`in_words` for a name of the plan."""
    field = plan.fields.get(name)
    if field is not None and isinstance(value, str) and field.type.kind == "date":
        value = dt.date.fromisoformat(value)
    if isinstance(value, float):
        value = told(plan, value, plan.types.get(name))
    return in_words(value, plan.types.get(name), lang, dict(field.options) if field else None)


def told(plan: Plan, x: float, type: Type | None = None) -> float:
    """A number as a person writes it, on the same side of every figure in the rules of a plan."""
    return shorter(x, figures(plan), least(type))


def least(type: Type | None) -> int:
    """With how many decimals a number of this type is told at least, where it has more."""
    return 1 if type is not None and type.unit == "percentile" else 2


def shorter(x: float, figures: Iterable[float], decimals: int) -> float:
    """The fewest decimals from these on with which a number is not 0, and at or over no figure that it was
    not at or over. With no more than three, as in an answer that was typed, it stays as it is."""
    if not math.isfinite(x) or x == rounded(x, "half up", 3):
        return x
    for places in range(decimals, NINE):
        short = float(rounded(x, "half up", places))
        if short and all((x < at, x > at) == (short < at, short > at) for at in figures):
            return short
    return x


@lru_cache(maxsize=64)
def figures(plan: Plan) -> tuple[float, ...]:
    """Every number that a rule of the plan has in it."""
    trees = [condition.tree for one in plan.criteria.values() for _, condition in one.conditions()]
    trees += [one.is_.tree for one in plan.derived.values()]
    trees += [cell for one in plan.tables.values() for rule in one.table.rules for cell in rule.when]
    trees += [one.when.tree for one in plan.steps.values() if one.when is not None]
    leaves = (leaf.value for tree in trees for leaf in walk(tree) if isinstance(leaf, Literal))
    return tuple({leaf for leaf in leaves if isinstance(leaf, float)})


def role(plan: Plan, id: str) -> str:
    """The title of a role, or its id where an older event names a role this version lacks."""
    return plan.roles[id].title if id in plan.roles else id


def asked_of(plan: Plan, field: str) -> str:
    """Whose answer it is, and through whom it is asked where that is another."""
    one = plan.fields[field]
    return role(plan, one.from_) + (f", via {role(plan, one.via)}" if one.via else "")


def who(plan: Plan, by: str, person: str | None) -> str:
    """``M. Peeters (psycholoog)``."""
    return f"{person} ({role(plan, by)})" if person else role(plan, by)


def reason(plan: Plan, why: Problem, lang: Lang) -> str:
    """Why something is asked or not, with the words of the protocol in the place of its ids."""
    told = {
        k: _titles(plan, v) if k in ("name", "names", "step", "phase", "role", "roles") else v
        for k, v in why.values(lang).items()
    }
    if told.get("word") in LABELS["verdict"]:
        told["word"] = label("verdict", told["word"], lang)
    return Problem(why.kind, None, **told).message(lang)


def _titles(plan: Plan, ids: str) -> str:
    every = [f"«{t}»" if t.endswith("?") else t for id in ids.split(", ") if (t := _title(plan, id))]
    return ", ".join(every[:MOST]) + (" ..." if len(every) > MOST else "")


def _title(plan: Plan, id: str) -> str:
    for group in (plan.decisions, plan.steps, plan.phases, plan.hypotheses, plan.roles):
        if id in group:
            return group[id].title
    return plan.labels.get(id, id)


Pair: TypeAlias = tuple[str, str]
Fact: TypeAlias = tuple[str, str, b.Cell | None]  # a label in Dutch and in English, and what is told under it


def rows_in(lang: Lang, *rows: Fact) -> tuple[tuple[str, b.Cell], ...]:
    """Rows of facts, their labels given in both languages, without those that are empty."""
    found = facts_in(lang, *rows)
    return found.rows if found else ()


def facts_in(lang: Lang, *rows: Fact) -> b.Facts | None:
    """Facts with their labels in both languages, without those that are empty; None where none is left."""
    return b.facts((nl if lang == "nl" else en, value) for nl, en, value in rows)


def heads(lang: Lang, nl: str, en: str) -> tuple[str, ...]:
    """The headings of columns, in one text with ``|`` between them."""
    return tuple((nl if lang == "nl" else en).split("|"))


def section_in(lang: Lang, id: str, heading: Pair, *blocks: b.Block | None) -> b.Section | None:
    """A section with its heading in both languages; None without a block."""
    return b.section(id, Words(*heading)[lang], *blocks)


def type_in_words(type: Type, lang: Lang) -> b.Inline:
    """A type in words, and as it is written."""
    return b.Line((type.words()[lang], " (", b.Code(type.show()), ")"))


def in_rule(plan: Plan, tree: Tree, lang: Lang) -> str:
    """A condition read aloud, with the words of its protocol."""
    if isinstance(tree, Literal) and isinstance(tree.value, bool):
        return _ALWAYS[lang] if tree.value else _NEVER[lang]
    return say(untreated(tree), lang, plan.labels, plan.types)


def error_in_words(criterion: Criterion, lang: Lang) -> str:
    """How a criterion treats the error of measurement; empty where it does not say."""
    if criterion.error is None:
        return ""
    said = {"p": percent(criterion.error.at_least or 0.0, lang)}
    return LABELS["error"][criterion.error.how].fill(lang, said)


def valid_in_words(valid: Valid | None, lang: Lang) -> str:
    """``vanaf 1 september 2023``, or ``van ... tot en met ...``; empty without a period."""
    return period(valid.from_, valid.to, lang) if valid else ""


def standing(p: Protocol, lang: Lang) -> tuple[b.Inline, ...]:
    """How a version stands: its status, and from which day to which."""
    return marked("status", p.status, lang), valid_in_words(p.valid, lang)


def about_minutes(minutes: int | None, lang: Lang) -> str:
    """``ongeveer 45 minuten``; empty where nobody said."""
    return _ABOUT.fill(lang, {"time": amount(minutes, "minutes", lang)}) if minutes else ""


def audiences_in_words(audiences: Iterable[Audience], lang: Lang) -> str:
    return ", ".join(label("audience", one, lang) for one in audiences)


def cited(shared: Shared, sources: Iterable[Cited], lang: Lang) -> b.Lines:
    """Under each other, for every source: its title, where in it, how sure we are of it, and a note."""
    return b.Lines(tuple(_cited(shared, one, lang) for one in sources))


def _cited(shared: Shared, one: Cited, lang: Lang) -> b.Inline:
    known = shared.sources.get(one.ref)
    title = b.Link(known.title, b.Ref("", "sources", one.ref)) if known else one.ref
    at = f", {one.at}" if one.at else ""
    parts: list[b.Inline] = [title, f"{at} · ", marked("confidence", one.confidence, lang)]
    return b.Line((*parts, " · ", b.authored(one.note))) if one.note else b.Line(tuple(parts))


def sources_section(shared: Shared, sources: Iterable[Cited], lang: Lang) -> b.Section | None:
    """What a rule cites, as a section of its own."""
    items = cited(shared, sources, lang).items
    return b.section("sources", label("things", "sources", lang), b.bullets(items))


def used_in(links: Iterable[b.Inline], nowhere: Words, lang: Lang) -> b.Section | None:
    """What leads to the places where a thing is used, each once; or words for nowhere."""
    found = b.bullets(dict.fromkeys(links)) or b.Paragraph(nowhere[lang])
    return b.section("used-in", USED_IN[lang], found)


def doors(found: Doors, lang: Lang) -> tuple[b.Section | None, ...]:
    """The four doors, always in the same order and by the same names."""
    return tuple(
        b.section(key, label("door", key, lang), *b.prose(getattr(found, key))) for key in Doors.model_fields
    )


def texts(found: Texts | None, lang: Lang, prefix: str = "") -> tuple[b.Section | None, ...]:
    """What is said to each audience, each in its own words."""
    if found is None:
        return ()
    return tuple(
        b.section(f"{prefix}{one}", _FOR.fill(lang, {"who": label("audience", one, lang)}), *b.prose(text))
        for one in AUDIENCES
        if (text := found.of(one))
    )


def heard(plan: Plan, key: Either["disclaimer", "rights", "contact"], audience: Audience) -> str | None:
    """What a protocol says to an audience about itself; where it says nothing, what the general one does."""
    every = (getattr(one, key) for one in (plan.protocol, plan.parent) if one is not None)
    texts = (getattr(said, "texts", said).of(audience) for said in every if said is not None)
    return next((text for text in texts if text), None)


def in_dutch(lang: Lang) -> str:
    """The language of what is written in Dutch alone, where the document has another."""
    return "" if lang == "nl" else "nl"


def owner_of(shared: Shared, id: str) -> str:
    """What people call whose rule or figure something is; its id where the pack says no name."""
    return shared.owners.get(id, id)


NOTICE = Words("Ter informatie", "Please note")
SENTENCE = re.compile(r"(?<=[.!?])\s+")  # between two of them


def notice(text: str | None, lang: Lang) -> b.Note | None:
    """What a protocol says that it is not, for the end of what is told of it; None where it says nothing."""
    return b.Note("notice", NOTICE[lang], b.prose(text)) if text else None


def said_by_all(shelf: Shelf, audience: Audience) -> str:
    """The sentences of that which every protocol says: so it is true of what they share."""
    every = [SENTENCE.split(heard(plan, "disclaimer", audience) or "") for plan in shelf.plans.values()]
    return " ".join(one for one in every[0] if all(one in said for said in every)) if every else ""


def brought_by(plan: Plan, group: str, id: str, lang: Lang) -> b.Facts | None:
    """The block and version that a part comes from; nothing of what is the protocol's own."""
    block = plan.protocol.block_of(group, id)
    if block is None:
        return None
    return facts_in(lang, ("uit het blok", "of the block", block_link(block)))


def block_link(block: Block) -> b.Inline:
    """A block by its title, with its version."""
    to = b.Ref("", "blocks", block.reference)
    return b.joined((b.Link(block.title, to), " ", b.Code(block.reference)), "")


def origin(shelf: Shelf, path: tuple[str, str], lang: Lang) -> b.Details | None:
    """In which file something shared is written, where that is known."""
    found = facts_in(lang, ("geschreven in", "written in", b.Code(shelf.origin("", path))))
    return b.Details(ADMINISTRATION[lang], (found,)) if found else None


def administration(shelf: Shelf, p: Protocol, path: tuple[str | int, ...], lang: Lang) -> b.Details:
    """Which version this is, whether it was reviewed, and where it is written."""
    found = facts_in(
        lang,
        ("protocol", "protocol", b.Link(f"{p.title} {p.version}", b.Ref(p.reference, "protocol"))),
        ("status", "status", marked("status", p.status, lang)),
        ("geldig", "valid", valid_in_words(p.valid, lang)),
        ("nagelezen door", "reviewed by", ", ".join(p.reviewers) or NOT_REVIEWED[lang]),
        ("geschreven in", "written in", b.Code(shelf.origin(p.reference, path))),
    )
    return b.Details(ADMINISTRATION[lang], (found,) if found else ())


_FOR = Words("Voor {who}", "For {who}")
_ABOUT = Words("ongeveer {time}", "about {time}")
NOT_REVIEWED = Words("nog niet nagelezen", "not reviewed yet")
ADMINISTRATION = Words("Beheer en herkomst", "Administration and origin")
USED_IN = Words("Gebruikt in", "Used in")
_ALWAYS, _NEVER = Words("altijd", "always"), Words("nooit", "never")
