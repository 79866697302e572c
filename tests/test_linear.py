"""Twice as much takes about twice the work: what is counted is the steps of Python, never the clock.

What can not be linear has a limit that is stated, and said as a finding before any of the work is done.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.case import Case
from prodia.case.records import Trail
from prodia.case.state import State
from prodia.checks.instruments import faults, remarks
from prodia.content import Catalogue, load
from prodia.errors import ContentError
from prodia.events import Answered, Consented, Opened, Shared
from prodia.language import HitPolicy, Input, Output, Rule, Table, analyse, compile_table, parse, parse_cell
from prodia.language import parse_type as type_of
from prodia.language.tables.compiled import MOST_RULES, Ranges, runs, set_in
from prodia.model.instrument import Instrument, attainable
from prodia.scoring.key import ScoringKey
from tests.content.packs import PROTOCOL, SOURCES
from tests.counting import steps
from tests.scoring.made import instrument

LEAST, MOST = 1.4, 2.6  # times the work for twice as much
POINTS = (-2.5, -1, 0, 0.1, 0.25, 1, 2, 3.3)


def growth(made: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times the work it is for twice the size, over what stands still."""
    none, once, twice = (steps(made(n)) for n in (4, size, 2 * size))
    return (twice - none) / (once - none)


class TestCounting:
    """The count tells what is linear from what is not."""

    def test_work_that_grows_with_the_square_is_seen(self) -> None:
        assert growth(lambda n: lambda: [0 for _ in range(n)], 100) < MOST
        assert growth(lambda n: lambda: [0 for _ in range(n) for _ in range(n)], 100) > MOST


class TestTrail:
    """A trail is a tuple that another can go on from without copying."""

    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=30))
    def test_it_holds_what_a_tuple_holds(self, forks: list[tuple[int, int]]) -> None:
        trails: list[tuple[Trail[int], tuple[int, ...]]] = [(Trail(), ())]
        for item, back in forks:
            trail, items = trails[max(0, len(trails) - 1 - back)]
            trails.append((trail.plus(item), (*items, item)))
        for trail, items in trails:
            assert items == tuple(trail)
            assert len(items) == len(trail)
            assert items[1:3] == trail[1:3]
            assert items[-1:] == (trail[-1:] if items else ())
            assert Trail(items) == trail
            assert hash(Trail(items)) == hash(trail)

    def test_who_goes_on_shares_and_who_turns_off_does_not(self) -> None:
        first = Trail("ab")
        on = first.plus("c")
        assert first._items is on._items
        assert first._items is not first.plus("d")._items
        assert ("ab", "abc") == ("".join(first), "".join(on))

    def test_there_is_nothing_behind_its_end(self) -> None:
        first = Trail("ab")
        first.plus("c")
        with pytest.raises(IndexError):
            first[2]


@pytest.fixture(scope="module")
def shelf() -> Catalogue:
    return load().catalogue


OPENING = (
    Opened(
        on="2026-09-15",
        by="clb-contact",
        protocol="lezen-spellen@2.0.0",
        mode="trajectory",
        question="Leest traag",
        pupil="A",
        born="2016-03-10",
    ),
    Consented(on="2026-09-15", by="clb-contact", from_="ouders", given=True, basis="gesprek"),
)


def answers(count: int) -> list[Any]:
    """An answer that is given again and again."""
    said = {"on": "2026-09-16", "by": "clb-contact", "field": "vraag_duidelijk"}
    return [*OPENING, *(Answered(**said, value=n % 2 == 0) for n in range(count))]


def shares(count: int) -> list[Any]:
    """The same audience is told again and again."""
    said = {"on": "2026-09-16", "by": "clb-contact", "audience": "parents", "with_": "ouders"}
    return [*OPENING, *(Shared(**said) for _ in range(count))]


class TestReplay:
    """One more event costs one more step, however long the case is."""

    @pytest.mark.parametrize("events", [answers, shares])
    def test_the_work_is_linear(self, shelf: Catalogue, events: Callable[[int], list[Any]]) -> None:
        shelf.plan("lezen-spellen@2.0.0")

        def replayed(count: int) -> Callable[[], object]:
            made = events(count)
            return lambda: Case.replay(shelf, made, check=False)

        Case.replay(shelf, events(2), check=False)
        assert LEAST < growth(replayed, 50) < MOST

    def test_the_cases_on_the_way_share_one_log_and_stay_as_they_were(self, shelf: Catalogue) -> None:
        first, *more = answers(20)
        case = Case.open(shelf, first)
        on_the_way = [case]
        for event in more:
            on_the_way.append(on_the_way[-1].record(event))
        assert 1 == len({id(one._log._items) for one in on_the_way})
        assert list(range(1, 23)) == [len(one.events) for one in on_the_way]
        assert on_the_way[-1] == Case.replay(shelf, (first, *more))

    def test_what_a_state_asks_of_shares_does_not_grow(self, shelf: Catalogue) -> None:
        def needs(count: int) -> Callable[[], object]:
            case = Case.replay(shelf, shares(count), check=False)
            return lambda: State(case.plan, case._history, case.state.day).needs

        needs(10)()
        assert steps(needs(10)) == pytest.approx(steps(needs(200)), rel=0.01)


Boxes = list[tuple[str, ...]]
Shape = tuple[list[str], Boxes]


def table(inputs: list[str], rules: Boxes, hit: HitPolicy, then: tuple[str, ...] = ("a", "b")) -> Table:
    return Table(
        tuple(Input(parse(f"x{i}"), type_of(one)) for i, one in enumerate(inputs)),
        (Output("then"),),
        tuple(Rule(tuple(map(parse_cell, r)), (then[n % len(then)],)) for n, r in enumerate(rules)),
        hit,
    )


def stairs(n: int) -> Shape:
    return [f"number 0..{n}"], [(f"[{i}..{i + 1})",) for i in range(n)]


def texts(n: int) -> Shape:
    return ["text"], [(f'"o{i}"',) for i in range(n)]


def nested(n: int) -> Shape:
    return [f"number 0..{n}"], [(f">= {i}",) for i in reversed(range(n))]


def crossed(n: int) -> Shape:
    return [f"number 0..{n}"] * 2, [(f">= {i}", f"<= {i}") for i in range(n)]


def squares(n: int) -> Shape:
    side = range(round(n**0.5))
    return [f"number 0..{len(side)}"] * 2, [
        (f"[{i}..{i + 1})", f"[{j}..{j + 1})") for i, j in product(side, side)
    ]


def alike(n: int) -> Shape:
    return ["number 0..9"], [("> 5",)] * n


SHAPES = (stairs, texts, nested, crossed, squares, alike)


class TestTables:
    """What a check of a table does in Python grows with its rules; sets of rules are bits of one number."""

    @pytest.mark.parametrize("hit", [HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY])
    @pytest.mark.parametrize("shape", SHAPES)
    def test_the_work_is_linear(
        self, shape: Callable[[int], tuple[list[str], Boxes]], hit: HitPolicy
    ) -> None:
        def checked(rules: int) -> Callable[[], object]:
            made = table(*shape(rules), hit)
            return lambda: analyse(made)

        assert growth(checked, 64) < MOST


class TestLimit:
    """A table of more rules than fit in memory is refused before any of it is read."""

    def test_an_author_is_told(self, tmp_path: Path) -> None:
        head, row = "ernst   | -> voorstel | omdat\n", "      met     | hulp        | het is ernstig\n"
        assert row in PROTOCOL
        long = PROTOCOL.replace(row, row * MOST_RULES).replace(head, f"{head}      ? ? | hulp | fout\n")
        (tmp_path / "lezen" / "1.0.0").mkdir(parents=True)
        (tmp_path / "shared").mkdir()
        (tmp_path / "shared" / "sources.yaml").write_text(SOURCES)
        (tmp_path / "lezen" / "1.0.0" / "protocol.yaml").write_text(long)
        found = [p for p in load(tmp_path).problems if p.severity == "error"]
        assert ["PRD-L30"] == [p.code for p in found]
        assert f"{MOST_RULES + 2} rules; at most {MOST_RULES}" in found[0].message("en")

    def test_a_caller_is_told(self) -> None:
        long = table(["number 0..9"], [("> 5",)] * (MOST_RULES + 1), HitPolicy.UNIQUE)
        assert ["L30"] == [found.kind.code for found in analyse(long)]
        with pytest.raises(ContentError, match="PRD-L30"):
            compile_table(long)


class TestBits:
    """Sets of rules and of parts as bits say what plain sets say."""

    @given(st.integers(0, 1 << 70))
    def test_what_is_set(self, bits: int) -> None:
        expected = [n for n in range(bits.bit_length()) if bits >> n & 1]
        assert expected == set_in(bits)
        assert expected == [n for first, end in runs(bits) for n in range(first, end)]

    @given(st.lists(st.integers(0, 255), min_size=1, max_size=20), st.integers(1, 1 << 20))
    def test_what_a_stretch_comes_to(self, masks: list[int], places: int) -> None:
        places &= (1 << len(masks)) - 1
        some, every = 0, -1
        for place in set_in(places):
            some, every = some | masks[place], every & masks[place]
        assert (some, every) == Ranges(masks).of(places)


def form(items: int) -> Instrument:
    """A form with a weight, a scale that is worked out and an answer for every item."""
    ids = [f"q{n}" for n in range(1, items + 1)]
    scale = {"title": "t", "items": ids, "score": "sum", "missing": {"rule": "refuse"}}
    scale |= {"weights": {id: 1 + n % 3 for n, id in enumerate(ids)}}
    cuts = {"says": "x", "zones": ["a", "b"], "at": [5.5], "goes": "up"}
    scale |= {"cuts": {"ernst": cuts | {"source": [{"ref": "own", "confidence": "unverified"}]}}}
    worked = {f"s{id}": {"title": "t", "is": f"{id} + 1"} for id in ids[: items // 4]}
    unused = {f"u{n}": {"answers": "0..3"} for n in range(items)}
    example = {"says": "x", "answers": dict.fromkeys(ids, 1), "expect": {"totaal": 1}}
    return instrument(
        {id: {"answers": "0..3"} for id in ids} | unused,
        {"totaal": scale, **worked},
        reverse=ids[::2],
        examples=[example],
    )


class TestInstruments:
    """A form of a thousand items is checked and scored in so many times the work of one item."""

    def test_the_checks_are_linear(self) -> None:
        def checked(items: int) -> Callable[[], object]:
            made = form(items)
            return lambda: [*faults(made), *remarks(made)]

        assert growth(checked, 60) < MOST

    def test_a_score_is_linear(self) -> None:
        def scored(items: int) -> Callable[[], object]:
            made = form(items)
            given = dict.fromkeys(made.every_item, 1.0)
            return lambda: ScoringKey.of(made).score(given)

        assert growth(scored, 60) < MOST

    @given(
        st.lists(
            st.lists(
                st.sampled_from((-2.5, -1, 0, 0.1, 0.25, 1, 2, 3.3)), min_size=2, max_size=4, unique=True
            ),
            min_size=1,
            max_size=5,
        ),
        st.sampled_from(("sum", "mean", "highest")),
    )
    def test_every_score_that_can_be_is_one_of_some_answers(
        self, points: list[list[float]], how: str
    ) -> None:
        items = {f"q{n}": {"answers": sorted(own)} for n, own in enumerate(points)}
        scale = {"title": "t", "items": [*items], "score": how, "missing": {"rule": "refuse"}}
        made = instrument(items, {"totaal": scale})
        key = ScoringKey.of(made)
        every = product(*(item.answers or () for item in made.every_item.values()))
        expected = {key.score(dict(zip(items, row, strict=True)))["totaal"].raw for row in every}
        assert sorted(x for x in expected if x is not None) == [*(attainable(made, "totaal") or ())]
