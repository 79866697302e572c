"""``prodia walk``: a case step by step, one need at a time; what is recorded is saved at once."""

# The case says what is needed (`state.needs`), each kind of need has one function in cli/needs.py that asks
# and returns the event. Here: opening, the loop, taking back, stopping.

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.text import Text

from prodia.cli.asking import Later, Stop, Undo, choose, until, words
from prodia.cli.casefile import Kept, begin, kept
from prodia.cli.catalogue import Pack, catalogue, plan, plans
from prodia.cli.face import Face, WrongUse, face
from prodia.problems.commands import BAD_VALUE
from prodia.words import Words

if TYPE_CHECKING:
    from prodia.content import Catalogue

_MODES = ("trajectory", "consultative", "compulsory")


def walk(
    ctx: typer.Context,
    protocol: Annotated[str, typer.Argument(help="A protocol: id or id@version.")],
    save: Annotated[str | None, typer.Option(help="Keep the case in this file, or go on with it.")] = None,
    mode: Annotated[
        Literal["trajectory", "consultative", "compulsory"] | None, typer.Option(help="The kind of guidance.")
    ] = None,
    born: Annotated[str | None, typer.Option(help="The date of birth, as 2014-05-17.")] = None,
    on: Annotated[str | None, typer.Option(help="The day, as 2026-09-01; without it, today.")] = None,
    pack: Pack = None,
) -> None:
    """Walk through a protocol, one question at a time."""
    screen = face(ctx)
    day = read_day(on, "--on") if on else dt.date.today()
    birth = read_day(born, "--born") if born else None
    found = catalogue(pack)
    try:
        now = _start(screen, found, protocol, save, mode, birth, day)
        now = _loop(screen, now, max(day, now.case.state.day))
    except (Stop, Undo, Later):
        screen.print(
            Text(screen.say("Gestopt voor er iets was vastgelegd.", "Stopped before anything was recorded."))
        )
        return
    _end(screen, now)


def read_day(text: str, name: str) -> dt.date:
    """A calendar date. Raises WrongUse without repeating what was given."""
    try:
        if len(text) == 10:
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    nl, en = "schrijf jaar-maand-dag, zoals 2026-09-01.", "write year-month-day, like 2026-09-01."
    raise WrongUse(BAD_VALUE, name=name, wanted=Words(nl, en))


def _start(
    screen: Face,
    found: Catalogue,
    protocol: str,
    save: str | None,
    mode: str | None,
    born: dt.date | None,
    day: dt.date,
) -> Kept:
    """The case in the file, or a new one from a few questions."""
    from prodia.case import Case
    from prodia.model.events import Opened
    from prodia.words.labels import label as word

    if save is not None and os.path.exists(save):
        now = kept(save, found, screen.lang)
        screen.print(
            Text(
                screen.say(
                    f"Verder met {save}: {now.case.plan.reference}, {len(now.case.events)} voorvallen.",
                    f"Going on with {save}: {now.case.plan.reference}, {len(now.case.events)} events.",
                ),
                "quiet",
            )
        )
        return now
    one = plan(found, protocol, screen)
    _welcome(screen, one)
    picked = mode or choose(
        screen,
        screen.say("Welke vorm van begeleiding?", "Which kind of guidance?"),
        [(m, word("mode", m, screen.lang)) for m in _MODES],
    )
    if picked == "consultative":
        born = None
    elif born is None:
        born = until(
            screen,
            screen.say("Geboortedatum (jjjj-mm-dd)?", "Date of birth (yyyy-mm-dd)?"),
            lambda s: read_day(s, screen.say("de geboortedatum", "the date of birth")),
        )
    question = words(screen, screen.say("Wat is de vraag?", "What is the question?"))
    side = [(id, r.title) for id, r in one.roles.items() if r.side == "clb"] or [
        (id, r.title) for id, r in one.roles.items()
    ]
    by = choose(screen, screen.say("Wie opent het traject?", "Who opens the case?"), side)
    opened: Any = {
        "on": day,
        "by": by,
        "protocol": one.reference,
        "mode": picked,
        "question": question,
        "born": born,
    }
    return begin(Case.open(plans(found, screen.lang), Opened(**opened)), save, "walk")


def _welcome(screen: Face, one: Any) -> None:
    screen.print(Text(one.protocol.title, "heading").append(f"  {one.reference}", "quiet"))
    text = one.protocol.disclaimer.of("team") if one.protocol.disclaimer else None
    if text:
        screen.print(Text(text, "quiet"))
    screen.print(
        Text(
            screen.say(
                "? legt uit · weigert, weet niet of nvt als er geen antwoord is · later · terug · q stopt",
                "? explains · refused, unknown or n/a where there is no answer · later · undo · q stops",
            ),
            "quiet",
        )
    )


def _loop(screen: Face, now: Kept, day: dt.date) -> Kept:
    """Need after need, until nothing is needed or the person stops."""
    from prodia.cli.needs import asked
    from prodia.errors import EventRefused

    passed: set[str] = set()
    while True:
        state = now.case.on(max(day, now.case.state.day))
        open_ = [n for n in state.needs if str(n) not in passed]
        if not open_:
            return now
        need = open_[0]
        try:
            for event in asked(screen, state, need):
                now = now.record(event)
                _recorded(screen, state, now)
                state = now.case.on(state.day)
        except EventRefused as error:
            screen.complain(error)
            passed.add(str(need))
        except Later:
            passed.add(str(need))
        except Undo:
            now = _undone(screen, now, state.day)
            passed.clear()
        except Stop:
            return now


def _recorded(screen: Face, before: Any, now: Kept) -> None:
    """What the event changed: verdicts that say something new, questions that fall away."""
    from prodia.telling.values import marked

    after = now.case.on(before.day)
    for name, verdict in after.verdicts.items():
        if verdict.word != before.verdicts[name].word:
            says = after.plan.criteria[name].says
            word = marked("verdict", verdict.word, screen.lang)
            screen.print(Text(f"  {says}: ", "quiet").append(word.text, word.tone))
    gone = {n.field for n in after.not_needed} - {n.field for n in before.not_needed}
    if gone:
        screen.print(
            Text(
                screen.say(
                    f"  {len(gone)} vragen zijn hierdoor niet meer nodig.",
                    f"  {len(gone)} questions are no longer needed because of this.",
                ),
                "quiet",
            )
        )


def _undone(screen: Face, now: Kept, day: dt.date) -> Kept:
    """The last answer (or consent) taken back, by an event that says so. The log keeps both."""
    from prodia.errors import EventRefused
    from prodia.model.events import Answered, Consented, Withdrawn

    for event in reversed(now.case.events):
        if isinstance(event, (Answered, Consented)):
            what = event.field if isinstance(event, Answered) else "consent"
            if isinstance(event, Answered) and what not in now.case.state.history.replies:
                continue  # taken back already
            back = Withdrawn(on=day, by=event.by, what=what, reason=screen.say("teruggenomen", "taken back"))
            try:
                now = now.record(back)
            except EventRefused:
                continue
            label = now.case.plan.labels.get(what, screen.say("de toestemming", "the consent"))
            screen.print(Text(screen.say(f"Teruggenomen: {label}", f"Taken back: {label}"), "open"))
            return now
    screen.print(
        Text(screen.say("Er is geen antwoord om terug te nemen.", "There is no answer to take back."), "open")
    )
    return now


def _end(screen: Face, now: Kept) -> None:
    from prodia.cli.screen import print_sections
    from prodia.telling import case as parts
    from prodia.telling import outcomes as decided
    from prodia.telling import outcomes as rules

    state = now.case.state
    told = frozenset(c for c, v in state.verdicts.items() if v.word != "not assessable")
    consent = state.plan.consent.decision if state.plan.consent else None
    known = frozenset(d for d, p in state.proposals.items() if p.complete and d != consent)
    made = (
        rules.verdict_table(state, screen.lang, told),
        decided.proposals(state, screen.lang, known),
        parts.needs(state, screen.lang),
    )
    print_sections(screen, made)
    screen.print("")
    if now.path:
        again = f"prodia walk {state.plan.reference} --save {now.path}"
        screen.print(
            Text(
                screen.say(
                    f"Bewaard in {now.path}. Verder: {again}", f"Saved in {now.path}. To go on: {again}"
                ),
                "good",
            )
        )
    else:
        screen.print(Text(screen.say("Niets bewaard (geen --save).", "Nothing saved (no --save)."), "quiet"))
