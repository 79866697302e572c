"""An instrument told from its definition: what it is, how each score is made, where it is cut, what it shows.

Words only, without links: the site and the command line put them in their own places. An item text is told
only where its makers allow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from prodia.language import Apply, Tree, say
from prodia.model.instrument import Erratum, Instrument, Item, ScoreRule
from prodia.model.parts import Cited
from prodia.model.shared import Source
from prodia.report.instrument_words import facts_of, filled, known_as, named, span, type_said
from prodia.scoring.why import ages_said
from prodia.telling.blocks import Facts, Grid
from prodia.words import Lang, Words
from prodia.words.dates import day
from prodia.words.labels import label as word
from prodia.words.numbers import number

__all__ = [
    "about",
    "answers",
    "erratum_facts",
    "examples",
    "kind_of",
    "kind_said",
    "rated",
    "rule_facts",
    "sources_said",
]

_SCORED = Words(
    "De scores worden hier uitgerekend, uit de antwoorden op elk item.",
    "The scores are worked out here, from the answer to every item.",
)
_REGISTER = Words(
    "Hier wordt niets uitgerekend: scores worden overgenomen zoals ze afgedrukt zijn. {why}",
    "Nothing is worked out here: scores are taken over as they were printed. {why}",
)
_WHY = {
    True: Words(
        "Verspreid wordt enkel dat het bestaat en voor wie; items, sleutel en normen blijven bij de makers.",
        "Only that it exists and for whom is spread; items, key and norms stay with its makers.",
    ),
    False: Words(
        "Er staan geen items in deze definitie, en zonder items is er geen sleutel.",
        "There are no items in this definition, and without items there is no key.",
    ),
}


def kind_of(one: Instrument) -> str:
    """``scored`` with items, ``register`` without."""
    return "scored" if one.items else "register"


def kind_said(one: Instrument, lang: Lang) -> str:
    """Whether scores are worked out here; of a register entry that they are taken over, and why."""
    if one.items:
        return _SCORED[lang]
    return _REGISTER.fill(lang, {"why": _WHY[one.may == "register"][lang]})


def about(one: Instrument, lang: Lang) -> Facts:
    """What stands at its head: version, status, licence, form, informant, ages, rating."""
    return facts_of(
        lang,
        ("versie", "version", one.version),
        ("meet", "measures", one.measures),
        ("toestand", "status", known_as("status", one.status, lang)),
        ("soort", "kind", known_as("kind", kind_of(one), lang)),
        ("uitgever", "publisher", one.publisher),
        ("licentie", "licence", one.licence),
        ("mag verspreid", "may be spread", known_as("may", one.may, lang)),
        ("formulier", "form", one.form),
        ("wie antwoordt", "who answers", known_as("informant", one.informant, lang) if one.informant else ""),
        ("leeftijden", "ages", ages_said(one.ages, lang) if one.ages else ""),
        ("voor wie", "for whom", one.for_whom),
        ("minuten", "minutes", str(one.minutes) if one.minutes is not None else ""),
        ("kwaliteitslabel", "rating", rated(one, lang)),
        ("opmerking", "note", one.note),
    )


def rated(one: Instrument, lang: Lang) -> str:
    """The label with its date and who gave it."""
    found = one.rating
    on = day(found.date, lang) if found.date else None
    return ", ".join(filter(None, (known_as("label", found.label, lang), on, found.body)))


def answers(one: Instrument, lang: Lang) -> Grid | None:
    """The items as written, what can be answered, and what it counts; None for a register entry."""
    if not one.items:
        return None
    columns = Words("Items|Antwoorden|Punten|Woorden|Tekst", "Items|Answers|Points|Words|Text")
    rows = tuple(
        (
            written,
            _answers(item, lang),
            _pairs(item, (number(p, lang) for p in item.points or ()), ": ", lang),
            _pairs(item, item.labels or (), " = ", lang) if one.may == "text" else "",
            (item.text or "") if one.may == "text" else "",
        )
        for written, item in one.items.items()
    )
    return filled(columns[lang].split("|"), rows)


def _answers(item: Item, lang: Lang) -> str:
    if item.answers is None:
        return type_said(item.type, lang) if item.type else ""
    steps = {b - a for a, b in pairwise(item.answers)}
    if len(item.answers) > 2 and steps == {1.0}:
        return span(item.answers[0], item.answers[-1], lang)
    return _list(item.answers, lang)


def _list(values: Iterable[float], lang: Lang) -> str:
    return "; ".join(number(x, lang) for x in values)


def _pairs(item: Item, said: Iterable[str], sign: str, lang: Lang) -> str:
    """Each answer with what is said of it; nothing where nothing is said."""
    pairs = zip(item.answers or (), said, strict=False)
    return "; ".join(f"{number(answer, lang)}{sign}{words}" for answer, words in pairs)


def rule_facts(one: Instrument, rule: ScoreRule, lang: Lang) -> Facts:
    """When a conclusion of the form itself is true, said aloud; what must all hold, each on its own line."""
    parts = [say(part, lang, named(one)) for part in _together(rule.is_.tree)]
    label = ("waar als", "true if") if len(parts) == 1 else ("waar als elk klopt", "true if each holds")
    return facts_of(lang, (*label, "\n".join(parts)))


def _together(tree: Tree) -> tuple[Tree, ...]:
    """The parts that must all hold; an `and` of lists is hard to follow in one sentence."""
    if isinstance(tree, Apply) and tree.op == "and":
        return tuple(part for arg in tree.args for part in _together(arg))
    return (tree,)


def erratum_facts(one: Erratum, lang: Lang) -> Facts:
    """What was printed, what stands here, and why."""
    return facts_of(
        lang, ("gedrukt", "printed", one.printed), ("hier", "here", one.here), ("reden", "reason", one.reason)
    )


def examples(one: Instrument, lang: Lang, written: Instrument | None = None) -> Grid | None:
    """The worked examples: answers as written, and what must come out. None where there are none.

    ``written``: the same in the language it was written in, where ``one`` is a translation; an example
    names a zone by those words.
    """
    own = written or one
    if not one.examples:
        return None
    columns = Words("Voorbeeld|Antwoorden|Leeftijd|Wat eruit komt", "Example|Answers|Age|What comes out")
    rows = tuple(
        (
            example.says,
            "; ".join(f"{written}: {number(x, lang)}" for written, x in example.answers.items()),
            f"{example.ages // 12};{example.ages % 12}" if example.ages is not None else "",
            "\n".join(f"{_name(one, n)}: {_want(one, own, n, w, lang)}" for n, w in example.expect.items()),
        )
        for example in one.examples
    )
    return filled(columns[lang].split("|"), rows)


def _name(one: Instrument, name: str) -> str:
    """A scale by its title, its only cut set as its zone, one of several by its name, a rule by its name."""
    id, _, cuts = name.partition(".")
    if id not in one.scales:
        return id.replace("_", " ")
    which = "zone" if len(one.scales[id].cuts) == 1 else cuts.replace("_", " ").replace("-", " ")
    return f"{one.scales[id].title}, {which}" if cuts else one.scales[id].title


def _want(one: Instrument, own: Instrument, name: str, want: float | str | bool | None, lang: Lang) -> str:
    """A number, yes or no, a zone in the words of ``one``, or that there is nothing to tell."""
    if want is None:
        return Words("niet te zeggen", "cannot be told")[lang]
    if isinstance(want, bool):
        return word("truth", want, lang)
    if not isinstance(want, str):
        return number(float(want), lang)
    id, _, cuts = name.partition(".")
    zones = own.scales[id].cuts[cuts].zones
    return one.scales[id].cuts[cuts].zones[zones.index(want)] if want in zones else want


def sources_said(cited: Iterable[Cited], sources: Mapping[str, Source], lang: Lang) -> str:
    """Title, place and how sure we are, of each source once."""
    found = []
    for one in cited:
        title = sources[one.ref].title if one.ref in sources else one.ref
        parts = [f"{title} [{word('confidence', one.confidence, lang)}]", one.at, one.note]
        found.append(", ".join(filter(None, parts)))
    return "; ".join(dict.fromkeys(found))
