"""Rows of norms from a file: every cell as it stands or told at its place, and from there to a score."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content import load
from prodia.content.csvrows import MOST, ReadRows, columns, read_rows, read_text
from prodia.content.strictcsv import MAX_BYTES, number_of, table_of, wanted_for
from prodia.errors import ContentError
from prodia.language import nine
from prodia.model.norms import Norms, Printed
from prodia.problems import Problem, growth, scored, scores
from prodia.problems import growth as cells
from prodia.problems import norms as kinds
from prodia.problems import yaml as files
from prodia.scoring.continuous import RegressionNorm, norm_of_raw, polynomial, regression_z
from prodia.scoring.error import interval, interval_of_sem
from prodia.scoring.key import ScoringKey
from prodia.scoring.lms import z as lms_z
from prodia.scoring.norms import PercentileCuts, percentile_between
from prodia.scoring.normset import NormSet, norm_set
from prodia.scoring.person import NOBODY, Person
from prodia.scoring.reasons import NoScore
from prodia.scoring.scales import SCALES, band_of_z, percentile_of_z, z_of_percentile
from prodia.scoring.score import NormedScore, Score
from prodia.scoring.single_case import crawford_howell
from tests.content.packs import SOURCES, write
from tests.model.test_normfaults import DECLARED, GOOD, INSTRUMENT, TABLE, of_kind


def norms(kind: str = "table", **said: Any) -> Norms:
    """A declaration of norms, with what is asked of it."""
    told = {
        "format": 1,
        "id": "eigen",
        "version": "1.0.0",
        "instrument": "maat",
        "group": "verzonnen",
        "country": "nergens",
        "rows": "public",
        "kind": kind,
        "gives": ("T", "percentile"),
        "scales": ("som",),
        "source": ({"ref": "bron", "confidence": "seen"},),
        **said,
    }
    return Norms.model_validate(told)


def got(text: str, kind: str = "table", **said: Any) -> ReadRows:
    return read_text(text, "rijen", norms(kind, **said), digest="sha256:0")


class TestCells:
    """A cell is plain digits with a point, or it is told with what belongs there."""

    @pytest.mark.parametrize(
        ("cell", "hint_nl", "hint_en"),
        [
            ("", "leeg is nooit nul", "empty is never zero"),
            ("2,5", "met een punt: 2.5", "with a point: 2.5"),
            ("07", "zonder nullen ervoor: 7", "without zeros before it: 7"),
            ("-007.5", "zonder nullen ervoor: -7.5", "without zeros before it: -7.5"),
            ("6;3", "6;3 is 75", "6;3 is 75"),
            ("10-14", "een bereik is «10..14»", "a range is «10..14»"),
            ("10–14", "een bereik is «10..14»", "a range is «10..14»"),
            ("\u0663\u0665", "de cijfers 0 tot 9", "the digits 0 to 9"),
            ("NA", "een punt voor decimalen", "a point for decimals"),
            ("n.v.t.", "een punt voor decimalen", "a point for decimals"),
            ("1e999", "een punt voor decimalen", "a point for decimals"),
            ("nan", "een punt voor decimalen", "a point for decimals"),
            ("1_000", "een punt voor decimalen", "a point for decimals"),
            ("+5", "een punt voor decimalen", "a point for decimals"),
            ("5 ", None, None),
        ],
    )
    def test_told_with_the_way_out(self, cell: str, hint_nl: str | None, hint_en: str | None) -> None:
        found = got(f'mean,sd\n"{cell}",2\n', "mean-sd").problems
        if hint_nl is None or hint_en is None:
            assert () == found
            return
        assert [("rijen:2:1", cells.CELL)] == [(str(p.place), p.kind) for p in found]
        assert hint_nl in found[0].hint("nl")
        assert hint_en in found[0].hint("en")

    @given(st.text(max_size=12))
    def test_a_number_is_what_python_reads_in_plain_digits(self, text: str) -> None:
        found = number_of(text)
        if found is not None:
            assert text.isascii()
            assert float(text) == found
        assert "" not in (wanted_for(text).nl, wanted_for(text).en)

    @given(st.floats(-1e8, 1e8).filter(lambda x: x == 0 or abs(x) > 1e-99))
    def test_every_number_python_writes_is_read_back(self, number: float) -> None:
        assert number == number_of(repr(number))

    @pytest.mark.parametrize(
        ("raw", "expected"),
        [
            ("3", (3.0,)),
            ("2.5", (2.5,)),
            ("-1..1", (-1.0, 0.0, 1.0)),
            ("0..2", (0.0, 1.0, 2.0)),
            ("2..2", None),
            ("3..1", None),
            ("00..2", None),
            ("0..9000", None),
            ("3-5", None),
            ("", None),
        ],
    )
    def test_a_raw_score_or_a_range(self, raw: str, expected: tuple[float, ...] | None) -> None:
        found = got(f"raw,T,percentile\n{raw},50,50\n9,50,50\n")
        assert found.rows is not None
        assert (expected or (9.0,)) == found.rows.rows[0].raw
        assert ([] if expected else [cells.CELL]) == [p.kind for p in found.problems]

    def test_a_printed_score_may_be_open_or_absent(self) -> None:
        found = got("raw,T,percentile\n0,<20,\n1,>80,>99\n")
        assert found.rows is not None
        assert [
            (("T", Printed(20.0, "<")),),
            (("T", Printed(80.0, ">")), ("percentile", Printed(99.0, ">"))),
        ] == [row.printed for row in found.rows.rows]
        assert ["«≥99»" in p.message() for p in got("raw,T,percentile\n0,50,≥99\n").problems] == [True]

    @pytest.mark.parametrize(
        ("key", "good"), [("m", True), ("f", True), ("v", False), ("M", False), ("1", False), ("", False)]
    )
    def test_a_sex_is_m_or_f(self, key: str, good: bool) -> None:
        found = got(f"sex,mean,sd\n{key},5,1\n", "mean-sd", by=("sex",))
        assert good == (found.problems == ())

    @pytest.mark.parametrize("word", ["", "#N/A", "a\u202eb"])
    def test_a_key_is_a_word(self, word: str) -> None:
        found = got(f'mean,grade,sd\n5,"{word}",1\n', "mean-sd", by=("grade",))
        assert [("rijen:2:3", cells.CELL)] == [(str(p.place), p.kind) for p in found.problems]

    @pytest.mark.parametrize(("band", "place"), [("72.5,83", 2), ("83,72", 2), ("-1,5", 2), ("72,x", 2)])
    def test_an_age_band_is_whole_months_that_rise(self, band: str, place: int) -> None:
        found = got(f"mean,sd,age_from,age_to\n5,1,{band}\n", "mean-sd", age="calendar")
        assert [cells.CELL] == [p.kind for p in found.problems]

    def test_every_bad_cell_is_told_and_the_rest_is_read(self) -> None:
        found = got("raw,T,percentile\nx,5O,NA\n1,50,50\n2,,x\n")
        assert ["rijen:2:1", "rijen:2:3", "rijen:2:6", "rijen:4:4"] == [str(p.place) for p in found.problems]
        assert found.rows is not None
        assert [3] == [row.line for row in found.rows.rows]


class TestHead:
    """The first line names the columns: all that are needed, each once, and no other."""

    @pytest.mark.parametrize(
        ("head", "kind", "column"),
        [
            ("raw,T", cells.COLUMNS, "percentile"),
            ("raw,T,percentile,T", cells.COLUMNS, "T"),
            ("raw,T,percentile,sem,sem", cells.COLUMNS, "sem"),
            ("raw,T,percentile,t", kinds.COLUMN_UNKNOWN, "t"),
            ("raw,T,percentile,age_from", kinds.COLUMN_UNKNOWN, "age_from"),
            ("", cells.COLUMNS, "raw"),
        ],
    )
    def test_refused(self, head: str, kind: Any, column: str) -> None:
        found = got(f"{head}\n" + "1," * head.count(",") + "1\n")
        assert (None, [kind]) == (found.rows, [p.kind for p in found.problems])
        assert column in found.problems[0].message()

    @pytest.mark.parametrize("head", ["scale,reliability,sem,n,raw,T,percentile", "n,percentile,T,raw"])
    def test_more_that_is_known(self, head: str) -> None:
        cells_ = {"scale": "som", "reliability": "0.9", "sem": "2", "n": "50", "raw": "1", "T": "50"}
        row = ",".join(cells_.get(name, "50") for name in head.split(","))
        assert () == got(f"{head}\n{row}\n").problems

    def test_a_model_may_say_its_ages_and_then_says_both(self) -> None:
        text = "age_from,term,value\n60,L1,1\n"
        assert [cells.COLUMNS] == [p.kind for p in got(text, "polynomial").problems]
        assert () == got("age_from,age_to,term,value\n60,71,L1,1\n", "polynomial").problems

    def test_several_scales_ask_a_column(self) -> None:
        assert "scale" in columns(norms(scales=("som", "duur")))
        assert "scale" not in columns(norms())


class TestFile:
    """A file is text under its sum, in the place it belongs, in one of the forms of CSV."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [(",", ";"), (",", "\t"), ("\n", "\r\n"), ("\n", "\r"), ("2,", '"2",'), ("# t", "\ufeff# t")],
    )
    def test_forms(self, tmp_path: Path, old: str, new: str) -> None:
        text = "# tabel; a, b\nraw,T,percentile\n\n1,50,50\n,,\n2,60,84\n"
        (tmp_path / "rows.csv").write_bytes(text.replace(old, new).encode())
        expected, found = got(text), read_rows(tmp_path / "rows.csv", norms())
        assert ((), ()) == (expected.problems, found.problems)
        assert expected.rows is not None and found.rows is not None
        assert [r.printed for r in expected.rows.rows] == [r.printed for r in found.rows.rows]

    @pytest.mark.parametrize("row", ['"1,50,50', '1,"50"x,50', '1,5"0,50', "1,50", "1,50,50,50"])
    def test_a_row_that_can_not_be_taken_apart(self, row: str) -> None:
        found = got(f"raw,T,percentile\n{row}\n2,60,84\n")
        assert [(2, cells.CELL)] == [(p.place.line if p.place else 0, p.kind) for p in found.problems]
        assert found.rows is not None
        assert [3] == [r.line for r in found.rows.rows]

    @given(st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])), min_size=2))
    def test_quoted_cells_come_back_with_their_place(self, texts: list[str]) -> None:
        line = ",".join('"' + text.replace('"', '""') + '"' for text in texts)
        table = table_of(f"{line}\n", "x", ",")
        assert () == table.problems
        assert [text.strip() for text in texts] == [text for _, text in table.head]
        assert ['"'] * len(texts) == [line[at - 1] for at, _ in table.head]

    @pytest.mark.parametrize("text", ["", "\n\n", "# niets\n", "raw,T,percentile\n"])
    def test_no_rows(self, text: str) -> None:
        found = got(text)
        assert found.rows is None
        assert [found.problems[0].kind] == [kinds.TOO_SHORT if text.startswith("raw") else cells.COLUMNS]

    def test_too_many_rows(self) -> None:
        found = got("mean,sd\n" + "1,1\n" * (MOST + 1), "mean-sd")
        assert (None, [files.TOO_LARGE]) == (found.rows, [p.kind for p in found.problems])

    def test_under_its_sum(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.csv"
        path.write_text("mean,sd\n5,1\n", "utf-8")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        read = read_rows(path, norms("mean-sd", sha256=digest))
        assert read.rows is not None
        assert f"sha256:{digest}" == read.rows.digest
        path.write_text("mean,sd\n6,1\n", "utf-8")
        assert [cells.DIGEST] == [p.kind for p in read_rows(path, norms("mean-sd", sha256=digest)).problems]

    @pytest.mark.parametrize(
        ("data", "kind"), [(b"mean,sd\n\xe9,1\n", files.ENCODING), ("mean".encode("utf-16"), files.ENCODING)]
    )
    def test_no_text(self, tmp_path: Path, data: bytes, kind: Any) -> None:
        (tmp_path / "rows.csv").write_bytes(data)
        assert [kind] == [p.kind for p in read_rows(tmp_path / "rows.csv", norms("mean-sd")).problems]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "rows.csv")
        found = read_rows(tmp_path / "rows.csv", norms("mean-sd")).problems
        assert [files.UNREADABLE_FILE] == [p.kind for p in found]

    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").write_text("mean,sd\n5,1\n", "utf-8")
        (tmp_path / "rows.csv").symlink_to(tmp_path / "elsewhere")
        found = read_rows(tmp_path / "rows.csv", norms("mean-sd"))
        assert (None, [files.LINK]) == (found.rows, [p.kind for p in found.problems])

    def test_too_large(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.csv"
        path.write_text("mean,sd\n5,1\n", "utf-8")
        os.truncate(path, MAX_BYTES + 1)
        assert [files.TOO_LARGE] == [p.kind for p in read_rows(path, norms("mean-sd")).problems]


def normset(folder: Path, declared: str, rows: str) -> NormSet:
    """Norms out of files, as who scores gets them."""
    texts: dict[str, str | bytes] = {
        "shared/sources.yaml": SOURCES,
        "shared/instruments/maat/1.0.0.yaml": INSTRUMENT,
        "shared/norms/eigen/1.0.0.yaml": declared,
        "shared/norms/eigen/1.0.0/rows.csv": rows,
    }
    return norm_set(*load(write(folder, texts)).catalogue.norm_rows("eigen@1.0.0"))


def scored_as(found: NormSet, raw: float, person: Person = NOBODY) -> Score:
    return found.applied(Score(raw=raw, scale="som"), person)


def reason(score: Score) -> object:
    assert score.normed == ()
    return score.norm_reason and score.norm_reason.kind


BOY = Person(sex="m", age_months=64)


class TestTable:
    """A printed table gives what stands in the row of the raw score, age band and key; and nothing else."""

    def test_what_is_printed(self, tmp_path: Path) -> None:
        score = scored_as(normset(tmp_path, DECLARED, TABLE), 3.0, BOY)
        assert (NormedScore("T", 50.0), NormedScore("percentile", 50.0)) == score.normed
        assert (50.0, 50.0, 10.0, 50.0) == (score.standard, score.mean, score.sd, score.percentile)
        assert ("60..71, m", 64.0, "calendar") == (score.group, score.age, score.age_convention)
        expected = interval(50.0, kind="observed", level=0.9, mean=50, sd=10, reliability=0.9)
        assert expected == score.interval

    def test_an_error_of_the_row_goes_before_the_reliability(self, tmp_path: Path) -> None:
        rows = of_rows("raw,T,percentile,sem", "0..6,50,50,4")
        declared = of_kind("table") + "interval: {kind: observed, level: 0.9, on: T, reliability: 0.9}\n"
        score = scored_as(normset(tmp_path, declared, rows), 3.0)
        assert interval_of_sem(50.0, sem=4.0, level=0.9) == score.interval

    def test_an_open_end_is_no_number_to_go_on_with(self, tmp_path: Path) -> None:
        score = scored_as(normset(tmp_path, DECLARED, TABLE), 6.0, BOY)
        assert (NormedScore("T", 59.0, ">"), NormedScore("percentile", 80.0, ">")) == score.normed
        assert (None, None, None) == (score.standard, score.percentile, score.interval)
        assert [scored.OPEN_ENDED] * 2 == [w.kind for w in score.warnings if isinstance(w, Problem)]

    @pytest.mark.parametrize(
        ("raw", "person", "kind"),
        [
            (7.0, BOY, scores.RAW_OUTSIDE),
            (2.5, BOY, scores.RAW_OUTSIDE),
            (3.0, Person(sex="m"), scored.NO_AGE),
            (3.0, Person(age_months=64), scored.NO_KEY),
            (3.0, Person(sex="f", age_months=64), scored.NO_GROUP),
            (3.0, Person(sex="m", age_months=59.9), scores.AGE_OUTSIDE),
            (3.0, Person(sex="m", age_months=84), scores.AGE_OUTSIDE),
            (3.0, Person("m", dt.date(2020, 1, 2), dt.date(2020, 1, 1)), scores.BEFORE_BIRTH),
        ],
    )
    def test_no_score_and_why(self, tmp_path: Path, raw: float, person: Person, kind: object) -> None:
        assert kind == reason(scored_as(normset(tmp_path, DECLARED, TABLE), raw, person))

    @pytest.mark.parametrize(
        ("age", "group"), [(50, "60..71, m"), (71.9, "60..71, m"), (72, "72..83, m"), (99, "72..83, m")]
    )
    def test_beyond_the_bands_the_nearest_where_the_norms_say_so(
        self, tmp_path: Path, age: float, group: str
    ) -> None:
        found = normset(tmp_path, f"{DECLARED}outside: nearest band\n", TABLE)
        score = scored_as(found, 3.0, Person(sex="m", age_months=age))
        assert group == score.group
        near = [w.kind for w in score.warnings if isinstance(w, Problem) and w.kind is scored.NEAREST_BAND]
        assert ([] if 60 <= age < 84 else [scored.NEAREST_BAND]) == near

    @pytest.mark.parametrize("said", ["", "outside: nearest band\n"])
    def test_bands_with_a_hole_are_refused_whole(self, tmp_path: Path, said: str) -> None:
        with pytest.raises(ContentError) as refused:
            normset(tmp_path, DECLARED + said, TABLE.replace("m,72,83", "m,75,83"))
        assert [kinds.AGE_HOLE] == [p.kind for p in refused.value.problems]

    def test_a_cell_that_is_empty_is_told(self, tmp_path: Path) -> None:
        found = normset(tmp_path, of_kind("table"), of_rows("raw,T,percentile", "0,20,", "1..6,,"))
        score = scored_as(found, 0.0)
        assert [("T", 20.0)] == [(n.scale, n.value) for n in score.normed]
        assert [scored.PRINTED_EMPTY] == [w.kind for w in score.warnings if isinstance(w, Problem)]
        assert scored.PRINTED_EMPTY == reason(scored_as(found, 1.0))

    def test_a_scale_these_norms_are_not_of(self, tmp_path: Path) -> None:
        found = normset(tmp_path, DECLARED, TABLE)
        assert scored.NO_ROWS_FOR == reason(found.applied(Score(raw=1.0, scale="duur"), BOY))


def of_rows(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


class TestFormulas:
    """What is worked out of figures in a file is what the pure formula gives of the same figures."""

    @pytest.mark.parametrize("raw", [0.0, 2.0, 3.0, 6.0])
    def test_mean_and_sd(self, tmp_path: Path, raw: float) -> None:
        more = "gives: [z, T, SS, stanine, percentile]\ninterval: {kind: true SEE, level: 0.95, on: T}"
        found = normset(tmp_path, of_kind("mean-sd", more), of_rows("mean,sd,reliability", "3,1.5,0.8"))
        score, z = scored_as(found, raw), (raw - 3) / 1.5
        expected = {"z": z, "T": 50 + 10 * z, "SS": 100 + 15 * z, "percentile": percentile_of_z(z)}
        expected["stanine"] = band_of_z(z, SCALES["stanine"])
        assert {name: nine(value) for name, value in expected.items()} == {
            n.scale: n.value for n in score.normed
        }
        assert 0.8 == score.reliability
        assert score.interval == interval(
            nine(50 + 10 * z), kind="true SEE", level=0.95, mean=50, sd=10, reliability=0.8
        )

    @pytest.mark.parametrize("raw", [1.0, 2.0, 3.5, 5.0])
    def test_cuts(self, tmp_path: Path, raw: float) -> None:
        found = normset(tmp_path, of_kind("cuts"), of_rows("raw,percentile", "5,95", "1,5", "3,50"))
        expected = percentile_between(raw, PercentileCuts((1.0, 3.0, 5.0), (5.0, 50.0, 95.0)))
        assert not isinstance(expected, NoScore)
        score = scored_as(found, raw)
        assert (nine(expected), nine(50 + 10 * z_of_percentile(expected))) == (
            score.percentile,
            score.on("T"),
        )
        assert scores.RAW_OUTSIDE == reason(scored_as(found, 0.5))

    @pytest.mark.parametrize("raw", [0.0, 3.0, 5.0])
    def test_a_small_sample(self, tmp_path: Path, raw: float) -> None:
        found = normset(tmp_path, of_kind("sample"), of_rows("mean,sd,n", "3,1.2,9"))
        score = scored_as(found, raw)
        assert nine(crawford_howell(raw, 3.0, 1.2, 9).percent_below) == score.percentile
        assert nine(50 + 10 * (raw - 3) / 1.2) == score.on("T")

    def test_no_spread_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError) as refused:
            normset(tmp_path, of_kind("mean-sd"), of_rows("mean,sd", "3,0"))
        assert [kinds.IMPOSSIBLE] == [p.kind for p in refused.value.problems]

    @pytest.mark.parametrize(("raw", "months"), [(5.0, 61.3), (5.5, 100.9)])
    def test_a_polynomial(self, tmp_path: Path, raw: float, months: float) -> None:
        found = normset(tmp_path, *GOOD["polynomial"])
        model = polynomial({"L1": 0.1, "L1A1": 0.01}, raw=(0, 6), norm=(25, 75))
        expected = norm_of_raw(raw, months / 12, model)
        assert not isinstance(expected, NoScore)
        assert nine(50 + 10 * ((expected - 50) / 10)) == scored_as(found, raw, Person(age_months=months)).on(
            "T"
        )
        assert scores.AGE_OUTSIDE == reason(scored_as(found, raw, Person(age_months=130)))
        assert scores.RAW_UNREACHED == reason(scored_as(found, 0.5, Person(age_months=months)))
        assert scored.NO_AGE == reason(scored_as(found, raw))

    @pytest.mark.parametrize("raw", [2.0, 9.0, 20.0])
    @pytest.mark.parametrize("sex", ["m", "f"])
    def test_a_regression(self, tmp_path: Path, raw: float, sex: str) -> None:
        rows = of_rows(
            "part,term,value", "mean,1,2", "mean,age,0.5", "mean,sex,1.5", "variance,1,4", "variance,age,0.2",
            "low_side,1,3", "shift,1,0.25", "scale,1,1.5",
        )  # fmt: skip
        found = normset(tmp_path, of_kind("regression"), rows)
        model = RegressionNorm(
            (("1", 2.0), ("age", 0.5), ("sex", 1.5)),
            (("1", 4.0), ("age", 0.2)),
            low_side=3.0,
            shift=0.25,
            scale=1.5,
        )
        z = regression_z(raw, {"age": 90.3 / 12, "sex": 1.0 if sex == "m" else 0.0}, model)
        assert not isinstance(z, NoScore)
        score = scored_as(found, raw, Person(sex=sex, age_months=90.3))
        assert (nine(50 + 10 * z), nine(percentile_of_z(z))) == (score.on("T"), score.percentile)

    @pytest.mark.parametrize("sex", [None, "x"])
    def test_a_sex_that_is_not_known_is_not_a_girl(self, tmp_path: Path, sex: str | None) -> None:
        rows = of_rows("part,term,value", "mean,1,2", "mean,sex,1.5", "variance,1,4")
        person = Person(sex=sex, age_months=90.3)
        assert scored.NO_KEY == reason(scored_as(normset(tmp_path, of_kind("regression"), rows), 3.0, person))
        without = rows.replace("mean,sex,1.5\n", "")
        assert 55.0 == scored_as(normset(tmp_path, of_kind("regression"), without), 3.0, person).on("T")

    def test_growth_of_ones_own(self, tmp_path: Path) -> None:
        rows = of_rows("sex,age,l,m,s", "m,60,-1,3,0.1", "m,62,-2,4,0.2", "f,60,1,3,0.1", "f,62,1,3,0.1")
        under = f'sha256: "{hashlib.sha256(rows.encode()).hexdigest()}"\nrows: private'
        declared = of_kind("lms", under).replace("rows: public\n", "")
        found = normset(tmp_path, declared, rows)
        score = scored_as(found, 4.0, Person(sex="m", age_months=60.5))
        z = lms_z(4.0, -1.25, 3.25, 0.125)
        assert (nine(z), nine(percentile_of_z(z))) == (score.on("z"), score.percentile)
        assert found.digest == score.norms_digest
        assert growth.AGE_OUTSIDE == reason(scored_as(found, 4.0, Person(sex="m", age_months=63.2)))
        assert growth.NO_CURVE == reason(scored_as(found, 4.0, Person(age_months=60.5)))

    def test_a_sum_that_is_another(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError) as error:
            normset(tmp_path, f'{of_kind("mean-sd")}sha256: "{"0" * 64}"\n', of_rows("mean,sd", "3,1.5"))
        assert [cells.DIGEST] == [p.kind for p in error.value.problems]

    def test_a_bad_cell_gives_no_norms(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError) as error:
            normset(tmp_path, of_kind("mean-sd"), of_rows("mean,sd", "3,1,5"))
        assert [cells.CELL] == [p.kind for p in error.value.problems]

    def test_the_key_of_the_instrument_finds_them(self, tmp_path: Path) -> None:
        found = normset(tmp_path, DECLARED, TABLE)
        entry = load(tmp_path).catalogue.instrument("maat")
        score = ScoringKey.of(entry.definition, found).score({"q1": 2, "q2": 1, "q3": 0}, BOY)["som"]
        assert (3.0, 50.0, "eigen@1.0.0") == (score.raw, score.on("T"), score.norms)


class TestVectors:
    """cNORM's own model, read from a file, gives the norm scores that cNORM gives. Source: R cNORM 3.5.2."""

    def test_predict_norm(self, tmp_path: Path, shared: Path) -> None:
        every = json.loads((shared / "vectors" / "scoring.json").read_text("utf-8"))
        vectors = [v for v in every if v["operation"] == "norms.cnorm_predict_norm"]
        assert vectors
        for number, vector in enumerate(vectors):
            i = vector["inputs"]
            norm = f"[{i['min_norm']}, {i['max_norm']}]"
            more = f"gives: [T]\nfitted: {{raw: [0, 28], norm: {norm}, scale: T, age: years}}"
            rows = of_rows("term,value", *(f"{name},{c!r}" for name, c in i["coefficients"].items()))
            found = normset(tmp_path / str(number), of_kind("polynomial", more), rows)
            person = Person(age_months=12 * i["age"] + 1e-9)  # no completed month, which would be its middle
            t = scored_as(found, i["raw"], person).on("T")
            assert t == pytest.approx(vector["expected"], abs=vector["tolerance"])
