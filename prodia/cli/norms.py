"""``prodia norms``: a norm table of the user's own, read into a private pack."""

# What is said on the command line becomes a declaration of norms, the table becomes its rows; the checking is
# prodia.content.normimport. Rows are written before the declaration that names them, and what was written is
# taken away again when the rest can not be.

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from prodia.cli.catalogue import Pack, loaded
from prodia.cli.face import Face, WrongUse, complaint, face
from prodia.cli.files import PRIVATE, read_bytes, write_whole
from prodia.model.norms import AgeConvention, IntervalKind, NormKind, listed
from prodia.problems.commands import BAD_VALUE, EXISTS, MISSING_ARGUMENT, NO_MATCH
from prodia.words import Words

if TYPE_CHECKING:
    from prodia.content import Catalogue
    from prodia.content.normimport import Made
    from prodia.model.norms import Norms

Several = list[str] | None
_SPAN = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\.\.(-?[0-9]+(?:\.[0-9]+)?)", re.ASCII)
_FITTED = ("raw", "norm", "scale", "age")


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="The norm table: CSV (, ; or tab) or XLSX.")],
    instrument: Annotated[str, typer.Option(help="The id of the instrument.")],
    norms: Annotated[str, typer.Option(help="The name to give the norms: id@version.")],
    into: Annotated[str, typer.Option(help="The folder of your private pack.")],
    kind: Annotated[str, typer.Option(help=f"The kind: {listed(NormKind)}.")],
    group: Annotated[str, typer.Option(help="Whom the norms are about.")],
    country: Annotated[str, typer.Option(help="The country of the norm group.")],
    year: Annotated[int | None, typer.Option(help="The year of the norm study.")] = None,
    n: Annotated[int | None, typer.Option(help="How many people it had.", min=1)] = None,
    language: Annotated[str | None, typer.Option(help="The language of the test.")] = None,
    medium: Annotated[str | None, typer.Option(help="Paper or screen.")] = None,
    age: Annotated[
        str | None,
        typer.Option(help=f"How age is counted: {listed(AgeConvention)}."),
    ] = None,
    by: Annotated[Several, typer.Option(help="What else a row is looked up by: sex, grade, ...")] = None,
    scale: Annotated[Several, typer.Option(help="The scale of the table; may be said again.")] = None,
    gives: Annotated[Several, typer.Option(help="A score it gives: T, percentile, SS, ...")] = None,
    normalised: Annotated[
        bool | None,
        typer.Option("--normalised/--linear", help="Whether scores were normalised or follow from the z."),
    ] = None,
    column: Annotated[Several, typer.Option(help="OURS=THEIRS: the name a column has in the file.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Which sheet of a spreadsheet.")] = None,
    interval_kind: Annotated[
        str | None,
        typer.Option(help=f"The interval: {listed(IntervalKind)}."),
    ] = None,
    level: Annotated[float | None, typer.Option(help="How sure it is, such as 0.95.")] = None,
    reliability: Annotated[float | None, typer.Option(help="Of every row, 0 to 1.", min=0, max=1)] = None,
    on: Annotated[str | None, typer.Option(help="On which scale the interval lies.")] = None,
    fitted: Annotated[
        Several,
        typer.Option(help="Of a polynomial: raw=0..28, norm=25..75, scale=T and age=years."),
    ] = None,
    predictor: Annotated[
        Several, typer.Option(help='Of a regression: NAME=EXPRESSION, such as parent=informant = "parent".')
    ] = None,
    words: Annotated[
        Several, typer.Option(help="Every word that a predictor can read: informant=parent,self.")
    ] = None,
    pack: Pack = None,
) -> None:
    """Read your own norm table into a private pack: a row per score, not a column per age band."""
    from prodia.content.normimport import SOURCE, imported
    from prodia.content.strictcsv import MAX_BYTES
    from prodia.errors import ContentError

    screen = face(ctx)
    data = read_bytes(file, MAX_BYTES)
    id, version = _reference(norms)
    if "@" in instrument:
        raise _bad("--instrument", "geef het id zonder versie.", "give the id without a version.")
    found = loaded([*(pack or []), *([into] if os.path.isdir(into) else [])]).catalogue
    definition = found.instrument(instrument).definition
    if scale is None and len(definition.scales) == 1:
        scale = list(definition.scales)
    said: dict[str, Any] = {
        "format": 1,
        "id": id,
        "version": version,
        "instrument": definition.id,
        "group": group,
        "country": country,
        "language": language,
        "medium": medium,
        "year": year,
        "n": n,
        "rows": "private",
        "kind": kind,
        "age": age,
        "by": by or (),
        "gives": gives or (),
        "scales": scale or (),
        "normalised": normalised,
        "fitted": _fitted(fitted),
        "predictors": _predictors(predictor),
        "words": {key: some.split(",") for key, some in _pairs("--words", words).items()},
        "interval": _interval(interval_kind, level, on, reliability),
        "source": [{"ref": SOURCE, "confidence": "seen"}],
    }
    declared = _declared(said)
    _free(found, declared, into)
    made = imported(data, file, declared, definition, named=_named(column), sheet=sheet)
    if made.made is None:
        raise ContentError(made.problems)
    for problem in made.problems:
        screen.err.print(complaint(problem, screen.lang), soft_wrap=True)
    _told(screen, made.made, into, _written(made.made, into))


def _bad(name: str, nl: str, en: str) -> WrongUse:
    return WrongUse(BAD_VALUE, name=name, wanted=Words(nl, en))


def _reference(text: str) -> tuple[str, str]:
    from prodia.model.scalars import REFERENCE

    if not re.match(REFERENCE, text) or text.endswith("\n"):
        raise _bad(
            "--norms", "schrijf id@versie, zoals mijn-normen@1.0.0.", "write id@version, like mine@1.0.0."
        )
    id, _, version = text.partition("@")
    return id, version


def _declared(said: dict[str, Any]) -> Norms:
    """The declaration; every word that does not fit is told with its option."""
    from typing import get_args

    from prodia.model.instrument import Derived
    from prodia.model.norms import AgeConvention, IntervalKind, KeyName, NormKind, Norms

    interval = said["interval"] or {}
    fitted = said["fitted"] or {}
    for option, words, known in (
        ("--kind", [said["kind"]], get_args(NormKind)),
        ("--age", [said["age"]], get_args(AgeConvention)),
        ("--by", said["by"], get_args(KeyName)),
        ("--gives", said["gives"], get_args(Derived)),
        ("--interval-kind", [interval.get("kind")], get_args(IntervalKind)),
        ("--on", [interval.get("on")], get_args(Derived)),
        ("--fitted scale", [fitted.get("scale")], get_args(Derived)),
        ("--fitted age", [fitted.get("age")], ("months", "years")),
        ("--words", said["words"], get_args(KeyName)),
    ):
        if any(word is not None and word not in known for word in words):
            listed = ", ".join(f"«{word}»" for word in known)
            raise _bad(option, f"kies uit: {listed}.", f"choose from: {listed}.")
    for option in ("group", "country", "language", "medium"):
        if said[option] is not None and not said[option].strip():
            raise _bad(f"--{option}", "hier hoort een woord.", "a word belongs here.")
    return Norms.model_validate({name: value for name, value in said.items() if value is not None})


def _interval(kind: str | None, level: float | None, on: str | None, reliability: float | None) -> Any:
    if (kind, level, on, reliability) == (None,) * 4:
        return None
    for option, value in (("--interval-kind", kind), ("--level", level), ("--on", on)):
        if value is None:
            raise WrongUse(MISSING_ARGUMENT, command="prodia norms import", name=option)
    if level is not None and not 0 < level < 1:
        raise _bad(
            "--level", "een getal tussen 0 en 1, zoals 0.95.", "a number between 0 and 1, such as 0.95."
        )
    rule = {"kind": kind, "level": level, "on": on}
    return rule if reliability is None else rule | {"reliability": reliability}


def _pairs(option: str, words: Several) -> dict[str, str]:
    """``name=value`` by name."""
    pairs = [word.partition("=") for word in words or []]
    if any(not (name and sign and value) for name, sign, value in pairs):
        raise _bad(option, "schrijf naam=waarde.", "write name=value.")
    return {name: value for name, _, value in pairs}


def _named(words: Several) -> dict[str, str]:
    return _pairs("--column", words)


def _fitted(words: Several) -> dict[str, Any] | None:
    said: dict[str, Any] = dict(_pairs("--fitted", words))
    if not said:
        return None
    if set(said) != set(_FITTED):
        listed = ", ".join(_FITTED)
        raise _bad("--fitted", f"noem ze alle vier: {listed}.", f"name all four: {listed}.")
    for name in ("raw", "norm"):
        ends = _SPAN.fullmatch(said[name])
        if ends is None:
            raise _bad("--fitted", f"schrijf {name}=0..28.", f"write {name}=0..28.")
        said[name] = [float(ends[1]), float(ends[2])]
    return said


def _predictors(words: Several) -> dict[str, str]:
    """Expressions by name. Raises ExpressionError for one that is none."""
    from prodia.language import parse
    from prodia.model.scalars import NAME

    found = _pairs("--predictor", words)
    for name, text in found.items():
        if not re.match(NAME, name):
            raise _bad(
                "--predictor", "begin met een naam: jong=age < 12.", "begin with a name: young=age < 12."
            )
        parse(text)
    return found


def _places(norms: Norms, into: str) -> tuple[str, str, str]:
    """Where the rows, the declaration and the sources stand in a pack."""
    shared = f"{into.rstrip('/') or '/'}/shared"
    here = f"{shared}/norms/{norms.id}/{norms.version}"
    return f"{here}/rows.csv", f"{here}.yaml", f"{shared}/sources.yaml"


def _free(found: Catalogue, norms: Norms, into: str) -> None:
    """Refuse a place that is taken, the library itself, and a pack that does not know the source."""
    from prodia.content import shipped
    from prodia.content.normimport import SOURCE

    rows, declared, sources = _places(norms, into)
    if os.path.realpath(into) == os.path.realpath(shipped()):
        raise _bad(
            "--into",
            "kies een eigen map: deze wordt verspreid.",
            "choose a folder of your own: this one is spread.",
        )
    for path in (declared, rows):
        if os.path.lexists(path):
            raise WrongUse(EXISTS, path=path)
    if norms.reference in found.norms():
        raise WrongUse(EXISTS, path=norms.reference)
    if os.path.lexists(sources) and SOURCE not in found.shared().sources:
        nl = f"zet ze in {sources}, met «kind: test-manual» en «read: whole»."
        en = f"put it in {sources}, with «kind: test-manual» and «read: whole»."
        raise WrongUse(NO_MATCH, what=Words("bron", "source"), name=SOURCE, nearest=Words(nl, en))


def _written(made: Made, into: str) -> list[str]:
    """The files that were made; all of them, or none."""
    from prodia.content.normimport import SOURCES

    rows, declared, sources = _places(made.norms, into)
    todo = [(rows, made.text, PRIVATE), (declared, made.declaration, 0o644)]
    if not os.path.lexists(sources):
        todo.insert(1, (sources, SOURCES, 0o644))
    done: list[str] = []
    try:
        for path, text, mode in todo:
            write_whole(path, text, mode=mode)
            done.append(path)
    except WrongUse:
        for path in done:
            os.unlink(path)
        raise
    return done


def _told(screen: Face, made: Made, into: str, files: list[str]) -> None:
    rows, groups = made.rows, made.groups
    nl = f"Ingelezen: {rows} rijen in {groups} {'groep' if groups == 1 else 'groepen'}."
    en = f"Read in: {rows} rows in {groups} {'group' if groups == 1 else 'groups'}."
    screen.print(Text(screen.say(nl, en), "good"))
    for path in files:
        screen.line(f"  {path}")
    screen.line(f"  sha256 {made.norms.sha256}")
    if made.left:
        listed = ", ".join(f"«{name}»" for name in made.left)
        screen.print(screen.say(f"Niet overgenomen kolommen: {listed}.", f"Columns passed over: {listed}."))
    command = f"prodia score ... --pack {shlex.quote(into)} --norms {made.norms.reference}"
    screen.line(screen.say(f"Nu kan: {command}", f"Now: {command}"))
