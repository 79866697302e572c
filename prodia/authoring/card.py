"""The card of a version: its tier, what the next one asks, what the cases cover, who read it, exemptions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from prodia.authoring.release import NETWORKS, TIER_WORDS, TIERS, Card, Tier, card
from prodia.content import Catalogue, within
from prodia.content.signoff import signed
from prodia.model.parts import Exemption, Exemptions
from prodia.telling import blocks as b
from prodia.words import Lang, Words
from prodia.words.lists import listed
from prodia.words.numbers import day, percent

_NONE = Words("geen", "none")
_NEEDED = Words("Nodig voor {tier}", "Needed for {tier}")


def told_card(catalogue: Catalogue, reference: str, lang: Lang) -> b.Document:
    """The card of ``id@version``. Raises :class:`prodia.ContentError` where it has errors."""
    entry, found = catalogue.entry(reference), card(catalogue, reference)
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
            (TIER_WORDS[found.cases] if found.cases else _NONE)[lang],
        ),
        ("uitkomsten met een geval", "outcomes with a case", percent(found.outcomes, lang, 0)),
        ("grenzen aan beide kanten", "cut-offs on both sides", percent(found.cutoffs, lang, 0)),
        ("vergissingen opgemerkt", "mistakes noticed", percent(found.mutation, lang, 0)),
        ("waarvan in grenzen", "of those in cut-offs", percent(found.mutation_cutoffs, lang, 0)),
        ("vertaald (en)", "translated (en)", percent(found.translated, lang, 0)),
        ("akkoord", "agreed", listed(read or [_NONE[lang]], lang)),
        ("bezwaar", "objections", listed(against or [_NONE[lang]], lang)),
        ("las een andere tekst", "read another text", str(every - len(read) - len(against))),
        ("herzien voor", "review before", day(last, lang) if last else _NONE[lang]),
    )
    told = _exempt(catalogue, reference)
    exempt = [f"{one.rule}: {one.reason} ({one.by}, {day(one.until, lang)})" for one in told]
    up = next((t for t in TIERS if tier is None or TIERS.index(t) > TIERS.index(tier)), None)
    title = _NEEDED.filled(tier=TIER_WORDS[up])[lang] if up else ""
    return b.document(
        f"{entry.definition.title} ({reference})",
        lang,
        b.Ref(reference, "protocol"),
        b.facts((Words(nl, en)[lang], cell) for nl, en, cell in rows),
        b.section("next", title, b.bullets(missing(found, up, lang))) if up else None,
        b.section("exempt", Words("Uitzonderingen", "Exemptions")[lang], b.bullets(exempt)),
    )


def _named(tier: Tier | None, lang: Lang) -> str:
    return (TIER_WORDS[tier] if tier else _NONE)[lang]


_MISSING = (
    Words("een geval voor elke uitkomst (prodia cover)", "a case for every outcome (prodia cover)"),
    Words(
        "elke grens net onder, op en boven getest (prodia cover)",
        "every cut-off tested just below, at and above (prodia cover)",
    ),
    Words(
        "elke vergissing in een grens opgemerkt (prodia mutate --kill)",
        "every mistake in a cut-off noticed (prodia mutate --kill)",
    ),
    Words("{least} van de vergissingen opgemerkt", "{least} of the mistakes noticed"),
    Words(
        "akkoord van andere netwerken: {n} (prodia review)", "other networks that agree: {n} (prodia review)"
    ),
    Words("alles vertaald (prodia translate en)", "everything translated (prodia translate en)"),
)


def missing(found: Card, tier: Tier, lang: Lang) -> tuple[str, ...]:
    """What a tier asks that is not there."""
    high, least = TIERS.index(tier), (0.0, 0.9, 1.0)[TIERS.index(tier)]
    open_ = (
        found.outcomes < 1,
        high and found.cutoffs < 1,
        high and found.mutation_cutoffs < 1,
        found.mutation < least,
        found.networks < NETWORKS[tier],
        high == 2 and found.translated < 1,
    )
    slots = {"least": percent(least, lang), "n": str(NETWORKS[tier])}
    return tuple(w.fill(lang, slots) for w, is_open in zip(_MISSING, open_, strict=True) if is_open)


def _exempt(catalogue: Catalogue, reference: str) -> Iterator[Exemption]:
    folder = Path(catalogue.entry(reference).file).parent
    for pack in catalogue.packs:
        if not within(str(folder), pack.folder):
            continue
        for entry in pack.of(Exemptions):
            for one in entry.definition.exemptions:
                at = str(Path(pack.folder, one.at))
                if within(at, str(folder)) or within(str(folder), at):
                    yield one
