"""The benchmarks run; how long they take is nobody's business here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bench.__main__ import SUBJECTS
from tests.bench.targets import TARGETS, met
from tests.bench.timing import QUICK, Peer, Row, Spread, measure, same
from tests.bench.told import Circumstances, page, renewed

ROWS = {"Parsing": 5, "Checking a table": 3, "Checking content": 1, "A case": 6}


@pytest.mark.parametrize("name", SUBJECTS)
class TestEverySubject:
    """Every benchmark yields its rows, after what is beside it gave the same results."""

    def test_it_yields_rows_and_a_page(self, name: str) -> None:
        rows = list(SUBJECTS[name](QUICK))
        assert ROWS.get(name, 2) <= len(rows)
        assert set() == {row.target for row in rows if row.target} - set(TARGETS)
        written = page({name: rows}, Circumstances(2, 0.0, 1.0), 1)
        assert [row.what for row in rows if f"| {row.what} |" not in written] == []


def test_a_part_of_the_page_is_written_anew() -> None:
    """The other parts stay as they are, and what that part missed is told anew."""
    fast, slow = (Spread(x, x, x) for x in (0.001, 9.0))
    now = Circumstances(2, 0.0, 1.0)
    some = {"A": [Row("a", slow, target="columns")], "B": [Row("b", fast, target="columns with text")]}
    whole = page(some, now, 1)
    again = renewed(whole, {"A": [Row("a", fast, target="columns with text")]}, now)
    assert [True, False] == ["- A: a" in one for one in (whole, again)]
    assert whole.split("## B")[1].split("## Targets")[0] == again.split("## B")[1].split("## Targets")[0]
    assert "run of its own" in again


class TestTiming:
    """A round times every contender once, and a ratio is taken within its round."""

    def test_everyone_takes_turns(self) -> None:
        seen: list[str] = []
        row = measure(
            "x", lambda: seen.append("a"), {"peer": lambda: seen.append("b")}, replace(QUICK, rounds=3)
        )
        assert ["a", "b"] * 3 == seen
        assert ["peer"] == [peer.name for peer in row.peers]

    def test_a_peer_that_differs_stops_the_run(self) -> None:
        with pytest.raises(AssertionError, match="do not agree"):
            same([1], [2], "the peer")


class TestTargets:
    """A target that is missed is told as missed, by its time or by the peer beside it."""

    @pytest.mark.parametrize(
        ("seconds", "times", "expected"),
        [
            (0.007, 3.5, True),
            (0.009, 3.5, False),
            (0.007, 2.5, False),
            (0.007, None, None),
            (0.009, None, False),
        ],
    )
    def test_met(self, seconds: float, times: float | None, expected: bool | None) -> None:
        one = Spread(seconds, seconds, seconds)
        peers = () if times is None else (Peer("polars", one, Spread(times, times, times)),)
        row = Row("x", one, peers, "columns")
        assert expected == met(row)
        assert (f"- y: {row.what}" in page({"y": [row]}, Circumstances(2, 0.0, 1.0), 1)) == (
            expected is False
        )
