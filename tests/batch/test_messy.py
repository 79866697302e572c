"""A file as people bring it is read as it is meant, or asked about; nothing of it goes by in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodia.batch.files import read_file, scored_chunks
from prodia.content.reading import Asked
from prodia.errors import ContentError
from prodia.problems import Kind, people
from tests.batch.given import rows_of, small
from tests.batch.messy import FILES, Messy, Score

KEY = small()


def scored(path: Path, one: Messy) -> tuple[dict[str, Score] | None, list[str], tuple[str, ...]]:
    """The sum and the T of each, the codes of all that was asked and told, and the four lines."""
    path.write_bytes(one.content)
    try:
        reading = read_file(str(path), KEY, Asked(**one.said))
    except ContentError as error:
        return None, [p.kind.code for p in error.problems], ()
    codes = [p.kind.code for p in (*reading.problems, *reading.near)]
    if not reading.fits:
        return None, codes, reading.account.lines("nl")
    found: dict[str, Score] = {}
    for some in scored_chunks(reading, KEY):
        codes += [p.kind.code for p in some.refused]
        for at, row in enumerate(rows_of(some.columns)):
            who = " ".join(k[at] for k in (some.ids, some.moments) if k)
            found[who] = (row["som"], row["som.T"])
    return found, codes, reading.account.lines("nl")


class TestFiles:
    """Each file of the folder of messy ones: its reading, the scores, and what is said."""

    @pytest.mark.parametrize("name", FILES)
    def test_reading(self, name: str, tmp_path: Path) -> None:
        one = FILES[name]
        scores, codes, lines = scored(tmp_path / one.name, one)
        assert list(one.codes) == codes
        assert one.scores == scores
        assert [words for words in one.lines if words not in "\n".join(lines)] == []

    def test_every_question_and_refusal_of_this_family_is_in_one(self) -> None:
        shown = {code for one in FILES.values() for code in one.codes}
        # tests/cli/test_files.py, test_many.py, test_score_growth.py and test_progress.py,
        # tests/batch/test_warned.py, tests/content/test_people_tables.py
        elsewhere = {"F01", "F44", "F45", "F53", "F54", "F55", "F64", "F68"}
        known = {
            kind.code for kind in vars(people).values() if isinstance(kind, Kind) and kind.code[0] == "F"
        }
        assert known == {code for code in shown if code[0] == "F"} | elsewhere
        assert len(FILES) >= 30
