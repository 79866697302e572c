"""``prodia demo``: one fictitious pupil's trajectory, told phase by phase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from prodia.cli.face import Face, face

if TYPE_CHECKING:
    from prodia.cli.story import Chapter


def demo(
    ctx: typer.Context,
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Tell one fictitious pupil's trajectory, step by step."""
    from prodia.cli.story import story
    from prodia.telling.json import section_json

    screen = face(ctx)
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
    _told(screen, title, why, chapters)


def _told(screen: Face, title: str, why: str, chapters: list[Chapter]) -> None:
    from rich.padding import Padding
    from rich.panel import Panel
    from rich.text import Text

    from prodia.cli.screen import WIDEST, print_sections

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
