"""Every verb does its work, in both languages, with the exit codes the help page promises."""

from __future__ import annotations

import ast
import datetime as dt
import json
import re
from pathlib import Path
from typing import ClassVar

import pytest

from prodia.cli.app import TREE
from prodia.cli.commands import every_verb
from prodia.cli.packs import catalogue
from prodia.cli.terminal import language
from prodia.content import headers, in_force
from tests.cli.conftest import Prodia, process


class TestLanguage:
    """``--lang`` decides, then the locale as POSIX reads it; English unless it says Dutch."""

    @pytest.mark.parametrize(
        ("args", "environ", "expected"),
        [
            ([], {}, "en"),
            ([], {"LANG": "nl_BE.UTF-8"}, "nl"),
            ([], {"LANG": "nl_BE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
            ([], {"LANG": "C", "LC_MESSAGES": "nl_NL"}, "nl"),
            ([], {"LC_ALL": "", "LANG": "nl"}, "nl"),
            (["--lang", "nl"], {"LANG": "en_GB"}, "nl"),
            (["list", "--lang=en"], {"LANG": "nl"}, "en"),
        ],
    )
    def test_chosen(self, args: list[str], environ: dict[str, str], expected: str) -> None:
        assert expected == language(args, environ)[0]

    def test_the_rest_is_left(self) -> None:
        assert (["say", "a < 1"]) == language(["say", "--lang", "nl", "a < 1"], {})[1]

    def test_after_two_dashes_nothing_is_an_option(self) -> None:
        assert ["eval", "--", "--lang"] == language(["eval", "--", "--lang"], {})[1]

    def test_every_help_text_is_there_in_both(self) -> None:
        verbs = [verb for _, verb in every_verb(TREE)]
        texts = [one.says for verb in verbs for one in (verb, *verb.params)]
        assert len(texts) > 80
        assert [] == [two for two in texts if not two.nl.endswith(".") or not two.en.endswith(".")]
        assert [] == [two for two in texts if two.nl == two.en]

    OWN: ClassVar = {
        "nl": ("Gebruik", "Opties", "Toon deze uitleg en stop."),
        "en": ("Usage", "Options", "Show this message and exit."),
    }

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_every_page_of_help_is_in_one_language(self, prodia: Prodia, lang: str) -> None:
        other = {"nl": "en", "en": "nl"}[lang]
        for path, verb in every_verb(TREE):
            told = prodia("--lang", lang, *path, "--help")
            assert (0, "") == (told.code, told.err)
            assert all(words in told.out for words in self.OWN[lang])
            assert not any(words in told.out for words in self.OWN[other])
            assert (verb.says.nl if lang == "nl" else verb.says.en) in " ".join(told.out.split())
            for param in verb.params:
                assert all(name in told.out for name in param.opts if name.startswith("-"))

    @pytest.mark.parametrize(("lang", "words"), [("nl", "Opdrachten"), ("en", "Commands")])
    def test_help(self, prodia: Prodia, lang: str, words: str) -> None:
        for args in ((), ("--help",), ("case",)):
            told = prodia("--lang", lang, *args)
            assert (0 if args == ("--help",) else 2) == told.code
            assert words in told.out


class TestPublicWays:
    """The command line stands on what click and rich promise, and reaches into nothing of theirs."""

    def test_no_private_name_of_another(self, root: Path) -> None:
        for path in sorted((root / "prodia" / "cli").glob("*.py")):
            nodes = [*ast.walk(ast.parse(path.read_text("utf-8")))]
            made = {f"self.{one.name}" for one in nodes if isinstance(one, ast.FunctionDef)}
            made |= {
                ast.unparse(n) for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)
            }
            for node in nodes:
                if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
                    said = ast.unparse(node)
                    own = said in made or said in ("super().__init__", "self.__class__")
                    assert own or node.attr == "__name__", f"{path.name}:{node.lineno}: {said}"


class TestDemo:
    """One fictitious pupil's trajectory, readable by people and by machines."""

    STORY: ClassVar = {
        "nl": "De vraag|grijze zone|niet meer gevraagd|Een mens oordeelt|De tabel stelt voor|bron"
        "|Mensen beslissen|Wat de ouders horen|En nu",
        "en": "The question|grey zone|not asked any more|A person judges|The table proposes|source"
        "|People decide|What the parents hear|And now",
    }

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_in_a_minute(self, prodia: Prodia, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        told = prodia("demo", "--lang", lang)
        assert (0, "") == (told.code, told.err)
        assert 40 <= len(told.out.splitlines()) <= 60
        places = [told.out.find(words) for words in self.STORY[lang].split("|")]
        assert -1 not in places
        assert sorted(places) == places

    def test_on_the_version_in_force(self, prodia: Prodia) -> None:
        newest = catalogue().plan(catalogue().in_force(dt.date(2026, 11, 1))["lezen-spellen"]).protocol
        assert f"versie {newest.version}" in prodia("demo", "--lang", "nl").out

    def test_what_it_says_to_type_next_works(self, prodia: Prodia, tmp_path: Path) -> None:
        commands = re.findall(r"^ prodia (.*?)  ", prodia("demo", "--lang", "nl").out, re.M)
        assert len(commands) >= 4
        for command in commands:
            assert 0 == prodia(*command.split(), "--lang", "nl", stdin="q\n").code, command

    @pytest.mark.parametrize(
        ("lang", "words"), [("nl", "een mens moet oordelen"), ("en", "a person must judge")]
    )
    def test_whole(self, prodia: Prodia, lang: str, words: str) -> None:
        told = prodia("demo", "--full", "--lang", lang)
        assert (0, "") == (told.code, told.err)
        assert words in told.out

    def test_json_holds_the_same_steps(self, prodia: Prodia) -> None:
        steps = json.loads(prodia("demo", "--lang", "nl", "--format", "json").out)
        ids = [s["id"] for s in steps]
        assert list(range(1, len(steps) + 1)) == [s["step"] for s in steps]
        assert "question" == ids[0]
        assert ["report-team", "report-parents"] == ids[-2:]
        sections = {section["id"] for step in steps for section in step["sections"]}
        assert {"question", "consent", "hypotheses", "asked", "verdicts", "grey", "decisions"} <= sections

    @pytest.mark.parametrize("more", [(), ("--full",)])
    @pytest.mark.parametrize("width", [80, 120])
    def test_it_fits(
        self, prodia: Prodia, monkeypatch: pytest.MonkeyPatch, width: int, more: tuple[str, ...]
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(width))
        told = prodia("demo", *more, "--lang", "nl")
        assert [] == [line for line in told.out.splitlines() if len(line) > width]

    def test_no_colour_in_a_file(self) -> None:
        told = process("demo", LANG="nl", PYTHONUTF8="1")
        assert (0, "", False) == (told.code, told.err, "\x1b" in told.out)


class TestLooking:
    """What there is, whole or one thing of it; read aloud; as a schema."""

    def test_list(self, prodia: Prodia) -> None:
        listed = json.loads(prodia("list", "--format", "json").out)
        assert all(one["reference"] == f"{one['id']}@{one['version']}" for one in listed)
        assert listed

    def test_which_version_holds_today(self, prodia: Prodia) -> None:
        holding = {one.reference for one in in_force(headers(), dt.date.today()).values()}
        lines = prodia("list", "--lang", "nl").out.splitlines()[1:]
        assert holding == {line.split()[0] for line in lines if "  vandaag  " in line}

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_everything_can_be_shown_and_said(self, prodia: Prodia, lang: str) -> None:
        """Every second protocol in Dutch, the others in English."""
        listed = json.loads(prodia("list", "--format", "json").out)
        for one in listed[lang == "en" :: 2]:
            assert 0 == prodia("show", one["reference"], "--lang", lang).code
            assert 0 == prodia("say", one["reference"], "--lang", lang).code

    def test_one_thing(self, prodia: Prodia) -> None:
        reference = json.loads(prodia("list", "--format", "json").out)[-1]["reference"]
        whole = json.loads(prodia("show", reference, "--format", "json").out)
        tables = [
            block["rows"] for section in whole for block in section["blocks"] if block["kind"] == "table"
        ]
        for rows in tables:
            first, last = rows[0][1], rows[-1][1]
            assert [0, 0] == [prodia("show", reference, id).code for id in (first, last)]

    def test_an_expression_is_said(self, prodia: Prodia) -> None:
        assert "Pc lager dan 10.\n" == prodia("say", "pc < 10", "--lang", "nl").out

    def test_schema(self, prodia: Prodia, tmp_path: Path) -> None:
        names = prodia("schema").out.split()
        assert "protocol" in names
        assert "object" == json.loads(prodia("schema", "protocol").out)["type"]
        assert 0 == prodia("schema", "--write", str(tmp_path / "new")).code
        assert sorted(f"{n}.json" for n in names) == sorted(p.name for p in (tmp_path / "new").iterdir())


class TestEval:
    """An expression from the shell, or a line of JSON for every question."""

    @pytest.mark.parametrize(
        ("args", "expected"),
        [
            (("0.1 * 3 = 0.3",), "true"),
            (("pc < 10", "--let", "pc=8"), "true"),
            (("pc < 10",), "null"),
            (('g = "lager"', "--let", "g=lager"), "true"),
            (('d < date("2026-01-01")', "--let", "d=2025-12-31"), "true"),
            (("a", "--let", "a=refused"), "null"),
        ],
    )
    def test_value(self, prodia: Prodia, args: tuple[str, ...], expected: str) -> None:
        told = prodia("eval", *args)
        assert (0, expected) == (told.code, told.out.strip())

    @pytest.mark.parametrize(
        ("given", "code", "words"),
        [
            (("a=3", "a=4"), 2, "each name once"),
            (("a=",), 2, "name=value"),
            (("a=3/4",), 2, "3 / 4"),
            (("a=1-2",), 2, "what it comes to"),
            (("a=2024-02-30",), 2, "no such day"),
            (("a=3.0000000001",), 2, "nine decimals"),
            (("a=28/2/24",), 1, "yyyy-mm-dd"),
            (("a=５",), 1, "write 5"),
            (("a=1e-400",), 1, "write 0"),
        ],
    )
    def test_a_value_is_never_quietly_another(
        self, prodia: Prodia, given: tuple[str, ...], code: int, words: str
    ) -> None:
        told = prodia("--lang", "en", "eval", "a", *(one for text in given for one in ("--let", text)))
        assert (code, True) == (told.code, words in told.err)

    @pytest.mark.parametrize("name", ["A", "a ", "\ufeffa"])
    def test_a_name_that_is_nearly_read_is_told(self, name: str) -> None:
        from prodia.batch.lines import answer

        line = json.dumps({"expression": "a < 5", "inputs": {name: 3}}).encode()
        found = json.loads(answer(line, "en"))
        assert (None, "PRD-G26") == (found["value"], found["problems"][0]["code"])
        line = json.dumps({"expression": "a < 5", "inputs": {"a": 3, "b": 3}}).encode()
        assert json.loads(answer(line, "en"))["value"] is True

    def test_why(self, prodia: Prodia) -> None:
        told = prodia("eval", "a < 10 and b", "--let", "a=8", "--let", "b=refused", "--why").out
        assert "a < 10 = true" in told
        assert "b = null  (refused to answer)" in told

    def test_a_broken_expression_has_a_caret(self, prodia: Prodia) -> None:
        told = prodia("eval", "1 + * 2")
        assert 1 == told.code
        assert "  1 + * 2\n      ^" in told.err

    def test_jsonl(self, prodia: Prodia) -> None:
        lines = [
            {"expression": "a < 10", "inputs": {"a": 8}},
            {"expression": "a < 10", "inputs": {"a": {"missing": "refused"}}},
            {"expression": "a + 1", "inputs": {"a": 1}, "types": {"a": "percentile"}},
            {"expression": 'd > date("2026-01-01")', "inputs": {"d": {"date": "2026-02-01"}}},
            {
                "table": {
                    "hitPolicy": "UNIQUE",
                    "inputs": [{"expression": "a"}],
                    "outputs": [{"name": "o"}],
                    "rules": [{"when": ["< 10"], "then": ['"laag"']}],
                },
                "inputs": {"a": 8},
            },
        ]
        told = prodia("eval", "--jsonl", stdin="".join(json.dumps(one) + "\n" for one in lines))
        answers = [json.loads(line) for line in told.out.splitlines()]
        assert 0 == told.code
        assert [True, None, 2, True, "laag"] == [a["value"] for a in answers]
        assert all(a["problems"] == [] for a in answers)

    @pytest.mark.parametrize(
        "line",
        [
            "{kapot",
            "[]",
            "1",
            '{"inputs": {}}',
            '{"expression": 3}',
            '{"expression": "1 +"}',
            '{"expression": "a", "inputs": []}',
            '{"expression": "a", "inputs": {"a": [1]}}',
            '{"expression": "a", "inputs": {"a": NaN}}',
            '{"expression": "a", "inputs": {"a": 1e999}}',
            '{"expression": "a", "inputs": {"a": ' + "9" * 400 + "}}",
            '{"expression": "a", "inputs": {"a": {"date": "2026-02-30"}}}',
            '{"expression": "a", "inputs": {"a": 101}, "types": {"a": "percentile"}}',
            '{"expression": "a", "types": {"a": "kilo"}}',
            '{"expression": "a", "extra": 1}',
            '{"table": {}, "inputs": {}}',
            '{"table": {"hitPolicy": "X", "inputs": [], "outputs": [], "rules": []}}',
            '{"table": {"inputs": [{"expression": "a"}], "outputs": [], "rules": [{"when": []}]}}',
            "[" * 100_000,
            '{"expression": "' + "(" * 90_000 + '"}',
            '{"expression": "\\ud800"}',
        ],
        ids=range(21),
    )
    def test_a_bad_line_gives_problems(self, prodia: Prodia, line: str) -> None:
        told = prodia("eval", "--jsonl", stdin=line + "\n" + '{"expression": "1"}' + "\n")
        first, second = (json.loads(one) for one in told.out.splitlines())
        assert first["value"] is None
        assert all(p["code"] and p["message"] for p in first["problems"])
        assert first["problems"]
        assert 1 == second["value"]

    def test_bytes_that_are_no_text(self) -> None:
        from prodia.batch.lines import answer

        assert "PRD-G23" == json.loads(answer(b"\xff\xfe", "nl"))["problems"][0]["code"]

    def test_no_value_in_a_problem(self) -> None:
        from prodia.batch.lines import answer

        line = b'{"expression": "a", "inputs": {"a": "kanarie"}, "types": {"a": "percentile"}}'
        assert "kanarie" not in answer(line, "nl")


class TestConformance:
    """The DMN cases inside our subset come out of ``eval --jsonl`` as they are expected."""

    def test_tables(self, shared: Path) -> None:
        from prodia.batch.lines import answer

        cases = json.loads((shared / "vectors" / "feel.json").read_text("utf-8"))
        tables = [c for c in cases if c["kind"] == "table"]
        got = {
            c["id"]: json.loads(
                answer(json.dumps({"table": c["table"], "inputs": c["inputs"]}).encode(), "nl")
            )["value"]
            for c in tables
        }
        assert {c["id"]: c["expected"] for c in tables} == got
