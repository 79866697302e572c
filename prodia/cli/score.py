"""``prodia score``: a file of people, or one filled-in form, against the key of an instrument."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from prodia.cli.catalogue import Pack, catalogue
from prodia.cli.face import Face, WrongUse, complaint, face, near
from prodia.cli.files import write_new
from prodia.problems.cli import BAD_VALUE, EXISTS, MISSING_ARGUMENT, NO_FILE, NO_MATCH, NOT_WRITABLE

if TYPE_CHECKING:
    from prodia.batch.filescores import Scored
    from prodia.problems import Problem
    from prodia.scoring.key import ScoringKey

SHOWN = 20  # refusals told one by one on the screen
BAR_FROM = 20_000
_TABS = {"tab": "\t"}


def score(
    ctx: typer.Context,
    instrument: Annotated[str, typer.Argument(help="An instrument: id or id@version.")],
    data: Annotated[str | None, typer.Argument(help="People to score: a CSV or Parquet file.")] = None,
    norms: Annotated[
        list[str] | None, typer.Option(help="Norms to use: id or id@version; may be said again.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="An item, id, born, sex, ...=its column in the file.")
    ] = None,
    empty: Annotated[
        list[str] | None, typer.Option(help="What stands for an empty cell, such as NA or 99.")
    ] = None,
    separator: Annotated[str | None, typer.Option(help="Between the cells: , ; or tab.")] = None,
    out: Annotated[
        str | None, typer.Option(help="Write the scores here (.csv or .parquet) instead of on the screen.")
    ] = None,
    refused: Annotated[
        str | None, typer.Option(help="Write every refused row and cell here, as CSV.")
    ] = None,
    answer: Annotated[
        list[str] | None, typer.Option(help="Without a file: item=answer, or q1..q9=0.")
    ] = None,
    person: Annotated[
        list[str] | None, typer.Option(help="Without a file: born, tested, age_months, sex, grade=value.")
    ] = None,
    picture: Annotated[
        str | None, typer.Option(help="Without a file: write the profile here, as SVG.")
    ] = None,
    pack: Pack = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Score a file of people, or one form, with how each score was made."""
    screen = face(ctx)
    key = _key(catalogue(pack), instrument, norms or [], screen)
    if data is None:
        from prodia.cli.oneform import one_form

        if not answer:
            raise WrongUse(MISSING_ARGUMENT, command=ctx.command_path, name="DATA / --answer")
        one_form(screen, key, answer, person or [], picture, format)
        return
    _file(
        screen, key, data, _pairs(column or [], "--column"), frozenset(empty or []), separator, out, refused
    )


def _key(found: Any, instrument: str, norms: list[str], screen: Face) -> ScoringKey:
    from prodia.batch.keys import norms_for, scoring_key

    references = found.instruments()
    ids = list(dict.fromkeys(r.partition("@")[0] for r in references))
    if instrument not in (references if "@" in instrument else ids):
        words = {"what_nl": "instrument", "what_en": "instrument", "name": instrument}
        raise WrongUse(NO_MATCH, **words, **near(instrument, list(references) if "@" in instrument else ids))
    known = norms_for(found, instrument.partition("@")[0])
    for name in norms:
        if name not in known and name not in {n.partition("@")[0] for n in found.norms()}:
            words = {"what_nl": "normgroep", "what_en": "norm group", "name": name}
            raise WrongUse(NO_MATCH, **words, **near(name, list(known)))
    return scoring_key(found, instrument, norms=norms, lang=screen.lang)


def _pairs(said: list[str], option: str) -> dict[str, str]:
    """name=value, each name once."""
    found: dict[str, str] = {}
    for one in said:
        name, equals, value = one.partition("=")
        if not equals or not name or name in found:
            words = {
                "wanted_nl": "schrijf naam=waarde, elke naam één keer.",
                "wanted_en": "write name=value, each name once.",
            }
            raise WrongUse(BAD_VALUE, name=option, **words)
        found[name] = value
    return found


def _file(
    screen: Face,
    key: ScoringKey,
    data: str,
    columns: dict[str, str],
    empty: frozenset[str],
    separator: str | None,
    out: str | None,
    refused: str | None,
) -> None:
    import os

    from prodia.batch.filerows import SEPARATORS, opened
    from prodia.batch.filescores import scored_chunks
    from prodia.batch.layout import laid_out

    separator = _TABS.get(separator or "", separator)
    if separator is not None and separator not in SEPARATORS:
        words = {"wanted_nl": "kies uit: «,», «;», «tab».", "wanted_en": "choose from: «,», «;», «tab»."}
        raise WrongUse(BAD_VALUE, name="--separator", **words)
    if not os.path.isfile(data):
        raise WrongUse(NO_FILE, path=data)
    for path in (out, refused):
        if path and os.path.exists(path):
            raise WrongUse(EXISTS, path=path)
    file = opened(data, separator)
    layout, problems = laid_out(file.head, key.instrument, columns)
    for problem in problems:
        screen.err.print(complaint(problem, screen.lang), soft_wrap=True)
    if layout is None:
        raise typer.Exit(2)
    every: list[Problem] = []
    count = 0
    with ExitStack() as stack:
        write = _writer(stack, out)
        chunks = scored_chunks(file, layout, key, empty=empty)
        for rows in _watched(chunks, screen, data, stack):
            write(rows)
            count += len(rows.numbers)
            every += rows.refused
    _summed(screen, key, count, every, out, refused)
    if every:
        raise typer.Exit(1)


def _writer(stack: ExitStack, out: str | None) -> Any:
    from prodia.batch.filewrite import csv_writer, parquet_writer

    if out is None:
        return csv_writer(sys.stdout)
    if out.endswith(".parquet"):
        return stack.enter_context(parquet_writer(out))
    try:
        return csv_writer(stack.enter_context(open(out, "x", encoding="utf-8", newline="")))
    except OSError:
        raise WrongUse(NOT_WRITABLE, path=out) from None


def _watched(chunks: Iterator[Scored], screen: Face, data: str, stack: ExitStack) -> Iterator[Scored]:
    """The chunks, with a bar on the error screen when there are many rows and somebody looks."""
    import os

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


def _summed(
    screen: Face, key: ScoringKey, count: int, every: list[Problem], out: str | None, refused: str | None
) -> None:
    for problem in every[:SHOWN]:
        screen.err.print(complaint(problem, screen.lang), soft_wrap=True)
    if len(every) > SHOWN:
        more = len(every) - SHOWN
        screen.err.print(screen.say(f"... en nog {more}.", f"... and {more} more."))
    if refused is not None:
        write_new(refused, "".join(_lines(every, screen)))
    where = out or screen.say("het scherm", "the screen")
    told = screen.say(
        f"{key.instrument.reference}: {count} rijen naar {where}, {len(every)} keer geweigerd.",
        f"{key.instrument.reference}: {count} rows to {where}, {len(every)} refusals.",
    )
    screen.err.print(told, style="open" if every else "good")


def _lines(every: list[Problem], screen: Face) -> Iterator[str]:
    import csv
    import io

    stream = io.StringIO()
    out = csv.writer(stream, lineterminator="\n")
    out.writerow(("row", "column", "code", "name", "message", "hint"))
    for p in every:
        args = dict(p.args)
        row = (args.get("row", ""), args.get("column", ""), p.code, p.name(screen.lang))
        out.writerow((*row, p.message(screen.lang), p.hint(screen.lang)))
    yield stream.getvalue()
