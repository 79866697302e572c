"""A file of people on the command line: scored a stretch at a time, and every refusal told with its place."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import typer

from prodia.cli.face import Face, WrongUse, complaint, tame
from prodia.problems.commands import BAD_VALUE, EXISTS, IS_FOLDER, NO_FILE, NOT_WRITABLE
from prodia.words import Words

if TYPE_CHECKING:
    from prodia.batch.files import Scored
    from prodia.batch.written import Writer
    from prodia.problems import Problem
    from prodia.scoring.key import ScoringKey
    from prodia.words import Lang

SHOWN = 20  # refusals told one by one on the screen
BAR_FROM = 20_000
ENDINGS = (".csv", ".parquet", ".json")
_TABS = {"tab": "\t"}


@dataclass(frozen=True, slots=True)
class Output:
    """Where the scores go, None for the screen; where the refusals, None for nowhere; and in which form."""

    out: str | None
    refused: str | None
    format: Literal["text", "json"]

    def check(self) -> None:
        """Raises WrongUse before anything is read, for a place or an ending that can not be."""
        ending = None if self.out is None else os.path.splitext(self.out)[1].lower()
        if self.out is not None and (ending not in ENDINGS or (self.format == "json" and ending != ".json")):
            listed = ".json" if self.format == "json" else ", ".join(ENDINGS)
            wanted = Words(f"kies een einde: {listed}.", f"choose an ending: {listed}.")
            raise WrongUse(BAD_VALUE, name="--out", wanted=wanted)
        for path in (self.out, self.refused):
            if path is not None and os.path.lexists(path):
                raise WrongUse(EXISTS, path=path)
            if path is not None and not os.path.isdir(os.path.dirname(path) or "."):
                raise WrongUse(NOT_WRITABLE, path=path)
        if self.refused is not None and self.refused == self.out:
            wanted = Words("kies een ander bestand.", "choose another file.")
            raise WrongUse(BAD_VALUE, name="--refused", wanted=wanted)


def score_file(
    screen: Face,
    key: ScoringKey,
    data: str,
    columns: Mapping[str, str],
    empty: Set[str],
    separator: str | None,
    output: Output,
) -> None:
    """Score the file; leaves with 1 where anything was refused, with 2 where its columns do not fit."""
    from prodia.batch.filerows import SEPARATORS, opened
    from prodia.batch.files import laid_out, scored_chunks

    separator = _TABS.get(separator or "", separator)
    if separator is not None and separator not in SEPARATORS:
        wanted = Words("kies uit: «,», «;», «tab».", "choose from: «,», «;», «tab».")
        raise WrongUse(BAD_VALUE, name="--separator", wanted=wanted)
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
        raise typer.Exit(2)
    told = _Told(screen)
    try:
        with ExitStack() as stack:
            told.write = _refusals(stack, output, screen.lang)
            write: Writer | None = None
            for rows in _watched(scored_chunks(file, layout, key, empty=empty), screen, data, stack):
                write = write or _writer(stack, output)
                write(rows)
                told.tell(rows)
    except BrokenPipeError:  # who read us has read enough; with its number, click leaves with 1
        raise BrokenPipeError from None
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
    if told.count:
        raise typer.Exit(1)


class _Tamed:
    """The screen of a person: no id steers their terminal. A file or a program gets ids as they are."""

    def write(self, text: str) -> None:
        sys.stdout.write(tame(text))


def _writer(stack: ExitStack, output: Output) -> Writer:
    from prodia.batch.written import csv_writer, json_writer, parquet_writer, whole, whole_text

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
    from prodia.batch.written import refusal_writer, whole_text

    if output.refused is None:
        return None
    return refusal_writer(stack.enter_context(whole_text(output.refused)), lang)


@dataclass(slots=True)
class _Told:
    """Counts rows and refusals; the first refusals go to the error screen, all of them to ``write``."""

    screen: Face
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


def _watched(chunks: Iterator[Scored], screen: Face, data: str, stack: ExitStack) -> Iterator[Scored]:
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
