"""``prodia watch``: while an author writes, every save is checked and tested."""

# What is shipped is read once. Of the pack only the versions are looked at that something changed in; what is
# changed in what they share, changes all. Times of files are compared: that works on every disk.

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from rich.text import Text

from prodia.authoring import testing
from prodia.cli import clean
from prodia.cli.check import told
from prodia.cli.commands import takes
from prodia.cli.looking import kept_now, looked_at
from prodia.cli.packs import PACK, files_in, pack_around, placed
from prodia.cli.screen import print_report
from prodia.cli.terminal import Terminal, WrongUse
from prodia.content import Loaded, load, read_pack, shipped
from prodia.content.schema import SCHEMAS, write
from prodia.errors import ContentError
from prodia.problems.commands import NOTHING_TO_CHECK

PAUSE = 0.3  # seconds between two looks
Times = Mapping[Path, tuple[int, int]]


@takes(
    """
        what?: Een pakket, of een protocol erin; zonder: de map waar je bent.
            | A pack, or a protocol in it; without: the folder you are in.
    """,
    PACK,
    "--once?: Kijk één keer en stop. | Look once and stop.",
)
def watch(screen: Terminal, what: str | None, pack: tuple[str, ...], once: bool) -> int:
    """Check and test at every save; with --once 1 where something is wrong."""
    (path,) = placed([what or "."], pack)
    root = pack_around(Path(path))
    if root is None:
        raise WrongUse(NOTHING_TO_CHECK, path=path)
    base = load(shipped(), only="shared")
    seen = times(root)
    wrong = looked(screen, root, base, (root,))
    if once:
        return 1 if wrong else 0
    screen.tell("Ik kijk mee; Ctrl-C stopt.", "Looking along; Ctrl-C stops.", "quiet")
    while True:
        time.sleep(PAUSE)
        now = times(root)
        if places := touched(root, seen, now):
            seen = now  # what is saved while it looks is looked at next
            looked(screen, root, base, places)


def times(root: Path) -> Times:
    """When each file of a pack was written last, and how long it is."""
    found = {}
    for file in files_in(root):
        try:
            at = file.stat()
        except OSError:
            continue  # gone meanwhile
        found[file] = (at.st_mtime_ns, at.st_size)
    return found


def touched(root: Path, before: Times, now: Times) -> tuple[Path, ...]:
    """The folders of the versions that something changed in; the pack, where what they share did."""
    files = [f for f in {**before, **now} if before.get(f) != now.get(f)]
    folders = {root.joinpath(*f.relative_to(root).parts[:2]) for f in files}
    versions = {f for f in folders if (f / "protocol.yaml").is_file()}
    return tuple(sorted(versions)) if versions == folders else (root,)


def looked(screen: Terminal, root: Path, base: Loaded, places: Iterable[Path]) -> bool:
    """What is found at these places, on the screen; whether any of it is wrong."""
    begun, wrong = time.monotonic(), False
    own = root.resolve() == shipped().resolve()
    for place in places:
        only = None if place == root else place.relative_to(root).as_posix()
        pack = read_pack(root, only)
        loaded = load(root) if own else Loaded(base.catalogue.with_pack(pack))
        today = dt.date.today()
        kept, fresh = clean.kept(), dict[str, str]()
        seals, whole = clean.Digests(root, today, None, str(place), shapes=kept), place == root
        found = looked_at(loaded, root, str(place), seals, kept, fresh, today=today, whole=whole)
        kept_now(seals, fresh)
        problems = [*found]
        wrong = wrong or any(p.severity == "error" for p in problems)
        told(screen, problems, len(files_in(place)), each=False)
        for reference in _versions(loaded, root, place, whole=not wrong):
            cases = pack.cases_in(f"{reference.replace('@', '/', 1)}/cases")
            told_of = {p.place.file for p in found if p.place}  # the others hold
            differ = [Path(file).stem for file in cases if f"{pack.folder}/{file}" in told_of]
            run = partial(testing.run_cases, loaded.catalogue, reference, lang=screen.lang)
            ran = run(only=differ) if differ else ()
            failed = [one for one in ran if not one.holds]
            wrong = wrong or bool(failed)
            if failed:
                plan = loaded.catalogue.plan(reference, screen.lang)
                print_report(screen, testing.told_all(failed, plan, screen.lang))
            else:
                words = screen.say("gevallen kloppen", "cases hold")
                screen.print(Text(f"{reference}: {len(cases)} {words}", "good"))
        if (root / SCHEMAS).is_dir():
            write(root / SCHEMAS, loaded.catalogue)
    seconds = f"{time.monotonic() - begun:.1f}"
    now = dt.datetime.now().strftime("%H:%M:%S")
    screen.print(Text(f"{now} ({seconds} s)", "quiet"))
    return wrong


def _versions(loaded: Loaded, root: Path, place: Path, *, whole: bool) -> Iterator[str]:
    """The versions at a place of which all can run; ``whole``: no mistake was found, so each has a plan."""
    for reference in loaded.catalogue.references():
        home = root / reference.replace("@", "/", 1)
        if home.is_dir() and (place == root or home == place):
            with suppress(ContentError):  # told above
                loaded.catalogue.usable(reference)
                if not whole:
                    loaded.catalogue.plan(reference)
                yield reference
