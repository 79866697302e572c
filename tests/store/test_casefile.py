"""A case in a file: read ready to go on with, appended on the disk, refused with the promised exception."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import prodia
from prodia.case.expect import run_case
from prodia.case.log import dump
from prodia.content import shipped
from prodia.events import Answered
from prodia.model.events import whole_case
from prodia.store.casefile import begin, keep
from prodia.store.files import write_whole
from tests.store.small import ANSWER, OPENED


@pytest.fixture(name="path")
def _path(tmp_path: Path, catalogue: prodia.Catalogue) -> Path:
    path = tmp_path / "geval.jsonl"
    path.write_text(dump(prodia.Case.open(catalogue, OPENED)), encoding="utf-8")
    return path


class TestWorked:
    """A worked case, ready to run; what it names no protocol for it takes from its place."""

    def test_every_shipped_one(self, catalogue: prodia.Catalogue) -> None:
        for reference in catalogue.references():
            id, _, version = reference.partition("@")
            written = catalogue.cases_as_written(reference)
            for path in sorted((Path(shipped()) / id / version / "cases").glob("*.yaml"))[::20]:
                file = whole_case(written[path.stem], written.get)
                want, _ = run_case(catalogue.plan, file, protocol=reference)
                assert want == prodia.read_case(path, catalogue)

    def test_elsewhere_it_must_name_one(self, catalogue: prodia.Catalogue, tmp_path: Path) -> None:
        text = (Path(shipped()) / "algemeen" / "1.0.0" / "cases" / "consultatief.yaml").read_text("utf-8")
        assert "protocol:" not in text
        (tmp_path / "consultatief.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(prodia.EventRefused):
            prodia.read_case(tmp_path / "consultatief.yaml", catalogue)

    def test_an_event_that_is_refused(self, catalogue: prodia.Catalogue, tmp_path: Path) -> None:
        """Only the last, and only where the case says so."""
        text = (Path(shipped()) / "algemeen" / "1.0.0" / "cases" / "consultatief.yaml").read_text("utf-8")
        folder = tmp_path / "algemeen" / "1.0.0" / "cases"
        folder.mkdir(parents=True)
        path = folder / "consultatief.yaml"
        path.write_text(text.replace("zorgteam", "niemand"), encoding="utf-8")
        with pytest.raises(prodia.EventRefused):
            prodia.read_case(path, catalogue)

    def test_mistakes_in_it(self, catalogue: prodia.Catalogue, tmp_path: Path) -> None:
        path = tmp_path / "geval.yaml"
        path.write_text("format: 1\ncase: a\n", encoding="utf-8")
        with pytest.raises(prodia.ContentError) as wrong:
            prodia.read_case(path, catalogue)
        assert wrong.value.problems

    @pytest.mark.parametrize("name", ["weg.yaml", "weg.jsonl"])
    def test_not_there(self, catalogue: prodia.Catalogue, tmp_path: Path, name: str) -> None:
        with pytest.raises(FileNotFoundError):
            prodia.read_case(tmp_path / name, catalogue)


class TestAppend:
    def test_begun(self, catalogue: prodia.Catalogue, tmp_path: Path) -> None:
        """With public names alone; any other event needs a file."""
        path = tmp_path / "nieuw.jsonl"
        with pytest.raises(prodia.EventRefused) as no:
            prodia.append_case(path, {"kind": "answered", **ANSWER}, catalogue)
        assert ("PRD-C01", f"{path}:1:1") == (no.value.problem.code, str(no.value.problem.place))
        begun = prodia.append_case(path, OPENED, catalogue)
        assert (begun, 0o600) == (prodia.read_case(path, catalogue), os.stat(path).st_mode & 0o777)

    @pytest.mark.parametrize("given", [Answered(**ANSWER), {"kind": "answered", **ANSWER}])
    def test_appended(self, catalogue: prodia.Catalogue, path: Path, given: Any) -> None:
        before = path.read_bytes()
        now = prodia.append_case(path, given, catalogue)
        assert path.read_bytes().startswith(before)
        assert now == prodia.read_case(path, catalogue)
        assert 2 == len(now.events)

    @pytest.mark.parametrize(
        "given", [{"kind": "answered"}, {"kind": "answered", **ANSWER, "value": "veel"}, None, OPENED]
    )
    def test_refused_leaves_the_file(self, catalogue: prodia.Catalogue, path: Path, given: Any) -> None:
        before = path.read_bytes()
        with pytest.raises(prodia.EventRefused):
            prodia.append_case(path, given, catalogue)
        assert before == path.read_bytes()

    def test_somebody_else_recorded_meanwhile(self, catalogue: prodia.Catalogue, path: Path) -> None:
        """What is still open is recorded after it; both stand in the file and in the case."""
        mine = keep(path, catalogue)
        prodia.append_case(path, Answered(**ANSWER), catalogue)
        now = mine.record(Answered(**ANSWER | {"value": True}))
        assert 3 == len(now.case.events)
        assert now.case == prodia.read_case(path, catalogue)

    def test_not_open_any_more_after_what_somebody_else_recorded(
        self, catalogue: prodia.Catalogue, path: Path
    ) -> None:
        mine = keep(path, catalogue)
        closed = {"kind": "closed", "on": "2026-09-03", "by": "clb-contact", "reason": "r"}
        prodia.append_case(path, closed, catalogue)
        before = path.read_bytes()
        with pytest.raises(prodia.EventRefused):
            mine.record(Answered(**ANSWER))
        assert before == path.read_bytes()

    def test_another_file_in_its_place(self, catalogue: prodia.Catalogue, path: Path) -> None:
        mine = keep(path, catalogue)
        other = dump(prodia.Case.open(catalogue, OPENED | {"question": "een andere"}))
        path.write_text(other, encoding="utf-8")
        with pytest.raises(prodia.CaseFileError) as wrong:
            mine.record(Answered(**ANSWER))
        assert ("PRD-G16", other) == (wrong.value.problem.code, path.read_text("utf-8"))

    def test_a_changed_line(self, catalogue: prodia.Catalogue, path: Path) -> None:
        path.write_text(path.read_text("utf-8").replace("clb-contact", "clb-team"), encoding="utf-8")
        with pytest.raises(prodia.CaseFileError):
            prodia.append_case(path, Answered(**ANSWER), catalogue)

    def test_no_text(self, catalogue: prodia.Catalogue, path: Path) -> None:
        path.write_bytes(path.read_bytes() + b"\xff\xfe\n")
        with pytest.raises(prodia.CaseFileError) as wrong:
            prodia.read_case(path, catalogue)
        assert (3, "PRD-C81") == (wrong.value.problem.place.line, wrong.value.problem.code)  # type: ignore[union-attr]

    def test_texts_in_a_language(self, catalogue: prodia.Catalogue, path: Path) -> None:
        nl, en = (prodia.read_case(path, catalogue, lang=lang) for lang in ("nl", "en"))
        assert ("nl", "en") == (nl.plan.lang, en.plan.lang)


class TestNew:
    def test_only_its_owner_reads_it(self, catalogue: prodia.Catalogue, tmp_path: Path) -> None:
        path = tmp_path / "map" / "geval.jsonl"
        begin(prodia.Case.open(catalogue, OPENED), path, "geval")
        assert 0o600 == os.stat(path).st_mode & 0o777
        with pytest.raises(FileExistsError):
            begin(prodia.Case.open(catalogue, OPENED), path, "geval")
        assert ["geval.jsonl"] == os.listdir(path.parent)

    def test_written_whole_or_not(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        write_whole(path, "een")
        with pytest.raises(UnicodeEncodeError):
            write_whole(path, "\ud800")
        assert ("een", ["a.txt"]) == (path.read_text("utf-8"), os.listdir(tmp_path))
