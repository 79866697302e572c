"""``prodia batch``, ``prodia impact`` and ``prodia population``: a protocol over a file of many people."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, get_args

import click

from prodia.batch import changes
from prodia.batch.kernel import AGES, BORN, ID
from prodia.batch.measured import Long
from prodia.batch.outfile import ENDINGS, Asking, Summary, joined, run_file
from prodia.batch.people import courses, population
from prodia.batch.source import Source, read_long, read_people
from prodia.case.days import of_people
from prodia.cli.commands import FORMAT, ON, Option, choice, pairs, takes
from prodia.cli.files import not_written, writing
from prodia.cli.packs import PACK, PROTOCOL, catalogue, in_order, named, plan, plan_of
from prodia.cli.screen import print_sections
from prodia.cli.tables import (
    DATES,
    READING,
    SHOWN,
    Refusals,
    explained,
    free,
    show_reading,
    there,
    told_of,
    usable,
)
from prodia.cli.terminal import Terminal, WrongUse, unfit, unknown
from prodia.content.reading import Asked
from prodia.errors import ContentError, ProdiaError
from prodia.language.columns import np
from prodia.model.plan import Plan, with_figures
from prodia.model.protocol import PREFIX, Mode
from prodia.problems import Problem
from prodia.problems.batch import OF_NOBODY
from prodia.problems.commands import MISSING_ARGUMENT
from prodia.telling.blocks import Facts, Paragraph, Section, Table
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.numbers import number, percent

WIDE = 30  # of a bar on the screen
MODE = Option(
    "--mode",
    "Het soort begeleiding, waar geen kolom case.mode het zegt; anders trajectory.",
    "The kind of guidance, where no column case.mode says it; trajectory without it.",
    type=choice(*get_args(Mode)),
    default="trajectory",
)
OF_DATA: tuple[Option | str, ...] = (
    """
        --column*: Een vraag, id of born=haar kolom in het bestand.
            | A question, id or born=its column in the file.
        --empty*: Wat voor een lege cel staat, zoals NA of 99.
            | What stands for an empty cell, such as NA or 99.
        --measurements: De reeksen: een bestand met een rij per meting: id, series, date, value.
            | The series: a file with a row for each measurement: id, series, date, value.
        --moment: De kolom die met het id zegt welke rij het is. | The column that with the id names a row.
        --allow-missing?: Werk ook als het bestand kolommen niet heeft: dat ontbreekt dan voor iedereen.
            | Work even if the file lacks columns: these are then missing for everyone.
    """,
    MODE,
    ON,
    DATES,
    *READING,
    PACK,
)


@takes(
    f"""
        protocol: {PROTOCOL}
        data: De personen: een bestand in CSV, XLSX of Parquet. | People: a CSV, XLSX or Parquet file.
        --out!: Schrijf hier wat eruit komt: .csv of .parquet. | Write what comes out here: .csv or .parquet.
        --refused: Schrijf elke geweigerde cel hier, als CSV. | Write every refused cell here, as CSV.
        --only*: Enkel dit criterium, deze waarde of deze beslissing.
            | Only this criterion, value or decision.
        --certainty*: Ook hoe zeker deze beslissing is. | Also how sure this decision is.
    """,
    "--next?: Ook wat het eerst te vragen is. | Also what is asked next.",
    *OF_DATA,
    FORMAT,
)
def batch(
    screen: Terminal,
    protocol: str,
    data: str,
    out: str,
    refused: str | None,
    only: tuple[str, ...],
    certainty: tuple[str, ...],
    next: bool,
    pack: tuple[str, ...],
    format: str,
    **given: Any,
) -> int:
    """Every verdict and proposal of everybody: 1 where a row was refused or something was told of the file, 2
    where the columns do not fit."""
    own = plan_of(protocol, pack, screen, given["on"] or dt.date.today())
    screen.note(of_people(own, given["on"] or dt.date.today()))
    for decision in certainty:
        if decision not in own.tables:
            raise unknown("beslissing", "decision", decision, own.tables)
    free(ENDINGS, out, refused)
    long, heard = _long(screen, given, format)
    source = _source(screen, data, [own], given, format, only or None)
    if given["explain_file"] or not source.fits:
        return explained((*heard, *source.problems))
    said, lang, on = Refusals(screen), screen.lang, given["on"] or dt.date.today()
    asking = Asking(on=on, mode=given["mode"], only=only or None, long=long, next=next, certainty=certainty)
    try:
        with _bar(screen, source.account.rows) as progress:
            found = run_file(
                source,
                own,
                out,
                asking,
                refused=refused,
                lang=lang,
                said=said.tell,
                progress=progress,
            )
    except OSError as error:
        raise not_written(out, error) from None
    if long is not None and (nobody := len(long.table) - found.measured):
        heard = (*heard, Problem(OF_NOBODY, None, count=nobody))
        screen.note(heard[-1:])
    said.left(said.count)
    by_row = "case.mode" in source.places
    if format == "json":
        counts = {n: [[value, count] for value, count in c.most_common()] for n, c in found.counts.items()}
        told = {"rows": found.rows, "refused": found.refused, "resumed": found.before, "counts": counts}
        screen.json({"protocol": own.reference, "mode": None if by_row else given["mode"], **told})
    else:
        print_sections(screen, _summary(own, found, lang))
        mode = screen.say("per rij, uit case.mode", "by row, of case.mode") if by_row else ""
        mode = mode or f"{label('mode', given['mode'], lang)} (--mode {given['mode']})"
        screen.tell(f"Soort begeleiding: {mode}.", f"Kind of guidance: {mode}.")
        screen.tell(
            f"Rijen naar {out}: {found.rows}; geweigerd: {found.refused}; al gedaan: {found.before}.",
            f"Rows to {out}: {found.rows}; refused: {found.refused}; done before: {found.before}.",
            "open" if found.refused else "good",
        )
    warned = any(one.severity == "warning" for one in (*source.problems, *heard))
    return 1 if found.refused or warned else 0


def _summary(plan: Plan, found: Summary, lang: Lang) -> Iterator[Section]:
    """How often each outcome and verdict came, with a bar for each."""
    heads = (Words("uitkomst", "outcome"), Words("personen", "people"), Words("deel", "share"), Words("", ""))
    for name, counts in found.counts.items():
        rows = tuple(
            (
                _came(plan, name, value, lang),
                number(n, lang),
                percent(n / found.rows, lang, 1),
                _drawn(n / found.rows),
            )
            for value, n in counts.most_common()
        )
        title = plan.decisions[name].title if name in plan.decisions else plan.criteria[name].says
        yield Section(name, title, (Table(tuple(h[lang] for h in heads), rows),))


def _drawn(share: float | None) -> str:
    """A share as a bar; nothing where it is hidden, for that is no nought."""
    return "" if share is None else "█" * round(WIDE * share) or "▏"


def _came(plan: Plan, name: str, value: str | None, lang: Lang) -> str:
    if value is None:
        return Words("geen uitkomst, of geweigerd", "no outcome, or refused")[lang]
    if name in plan.decisions:
        known = plan.decisions[name].outcomes
        return known[value].title if value in known else value
    return label("verdict", value, lang)


def _long(screen: Terminal, given: Mapping[str, Any], format: str) -> tuple[Long | None, tuple[Problem, ...]]:
    """The file of measurements, and what was told of it; an error stops, unless that is all that is asked.
    None where none is named."""
    path, alone = given["measurements"], given["explain_file"]
    if path is None:
        return None, ()
    with usable(screen, alone):
        source, long = read_long(path, _asked(path, given))
    show_reading(screen, source.account, alone=alone and format == "text")  # JSON is of the people
    screen.note(source.problems[:SHOWN])
    if not source.fits and not alone:
        raise ContentError(tuple(p for p in source.problems if p.severity == "error"))
    return long, source.problems


def _asked(path: str, given: Mapping[str, Any]) -> Asked:
    there(path)
    return Asked(
        told_of(given),
        columns=pairs(given["column"], "--column"),
        moment=given["moment"],
        allow_missing=given["allow_missing"],
        empty=frozenset(given["empty"]),
        decimal=given["decimal"],
        dates=given["dates"],
        today=max(dt.date.today(), given["on"] or dt.date.min),
    )


def _source(
    screen: Terminal,
    data: str,
    plans: Sequence[Plan],
    given: Mapping[str, Any],
    format: str,
    only: Sequence[str] | None = None,
    beside: Sequence[str] = (),
) -> Source:
    """How the file is read, told."""
    asked, series, alone = _asked(data, given), given["measurements"] is not None, given["explain_file"]
    with usable(screen, alone):
        source = read_people(
            data, plans, asked, mode=given["mode"], only=only, beside=beside, measurements=series
        )
    show_reading(screen, source.account, alone=alone, format=format)
    screen.note(source.problems)
    return source


@contextmanager
def _bar(screen: Terminal, rows: int) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on the error screen with the rate and the time left, where somebody looks."""
    if not screen.err.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    told = TextColumn("{task.description}")
    with Progress(told, BarColumn(), TimeRemainingColumn(), console=screen.err, transient=True) as bar:
        task, begun = bar.add_task("", total=rows), time.monotonic()

        def moved(done: int, all: int) -> None:
            rate = done / max(time.monotonic() - begun, 1e-3)
            words = screen.say("rijen: {n}, per seconde {r}", "rows: {n}, a second {r}")
            said = words.format(n=number(done, screen.lang), r=number(round(rate), screen.lang))
            bar.update(task, description=said, completed=done, total=all)

        yield moved


# What a change does.

HEADS = (Words("van", "from"), Words("naar", "to"), Words("personen", "people"))


@takes(
    """
        old: Het protocol zoals het is: id, id@versie, of zijn map.
            | The protocol as it is: id, id@version, or its folder.
        rest+: De nieuwe versie, waar er een is, en dan het bestand met personen.
            | The new version, where there is one, and then the file of people.
        --set*: cutoff.x=16: een ander cijfer voor een grens; mag meer dan eens.
            | cutoff.x=16: another figure for a cut-off; may be said again.
        --sweep: cutoff.x=5..25: elk geheel cijfer daartussen. | cutoff.x=5..25: every whole figure between.
        --flag: Bij --sweep: het criterium, of beslissing=uitkomst.
            | With --sweep: the criterion, or decision=outcome.
        --by*: Per groep: een keuze van het protocol, age, of een kolom van het bestand.
            | By group: a choice of the protocol, age, or a column of the file.
    """,
    *OF_DATA,
    FORMAT,
)
def impact_(
    screen: Terminal,
    old: str,
    rest: tuple[str, ...],
    set: tuple[str, ...],
    sweep: str | None,
    flag: str | None,
    by: tuple[str, ...],
    pack: tuple[str, ...],
    format: str,
    **given: Any,
) -> int:
    """Who changes, from what to what: 1 where somebody does or was refused, 0 where nobody does, 2 where
    nothing fits."""
    *others, data = rest
    ways = ["NEW" for _ in others] + ["--set"] * bool(set) + ["--sweep"] * bool(sweep)
    if not ways:
        lacks = "NEW / --set / --sweep" if os.path.isfile(data) else "DATA"
        raise WrongUse(MISSING_ARGUMENT, command="prodia impact", name=lacks)
    if over := ways[1:] + (["--by"] * bool(by) if sweep else ["--flag"] * (flag is not None)):
        raise unfit(over[0], f"dat gaat niet met {ways[0]}.", f"that does not go with {ways[0]}.")
    for at, name in enumerate(others):
        others[at], pack = named(name, pack)
    old, pack = named(old, pack)
    found, on, mode = catalogue(pack), given["on"] or dt.date.today(), given["mode"]
    before = plan(found, old, screen, on)
    figures = {name: _figure(value, "--set") for name, value in pairs(set, "--set").items()}
    after = plan(found, others[0], screen, on) if others else _with(before, figures)
    in_order(before, after)
    for own in (before, after)[: 1 + len(others)]:
        screen.note(of_people(own, on))
    columns = [one for one in by if one != "age" and one not in before.types]
    long, heard = _long(screen, given, format)
    source = _source(screen, data, [before, after], given, format, beside=columns)
    if given["explain_file"] or not source.fits:
        return explained((*heard, *source.problems))
    said = Refusals(screen)
    tables = changes.sides(source, (before, after), long, on, mode, said.tell)
    if sweep is not None:
        both = [(old, out) for (old, _), out in tables]
        said.left(said.count)
        return _swept(screen, before, both, sweep, flag, on, mode, format) or int(said.count > 0)
    for one in by:
        if ({BORN, AGES[0]} if one == "age" else {one}).isdisjoint(source.names):
            raise unfit("--by", f"er is geen kolom voor «{one}».", f"there is no column for «{one}».")
    told = changes.impact(before, after, tables, on=on, mode=mode, by=by)
    said.left(said.count)
    wanted = [(name, one) for name in told.changes for one in told.changed(name)]
    names = [*dict.fromkeys(name for name, _ in wanted)]
    made_up = changes.witnesses(before, after, wanted, on=on, mode=mode) if wanted else {}
    if format == "json":
        screen.json(_impact_data(told, names, by, made_up))
    else:
        print_sections(screen, _impact(before, after, told, names, by, made_up, screen.lang))
    return 0 if told.none and not told.refused else 1


def _figure(text: str, option: str) -> float:
    with suppress(ValueError):
        return float(text)
    raise unfit(option, "schrijf cutoff.naam=getal.", "write cutoff.name=number.")


def _with(plan: Plan, figures: Mapping[str, float]) -> Plan:
    """The plan with these figures for its cut-offs."""
    try:
        return with_figures(plan, {name.removeprefix(PREFIX): figure for name, figure in figures.items()})
    except ProdiaError as error:
        raise WrongUse(error.problem.kind, **dict(error.problem.args)) from None


def _totals(counts: Counter[Any], rows: int) -> list[tuple[Any, str]]:
    """Counts that add up to a number that is known, as they are shown."""
    off = changes.hidden(np.array([*counts.values(), rows - counts.total()]))
    return [(one, changes.shown(n, bool(o))) for (one, n), o in zip(counts.items(), off, strict=False)]


def _impact(
    old: Plan,
    new: Plan,
    told: changes.Impact,
    names: Sequence[str],
    by: Sequence[str],
    made_up: Any,
    lang: Lang,
) -> Iterator[Section]:
    kept = told.rows - told.refused
    if told.none:
        nl, en = (
            "Geen gevolg: bij niemand komt er iets anders uit.",
            "No effect: nothing changes for anybody.",
        )
        if told.refused:
            nl = f"Geen gevolg bij wie meetelt; van {told.refused} geweigerde rijen is niets te zeggen."
            en = f"No effect among those who count; of {told.refused} refused rows nothing can be told."
        yield Section(
            "none",
            Words("Gevolg", "Effect")[lang],
            (Paragraph(Words(nl, en)[lang], "open" if told.refused else "good"),),
        )
    for name in names:
        changed = told.changed(name)
        title = new.decisions[name].title if name in new.decisions else new.criteria[name].says
        moves = tuple(
            (_came(old, name, was, lang), _came(new, name, now, lang), count)
            for (was, now), count in _totals(changed, kept)
        )
        blocks: list[Any] = [Table(tuple(h[lang] for h in HEADS), moves)]
        for group in by:
            arrows = (f"{a or '-'} → {b or '-'}" for a, b in changed)
            body = tuple((value, *cells) for value, cells in changes.of_groups(told, name, group))
            blocks.append(Table((group, *arrows, Words("blijft", "stays")[lang]), body))
        for (which, (a, b)), values in made_up.items():
            if which == name:
                said = ", ".join(f"{field}: {value}" for field, value in values.items())
                blocks.append(Paragraph(f"{a or '-'} → {b or '-'}: {said}", "quiet"))
        yield Section(name, title, tuple(blocks))
    cells = _work(told)
    steps = (new.steps[s].title if s in new.steps else s for s in told.work)
    rows: list[tuple[str, ...]] = [(title, *pair) for title, pair in zip(steps, cells, strict=True)]
    if rows:
        heads = Words("stap", "step"), Words("voor", "before"), Words("na", "after")
        for what, pair in ((_TESTS, told.tests), (_MINUTES, told.minutes)):
            few = ("·" in column for column in zip(*cells, strict=True))
            rows.append((what[lang], *map(changes.shown, pair, few)))
        yield Section("work", _WORK[lang], (Table(tuple(h[lang] for h in heads), tuple(rows)),))
    yield Section("how", Words("Hoe geteld", "How counted")[lang], (Facts(_how(told, lang)),))


def _work(told: changes.Impact) -> tuple[tuple[str, str], ...]:
    """For how many each step is on the path, before and after; a few who come or go are hidden as well."""
    return tuple(
        (
            changes.shown(a, 0 < a < changes.LEAST),
            changes.shown(b, 0 < b < changes.LEAST or 0 < abs(a - b) < changes.LEAST),
        )
        for a, b in told.work.values()
    )


_WORK = Words("Werk: personen met die stap op hun pad", "Work: people with that step on their path")
_TESTS = Words("toetsen samen", "tests in all")
_MINUTES = Words("minuten, voor zover bekend", "minutes, as far as they are known")


def _how(told: changes.Impact, lang: Lang) -> tuple[tuple[str, str], ...]:
    people = Words("personen", "people")[lang], number(told.rows - told.refused, lang)
    refused = Words("geweigerd", "refused")[lang], number(told.refused, lang)
    nl = "op 5 afgerond; · is kleiner dan 10, of verborgen zodat niets terug te rekenen is"
    en = "rounded to 5; · is below 10, or hidden so that nothing can be computed back"
    counts = Words("aantallen", "counts")[lang], Words(nl, en)[lang]
    made_up = Words("verzonnen, van niemand", "made up, of nobody")[lang]
    return people, refused, counts, (Words("voorbeelden", "examples")[lang], made_up)


def _impact_data(
    told: changes.Impact, names: Sequence[str], by: Sequence[str], made_up: Any
) -> dict[str, Any]:
    kept = told.rows - told.refused
    return {
        "people": kept,
        "refused": told.refused,
        "none": told.none,
        "changes": {n: [[*one, count] for one, count in _totals(told.changed(n), kept)] for n in names},
        "groups": {n: {g: dict(changes.of_groups(told, n, g)) for g in by} for n in names},
        "work": dict(zip(told.work, map(list, _work(told)), strict=True)),
        "examples": [
            [name, a, b, {k: str(v) for k, v in values.items()}] for (name, (a, b)), values in made_up.items()
        ],
    }


def _swept(
    screen: Terminal,
    before: Plan,
    tables: Sequence[Any],
    sweep: str,
    flag: str | None,
    on: dt.date,
    mode: Mode,
    format: str,
) -> int:
    """The share of each outcome along the figures of a cut-off, and how well whoever should be is flagged."""
    name, _, reach = sweep.partition("=")
    low, _, high = reach.partition("..")
    first, last = _figure(low, "--sweep"), _figure(high, "--sweep")
    of, _, word = (flag or "").partition("=")
    if of not in (*before.criteria, *before.tables):
        raise unfit("--flag", "noem een criterium of beslissing.", "name a criterion or decision.")
    known = [*before.decisions[of].outcomes] if of in before.tables else ["met", "judgement", "not met"]
    if (word := word or known[0]) not in known:
        raise unknown("uitkomst", "outcome", word, known)
    if not 0 <= last - first < 500:
        raise unfit("--sweep", *_ENDS)
    steps = [first + n for n in range(int(last - first) + 1)]
    plans = {figure: _with(before, {name: figure}) for figure in steps}
    counted = changes.shares(plans, tables, of, on=on, mode=mode)
    found = changes.finds(plans, tables, of, word, on=on, mode=mode)
    words = [*dict.fromkeys(w for counts in counted.values() for w, n in counts.items() if n)]
    lang = screen.lang
    if format == "json":
        parts = {
            figure: {
                str(w): part for w, part in zip(words, _parts(c, words), strict=True) if part is not None
            }
            for figure, c in counted.items()
        }
        told = {"cutoff": name, "of": of, "flag": word, "shares": parts}
        rates = ("sensitivity", "predictive")
        accuracy = {figure: {rate: getattr(one, rate) for rate in rates} for figure, one in found.items()}
        screen.json(told | ({"accuracy": accuracy} if found else {}))
        return 0
    heads = [name, *(_came(before, of, w, lang) for w in words)]
    heads += [one[lang] for one in (_SENSITIVITY, _PREDICTIVE)] if found else []
    rows = []
    for figure, c in counted.items():
        every = dict(zip(words, _parts(c, words), strict=True))
        row = ["·" if part is None else percent(part, lang, 1) for part in every.values()]
        one = found.get(figure)
        told_of_one = (one.sensitivity, one.predictive) if one else ()
        row += ["·" if rate is None else percent(rate, lang, 1) for rate in told_of_one]
        rows.append((number(figure, lang), *row, _drawn(every.get(word, 0.0))))
    blocks: list[Any] = [Table((*heads, ""), tuple(rows))]
    if found:
        blocks.append(Paragraph(_TRUE_SCORES[lang], "quiet"))
    title = f"{of} ({_came(before, of, word, lang)}): {name}"
    print_sections(screen, [Section("sweep", title, tuple(blocks))])
    return 0


def _parts(counts: Counter[Any], words: Sequence[Any]) -> list[float | None]:
    """The share of each word, from rounded counts; None where it is hidden."""
    every = [counts[word] for word in words]
    off, total = changes.hidden(np.array(every)), counts.total()
    return [
        None if o else changes.ROUND * round(n / changes.ROUND) / total
        for n, o in zip(every, off, strict=True)
    ]


_ENDS = "schrijf cutoff.naam=5..25, hoogstens 500 cijfers.", "write cutoff.name=5..25, at most 500 figures."
_SENSITIVITY = Words("gevoeligheid", "sensitivity")
_PREDICTIVE = Words("voorspellende waarde", "predictive value")
_TRUE_SCORES = Words(
    "Gevoeligheid en voorspellende waarde zeggen wie er ook met zijn ware scores bij zou zijn. Voor elke "
    "persoon is er één keer ware scores getrokken, met de meetfout van de vraag; andere antwoorden blijven.",
    "Sensitivity and predictive value say who would be flagged by true scores too. True scores of each "
    "person were drawn once, with the error that the question states; other answers stay.",
)


@takes(
    f"""
        protocol: {PROTOCOL}
        --out!: Schrijf de personen hier: .csv of .parquet. | Write the people here: .csv or .parquet.
        --measurements: En hun reeksen hier. | And their series here.
    """,
    Option("--people", "Hoeveel; 1000.", "How many; 1000.", type=click.IntRange(1, 10_000_000), default=1000),
    Option(
        "--seed",
        "Hetzelfde getal geeft dezelfde personen; 1.",
        "The same gives the same; 1.",
        type=int,
        default=1,
    ),
    Option(
        "--missing",
        "Het deel van elk antwoord dat ontbreekt; 0.05.",
        "The share missing; 0.05.",
        type=click.FloatRange(0, 1),
        default=0.05,
    ),
    MODE,
    ON,
    PACK,
)
def population_(
    screen: Terminal,
    protocol: str,
    out: str,
    measurements: str | None,
    people: int,
    seed: int,
    missing: float,
    mode: Mode,
    on: dt.date | None,
    pack: tuple[str, ...],
) -> None:
    """Write people who do not exist."""
    day = on or dt.date.today()
    own = plan_of(protocol, pack, screen, day)
    free(ENDINGS, out)
    free(ENDINGS, measurements)
    if measurements is not None and not own.series:
        nl, en = "laat het weg: dit protocol vraagt geen reeks.", "leave it out: it asks no series."
        raise unfit("--measurements", nl, en)
    made = population(own, people, seed=seed, on=day, mode=mode, missing=missing)
    if measurements is not None:
        made = made.add_column(0, ID, [[f"p{number}" for number in range(people)]])
        made, long = courses(own, made, seed=seed, on=day, missing=missing)
        with writing(measurements):
            joined([long], measurements)
    with writing(out):
        joined([made], out)
    screen.tell(
        f"Verzonnen personen in {out}: {people}.", f"People who do not exist in {out}: {people}.", "good"
    )
