"""A test that is given, at a terminal: item by item, by its raw score, or as the score stands on the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from rich.text import Text

from prodia.case import State
from prodia.case.answers import of_type
from prodia.case.records import Need
from prodia.cli.talk import MISSING, Talk, measured_on
from prodia.cli.terminal import Terminal, unfit
from prodia.language import Type
from prodia.model import events as ev
from prodia.model.instrument import Instrument, Item
from prodia.model.norms import Norms
from prodia.model.plan import Plan
from prodia.words.labels import label


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
        common |= _by_norms(talk, plan, norms)
    elif way == "printed":
        said = talk.ask("  welke normen? (Enter: onbekend)>", "  which norms? (Enter: not known)>")
        common |= {"norms": said} if said else {}
    yield ev.Administered(**common)


def _norms_of(plan: Plan, instrument: str) -> dict[str, Norms]:
    """The norms of a test that are here, by name."""
    known = plan.shared.measures.norms() if plan.shared.measures is not None else {}
    return {name: one for name, one in known.items() if one.instrument == instrument and one.kind is not None}


def _by_norms(talk: Talk, plan: Plan, norms: Mapping[str, Norms]) -> dict[str, Any]:
    """Which norms, and what they ask of the pupil."""
    lang = talk.screen.lang
    listed = [(name, f"{name}: {one.group}") for name, one in norms.items()]
    name = talk.choose("  welke normen?", "  which norms?", listed)
    found: dict[str, Any] = {"norms": name}
    for key in norms[name].by:
        found[key] = talk.words(f"  {label('key', key, lang)}>", f"  {label('key', key, lang)}>")
    return found


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
