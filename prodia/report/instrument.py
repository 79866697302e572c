"""An instrument told from its definition: what it is, how each score is made, where it is cut, what it shows.

Words only, without links: the site and the command line put them in their own places. An item text is told
only where its makers allow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from prodia.language import Type, say
from prodia.model.attainable import limits
from prodia.model.instrument import CutSet, Erratum, Instrument, Item, Scale, ScoreRule, Stop
from prodia.model.parts import Cited
from prodia.model.shared import Source
from prodia.problems import Lang, Two
from prodia.report.instrument_words import filled, known_as, scale_word
from prodia.report.shape import Facts, Grid
from prodia.report.values import day, number
from prodia.report.words import word
from prodia.scoring.why import HOW, ages_said, cuts_said, missing_said

__all__ = [
    "about",
    "answers",
    "cut_facts",
    "cut_grid",
    "erratum_facts",
    "examples",
    "kind_of",
    "kind_said",
    "rated",
    "rule_facts",
    "scale_facts",
    "sources_said",
]

_SCORED = Two(
    "De scores worden hier uitgerekend, uit de antwoorden op elk item.",
    "The scores are worked out here, from the answer to every item.",
)
_REGISTER = Two(
    "Hier wordt niets uitgerekend: scores worden overgenomen zoals ze afgedrukt zijn. {why}",
    "Nothing is worked out here: scores are taken over as they were printed. {why}",
)
_WHY = {
    True: Two(
        "Verspreid wordt enkel dat het bestaat en voor wie; items, sleutel en normen blijven bij de makers.",
        "Only that it exists and for whom is spread; items, key and norms stay with its makers.",
    ),
    False: Two(
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


def _facts(lang: Lang, *rows: tuple[str, str, str | None]) -> Facts:
    return Facts(tuple((Two(nl, en)[lang], value) for nl, en, value in rows if value))


def about(one: Instrument, lang: Lang) -> Facts:
    """What stands at its head: version, status, licence, form, informant, ages, rating."""
    return _facts(
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
    columns = Two(
        "Items|Antwoorden|Punten|Woorden bij de antwoorden|Tekst", "Items|Answers|Points|Labels|Text"
    )
    rows = tuple(
        (
            written,
            _answers(item, lang),
            _list(item.points, lang) if item.points else "",
            _labels(item, lang) if one.may == "text" else "",
            (item.text or "") if one.may == "text" else "",
        )
        for written, item in one.items.items()
    )
    return filled(columns[lang].split("|"), rows)


def _answers(item: Item, lang: Lang) -> str:
    if item.answers is None:
        return _type(item.type, lang) if item.type else ""
    steps = {b - a for a, b in pairwise(item.answers)}
    if len(item.answers) > 2 and steps == {1.0}:
        return _span(item.answers[0], item.answers[-1], lang)
    return _list(item.answers, lang)


def _list(values: Iterable[float], lang: Lang) -> str:
    return "; ".join(number(x, lang) for x in values)


def _labels(item: Item, lang: Lang) -> str:
    pairs = zip(item.answers or (), item.labels or (), strict=False)
    return "; ".join(f"{number(a, lang)} = {label}" for a, label in pairs)


def _span(low: float, high: float, lang: Lang) -> str:
    words = Two("{low} tot en met {high}", "{low} up to and including {high}")
    return words.fill(lang, {"low": number(low + 0.0, lang), "high": number(high, lang)})


def _type(type: Type, lang: Lang) -> str:
    return " ".join(filter(None, (type.words()[lang], type.range_words()[lang])))


def scale_facts(one: Instrument, id: str, lang: Lang) -> Facts:
    """How a score is made, what happens with empty items, what it can come to, and which way it counts."""
    scale = one.scales[id]
    turned = [item for item in scale.item_ids if item in one.reversed_items]
    weights = "; ".join(f"{written}: {number(w, lang)}" for written, w in scale.weights.items())
    return _facts(
        lang,
        ("gemaakt uit", "made of", _made(one, scale, lang)),
        ("items", "items", ", ".join(scale.items)),
        ("omgekeerd", "reversed", ", ".join(turned)),
        ("gewichten", "weights", weights),
        ("lege items", "empty items", _empty(scale, lang)),
        ("laagste, hoogste", "lowest, highest", _ends(one, id, lang)),
        ("richting", "direction", known_as("direction", scale.direction, lang)),
        ("afgedrukt als", "printed as", "; ".join(_type(type, lang) for type in scale.scores)),
        ("brede vaardigheid", "broad ability", "; ".join(scale.abilities)),
        *(_stops(scale.stop, lang) if scale.stop else ()),
    )


def _made(one: Instrument, scale: Scale, lang: Lang) -> str:
    if scale.score is not None:
        said = {"items": str(len(scale.item_ids)), "least": number(scale.at_least or 0.0, lang)}
        return HOW[scale.score].fill(lang, said)
    if scale.is_ is not None:
        return say(scale.is_.tree, lang, _named(one))
    return Two("niet uitgerekend: zoals afgedrukt", "not worked out: as printed")[lang]


def _named(one: Instrument) -> dict[str, str]:
    """What scales and items are called in an expression."""
    texts = {id: item.text for id, item in one.every_item.items() if item.text and one.may == "text"}
    return {**texts, **{id: scale.title for id, scale in one.scales.items()}}


def _empty(scale: Scale, lang: Lang) -> str:
    if scale.missing is not None:
        return missing_said(scale.missing, lang)
    if scale.is_ is not None:
        return Two("geen eigen regel: volgt uit de berekening", "no own rule: follows from the figure")[lang]
    return ""


def _ends(one: Instrument, id: str, lang: Lang) -> str:
    scale = one.scales[id]
    if not scale.items and scale.is_ is None:
        return ""
    both = limits(one).get(id)
    return _span(*both, lang) if both else Two("geen vast einde", "no fixed end")[lang]


def _stops(stop: Stop, lang: Lang) -> Iterator[tuple[str, str, str]]:
    starts = "; ".join(f"{start.item} ({ages_said(start.ages, lang)})" for start in stop.starts)
    yield "start", "start", starts
    if stop.basal is not None:
        words = Two(
            "{n} volle scores na elkaar (elk {full}), anders: {reversal}",
            "{n} full scores in a row ({full} each), else: {reversal}",
        )
        back = known_as("reversal", stop.reversal, lang) if stop.reversal else "?"
        said = {"n": str(stop.basal), "full": number(stop.full, lang), "reversal": back}
        yield "basis", "basal", words.fill(lang, said)
    if stop.discontinue is not None:
        words = Two("na {n} nullen na elkaar", "after {n} zeros in a row")
        yield "stop", "stop", words.fill(lang, {"n": str(stop.discontinue)})
    if stop.misses is not None and stop.in_a_row_of is not None:
        words = Two("na {n} nullen in een reeks van {m}", "after {n} zeros in a run of {m}")
        said = {"n": str(stop.misses), "m": str(stop.in_a_row_of)}
        yield "stop in een reeks", "stop in a run", words.fill(lang, said)


def cut_facts(cuts: CutSet, lang: Lang) -> Facts:
    """On which score a cut set is, and for which ages."""
    return _facts(
        lang,
        ("op", "on", scale_word(cuts.on, lang)),
        ("leeftijden", "ages", ages_said(cuts.ages, lang) if cuts.ages else ""),
    )


def cut_grid(cuts: CutSet, lang: Lang) -> Grid:
    """Each zone with the scores that fall in it."""
    columns = Two("Zone", "Zone")[lang], Two("Scores", "Scores")[lang]
    return Grid(columns, tuple(cuts_said(cuts, lang)))


def rule_facts(one: Instrument, rule: ScoreRule, lang: Lang) -> Facts:
    """When a conclusion of the form itself is true, said aloud."""
    return _facts(lang, ("waar als", "true if", say(rule.is_.tree, lang, _named(one))))


def erratum_facts(one: Erratum, lang: Lang) -> Facts:
    """What was printed, what stands here, and why."""
    return _facts(
        lang, ("gedrukt", "printed", one.printed), ("hier", "here", one.here), ("reden", "reason", one.reason)
    )


def examples(one: Instrument, lang: Lang) -> Grid | None:
    """The worked examples: answers as written, and what must come out. None where there are none."""
    if not one.examples:
        return None
    columns = Two("Voorbeeld|Antwoorden|Leeftijd|Wat eruit komt", "Example|Answers|Age|What comes out")
    rows = tuple(
        (
            example.says,
            "; ".join(f"{written}: {number(x, lang)}" for written, x in example.answers.items()),
            f"{example.ages // 12};{example.ages % 12}" if example.ages is not None else "",
            "\n".join(f"{_name(one, n, lang)}: {_want(w, lang)}" for n, w in example.expect.items()),
        )
        for example in one.examples
    )
    return filled(columns[lang].split("|"), rows)


def _name(one: Instrument, name: str, lang: Lang) -> str:
    """A scale by its title, one of its cut sets by its title and what it is, a rule by its name."""
    scale, _, cuts = name.partition(".")
    title = one.scales[scale].title if scale in one.scales else scale.replace("_", " ")
    return f"{title}, {cuts.replace('_', ' ').replace('-', ' ')}" if cuts else title


def _want(want: float | str | bool | None, lang: Lang) -> str:
    if want is None:
        return Two("niet te zeggen", "cannot be told")[lang]
    if isinstance(want, bool):
        return word("truth", want, lang)
    return want if isinstance(want, str) else number(float(want), lang)


def sources_said(cited: Iterable[Cited], sources: Mapping[str, Source], lang: Lang) -> str:
    """Title, place and how sure we are, of each source once."""
    found = []
    for one in cited:
        title = sources[one.ref].title if one.ref in sources else one.ref
        parts = [f"{title} [{word('confidence', one.confidence, lang)}]", one.at, one.note]
        found.append(", ".join(filter(None, parts)))
    return "; ".join(dict.fromkeys(found))
