"""Every finding of a pack or a plan: what reading tells, and what proving, scoring and running tell.

:func:`check` is the one call behind the command line, a test in pytest and an editor; :func:`check_case`
says whether the events of one worked case come to what it says they must.
"""

# How to think about it: a check falls apart in pieces of work that know nothing of each other (one protocol,
# one worked case, one instrument, what else loading tells). A piece is named by two strings, so that whoever
# calls may spread the pieces over processes with `each`, or spare one of which it knows what it tells; the
# findings are sorted afterwards, so the order of the work does not show. What a piece rests on is written
# down in cli/clean.py: who lets one look at more must look there. `at` spares the pieces of other files.

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from typing import NamedTuple, TypeAlias, runtime_checkable
from typing import Protocol as Shape

from prodia.case.expect import Runs, check_case
from prodia.checks.cases import case_findings, case_rules, example_findings
from prodia.checks.finding import Finding
from prodia.checks.instruments import faults, remarks
from prodia.checks.measures import instrument_rules, norm_rules, source_rules
from prodia.checks.privacy import personal
from prodia.checks.protocol import ALWAYS_TRUE, holds, proofs
from prodia.checks.rules import noticed, noticed_texts
from prodia.checks.scope import Scope
from prodia.content import Catalogue, Loaded, retold
from prodia.content.catalogue import APART, Cases, placed
from prodia.content.exemptions import exempted, of_no_use
from prodia.content.folder import below
from prodia.content.packs import Entry, Here, everywhere
from prodia.content.signoff import signed, uncounted
from prodia.errors import ContentError, ProdiaError, checked
from prodia.model.events import CaseFile, begun, whole_case
from prodia.model.instrument import Instrument
from prodia.model.norms import Norms
from prodia.model.parts import Reviews, Sources, Status
from prodia.model.plan import Plan
from prodia.model.protocol import Block, Protocol
from prodia.problems import Place, Problem, in_order
from prodia.problems.authors import CIRCULAR_BEGINNING, UNKNOWN_BEGINNING
from prodia.problems.commands import NOTHING_TO_CHECK
from prodia.problems.definitions import BLOCK_UNUSED, ENSURE_ONE_WAY
from prodia.problems.language import ALWAYS
from prodia.problems.quality import ALWAYS_MET

Piece: TypeAlias = tuple[str, str]


class Told(NamedTuple):
    """What comes of a piece: what no exemption covers, and the exemptions that covered something; and
    whether, of a case, its file is right."""

    problems: tuple[Problem, ...] = ()
    used: frozenset[int] = frozenset()
    right: bool = False


Work: TypeAlias = Callable[[Piece], Told]
Each: TypeAlias = Callable[[Work, Iterable[Piece]], Iterable[Told]]

READING: Piece = ("reading", "")  # the longest, and so the first


@runtime_checkable
class PathLike(Shape):
    """What names a file, such as a :class:`pathlib.Path`."""

    def __fspath__(self) -> str: ...


@checked
def check(
    what: Loaded | Plan,
    *,
    at: str | PathLike | None = None,
    each: Each = map,
    today: dt.date | None = None,
    status: Status | None = None,
) -> tuple[Problem, ...]:
    """Every finding, once each, by file, line, column and code.

    Of what :func:`prodia.load` gave: every mistake of reading, of names between files, of locks and
    translations (that is ``loaded.problems``), what can be proved of every protocol (of one with mistakes,
    of what is right in it), the worked examples of every instrument, and every worked case, run.
    ``at``: a file or folder; only what stands there is looked for and given.

    Of a :class:`Plan`, which knows no file: the same for this one protocol and the instruments its fields
    name, but for worked cases and translations. A place is then ``id@version:path.in.the.file``, with the
    line and column inside a table.

    Raises ``TypeError`` for anything else, and :class:`prodia.ProdiaError` where nothing of what was loaded
    stands ``at`` that place.

    What is told, and how severe it is, depends on the status of the protocol it stands with (concept, review,
    released); what the pack exempts is left out. ``today``: for what grows old or expires; without it
    nothing does. ``status``: as severe as it will be once what is still written has that status.

    ``each`` spreads the work: ``map``, or a function like it that calls in other processes.

    >>> import prodia
    >>> plan = prodia.load().catalogue.plan("algemeen")
    >>> [problem.code for problem in prodia.check(plan)]
    ['PRD-L06', 'PRD-Q69']
    """
    if isinstance(what, Plan):
        counts = _counts(what.protocol.status, status)
        return in_order(of_one_cause([p for one in _of_plan(what) if (p := _at_status(one, counts))]))

    at = at if at is None or isinstance(at, str) else at.__fspath__()
    here = _looked_at(at)
    files = (f"{pack.folder}/{name}" for pack in what.catalogue.packs for name in pack.files)
    if at is not None and ("\0" in at or not any(map(here, files))):
        raise ProdiaError(Problem(NOTHING_TO_CHECK, None, path=at))
    pieces = dict.fromkeys((READING, *_pieces(what.catalogue, here)))
    told = [*each(partial(_told, what, today, at, status, defaultdict(Runs)), pieces)]
    useless = of_no_use(what.catalogue, frozenset().union(*(one.used for one in told)), today)
    found = told_by_beginning(what.catalogue, (*(p for one in told for p in one.problems), *useless))
    return in_order(of_one_cause([p for p in found if here(p.place.file if p.place else "")]))


def told_by_beginning(catalogue: Catalogue, found: Sequence[Problem]) -> list[Problem]:
    """These, without what a case says of an event of the one that it begins with, where that tells it."""
    wrong = {one.place.file for one in found if one.place and one.severity == "error"}
    hushed: set[Place] = set()
    apart = (CIRCULAR_BEGINNING, UNKNOWN_BEGINNING)
    for place in {one.place for one in found if one.place and one.kind not in apart}:
        entry = next((e for pack in catalogue.packs if (e := pack.at(place.file)) is not None), None)
        if entry is None or not isinstance(entry.definition, CaseFile) or not entry.definition.begins:
            continue
        before = f"{place.file.rpartition('/')[0]}/{entry.definition.begins}.yaml"
        if before in wrong and place == entry.document.place(("begins",)):
            refused = entry.definition.expect.refused
            hushed |= {place} | ({entry.document.place(("expect", "refused"))} if refused else set())
    return [one for one in found if one.place not in hushed]


def of_one_cause(found: Sequence[Problem]) -> list[Problem]:
    """These, without what only follows from another: a comparison that is always true tells why a criterion
    is always met; and that a consistency is always kept tells more than that a comparison in it is true."""
    compared = [one.place for one in found if one.kind is ALWAYS]
    kept = [one for one in found if one.kind is ENSURE_ONE_WAY and dict(one.args)["never"] == ALWAYS_TRUE]
    return [
        one
        for one in found
        if not (one.kind is ALWAYS_MET and any(_within(at, one) for at in compared))
        and not (one.kind is ALWAYS and any(_within(one.place, rule) for rule in kept))
    ]


def _within(at: Place | None, told: Problem) -> bool:
    """Does this stand in the condition that is ``found`` there?"""
    of, text = told.place, str(dict(told.args)["found"])
    if at is None or of is None or (at.file, at.line) != (of.file, of.line):
        return False
    return of.column <= at.column < of.column + len(text)


def _counts(own: Status, wanted: Status | None) -> Status:
    """The status by which a finding is weighed: its own, or what is asked of what is still written."""
    return wanted if wanted and own in ("concept", "review") else own


def _looked_at(at: str | None) -> Here:
    return everywhere if at is None else cache(below(at))


def _raised(catalogue: Catalogue, told: Iterable[Problem], status: Status | None) -> list[Problem]:
    """Each problem as severe as the status of the protocol it stands with makes it."""
    found = []
    for problem in told:
        own = _status(catalogue, problem.place.file if problem.place else "")
        if (one := _at_status(problem, _counts(own, status))) is not None:
            found.append(one)
    return found


def _status(catalogue: Catalogue, file: str) -> Status:
    """The status of the protocol or the block a file stands with; of what has none, as of a concept."""
    for pack in catalogue.packs:
        if file.startswith(f"{pack.folder}/"):
            first, second, *rest = (*file.removeprefix(f"{pack.folder}/").split("/"), "", "")
            entry: Entry[Protocol] | Entry[Block] | None = pack.entry(Protocol, f"{first}@{second}")
            if (first, second) == ("shared", "blocks"):
                entry = pack.entry(Block, "@".join(rest[:2]).removesuffix(".yaml"))
            if entry is not None:
                return entry.definition.status
    return "concept"


def _at_status(problem: Problem, status: str) -> Problem | None:
    kind = problem.kind.at(status)
    if kind is None or kind is problem.kind:
        return None if kind is None else problem
    return Problem(kind, problem.place, **dict(problem.args))


_KINDS = {
    Protocol: "protocol",
    Instrument: "instrument",
    Norms: "norms",
    Reviews: "reviews",
    CaseFile: "case",
}


def _pieces(catalogue: Catalogue, here: Here) -> Iterator[Piece]:
    """Every piece of work beyond reading, of the files here; no file is read for it."""
    for pack in catalogue.packs:
        for model, name, file in pack.placed(here):
            kind = _KINDS.get(model, "shared")
            if kind == "reviews":
                name = "@".join(file.split("/")[:2])  # the version they stand with
            yield kind, name if kind in ("protocol", "reviews") else f"{pack.folder}/{file}"


def _told(
    loaded: Loaded,
    today: dt.date | None,
    at: str | None,
    status: Status | None,
    runs: Mapping[str, Runs],
    piece: Piece,
) -> Told:
    """What comes of a piece; ``runs``: by version what its cases have in common."""
    catalogue, (kind, name) = loaded.catalogue, piece
    if piece == READING:
        here = _looked_at(at)
        found = [*catalogue.problems(here, APART)]
        for plan, rest in catalogue.partial(here):
            found += rest.told((*proofs(plan), *noticed_texts(Scope(plan))))
    else:
        found = [*catalogue.problems_in(name)] if kind in ("case", "instrument", "norms") else []
        with suppress(ContentError):  # its mistakes are among those of loading
            if kind in ("protocol", "reviews"):
                found += _of_version(catalogue, today, kind, name)
            else:
                found += _of_file(catalogue, today, runs, name)
    right = kind == "case" and any(pack.at(name) is not None for pack in catalogue.packs)
    return Told(*exempted(catalogue, _raised(catalogue, found, status), today), right)


def _of_version(catalogue: Catalogue, today: dt.date | None, kind: str, name: str) -> Iterator[Problem]:
    if kind == "reviews":
        yield from uncounted(catalogue, name)
        return
    read = catalogue.entry(name)
    found = (*proofs(catalogue.plan(name)), *noticed(_scope(catalogue, name, today)))
    yield from placed(catalogue, (*found, *personal(read.document.data)), read)


def _of_file(
    catalogue: Catalogue, today: dt.date | None, runs: Mapping[str, Runs], file: str
) -> Iterator[Problem]:
    """What can be said of the definition in a file; of one with mistakes loading tells those."""
    entry = next((e for pack in catalogue.packs if (e := pack.at(file)) is not None), None)
    if entry is None:
        return
    found: Iterable[Finding] = ()
    match entry.definition:
        case CaseFile():
            reference = "@".join(entry.name.split("/")[:2])
            yield from _case(catalogue, reference, entry, runs[reference])
            return
        case Instrument():
            entry = catalogue.instrument(entry.name)
            one = entry.definition
            found = (*example_findings(one), *instrument_rules(one))
        case Norms() as norms:
            found = norm_rules(norms, catalogue.shared().instruments.get(norms.instrument), today)
        case Sources() as own:
            found = source_rules(own.sources, catalogue.cited())
        case Block() as block if not catalogue.using(block.reference):
            found = (Finding(BLOCK_UNUSED, ("id",), name=block.reference),)
    yield from retold((*found, *personal(entry.document.data)), entry.document)


def _scope(catalogue: Catalogue, name: str, today: dt.date | None) -> Scope:
    """A protocol with what stands around it in its packs."""
    id = name.partition("@")[0]
    versions = catalogue.versions(id)
    at = versions.index(name)
    heirs = tuple(catalogue.entry(r).definition for r in catalogue.supplementing(name))
    every = [Cases(catalogue.packs, one, whole=True) for one in (name, *(heir.reference for heir in heirs))]
    return Scope(
        plan=catalogue.plan(name),
        filed=True,
        reviewed=bool(signed(catalogue, name).approved),
        cases=every[0],
        before=catalogue.entry(versions[at - 1]).definition if at else None,
        newer=at + 1 < len(versions),
        heirs=heirs,
        naming=lambda *names: (case for of in every for case in of.naming(*names)),
        changes=catalogue.changes(id),
        on=today,
    )


def _case(catalogue: Catalogue, reference: str, entry: Entry[CaseFile], runs: Runs) -> tuple[Problem, ...]:
    """A worked case: the names in it, and with those right what comes of it."""
    own, written = entry.definition, catalogue.cases_as_written(reference)
    before = begun(own, written.get)
    if isinstance(before, str):
        return ()  # reading tells it
    named = (*case_findings(catalogue.plan(reference), own, partial(_plan, catalogue), before),)
    if named:
        return tuple(retold(named, entry.document))
    whole = whole_case(own, written.get)
    plan, count = catalogue.plan(reference), len(before)
    odd = (*case_rules(plan, whole, before=count), *personal(entry.document.data))
    ran = check_case(
        catalogue.plan, whole, protocol=reference, document=entry.document, before=count, runs=runs
    )
    return (*retold(odd, entry.document), *ran)


def _plan(catalogue: Catalogue, reference: str) -> Plan | None:
    try:
        return catalogue.plan(reference)
    except ContentError:
        return None


def _of_plan(plan: Plan) -> Iterator[Problem]:
    found = (*holds(plan.protocol, plan.parent, plan.shared), *proofs(plan), *noticed(Scope(plan)))
    yield from _placed(plan.reference, found)
    for id in dict.fromkeys(field.instrument for field in plan.fields.values()):
        instrument = plan.shared.instruments.get(id or "")
        if instrument is not None:
            yield from _placed(instrument.reference, _of_instrument(instrument))


def _of_instrument(one: Instrument) -> tuple[Finding, ...]:
    wrong = (*faults(one),)
    if any(f.kind.severity == "error" for f in wrong):
        return wrong
    return (*wrong, *remarks(one), *example_findings(one))


def _placed(name: str, findings: Iterable[Finding]) -> Iterator[Problem]:
    for f in findings:
        line, column = f.cell[:2] if f.cell else (0, f.span[0] if f.span else 0)
        yield Problem(
            f.kind, Place(f"{name}:{'.'.join(map(str, f.path))}", line + 1, column + 1), **dict(f.args)
        )
