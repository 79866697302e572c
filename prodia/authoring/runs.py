"""The worked cases of a version as they ran: the case at its end, and how it stood after every event."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial

from prodia.case import Case, State
from prodia.case.case import Plans
from prodia.case.expect import Runs, came, run_case
from prodia.content import Catalogue
from prodia.errors import EventRefused
from prodia.model.events import CaseFile, Moved, Opened
from prodia.model.plan import Plan
from prodia.problems import Problem


@dataclass(frozen=True, eq=False)
class Run:
    """``file`` has the events it begins with too; ``case`` is as far as it came before it was refused.

    ``way``: the case after each event. ``look``: whether it comes to what it expects, where nobody looked.
    """

    file: CaseFile
    case: Case
    refused: Problem | None
    way: tuple[Case, ...] = ()
    look: Callable[[], bool] | None = None

    @property
    def id(self) -> str:
        return self.file.case

    @cached_property
    def holds(self) -> bool:
        """Does it come to what it expects?"""
        return self.look is None or self.look()

    @property
    def state(self) -> State:
        return self.case.state

    @cached_property
    def states(self) -> tuple[State, ...]:
        """How it stood after each event on the plan of its end, the last one last."""
        events = self.case.events
        if not any(isinstance(event, Moved) for event in events):
            return tuple(case.state for case in self.way)
        moved = max(n for n, event in enumerate(events) if isinstance(event, Moved))
        cases = (
            Case.replay(self.case.plans, events[: n + 1], check=False) for n in range(moved, len(events))
        )
        return tuple(case.state for case in cases)


def runs(catalogue: Catalogue, reference: str, lang: str = "nl", *, trust: bool = False) -> tuple[Run, ...]:
    """Every worked case that stands with a version and ends on it, and comes to what it expects.

    With ``trust`` it is only looked whether a case holds when somebody asks (:attr:`Run.holds`).
    Raises :class:`prodia.ContentError` where there is no such protocol, or it has errors.
    """
    plan = catalogue.plan(reference, lang)
    plans = partial(_plan, catalogue, lang)
    files = catalogue.cases(plan.reference)
    alike, trusted = Runs(), Runs(check=False)
    found: dict[str, Run] = {}
    for id, file in sorted(files.items(), key=lambda one: one[1].events[0].model_dump_json()):
        if trust and file.expect.refused is None:
            with suppress(EventRefused):
                case, _ = run_case(plans, file, protocol=plan.reference, runs=trusted)
                look = partial(_holds, plans, file, plan.reference)
                found[id] = Run(_whole(file, plan), case, None, trusted.way(case), look)
        else:
            ran = came(plans, file, plan.reference, alike)
            if ran.case is not None and not ran.differs:
                found[id] = Run(_whole(file, plan), ran.case, ran.refused, alike.way(ran.case))
    return tuple(found[id] for id in files if id in found and found[id].case.plan is plan)


def _holds(plans: Plans, file: CaseFile, reference: str) -> bool:
    return not came(plans, file, reference).differs


def _whole(file: CaseFile, plan: Plan) -> CaseFile:
    """The file with the version it is of in its first event."""
    first, *rest = file.events
    if isinstance(first, Opened) and first.protocol is None:
        first = first.model_copy(update={"protocol": plan.reference})
    return file.model_copy(update={"events": (first, *rest)})


def _plan(catalogue: Catalogue, lang: str, reference: str) -> Plan:
    return catalogue.plan(reference, lang)
