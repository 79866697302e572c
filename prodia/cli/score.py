"""``prodia score``: a file of people, or one filled-in form, against the key of an instrument."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import IO, Any, cast, get_args

import click

from prodia.batch.files import DECIMALS, ENDINGS, read_file, score_file
from prodia.batch.frames import norms_for, scoring_key
from prodia.cli.commands import FORMAT, Option, choice, pairs, takes
from prodia.cli.files import not_written, save_picture
from prodia.cli.packs import PACK, catalogue, know_instrument
from prodia.cli.screen import print_report
from prodia.cli.tables import DATES, READING, Refusals, explained, free, show_reading, there, told_of, usable
from prodia.cli.terminal import Terminal, WrongUse, tame, unfit, unknown
from prodia.content.cells import sex_word
from prodia.content.reading import Asked
from prodia.content.tables import date_cell, number_cell, sex_cell
from prodia.model.instrument import Flag, opened
from prodia.model.scales import Method
from prodia.problems import Kind, Problem
from prodia.problems.commands import MISSING_ARGUMENT
from prodia.problems.scores import ANSWER_OUTSIDE, BEFORE_BIRTH
from prodia.scoring.key import ScoringKey
from prodia.scoring.person import Person
from prodia.scoring.score import NoScore
from prodia.telling.scores import flags_plain, plain, profile_of
from prodia.telling.scores import scores as scores_told
from prodia.words import Words

OF_FORM: tuple[str, ...] = ("answer", "person", "picture")
OF_FILE: tuple[str, ...] = (
    *("column", "ignore", "allow_missing_items", "empty", "moment", "dates", "age", "sex", "separator"),
    *("encoding", "decimal", "sheet", "heading_row", "explain_file", "out", "refused", "decimals"),
)


@takes(
    """
        instrument: Een instrument: id of id@versie. | An instrument: id or id@version.
        data?: De personen: een bestand in CSV, XLSX of Parquet. | People: a CSV, XLSX or Parquet file.
        --norms*: Normen: id of id@versie; mag meer dan eens.
            | Norms to use: id or id@version; may be said again.
    """,
    Option(
        "--method",
        "Hoe groeinormen gebruikt worden; extended: de BMI van CDC vanaf percentiel 95.",
        "How growth norms are used; extended: CDC's BMI from percentile 95.",
        type=choice(*get_args(Method)),
    ),
    """
        --column*: Een item, id, born, sex, ...=zijn kolom in het bestand.
            | An item, id, born, sex, ...=its column in the file.
        --ignore*: Een kolom die niet meetelt, of q18..q25. | A column to pass over, or q18..q25.
        --moment: De kolom die met het id zegt welke rij het is. | The column that with the id names a row.
        --empty*: Wat voor een lege cel staat, zoals NA of 99.
            | What stands for an empty cell, such as NA or 99.
        --allow-missing-items?: Score ook als het bestand items niet heeft: die zijn dan voor iedereen leeg.
            | Score even if the file lacks items: these are then empty for everyone.
    """,
    DATES,
    Option(
        "--age",
        "Waarin een kolom met leeftijden telt: months of years.",
        "What a column of ages counts in: months or years.",
        type=choice("months", "years"),
    ),
    """
        --sex*: m=1, f=2: welk woord of cijfer een geslacht is. | m=1, f=2: which word or digit is a sex.
    """,
    *READING,
    Option(
        "--decimals",
        f"Hoeveel decimalen een score in CSV heeft; {DECIMALS} zonder deze optie.",
        f"How many decimals a score has in CSV; {DECIMALS} without this option.",
        type=click.IntRange(0, 9),
    ),
    """
        --out: Schrijf de scores hier (.csv, .json, .parquet), niet op het scherm.
            | Write the scores here (.csv, .json, .parquet), not on the screen.
        --refused: Schrijf elke geweigerde rij en cel hier, als CSV.
            | Write every refused row and cell here, as CSV.
        --answer*: Zonder bestand: item=antwoord, of q1..q9=0. | Without a file: item=answer, or q1..q9=0.
        --person*: Zonder bestand: born, tested, age_months, sex, grade=waarde.
            | Without a file: born, tested, age_months, sex, grade=value.
        --picture: Zonder bestand: schrijf het profiel hier, als SVG.
            | Without a file: write the profile here, as SVG.
    """,
    PACK,
    FORMAT,
)
def score(
    screen: Terminal,
    instrument: str,
    data: str | None,
    norms: tuple[str, ...],
    method: Method | None,
    pack: tuple[str, ...],
    format: str,
    **given: Any,
) -> int:
    """A file of people, or one form; an option for the other is refused."""
    of, nl, en = OF_FILE, "deze optie is voor een bestand.", "this option is for a file."
    if data is not None:
        of, nl, en = OF_FORM, "deze optie is voor één formulier.", "this option is for one form."
    for name in of:
        if given[name] not in (None, False, ()):
            raise unfit(f"--{name.replace('_', '-')}", nl, en)
    key = _key(catalogue(pack, "shared"), instrument, norms, method, screen)
    if data is not None:
        return _file(screen, key, data, format, given)
    if not given["answer"]:
        raise WrongUse(MISSING_ARGUMENT, command="prodia score", name="DATA / --answer")
    return _form(screen, key, format, given)


def _key(
    found: Any, instrument: str, norms: Sequence[str], method: Method | None, screen: Terminal
) -> ScoringKey:
    know_instrument(found, instrument)
    known = norms_for(found, instrument.partition("@")[0])
    every = {name for reference in found.norms() for name in (reference, reference.partition("@")[0])}
    for name in norms:
        if name not in every:
            raise unknown("normgroep", "norm group", name, known)
    return scoring_key(found, instrument, norms=norms, method=method, lang=screen.lang)


# A file of people: what was refused is told as it is found, each with its place.

BAR_FROM = 20_000


class _Tamed(io.TextIOBase):
    """The screen of a person: no id steers their terminal. A file or a program gets ids as they are."""

    def write(self, text: str) -> int:
        return sys.stdout.write(tame(text))


def _file(screen: Terminal, key: ScoringKey, data: str, format: str, given: Mapping[str, Any]) -> int:
    """Score the file: 1 where anything was refused, 2 where its columns do not fit."""
    out, refused = given["out"], given["refused"]
    decimals = DECIMALS if given["decimals"] is None else given["decimals"]
    asked = _asked(given)
    there(data)
    if given["explain_file"]:
        with usable(screen, alone=True):
            reading = read_file(data, key, asked)
        show_reading(screen, reading.account, alone=True, format=format)
        screen.note(reading.told)
        return explained(reading.told)
    free(ENDINGS if format != "json" else (".json",), out, refused)
    if refused is not None and refused == out:
        raise unfit("--refused", "kies een ander bestand.", "choose another file.")
    told, shown = Refusals(screen), _Tamed() if sys.stdout.isatty() else sys.stdout
    try:
        with _bar(screen, data) as progress:
            tally = score_file(
                data,
                key,
                out or cast(IO[str], shown),
                refused=refused,
                asked=asked,
                decimals=decimals,
                form=format if format == "json" else "csv",
                lang=screen.lang,
                read=lambda account: show_reading(screen, account),
                said=told.tell,
                progress=progress,
            )
    except BrokenPipeError:  # who read us has read enough
        raise
    except OSError as error:
        raise not_written(out or refused or "-", error) from None
    if not tally.fits:
        return 2
    told.left(tally.refused)
    for name, counts in tally.flags.items():
        _flag(screen, key.instrument.flags[name], name, *counts)
    for (scale, code), n in sorted(tally.reasons.items()):
        nl = f"Niet alles van «{scale}»: rijen: {n} ({code}); waarom, staat in kolom «{scale}.why»."
        en = f"Not all of «{scale}»: rows: {n} ({code}); why, stands in column «{scale}.why»."
        screen.err.print(screen.say(nl, en), style="open", soft_wrap=True)
    where = out or screen.say("het scherm", "the screen")
    summed = screen.say(
        f"{key.instrument.reference}: rijen naar {where}: {tally.rows}; geweigerd: {tally.refused}.",
        f"{key.instrument.reference}: rows to {where}: {tally.rows}; refused: {tally.refused}.",
    )
    if (os.path.splitext(out)[1].lower() if out else f".{format}") in (".csv", ".text"):
        summed += screen.say(f" Cijfers met {decimals} decimalen.", f" Figures with {decimals} decimals.")
    wrong = tally.refused + tally.warned
    screen.err.print(summed, style="open" if wrong else "good", soft_wrap=True)
    return 1 if wrong else 0


def _asked(given: Mapping[str, Any]) -> Asked:
    """What was said of how the file is to be read. Raises WrongUse."""
    sexes: dict[str, str] = {}
    for one in given["sex"]:
        sex, _, word = one.partition("=")
        if sex not in ("m", "f") or not word.strip():
            raise unfit("--sex", "schrijf m=1 en f=2.", "write m=1 and f=2.")
        sexes[sex_word(word)] = sex
    return Asked(
        told_of(given),
        columns=pairs(given["column"], "--column"),
        ignore=frozenset(column for one in given["ignore"] for column in opened(one) or (one,)),
        moment=given["moment"],
        allow_missing=given["allow_missing_items"],
        empty=frozenset(given["empty"]),
        decimal=given["decimal"],
        dates=given["dates"],
        age=given["age"],
        sex=sexes,
        today=dt.date.today(),
    )


def _flag(screen: Terminal, flag: Flag, name: str, raised: int, open_: int) -> None:
    """In how many rows a flag goes up, and in how many that is open; which, stands in their column."""
    if raised or open_:
        nl = f"Eerst lezen, kolom «flags», {name} ({flag.says}): rijen: {raised}; niet te zeggen: {open_}."
        en = f"Read first, column «flags», {name} ({flag.says}): rows: {raised}; cannot be told: {open_}."
        said = f"{screen.say(nl, en)} {flag.do}" if raised else screen.say(nl, en)
        screen.err.print(said, style="bad" if raised else "open", soft_wrap=True)


@contextmanager
def _bar(screen: Terminal, data: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on the error screen when there are many rows and somebody looks."""
    if not screen.err.is_terminal or os.path.getsize(data) < BAR_FROM * 20:
        yield None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    told, bar, took = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(told, bar, TaskProgressColumn(), took, console=screen.err, transient=True) as shown:
        task = shown.add_task(screen.say("lezen", "reading"), total=None)
        words = screen.say("rijen: {n}", "rows: {n}")

        def moved(done: int, all: int) -> None:
            n = f"{done:,}".replace(",", " ")
            shown.update(task, description=words.format(n=n), completed=done, total=all)

        yield moved


# One filled-in form.

EMPTY: frozenset[str] = frozenset()
NOT_NORMED = Words(
    "er is geen genormeerde score om te tekenen; kies normen met --norms.",
    "there is no normed score to draw; choose norms with --norms.",
)


def _form(screen: Terminal, key: ScoringKey, format: str, given: Mapping[str, Any]) -> int:
    """Score one form and tell every step."""
    answers = _answers(key, given["answer"])
    scores = key.score(answers, _person(given["person"]))
    wrong = [*_off_scale(key, answers)]
    if format == "json":
        plainly = {s: plain(key, scores[s], screen.lang) for s in scores}
        screen.json({"flags": flags_plain(key, scores), "scores": plainly, "rules": dict(scores.rules)})
    else:
        print_report(screen, scores_told(key, scores, screen.lang))
    if given["picture"] is not None:
        save_picture(screen, profile_of(key, scores, screen.lang), given["picture"], NOT_NORMED)
    screen.note(wrong)
    return 1 if wrong else 0


def _answers(key: ScoringKey, said: Sequence[str]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    every = key.instrument.every_item
    for one in said:
        written, equals, text = one.partition("=")
        value = number_cell(text, EMPTY)
        ids = opened(written) or (written,)
        if not equals or isinstance(value, Kind) or any(item in found for item in ids):
            raise unfit(
                "--answer",
                "schrijf item=getal, zoals q1=2, elk item één keer.",
                "write item=number, such as q1=2, each item once.",
            )
        for item in ids:
            if item not in every:
                raise unknown("item", "item", item, every)
            found[item] = value
    return found


def _off_scale(key: ScoringKey, answers: Mapping[str, float | None]) -> Iterator[Problem]:
    every = key.instrument.every_item
    for id, answer in answers.items():
        if answer is not None and not every[id].admits(answer):
            yield Problem(ANSWER_OUTSIDE, None, item=id, scale=every[id].scale_words())


_READ: dict[str, Callable[[str, frozenset[str]], Any]] = {
    "born": date_cell,
    "tested": date_cell,
    "age_months": number_cell,
    "sex": sex_cell,
}


def _person(said: Sequence[str]) -> Person:
    known = [f.name for f in fields(Person)]
    found: dict[str, Any] = {}
    for name, text in pairs(said, "--person").items():
        if name not in known:
            raise unknown("kenmerk", "key", name, known)
        value: Any = _READ[name](text, EMPTY) if name in _READ else text
        if isinstance(value, Kind):
            raise unfit(f"--person {name}", value.hint.nl, value.hint.en)
        found[name] = value
    person = Person(**found)
    if not person.agrees:
        nl, en = "de leeftijd en de datums verschillen.", "the age and the dates differ."
        raise unfit("--person", nl, en)
    if isinstance(person.completed_months("calendar"), NoScore):
        raise unfit("--person", BEFORE_BIRTH.hint.nl, BEFORE_BIRTH.hint.en)
    return person
