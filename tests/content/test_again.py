from __future__ import annotations

import os
from functools import partial

import pytest

from prodia.content import again, read_pack, shipped
from prodia.content.again import KeptDefinitions
from prodia.content.kept import as_said
from prodia.content.yaml.marks import Unread
from prodia.model.events import CaseFile
from prodia.model.norms import Norms
from prodia.model.protocol import Protocol
from tests.content.packs import CASE, PROTOCOL, SOURCES, VALID, write

P, C = "lezen/1.0.0/protocol.yaml", "lezen/1.0.0/cases/ernstig.yaml"


def known(folder, cache):
    return KeptDefinitions(folder, cache)


def test_every_definition_that_is_shipped_comes_back(tmp_path):
    """What is read from what was kept is what stands in the file, and so are its places."""

    def some(file):
        return "/cases/" not in file or "/motoriek/" in file or "/lezen-spellen/3" in file

    first = known(shipped(), tmp_path)
    read_pack(shipped(), known=first).problems(some)
    first.keep()
    kept, plain = read_pack(shipped(), known=known(shipped(), tmp_path)), read_pack(shipped())
    back = 0
    for model, _, file in plain.placed(some):
        shown = f"{plain.folder}/{file}"
        wanted, found = plain.at(shown), kept.at(shown)
        assert kept.problems_in(shown) == plain.problems_in(shown)
        assert wanted.definition == found.definition
        assert as_said(wanted.definition) == as_said(found.definition)
        assert (wanted.name, wanted.digest) == (found.name, found.digest)
        assert repr(wanted.document.data) == repr(found.document.data)
        for path in (
            (),
            ("version",),
            ("id",),
            ("nothing", "here"),
            *((key,) for key in wanted.document.data),
        ):
            assert wanted.document.place(path, on_key=True) == found.document.place(path, on_key=True)
        assert wanted.document.lines == found.document.lines
        back += isinstance(found.document, Unread)
        assert model is not Norms or not isinstance(found.document, Unread)  # with it its rows are read
    assert back > 200


class TestKeptDefinitions:
    """A definition that is kept is taken while its file says the same; else the file is read."""

    @pytest.fixture
    def folder(self, tmp_path):
        return write(tmp_path / "pak", VALID)

    @pytest.fixture
    def read(self, folder, tmp_path):
        """Reads all of the pack, and gives the places of the files that were not read as YAML."""

        def read():
            kept = known(folder, tmp_path / "cache")
            pack = read_pack(folder, known=kept)
            assert read_pack(folder).problems() == pack.problems()
            for wanted, entry in zip(read_pack(folder).entries, pack.entries, strict=True):
                assert wanted.definition == entry.definition
                assert wanted.document.data == entry.document.data
            kept.keep()
            own = f"{folder.as_posix()}/"
            return {e.file.removeprefix(own) for e in pack.entries if isinstance(e.document, Unread)}

        return read

    def test_a_second_time_no_file_is_read(self, read):
        assert [set(), {*VALID}] == [read(), read()]

    @pytest.mark.parametrize(
        ("file", "text"),
        [
            (P, PROTOCOL.replace("title: Lees", "title: Schrijf")),
            (P, f"{PROTOCOL}# een opmerking\n"),
            ("shared/sources.yaml", SOURCES.replace("Een bron", "Een andere bron")),
            (C, CASE.replace("case: ernstig", "case: ernstiger")),
        ],
    )
    def test_what_changed_is_read_anew_and_nothing_else(self, folder, read, file, text):
        every = (read(), read())[1]
        (folder / file).write_text(text, "utf-8")
        assert every - {file} == read()

    def test_what_is_as_it_was_again_is_read_as_it_is(self, folder, read):
        every = (read(), read())[1]
        for text in (f"{SOURCES}# eerst\n", SOURCES, f"{SOURCES}# dan\n"):
            (folder / "shared/sources.yaml").write_text(text, "utf-8")
            assert every - {"shared/sources.yaml"} == read()

    def test_the_same_bytes_in_another_place_are_another_definition(self, folder, read):
        read()
        other = folder / "lezen/1.0.1/protocol.yaml"
        other.parent.mkdir()
        (folder / P).rename(other)  # it says 1.0.0
        assert P not in read() and "lezen/1.0.1/protocol.yaml" not in read()
        other.rename(folder / P)
        read()
        assert P in read()

    def test_what_is_wrong_is_told_every_time(self, folder, read):
        (folder / P).write_text(PROTOCOL.replace("title: Lees", "titel: Lees", 1), "utf-8")
        for _ in range(3):
            assert P not in read()

    def test_another_library_reads_anew(self, read, monkeypatch):
        read()
        monkeypatch.setattr("prodia.content.again.made_by", lambda: "another")
        assert set() == read()

    @pytest.mark.parametrize(
        "harm",
        [
            lambda data: b"",
            lambda data: data[: len(data) // 2],
            lambda data: data.replace(b"Leesprotocol", b"Leesprotocal"),
            lambda data: data.replace(b"ernstig", b"ernst"),
            lambda data: b"\xff" * 100,
            lambda data: data.replace(b"prodia.model", b"prodia.cli"),
        ],
    )
    def test_what_was_altered_is_as_if_it_were_not_there(self, tmp_path, read, harm):
        read()
        for file in (tmp_path / "cache").iterdir():
            file.write_bytes(harm(file.read_bytes()))
        assert P not in read()  # and what it says was compared there with the file

    @pytest.mark.skipif(os.name == "nt", reason="who may write a file is not told so there")
    def test_what_others_can_write_is_not_read(self, tmp_path, read):
        read()
        for file in (tmp_path / "cache").iterdir():
            file.chmod(0o620)
        assert set() == read()

    def test_what_is_gone_is_kept_no_longer(self, folder, tmp_path, read):
        read()
        (folder / C).unlink()
        (folder / P).write_text(f"{PROTOCOL}# een opmerking\n", "utf-8")
        read()
        assert b"ernstig.yaml" not in b"".join(f.read_bytes() for f in (tmp_path / "cache").iterdir())

    def test_of_many_cases_some_are_written_down(self, monkeypatch, read):
        monkeypatch.setattr(again, "MOST_CASES", 0)
        read()
        assert C not in read()

    def test_of_many_folders_the_oldest_go(self, tmp_path, monkeypatch, read):
        monkeypatch.setattr(again, "MOST", 1)
        read()
        assert 1 == len([*(tmp_path / "cache").iterdir()])

    def test_where_nothing_can_be_kept_all_is_read_every_time(self, tmp_path, read):
        (tmp_path / "cache").write_text("a file", "utf-8")
        assert [set(), set()] == [read(), read()]

    def test_of_another_kind_it_is_no_definition(self, folder, tmp_path, read):
        read()
        data = (folder / P).read_bytes()
        find = partial(known(folder, tmp_path / "cache").find, data, f"{folder.as_posix()}/{P}")
        assert find(Protocol, "lezen@1.0.0") is not None
        assert [None, None] == [find(CaseFile, "lezen@1.0.0"), find(Protocol, "lezen@1.0.1")]
