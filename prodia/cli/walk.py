"""``prodia walk``: a case step by step, one need at a time; what is recorded is saved at once."""

# The case says what is needed (`state.needs`); each kind of need has one function below that asks a person
# and gives the events. Above them: opening, the loop, taking back, stopping, and how a question is put.

from __future__ import annotations

import datetime as dt
import os
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rich.text import Text

from prodia.case import Case, State
from prodia.case.answers import no_option, read_answer
from prodia.case.records import Need
from prodia.cli.case import ANYWAY, new_case, what_says, write_case
from prodia.cli.commands import ON, Option, choice, read_day, takes
from prodia.cli.files import begin, free, kept, record
from prodia.cli.packs import PACK, PROTOCOL, catalogue, named, plan
from prodia.cli.screen import drawn, print_sections
from prodia.cli.talk import MISSING, NO_ANSWER, WORDS, Later, Stop, Talk, Undo, UndoOne, measured_on, numbered
from prodia.cli.terminal import Terminal
from prodia.cli.testing import give
from prodia.content import Catalogue
from prodia.errors import EventRefused
from prodia.model import events as ev
from prodia.model.events import Administered, Answered, Consented, Measured, Opened, Withdrawn
from prodia.model.plan import Plan, modes_of
from prodia.model.protocol import NAMELESS, Mode
from prodia.problems import Problem
from prodia.problems.cases import MAY_CHANGE
from prodia.store.casefile import Kept, plans
from prodia.telling import case as parts
from prodia.telling import outcomes
from prodia.telling.administered import records
from prodia.telling.values import heard, marked, named_value, reason, role
from prodia.words import Words
from prodia.words.labels import LABELS
from prodia.words.labels import label as word

_USUAL: tuple[Mode, ...] = ("trajectory", "consultative", "anonymous", "compulsory")


@takes(
    f"""
        protocol: {PROTOCOL}
        --save: Bewaar het traject in dit bestand, of ga ermee verder.
            | Keep the case in this file, or go on with it.
    """,
    """
        --save-case: Schrijf wat je doorliep als uitgewerkt geval in dit nieuwe bestand .yaml.
            | Write what you walked through as a worked case in this new file .yaml.
    """,
    Option("--mode", "De vorm van begeleiding.", "The kind of guidance.", type=choice(*_USUAL)),
    """
        --born@: De geboortedatum, zoals 2014-05-17. | The date of birth, as 2014-05-17.
    """,
    ANYWAY,
    ON,
    PACK,
)
def walk(
    screen: Terminal,
    protocol: str,
    save: str | None,
    save_case: str | None,
    mode: str | None,
    born: dt.date | None,
    anyway: str | None,
    on: dt.date | None,
    pack: tuple[str, ...],
) -> None:
    """Walk through a protocol, one question at a time."""
    day = on or dt.date.today()
    if save_case is not None:
        free(new_case(save_case, "--save-case"))
    if save is not None and not os.path.exists(save):
        free(save)
    protocol, pack = named(protocol, pack)
    found = catalogue(pack)
    try:
        now = _start(screen, found, protocol, save, mode, born, anyway, day)
        now = _loop(screen, now, max(day, now.case.state.day))
    except (Stop, Undo, Later):
        screen.tell("Gestopt voor er iets was vastgelegd.", "Stopped before anything was recorded.")
        return
    _end(screen, now, pack)
    if save_case is not None:
        nl, en = "Een doorlopen traject", "A trajectory that was walked"
        why = screen.say("Doorlopen op het scherm; schrijf hier waarom.", "Walked on screen; write here why.")
        write_case(screen, now.case, save_case, screen.say(nl, en), why)


def _start(
    screen: Terminal,
    found: Catalogue,
    protocol: str,
    save: str | None,
    mode: str | None,
    born: dt.date | None,
    anyway: str | None,
    day: dt.date,
) -> Kept:
    """The case in the file, or a new one from a few questions."""
    if save is not None and os.path.exists(save):
        now = kept(screen, save, found)
        screen.tell(
            f"Verder met {save}: {now.case.plan.reference}, {len(now.case.events)} voorvallen.",
            f"Going on with {save}: {now.case.plan.reference}, {len(now.case.events)} events.",
            "quiet",
        )
        state = now.case.on(max(day, now.case.state.day))
        print_sections(screen, [outcomes.urgent(state, screen.lang)])
        return now
    one = plan(found, protocol, screen, day)
    _welcome(screen, one)
    talk = Talk(screen)
    used = modes_of(one.steps.values())
    modes = [(m, word("mode", m, screen.lang)) for m in _USUAL if m in used]
    picked = mode or talk.choose("Welke vorm van begeleiding?", "Which kind of guidance?", modes)
    if picked in NAMELESS:
        born = None
    elif born is None:
        name = screen.say("de geboortedatum", "the date of birth")
        ask = "Geboortedatum (jjjj-mm-dd)?", "Date of birth (yyyy-mm-dd)?"
        born = talk.until(*ask, lambda said: read_day(said, name))
    question = talk.words("Wat is de vraag?", "What is the question?")
    by = talk.choose("Wie opent het traject?", "Who opens the case?", our_side(one))
    opened: Any = {"on": day, "by": by, "protocol": one.reference, "mode": picked}
    opened |= {"question": question, "born": born, "anyway": anyway}
    case = Case.open(plans(found, screen.lang), Opened(**opened))
    if save is not None and (status := one.protocol.status) in ("concept", "review"):
        screen.note([Problem(MAY_CHANGE, None, name=one.reference, status=LABELS["status"][status])])
    print_sections(screen, [parts.warnings(case.state, screen.lang)])
    return begin(screen, case, save, "walk")


def our_side(plan: Plan) -> list[tuple[str, str]]:
    """The roles of the centre; of a protocol without any, all."""
    roles = plan.roles.items()
    return [(id, r.title) for id, r in roles if r.side == "clb"] or [(id, r.title) for id, r in roles]


def _welcome(screen: Terminal, one: Any) -> None:
    screen.print(Text(one.protocol.title, "heading").append(f"  {one.reference}", "quiet"))
    if text := heard(one, "disclaimer", "team"):
        screen.print(Text(text, "quiet"))
    screen.tell(
        f"{WORDS.nl} · {NO_ANSWER.nl}",
        f"{WORDS.en} · {NO_ANSWER.en}",
        "quiet",
    )


def _loop(screen: Terminal, now: Kept, day: dt.date) -> Kept:
    """Need after need, until nothing is needed or the person stops."""
    passed: set[str] = set()
    while True:
        state = now.case.on(max(day, now.case.state.day))
        open_ = [n for n in state.needs if str(n) not in passed]
        if not open_:
            return now
        need = open_[0]
        try:
            for event in asked(screen, state, need):
                now = record(now, event)
                if isinstance(event, Administered):
                    given = frozenset({event.field})
                    print_sections(screen, [records(now.case.state, screen.lang, given)], bare=True)
                _recorded(screen, state, now)
                state = now.case.on(state.day)
        except EventRefused as error:
            screen.complain(error)
            passed.add(str(need))
        except Later:
            passed.add(str(need))
        except Undo as back:
            now = _undone(screen, now, state.day, back)
            passed.clear()
        except Stop:
            return now


def _recorded(screen: Terminal, before: Any, now: Kept) -> None:
    """What the event changed: what now comes first, verdicts that say something new, questions that fall
    away."""
    after = now.case.on(before.day)
    if after.urgent != before.urgent:
        print_sections(screen, [outcomes.urgent(after, screen.lang)])
    for name, verdict in after.verdicts.items():
        if verdict.word != before.verdicts[name].word:
            says = after.plan.criteria[name].says
            word = marked("verdict", verdict.word, screen.lang)
            screen.print(Text(f"  {says}: ", "quiet").append(word.text, word.tone))
    for one in after.contradictions:
        if one not in before.contradictions:
            screen.tell(f"  {one.message}", f"  {one.message}", "bad")
    gone = {n.field for n in after.not_needed} - {n.field for n in before.not_needed}
    if gone:
        screen.tell(
            f"  {len(gone)} vragen zijn hierdoor niet meer nodig.",
            f"  {len(gone)} questions are no longer needed because of this.",
            "quiet",
        )


def _undone(screen: Terminal, now: Kept, day: dt.date, back_to: Undo) -> Kept:
    """The last answer (or consent), or one from a list, taken back by an event that says so. The log keeps
    both."""
    events: list[ev.Recorded] = [*reversed(now.case.events)]
    if isinstance(back_to, UndoOne):
        try:
            events = _picked(screen, now, events)
        except (Stop, Later, Undo):
            return now
    for event in events:
        if isinstance(event, (Answered, Administered, Measured, Consented)):
            what = "consent" if isinstance(event, Consented) else event.field
            if not isinstance(event, Consented) and what not in now.case.state.history.replies:
                continue  # taken back already
            back = Withdrawn(on=day, by=event.by, what=what, reason=screen.say("teruggenomen", "taken back"))
            try:
                now = record(now, back)
            except EventRefused:
                continue
            label = now.case.plan.labels.get(what, screen.say("de toestemming", "the consent"))
            screen.tell(f"Teruggenomen: {label}", f"Taken back: {label}", "open")
            return now
    screen.tell("Er is geen antwoord om terug te nemen.", "There is no answer to take back.", "open")
    return now


def _picked(screen: Terminal, now: Kept, events: Iterable[ev.Recorded]) -> list[ev.Recorded]:
    """The answer a person chooses to take back, of those that stand, the last first."""
    replies = now.case.state.history.replies
    given = (e for e in reversed([*events]) if isinstance(e, (Answered, Administered, Measured)))
    stand = {e.field: e for e in given if e.field in replies}
    if not stand:
        return []
    plan = now.case.plan
    values = ((f, named_value(plan, f, now.case.state.value(f), screen.lang)) for f in reversed([*stand]))
    options = [(f, f"{plan.labels.get(f, f)}: {words}") for f, words in values]
    if len(options) == 1:
        return [stand[options[0][0]]]
    chosen = Talk(screen).choose("Welk antwoord neem je terug?", "Which answer do you take back?", options)
    return [stand[chosen]]


def _end(screen: Terminal, now: Kept, pack: Sequence[str]) -> None:
    state = now.case.state
    told, known = what_says(state)
    table = outcomes.verdict_table(state, screen.lang, told)
    proposals = outcomes.proposals(state, screen.lang, known)
    decided = outcomes.decision_table(state, screen.lang)
    first, needs = outcomes.urgent(state, screen.lang), parts.needs(state, screen.lang)
    print_sections(screen, (first, table, proposals, decided, needs))
    screen.print("")
    if now.path:
        words = ["prodia", "walk", state.plan.reference, "--save", str(now.path)]
        again = shlex.join([*words, *(part for one in pack for part in ("--pack", one))])
        nl, en = f"Bewaard in {now.path}. Verder: {again}", f"Saved in {now.path}. To go on: {again}"
        screen.tell(nl, en, "good")
    else:
        screen.tell("Niets bewaard (geen --save).", "Nothing saved (no --save).", "quiet")


# One function for each kind of need: it asks the person, and gives the events that follow.
# Who answers, judges or decides is asked, never assumed: the engine can not make these events by itself.


def asked(screen: Terminal, state: State, need: Need) -> Iterator[ev.Recorded]:
    """The events with which a person meets a need."""
    screen.print("")
    of = parts.need_of(state.plan, need)
    title = parts.need_title(state.plan, need, screen.lang)
    kind = word("need", need.kind, screen.lang)
    aside = ": ".join(words for words in (kind if title else "", of) if words)
    head = Text().append(title or kind, "strong")
    screen.print(head.append(f"  ({aside})" if aside else "", "quiet"))
    yield from _MAKERS[need.kind](Talk(screen, _why(screen, state, need)), state, need)


def _why(screen: Terminal, state: State, need: Need) -> Callable[[], None]:
    """What ``?`` says: what it is for, and the reason it is asked now."""

    def tell() -> None:
        lines = [reason(state.plan, need.why, screen.lang)]
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


def _answer(talk: Talk, state: State, need: Need) -> Iterator[ev.Recorded]:
    field, screen = state.plan.fields[need.id], talk.screen
    if field.administered is not None:
        yield from give(talk, state, need)
        return
    common: dict[str, Any] = {"on": state.day, "by": need.of[0], "field": need.id}
    if field.series is not None:
        text = "Eén meting per keer, met haar dag; «later» als er geen meer zijn."
        screen.tell(
            f"  {text}", "  One measurement at a time, with its day; «later» when there are no more.", "quiet"
        )
    options = list(field.options.items())
    if field.help:
        screen.print(Text(f"  {field.help}"))
    numbered(screen, [title for _, title in options])

    def read(said: str) -> tuple[Any, Any]:
        if said.lower() in MISSING and said not in field.options:
            return None, MISSING[said.lower()]
        if options and said.isascii() and said.isdigit() and 1 <= int(said) <= len(options):
            said = options[int(said) - 1][0]
        by_title = {title.lower(): id for id, title in options}
        if options and said.lower() not in by_title and said not in field.options:
            raise no_option(field.ask, said, [title for _, title in options])
        return read_answer(field, by_title.get(said.lower(), said)), None

    wanted = f"  {_wanted(screen, field).strip()}>"
    value, missing = talk.until(wanted, wanted, read)
    if missing is not None:
        yield ev.Answered(**common, missing=missing)
        return
    if field.series is not None:
        phases = (
            [(p, word("help phase", p, screen.lang)) for p in LABELS["help phase"]]
            if field.series.over
            else []
        )
        phase: Any = talk.choose("  van welke fase?", "  of which phase?", phases) if phases else None
        point = ev.PointMeasured(day=measured_on(screen) or state.day, value=float(value), phase=phase)
        yield ev.Measured(**common, points=(point,))
        return
    yield ev.Answered(**common, value=value, measured=measured_on(screen) if field.instrument else None)


def _wanted(screen: Terminal, field: Any) -> str:
    """What sort of answer is wanted, in a few words before the prompt."""
    type = field.value_type
    if field.options:
        return screen.say("nummer ", "number ")
    if type.kind == "truth":
        return screen.say("ja/nee ", "yes/no ")
    if type.kind == "date":
        return screen.say("jjjj-mm-dd ", "yyyy-mm-dd ")
    if type.kind == "duration":
        months = type.unit == "months"
        return screen.say("P6M (6 maanden) ", "P6M (6 months) ") if months else _DAYS[screen.lang]
    if type.kind == "text":
        return ""
    return f"{type.words()[screen.lang]} {type.range_words()[screen.lang]} ".replace("  ", " ")


_DAYS = Words("P10D (10 dagen) ", "P10D (10 days) ")


def _person(talk: Talk, state: State, by: tuple[str, ...]) -> dict[str, Any]:
    """Role, name and reason: what makes a judgement or decision that of a person."""
    return {
        "on": state.day,
        "by": talk.choose("  in welke rol?", "  in which role?", [(r, role(state.plan, r)) for r in by]),
        "person": talk.words("  je naam?", "  your name?"),
        "reason": talk.words("  waarom?", "  why?"),
    }


def _consent(talk: Talk, state: State, need: Need) -> Iterator[ev.Recorded]:
    title = role(state.plan, need.id)
    given = talk.yes(f"  Toestemming van {title}? ja/nee>", f"  Consent of {title}? yes/no>")
    step = state.plan.steps.get(need.step or "")
    basis = talk.words(
        "  Wat is uitgelegd, en hoe kwam het antwoord?", "  What was explained, and how was it said?"
    )
    by = step.by if step else need.id
    event = {"on": state.day, "by": by, "from": need.id, "given": given, "basis": basis}
    yield ev.Consented.model_validate(event)


def _competence(talk: Talk, state: State, need: Need) -> Iterator[ev.Recorded]:
    competent = talk.yes(
        "  Kan de leerling dit zelf beoordelen? ja/nee>", "  Can the pupil judge this alone? yes/no>"
    )
    yield ev.Assessed(competent=competent, **_person(talk, state, need.of))


def _hypothesis(talk: Talk, state: State, need: Need) -> Iterator[ev.Recorded]:
    """One hypothesis, and more until the person goes on. The if-then note of the protocol is the default."""
    left = [h for h in state.plan.hypotheses if h not in state.hypotheses]
    on = ("", talk.screen.say("verder, zonder nog een hypothese", "go on, without another"))
    own = ("+", talk.screen.say("een eigen hypothese, in je eigen woorden", "one of your own, in your words"))
    more: list[tuple[str, str]] = []
    mine = sum(1 for one in state.hypotheses.values() if one.raised.title)
    while True:
        listed = [*((h, state.plan.hypotheses[h].title) for h in left), *more, own]
        picked = talk.choose("  welke hypothese?", "  which hypothesis?", listed)
        if not picked:
            return
        if picked == own[0]:
            mine, more = mine + 1, [on]
            yield _own(talk, state, need, f"eigen-{mine}")
            continue
        known, note = state.plan.hypotheses[picked], []
        for nl, en, text in (
            ("als ze klopt", "if it holds", known.if_so),
            ("als ze niet klopt", "if it does not", known.if_not),
        ):
            talk.screen.tell(f"  {nl}: {text}", f"  {en}: {text}", "quiet")
            note.append(talk.ask("  Enter, of eigen woorden>", "  Enter, or your own words>") or text)
        yield ev.Raised(on=state.day, by=need.of[0], hypothesis=picked, if_so=note[0], if_not=note[1])
        left.remove(picked)
        more = [on]


def _own(talk: Talk, state: State, need: Need, id: str) -> ev.Raised:
    """A hypothesis that the protocol does not have: what it is, and what would follow."""
    title = talk.words("  wat denk je dat er speelt?", "  what do you think is going on?")
    so = talk.words("  wat doen we als het klopt?", "  what do we do if it holds?")
    no = talk.words("  en als het niet klopt?", "  and if it does not?")
    return ev.Raised(on=state.day, by=need.of[0], hypothesis=id, title=title, if_so=so, if_not=no)


def _judge(talk: Talk, state: State, need: Need) -> Iterator[ev.Recorded]:
    screen = talk.screen
    shown = outcomes.verdict_facts(state, state.verdicts[need.id], screen.lang)
    screen.out.print(drawn(shown, screen.out.width))
    options = [(w, word("verdict", w, screen.lang)) for w in ("met", "not met")]
    verdict: Any = talk.choose("  Jouw oordeel?", "  Your judgement?", options)
    yield ev.Judged(criterion=need.id, verdict=verdict, **_person(talk, state, need.of))


def _decide(talk: Talk, state: State, need: Need) -> Iterator[ev.Recorded]:
    """The proposal is shown; which outcome it becomes, a person says out loud."""
    screen = talk.screen
    print_sections(screen, [outcomes.proposals(state, screen.lang, frozenset({need.id}))], bare=True)
    options = [(o, one.title) for o, one in state.plan.decisions[need.id].outcomes.items()]
    outcome = talk.choose("  Wat besluit je?", "  What do you decide?", options)
    yield ev.Decided(decision=need.id, outcome=outcome, **_person(talk, state, need.of))


def _share(talk: Talk, state: State, need: Need) -> Iterator[ev.Recorded]:
    told = talk.words("  Met wie besproken? (later: nu niet)>", "  Discussed with whom? (later: not now)>")
    event = {"on": state.day, "by": need.of[0], "audience": need.id, "with": told}
    yield ev.Shared.model_validate(event)


def _resume(talk: Talk, state: State, need: Need) -> Iterator[ev.Recorded]:
    plain, waits, side = Talk(talk.screen), state.waiting_for, our_side(state.plan)
    talk.screen.tell(f"  wacht op: {waits}", f"  waiting for: {waits}", "open")
    if not plain.yes("  hervatten? ja/nee>", "  resume? yes/no>"):
        raise Later
    yield ev.Resumed(on=state.day, by=plain.choose("  in welke rol?", "  in which role?", side))


_MAKERS: dict[str, Callable[[Talk, State, Need], Iterator[ev.Recorded]]] = {
    kind.__name__.removeprefix("_"): kind
    for kind in (_answer, _consent, _competence, _hypothesis, _judge, _decide, _share, _resume)
}
