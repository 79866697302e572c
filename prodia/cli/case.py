"""``prodia case``: a case kept in a file of JSON lines, one event a line, chained."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.text import Text

from prodia.cli.casefile import begin, kept
from prodia.cli.catalogue import Pack, catalogue, plan, plans
from prodia.cli.drawing import saved
from prodia.cli.face import Face, WrongUse, face, nearest
from prodia.cli.files import read_text
from prodia.problems.commands import BAD_JSON, BAD_VALUE, MISSING_ARGUMENT, NO_MATCH, WRONG_USE
from prodia.words import Words

if TYPE_CHECKING:
    from prodia.case.log import Seal
    from prodia.model.events import Recorded
    from prodia.telling import Document as Report

File = Annotated[str, typer.Argument(help="The file of the case.")]
Format = Annotated[Literal["text", "json"], typer.Option("--format", help="text or json.")]
EventText = Annotated[str | None, typer.Option("--event", help="The event as JSON.")]
EventFile = Annotated[
    str | None, typer.Option("--event-file", help="A file with the event as JSON; - is stdin.")
]
NO_PERCENTILE = Words("geen percentiel voor deze lezer.", "no percentile for this reader.")
On = Annotated[str | None, typer.Option(help="The day, as 2026-09-01; without it, today.")]


def new(
    ctx: typer.Context,
    file: File,
    event: EventText = None,
    event_file: EventFile = None,
    pack: Pack = None,
) -> None:
    """Begin a case with its opened event."""
    from prodia.case import Case

    screen = face(ctx)
    found = catalogue(pack)
    case = Case.open(plans(found, screen.lang), _event(event, event_file, file, "new"))
    begin(case, file, _id(file))
    _said(screen, case.state)


def _id(file: str) -> str:
    """The name of the case: that of its file, without folders or ending."""
    from pathlib import Path

    return Path(file).stem or "case"


def record(
    ctx: typer.Context,
    file: File,
    event: EventText = None,
    event_file: EventFile = None,
    pack: Pack = None,
) -> None:
    """Record one event more."""
    screen = face(ctx)
    one = _event(event, event_file, file, "record")
    now = kept(file, catalogue(pack), screen.lang).record(one)
    _said(screen, now.case.state)


def _said(screen: Face, state: Any) -> None:
    from prodia.cli.screen import print_sections
    from prodia.telling.case import needs

    screen.print(Text(screen.say("Vastgelegd.", "Recorded."), "good"))
    print_sections(screen, [needs(state, screen.lang)])


def _event(text: str | None, path: str | None, file: str, verb: str) -> Recorded:
    """The event a person gave, in one of the two ways. Nothing of it goes into a message."""
    import sys

    from prodia.case.log import read_event

    if text is not None and path is not None:
        raise WrongUse(WRONG_USE, command=f"prodia case {verb}")
    if path is not None:
        text = sys.stdin.read() if path == "-" else read_text(path)
    if text is None:
        raise WrongUse(MISSING_ARGUMENT, command=f"prodia case {verb}", name="--event / --event-file")
    return read_event(_json(text), where="--event" if path is None else "stdin" if path == "-" else path)


def _json(text: str) -> Any:
    hint = Words(
        'bijvoorbeeld {"kind": "closed", "on": "2026-09-01", "by": "...", "reason": "..."}.',
        'for instance {"kind": "closed", "on": "2026-09-01", "by": "...", "reason": "..."}.',
    )
    column = 1
    try:
        found = json.loads(text)
        if isinstance(found, dict):
            return found
    except json.JSONDecodeError as error:
        column = error.colno
    except (RecursionError, ValueError):
        pass
    raise WrongUse(BAD_JSON, column=column, hint=hint)


def show(
    ctx: typer.Context,
    file: File,
    on: On = None,
    why: Annotated[
        str | None, typer.Option(help="Why this decision is proposed, or this criterion so judged.")
    ] = None,
    why_not: Annotated[
        str | None, typer.Option("--why-not", help="DECISION=OUTCOME: why that is not proposed.")
    ] = None,
    pack: Pack = None,
    format: Format = "text",
) -> None:
    """Show how a case stands: what is known, judged, proposed and still needed."""
    from prodia.cli.explaining import why as explained
    from prodia.cli.explaining import why_not as refuted
    from prodia.telling import case as parts
    from prodia.telling import outcomes as decided
    from prodia.telling import outcomes as rules
    from prodia.telling.json import section_json

    screen = face(ctx)
    case = kept(file, catalogue(pack), screen.lang).case
    state = case.on(_day(on)) if on else case.state
    lang = screen.lang
    if why is not None:
        made = explained(state, why, lang)
    elif why_not is not None:
        decision, _, outcome = why_not.partition("=")
        made = refuted(state, decision.strip(), outcome.strip(), lang)
    else:
        made = (
            parts.question(state, lang),
            parts.consent(state, lang),
            parts.answers(state, lang),
            rules.verdict_table(state, lang),
            decided.proposals(state, lang, frozenset(d for d, p in state.proposals.items() if p.complete)),
            decided.decisions(state, lang),
            parts.needs(state, lang),
        )
    sections = [s for s in made if s is not None]
    if format == "json":
        screen.json([section_json(s) for s in sections])
        return
    from prodia.cli.screen import print_sections

    print_sections(screen, sections)


def _day(text: str) -> Any:
    import datetime as dt

    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        wanted = Words("schrijf jaar-maand-dag, zoals 2026-09-01.", "write year-month-day, like 2026-09-01.")
        raise WrongUse(BAD_VALUE, name="--on", wanted=wanted) from None


def report(
    ctx: typer.Context,
    file: File,
    audience: Annotated[
        Literal["team", "school", "parents", "pupil_under_12", "pupil_from_12"],
        typer.Option(help="For whom."),
    ] = "team",
    on: On = None,
    pack: Pack = None,
    format: Annotated[
        Literal["text", "markdown", "json", "plain"],
        typer.Option("--format", help="text, plain, markdown or json."),
    ] = "text",
    picture: Annotated[str | None, typer.Option(help="Write the profile of scores here, as SVG.")] = None,
) -> None:
    """Tell a case to an audience: only what is meant for them."""
    from prodia.cli.screen import print_report
    from prodia.telling import report as told
    from prodia.telling import to_json, to_markdown, to_text

    screen = face(ctx)
    case = kept(file, catalogue(pack), screen.lang).case
    state = case.on(_day(on)) if on else case.state
    one = told(state, audience, screen.lang)
    if format != "text":  # on the terminal too, where the report itself goes to a file or a program
        _shared(screen, one)
    match format:
        case "json":
            screen.json(to_json(one))
        case "markdown":
            screen.line(to_markdown(one).rstrip("\n"))
        case "plain":
            screen.line(to_text(one).rstrip("\n"))
        case _:
            print_report(screen, one)
    if picture is not None:
        from prodia.telling.profile import case_profile

        saved(screen, case_profile(state, screen.lang, audience=audience), picture, NO_PERCENTILE)


def _shared(screen: Face, told: Report) -> None:
    """Before a report leaves: who decides on sharing it, and whether that was recorded."""
    section = told.section("sharing")
    for block in section.blocks if section else ():
        screen.err.print(Text(getattr(block, "text", ""), "quiet"), soft_wrap=True)


def verify(
    ctx: typer.Context,
    file: File,
    seal: Annotated[
        str | None, typer.Option(help="The seal kept elsewhere: lines taken off the end show too.")
    ] = None,
    pack: Pack = None,
) -> None:
    """Verify the chain of a case file; a changed line is named."""
    from prodia.case.log import load

    screen = face(ctx)
    text, sealed = read_text(file), _seal(seal)
    case = load(text, plans(catalogue(pack), screen.lang), file=file, sealed=sealed, check=True)
    n, head = len(case.events), json.loads(text.rstrip("\n").rsplit("\n", 1)[-1])["hash"]
    said = screen.say(
        f"{n} voorvallen, elk zoals het geschreven werd.", f"{n} events, each as it was written."
    )
    screen.print(Text(said, "good"))
    keep = screen.say("zegel, om elders te bewaren:", "seal, to keep elsewhere:")
    screen.out.print(Text(f"{keep} {n}:{head}", "quiet"), soft_wrap=True)


def _seal(text: str | None) -> Seal | None:
    """A seal as :func:`verify` writes it. Raises WrongUse for anything else."""
    from prodia.case.log import Seal

    if text is None:
        return None
    found = re.fullmatch(r"([1-9][0-9]{0,8}):([0-9a-f]{64})", text)
    if not found:
        wanted = Words(
            "neem over wat «case verify» als zegel gaf.", "copy what «case verify» gave as the seal."
        )
        raise WrongUse(BAD_VALUE, name="--seal", wanted=wanted)
    return Seal(int(found[1]), found[2])


def move(
    ctx: typer.Context,
    file: File,
    to: Annotated[str, typer.Option(help="The version to move to: id@version.")],
    preview: Annotated[bool, typer.Option("--preview", help="Only show what would change.")] = False,
    by: Annotated[str | None, typer.Option(help="The role that moves the case.")] = None,
    person: Annotated[str | None, typer.Option(help="The name of the person.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    on: On = None,
    pack: Pack = None,
) -> None:
    """Move a case to another version of its protocol, or look first what that changes."""
    import datetime as dt

    from prodia.case.move import preview as look
    from prodia.cli.explaining import moved
    from prodia.cli.screen import print_sections
    from prodia.model.events import Moved

    screen = face(ctx)
    found = catalogue(pack)
    if to not in found.references():
        known = list(found.references())
        raise WrongUse(NO_MATCH, what=Words("versie", "version"), name=to, nearest=nearest(to, known))
    now = kept(file, found, screen.lang)
    target = plan(found, to, screen)
    for name, given in (("--by", by), ("--reason", reason)):
        if not given and not preview:
            raise WrongUse(MISSING_ARGUMENT, command="prodia case move", name=name)
    print_sections(screen, moved(look(now.case, target), now.case.plan, target, screen.lang))
    if preview:
        return
    day = _day(on) if on else dt.date.today()
    now.record(Moved(on=day, by=str(by), person=person, to=to, reason=str(reason)))
    screen.print(Text(screen.say(f"Verhuisd naar {to}.", f"Moved to {to}."), "good"))
