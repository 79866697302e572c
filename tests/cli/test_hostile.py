"""What a text, a file or an argument says steers no terminal, is no markup, and is not lost to a machine."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from pathlib import Path
from typing import ClassVar

import pytest

from prodia.batch.lines import answer
from prodia.cli.evaluate import bounded
from tests.cli.conftest import Prodia, process
from tests.content.packs import PROTOCOL, VALID, write

STEERS = "\x1b[2J\x1b]0;PWN\x07\x9b31m\u202e\u2066\r\x08"
MARKUP = "[red]rood[/red] [/] [bold] [link=https://example.org]x[/link] :smile:"
BAD = f"{STEERS}{MARKUP} a\u2028b"


def loose(told: str) -> list[str]:
    """Every character in what was printed that would do something instead of being read."""
    return [
        c for c in told if (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066"
    ]


@pytest.fixture
def kept(prodia: Prodia, tmp_path: Path) -> tuple[str, ...]:
    """A case with hostile words in every field, on a pack with markup in its titles."""
    titled = PROTOCOL.replace("title: Wat nu", f'title: "{MARKUP}"')
    pack = write(tmp_path / "pack", VALID | {"lezen/1.0.0/protocol.yaml": titled})
    opened = {"kind": "opened", "on": "2024-01-10", "by": "clb", "protocol": "lezen@1.0.0", "person": BAD}
    opened |= {"mode": "trajectory", "question": BAD, "born": "2014-05-01", "pupil": BAD}
    file = str(tmp_path / "k.jsonl")
    assert 0 == prodia("case", "new", file, "--pack", str(pack), "--event", json.dumps(opened)).code
    return file, "--pack", str(pack)


class TestTerminal:
    """Words are shown as words, on a screen and in a file made of it."""

    def test_a_control_would_be_seen(self) -> None:
        assert 4 == len(loose("a\x1b[2J\x9b\u202e\r\n"))

    @pytest.mark.parametrize("format", ["text", "plain", "markdown", "json"])
    def test_report(self, prodia: Prodia, kept: tuple[str, ...], format: str) -> None:
        told = prodia("case", "report", *kept, "--format", format)
        assert 0 == told.code
        assert [] == loose(told.out + told.err)
        assert "[red]rood[/red] [/]" in told.out.replace("\\", "")
        if format == "json":
            assert json.dumps(BAD)[1:-1] in json.dumps(json.loads(told.out))  # for a machine nothing is lost

    @pytest.mark.parametrize("verb", ["show", "verify"])
    def test_case(self, prodia: Prodia, kept: tuple[str, ...], verb: str) -> None:
        told = prodia("case", verb, *kept)
        assert (0, []) == (told.code, loose(told.out + told.err))

    def test_a_case_goes_on_after_any_word(self, prodia: Prodia, kept: tuple[str, ...]) -> None:
        """A line of the file ends at its line end, not where a word has a character that looks like one."""
        event = '{"kind": "closed", "on": "2024-01-11", "by": "clb", "reason": "a\u2028b\x85c"}'
        assert 0 == prodia("case", "record", *kept, "--event", event).code
        assert 0 == prodia("case", "verify", *kept).code

    def test_markup_in_content(self, prodia: Prodia, kept: tuple[str, ...]) -> None:
        assert "[red]rood[/red] [/] [bold]" in prodia("show", "lezen", *kept[1:]).out

    ARGUMENTS = (
        *(("show", BAD), ("check", BAD), (BAD,), ("--lang", BAD, "list"), ("eval", BAD), ("say", f"a {BAD}")),
        *(("eval", "a", "--let", f"a={BAD}"), ("eval", "a", "--why", "--let", f'a="{BAD}"')),
        *(("run", BAD), ("case", "show", BAD), ("case", "new", "x", "--event", BAD)),
        *(("list", "--format", BAD), ("list", f"--{BAD}")),
    )

    @pytest.mark.parametrize("args", ARGUMENTS, ids=range(len(ARGUMENTS)))
    def test_arguments(self, prodia: Prodia, args: tuple[str, ...]) -> None:
        told = prodia(*args)
        assert [] == loose(told.out + told.err)
        assert "Traceback" not in told.err
        assert "PRD-G90" not in told.err

    @pytest.mark.parametrize("number", ["3,5", "1e400", "١٠", "9" * 400, "1_0"])
    def test_a_number_that_is_none_is_said(self, prodia: Prodia, number: str) -> None:
        told = prodia("eval", "a < 10", "--let", f"a={number}")
        assert 1 == told.code
        assert "PRD-E" in told.err

    def test_translations(self, prodia: Prodia, tmp_path: Path) -> None:
        """A translation is a text of the pack too: what hides in it is named, and it is not used."""
        for raw in ("\x1b[31mx", "x\u202ey", "x\\by"):
            text = f'msgctxt "title"\nmsgid "Leesprotocol"\nmsgstr "{raw}"\n'
            write(tmp_path, VALID | {"lezen/locale/en.po": text})
            told = prodia("check", str(tmp_path), "--lang", "en")
            assert "PRD-Y09" in told.out
            assert [] == loose(told.out)
            assert [] == loose(prodia("show", "lezen", "--pack", str(tmp_path), "--lang", "en").out)


class TestCanary:
    """What is refused on the command line is told without a value of a pupil, and logged nowhere."""

    CANARY = "ZZCANARY-51c0"
    GOOD: ClassVar = {"on": "2024-01-11", "by": "clb", "person": CANARY, "reason": CANARY, "kind": "closed"}
    WRONG: ClassVar = (
        *({"kind": CANARY}, {"on": CANARY}, {"by": CANARY}, {"reason": [CANARY]}, {CANARY: 1}, {"v": CANARY}),
        {"kind": "answered", "field": "pc", "value": CANARY},
        {"kind": "answered", "field": "pc", "value": [CANARY]},
        {"kind": "answered", "field": "pc", "value": 5, "missing": CANARY},
        {"kind": "answered", "field": "pc", "value": 5, "measured": CANARY},
        {"kind": "decided", "decision": "besluit", "outcome": "geen", "by": "clb", "reason": ""},
        {"kind": "opened", "mode": "trajectory", "question": CANARY, "pupil": CANARY, "born": CANARY},
        {"kind": "opened", "mode": "consultative", "question": CANARY, "pupil": CANARY},
        {"kind": "moved", "to": f"{CANARY}@1.0.0"},
        {"kind": "consented", "from": CANARY, "given": CANARY, "basis": CANARY},
    )

    def test_text_that_is_no_event(self, prodia: Prodia, kept: tuple[str, ...]) -> None:
        for text in (json.dumps(self.GOOD)[:-1], json.dumps([self.CANARY]), self.CANARY, f'"{self.CANARY}"'):
            told = prodia("case", "record", *kept, "--event", text)
            assert 2 == told.code
            assert self.CANARY not in told.out + told.err

    @pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
    def test_refused_events(
        self,
        prodia: Prodia,
        kept: tuple[str, ...],
        caplog: pytest.LogCaptureFixture,
        wrong: dict[str, object],
    ) -> None:
        before = Path(kept[0]).read_bytes()
        event = json.dumps(self.GOOD | wrong)
        for verb, file in (("record", kept[0]), ("new", f"{kept[0]}.new")):
            told = prodia("case", verb, file, *kept[1:], "--event", event)
            assert told.code in (1, 2)
            assert self.CANARY not in told.out + told.err + caplog.text
        assert before == Path(kept[0]).read_bytes()
        assert not Path(f"{kept[0]}.new").exists()

    @pytest.mark.parametrize("cut", [2, 200])
    @pytest.mark.parametrize("verb", ["show", "verify", "report"])
    def test_broken_files(self, prodia: Prodia, kept: tuple[str, ...], verb: str, cut: int) -> None:
        good = json.dumps(self.GOOD)
        assert 0 == prodia("case", "record", *kept, "--event", good).code
        path = Path(kept[0])
        for broken in (
            path.read_text("utf-8")[:-cut],
            path.read_text("utf-8").replace(self.CANARY, f"{self.CANARY}x"),
        ):
            path.write_text(broken, "utf-8")
            told = prodia("case", verb, *kept)
            assert "PRD-" in told.err
            assert self.CANARY not in told.out + told.err

    def test_the_canary_would_be_seen(self, prodia: Prodia, kept: tuple[str, ...]) -> None:
        """Negative control: what is recorded is in the file, and what is asked for is told."""
        opened = {"kind": "opened", "on": "2024-01-10", "by": "clb", "protocol": "lezen@1.0.0"}
        opened |= {"mode": "trajectory", "question": self.CANARY, "born": "2014-05-01"}
        assert 0 == prodia("case", "new", f"{kept[0]}.2", *kept[1:], "--event", json.dumps(opened)).code
        assert self.CANARY in prodia("case", "report", f"{kept[0]}.2", *kept[1:]).out


class TestJsonLines:
    """Any line in gives one line out: JSON, in time, and the value of a text comes back whole."""

    @staticmethod
    def table(**more: object) -> bytes:
        rules = [{"when": ["> 1e300"], "then": ["1"]}]
        made = {"inputs": [{"expression": "a"}], "outputs": [{}], "rules": rules} | more
        return json.dumps({"table": made, "inputs": {"a": 5}, "types": {"a": "number 0..1"}}).encode()

    @staticmethod
    def given(value: bytes) -> bytes:
        return b'{"expression": "a", "inputs": {"a": ' + value + b"}}"

    VALUES = (b"NaN", b"1e400", b"9" * 5000, b"[1]", b'{"date": "2026-02-30"}', b'"\\ud800"', b"1," * 600_000)
    LINES = (
        *(b"", b"null", b"[]", b'"x"', b"{}", b"{", b"\xff\xfe", b"\x00", b"[" * 100_000, b'{"a":' * 50_000),
        *(b'{"expression": 1}', b'{"expression": "a", "inputs": 1}', b'{"expression": "1", "x": 1}'),
        *(b'{"expression": "9**9**9"}', b'{"expression": "' + b"(" * 100_000 + b'"}', b'{"table": null}'),
    )

    def test_hostile_lines(self) -> None:
        tables = [self.table(), self.table(inputs=1), self.table(hitPolicy=[]), self.table(outputs=[{}, {}])]
        tables += [
            self.table(rules=[{"when": ["? + 1 > 2"], "then": ["1"]}]),
            self.table(rules=[{"when": []}]),
        ]
        for line in (*self.LINES, *tables, *map(self.given, self.VALUES)):
            assert {"value", "why", "problems"} == set(json.loads(answer(line, "nl"))), line[:60]

    def test_a_line_without_end_fills_no_memory(self) -> None:
        line = b"x" * (24 << 20) + b"\n{}\n"
        tracemalloc.start()
        sizes = [len(one) for one in bounded(io.BytesIO(line), 1000)]
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert [1000, 3] == sizes
        assert peak < 1 << 20

    def test_a_long_line_is_refused_and_the_next_answered(self, prodia: Prodia) -> None:
        long = json.dumps({"expression": "1", "id": "x" * 1_100_000})
        told = prodia("eval", "--jsonl", stdin=f'{long}\n{{"expression": "1 + 1"}}')
        assert [None, 2] == [json.loads(line)["value"] for line in told.out.splitlines()]

    def test_a_text_comes_back(self, prodia: Prodia) -> None:
        line = json.dumps({"expression": "a", "inputs": {"a": BAD}})
        told = prodia("eval", "--jsonl", stdin=f"{line}\n")
        assert [] == loose(told.out)
        assert BAD == json.loads(told.out)["value"]


class TestFiles:
    """Devices, pipes and folders where a file is meant: words, in time."""

    @pytest.mark.parametrize("verb", [("run",), ("check",), ("case", "show"), ("case", "verify")])
    @pytest.mark.parametrize("path", ["/dev/null", "/dev/zero", "/dev"])
    def test_devices(self, verb: tuple[str, ...], path: str, tmp_path: Path) -> None:
        if not os.path.exists(path):
            pytest.skip("there is no such device here")
        told = process(*verb, path, cwd=Path.cwd())
        assert told.code in (1, 2)
        assert "PRD-" in told.err + told.out
        assert "Traceback" not in told.err

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
    def test_a_pipe_in_a_pack(self, prodia: Prodia, tmp_path: Path) -> None:
        pack = write(tmp_path, VALID)
        (pack / "lezen/1.0.0/protocol.yaml").unlink()
        os.mkfifo(pack / "lezen/1.0.0/protocol.yaml")
        told = prodia("check", str(pack))
        assert 1 == told.code
        assert "PRD-Y12" in told.out
