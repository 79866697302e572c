"""What authors do with versions: begin, copy, release, review and deprecate them, and tell two apart."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from prodia.authoring import release as releasing
from prodia.authoring.begin import Beginning, beginning, new_pack, parent_of
from prodia.authoring.diff import Difference, Level, compare, next_version, previous
from prodia.authoring.difftold import told_difference
from prodia.authoring.release import Change, Files, Tier
from prodia.cli.commands import ON, Option, choice, form, read_day, takes
from prodia.cli.files import write_all
from prodia.cli.packs import (
    PACK,
    catalogue,
    holds_protocols,
    in_order,
    loaded,
    named,
    pack_around,
    same_protocol,
)
from prodia.cli.packs import plan as plan_named
from prodia.cli.screen import print_report
from prodia.cli.terminal import Terminal, WrongUse, unfit, unknown
from prodia.content import Catalogue, Loaded, load, shipped
from prodia.errors import ProdiaError
from prodia.model.events import CaseFile
from prodia.model.parts import Review
from prodia.model.plan import Plan
from prodia.model.scalars import ID
from prodia.problems.authors import NO_REVISION, QUESTION_OPEN
from prodia.problems.commands import EXISTS
from prodia.telling.blocks import Document
from prodia.words import Lang, Words

_ID_WORDS = "schrijf kleine letters, cijfers en streepjes.", "write small letters, digits and hyphens."
NO_OWNER = "OWNER/prodia"  # until somebody says where prodia stands
NOTHING_READ = "sha256:" + 64 * "0"  # until the digest of what was read takes its place


def _write(screen: Terminal, files: Files, *, new: bool = False) -> None:
    """All the files or none; none where one that must be new is there."""
    if new:
        for path in files:
            if path.exists():
                raise WrongUse(EXISTS, path=path)
    write_all(files, new=new)
    for path in files:
        screen.print(str(path))


def _version(screen: Terminal, reference: str, pack: Sequence[str]) -> tuple[Loaded, str]:
    """The version that a person named, in the packs that are read no further than it asks."""
    reference, pack = named(reference, pack)
    found = loaded(pack, reference.replace("@", "/", 1))
    return found, plan_named(found.catalogue, reference, screen).reference


def _first_figure(reference: str) -> str:
    return reference.partition("@")[2].partition(".")[0]


def _asked(screen: Terminal, question: Words, option: str, given: str | None) -> str:
    """The answer that was given, or that a person types when there is one to ask."""
    if given:
        return given
    if sys.stdin.isatty():
        screen.err.print(f"{question[screen.lang]} ", end="")
        if answer := sys.stdin.readline().strip():
            return answer
    raise WrongUse(QUESTION_OPEN, name=question, option=option)


@takes(
    "reference: De versie: id@versie, of haar map. | The version: id@version, or its folder.",
    """
        --what: Wat er verandert. | What changes.
        --whom: Wie het raakt. | Whom it concerns.
        --since: Vanaf welke dag, zoals 2027-09-01. | From which day, as 2027-09-01.
        --why: Waarom. | Why.
        --running: Wat er met lopende trajecten gebeurt, als er iets anders uit kan komen.
            | What becomes of running trajectories, where something else may come out.
    """,
    Option(
        "--tier",
        "Wat de gevallen minstens halen.",
        "What the cases reach at least.",
        type=choice("bronze", "silver", "gold"),
        default="bronze",
    ),
    "--dry?: Kijk alleen of het kan. | Only look whether it can be done.",
    PACK,
)
def release(
    screen: Terminal,
    reference: str,
    what: str | None,
    whom: str | None,
    since: str | None,
    why: str | None,
    running: str | None,
    tier: Tier,
    dry: bool,
    pack: tuple[str, ...],
) -> int:
    """Release a version: look whether it can be, freeze it, and write its notes."""
    found, name = _version(screen, reference, pack)
    keeps = releasing.ready(found, name, tier)
    if keeps:
        for problem in keeps:
            screen.complain(ProdiaError(problem))
        nl = f"{name} is niet vrijgegeven: wat hierboven staat ({len(keeps)}), houdt het tegen."
        en = f"{name} is not released: what stands above ({len(keeps)}) keeps it back."
        screen.err.print(screen.say(nl, en), style="bad", soft_wrap=True)
        return 1
    if dry:
        screen.tell(f"{name} kan vrijgegeven worden.", f"{name} can be released.", "good")
        return 0
    before = previous(found.catalogue, name)
    if running is None and before is not None and _first_figure(before) != _first_figure(name):
        running = _asked(
            screen,
            Words("Wat gebeurt er met lopende trajecten?", "What becomes of running trajectories?"),
            "--running",
            None,
        )
    change = Change(
        _asked(screen, Words("Wat verandert er?", "What changes?"), "--what", what),
        _asked(screen, Words("Wie raakt het?", "Whom does it concern?"), "--whom", whom),
        read_day(_asked(screen, Words("Vanaf welke dag?", "From which day?"), "--since", since), "--since"),
        _asked(screen, Words("Waarom?", "Why?"), "--why", why),
        running,
    )
    _write(screen, releasing.release(found, name, change, tier=tier))
    return 0


@takes(
    """
        reference: De versie die nagelezen is: id@versie, of haar map.
            | The version that was read: id@version, or its folder.
        --role!: In welke rol, zoals psycholoog; geen naam. | In which role, such as psycholoog; no name.
        --network!: Voor welk netwerk. | For which network.
    """,
    Option(
        "--says",
        "Akkoord of bezwaar.",
        "Agreement or objection.",
        type=choice("approved", "objected"),
        required=True,
    ),
    "--remarks: Wat je opmerkt. | What you remark.",
    ON,
    PACK,
)
def review(
    screen: Terminal,
    reference: str,
    role: str,
    network: str,
    says: Literal["approved", "objected"],
    remarks: str | None,
    on: dt.date | None,
    pack: tuple[str, ...],
) -> None:
    """Record that somebody of another network read a version, with the digest of what was read."""
    found, name = _version(screen, reference, pack)
    roles = found.catalogue.plan(name, screen.lang).roles
    if role not in roles:
        raise unknown("rol", "role", role, roles)
    if not re.fullmatch(ID, network):
        raise unfit("--network", *_ID_WORDS)
    day = on or dt.date.today()
    said = Review(role=role, network=network, on=day, read=NOTHING_READ, says=says, remarks=remarks)
    _write(screen, releasing.reviewed(found.catalogue, name, said))


@takes(
    """
        reference: De versie die je kopieert: id@versie, id, of haar map.
            | The version you copy: id@version, id, or its folder.
        version?: De nieuwe versie, zoals 1.2.0. | The new version, such as 1.2.0.
        --since@: Haar eerste dag, zoals 2028-09-01; de dagen van de gevallen schuiven mee.
            | Its first day, as 2028-09-01; the days of the cases move along.
    """,
    Option(
        "--step",
        "In plaats van een nummer: welk cijfer stijgt.",
        "Instead of a number: which number rises.",
        type=choice("major", "minor", "patch"),
        default="minor",
    ),
    PACK,
)
def new_version(
    screen: Terminal,
    reference: str,
    version: str | None,
    since: dt.date | None,
    step: Level,
    pack: tuple[str, ...],
) -> None:
    """Copy a version to the next one, as a concept."""
    found, name = _version(screen, reference, pack)
    number = version or next_version(name.partition("@")[2], step)
    if not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", number):
        raise unfit("VERSION", "schrijf drie getallen, zoals 1.2.0.", "write three numbers, such as 1.2.0.")
    _write(screen, releasing.new_version(found.catalogue, name, number, since), new=True)


@takes(
    "reference: De versie: id@versie, of haar map. | The version: id@version, or its folder.",
    """
        --successor!: De versie die in de plaats komt, id@versie.
            | The version that takes its place, id@version.
        --last!@: De laatste dag, zoals 2027-08-31. | The last day, as 2027-08-31.
    """,
    PACK,
)
def deprecate(screen: Terminal, reference: str, successor: str, last: dt.date, pack: tuple[str, ...]) -> None:
    """Give a released version its successor and its last day."""
    found, name = _version(screen, reference, pack)
    _write(screen, releasing.deprecate(found.catalogue, name, successor, last))


@takes(
    """
        id: Het id, zoals mijn-protocol; of het woord pack, voor een pakket van jezelf.
            | The id, such as my-protocol; or the word pack, for a pack of your own.
        folder?: Na pack: de map; ze hoeft er nog niet te zijn.
            | After pack: the folder; it need not be there.
        --pack: De map van je pakket; ze mag nog leeg zijn. | The folder of your pack; it may be empty.
        --repository: Na pack: waar prodia staat, EIGENAAR/NAAM.
            | After pack: where prodia stands, OWNER/NAME.
        --title: De titel. | The title.
        --owner: Van wie het is, als id: mijn-team. | Who owns it, as an id: my-team.
        --measure: Wat je meet, als percentiel. | What you measure, as a percentile.
        --instrument: Het instrument, als het er een is. | The instrument, where it is one.
        --below: De grens: voldaan onder dit percentiel. | The cut-off: met below this percentile.
        --says: Wat het criterium zegt, als een zin. | What the criterion says, as a sentence.
        --source: De bron van de grens; zonder deze eigen-keuze.
            | The source of the cut-off; without it eigen-keuze.
        --since@: De eerste dag. | The first day.
    """,
)
def new(
    screen: Terminal,
    id: str,
    folder: str | None,
    pack: str | None,
    repository: str | None,
    title: str | None,
    owner: str | None,
    measure: str | None,
    instrument: str | None,
    below: str | None,
    says: str | None,
    source: str | None,
    since: dt.date | None,
) -> None:
    """Begin a protocol: a concept that is valid at once, with cases that hold."""
    if id == "pack":
        where = Path(_asked(screen, Words("In welke map?", "In which folder?"), "FOLDER", folder or pack))
        if repository and not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
            raise unfit("--repository", "schrijf EIGENAAR/NAAM.", "write OWNER/NAME.")
        _write(screen, new_pack(where, repository or NO_OWNER, catalogue(())), new=True)
        return
    if not re.fullmatch(ID, id):
        raise unfit("ID", *_ID_WORDS)
    home = Path(_asked(screen, Words("In welk pakket?", "In which pack?"), "--pack", pack))
    shelf = loaded().catalogue
    answers = Beginning(
        id,
        _asked(screen, Words("Welke titel?", "Which title?"), "--title", title),
        _asked(screen, _OWNER, "--owner", owner),
        _asked(screen, Words("Wat meet je?", "What do you measure?"), "--measure", measure),
        instrument or "",
        _percentile(_asked(screen, _BELOW, "--below", below)),
        _asked(screen, Words("Wat zegt het criterium?", "What does the criterion say?"), "--says", says),
        source or "eigen-keuze",
    )
    for name, said in (("--owner", answers.owner), ("--instrument", answers.instrument or "x")):
        if not re.fullmatch(ID, said):
            raise unfit(name, *_ID_WORDS)
    here = loaded(
        [str(home)] if holds_protocols(home) or (home / "shared").is_dir() else [], "shared"
    ).catalogue
    sources = here.shared().sources
    if answers.source not in sources:
        raise unknown("bron", "source", answers.source, sources)
    first = since or dt.date.today()
    parent = parent_of(shelf, first)
    files = beginning(home, answers, parent=parent, role="psycholoog", since=first.isoformat())
    _write(screen, files, new=True)


_OWNER = Words("Van wie is het, als id (mijn-team)?", "Who owns it, as an id (my-team)?")
_BELOW = Words("Onder welk percentiel?", "Below which percentile?")


def _percentile(text: str) -> float:
    try:
        value = float(text)
        if 1 <= value <= 99:
            return value
    except ValueError:
        pass
    raise unfit("--below", "schrijf een percentiel van 1 tot en met 99.", "write a percentile from 1 to 99.")


# ``diff``: two versions, or a pack and what it was, in words and in what comes out.

MOST = 64 << 20  # bytes of an archive


@contextmanager
def at_revision(folder: Path, revision: str) -> Iterator[Path]:
    """The folder as it stood then. Raises WrongUse where git does not know the revision or the folder."""
    place = folder.resolve()
    top = _git(place, revision, "rev-parse", "--show-toplevel").decode().strip()
    inside = place.relative_to(Path(top).resolve()).as_posix()
    name = _git(place, revision, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    data = _git(Path(top), revision, "archive", "--format=tar", name.decode().strip(), "--", inside)
    with tempfile.TemporaryDirectory(prefix="prodia-") as made:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            archive.extractall(made, filter="data")
        yield Path(made, inside)


def _git(at: Path, revision: str, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=at, capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        raise WrongUse(NO_REVISION, name=revision, path=at) from None
    if len(done.stdout) > MOST:
        raise WrongUse(NO_REVISION, name=revision, path=at)
    return done.stdout


@takes(
    """
        old: Een versie (id@versie of haar map), van een id de voorlaatste, of met --against een heel pakket.
            | A version (id@version or its folder), of an id the one before the last, or with --against a
              whole pack.
        new?: De latere versie; zonder deze de laatste. | The later version; without it the last.
        --against: Vergelijk met deze revisie van git in plaats van met een andere versie.
            | Compare with this revision of git instead of with another version.
    """,
    PACK,
    form("text", "markdown", "json"),
)
def diff(
    screen: Terminal, old: str, new: str | None, against: str | None, pack: tuple[str, ...], format: str
) -> int:
    """Compare two versions in words and outcomes; 1 where the step of the version is too small."""
    root = pack_around(Path(old)) if against is not None and new is None and os.path.isdir(old) else None
    if root is not None and against is not None and root.resolve() == Path(old).resolve():
        return _whole_pack(screen, root, against, format)
    old, pack = named(old, pack)
    new, pack = named(new, pack) if new is not None else (new, pack)
    found = catalogue(pack)
    if against is not None:
        after = plan_named(found, new or old, screen)
        home = Path(found.entry(after.reference).file).parent.parent.parent
        with at_revision(home, against) as then:
            same = home.resolve() == shipped().resolve()
            earlier = load(then, *([] if same else [shipped()])).catalogue
            then_called = after.reference if "@" in (new or old) else after.protocol.id
            before = plan_named(earlier, then_called, screen)
            return _compared(screen, before, after, (found, earlier), format)
    versions = [r for r in found.references() if r.partition("@")[0] == old]
    if new is None and "@" not in old and len(versions) > 1:
        old, new = versions[-2:]
    before, after = plan_named(found, old, screen), plan_named(found, new or old.partition("@")[0], screen)
    in_order(before, after)
    return _compared(screen, before, after, (found,), format)


def _whole_pack(screen: Terminal, root: Path, against: str, format: str) -> int:
    """Every version of a pack that is not what it was at a revision, in one text; 1 as for one of them."""
    beside = [] if root.resolve() == shipped().resolve() else [shipped()]
    code, data = 0, []
    with at_revision(root, against) as then:
        found, earlier = load(root, *beside).catalogue, load(then, *beside).catalogue
        for old, new in _changed(found, earlier, root):
            after = plan_named(found, new, screen)
            source = earlier if old in earlier.references() else found
            before = plan_named(source, old, screen)
            if format == "json":
                difference, _ = _difference(before, after, (found, earlier), screen.lang)
                data.append(difference.as_dict())
            else:
                code = max(code, _compared(screen, before, after, (found, earlier), format))
                screen.print("")
    if format == "json":
        screen.json(data)
    elif not data and not code:
        screen.tell("Verder is elke versie wat ze was.", "Every other version is what it was.", "quiet")
    return code


def _changed(found: Catalogue, earlier: Catalogue, root: Path) -> Iterator[tuple[str, str]]:
    """Old and new reference of each version that changed, or is new beside an older one."""
    for new in found.references():
        if not (root / new.replace("@", "/", 1)).is_dir():
            continue
        if new in earlier.references():
            if _rests_on(found, new) != _rests_on(earlier, new):
                yield new, new
        elif (old := previous(found, new)) is not None:
            yield old, new


def _rests_on(found: Catalogue, reference: str) -> object:
    """What a version says, with what it takes in, supplements and finds beside it."""
    protocol, seals = found.entry(reference).definition, [found.entry(reference).digest]
    blocks = {name: found.block(name).digest for name in protocol.uses if name in found.blocks()}
    parent = protocol.supplements
    above = _rests_on(found, parent) if parent is not None and found.knows(parent) else None
    return seals, blocks, above, found.grounds(reference)


def _difference(
    before: Plan, after: Plan, shelves: Sequence[Catalogue], lang: Lang
) -> tuple[Difference, Document]:
    same_protocol(before, after)
    cases: dict[str, CaseFile] = {}
    for found in shelves:
        for reference in (before.reference, after.reference):
            if reference in found.references():
                cases |= found.cases(reference)
    difference = compare(before, after, tuple(cases.values()))
    return difference, told_difference(difference, before, after, lang)


def _compared(screen: Terminal, before: Plan, after: Plan, shelves: Sequence[Catalogue], format: str) -> int:
    difference, document = _difference(before, after, shelves, screen.lang)
    if format == "json":
        screen.json(difference.as_dict())
    else:
        print_report(screen, document, format)
    return 0 if difference.honest() or before.reference == after.reference else 1
