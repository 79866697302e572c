"""Every value that people meet has words in both languages, each family once."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from pydantic_core.core_schema import WhenUsed

import prodia.case.records
import prodia.model
from prodia.language import Missing
from prodia.language.syntax.types import NUMBER_UNITS, VERDICTS, Kind
from prodia.model.events import Recorded
from prodia.model.letters import PartName
from prodia.problems import Severity
from prodia.words.labels import LABELS, label

# A value that nobody reads by itself: it steers, or stands as a sign at a number.
STEERS = {
    frozenset({1}),  # the format of a file
    frozenset({"", "<", ">"}),
    frozenset({"up", "down"}),  # a cut set is told by its zones
    frozenset({"exact", "cdc"}),  # L near zero
    frozenset({"months", "days"}),  # what a growth table is counted in
    frozenset(get_args(PartName)),  # the parts of a letter: their headings are content
    frozenset(get_args(WhenUsed)),  # when pydantic writes a value
    frozenset({"months", "years"}),  # what a continuous model is counted in: told in words.numbers
}


def literals(hint: Any) -> Iterator[frozenset[Any]]:
    if get_origin(hint) is Literal:
        yield frozenset(get_args(hint))
        return
    for part in get_args(hint):
        yield from literals(part)


def of_the_model() -> dict[str, frozenset[Any]]:
    """Every Literal of a field of a definition, an event or a record, by where it stands."""
    names = [found.name for found in pkgutil.iter_modules(prodia.model.__path__, "prodia.model.")]
    found: dict[str, frozenset[Any]] = {}
    modules = (*map(importlib.import_module, names), prodia.case.records)
    # what a module imports only to be checked by a type checker stands in another of them
    known = {name: one for module in modules for name, one in vars(module).items() if isinstance(one, type)}
    for module in modules:
        for one in vars(module).values():
            if isinstance(one, type) and one.__module__ == module.__name__:
                hints = get_type_hints(one, localns=known | vars(module), include_extras=True)
                for name in inspect.get_annotations(one).keys() & hints.keys():
                    for values in literals(hints[name]):
                        found[f"{one.__name__}.{name} {sorted(map(str, values))}"] = values
    return found


FOUND = of_the_model()


def without_words(values: frozenset[Any]) -> frozenset[Any]:
    """The values no family has words for, when they are looked for together."""
    return min((values - set(family) for family in LABELS.values()), key=len)


def test_there_are_literals_to_hold() -> None:
    assert {"Criterion.strength ['may', 'must', 'should']"} <= set(FOUND)
    assert len(FOUND) > 60
    assert frozenset({"perhaps"}) == without_words(frozenset({"must", "may", "perhaps"}))


@pytest.mark.parametrize("where", sorted(FOUND))
def test_every_value_of_the_model_has_words(where: str) -> None:
    values = FOUND[where]
    assert values in STEERS or frozenset() == without_words(values)


@pytest.mark.parametrize(
    ("family", "values"),
    [
        ("verdict", VERDICTS),
        ("missing", [one.value for one in Missing]),
        ("type", set(get_args(Kind)) - {"duration"} | {"months", "days"}),
        ("unit", NUMBER_UNITS),
        ("severity", get_args(Severity)),
        ("truth", ("true", "false")),
        ("event", {one.model_fields["kind"].default for one in Recorded.__subclasses__()}),
    ],
)
def test_a_family_holds_just_its_values(family: str, values: typing.Collection[str]) -> None:
    assert set(values) == set(LABELS[family])


@pytest.mark.parametrize("family", LABELS)
def test_words_of_a_family_are_there_and_differ(family: str) -> None:
    for lang in ("nl", "en"):
        said = [words[lang] for words in LABELS[family].values()]
        assert all(said)
        assert len(said) == len(set(said))


def test_a_label_is_asked_by_text_truth_or_member() -> None:
    assert ("voldaan", "yes", "not known") == (
        label("verdict", "met", "nl"),
        label("truth", True, "en"),
        label("missing", Missing.UNKNOWN, "en"),
    )
