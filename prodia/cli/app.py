"""The verbs together: language, exit codes, and every mistake of a person as words instead of a traceback.

Exit codes: 0 fine, 1 findings, 2 wrong use or nothing matched, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping

import click
from click.shell_completion import get_completion_class, shell_complete

from prodia._version import __version__
from prodia.cli.commands import Argument, Option, Verbs, choice, name_of, takes, verbs
from prodia.cli.terminal import Terminal, WrongUse, consoles, is_full, language
from prodia.errors import MissingExtra, ProdiaError, UnknownName
from prodia.problems import Problem, authors
from prodia.problems import commands as kinds
from prodia.words import Words
from prodia.words.lists import nearest

EXPERT = "PRODIA_TRACEBACK"
INTERRUPTED_CODE = 130
COMPLETE = "_PRODIA_COMPLETE"
# What a person gave the verb, and not what stands in a file.
_WRONG_USE = frozenset(
    (authors.NO_LATER_VERSION, authors.NOT_RELEASED, authors.NO_SUCCESSOR, authors.HAS_LAST_DAY)
)
_EXTRAS = {
    "ruamel.yaml": "authors",
    "scipy": "scores",
    "pandas": "frames",
    "pyarrow": "frames",
    "openpyxl": "xlsx",
    "docx": "documents",
    "typst": "documents",
    "mkdocs": "site",
    "material": "site",
    "snowballstemmer": "site",
}


def _version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked:
        ctx.obj.line(__version__)
        ctx.obj.out.file.flush()
        ctx.exit()


CASE = """
    new case:new: Begin een traject met het voorval «opened». | Begin a case with its opened event.
        | prodia case new traject.jsonl --event-file geopend.json
    record case:record: Leg nog een voorval vast. | Record one event more.
        | prodia case record traject.jsonl --event-file antwoord.json
    show case:show: Toon hoe een traject ervoor staat: wat nodig, geweten, beoordeeld, voorgesteld is.
        | Show how a case stands: what is still needed, known, judged, proposed.
        | prodia case show traject.jsonl
    report report:report: Vertel een traject aan een lezer, als brief: alleen wat voor die lezer bedoeld is.
        | Tell a case to an audience, as a letter: only what is meant for them.
        | prodia case report traject.jsonl --audience parents
    to-case case:to_case: Maak van een verzonnen traject een uitgewerkt geval, zonder een woord eruit.
        | Make a worked case of a made-up trajectory, without a word of it.
        | prodia case to-case traject.jsonl nieuw.yaml --title Titel --why Waarom --made-up
    repair case:repair: Zet recht wat een afgebroken schrijfactie of een tekstverwerker met het bestand deed.
        | Put right what an interrupted write or an editor did to the file.
        | prodia case repair traject.jsonl
    verify case:verify: Ga de keten van een trajectbestand na; een veranderde regel wordt genoemd.
        | Verify the chain of a case file; a changed line is named.
        | prodia case verify traject.jsonl
    move moving:move:
        Verhuis een traject naar een andere versie van zijn protocol, of kijk eerst wat dat verandert.
        | Move a case to another version of its protocol, or look first what that changes.
        | prodia case move traject.jsonl --to mijn-protocol@2.0.0 --preview
    follow moving:follow: Sluit een traject en open er een in het protocol waar zijn uitkomst naartoe leidt.
        | Close a case and open one on the protocol that its outcome leads to.
        | prodia case follow traject.jsonl --to ander-protocol --by clb-contact --preview
"""
CASES = """
    move moving:move_all:
        Verhuis elk traject van een map naar een andere versie, of kijk eerst wat dat verandert.
        | Move every case of a folder to another version, or look first what that changes.
        | prodia cases move trajecten --to mijn-protocol@2.0.0 --preview
"""
EXPORT = """
    sql export:sql: Schrijf criteria en beslissingstabellen als SQL voor DuckDB.
        | Write criteria and decision tables as SQL for DuckDB.
        | prodia export sql mijn-protocol --table leerlingen
"""
NORMS = """
    import norms:import_:
        Lees een eigen normtabel in een eigen pakket in: een rij per score, geen kolom per leeftijdsband.
        | Read your own norm table into a private pack: a row per score, not a column per age band.
        | prodia norms import tabel.csv --instrument mijn-lijst --norms mijn-normen@1.0.0 --into pak
            --kind table --group klas --country BE
"""
SITE = """
    build site:build_site: Bouw de site, Nederlands en Engels: een map die ook zonder webserver werkt.
        | Build the site, in Dutch and English: a folder that works without a web server too.
        | prodia site build --pack mijn-pak --out site
    serve site:serve_site: Toon de site op deze machine, en opnieuw bij elke wijziging.
        | Show the site on this machine, and anew at every change.
        | prodia site serve --alone --pack mijn-pak
    zip site:zip_site: Bouw de site en pak ze in één bestand.
        | Build the site and pack it into one file.
        | prodia site zip --pack mijn-pak --out site.zip
"""
VERBS = """
    demo demo:demo: Vertel in een minuut het traject van een verzonnen leerling.
        | Tell one fictitious pupil's trajectory in a minute.
        | prodia demo
    list packs:list_: Noem de protocollen met hun versies. | List the protocols with their versions.
        | prodia list
    show look:show: Toon een protocol, of één onderdeel ervan. | Show a protocol, or one thing in it.
        | prodia show mijn-protocol laag
    say look:say: Lees criteria, afgeleide waarden en beslissingstabellen voor.
        | Read criteria, derived values and decision tables aloud.
        | prodia say mijn-protocol laag
    eval evaluate:eval_: Reken een uitdrukking uit. | Evaluate an expression.
        | prodia eval "score < 10" --let score=8
    walkthrough look:walkthrough_page:
        Schrijf een protocol als één HTML-bestand dat zonder internet in een browser loopt.
        | Write a protocol as one HTML file that runs in a browser without the internet.
        | prodia walkthrough mijn-protocol --audience parents
    form report:form: Geef de vragen van een stap op een blad, om in te vullen of bij een gesprek.
        | Give the questions of a step on a sheet, to fill in or to talk by.
        | prodia form mijn-protocol --format pdf
    walk walk:walk: Doorloop een protocol, vraag na vraag. | Walk through a protocol, one question at a time.
        | prodia walk mijn-protocol --save traject.jsonl
    run worked:run: Voer uitgewerkte gevallen uit en vergelijk met wat ze verwachten.
        | Run worked cases and compare with what they expect.
        | prodia run mijn-pakket/mijn-protocol/1.0.0/cases
    check check:check: Controleer inhoud: elke fout van elk bestand in één keer.
        | Check content: every mistake of every file in one run.
        | prodia check mijn-pakket
    test authors:test:
        Voer de gevallen van een protocol uit; bij wat faalt staat waardoor, en wat het rechtzet.
        | Run the worked cases of a protocol; of what fails, what made it so and what would put it right.
        | prodia test mijn-pakket
    cover authors:cover:
        Toon wat de gevallen van een protocol raken: rijen, uitkomsten, beide kanten van elke grens.
        | Show what the cases of a protocol touch: rows, outcomes, both sides of each cut-off.
        | prodia cover mijn-protocol
    mutate authors:mutate:
        Probeer kleine vergissingen in een protocol uit, en zeg welke geen enkel geval opmerkt.
        | Try small mistakes in a protocol, and say which no case notices.
        | prodia mutate mijn-protocol --kill
    prove authors:prove:
        Bewijs wat een proces moet zijn: toestemming eerst, niemand overgeslagen, elke uitkomst haalbaar.
        | Prove what a process must be: consent first, nobody left out, every outcome within reach.
        | prodia prove mijn-protocol --add
    diff versions:diff:
        Vergelijk twee versies: in woorden, en in wat er anders uitkomt voor wie.
        | Compare two versions: in words, and in what comes out otherwise for whom.
        | prodia diff mijn-protocol
    fix editing:fix:
        Zet recht wat maar op één manier bedoeld kan zijn; --suggest toont de rest.
        | Put right what can only be meant in one way; --suggest shows the rest.
        | prodia fix mijn-pakket --suggest
    fmt editing:fmt: Leg de bestanden van een pakket gelijk; er staat daarna niets anders.
        | Lay out the files of a pack alike; they say nothing else afterwards.
        | prodia fmt mijn-pakket
    card editing:card:
        Toon hoe een versie ervoor staat: haar trede, wat de volgende vraagt, wie ze nalas.
        | Show how a version stands: its tier, what the next one asks, who read it.
        | prodia card mijn-protocol
    watch watch:watch:
        Kijk mee terwijl je schrijft: controleer en test wat verandert.
        | Look along while you write: check and test what changes.
        | prodia watch mijn-pakket
    translate editing:translate:
        Zet de teksten klaar om te vertalen, en tel wat nog open is.
        | Lay out the texts to translate, and count what is left.
        | prodia translate en mijn-pakket
    explain explain:explain: Leg een bevinding uit, met haar voorbeeld: fout, goed en wat er gezegd wordt.
        | Explain a finding, with its example: wrong, right and what is said.
        | prodia explain gat-in-tabel
    new versions:new:
        Begin een protocol: een concept dat meteen klopt, met gevallen; of met «new pack» een pakket.
        | Begin a protocol: a concept that is right at once, with cases; or a pack, with “new pack”.
        | prodia new mijn-protocol --pack mijn-pakket
    new-version versions:new_version: Kopieer een versie naar de volgende, als concept.
        | Copy a version to the next one, as a concept.
        | prodia new-version mijn-protocol --step minor
    release versions:release:
        Geef een versie vrij: kijk of het kan, leg ze vast en schrijf wat ze verandert.
        | Release a version: look whether it can be, freeze it, and write what it changes.
        | prodia release mijn-protocol@1.0.0 --dry
    review versions:review:
        Leg vast dat een ander netwerk een versie nalas, met de vingerafdruk van wat gelezen is.
        | Record that another network read a version, with the digest of what was read.
        | prodia review mijn-protocol@1.0.0 --role psycholoog --network leuven --says approved
    deprecate versions:deprecate: Geef een vrijgegeven versie een opvolger en een laatste dag.
        | Give a released version its successor and its last day.
        | prodia deprecate mijn-protocol@1.0.0 --successor mijn-protocol@2.0.0 --last 2028-08-31
    score score:score:
        Bereken de scores van een bestand met personen, of van één formulier, met hoe elke score ontstaat.
        | Score a file of people, or one form, with how each score was made.
        | prodia score mijn-lijst klas.csv
    batch many:batch: Pas een protocol toe op een bestand met personen: elk oordeel en elk voorstel.
        | Work a protocol out for a file of people: every verdict and every proposal.
        | prodia batch mijn-protocol klas.csv --out uitkomsten.csv
    impact many:impact_: Zeg wat een nieuwe versie of een andere grens doet: wie verandert, van wat naar wat.
        | Say what a new version or another cut-off does: who changes, from what to what.
        | prodia impact mijn-protocol@1.0.0 mijn-protocol@2.0.0 klas.csv
    population many:population_: Verzin personen voor een protocol, om mee te proberen.
        | Make up people for a protocol, to try it with.
        | prodia population mijn-protocol --out personen.csv
    progress progress:progress: Mogen we al zeggen dat er geen vooruitgang is? Van een bestand met metingen.
        | May we say already that there is no progress? Of a file of measurements.
        | prodia progress metingen.csv --direction higher_is_better
    accuracy accuracy:accuracy_: Hoe goed vindt een protocol wie het moet vinden? In een opgegeven bevolking.
        | How well does a protocol find whom it should? In a population that is declared.
        | prodia accuracy mijn-protocol --true same_percentile --pupils 100000 --seed 1 --correlation 0.6
    instruments look:instruments:
        Noem de instrumenten, of toon er een: hoe het scoort, zijn grenzen en zijn normen.
        | List the instruments, or show one: how it is scored, its cut-offs and its norms.
        | prodia instruments mijn-lijst
    schema look:schema: Toon of schrijf de JSON-schema's van het formaat.
        | Print or write the JSON Schemas of the content format.
        | prodia schema --pack mijn-pakket --write mijn-pakket/.schemas
    completion app:completion: Schrijf wat een shell nodig heeft om opdrachten aan te vullen.
        | Write what a shell needs to complete commands.
        | prodia completion bash > prodia.bash
"""

TREE = Verbs(
    "prodia",
    Option(
        "--lang",
        "nl of en; zonder deze optie beslist de landinstelling.",
        "nl or en; without it the locale decides.",
        expose_value=False,
    ),
    Option(
        "--version",
        "Toon de versie en stop.",
        "Show the version and stop.",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_version,
    ),
    nl="Diagnostische protocollen voor leerlingenbegeleiding, uitvoerbaar gemaakt. Ter illustratie: mensen "
    "beslissen.",
    en="Diagnostic protocols for pupil guidance that run. Illustrative: decisions stay with people.",
    ends=Words(
        "Afsluitcode 0 in orde, 1 bevindingen, 2 verkeerd gebruik of niets gevonden.",
        "Exit code 0 fine, 1 findings, 2 wrong use or nothing matched.",
    ),
    verbs={
        **verbs(VERBS),
        "case": Verbs(
            "case",
            nl="Bewaar een traject in een bestand, een voorval per regel.",
            en="Keep a case in a file of JSON lines.",
            verbs=verbs(CASE),
        ),
        "site": Verbs(
            "site",
            nl="De site van protocollen, ook van een eigen pakket.",
            en="The site of protocols, of a pack of your own too.",
            verbs=verbs(SITE),
        ),
        "cases": Verbs("cases", nl="Een map met trajecten.", en="A folder of cases.", verbs=verbs(CASES)),
        "export": Verbs(
            "export",
            nl="Een protocol voor andere programma's.",
            en="A protocol for other programs.",
            verbs=verbs(EXPORT),
        ),
        "norms": Verbs("norms", nl="Eigen normtabellen.", en="Norm tables of your own.", verbs=verbs(NORMS)),
    },
)


@takes(
    Argument(
        "shell",
        "De shell: bash, zsh of fish.",
        "The shell: bash, zsh or fish.",
        type=choice("bash", "zsh", "fish"),
    )
)
def completion(screen: Terminal, shell: str) -> None:
    """What a shell needs to complete verbs, options and the names of protocols: who sources it has that."""
    made = get_completion_class(shell)
    assert made is not None
    screen.whole(made(click.Command("prodia"), {}, "prodia", COMPLETE).source())


def run(args: list[str], environ: Mapping[str, str] | None = None) -> int:
    """One run of the command line: its exit code. Writes to stdout and stderr, raises nothing of a user."""
    out, err = consoles()
    known = os.environ if environ is None else environ
    screen = Terminal(language([], known)[0], out, err)
    try:
        lang, rest = language(args, known)
        screen, args = Terminal(lang, out, err, len(rest) < len(args)), rest
        if asked := known.get(COMPLETE):
            return shell_complete(TREE, {"obj": screen}, "prodia", COMPLETE, asked)
        with TREE.make_context("prodia", args, obj=screen) as ctx:
            code = TREE.invoke(ctx)
        out.file.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except BrokenPipeError:  # who read us has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ProdiaError as error:
        screen.complain(error)
        misused = isinstance(error, WrongUse | MissingExtra | UnknownName) or error.problem.kind in _WRONG_USE
        return 2 if misused else 1
    except click.UsageError as error:
        screen.complain(ProdiaError(_said(error)))
        return 2
    except (KeyboardInterrupt, click.Abort):
        screen.complain(WrongUse(kinds.INTERRUPTED))
        return INTERRUPTED_CODE
    except Exception as error:
        if os.environ.get(EXPERT):
            raise
        if isinstance(error, OSError) and is_full(error):
            # of what the screen was sent to, or a scratch folder
            screen.complain(WrongUse(kinds.DISK_FULL, path=error.filename or "stdout"))
            return 2
        if isinstance(error, FileNotFoundError) and error.filename is None:
            # of no file: the folder that one works in is gone
            screen.complain(WrongUse(kinds.NO_FILE, path="."))
            return 2
        if isinstance(error, ModuleNotFoundError) and error.name in _EXTRAS:
            screen.complain(MissingExtra(error.name, _EXTRAS[error.name]))
            return 2
        screen.complain(WrongUse(kinds.UNFORESEEN, what=type(error).__name__))
        return 1


def _said(error: click.UsageError) -> Problem:
    """The mistake click found, in our words."""
    ctx = error.ctx
    command = ctx.command_path if ctx else "prodia"
    match error:
        case click.NoSuchOption():
            known = [o for p in ctx.command.params if isinstance(p, Option) for o in p.opts] if ctx else []
            return Problem(
                kinds.UNKNOWN_OPTION,
                None,
                command=command,
                name=error.option_name,
                nearest=nearest(error.option_name, [*known, "--lang"]),
            )
        case click.BadOptionUsage():
            return Problem(kinds.MISSING_ARGUMENT, None, command=command, name=error.option_name)
        case click.MissingParameter(param=param):
            return Problem(
                kinds.MISSING_ARGUMENT, None, command=command, name=name_of(param) if param else "?"
            )
        case click.BadParameter(param=param) if param is not None:
            wanted = _wanted(param)
            return Problem(kinds.BAD_VALUE, None, name=name_of(param), wanted=wanted)
    return Problem(kinds.WRONG_USE, None, command=command)


def _wanted(param: click.Parameter) -> Words:
    if isinstance(param.type, click.Choice):
        words = ", ".join(f"«{c}»" for c in param.type.choices)
        return Words(f"kies uit: {words}.", f"choose from: {words}.")
    if isinstance(param.type, click.IntRange) and param.type.max is not None:
        least, most = param.type.min, param.type.max
        return Words(
            f"schrijf een getal van {least} tot en met {most}.", f"write a number from {least} to {most}."
        )
    if isinstance(param.type, click.types.IntParamType):
        return Words("schrijf een geheel getal, zoals 2.", "write a whole number, such as 2.")
    if isinstance(param.type, click.types.FloatParamType):
        return Words(
            "schrijf een getal met een punt, zoals 0.9.", "write a number with a point, such as 0.9."
        )
    return Words("zie --help voor wat hier past.", "see --help for what fits here.")


def main() -> None:
    """Run on ``sys.argv`` and leave with the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    code = run(sys.argv[1:])
    gc.freeze()  # it goes with the process; to look for circles in it first costs a twentieth
    sys.exit(code)
