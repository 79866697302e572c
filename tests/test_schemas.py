"""The schemas in ``schemas/1/`` are made from the models, and both judge the same files alike."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import referencing
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from prodia.content import packs, read, shipped
from prodia.content.schema import schema, schemas
from prodia.content.validate import validate
from tests.content.packs import CASE, PROTOCOL, SOURCES
from tests.examples import examples

# What only the model can see, as the codes it is reported under. Everything else a file can
# get wrong, the schema refuses as well. (L, S05, S07: names; those are not of one file.)
ONLY_THE_MODEL = {
    "E": "the grammar of an expression, a type, or a cell",
    "S20": "a table has a heading and rules",
    "S21": "one arrow, in the heading",
    "S22": "outputs are names",
    "S23": "no empty cell",
    "S24": "as many cells as the heading",
    "S30": "options belong to a choice",
    "S31": "branches belong to by",
    "S32": "a grey zone names who judges",
    "S33": "no identity in consultation",
    "S34": "a date of birth in a trajectory",
    "K03": "events, or a case it begins with",
    "S35": "a value or a reason",
    "V07": "from before to",
    "P55": "the answers of an item rise",
}

TERMS = """\
format: 1
terms:
  woord: {term: Woord, means: wat het is, aliases: [ander], valid: {from: 2020-01-01, to: 2021-01-01}, replaced_by: woord}
"""  # noqa: E501
LAW = """\
format: 1
parameters:
  leeftijd:
    title: Leeftijd
    type: years 0..130
    values:
      - {value: 12, valid: {from: 2000-01-01}, source: [{ref: bron, confidence: seen, at: art. 3}]}
      - {value: true, valid: {from: 2001-01-01}, source: [{ref: bron, confidence: seen}]}
      - {value: twaalf, valid: {from: 2002-01-01}, source: [{ref: bron, confidence: seen}]}
"""
INSTRUMENT = """\
format: 1
id: toets
version: 1.0.0
title: Toets
measures: lezen
status: fictitious
licence: vrij
minutes: 10
rating: {label: unrated, date: 2020-01-01}
may: text
form: eigen
ages: 72..83
items:
  a: {type: count 0..10}
  q1..q3: {answers: 0..2, points: [0, 1, 2], labels: [nee, soms, ja]}
  q4: {answers: [0, 1, 3.5], text: Vraag}
most_empty: 2
reverse: [q2]
flags: {veilig: {item: q3, from: 1, to: 2, says: veiligheid, do: vraag het na, source: [{ref: bron, confidence: seen}]}}
scales:
  lezen: {title: Lezen, scores: [percentile 0..100], abilities: [Gf], direction: high-is-good}
  som:
    title: Som
    items: [q1..q3, q4]
    score: sum
    missing: {rule: prorate_sum, most_fraction: 0.5}
    weights: {q4: 2}
    direction: both-ways
    cuts: {hoog: {says: hoog, on: raw, zones: [nee, ja], at: [3], goes: up, ages: 72..80, source: [{ref: bron, confidence: seen}]}}
  reeks: {title: Reeks, items: [q1..q3], score: sum, missing: {rule: refuse}, direction: high-is-good, stop: {starts: [{item: q1, ages: 72..83}], discontinue: 2}}
  dubbel: {title: Dubbel, is: som * 2, direction: not-said}
rules: {veel: {says: veel, is: som >= 3, source: [{ref: bron, confidence: seen}]}}
errata: [{where: q2, printed: gewoon, here: omgekeerd, reason: een drukfout}]
examples: [{says: alles, answers: {q1..q3: 1}, ages: 75, expect: {som: 4.5, som.hoog: null, veel: true, dubbel: 9}}]
"""  # noqa: E501
NORMS = """\
format: 1
id: normen
version: 1.0.0
instrument: toets
group: leerjaar 3
country: Vlaanderen
year: 2020
n: 1000
rows: private
source: [{ref: bron, confidence: seen}]
"""
FILES = [
    ("protocol", PROTOCOL),
    ("case", CASE),
    ("sources", SOURCES),
    ("terms", TERMS),
    ("law", LAW),
    ("instrument", INSTRUMENT),
    ("norms", NORMS),
]


def refuse(uri: str) -> Any:
    raise AssertionError(f"a schema reached for {uri}")


REGISTRY = referencing.Registry(retrieve=refuse)
VALIDATORS = {
    name: Draft202012Validator(schema(name), registry=REGISTRY, format_checker=FormatChecker(["date"]))
    for name in packs.FILES
}


def data_of(text: str) -> Any:
    got = read(text.encode(), "f.yaml")
    assert not got.problems, [p.line() for p in got.problems]
    return got.document.data


def by_schema(name: str, data: Any) -> bool:
    return VALIDATORS[name].is_valid(data)


def by_model(name: str, data: Any) -> tuple[bool, set[str]]:
    """Does the model accept it, and under which codes not? Through JSON, which is YAML."""
    document = read(json.dumps(data, ensure_ascii=False).encode(), "f.yaml").document
    assert document is not None
    definition, problems = validate(document, packs.FILES[name][1])
    return definition is not None, {p.code.removeprefix("PRD-") for p in problems}


def agree(name: str, data: Any) -> str:
    """Empty when schema and model say the same, or what one of them saw alone."""
    schema_says, (model_says, codes) = by_schema(name, data), by_model(name, data)
    if schema_says == model_says:
        return ""
    if schema_says and all(code in ONLY_THE_MODEL or code[0] in ONLY_THE_MODEL for code in codes):
        return ""
    return f"schema {schema_says}, model {model_says} {sorted(codes)}"


def spots(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of everything in a file."""
    found = [path]
    for key, value in (
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    ):
        found += spots(value, (*path, key))
    return found


OTHERS: list[Any] = [None, True, False, 0, 12, 2.5, "", " ", "x", "Groot", "a b", "2026-02-30", "1.0", "lezen@1.0.0", [], [1], ["x"], {}, {"x": 1}, {"A B": "x"}]  # fmt: skip # noqa: E501


def mutants(data: Any) -> list[tuple[str, Any]]:
    """Every value left out, replaced by something else, and every block with something extra. What one value
    is not replaced by, the next one is."""
    made = []
    for number, path in enumerate(spots(data)):
        if path:
            made.append((f"without {path}", _with(data, path, None, drop=True)))
        made += [(f"{path} = {other!r}", _with(data, path, other)) for other in OTHERS[number % 2 :: 2]]
        here = _at(data, path)
        if isinstance(here, dict):
            made.append((f"{path} with an unknown key", _with(data, path, {**here, "zzz": 1})))
            made += [
                (
                    f"{path}: {key} renamed",
                    _with(data, path, {(f"{key}_" if k == key else k): v for k, v in here.items()}),
                )
                for key in here
            ]
        if isinstance(here, list) and here:
            made.append((f"{path} twice", _with(data, path, here + here)))
    return made


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _with(data: Any, path: tuple[str | int, ...], value: Any, drop: bool = False) -> Any:
    if not path:
        return value
    changed = copy.deepcopy(data)
    block = _at(changed, path[:-1])
    if drop:
        del block[path[-1]]
    else:
        block[path[-1]] = value
    return changed


class TestDrift:
    """The committed schemas are what the models make today. Nobody edits them by hand."""

    def test_no_drift(self, root: Path):
        folder = root / "schemas" / "1"
        assert sorted(schemas()) == sorted(p.name for p in folder.iterdir())
        for name, text in schemas().items():
            assert text == (folder / name).read_text(encoding="utf-8"), "run: python -m prodia.content.schema"

    @pytest.mark.parametrize("name", packs.FILES)
    def test_a_schema_and_self_contained(self, name):
        made = schema(name)
        Draft202012Validator.check_schema(made)
        references = [v for k, v in _pairs(made) if k == "$ref"]
        assert all(r.startswith("#/$defs/") for r in references)
        assert "$id" not in made


def _pairs(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [*value.items(), *(p for v in value.values() for p in _pairs(v))]
    return [p for v in value for p in _pairs(v)] if isinstance(value, list) else []


class TestAgreement:
    """Schema and model accept and refuse the same files, but for what is listed above."""

    @pytest.mark.parametrize(("name", "text"), FILES, ids=[f[0] for f in FILES])
    def test_both_accept_what_is_right(self, name, text):
        data = data_of(text)
        assert (True, (True, set())) == (by_schema(name, data), by_model(name, data))

    @pytest.mark.parametrize(("name", "text"), FILES, ids=[f[0] for f in FILES])
    def test_both_judge_every_mutant_alike(self, name, text):
        differ = [(what, found) for what, data in mutants(data_of(text)) if (found := agree(name, data))]
        assert [] == differ

    @settings(max_examples=examples(100))
    @given(st.sampled_from(FILES), st.data())
    def test_two_changes_at_once(self, file, draw):
        name, text = file
        data = data_of(text)
        for _ in range(2):
            path = draw.draw(st.sampled_from(spots(data)))
            data = _with(data, path, draw.draw(st.sampled_from(OTHERS)))
        assert "" == agree(name, data)

    def test_the_list_is_needed(self):
        """What the list excuses does happen: the schema accepts a broken expression."""
        data = data_of(PROTOCOL)
        data["criteria"]["ernst"]["met"] = "pc <"
        assert (True, (False, {"E03"})) == (by_schema("protocol", data), by_model("protocol", data))

    def test_shipped_files(self):
        """The model accepts them all: the check of what is shipped finds nothing. Here every fourth protocol,
        some cases of each, and all that is shared."""
        folder = shipped()
        seen = set()
        every = sorted(folder.rglob("*.yaml"))
        cases = [path for path in every if path.parent.name == "cases"]
        protocols = [path for path in every if path.name == "protocol.yaml"]
        for path in ({*every} - {*cases} - {*protocols}) | {*cases[::20], *protocols[::4]}:
            relative = path.relative_to(folder).as_posix()
            model = packs.model_of(relative)[0]
            name = next(name for name, (_, own) in packs.FILES.items() if own is model)
            document = read(path.read_bytes(), relative).document
            assert document is not None, relative
            assert by_schema(name, document.data), relative
            seen.add(name)
        assert {"protocol", "sources", "law", "instrument"} <= seen
