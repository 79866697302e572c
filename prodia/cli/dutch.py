"""The help pages in Dutch: one table, keyed by the English that stands with the verbs."""

# ruff: noqa: E501
# typer writes its own few words from names in its module; those are replaced where they exist.

from __future__ import annotations

from typing import Any

from prodia.model.norms import AgeConvention, IntervalKind, NormKind, listed
from prodia.words import Lang

DUTCH = {
    "Diagnostic protocols for pupil guidance that run. Illustrative: decisions stay with people.": "Diagnostische protocollen voor leerlingenbegeleiding, uitvoerbaar gemaakt. Ter illustratie: mensen beslissen.",
    "Exit code 0 fine, 1 findings, 2 wrong use or nothing matched.": "Afsluitcode 0 in orde, 1 bevindingen, 2 verkeerd gebruik of niets gevonden.",
    "nl or en; without it the locale decides.": "nl of en; zonder deze optie beslist de landinstelling.",
    "Show the version and stop.": "Toon de versie en stop.",
    "Show this message and exit.": "Toon deze uitleg en stop.",
    "Keep a case in a file of JSON lines.": "Bewaar een traject in een bestand, een voorval per regel.",
    "Tell one fictitious pupil's trajectory, step by step.": "Vertel het traject van een verzonnen leerling, stap voor stap.",
    "List the protocols with their versions.": "Noem de protocollen met hun versies.",
    "Show a protocol, or one thing in it.": "Toon een protocol, of één onderdeel ervan.",
    "List the instruments, or show one: how it is scored, its cut-offs and its norms.": "Noem de instrumenten, of toon er een: hoe het scoort, zijn grenzen en zijn normen.",
    "Read criteria, derived values and decision tables aloud.": "Lees criteria, afgeleide waarden en beslissingstabellen voor.",
    "Evaluate an expression.": "Reken een uitdrukking uit.",
    "Walk through a protocol, one question at a time.": "Doorloop een protocol, vraag na vraag.",
    "Run worked cases and compare with what they expect.": "Voer uitgewerkte gevallen uit en vergelijk met wat ze verwachten.",
    "Score a file of people, or one form, with how each score was made.": "Bereken de scores van een bestand met personen, of van één formulier, met hoe elke score ontstaat.",
    "An instrument: id or id@version.": "Een instrument: id of id@versie.",
    "People to score: a CSV or Parquet file.": "De personen: een CSV- of Parquet-bestand.",
    "How growth norms are used; extended: CDC's BMI from percentile 95.": "Hoe groeinormen gebruikt worden; extended: de BMI van CDC vanaf percentiel 95.",
    "Norms to use: id or id@version; may be said again.": "Normen: id of id@versie; mag meer dan eens.",
    "An item, id, born, sex, ...=its column in the file.": "Een item, id, born, sex, ...=zijn kolom in het bestand.",
    "What stands for an empty cell, such as NA or 99.": "Wat voor een lege cel staat, zoals NA of 99.",
    "Between the cells: , ; or tab.": "Tussen de cellen: , ; of tab.",
    "Another instrument of the same battery; may be said again.": "Nog een instrument van dezelfde batterij; mag meer dan eens.",
    "Write the profile of scores here, as SVG.": "Schrijf het profiel van de scores hier, als SVG.",
    "Write the scores here (.csv, .json, .parquet), not on the screen.": "Schrijf de scores hier (.csv, .json, .parquet), niet op het scherm.",
    "Write every refused row and cell here, as CSV.": "Schrijf elke geweigerde rij en cel hier, als CSV.",
    "Without a file: item=answer, or q1..q9=0.": "Zonder bestand: item=antwoord, of q1..q9=0.",
    "Without a file: born, tested, age_months, sex, grade=value.": "Zonder bestand: born, tested, age_months, sex, grade=waarde.",
    "Without a file: write the profile here, as SVG.": "Zonder bestand: schrijf het profiel hier, als SVG.",
    "Check content: every mistake of every file in one run.": "Controleer inhoud: elke fout van elk bestand in één keer.",
    "Print or write the JSON Schemas of the content format.": "Toon of schrijf de JSON-schema's van het formaat.",
    "Begin a case with its opened event.": "Begin een traject met het voorval «opened».",
    "Record one event more.": "Leg nog een voorval vast.",
    "Show how a case stands: what is known, judged, proposed and still needed.": "Toon hoe een traject ervoor staat: wat geweten, beoordeeld, voorgesteld en nog nodig is.",
    "Tell a case to an audience: only what is meant for them.": "Vertel een traject aan een lezer: alleen wat voor die lezer bedoeld is.",
    "Verify the chain of a case file; a changed line is named.": "Ga de keten van een trajectbestand na; een veranderde regel wordt genoemd.",
    "Move a case to another version of its protocol, or look first what that changes.": "Verhuis een traject naar een andere versie van zijn protocol, of kijk eerst wat dat verandert.",
    "A folder shaped like protocols/, or the name of an installed pack; may be said again.": "Een map met de vorm van protocols/, of de naam van een geïnstalleerd pakket; mag meer dan eens.",
    "A protocol: id or id@version.": "Een protocol: id of id@versie.",
    "A phase, step, field, criterion or decision in it.": "Een fase, stap, vraag, criterium of beslissing ervan.",
    "A protocol (id or id@version), or an expression.": "Een protocol (id of id@versie), of een uitdrukking.",
    "One criterion, derived value or decision of it.": "Eén criterium, afgeleide waarde of beslissing ervan.",
    "Which schema; without it, their names.": "Welk schema; zonder naam: hun namen.",
    "Write every schema into this folder.": "Schrijf elk schema in deze map.",
    "An expression, such as 'a < 10 and b'.": "Een uitdrukking, zoals 'a < 10 and b'.",
    "A value: name=value. May be said again.": "Een waarde: naam=waarde. Mag meer dan eens.",
    "Show every part with its value.": "Toon elk deel met zijn waarde.",
    "One JSON object a line in, one a line out.": "Eén JSON-object per regel in, één per regel uit.",
    "text or json.": "text of json.",
    "text, json or github.": "text, json of github.",
    "text, plain, markdown or json.": "text, plain, markdown of json.",
    "A pack, the folder of a protocol, or a file in it.": "Een pakket, de map van een protocol, of een bestand erin.",
    "Worked cases: files, or folders of them.": "Uitgewerkte gevallen: bestanden, of mappen ervan.",
    "Keep the case in this file, or go on with it.": "Bewaar het traject in dit bestand, of ga ermee verder.",
    "The kind of guidance.": "De vorm van begeleiding.",
    "The date of birth, as 2014-05-17.": "De geboortedatum, zoals 2014-05-17.",
    "The day, as 2026-09-01; without it, today.": "De dag, zoals 2026-09-01; zonder deze optie vandaag.",
    "The file of the case.": "Het bestand van het traject.",
    "The event as JSON.": "Het voorval als JSON.",
    "A file with the event as JSON; - is stdin.": "Een bestand met het voorval als JSON; - is stdin.",
    "Why this decision is proposed, or this criterion so judged.": "Waarom deze beslissing zo voorgesteld, of dit criterium zo beoordeeld wordt.",
    "DECISION=OUTCOME: why that is not proposed.": "BESLISSING=UITKOMST: waarom die niet voorgesteld wordt.",
    "For whom.": "Voor wie.",
    "The version to move to: id@version.": "De versie waarnaar verhuisd wordt: id@versie.",
    "The seal kept elsewhere: lines taken off the end show too.": "Het elders bewaarde zegel: zo blijkt ook wat achteraan weg is.",
    "Only show what would change.": "Toon alleen wat er zou veranderen.",
    "The role that moves the case.": "De rol die het traject verhuist.",
    "The name of the person.": "De naam van de persoon.",
    "Why.": "Waarom.",
    "Norm tables of your own.": "Eigen normtabellen.",
    "Read your own norm table into a private pack: a row per score, not a column per age band.": "Lees een eigen normtabel in een eigen pakket in: een rij per score, geen kolom per leeftijdsband.",
    "The norm table: CSV (, ; or tab) or XLSX.": "De normtabel: CSV (, ; of tab) of XLSX.",
    "The id of the instrument.": "Het id van het instrument.",
    "The name to give the norms: id@version.": "De naam voor de normen: id@versie.",
    "The folder of your private pack.": "De map van je eigen pakket.",
    f"The kind: {listed(NormKind)}.": f"De soort: {listed(NormKind)}.",
    "Whom the norms are about.": "Over wie de normen gaan.",
    "The country of the norm group.": "Het land van de normgroep.",
    "The year of the norm study.": "Het jaar van het normonderzoek.",
    "How many people it had.": "Hoeveel mensen eraan deelnamen.",
    "The language of the test.": "De taal van de test.",
    "Paper or screen.": "Papier of scherm.",
    f"How age is counted: {listed(AgeConvention)}.": f"Hoe leeftijd geteld wordt: {listed(AgeConvention)}.",
    "What else a row is looked up by: sex, grade, ...": "Waarop een rij nog opgezocht wordt: sex, grade, ...",
    "The scale of the table; may be said again.": "De schaal van de tabel; mag meer dan eens.",
    "A score it gives: T, percentile, SS, ...": "Een score die ze geeft: T, percentile, SS, ...",
    "Whether scores were normalised or follow from the z.": "Of de scores genormaliseerd zijn of uit de z volgen.",
    "OURS=THEIRS: the name a column has in the file.": "ONZE=HUNNE: hoe een kolom in het bestand heet.",
    "Which sheet of a spreadsheet.": "Welk blad van een rekenblad.",
    f"The interval: {listed(IntervalKind)}.": f"Het interval: {listed(IntervalKind)}.",
    "How sure it is, such as 0.95.": "Hoe zeker het is, zoals 0.95.",
    "Of every row, 0 to 1.": "De betrouwbaarheid van elke rij, 0 tot 1.",
    "On which scale the interval lies.": "Op welke schaal het interval ligt.",
    'Of a regression: NAME=EXPRESSION, such as parent=informant = "parent".': 'Van een regressie: NAAM=UITDRUKKING, zoals parent=informant = "parent".',
    "Every word that a predictor can read: informant=parent,self.": "Elk woord dat een voorspeller kan lezen: informant=parent,self.",
    "Of a polynomial: raw=0..28, norm=25..75, scale=T and age=years.": "Van een polynoom: raw=0..28, norm=25..75, scale=T en age=years.",
}  # fmt: skip
_OWN = {
    "ARGUMENTS_PANEL_TITLE": ("Argumenten", "Arguments"),
    "OPTIONS_PANEL_TITLE": ("Opties", "Options"),
    "COMMANDS_PANEL_TITLE": ("Opdrachten", "Commands"),
    "REQUIRED_LONG_STRING": ("[verplicht]", "[required]"),
    "DEFAULT_STRING": ("[anders: {}]", "[default: {}]"),
}


def translated(command: Any, lang: Lang, args: list[str]) -> Any:
    """The command with the help of itself and of everything below it in ``lang``, if ``args`` may show it."""
    if not {"--help", "-h"} & set(args) and args[-1:] not in (["case"], ["norms"]) and args:
        return command
    from typer import rich_utils  # costs more than all of typer, and only help needs it

    for name, (nl, en) in _OWN.items():
        if hasattr(rich_utils, name):
            setattr(rich_utils, name, nl if lang == "nl" else en)
    if lang == "nl":
        _walk(command)
    return command


def texts(command: Any) -> list[str]:
    """Every text of the help pages, in the order of the commands."""
    found = [t for t in (command.help, command.epilog) if t]
    found += [p.help for p in command.params if getattr(p, "help", None)]
    return found + [t for one in getattr(command, "commands", {}).values() for t in texts(one)]


def _walk(command: Any) -> None:
    for name in ("help", "epilog", "short_help"):
        said = getattr(command, name, None)
        if said:
            setattr(command, name, DUTCH.get(said, said))
    helper = command.get_help_option(command.context_class(command, help_option_names=["--help", "-h"]))
    for param in (*command.params, *([helper] if helper else [])):
        if getattr(param, "help", None):
            param.help = DUTCH.get(param.help, param.help)
    for one in getattr(command, "commands", {}).values():
        _walk(one)
