"""Cases in files: a case with its chain, one line added at a time; a worked case, run.

:func:`read_case` and :func:`append_case` are public, as ``prodia.read_case`` and ``prodia.append_case``.
:class:`Kept` is for who records more than one event.
"""

# A line is forced to the disk before we say it is there. If the machine stops in the middle of it, the torn
# piece is at the end: it was never said to be recorded, reading goes without it and names it, and who records
# next sets it aside. What somebody else recorded meanwhile is read first, under the lock, and the event is
# recorded after it, or refused because it is not open any more.

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from prodia.case.case import Case, Given, Plans, event_of
from prodia.case.log import Seal, dump, events, is_line, later, line, load
from prodia.errors import CaseFileError, ContentError, EventRefused, fits
from prodia.frozen import dataclass
from prodia.model.events import Opened
from prodia.model.plan import Plan
from prodia.problems import Place, Problem
from prodia.problems.cases import NOT_OPENED, UNREADABLE_LINE
from prodia.problems.commands import CHANGED_MEANWHILE, WORKED_CASE
from prodia.problems.storage import LEFT_OVER, OPEN_TO_OTHERS, PUT, PUT_RIGHT, SET_ASIDE, TORN, UNCERTAIN
from prodia.store.files import PRIVATE, NotUndone, unfinished, write_whole
from prodia.store.log import LogFile, Pathlike, opened, refused
from prodia.words import Lang

if TYPE_CHECKING:
    from prodia.content import Catalogue

_WORKED = (".yaml", ".yml")


def read_case(path: Pathlike, catalogue: Catalogue, *, lang: str = "nl") -> Case:
    """The case in a file, ready to go on with: a case file of JSON lines, or a worked case (``.yaml``).

    Of a case file the chain is verified. A worked case that names no protocol takes the version
    in whose folder it stands (``<id>/<version>/cases/``); one that must be refused at its end stops
    before that event. ``lang`` is the language of the protocol's texts.

    Raises OSError where the file can not be read; :class:`~prodia.errors.CaseFileError` for a line
    that is not as it was written; :class:`prodia.ContentError` for a worked case with mistakes in
    it; :class:`prodia.EventRefused` where the protocol is not in the catalogue or an event is refused;
    ``TypeError`` for what is no path or no catalogue.

    >>> import prodia
    >>> from prodia.content import shipped
    >>> path = shipped() / "algemeen" / "1.0.0" / "cases" / "consultatief.yaml"
    >>> prodia.read_case(path, prodia.load().catalogue)
    <Case algemeen@1.0.0, 3 events>
    """
    _is_path(path)
    known = plans(catalogue, lang)
    return _worked(Path(path), catalogue, lang) if is_worked(path) else keep(path, known).case


def is_worked(path: Pathlike) -> bool:
    """Is this, by its name, a worked case rather than a case file?"""
    return Path(path).suffix.lower() in _WORKED


def append_case(path: Pathlike, event: Given, catalogue: Catalogue, *, lang: str = "nl") -> Case:
    """One event more at the end of a case file, on the disk when this returns; the case with it.

    ``event`` is one of :mod:`prodia.events`, or a mapping with its ``kind``. An ``opened`` event begins the
    file where there is none, for its owner alone. Raises :class:`prodia.EventRefused` for an event that is
    not open (without a file that is every other event), :class:`~prodia.errors.CaseFileError` for a worked
    case (``.yaml``), OSError where the disk refuses, and what :func:`read_case` raises; the file is then as
    it was, unless the error says that nobody knows.

    >>> import prodia, tempfile, pathlib
    >>> catalogue = prodia.load().catalogue
    >>> opened = {"kind": "opened", "on": "2026-09-01", "by": "clb-contact", "protocol": "algemeen@1.0.0"}
    >>> opened |= {"mode": "consultative", "question": "Leest traag"}
    >>> answer = {"kind": "answered", "on": "2026-09-02", "by": "zorgteam"}
    >>> answer |= {"field": "co_zorgwekkend", "value": False}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "case.jsonl")
    ...     _ = prodia.append_case(path, opened, catalogue)
    ...     prodia.append_case(path, answer, catalogue)
    <Case algemeen@1.0.0, 2 events>
    """
    _is_path(path)
    _is_no_worked_case(path)
    given = event_of(event)
    if not os.path.lexists(path):
        if not isinstance(given, Opened):
            raise EventRefused(
                Problem(NOT_OPENED, Place(os.fspath(path)), kind=str(getattr(given, "kind", ""))), ("opened",)
            )
        return begin(Case.open(plans(catalogue, lang), given), path, Path(path).stem).case
    return keep(path, plans(catalogue, lang)).record(given).case


def _is_path(path: Pathlike) -> None:
    fits("path", path, Pathlike)
    name = os.fspath(path)
    fits("path", name, str)
    if "\0" in name or not name:
        why = "no file has an empty name" if not name else "no file has a name with a null character"
        raise FileNotFoundError(errno.ENOENT, why, name)


def _is_no_worked_case(path: Pathlike) -> None:
    """Raises CaseFileError for a name by which the file would be read as a worked case, and not as it is."""
    if is_worked(path):
        raise refused(WORKED_CASE, path)


def plans(catalogue: Catalogue, lang: str) -> Plans:
    """The plans of a catalogue, their texts in a language."""
    from prodia.content.catalogue import Catalogue  # a plan that is kept does without

    fits("catalogue", catalogue, Catalogue)
    fits("lang", lang, Lang)

    def one(reference: str) -> Plan:
        return catalogue.plan(reference, lang)

    return one


@dataclass(frozen=True, slots=True)
class Kept:
    """A case and how far its file was read; ``path`` is None for a case that is not kept.

    ``size``: bytes up to the end of the last whole line ``last``; ``torn``: what stands behind it.
    ``notes``: what is to be known of the file.
    """

    case: Case
    path: Pathlike | None = None
    last: str = ""
    size: int = 0
    torn: bytes = b""
    notes: tuple[Problem, ...] = ()

    def record(self, event: Given) -> Kept:
        """One event more, in the case and in its file, after what others recorded in it meanwhile.

        Raises EventRefused, also where it is not open any more after that; OSError where the disk refuses;
        CaseFileError where the file is not the one that was read, would become too large, or where nobody
        knows whether the event is in it. Nothing has changed then, but in that last case.
        """
        if self.path is None:
            return replace(self, case=self.case.record(event))
        with opened(self.path, to_write=True) as file:
            now = self._overtaken(file)
            case = now.case.record(event)
            text = line(now.last, case.events[-1])
            if piece := now.torn.removeprefix(b"\n"):
                file.set_aside(piece)
                file.cut(now.size)
            data = b"\n" + text.rstrip("\n").encode()
            file.append(data + b"\n", now.size)
            return Kept(case, self.path, text.rstrip("\n"), now.size + len(data), b"\n")

    def _overtaken(self, file: LogFile) -> Kept:
        """This case with what the file holds more than was read."""
        before = self.last.encode()
        start = self.size - len(before)
        found = file.read(start)
        if not found.startswith(before):
            raise refused(CHANGED_MEANWHILE, file.path)
        text, last, torn = _split(found, file.path)
        more = later(text[len(self.last) + 1 :], self.last, file=os.fspath(file.path))
        case = Case.replay(self.case.plans, (*self.case.events, *more), check=False) if more else self.case
        return Kept(case, self.path, last, start + len(found) - len(torn), torn)


def _split(data: bytes, path: Pathlike) -> tuple[str, str, bytes]:
    """The whole lines of a file, the last of them, and what stands behind it: its line end, a torn piece.

    A line that lacks only its end is whole. Raises CaseFileError for lines that are no text.
    """
    body, end, tail = data.rpartition(b"\n")
    try:
        lines = (body if end else data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise CaseFileError(Problem(UNREADABLE_LINE, Place(os.fspath(path), number), line=number)) from None
    if not end:
        return lines, lines, b""
    last = lines.rsplit("\n", 1)[-1]
    with suppress(UnicodeDecodeError):
        if tail and is_line(tail.decode(), last):
            return f"{lines}\n{tail.decode()}\n", tail.decode(), b""
    return f"{lines}\n", last, b"\n" + tail


def keep(path: Pathlike, plans: Plans, *, sealed: Seal | None = None, check: bool = False) -> Kept:
    """The case in a file. ``sealed`` and ``check`` as in :func:`prodia.case.log.load`.

    Raises OSError, CaseFileError (a changed line, a file that is no plain file) or EventRefused.
    """
    with opened(path) as file:
        data = file.read()
        notes = [Problem(OPEN_TO_OTHERS, path=os.fspath(path))] if file.open_to_others else []
    text, last, torn = _split(data, path)
    if torn not in (b"", b"\n"):
        notes.append(_torn(path, text, torn))
    case = load(text, plans, file=os.fspath(path), sealed=sealed, check=check)
    return Kept(case, path, last, len(data) - len(torn), torn, tuple(notes))


def _torn(path: Pathlike, text: str, torn: bytes) -> Problem:
    number = text.count("\n")
    place = Place(os.fspath(path), number + 1)
    return Problem(TORN, place, line=number, size=len(torn.removeprefix(b"\n")))


def begin(case: Case, path: Pathlike | None, id: str) -> Kept:
    """A case just opened, in a new file that only its owner can read.

    Raises FileExistsError, OSError; CaseFileError for the name of a worked case, and where nobody knows
    whether it is there.
    """
    if path is None:
        return Kept(case)
    _is_no_worked_case(path)
    text = dump(case, id=id)
    left = _left(path)
    try:
        write_whole(path, text, mode=PRIVATE, new=True)
    except NotUndone:
        raise refused(UNCERTAIN, path) from None
    return Kept(case, path, _last(text), len(text.encode()) - 1, b"\n", left)


def _left(path: Pathlike) -> tuple[Problem, ...]:
    names = ", ".join(one.name for one in unfinished(path))
    return (Problem(LEFT_OVER, path=os.fspath(path), names=names),) if names else ()


def repair(path: Pathlike) -> tuple[Problem, ...]:
    """Put right what an interrupted write or an editor did to a case file; what was done, in words.

    A torn piece at the end goes to a file beside it (``.torn-1``), line ends of Windows go back to what
    they were, blank lines go, the last line gets its end, and what an interrupted beginning left is removed.
    A file that needs nothing stays as it is. Raises OSError; CaseFileError for a line that was changed: that
    is for no tool to put right.
    """
    done: list[Problem] = []
    with opened(path, to_write=True) as file:
        found = file.read()
        if not found:  # the name was taken, and then the machine stopped
            file.path.unlink()
            return (Problem(PUT_RIGHT, what=PUT["left"]),)
        plain = found.replace(b"\r\n", b"\n")
        data = re.sub(rb"\A\n+|(?<=\n)\n+", b"", plain)
        text, _, torn = _split(data, path)
        events(text, file=os.fspath(path))
        whole, piece = len(data) - len(torn), torn.removeprefix(b"\n")
        if piece:
            done.append(Problem(SET_ASIDE, path=os.fspath(file.set_aside(piece)), size=len(piece)))
        if data != found:
            write_whole(path, text, mode=stat.S_IMODE(os.fstat(file.handle).st_mode))
            what = (PUT["ends"], plain != found), (PUT["blank"], data != plain)
            done += [Problem(PUT_RIGHT, what=words) for words, so in what if so]
        elif piece or not torn:
            file.cut(whole)
            file.append(b"\n", whole)
        if not torn:
            done.append(Problem(PUT_RIGHT, what=PUT["last"]))
    if left := unfinished(path):
        for one in left:
            one.unlink()
        done.append(Problem(PUT_RIGHT, what=PUT["left"]))
    return tuple(done)


def _last(text: str) -> str:
    return text.rstrip("\n").rsplit("\n", 1)[-1]


def _worked(path: Path, catalogue: Catalogue, lang: str) -> Case:
    from prodia.case.expect import run_case  # no case file waits for it
    from prodia.content.catalogue import read_worked_case

    path.read_bytes()  # OSError for what is not there, as for a case file
    file, problems = read_worked_case(path)
    if file is None:
        raise ContentError(problems)
    case, refused = run_case(plans(catalogue, lang), file, protocol=place_of(path, catalogue))
    if refused is not None and (file.expect.refused is None or len(case.events) < len(file.events) - 1):
        raise refused
    return case


def place_of(path: Path, catalogue: Catalogue) -> str | None:
    """The version in whose folder a worked case stands: ``<id>/<version>/cases/<case>.yaml``."""
    if path.parent.name != "cases":
        return None
    folder = path.absolute().parent.parent
    reference = f"{folder.parent.name}@{folder.name}"
    return reference if reference in catalogue.references() else None


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked case that was run.

    ``problems``: what is wrong with the file, or other than expected. ``case``: as far as it came, None
    where it could not be opened or read; ``refused``: the code of what stopped it.
    """

    file: str
    id: str
    title: str
    problems: tuple[Problem, ...]
    case: Case | None = None
    refused: str | None = None

    @property
    def holds(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)

    def proposes(self) -> dict[str, str | None]:
        """The outcome that the table of each decision proposes, where it can."""
        every = self.case.state.proposals if self.case else {}
        return {name: one.outcome for name, one in every.items() if one.complete}

    def as_dict(self, lang: str = "nl") -> dict[str, object]:
        """For a machine: verdicts that say something, proposals and needs too. These cases are fictitious."""
        came: dict[str, object] = {}
        if self.case is not None:
            state = self.case.state
            said = {n: v.word for n, v in state.verdicts.items() if v.word != "not assessable"}
            came = {"verdicts": said, "proposes": self.proposes(), "needs": [str(n) for n in state.needs]}
        if self.case is not None or self.refused is not None:
            came = {"refused": self.refused, **came}
        head = {"case": self.id, "title": self.title, "file": self.file, "ok": self.holds}
        told = [problem.as_dict("nl" if lang == "nl" else "en") for problem in self.problems]
        return {**head, **came, "problems": told}


def run_worked(path: str | os.PathLike[str], catalogue: Catalogue, *, lang: str = "nl") -> Worked:
    """Run a worked case; one that names no protocol takes the version in whose folder it stands.

    Raises OSError where the file can not be read; what is wrong in it is among the problems.
    """
    from prodia.case.expect import check_case, run_case
    from prodia.content.catalogue import read_worked_case

    at, found = Path(path), plans(catalogue, lang)
    at.read_bytes()
    file, problems = read_worked_case(at)
    if file is None:
        return Worked(str(at), at.stem, "", problems)
    reference = place_of(at, catalogue)
    differs = check_case(found, file, protocol=reference)
    try:
        case, refused = run_case(found, file, protocol=reference)
    except EventRefused as error:
        return Worked(str(at), file.case, file.title, differs, None, error.problem.code)
    code = refused.problem.code if refused else None
    return Worked(str(at), file.case, file.title, differs, case, code)


def worked_in(folder: str | os.PathLike[str]) -> list[Path]:
    """The files of worked cases in a folder and in every ``cases`` under it."""
    root = Path(folder)
    return sorted(p for p in root.rglob("*.yaml") if p.parent.name == "cases" or p.parent == root)
