"""What a stopped machine or an editor leaves: read without it, named, set aside; never a locked case."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import prodia
from prodia.store import casefile, log
from tests.store.small import ANSWER as SAID
from tests.store.small import OPENED

ANSWER = {"kind": "answered", **SAID}


@pytest.fixture(name="path")
def _path(tmp_path: Path, catalogue: prodia.Catalogue) -> Path:
    path = tmp_path / "geval.jsonl"
    casefile.begin(prodia.Case.open(catalogue, OPENED), path, "geval")
    prodia.append_case(path, ANSWER, catalogue)
    return path


def _codes(problems: tuple[Any, ...]) -> list[str]:
    return [one.code.removeprefix("PRD-") for one in problems]


class TestTornAnywhere:
    """The file cut at every byte of its last line: what was said to be recorded before it is there."""

    def test_read_named_and_gone_on_with(self, catalogue: prodia.Catalogue, path: Path) -> None:
        whole = path.read_bytes()
        start = whole.rindex(b"\n", 0, -1) + 1
        for end in range(start, len(whole) + 1):
            path.write_bytes(whole[:end])
            kept = casefile.keep(path, catalogue)
            ready = end >= len(whole) - 1
            assert (2 if ready else 1) == len(kept.case.events)
            assert ([] if ready or end == start else ["D02"]) == _codes(kept.notes)
            if end in (start, start + 1, (start + len(whole)) // 2, len(whole) - 1, len(whole)):
                now = prodia.append_case(path, ANSWER | {"value": True}, catalogue)
                assert (3 if ready else 2) == len(now.events)
                assert now == prodia.read_case(path, catalogue)
                beside = sorted(path.parent.glob("geval.jsonl.torn-*"))
                assert (0 if ready or end == start else 1) == len(beside)
                for one in beside:
                    assert (whole[start:end], 0o600) == (one.read_bytes(), os.stat(one).st_mode & 0o777)
                    one.unlink()

    def test_repaired(self, catalogue: prodia.Catalogue, path: Path) -> None:
        whole = path.read_bytes()
        path.write_bytes(whole + b'{"event":{"by":"zo\xc3')
        assert ["D08"] == _codes(casefile.repair(path))
        assert whole == path.read_bytes()
        assert b'{"event":{"by":"zo\xc3' == (path.parent / "geval.jsonl.torn-1").read_bytes()
        assert () == casefile.repair(path)

    def test_zeroes_of_a_power_cut(self, catalogue: prodia.Catalogue, path: Path) -> None:
        path.write_bytes(path.read_bytes() + bytes(300))
        assert 3 == len(prodia.append_case(path, ANSWER | {"value": True}, catalogue).events)


class TestOfAnEditor:
    def test_line_end_gone(self, catalogue: prodia.Catalogue, path: Path) -> None:
        whole = path.read_bytes()
        path.write_bytes(whole[:-1])
        assert 2 == len(prodia.read_case(path, catalogue).events)
        assert ["D09"] == _codes(casefile.repair(path))
        assert whole == path.read_bytes()

    def test_line_ends_of_windows(self, catalogue: prodia.Catalogue, path: Path) -> None:
        whole = path.read_bytes()
        path.write_bytes(whole.replace(b"\n", b"\r\n"))
        with pytest.raises(prodia.CaseFileError) as wrong:
            prodia.read_case(path, catalogue)
        assert "PRD-D01" == wrong.value.problem.code
        assert ["D09"] == _codes(casefile.repair(path))
        assert whole == path.read_bytes()

    @pytest.mark.parametrize("where", ["begin", "middle", "end"])
    def test_blank_lines(self, catalogue: prodia.Catalogue, path: Path, where: str) -> None:
        whole = path.read_bytes()
        path.write_bytes(
            {"begin": b"\n" + whole, "middle": whole.replace(b"\n", b"\n\n", 1), "end": whole + b"\n\n"}[
                where
            ]
        )
        with pytest.raises(prodia.CaseFileError) as wrong:
            prodia.read_case(path, catalogue)
        assert "PRD-F60" == wrong.value.problem.code
        assert ["D09"] == _codes(casefile.repair(path))
        assert whole == path.read_bytes()

    def test_a_changed_line_is_for_no_tool(self, path: Path) -> None:
        changed = path.read_bytes().replace(b"clb-contact", b"clb-gerda")
        path.write_bytes(changed)
        with pytest.raises(prodia.CaseFileError):
            casefile.repair(path)
        assert changed == path.read_bytes()


class TestNoPlainFile:
    def test_a_link(self, catalogue: prodia.Catalogue, path: Path) -> None:
        link = path.with_name("link.jsonl")
        link.symlink_to(path)
        for act in (
            lambda: prodia.read_case(link, catalogue),
            lambda: prodia.append_case(link, ANSWER, catalogue),
        ):
            with pytest.raises(prodia.CaseFileError) as wrong:
                act()
            assert "PRD-D03" == wrong.value.problem.code

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system knows no pipes with a name")
    def test_a_pipe(self, catalogue: prodia.Catalogue, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pijp.jsonl")
        with pytest.raises(prodia.CaseFileError) as wrong:
            prodia.read_case(tmp_path / "pijp.jsonl", catalogue)
        assert "PRD-D03" == wrong.value.problem.code

    def test_a_folder(self, catalogue: prodia.Catalogue, tmp_path: Path) -> None:
        with pytest.raises(IsADirectoryError):
            prodia.read_case(tmp_path, catalogue)

    @pytest.mark.skipif(os.name != "posix", reason="rights of a file as POSIX has them")
    def test_that_others_may_write(self, catalogue: prodia.Catalogue, path: Path) -> None:
        path.chmod(0o666)
        assert ["D06"] == _codes(casefile.keep(path, catalogue).notes)

    def test_that_would_become_too_large(
        self, catalogue: prodia.Catalogue, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = path.read_bytes()
        monkeypatch.setattr(log, "LARGEST", len(before) + 100)
        with pytest.raises(prodia.CaseFileError) as wrong:
            prodia.append_case(path, ANSWER, catalogue)
        assert ("PRD-D04", before) == (wrong.value.problem.code, path.read_bytes())
        assert 2 == len(prodia.read_case(path, catalogue).events)


class TestBegun:
    def test_what_an_interrupted_beginning_left(self, catalogue: prodia.Catalogue, path: Path) -> None:
        left = path.with_name(".nieuw.jsonl.abc123.new")
        left.write_text("{", encoding="utf-8")
        new = path.with_name("nieuw.jsonl")
        assert ["D07"] == _codes(casefile.begin(prodia.Case.open(catalogue, OPENED), new, "nieuw").notes)
        assert ["D09"] == _codes(casefile.repair(new))
        assert not left.exists()

    def test_where_the_disk_knows_no_links(
        self, catalogue: prodia.Catalogue, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def link(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(os, "link", link)
        case, new = prodia.Case.open(catalogue, OPENED), path.with_name("nieuw.jsonl")
        casefile.begin(case, new, "nieuw")
        assert (case, 0o600) == (prodia.read_case(new, catalogue), os.stat(new).st_mode & 0o777)
        before = new.read_bytes()
        with pytest.raises(FileExistsError):
            casefile.begin(case, new, "nieuw")
        assert (before, ["geval.jsonl", "nieuw.jsonl"]) == (new.read_bytes(), sorted(os.listdir(path.parent)))

    def test_only_the_name_was_taken(self, catalogue: prodia.Catalogue, path: Path) -> None:
        path.write_bytes(b"")
        with pytest.raises(prodia.CaseFileError) as wrong:
            prodia.read_case(path, catalogue)
        assert "PRD-C82" == wrong.value.problem.code
        assert ["D09"] == _codes(casefile.repair(path))
        assert 1 == len(prodia.append_case(path, OPENED, catalogue).events)
