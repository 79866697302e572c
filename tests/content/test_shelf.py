"""What stands at the head of protocols, read without the rest."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from prodia.content import headers, in_force, load, shipped, succession
from tests.content.packs import PROTOCOL, VALID, write
from tests.shipped import CATALOGUE, copied


class TestHeaders:
    """The head says what the whole says."""

    def test_of_what_is_shipped_as_of_the_whole(self):
        """With the cases of every fourth counted."""
        for lang in ("nl", "en"):
            found = {one.reference: one for one in headers(shipped(), lang=lang)}
            assert list(CATALOGUE.references()) == list(found)
            for reference, one in found.items():
                whole = CATALOGUE.plan(reference, lang).protocol
                said = (whole.id, whole.version, whole.status, whole.title)
                assert said == (one.id, one.version, one.status, one.title)
                dates = (whole.valid.from_, whole.valid.to)
                assert dates == tuple(_day(text) for text in (one.valid_from, one.valid_to))
            for reference in list(found)[::4]:
                assert len(CATALOGUE.cases(reference)) == found[reference].cases

    def test_a_head_far_down_is_found_too(self, tmp_path):
        text = "# " + "x" * 9000 + "\n" + PROTOCOL
        [one] = headers(write(tmp_path, {**VALID, "lezen/1.0.0/protocol.yaml": text}))
        assert ("lezen@1.0.0", "Leesprotocol", "2020-01-01") == (one.reference, one.title, one.valid_from)

    def test_mistakes_further_on_are_not_its_business(self, tmp_path):
        text = PROTOCOL + "onzin: [\n"
        folder = write(tmp_path, {**VALID, "lezen/1.0.0/protocol.yaml": text})
        assert ["lezen@1.0.0"] == [one.reference for one in headers(folder)]
        assert () == load(folder).catalogue.references()

    def test_what_says_it_is_another_is_not_there(self, tmp_path):
        text = PROTOCOL.replace("version: 1.0.0", "version: 1.0.1")
        assert () == headers(write(tmp_path, {**VALID, "lezen/1.0.0/protocol.yaml": text}))

    def test_what_hides_characters_is_not_there(self, tmp_path):
        text = PROTOCOL.replace("Leesprotocol", "Lees\u202eprotocol")
        assert () == headers(write(tmp_path, {**VALID, "lezen/1.0.0/protocol.yaml": text}))

    def test_the_first_pack_counts(self, tmp_path):
        other = VALID | {"lezen/1.0.0/protocol.yaml": PROTOCOL.replace("Leesprotocol", "Ander")}
        first, second = write(tmp_path / "a", VALID), write(tmp_path / "b", other)
        assert ["Leesprotocol"] == [one.title for one in headers(first, second)]


class TestWhatIsRead:
    """A plan reads its protocol, the one it supplements, what these name, and of translations its title."""

    def test_a_plan_reads_no_other_protocol_and_no_case(self, monkeypatch):
        opened = _opened(monkeypatch)
        load().catalogue.plan("lezen-spellen@2.0.0")
        protocols = {name for name in opened if name.endswith("protocol.yaml")}
        assert {"lezen-spellen/2.0.0/protocol.yaml", "algemeen/1.0.0/protocol.yaml"} == protocols
        assert not any("/cases/" in name or name.endswith(("en.po", ".csv")) for name in opened)

    def test_a_file_is_read_once(self, monkeypatch, tmp_path):
        folder = copied(tmp_path, "lezen-spellen/2.0.0", cases=False)
        opened = _opened(monkeypatch, folder)
        loaded = load(folder)
        loaded.catalogue.plan("algemeen")
        assert loaded.problems is loaded.problems
        loaded.catalogue.plan("lezen-spellen", "en")
        assert len(set(opened)) == len(opened)

    def test_loading_reads_nothing(self, monkeypatch):
        opened = _opened(monkeypatch)
        load()
        assert [] == opened


def _opened(monkeypatch, root: Path | None = None) -> list[str]:
    """The places of the files of a pack that are opened from now on."""
    from prodia.content import packs

    root, opened = (root or shipped()).absolute(), []
    for name in ("read_bytes", "read_text"):
        before = getattr(packs, name)

        def note(path: Path, *more: str, before=before):
            opened.append(path.relative_to(root).as_posix())
            return before(path, *more)

        monkeypatch.setattr(packs, name, note)
    return opened


def _day(text: str | None):
    import datetime as dt

    return dt.date.fromisoformat(text) if text else None


class TestInForce:
    """Of every protocol the newest released version whose dates include the day holds, and no other."""

    def test_the_day_decides(self, tmp_path):
        [one] = headers(write(tmp_path, VALID))
        old = replace(one, status="released", valid_from="2020-01-01", valid_to=None)
        new = replace(old, version="2.0.0", valid_from="2026-09-01", valid_to="2027-08-31")
        newer = replace(new, version="10.0.0", status="concept")
        for day, expected in (
            ((2019, 12, 31), []),
            ((2020, 1, 1), ["1.0.0"]),
            ((2026, 8, 31), ["1.0.0"]),
            ((2026, 9, 1), ["2.0.0"]),
            ((2027, 8, 31), ["2.0.0"]),
            ((2027, 9, 1), ["1.0.0"]),
        ):
            found = in_force([newer, new, old], dt.date(*day))
            assert expected == [one.version for one in found.values()]

    def test_one_follows_the_other_and_no_day_is_lost_or_twice(self, tmp_path):
        [one] = headers(write(tmp_path, VALID))
        old = replace(one, status="released", valid_from="2020-01-01", valid_to="2026-12-31")
        new = replace(old, version="2.0.0", valid_from="2026-09-01", valid_to="2027-08-31")
        found = [
            (str(first), str(last), held and held.version) for _, first, last, held in succession([new, old])
        ]
        expected = [
            ("2020-01-01", "2026-08-31", "1.0.0"),
            ("2026-09-01", "2027-08-31", "2.0.0"),
            ("2027-09-01", "None", None),
        ]
        assert expected == found

    def test_a_link_is_no_worked_case(self, tmp_path):
        folder = write(tmp_path, VALID)
        [one] = headers(folder)
        cases = next(tmp_path.rglob("protocol.yaml")).parent / "cases"
        cases.mkdir(exist_ok=True)
        (cases / "link.yaml").symlink_to(tmp_path / "nowhere.yaml")
        assert [one.cases] == [each.cases for each in headers(folder)]
