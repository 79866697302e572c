"""A folder of cases is moved: each once, also when it was broken off, and what can not be moved is told."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

import pytest

from prodia.batch import population
from prodia.batch.many import as_case
from prodia.case.log import dump
from prodia.case.move import changed, preview
from prodia.model.events import Moved
from prodia.store.casefile import keep, plans
from prodia.store.moving import case_files, each, look, move
from tests.batch.whole import ON
from tests.shipped import CATALOGUE

OLD, NEW = (CATALOGUE.plan(f"wiskunde@{n}.0.0") for n in (1, 2))
KNOWN = plans(CATALOGUE, "nl")
LATER = dt.date(2027, 1, 10)
EVENT = Moved(on=LATER, by=next(iter(NEW.roles)), person="An", to=NEW.reference, reason="nieuwe versie")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, row in enumerate(population(OLD, 5, seed=4, on=ON, near=0.5).to_pylist()):
        case = as_case(OLD, row, ON, "trajectory")
        (tmp_path / f"{number}.jsonl").write_text(dump(case, id=f"c{number}"), "utf-8")
    (tmp_path / "broken.jsonl").write_text("{}\n", "utf-8")
    return tmp_path


class TestMoving:
    """Looked at first, then moved."""

    def test_looking_writes_nothing(self, folder: Path) -> None:
        before = {p.name: p.read_bytes() for p in folder.iterdir()}
        found = each(case_files(folder), partial(look, plans=KNOWN, to=NEW, on=ON))
        assert before == {p.name: p.read_bytes() for p in folder.iterdir()}
        assert (6, 5, 0, 1) == (found.files, found.moved, found.there, len(found.refused))

    def test_says_what_a_preview_says(self, folder: Path) -> None:
        case = keep(folder / "0.jsonl", KNOWN).case
        whole = preview(case, NEW, ON)
        assert (*whole.verdicts, *whole.proposals) == tuple(
            c for c in changed(case, NEW, ON) if c[1] != "judged"
        )

    def test_each_is_moved_once(self, folder: Path) -> None:
        work = partial(move, plans=KNOWN, to=NEW, event=EVENT)
        each(case_files(folder)[:2], work)  # and then it was broken off
        found = each(case_files(folder), work)
        assert (3, 2, 1) == (found.moved, found.there, len(found.refused))
        for number in range(5):
            case = keep(folder / f"{number}.jsonl", KNOWN).case
            assert [NEW.reference] == [e.to for e in case.events if isinstance(e, Moved)]

    @pytest.mark.parametrize("kept", [1, 40, 200])
    def test_a_line_that_was_torn_is_written_again(self, folder: Path, kept: int) -> None:
        """The machine stopped in the middle of the line: the piece is set aside, the case moved once."""
        path, work = folder / "0.jsonl", partial(move, plans=KNOWN, to=NEW, event=EVENT)
        before = path.read_bytes()
        work(str(path))
        path.write_bytes(path.read_bytes()[: len(before) + kept])
        assert not work(str(path)).there
        case = keep(path, KNOWN).case
        assert [NEW.reference] == [e.to for e in case.events if isinstance(e, Moved)]
        assert work(str(path)).there
