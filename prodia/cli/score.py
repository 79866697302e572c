"""``prodia score``: a file of people, or one filled-in form, against the key of an instrument."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, get_args

from prodia.batch.files import Scored, laid_out, scored_chunks
from prodia.batch.keys import norms_for, scoring_key
from prodia.batch.written import (
    Writer,
    csv_writer,
    json_writer,
    parquet_writer,
    refusal_writer,
    whole,
    whole_text,
)
from prodia.cli.commands import FORMAT, Argument, Option, choice, pairs, takes
from prodia.cli.oneform import one_form
from prodia.cli.packs import PACK, catalogue
from prodia.cli.terminal import Terminal, WrongUse, complaint, tame, unfit, unknown
from prodia.content.tables import SEPARATORS, opened
from prodia.model.norms import Method
from prodia.problems import Problem
from prodia.problems.commands import EXISTS, IS_FOLDER, MISSING_ARGUMENT, NO_FILE, NOT_WRITABLE
from prodia.scoring.key import ScoringKey
from prodia.words import Lang


@takes(
    Argument("instrument", nl="Een instrument: id of id@versie.", en="An instrument: id or id@version."),
    Argument(
        "data",
        nl="De personen: een CSV- of Parquet-bestand.",
        en="People to score: a CSV or Parquet file.",
        required=False,
    ),
    Option(
        "--norms",
        nl="Normen: id of id@versie; mag meer dan eens.",
        en="Norms to use: id or id@version; may be said again.",
        multiple=True,
    ),
    Option(
        "--method",
        nl="Hoe groeinormen gebruikt worden; extended: de BMI van CDC vanaf percentiel 95.",
        en="How growth norms are used; extended: CDC's BMI from percentile 95.",
        type=choice(*get_args(Method)),
    ),
    Option(
        "--column",
        nl="Een item, id, born, sex, ...=zijn kolom in het bestand.",
        en="An item, id, born, sex, ...=its column in the file.",
        multiple=True,
    ),
    Option(
        "--empty",
        nl="Wat voor een lege cel staat, zoals NA of 99.",
        en="What stands for an empty cell, such as NA or 99.",
        multiple=True,
    ),
    Option("--separator", nl="Tussen de cellen: , ; of tab.", en="Between the cells: , ; or tab."),
    Option(
        "--out",
        nl="Schrijf de scores hier (.csv, .json, .parquet), niet op het scherm.",
        en="Write the scores here (.csv, .json, .parquet), not on the screen.",
    ),
    Option(
        "--refused",
        nl="Schrijf elke geweigerde rij en cel hier, als CSV.",
        en="Write every refused row and cell here, as CSV.",
    ),
    Option(
        "--answer",
        nl="Zonder bestand: item=antwoord, of q1..q9=0.",
        en="Without a file: item=answer, or q1..q9=0.",
        multiple=True,
    ),
    Option(
        "--person",
        nl="Zonder bestand: born, tested, age_months, sex, grade=waarde.",
        en="Without a file: born, tested, age_months, sex, grade=value.",
        multiple=True,
    ),
    Option(
        "--picture",
        nl="Zonder bestand: schrijf het profiel hier, als SVG.",
        en="Without a file: write the profile here, as SVG.",
    ),
    PACK,
    FORMAT,
)
def score(
    screen: Terminal,
    instrument: str,
    data: str | None,
    norms: tuple[str, ...],
    method: Method | None,
    column: tuple[str, ...],
    empty: tuple[str, ...],
    separator: str | None,
    out: str | None,
    refused: str | None,
    answer: tuple[str, ...],
    person: tuple[str, ...],
    picture: str | None,
    pack: tuple[str, ...],
    format: str,
) -> int:
    """Score a file of people, or one form, with how each score was made."""
    said: dict[str, object] = {"--answer": answer, "--person": person, "--picture": picture}
    if data is None:
        said = {"--column": column, "--empty": empty, "--separator": separator}
        said |= {"--out": out, "--refused": refused}
    for option, value in said.items():
        if value:
            words = ("deze optie is voor een bestand.", "this option is for a file.")
            if data is not None:
                words = ("deze optie is voor één formulier.", "this option is for one form.")
            raise unfit(option, *words)
    key = _key(catalogue(pack, "shared"), instrument, norms, method, screen)
    if data is None:
        if not answer:
            raise WrongUse(MISSING_ARGUMENT, command="prodia score", name="DATA / --answer")
        return one_form(screen, key, answer, person, picture, format)
    columns = pairs(column, "--column")
    return score_file(screen, key, data, columns, frozenset(empty), separator, Output(out, refused, format))


def _key(
    found: Any, instrument: str, norms: Sequence[str], method: Method | None, screen: Terminal
) -> ScoringKey:
    references = found.instruments()
    ids = list(dict.fromkeys(r.partition("@")[0] for r in references))
    if instrument not in (references if "@" in instrument else ids):
        raise unknown("instrument", "instrument", instrument, references if "@" in instrument else ids)
    known = norms_for(found, instrument.partition("@")[0])
    every = {name for reference in found.norms() for name in (reference, reference.partition("@")[0])}
    for name in norms:
        if name not in every:
            raise unknown("normgroep", "norm group", name, known)
    return scoring_key(found, instrument, norms=norms, method=method, lang=screen.lang)


# A file of people on the command line: scored a stretch at a time, and every refusal told with its place.

SHOWN = 20  # refusals told one by one on the screen
BAR_FROM = 20_000
ENDINGS = (".csv", ".parquet", ".json")
_TABS = {"tab": "\t"}


@dataclass(frozen=True, slots=True)
class Output:
    """Where the scores go, None for the screen; where the refusals, None for nowhere; and in which form."""

    out: str | None
    refused: str | None
    format: str

    def check(self) -> None:
        """Raises WrongUse before anything is read, for a place or an ending that can not be."""
        ending = None if self.out is None else os.path.splitext(self.out)[1].lower()
        if self.out is not None and (ending not in ENDINGS or (self.format == "json" and ending != ".json")):
            listed = ".json" if self.format == "json" else ", ".join(ENDINGS)
            raise unfit("--out", f"kies een einde: {listed}.", f"choose an ending: {listed}.")
        for path in (self.out, self.refused):
            if path is not None and os.path.lexists(path):
                raise WrongUse(EXISTS, path=path)
            if path is not None and not os.path.isdir(os.path.dirname(path) or "."):
                raise WrongUse(NOT_WRITABLE, path=path)
        if self.refused is not None and self.refused == self.out:
            raise unfit("--refused", "kies een ander bestand.", "choose another file.")


def score_file(
    screen: Terminal,
    key: ScoringKey,
    data: str,
    columns: Mapping[str, str],
    empty: Set[str],
    separator: str | None,
    output: Output,
) -> int:
    """Score the file: 1 where anything was refused, 2 where its columns do not fit."""
    separator = _TABS.get(separator or "", separator)
    if separator is not None and separator not in SEPARATORS:
        raise unfit("--separator", "kies uit: «,», «;», «tab».", "choose from: «,», «;», «tab».")
    if os.path.isdir(data):
        raise WrongUse(IS_FOLDER, path=data)
    if not os.path.isfile(data):
        raise WrongUse(NO_FILE, path=data)
    output.check()
    file = opened(data, separator)
    layout, problems = laid_out(file.head, key.instrument, columns)
    for problem in problems:
        screen.err.print(complaint(problem, screen.lang), soft_wrap=True)
    if layout is None:
        return 2
    told = _Told(screen)
    try:
        with ExitStack() as stack:
            told.write = _refusals(stack, output, screen.lang)
            write: Writer | None = None
            for rows in _watched(scored_chunks(file, layout, key, empty=empty), screen, data, stack):
                write = write or _writer(stack, output)
                write(rows)
                told.tell(rows)
    except BrokenPipeError:  # who read us has read enough
        raise
    except OSError:
        raise WrongUse(NOT_WRITABLE, path=output.out or output.refused or "-") from None
    if told.count > SHOWN:
        more = told.count - SHOWN
        screen.err.print(screen.say(f"... en nog {more}.", f"... and {more} more."))
    where = output.out or screen.say("het scherm", "the screen")
    summed = screen.say(
        f"{key.instrument.reference}: rijen naar {where}: {told.rows}; geweigerd: {told.count}.",
        f"{key.instrument.reference}: rows to {where}: {told.rows}; refused: {told.count}.",
    )
    screen.err.print(summed, style="open" if told.count else "good", soft_wrap=True)
    return 1 if told.count else 0


class _Tamed:
    """The screen of a person: no id steers their terminal. A file or a program gets ids as they are."""

    def write(self, text: str) -> None:
        sys.stdout.write(tame(text))


def _writer(stack: ExitStack, output: Output) -> Writer:
    if output.out is None:
        shown: Any = _Tamed() if sys.stdout.isatty() else sys.stdout
        return stack.enter_context(json_writer(shown)) if output.format == "json" else csv_writer(shown)
    ending = os.path.splitext(output.out)[1].lower()
    if ending == ".parquet":
        return stack.enter_context(parquet_writer(stack.enter_context(whole(output.out))))
    stream = stack.enter_context(whole_text(output.out))
    return stack.enter_context(json_writer(stream)) if ending == ".json" else csv_writer(stream)


def _refusals(stack: ExitStack, output: Output, lang: Lang) -> Callable[[Problem], None] | None:
    """Writes a refusal to the file of refusals, or None where nobody asked for it."""
    if output.refused is None:
        return None
    return refusal_writer(stack.enter_context(whole_text(output.refused)), lang)


@dataclass(slots=True)
class _Told:
    """Counts rows and refusals; the first refusals go to the error screen, all of them to ``write``."""

    screen: Terminal
    write: Callable[[Problem], None] | None = None
    rows: int = 0
    count: int = 0

    def tell(self, scored: Scored) -> None:
        self.rows += len(scored.numbers)
        for problem in scored.refused:
            self.count += 1
            if self.count <= SHOWN:
                self.screen.err.print(complaint(problem, self.screen.lang), soft_wrap=True)
            if self.write is not None:
                self.write(problem)


def _watched(chunks: Iterator[Scored], screen: Terminal, data: str, stack: ExitStack) -> Iterator[Scored]:
    """The chunks, with a bar on the error screen when there are many rows and somebody looks."""
    if not screen.err.is_terminal or os.path.getsize(data) < BAR_FROM * 20:
        yield from chunks
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    shown = Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=screen.err, transient=True
    )
    stack.enter_context(shown)
    task = shown.add_task(screen.say("rijen", "rows"), total=None)
    done = 0
    for rows in chunks:
        yield rows
        done += len(rows.numbers)
        words = screen.say("rijen: {n}", "rows: {n}")
        shown.update(task, description=words.format(n=f"{done:,}".replace(",", " ")))
