"""The worked cases of a version as they ran: the case at its end, and how it stood after every event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate

from prodia.case import Case, State
from prodia.case.expect import Runs, came
from prodia.case.history import advance, begun
from prodia.content import Catalogue
from prodia.model.events import CaseFile, Moved, Opened
from prodia.model.plan import Plan
from prodia.problems import Problem


@dataclass(frozen=True, eq=False)
class Run:
    """``file`` has the events it begins with too; ``case`` is as far as it came before it was refused."""

    file: CaseFile
    case: Case
    refused: Problem | None

    @property
    def id(self) -> str:
        return self.file.case

    @property
    def state(self) -> State:
        return self.case.state

    @cached_property
    def states(self) -> tuple[State, ...]:
        """How it stood after each event on the plan of its end, the last one last."""
        events, plan = self.case.events, self.case.plan
        if any(isinstance(event, Moved) for event in events):
            moved = max(n for n, event in enumerate(events) if isinstance(event, Moved))
            cases = (
                Case.replay(self.case.plans, events[: n + 1], check=False) for n in range(moved, len(events))
            )
            return tuple(case.state for case in cases)
        first = events[0]
        assert isinstance(first, Opened)
        histories = accumulate(
            events[1:],
            lambda before, event: advance(before, event, plan, None, None),
            initial=begun(first),
        )
        *before, _ = histories
        return (*(State(plan, one, one.last) for one in before), self.state)


def runs(catalogue: Catalogue, reference: str, lang: str = "nl") -> tuple[Run, ...]:
    """Every worked case that stands with a version and ends on it, and comes to what it expects.

    Raises :class:`prodia.ContentError` where there is no such protocol, or it has errors.
    """
    plan = catalogue.plan(reference, lang)
    plans = partial(_plan, catalogue, lang)
    found, begun_alike = [], Runs()
    files = catalogue.cases(plan.reference)
    ran_all = {
        id: came(plans, file, plan.reference, begun_alike)
        for id, file in sorted(files.items(), key=lambda one: one[1].events[0].model_dump_json())
    }
    for id, file in files.items():
        ran = ran_all[id]
        if ran.case is not None and ran.case.plan is plan and not ran.differs:
            first, *rest = file.events
            if isinstance(first, Opened) and first.protocol is None:
                first = first.model_copy(update={"protocol": plan.reference})
            whole = file.model_copy(update={"events": (first, *rest)})
            found.append(Run(whole, ran.case, ran.refused))
    return tuple(found)


def _plan(catalogue: Catalogue, lang: str, reference: str) -> Plan:
    return catalogue.plan(reference, lang)
