"""``prodia progress``: a file of measurements in time, and whether progress can be told yet."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import click

from prodia.batch.progress import measurements, read_file, read_series
from prodia.cli.commands import FORMAT, Option, choice, pairs, read_day, takes
from prodia.cli.files import save_picture
from prodia.cli.screen import print_report
from prodia.cli.tables import DATES, READING, explained, show_reading, told_of, usable
from prodia.cli.terminal import Terminal, WrongUse
from prodia.content.reading import Asked
from prodia.problems.commands import IS_FOLDER, NO_FILE
from prodia.problems.progress import NO_SUCH_PUPIL
from prodia.psychometrics.progress import ANCHORS, Aim, Series, Standing, standings
from prodia.psychometrics.series import CLOCKS, SAME_DAY
from prodia.scoring.score import NoScore
from prodia.telling.progress import Reader, chart, overview, picture, plain, told
from prodia.words import Words

NOTHING_DRAWN = Words(
    "er is geen meting om te tekenen; kies een leerling met --pupil.",
    "there is no measurement to draw; choose a pupil with --pupil.",
)


@takes(
    """
        data: De metingen, een rij elk: pupil, date, value; mag ook: form, phase, minutes.
            | The measurements, a row each: pupil, date, value; may be: form, phase, minutes.
    """,
    Option(
        "--direction",
        "Welke kant beter is.",
        "Which side is better.",
        type=choice("higher_is_better", "lower_is_better"),
    ),
    "--confidence#: Hoe zeker elke grens is, zoals 0.9. | How sure each bound is, such as 0.9.",
    Option(
        "--per-week",
        "Hoe vaak er voortaan per week gemeten wordt.",
        "How often a week is measured from now on.",
        type=click.IntRange(min=1),
    ),
    Option("--clock", "Vakanties tellen mee, of niet.", "Holidays count, or not.", type=choice(*CLOCKS)),
    Option("--same-day", "Twee metingen op één dag.", "Two measurements on one day.", type=choice(*SAME_DAY)),
    """
        --goal-rate#: Het doel, per week. | The goal, a week.
        --goal#: Of het doel als score, op --goal-on. | Or the goal as a score, on --goal-on.
        --goal-on@: De dag van het doel. | The day of the goal.
    """,
    Option(
        "--first-n",
        "De doellijn begint bij de mediaan van zoveel metingen.",
        "The goal line starts at the median of so many measurements.",
        type=click.IntRange(min=1),
    ),
    Option("--anchor", "En op hun dag.", "And on this day of theirs.", type=choice(*ANCHORS)),
    """
        --see#: Een gepubliceerde meetfout. | A published error of measurement.
        --standstill#: Het tempo dat geen vooruitgang is; 0. | The rate that is no progress; 0 without it.
        --norm#: Het niveau van leeftijdsgenoten nu. | The level of peers now.
    """,
    Option(
        "--forms",
        "equated: meer vormen, gelijkgeschakeld door een tabel.",
        "equated: more forms, equated by a table.",
        type=choice("refuse", "equated"),
        default="refuse",
    ),
    """
        --holiday*: Een vakantie: dag..dag. | A holiday: day..day.
        --column*: ONZE=HUNNE: hoe een kolom in het bestand heet.
            | OURS=THEIRS: the name a column has in the file.
        --empty*: Wat voor een lege cel staat. | What stands for an empty cell.
        --pupil: Vertel over deze leerling alleen. | Tell of this pupil alone.
        --what: Wat de metingen zijn, in woorden. | What the measurements are, in words.
        --picture: Schrijf de tekening hier, als SVG. | Write the picture here, as SVG.
    """,
    Option(
        "--audience",
        "team of parents; voor ouders in het Nederlands, tenzij --lang anders zegt.",
        "team or parents; for parents in Dutch, unless --lang says otherwise.",
        type=choice(*get_args(Reader)),
        default="team",
    ),
    DATES,
    *READING,
    FORMAT,
)
def progress(
    screen: Terminal, data: str, column: Sequence[str], empty: Sequence[str], format: str, **given: Any
) -> int:
    """One pupil in full, or many in a table: 1 where something was told of the file, 2 where nothing fits."""
    if not os.path.exists(data):
        raise WrongUse(NO_FILE, path=data)
    if os.path.isdir(data):
        raise WrongUse(IS_FOLDER, path=data)
    aim = _aim(given)
    if wrong := aim.problems():
        screen.note(wrong)
        return 2
    columns = pairs(column, "--column")
    asked = Asked(
        told_of(given),
        columns=columns,
        empty=frozenset(empty),
        decimal=given["decimal"],
        dates=given["dates"],
        today=dt.date.today(),
    )
    with usable(screen, given["explain_file"]):
        reading = read_file(data, asked)
    show_reading(screen, reading.account, alone=given["explain_file"], format=format)
    screen.note(reading.told)
    if given["explain_file"] or not reading.fits:
        return explained(reading.told)
    every, wrong = read_series(reading)
    wrong += aim.told
    screen.note(wrong)
    told_anything = any(problem.severity != "info" for problem in (*reading.told, *wrong))
    pupil = given["pupil"]
    if pupil is not None and pupil not in every:
        at = reading.layout.who
        raise WrongUse(NO_SUCH_PUPIL, column="pupil" if at is None else reading.layout.head[at])
    series = every if pupil is None else {pupil: every[pupil]}
    paper = screen if given["audience"] == "team" else screen.paper
    _tell(paper, series, aim, format, given)
    return 1 if told_anything else 0


def _aim(given: Mapping[str, Any]) -> Aim:
    days = []
    for one in given["holiday"]:
        first, dots, last = one.partition("..")
        days.append((read_day(first, "--holiday"), read_day(last if dots else first, "--holiday")))
    names = (
        "direction confidence per_week clock same_day goal_rate goal first_n anchor see norm forms".split()
    )
    return Aim(
        **{name: given[name] for name in names},
        goal_day=given["goal_on"],
        standstill=given["standstill"] or 0.0,
        holidays=tuple(days),
    )


def _tell(
    screen: Terminal, series: Mapping[str, Series], aim: Aim, format: str, given: Mapping[str, Any]
) -> None:
    answered = standings(measurements(series), aim)
    assert not isinstance(answered, NoScore), "an aim without problems is answered"
    found: dict[str, Standing | NoScore] = {name: answered.row(at) for at, name in enumerate(series)}
    alone = next(iter(series)) if len(series) == 1 else None
    what = given["what"] or ""
    if format == "json":
        screen.json({name: plain(one, screen.lang) for name, one in found.items()})
    elif alone is not None:
        of = alone, series[alone], aim, found[alone], screen.lang
        print_report(screen, told(*of, audience=given["audience"], what=what))
    else:
        print_report(screen, overview(found, aim, screen.lang))
    if given["picture"] is not None:
        made = None
        if alone is not None:
            made = chart(alone, series[alone], aim, found[alone], screen.lang, what)
        save_picture(screen, picture(made, screen.lang) if made else None, given["picture"], NOTHING_DRAWN)
