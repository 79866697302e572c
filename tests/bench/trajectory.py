"""A case of 20 steps: a step, and the case written and read back at every step; what is needed next.

Needs are asked on the state after every event of every shipped worked case, each on protocols just read:
the middle one, the one that 99 in 100 stay below, and, with nothing remembered, the slowest of all cases.
"""

# The case is the first worked case that is long enough; it is replayed event by event. Written
# whole it also verifies the hash of every line when read back, which the peer does not do.

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import pairwise
from time import perf_counter
from typing import Any

from prodia.case import Case, State, outcomes, relevance, structure
from prodia.case import state as standing
from prodia.case.expect import run_case
from prodia.case.log import dump, line, load
from prodia.content import Catalogue
from prodia.content import load as load_content
from prodia.model.events import CaseFile
from tests.bench.peers import peer
from tests.bench.timing import Pace, Row, Spread, Work, measure, same

STEPS = 20
MOST_ROUNDS = 3  # of the needs: a round reads all content anew
NOTE = (
    "SpiffWorkflow runs 20 manual tasks in a row; compared is that all are done. It asks no gate and works "
    "out no verdict. Written whole, our case also has the hash of every line verified when it is read back."
)


def rows(pace: Pace) -> Iterator[Row]:
    plans, case = worked()
    first, *steps = case.events

    def step() -> Case:
        now = Case.open(plans, first)
        for event in steps:
            now = now.record(event)
        return now

    def append() -> str:
        now = Case.open(plans, first)
        written = dump(now)
        last = written.splitlines()[-1]
        for event in steps:
            now = now.record(event)
            last = line(last, event)
            written += last
        return written

    def whole() -> Case:
        now = Case.open(plans, first)
        for event in steps:
            now = load(dump(now.record(event)), plans)
        return now

    same(case, step(), "the replayed case")
    same(case, whole(), "the case read back at every step")
    same(dump(case), append(), "the file written line by line")
    theirs = _spiff()
    bare, saved = ({"SpiffWorkflow": one} if one else {} for one in theirs or (None, None))
    yield measure("one step", step, bare, pace, per=STEPS, note=NOTE)
    yield measure("one step, its line added to the file", append, {}, pace, per=STEPS)
    yield measure(
        "one step, the whole case written and read back", whole, saved, pace, per=STEPS, target="step"
    )
    yield from _needs(pace)


def _needs(pace: Pace) -> Iterator[Row]:
    """The rows of needs after one answer. A round begins on protocols read anew, as a process does."""
    rounds = [_asked(pace) for _ in range(min(pace.rounds, MOST_ROUNDS))]
    for what, at, target in (
        ("needs after one answer, the middle one", 0.5, "needs"),
        ("needs after one answer, 99 in 100 stay below", 0.99, "needs"),
    ):
        yield Row(what, Spread.of(times[int(len(times) * at)] for times, _ in rounds), (), target)
    yield Row("needs the first time, the slowest", Spread.of(first for _, first in rounds), (), "first needs")


def _asked(pace: Pace) -> tuple[list[float], float]:
    """How long the needs after every event took, shortest first; and the slowest with nothing remembered."""
    found = load_content().catalogue
    references = found.references() if pace.least else found.references()[:1]
    every = [(r, file) for r in references for file in found.cases(r).values()]
    cases = [list(_states(found, r, file)) for r, file in every[:: 1 if pace.least else 10]]
    times = sorted(_timed(state) for states in cases for state in states)
    return times, max(_first(state) for states in cases for state in states[:: max(1, len(states) // 4)])


def _first(state: State) -> float:
    _forget()
    return _timed(state)


def _states(found: Catalogue, reference: str, file: CaseFile) -> Iterator[State]:
    """The state after every event, as it was recorded."""
    whole, _ = run_case(found.plan, file, protocol=reference)
    first, *rest = whole.events
    case = Case.open(found, first)
    yield case.state
    for event in rest:
        case = case.record(event)
        yield case.state


def _timed(state: State) -> float:
    state = State(state.plan, state.history, state.day)
    gc.disable()
    try:
        start = perf_counter()
        assert state.needs is not None
        return perf_counter() - start
    finally:
        gc.enable()


def _forget() -> None:
    """What the case remembers of a plan goes."""
    for room in (outcomes, relevance, standing, structure):
        for value in vars(room).values():
            clear: Any = getattr(value, "cache_clear", None)
            if clear is not None:
                clear()


def worked() -> tuple[Any, Case]:
    """The plans, and a shipped worked case of an opening and 20 steps, cut there."""
    found = load_content().catalogue
    plans = {reference: found.plan(reference) for reference in found.references()}
    for reference in plans:
        for file in found.cases(reference).values():
            if len(file.events) > STEPS:
                short = file.model_copy(update={"events": file.events[: STEPS + 1]})
                case, refused = run_case(plans, short, protocol=reference)
                if refused is None:
                    return plans, case
    raise AssertionError(f"no worked case has an opening and {STEPS} steps")


def _spiff() -> tuple[Work, Work] | None:
    """A sequence of 20 manual tasks: run, and run while written to JSON and read back at every step."""
    bpmn, tasks = peer("SpiffWorkflow.bpmn"), peer("SpiffWorkflow.util.task")
    if bpmn is None:
        return None
    parser = peer("SpiffWorkflow.bpmn.parser").BpmnParser()
    parser.add_bpmn_str(_bpmn().encode())
    spec = parser.get_spec("trajectory")
    store = peer("SpiffWorkflow.bpmn.serializer").BpmnWorkflowSerializer()

    def run(keep: bool) -> Any:
        now = bpmn.BpmnWorkflow(spec)
        now.do_engine_steps()
        while ready := now.get_next_task(state=tasks.TaskState.READY, manual=True):
            ready.data["done"] = ready.data.get("done", 0) + 1
            ready.run()
            now.do_engine_steps()
            if keep:
                now = store.deserialize_json(store.serialize_json(now))
        return now

    for keep in (False, True):
        same((True, STEPS), (run(keep).is_completed(), run(keep).data.get("done")), "SpiffWorkflow")
    return lambda: run(False), lambda: run(True)


def _bpmn() -> str:
    ids = ["start", *(f"step{n}" for n in range(STEPS)), "end"]
    flows = list(pairwise(ids))
    elements = {"start": "startEvent", "end": "endEvent"}
    inside = "".join(
        f'<bpmn:{elements.get(id, "manualTask")} id="{id}" name="{id}">'
        + "".join(f"<bpmn:incoming>{a}_{b}</bpmn:incoming>" for a, b in flows if b == id)
        + "".join(f"<bpmn:outgoing>{a}_{b}</bpmn:outgoing>" for a, b in flows if a == id)
        + f"</bpmn:{elements.get(id, 'manualTask')}>"
        for id in ids
    ) + "".join(f'<bpmn:sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in flows)
    return (
        '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">'
        f'<bpmn:process id="trajectory" isExecutable="true">{inside}</bpmn:process></bpmn:definitions>'
    )
