"""The words of instruments and norms: status, licence, direction, kinds of norms, conventions of age."""

# One table a family, as in report/words.py. The words of the missing rules, of cut-offs and of intervals
# stand in scoring/why.py.

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prodia.model.norms import LINEAR
from prodia.problems import Lang, Two
from prodia.report.shape import Grid
from prodia.report.values import number

__all__ = ["WORDS", "filled", "known_as", "scale_word"]

WORDS: dict[str, dict[str, Two]] = {
    "status": {
        "in-use": Two("in gebruik", "in use"),
        "withdrawn": Two("ingetrokken", "withdrawn"),
        "replaced": Two("vervangen", "replaced"),
        "fictitious": Two("verzonnen, voor de voorbeelden", "made up, for the examples"),
    },
    "label": {
        "first": Two("eerste keuze", "first choice"),
        "second": Two("tweede keuze", "second choice"),
        "indicative": Two("indicatief", "indicative"),
        "unrated": Two("niet beoordeeld", "not rated"),
    },
    "may": {
        "register": Two("enkel de naam", "only the name"),
        "keys": Two("sleutel en grenzen, niet de vragen", "keys and cut-offs, not the items"),
        "text": Two("sleutel, grenzen en vragen", "keys, cut-offs and items"),
    },
    "kind": {
        "scored": Two("rekent hier", "scores here"),
        "register": Two("enkel register", "register only"),
    },
    "informant": {
        "self": Two("de persoon zelf", "the person"),
        "parent": Two("een ouder", "a parent"),
        "teacher": Two("een leerkracht", "a teacher"),
        "examiner": Two("wie de test afneemt", "the examiner"),
    },
    "direction": {
        "high-is-good": Two("hoog is gunstig", "high is good"),
        "high-is-concern": Two("hoog is zorgelijk", "high is a concern"),
    },
    "reversal": {
        "in sequence": Two("item per item terug", "back item by item"),
        "to previous start": Two("terug naar het vorige startitem", "back to the previous start item"),
    },
    "scale": {
        "raw": Two("ruwe score", "raw score"),
        "z": Two("z-score", "z score"),
        "T": Two("T-score", "T score"),
        "SS": Two("standaardscore", "standard score"),
        "scaled": Two("schaalscore", "scaled score"),
        "NCE": Two("NCE-score", "NCE score"),
        "V": Two("V-score", "V score"),
        "stanine": Two("stanine", "stanine"),
        "sten": Two("sten", "sten"),
        "C": Two("C-score", "C score"),
        "percentile": Two("percentiel", "percentile"),
    },
    "norms": {
        "table": Two(
            "tabel: bij elke ruwe score een normscore", "table: a normed score for every raw score"
        ),
        "mean-sd": Two("gemiddelde en standaardafwijking", "mean and standard deviation"),
        "cuts": Two(
            "ruwe scores bij enkele percentielen, daartussen berekend",
            "raw scores at some percentiles, worked out in between",
        ),
        "sample": Two("kleine vergelijkingsgroep", "small control sample"),
        "polynomial": Two("doorlopend model over de leeftijd", "continuous model over age"),
        "regression": Two("regressie op leeftijd en geslacht", "regression on age and sex"),
        "lms": Two("groeicurven (L, M en S)", "growth curves (L, M and S)"),
    },
    "age": {
        "calendar": Two("voltooide maanden op de kalender", "completed months on the calendar"),
        "borrow-30": Two(
            "jaren, maanden en dagen afgetrokken, een geleende maand telt 30 dagen",
            "years, months and days subtracted, a borrowed month has 30 days",
        ),
        "rounded at 15 days": Two(
            "maanden, vanaf 15 dagen naar boven afgerond", "months, rounded upwards from 15 days"
        ),
        "days / 30.4375": Two("dagen gedeeld door 30,4375", "days divided by 30.4375"),
    },
    "key": {
        "sex": Two("geslacht", "sex"),
        "grade": Two("leerjaar", "grade"),
        "moment": Two("moment in het schooljaar", "moment in the school year"),
        "month": Two("maand", "month"),
        "informant": Two("wie antwoordt", "who answers"),
        "language": Two("taal", "language"),
        "medium": Two("papier of scherm", "paper or screen"),
    },
    "sex": {"m": Two("jongens", "boys"), "f": Two("meisjes", "girls")},
    "outside": {
        "no score": Two("geen score, met de reden", "no score, with the reason"),
        "nearest band": Two(
            "de score van de naaste leeftijdsband, met een waarschuwing",
            "the score of the nearest age band, with a warning",
        ),
    },
    "rows": {
        "public": Two("openbaar", "public"),
        "private": Two(
            "privé: enkel in een eigen pakket, en hier niet gelezen",
            "private: only in a pack of your own, and not read here",
        ),
    },
    "normalised": {
        "true": Two(
            "genormaliseerd: de z-score volgt uit het percentiel",
            "normalised: the z score follows from the percentile",
        ),
        "false": Two(
            "lineair: de z-score volgt uit gemiddelde en spreiding",
            "linear: the z score follows from the mean and the spread",
        ),
    },
}  # fmt: skip


def known_as(family: str, key: Any, lang: Lang) -> str:
    """The words for one key, for instance ``known_as("status", "in-use", "nl")`` is ``in gebruik``."""
    return WORDS[family][str(key).lower() if isinstance(key, bool) else str(key)][lang]


def scale_word(scale: str, lang: Lang) -> str:
    """A kind of score in words, a linear one with its mean and standard deviation: ``T-score (50, 10)``."""
    said = known_as("scale", scale, lang)
    if scale not in LINEAR or scale == "z":
        return said
    mean, sd = (number(x, lang) for x in LINEAR[scale])
    words = Two("gemiddelde {mean}, standaardafwijking {sd}", "mean {mean}, standard deviation {sd}")
    return f"{said} ({words.fill(lang, {'mean': mean, 'sd': sd})})"


def filled(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    """A table without the columns in which nothing stands; the first always stays."""
    used = [n for n in range(len(columns)) if not n or any(row[n] for row in rows)]
    return Grid(tuple(columns[n] for n in used), tuple(tuple(row[n] for n in used) for row in rows))
