"""Tests that were given, told: how each score was made, how sure it is, and what of the test does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from prodia.case import State
from prodia.case.administering import Misfit
from prodia.frozen import dataclass
from prodia.model.plan import Plan
from prodia.model.scales import IntervalKind
from prodia.model.tested import ScoreRecord
from prodia.telling import blocks as b
from prodia.telling.values import facts_in, named_value, reason, section_in
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.numbers import number, percent
from prodia.words.sentences import FLAG, FLAG_OPEN

if TYPE_CHECKING:
    from prodia.model.instrument import Instrument


def records(state: State, lang: Lang, only: frozenset[str] | None = None) -> b.Section | None:
    """Every score that a test gave: how it was made, how sure it is, and what of the test does not fit."""
    asked = (name for name in state.records if only is None or name in only)
    shown = (_record(state, name, state.records[name], lang) for name in asked)
    return section_in(lang, "records", ("Afgenomen tests", "Tests given"), *shown)


def _record(state: State, name: str, one: ScoreRecord, lang: Lang) -> b.Facts | None:
    plan, field = state.plan, state.plan.fields[name]
    instrument = plan.shared.instruments.get(field.instrument or "")
    on = {"on": label("scale", one.read, lang)}
    score: b.Cell = b.Marked(Words("geen score op {on}", "no score on {on}").fill(lang, on), "open")
    if one.value is not None:
        shown = f"{one.side}{named_value(plan, name, one.value, lang)}"
        raw = None if one.read == "raw" else one.raw
        more = [] if raw is None else [f"{label('scale', 'raw', lang)} {number(raw, lang)}"]
        score = b.Marked("; ".join([shown, *more]), "strong")
    bounds = ""
    if (band := band_of(state, name)) is not None:
        ends = " - ".join(str(named_value(plan, name, end, lang)) for end in (band.low, band.high))
        told = f", {label('scale', band.on, lang)}" if band.on not in (None, one.read) else ""
        bounds = f"{ends} ({percent(band.level, lang)}, {label('interval', band.kind, lang)}{told})"
    empty = ""
    if one.items is not None:
        counts = {"empty": str(one.empty or 0), "items": str(one.items)}
        empty = Words("{empty} van {items}", "{empty} of {items}").fill(lang, counts)
        declared = instrument.scales[one.scale].missing if instrument is not None else None
        if declared is not None:
            most = {"most_missing": str(declared.most_missing)}
            empty += f" ({LABELS['missing rule'][declared.rule].fill(lang, most)})"
    age = ""
    if one.age_months is not None:
        how = label("age", one.age_convention or "calendar", lang)
        age = f"{number(one.age_months, lang, 1)} {label('unit', 'months', lang)} ({how})"
    norms = [one.norms or "", one.group or "", str(one.year or ""), (one.norms_digest or "")[:_SHORT]]
    title = instrument.title if instrument is not None else ""
    test = [f"{title} ({one.instrument})", one.form or "", (one.digest or "")[:_SHORT]]
    notes: list[b.Inline] = [*flagged(one, instrument, lang)]
    notes += [misfit_in_words(plan, misfit, lang) for misfit in state.misfits(name)]
    notes += [b.Marked(getattr(said, lang), "open") for said in (*one.warnings, *filter(None, [one.reason]))]
    return facts_in(
        lang,
        (field.ask, field.ask, score),
        ("hoe", "how", label("score way", one.way, lang)),
        ("waar de ware score ligt", "where the true score lies", bounds),
        ("lege items", "empty items", empty),
        ("test", "test", "; ".join(filter(None, test))),
        ("normen", "norms", "; ".join(filter(None, norms))),
        ("leeftijd op de dag van de test", "age on the day of testing", age),
        ("let op", "note", b.Lines(tuple(notes)) if notes else ""),
    )


@dataclass(frozen=True, slots=True)
class Band:
    """Where the true score lies: ``low`` to ``high``, of a ``level`` and a kind, computed on a scale."""

    low: float
    high: float
    level: float
    kind: IntervalKind
    on: str | None


def band_of(state: State, name: str) -> Band | None:
    """The interval of a score: that of its test, or by the error that its field declares."""
    one, error, value = state.record(name), state.plan.fields[name].error, state.value(name)
    if one is not None and one.low is not None and one.high is not None and one.level and one.interval:
        return Band(one.low, one.high, one.level, one.interval, one.interval_on)
    if error is None or error.level is None or not isinstance(value, float):
        return None
    low, high = (state.bound(name, end, value) for end in ("low", "high"))
    return None if low is None or high is None else Band(low, high, error.level, "true SEE", None)


_SHORT = 19  # of a digest: sha256: and its first twelve figures


def flagged(one: ScoreRecord, instrument: Instrument | None, lang: Lang) -> Iterator[b.Inline]:
    """The answers that matter by themselves: raised, or not to be told."""
    if instrument is not None:
        for said, tone in flags_said(instrument, one.flags, one.open_flags, lang):
            yield b.Marked(said, tone)


def flags_said(
    of: Instrument, raised: Iterable[str], open_: Iterable[str], lang: Lang
) -> Iterator[tuple[str, b.Tone]]:
    """What is said of the flags that go up, with what to do, and then of those that can not be told."""
    told: tuple[tuple[Iterable[str], Words, b.Tone], ...] = (raised, FLAG, "bad"), (open_, FLAG_OPEN, "open")
    for names, words, tone in told:
        for flag in (of.flags[name] for name in names if name in of.flags):
            yield words.fill(lang, {"says": flag.says, "item": flag.item, "do": flag.do}), tone


def misfit_in_words(plan: Plan, one: Misfit, lang: Lang) -> b.Marked:
    """One thing of a test that does not fit: what it is, and what that means."""
    tone: b.Tone = "bad" if one.then == "gate" else "open"
    return b.Marked(f"{reason(plan, one.why, lang)} {label('then', one.then, lang)}", tone)
