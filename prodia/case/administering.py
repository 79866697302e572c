"""From what was written down of a test to the record of its score: by the key, or as printed.

:func:`scored` is asked once, when the event is recorded, and the record stays with the event: a case tells
the same later, where the norms are not at hand or have changed. :func:`misfits` says on the day of testing
what does not fit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from prodia.case.answers import misfit, ranged
from prodia.errors import ContentError
from prodia.frozen import dataclass
from prodia.language import Type, named
from prodia.language.operators.calendar import months_between
from prodia.model.events import Administered
from prodia.model.plan import Plan
from prodia.model.protocol import Field
from prodia.model.scales import LINEAR
from prodia.model.tested import Administration, SaidOfScore, ScoreRecord, Then
from prodia.problems import Kind, Problem
from prodia.problems import administering as kinds
from prodia.problems import scores as told
from prodia.problems.cases import RANGE
from prodia.scoring.error import from_metric
from prodia.scoring.score import Score, as_printed
from prodia.words import Words
from prodia.words.lists import NONE_OF_IT, close

if TYPE_CHECKING:  # what is printed on a form needs neither
    from prodia.model.instrument import Instrument
    from prodia.model.norms import Norms

KEYS = ("sex", "grade", "moment", "month", "informant", "language", "medium")
# What the norms say where a pupil is not of their group.
_OUTSIDE = (
    *(told.AGE_OUTSIDE, told.AGE_IN_HOLE, told.NO_AGE),
    *(told.NO_KEY, told.NO_GROUP, told.NEAREST_BAND),
)
OUT_OF_GROUP = frozenset(kind.full_code for kind in _OUTSIDE)
Found: TypeAlias = ScoreRecord | Problem


def scored(plan: Plan, event: Administered, born: dt.date | None) -> Found:
    """The record of what was written down, or why it can not be recorded."""
    field = plan.fields[event.field]
    declared, instrument = field.administered, plan.shared.instruments.get(field.instrument or "")
    if declared is None or instrument is None:
        return Problem(kinds.NOT_BY_TEST, None, field=event.field)
    if declared.form and event.form and declared.form != event.form:
        return Problem(kinds.OTHER_FORM, None, field=event.field, form=declared.form)
    norms = _norms(plan, event, declared, instrument)
    if isinstance(norms, Problem):
        return norms
    found = _by_key(plan, event, declared, instrument, norms, born)
    if isinstance(found, Problem) or found.value is None:
        return found
    return misfit(field, found.value, name=event.field) or found


def printed(
    plan: Plan, field: str, value: float, day: dt.date, norms: str | None, born: dt.date | None
) -> Found:
    """The record of a score that was answered as it stands on the form."""
    event = Administered(
        on=day, by=plan.fields[field].teller, field=field, measured=day, value=value, norms=norms
    )
    return scored(plan, event, born)


def _norms(
    plan: Plan, event: Administered, declared: Administration, instrument: Instrument
) -> tuple[Norms | None, Any] | Problem:
    """The declaration of the norms and their rows as far as they are here; or what is wrong with them."""
    shelf, name = plan.shared.measures, event.norms
    wanted = event.value is None and declared.read != "raw"
    if name is None and not wanted:
        return None, None  # a score as it is printed waits for no shelf
    every = dict(shelf.norms()) if shelf is not None else {}
    mine = (name for name, one in every.items() if one.instrument == instrument.id and one.kind is not None)
    known = ", ".join(mine) or NONE_OF_IT
    if name is None:
        return Problem(kinds.NORMS_WANTED, None, field=event.field, known=known)
    one = next((norms for full, norms in every.items() if name in (full, norms.id)), None)
    if one is not None and one.instrument != instrument.id:
        return Problem(kinds.OTHER_NORMS, None, norms=name, instrument=instrument.id, known=known)
    if one is not None and shelf is not None:
        from prodia.scoring.norms import norm_set  # no case waits for it

        try:
            return one, norm_set(*shelf.norm_rows(one.reference))
        except ContentError:
            pass
    return Problem(kinds.NO_NORMS_HERE, None, norms=name) if wanted else (one, None)


def _by_key(
    plan: Plan,
    event: Administered,
    declared: Administration,
    instrument: Instrument,
    norms: tuple[Norms | None, Any],
    born: dt.date | None,
) -> Found:
    from prodia.scoring.person import Person  # no case waits for it

    (group, rows), field = norms, plan.fields[event.field]
    digest = _digest(plan, instrument)
    person = Person(born=born, tested=event.measured, **{key: getattr(event, key) for key in KEYS})
    flags: Mapping[str, bool | None] = {}
    way: Literal["items", "raw", "printed"] = "printed"
    if event.items is not None:
        known = instrument.every_item
        if (odd := next((one for one in event.items if one not in known), None)) is not None:
            near = ", ".join(close(odd, list(known))) or ", ".join([*known][:6]) or "-"
            return Problem(kinds.NO_SUCH_ITEM, None, instrument=instrument.id, item=odd, known=near)
        if not instrument.scales[declared.scale].items and instrument.scales[declared.scale].is_ is None:
            return Problem(kinds.NO_KEY, None, instrument=instrument.id)
        from prodia.scoring.key import ScoringKey  # no printed score waits for it

        all_scores = ScoringKey.of(instrument, *([rows] if rows else []), digest=digest or "").score(
            event.items, person
        )
        score, flags, way = all_scores[declared.scale], all_scores.flags, "items"
    elif event.raw is not None:
        from prodia.model.instrument import attainable, limits  # no printed score waits for them

        ends, scale = limits(instrument).get(declared.scale), instrument.scales[declared.scale]
        types = [one for one in scale.scores if one.unit == "raw"]
        outside = ends is not None and not ends[0] <= event.raw <= ends[1]
        if (
            scale.missing
            and scale.missing.rule == "refuse"
            and (some := attainable(instrument, declared.scale))
        ):
            outside |= all(abs(one - event.raw) > 1e-9 for one in some)
        if outside or any(not one.admits(event.raw) for one in types):
            return Problem(kinds.RAW_OUTSIDE, None, field=event.field)
        score, way = Score(raw=float(event.raw), scale=declared.scale), "raw"
        score = rows.applied(score, person) if rows else score
    else:
        assert event.value is not None
        printed = () if event.low is None or event.high is None else (event.low, event.high)
        if field.value_type.unit == "percentile" and not all(0 <= bound <= 100 for bound in printed):
            return Problem(RANGE, None, field=event.field, type=ranged(field.value_type))
        value, sure = float(event.value), bool(event.level or field.error)
        score = as_printed(field.value_type, value, norms=event.norms, measured=event.measured, error=sure)
        if rows is not None and isinstance(why := _not_of(rows, declared.scale, person), Problem):
            score = _with_warning(score, why)
    about = field, declared, instrument, digest
    return _record(event, about, (group, rows), score, flags, way, born)


def _not_of(rows: Any, scale: str, person: Any) -> Problem | None:
    """Why a person is not of the norm group of a printed score; None where they are."""
    if rows.growth is not None or not rows.has(scale):
        return None
    found = rows.group(scale, person)
    if isinstance(found, tuple):
        return found[1][0] if found[1] else None
    reason: Problem = found.reason
    return reason


def _with_warning(score: Score, why: Problem) -> Score:
    return replace(score, warnings=(*score.warnings, why))


def _digest(plan: Plan, instrument: Instrument) -> str | None:
    shelf = plan.shared.measures
    if shelf is None:
        return None
    try:
        return shelf.instrument_digest(instrument.reference)
    except ContentError:
        return None  # an instrument of another shelf


def _record(
    event: Administered,
    about: tuple[Field, Administration, Instrument, str | None],
    norms: tuple[Norms | None, Any],
    score: Score,
    flags: Mapping[str, bool | None],
    way: Literal["items", "raw", "printed"],
    born: dt.date | None,
) -> ScoreRecord:
    (field, declared, instrument, digest), (group, rows) = about, norms
    read = declared.read
    value = float(event.value) if event.value is not None else score.raw if read == "raw" else score.on(read)
    value = None if value is None else _nine(value)
    side: Literal["", "<", ">"] = next((n.side for n in score.normed if n.scale == read), "")
    reason = None if value is not None else score.reason or score.norm_reason
    if value is None and reason is None:
        reason = Problem(kinds.NOT_GIVEN_BY_NORMS, None, read=read)
    bounds: dict[str, Any] = {}
    if event.low is not None and event.high is not None:
        bounds = {"low": _nine(event.low), "high": _nine(event.high)}
        bounds |= {"level": event.level, "interval": event.interval}
        bounds |= {} if read == "raw" else {"interval_on": read}
    elif score.interval is not None and value is not None and not side and group and group.interval:
        on = group.interval.on
        low, high = (_on_read(x, on, field.value_type) for x in (score.interval.low, score.interval.high))
        kind = {"level": score.interval.level, "interval": score.interval.kind, "interval_on": on}
        bounds = {"low": low, "high": high} | kind if low is not None else {}
    age = None if born is None or born > event.measured else float(months_between(born, event.measured))
    convention = "calendar" if age is not None else None
    if score.age is not None:
        age, convention = float(score.age), score.age_convention or "calendar"
    return ScoreRecord(
        way=way,
        instrument=instrument.reference,
        digest=digest,
        form=event.form or declared.form or instrument.form,
        scale=declared.scale,
        read=read,
        value=value,
        side=side,
        raw=event.raw if event.raw is not None else score.raw if way == "items" or read == "raw" else None,
        percentile=value if read == "percentile" else score.percentile,
        reliability=score.reliability,
        norms=group.reference if group is not None else event.norms,
        norms_digest=rows.digest if rows is not None else None,
        group=", ".join(filter(None, (group.group if group else None, score.group))) or None,
        year=group.year if group else None,
        country=group.country if group else None,
        language=group.language if group else None,
        age_months=age,
        age_convention=convention,
        items=score.items,
        empty=score.empty,
        missing_rule=score.missing,
        flags=tuple(name for name, up in flags.items() if up),
        open_flags=tuple(name for name, up in flags.items() if up is None),
        warnings=tuple(_said(one) for one in score.warnings),
        reason=None if reason is None else _said(reason),
        **bounds,
    )


def _said(one: Words | Problem) -> SaidOfScore:
    if isinstance(one, Problem):
        return SaidOfScore(code=one.code, nl=one.message("nl"), en=one.message("en"))
    return SaidOfScore(code="-", nl=one.nl, en=one.en)


def _nine(x: float) -> float:
    found = named(float(x))
    assert isinstance(found, float)
    return found


def _on_read(x: float, on: str, type: Type) -> float | None:
    """A bound on a linear scale as a score of the type that is read; None where it has no place there."""
    mean, sd = LINEAR[on]
    found = from_metric(type, (x - mean) / sd)
    return None if found is None else _nine(found)


# What does not fit, on the day of testing.


@dataclass(frozen=True, slots=True)
class Misfit:
    """What of a test does not fit, by the guard that says so: whether it shuts the score off, and why."""

    guard: str
    then: Then
    why: Problem


def misfits(
    plan: Plan,
    field: str,
    record: ScoreRecord,
    day: dt.date,
    before: tuple[dt.date, ...],
    language: str | None = None,
) -> Iterator[Misfit]:
    """What does not fit of a test given on a day to a pupil of a language; ``before``: the days on which it
    was given earlier."""
    declared = plan.fields[field].administered
    if declared is None:
        return
    instrument = plan.shared.instruments.get(plan.fields[field].instrument or "")

    def one(guard: str, then: Then, kind: Kind, **said: object) -> Misfit:
        return Misfit(guard, then, Problem(kind, None, name=field, **said))

    if (stale := declared.stale) is not None and declared.read != "raw":
        if record.year is None:
            yield one("stale", stale.then, kinds.YEAR_NOT_KNOWN)
        elif day.year - record.year > stale.years:
            yield one("stale", stale.then, kinds.NORMS_TOO_OLD, year=record.year, years=stale.years)
    if (group := declared.group) is not None:
        for code in dict.fromkeys(said.code for said in (*record.warnings, *filter(None, [record.reason]))):
            if code in OUT_OF_GROUP:
                yield one("group", group.then, kinds.NOT_OF_GROUP, code=code)
        for name, wanted in (("country", group.countries), ("language", group.languages)):
            known = getattr(record, name)
            if wanted and known not in wanted:
                kind = kinds.GROUP_NOT_KNOWN if known is None else kinds.OTHER_GROUP
                yield one("group", group.then, kind, wanted=", ".join(wanted))
        if language is not None and record.language is not None and language != record.language:
            yield one("group", group.then, kinds.OTHER_LANGUAGE, language=record.language)
        ages = instrument.ages if instrument is not None else None
        if ages is not None and record.age_months is None:
            yield one("group", group.then, kinds.AGE_NOT_KNOWN)
        elif ages is not None and not ages[0] <= (record.age_months or 0) < ages[1] + 1:
            yield one("group", group.then, kinds.NOT_FOR_AGE, first=ages[0], last=ages[1])
    gone = instrument is not None and instrument.status in ("withdrawn", "replaced")
    if declared.withdrawn is not None and instrument is not None and gone:
        yield one("withdrawn", declared.withdrawn.then, kinds.TEST_WITHDRAWN, instrument=instrument.title)
    if (again := declared.again) is not None:
        last = max((one for one in before if one < day), default=None)
        if last is not None and (day - last).days < 7 * again.weeks:
            yield one("again", again.then, kinds.TESTED_TOO_SOON, last=last, weeks=again.weeks)
