"""A worked case: do its events come to what it says they must?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from prodia.case.case import Case, Plans
from prodia.case.move import preview
from prodia.case.state import State
from prodia.content.yaml.marks import Document, Path
from prodia.errors import EventRefused, ProdiaError
from prodia.language import Duration, Plain, named, plain
from prodia.model.events import CaseFile, Expected, Moved, Opened
from prodia.problems import Problem
from prodia.problems.cases import NOT_AS_EXPECTED
from prodia.words import Words

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
    return (*found, *_differences(case.state, want), *_moved(plans, case, want))


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
    for name, word in want.verdicts.items():
        got: Any = state.verdict(name).word if name in state.plan.criteria else _NOTHING
        if got != word:
            yield _differs(Words("oordeel", "verdict"), ("expect", "verdicts", name), name, word, got)
    for name, outcome in want.proposes.items():
        got = state.proposal(name).outcome if name in state.plan.decisions else _NOTHING
        if got != outcome:
            yield _differs(Words("voorstel", "proposal"), ("expect", "proposes", name), name, outcome, got)
    for name, value in want.values.items():
        got = plain(named(state.value(name)))
        if got != named(value) and (got is None or _text(got) != value):
            yield _differs(Words("waarde", "value"), ("expect", "values", name), name, value, got)
    for name, result in want.hypotheses.items():
        found = state.hypotheses.get(name)
        if found is None or found.result != result:
            got = found.result if found else _NOTHING
            path = ("expect", "hypotheses", name)
            yield _differs(Words("hypothese", "hypothesis"), path, name, result, got)
    if want.phase is not None and state.phase != want.phase:
        yield _differs(Words("fase", "phase"), ("expect", "phase"), "phase", want.phase, state.phase)
    yield from _asked(state, want)


def _moved(plans: Plans, case: Case, want: Expected) -> Iterator[Differs]:
    """``changed``: the verdicts that the last move changed, all of them and no other."""
    moves = [i for i, event in enumerate(case.events) if isinstance(event, Moved)]
    if want.changed is None:
        return
    got: set[str] = set()
    if moves:
        before = Case.replay(plans, case.events[: moves[-1]])
        after = Case.replay(plans, case.events[: moves[-1] + 1])
        got = {name for name, was, now in preview(before, after.plan).verdicts if was != now}
    if set(want.changed) != got:
        words = [", ".join(sorted(names)) or _NOTHING for names in (want.changed, got)]
        yield _differs(
            Words("anders na de stap", "changed by the move"), ("expect", "changed"), "changed", *words
        )


def _text(value: Plain) -> str:
    """A date or duration as a case file writes it."""
    return value.iso() if isinstance(value, Duration) else str(value)


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
