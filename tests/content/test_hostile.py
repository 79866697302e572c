"""A pack made to do harm: problems at a place, in time, and nothing outside the pack is read or run."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from prodia.cli.packs import loaded
from prodia.cli.terminal import WrongUse
from prodia.content import installed_packs, load, read, read_worked_case
from prodia.content.packs import model_of
from prodia.content.validate import validate
from tests.content.packs import CASE, PROTOCOL, VALID, said, write

HERE = "lezen/1.0.0/protocol.yaml"
LAUGHS = "a: &a [x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}' if n else '*a'] * 9)}]\n" for n in range(9)
)
HOSTILE: dict[str, bytes] = {
    "billion laughs": LAUGHS.encode(),
    "circle": b"&a [1, *a]",
    "brackets": b"[" * 100_000,
    "lists": b"- " * 100_000,
    "blocks": b"".join(b" " * n + b"a:\n" for n in range(1000)),
    "one word of a mebibyte": b"a: " + b"x" * (1 << 20),
    "digits": b"format: " + b"9" * 1_000_000,
    "line ends": b'a: "' + b"\n" * 1_000_000 + b'"',
    "the same key": b"a: 1\n" * 10_000,
    "other keys": b"".join(b"k%d: 1\n" % n for n in range(10_000)),
    "object": b"!!python/object/apply:os.system ['echo pwned']",
    "nul": b"a: \0\n",
    "bad utf-8": b"a: \xc3\x28\n",
    "utf-16": "a: 1".encode("utf-16"),
    "no bom": "a: 1".encode("utf-16-le"),
    "directives": b"%YAML 9.9\n%TAG ! tag:x,2000:\n---\na: 1\n",
}  # fmt: skip


class TestFiles:
    """Every file of a folder is looked at, none is waited for, and none is followed out of it."""

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    def test_other_line_ends(self, tmp_path: Path, line_end: str) -> None:
        assert () == load(write(tmp_path, VALID | {HERE: PROTOCOL.replace("\n", line_end)})).problems

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
    @pytest.mark.parametrize("name", [HERE, "released.lock", "shared/locale/en.po"])
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path, name: str) -> None:
        write(tmp_path, VALID)
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).unlink(missing_ok=True)
        os.mkfifo(tmp_path / name)
        assert f"{name}:1:1 PRD-Y12" in said(load(tmp_path), tmp_path)

    @pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
    def test_a_socket(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path, VALID | {HERE: ""})
        monkeypatch.chdir((tmp_path / HERE).parent)
        Path("protocol.yaml").unlink()
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind("protocol.yaml")
            assert f"{HERE}:1:1 PRD-Y12" in said(load(tmp_path), tmp_path)

    def test_a_case_that_is_a_pipe_folder_or_device(self, tmp_path: Path) -> None:
        if hasattr(os, "mkfifo"):
            os.mkfifo(tmp_path / "pipe")
        for path in (tmp_path / "pipe", tmp_path, tmp_path / "gone", Path("/dev/zero"), Path("a\0b")):
            file, found = read_worked_case(path)
            assert (None, ["PRD-Y12"]) == (file, [p.code for p in found])

    def test_links_are_not_followed(self, tmp_path: Path) -> None:
        outside = write(tmp_path / "outside", {"secret.yaml": "ZZSECRET: 1"})
        pack = write(tmp_path / "pack", VALID)
        (pack / "lezen/1.0.0/cases/geheim.yaml").symlink_to(outside / "secret.yaml")
        (pack / "buiten").symlink_to(tmp_path, target_is_directory=True)
        found = load(pack).problems
        assert ["buiten:1:1 PRD-Y11", "lezen/1.0.0/cases/geheim.yaml:1:1 PRD-Y11"] == said(load(pack), pack)
        assert "ZZSECRET" not in "".join(p.line() for p in found)

    @pytest.mark.parametrize("folder", ["a\0b", "a\udcffb", "gone"])
    def test_a_folder_that_is_none(self, folder: str) -> None:
        assert ["PRD-Y12"] == [p.code for p in load(folder).problems]


class TestAnyBytes:
    """Of any bytes something is said, or they are a definition."""

    PIECES = (b"&a ", b"*a", b"!!x ", b"<<: ", b"{", b"}", b"[", b'"', b"'", b"|", b"- ", b"? ", b": ", b"#")
    PIECES += (b"---\n", b"\t", b"\0", b"\xff", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xc2\x85", b"\r", b"~")
    PIECES += (
        b"2026-02-30",
        b".nan",
        b"1e400",
        b"0x1F",
        b"9" * 400,
        b"3,5",
        b"1e300",
        b"{a.b}",
        b"\n",
        b"  ",
    )

    @pytest.mark.parametrize("relative", [HERE, "lezen/1.0.0/cases/ernstig.yaml", "shared/sources.yaml"])
    def test_changed_bytes(self, relative: str) -> None:
        random_ = random.Random(4)
        placed = model_of(relative)
        assert placed is not None
        model = placed[0]
        whole, refused = VALID[relative].encode(), 0
        for _ in range(700):
            changed = bytearray(whole)
            for _ in range(random_.choice((1, 1, 2, 4))):
                at = random_.randrange(len(changed))
                changed[at : at + random_.choice((0, 1, 5, 30))] = random_.choice(self.PIECES)
            got = read(bytes(changed), "x.yaml")
            problems = list(got.problems)
            definition = None
            if got.document is not None:
                definition, more = validate(got.document, model)
                problems += more
            if definition is None:
                refused += 1
                assert any(p.severity == "error" for p in problems)
            assert all(p.place is not None and p.message("en") for p in problems)
        assert refused > 100


class TestInstalledPacks:
    """An installed package offers data: finding its pack, and reading it, runs nothing of it."""

    def install(self, folder: Path, value: str) -> None:
        """A package that leaves a mark where it is run, and offers a pack."""
        ran = f"open({str(folder / 'ran')!r}, 'w').close()"
        write(folder, {f"hostile/protocols/{name}": text for name, text in VALID.items()})
        code = dict.fromkeys(("hostile/__init__.py", "hostile/protocols/__init__.py"), ran)
        told = {"METADATA": "", "entry_points.txt": f"[prodia.packs]\nwicked = {value}\n"}
        write(folder, {**code, **{f"hostile-1.dist-info/{name}": text for name, text in told.items()}})

    @pytest.mark.parametrize(
        "value",
        ["hostile.protocols", "hostile:protocols", "gone.protocols", "..", "", "a\tb", "hostile/../.."],
    )
    def test_no_code_runs(self, tmp_path: Path, value: str) -> None:
        self.install(tmp_path, value)
        script = (
            "from prodia.content import installed_packs, load\n"
            "import sys\n"
            "for folder in installed_packs().values():\n"
            "    print(len(load(folder).catalogue.references()))\n"
            "assert 'hostile' not in sys.modules\n"
        )
        environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.getcwd()])}
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, env=environ, cwd=tmp_path, text=True, capture_output=True)
        assert "" == done.stderr
        assert not (tmp_path / "ran").exists()
        if value in ("hostile.protocols", "hostile:protocols"):
            assert "1" == done.stdout.strip()

    def test_a_module_that_is_imported_is_seen(self, tmp_path: Path) -> None:
        """Negative control: importing the package does leave the mark this test looks for."""
        self.install(tmp_path, "hostile.protocols")
        subprocess.run(
            [sys.executable, "-c", "import hostile"], env={"PYTHONPATH": str(tmp_path)}, check=True
        )
        assert (tmp_path / "ran").exists()

    def test_a_verb_takes_it_by_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.install(tmp_path, "hostile.protocols")
        monkeypatch.syspath_prepend(str(tmp_path))
        assert "lezen@1.0.0" in loaded(["wicked"]).catalogue.references()
        with pytest.raises(WrongUse):
            loaded(["bestaat-niet"])

    def test_one_that_is_not_there_is_a_finding_when_it_is_chosen(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.install(tmp_path, "no_such_package_at_all.protocols")
        monkeypatch.syspath_prepend(str(tmp_path))
        assert ["PRD-Y12"] == [p.code for p in load(installed_packs()["wicked"]).problems]


class TestTwoPacks:
    """What stands in two packs under one name."""

    def test_a_case_is_of_its_own_pack(self, tmp_path: Path) -> None:
        other = CASE.replace("value: 5", "value: 50")
        second = write(tmp_path / "twee", {**VALID, "lezen/1.0.0/cases/ernstig.yaml": other})
        assert () == load(write(tmp_path / "een", VALID), second).problems
