"""The accuracy of a protocol told: what was assumed first, then a row for each criterion and outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prodia.model.plan import Plan
from prodia.pictures import svg
from prodia.pictures.svg import Figures, Picture
from prodia.telling import blocks as b
from prodia.telling.rules import outcome_title
from prodia.telling.values import facts_in, section_in
from prodia.words import Lang, Words
from prodia.words.numbers import number, percent

AS_WRITTEN = Words("zoals het er staat", "as written")
_TRUE = {
    "same_percentile": Words(
        "wie met zijn ware score onder hetzelfde percentiel ligt",
        "whose true score lies below the same percentile",
    ),
    "same_score": Words(
        "wie met zijn ware score onder dezelfde score ligt", "whose true score lies below the same score"
    ),
}
_TITLE = Words(
    "Hoe goed vindt «{title}» wie het moet vinden?", "How well does «{title}» find whom it should?"
)
_WARNING = Words(
    "Dit gaat over een model van de bevolking hierboven, niet over echte leerlingen: andere aannames geven "
    "andere cijfers. Wie aangemeld wordt, is geen toevallige leerling.",
    "This is about a model of the population above, not about real pupils: other assumptions give other "
    "figures. Whoever is referred is no chance pupil.",
)


def told(plan: Plan, population: Any, found: Mapping[str, Any], lang: Lang) -> b.Document:
    """Every variant, its assumptions first."""
    first = next(iter(found.values()))
    tests = b.Lines(tuple(f"{plan.labels.get(n, n)}: {number(r, lang, 2)}" for n, r in first.tests.items()))
    given = b.Lines(tuple(f"{plan.labels.get(n, n)}: {value}" for n, value in population.answers.items()))
    correlation = population.correlation
    missing = ", ".join(plan.labels.get(name, name) for name in first.missing)
    assumed = facts_in(
        lang,
        (
            "leerlingen",
            "pupils",
            f"{number(first.n, lang)} ({Words('zaad', 'seed')[lang]} {population.seed})",
        ),
        ("betrouwbaarheid", "reliability", tests),
        (
            "samenhang van de scores",
            "correlation of the scores",
            "" if correlation is None else number(correlation, lang, 2),
        ),
        ("gemiddelde van de groep", "mean of the group", f"z {number(population.mean, lang, 2)}"),
        ("wie gevonden moet worden", "who should be found", _TRUE[population.true][lang]),
        ("voor iedereen", "for everyone", given if population.answers else ""),
        ("door niemand beantwoord", "answered by nobody", missing),
        ("standaardfout van een aandeel", "standard error of a share", f"≤ {percent(first.se, lang, 2)}"),
    )
    heading, warning = ("Wat aangenomen is", "What is assumed"), b.Paragraph(_WARNING[lang], "quiet")
    sections = [section_in(lang, "assumed", heading, assumed, warning)]
    names = tuple(AS_WRITTEN[lang] if name == AS_WRITTEN.en else name for name in found)
    for id in first.criteria:
        every = [one.criteria[id] for one in found.values()]
        rows = [
            (words[lang], *(_share(getattr(one, key), key, lang) for one in every))
            for key, words in _FIGURES.items()
        ]
        table = b.table((Words("maat", "figure")[lang], *names), rows)
        sections.append(b.section(f"criterion-{id}", plan.labels.get(id, id), table))
    for id in first.decisions:
        shown = {
            name: one.decisions[id] for name, one in zip(names, found.values(), strict=True) if one.decisions
        }
        rows = [
            (outcome_title(plan, id, one, lang), *(_found_of(each[one], lang) for each in shown.values()))
            for one in first.decisions[id]
        ]
        table = b.table((Words("voorstel", "proposal")[lang], *shown), rows, _HOW[lang])
        sections.append(b.section(f"decision-{id}", plan.decisions[id].title, table))
    title = _TITLE.fill(lang, {"title": plan.protocol.title})
    return b.document(title, lang, None, *sections)


# What is told of each criterion, by the name it has in :class:`prodia.batch.accuracy.Found`.
_FIGURES = {
    "base": Words("moet gevonden worden", "should be found"),
    "flagged": Words("wordt gevonden", "is found"),
    "grey": Words("een mens oordeelt", "a person judges"),
    "sensitivity": Words("gevonden van wie moet (sensitiviteit)", "found of who should (sensitivity)"),
    "sensitivity_with_grey": Words("of voorgelegd aan een mens", "or put before a person"),
    "specificity": Words("gerust van wie niet moet (specificiteit)", "left of who should not (specificity)"),
    "ppv": Words("juist van wie gevonden is (PPV)", "right of who is found (PPV)"),
    "npv": Words("juist van wie niet gevonden is (NPV)", "right of who is not found (NPV)"),
    "consistency": Words("een tweede keer hetzelfde", "the same a second time"),
    "expected_tests": Words("tests per leerling", "tests a pupil"),
}
_HOW = Words("voorgesteld, en tussen haakjes wie het moet zijn", "proposed, and in brackets who it should be")


def _share(share: float | None, key: str, lang: Lang) -> str:
    if share is None:
        return "-"
    return number(share, lang, 2) if key == "expected_tests" else percent(share, lang, 1)


def _found_of(one: Any, lang: Lang) -> str:
    return f"{percent(one.flagged, lang, 1)} ({percent(one.base, lang, 1)})"


_PICTURE = Words("Sensitiviteit en voorspellende waarde", "Sensitivity and predictive value")
_BAR, _GAP, _LEFT = 12.0, 22.0, 8.0


def picture(plan: Plan, found: Mapping[str, Any], lang: Lang, width: float = 640) -> Picture:
    """Two bars for each criterion of each variant: whom it finds, and how many it finds rightly."""
    title, y = svg.heading(_PICTURE[lang], width)
    parts, rows = [title], []
    names = (
        Words("gevonden van wie moet", "found of who should"),
        Words("juist van wie gevonden is", "right of who is found"),
    )
    room = width - 2 * _LEFT - 60
    for variant, one in found.items():
        for id, shares in one.criteria.items():
            name = plan.labels.get(id, id)
            if len(found) > 1:
                name += f" ({AS_WRITTEN[lang] if variant == AS_WRITTEN.en else variant})"
            y += _GAP
            parts.append(svg.words(svg.wrapped(name, room)[:1], _LEFT, y, full=name))
            told_row = [name]
            for share, solid in ((shares.sensitivity, 0.75), (shares.ppv, 0.35)):
                y += 5
                text = "-" if share is None else percent(share, lang, 0)
                told_row.append(text)
                bar = {"x": _LEFT, "y": y, "width": max(1.0, room * (share or 0.0)), "height": _BAR}
                parts.append(svg.tag("rect", **bar, fill="currentColor", fill_opacity=solid))
                at = _LEFT + bar["width"] + 5
                parts.append(svg.words((text,), at, y + _BAR - 2))
                y += _BAR
            rows.append(tuple(told_row))
    y += _GAP
    legend = f"{names[0][lang]} (1), {names[1][lang]} (2)"
    parts.append(svg.words(svg.wrapped(legend, room), _LEFT, y))
    alt = f"{_PICTURE[lang]}. " + "; ".join(": ".join((row[0], " / ".join(row[1:]))) for row in rows) + "."
    made = svg.drawing(
        "accuracy", _PICTURE[lang], alt, lang=lang, width=width, height=y + 16, look="series", parts=parts
    )
    head = (Words("criterium", "criterion")[lang], names[0][lang], names[1][lang])
    return Picture(made, alt, Figures(head, tuple(rows)))
