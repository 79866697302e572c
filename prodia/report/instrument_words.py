"""The words of instruments and norms: status, licence, direction, kinds of norms and keys."""

# One table a family, as in report/words.py. The words of the missing rules, of cut-offs, of intervals, of
# scores and of how age is counted stand in scoring/why.py.

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prodia.language import Type
from prodia.model.instrument import Instrument
from prodia.model.norms import LINEAR
from prodia.scoring.why import scale_said
from prodia.telling.blocks import Facts, Grid
from prodia.words import Lang, Words
from prodia.words.numbers import number

__all__ = ["WORDS", "facts_of", "filled", "key_said", "known_as", "named", "scale_word", "span", "type_said"]

WORDS: dict[str, dict[str, Words]] = {
    "status": {
        "in-use": Words("in gebruik", "in use"),
        "withdrawn": Words("ingetrokken", "withdrawn"),
        "replaced": Words("vervangen", "replaced"),
        "fictitious": Words("verzonnen, voor de voorbeelden", "made up, for the examples"),
    },
    "label": {
        "first": Words("eerste keuze", "first choice"),
        "second": Words("tweede keuze", "second choice"),
        "indicative": Words("indicatief", "indicative"),
        "unrated": Words("niet beoordeeld", "not rated"),
    },
    "may": {
        "register": Words("enkel de naam", "only the name"),
        "keys": Words("sleutel en grenzen, niet de vragen", "keys and cut-offs, not the items"),
        "text": Words("sleutel, grenzen en vragen", "keys, cut-offs and items"),
    },
    "kind": {
        "scored": Words("rekent hier", "scores here"),
        "register": Words("register", "register"),
    },
    "informant": {
        "self": Words("de persoon zelf", "the person"),
        "parent": Words("een ouder", "a parent"),
        "teacher": Words("een leerkracht", "a teacher"),
        "examiner": Words("wie de test afneemt", "the examiner"),
    },
    "direction": {
        "high-is-good": Words("hoog is gunstig", "high is good"),
        "high-is-concern": Words("hoog is zorgelijk", "high is a concern"),
    },
    "reversal": {
        "in sequence": Words("item per item terug", "back item by item"),
        "to previous start": Words("terug naar het vorige startitem", "back to the previous start item"),
    },
    "norms": {
        "table": Words(
            "tabel: bij elke ruwe score een normscore", "table: a normed score for every raw score"
        ),
        "mean-sd": Words("gemiddelde en standaardafwijking", "mean and standard deviation"),
        "cuts": Words(
            "ruwe scores bij enkele percentielen, daartussen berekend",
            "raw scores at some percentiles, worked out in between",
        ),
        "sample": Words("kleine vergelijkingsgroep", "small control sample"),
        "polynomial": Words("doorlopend model over de leeftijd", "continuous model over age"),
        "regression": Words("regressie op leeftijd en geslacht", "regression on age and sex"),
        "lms": Words("groeicurven (L, M en S)", "growth curves (L, M and S)"),
    },
    "key": {
        "sex": Words("geslacht", "sex"),
        "grade": Words("leerjaar", "grade"),
        "moment": Words("moment in het schooljaar", "moment in the school year"),
        "month": Words("maand", "month"),
        "informant": Words("wie antwoordt", "who answers"),
        "language": Words("taal", "language"),
        "medium": Words("papier of scherm", "paper or screen"),
    },
    "sex": {"m": Words("jongens", "boys"), "f": Words("meisjes", "girls")},
    "outside": {
        "no score": Words("geen score, met de reden", "no score, with the reason"),
        "nearest band": Words(
            "de score van de naaste leeftijdsband, met een waarschuwing",
            "the score of the nearest age band, with a warning",
        ),
    },
    "rows": {
        "public": Words("openbaar", "public"),
        "private": Words(
            "privé: enkel in een eigen pakket, en hier niet gelezen",
            "private: only in a pack of your own, and not read here",
        ),
    },
    "normalised": {
        "true": Words(
            "genormaliseerd: de z-score volgt uit het percentiel",
            "normalised: the z score follows from the percentile",
        ),
        "false": Words(
            "lineair: de z-score volgt uit gemiddelde en spreiding",
            "linear: the z score follows from the mean and the spread",
        ),
    },
}  # fmt: skip


def known_as(family: str, key: Any, lang: Lang) -> str:
    """The words for one key, for instance ``known_as("status", "in-use", "nl")`` is ``in gebruik``."""
    return WORDS[family][str(key).lower() if isinstance(key, bool) else str(key)][lang]


def key_said(name: str, value: str, lang: Lang) -> str:
    """A value that norms are looked up by: boys or girls, anything else as the table has it."""
    return known_as("sex", value, lang) if name == "sex" and value in WORDS["sex"] else value


def scale_word(scale: str, lang: Lang) -> str:
    """A kind of score in words, a linear one with its mean and standard deviation."""
    said = scale_said(scale, lang)
    if scale not in LINEAR or scale == "z":
        return said
    mean, sd = (number(x, lang) for x in LINEAR[scale])
    words = Words("gemiddelde {mean}, standaardafwijking {sd}", "mean {mean}, standard deviation {sd}")
    return f"{said} ({words.fill(lang, {'mean': mean, 'sd': sd})})"


def filled(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    """A table without the columns in which nothing stands; the first always stays."""
    used = [n for n in range(len(columns)) if not n or any(row[n] for row in rows)]
    return Grid(tuple(columns[n] for n in used), tuple(tuple(row[n] for n in used) for row in rows))


def facts_of(lang: Lang, *rows: tuple[str, str, str | None]) -> Facts:
    """Name and value in one language; what has no value is left out."""
    return Facts(tuple((Words(nl, en)[lang], value) for nl, en, value in rows if value))


def span(low: float, high: float, lang: Lang) -> str:
    """``0 tot en met 34``."""
    words = Words("{low} tot en met {high}", "{low} up to and including {high}")
    return words.fill(lang, {"low": number(low + 0.0, lang), "high": number(high, lang)})


def type_said(type: Type, lang: Lang) -> str:
    """What a value is, with its range."""
    return " ".join(filter(None, (type.words()[lang], type.range_words()[lang])))


def named(one: Instrument) -> dict[str, str]:
    """What scales and items are called in an expression."""
    texts = {id: item.text for id, item in one.every_item.items() if item.text and one.may == "text"}
    return {**texts, **{id: scale.title for id, scale in one.scales.items()}}
