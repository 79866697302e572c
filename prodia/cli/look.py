"""``list``, ``show`` and ``schema``: what there is, one protocol or one thing in it, and the schemas."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer
from rich.table import Table
from rich.text import Text

from prodia.cli.catalogue import Pack, catalogue, plan
from prodia.cli.face import WrongUse, face, nearest
from prodia.problems.commands import NO_MATCH
from prodia.words import Words

Format = Annotated[Literal["text", "json"], typer.Option("--format", help="text or json.")]


def list_(ctx: typer.Context, pack: Pack = None, format: Format = "text") -> None:
    """List the protocols with their versions."""
    screen = face(ctx)
    found = catalogue(pack)
    rows = []
    for reference in found.references():
        protocol = found.entry(reference).definition
        try:
            protocol = found.plan(reference, screen.lang).protocol
        except Exception:  # a protocol with mistakes is listed too; `check` says what they are
            protocol = found.entry(reference).definition
        rows.append((reference, protocol))
    if format == "json":
        screen.json([_listed(found, reference, p) for reference, p in rows])
        return
    from prodia.words.labels import label as word

    table = Table(box=None, pad_edge=False, header_style="heading")
    for name in (("protocol", "protocol"), ("stand", "status"), ("titel", "title"), ("gevallen", "cases")):
        table.add_column(screen.say(*name))
    for reference, p in rows:
        status = word("status", p.status, screen.lang)
        table.add_row(Text(reference, "strong"), status, p.title, str(len(found.cases(reference))))
    screen.print(table)


def _listed(found: Any, reference: str, protocol: Any) -> dict[str, Any]:
    return {
        "reference": reference,
        "id": protocol.id,
        "version": protocol.version,
        "status": protocol.status,
        "title": protocol.title,
        "supplements": protocol.supplements,
        "digest": found.entry(reference).digest,
        "cases": list(found.cases(reference)),
    }


def show(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(help="A protocol: id or id@version.")],
    id: Annotated[
        str | None, typer.Argument(help="A phase, step, field, criterion or decision in it.")
    ] = None,
    pack: Pack = None,
    format: Format = "text",
) -> None:
    """Show a protocol, or one thing in it."""
    from prodia.cli.showing import kinds, thing, whole
    from prodia.telling.json import section_json

    screen = face(ctx)
    one = plan(catalogue(pack), reference, screen)
    if id is None:
        sections = whole(one, screen.lang)
    else:
        found = [(kind, id) for kind in kinds(one) if id in getattr(one, kind)]
        if not found:
            known = [name for kind in kinds(one) for name in getattr(one, kind)]
            raise WrongUse(NO_MATCH, what=Words("onderdeel", "thing"), name=id, nearest=nearest(id, known))
        sections = tuple(thing(one, kind, name, screen.lang) for kind, name in found)
    if format == "json":
        screen.json([section_json(s) for s in sections])
        return
    from prodia.cli.screen import print_sections

    print_sections(screen, sections)


def schema(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="Which schema; without it, their names.")] = None,
    write: Annotated[str | None, typer.Option(help="Write every schema into this folder.")] = None,
) -> None:
    """Print or write the JSON Schemas of the content format."""
    from prodia.content.schema import schemas

    screen = face(ctx)
    made = schemas()
    if write is not None:
        from prodia.cli.files import write_whole

        for file, text in made.items():
            write_whole(f"{write}/{file}", text)
        screen.print(screen.say(f"{len(made)} schema's geschreven.", f"{len(made)} schemas written."))
    elif name is None:
        for file in made:
            screen.line(_bare(file))
    else:
        known = {_bare(file): file for file in made}
        if _bare(name) not in known:
            raise WrongUse(
                NO_MATCH, what=Words("schema", "schema"), name=name, nearest=nearest(name, list(known))
            )
        screen.line(made[known[_bare(name)]].rstrip("\n"))


def _bare(name: str) -> str:
    return name.removesuffix(".json").removesuffix(".schema")
