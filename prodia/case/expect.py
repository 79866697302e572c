"""A worked case: do its events come to what it says they must?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from prodia.case.case import Case, Plans
from prodia.case.move import preview
from prodia.case.state import State
from prodia.errors import EventRefused, ProdiaError
from prodia.language import Duration, Plain, named, plain
from prodia.model.events import CaseFile, Expected, Moved, Opened
from prodia.problems import Kind, Problem
from prodia.problems.cases import NOT_AS_EXPECTED
from prodia.words import Words

_NOTHING = "-"


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


def check_case(plans: Plans, file: CaseFile, *, protocol: str | None = None) -> tuple[Problem, ...]:
    """Every way in which a worked case differs from what it expects; empty when it holds.

    These cases are fictitious: what they compare may be shown.
    """
    want = file.expect
    try:
        case, refused = run_case(plans, file, protocol=protocol)
    except EventRefused as error:
        return _refusal(want, error, len(file.events) == 1)
    last = len(case.events) == len(file.events) - 1
    found = list(_refusal(want, refused, last))
    if refused is not None and found:
        return tuple(found)
    return (*found, *_differences(case.state, want), *_moved(plans, case, want))


def _refusal(want: Expected, got: ProdiaError | None, last: bool) -> tuple[Problem, ...]:
    code = None if got is None else got.problem.code
    if code == want.refused and (got is None or last):
        return ()
    if got is None or code is None:
        return (_differs(Words("weigering", "refusal"), "refused", want.refused, _NOTHING),)
    return (got.problem, _differs(Words("weigering", "refusal"), "refused", want.refused or _NOTHING, code))


def _differences(state: State, want: Expected) -> Iterator[Problem]:
    for name, word in want.verdicts.items():
        got: Any = state.verdict(name).word if name in state.plan.criteria else _NOTHING
        if got != word:
            yield _differs(Words("oordeel", "verdict"), name, word, got)
    for name, outcome in want.proposes.items():
        got = state.proposal(name).outcome if name in state.plan.decisions else _NOTHING
        if got != outcome:
            yield _differs(Words("voorstel", "proposal"), name, outcome, got)
    for name, value in want.values.items():
        got = plain(named(state.value(name)))
        if got != named(value) and (got is None or _text(got) != value):
            yield _differs(Words("waarde", "value"), name, value, got)
    for name, result in want.hypotheses.items():
        found = state.hypotheses.get(name)
        if found is None or found.result != result:
            yield _differs(
                Words("hypothese", "hypothesis"), name, result, found.result if found else _NOTHING
            )
    if want.phase is not None and state.phase != want.phase:
        yield _differs(Words("fase", "phase"), "phase", want.phase, state.phase)
    yield from _asked(state, want)


def _moved(plans: Plans, case: Case, want: Expected) -> Iterator[Problem]:
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
        yield _differs(Words("anders na de stap", "changed by the move"), "changed", *words)


def _text(value: Plain) -> str:
    """A date or duration as a case file writes it."""
    return value.iso() if isinstance(value, Duration) else str(value)


def _asked(state: State, want: Expected) -> Iterator[Problem]:
    """``needs`` names all there is to do, as ``id`` or ``kind:id``; ``not_needed`` some that is not asked."""
    if want.needs is not None:
        kinds = {n.id: str(n) for n in state.needs}
        asked = {kinds.get(n, n) for n in want.needs}
        got = {str(n) for n in state.needs}
        if asked != got:
            words = ", ".join(sorted(asked)), ", ".join(sorted(got))
            yield _differs(Words("nodig", "needed"), "needs", words[0] or _NOTHING, words[1] or _NOTHING)
    spared = {n.field for n in state.not_needed}
    for name in want.not_needed:
        if name not in spared:
            yield _differs(Words("niet nodig", "not needed"), name, "not needed", _NOTHING)


def _differs(what: Words, name: str, want: object, got: object) -> Problem:
    base = NOT_AS_EXPECTED
    says = Words(base.says.nl.replace("{what}", what.nl), base.says.en.replace("{what}", what.en))
    kind = Kind(base.code, base.name, says, base.hint)
    return Problem(kind, None, name=name, want=want, got=got)
