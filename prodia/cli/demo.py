"""``prodia demo``: one fictitious pupil's trajectory, in a minute or whole."""

from __future__ import annotations

from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from prodia.case import Case
from prodia.cli.commands import FORMAT, takes
from prodia.cli.packs import catalogue
from prodia.cli.screen import print_sections
from prodia.cli.terminal import Terminal, unknown
from prodia.model.events import CaseFile, Event, Judged, whole_case
from prodia.store.casefile import plans
from prodia.telling.plain import section_json
from prodia.telling.story import STORY, Chapter, chapters, in_short
from prodia.words import Words

NEXT = (
    ("demo --full", Words("het hele verhaal, stap voor stap", "the whole story, step by step")),
    ("say {id} {rule}", Words("de regel van de grijze zone, voorgelezen", "the rule of the grey zone")),
    ("walk {id}", Words("doorloop zelf een traject", "go through a case yourself")),
    ("show {id}", Words("het protocol: stappen, vragen, regels", "the protocol: steps, questions, rules")),
    ("--help", Words("alles wat er verder kan", "everything else there is")),
)
TYPED = "The words of people in this story are in Dutch, as they were typed."


@takes(
    "--full?: Het hele verhaal, stap voor stap. | The whole story, step by step.",
    FORMAT,
)
def demo(screen: Terminal, full: bool, format: str) -> None:
    """The story in short; whole with ``--full``, and always whole as JSON."""
    file, case, events = _story(screen)
    if format == "json":
        steps = enumerate(chapters(case, events, screen.lang), 1)
        screen.json([_data(n, chapter) for n, chapter in steps])
    elif full:
        _whole(screen, file, chapters(case, events, screen.lang))
    else:
        _short(screen, file, case, events)


def _story(screen: Terminal) -> tuple[CaseFile, Case, list[Event]]:
    found = catalogue()
    there = ((r, found.cases_as_written(r)) for r in reversed(found.references()))
    reference, cases = next(((r, cases) for r, cases in there if STORY in cases), ("", None))
    if cases is None:
        raise unknown(
            "uitgewerkt geval", "worked case", STORY, [c for r in found.references() for c in found.cases(r)]
        )
    file = whole_case(cases[STORY], cases.get)
    first, *rest = file.events
    if getattr(first, "protocol", None) is None:
        first = first.model_copy(update={"protocol": reference})
    return file, Case.open(plans(found, screen.lang), first), rest


def _data(number: int, chapter: Chapter) -> dict[str, object]:
    head = {"step": number, "id": chapter.id, "title": chapter.title, "says": chapter.says, "on": chapter.on}
    return {**head, "sections": [section_json(s) for s in chapter.sections]}


def _short(screen: Terminal, file: CaseFile, case: Case, events: list[Event]) -> None:
    plan, width = case.plan, screen.width
    protocol = f"{plan.protocol.title}, {screen.say('versie', 'version')} {plan.protocol.version}"
    screen.out.print(Text(f" {file.title} ", "reverse").append(f"  {protocol}", "quiet"), width=width)
    made_up = screen.say("Verzonnen, en ter illustratie.", f"Made up, for illustration. {TYPED}")
    screen.out.print(Padding(Text(made_up, "quiet"), (0, 0, 0, 1)), width=width)
    print_sections(screen, in_short(case, events, screen.lang))
    rule = next((event.criterion for event in events if isinstance(event, Judged)), "")
    screen.print("", Text(screen.say("En nu", "And now"), "heading"))
    table = Table.grid(padding=(0, 2, 0, 0))
    for verb, says in NEXT:
        command = f"prodia {verb}".replace("{id}", plan.protocol.id).replace("{rule}", rule)
        table.add_row(Text(command, "strong"), Text(says[screen.lang], "quiet"))
    screen.out.print(Padding(table, (0, 0, 0, 1)), width=width)


def _whole(screen: Terminal, file: CaseFile, told: tuple[Chapter, ...]) -> None:
    width = screen.width
    lead = Text().append(file.title, "strong").append(f"\n{file.why}")
    if screen.lang != "nl":
        lead.append(f"\n{TYPED}", "quiet")
    screen.out.print(Panel(lead, border_style="heading", padding=(0, 1)), width=width)
    for n, chapter in enumerate(told, 1):
        head = Text().append(f" {n} ", "reverse").append(f" {chapter.title}", "bold")
        screen.print("")
        screen.out.print(head.append(f"  {chapter.on}", "quiet"), width=width)
        if chapter.says:
            screen.out.print(Padding(Text(chapter.says, "quiet"), (0, 0, 0, 4)), width=width)
        print_sections(screen, chapter.sections, bare=len(chapter.sections) == 1)
