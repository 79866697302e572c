"""A test that is given, at a terminal: item by item, by its raw score, or as the score stands on the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, get_args

from rich.text import Text

from prodia.case import State
from prodia.case.answers import of_type
from prodia.case.records import Need
from prodia.cli.talk import MISSING, Talk, measured_on
from prodia.cli.terminal import Terminal, unfit
from prodia.errors import ContentError
from prodia.language import Type
from prodia.model import events as ev
from prodia.model.instrument import Instrument, Item
from prodia.model.norms import AGE, Norms
from prodia.model.plan import Plan
from prodia.model.scales import IntervalKind
from prodia.words.labels import key_in_words, label
from prodia.words.lists import listed as listed_in_words


def give(talk: Talk, state: State, need: Need) -> Iterator[ev.Recorded]:
    """A test is given: item by item, by its raw score, or as the score stands on the form."""
    plan, screen = state.plan, talk.screen
    field, lang = plan.fields[need.id], screen.lang
    declared, instrument = field.administered, plan.shared.instruments[field.instrument or ""]
    assert declared is not None
    scale, norms = instrument.scales[declared.scale], _norms_of(plan, instrument.id)
    screen.print(Text(f"  {instrument.title}, {scale.title}: {label('scale', declared.read, lang)}", "quiet"))
    ways = ["items"] if scale.items and (norms or declared.read == "raw") else []
    ways += ["raw"] if norms or declared.read == "raw" else []
    listed = [(way, label("score way", way, lang)) for way in (*ways, "printed")]
    listed += [(missing, label("missing", missing, lang)) for missing in dict.fromkeys(MISSING.values())]
    way = talk.choose("  hoe is de test beantwoord?", "  how is the test answered?", listed)
    common: dict[str, Any] = {"on": state.day, "by": need.of[0], "field": need.id}
    if way in MISSING.values():
        missing: Any = way
        yield ev.Answered(**common, missing=missing)
        return
    common["measured"] = measured_on(screen) or state.day
    if way == "items":
        asked = {id: item for id, item in instrument.every_item.items() if id in scale.item_ids}
        found = ((id, _item(talk, n, id, item, instrument)) for n, (id, item) in enumerate(asked.items(), 1))
        common["items"] = {id: answer for id, answer in found if answer is not None}
    else:
        ask = "  ruwe score>" if way == "raw" else "  score op het formulier>"
        ask_en = "  raw score>" if way == "raw" else "  score on the form>"
        common["raw" if way == "raw" else "value"] = talk.until(ask, ask_en, partial(_a_number, screen))
    if declared.read != "raw" and way != "printed":
        common |= _by_norms(talk, plan, norms, declared.scale)
    elif way == "printed":
        said = talk.ask("  welke normen? (Enter: onbekend)>", "  which norms? (Enter: not known)>")
        common |= ({"norms": said} if said else {}) | _printed_interval(talk)
    yield ev.Administered(**common)


def _printed_interval(talk: Talk) -> dict[str, Any]:
    """The interval that stands on the form with a score, its level and its kind; nothing without one."""
    screen, lang = talk.screen, talk.screen.lang
    nl, en = "  interval op het formulier: ondergrens (Enter: geen)>", "  interval on the form: lower bound"
    low = talk.until(nl, f"{en} (Enter: none)>", lambda said: _a_number(screen, said) if said else None)
    if low is None:
        return {}
    above = partial(_between, screen, low, float("inf"))
    level = partial(_between, screen, 0.0, 100.0)
    kinds = [(kind, label("interval", kind, lang)) for kind in get_args(IntervalKind)]
    return {
        "low": low,
        "high": talk.until("  bovengrens>", "  upper bound>", above),
        "level": talk.until("  hoe zeker, op honderd>", "  how sure, in a hundred>", level) / 100,
        "interval": talk.choose("  rond welke score?", "  about which score?", kinds),
    }


def _between(screen: Terminal, low: float, high: float, said: str) -> float:
    """A number above one and below another."""
    found = _a_number(screen, said)
    if not low < found < high:
        ends = (f"{low:g}", f"{high:g}")
        nl, en = f"meer dan {ends[0]}", f"more than {ends[0]}"
        if high != float("inf"):
            nl, en = f"{nl} en minder dan {ends[1]}", f"{en} and less than {ends[1]}"
        raise unfit(screen.say("een getal", "a number"), f"{nl}.", f"{en}.")
    return found


def _norms_of(plan: Plan, instrument: str) -> dict[str, Norms]:
    """The norms of a test that are here, by name."""
    known = plan.shared.measures.norms() if plan.shared.measures is not None else {}
    return {name: one for name, one in known.items() if one.instrument == instrument and one.kind is not None}


def _by_norms(talk: Talk, plan: Plan, norms: Mapping[str, Norms], scale: str) -> dict[str, Any]:
    """Which norms, and what they look at in the pupil: said first, then asked by the words of their table."""
    screen, lang, shelf = talk.screen, talk.screen.lang, plan.shared.measures
    listed = [(name, f"{name}: {one.group}") for name, one in norms.items()]
    name = talk.choose("  welke normen?", "  which norms?", listed)
    found: dict[str, Any] = {"norms": name}
    wanted: Mapping[str, tuple[str, ...]] = dict.fromkeys(norms[name].by, ())
    from prodia.scoring.norms import norm_set  # no case waits for it

    with suppress(ContentError):  # rows that are not here: recording says so
        wanted = norm_set(*shelf.norm_rows(norms[name].reference)).looks_at(scale) if shelf else wanted
    if wanted:
        told = listed_in_words([label("key", key, lang) for key in wanted], lang)
        screen.tell(f"  Deze normen kijken naar: {told}.", f"  These norms look at: {told}.", "quiet")
    for key, words in wanted.items():
        answer = None if key == AGE else _word(talk, key, words)
        found |= {key: answer} if answer else {}
    return found


def _word(talk: Talk, key: str, words: tuple[str, ...]) -> str | None:
    """A word of the table. Where some are figures it is typed, since a list would number them again."""
    ask = label("key", key, talk.screen.lang)
    if not any(word.isdigit() for word in words):
        options = [(word, key_in_words(key, word, talk.screen.lang)) for word in words]
        unknown = ("", label("missing", "unknown", talk.screen.lang))
        prompt = f"  {ask}>"
        return talk.choose(prompt, prompt, [*options, unknown]) if words else talk.words(prompt, prompt)
    known = ", ".join(words)
    prompt = f"  {ask} ({known})>"

    def read(said: str) -> str | None:
        if said.lower() in MISSING:
            return None
        if said not in words:
            raise unfit(ask, f"kies uit {known}; of «weet niet».", f"choose from {known}; or «unknown».")
        return said

    return talk.until(prompt, prompt, read)


def _item(talk: Talk, n: int, id: str, item: Item, instrument: Instrument) -> float | None:
    """The answer to one item: with its text where that may be spread, else by its number on the form."""
    text = item.text if instrument.may == "text" and item.text else ""
    scale = item.scale_words()[talk.screen.lang]
    said = f"  {n}. {text or id} ({scale})>"

    def read(answer: str) -> float | None:
        if not answer or answer == "-":
            return None
        value = _a_number(talk.screen, answer)
        if not item.admits(value):
            raise unfit(id, f"kies uit {scale}; «-» voor leeg.", f"choose from {scale}; «-» for empty.")
        return value

    return talk.until(said, said, read)


def _a_number(screen: Terminal, said: str) -> float:
    """A number as a person types it."""
    ask = screen.say("een getal", "a number")
    found = of_type(Type("number"), said, name=ask)
    assert isinstance(found, float)
    return found
