"""One scale told: how its score is made, what empty items do, what it can come to, and where it is cut."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.language import say
from prodia.model.attainable import limits
from prodia.model.instrument import Abilities, CutSet, Instrument, Scale, Stop, StopSet
from prodia.report.instrument_words import facts_of, known_as, named, scale_word, span, type_said
from prodia.scoring.why import HOW, ages_said, cuts_said, missing_said
from prodia.telling.blocks import Facts, Grid
from prodia.words import Lang, Words
from prodia.words.numbers import number

__all__ = ["ability_said", "cut_facts", "cut_grid", "scale_facts"]


_GIVEN = Words("elk item dat gegeven moet worden is nodig", "every item that is to be given is needed")
_FOLLOWS = Words(
    "geen eigen regel: volgt uit de berekening", "no rule of its own: follows from what it reads"
)


def scale_facts(one: Instrument, id: str, lang: Lang) -> Facts:
    """How a score is made, what happens with empty items, what it can come to, and which way it counts."""
    scale = one.scales[id]
    turned = [item for item in scale.item_ids if item in one.reversed_items]
    weights = "; ".join(f"{written}: {number(w, lang)}" for written, w in scale.weights.items())
    return facts_of(
        lang,
        ("gemaakt uit", "made of", _made(one, scale, lang)),
        ("items", "items", ", ".join(scale.items)),
        ("omgekeerd", "reversed", ", ".join(turned)),
        ("gewichten", "weights", weights),
        ("lege items", "empty items", _empty(scale, lang)),
        ("laagste, hoogste", "lowest, highest", _ends(one, id, lang)),
        ("richting", "direction", known_as("direction", scale.direction, lang)),
        ("afgedrukt als", "printed as", "; ".join(type_said(type, lang) for type in scale.scores)),
        *(_stops(scale.stop, lang) if scale.stop else ()),
    )


def ability_said(code: str, abilities: Abilities | None) -> str:
    """Its title and its code: ``vloeiend redeneren (Gf)``; the code alone where it is not explained."""
    known = abilities.abilities.get(code) if abilities else None
    return f"{known.title} ({code})" if known else code


def _made(one: Instrument, scale: Scale, lang: Lang) -> str:
    if scale.score is not None:
        said = {"items": str(len(scale.item_ids)), "least": number(scale.at_least or 0.0, lang)}
        return HOW[scale.score].fill(lang, said)
    if scale.is_ is not None:
        return say(scale.is_.tree, lang, named(one))
    return Words("niet uitgerekend: zoals afgedrukt", "not worked out: as printed")[lang]


def _empty(scale: Scale, lang: Lang) -> str:
    if scale.stop is not None:
        return _GIVEN[lang]
    if scale.missing is not None:
        return missing_said(scale.missing, lang)
    if scale.is_ is not None:
        return _FOLLOWS[lang]
    return ""


def _ends(one: Instrument, id: str, lang: Lang) -> str:
    scale = one.scales[id]
    if not scale.items and scale.is_ is None:
        return ""
    both = limits(one).get(id)
    return span(*both, lang) if both else Words("geen vast einde", "no fixed end")[lang]


def _stops(stop: Stop, lang: Lang) -> Iterator[tuple[str, str, str]]:
    starts = "; ".join(f"{start.item} ({ages_said(start.ages, lang)})" for start in stop.starts)
    yield "start", "start", starts
    if stop.basal is not None:
        words = Words(
            "{n} volle scores na elkaar (elk {full}), anders: {reversal}",
            "{n} full scores in a row ({full} each), else: {reversal}",
        )
        back = known_as("reversal", stop.reversal, lang) if stop.reversal else "?"
        said = {"n": str(stop.basal), "full": number(stop.full, lang), "reversal": back}
        yield "basis", "basal", words.fill(lang, said)
    if stop.discontinue is not None:
        words = Words("na {n} nullen na elkaar", "after {n} zeros in a row")
        yield "stop", "stop", words.fill(lang, {"n": str(stop.discontinue)})
    if stop.misses is not None and stop.in_a_row_of is not None:
        words = Words("na {n} nullen in een reeks van {m}", "after {n} zeros in a run of {m}")
        said = {"n": str(stop.misses), "m": str(stop.in_a_row_of)}
        yield "stop in een reeks", "stop in a run", words.fill(lang, said)
    if stop.sets:
        yield "blokken", "sets", "; ".join(_set(each, lang) for each in stop.sets)
        words = Words("elk item voor het laagste blok: {full}", "each item before the lowest set: {full}")
        yield "niet afgenomen", "not given", words.fill(lang, {"full": number(stop.full, lang)})


def _set(each: StopSet, lang: Lang) -> str:
    """One set: its items, and when to go back or on."""
    ways = (
        (each.back_at_most, Words("terug bij hoogstens {at}", "back at {at} or fewer")),
        (each.on_at_least, Words("verder vanaf {at}", "on from {at}")),
    )
    goes = [words.fill(lang, {"at": number(at, lang)}) for at, words in ways if at is not None]
    return ", ".join(each.items) + (f" ({'; '.join(goes)})" if goes else "")


def cut_facts(cuts: CutSet, lang: Lang) -> Facts:
    """On which score a cut set is, and for which ages."""
    return facts_of(
        lang,
        ("op", "on", scale_word(cuts.on, lang)),
        ("leeftijden", "ages", ages_said(cuts.ages, lang) if cuts.ages else ""),
    )


def cut_grid(cuts: CutSet, lang: Lang) -> Grid:
    """Each zone with the scores that fall in it."""
    columns = Words("Zone", "Zone")[lang], Words("Scores", "Scores")[lang]
    return Grid(columns, tuple(cuts_said(cuts, lang)))
