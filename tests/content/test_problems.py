from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prodia.model
from prodia.content import load, read_worked_case, validate
from tests.content.packs import CASE, PROTOCOL, VALID, said, write
from tests.examples import examples

P = "lezen/1.0.0/protocol.yaml"


def broken(folder: Path, old: str, new: str, file: str = P) -> list[str]:
    """What is said after one change in the valid pack."""
    assert VALID[file].count(old) >= 1, "the fixture no longer says this"
    return said(load(write(folder, {**VALID, file: VALID[file].replace(old, new, 1)})), folder)


class TestNinePlantedMistakes:
    """All nine mistakes that other tools missed, in one file and one run (A to I of the comparison)."""

    TEXT = """\
format: 1
id: lezen
version: 1.10
status: concept
title: Leesprotocol
title: Leesprotocol
summary: no
owner: prodia
medical_purpose: none
valid: {from: 2020-01-01}
doors: {short: 12:30, start: begin, learn: leer, more: meer}
roles:
  clb: {title: CLB, side: clb}
phases:
  start: {title: Start, leads: clb, says: ja}
criteria:
  ernst:
    says: het is ernstig
    mett: pc < 10
    judge: pc <= 2,5
    judges: [clb]
    purpose: clasify
    owner: prodia
    source: [{ref: bron, confidence: seen}]
    valid: {from: 2020-02-30}
fields:
  pc: {ask: Percentiel, type: percentile 0..100, from: clb, audience: [team], purpose: ernst, min: 2,5}
steps:
  meten: {title: Meten, phase: start, does: ask, by: clb, says: meet, fields: [pc]}
"""

    def test_everything_in_one_run(self, tmp_path):
        found = said(load(write(tmp_path, {**VALID, P: self.TEXT})), tmp_path)
        assert [
            f"{P}:3:10 PRD-S06",
            f"{P}:6:1 PRD-Y02",
            f"{P}:7:10 PRD-Y07",
            f"{P}:11:16 PRD-Y06",
            f"{P}:19:5 PRD-S02",
            f"{P}:20:18 PRD-E06",
            f"{P}:22:14 PRD-S04",
            f"{P}:25:19 PRD-S03",
            f"{P}:27:95 PRD-S02",
            f"{P}:27:100 PRD-Y05",
        ] == [f for f in found if f.startswith(P)]


CASES = [
    ("a field is missing", "owner: prodia\nmedical", "medical", "1:1 S01"),
    ("a field is missing in a block", "    purpose: ernst bepalen\n", "", "16:3 S01"),
    ("an unknown field", "    type: perc", "    kleur: rood\n    type: perc", "18:5 S02"),
    ("a typo is one mistake", "summary: Een", "sumary: Een", "6:1 S02"),
    ("the only two of a block are one mistake", "    from: clb", "    door: clb", "19:5 S02"),
    ("a typo in a list", "{ref: bron, confidence: seen}\n    valid", "{reff: bron, confidence: seen}\n    valid", "31:10 S02"),  # noqa: E501
    ("a number for a text", "title: Leesprotocol", "title: 12", "5:8 S03"),
    ("a list for a text", "title: Leesprotocol", "title: [a]", "5:8 S03"),
    ("nothing for a block", "valid: {from: 2020-01-01}\ndoors", "valid:\ndoors", "9:1 S03"),
    ("a text for a list", "audience: [team]", "audience: team", "20:15 S03"),
    ("a text for a truth", "does: ask", "does: ask\n    pupil: ja", "52:12 S03"),
    ("a word that is not in the list", "status: concept", "status: concpt", "4:9 S04"),
    ("a word in a list of words", "[team]", "[team, buren]", "20:22 S04"),
    ("an id with capitals", "id: lezen", "id: Lezen", "2:5 S06"),
    ("a key that is no id", "  clb: {title: CLB", "  C.L.B: {title: CLB", "12:3 S06"),
    ("a name with a hyphen", "  pc:\n", "  p-c:\n", "16:3 S06"),
    ("a version of two parts", "version: 1.0.0", "version: 1.0", "3:10 S06"),
    ("a number for a version", "version: 1.0.0", "version: 1", "3:10 S06"),
    ("a date that does not exist", "valid: {from: 2020-01-01}\ndoors", "valid: {from: 2026-02-30}\ndoors", "9:15 S03"),  # noqa: E501
    ("the dates the wrong way round", "valid: {from: 2020-01-01}\ndoors", "valid: {from: 2020-01-01, to: 2019-01-01}\ndoors", "9:1 V07"),  # noqa: E501
    ("an empty text", "title: Leesprotocol", 'title: " "', "5:8 N01"),
    ("an empty list", "    source: [{ref: bron, confidence: seen}]\nsteps", "    source: []\nsteps", "46:13 S01"),  # noqa: E501
    ("a newer format", "format: 1", "format: 2", "1:9 S09"),
    ("a truth for the format", "format: 1", "format: true", "1:9 S09"),
    ("an expression", "met: pc < 10", "met: pc << 10", "25:14 E11"),
    ("an expression in quotes", "met: pc < 10", 'met: "pc < 10)"', "25:18 E02"),
    ("a number for an expression", "met: pc < 10", "met: 10", "25:10 S03"),
    ("a type", "type: percentile 0..100", "type: procent 0..100", "18:11 E15"),
    ("a cell of a table", "      met     | hulp", "      met met | hulp", "43:7 L11"),
    ("an empty cell", "      met     | hulp", "              | hulp", "43:7 S23"),
    ("a cell too many", "met     | hulp        | het", "met     | hulp        | x | het", "43:35 S24"),
    ("no arrow", "-> voorstel", "voorstel", "42:7 S21"),
    ("an output that is no name", "| omdat", "| om dat", "42:31 S22"),
    ("a table of one line", "      met     | hulp        | het is ernstig\n      not met | geen        | het is niet ernstig\n", "", "41:12 S20"),  # noqa: E501
    ("options without choice", "    from: clb", "    options: {a: A}\n    from: clb", "16:3 S30"),
    ("by without branches", "    met: pc < 10", "    by: pc\n    met: pc < 10", "23:3 S31"),
    ("a branch that is no id", "    met: pc < 10", "    by: pc\n    met: {A B: pc < 10}", "26:11 S06"),
    ("a grey zone without a judge", "    judges: [clb]\n", "", "23:3 S32"),
    ("an unknown source", "      - {ref: bron", "      - {ref: brn", "31:15 S07"),
    ("an unknown role", "leads: clb", "leads: clp", "14:32 S07"),
    ("an unknown name in a condition", "met: pc < 10", "met: pcc < 10", "25:10 E20"),
    ("an unknown parent", "status: concept", "status: concept\nsupplements: algemeen@1.0.0", "5:14 L21"),
    ("itself as parent", "status: concept", "status: concept\nsupplements: lezen@1.0.0", "5:14 L21"),
    ("an outcome with a typo", "| geen        | het", "| gen         | het", "44:17 B09"),
    ("months against a percentile", "met: pc < 10", "met: pc < case.age_months", "25:10 L10"),
    ("an anchor and what refers to it", "by: [clb]\n    outcomes", "by: *wie\n    outcomes", "37:9 Y08"),
    ("a space that is none", "    judges: [clb]", "\u00a0   judges: [clb]", "27:1 Y09"),
    ("released and not in the lock", "status: concept", "status: released", "4:9 V14"),
    ("another id than its folder", "id: lezen", "id: rekenen", "2:5 Y11"),
    ("an id that looks like another", "  ernst:", "  \u0435rnst:", "23:3 A91"),
    ("an id that leads upwards", "id: lezen", "id: ../lezen", "2:5 S06"),
    ("what stands elsewhere", "format: 1", "$ref: https://example.org/x\nformat: 1", "1:1 S02"),
    ("another version than its folder", "version: 1.0.0", "version: 1.0.1", "3:10 Y11"),
]  # fmt: skip


class TestEveryMistakeAtItsPlace:
    """One mistake is one message, at the key or value that is wrong."""

    @pytest.mark.parametrize(("old", "new", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
    def test_place_and_code(self, tmp_path, old, new, wanted):
        place, code = wanted.split()
        found = [f for f in broken(tmp_path, old, new) if f.startswith(P)]
        assert [f"{P}:{place} PRD-{code}"] == found

    @pytest.mark.parametrize("lang", ["nl", "en"])
    @pytest.mark.parametrize(("old", "new"), [c[1:3] for c in CASES], ids=[c[0] for c in CASES])
    def test_the_words_are_ours(self, tmp_path, old, new, lang):
        text = PROTOCOL.replace(old, new, 1)
        for problem in load(write(tmp_path, {**VALID, P: text})).problems:
            line = problem.line(lang).split(" PRD-")[1]
            for foreign in (
                "Input should",
                "valid string",
                "pydantic",
                "Error",
                "None",
                "function-before",
                "{what",
                "{hint",
                "{found",
            ):
                assert foreign not in line

    @pytest.mark.parametrize(
        ("old", "new", "hint"),
        [
            ("summary: Een", "sumary: Een", "bedoelde je «summary»?"),
            ("status: concept", "status: concpt", "bedoelde je «concept»?"),
            ("{ref: bron, confidence: seen}\n    valid", "{ref: brom, confidence: seen}\n    valid", "bedoelde je «bron»?"),  # noqa: E501
            ("id: lezen", "id: Lezen Spellen", "schrijf bijvoorbeeld «lezen-spellen»."),
            ("leads: clb", "leads: clb@1.0.0", "schrijf «clb», zonder versie."),
            ("audience: [team]", "audience: team", "schrijf [team]."),
            ("version: 1.0.0", "version: 1.0", "schrijf drie getallen, zoals 1.10.0."),
            ("title: Leesprotocol", "title: 12", 'zet aanhalingstekens: "12".'),
            ("leads: clb", "leads: logopedist", "kies uit: clb."),
            ("met: pc < 10", "met: pc < cutoff.x", "er is onder «cutoff» nog niets."),
            ("met: pc < 10", "met: pc kleiner dan 10", "schrijf «<»."),
            ("met: pc < 10", "met: pc 10", "vergelijk zoals «leespc < 10», en zet «and» of «or» tussen twee voorwaarden."),  # noqa: E501
            ("[{ref: bron, confidence: seen}]\nsteps", "bron\nsteps", "schrijf [{ref: bron, confidence: unverified}], met achter «confidence» hoe zeker je bent."),  # noqa: E501
        ],
    )  # fmt: skip
    def test_the_next_step(self, tmp_path, old, new, hint):
        got = load(write(tmp_path, {**VALID, P: PROTOCOL.replace(old, new, 1)}))
        assert hint in [p.hint("nl") for p in got.problems]


CASE_FILE = "lezen/1.0.0/cases/ernstig.yaml"
IN_CASES = [
    ("an unknown kind of event", "kind: answered", "kind: antwoord", "7:12 S04"),
    ("an event without a kind", "kind: answered, ", "", "7:5 S01"),
    ("an event that lacks a field", "field: pc, ", "", "7:5 S01"),
    ("a typo in an event", "field: pc", "feild: pc", "7:47 S02"),
    ("a block for a value", "value: 5", "value: {a: 1}", "7:65 S03"),
    ("no value and no reason", ", value: 5", "", "7:5 S35"),
    ("no date of birth", ", born: 2014-05-01", "", "6:5 S34"),
    ("identity in consultation", "mode: trajectory", "mode: consultative", "6:5 S33"),
    ("an unknown version", "lezen@1.0.0", "lezen@9.0.0", "6:55 S07"),
    ("a reference without version", "lezen@1.0.0", "lezen", "6:55 S06"),
    ("a decimal comma", "value: 5}", "value: 3,5}", "7:65 Y05"),
    ("not a number", "value: 5}", "value: .nan}", "7:65 Y13"),
    ("another name than its file", "case: ernstig", "case: licht", "2:7 Y11"),
]


class TestCaseFiles:
    """A worked case is read as strictly as a protocol."""

    @pytest.mark.parametrize(
        ("old", "new", "wanted"), [c[1:] for c in IN_CASES], ids=[c[0] for c in IN_CASES]
    )
    def test_place_and_code(self, tmp_path, old, new, wanted):
        place, code = wanted.split()
        assert [f"{CASE_FILE}:{place} PRD-{code}"] == broken(tmp_path, old, new, CASE_FILE)

    def test_a_case_anywhere(self, tmp_path):
        write(tmp_path, {"mijn.yaml": CASE})
        case, problems = read_worked_case(tmp_path / "mijn.yaml")
        assert ("ernstig", ()) == (case.case, problems)
        case, problems = read_worked_case(tmp_path / "weg.yaml")
        assert (None, ["PRD-Y12"]) == (case, [p.code for p in problems])


class TestWords:
    """Every error that a model raises by itself has words in the two languages."""

    def test_no_model_error_without_words(self):
        raised = set()
        for path in Path(prodia.model.__file__).parent.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2]
                if called in ("PydanticCustomError", "_fail"):
                    first = node.args[0]
                    if isinstance(first, ast.Constant):
                        raised.add(first.value)
        assert raised
        assert set() == raised - {*validate._OWN, "expression", "expression_form", "table_cell", "date_form"}


LINES = st.integers(0, PROTOCOL.count("\n") - 1)


class TestTooFew:
    """Of a file that can not be used something is told, always."""

    def test_a_list_that_is_too_short_by_itself(self, tmp_path: Path) -> None:
        """Its items are right: it does not follow from a mistake in one of them."""
        needs = (
            "steps:",
            "inspiration: {needs: [rust, tijd], source: [{ref: bron, confidence: seen}]}\nsteps:",
        )
        wrong = PROTOCOL.replace(*needs)
        assert [f"{P}:S11"] == [
            f"{P}:{p.kind.code}" for p in load(write(tmp_path, {**VALID, P: wrong})).problems
        ]
        both = wrong.replace("[rust, tijd]", "[rust, {a: 1}]")
        assert ["S03"] == [p.kind.code for p in load(write(tmp_path, {**VALID, P: both})).problems]


class TestFigures:
    """A figure that is misspelt, or stands with what it counts, is told with the figure that is meant."""

    @pytest.mark.parametrize(
        ("typed", "nl", "en"),
        [
            ("1O", "schrijf 10: «O» is een letter", "write 10: «O» is a letter"),
            ("l2", "schrijf 12: «l» is een letter", "write 12: «l» is a letter"),
            ("12 weken", "schrijf 12 zonder «weken»", "write 12 without «weken»"),
            ("pc 10", "schrijf 10 zonder «pc»", "write 10 without «pc»"),
            ("tien", "schrijf 10.", "write 10."),
            ('"10"', "zonder aanhalingstekens", "without quotes"),
        ],
    )
    def test_of_a_cut_off(self, tmp_path: Path, typed: str, nl: str, en: str) -> None:
        said = "says: laag, type: percentile, owner: prodia, valid: {from: 2020-01-01}"
        cited = "source: [{ref: bron, confidence: seen}]"
        zone = f"cutoffs:\n  zone: {{{said}, {cited}, is: {typed}}}\n"
        text = VALID[P].replace("criteria:\n", f"{zone}criteria:\n")
        (told,) = load(write(tmp_path, {**VALID, P: text})).problems
        assert "PRD-S03" == told.code and told.place is not None
        assert text.split("\n")[told.place.line - 1][told.place.column - 1 :].startswith(typed)
        assert "hier hoort een getal; ik lees" in told.message("nl")
        assert nl in told.hint("nl") and en in told.hint("en")

    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("percentile 0-100", "«0..100»"),
            ("percentile 0 tot 50", "«0..50»"),
            ("percentile 0..1O", "«0..10»"),
            ("0..52 weeks", "«weeks 0..52»"),
            ("0..52", "«count 0..52»"),
        ],
    )
    def test_of_a_type(self, tmp_path: Path, typed: str, right: str) -> None:
        text = VALID[P].replace("type: percentile 0..100", f"type: {typed}")
        told = load(write(tmp_path, {**VALID, P: text})).problems[0]
        assert "PRD-E15" == told.code
        assert right in told.hint("nl") and right in told.hint("en")


class TestFuzz:
    """A mangled protocol gives problems with places, never an exception."""

    @settings(max_examples=examples(60))
    @given(
        LINES,
        st.sampled_from(
            ["", "x", "  x: 1", "- a", "{", '"', "a: [", "\tq", "format: 2", "  met: ((((", "a: &b"]
        ),
        st.booleans(),
    )
    def test_a_line_replaced_or_added(self, tmp_path_factory, number, line, added):
        folder = tmp_path_factory.mktemp("pak")
        lines = PROTOCOL.split("\n")
        lines[number : number + (not added)] = [line]
        result = load(write(folder, {**VALID, P: "\n".join(lines)}))
        assert all(p.place is not None and p.place.line >= 1 for p in result.problems)
        if not any(p.severity == "error" for p in result.problems):
            result.catalogue.plan("lezen@1.0.0")
