"""Scores of one person, or of a pandas frame: a frame of the same rows and index comes back.

:func:`scoring_key` makes the key from what a catalogue holds; :func:`battery` says what tests cover together.

>>> import prodia
>>> key = prodia.scoring_key(prodia.load().catalogue, "phq-9")
>>> prodia.score(key, dict.fromkeys(key.instrument.every_item, 1))["totaal"].raw
9.0
>>> import pandas as pd
>>> people = pd.DataFrame([dict.fromkeys(key.instrument.every_item, n) for n in (0, 3)], index=["a", "b"])
>>> prodia.score(key, people)["totaal"].to_dict()
{'a': 0.0, 'b': 27.0}
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args, overload

from prodia.batch.columns import answers_of, column, days, labels, numbers, one_each, pd
from prodia.batch.doubts import of_frame
from prodia.batch.kernel import ID
from prodia.batch.reading import arrow
from prodia.content import Catalogue
from prodia.content.cells import Unit, age_reader, read_all, refused, sex_reader, sex_word, word_reader
from prodia.content.layout import NOTHING, PERSON, knows, placed, unfed
from prodia.content.reading import ages_asked, sexes_asked
from prodia.content.tables import typed
from prodia.errors import ContentError, checked, fits, tell
from prodia.language.columns import np
from prodia.model.instrument import Abilities, Instrument, Item
from prodia.model.norms import GrowthNorms, KeyName, Norms
from prodia.model.scales import Method
from prodia.problems import Kind, Problem
from prodia.problems import people as wrong
from prodia.problems.norms import NO_METHOD
from prodia.problems.people import NO_ABILITIES, REGISTER_ONLY, SEX_LETTERS, UNUSABLE_NORMS
from prodia.problems.scores import IMPLAUSIBLE, IMPLAUSIBLE_KEPT
from prodia.psychometrics.coverage import Coverage, CoverageRule, CrossBattery, coverage, cross_battery
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.growth import FORMULAS, methods
from prodia.scoring.key import Scores, ScoringKey
from prodia.scoring.many import ScoredColumns, on_scale, score_columns
from prodia.scoring.norms import NormSet, norm_set
from prodia.scoring.person import NO_DAY, NOBODY, People, Person, WordColumn
from prodia.scoring.raw import as_answer
from prodia.scoring.records import ScaleColumns
from prodia.scoring.scales import open_end
from prodia.scoring.score import Score
from prodia.words import Lang
from prodia.words.cells import MISSING_NUMBERS, age_unit
from prodia.words.lists import NONE_OF_IT
from prodia.words.numbers import number

Named = Mapping[str, Hashable]


@overload
def score(key: ScoringKey, answers: Mapping[str, Any], person: Person | None = None) -> Scores: ...


@overload
def score(key: ScoringKey, answers: pd.DataFrame, *, columns: Named | None = None) -> pd.DataFrame: ...


@checked
def score(
    key: ScoringKey, answers: Any, person: Person | None = None, *, columns: Named | None = None
) -> Any:
    """The scores of one person (a mapping of item to answer) or of a pandas frame of people.

    One person gives a record for every scale, with how it was made: ``score(key, answers)["totaal"]``;
    ``person`` says who it is, as far as norms ask.

    A frame gives a frame of the same rows and index: every scale and rule by the names of
    :func:`prodia.batch.frames.column_names`. A column is found by the id of its item, or by ``born``,
    ``tested``, ``age_months``, ``sex``, ``grade`` and the other keys of norms, as in a file of people;
    ``columns`` names it where it is called otherwise. An item without a column is empty for all, and told.
    What a file of people would be refused for is told as a
    :class:`~prodia.errors.DataWarning` with the column and the row: an answer off its scale, a sex that is
    none, an age that the dates deny, who stands twice (by a column of ids, or an index of texts). Scores are
    doubles, NaN for none; words are objects, None for none; rules are the pandas type ``boolean``, NA where
    not known.

    Raises ``TypeError`` for answers that are neither, for a column of items that holds text or truths, and
    for a ``person`` beside a frame; ``KeyError`` for a column that is not there, ``ValueError`` for a name
    that two columns bear, a column said of two names, or when no item has a column;
    :class:`~prodia.errors.ProdiaError` for a name in the mapping that is no item.
    """
    if isinstance(answers, Mapping):
        for item in key.instrument.every_item:
            if type(as_answer(answers.get(item))) is bool:
                raise TypeError(f"the answer to {item!r} is no number")
        return key.score(answers, person or NOBODY)
    fits("answers", answers, Mapping | pd.DataFrame)
    if person is not None:
        raise TypeError("who the people of a frame are stands in its columns")
    found = outcome(key, scored(answers, key, columns=columns))
    made = {
        name: pd.Series(column, index=answers.index, dtype=_dtype(name, column, key))
        for name, column in found.items()
    }
    return pd.DataFrame(made, index=answers.index)


def _dtype(name: str, column: Any, key: ScoringKey) -> Any:
    return "boolean" if name in key.instrument.rules else column.dtype


def scored(frame: pd.DataFrame, key: ScoringKey, *, columns: Named | None = None) -> ScoredColumns:
    """The same with the records themselves: ``scored(...)["totaal"].record(row)`` says how it was made."""
    every = key.instrument.every_item
    place, heads = _places(frame, key, dict(columns or {})), labels(frame)
    answers = {}
    for item in (item for item in every if item in place):
        series = frame.iloc[:, place[item]]
        values = answers_of(series)
        off = off_scale(every[item], values)
        coded = off & np.isin(values, [*MISSING_NUMBERS])
        _tell(wrong.MISSING_CODE, series.name, np.flatnonzero(coded), values)
        _tell(wrong.OFF_SCALE, series.name, np.flatnonzero(off & ~coded), scale=every[item].scale_words())
        answers[item] = AnswerColumn(values)
    words: dict[KeyName, WordColumn] = {}
    known = known_words(key)
    for name in (name for name in get_args(KeyName) if name in place):
        series = frame.iloc[:, place[name]]
        words[name] = WordColumn.of(_words(name, series, known.get(name, ())))
    moment = frame.iloc[:, place["moment"]] if "moment" in place else None
    when = None if moment is None else arrow().array(_texts(moment))
    for problem in of_frame(frame, heads, ID, [heads[at] for at in place.values()], when):
        tell(problem)

    def of(name: str) -> pd.Series | None:
        return frame.iloc[:, place[name]] if name in place else None

    age = of("age_months")
    unit: Unit | None = "months" if columns and "age_months" in columns else None
    ages = None if age is None else _ages(age, unit or age_unit(str(age.name)), key.instrument)
    people, differ = People(len(frame), days(of("born")), days(of("tested")), ages, words).agreeing()
    tested = of("tested")
    if tested is not None and people.born is not None and people.tested is not None:
        early = (people.tested < people.born) & (people.tested != NO_DAY)
        _tell(wrong.BEFORE_BIRTH, tested.name, np.flatnonzero(early))
    if age is not None and ages is not None:
        _tell(wrong.AGE_DISAGREES, age.name, differ)
        _tell(wrong.BEFORE_BIRTH, age.name, np.flatnonzero(ages < 0))
    found = score_columns(key, answers, people)
    for scale, kind, rows in unbelieved(key, found):
        _tell(kind, column_of(key, scale, place, heads), rows)
    return found


def unbelieved(key: ScoringKey, scored: ScoredColumns) -> Iterator[tuple[str, Kind, Any]]:
    """The scales with a measure that is not believed, or hardly: what is to be said, and in which rows."""
    for scale, norms in ((id, key.norms_of(id)) for id in key.instrument.scales):
        if norms is None or not norms.norms.plausible:
            continue
        column = scored[scale]
        said = _looked_up(column, _belief)
        for kind in (wrong.NOT_BELIEVED, wrong.HARDLY_BELIEVED):
            if len(rows := np.flatnonzero(said == kind.code)):
                yield scale, kind, rows


def _belief(score: Score) -> str | None:
    """Whether a measure is not believed, or hardly."""
    if score.norm_reason is not None and score.norm_reason.kind is IMPLAUSIBLE:
        return wrong.NOT_BELIEVED.code
    kept = any(isinstance(one, Problem) and one.kind is IMPLAUSIBLE_KEPT for one in score.warnings)
    return wrong.HARDLY_BELIEVED.code if kept else None


def column_of(key: ScoringKey, scale: str, place: Mapping[str, int], head: Sequence[Hashable]) -> Hashable:
    """The column of a scale of one item; the id of a scale that reads more."""
    items = key.instrument.scales[scale].items
    return str(head[place[items[0]]]).strip() if len(items) == 1 and items[0] in place else scale


def off_scale(item: Item, values: Any) -> Any:
    """Where an answer is a number, and none of the answers to this item."""
    return np.isfinite(values) & ~on_scale(item, values)


def _tell(kind: Kind, column: Hashable, rows: Iterable[int], codes: Any = None, **said: object) -> None:
    """Python warnings with the column and the row, counted from 0 as in ``.iloc``."""
    some = [int(row) for row in rows]
    for row in some[:TOLD]:
        text = "" if codes is None else typed(codes[row])
        tell(refused(kind, text, column=column, row=row, **said))
    if len(some) > TOLD:
        tell(Problem(wrong.AND_MORE, None, column=column, count=len(some) - TOLD))


TOLD = 20  # rows of a column that are told one by one


def _places(frame: pd.DataFrame, key: ScoringKey, said: Named) -> dict[str, int]:
    """The place of the column of each name, found as those of a file are."""
    there = labels(frame)
    items = key.instrument.every_item
    known = (*items, *(name for name in PERSON if name != "id"))
    strange = [name for name in said if name not in known]
    if strange:
        raise KeyError(f"{strange[0]!r} is no item of {key.instrument.reference} and nothing norms ask")
    one_each(said)
    place = {name: _place(frame, label) for name, label in said.items()}
    used, free = {*place.values()}, [one if isinstance(one, str) else "" for one in there]
    some = knows(known)  # two columns of one name stop nobody who does not use them
    head = [
        name if at not in used and (free.count(name) == 1 or some([name])) else ""
        for at, name in enumerate(free)
    ]
    layout, problems = placed(head, [name for name in known if name not in said], {})
    for problem in problems:
        raise ValueError(f"{problem.message('en')} It is said by columns={{name: column}}")
    place |= layout.places
    if not any(item in place for item in items):
        raise ValueError(f"no column is called like an item of {key.instrument.reference}")
    for problem in unfed(
        {at: label for at, label in enumerate(head) if label and at not in place.values()},
        [item for item in items if item not in place],
        key.instrument,
        allow_missing=True,
    ):
        tell(problem)
    return place


def _place(frame: pd.DataFrame, label: Hashable) -> int:
    column(frame, label)  # says what is wrong with it
    return labels(frame).index(label)


def known_words(key: ScoringKey) -> dict[str, set[str]]:
    """The words that the norms of a key have for each of its keys."""
    words: dict[str, set[str]] = {}
    for norms in key.norms:
        for group in (group for groups in norms.groups.values() for group in groups):
            for name, word in zip(norms.norms.by, group.keys, strict=True):
                words.setdefault(name, set()).add(word)
    return words


def _texts(series: pd.Series) -> list[str]:
    """The cells as they would have been typed."""
    return [*map(typed, series.astype(object).where(series.notna(), None))]


def _words(name: str, series: pd.Series, known: Iterable[str]) -> list[str | None]:
    """The keys of the norms as words, read as those of a file are; what is none is told and not known."""
    texts = _texts(series)
    read = sex_reader(NOTHING, {}) if name == "sex" else word_reader(NOTHING, known, name)
    words, unread = read_all(texts, read, {})
    if name == "sex":
        first = {sex_word(text): at for at, text in reversed([*enumerate(texts)])}
        for problem in (one for one in sexes_asked(first, str(series.name), {}) if one.kind is SEX_LETTERS):
            tell(problem)
            words = [None if sex_word(text) == "m" else word for text, word in zip(texts, words, strict=True)]
    for kind in dict.fromkeys(unread.values()):
        _tell(kind, series.name, [at for at, one in unread.items() if one is kind], texts)
    return words


def _ages(series: pd.Series, unit: Unit | None, instrument: Instrument) -> Any:
    """Ages in months, read as those of a file are; what is none is told and not known."""
    found = np.asarray(numbers(series), dtype=float)
    plain, first = np.unique(found[~np.isnan(found)], return_index=True)
    rows = np.flatnonzero(~np.isnan(found))[first].tolist()
    shown = [(age, row) for age, row in zip(plain.tolist(), rows, strict=True) if 0 <= age < 777]
    for problem in ages_asked(shown, str(series.name), unit, instrument.ages):
        tell(problem)
    months, unread = read_all([*map(typed, plain)], age_reader(NOTHING, ".", unit or "months"), {})
    for at, kind in unread.items():
        _tell(kind, series.name, np.flatnonzero(found == plain[at]), found)
    known = ~np.isnan(found)
    found[known] = np.array(months, dtype=float)[np.searchsorted(plain, found[known])]
    return found


# The columns that come out of scoring many people, by name.


def column_names(key: ScoringKey) -> tuple[str, ...]:
    """What :func:`outcome` gives, in its order: ``flags`` where the instrument has any; for each scale
    ``scale``, ``scale.T`` and the like, ``scale.low`` and ``scale.high`` of its interval, each cut set by its
    name (``scale.ernst``; ``scale.T.zone`` where that is the name of a score), ``scale.reason`` and
    ``scale.warnings``; then the rules."""
    return tuple(name for name, *_ in _columns(key))


def outcome(key: ScoringKey, scored: ScoredColumns) -> dict[str, Any]:
    """Float arrays for scores (NaN for none), object arrays of words for zones, reasons and rules.

    The reason is the code of why there is no raw score, or else no normed one, or else no zone. Warnings
    are the codes of what to know about a score, a space between them: a table that is open there, a
    band that is not the person's own. ``flags`` names the answers that matter by themselves, a space between
    them, with a ``?`` after one of which the answer is not known. None where there is nothing to say.
    """
    found: dict[str, Any] = {}
    for name, kind, scale, of in _columns(key):
        column = scored[scale] if scale else None
        if kind == FLAGS:
            found[name] = flags(scored)
        elif kind == "rule":
            truth, unknown = scored.rules[name]
            found[name] = truth.astype(object)
            found[name][unknown] = None
        elif column is not None:
            found[name] = _one(kind, of, column)
    return found


def explained(key: ScoringKey, scored: ScoredColumns, found: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    """The same columns with, for who reads them, ``scale.percentile.shown`` and ``scale.why`` beside them.

    The first is a whole percentile, ``<1`` or ``>99``; the second says in words what the codes of
    ``scale.reason`` and ``scale.warnings`` mean.
    """
    made: dict[str, Any] = {}
    for name, kind, scale, of in _columns(key):
        if name not in found:
            continue
        made[name] = found[name]
        if kind == "on" and of == "percentile":
            sides = _looked_up(scored[scale], _side)
            made[f"{name}.shown"] = _percentiles(found[name].tolist(), sides.tolist())
        elif kind == "warnings":
            made[f"{scale}.why"] = _looked_up(scored[scale], lambda s: _in_words(s, lang))
    return made


def _side(score: Score) -> str:
    """What stands before a percentile in its table: below or above this."""
    return next((normed.side for normed in score.normed if normed.scale == "percentile"), "")


def _percentiles(values: Sequence[float], sides: Sequence[str | None]) -> Any:
    shown = {pair: _percentile(*pair) for pair in {*zip(values, sides, strict=True)}}
    return np.array([*(shown[pair] for pair in zip(values, sides, strict=True)), None], dtype=object)[:-1]


def _percentile(value: float, side: str | None) -> str | None:
    """A percentile as reports have it: no figure below 1 and above 99."""
    return None if value != value else open_end(value) or f"{side or ''}{number(value, 'en', 0)}"


def _in_words(score: Score, lang: Lang) -> str | None:
    """Why there is no score, and what to know about it."""
    why = _why(score)
    every = (*([] if why is None else [why]), *(one for one in score.warnings if isinstance(one, Problem)))
    return " ".join(dict.fromkeys(one.message(lang) for one in every)) or None


def _looked_up(column: ScaleColumns, word: Callable[[Score], str | None]) -> Any:
    words = column.words(word)
    looked = np.array([*words, None], dtype=object)[:-1]
    return looked[column.number] if len(words) else np.full(len(column.number), None, dtype=object)


FLAGS = "flags"


def flags(scored: ScoredColumns) -> Any:
    """The words of :func:`outcome` on flags."""
    parts = [
        np.where(truth, name, np.where(unknown, f"{name}?", "")).tolist()
        for name, (truth, unknown) in scored.flags.items()
    ]
    found = np.full(scored.rows, None, dtype=object)
    found[:] = [" ".join(filter(None, row)) or None for row in zip(*parts, strict=True)]
    return found


def _one(kind: str, of: str, column: ScaleColumns) -> Any:
    if kind == "on":
        return column.on(of)
    if kind in ("low", "high"):
        return column.bounds()[kind == "high"]
    return _looked_up(column, lambda score: score.zone(of) if kind == "zone" else _SAID[kind](score))


def reason(score: Score) -> str | None:
    """The code of why there is no raw score, or else no normed one, or else no zone."""
    why = _why(score)
    return why.code if why is not None else None


def _why(score: Score) -> Problem | None:
    zones = (zone.reason for zone in score.zones)
    return score.reason or score.norm_reason or next((w for w in zones if w is not None), None)


def warnings(score: Score) -> str | None:
    """The codes of what to know about a score."""
    codes = dict.fromkeys(one.code for one in score.warnings if isinstance(one, Problem))
    return " ".join(codes) or None


_SAID: dict[str, Callable[[Score], str | None]] = {"reason": reason, "warnings": warnings}


def _columns(key: ScoringKey) -> list[tuple[str, str, str, str]]:
    instrument: Instrument = key.instrument
    found: list[tuple[str, str, str, str]] = [(FLAGS, FLAGS, "", "")] if instrument.flags else []
    for id, scale in instrument.scales.items():
        norms = key.norms_of(id)
        found.append((id, "on", id, "raw"))
        gives = (
            ("z", "percentile") if norms is not None and norms.growth else norms.norms.gives if norms else ()
        )
        found += [(f"{id}.{name}", "on", id, name) for name in gives]
        if norms is not None and norms.norms.interval is not None:
            found += [(f"{id}.{end}", end, id, "") for end in ("low", "high")]
        taken = {name for name, *_ in found} | {f"{id}.{kind}" for kind in _SAID}
        for cuts in scale.cuts:
            name = f"{id}.{cuts}"
            found.append((f"{name}.zone" if name in taken else name, "zone", id, cuts))
        found += [(f"{id}.{kind}", kind, id, "") for kind in _SAID]
    return found + [(rule, "rule", "", "") for rule in instrument.rules]


# A scoring key from what a catalogue holds: an instrument by name, and norms by name.


@checked
def scoring_key(
    catalogue: Catalogue,
    instrument: str,
    *,
    norms: Iterable[str] = (),
    method: Method | None = None,
    lang: Lang = "nl",
) -> ScoringKey:
    """The key of an instrument (``id`` or ``id@version``), ready to score with these norms.

    ``method``: how growth norms are used, for each measure they state it for (``extended``: CDC's
    body-mass index from percentile 95 up); without it as the norms go.
    Raises ContentError for a name that is none, a definition or table with mistakes, a register entry
    (there is no key), norms of another instrument, or a method that none of the norms has; ``TypeError`` for
    what is no catalogue, and for norms that are one text and no list.
    """
    entry = catalogue.instrument(instrument, lang)
    definition = entry.definition
    if not definition.items:
        raise ContentError((Problem(REGISTER_ONLY, None, instrument=definition.reference),))
    sets: list[NormSet] = []
    known: set[Method] = set()
    for name in norms:
        declared, rows = catalogue.norm_rows(name, lang)
        if declared.instrument != definition.id:
            there = ", ".join(norms_for(catalogue, definition.id)) or NONE_OF_IT
            said = {"norms": declared.reference, "other": declared.instrument, "known": there}
            raise ContentError((Problem(UNUSABLE_NORMS, None, instrument=definition.id, **said),))
        mine = methods(rows) if isinstance(rows, GrowthNorms) else ()
        known.update(mine)
        sets.append(norm_set(declared, rows, method=method if method in mine else None))
    if method is not None and method not in known:
        told = ", ".join(one for one in FORMULAS if one in known or not known)
        raise ContentError((Problem(NO_METHOD, None, method=method, known=told),))
    return ScoringKey.of(definition, *sets, digest=entry.digest)


def norms_for(catalogue: Catalogue, instrument: str) -> dict[str, Norms]:
    """The norms that exist of an instrument and can be looked up in, by ``id@version``."""
    return {
        name: norms
        for name, norms in catalogue.norms().items()
        if norms.instrument == instrument and norms.kind is not None
    }


# How broad a battery is: the abilities that its scales measure, by the rule that stands in content.


def rule_of(said: Abilities) -> CoverageRule:
    """The rule as content has it, with its first source."""
    figures = said.coverage
    first = figures.source[0]
    return CoverageRule(
        tuple(said.abilities), figures.required, figures.least, figures.profile, first.ref, first.confidence
    )


def battery(catalogue: Catalogue, instruments: Sequence[str]) -> Coverage | CrossBattery:
    """What some instruments (``id`` or ``id@version``) cover together; the first is the core.

    Scales without abilities, such as a total, count for nothing. Raises ContentError for a name that is
    none, an instrument of which no scale says what it measures, or content without the rule.
    """
    said = catalogue.abilities()
    if said is None:
        raise ContentError((Problem(NO_ABILITIES, None, instrument="-"),))
    tests: dict[str, dict[str, tuple[str, ...]]] = {}
    for name in instruments:
        one = catalogue.instrument(name).definition
        tests[one.id] = {id: scale.abilities for id, scale in one.scales.items() if scale.abilities}
        if not tests[one.id]:
            raise ContentError((Problem(NO_ABILITIES, None, instrument=one.id),))
    rule = rule_of(said)
    if len(tests) == 1:
        return coverage(next(iter(tests.values())), rule)
    return cross_battery(tests, rule, core=next(iter(tests)))
