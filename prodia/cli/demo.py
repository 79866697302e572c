"""``prodia demo``: one fictitious pupil's trajectory, told phase by phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from prodia.case import Case, State
from prodia.cli.commands import FORMAT, takes
from prodia.cli.packs import catalogue, plans
from prodia.cli.screen import WIDEST, print_sections
from prodia.cli.terminal import Terminal, unknown
from prodia.problems import Lang
from prodia.telling import Section, report
from prodia.telling import case as parts
from prodia.telling import outcomes as decided
from prodia.telling import outcomes as rules
from prodia.telling.blocks import Bullets, Marked
from prodia.telling.json import section_json
from prodia.telling.outcomes import explanations
from prodia.words import Words
from prodia.words.dates import day


@takes(
    FORMAT,
)
def demo(
    screen: Terminal,
    format: str,
) -> None:
    """Tell one fictitious pupil's trajectory, step by step."""

    title, why, chapters = story(screen)
    if format == "json":
        screen.json(
            [
                {
                    "step": n,
                    "id": c.id,
                    "title": c.title,
                    "says": c.says,
                    "on": c.on,
                    "sections": [section_json(s) for s in c.sections],
                }
                for n, c in enumerate(chapters, 1)
            ]
        )
        return
    _shown(screen, title, why, chapters)


def _shown(screen: Terminal, title: str, why: str, chapters: list[Chapter]) -> None:

    width = min(WIDEST, screen.out.width)
    lead = Text().append(title, "strong").append(f"\n{why}")
    if screen.lang != "nl":
        lead.append("\nThe words of people in this story are in Dutch, as they were typed.", "quiet")
    screen.out.print(Panel(lead, border_style="heading", padding=(0, 1)), width=width)
    for n, chapter in enumerate(chapters, 1):
        screen.print("")
        head = (
            Text()
            .append(f" {n} ", "reverse")
            .append(f" {chapter.title}", "bold")
            .append(f"  {chapter.on}", "quiet")
        )
        screen.out.print(head, width=width)
        if chapter.says:
            screen.out.print(Padding(Text(chapter.says, "quiet"), (0, 0, 0, 4)), width=width)
        print_sections(screen, chapter.sections, bare=len(chapter.sections) == 1)
    screen.print("")
    screen.out.print(
        Text(
            screen.say(
                "Verder: «prodia list» noemt de protocollen; «prodia show», «say» en «walk» nemen er een.",
                "Next: «prodia list» names the protocols; «prodia show», «say» and «walk» take one.",
            ),
            "quiet",
        ),
        width=width,
    )


# The story that ``prodia demo`` tells: a worked case from protocols/, phase by phase.

# Nothing of the story is in Python: the events come from the case, what follows from them from the engine.
# A chapter is a phase; in it, events of one sort that follow each other make one section.


# The id of the worked case that is told, wherever in the shipped protocols it stands.
STORY = "verhaal"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step of the story: the same sections on a screen and in JSON."""

    id: str
    title: str
    says: str
    on: str
    sections: tuple[Section, ...]


def story(screen: Terminal) -> tuple[str, str, list[Chapter]]:
    """Title, purpose and chapters of the shipped story."""
    found = catalogue(())
    told = [(r, found.cases(r)[STORY]) for r in reversed(found.references()) if STORY in found.cases(r)]
    if not told:
        known = [c for r in found.references() for c in found.cases(r)]
        raise unknown("uitgewerkt geval", "worked case", STORY, known)
    reference, file = told[0]
    first, *rest = file.events
    if getattr(first, "protocol", None) is None:
        first = first.model_copy(update={"protocol": reference})
    case = Case.open(plans(found, screen.lang), first)
    lang = screen.lang
    opening = parts.question(case.state, lang)
    question = Words("De vraag", "The question")[lang]
    chapters = [Chapter("question", question, "", day(first.on, lang), (opening,) if opening else ())]
    for phase, events in groupby(_phases(case, rest), key=lambda pair: pair[0]):
        before, group = case, [event for _, event in events]
        for event in group:
            case = case.record(event)
        chapters.append(_chapter(phase, before, group, lang))
    chapters += _reports(case.state, lang)
    return file.title, file.why, chapters


def _phases(case: Case, events: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Every event with the phase it belongs to: that of its step, else that of what went before."""
    plan = case.plan
    step_of = {d: id for id, step in plan.steps.items() for d in step.decisions}
    does = {step.does: id for id, step in reversed(list(plan.steps.items()))}
    now = next(iter(plan.phases))
    pending: list[Any] = []
    for event in events:
        step = plan.step_of.get(getattr(event, "field", "")) or step_of.get(getattr(event, "decision", ""))
        if event.kind in ("consented", "assessed"):
            step = does.get("consent")
        elif event.kind in ("raised", "dropped"):
            step = does.get("hypothesise")
        elif event.kind == "shared":
            step = does.get("advise")
        elif event.kind == "reopened":
            now = event.phase
        elif event.kind == "switched":  # opens what comes next
            pending.append(event)
            continue
        now = plan.steps[step].phase if step else now
        yield from ((now, one) for one in pending)
        pending = []
        yield now, event
    yield from ((now, one) for one in pending)


_SORTS = {
    "assessed": "consent",
    "consented": "consent",
    "raised": "strategy",
    "dropped": "strategy",
    "answered": "answers",
    "judged": "grey",
    "decided": "decision",
}


def _chapter(phase: str, before: Case, events: list[Any], lang: Lang) -> Chapter:
    """One phase: what happened in it, sort after sort, in the order in which it happened."""
    makers = {
        "consent": _consent,
        "strategy": _strategy,
        "answers": _answers,
        "grey": _grey,
        "decision": _decision,
        "course": _course,
    }
    made: list[Section | None] = []
    case = before
    for sort, run in groupby(events, key=lambda e: _SORTS.get(e.kind, "course")):
        group, start = list(run), case
        for event in group:
            case = case.record(event)
        made += makers[sort](start.on(group[0].on), case.state, group, lang)
    days = " - ".join(dict.fromkeys(day(e.on, lang) for e in (events[0], events[-1])))
    one = before.plan.phases[phase]
    return Chapter(phase, one.title, one.says, days, tuple(s for s in made if s is not None))


def _consent(before: State, after: State, events: list[Any], lang: Lang) -> Iterator[Section | None]:
    yield parts.consent(after, lang)


def _strategy(before: State, after: State, events: list[Any], lang: Lang) -> Iterator[Section | None]:
    yield parts.hypotheses(after, lang)


def _answers(before: State, after: State, events: list[Any], lang: Lang) -> Iterator[Section | None]:
    told = parts.answers(after, lang, frozenset(e.field for e in events))
    heading = Words("Wat gevraagd wordt, en van wie", "What is asked, and of whom")
    yield parts.section("asked", heading, lang, *(told.blocks if told else ()))
    yield _not_asked(before, after, lang)
    changed = _changed(before, after)
    weighty = frozenset(n for n in changed if after.plan.criteria[n].purpose != "guide")
    yield rules.verdicts(after, lang, weighty)
    yield rules.verdict_table(after, lang, changed - weighty)


def _not_asked(before: State, after: State, lang: Lang) -> Section | None:
    """The questions that are no longer asked since this chapter, each with its reason."""
    known = {n.field for n in before.not_needed}
    items = tuple(
        Marked(f"{after.plan.labels[n.field]}. {parts.reason(after.plan, n.why, lang)}", "quiet")
        for n in after.not_needed
        if n.field not in known
    )
    heading = Words("Wat niet (meer) gevraagd wordt", "What is not asked (any more)")
    return parts.section("not_needed", heading, lang, Bullets(items) if items else None)


def _changed(before: State, after: State) -> frozenset[str]:
    """The criteria whose verdict is another one now, and says something."""
    return frozenset(
        name
        for name, verdict in after.verdicts.items()
        if verdict.word != before.verdicts[name].word and verdict.word != "not assessable"
    )


def _grey(before: State, after: State, events: list[Any], lang: Lang) -> Iterator[Section | None]:
    heading = Words("Grijze zone: een mens moet oordelen", "Grey zone: a person must judge")
    blocks = [rules.judged_facts(after, before.verdicts[e.criterion], lang) for e in events]
    yield parts.section("grey", heading, lang, *blocks)


def _decision(before: State, after: State, events: list[Any], lang: Lang) -> Iterator[Section | None]:
    heading = Words("De tabel stelt voor, mensen besluiten", "The table proposes, people decide")
    blocks = [decided.settled(before, after, e.decision, lang) for e in events]
    yield parts.section("decisions", heading, lang, *blocks)
    weighty = frozenset(e.decision for e in events if after.plan.decisions[e.decision].purpose != "guide")
    yield explanations(before, lang, weighty)


def _course(before: State, after: State, events: list[Any], lang: Lang) -> Iterator[Section | None]:
    yield parts.course(after.plan, events, lang)


def _reports(state: State, lang: Lang) -> list[Chapter]:
    """The report for two readers: the team (in short), and the parents."""
    told = frozenset(n for n, v in state.verdicts.items() if v.word != "not assessable")
    short = (
        rules.verdict_table(state, lang, told),
        decided.decision_table(state, lang),
        parts.needs(state, lang) if state.needs else None,
        parts.versions(state, lang),
        parts.disclaimer(state.plan, "team", lang),
    )
    on = day(state.day, lang)
    parents = report(state, "parents", lang)
    team = Words("Het verslag voor het team, in het kort", "The report for the team, in short")[lang]
    return [
        Chapter("report-team", team, "", on, tuple(s for s in short if s is not None)),
        Chapter("report-parents", parents.title, "", on, parents.sections),
    ]
