"""What is done to files of authors: ``fix``, ``fmt`` and ``translate`` write them, ``card`` tells of them."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from prodia.authoring import fixing
from prodia.authoring.card import told_card, written
from prodia.authoring.fmt import formatted
from prodia.authoring.release import Tier
from prodia.authoring.release import card as worked_out
from prodia.cli.authors import wanted
from prodia.cli.check import checked, files_at
from prodia.cli.commands import FORMAT, takes
from prodia.cli.files import read_text, reading, write_whole
from prodia.cli.packs import PACK, WHAT, placed
from prodia.cli.screen import print_report
from prodia.cli.terminal import Terminal, unknown
from prodia.content import read
from prodia.content.packs import Pack
from prodia.content.spoken import sources_of
from prodia.content.tiers import TIERS_FILE, Seals
from prodia.content.translations import LANGUAGES, SHARED, Locale, read_po, update_all
from prodia.errors import ContentError
from prodia.telling.plain import section_json
from prodia.words.labels import HOLDING

WHICH = WHAT.replace("what*", "what+", 1)


@takes(
    WHICH,
    PACK,
    """
        --suggest?: Toon ook wat een gok is, als verschil; schrijf niets.
            | Show what is a guess as well, as a diff; write nothing.
    """,
)
def fix(screen: Terminal, what: tuple[str, ...], pack: tuple[str, ...], suggest: bool) -> int:
    """Put right what can only be meant in one way; 1 where errors are left."""
    path = placed(what, pack)
    problems, _ = checked(path, dt.date.today())
    found = fixing.fixes(problems, _lines)
    chosen = found if suggest else tuple(one for one in found if one.safe)
    for file in dict.fromkeys(fix.file for fix in chosen):
        own, lines = [fix for fix in chosen if fix.file == file], _lines(file)
        if suggest:
            screen.whole(fixing.shown(file, lines, own))
        else:
            write_whole(file, "\n".join(fixing.mended(lines, own)))
            screen.print(f"{file}: {len(own)}")
    for one in files_at(path) if suggest else ():
        text = "" if one.suffix != ".yaml" or one.is_symlink() or _sealed(one) else read_text(str(one))
        if (made := fixing.lifted(text)) != text:
            screen.whole(fixing.compared(str(one), text.split("\n"), made.split("\n")))
    guesses = len(found) - sum(one.safe for one in found)
    if not suggest:
        screen.tell(
            f"Rechtgezet: {len(chosen)}. Nog een voorstel: {guesses}"
            + (" (toon ze met --suggest)." if guesses else "."),
            f"Put right: {len(chosen)}. Proposals left: {guesses}"
            + (" (see them with --suggest)." if guesses else "."),
            "good" if chosen else "plain",
        )
    left = checked(path, dt.date.today())[0] if chosen and not suggest else problems
    errors = sum(p.severity == "error" for p in left)
    if errors and not suggest:
        command = shlex.join(("prodia", "check", *map(str, path)))
        screen.tell(
            f"Fouten die blijven: {errors} (zie {command}).", f"Errors left: {errors} (see {command})."
        )
    return 1 if errors else 0


def _lines(file: str) -> Sequence[str]:
    """The lines of a file as the places of findings count them."""
    with reading(file):
        return Path(file).read_text("utf-8-sig").split("\n") if Path(file).is_file() else ()


@takes(
    WHICH,
    PACK,
    "--check?: Schrijf niets; zeg alleen wat anders zou worden. | Write nothing; only say what would change.",
)
def fmt(screen: Terminal, what: tuple[str, ...], pack: tuple[str, ...], check: bool) -> int:
    """Lay out the files of a pack alike; 1 where one can not be read, with --check where one would change."""
    every = [f for f in files_at(placed(what, pack)) if f.suffix == ".yaml" and not f.is_symlink()]
    other, unread = [], 0
    for file in every:
        text = read_text(str(file))
        try:
            made = formatted(text, file=str(file), sealed=_sealed(file))
        except ContentError as error:
            screen.complain(error)
            unread += 1
            continue
        if made != text:
            other.append(file)
            if not check:
                write_whole(str(file), made)
            screen.print(str(file))
    words = ("zou anders worden", "would change") if check else ("anders gelegd", "laid out")
    screen.tell(f"{len(other)} van {len(every)} {words[0]}.", f"{len(other)} of {len(every)} {words[1]}.")
    return 1 if unread or (check and other) else 0


def _sealed(file: Path) -> bool:
    """Is this what was released, or what stands with it? Its digest stays then."""
    protocol = next((p for p in (file, file.parent / "protocol.yaml") if p.name == "protocol.yaml"), file)
    document = read(protocol.read_bytes(), "").document if protocol.is_file() else None
    data = document.data if document is not None else None
    return isinstance(data, dict) and data.get("status") in HOLDING


@takes(
    WHAT,
    """
        --write?: Schrijf de trede in tiers.lock, zodat prodia list ze toont.
            | Write the tier into tiers.lock, so that prodia list shows it.
    """,
    PACK,
    FORMAT,
)
def card(screen: Terminal, what: tuple[str, ...], write: bool, pack: tuple[str, ...], format: str) -> None:
    """How a version stands: its tier, what is missing for the next, who read it, what is exempt."""
    data, reached, seals = [], dict[str, dict[str, Tier | None]](), dict[str, Seals]()
    for one in wanted(what, pack):
        home = one.found.home(one.found.entry(one.reference)).folder
        seals.setdefault(home, Seals(home)).of(one.reference, "gold")  # as it is before it is worked out
        found = worked_out(one.found, one.reference)
        reached.setdefault(home, {})[one.reference] = found.tier
        document = told_card(one.found, one.reference, screen.lang, found)
        if format == "json":
            data.append([section_json(section) for section in document.parted()])
        else:
            print_report(screen, document)
            screen.print("")
    for folder, tiers in reached.items() if write else ():
        write_whole(f"{folder}/{TIERS_FILE}", written(folder, tiers, seals[folder]))
    if format == "json":
        screen.json(data)


@takes(
    "lang: De taal: en. | The language: en.",
    WHAT,
    PACK,
    "--count?: Tel alleen; schrijf niets. | Only count; write nothing.",
)
def translate(screen: Terminal, lang: str, what: tuple[str, ...], pack: tuple[str, ...], count: bool) -> int:
    """Lay out the texts to translate; 1 where some are not translated yet."""
    if lang not in LANGUAGES:
        raise unknown("taal", "language", lang, LANGUAGES)
    left = 0
    for pack_, owners in _translated(what, pack).items():
        sources = sources_of(pack_)
        texts = {owner: [(key, text) for key, text, _ in sources[owner]] for owner in owners}
        files = {owner: Path(pack_.folder, owner, "locale", f"{lang}.po") for owner in {*owners, SHARED}}
        old = {owner: read_text(str(file)) if file.is_file() else None for owner, file in files.items()}
        for owner, made in update_all(old, texts, lang).items():
            file = files[owner]
            said = read_po(Locale(owner, lang, str(file), made))[0]
            if not (said or old[owner]):
                continue
            open_ = sum(not one.done for one in said)
            left += open_
            if not count and made != old[owner]:
                write_whole(str(file), made)
            screen.tell(
                f"{file}: {len(said)} teksten, nog te vertalen {open_}.",
                f"{file}: {len(said)} texts, left to translate {open_}.",
                "open" if open_ else "good",
            )
    return 1 if left else 0


def _translated(what: Sequence[str], pack: Sequence[str]) -> Mapping[Pack, list[str]]:
    """By pack the protocols that a person named; of a pack that is named as a whole what is shared too."""
    found: dict[Pack, list[str]] = {}
    for one in wanted(what, pack):
        owners = found.setdefault(one.found.home(one.found.entry(one.reference)), [])
        if (id := one.reference.partition("@")[0]) not in owners:
            owners.append(id)
    for own, owners in found.items():
        if not what or any(Path(one).resolve() == Path(own.folder).resolve() for one in what):
            owners.append(SHARED)
    return found
