"""The card of a version: its tier, what the next one asks, what the cases cover, who read it, exemptions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from prodia.authoring.release import TIERS, Card, Tier, card
from prodia.content import Catalogue
from prodia.content.exemptions import standing
from prodia.content.signoff import signed
from prodia.content.tiers import Seals, tiers
from prodia.telling import blocks as b
from prodia.words import Lang, Words
from prodia.words.labels import LABELS
from prodia.words.lists import listed
from prodia.words.numbers import day, percent

_NONE = Words("geen", "none")
_NEEDED = Words("Nodig voor {tier}", "Needed for {tier}")


def told_card(catalogue: Catalogue, reference: str, lang: Lang, found: Card | None = None) -> b.Document:
    """The card of ``id@version``; ``found`` where it is worked out already. Raises
    :class:`prodia.ContentError` where it has errors."""
    entry, found = catalogue.entry(reference), found or card(catalogue, reference)
    agreed, reviews = signed(catalogue, reference), catalogue.reviews(reference)
    tier, last = found.tier, entry.definition.valid.to
    read = [f"{r.network} ({r.role}, {day(r.on, lang)})" for r in agreed.approved]
    against = [r.network for r in agreed.objected]
    every = len(reviews.definition.reviews) if reviews is not None else 0
    rows = (
        ("trede", "tier", b.Marked(_named(tier, lang), "strong")),
        (
            "trede van de gevallen",
            "tier of the cases",
            _named(found.cases, lang),
        ),
        ("uitkomsten met een geval", "outcomes with a case", percent(found.outcomes, lang, 0)),
        ("grenzen aan beide kanten", "cut-offs on both sides", percent(found.cutoffs, lang, 0)),
        ("vergissingen opgemerkt", "mistakes noticed", percent(found.mutation, lang, 0)),
        ("waarvan in grenzen", "of those in cut-offs", percent(found.mutation_cutoffs, lang, 0)),
        (
            "criteria en getallen met een bron",
            "criteria and figures with a source",
            percent(found.sourced, lang, 0),
        ),
        (
            "uitkomsten met een tekst voor ouders",
            "outcomes with a text for parents",
            percent(found.told, lang, 0),
        ),
        ("vertaald (en)", "translated (en)", percent(found.translated, lang, 0)),
        ("akkoord", "agreed", listed(read or [_NONE[lang]], lang)),
        ("bezwaar", "objections", listed(against or [_NONE[lang]], lang)),
        ("las een andere tekst", "read another text", str(every - len(read) - len(against))),
        ("herzien voor", "review before", day(last, lang) if last else _NONE[lang]),
    )
    told = standing(catalogue, Path(entry.file).parent.as_posix())
    exempt = [f"{one.rule}: {one.reason} ({one.by}, {day(one.until, lang)})" for one in told]
    up = next((t for t in TIERS if tier is None or TIERS.index(t) > TIERS.index(tier)), None)
    title = _NEEDED.filled(tier=LABELS["tier"][up])[lang] if up else ""
    return b.document(
        f"{entry.definition.title} ({reference})",
        lang,
        b.Ref(reference, "protocol"),
        b.facts((Words(nl, en)[lang], cell) for nl, en, cell in rows),
        b.section("next", title, b.bullets(one[lang] for one in found.lacks(up))) if up else None,
        b.section("exempt", Words("Uitzonderingen", "Exemptions")[lang], b.bullets(exempt)),
    )


def _named(tier: Tier | None, lang: Lang) -> str:
    return (LABELS["tier"][tier] if tier else _NONE)[lang]


def written(folder: str, found: Mapping[str, Tier | None], seals: Seals) -> str:
    """The text of ``tiers.lock`` of a pack with these tiers, each for its version as it was sealed."""
    known = {**tiers(folder), **found}
    lines = (f"{name} {one} {seals.of(name, one)}\n" for name, one in sorted(known.items()) if one)
    return "".join(lines)
