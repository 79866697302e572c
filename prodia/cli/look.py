"""``list``, ``show`` and ``schema``: what there is, one protocol or one thing in it, and the schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.table import Table
from rich.text import Text

from prodia.cli import instrument_sections, showing
from prodia.cli.breadth import breadth
from prodia.cli.commands import FORMAT, Argument, Option, takes
from prodia.cli.files import write_whole
from prodia.cli.packs import PACK, catalogue, is_protocol, plan
from prodia.cli.screen import print_sections
from prodia.cli.terminal import Terminal, unknown
from prodia.content import Catalogue
from prodia.content.schema import schemas
from prodia.errors import ContentError
from prodia.language import parse
from prodia.language import say as aloud
from prodia.model.instrument import Instrument
from prodia.problems import Lang
from prodia.report.instrument import kind_of
from prodia.report.instrument_words import known_as
from prodia.scoring.said import ages_said
from prodia.telling.json import section_json
from prodia.telling.outcomes import cell_in_words, cited
from prodia.telling.values import role
from prodia.words.lists import close


@takes(
    Argument("reference", nl="Een protocol: id of id@versie.", en="A protocol: id or id@version."),
    Argument(
        "id",
        nl="Een fase, stap, vraag, criterium of beslissing ervan.",
        en="A phase, step, field, criterion or decision in it.",
        required=False,
    ),
    PACK,
    FORMAT,
)
def show(
    screen: Terminal,
    reference: str,
    id: str | None,
    pack: tuple[str, ...],
    format: str,
) -> None:
    """Show a protocol, or one thing in it."""

    one = plan(catalogue(pack), reference, screen)
    if id is None:
        sections = showing.whole(one, screen.lang)
    else:
        found = [(kind, id) for kind in showing.kinds(one) if id in getattr(one, kind)]
        if not found:
            known = [name for kind in showing.kinds(one) for name in getattr(one, kind)]
            raise unknown("onderdeel", "thing", id, known)
        sections = tuple(showing.thing(one, kind, name, screen.lang) for kind, name in found)
    if format == "json":
        screen.json([section_json(s) for s in sections])
        return

    print_sections(screen, sections)


@takes(
    Argument(
        "name",
        nl="Welk schema; zonder naam: hun namen.",
        en="Which schema; without it, their names.",
        required=False,
    ),
    Option("--write", nl="Schrijf elk schema in deze map.", en="Write every schema into this folder."),
)
def schema(
    screen: Terminal,
    name: str | None,
    write: str | None,
) -> None:
    """Print or write the JSON Schemas of the content format."""

    made = schemas()
    if write is not None:
        for file, text in made.items():
            write_whole(f"{write}/{file}", text)
        screen.print(screen.say(f"{len(made)} schema's geschreven.", f"{len(made)} schemas written."))
    elif name is None:
        for file in made:
            screen.line(_bare(file))
    else:
        known = {_bare(file): file for file in made}
        if _bare(name) not in known:
            raise unknown("schema", "schema", name, known)
        screen.line(made[known[_bare(name)]].rstrip("\n"))


def _bare(name: str) -> str:
    return name.removesuffix(".json").removesuffix(".schema")


# ``prodia say``: a protocol or an expression read aloud, in whole sentences.


@takes(
    Argument(
        "what",
        nl="Een protocol (id of id@versie), of een uitdrukking.",
        en="A protocol (id or id@version), or an expression.",
    ),
    Argument(
        "id",
        nl="Eén criterium, afgeleide waarde of beslissing ervan.",
        en="One criterion, derived value or decision of it.",
        required=False,
    ),
    PACK,
)
def say(
    screen: Terminal,
    what: str,
    id: str | None,
    pack: tuple[str, ...],
) -> None:
    """Read criteria, derived values and decision tables aloud."""

    if id is None and not _reference(what):
        screen.print(_sentence(aloud(parse(what), screen.lang, {}, {})))
        return
    found = catalogue(pack)
    ids = [r.partition("@")[0] for r in found.references()]
    if id is None and not is_protocol(found, what) and "@" not in what and not close(what, ids):
        screen.print(_sentence(aloud(parse(what), screen.lang, {}, {})))
        return
    _protocol(screen, plan(found, what, screen), id)


def _reference(text: str) -> bool:
    return all(c.isalnum() or c in "-_@." for c in text) and text[:1].isalpha()


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _protocol(screen: Terminal, plan: Any, id: str | None) -> None:
    said = False
    for kind, tell in (("derived", _derived), ("criteria", _criterion), ("decisions", _decision)):
        for name, one in getattr(plan, kind).items():
            if id is None or id == name:
                screen.print(Text(name, "heading"))
                for line in tell(plan, one, screen):
                    screen.print(Text(f"  {line}"))
                said = True
    if not said:
        known = [n for kind in ("derived", "criteria", "decisions") for n in getattr(plan, kind)]
        raise unknown(
            "criterium, afgeleide waarde of beslissing", "criterion, value or decision", id or "", known
        )


def _derived(plan: Any, one: Any, screen: Terminal) -> list[str]:

    return [f"{_sentence(one.says)[:-1]}: {aloud(one.is_.tree, screen.lang, plan.labels, plan.types)}."]


def _criterion(plan: Any, one: Any, screen: Terminal) -> list[str]:

    lines = [_sentence(one.says)]
    words = {
        "met": screen.say("Voldaan als", "Met if"),
        "judge": screen.say("Een mens oordeelt als", "A person judges if"),
    }
    for path, condition in one.conditions():
        stage = f" ({plan.labels.get(f'{one.by}={path[1]}', path[1])})" if len(path) > 1 else ""
        lines.append(
            f"{words[path[0]]}{stage}: {aloud(condition.tree, screen.lang, plan.labels, plan.types)}."
        )
    if one.judges:
        lines.append(
            screen.say("Wie oordeelt: ", "Who judges: ") + ", ".join(role(plan, r) for r in one.judges) + "."
        )
    lines.append(f"{screen.say('Bron', 'Source')}: {cited(plan, one.source, screen.lang)}.")
    return lines


def _decision(plan: Any, one: Any, screen: Terminal) -> list[str]:
    """Every rule of the table as one sentence."""

    lines = [one.title]
    for number, rule in enumerate(one.table.rules, 1):
        whens = [
            f"{plan.labels.get(head.cell.text, head.cell.text)}: "
            f"{cell_in_words(cell.text, plan, head.cell.text, screen.lang)}"
            for head, (cell, _) in zip(one.table.inputs, rule.when, strict=True)
            if cell.text != "-"
        ]
        condition = screen.say(" en ", " and ").join(whens) or screen.say("altijd", "always")
        then = _then(one, [c.text for c in rule.then], screen)
        lines.append(f"{number}. {screen.say('Als', 'If')} {condition}, {then}")
    if one.otherwise:
        rest = [one.otherwise.get(c.text, "") for c in one.table.outputs]
        lines.append(f"{screen.say('Anders', 'Otherwise')}: {_then(one, rest, screen)}")
    return lines


def _then(one: Any, texts: list[str], screen: Terminal) -> str:
    title = one.outcomes[texts[0]].title if texts[0] in one.outcomes else texts[0]
    because = f" ({'; '.join(t for t in texts[1:] if t)})" if any(texts[1:]) else ""
    return screen.say(f"dan stelt de tabel voor: {title}{because}.", f"the table proposes: {title}{because}.")


# ``instruments``: what can be scored or taken over, and one instrument whole, with its norms.


@takes(
    Argument(
        "reference",
        nl="Een instrument: id of id@versie.",
        en="An instrument: id or id@version.",
        required=False,
    ),
    Option(
        "--battery",
        nl="Nog een instrument van dezelfde batterij; mag meer dan eens.",
        en="Another instrument of the same battery; may be said again.",
        multiple=True,
    ),
    PACK,
    FORMAT,
)
def instruments(
    screen: Terminal,
    reference: str | None,
    battery: tuple[str, ...],
    pack: tuple[str, ...],
    format: str,
) -> None:
    """List the instruments, or show one: how it is scored, its cut-offs and its norms."""
    found = catalogue(pack, "shared")
    if reference is None:
        _list(screen, found, format)
        return

    names = list(found.instruments())
    ids = list(dict.fromkeys(name.partition("@")[0] for name in names))
    for one in (reference, *(battery or ())):
        if one not in (*names, *ids):
            raise unknown("instrument", "instrument", one, names if "@" in one else ids)
    broad = breadth(found, reference, list(battery), screen.lang)
    sections = (*instrument_sections.whole(found, reference, screen.lang), *([broad] if broad else []))
    if format == "json":
        screen.json([section_json(s) for s in sections])
        return

    print_sections(screen, sections)


def _known(found: Catalogue, face: Terminal) -> Iterator[tuple[str, Instrument | None]]:
    """Every instrument by ``id@version``; None for one with faults, which ``check`` tells."""
    for name in found.instruments():
        try:
            yield name, found.instrument(name, face.lang).definition
        except ContentError:
            yield name, None


def _list(screen: Terminal, found: Catalogue, format: str) -> None:
    rows = list(_known(found, screen))
    if format == "json":
        norms = found.norms()
        of = {id: [ref for ref, n in norms.items() if n.instrument == id] for id in _ids(rows)}
        screen.json([_data(name, one, of[name.partition("@")[0]]) for name, one in rows])
        return
    table = Table(box=None, pad_edge=False, header_style="heading")
    table.add_column(screen.say("instrument", "instrument"), no_wrap=True)
    table.add_column(screen.say("wat het is", "what it is"), overflow="fold")
    for name, one in rows:
        if one is None:
            told = Text(screen.say("heeft fouten: zie prodia check", "has faults: see prodia check"), "bad")
        else:
            told = Text(one.title).append(f"\n{_told(one, screen.lang)}", "quiet")
        table.add_row(Text(name, "strong"), told)
    screen.print(table)


def _told(one: Instrument, lang: Lang) -> str:
    """Whether it is scored here, of how many items, for which ages, and its status."""

    count = len(one.every_item)
    parts = [
        known_as("kind", kind_of(one), lang),
        f"{count} item{'s' * (count > 1)}" if count else "",
        ages_said(one.ages, lang) if one.ages else "",
        known_as("status", one.status, lang),
    ]
    return "; ".join(part for part in parts if part)


def _ids(rows: list[tuple[str, Instrument | None]]) -> list[str]:
    return [name.partition("@")[0] for name, _ in rows]


def _data(name: str, one: Instrument | None, norms: list[str]) -> dict[str, Any]:
    """One line of the list for a machine; of an instrument with faults only its name."""

    id, _, version = name.partition("@")
    data: dict[str, Any] = {"reference": name, "id": id, "version": version, "usable": one is not None}
    if one is not None:
        data |= {
            "title": one.title,
            "kind": kind_of(one),
            "items": len(one.every_item),
            "scales": list(one.scales),
            "ages": list(one.ages) if one.ages else None,
            "status": one.status,
        }
    return {**data, "norms": norms}
