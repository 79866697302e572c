"""Files and events made to break a case: refused in words, the case as it was, no value of a pupil told."""

from __future__ import annotations

import copy
import hashlib
import json
import random
import traceback
from dataclasses import replace
from typing import Any

import pytest

from prodia.case import Case
from prodia.case.log import dump, load
from prodia.errors import CaseFileError, EventRefused, ProdiaError
from prodia.model import events as ev
from prodia.model.events import read_event
from tests.case.given import LATER, MEASURED, PLANS, case, event, opened
from tests.case.test_canary import CANARY, PERSONAL

WHOLE = case(
    *MEASURED,
    event("decided"),
    event("shared"),
    event("moved"),
    event("reopened", phase="onderzoek"),
    event("closed"),
)
VALUES: list[Any] = [None, True, 0, -1, 1e308, float("nan"), float("inf"), 10**30, 10**4000, "", " ", CANARY]
VALUES += [[CANARY], {CANARY: CANARY}, "2026-02-30", "0001-01-01", "9999-12-31", "٢٠٢٦-٠٩-٠١", "NaN", "3,5"]
VALUES += [
    "١٠",
    101,
    "\ud800",
    "\x1b[31m",
    "a\u2028b",
    "clb",
    "leerling",
    "proef@2.0.0",
    "ander@1.0.0",
    "x@9.9.9",
]
VALUES += ["consent", "pc", "label", "ja", "compulsory", [], {}]


def stored(now: Case) -> list[dict[str, Any]]:
    return [json.loads(line)["event"] for line in dump(now).split("\n")[1:-1]]


def chained(events: list[Any], header: str = '{"case":"case","format":1}') -> str:
    """A file whose chain holds, whatever the events are: written by who can write the file."""

    def written(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def digest(text: str) -> str:
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    lines, prev = [header], digest(header)
    for seq, one in enumerate(events, 1):
        body = {"event": one, "prev": prev, "seq": seq}
        prev = digest(written(body))
        lines.append(written(body | {"hash": prev}))
    return "".join(f"{line}\n" for line in lines)


def told(error: ProdiaError) -> str:
    """All that an exception shows, of itself and of what came before it."""
    return "".join([str(error), repr(error), error.message("nl"), *traceback.format_exception(error)])


class TestAnyFile:
    """A case file, its chain made to hold, with anything in it: a case, or one clear refusal."""

    def test_the_chain_here_is_that_of_the_library(self) -> None:
        assert dump(WHOLE) == chained(stored(WHOLE))

    @pytest.mark.parametrize("check", [False, True])
    def test_events(self, check: bool) -> None:
        random_, good, refused = random.Random(5), stored(WHOLE), 0
        personal = [{"on": "2026-09-01", "by": "clb", "kind": k, **more} for k, more in PERSONAL.items()]
        for _ in range(1200):
            events: list[Any] = copy.deepcopy(good)
            for _ in range(random_.choice((1, 1, 2, 3))):
                at = random_.randrange(len(events))
                change = random_.randrange(5)
                if change == 0:
                    events.insert(at, random_.choice([*personal, *good]))
                elif change == 1 and len(events) > 1:
                    del events[at]
                elif change == 2:
                    other = random_.randrange(len(events))
                    events[at], events[other] = events[other], events[at]
                elif isinstance(events[at], dict):
                    key = random_.choice([*events[at], "v", "norms", CANARY])
                    events[at] = {**events[at], key: random_.choice(VALUES)}
            try:
                now = load(chained(events), PLANS, check=check)
            except ProdiaError as error:
                refused += 1
                assert CANARY not in told(error)
                continue
            assert CANARY not in repr(now) + repr(now.state)
            assert now.state.needs is not None and now.state.proposals is not None
            assert set(now.state.decided) <= {e.decision for e in now.events if isinstance(e, ev.Decided)}
            dump(now).encode()
        assert 200 < refused < 1200

    @pytest.mark.parametrize(
        "header",
        [
            '{"case":"\\ud800","format":1}',
            '{"case":"\ud800","format":1}',
            '{"case":"case","format":true}',
            '{"case":"case","format":1.0}',
            '{"format":1,"case":"case"}',
            '{"case":{},"format":1}',
            '{"case":"case","format":NaN}',
            "[" * 100_000,
            "\x00",
        ],
    )
    def test_header(self, header: str) -> None:
        with pytest.raises(CaseFileError):
            load(chained(stored(WHOLE), header), PLANS)

    @pytest.mark.parametrize(
        "line", ["null", "NaN", "[" * 100_000, '{"a":' * 50_000, "{}", "9" * 10_000, "\ufeff"]
    )
    def test_a_line(self, line: str) -> None:
        lines = dump(WHOLE).split("\n")
        with pytest.raises(CaseFileError):
            load("\n".join([*lines[:3], line, *lines[4:]]), PLANS)

    def test_a_line_of_ten_megabytes(self) -> None:
        lines = dump(WHOLE).split("\n")
        with pytest.raises(CaseFileError) as error:
            load("\n".join([*lines[:3], f'{{"event":"{CANARY * 700_000}"}}', *lines[4:]]), PLANS)
        assert CANARY not in told(error.value)

    @pytest.mark.parametrize("check", [False, True])
    def test_opened_twice(self, check: bool) -> None:
        events = stored(WHOLE)
        with pytest.raises(EventRefused) as error:
            load(chained([*events[:3], events[0], *events[3:]]), PLANS, check=check)
        assert "PRD-C02" == error.value.problem.code

    @pytest.mark.parametrize("check", [False, True])
    def test_moved_to_another_content(self, check: bool) -> None:
        """The version a case moved to is pinned like the one it was opened on."""
        changed = {**PLANS, LATER.reference: replace(LATER, digest="sha256:other")}
        assert LATER.digest == load(dump(WHOLE), PLANS, check=check).plan.digest
        with pytest.raises(EventRefused) as error:
            load(dump(WHOLE), changed, check=check)
        assert "PRD-C08" == error.value.problem.code


class TestRoles:
    """Which kind of guidance it is, and so whether consent is needed, is for who guides."""

    @pytest.mark.parametrize("by", ["school", "ouders", "leerling"])
    @pytest.mark.parametrize("mode", ["trajectory", "consultative"])
    def test_who_may_switch(self, by: str, mode: str) -> None:
        now = opened(mode=mode)
        with pytest.raises(EventRefused) as error:
            now.record(event("switched", by=by, mode="compulsory"))
        assert "PRD-C62" == error.value.problem.code
        assert "compulsory" == now.record(event("switched", by="contact", mode="compulsory")).state.mode


class TestAnyEvent:
    """Typed by hand: numbers that are none, truths for numbers, dates that do not exist."""

    @pytest.mark.parametrize("value", VALUES, ids=lambda v: repr(v)[:20])
    @pytest.mark.parametrize("field", ["pc", "weken", "sinds", "graad", "helder"])
    def test_answers(self, field: str, value: Any) -> None:
        now = case(*MEASURED)
        before = now.events
        fits = {"helder": (True, "ja"), "pc": (0,), "weken": (0, 101), "sinds": ("0001-01-01", "9999-12-31")}
        data = {"kind": "answered", "on": "2026-09-01", "by": "clb", "field": field, "value": value}
        try:
            after = now.record(read_event(data))
        except ProdiaError as error:
            assert CANARY not in told(error)
            assert before is now.events
        else:
            assert any(
                value is one or (value == one and type(value) is type(one)) for one in fits.get(field, ())
            )
            assert dump(after).encode()
