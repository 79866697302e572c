"""What an author may declare, and what an expression over it may do."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.errors import ExpressionError
from prodia.language import (
    SUBJECT,
    Duration,
    Tree,
    Type,
    Value,
    evaluate,
    infer,
    parse,
    parse_cell,
    parse_type,
)
from prodia.language.syntax.types import BY_RUNTIME
from prodia.problems import language as kinds
from tests.examples import examples
from tests.language.strategies import KINDS, NAMES, people, trees

DECLARED = {
    "pc": "percentile 0..100",
    "raw": "raw 0..60",
    "weeks": "weeks 0..104",
    "months": "months 0..240",
    "years": "years",
    "iq": "score mean 100 sd 15",
    "wisc": "score mean 10 sd 3",
    "count": "count 0..10",
    "plain": "number",
    "help": "truth",
    "level": "choice lager | secundair",
    "severe": "verdict",
    "on": "date",
    "wait": "duration months 0..24",
    "note": "text",
    "law.bekwaam": "years 0..100",
}
TYPES = {name: parse_type(text) for name, text in DECLARED.items()}


class TestTypes:
    """A type is written once, and writes itself back."""

    @pytest.mark.parametrize(
        ("text", "shown"),
        [(t, t) for t in DECLARED.values()]
        + [
            ("percentile", "percentile 0..100"),
            ("count", "count 0.."),
            ("number [0..1)", "number [0..1)"),
            ("number (0..1)", "number (0..1)"),
            ("number ..5", "number ..5"),
            ("score mean 100 sd 15 40..160", "score mean 100 sd 15 40..160"),
            ("  choice  a|b |  not sure ", "choice a | b | not sure"),
            ("choice", "choice"),
            ("duration days", "duration days"),
            ("z", "z"),
            ("t -5..5", "t -5..5"),
        ],
    )
    def test_round_trip(self, text: str, shown: str) -> None:
        assert shown == parse_type(text).show()
        assert parse_type(text) == parse_type(shown)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "percentil",
            "percentile 100..0",
            "number (5..5)",
            "score",
            "score mean 100 sd 0",
            "choice a | a",
            "choice a | | b",
            "weeks 1-2",
            "date 3",
            "duration",
            "duration weeks",
            "number 0...1",
            "x" * 5000,
        ],
    )
    def test_other_text_is_refused_with_a_place(self, text: str) -> None:
        with pytest.raises(ExpressionError) as caught:
            parse_type(text)
        assert kinds.TYPE_TEXT == caught.value.problem.kind
        assert caught.value.message("nl") != caught.value.message("en")
        assert "{" not in caught.value.problem.line("en")

    @pytest.mark.parametrize(
        ("name", "value", "admitted"),
        [
            ("pc", 0, True),
            ("pc", 100.0, True),
            ("pc", 101, False),
            ("pc", float("nan"), False),
            ("pc", True, False),
            ("pc", "3", False),
            ("pc", None, True),
            ("count", 2.5, False),
            ("level", "lager", True),
            ("level", "hoger", False),
            ("severe", "not met", True),
            ("severe", "yes", False),
            ("on", dt.date(2026, 1, 1), True),
            ("on", dt.datetime(2026, 1, 1), False),
            ("wait", Duration("months", 24), True),
            ("wait", Duration("months", 25), False),
            ("wait", Duration("days", 3), False),
            ("help", False, True),
            ("help", 0, False),
        ],
    )
    def test_admits(self, name: str, value: Value, admitted: bool) -> None:
        assert admitted is TYPES[name].admits(value)

    def test_an_open_bound_is_not_admitted(self) -> None:
        assert [False, True, True, False] == [
            parse_type("number (0..1)").admits(x) for x in (0, 1e-9, 0.9, 1)
        ]


class TestInference:
    """Every mistake in a condition is found before anybody is assessed with it."""

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("pc < 10", []),
            ('pc in [10..16) and severe = "met"', []),
            ('level in ("lager", "secundair") or help', []),
            ('on >= date("2026-09-01")', []),
            ("pc = null", []),
            ("years >= law.bekwaam", []),
            ("plain < 3", []),
            ("months < years", [kinds.UNITS, kinds.HOUSE_RULE]),
            ("pc <= raw", [kinds.UNITS, kinds.HOUSE_RULE]),
            ("iq < wisc", [kinds.UNITS, kinds.HOUSE_RULE]),
            ("max(pc, raw)", [kinds.UNITS]),
            ("weeks + months", [kinds.UNITS]),
            ("if help then pc else raw", [kinds.UNITS]),
            ("pc + 1 < 10", [kinds.HOUSE_RULE]),
            ("pc < raw * 2", [kinds.HOUSE_RULE]),
            ("pcc < 10", [kinds.UNKNOWN_NAME]),
            ('level = "hoger"', [kinds.NO_OPTION]),
            ('severe = "voldaan"', [kinds.NO_OPTION]),
            ('level in ("lager", "x")', [kinds.NO_OPTION]),
            ("pc > 100", [kinds.NEVER]),
            ("pc < 0", [kinds.NEVER]),
            ("pc >= 0", [kinds.ALWAYS]),
            ("pc <= 100", [kinds.ALWAYS]),
            ("pc in [101..200]", [kinds.NEVER]),
            ("pc in [0..100]", [kinds.ALWAYS]),
            ("pc in (10..10)", [kinds.NEVER]),
            ("pc = 101", [kinds.NEVER]),
            ("pc < 0.10", [kinds.SHARE]),
            ("pc in [0.05..0.1)", [kinds.SHARE, kinds.SHARE]),
            ("pc < 2.5", []),
            ("plain < 0.1", []),
            ("pc < ten", [kinds.UNKNOWN_NAME]),
            ("ten < pcc", [kinds.UNKNOWN_NAME, kinds.UNKNOWN_NAME]),
            ("pc in (101, 102)", [kinds.NEVER]),
            ("count = 2.5", [kinds.NEVER]),
            ('wait > duration("P2Y")', [kinds.NEVER]),
            ("at least(3, pc < 10, help)", [kinds.NEVER_ENOUGH]),
            ("at least(2, pc < 10, help)", []),
            ('pc < "10"', [kinds.WRONG_TYPE]),
            ("help and pc", [kinds.WRONG_TYPE]),
            ("not(pc)", [kinds.WRONG_TYPE]),
            ("on < 3", [kinds.WRONG_TYPE]),
            ('wait < duration("P10D")', [kinds.WRONG_TYPE]),
            ("abs(level)", [kinds.WRONG_TYPE]),
            ('note < "b"', [kinds.UNORDERED]),
            ('if help then 1 else "a"', [kinds.BRANCHES]),
        ],
    )
    def test_findings(self, text: str, found: list[object]) -> None:
        inferred = infer(parse(text), TYPES)
        assert found == [f.kind for f in inferred.findings]
        for finding in inferred.findings:
            assert 0 <= finding.span[0] < finding.span[1] <= len(text)
            for lang in ("nl", "en"):
                assert "{" not in finding.problem().line(lang)

    def test_the_nearest_name_and_option_are_offered(self) -> None:
        assert "«pc»" in infer(parse("pcc < 10"), TYPES).findings[0].problem().hint("nl")
        assert "«secundair»" in infer(parse('level = "secundar"'), TYPES).findings[0].problem().hint("en")
        found = infer(parse("level = secundair"), TYPES).findings
        assert ['schrijf "secundair", met aanhalingstekens.'] == [one.problem().hint("nl") for one in found]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("pc < tien", "schrijf 10."),
            ("pc < vijfentwintig", "schrijf 25."),
            ("pc < twenty_five", "schrijf 25."),
            ('pc < "tien"', "schrijf 10."),
            ('pc < "2,5"', "schrijf 2.5."),
            ("pc < 0.10", "bedoelde je 10?"),
        ],
    )
    def test_the_figure_that_was_meant_is_said(self, text: str, said: str) -> None:
        assert [said] == [one.problem().hint("nl") for one in infer(parse(text), TYPES).findings]

    def test_of_many_names_those_of_one_word_are_offered(self) -> None:
        types = {**dict.fromkeys((f"law.x{n}" for n in range(90)), TYPES["pc"]), "eigen": TYPES["pc"]}
        assert "kies uit: eigen." == infer(parse("zz < 10"), types).findings[0].problem().hint("nl")

    def test_in_a_cell_the_column_is_meant(self) -> None:
        found = infer(parse_cell("lager, hoger"), {SUBJECT: TYPES["level"]}).findings
        assert ["«hoger» is geen antwoord dat deze kolom kan hebben."] == [
            f.problem().message() for f in found
        ]
        assert () == infer(parse_cell("-"), {SUBJECT: TYPES["level"]}).findings

    def test_a_legal_parameter_is_a_constant_and_another_name_is_not(self) -> None:
        assert () == infer(parse("years < law.bekwaam"), TYPES).findings
        assert [kinds.HOUSE_RULE] == [f.kind for f in infer(parse("pc < plain"), TYPES).findings]

    @pytest.mark.parametrize(
        ("text", "type"),
        [
            ("pc", "percentile 0..100"),
            ("pc + 3", "percentile 3..103"),
            ("max(pc, 3)", "percentile 3..100"),
            ("mean(pc, pc)", "percentile 0..100"),
            ("raw * 2", "number 0..120"),
            ("100 - pc", "percentile 0..100"),
            ("raw / weeks", "number"),
            ("abs(raw - 30)", "raw 0..30"),
            ("count true(help, pc < 10)", "number 0..2"),
            ("pc < 10", "truth"),
            ("on + wait", "date"),
            ("on - on", "duration days"),
            ("if help then pc else null", "percentile 0..100"),
        ],
    )
    def test_the_type_of_a_result(self, text: str, type: str) -> None:
        found = infer(parse(text), TYPES).type
        assert found is not None
        assert type == found.show()

    def test_the_result_must_fit_where_it_is_wanted(self) -> None:
        def wrong(text: str, wanted: str) -> list[object]:
            return [f.kind for f in infer(parse(text), TYPES, parse_type(wanted)).findings]

        assert [kinds.WRONG_RESULT] == wrong("pc", "raw")
        assert [kinds.WRONG_RESULT] == wrong("pc < 10", "number")
        assert [kinds.WRONG_RESULT] == wrong('if help then "a" else "b"', "choice a | c")
        assert [] == wrong('if help then "a" else "b"', "choice a | b | c")
        assert [] == wrong("100 + 15 * plain", "score mean 100 sd 15")
        assert [] == wrong("null", "date")


SIGNS = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
OF_NAMES = {name: BY_RUNTIME[kind] for kind in KINDS for name in NAMES[kind]}
NARROW = OF_NAMES | dict.fromkeys(NAMES["number"], parse_type("number -1000..1000"))


class TestInferenceIsSound:
    """A value is always of the inferred type; a well-typed tree gets no type finding."""

    @given(trees(), people)
    @settings(max_examples=examples(150))
    def test_of_any_tree(self, tree: Tree, person: dict[str, Value]) -> None:
        inferred = infer(tree, OF_NAMES)
        about_types = {kinds.WRONG_TYPE, kinds.BRANCHES, kinds.UNKNOWN_NAME, kinds.ARITY}
        assert [] == [f for f in inferred.findings if f.kind in about_types]
        assert isinstance(inferred.type, Type)
        assert inferred.type.admits(evaluate(tree, person))

    @given(trees("number"), people, st.data())
    @settings(max_examples=examples(150))
    def test_a_range_is_never_too_narrow(
        self, tree: Tree, person: dict[str, Value], data: st.DataObject
    ) -> None:
        near = {n: data.draw(st.integers(-1000, 1000).map(float)) for n in NAMES["number"]}
        inferred = infer(tree, NARROW)
        assert inferred.type is not None
        assert inferred.type.admits(evaluate(tree, person | near))

    @given(
        st.sampled_from(["<", "<=", ">", ">=", "=", "!="]),
        st.integers(-3, 13),
        st.integers(0, 10),
        st.booleans(),
    )
    def test_never_and_always_are_true(self, sign: str, cut: int, value: int, open_: bool) -> None:
        type = parse_type("number (-1..11)" if open_ else "number 0..10")
        tree = parse(f"a {sign} {cut}")
        for finding in infer(tree, {"a": type}).findings:
            assert finding.kind in (kinds.NEVER, kinds.ALWAYS)
            assert (finding.kind is kinds.ALWAYS) is evaluate(tree, {"a": float(value)})
