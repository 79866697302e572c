"""A norm group told from its declaration: for whom, how it is read, and how many rows there are of what.

``norm_group(shelf, reference, lang)``       one group, whole, with the curves of public growth norms
``norm_section(shelf, reference, lang)``     the same in one section, beside its instrument
``norm_groups(shelf, lang)``                 all of them

Only counts and bands of the rows are told, never a row.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from prodia.model.norms import Curve, GrowthNorms, NormRows, Norms
from prodia.model.parts import Cited
from prodia.pictures.growth import PERCENTILES, GrowthChart, growth_picture
from prodia.scoring.growth import value_at
from prodia.scoring.scales import z_of_percentile
from prodia.telling import blocks as b
from prodia.telling.instrument import scale_in_words, written
from prodia.telling.scores import WIDTHS
from prodia.telling.shelf import NormGroup, Shelf
from prodia.telling.values import NOT_SAID, Fact, cited, facts_in, heads, origin, section_in, sources_section
from prodia.words import Lang, Words
from prodia.words.labels import key_in_words, label
from prodia.words.lists import upper
from prodia.words.numbers import age, ages, fill, number, percent

GROUP = "norms"
_SAYS = Words(
    "Een score hangt af van de groep waarmee vergeleken wordt. Van normen die niet verspreid mogen worden, "
    "staat hier enkel wat ze zijn.",
    "A score depends on the group it is compared with. Of norms that may not be spread, only what they are "
    "stands here.",
)
_ONLY_DECLARED = Words("enkel verklaard, zonder rijen", "only declared, without rows")


def norm_group(shelf: Shelf, reference: str, lang: Lang, *, pictures: bool = True) -> b.Document:
    """For whom it holds, how it is read, what it gives, and how many rows there are of what."""
    group = shelf.norms[reference]
    one, titles = group.norms, _titles(shelf, group)
    maker = b.Paragraph(b.Spoken(group.attribution, "en")) if group.attribution else None
    curves = _growth(group, titles, lang) if pictures else ()
    of = label("thing", "instruments", lang)
    return b.document(
        f"{_called(shelf, group)}: {one.group}",
        lang,
        b.Ref("", GROUP, reference),
        facts_in(lang, (of, of, _instrument(shelf, group)), *_declared(group, titles, lang)),
        section_in(lang, "rows", ("Rijen", "Rows"), _bands(group, titles, lang)),
        section_in(lang, "curves", ("Curven", "Curves"), *curves),
        section_in(lang, "makers", ("Van wie de rijen zijn", "Whose rows these are"), maker),
        sources_section(shelf.shared, _cited(one), lang),
        origin(shelf, (GROUP, reference), lang),
    )


def norm_section(shelf: Shelf, reference: str, lang: Lang) -> b.Section:
    """What is declared, what it rests on and how many rows there are of what, in one section."""
    group = shelf.norms[reference]
    titles = _titles(shelf, group)
    source = "bron", "source", cited(shelf.shared, _cited(group.norms), lang)
    rows, bands = facts_in(lang, *_declared(group, titles, lang), source), _bands(group, titles, lang)
    heading = f"{label('things', GROUP, lang)} {reference}"
    return b.Section(f"norms-{reference}", heading, tuple(block for block in (rows, bands) if block))


def norm_groups(shelf: Shelf, lang: Lang) -> b.Document:
    """All norm groups, by the instrument they are for."""
    columns = heads(lang, "Instrument|Voor wie|Land|Jaar|Naam", "Instrument|For whom|Country|Year|Name")
    ordered = sorted(shelf.norms, key=lambda ref: (_called(shelf, shelf.norms[ref]).casefold(), ref))
    rows: list[tuple[b.Cell, ...]] = []
    for reference in ordered:
        one = shelf.norms[reference].norms
        name = b.Link(_called(shelf, shelf.norms[reference]), b.Ref("", GROUP, reference))
        rows.append((name, written(one.group), one.country, str(one.year or ""), b.Code(reference)))
    caption = Words("Alle normgroepen", "All norm groups")[lang]
    nothing = b.Paragraph(Words("Nog geen.", "None yet.")[lang])
    listed = b.Table(columns, tuple(rows), caption) if rows else nothing
    return b.Document(
        label("things", GROUP, lang), lang, (b.Paragraph(_SAYS[lang]), listed), b.Ref("", GROUP)
    )


def _called(shelf: Shelf, group: NormGroup) -> str:
    one = shelf.shared.instruments.get(group.norms.instrument)
    return one.title if one else group.norms.instrument


def _instrument(shelf: Shelf, group: NormGroup) -> b.Cell:
    id = group.norms.instrument
    known = id in shelf.shared.instruments
    return b.Link(_called(shelf, group), b.Ref("", "instruments", id)) if known else b.Code(id)


def _titles(shelf: Shelf, group: NormGroup) -> dict[str, str]:
    """Scale to its title, of the instrument these norms are for."""
    one = shelf.shared.instruments.get(group.norms.instrument)
    return {id: scale.title for id, scale in one.scales.items()} if one else {}


def _cited(one: Norms) -> tuple[Cited, ...]:
    limits = (c for limits in one.plausible.values() for c in limits.source)
    return tuple(dict.fromkeys((*one.source, *(one.interval.source if one.interval else ()), *limits)))


def _plausible(one: Norms, titles: Mapping[str, str], lang: Lang) -> str:
    """Between which z each measure is believed; of growth norms that do not say it, that they do not."""
    if one.kind != "lms":
        return ""
    between = Words("{scale}: {on} van {low} tot en met {high}", "{scale}: {on} from {low} to {high}")
    return "; ".join(
        fill(
            between, lang, scale=titles.get(id, id), on=label("plausible", p.on, lang), low=p.low, high=p.high
        )
        for id, p in one.plausible.items()
    ) or label("direction", NOT_SAID, lang)


# ---- what is declared


def _declared(group: NormGroup, titles: Mapping[str, str], lang: Lang) -> tuple[Fact, ...]:
    """``titles``: scale to its title."""
    one = group.norms
    spread = "" if one.normalised is None else label("normalised", one.normalised, lang)
    return (
        ("versie", "version", one.version),
        ("voor wie", "for whom", written(one.group)),
        ("opmerking", "note", written(one.note)),
        ("land", "country", one.country),
        ("taal", "language", one.language),
        ("afname", "medium", one.medium),
        ("jaar", "year", str(one.year) if one.year is not None else ""),
        ("hoeveel mensen", "how many people", str(one.n) if one.n is not None else ""),
        ("soort", "kind", label("norm kind", one.kind, lang) if one.kind else _ONLY_DECLARED[lang]),
        ("scores", "scores", "; ".join(scale_in_words(scale, lang) for scale in one.gives)),
        ("verdeling", "distribution", spread),
        ("schalen", "scales", "; ".join(titles.get(id, id) for id in one.scales)),
        ("leeftijd telt", "age counts", label("age", one.age, lang) if one.age else ""),
        ("opgezocht op", "looked up by", ", ".join(label("key", key, lang) for key in one.by)),
        ("interval", "interval", _interval(one, lang)),
        ("model geldt voor", "model holds for", _fitted(one, lang)),
        ("leest van de persoon", "reads of the person", _predictors(one)),
        ("buiten de normen", "outside norms", label("outside", one.outside, lang)),
        ("geloofwaardig", "believed", _plausible(one, titles, lang)),
        ("rijen", "rows", _rows(group, lang)),
        ("sha256 gevraagd", "sha256 asked", b.Code(one.sha256) if one.sha256 else ""),
        ("sha256 van rijen", "sha256 of rows", b.Code(group.rows.digest) if group.rows else ""),
    )


def _rows(group: NormGroup, lang: Lang) -> str:
    said = label("rows", group.norms.rows, lang)
    words = Words("{said}, {n} rijen", "{said}, {n} rows")
    return fill(words, lang, said=said, n=group.count) if group.rows else said


def _interval(one: Norms, lang: Lang) -> str:
    rule = one.interval
    if rule is None:
        return ""
    words = Words("{level}, {kind}, op {on}; ", "{level}, {kind}, on {on}; ")
    kind, on = label("interval", rule.kind, lang), label("scale", rule.on, lang)
    text = fill(words, lang, level=percent(rule.level, lang), kind=kind, on=on)
    if rule.reliability is None:
        return text + Words("betrouwbaarheid per rij", "reliability of each row")[lang]
    return f"{text}{Words('betrouwbaarheid', 'reliability')[lang]} {number(rule.reliability, lang)}"


def _fitted(one: Norms, lang: Lang) -> str:
    if one.fitted is None:
        return ""
    words = Words(
        "ruwe scores {a} tot en met {b}; {scale} {c} tot en met {d}; leeftijd in {age}",
        "raw scores {a} up to and including {b}; {scale} {c} up to and including {d}; age in {age}",
    )
    (a, b), (c, d) = one.fitted.raw, one.fitted.norm
    scale, age = label("scale", one.fitted.scale, lang), label("unit", one.fitted.age, lang)
    return fill(words, lang, a=a, b=b, c=c, d=d, scale=scale, age=age)


def _predictors(one: Norms) -> str:
    """Each predictor with its expression, and the words that a key can be."""
    made = [f"{name} = {made.text}" for name, made in one.predictors.items()]
    return "; ".join([*made, *(f"{key}: {' | '.join(words)}" for key, words in one.words.items())])


# ---- how many rows there are of what


def _bands(group: NormGroup, titles: Mapping[str, str], lang: Lang) -> b.Table | None:
    """For each scale, key and age band how many rows there are. None without public rows."""
    if group.rows is None:
        return None
    if isinstance(group.rows, GrowthNorms):
        keys: tuple[str, ...] = ("sex",)
        found = _curves(group.rows, lang)
    else:
        keys, found = group.norms.by, _groups(group.rows, group.norms, lang)
    first, *ends = heads(lang, "Schaal|Leeftijden|Rijen", "Scale|Ages|Rows")
    columns = (first, *(label("key", k, lang).capitalize() for k in keys), *ends)
    caption = Words(
        "Hoeveel rijen er zijn, zonder de rijen zelf", "How many rows there are, without the rows"
    )
    return b.filled(columns, [(titles.get(row[0], row[0]), *row[1:]) for row in found], caption[lang])


def _groups(rows: NormRows, norms: Norms, lang: Lang) -> Iterator[tuple[str, ...]]:
    counted = Counter((row.scale, row.keys, row.band) for row in rows.rows)
    for (scale, keys, band), n in counted.items():
        said = (key_in_words(name, value, lang) for name, value in zip(norms.by, keys, strict=True))
        yield scale, *said, ages(*band, lang) if band else "", str(n)


def _curves(norms: GrowthNorms, lang: Lang) -> Iterator[tuple[str, ...]]:
    words = Words("{a} tot en met {b} maanden", "{a} up to and including {b} months")
    for curve in norms.curves:
        held = fill(words, lang, a=curve.first, b=curve.last)
        yield curve.measure, label("sex", curve.sex, lang), held, str(len(curve.ages))


# ---- growth curves


def _growth(group: NormGroup, titles: Mapping[str, str], lang: Lang) -> Iterator[b.Picture]:
    """The curves of every measure and sex over the ages they hold for; nothing for other norms."""
    if not isinstance(group.rows, GrowthNorms):
        return
    drawn = (curve for curve in group.rows.curves if curve.last - curve.first >= 1)  # a month or more
    for place, curve in enumerate(drawn):
        what = titles.get(curve.measure, curve.measure)
        what = what.removesuffix(f" in {curve.unit}")  # the picture says the unit itself
        title = f"{upper(what)}, {label('sex', curve.sex, lang)}"
        chart = GrowthChart(title, what, group.rows, curve.measure, curve.sex, curve.first, curve.last, ())
        wide, narrow = (growth_picture(chart, name=f"groei-{place}-{w}", lang=lang, width=w) for w in WIDTHS)
        yield b.shown(title, wide, narrow, _at_years(group.rows, curve, title, lang))


def _at_years(norms: GrowthNorms, curve: Curve, title: str, lang: Lang) -> b.Table:
    """The curves at whole years, and where they begin and end."""
    years = range(math.ceil(curve.first / 12), math.floor(curve.last / 12) + 1)
    rows: list[tuple[str, ...]] = []
    zs = [z_of_percentile(p) for p in PERCENTILES]
    for months in sorted({curve.first, curve.last, *(12.0 * year for year in years)}):
        values = (value_at(norms, curve.measure, curve.sex, z, age_months=months) for z in zs)
        said = ("" if value is None else number(value, lang, 1) for value in values)
        rows.append((age(int(months)), *said))
    columns = (Words("Leeftijd", "Age")[lang], *(f"P{p:g}" for p in PERCENTILES))
    return b.Table(columns, tuple(rows), title)
