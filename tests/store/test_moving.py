"""A folder of cases is moved: each once, also when it was broken off, and what can not be moved is told."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from prodia.batch import population
from prodia.batch.moving import changed_many
from prodia.batch.rows import as_case
from prodia.case.case import event_of
from prodia.case.log import dump
from prodia.case.move import changed, preview
from prodia.errors import ProdiaError
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
        found = each(case_files(folder), partial(look, plans=KNOWN, to=NEW, on=ON, changes=changed_many))
        assert before == {p.name: p.read_bytes() for p in folder.iterdir()}
        assert (6, 5, 0, 1) == (found.files, found.moved, found.there, len(found.refused))

    def test_says_what_a_preview_says(self, folder: Path) -> None:
        case = keep(folder / "0.jsonl", KNOWN).case
        whole = preview(case, NEW, ON)
        assert (*whole.verdicts, *whole.proposals) == tuple(
            c for c in changed(case, NEW, ON) if c[1] != "judged"
        )

    def test_each_is_moved_once(self, folder: Path) -> None:
        work = partial(move, plans=KNOWN, to=NEW, event=EVENT, changes=changed_many)
        each(case_files(folder)[:2], work)  # and then it was broken off
        found = each(case_files(folder), work)
        assert (3, 2, 1) == (found.moved, found.there, len(found.refused))
        for number in range(5):
            case = keep(folder / f"{number}.jsonl", KNOWN).case
            assert [NEW.reference] == [e.to for e in case.events if isinstance(e, Moved)]

    @pytest.mark.parametrize("kept", [1, 40, 200])
    def test_a_line_that_was_torn_is_written_again(self, folder: Path, kept: int) -> None:
        """The machine stopped in the middle of the line: the piece is set aside, the case moved once."""
        path, work = folder / "0.jsonl", partial(move, plans=KNOWN, to=NEW, event=EVENT, changes=changed_many)
        before = path.read_bytes()
        work([str(path)])
        path.write_bytes(path.read_bytes()[: len(before) + kept])
        assert not work([str(path)])[0].there
        case = keep(path, KNOWN).case
        assert [NEW.reference] == [e.to for e in case.events if isinstance(e, Moved)]
        assert work([str(path)])[0].there


class TestManyAtOnce:
    """What changes in many cases is what changes in each."""

    @pytest.mark.parametrize("on", [None, ON, LATER])
    def test_is_what_changes_in_each(self, on: dt.date | None) -> None:
        """Of cases with judgements, competence, answers that are not there, and in every kind of guidance."""
        table = population(OLD, 30, seed=5, on=ON, near=0.5, missing=0.2).to_pylist()
        modes = ("trajectory", "compulsory", "consultative")
        judged = next(name for name, one in OLD.criteria.items() if one.judge is not None)
        cases = []
        for number, row in enumerate(table):
            row |= {"case.mode": modes[number % 3], judged: ("met", "not met", None)[number % 3]}
            cases.append(as_case(OLD, row, ON, "trajectory"))
        answer = {"kind": "answered", "by": next(iter(OLD.roles)), "missing": "refused"}
        field = next(name for one in OLD.ensure.values() for name in one.answers)
        cases[0] = cases[0]._appended(event_of(answer | {"on": ON, "field": field}))
        paused = {"kind": "paused", "on": LATER, "by": answer["by"], "waiting_for": "-"}
        cases[1] = cases[1]._appended(event_of(paused))
        cases[2] = as_case(CATALOGUE.plan("algemeen@1.0.0"), {}, ON, "trajectory")
        want = []
        for case in cases:
            try:
                want.append(changed(case, NEW, None if on is None else max(on, case.state.day)))
            except ProdiaError as error:
                want.append(error)
        found = changed_many(cases, NEW, on)
        assert [str(one) for one in want] == [str(one) for one in found]
        assert any(isinstance(one, ProdiaError) for one in found)
        assert on == LATER or any(one for one in found[3:])


KILLED = """
import sys
from functools import partial
import prodia
from prodia.batch.moving import changed_many
from prodia.errors import ProdiaError
from prodia.model.events import Moved
from prodia.store.casefile import plans
from prodia.store.moving import case_files, each, move
event = Moved.model_validate_json(sys.argv[2])
found = prodia.load().catalogue
work = partial(move, plans=plans(found, "nl"), to=found.plan(event.to), event=event, changes=changed_many)
print("ready", flush=True)
each(case_files(sys.argv[1]), work)
"""


def killed(folder: Path, after: float) -> None:
    """A move of a folder, killed so many seconds after it began."""
    command = [sys.executable, "-c", KILLED, str(folder), EVENT.model_dump_json(exclude_none=True)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        time.sleep(after)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("points", [2])
def test_killed_anywhere_nothing_is_lost_or_moved_twice(tmp_path: Path, points: int) -> None:
    """``python -m tests.store.test_moving 100`` does it at a hundred points."""
    row = population(OLD, 1, seed=4, on=ON).to_pylist()[0]
    text = dump(as_case(OLD, row, ON, "trajectory"), id="c")
    for number in range(150):
        (tmp_path / f"{number}.jsonl").write_text(text, "utf-8")
    for point in range(points):
        killed(tmp_path, 0.05 + 0.6 * point / points)
    each(case_files(tmp_path), partial(move, plans=KNOWN, to=NEW, event=EVENT, changes=changed_many))
    for path in case_files(tmp_path):
        case = keep(path, KNOWN).case
        assert [NEW.reference] == [e.to for e in case.events if isinstance(e, Moved)]
        assert dump(case, id="c").startswith(text.rstrip("\n"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as here:
        test_killed_anywhere_nothing_is_lost_or_moved_twice(Path(here), int(sys.argv[1]))
    print("nothing lost, nothing moved twice")
