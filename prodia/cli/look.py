"""``list``, ``show`` and ``schema``: what there is, one protocol or one thing in it, and the schemas."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from prodia.batch.frames import battery as covered
from prodia.browser.page import SEALED, walkthrough
from prodia.cli.commands import FORMAT, ON, Option, choice, takes
from prodia.cli.files import read_bytes, write_whole
from prodia.cli.packs import (
    PACK,
    PROTOCOL,
    catalogue,
    is_protocol,
    know_instrument,
    named,
    plan,
    plan_of,
    standing,
)
from prodia.cli.screen import print_report, show_sections
from prodia.cli.terminal import Terminal, unfit, unknown
from prodia.content import Catalogue
from prodia.content.register import read_stock, register
from prodia.content.schema import schemas
from prodia.errors import ContentError
from prodia.language import parse
from prodia.language import say as aloud
from prodia.model.instrument import Instrument
from prodia.model.norms import Norms
from prodia.model.parts import AUDIENCES, Audience
from prodia.model.plan import Plan
from prodia.model.protocol import PARTS
from prodia.telling.blocks import Section
from prodia.telling.choices import conflicts
from prodia.telling.instrument import breadth, in_short, kind_of
from prodia.telling.instrument import instrument as instrument_told
from prodia.telling.norms import norm_section
from prodia.telling.plain import section_json
from prodia.telling.protocol import block, definition, protocol
from prodia.telling.register import fitting, holdings
from prodia.telling.rules import read_aloud
from prodia.telling.shelf import Shelf, shelf_of
from prodia.words import Lang, Words
from prodia.words.cells import months_in
from prodia.words.lists import upper


@takes(
    """
        reference: Een protocol of een blok: id, id@versie, of de map van een protocol; of conflicts: waar
            bronnen botsen.
            | A protocol or a block: id, id@version, or the folder of a protocol; or conflicts: where sources
            collide.
        id?: Een fase, stap, vraag, criterium of beslissing ervan; of één botsing.
            | A phase, step, field, criterion or decision in it; or one conflict.
    """,
    PACK,
    FORMAT,
)
def show(screen: Terminal, reference: str, id: str | None, pack: tuple[str, ...], format: str) -> None:
    """Show a protocol or a block, or one thing in it."""
    reference, pack = named(reference, pack)
    found = catalogue(pack)
    if reference == CONFLICTS and not is_protocol(found, reference):
        show_sections(screen, _collisions(found, id, screen.lang), format)
        return
    users = () if is_protocol(found, reference) else _users(found, reference)
    one = plan(found, users[-1] if users else reference, screen, dt.date.today())
    shelf = Shelf.of(one)
    if users and id is None:
        brought = next(b.reference for b in one.protocol.blocks if reference in (b.id, b.reference))
        documents = [
            block(
                Shelf({name: plan(found, name, screen) for name in users}, one.shared), brought, screen.lang
            )
        ]
    elif id is None:
        documents = [protocol(shelf, one, screen.lang, _today(found, one, screen.lang))]
    else:
        documents = [
            definition(shelf, one, group, id, screen.lang) for group in PARTS if id in getattr(one, group)
        ]
    if not documents:
        known = [name for group in PARTS for name in getattr(one, group)]
        raise unknown("onderdeel", "thing", id or "", known)
    if format == "json":
        screen.json([section_json(section) for told in documents for section in told.parted()])
        return
    for told in documents:
        print_report(screen, told)


CONFLICTS = "conflicts"


def _collisions(found: Catalogue, id: str | None, lang: Lang) -> tuple[Section, ...]:
    """Where sources collide, all of it or one conflict, with what the worked cases come to."""
    shelf = shelf_of(found, lang)
    shelf = replace(shelf, cases={r: tuple(found.cases_as_written(r).values()) for r in shelf.plans})
    if id is not None and id not in shelf.shared.conflicts:
        raise unknown("botsing", "conflict", id, [*shelf.shared.conflicts])
    return tuple(s for s in conflicts(shelf, lang).sections if id in (None, s.id))


def _users(found: Catalogue, block: str) -> tuple[str, ...]:
    """The protocols that take in a block, the newest version of it where none is said."""
    names = [name for name in found.blocks() if block in (name, name.partition("@")[0])]
    return found.using(names[-1]) if names else ()


def _today(found: Catalogue, one: Plan, lang: Lang) -> str:
    """Whether a version holds today."""
    heads = found.heads()
    own = next(head for head in heads if head.reference == one.reference)
    return standing(own, heads, dt.date.today(), lang) or Words("niet", "not")[lang]


@takes(
    f"""
        reference: {PROTOCOL}
    """,
    Option(
        "--audience",
        "Voor wie. Voor wie niet van het team is: in het Nederlands, tenzij --lang anders zegt.",
        "For whom. For who is not of the team: in Dutch, unless --lang says otherwise.",
        type=choice(*AUDIENCES),
        default="team",
    ),
    """
        --out: Schrijf naar dit bestand; zonder: id-versie.html.
            | Write to this file; without: id-version.html.
    """,
    PACK,
)
def walkthrough_page(
    screen: Terminal, reference: str, audience: Audience, out: str | None, pack: tuple[str, ...]
) -> None:
    """Write the walkthrough of a protocol as one HTML file."""
    paper = screen if audience == "team" else screen.paper
    one = plan_of(reference, pack, paper, dt.date.today())
    path = out or f"{one.reference.replace('@', '-')}.html"
    write_whole(path, walkthrough(one, paper.lang, audience), new=not _is_walkthrough(path))
    screen.tell(
        f"Geschreven: {path}. Open het in een browser.", f"Written: {path}. Open it in a browser.", "good"
    )


def _is_walkthrough(path: str) -> bool:
    """Does a walkthrough stand there, which another may take the place of?"""
    return os.path.isfile(path) and SEALED in read_bytes(path)[:200].decode("utf-8", "replace")


@takes(
    """
        name?: Welk schema; zonder naam: hun namen. | Which schema; without it, their names.
        --write: Schrijf elk schema in deze map. | Write every schema into this folder.
    """,
    PACK,
)
def schema(screen: Terminal, name: str | None, write: str | None, pack: tuple[str, ...]) -> None:
    """Print or write the JSON Schemas of the content format; with a pack they offer its names."""
    made = schemas(catalogue(pack) if pack else None)
    if write is not None:
        for file, text in made.items():
            write_whole(f"{write}/{file}", text)
        screen.tell(f"{len(made)} schema's geschreven.", f"{len(made)} schemas written.")
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
    """
        what: Een protocol (id, id@versie, of zijn map), of een uitdrukking.
            | A protocol (id, id@version, or its folder), or an expression.
        id?: Eén criterium, afgeleide waarde of beslissing ervan.
            | One criterion, derived value or decision of it.
    """,
    PACK,
)
def say(screen: Terminal, what: str, id: str | None, pack: tuple[str, ...]) -> None:
    """Read criteria, derived values and decision tables aloud."""
    at = Path(what)
    if at.exists() or (at.parent != Path() and at.parent.is_dir()):
        what, pack = named(what, pack)
    word = what[:1].isalpha() and all(c.isalnum() or c in "-_@." for c in what) and what not in _VALUES
    if id is None and not word:
        screen.print(f"{upper(aloud(parse(what), screen.lang, {}, {}))}.")
    else:
        _protocol(screen, plan(catalogue(pack), what, screen, dt.date.today()), id)


_VALUES = ("true", "false", "null")


def _protocol(screen: Terminal, plan: Plan, id: str | None) -> None:
    groups = ("ensure", "derived", "criteria", "decisions")
    known = [(group, n) for group in groups for n in getattr(plan, group)]
    names = [(group, name) for group, name in known if id in (None, name)]
    if not names:
        nl, en = "criterium, afgeleide waarde of beslissing", "criterion, value or decision"
        raise unknown(nl, en, id or "", [name for _, name in known])
    for group, name in names:
        screen.print(Text(name, "heading"))
        for line in read_aloud(plan, group, name, screen.lang):
            screen.print(Text(f"  {line}"))


# ``instruments``: what can be scored or taken over, and one instrument whole, with its norms.


@takes(
    """
        reference?: Een instrument: id of id@versie. | An instrument: id or id@version.
        --battery*: Nog een instrument van dezelfde batterij; mag meer dan eens.
            | Another instrument of the same battery; may be said again.
        --domain: Enkel over dit domein, zoals lezen. | Only about this domain, such as lezen.
        --age: Enkel voor deze leeftijd, zoals 8;3. | Only for this age, such as 8;3.
        --informant: Enkel wat deze persoon invult: self, parent, teacher of examiner.
            | Only what this person fills in: self, parent, teacher or examiner.
        --protocol: Wat dit protocol vraagt, naast --stock. | What this protocol asks, beside --stock.
        --stock*: Een lijst (CSV of XLSX) van wat een centrum heeft; mag meer dan eens.
            | A list (CSV or XLSX) of what a centre has; may be said again.
        --stale?: Enkel wat op die dag opnieuw bekeken moet worden.
            | Only what is to be looked at anew on that day.
    """,
    ON,
    PACK,
    FORMAT,
)
def instruments(
    screen: Terminal,
    reference: str | None,
    battery: tuple[str, ...],
    domain: str | None,
    age: str | None,
    informant: str | None,
    protocol: str | None,
    stock: tuple[str, ...],
    stale: bool,
    on: dt.date | None,
    pack: tuple[str, ...],
    format: str,
) -> int:
    """List the instruments, or those that fit; show one: how it is scored, its cut-offs and its norms."""
    looked_for = (domain, age, informant, stale or None)
    if reference is None and not any(looked_for) and not stock and protocol is None:
        found = catalogue(pack, "shared")
        _list(screen, found, format)
        return _left_out(screen, found)
    if stock or protocol is not None:
        return _stocked(screen, protocol, stock, pack, format)
    found = catalogue(pack, "shared")
    if reference is None:
        day = on or dt.date.today()
        months = None if age is None else _months(age)
        fit = register(
            found,
            screen.lang,
            domain=domain,
            months=months,
            informant=informant,
            stale=day if stale else None,
        )
        print_report(screen, fitting(fit, found.register(screen.lang), screen.lang, day), format)
        return _left_out(screen, found)
    for one in (reference, *battery):
        know_instrument(found, one)
    show_sections(screen, tuple(_whole(found, reference, battery, screen.lang)), format)
    return 0


def _left_out(screen: Terminal, found: Catalogue) -> int:
    """Tells why instruments are not listed; 1 where there are such."""
    faults = [problem for pack in found.packs for problem in pack.faults(model=Instrument)]
    screen.note(faults)
    return 1 if faults else 0


def _months(age: str) -> int:
    found = months_in(age)
    if found is None:
        raise unfit("--age", "schrijf jaren en maanden, zoals 8;3.", "write years and months, such as 8;3.")
    return int(found)


def _stocked(
    screen: Terminal, protocol: str | None, stock: tuple[str, ...], pack: tuple[str, ...], format: str
) -> int:
    """What a protocol asks beside what centres have; 1 where something is not understood."""
    if protocol is None or not stock:
        said, nl, en = "--protocol", "zeg ook wat er is, met --stock.", "say what there is too, with --stock."
        if stock:
            said = "--stock"
            nl, en = "zeg ook welk protocol, met --protocol.", "say which protocol too, with --protocol."
        raise unfit(said, nl, en)
    protocol, pack = named(protocol, pack)
    found = catalogue(pack)
    for path in stock:
        read_bytes(path)  # says in our words what is wrong with the file itself
    stocks = [read_stock(path, found) for path in stock]
    one = plan(found, protocol, screen, dt.date.today())
    print_report(screen, holdings(one, stocks, screen.lang), format)
    return 1 if any(one.problems for one in stocks) else 0


def _whole(found: Catalogue, reference: str, battery: tuple[str, ...], lang: Lang) -> Iterator[Section]:
    """One instrument, its norms, and how broad it is, alone or with others of a battery.

    Raises ContentError for an instrument with faults, or public norms whose rows can not be read.
    """
    one, own = found.instrument(reference, lang).definition, found.instrument(reference).definition
    broad = battery or any(scale.abilities for scale in one.scales.values())
    covers = covered(found, [reference, *battery]) if broad else None
    shelf = shelf_of(found, lang, of=one.id)
    told = instrument_told(shelf, one, lang, own, pictures=False)
    lead, *head = (block for block in told.blocks if not isinstance(block, Section))
    first = (block for section in told.sections if section.id == "flags" for block in section.blocks)
    yield Section("instrument", told.title, (lead, *first, *head))
    yield from (section for section in told.sections if section.id not in ("norms", "flags"))
    yield from (norm_section(shelf, norms, lang) for norms in shelf.norms)
    if covers is not None:
        yield breadth(covers, shelf.abilities, lang)


def _instruments(found: Catalogue, screen: Terminal) -> Iterator[tuple[str, Instrument | None]]:
    """Every instrument by ``id@version``; None for one with faults, which ``check`` tells."""
    for name in found.instruments():
        try:
            yield name, found.instrument(name, screen.lang).definition
        except ContentError:
            yield name, None


def _list(screen: Terminal, found: Catalogue, format: str) -> None:
    rows = list(_instruments(found, screen))
    if format == "json":
        norms = found.norms()
        screen.json([_data(norms, name, one) for name, one in rows])
        return
    table = Table(box=None, pad_edge=False, header_style="heading")
    table.add_column(screen.say("instrument", "instrument"), no_wrap=True)
    table.add_column(screen.say("wat het is", "what it is"), overflow="fold")
    for name, one in rows:
        if one is None:
            told = Text(screen.say("heeft fouten: zie prodia check", "has faults: see prodia check"), "bad")
        else:
            told = Text(one.title).append(f"\n{in_short(one, screen.lang)}", "quiet")
        table.add_row(Text(name, "strong"), told)
    screen.print(table)


def _data(norms: Mapping[str, Norms], name: str, one: Instrument | None) -> dict[str, Any]:
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
    return {**data, "norms": [ref for ref, n in norms.items() if n.instrument == id]}
