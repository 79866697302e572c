"""``prodia case``: a case in a file of JSON lines, one event a line, chained; told to one kind of reader."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.text import Text

from prodia.case import Case, State
from prodia.case.log import Seal
from prodia.cli.commands import FORMAT, ON, takes
from prodia.cli.files import begin, kept, looked_at, plans_in, read_text, reading, write_whole
from prodia.cli.files import record as keep_event
from prodia.cli.packs import PACK, plans
from prodia.cli.screen import print_sections, show_sections
from prodia.cli.terminal import Terminal, WrongUse, unfit, unknown
from prodia.errors import ProdiaError
from prodia.model.events import Administered, Opened, Recorded, read_event
from prodia.model.jsontext import read_json
from prodia.model.scalars import ID
from prodia.problems.commands import EVENT_FAR_AHEAD, MISSING_ARGUMENT, WRONG_USE
from prodia.store import casefile
from prodia.telling import administered, outcomes
from prodia.telling import case as parts
from prodia.telling.blocks import Paragraph, Section
from prodia.words import Lang, Words

FILE = "file: Het bestand van het traject. | The file of the case."
EVENT = """
    --event: Het voorval als JSON. | The event as JSON.
    --event-file: Een bestand met het voorval als JSON; - is stdin.
        | A file with the event as JSON; - is stdin.
"""


ANYWAY = """
    --anyway: Waarom het toch deze versie moet zijn, ook al is ze op die dag nog niet van kracht.
        | Why it must be this version, though it is not in force yet on that day.
"""


@takes(FILE, EVENT, ANYWAY, PACK)
def new(
    screen: Terminal,
    file: str,
    event: str | None,
    event_file: str | None,
    anyway: str | None,
    pack: tuple[str, ...],
) -> None:
    """Begin a case with its opened event."""
    found = plans(pack)
    one = _event(event, event_file, file, "new")
    if anyway is not None and isinstance(one, Opened):
        one = one.model_copy(update={"anyway": the_words("--anyway", anyway)})
    case = Case.open(plans_in(found, screen.lang), one)
    begin(screen, case, file, Path(file).stem or "case")
    said(screen, case.state, one)


@takes(FILE, EVENT, PACK)
def record(
    screen: Terminal, file: str, event: str | None, event_file: str | None, pack: tuple[str, ...]
) -> None:
    """Record one event more."""
    one = _event(event, event_file, file, "record")
    now = keep_event(kept(screen, file, plans(pack)), one)
    said(screen, now.case.state, one)


def said(screen: Terminal, state: State, event: Recorded) -> None:
    """That an event was recorded, what came of a test, and what is needed now."""
    screen.tell("Vastgelegd.", "Recorded.", "good")
    if isinstance(event, Administered):
        print_sections(screen, [administered.records(state, screen.lang, frozenset({event.field}))])
    told = (outcomes.urgent, parts.contradictions, parts.warnings, parts.needs)
    print_sections(screen, [one(state, screen.lang) for one in told])


def the_words(name: str, given: str) -> str:
    """What was given as a reason. Raises WrongUse for one without a word."""
    if not given.strip():
        raise unfit(name, "schrijf waarom.", "write why.")
    return given


def _event(text: str | None, path: str | None, file: str, verb: str) -> Recorded:
    """The event a person gave, in one of the two ways. Nothing of it goes into a message."""
    if text is not None and path is not None:
        raise WrongUse(WRONG_USE, command=f"prodia case {verb}")
    if path is not None:
        text = sys.stdin.read() if path == "-" else read_text(path)
    if text is None:
        raise WrongUse(MISSING_ARGUMENT, command=f"prodia case {verb}", name="--event / --event-file")
    one = read_event(_json(text), where="--event" if path is None else "stdin" if path == "-" else path)
    if one.on > dt.date.today() + dt.timedelta(days=366):  # nothing of an earlier day could follow it
        raise WrongUse(EVENT_FAR_AHEAD)
    return one


def _json(text: str) -> Any:
    hint = Words(
        'bijvoorbeeld {"kind": "closed", "on": "2026-09-01", "by": "...", "reason": "..."}.',
        'for instance {"kind": "closed", "on": "2026-09-01", "by": "...", "reason": "..."}.',
    )
    try:
        return read_json(text, hint)
    except ProdiaError as error:
        raise WrongUse(error.problem.kind, **dict(error.problem.args)) from None


@takes(
    FILE,
    ON,
    """
        --why: Waarom deze beslissing zo voorgesteld, of dit criterium zo beoordeeld wordt.
            | Why this decision is proposed, or this criterion so judged.
        --why-not: BESLISSING=UITKOMST: waarom die niet voorgesteld wordt.
            | DECISION=OUTCOME: why that is not proposed.
    """,
    PACK,
    FORMAT,
)
def show(
    screen: Terminal,
    file: str,
    on: dt.date | None,
    why: str | None,
    why_not: str | None,
    pack: tuple[str, ...],
    format: str,
) -> None:
    """Show how a case stands: what is known, judged, proposed and still needed."""
    state, lang = state_of(screen, file, pack, on), screen.lang
    decisions = state.plan.decisions
    if why is not None:
        if why not in decisions and why not in state.plan.criteria:
            known = [*decisions, *state.plan.criteria]
            raise unknown("beslissing of criterium", "decision or criterion", why, known)
        made = outcomes.why(state, why, lang)
    elif why_not is not None:
        decision, outcome = (part.strip() for part in f"{why_not}=".split("=")[:2])
        if decision not in decisions:
            raise unknown("beslissing", "decision", decision, decisions)
        if outcome not in decisions[decision].outcomes:
            raise unknown("uitkomst", "outcome", outcome, decisions[decision].outcomes)
        made = outcomes.why_not(state, decision, outcome, lang)
    else:
        made = _standing(state, lang, everything=format == "json")
    show_sections(screen, made, format)


def state_of(
    screen: Terminal, file: str, pack: tuple[str, ...], on: dt.date | None, lang: Lang | None = None
) -> State:
    """The case in a file as it stands, or stood on that day; ``lang`` that of its texts."""
    case = looked_at(screen, file, plans(pack), lang)
    if on is None:
        return case.state
    if on < (first := case.events[0].on):
        raise unfit("--on", f"de casus begint op {first}.", f"the case begins on {first}.")
    then = case.until(on)
    if left := len(case.events) - len(then.events):
        screen.tell(
            f"Zoals het op {on} was: {left} latere voorvallen tellen niet mee.",
            f"As it was on {on}: {left} later events do not count.",
            "open",
        )
    return then.on(on)


def what_says(state: State) -> tuple[frozenset[str], frozenset[str]]:
    """The criteria that can be assessed, and the decisions with a whole proposal, that on consent aside."""
    consent = state.plan.consent.decision if state.plan.consent else None
    return (
        frozenset(n for n, v in state.verdicts.items() if v.word != "not assessable"),
        frozenset(d for d, p in state.proposals.items() if p.complete and d != consent),
    )


def _standing(state: State, lang: Lang, *, everything: bool) -> tuple[Section | None, ...]:
    """How a case stands: first what no score shows, then what is needed next. On a screen only of criteria
    that say something."""
    said, proposed = what_says(state)
    complete = frozenset(d for d, p in state.proposals.items() if p.complete) if everything else proposed
    return (
        outcomes.urgent(state, lang),
        parts.flags(state, lang),
        parts.contradictions(state, lang),
        parts.needs(state, lang),
        parts.warnings(state, lang),
        parts.question(state, lang),
        parts.consent(state, lang),
        parts.answers(state, lang),
        outcomes.verdict_table(state, lang) if everything else _verdicts(state, lang, said),
        outcomes.proposals(state, lang, complete),
        outcomes.certain(state, lang),
        outcomes.decisions(state, lang),
        outcomes.leads(state, lang),
    )


def _verdicts(state: State, lang: Lang, said: frozenset[str]) -> Section | None:
    table, left = outcomes.verdict_table(state, lang, said), len(state.verdicts) - len(said)
    if table is None or not left:
        return table
    more = Words("nog niet te beoordelen: {n} andere.", "not yet assessable: {n} others.")
    return replace(table, blocks=(*table.blocks, Paragraph(more.fill(lang, {"n": str(left)}), "quiet")))


@takes(
    FILE,
    """
        --seal: Het elders bewaarde zegel: zo blijkt ook wat achteraan weg is.
            | The seal kept elsewhere: lines taken off the end show too.
    """,
    PACK,
)
def verify(screen: Terminal, file: str, seal: str | None, pack: tuple[str, ...]) -> None:
    """Verify the chain of a case file; a changed line is named."""
    now = kept(screen, file, plans(pack), sealed=_seal(seal), check=True)
    n, head = len(now.case.events), json.loads(now.last)["hash"]
    nl, en = ("voorval", "event") if n == 1 else ("voorvallen", "events")
    screen.tell(f"{n} {nl}, elk zoals het geschreven werd.", f"{n} {en}, each as it was written.", "good")
    if seal is None:
        screen.tell(
            "Of er achteraan regels af zijn, ziet alleen wie een zegel van vroeger geeft: --seal.",
            "Whether lines were taken off the end, only a seal kept earlier shows: --seal.",
            "quiet",
        )
    keep = screen.say("zegel, om elders te bewaren:", "seal, to keep elsewhere:")
    screen.out.print(Text(f"{keep} {n}:{head}", "quiet"), soft_wrap=True)


def _seal(text: str | None) -> Seal | None:
    """A seal as :func:`verify` writes it. Raises WrongUse for anything else."""
    if text is None:
        return None
    found = re.fullmatch(r"([1-9][0-9]{0,8}):([0-9a-f]{64})", text)
    if not found:
        raise unfit(
            "--seal",
            "neem over wat «case verify» als zegel gaf.",
            "copy what «case verify» gave as the seal.",
        )
    return Seal(int(found[1]), found[2])


@takes(FILE)
def repair(screen: Terminal, file: str) -> None:
    """Put right what an interrupted write or an editor did to a case file."""
    with reading(file):
        done = casefile.repair(file)
    screen.note(done)
    if not done:
        screen.tell("Er is niets te herstellen.", "There is nothing to repair.", "good")


@takes(
    FILE,
    """
        case: Het uitgewerkte geval, een nieuw bestand .yaml. | The worked case, a new file .yaml.
        --title!: De titel van het geval. | The title of the case.
        --why!: Waarom het geval er is. | Why the case is there.
        --made-up?!: Ik verklaar dat dit traject verzonnen is en over niemand gaat.
            | I declare that this trajectory is made up and is about nobody.
    """,
    PACK,
)
def to_case(
    screen: Terminal, file: str, case: str, title: str, why: str, made_up: bool, pack: tuple[str, ...]
) -> None:
    """Make a worked case of a made-up trajectory: days, answers and outcomes, no word that people wrote."""
    if not made_up:
        raise WrongUse(MISSING_ARGUMENT, command="prodia case to-case", name="--made-up")
    now = kept(screen, file, plans(pack))
    write_case(screen, now.case, case, title, why)


def write_case(screen: Terminal, case: Case, path: str, title: str, why: str) -> None:
    """A trajectory as the file of a worked case; its id is the name of the file."""
    from prodia.authoring.casetext import case_text, to_case  # no other verb waits for it

    id = Path(new_case(path, "CASE")).stem
    write_whole(path, case_text(to_case(case, id, title=title, why=why)), new=True)
    screen.print(path)


def new_case(path: str, name: str) -> str:
    """The place of a worked case that is to be written. Raises WrongUse for what is no name of one."""
    if Path(path).suffix != ".yaml" or not re.fullmatch(ID, Path(path).stem):
        raise unfit(name, "noem een bestand zoals mijn-geval.yaml.", "name a file such as my-case.yaml.")
    return path
