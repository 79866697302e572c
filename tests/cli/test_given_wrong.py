"""What a verb is given wrongly: one message in words, exit code 2, and nothing written or half written."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodia.cli.app import TREE
from prodia.cli.commands import Verb, every_verb, name_of
from prodia.cli.files import write_all, writing
from prodia.cli.terminal import WrongUse
from prodia.content import load, shipped
from tests.cli.conftest import Prodia, Ran

BEGUN = (
    "--title",
    "Schrijven",
    "--owner",
    "net",
    "--measure",
    "Percentiel",
    "--says",
    "het schrijven is traag",
)
NEW = ("new", "nieuw", "--pack", "p", *BEGUN, "--since", "2026-09-01")
TOLD = ("--what", "a", "--whom", "b", "--since", "2026-09-01", "--why", "c")
DEPRECATE = ("deprecate", "schrift@1.0.0", "--pack", "p")
MOVE = ("case", "move", "t.jsonl", "--pack", "p", "--preview")
BEGINS = "afwezigheid/1.0.0/cases/*"
OPENED = {
    "kind": "opened",
    "on": "2026-11-01",
    "by": "clb-contact",
    "protocol": "schrift@1.0.0",
    "mode": "trajectory",
    "question": "verzonnen",
    "born": "2015-05-05",
}

REVIEW = ("review", "schrift", "--pack", "p", "--role", "psycholoog", "--network", "n", "--says", "approved")
TO_CASE = ("case", "to-case", "t.jsonl", "x.yaml", "--why", "b", "--made-up", "--pack", "p")
WALK = ("walk", "schrift", "--pack", "p")
PAGE = ("walkthrough", "schrift", "--pack", "p", "--out")

# What is typed, the code of the finding, and words that must be in it.
TABLE = [
    # An empty text is neither an answer nor left out.
    ((*WALK, "--save", ""), "G04", "--save"),
    ((*PAGE, " "), "G04", "--out"),
    (("show", ""), "G04", "REFERENCE"),
    (("say", ""), "G04", "WHAT"),
    (("new-version", "schrift", "", "--pack", "p"), "G04", "VERSION"),
    ((*TO_CASE, "--title", " "), "G04", "--title"),
    ((*REVIEW, "--remarks", ""), "G04", "--remarks"),
    # A file where a folder is asked, and the reverse.
    (("list", "--pack", "brief.txt"), "G17", "brief.txt"),
    (("cases", "move", "brief.txt", "--to", "schrift@2.0.0", "--pack", "p", "--preview"), "G17", "brief.txt"),
    (("new", "pack", "brief.txt"), "G17", "brief.txt"),
    (("schema", "--write", "brief.txt"), "G17", "brief.txt"),
    ((*PAGE, "map"), "G15", "map"),
    (("run", "p/schrift/1.0.0/protocol.yaml"), "S08", "case"),
    (("case", "show", "p/schrift/1.0.0/protocol.yaml"), "S08", "case"),
    # What stands there already, or can not stand there, is said before a person spends time.
    ((*WALK, "--save-case", "brief.txt"), "G04", "--save-case"),
    ((*WALK, "--save-case", "p/schrift/1.0.0/cases/op-de-grens.yaml"), "G15", "op-de-grens"),
    ((*WALK, "--save", "brief.txt/t.jsonl"), "G17", "brief.txt"),
    ((*PAGE, "brief.txt"), "G15", "brief.txt"),
    ((*PAGE, "p/schrift/1.0.0/protocol.yaml"), "G15", "protocol.yaml"),
    (("site", "build", "--pack", "p", "--out", "brief.txt/site"), "G14", "brief.txt/site"),
    # A version or a name that there is not.
    (("walk", "schrift@9", "--pack", "p"), "G20", "«schrift@2.0.0» of «schrift@1.0.0»"),
    ((*MOVE, "--to", "schrift"), "G20", "«schrift@"),
    ((*MOVE, "--to", "schrift@9.0.0"), "G20", "«schrift@"),
    (("say", "nergens"), "G20", "protocol"),
    (("say", "p/nergens"), "G10", "p/nergens"),
    (("form", "schrift", "nergens", "--pack", "p"), "G20", "stap met vragen"),
    (("schema", "brief.txt"), "G20", "kies uit: protocol"),
    (("explain", "PRD-X999"), "G20", "X0"),
    (("mutate", "schrift", "--pack", "p", "--limit", "3"), "G02", "kies uit: --pack"),
    (("instruments", "--protocol", "algemeen", "--stock", "nergens.csv"), "G10", "nergens.csv"),
    (("cases", "move", "map", "--to", "schrift@2.0.0", "--pack", "p", "--preview"), "G20", ".jsonl"),
    (("diff", "p", "--against", "geen-tak"), "K10", "geen-tak"),
    (("diff", "schrift@1.0.0", "wiskunde", "--pack", "p"), "K11", "wiskunde@"),
    (("diff", "schrift@2.0.0", "schrift@1.0.0", "--pack", "p"), "K24", "eerst «schrift@1.0.0»"),
    (("impact", "schrift@2.0.0", "schrift@1.0.0", "k.csv", "--pack", "p"), "K24", "eerst «schrift@1.0.0»"),
    (("impact", "schrift@1.0.0", "wiskunde", "k.csv", "--pack", "p"), "K11", "wiskunde@"),
    # What an author gives the verbs of versions.
    ((*NEW, "--below", "0.10"), "G04", "--below"),
    ((*NEW, "--below", "10", "--source", "nergens"), "G20", "bron"),
    ((*NEW, "--below", "10", "--instrument", "a: b"), "G04", "--instrument"),
    (("new", "pack", "q", "--repository", "x"), "G04", "EIGENAAR/NAAM"),
    (("new-version", "schrift", "1.5.0", "--pack", "p"), "K18", "2.0.0"),
    ((*DEPRECATE, "--successor", "schrift@2.0.0", "--last", "2027-01-01"), "K20", "schrift@2.0.0"),
    ((*DEPRECATE, "--successor", "schrift", "--last", "2027-01-01"), "K20", "schrift"),
    ((*DEPRECATE, "--successor", "schrift@2.0.0", "--last", "31-08-2027"), "G04", "2026-09-01"),
    (("new-version", "algemeen"), "G18", "prodia new pack"),
    (("site", "serve", "--port", "99999"), "G04", "65535"),
]  # fmt: skip


@pytest.fixture(scope="module", name="pack")
def _pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack with a released version and a next one, a case of it, a text and an empty folder."""
    from tests.cli.conftest import process

    folder = tmp_path_factory.mktemp("gegeven")
    first = ("new", "schrift", "--pack", "p", *BEGUN, "--below", "10", "--since", "2026-09-01")
    for words in (
        first,
        ("release", "schrift@1.0.0", "--pack", "p", *TOLD),
        ("new-version", "schrift", "2.0.0", "--pack", "p"),
        ("case", "new", "t.jsonl", "--pack", "p", "--event", json.dumps(OPENED)),
    ):
        told = process(*words, cwd=folder)
        assert 0 == told.code, told.err
    (folder / "brief.txt").write_text("hallo", "utf-8")
    (folder / "map").mkdir()
    return folder


@pytest.fixture(name="given")
def _given(prodia: Prodia, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """``given(*words)`` in a copy of that folder."""
    here = tmp_path / "hier"
    shutil.copytree(pack, here)
    monkeypatch.chdir(here)
    return prodia


def written(folder: Path) -> dict[str, bytes | None]:
    """All that stands in a folder, by its place."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() if one.is_file() else None
        for one in sorted(folder.rglob("*"))
    }


class TestGivenWrong:
    """Place, what, way out; in both languages; and what stood there stands there still."""

    @pytest.mark.whole
    @pytest.mark.parametrize(("words", "code", "says"), TABLE, ids=[" ".join(row[0])[:60] for row in TABLE])
    def test_table(self, given: Callable[..., Ran], words: tuple[str, ...], code: str, says: str) -> None:
        before, shelf = written(Path.cwd()), {*shipped().glob("algemeen/*")}
        told = given("--lang", "nl", *words)
        all_told = told.out + told.err
        assert (1 if code == "S08" else 2) == told.code
        assert f"PRD-{code}" in all_told
        assert says in all_told
        assert "->" in all_told
        assert "PRD-G99" not in all_told
        assert before == written(Path.cwd())
        assert shelf == {*shipped().glob("algemeen/*")}

    def test_in_english(self, given: Callable[..., Ran]) -> None:
        assert "write something, or leave it out." in given("--lang", "en", "show", " ").err
        assert "is a file; a folder is needed" in given("--lang", "en", "list", "--pack", "brief.txt").err
        assert "belongs to prodia itself" in given("--lang", "en", "new-version", "algemeen").err

    def test_no_text_may_be_blank_but_what_stands_for_nothing(self, given: Callable[..., Ran]) -> None:
        """Every argument and every option of every verb that takes words."""
        tried = 0
        for path, verb in every_verb(TREE):
            for param in verb.params if isinstance(verb, Verb) else ():
                if param.type.name == "text" and param.name != "empty":
                    told = given(
                        "--lang", "nl", *path, *([param.opts[0], ""] if param.opts[0][0] == "-" else [""])
                    )
                    assert (2, True) == (told.code, "PRD-G0" in told.err), (path, name_of(param))
                    tried += 1
        assert 150 < tried

    def test_a_walkthrough_takes_the_place_of_a_walkthrough(self, given: Callable[..., Ran]) -> None:
        words = ("walkthrough", "schrift", "--pack", "p", "--out", "loop.html")
        assert [0, 0] == [given(*words).code for _ in range(2)]

    def test_what_may_not_be_read(self, given: Callable[..., Ran]) -> None:
        at = Path("p/schrift/2.0.0/protocol.yaml")
        at.chmod(0)
        if os.access(at, os.R_OK):
            pytest.skip("this user may read everything")
        for words in (("fix", "p"), ("fmt", "p"), ("translate", "en", "p"), ("check", "p")):
            told = given("--lang", "nl", *words)
            assert "PRD-G99" not in told.err, words
            assert told.code in (1, 2)


class TestFullDisk:
    """A disk without room is told as one, and nothing half written stays."""

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is full")
    @pytest.mark.parametrize("words", [("list",), ("--version",), ("say", "algemeen", "participatie")])
    def test_of_what_the_screen_is_sent_to(self, words: tuple[str, ...]) -> None:
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "prodia", *words], stdout=full, stderr=subprocess.PIPE, text=True
            )
        assert (2, True) == (done.returncode, "PRD-G19" in done.stderr)
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize(
        ("code", "told"), [(errno.ENOSPC, "G19"), (errno.EDQUOT, "G19"), (errno.EIO, "G14")]
    )
    def test_of_a_file(self, code: int, told: str) -> None:
        with pytest.raises(WrongUse) as refused, writing("uit.csv"):
            raise OSError(code, os.strerror(code))
        assert f"PRD-{told}" == refused.value.problem.code


class TestAllOrNone:
    """Several files are written all, or put back as they were."""

    def test_put_back(self, tmp_path: Path) -> None:
        old, blocked = tmp_path / "oud.yaml", tmp_path / "map"
        old.write_text("oud\n", "utf-8")
        blocked.mkdir()
        before = written(tmp_path)
        made = {old: "nieuw\n", tmp_path / "a" / "b" / "nieuw.yaml": "nieuw\n", blocked: "nieuw\n"}
        with pytest.raises(WrongUse, match="PRD-G11"):
            write_all(made)
        assert before == written(tmp_path)

    def test_a_release_that_can_not_be_told(self, given: Callable[..., Ran]) -> None:
        """CHANGES.md is a folder: then the protocol is not called released, and has no seal."""
        Path("p/schrift/CHANGES.md").unlink()
        Path("p/schrift/CHANGES.md").mkdir()
        before = written(Path.cwd())
        told = given("--lang", "nl", "release", "schrift@2.0.0", "--pack", "p", *TOLD, "--running", "d")
        assert (2, before) == (told.code, written(Path.cwd()))


class TestBegun:
    """What ``new`` begins is right at once, on whatever day it begins."""

    @pytest.mark.parametrize("day", ["2025-09-01", "2026-11-30", "2026-12-01", "2027-09-01"])
    def test_right_at_once(self, given: Callable[..., Ran], day: str) -> None:
        assert 0 == given(*NEW[:-1], day, "--below", "10").code
        told = given("--lang", "nl", "check", "p/nieuw")
        assert (0, ["PRD-Q61"]) == (told.code, [w for w in told.out.split() if w.startswith("PRD-")])


class TestWritten:
    """The way out fits what was written: a figure where an expression belongs, bands at a criterion."""

    @pytest.mark.parametrize(
        ("typed", "hint"),
        [
            ("met: 15", 'zet aanhalingstekens: "15".'),
            ("by: maat.age_months\n    met: {jong: maat < 10}", "zet banden van een getal of leeftijd"),
        ],
    )
    def test_the_way_out(self, given: Callable[..., Ran], typed: str, hint: str) -> None:
        at = Path("p/schrift/2.0.0/protocol.yaml")
        at.write_text(at.read_text("utf-8").replace("met: maat < 10", typed), "utf-8")
        told = given("--lang", "nl", "check", "p/schrift/2.0.0", "--on", "2026-12-01")
        assert (1, True) == (told.code, hint in told.out)


class TestCopy:
    """What is found in a copy is told in the copy: an exemption there is of use, and so is what it covers."""

    def test_an_exemption_covers_in_both(self, given: Callable[..., Ran], tmp_path: Path) -> None:
        exemption = "{rule: Q69, at: ., reason: verzonnen, by: net, until: 2099-12-31}"
        Path("p/exemptions.yaml").write_text(f"format: 1\nexemptions:\n  - {exemption}\n", "utf-8")
        shutil.copytree("p", "kopie")
        both = load("p").catalogue.with_pack(load("kopie").catalogue.packs[-1])
        assert "kopie/schrift/1.0.0/protocol.yaml" == both.entry("schrift@1.0.0").file
        assert "PRD-H51" not in given("check", "kopie", "--pack", "p", "--on", "2026-12-01").out

    @pytest.mark.parametrize("at", ["shared/instruments/*/*", "lezen-spellen/2.0.0/protocol", BEGINS])
    def test_a_file_alone_is_as_right_as_the_whole(self, prodia: Prodia, at: str) -> None:
        """What it rests on stands elsewhere: the domains of a test, the cases, what a case begins with."""
        files = sorted(shipped().glob(f"{at}.yaml"))
        one = next(file for file in files if at != BEGINS or "\nbegins:" in file.read_text("utf-8"))
        assert 0 == prodia("check", str(one), "--on", "2026-12-01").code
