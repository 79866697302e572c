"""Wrong use of the Python face: every public function refuses what it can not use, and says what it wants.

What may come out is :class:`prodia.ProdiaError`, ``TypeError`` that says what was wanted and what came,
``ValueError`` or ``OSError``; nothing else, and no silent success.
"""

from __future__ import annotations

import datetime as dt
import inspect
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prodia
from prodia.content.register import Stock
from prodia.errors import UnknownName, checked, fits, one_of
from prodia.events import Answered, Opened
from prodia.problems.commands import NO_FILE
from prodia.results import Scores
from prodia.telling import to_json, to_markdown, to_text
from prodia.words import Words
from tests.content.packs import VALID, write
from tests.examples import examples

CASE = prodia.shipped() / "lezen-spellen" / "2.0.0" / "cases" / "ernst-pc-10.yaml"
ITEMS = {f"q{n}": 1 for n in range(1, 10)}
OPENED = Opened(
    on="2026-09-01", by="clb-contact", protocol="algemeen@1.0.0", mode="consultative", question="Leest traag"
)


@dataclass(frozen=True)
class World:
    """One of each thing that a caller can hold."""

    loaded: prodia.Loaded
    case: prodia.Case
    key: prodia.ScoringKey
    scores: Scores

    @property
    def state(self) -> prodia.State:
        return self.case.state

    @property
    def catalogue(self) -> prodia.Catalogue:
        return self.loaded.catalogue


@cache
def world() -> World:
    loaded = prodia.load()
    key = prodia.scoring_key(loaded.catalogue, "phq-9")
    return World(loaded, prodia.read_case(CASE, loaded.catalogue), key, prodia.score(key, ITEMS))


@cache
def small() -> prodia.Loaded:
    """A small pack: what is checked here is how it is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        return prodia.load(write(Path(folder), VALID))


KINDS: Mapping[str, Callable[[], Any]] = {
    "None": lambda: None,
    "1": lambda: 1,
    "nope": lambda: "nope",
    "a case": lambda: world().case,
    "a state": lambda: world().state,
    "a list": list,
    "a list of texts": lambda: ["x"],
    "a mapping": dict,
    "a catalogue": lambda: world().catalogue,
    "a plan": lambda: world().case.plan,
    "bytes": lambda: b"x",
    "a moment": lambda: dt.datetime(2026, 11, 29, 10, 0),
    "a frame": pd.DataFrame,
    "a huge number": lambda: 10**400,
    "a null character": lambda: "a\0b",
}

# Per function what is right, in its order, and which of the kinds are right for a parameter too.
Told = tuple[Callable[[], Callable[..., Any]], Mapping[str, Any], Mapping[str, set[str]]]
NONE, MAPPING, LIST = {"None"}, {"a mapping"}, {"a list", "a list of texts", "a mapping", "a frame"}
TREE = prodia.parse("leespc < 10")
NAMES = {"nope", "a null character"}
PEOPLE = prodia.Population(n=10, seed=1, answers={"domein": "lezen"}, true="same_percentile", correlation=0.5)

FUNCTIONS: dict[str, Told] = {
    "accuracy": (
        lambda: prodia.accuracy,
        {"plan": 0, "population": PEOPLE, "variants": None, "on": None},
        {"plan": {"a plan"}, "variants": NONE | {"a mapping"}, "on": NONE},
    ),
    "prove": (
        lambda: prodia.prove,
        {"plan": 0, "exemptions": ()},
        {"plan": {"a plan"}, "exemptions": {"a list", "a mapping"}},
    ),
    "between": (
        lambda: prodia.between,
        {"plans": (), "exemptions": ()},
        {"plans": {"a list", "a mapping"}, "exemptions": {"a list", "a mapping"}},
    ),
    "append_case": (lambda: prodia.append_case, {"path": "x", "event": {}, "catalogue": 0}, {}),
    "check": (
        lambda: prodia.check,
        {"what": 0, "at": None},
        {"what": {"a plan"}, "at": NONE},
    ),
    "decide": (
        lambda: prodia.decide,
        {"plan": 0, "decision": "dyslexie", "values": {}, "on": None, "columns": None},
        {"plan": {"a plan"}, "values": MAPPING, "on": NONE, "columns": NONE | MAPPING},
    ),
    "evaluate": (lambda: prodia.evaluate, {"tree": TREE, "values": {}}, {"values": MAPPING}),
    "load": (lambda: prodia.load, {"folders": ".", "only": None}, {"folders": NAMES, "only": NONE | NAMES}),
    "parse": (lambda: prodia.parse, {"text": "a"}, {"text": {"nope"}}),
    "progress": (lambda: prodia.progress, {"frame": pd.DataFrame(), "aim": None}, {"frame": {"a frame"}}),
    "read_case": (
        lambda: prodia.read_case,
        {"path": CASE, "catalogue": 0, "lang": "nl"},
        {"catalogue": {"a catalogue"}},
    ),
    "report": (
        lambda: prodia.report,
        {"state": 0, "audience": "team", "lang": None},
        {"state": {"a state"}, "lang": NONE},
    ),
    "register": (
        lambda: prodia.register,
        {"catalogue": 0, "lang": "nl"} | dict.fromkeys(("domain", "months", "informant", "stale")),
        {"catalogue": {"a catalogue"}, "months": NONE | {"1", "a huge number"}}
        | dict.fromkeys(("domain", "informant", "stale"), NONE),
    ),
    "read_stock": (
        lambda: prodia.read_stock,
        {"path": "stock.csv", "catalogue": 0},
        {"catalogue": {"a catalogue"}},
    ),
    "held": (
        lambda: prodia.held,
        {"plan": 0, "stock": Stock("x", {}, frozenset(), ())},
        {"plan": {"a plan"}},
    ),
    "say": (
        lambda: prodia.say,
        {"tree": TREE, "lang": "nl", "labels": None, "types": None},
        {"labels": NONE | MAPPING, "types": NONE | MAPPING},
    ),
    "score": (
        lambda: prodia.score,
        {"key": 0, "answers": {}, "person": None, "columns": None},
        {"answers": MAPPING, "person": NONE, "columns": NONE | MAPPING},
    ),
    "scoring_key": (
        lambda: prodia.scoring_key,
        {"catalogue": 0, "instrument": "phq-9", "norms": (), "method": None, "lang": "nl"},
        {"catalogue": {"a catalogue"}, "norms": LIST - {"a list of texts"}, "method": NONE},
    ),
    "show": (lambda: prodia.show, {"tree": TREE}, {}),
    "shipped": (lambda: prodia.shipped, {}, {}),
    "trace": (lambda: prodia.trace, {"tree": TREE, "values": {}}, {"values": MAPPING}),
    "walkthrough": (
        lambda: prodia.walkthrough,
        {"plan": 0, "lang": None, "audience": "team"},
        {"plan": {"a plan"}, "lang": NONE},
    ),
    "why": (lambda: prodia.why, {"state": 0, "id": "dyslexie"}, {"state": {"a state"}}),
    "why_not": (
        lambda: prodia.why_not,
        {"state": 0, "decision": "dyslexie", "outcome": "eerst-hulp"},
        {"state": {"a state"}},
    ),
    "Person": (
        lambda: prodia.Person,
        dict.fromkeys(inspect.signature(prodia.Person).parameters),
        dict.fromkeys(inspect.signature(prodia.Person).parameters, NONE | NAMES)
        | {"born": NONE, "tested": NONE, "age_months": NONE | {"1"}},
    ),
    "Case.open": (lambda: prodia.Case.open, {"plans": 0, "event": {}}, {}),
    "Case.replay": (lambda: prodia.Case.replay, {"plans": 0, "events": []}, {}),
    "Case.record": (lambda: world().case.record, {"event": {}}, {}),
    "Case.on": (lambda: world().case.on, {"day": dt.date(2030, 1, 1)}, {}),
    "State.value": (lambda: world().state.value, {"name": "ernst"}, {}),
    "State.given": (lambda: world().state.given, {"field": "pc_woordlezen"}, {}),
    "State.read": (
        lambda: world().state.read,
        {"wanted": ("ernst",)},
        {"wanted": LIST - {"a list of texts"}},
    ),
    "State.verdict": (lambda: world().state.verdict, {"criterion": "ernst"}, {}),
    "State.proposal": (lambda: world().state.proposal, {"decision": "dyslexie"}, {}),
    "State.step": (lambda: world().state.step, {"id": "x"}, {}),
    "State.on_path": (lambda: world().state.on_path, {"step": "x"}, {}),
    "State.phase_done": (lambda: world().state.phase_done, {"phase": "x"}, {}),
    "State.in_mode": (lambda: world().state.in_mode, {"step": 0}, {}),
    "Plan.reads": (lambda: world().case.plan.reads, {"name": "ernst"}, {}),
    "Plan.law_on": (lambda: world().case.plan.law_on, {"day": dt.date(2030, 1, 1)}, {}),
    "Score.on": (lambda: world().scores["totaal"].on, {"scale": "raw"}, {}),
    "Score.zone": (lambda: world().scores["totaal"].zone, {"cuts": "ernst"}, {}),
    "Scores[]": (lambda: world().scores.__getitem__, {"scale": "totaal"}, {}),
    "Scores.value": (lambda: world().scores.value, {"name": "totaal"}, {}),
    "ScoringKey.score": (
        lambda: world().key.score,
        {"answers": {}, "person": prodia.Person()},
        {"answers": MAPPING},
    ),
    "ScoringKey.values": (
        lambda: world().key.values,
        {"answers": {}, "person": prodia.Person()},
        {"answers": MAPPING},
    ),
    "ScoringKey.norms_of": (lambda: world().key.norms_of, {"scale": "totaal"}, {}),
    **{
        f"Catalogue.{name}": (
            lambda name=name: getattr(world().catalogue, name),
            {"reference": "algemeen@1.0.0"},
            {},
        )
        for name in ("plan", "latest", "cases", "cases_as_written", "case_entries", "entry", "texts")
    },
    **{
        f"Catalogue.{name}": (lambda name=name: getattr(world().catalogue, name), {"reference": "phq-9"}, {})
        for name in ("instrument", "instrument_entry", "norm_rows")
    },
    **{
        f"Catalogue.{name}": (lambda name=name: getattr(world().catalogue, name), {"lang": "nl"}, {})
        for name in ("norms", "shared", "abilities")
    },
    "Catalogue.knows": (lambda: world().catalogue.knows, {"name": "x"}, {"name": NAMES}),
    **{
        f"Problem.{name}": (lambda name=name: getattr(prodia.Problem(NO_FILE), name), {"lang": "nl"}, {})
        for name in ("message", "hint", "line", "as_dict", "name", "values")
    },
    **{one.__name__: (lambda one=one: one, {"document": 0}, {}) for one in (to_text, to_markdown, to_json)},
}
HELD: Mapping[str, Callable[[], Any]] = {
    "catalogue": lambda: world().catalogue,
    "plans": lambda: world().catalogue,
    "plan": lambda: world().case.plan,
    "state": lambda: world().state,
    "what": small,
    "key": lambda: world().key,
}
TRIED = [
    (name, parameter, kind)
    for name, (_, right, fine) in FUNCTIONS.items()
    for parameter in right
    for kind in KINDS
    if kind not in fine.get(parameter, ())
]
ALLOWED = (prodia.ProdiaError, TypeError, ValueError, OSError)
PLAIN = re.compile(r"wanted|who the people of a frame are|no path|reason|missing")


def tried(name: str, parameter: str, value: Any) -> object:
    """What a function says of this value, everything beside it being right."""
    function, right, _ = FUNCTIONS[name]
    given = {key: HELD[key]() if type(one) is int and key in HELD else one for key, one in right.items()}
    given[parameter] = value
    kinds = inspect.signature(function()).parameters
    args = [given.pop(key) for key in [*given] if kinds.get(key, None) is None or _alone(kinds[key])]
    return function()(*args, **given)


def _alone(parameter: inspect.Parameter) -> bool:
    return parameter.kind is not inspect.Parameter.KEYWORD_ONLY


class TestTheFace:
    """Each parameter of each public function, given each wrong kind."""

    @pytest.mark.parametrize(("name", "parameter", "kind"), TRIED)
    def test_a_wrong_kind_is_refused(self, name: str, parameter: str, kind: str) -> None:
        with pytest.raises(ALLOWED) as caught:
            tried(name, parameter, KINDS[kind]())
        error = caught.value
        assert not isinstance(error, UnicodeError)
        if isinstance(error, TypeError):
            assert PLAIN.search(str(error)), str(error)

    def test_every_public_function_is_tried(self) -> None:
        functions = {n for n in prodia.__all__ if inspect.isfunction(getattr(prodia, n))}
        assert functions <= set(FUNCTIONS)

    @pytest.mark.parametrize("name", sorted(FUNCTIONS))
    @settings(max_examples=examples(30))
    @given(
        value=st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
            lambda inner: (
                st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
            ),
            max_leaves=4,
        )
    )
    def test_nothing_crashes(self, name: str, value: Any) -> None:
        for parameter in FUNCTIONS[name][1]:
            try:
                tried(name, parameter, value)
            except ALLOWED as error:
                assert not isinstance(error, UnicodeError)


class TestNames:
    """A name there is not is said, with the nearest that there is; it is a KeyError too."""

    @pytest.mark.parametrize(
        ("function", "name", "meant"),
        [
            (lambda: world().state.verdict, "ernts", "ernst"),
            (lambda: world().state.proposal, "dyslexi", "dyslexie"),
            (lambda: world().state.value, "erns", "ernst"),
            (lambda: world().state.given, "pc_woordleze", "pc_woordlezen"),
            (lambda: world().case.plan.reads, "ernts", "ernst"),
            (lambda: world().scores.__getitem__, "total", "totaal"),
            (lambda: world().scores["totaal"].zone, "erns", "ernst"),
            (lambda: world().scores["totaal"].on, "percentil", "percentile"),
            (lambda: lambda audience: prodia.report(world().state, audience), "parent", "parents"),
        ],
    )
    def test_the_nearest_is_named(self, function: Callable[[], Any], name: str, meant: str) -> None:
        with pytest.raises(UnknownName, match=f"«{meant}»") as caught:
            function()(name)
        assert isinstance(caught.value, KeyError)
        assert isinstance(caught.value, prodia.ProdiaError)

    def test_a_language_there_is_not(self) -> None:
        with pytest.raises(prodia.ProdiaError, match=r"no lang «fr». -> choose from: nl, en"):
            prodia.report(world().state, "team", "fr")  # type: ignore[arg-type]
        with pytest.raises(prodia.ProdiaError, match=r"no language «fr»"):
            world().catalogue.plan("algemeen", "fr")

    def test_all_columns_that_lack_are_named_at_once(self) -> None:
        with pytest.raises(UnknownName) as caught:
            prodia.decide(world().case.plan, "consultatief-vervolg", pd.DataFrame({"x": [1]}))
        for name in ("co_zorgwekkend", "co_aanpak_geprobeerd", "co_zorg_blijft"):
            assert f"«{name}»" in str(caught.value)

    def test_a_scale_that_was_not_asked_for_is_none_and_no_mistake(self) -> None:
        assert world().scores["totaal"].on("T") is None
        assert prodia.score(world().key, {})["totaal"].zone("ernst") is None


class TestHints:
    """Who hands over what holds the right thing is told where it is."""

    @pytest.mark.parametrize(
        ("call", "message"),
        [
            (
                lambda: prodia.report(world().case),
                "state: a State is wanted, not a Case (it has one: .state)",
            ),  # type: ignore[arg-type]
            (
                lambda: prodia.why(world().case, "x"),
                "state: a State is wanted, not a Case (it has one: .state)",
            ),  # type: ignore[arg-type]
            (
                lambda: prodia.decide(world().state, "x", {}),
                "plan: a Plan is wanted, not a State (it has one: .plan)",
            ),  # type: ignore[arg-type, call-overload]
            (
                lambda: prodia.scoring_key(world().loaded, "x"),
                "catalogue: a Catalogue is wanted, not a Loaded (it has one: .catalogue)",
            ),  # type: ignore[arg-type]
            (
                lambda: prodia.scoring_key(world().catalogue, "phq-9", norms="x"),
                "norms: an Iterable is wanted, not a text",
            ),
            (
                lambda: world().case.on("2026-09-01"),
                "day: a day is wanted, not a text (datetime.date.fromisoformat makes one of 2026-09-01)",
            ),  # type: ignore[arg-type]
            (
                lambda: world().case.on(dt.datetime(2026, 9, 1)),
                "day: a day is wanted, not a datetime (its day: .date())",
            ),
            (
                lambda: prodia.evaluate("x < 5", {}),
                "tree: a Literal or a Name or an Apply is wanted, not a text (prodia.parse(text) makes one)",
            ),  # type: ignore[arg-type]
            (
                lambda: prodia.check("my-pack"),
                "what: a Loaded or a Plan is wanted, not a text (prodia.load(folder) gives one)",
            ),  # type: ignore[arg-type]
            (
                lambda: prodia.check(world().loaded, at=3),
                "at: a text or a PathLike or None is wanted, not a whole number",
            ),  # type: ignore[arg-type]
            (
                lambda: prodia.score(world().key, pd.Series({"q1": 1})),
                "answers: a Mapping or a pandas DataFrame is wanted, not a pandas Series "
                "(a row as a mapping: dict(row))",
            ),  # type: ignore[call-overload]
            (
                lambda: prodia.score(world().key, pl.DataFrame({"q1": [1]})),
                "answers: a Mapping or a pandas DataFrame is wanted, not a polars DataFrame "
                "(one of pandas: .to_pandas())",
            ),  # type: ignore[call-overload]
            (lambda: prodia.Person(grade=3), "grade: a text is wanted, not a whole number"),  # type: ignore[arg-type]
        ],
    )
    def test_what_is_wanted(self, call: Callable[[], Any], message: str) -> None:
        with pytest.raises(TypeError) as caught:
            call()
        assert message == str(caught.value)


class TestValues:
    """A value that is none is refused, or off the scale; never another one, and never a crash."""

    def test_a_number_beyond_every_double_is_off_its_scale(self) -> None:
        found = prodia.score(world().key, ITEMS | {"q1": 10**400})["totaal"]
        assert found.raw is None
        assert found.reason is not None

    @pytest.mark.parametrize("value", [np.array([1, 2]), np.array([True]), [True], pd.Series([True])])
    def test_several_values_are_no_value(self, value: Any) -> None:
        with pytest.raises(prodia.ProdiaError, match="co_zorgwekkend"):
            prodia.decide(world().case.plan, "consultatief-vervolg", {"co_zorgwekkend": value})

    def test_one_of_numpy_is_a_value(self) -> None:
        for one in (np.bool_(True), np.array(True)):
            found = prodia.decide(world().case.plan, "consultatief-vervolg", {"co_zorgwekkend": one})
            assert "veiligheid-eerst" == found.outcome

    @pytest.mark.parametrize(
        ("value", "is_"),
        [
            (np.int64(4), True),
            (np.float32(4.5), True),
            (np.array(7), False),
            (Decimal("4.5"), True),
            (pd.NA, None),
            (pd.NaT, None),
            (np.float64("nan"), None),
        ],
    )
    def test_a_number_of_another_library_is_a_number(self, value: Any, is_: bool | None) -> None:
        assert is_ is prodia.evaluate(prodia.parse("x < 5"), {"x": value})
        assert is_ is prodia.trace(prodia.parse("x < 5"), {"x": value}).value

    @pytest.mark.parametrize(
        "day", [pd.Timestamp(2026, 1, 1), np.datetime64("2026-01-01"), dt.datetime(2026, 1, 1)]
    )
    def test_a_day_of_another_library_is_a_day(self, day: Any) -> None:
        values = {"x": day, "y": dt.date(2026, 2, 1), "z": np.bool_(True)}
        assert True is prodia.evaluate(prodia.parse("x < y and z"), values)

    @pytest.mark.parametrize("value", [[4], 4j, object(), np.array([4, 5]), dt.datetime(2026, 1, 1, 9)])
    def test_what_is_no_value_is_refused_by_its_name(self, value: Any) -> None:
        for call in (prodia.evaluate, prodia.trace):
            with pytest.raises(TypeError, match=r"^x: a number"):
                call(prodia.parse("x < 5"), {"x": value})

    def test_what_is_said_of_a_pupil_is_not_in_a_repr(self) -> None:
        assert f"<State {world().state.plan.reference} on {world().state.day}>" == repr(world().state)
        assert f"<Plan {world().case.plan.reference}>" == repr(world().case.plan)
        assert f"<ScoringKey {world().key.instrument.reference}>" == repr(world().key)

    def test_a_path_with_a_null_character_is_no_file(self, tmp_path: Path) -> None:
        event = Answered(on="2026-09-01", by="x", field="y", value=1)
        with pytest.raises(FileNotFoundError):
            prodia.read_case(f"{tmp_path}/a\0b", world().catalogue)
        with pytest.raises(FileNotFoundError):
            prodia.append_case(f"{tmp_path}/a\0b", event, world().catalogue)
        assert [] == [*tmp_path.iterdir()]

    def test_an_empty_name_is_no_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        for call in (prodia.read_case, lambda *given: prodia.append_case(given[0], OPENED, given[1])):
            with pytest.raises(FileNotFoundError, match="empty name"):
                call("", world().catalogue)
        assert [] == [*tmp_path.iterdir()]

    @pytest.mark.parametrize("name", ["case.yaml", "case.YML"])
    def test_nothing_is_kept_where_it_would_be_read_as_something_else(
        self, name: str, tmp_path: Path
    ) -> None:
        with pytest.raises(prodia.CaseFileError, match="PRD-F62"):
            prodia.append_case(tmp_path / name, OPENED, world().catalogue)
        assert [] == [*tmp_path.iterdir()]

    def test_a_language_there_is_not_is_no_protocol_there_is_not(self, tmp_path: Path) -> None:
        file = tmp_path / "case.jsonl"
        prodia.append_case(file, OPENED, world().catalogue)
        for call in (
            prodia.read_case,
            lambda *given, lang: prodia.append_case(file, OPENED, given[1], lang=lang),
        ):
            with pytest.raises(UnknownName, match=r"no lang «fr».*choose from: nl, en"):
                call(file, world().catalogue, lang="fr")

    def test_a_place_where_nothing_stands_is_not_fine(self, tmp_path: Path) -> None:
        loaded = prodia.load(write(tmp_path, VALID))
        with pytest.raises(prodia.ProdiaError, match="PRD-G21"):
            prodia.check(loaded, at="nope")
        assert () == prodia.check(loaded, at=str(tmp_path / "shared"))


class TestHelper:
    """One helper reads what a signature says."""

    def test_it_says_what_it_wants_and_what_came(self) -> None:
        @checked
        def function(a: int, *rest: str, b: float | None = None) -> int:
            return a

        assert 1 == function(1, b=2)
        with pytest.raises(TypeError, match="a: a whole number is wanted, not a bool"):
            function(True)
        with pytest.raises(TypeError, match="b: a number or None is wanted, not a text"):
            function(1, b="x")  # type: ignore[arg-type]

    def test_every_one_of_many_is_looked_at(self) -> None:
        @checked
        def function(*rest: str) -> int:
            return len(rest)

        with pytest.raises(TypeError, match="rest: a text is wanted, not a whole number"):
            function("a", "b", 3)  # type: ignore[arg-type]

    def test_a_name_in_two_languages(self) -> None:
        with pytest.raises(UnknownName) as caught:
            one_of(Words("schaal", "scale"), "x", ["y"])
        assert "er is geen schaal «x»." == caught.value.message("nl")
        fits("x", "y", str)
