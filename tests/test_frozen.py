"""A record of ours is the one of the standard library: each is made both ways, and does the same."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import datetime as dt
import inspect
import pickle
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from pydantic import BaseModel

import prodia
from prodia import frozen
from prodia.content import shipped
from prodia.events import Administered, Answered, Opened
from prodia.language.tables.compiled import CompiledTable
from prodia.model.plan import Shared
from prodia.scoring.score import NoScore
from prodia.words import LANGS, Lang
from tests.shipped import CATALOGUE

SHAPES = ({}, {"slots": True}, {"slots": True, "kw_only": True}, {"eq": False}, {"repr": False})

ADMINISTERED = {"on": "2026-09-01", "by": "clb", "field": "x", "measured": "2026-09-01"}


def family(dataclass: Callable[..., Any], shape: dict[str, Any]) -> tuple[type, type, type]:
    """A record, one that inherits from it, and one with methods of its own."""

    @dataclass(frozen=True, **shape)
    class Point:
        """A place."""

        x: float
        label: str = "-"
        seen: list[int] = dataclasses.field(default_factory=list, compare=False)
        note: str = dataclasses.field(default="", repr=False)
        memory: dict[str, int] = dataclasses.field(default_factory=dict, init=False, compare=False)

    @dataclass(frozen=True, **shape)
    class Named(Point):
        """A place with a name."""

        name: str = "here"

        def __post_init__(self) -> None:
            object.__setattr__(self, "note", self.name.upper())

    @dataclass(frozen=True, **shape)
    class Own:
        """What says itself what it is equal to."""

        x: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.x % 10 == other.x % 10

        def __hash__(self) -> int:
            return self.x % 10

        def __repr__(self) -> str:
            return "own"

    return Point, Named, Own


def told(call: Callable[[], object]) -> str:
    """What comes of a call: what it gives, or the exception and its words."""
    try:
        return repr(call()).replace("<locals>.", "")
    except Exception as error:
        return f"{type(error).__name__}: {error}".replace("__dataclass_", "")


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_does_what_a_dataclass_does(shape: dict[str, Any]) -> None:
    def all_told(dataclass: Callable[..., Any]) -> dict[str, str]:
        point, named, own = family(dataclass, shape)
        one, two = point(x=1.5, label="a"), point(x=1.5, label="a", seen=[1])
        kept = {**shape, "repr": True} if shape.get("repr", True) else None
        calls: dict[str, Callable[[], object]] = {
            "repr": lambda: (one, two, named(x=2), own(x=3)) if kept else None,
            "equal": lambda: (one == two, one != two, one == named(x=1.5, label="a"), one == 1, one == one),
            "hash": lambda: (hash(one) == hash(two), hash(one) == hash(point(x=2)), len({one, two})),
            "own": lambda: (own(x=3) == own(x=13), hash(own(x=13))),
            "set": lambda: setattr(one, "x", 2),
            # with slots the standard library stumbles over its own class here
            "set another": lambda: None if "slots" in shape else setattr(one, "y", 2),
            "delete": lambda: delattr(one, "label"),
            "missing": lambda: point(),
            "too many": lambda: point(x=1, z=2),
            "not given": lambda: point(x=1, memory={}),
            "factories": lambda: (one.seen is not point(x=1).seen, one.memory, named(x=2).note),
            "replaced": lambda: dataclasses.astuple(dataclasses.replace(two, label="b")),
            "as a dict": lambda: dataclasses.asdict(named(x=2)),
            "copied": lambda: dataclasses.astuple(copy.deepcopy(two)),
            "state": lambda: dataclasses.astuple(copy.copy(named(x=1, name="n"))),
            "fields": lambda: [f.name for f in dataclasses.fields(named)],
            "signature": lambda: str(inspect.signature(named)),
            "match": lambda: (point.__match_args__, hasattr(point, "__slots__"), point.__doc__),
        }
        return {name: told(call) for name, call in calls.items()}

    assert all_told(dataclasses.dataclass) == all_told(frozen.dataclass)


@frozen.dataclass(frozen=True, slots=True)
class Sent:
    """What goes to another process."""

    x: int
    inner: tuple[Sent, ...] = ()


def test_goes_to_another_process() -> None:
    whole = Sent(1, (Sent(2),))
    assert whole == pickle.loads(pickle.dumps(whole))


@frozen.dataclass(frozen=True, slots=True, order=True)
class Ordered:
    """What the standard library makes as it always did."""

    x: int


def test_the_rest_is_made_by_the_standard_library() -> None:
    assert Ordered(1) < Ordered(2)


class TestMappings:
    """A mapping in a frozen value is what it was made of, and nobody changes it afterwards."""

    def test_it_is_a_mapping_that_goes_wherever_one_goes(self) -> None:
        one = frozen.Fixed({"a": 1, "b": 2})
        assert {"a": 1, "b": 2} == one
        assert one == pickle.loads(pickle.dumps(one)) == copy.copy(one) == copy.deepcopy(one)
        assert hash(one) == hash(frozen.Fixed({"b": 2, "a": 1}))
        assert [frozen.Fixed] * 3 == [*map(type, (one, pickle.loads(pickle.dumps(one)), copy.deepcopy(one)))]

    @pytest.mark.parametrize(
        "change",
        [
            lambda one: one.__setitem__("a", 2),
            lambda one: one.__delitem__("a"),
            lambda one: one.update(a=2),
            lambda one: one.setdefault("c", 2),
            lambda one: one.pop("a"),
            lambda one: one.popitem(),
            lambda one: one.clear(),
            lambda one: one.__ior__({"a": 2}),
        ],
    )
    def test_nothing_changes_it(self, change: Callable[[Any], Any]) -> None:
        one = frozen.Fixed({"a": 1})
        with pytest.raises(TypeError, match="never changes"):
            change(one)
        assert {"a": 1} == one

    def test_no_method_of_a_dict_changes_it(self) -> None:
        """One that Python adds is seen here."""
        for name in {*dir(dict)} - {*dir(object)} - {"fromkeys"} | {"__init__"}:
            one = frozen.Fixed({"a": 1})
            for given in ((), ("a",), ("a", 2), ({"b": 2},)):
                with contextlib.suppress(TypeError, KeyError):
                    getattr(one, name)(*given)
                assert {"a": 1} == one, name

    @pytest.mark.parametrize(
        ("make", "held"),
        [
            (lambda given: prodia.Population(answers=given), "answers"),
            (lambda given: prodia.Population(reliability=given), "reliability"),
            (lambda given: prodia.Variant(cutoffs=given), "cutoffs"),
            (lambda given: ADMINISTERED | {"items": given}, "items"),
        ],
    )
    def test_what_the_caller_does_with_his_own_makes_no_difference(
        self, make: Callable[[Any], Any], held: str
    ) -> None:
        given = {"q1": 1.0}
        made = make(given)
        made = Administered(**made) if isinstance(made, dict) else made
        given["q1"] = 2.0
        assert {"q1": 1.0} == getattr(made, held)
        assert isinstance(hash(made), int)
        with pytest.raises(TypeError, match="never changes"):
            getattr(made, held)["q1"] = 2.0

    def test_what_comes_out_is_shared_and_so_never_changes(self) -> None:
        loaded = prodia.load().catalogue
        scores = prodia.score(prodia.scoring_key(loaded, "phq-9"), {"q1": 1})
        plan = loaded.plan("lezen-spellen@3.0.0")
        opened = Opened(
            on="2027-10-01",
            by="clb-contact",
            protocol=plan.reference,
            mode="trajectory",
            question="?",
            born="2016-03-01",
        )
        sure = prodia.Case.open(loaded, opened).state.certainty("dyslexie")
        outcome = prodia.decide(plan, "consultatief-vervolg", {"co_zorgwekkend": True})
        held = [scores.scores, scores.rules, scores.flags, outcome.outputs, plan.also]
        held += [] if isinstance(sure, NoScore) else [sure.again, sure.true]
        for one in held:
            with pytest.raises(TypeError):
                one["x"] = 1


def test_an_event_repeats_nothing_that_somebody_tried_to_put_in_it() -> None:
    event = Answered(on="2026-09-01", by="clb", field="x", value="before")
    for change in (lambda: setattr(event, "value", "secret"), lambda: delattr(event, "value")):
        with pytest.raises(dataclasses.FrozenInstanceError, match="field 'value'") as caught:
            change()
        assert "secret" not in str(caught.value)
    assert "before" == event.value


def lists_and_dicts(value: Any, at: str, seen: dict[int, Any]) -> Iterator[str]:
    """Where what a definition holds can be changed."""
    if id(value) in seen or value is None or isinstance(value, str | int | float):
        return
    seen[id(value)] = value
    if type(value) in (dict, list, set):
        yield at
    if isinstance(value, BaseModel):
        for name, one in {**value.__dict__, **(value.__pydantic_private__ or {})}.items():
            yield from lists_and_dicts(one, f"{type(value).__name__}.{name}", seen)
    elif dataclasses.is_dataclass(value) and not isinstance(value, CompiledTable | Shared):
        for field in dataclasses.fields(value):
            yield from lists_and_dicts(
                getattr(value, field.name), f"{type(value).__name__}.{field.name}", seen
            )
    elif isinstance(value, Mapping | tuple | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from lists_and_dicts(one, at, seen)


class TestDefinitions:
    """What a version is called by its digest stays what it says."""

    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize("taking", [*CATALOGUE.references(), "wiskunde@1.0.0+meertalig@1.0.0"])
    def test_of_a_plan_nothing_can_be_changed(self, taking: str, lang: Lang) -> None:
        plan = CATALOGUE.plan(taking, lang)
        seen: dict[int, Any] = {}
        for one in (plan, plan.on(dt.date(2026, 9, 1)), plan.on(dt.date(2029, 3, 1))):
            held = [getattr(one, field.name) for field in dataclasses.fields(one) if field.name != "shared"]
            assert set(lists_and_dicts(tuple(held), "plan", seen)) == set()
        with pytest.raises(TypeError, match="never changes"):
            plan.protocol.fields["nieuw"] = next(iter(plan.fields.values()))  # type: ignore[index]

    def test_nor_of_what_a_case_comes_to(self) -> None:
        """Equal series share one reading, and every score of a key its norms."""
        case = prodia.read_case(shipped() / "lezen-spellen/3.0.0/cases/beide-staan-stil.yaml", CATALOGUE)
        state, key = (
            case.state,
            prodia.scoring_key(CATALOGUE, "woordenstroom", norms=["woordenstroom-verzonnen"]),
        )
        held = (
            state.readings,
            state.verdicts,
            state.proposals,
            state.records,
            state.needs,
            state.steps,
            key.norms,
        )
        assert len(state.readings) == 2
        assert set(lists_and_dicts(held, "state", {})) == set()

    @pytest.mark.parametrize("lang", LANGS)
    def test_of_what_is_shared_neither(self, lang: Lang) -> None:
        shared = CATALOGUE.shared(lang)
        held = [
            getattr(shared, field.name) for field in dataclasses.fields(shared) if field.name != "measures"
        ]
        held += [CATALOGUE.norms(lang), CATALOGUE.letters(lang)]
        assert set(lists_and_dicts(tuple(held), "shared", {})) == set()
