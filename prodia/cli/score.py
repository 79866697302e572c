"""``prodia score``: a file of people, or one filled-in form, against the key of an instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from prodia.cli.catalogue import Pack, catalogue
from prodia.cli.face import Face, WrongUse, face, nearest
from prodia.model.norms import Method
from prodia.problems.commands import BAD_VALUE, MISSING_ARGUMENT, NO_MATCH
from prodia.words import Words

if TYPE_CHECKING:
    from prodia.scoring.key import ScoringKey


def score(
    ctx: typer.Context,
    instrument: Annotated[str, typer.Argument(help="An instrument: id or id@version.")],
    data: Annotated[str | None, typer.Argument(help="People to score: a CSV or Parquet file.")] = None,
    norms: Annotated[
        list[str] | None, typer.Option(help="Norms to use: id or id@version; may be said again.")
    ] = None,
    method: Annotated[
        Method | None,
        typer.Option(help="How growth norms are used; extended: CDC's BMI from percentile 95."),
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="An item, id, born, sex, ...=its column in the file.")
    ] = None,
    empty: Annotated[
        list[str] | None, typer.Option(help="What stands for an empty cell, such as NA or 99.")
    ] = None,
    separator: Annotated[str | None, typer.Option(help="Between the cells: , ; or tab.")] = None,
    out: Annotated[
        str | None,
        typer.Option(help="Write the scores here (.csv, .json, .parquet), not on the screen."),
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
    said = {"--answer": answer, "--person": person, "--picture": picture}
    if data is None:
        said = {"--column": column, "--empty": empty, "--separator": separator}
        said |= {"--out": out, "--refused": refused}
    for option, value in said.items():
        if value is not None:
            words = ("deze optie is voor een bestand.", "this option is for a file.")
            if data is not None:
                words = ("deze optie is voor één formulier.", "this option is for one form.")
            raise WrongUse(BAD_VALUE, name=option, wanted=Words(words[0], words[1]))
    key = _key(catalogue(pack, "shared"), instrument, norms or [], method, screen)
    if data is None:
        from prodia.cli.oneform import one_form

        if not answer:
            raise WrongUse(MISSING_ARGUMENT, command=ctx.command_path, name="DATA / --answer")
        one_form(screen, key, answer, person or [], picture, format)
        return
    from prodia.cli.scorefile import Output, score_file

    columns = pairs(column or [], "--column")
    score_file(screen, key, data, columns, frozenset(empty or []), separator, Output(out, refused, format))


def _key(found: Any, instrument: str, norms: list[str], method: Method | None, screen: Face) -> ScoringKey:
    from prodia.batch.keys import norms_for, scoring_key

    references = found.instruments()
    ids = list(dict.fromkeys(r.partition("@")[0] for r in references))
    if instrument not in (references if "@" in instrument else ids):
        what, like = (
            Words("instrument", "instrument"),
            nearest(instrument, list(references) if "@" in instrument else ids),
        )
        raise WrongUse(NO_MATCH, what=what, name=instrument, nearest=like)
    known = norms_for(found, instrument.partition("@")[0])
    every = {name for reference in found.norms() for name in (reference, reference.partition("@")[0])}
    for name in norms:
        if name not in every:
            what, like = Words("normgroep", "norm group"), nearest(name, list(known))
            raise WrongUse(NO_MATCH, what=what, name=name, nearest=like)
    return scoring_key(found, instrument, norms=norms, method=method, lang=screen.lang)


def pairs(said: list[str], option: str) -> dict[str, str]:
    """name=value, each name once. Raises WrongUse."""
    found: dict[str, str] = {}
    for one in said:
        name, _, value = one.partition("=")
        if not name or not value or name in found:
            wanted = Words("schrijf naam=waarde, elke naam één keer.", "write name=value, each name once.")
            raise WrongUse(BAD_VALUE, name=option, wanted=wanted)
        found[name] = value
    return found
