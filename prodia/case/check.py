"""Every finding of a pack or a plan: what reading tells, and what proving, scoring and running tell.

:func:`check` is the one call behind the command line, a test in pytest and an editor; :func:`check_case`
says whether the events of one worked case come to what it says they must.
"""

# How to think about it: a check falls apart in pieces of work that know nothing of each other (one protocol,
# the worked cases of a version, one instrument, all that loading tells). A piece is named by two strings, so
# that whoever calls may spread the pieces over processes with `each`; the findings are sorted afterwards, so
# the order of the work does not show. `at` spares the pieces and cases that stand in other files.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Protocol as Shape
from typing import TypeAlias, runtime_checkable

from prodia.case.expect import Runs, check_case
from prodia.checks.cases import case_findings, case_rules, example_findings
from prodia.checks.finding import Finding
from prodia.checks.instruments import faults, remarks
from prodia.checks.measures import instrument_rules, norm_rules, source_rules
from prodia.checks.privacy import personal
from prodia.checks.protocol import holds, proofs
from prodia.checks.rules import noticed, noticed_texts
from prodia.checks.scope import Scope
from prodia.content import Catalogue, Loaded, retold, within
from prodia.content.catalogue import beginning_problem
from prodia.content.exemptions import exempted
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
from prodia.problems.commands import NOTHING_TO_CHECK
from prodia.problems.definitions import BLOCK_UNUSED

Piece: TypeAlias = tuple[str, str]
Work: TypeAlias = Callable[[Piece], tuple[Problem, ...]]
Each: TypeAlias = Callable[[Work, Iterable[Piece]], Iterable[tuple[Problem, ...]]]

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
        return in_order([p for one in _of_plan(what) if (p := _at_status(one, counts)) is not None])

    at = at if at is None or isinstance(at, str) else at.__fspath__()
    here = _looked_at(at)
    files = (f"{pack.folder}/{name}" for pack in what.catalogue.packs for name in pack.files)
    if at is not None and ("\0" in at or not any(map(here, files))):
        raise ProdiaError(Problem(NOTHING_TO_CHECK, None, path=at))
    pieces = dict.fromkeys((READING, *_pieces(what.catalogue, here)))
    told = [problem for found in each(partial(_told, what, today, at), pieces) for problem in found]
    raised = _raised(what.catalogue, told, status)
    return in_order(
        [p for p in exempted(what.catalogue, raised, today) if here(p.place.file if p.place else "")]
    )


def _counts(own: Status, wanted: Status | None) -> Status:
    """The status by which a finding is weighed: its own, or what is asked of what is still written."""
    return wanted if wanted and own in ("concept", "review") else own


def _looked_at(at: str | None) -> Here:
    return everywhere if at is None else cache(partial(within, at=at))


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
    CaseFile: "cases",
}


def _pieces(catalogue: Catalogue, here: Here) -> Iterator[Piece]:
    """Every piece of work beyond reading, of the files here; no file is read for it."""
    for pack in catalogue.packs:
        for model, name, file in pack.placed(here):
            kind = _KINDS.get(model, "shared")
            if kind in ("cases", "reviews"):
                name = "@".join(file.split("/")[:2])  # the version they stand with
            yield kind, name if kind != "shared" else f"{pack.folder}/{file}"


def _told(loaded: Loaded, today: dt.date | None, at: str | None, piece: Piece) -> tuple[Problem, ...]:
    kind, name = piece
    catalogue, here = loaded.catalogue, _looked_at(at)
    if kind == "reading":
        rests = (
            p
            for plan, rest in catalogue.partial(here)
            for p in rest.told((*proofs(plan), *noticed_texts(Scope(plan))))
        )
        return (*(loaded.problems if at is None else catalogue.problems(here)), *rests)
    try:
        match kind:
            case "protocol":
                read = catalogue.entry(name)
                found = (*proofs(catalogue.plan(name)), *noticed(_scope(catalogue, name, today)))
                return tuple(retold((*found, *personal(read.document.data)), read.document))
            case "reviews":
                return tuple(uncounted(catalogue, name))
            case "instrument":
                entry = catalogue.instrument(name)
                one = entry.definition
                looked = (*example_findings(one), *instrument_rules(one), *personal(entry.document.data))
                return tuple(retold(looked, entry.document))
            case "norms":
                norms = dict(catalogue.norm_entries())[name]
                instrument = catalogue.shared().instruments.get(norms.definition.instrument)
                aged = (*norm_rules(norms.definition, instrument, today), *personal(norms.document.data))
                return tuple(retold(aged, norms.document))
            case "shared":
                whole = next(e for e in catalogue.shared_entries() if e.file == name)
                own = whole.definition
                unused = (*source_rules(own.sources, catalogue.cited()),) if isinstance(own, Sources) else ()
                if isinstance(own, Block) and not catalogue.using(own.reference):
                    unused = (Finding(BLOCK_UNUSED, ("id",), name=own.reference),)
                return tuple(retold((*unused, *personal(whole.document.data)), whole.document))
            case _:
                runs = Runs()
                entries = (e for e in catalogue.case_entries(name) if here(e.file))
                return tuple(problem for entry in entries for problem in _case(catalogue, name, entry, runs))
    except ContentError:
        return ()  # its mistakes are among those of loading


def _scope(catalogue: Catalogue, name: str, today: dt.date | None) -> Scope:
    """A protocol with what stands around it in its packs."""
    id = name.partition("@")[0]
    versions = [r for r in catalogue.references() if r.partition("@")[0] == id]
    at = versions.index(name)
    every = (catalogue.entry(r).definition for r in catalogue.references())
    heirs = tuple(p for p in every if p.supplements == name)
    return Scope(
        plan=catalogue.plan(name),
        filed=True,
        reviewed=bool(signed(catalogue, name).approved),
        cases=catalogue.cases(name),
        before=catalogue.entry(versions[at - 1]).definition if at else None,
        newer=at + 1 < len(versions),
        heirs=heirs,
        inherited=tuple(case for heir in heirs for case in catalogue.cases(heir.reference).values()),
        changes=catalogue.changes(id),
        on=today,
    )


def _case(catalogue: Catalogue, reference: str, entry: Entry[CaseFile], runs: Runs) -> tuple[Problem, ...]:
    """A worked case: the names in it, and with those right what comes of it."""
    own, written = entry.definition, catalogue.cases_as_written(reference)
    before = begun(own, written.get)
    if isinstance(before, str):
        return (beginning_problem(entry, before, written),)
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
