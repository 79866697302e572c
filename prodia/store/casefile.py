"""Cases in files: a case with its chain, one line added at a time; a worked case, run.

:func:`read_case` and :func:`append_case` are public, as ``prodia.read_case`` and ``prodia.append_case``.
:class:`Kept` is for who records more than one event.
"""

# A line is written in one call and forced to the disk before we say it is there. If the machine stops in
# the middle of it, the half line is at the end and the next reading names it; what stood before is whole.
# Whoever writes holds the lock of the file, and writes only behind the line it has read.

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from prodia.case.case import Case, Given, Plans
from prodia.case.expect import check_case, run_case
from prodia.case.log import dump, line, load
from prodia.content import Catalogue, read_worked_case
from prodia.errors import CaseFileError, ContentError, EventRefused
from prodia.model.plan import Plan
from prodia.problems import Place, Problem
from prodia.problems.cases import UNREADABLE_LINE
from prodia.problems.commands import CHANGED_MEANWHILE
from prodia.store.files import PRIVATE, write_whole

try:
    import fcntl
except ImportError:  # this system knows no such lock
    fcntl = None  # type: ignore[assignment]

_WORKED = (".yaml", ".yml")
Pathlike = str | os.PathLike[str]


def read_case(path: Pathlike, catalogue: Catalogue, *, lang: str = "nl") -> Case:
    """The case in a file, ready to go on with: a case file of JSON lines, or a worked case (``.yaml``).

    Of a case file the chain is verified. A worked case that names no protocol takes the version
    in whose folder it stands (``<id>/<version>/cases/``); one that must be refused at its end stops
    before that event. ``lang`` is the language of the protocol's texts.

    Raises OSError where the file can not be read; :class:`~prodia.errors.CaseFileError` for a line
    that is not as it was written; :class:`prodia.ContentError` for a worked case with mistakes in
    it; :class:`prodia.EventRefused` where the protocol is not in the catalogue or an event is refused.

    >>> import prodia
    >>> from prodia.content import shipped
    >>> path = shipped() / "algemeen" / "1.0.0" / "cases" / "consultatief.yaml"
    >>> prodia.read_case(path, prodia.load().catalogue)
    <Case algemeen@1.0.0, 3 events>
    """
    if Path(path).suffix.lower() in _WORKED:
        return _worked(Path(path), catalogue, lang)
    return keep(path, plans(catalogue, lang)).case


def append_case(path: Pathlike, event: Given, catalogue: Catalogue, *, lang: str = "nl") -> Case:
    """One event more at the end of a case file, on the disk when this returns; the case with it.

    ``event`` is one of :mod:`prodia.events`, or a mapping with its ``kind``. Raises
    :class:`prodia.EventRefused` for an event that is not open, OSError where the disk refuses, and
    what :func:`read_case` raises; the file is then as it was.

    >>> import prodia, tempfile, pathlib
    >>> from prodia.case.log import dump
    >>> catalogue = prodia.load().catalogue
    >>> opened = {"kind": "opened", "on": "2026-09-01", "by": "clb-contact", "protocol": "algemeen@1.0.0"}
    >>> case = prodia.Case.open(catalogue, opened | {"mode": "consultative", "question": "Leest traag"})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "case.jsonl")
    ...     _ = path.write_text(dump(case), encoding="utf-8")
    ...     answer = {"kind": "answered", "field": "co_zorgwekkend", "value": False}
    ...     prodia.append_case(path, {"on": "2026-09-02", "by": "zorgteam"} | answer, catalogue)
    <Case algemeen@1.0.0, 2 events>
    """
    return keep(path, plans(catalogue, lang)).record(event).case


def plans(catalogue: Catalogue, lang: str) -> Plans:
    """The plans of a catalogue, their texts in a language."""

    def one(reference: str) -> Plan:
        return catalogue.plan(reference, lang)

    return one


@dataclass(frozen=True, slots=True)
class Kept:
    """A case and the last line of its file; ``path`` is None for a case that is not kept."""

    case: Case
    path: Pathlike | None = None
    last: str = ""

    def record(self, event: Given) -> Kept:
        """One event more, in the case and in its file.

        Raises EventRefused; OSError where the disk refuses; CaseFileError if somebody else recorded
        meanwhile. Nothing has changed then.
        """
        case = self.case.record(event)
        if self.path is None:
            return replace(self, case=case)
        text = line(self.last, case.events[-1])
        _append(self.path, text, after=self.last)
        return Kept(case, self.path, text)


def keep(path: Pathlike, plans: Plans) -> Kept:
    """The case in a file. Raises OSError, CaseFileError (a changed line) or EventRefused."""
    text = _text(Path(path))
    return Kept(load(text, plans, file=os.fspath(path)), path, _last(text))


def begin(case: Case, path: Pathlike | None, id: str) -> Kept:
    """A case just opened, in a new file that only its owner can read. Raises FileExistsError, OSError."""
    if path is None:
        return Kept(case)
    text = dump(case, id=id)
    write_whole(path, text, mode=PRIVATE, new=True)
    return Kept(case, path, _last(text))


def _last(text: str) -> str:
    return text.rstrip("\n").rsplit("\n", 1)[-1]


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
    raise CaseFileError(Problem(UNREADABLE_LINE, Place(path.as_posix(), number), line=number))


def _worked(path: Path, catalogue: Catalogue, lang: str) -> Case:
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


def _append(path: Pathlike, line: str, *, after: str) -> None:
    """One line at the end of a file that still ends with ``after``, on the disk when this returns."""
    with open(path, "r+b") as stream:
        if fcntl is not None:  # wait until no other prodia writes in this file
            fcntl.flock(stream, fcntl.LOCK_EX)
        size = stream.seek(0, os.SEEK_END)
        end = after.rstrip("\n").encode() + b"\n"
        stream.seek(max(0, size - len(end)))
        if stream.read() != end:
            raise CaseFileError(Problem(CHANGED_MEANWHILE, path=os.fspath(path)))
        try:
            stream.write(line.encode())
            stream.flush()
            os.fsync(stream.fileno())
        except OSError:  # the disk is full: take the half line away again
            os.truncate(path, size)
            raise


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
