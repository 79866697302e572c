"""A mistake of a person is answered with words: what, where, the next step. Never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Prodia, process

# args, exit code, code of the problem, words that must be in the message
TABLE = [
    (("lst",), 2, "G01", "«list»"),
    (("case", "recrd"), 2, "G01", "«record»"),
    (("list", "--frmat", "json"), 2, "G02", "«--format»?"),
    (("show",), 2, "G03", "REFERENCE"),
    (("list", "--format", "xml"), 2, "G04", "«json»"),
    (("eval",), 2, "G05", "prodia eval --help"),
    (("demo", "lezen-spellen"), 2, "G07", "«lezen-spellen»"),
    (("site", "build", "{tmp}"), 2, "G07", "«--pack /"),
    (("--lang", "fr", "list"), 2, "G06", "--lang nl"),
    (("check", "{tmp}/nergens"), 2, "G10", "nergens"),
    (("case", "verify", "{tmp}/nergens"), 2, "G10", "nergens"),
    (("case", "verify", "{tmp}"), 2, "G11", "map"),
    (("case", "verify", "{tmp}/binair"), 2, "G13", "UTF-8"),
    (("check", "{tmp}"), 2, "G21", "protocol"),
    (("show", "lezen-speln"), 2, "G20", "bedoelde je"),
    (("show", "{tmp}/binair"), 2, "G20", "prodia new"),
    (("release", "nergens.txt"), 2, "G10", "nergens.txt"),
    (("walk", "lezen-speln"), 2, "G20", "bedoelde je"),
    (("say", "lezen-speln"), 2, "G20", "bedoelde je"),
    (("eval", "1", "--let", "zonder"), 2, "G22", "naam=waarde"),
    (("run", "{tmp}/nergens.yaml"), 2, "G10", "nergens"),
    (("case", "new", "{tmp}/c", "--event", "{{kapot"), 2, "G23", "JSON"),
    (("case", "new", "{tmp}/c"), 2, "G03", "--event"),
    (("case", "new", "{tmp}/c", "--event", '{{"kind": "opend"}}'), 1, "C83", "opened"),
    (("case", "verify", "{tmp}/leeg"), 1, "C82", "«format» en «case»"),
    (("eval", "9**9**9"), 1, "E", ""),
    (("eval", "(" * 100_000), 1, "E", ""),
    (("case", "show", "{tmp}/binair", "--on", "2026-10-01"), 2, "G13", ""),
    (("case", "show", "{tmp}/binair", "--on", "morgen"), 2, "G04", "2026-09-01"),
]


class TestBadInput:
    """What, where, and the way on; the exit code says whether it was wrong use or a finding."""

    @pytest.mark.parametrize(
        ("args", "code", "kind", "words"), TABLE, ids=[" ".join(t[0])[:40] for t in TABLE]
    )
    def test_table(
        self, prodia: Prodia, tmp_path: Path, args: tuple[str, ...], code: int, kind: str, words: str
    ) -> None:
        (tmp_path / "binair").write_bytes(b"\xff\x00\xfe")
        (tmp_path / "leeg").write_text("", "utf-8")
        filled = [a.format(tmp=tmp_path) if "{" in a else a for a in args]
        told = prodia(*filled, *(() if "--lang" in args else ("--lang", "nl")))
        assert code == told.code
        assert f"PRD-{kind}" in told.err
        assert words in told.err
        assert "Traceback" not in told.err + told.out

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_in_both_languages(self, prodia: Prodia, lang: str) -> None:
        told = prodia("lst", "--lang", lang)
        assert {"nl": "bedoelde je «list»?", "en": "did you mean «list»?"}[lang] in told.err

    def test_a_file_that_may_not_be_read(self, prodia: Prodia, tmp_path: Path) -> None:
        closed = tmp_path / "dicht"
        closed.write_text("x", "utf-8")
        closed.chmod(0)
        if os.access(closed, os.R_OK):
            pytest.skip("this user may read everything")
        assert "PRD-G12" in prodia("case", "verify", str(closed)).err

    def test_a_file_that_is_too_large(self, prodia: Prodia, tmp_path: Path) -> None:
        large = tmp_path / "groot.json"
        with large.open("wb") as stream:
            stream.truncate((64 << 20) + 1)
        told = prodia("--lang", "en", "case", "record", str(tmp_path / "a.jsonl"), "--event-file", str(large))
        assert (2, True) == (told.code, "more than 64 MiB" in told.err)

    def test_no_arguments_is_the_help_page(self, prodia: Prodia) -> None:
        told = prodia()
        assert 2 == told.code
        assert "demo" in told.out + told.err


class TestNearest:
    """A name that was only begun is completed."""

    @pytest.mark.parametrize(("name", "meant"), [("lezen", "lezen-spellen"), ("algmeen", "algemeen")])
    def test_nearest(self, prodia: Prodia, name: str, meant: str) -> None:
        assert f"did you mean «{meant}" in prodia("show", name).err


class TestEval:
    """A value that does not fit, or a name that is not read, is said; the answer is not a silent null."""

    @pytest.mark.parametrize(
        ("let", "code", "out", "says"),
        [
            ("a=7", 0, "true\n", ""),
            ("a=unknown", 0, "null\n", ""),
            ("a=3,5", 1, "", "PRD-E06"),
            ("a=28/02/2024", 1, "", 'date("2024-02-28")'),
            ("a=10.00000000000000001", 1, "", "PRD-E06"),
            ("a=1/0", 2, "", "PRD-G04"),
            ("b=7", 2, "", "«b»"),
        ],
    )
    def test_said(self, prodia: Prodia, let: str, code: int, out: str, says: str) -> None:
        told = prodia("eval", "a < 10", "--let", let)
        assert (code, out, True) == (told.code, told.out, says in told.err)


class TestProcess:
    """What only a process of its own can show."""

    def test_a_closed_pipe(self, root: Path) -> None:
        script = f"{sys.executable} -m prodia demo --lang nl | head -1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", script], cwd=root, capture_output=True, text=True)
        assert ("", "0") == (done.stderr, done.stdout.splitlines()[-1])

    def test_interrupted(self, root: Path) -> None:
        run = subprocess.Popen(
            [sys.executable, "-m", "prodia", "--lang", "nl", "eval", "--jsonl"],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(
                signal.SIGINT, signal.SIG_DFL
            ),  # a job in the background ignores it
        )
        assert run.stdin is not None and run.stdout is not None and run.stderr is not None
        run.stdin.write('{"expression": "1"}\n')
        run.stdin.flush()
        assert '"value": 1' in run.stdout.readline()
        time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=120)
        assert 130 == run.returncode
        assert "onderbroken" in err
        assert "Traceback" not in err

    def test_version(self) -> None:
        from prodia import __version__

        assert (0, f"{__version__}\n", "") == (lambda r: (r.code, r.out, r.err))(process("--version"))
