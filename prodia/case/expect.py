"""A worked case: do its events come to what it says they must?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from prodia.case.case import Case, Plans
from prodia.case.move import preview
from prodia.case.state import State
from prodia.content.yaml.marks import Document, Path
from prodia.errors import EventRefused, ProdiaError
from prodia.frozen import dataclass
from prodia.language import Duration, Plain, named, plain
from prodia.model.events import Answer, CaseFile, Expected, Moved, Opened, Recorded
from prodia.problems import Problem
from prodia.problems.cases import CONTRADICTED, NOT_AS_EXPECTED
from prodia.words import Words

_NOTHING = "-"
Differs: TypeAlias = tuple[Path, Problem]  # a difference, by its path in the case file


class Runs:
    """Cases after each of their first events: what begins alike is run once.

    Plans must stay the same as long as it is used. It holds what began with one event, the last it was asked.
    ``check=False`` trusts that each event was open (:meth:`Case.replay`).
    """

    def __init__(self, *, check: bool = True) -> None:
        self._after: dict[tuple[int, str], Case] = {}
        self._before: dict[int, Case] = {}
        self._check = check

    def opened(self, plans: Plans, event: Recorded) -> Case:
        key = (0, event.model_dump_json())
        if key not in self._after:
            self._after.clear()
            self._before.clear()
            self._after[key] = Case.open(plans, event)
        return self._after[key]

    def record(self, case: Case, event: Recorded) -> Case:
        key = (id(case), event.model_dump_json())  # 1, 1.0 and true are equal and three answers
        if key not in self._after:
            after = self._after[key] = case.record(event) if self._check else case._appended(event)
            self._before[id(after)] = case
        return self._after[key]

    def way(self, case: Case) -> tuple[Case, ...]:
        """The case after each of its events, of the last that was run: what begins alike is one object."""
        found = [case]
        while (before := self._before.get(id(found[-1]))) is not None:
            found.append(before)
        return (*reversed(found),)


def run_case(
    plans: Plans, file: CaseFile, *, protocol: str | None = None, runs: Runs | None = None
) -> tuple[Case, ProdiaError | None]:
    """The case after its events, and the refusal that stopped it.

    ``protocol`` is the reference for a case file that leaves it to its folder. The
    first refused event ends the case; what was recorded before it stands. Raises
    :class:`EventRefused` if the case can not even be opened.
    """
    first, *rest = file.events
    if isinstance(first, Opened) and first.protocol is None and protocol is not None:
        first = first.model_copy(update={"protocol": protocol})
    runs = runs or Runs()
    case = runs.opened(plans, first)
    for event in rest:
        try:
            case = runs.record(case, event)
        except EventRefused as refused:
            return case, refused
    return case, None


def check_case(
    plans: Plans,
    file: CaseFile,
    *,
    protocol: str | None = None,
    document: Document | None = None,
    before: int = 0,
    runs: Runs | None = None,
) -> tuple[Problem, ...]:
    """Every way in which a worked case differs from what it expects; empty when it holds.

    ``document``: the file it was read from; each problem then stands at the expectation, or at the event
    that was refused. ``before``: how many of its events stand in the case it begins with. These cases are
    fictitious: what they compare may be shown.
    """
    found = came(plans, file, protocol, runs).differs
    if document is None:
        return tuple(problem for _, problem in found)
    return tuple(Problem(p.kind, document.place(own_path(path, before)), **dict(p.args)) for path, p in found)


def own_path(path: Path, before: int) -> Path:
    """A path in the file itself; an event of the case it begins with stands at the name of that case."""
    if path[:1] != ("events",) or not before:
        return path
    at = path[1]
    assert isinstance(at, int)
    return ("events", at - before, *path[2:]) if at >= before else ("begins",)


@dataclass(frozen=True, slots=True)
class Came:
    """A worked case that ran: as far as it came (None where it could not be opened), what stopped it, and
    every difference by its path in the case file, such as ``("expect", "verdicts", "ernst")``."""

    case: Case | None
    refused: Problem | None
    differs: tuple[Differs, ...]


def came(plans: Plans, file: CaseFile, protocol: str | None, runs: Runs | None = None) -> Came:
    """Run a worked case, and compare what it comes to with what it expects."""
    want = file.expect
    try:
        case, refused = run_case(plans, file, protocol=protocol, runs=runs)
    except EventRefused as error:
        return Came(None, error.problem, _refusal(want, error, 0, len(file.events) == 1))
    last = len(case.events) == len(file.events) - 1
    found = _refusal(want, refused, len(case.events), last)
    if refused is not None and found:
        found = (*_at_odds(case), *found)
    if refused is None or not found:
        found = (*found, *differences(case.state, want), *_moved_as(plans, case, want))
    return Came(case, refused.problem if refused else None, found)


def _at_odds(case: Case) -> Iterator[Differs]:
    """Answers of which none counts: a phase that waits for them is not what went wrong."""
    for one in case.state.contradictions:
        at = [n for n, event in enumerate(case.events) if getattr(event, "field", None) in one.answers]
        yield ("events", max(at)), Problem(CONTRADICTED, None, message=one.message)


def _refusal(want: Expected, got: ProdiaError | None, at: int, last: bool) -> tuple[Differs, ...]:
    code = None if got is None else got.problem.code
    if code == want.refused and (got is None or last):
        return ()
    words, path = Words("weigering", "refusal"), ("expect", "refused") if want.refused else ("expect",)
    if got is None or code is None:
        return (_differs(words, path, "refused", want.refused, _NOTHING),)
    said = (("events", at), got.problem)
    return (said, _differs(words, path, "refused", want.refused, code)) if want.refused else (said,)


def differences(state: State, want: Expected) -> Iterator[Differs]:
    """What a state does not come to of what is expected of it; refusals and moves aside."""
    plan = state.plan
    words = {n: state.verdict(n).word for n in want.verdicts if n in plan.criteria}
    outcomes = {n: state.proposal(n).outcome for n in want.proposes if n in plan.decisions}
    values = {n: _value(state, n, one) for n, one in want.values.items()}
    results = {n: one.result for n, one in state.hypotheses.items()}
    steps = {n: state.step(n).status for n in want.steps if n in plan.steps}
    compared: tuple[tuple[Words, str, Mapping[str, object], Mapping[str, object]], ...] = (
        (Words("oordeel", "verdict"), "verdicts", want.verdicts, words),
        (Words("voorstel", "proposal"), "proposes", want.proposes, outcomes),
        (Words("waarde", "value"), "values", want.values, values),
        (Words("hypothese", "hypothesis"), "hypotheses", want.hypotheses, results),
        (Words("stap", "step"), "steps", want.steps, steps),
    )
    for what, part, wanted, found in compared:
        for name, one in wanted.items():
            if (got := found.get(name, _NOTHING)) != one:
                yield _differs(what, ("expect", part, name), name, one, got)
    broken = {one.rule for one in state.contradictions}
    yield from _others(Words("tegenspraak", "contradiction"), "contradictions", want.contradictions, broken)
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
        got = {name for name, _, _ in preview(before, after.plan, after.events[-1].on).verdicts}
    yield from _others(Words("anders na de stap", "changed by the move"), "changed", want.changed, got)


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
        yield from _others(Words("nodig", "needed"), "needs", asked, {str(n) for n in state.needs})
    spared = {n.field for n in state.not_needed} if want.not_needed else set()
    for i, name in enumerate(want.not_needed):
        if name not in spared:
            path = ("expect", "not_needed", i)
            yield _differs(Words("niet nodig", "not needed"), path, name, "not needed", _NOTHING)


def _others(what: Words, part: str, want: Iterable[str] | None, got: set[str]) -> Iterator[Differs]:
    """Where other names are expected than there are, all of them."""
    if want is not None and set(want) != got:
        said = (", ".join(sorted(names)) or _NOTHING for names in (want, got))
        yield _differs(what, ("expect", part), part, *said)


def _differs(what: Words, path: Path, name: str, want: object, got: object) -> Differs:
    said = _NOTHING if got is None else got
    return path, Problem(NOT_AS_EXPECTED, None, what=what, name=name, want=want, got=said)
