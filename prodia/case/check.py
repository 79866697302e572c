"""Every finding of a pack or a plan: what reading tells, and what proving, scoring and running tell.

:func:`check` is the one call behind the command line, a test in pytest and an editor; :func:`check_case`
says whether the events of one worked case come to what it says they must.
"""

# How to think about it: a check falls apart in pieces of work that know nothing of each other (one protocol,
# one worked case, one instrument, all that loading tells). A piece is named by two strings, so that whoever
# calls may spread the pieces over processes with `each`; the findings are sorted afterwards, so the order of
# the work does not show. `at` spares the pieces that stand in other files: a piece speaks of its own file.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from prodia.case.case import Case, Plans
from prodia.case.move import preview
from prodia.case.state import State
from prodia.checks import case_findings, proofs
from prodia.checks.cases import example_findings
from prodia.checks.finding import Finding
from prodia.checks.instruments import faults, remarks
from prodia.checks.protocol import holds
from prodia.content import Catalogue, Loaded, retold, within
from prodia.content.yaml.marks import Document, Path
from prodia.errors import ContentError, EventRefused, ProdiaError
from prodia.language import Duration, Plain, named, plain
from prodia.model.events import Answer, CaseFile, Expected, Moved, Opened
from prodia.model.instrument import Instrument
from prodia.model.plan import Plan
from prodia.problems import Place, Problem, in_order
from prodia.problems.cases import NOT_AS_EXPECTED
from prodia.words import Words

Piece: TypeAlias = tuple[str, str]
Work: TypeAlias = Callable[[Piece], tuple[Problem, ...]]
Each: TypeAlias = Callable[[Work, Iterable[Piece]], Iterable[tuple[Problem, ...]]]

READING: Piece = ("reading", "")  # the longest, and so the first


def check(what: Loaded | Plan, *, at: str | None = None, each: Each = map) -> tuple[Problem, ...]:
    """Every finding, once each, by file, line, column and code.

    Of what :func:`prodia.load` gave: every mistake of reading, of names between files, of locks and
    translations (that is ``loaded.problems``), what can be proved of every protocol (of one with mistakes,
    of what is right in it), the worked examples of every instrument, and every worked case, run.
    ``at``: a file or folder; only what stands there is looked for and given.

    Of a :class:`Plan`, which knows no file: the same for this one protocol and the instruments its fields
    name, but for worked cases and translations. A place is then ``id@version:path.in.the.file``, with the
    line and column inside a table.

    ``each`` spreads the work: ``map``, or a function like it that calls in other processes.

    >>> import prodia
    >>> plan = prodia.load().catalogue.plan("algemeen")
    >>> [problem.code for problem in prodia.check(plan)]
    ['PRD-L06']
    """
    if isinstance(what, Plan):
        return in_order([*_of_plan(what)])

    def here(file: str) -> bool:
        return at is None or within(file, at)

    pieces = [READING, *(piece for piece, file in _pieces(what.catalogue) if here(file))]
    told = [problem for found in each(partial(_told, what), pieces) for problem in found]
    return in_order([p for p in told if here(p.place.file if p.place else "")])


def _pieces(catalogue: Catalogue) -> Iterator[tuple[Piece, str]]:
    """Every piece of work beyond reading, with the file it speaks of."""
    for reference in catalogue.references():
        for entry in catalogue.case_entries(reference):
            yield (reference, entry.file), entry.file
        yield ("protocol", reference), catalogue.entry(reference).file
    for reference in catalogue.instruments():
        yield ("instrument", reference), catalogue.instrument_entry(reference).file


def _told(loaded: Loaded, piece: Piece) -> tuple[Problem, ...]:
    kind, name = piece
    catalogue = loaded.catalogue
    try:
        match kind:
            case "reading":
                rests = (p for plan, rest in catalogue.partial() for p in rest.told(proofs(plan)))
                return (*loaded.problems, *rests)
            case "protocol":
                plan = catalogue.plan(name)
                return tuple(retold(proofs(plan), catalogue.entry(name).document))
            case "instrument":
                entry = catalogue.instrument(name)
                return tuple(retold(example_findings(entry.definition), entry.document))
            case _:
                return _case(catalogue, kind, name)
    except ContentError:
        return ()  # its mistakes are among those of loading


def _case(catalogue: Catalogue, reference: str, file: str) -> tuple[Problem, ...]:
    """A worked case: the names in it, and with those right what comes of it."""
    entry = next(e for e in catalogue.case_entries(reference) if e.file == file)
    named = (*case_findings(catalogue.plan(reference), entry.definition, partial(_plan, catalogue)),)
    if named:
        return tuple(retold(named, entry.document))
    return check_case(catalogue.plan, entry.definition, protocol=reference, document=entry.document)


def _plan(catalogue: Catalogue, reference: str) -> Plan | None:
    try:
        return catalogue.plan(reference)
    except ContentError:
        return None


def _of_plan(plan: Plan) -> Iterator[Problem]:
    yield from _placed(plan.reference, (*holds(plan.protocol, plan.parent, plan.shared), *proofs(plan)))
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


# A worked case: do its events come to what it says they must?

_NOTHING = "-"
Differs: TypeAlias = tuple[Path, Problem]  # a difference, by its path in the case file


def run_case(plans: Plans, file: CaseFile, *, protocol: str | None = None) -> tuple[Case, ProdiaError | None]:
    """The case after its events, and the refusal that stopped it.

    ``protocol`` is the reference for a case file that leaves it to its folder. The
    first refused event ends the case; what was recorded before it stands. Raises
    :class:`EventRefused` if the case can not even be opened.
    """
    first, *rest = file.events
    if isinstance(first, Opened) and first.protocol is None and protocol is not None:
        first = first.model_copy(update={"protocol": protocol})
    case = Case.open(plans, first)
    for event in rest:
        try:
            case = case.record(event)
        except EventRefused as refused:
            return case, refused
    return case, None


def check_case(
    plans: Plans, file: CaseFile, *, protocol: str | None = None, document: Document | None = None
) -> tuple[Problem, ...]:
    """Every way in which a worked case differs from what it expects; empty when it holds.

    ``document``: the file it was read from; each problem then stands at the expectation, or at the event
    that was refused. These cases are fictitious: what they compare may be shown.
    """
    found = _compared(plans, file, protocol)
    if document is None:
        return tuple(problem for _, problem in found)
    return tuple(Problem(p.kind, document.place(path), **dict(p.args)) for path, p in found)


def _compared(plans: Plans, file: CaseFile, protocol: str | None) -> tuple[Differs, ...]:
    want = file.expect
    try:
        case, refused = run_case(plans, file, protocol=protocol)
    except EventRefused as error:
        return _refusal(want, error, 0, len(file.events) == 1)
    last = len(case.events) == len(file.events) - 1
    found = _refusal(want, refused, len(case.events), last)
    if refused is not None and found:
        return found
    return (*found, *_differences(case.state, want), *_moved_as(plans, case, want))


def _refusal(want: Expected, got: ProdiaError | None, at: int, last: bool) -> tuple[Differs, ...]:
    code = None if got is None else got.problem.code
    if code == want.refused and (got is None or last):
        return ()
    words, path = Words("weigering", "refusal"), ("expect", "refused") if want.refused else ("expect",)
    if got is None or code is None:
        return (_differs(words, path, "refused", want.refused, _NOTHING),)
    said = (("events", at), got.problem)
    return (said, _differs(words, path, "refused", want.refused or _NOTHING, code))


def _differences(state: State, want: Expected) -> Iterator[Differs]:
    plan = state.plan
    words = {n: state.verdict(n).word for n in want.verdicts if n in plan.criteria}
    outcomes = {n: state.proposal(n).outcome for n in want.proposes if n in plan.decisions}
    values = {n: _value(state, n, one) for n, one in want.values.items()}
    results = {n: one.result for n, one in state.hypotheses.items()}
    compared: tuple[tuple[Words, str, Mapping[str, object], Mapping[str, object]], ...] = (
        (Words("oordeel", "verdict"), "verdicts", want.verdicts, words),
        (Words("voorstel", "proposal"), "proposes", want.proposes, outcomes),
        (Words("waarde", "value"), "values", want.values, values),
        (Words("hypothese", "hypothesis"), "hypotheses", want.hypotheses, results),
    )
    for what, part, wanted, found in compared:
        for name, one in wanted.items():
            if (got := found.get(name, _NOTHING)) != one:
                yield _differs(what, ("expect", part, name), name, one, got)
    if want.phase is not None and state.phase != want.phase:
        yield _differs(Words("fase", "phase"), ("expect", "phase"), "phase", want.phase, state.phase)
    yield from _asked(state, want)


def _moved_as(plans: Plans, case: Case, want: Expected) -> Iterator[Differs]:
    """``changed``: the verdicts that the last move changed, all of them and no other."""
    moves = [i for i, event in enumerate(case.events) if isinstance(event, Moved)]
    if want.changed is None:
        return
    got: set[str] = set()
    if moves:
        before = Case.replay(plans, case.events[: moves[-1]])
        after = Case.replay(plans, case.events[: moves[-1] + 1])
        got = {name for name, _, _ in preview(before, after.plan).verdicts}
    if set(want.changed) != got:
        words = [", ".join(sorted(names)) or _NOTHING for names in (want.changed, got)]
        yield _differs(
            Words("anders na de stap", "changed by the move"), ("expect", "changed"), "changed", *words
        )


def _value(state: State, name: str, want: Answer | None) -> Plain:
    """The value of a name; as the case file writes it where the two are the same."""
    got = plain(named(state.value(name)))
    text = got.iso() if isinstance(got, Duration) else str(got)
    return want if got == named(want) or (got is not None and text == want) else got


def _asked(state: State, want: Expected) -> Iterator[Differs]:
    """``needs`` names all there is to do, as ``id`` or ``kind:id``; ``not_needed`` some that is not asked."""
    if want.needs is not None:
        kinds = {n.id: str(n) for n in state.needs}
        asked = {kinds.get(n, n) for n in want.needs}
        got = {str(n) for n in state.needs}
        if asked != got:
            words = [", ".join(sorted(names)) or _NOTHING for names in (asked, got)]
            yield _differs(Words("nodig", "needed"), ("expect", "needs"), "needs", *words)
    spared = {n.field for n in state.not_needed}
    for i, name in enumerate(want.not_needed):
        if name not in spared:
            path = ("expect", "not_needed", i)
            yield _differs(Words("niet nodig", "not needed"), path, name, "not needed", _NOTHING)


def _differs(what: Words, path: Path, name: str, want: object, got: object) -> Differs:
    return path, Problem(NOT_AS_EXPECTED, None, what=what, name=name, want=want, got=got)
