"""The words of scoring, each once: the published rules, scales, intervals, ages, and figures in them."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.language import show_value
from prodia.model.instrument import CutSet, MissingAnswers, RuleName
from prodia.words import Lang, Words

__all__ = [
    "AGES",
    "HOW",
    "INTERVALS",
    "RULES",
    "SCALES",
    "ages_said",
    "cuts_said",
    "missing_said",
    "number_said",
    "scale_said",
]

RULES: dict[RuleName, Words] = {
    "refuse": Words("elk item is nodig", "every item is needed"),
    "zero_if_at_most_m": Words(
        "een leeg item telt als 0; hoogstens {most_missing} leeg",
        "an empty item counts as 0; at most {most_missing} empty",
    ),
    "prorate_sum": Words(
        "de som wordt doorgerekend naar alle items",
        "the sum is prorated to all items",
    ),
    "prorate_half_up": Words(
        "de som wordt doorgerekend naar alle items en afgerond, een half naar boven",
        "the sum is prorated to all items and rounded, a half upwards",
    ),
    "rounded_person_mean": Words(
        "een leeg item krijgt het gemiddelde van de beantwoorde, afgerond, een half naar het even getal",
        "an empty item gets the mean of those answered, rounded, a half to the even number",
    ),
    "mean_available": Words("het gemiddelde van de beantwoorde items", "the mean of the items answered"),
    "half_rule": Words(
        "het gemiddelde van de beantwoorde items, als minstens de helft beantwoord is",
        "the mean of the items answered, when at least half are answered",
    ),
}
_LIMITS = {
    "least_answered": Words("minstens {n} beantwoord", "at least {n} answered"),
    "most_missing": Words("hoogstens {n} leeg", "at most {n} empty"),
    "most_fraction": Words("hoogstens {n} % van de items leeg", "at most {n} % of the items empty"),
}
HOW: dict[str, Words] = {
    "sum": Words("som van {items} items", "sum of {items} items"),
    "mean": Words("gemiddelde van {items} items", "mean of {items} items"),
    "count": Words(
        "van {items} items het aantal vanaf {least} punten", "of {items} items those from {least} points"
    ),
    "highest": Words("hoogste van {items} items", "highest of {items} items"),
    "pomp": Words(
        "percent van het hoogste, over {items} items", "percent of the maximum, over {items} items"
    ),
}
INTERVALS: dict[str, Words] = {
    "observed": Words("rond de behaalde score", "around the observed score"),
    "true SEE": Words("rond de geschatte ware score (SEE)", "around the estimated true score (SEE)"),
    "true SEM": Words("rond de geschatte ware score (SEM)", "around the estimated true score (SEM)"),
    "rescaled": Words("rond de herschaalde ware score", "around the rescaled true score"),
    "retest": Words("waar een tweede meting zou liggen", "where a second measurement would lie"),
}
SCALES: dict[str, Words] = {
    "raw": Words("ruwe score", "raw score"),
    "percentile": Words("percentiel", "percentile"),
    "SS": Words("standaardscore", "standard score"),
    "scaled": Words("normscore", "scaled score"),
}
AGES: dict[str, Words] = {
    "calendar": Words("voltooid, volgens de kalender", "completed, by the calendar"),
    "borrow-30": Words(
        "voltooid, met een geleende maand van 30 dagen", "completed, borrowing months of 30 days"
    ),
    "rounded at 15 days": Words("afgerond vanaf 15 dagen", "rounded from 15 days"),
    "days / 30.4375": Words("dagen gedeeld door 30,4375", "days divided by 30.4375"),
}


def scale_said(scale: str, lang: Lang) -> str:
    """A scale by its name in that language; T, z and the like are called so in both."""
    return SCALES[scale][lang] if scale in SCALES else scale


def missing_said(rule: MissingAnswers, lang: Lang) -> str:
    """What happens to empty items, as a sentence part."""
    said = RULES[rule.rule].fill(lang, {"most_missing": str(rule.most_missing)})
    limits = [
        two.fill(lang, {"n": number_said(limit * (100 if name == "most_fraction" else 1), lang, 1)})
        for name, two in _LIMITS.items()
        if (limit := getattr(rule, name)) is not None and "{" not in RULES[rule.rule][lang]
    ]
    return "; ".join((said, *limits))


def ages_said(ages: tuple[int, int], lang: Lang) -> str:
    """Completed months as years and months: 4;0 tot en met 17;11."""
    first, last = (f"{m // 12};{m % 12}" for m in ages)
    return Words(f"{first} tot en met {last}", f"{first} up to and including {last}")[lang]


def cuts_said(cuts: CutSet, lang: Lang) -> Iterator[tuple[str, str]]:
    """Each zone with the scores that fall in it."""
    numbers = [number_said(at, lang) for at in cuts.at]
    low, high = (
        (("vanaf", "from"), ("tot", "below"))
        if cuts.goes == "up"
        else (("boven", "above"), ("tot en met", "up to"))
    )
    for place, zone in enumerate(cuts.zones):
        parts = []
        if place > 0:
            parts.append(f"{Words(*low)[lang]} {numbers[place - 1]}")
        if place < len(numbers):
            parts.append(f"{Words(*high)[lang]} {numbers[place]}")
        yield zone, " ".join(parts)


def number_said(x: float, lang: Lang, decimals: int | None = None) -> str:
    """As people of that language write it; at most so many decimals, a half upwards."""
    text = show_value(
        x if decimals is None else int(x * 10**decimals + (0.5 if x >= 0 else -0.5)) / 10**decimals
    )
    return text.replace(".", ",") if lang == "nl" else text
