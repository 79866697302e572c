"""The packs a verb works on, finding in them what a person named, and ``list``: what there is."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from prodia import content
from prodia.cli.commands import FORMAT, takes
from prodia.cli.terminal import Terminal, WrongUse, unknown
from prodia.content import shipped
from prodia.content.folder import LOCK_FILE, numbers
from prodia.content.tiers import tiers
from prodia.errors import ContentError
from prodia.problems.authors import LATER_FIRST, OTHER_PROTOCOL, WITH_FAULTS
from prodia.problems.commands import IS_FILE, NO_FILE, NO_MATCH
from prodia.words import Lang, Words
from prodia.words.labels import HOLDING
from prodia.words.labels import label as word
from prodia.words.lists import close, meant, nearest
from prodia.words.numbers import dated as date_in_words
from prodia.words.numbers import day as day_in_words

if TYPE_CHECKING:
    from prodia.content import Catalogue, Header, Loaded
    from prodia.content.kept import KeptPlans
    from prodia.model.plan import Plan


PACK = """
    --pack*: Een map met de vorm van protocols/, of de naam van een geïnstalleerd pakket; mag meer dan eens.
        | A folder shaped like protocols/, or the name of an installed pack; may be said again.
"""

# What a verb is about is told once, here: a protocol or a version by name, or where it stands.
PROTOCOL = "Een protocol: id, id@versie, of zijn map. | A protocol: id, id@version, or its folder."
WHAT = """
    what*: Protocollen (id of id@versie), of paden: een pakket, een map of een bestand erin.
        | Protocols (id or id@version), or paths: a pack, a folder or a file in it.
"""


def folders(packs: Sequence[str]) -> list[str | os.PathLike[str]]:
    """Where what is shipped stands, and the packs a person named with it: folders, or installed packs."""
    found: list[str | os.PathLike[str]] = [shipped()]
    for pack in packs:
        folder = pack if os.path.isdir(pack) else content.installed_packs().get(pack)
        if folder is None or not os.path.isdir(folder):
            raise no_folder(pack)
        found.append(folder)
    return found


def no_folder(path: str) -> WrongUse:
    """A folder is needed, and this is none."""
    return WrongUse(IS_FILE if os.path.exists(path) else NO_FILE, path=path)


def heads(packs: Sequence[str], lang: str) -> tuple[Header, ...]:
    """What stands at the head of every protocol, without reading further."""
    return content.headers(*folders(packs), lang=lang)


def loaded(packs: Sequence[str] = (), only: str | None = None) -> Loaded:
    """What is shipped, and the packs a person named with it. ``only``: as in :func:`prodia.content.load`."""
    return content.load(*folders(packs), only=only)


def catalogue(packs: Sequence[str] = (), only: str | None = None) -> Catalogue:
    return loaded(packs, only).catalogue


def plans(packs: Sequence[str] = ()) -> KeptPlans:
    """The plans of what is shipped and of these packs, for who needs no more of them."""
    from prodia.content.kept import KeptPlans  # a list of protocols waits for no model

    return KeptPlans(tuple(str(one) for one in folders(packs)), cached("plans"))


def cached(name: str) -> Path:
    """Where on this machine is kept what can be worked out again: a file or folder, that need not be there.

    A relative XDG_CACHE_HOME is passed over, as its specification says. Who has no home keeps nothing.
    """
    places = os.environ.get("XDG_CACHE_HOME", ""), os.path.expanduser("~/.cache")
    return Path(next(filter(os.path.isabs, places), os.devnull), "prodia", name)


def is_protocol(found: Catalogue, name: str) -> bool:
    return found.knows(name.partition("@")[0])


def plan(found: Catalogue, name: str, screen: Terminal, on: dt.date | None = None) -> Plan:
    """The plan of ``id@version``, or of ``id``: the version that holds on a day, the newest without a day or
    where none holds. Raises WrongUse for a name that is none, and ContentError for one with faults."""
    if not found.knows(name):
        found.usable(name)
        raise unknown("protocol", "protocol", name, named_like(name, found.references()))
    from prodia.model.scalars import ALONG  # a list of protocols waits for no model

    id, *along = name.split(ALONG)
    held = found.in_force(on, id).get(id) if on is not None and "@" not in id else None
    if held is not None and on is not None:
        words = {"held": held, "day": day_in_words(on, screen.lang)}
        try:
            said, last = _HELD, found.latest(id)
        except ContentError as error:
            said, last = _HELD_BESIDE, str(error.problems[0].place)
        if last != held:
            screen.err.print(Text(said.fill(screen.lang, words | {"last": last}), "quiet"), soft_wrap=True)
    return found.plan(ALONG.join((held or id, *along)), screen.lang)


_HELD = Words(
    "{held} geldt op {day}; de nieuwste versie is {last}.",
    "{held} holds on {day}; the newest version is {last}.",
)
_HELD_BESIDE = Words(
    "{held} geldt op {day}; een nieuwere versie heeft fouten: {last}.",
    "{held} holds on {day}; a newer version has faults: {last}.",
)


def know_instrument(found: Catalogue, name: str) -> None:
    """Raises WrongUse for an instrument that there is not, and ContentError for one with faults."""
    if name not in (known := named_like(name, found.instruments())):
        try:
            found.instrument_entry(name)
        except ContentError as error:
            if error.problem.kind is WITH_FAULTS:
                raise
        raise unknown("instrument", "instrument", name, known)


def plan_of(name: str, packs: Sequence[str], screen: Terminal, on: dt.date) -> Plan:
    """The plan of what a person named, by name or by path. Raises as :func:`plan`."""
    name, packs = named(name, packs)
    return plan(catalogue(packs), name, screen, on)


def named(name: str, packs: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The id or id@version that a person named, and the packs to look in: a path brings the one it lies in.

    Raises WrongUse for a path that is not there, or with no protocol.
    """
    path, packs = Path(name), (*packs,)
    root = pack_around(path) if path.exists() else None
    found = reference_at(root, path) if root else ""
    if root is None or not found:
        if _is_path(name) or (root and root.resolve() == path.resolve()):
            raise missing(name, [root] if root else [])
        return name, packs
    here = {one.resolve() for one in (shipped(), *map(Path, packs))}
    return found, packs if root.resolve() in here else (*packs, str(root))


def reference_at(root: Path, path: Path) -> str:
    """The id, or id@version, of what lies at a path in a pack; nothing where no protocol does."""
    id, version, *_ = (*path.resolve().relative_to(root.resolve()).parts, "", "")
    if (root / id / version / "protocol.yaml").is_file():
        return f"{id}@{version}"
    return id if id and any((root / id).glob("*/protocol.yaml")) else ""


def same_protocol(before: Plan, after: Plan) -> None:
    """Raises WrongUse where these are no two versions of one protocol."""
    if before.protocol.id != after.protocol.id:
        raise WrongUse(OTHER_PROTOCOL, old=before.reference, new=after.reference)


def in_order(before: Plan, after: Plan) -> None:
    """Raises WrongUse where these are no two versions of one protocol, or the first is the later one."""
    same_protocol(before, after)
    old, new = (numbers(one.protocol.version) for one in (before, after))
    if old > new:
        raise WrongUse(LATER_FIRST, old=before.reference, new=after.reference)


def placed(what: Iterable[str], packs: Sequence[str]) -> tuple[str, ...]:
    """Where it stands, what a person named: a path as it is, of an id or id@version its folder.

    Raises WrongUse for what is not there.
    """
    every = [Path(one) for one in folders(packs)]
    return tuple(one if os.path.exists(one) else _folder(one, every) for one in what)


def _folder(name: str, every: Sequence[Path]) -> str:
    for root in reversed(every):
        folder = root.joinpath(*name.split("@", 1))
        if not _is_path(name) and any(folder.glob("protocol.yaml" if "@" in name else "*/protocol.yaml")):
            return str(folder)
    raise missing(name, every)


def _is_path(name: str) -> bool:
    """Is this a path and no name? A name has no point in it, but that of a version."""
    return name != os.path.basename(name) or "." in name.partition("@")[0]


def missing(name: str, packs: Iterable[Path]) -> WrongUse:
    """There is no protocol by that name, or nothing at that path: what may have been meant."""
    files = [f"{file.parent.parent.name}@{file.parent.name}" for root in packs for file in _protocols(root)]
    path = Path(name)
    if path.exists():
        what = Words("protocol in", "protocol in")
        there = nearest("", named_like("", files)) if files else _NONE_THERE
        return WrongUse(NO_MATCH, what=what, name=name or ".", nearest=there)
    if not _is_path(name):
        return unknown("protocol, map of bestand", "protocol, folder or file", name, named_like(name, files))
    near = close(path.name, os.listdir(path.parent), 2) if path.parent.is_dir() else []
    if not near:
        return WrongUse(NO_FILE, path=name)
    said = meant(str(path.parent / one) for one in near)
    return WrongUse(NO_MATCH, what=Words("map of bestand", "folder or file"), name=name, nearest=said)


_NONE_THERE = Words(
    "daar staat geen protocol.yaml; «prodia new» begint er een.",
    "no protocol.yaml stands there; «prodia new» begins one.",
)


def _protocols(root: Path) -> list[Path]:
    return sorted(root.glob("*/*/protocol.yaml"))


def pack_around(path: Path) -> Path | None:
    """The pack a path lies in: the folder above a protocol's folders, or above ``shared``."""
    here = path if path.is_dir() else path.parent
    for folder in above(here):
        if holds_protocols(folder) or (folder / "shared" / "sources.yaml").is_file():
            now = Path.cwd()  # named as seen from where one works
            return folder.relative_to(now) if folder.is_relative_to(now) else folder
    return here if path.is_dir() and files_in(here) else None


def above(here: Path) -> Iterator[Path]:
    """A folder and those above it, up to a repository's or one's home: what lies beyond is of others."""
    for folder in (here, *here.absolute().parents):
        whole = folder.absolute()
        if folder != here and whole in (Path(whole.anchor), Path(gettempdir())):
            return
        yield folder
        if (folder / ".git").exists() or whole == Path(os.path.expanduser("~")):
            return


def holds_protocols(folder: Path) -> bool:
    """Is it shaped like a pack? Above a pack others come and go: what is gone meanwhile is none."""
    with suppress(OSError):
        return any(folder.glob("*/*/protocol.yaml")) or any(
            folder.glob("*/[0-9]*.[0-9]*.[0-9]*/cases/*.yaml")
        )
    return False


def files_in(root: Path) -> list[Path]:
    """The files of a pack that are read, and those that only look like it; none that is hidden."""
    found = []
    for at, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        own = (name for name in sorted(names) if not name.startswith("."))
        found += [
            Path(at, name) for name in own if name.endswith((".yaml", ".yml", ".po")) or name == LOCK_FILE
        ]
    return found


def named_like(name: str, references: Iterable[str]) -> list[str]:
    """What may be written where ``name`` stands: every id, or every id@version where it has a version; of an
    id that there is its versions alone."""
    every = list(references)
    id, at, _ = name.partition("@")
    own = [r for r in every if at and r.partition("@")[0] == id]
    return own or list(dict.fromkeys(r if at else r.partition("@")[0] for r in every))


# ``list``: what there is. It reads no further than the head of each protocol.


@takes(PACK, FORMAT)
def list_(screen: Terminal, pack: tuple[str, ...], format: str) -> int:
    """List the protocols with their versions; 1 where one can not be listed, for its head can not be read."""
    if format == "json":
        found = catalogue(pack)
        now, reached = found.in_force(dt.date.today()).values(), _reached(pack)
        screen.json(
            [
                _listed(found, one, screen.lang)
                | {"holds_today": one.reference in now, "tier": reached.get(one.reference)}
                for one in found.heads()
            ]
        )
        return _left_out(screen, pack, found.heads())
    found_heads, today = heads(pack, screen.lang), dt.date.today()
    reached = _reached(pack)
    holding = content.in_force(found_heads, today).values()
    table = Table(box=None, pad_edge=False, header_style="heading")
    for name in _COLUMNS:
        table.add_column(screen.say(*name))
    for one in found_heads:
        holds = standing(one, found_heads, today, screen.lang)
        status = word("status", one.status, screen.lang)
        style = "strong" if one in holding else "plain"
        holds_text = Text(holds, "good" if one in holding else "quiet")
        tier = word("tier", reached[one.reference], screen.lang) if one.reference in reached else ""
        table.add_row(Text(one.reference, style), holds_text, status, tier, one.title, str(one.cases))
    screen.print(table)
    for id in dict.fromkeys(one.id for one in found_heads):
        if id not in {one.id for one in holding}:
            nl = f"Van «{id}» is vandaag geen vrijgegeven versie van kracht."
            screen.tell(nl, f"Of «{id}» no released version is in force today.", "quiet")
    return _left_out(screen, pack, found_heads)


def _left_out(screen: Terminal, packs: Sequence[str], listed: Iterable[Header]) -> int:
    """Tells of each version that stands in a pack and is not listed why it is not; 1 where there is one."""
    names = {one.reference for one in listed}
    placed = (file for folder in folders(packs) for file in Path(folder).glob("[!._]*/*/protocol.yaml"))
    left = sorted(f.as_posix() for f in placed if f"{f.parent.parent.name}@{f.parent.name}" not in names)
    for pack in catalogue(packs).packs if left else ():
        screen.note(p for p in pack.problems(lambda file: file in left) if p.place and p.place.file in left)
    return 1 if left else 0


_COLUMNS = (
    ("protocol", "protocol"),
    ("geldt", "holds"),
    ("stand", "status"),
    ("trede", "tier"),
    ("titel", "title"),
    ("gevallen", "cases"),
)


def _reached(packs: Sequence[str]) -> dict[str, str]:
    """By ``id@version`` the tier that ``prodia card --write`` wrote down for what stands there now."""
    return {name: tier for folder in reversed(folders(packs)) for name, tier in tiers(folder).items()}


def standing(one: Header, found: Iterable[Header], today: dt.date, lang: Lang) -> str:
    """Whether a version holds today; if not, since or until when, or which one does."""
    on, now = today.isoformat(), content.in_force(found, today).get(one.id)
    if one == now:
        return Words("vandaag", "today")[lang]
    if now is not None and one.status in HOLDING and content.dated(one, today):
        also = Words("nog voor wie erop loopt; nu geldt {now}", "still for cases on it; now {now} holds")
        return also.fill(lang, {"now": now.version})
    if one.valid_from and one.valid_from > on:
        return f"{Words('vanaf', 'from')[lang]} {date_in_words(one.valid_from, lang)}"
    if one.valid_to and one.valid_to < on:
        return f"{Words('tot en met', 'up to and including')[lang]} {date_in_words(one.valid_to, lang)}"
    return ""


def _listed(found: Catalogue, one: Header, lang: Lang) -> dict[str, Any]:
    """What is known of a version; of one with mistakes what stands at its head: `check` says the rest."""
    listed: dict[str, Any] = {
        "reference": one.reference,
        "id": one.id,
        "version": one.version,
        "status": one.status,
        "title": one.title,
        "also": {},
        "valid": {"from": one.valid_from, "to": one.valid_to},
        "supplements": None,
        "digest": None,
        "cases": [],
    }
    if not found.knows(one.reference):
        return listed
    entry = found.entry(one.reference)
    try:
        plan = found.plan(one.reference, lang)
        protocol, also = plan.protocol, plan.also
    except ContentError:
        protocol, also = entry.definition, {}
    return listed | {
        "title": protocol.title,
        "also": {one: dict(said) for one, said in also.items()},
        "valid": protocol.valid.model_dump(mode="json", by_alias=True),
        "supplements": protocol.supplements,
        "digest": entry.digest,
        "cases": list(found.cases(one.reference)),
    }
