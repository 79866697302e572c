"""Progress told: the answer for the team and for parents, what it rests on, the picture; many pupils in a
table.

``told(name, series, aim, found, lang)``    one pupil as a document
``answer(found, aim, lang, audience)``      the answer alone, in words
``overview(rows, aim, lang)``               a row a pupil
``plain(found, lang)``                      one pupil as JSON has it
"""

# A rate is never told without its interval, its number of points and weeks, and the level beside it. A chance
# says of what it is, given what. Parents get words, and what was measured.

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Literal

from prodia.language.columns import np
from prodia.model.parts import Audience
from prodia.pictures.series import Goal, Mark, SeriesChart, Trend, series_picture
from prodia.pictures.svg import Picture
from prodia.psychometrics.dose import Dose
from prodia.psychometrics.progress import Aim, Series, Standing
from prodia.psychometrics.series import clock, weeks_between
from prodia.scoring.normal import quantile, t_quantile
from prodia.scoring.score import NoScore
from prodia.telling import blocks as b
from prodia.telling.values import Fact, heads, rows_in
from prodia.words import Lang, Words
from prodia.words.labels import LABELS
from prodia.words.numbers import chance, counted, day, fill, number, percent

Reader = Literal["team", "parents"]

QUESTION = Words(
    "Mogen we al zeggen dat er geen vooruitgang is?", "May we say already that there is no progress?"
)
_FOR_TEAM = {
    "none": Words(
        "Ja. De groei blijft onder het doel, en ze is niet te onderscheiden van stilstand. Waarom, zeggen de "
        "metingen niet: kijk eerst hoeveel hulp er echt was, en of die paste.",
        "Yes. Growth stays short of the goal, and can not be told from standing still. The measurements do "
        "not say why: look first how much help there really was, and whether it fitted.",
    ),
    "slow": Words(
        "Nee, er is vooruitgang, maar minder dan het doel vraagt. Bespreek of de hulp anders of meer moet.",
        "No, there is progress, but less than the goal asks. Discuss whether the help should change or grow.",
    ),
    "progress": Words(
        "Nee, er is vooruitgang, en het doel is niet uitgesloten.",
        "No, there is progress, and the goal is not ruled out.",
    ),
    "open": Words(
        "Nog niet. De metingen passen zowel bij stilstand als bij het doel: ze zijn nog niet van elkaar te "
        "onderscheiden. Met {pace} duurt dat nog ongeveer {weeks}.",
        "Not yet. The measurements fit standing still as well as the goal: the two can not be told apart "
        "yet. With {pace} that takes about {weeks} more.",
    ),
    "never": Words(
        "Nee, en met deze maat komt dat antwoord er niet: zelfs na tien jaar is stilstand niet van het doel "
        "te onderscheiden. Meet vaker, of kies een nauwkeuriger maat.",
        "No, and with this measure that answer will not come: even ten years would not tell standing still "
        "from the goal. Measure more often, or take a more precise measure.",
    ),
    "no figure": Words("Dat is niet te zeggen. {why}", "That can not be told. {why}"),
}
_FOR_PARENTS = {
    "none": Words(
        "We zien in de metingen nog geen duidelijke vooruitgang. Dat zegt niet dat uw kind zijn best niet "
        "doet. Samen met u en de school bekijken we welke hulp beter past.",
        "In the measurements we see no clear progress yet. That does not say that your child is not trying. "
        "With you and the school we look which help fits better.",
    ),
    "slow": Words(
        "Uw kind gaat vooruit, maar trager dan we hoopten. We bespreken samen wat er nog kan helpen.",
        "Your child is making progress, but more slowly than we hoped. Together we discuss what else may "
        "help.",
    ),
    "progress": Words(
        "Uw kind gaat vooruit. We gaan verder met de hulp en blijven meten.",
        "Your child is making progress. We go on with the help and keep measuring.",
    ),
    "open": Words(
        "Het is nog te vroeg om te zeggen of de hulp werkt. We meten nog ongeveer {weeks} verder en bekijken "
        "het dan samen opnieuw.",
        "It is too early to say whether the help works. We go on measuring for about {weeks} and then look "
        "again together.",
    ),
    "never": Words(
        "Op deze manier van meten valt het niet te zeggen. We zoeken een betere manier en bespreken die met "
        "u.",
        "It can not be told by measuring in this way. We look for a better one and discuss it with you.",
    ),
    "no figure": Words(
        "Er zijn nog niet genoeg bruikbare metingen om iets te zeggen over vooruitgang.",
        "There are not enough usable measurements yet to say anything about progress.",
    ),
}
_FOR_PUPIL = {
    "none": Words(
        "We zien nog geen duidelijke vooruitgang. Dat ligt niet aan jou. We zoeken hulp die beter past.",
        "We see no clear progress yet. That is not your fault. We look for help that fits better.",
    ),
    "slow": Words(
        "Je gaat vooruit. Het gaat trager dan we hoopten, en we zoeken samen wat nog kan helpen.",
        "You are making progress. It is slower than we hoped, and together we look for what else may help.",
    ),
    "progress": Words("Je gaat vooruit. We doen zo verder.", "You are making progress. We go on like this."),
    "open": Words(
        "We weten het nog niet. We meten nog een tijd, ongeveer {weeks}.",
        "We do not know yet. We measure some more, for about {weeks}.",
    ),
    "never": Words(
        "Met deze metingen kunnen we het niet zeggen. We zoeken een betere manier.",
        "We can not tell from these measurements. We look for a better way.",
    ),
    "no figure": Words("We hebben nog te weinig gemeten.", "We have not measured enough yet."),
}
_ONCE = Words("één meting per week", "one measurement a week")
_TIMES = Words("{n} metingen per week", "{n} measurements a week")
_TITLE = Words("Vooruitgang: {name}", "Progress: {name}")
_NAMELESS = Words("Vooruitgang", "Progress")
_ONE_SCORE = Words(
    "Een tempo alleen beslist niets: kijk naar het niveau, de hulp en het hele kind. Een team beslist.",
    "A rate alone decides nothing: look at the level, the help and the whole child. A team decides.",
)
_RATE = Words("{rate} per week", "{rate} a week")
SHORT = {
    "none": Words("ja, geen vooruitgang", "yes, no progress"),
    "slow": Words("nee, trager dan het doel", "no, slower than the goal"),
    "progress": Words("nee, vooruitgang", "no, progress"),
    "open": Words("nog niet te zeggen", "not to be told yet"),
    "never": Words("nooit te zeggen zo", "never to be told so"),
}


def _key(found: Standing) -> str:
    return "never" if found.answer == "open" and found.weeks_needed is None else found.answer


def answer(found: Standing | NoScore, aim: Aim, lang: Lang, audience: Audience = "team") -> str:
    """May we say already that there is no progress: yes, no, or how many weeks more."""
    texts = {"team": _FOR_TEAM, "school": _FOR_TEAM, "parents": _FOR_PARENTS}.get(audience, _FOR_PUPIL)
    if isinstance(found, NoScore):
        why = f"{found.why(lang)} {upper_hint(found, lang)}"
        return fill(texts["no figure"], lang, why=why.strip())
    pace = fill(_ONCE if aim.per_week == 1 else _TIMES, lang, n=float(aim.per_week or 0))
    weeks = counted(found.weeks_needed or 0, "weeks", lang)
    return fill(texts[_key(found)], lang, pace=pace, weeks=weeks)


def upper_hint(found: NoScore, lang: Lang) -> str:
    """The way out, as a sentence of its own."""
    hint = found.reason.hint(lang)
    return hint[:1].upper() + hint[1:]


def told(
    name: str,
    series: Series,
    aim: Aim,
    found: Standing | NoScore,
    lang: Lang,
    *,
    audience: Reader = "team",
    what: str = "",
) -> b.Document:
    """One pupil: the answer first, then what it rests on, and the picture. Parents: the answer and the
    picture."""
    title = fill(_TITLE, lang, name=name) if name else _NAMELESS[lang]
    return b.document(title, lang, None, *parts(name, series, aim, found, lang, audience=audience, what=what))


def parts(
    name: str,
    series: Series,
    aim: Aim,
    found: Standing | NoScore,
    lang: Lang,
    *,
    audience: Audience = "team",
    what: str = "",
    dose: Dose | NoScore | None = None,
) -> list[b.Block]:
    """What is told of one pupil, block by block."""
    text: list[b.Block] = (
        [b.Paragraph(QUESTION[lang], "lead")] if audience in ("team", "school", "parents") else []
    )
    tone: b.Tone = "open" if isinstance(found, NoScore) or found.answer == "open" else "strong"
    text.append(b.Paragraph(answer(found, aim, lang, audience), tone))
    if audience == "team":
        if not isinstance(found, NoScore):
            facts = (*_facts(found, series, aim, lang), *_held(dose, lang))
            text += [b.Facts(rows_in(lang, *facts)), b.List(tuple(_remarks(found, series, aim, lang)))]
        text.append(b.Paragraph(_ONE_SCORE[lang], "quiet"))
    made = chart(name, series, aim, found, lang, what)
    if made is not None:
        made = made if audience == "team" else replace(made, trend=None, goal=None, norm=None)
        wide, narrow = (
            series_picture(made, name=f"series-{width}", lang=lang, width=width) for width in (640, 340)
        )
        text.append(b.shown(made.title, wide, narrow))
    return text


def _held(dose: Dose | NoScore | None, lang: Lang) -> Iterator[Fact]:
    """The dose beside the result: which part of the plan was held, the longest gap, how far as intended."""
    if isinstance(dose, NoScore):
        yield "ging door", "held", dose.why(lang)
    elif dose is not None:
        words = Words("{share} van de {minutes} in het plan", "{share} of the {minutes} in the plan")
        minutes = counted(dose.minutes_planned, "minutes", lang)
        held = fill(words, lang, share=percent(dose.share_minutes, lang), minutes=minutes)
        yield "ging door", "held", held
        days = Words("schooldagen na elkaar: {n}", "school days on end: {n}")
        gap = fill(days, lang, n=float(dose.longest_gap_school_days))
        yield "langste tijd zonder hulp", "longest time without help", gap
        nobody = Words("door niemand bekeken", "watched by nobody")[lang]
        seen = nobody if dose.fidelity is None else percent(dose.fidelity, lang)
        yield "gevolgd zoals bedoeld", "followed as intended", seen


def _two(value: float, lang: Lang) -> str:
    return number(value, lang, 2)


def _interval(found: Standing, aim: Aim, lang: Lang) -> dict[str, str]:
    return {
        "percent": percent(2 * float(aim.confidence or 0) - 1, lang, 0),
        "low": _two(found.rate_low, lang),
        "high": _two(found.rate_high, lang),
    }


def _facts(found: Standing, series: Series, aim: Aim, lang: Lang) -> Iterator[Fact]:
    def two(words: Words, **values: float) -> str:
        return fill(words, lang, **{name: _two(value, lang) for name, value in values.items()})

    rate = Words(
        "{rate} per week ({percent}-interval van {low} tot {high}); {n} metingen over {weeks}",
        "{rate} a week ({percent} interval from {low} to {high}); {n} measurements over {weeks}",
    )
    weeks, told = counted(found.weeks, "weeks", lang, 1), _interval(found, aim, lang)
    yield (
        "tempo",
        "rate",
        fill(rate, lang, rate=_two(found.rate, lang), n=float(found.n), weeks=weeks, **told),
    )
    robust = Words("{rate} per week (mediaan van alle paren)", "{rate} a week (median of all pairs)")
    yield "tempo zonder uitschieters", "rate without outliers", two(robust, rate=found.robust_rate)
    level = Words("{level} op {day} (standaardfout {se})", "{level} on {day} (standard error {se})")
    on = {
        "level": _two(found.level, lang),
        "day": day(found.last_day, lang),
        "se": _two(found.level_se, lang),
    }
    yield "niveau", "level", level.fill(lang, on)
    yield "tempo van het doel", "rate of the goal", two(_RATE, rate=found.goal_rate)
    yield "tempo van stilstand", "rate of standing still", two(_RATE, rate=aim.standstill)
    given = Words(
        "{p}, gegeven deze metingen; niet de kans dat de hulp faalt",
        "{p}, given these measurements; not the chance that the help fails",
    )
    short = "kans dat het ware tempo onder het doel ligt", "chance that the true rate is short of the goal"
    yield *short, fill(given, lang, p=chance(found.p_short_of_goal, lang))
    if found.gap is not None:
        gap = Words("{gap} op de laatste dag", "{gap} on the last day")
        yield "kloof met leeftijdsgenoten", "gap to peers", two(gap, gap=found.gap)
    yield "hulp", "help", _help(series, lang)


def _help(series: Series, lang: Lang) -> str:
    if not series.sessions:
        return Words("niet genoteerd", "not noted")[lang]
    words = Words(
        "{sessions} sessies, {minutes}, van {first} tot {last}",
        "{sessions} sessions, {minutes}, from {first} to {last}",
    )
    days = [on for on, _ in series.sessions]
    minutes = counted(sum(minutes for _, minutes in series.sessions), "minutes", lang)
    ends = {"first": day(min(days), lang), "last": day(max(days), lang)}
    return fill(words, lang, sessions=float(len(days)), minutes=minutes, **ends)


def _remarks(found: Standing, series: Series, aim: Aim, lang: Lang) -> Iterator[str]:
    own = Words(
        "De meetfout is uit deze reeks geschat; bij weinig metingen is dat onzeker.",
        "The error of measurement was estimated from this series; with few measurements that is uncertain.",
    )
    given = Words(
        "De meetfout ({see}) is opgegeven en niet uit deze reeks geschat.",
        "The error of measurement ({see}) was given, and not estimated from this series.",
    )
    yield fill(own if aim.see is None else given, lang, see=_two(found.see, lang))
    if found.n < 20:
        yield Words(
            "Het interval neemt aan dat de metingen los van elkaar staan; goede en slechte weken na elkaar "
            "maken het te smal, en met minder dan 20 metingen is dat niet na te gaan.",
            "The interval assumes that measurements stand apart; good and bad weeks in a row make it too "
            "narrow, and with fewer than 20 measurements that can not be checked.",
        )[lang]
    if abs(found.rate - found.robust_rate) > found.rate_se:
        yield Words(
            "Losse metingen trekken aan de lijn: beide tempo's verschillen meer dan een standaardfout.",
            "Single measurements pull the line: the two rates differ by more than a standard error.",
        )[lang]
    if found.n_missing:
        missing = Words("Metingen die ontbreken: {n}.", "Measurements that are missing: {n}.")
        yield fill(missing, lang, n=float(found.n_missing))
    if found.n_merged:
        merged = Words(
            "Metingen die met een andere van dezelfde dag zijn samengenomen: {n}.",
            "Measurements taken together with another of the same day: {n}.",
        )
        yield fill(merged, lang, n=float(found.n_merged))
    if len({phase for phase in series.phases if phase}) > 1:
        last = max(zip(series.points, series.phases, strict=True), key=lambda one: one[0].date)[1]
        words = Words(
            "Enkel de laatste fase («{phase}») telt voor het antwoord.",
            "The answer rests on the last phase («{phase}»).",
        )
        yield fill(words, lang, phase=last or "")


def chart(
    name: str, series: Series, aim: Aim, found: Standing | NoScore, lang: Lang, what: str = ""
) -> SeriesChart | None:
    """What there is to draw; None without a measurement."""
    if not any(point.value is not None for point in series.points):
        return None
    free = aim.holidays if aim.clock == "school_weeks" else ()
    zero = min(point.date for point in series.points)
    marks = tuple(
        Mark(point.date, weeks_between(zero, point.date, free), point.value, _phase(phase, lang))
        for point, phase in zip(series.points, series.phases, strict=True)
    )
    words = _TITLE if name else Words("Metingen en trend", "Measurements and trend")
    drawn = SeriesChart(
        fill(words, lang, name=name),
        what or Words("score", "score")[lang],
        marks,
        aim.clock or "calendar",
        norm=aim.norm,
        dose=_dose(series.sessions, zero, free),
        holidays=tuple(
            (weeks_between(zero, a), weeks_between(zero, b) + 1 / 7) for a, b in aim.holidays if not free
        ),
    )
    if isinstance(found, NoScore):
        return drawn
    later = weeks_between(zero, found.first_day, free)  # weeks of a later phase run from its own first day
    times = t_quantile(aim.confidence or 0, found.n - 2) if aim.see is None else quantile(aim.confidence or 0)
    trend = Trend(
        found.first_week + later,
        found.first_week + found.weeks + later,
        found.intercept - found.rate * later,
        found.rate,
        found.rate_low,
        found.rate_high,
        found.see,
        found.n,
        found.mean_week + later,
        found.sxx,
        times,
        2 * float(aim.confidence or 0) - 1,
    )
    start = found.intercept if found.goal_start is None else found.goal_start
    goal = Goal((found.goal_week or 0.0) + later, start, found.goal_rate)
    return replace(drawn, trend=trend, goal=goal)


def _phase(phase: str | None, lang: Lang) -> str:
    """A phase of the help in words; one of the reader's own stays as it was written."""
    known = LABELS["help phase"]
    return known[phase][lang] if phase is not None and phase in known else phase or ""


def _dose(
    sessions: Sequence[tuple[dt.date, float]], zero: dt.date, free: Sequence[tuple[dt.date, dt.date]]
) -> tuple[tuple[int, float], ...]:
    """Minutes by week from the first day of the series."""
    found: dict[int, float] = {}
    for on, minutes in sessions:
        days = clock(np.array([zero.toordinal(), on.toordinal()]), free).tolist()
        week = (days[1] - days[0]) // 7
        found[week] = found.get(week, 0.0) + minutes
    return tuple(sorted(found.items()))


def picture(made: SeriesChart, lang: Lang) -> Picture:
    """The chart as it goes in a file."""
    return series_picture(made, name="series", lang=lang)


def overview(rows: Mapping[str, Standing | NoScore], aim: Aim, lang: Lang) -> b.Document:
    """Many pupils: the answer, how many weeks more, the rate with its interval and points."""
    told_rows = tuple(_row(name, found, aim, lang) for name, found in rows.items())
    columns = heads(
        lang,
        "Leerling|Antwoord|Weken nog|Tempo|Interval|Metingen",
        "Pupil|Answer|Weeks more|Rate|Interval|Points",
    )
    table = b.Table(columns, told_rows, QUESTION[lang])
    return b.document(
        _NAMELESS[lang],
        lang,
        None,
        b.Paragraph(QUESTION[lang], "lead"),
        table,
        b.Paragraph(_ONE_SCORE[lang], "quiet"),
    )


def _row(name: str, found: Standing | NoScore, aim: Aim, lang: Lang) -> tuple[b.Cell, ...]:
    if isinstance(found, NoScore):
        return name, found.why(lang), "", "", "", ""
    bounds = _interval(found, aim, lang)
    weeks = "" if found.answer != "open" or found.weeks_needed is None else str(found.weeks_needed)
    interval = f"{bounds['low']} .. {bounds['high']}"
    return name, SHORT[_key(found)][lang], weeks, _two(found.rate, lang), interval, str(found.n)


def plain(found: Standing | NoScore, lang: Lang) -> dict[str, Any]:
    """The record as JSON has it: null stays null, a reason instead of figures."""
    if isinstance(found, NoScore):
        return {"answer": None, "reason": found.reason.as_dict(lang)}
    days = {"first_day": found.first_day.isoformat(), "last_day": found.last_day.isoformat()}
    return {**asdict(found), **days, "reason": None}
