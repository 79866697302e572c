"""A norm group told from its declaration: for whom, how it is read, and how many rows there are of what.

Only counts and bands of the rows are told, never a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from prodia.model.norms import Curve, GrowthNorms, NormRows, Norms
from prodia.report.instrument_words import filled, key_said, known_as, scale_word
from prodia.scoring.why import AGES, INTERVALS, ages_said, scale_said
from prodia.telling.blocks import Facts, Grid
from prodia.telling.shelf import NormGroup
from prodia.words import Lang, Words
from prodia.words.numbers import number

__all__ = ["NormGroup", "norm_bands", "norm_facts"]


def norm_facts(group: NormGroup, titles: Mapping[str, str], lang: Lang) -> Facts:
    """What is declared. ``titles``: scale to its title."""
    one = group.norms
    gives = "; ".join(scale_word(scale, lang) for scale in one.gives)
    rows: list[tuple[str, str, str | None]] = [
        ("versie", "version", one.version),
        ("voor wie", "for whom", one.group),
        ("land", "country", one.country),
        ("taal", "language", one.language),
        ("afname", "medium", one.medium),
        ("jaar", "year", str(one.year) if one.year is not None else ""),
        ("hoeveel mensen", "how many people", str(one.n) if one.n is not None else ""),
        ("soort", "kind", known_as("norms", one.kind, lang) if one.kind else _ONLY_DECLARED[lang]),
        ("scores", "scores", gives),
        (
            "verdeling",
            "distribution",
            "" if one.normalised is None else known_as("normalised", one.normalised, lang),
        ),
        ("schalen", "scales", "; ".join(titles.get(id, id) for id in one.scales)),
        ("leeftijd telt", "age counts", AGES[one.age][lang] if one.age else ""),
        ("opgezocht op", "looked up by", ", ".join(known_as("key", key, lang) for key in one.by)),
        ("interval", "interval", _interval(one, lang)),
        ("model geldt voor", "model holds for", _fitted(one, lang)),
        ("leest van de persoon", "reads of the person", _predictors(one)),
        ("buiten de normen", "outside norms", known_as("outside", one.outside, lang)),
        ("rijen", "rows", _rows(group, lang)),
        ("sha256 gevraagd", "sha256 asked", one.sha256),
        ("sha256 van rijen", "sha256 of rows", group.rows.digest if group.rows else ""),
        ("opmerking", "note", one.note),
    ]
    return Facts(tuple((Words(nl, en)[lang], value) for nl, en, value in rows if value))


_ONLY_DECLARED = Words("enkel verklaard, zonder rijen", "only declared, without rows")


def _rows(group: NormGroup, lang: Lang) -> str:
    said = known_as("rows", group.norms.rows, lang)
    words = Words("{n} rijen", "{n} rows").fill(lang, {"n": str(group.count)})
    return f"{said}, {words}" if group.rows else said


def _interval(one: Norms, lang: Lang) -> str:
    rule = one.interval
    if rule is None:
        return ""
    words = Words("{level} %, {kind}, op {on}", "{level} %, {kind}, on {on}")
    said = {"level": number(100 * rule.level, lang), "kind": INTERVALS[rule.kind][lang]}
    text = words.fill(lang, {**said, "on": scale_said(rule.on, lang)})
    if rule.reliability is None:
        return f"{text}; {Words('betrouwbaarheid per rij', 'reliability of each row')[lang]}"
    return f"{text}; {Words('betrouwbaarheid', 'reliability')[lang]} {number(rule.reliability, lang)}"


def _fitted(one: Norms, lang: Lang) -> str:
    if one.fitted is None:
        return ""
    words = Words(
        "ruwe scores {a} tot en met {b}; {scale} {c} tot en met {d}; leeftijd in {age}",
        "raw scores {a} up to and including {b}; {scale} {c} up to and including {d}; age in {age}",
    )
    age = {"months": Words("maanden", "months"), "years": Words("jaren", "years")}[one.fitted.age]
    ends = dict(zip("abcd", (number(x, lang) for x in (*one.fitted.raw, *one.fitted.norm)), strict=True))
    scale = scale_said(one.fitted.scale, lang)
    return words.fill(lang, {**ends, "scale": scale, "age": age[lang]})


def _predictors(one: Norms) -> str:
    """Each predictor with its expression, and the words that a key can be."""
    made = [f"{name} = {made.text}" for name, made in one.predictors.items()]
    return "; ".join([*made, *(f"{key}: {' | '.join(words)}" for key, words in one.words.items())])


def norm_bands(group: NormGroup, titles: Mapping[str, str], lang: Lang) -> Grid | None:
    """For each scale, key and age band how many rows there are. None without public rows."""
    if group.rows is None:
        return None
    by = () if isinstance(group.rows, GrowthNorms) else group.norms.by
    keys = ["sex"] if isinstance(group.rows, GrowthNorms) else list(by)
    first, last, rows = (Words("Schaal", "Scale"), Words("Leeftijden", "Ages"), Words("Rijen", "Rows"))
    columns = (first[lang], *(known_as("key", k, lang).capitalize() for k in keys), last[lang], rows[lang])
    found = (
        _curves(group.rows, lang)
        if isinstance(group.rows, GrowthNorms)
        else _groups(group.rows, group.norms, lang)
    )
    told = [(titles.get(row[0], row[0]), *row[1:]) for row in found]
    return filled(columns, told)


def _groups(rows: NormRows, norms: Norms, lang: Lang) -> Iterator[tuple[str, ...]]:
    counted = Counter((row.scale, row.keys, row.band) for row in rows.rows)
    for (scale, keys, band), n in counted.items():
        said = (key_said(name, value, lang) for name, value in zip(norms.by, keys, strict=True))
        yield scale, *said, ages_said(band, lang) if band else "", str(n)


def _curves(norms: GrowthNorms, lang: Lang) -> Iterator[tuple[str, ...]]:
    for curve in norms.curves:
        yield curve.measure, known_as("sex", curve.sex, lang), _held(curve, lang), str(len(curve.ages))


def _held(curve: Curve, lang: Lang) -> str:
    words = Words("{a} tot en met {b} maanden", "{a} up to and including {b} months")
    return words.fill(lang, {"a": number(curve.first, lang), "b": number(curve.last, lang)})
