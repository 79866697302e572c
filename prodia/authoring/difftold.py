"""What an author, and whoever it concerns, is told of the difference between two versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prodia.authoring.diff import Answers, Difference, Effect, Level, Shift, next_version
from prodia.language import Plain
from prodia.model.plan import Plan
from prodia.telling import blocks as b
from prodia.telling.rules import outcome_title
from prodia.telling.shelf import Shelf, called
from prodia.telling.values import marked, named_value
from prodia.telling.versions import changes
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.lists import listed, quoted
from prodia.words.numbers import percent

STEP: Mapping[Level, Words] = {
    "major": Words("eerste cijfer", "first number"),
    "minor": Words("tweede cijfer", "second number"),
    "patch": Words("derde cijfer", "third number"),
    "none": Words("geen nieuwe versie", "no new version"),
}
_SAYS: Mapping[Level, Words] = {
    "none": Words(
        "Deze wijziging verandert niets: elke regel en elk woord zegt hetzelfde.",
        "This edit changes nothing: every rule and every word says the same.",
    ),
    "patch": Words(
        "Er komt nooit iets anders uit: alleen woorden, bronnen of data verschillen.",
        "It never comes to anything else: only words, sources or dates differ.",
    ),
    "minor": Words(
        "Er komt iets bij; wat er al was, komt op hetzelfde uit.",
        "Something is added; what was there comes to the same.",
    ),
    "major": Words(
        "Dezelfde antwoorden kunnen op iets anders uitkomen, of er is iets weg.",
        "The same answers may come to something else, or something is gone.",
    ),
}
_STEP = Words(
    "De kleinste eerlijke stap: {step} ({version}).", "The smallest honest step: {step} ({version})."
)
_SMALL = Words(
    "Van {old} naar {new} is te klein; noem het minstens {version}.",
    "From {old} to {new} is too small; call it {version} at least.",
)
_WHAT: Mapping[str, Words] = {
    "other": Words("doet iets anders", "does something else"),
    "unsure": Words(
        "is anders geschreven, en niet te bewijzen dat het hetzelfde doet",
        "is written otherwise, and can not be proved to do the same",
    ),
    "new": Words("is nieuw", "is new"),
    "gone": Words("is weg", "is gone"),
    "words": Words("zegt het in andere woorden", "says it in other words"),
}
_WITNESS = Words("bij {answers}: van {was} naar {now}", "with {answers}: from {was} to {now}")
_CASES = Words("gevallen", "cases")
_EXAMPLE = Words("bijvoorbeeld", "for example")
_PEOPLE = Words("van de verzonnen populatie", "of the made-up population")


def told_difference(found: Difference, old: Plan, new: Plan, lang: Lang) -> b.Document:
    """What it comes to, in outcomes first and then in words."""
    was, now = found.old.partition("@")[2], found.new.partition("@")[2]
    said: list[b.Block] = [b.Paragraph(_SAYS[found.bump][lang], "strong")]
    if found.bump != "none":
        least = next_version(was, found.bump)
        said.append(b.Paragraph(_STEP.fill(lang, {"step": STEP[found.bump][lang], "version": least})))
        if was != now and not found.honest():
            small = _SMALL.fill(lang, {"old": was, "new": now, "version": least})
            said.append(b.Paragraph(b.Marked(small, "bad")))
    does = [e for e in found.effects if e.level in ("major", "minor")]
    words = changes(Shelf.of(new), old, new, lang)
    return b.document(
        f"{found.old} → {found.new}",
        lang,
        b.Ref(new.reference, "changes", was),
        *said,
        b.section("effects", _DOES[lang], b.bullets(_effect(e, old, new, lang) for e in does)),
        b.section(
            "outcomes", _OUTCOMES[lang], b.bullets(_shift(found, s, old, new, lang) for s in found.shifts)
        ),
        *(words.sections if found.bump != "none" else ()),
    )


_DOES = Words("Wat anders werkt", "What works otherwise")
_OUTCOMES = Words("Wat er anders uitkomt", "What comes out otherwise")


def _effect(effect: Effect, old: Plan, new: Plan, lang: Lang) -> b.Cell:
    plan = old if effect.what == "gone" and not effect.part else new
    things = plan.shared.law if effect.group == "law" else getattr(plan, effect.group, {})
    thing = things.get(effect.name) if isinstance(things, Mapping) else None
    kind = label("thing", effect.group, lang) if effect.group in LABELS["thing"] else effect.group
    name = quoted(called(thing) if thing is not None else effect.name, lang)
    part = f" ({_part(effect.part, lang)})" if effect.part else ""
    head = f"{kind}: {name}{part} {_WHAT[effect.what][lang]}"
    if not effect.witness:
        return head
    slots = {"answers": _answers(new, effect.witness, lang)}
    for key, value in (("was", effect.was), ("now", effect.now)):
        slots[key] = _came(new, effect.group, effect.name, value, lang)
    return b.Lines((head, b.Marked(_WITNESS.fill(lang, slots), "quiet")))


def _part(key: str, lang: Lang) -> str:
    return label("part", key, lang) if key in LABELS["part"] else key.rstrip("_")


def _answers(plan: Plan, answers: Answers, lang: Lang) -> str:
    known = [(n, v) for n, v in answers if v is not None]
    return listed([f"{plan.labels.get(n, n)} {named_value(plan, n, v, lang)}" for n, v in known], lang) or "-"


def _came(plan: Plan, group: str, name: str, value: Plain, lang: Lang) -> str:
    if group == "criteria" and value in LABELS["verdict"]:
        return quoted(str(marked("verdict", str(value), lang)), lang)
    if group == "decisions":
        return quoted(outcome_title(plan, name, value if isinstance(value, str) else None, lang), lang)
    return quoted(str(named_value(plan, name, value, lang)), lang)


def _shift(found: Difference, one: Shift, old: Plan, new: Plan, lang: Lang) -> b.Cell:
    was = _came(old, one.group, one.name, one.was, lang)
    now = _came(new, one.group, one.name, one.now, lang)
    lines = [*_shown(found, one, new, lang)]
    head = f"{called(getattr(new, one.group)[one.name])}: {was} → {now}"
    return b.Lines((head, *(b.Marked(line, "quiet") for line in lines)))


def _shown(found: Difference, one: Shift, new: Plan, lang: Lang) -> Iterator[str]:
    if one.cases:
        yield f"{_CASES[lang]}: {listed(one.cases[:8], lang)}{' ...' if len(one.cases) > 8 else ''}"
    if one.people:
        share = percent(one.people / found.people, lang, 1)
        yield f"{share} {_PEOPLE[lang]}, {_EXAMPLE[lang]} {_answers(new, one.witness, lang)}"
