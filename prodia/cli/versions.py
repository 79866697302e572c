"""What authors do with versions: ``new``, ``new-version``, ``release`` and ``deprecate``."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path
from typing import Literal

from prodia.authoring import release as releasing
from prodia.authoring.begin import Beginning, beginning, new_pack, parent_of
from prodia.authoring.diff import Level, next_version, previous
from prodia.authoring.release import Change, Files, Tier
from prodia.cli.commands import ON, Option, choice, read_day, takes
from prodia.cli.files import write_all
from prodia.cli.packs import PACK, catalogue, holds_protocols, loaded, named
from prodia.cli.packs import plan as plan_named
from prodia.cli.terminal import Terminal, WrongUse, unfit, unknown
from prodia.errors import ProdiaError
from prodia.model.parts import Review
from prodia.model.scalars import ID
from prodia.problems.authors import QUESTION_OPEN
from prodia.problems.commands import EXISTS
from prodia.words import Words

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
    Option("--dry", "Kijk alleen of het kan.", "Only look whether it can be done.", is_flag=True),
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
    reference, pack = named(reference, pack)
    found = loaded(pack, reference.replace("@", "/", 1))
    name = plan_named(found.catalogue, reference, screen).reference
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
    """,
    """
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
    on: str | None,
    pack: tuple[str, ...],
) -> None:
    """Record that somebody of another network read a version, with the digest of what was read."""
    reference, pack = named(reference, pack)
    found = loaded(pack, reference.replace("@", "/", 1)).catalogue
    plan = plan_named(found, reference, screen)
    if role not in plan.roles:
        raise unknown("rol", "role", role, plan.roles)
    if not re.fullmatch(ID, network):
        raise unfit("--network", *_ID_WORDS)
    day = read_day(on, "--on") if on else dt.date.today()
    said = Review(role=role, network=network, on=day, read=NOTHING_READ, says=says, remarks=remarks)
    _write(screen, releasing.reviewed(found, plan.reference, said))


@takes(
    """
        reference: De versie die je kopieert: id@versie, id, of haar map.
            | The version you copy: id@version, id, or its folder.
        version?: De nieuwe versie, zoals 1.2.0. | The new version, such as 1.2.0.
        --since: Haar eerste dag, zoals 2028-09-01; de dagen van de gevallen schuiven mee.
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
    since: str | None,
    step: Level,
    pack: tuple[str, ...],
) -> None:
    """Copy a version to the next one, as a concept."""
    reference, pack = named(reference, pack)
    found = loaded(pack, reference.replace("@", "/", 1)).catalogue
    name = plan_named(found, reference, screen).reference
    number = version or next_version(name.partition("@")[2], step)
    if not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", number):
        raise unfit("VERSION", "schrijf drie getallen, zoals 1.2.0.", "write three numbers, such as 1.2.0.")
    first = read_day(since, "--since") if since else None
    _write(screen, releasing.new_version(found, name, number, first), new=True)


@takes(
    "reference: De versie: id@versie, of haar map. | The version: id@version, or its folder.",
    """
        --successor!: De versie die in de plaats komt, id@versie.
            | The version that takes its place, id@version.
        --last!: De laatste dag, zoals 2027-08-31. | The last day, as 2027-08-31.
    """,
    PACK,
)
def deprecate(screen: Terminal, reference: str, successor: str, last: str, pack: tuple[str, ...]) -> None:
    """Give a released version its successor and its last day."""
    reference, pack = named(reference, pack)
    found = loaded(pack, reference.replace("@", "/", 1)).catalogue
    name = plan_named(found, reference, screen).reference
    _write(screen, releasing.deprecate(found, name, successor, read_day(last, "--last")))


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
        --since: De eerste dag. | The first day.
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
    since: str | None,
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
    first = read_day(since, "--since") if since else dt.date.today()
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
