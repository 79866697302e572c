"""``prodia norms``: a norm table of the user's own, read into a private pack."""

# The checking is prodia.content.normimport, the writing prodia.store.norms; here is what each option means.

from __future__ import annotations

import os
import re
import shlex
from typing import Any, get_args

import click

from prodia.cli.commands import Option, pairs, takes
from prodia.cli.files import read_bytes, writing
from prodia.cli.packs import PACK, know_instrument, loaded
from prodia.cli.tables import READING, explained, show_reading, told_of, usable
from prodia.cli.terminal import Terminal, WrongUse, unfit
from prodia.content import Catalogue, shipped
from prodia.content.normimport import SOURCE, Made, imported
from prodia.content.reading import Asked
from prodia.content.tables import MAX_BYTES
from prodia.errors import ContentError
from prodia.language import parse
from prodia.model.norms import AgeConvention, KeyName, NormKind, Norms, listed
from prodia.model.scalars import NAME, REFERENCE
from prodia.model.scales import Derived, IntervalKind
from prodia.problems.commands import EXISTS, MISSING_ARGUMENT, NO_MATCH
from prodia.store.norms import add_norms, places
from prodia.words import Words

_SPAN = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\.\.(-?[0-9]+(?:\.[0-9]+)?)", re.ASCII)
_SAID = "group country language medium year n kind age by gives normalised".split()
_FITTED = ("raw", "norm", "scale", "age")


@takes(
    f"""
        file: De normtabel: CSV (, ; of tab) of XLSX. | The norm table: CSV (, ; or tab) or XLSX.
        --instrument!: Het id van het instrument. | The id of the instrument.
        --norms!: De naam voor de normen: id@versie. | The name to give the norms: id@version.
        --into!: De map van je eigen pakket. | The folder of your private pack.
        --kind!: De soort: {listed(NormKind)}. | The kind: {listed(NormKind)}.
        --group!: Over wie de normen gaan. | Whom the norms are about.
        --country!: Het land van de normgroep. | The country of the norm group.
    """,
    Option("--year", "Het jaar van het normonderzoek.", "The year of the norm study.", type=int),
    Option("--n", "Hoeveel mensen eraan deelnamen.", "How many people it had.", type=click.IntRange(min=1)),
    f"""
        --language: De taal van de test. | The language of the test.
        --medium: Papier of scherm. | Paper or screen.
        --age: Hoe leeftijd geteld wordt: {listed(AgeConvention)}.
            | How age is counted: {listed(AgeConvention)}.
        --by*: Waarop een rij nog opgezocht wordt: sex, grade, ...
            | What else a row is looked up by: sex, grade, ...
        --scale*: De schaal van de tabel; mag meer dan eens. | The scale of the table; may be said again.
        --gives*: Een score die ze geeft: T, percentile, SS, ... | A score it gives: T, percentile, SS, ...
    """,
    Option(
        "--normalised/--linear",
        "Of de scores genormaliseerd zijn of uit de z volgen.",
        "Whether scores were normalised or follow from the z.",
        default=None,
    ),
    f"""
        --column*: ONZE=HUNNE: hoe een kolom in het bestand heet.
            | OURS=THEIRS: the name a column has in the file.
        --interval-kind: Het interval: {listed(IntervalKind)}. | The interval: {listed(IntervalKind)}.
    """,
    "--level#: Hoe zeker het is, zoals 0.95. | How sure it is, such as 0.95.",
    Option(
        "--reliability",
        "De betrouwbaarheid van elke rij, 0 tot 1.",
        "Of every row, 0 to 1.",
        type=click.FloatRange(0, 1),
    ),
    """
        --on: Op welke schaal het interval ligt. | On which scale the interval lies.
        --fitted*: Van een polynoom: raw=0..28, norm=25..75, scale=T en age=years.
            | Of a polynomial: raw=0..28, norm=25..75, scale=T and age=years.
        --predictor*: Van een regressie: NAAM=UITDRUKKING, zoals parent=informant = "parent".
            | Of a regression: NAME=EXPRESSION, such as parent=informant = "parent".
        --words*: Elk woord dat een voorspeller kan lezen: informant=parent,self.
            | Every word that a predictor can read: informant=parent,self.
    """,
    *READING,
    PACK,
)
def import_(
    screen: Terminal, file: str, instrument: str, norms: str, into: str, pack: tuple[str, ...], **given: Any
) -> int | None:
    """What is said becomes a declaration, the table its rows; both are written into the pack, or neither."""
    data = read_bytes(file, MAX_BYTES)
    id, version = _reference(norms)
    if "@" in instrument:
        raise unfit("--instrument", "geef het id zonder versie.", "give the id without a version.")
    found = loaded([*pack, *([into] if os.path.isdir(into) else [])]).catalogue
    know_instrument(found, instrument)
    definition = found.instrument(instrument).definition
    declared = _declared(
        {name: given[name] for name in _SAID}
        | {"format": 1, "id": id, "version": version, "instrument": definition.id, "rows": "private"}
        | {"scales": given["scale"] or (tuple(definition.scales) if len(definition.scales) == 1 else ())}
        | {"fitted": _fitted(given["fitted"]), "predictors": _predictors(given["predictor"])}
        | {"words": {key: some.split(",") for key, some in pairs(given["words"], "--words").items()}}
        | {"interval": _interval(*(given[name] for name in ("interval_kind", "level", "on", "reliability")))}
        | {"source": [{"ref": SOURCE, "confidence": "seen"}]}
    )
    _free(found, declared, into)
    named = pairs(given["column"], "--column")
    asked = Asked(told_of(given), decimal=given["decimal"])
    with usable(screen, given["explain_file"]):
        made = imported(data, file, declared, definition, named=named, asked=asked)
        if made.account is not None:
            show_reading(screen, made.account, alone=True)
        if made.made is None:
            raise ContentError(made.problems)
    screen.note(made.problems)
    if given["explain_file"]:
        return explained(made.problems)
    with writing(into):
        files = add_norms(made.made, into)
    _told(screen, made.made, into, files)
    return None


def _reference(text: str) -> tuple[str, str]:
    if not re.match(REFERENCE, text) or text.endswith("\n"):
        raise unfit(
            "--norms", "schrijf id@versie, zoals mijn-normen@1.0.0.", "write id@version, like mine@1.0.0."
        )
    id, _, version = text.partition("@")
    return id, version


def _declared(said: dict[str, Any]) -> Norms:
    """The declaration; every word that does not fit is told with its option."""
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
            raise unfit(option, f"kies uit: {listed}.", f"choose from: {listed}.")
    for option in ("group", "country", "language", "medium"):
        if said[option] is not None and not said[option].strip():
            raise unfit(f"--{option}", "hier hoort een woord.", "a word belongs here.")
    return Norms.model_validate({name: value for name, value in said.items() if value is not None})


def _interval(kind: str | None, level: float | None, on: str | None, reliability: float | None) -> Any:
    if (kind, level, on, reliability) == (None,) * 4:
        return None
    for option, value in (("--interval-kind", kind), ("--level", level), ("--on", on)):
        if value is None:
            raise WrongUse(MISSING_ARGUMENT, command="prodia norms import", name=option)
    if level is not None and not 0 < level < 1:
        raise unfit(
            "--level", "een getal tussen 0 en 1, zoals 0.95.", "a number between 0 and 1, such as 0.95."
        )
    rule = {"kind": kind, "level": level, "on": on}
    return rule if reliability is None else rule | {"reliability": reliability}


def _fitted(words: tuple[str, ...]) -> dict[str, Any] | None:
    said: dict[str, Any] = dict(pairs(words, "--fitted"))
    if not said:
        return None
    if set(said) != set(_FITTED):
        listed = ", ".join(_FITTED)
        raise unfit("--fitted", f"noem ze alle vier: {listed}.", f"name all four: {listed}.")
    for name in ("raw", "norm"):
        ends = _SPAN.fullmatch(said[name])
        if ends is None:
            raise unfit("--fitted", f"schrijf {name}=0..28.", f"write {name}=0..28.")
        said[name] = [float(ends[1]), float(ends[2])]
    return said


def _predictors(words: tuple[str, ...]) -> dict[str, str]:
    """Expressions by name. Raises ExpressionError for one that is none."""
    found = pairs(words, "--predictor")
    for name, text in found.items():
        if not re.match(NAME, name):
            raise unfit(
                "--predictor", "begin met een naam: jong=age < 12.", "begin with a name: young=age < 12."
            )
        parse(text)
    return found


def _free(found: Catalogue, norms: Norms, into: str) -> None:
    """Refuse a place that is taken, the library itself, and a pack that does not know the source."""
    rows, declared, sources = places(norms, into)
    if os.path.realpath(into) == os.path.realpath(shipped()):
        raise unfit(
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


def _told(screen: Terminal, made: Made, into: str, files: list[str]) -> None:
    rows, groups = made.rows, made.groups
    nl = f"Ingelezen: {rows} rijen in {groups} {'groep' if groups == 1 else 'groepen'}."
    en = f"Read in: {rows} rows in {groups} {'group' if groups == 1 else 'groups'}."
    screen.tell(nl, en, "good")
    for path in files:
        screen.line(f"  {path}")
    screen.line(f"  sha256 {made.norms.sha256}")
    command = f"prodia score ... --pack {shlex.quote(into)} --norms {made.norms.reference}"
    screen.line(screen.say(f"Nu kan: {command}", f"Now: {command}"))
