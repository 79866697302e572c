"""One function for each kind of need: it asks the person, and gives the events that follow."""

# Who answers, judges or decides is asked, never assumed: the engine can not make these events by itself.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from rich.text import Text

from prodia.cli.asking import MISSING, Later, ask, choose, until, words, yes
from prodia.cli.face import Face
from prodia.model import events as ev
from prodia.telling import case as parts
from prodia.telling import outcomes as decided
from prodia.telling import outcomes as rules
from prodia.telling.values import role
from prodia.words.labels import label as word

if TYPE_CHECKING:
    from prodia.case import Need, State


def asked(screen: Face, state: State, need: Need) -> Iterator[ev.Recorded]:
    """The events with which a person meets a need."""
    makers: dict[str, Callable[[Face, State, Need], Iterator[ev.Recorded]]] = {
        "answer": _answer,
        "consent": _consent,
        "competence": _competence,
        "hypothesis": _hypothesis,
        "judge": _judge,
        "decide": _decide,
        "share": _share,
        "resume": _resume,
    }
    screen.print("")
    of = ", ".join(role(state.plan, r) for r in need.of)
    title = parts.need_title(state.plan, need, screen.lang)
    kind = parts.need_kind(need, screen.lang)
    aside = ": ".join(words for words in (kind if title else "", of) if words)
    head = Text().append(title or kind, "strong")
    screen.print(head.append(f"  ({aside})" if aside else "", "quiet"))
    yield from makers[need.kind](screen, state, need)


def _why(screen: Face, state: State, need: Need) -> Callable[[], None]:
    """What ``?`` says: what it is for, and the reason it is asked now."""

    def tell() -> None:
        lines = [parts.reason(state.plan, need.why, screen.lang)]
        field = state.plan.fields.get(need.id) if need.kind == "answer" else None
        if field is not None:
            lines += [f"{screen.say('Waarvoor', 'What for')}: {field.purpose}."]
            lines += [field.help] if field.help else []
            readers = ", ".join(word("audience", a, screen.lang) for a in field.audience)
            lines += [f"{screen.say('Wie dit mag lezen', 'Who may read this')}: {readers}."]
        step = state.plan.steps.get(need.step or "")
        lines += [f"{step.title}: {step.says}"] if step else []
        for line in lines:
            screen.print(Text(f"  {line}", "place"))

    return tell


def _answer(screen: Face, state: State, need: Need) -> Iterator[ev.Recorded]:
    from prodia.case import read_answer

    field, why = state.plan.fields[need.id], _why(screen, state, need)
    common: dict[str, Any] = {"on": state.day, "by": need.of[0], "field": need.id}
    options = list(field.options.items())
    if field.help:
        screen.print(Text(f"  {field.help}"))
    for number, (_, title) in enumerate(options, 1):
        screen.print(Text().append(f"  {number}. ", "quiet").append(title))

    def read(said: str) -> tuple[Any, Any]:
        if said.lower() in MISSING and said not in field.options:
            return None, MISSING[said.lower()]
        if options and said.isascii() and said.isdigit() and 1 <= int(said) <= len(options):
            said = options[int(said) - 1][0]
        by_title = {title.lower(): id for id, title in options}
        return read_answer(field, by_title.get(said.lower(), said)), None

    value, missing = until(screen, f"  {_wanted(screen, field).strip()}>", read, why)
    if missing is not None:
        yield ev.Answered(**common, missing=missing)
        return
    measured = _measured(screen, state) if field.instrument else None
    yield ev.Answered(**common, value=value, measured=measured)


def _wanted(screen: Face, field: Any) -> str:
    """What sort of answer is wanted, in a few words before the prompt."""
    type = field.value_type
    if field.options:
        return screen.say("nummer ", "number ")
    if type.kind == "truth":
        return screen.say("ja/nee ", "yes/no ")
    if type.kind == "date":
        return screen.say("jjjj-mm-dd ", "yyyy-mm-dd ")
    if type.kind == "duration":
        return "P6M " if type.unit == "months" else "P10D "
    if type.kind == "text":
        return ""
    return f"{type.words()[screen.lang]} {type.range_words()[screen.lang]} ".replace("  ", " ")


def _measured(screen: Face, state: State) -> dt.date | None:
    from prodia.cli.walk import read_day

    prompt = screen.say(
        "  gemeten op (jjjj-mm-dd; Enter: vandaag)>", "  measured on (yyyy-mm-dd; Enter: today)>"
    )
    day = screen.say("de dag van de meting", "the day of the measurement")
    return until(screen, prompt, lambda said: read_day(said, day) if said else None)


def _person(screen: Face, state: State, need: Need, by: tuple[str, ...]) -> dict[str, Any]:
    """Role, name and reason: what makes a judgement or decision that of a person."""
    why = _why(screen, state, need)
    prompt = screen.say("  in welke rol?", "  in which role?")
    picked = choose(screen, prompt, [(r, role(state.plan, r)) for r in by], why)
    return {
        "on": state.day,
        "by": picked,
        "person": words(screen, screen.say("  je naam?", "  your name?"), why),
        "reason": words(screen, screen.say("  waarom?", "  why?"), why),
    }


def _consent(screen: Face, state: State, need: Need) -> Iterator[ev.Recorded]:
    title, why = role(state.plan, need.id), _why(screen, state, need)
    given = yes(
        screen, screen.say(f"  Toestemming van {title}? ja/nee>", f"  Consent of {title}? yes/no>"), why
    )
    prompt = screen.say(
        "  Wat is uitgelegd, en hoe kwam het antwoord?", "  What was explained, and how was it said?"
    )
    step = state.plan.steps.get(need.step or "")
    by = step.by if step else need.id
    basis = words(screen, prompt, why)
    yield ev.Consented.model_validate(
        {"on": state.day, "by": by, "from": need.id, "given": given, "basis": basis}
    )


def _competence(screen: Face, state: State, need: Need) -> Iterator[ev.Recorded]:
    prompt = screen.say(
        "  Kan de leerling dit zelf beoordelen? ja/nee>", "  Can the pupil judge this alone? yes/no>"
    )
    competent = yes(screen, prompt, _why(screen, state, need))
    yield ev.Assessed(competent=competent, **_person(screen, state, need, need.of))


def _hypothesis(screen: Face, state: State, need: Need) -> Iterator[ev.Recorded]:
    """One hypothesis, and more until the person goes on. The if-then note of the protocol is the default."""
    why = _why(screen, state, need)
    left = [h for h in state.plan.hypotheses if h not in state.hypotheses]
    by = need.of[0]
    first = True
    while left:
        listed = [(h, state.plan.hypotheses[h].title) for h in left]
        if not first:
            listed.append(("", screen.say("verder, zonder nog een hypothese", "go on, without another")))
        picked = choose(screen, screen.say("  welke hypothese?", "  which hypothesis?"), listed, why)
        if not picked:
            return
        known = state.plan.hypotheses[picked]
        note = []
        for nl, en, text in (
            ("als ze klopt", "if it holds", known.if_so),
            ("als ze niet klopt", "if it does not", known.if_not),
        ):
            screen.print(Text(f"  {screen.say(nl, en)}: {text}", "quiet"))
            note.append(
                ask(screen, screen.say("  Enter, of eigen woorden>", "  Enter, or your own words>"), why)
                or text
            )
        yield ev.Raised(on=state.day, by=by, hypothesis=picked, if_so=note[0], if_not=note[1])
        left.remove(picked)
        first = False


def _judge(screen: Face, state: State, need: Need) -> Iterator[ev.Recorded]:
    from prodia.cli.screen import drawn

    screen.out.print(
        drawn(rules.verdict_facts(state, state.verdicts[need.id], screen.lang), screen.out.width)
    )
    prompt = screen.say("  Jouw oordeel?", "  Your judgement?")
    options = [(w, word("verdict", w, screen.lang)) for w in ("met", "not met")]
    verdict: Any = choose(screen, prompt, options, _why(screen, state, need))
    yield ev.Judged(criterion=need.id, verdict=verdict, **_person(screen, state, need, need.of))


def _decide(screen: Face, state: State, need: Need) -> Iterator[ev.Recorded]:
    """The proposal is shown; which outcome it becomes, a person says out loud."""
    from prodia.cli.screen import print_sections

    print_sections(screen, [decided.proposals(state, screen.lang, frozenset({need.id}))], bare=True)
    prompt = screen.say("  Wat besluit je?", "  What do you decide?")
    options = [(o, one.title) for o, one in state.plan.decisions[need.id].outcomes.items()]
    outcome = choose(screen, prompt, options, _why(screen, state, need))
    yield ev.Decided(decision=need.id, outcome=outcome, **_person(screen, state, need, need.of))


def _share(screen: Face, state: State, need: Need) -> Iterator[ev.Recorded]:
    prompt = screen.say("  Met wie besproken? (later: nu niet)>", "  Discussed with whom? (later: not now)>")
    told = words(screen, prompt, _why(screen, state, need))
    event = {"on": state.day, "by": need.of[0], "audience": need.id, "with": told}
    yield ev.Shared.model_validate(event)


def _resume(screen: Face, state: State, need: Need) -> Iterator[ev.Recorded]:
    screen.print(
        Text(screen.say(f"  wacht op: {state.waiting_for}", f"  waiting for: {state.waiting_for}"), "open")
    )
    if not yes(screen, screen.say("  hervatten? ja/nee>", "  resume? yes/no>")):
        raise Later
    by = next(iter(state.plan.roles))
    listed = [(id, r.title) for id, r in state.plan.roles.items() if r.side == "clb"] or [(by, by)]
    yield ev.Resumed(
        on=state.day, by=choose(screen, screen.say("  in welke rol?", "  in which role?"), listed)
    )
