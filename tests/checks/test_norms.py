"""Every mistake of a table of norms, and of what is declared of it, is told once and at its place."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.checks.norms import row_faults
from prodia.content import load, read
from prodia.content.normtables import read_text
from prodia.content.validate import validate
from prodia.model.instrument import Instrument
from prodia.model.norms import Norms, powers
from prodia.scoring.normmodels import polynomial
from tests.content.packs import SOURCES, write

INSTRUMENT = """\
format: 1
id: maat
version: 1.0.0
title: Maat
measures: niets
status: fictitious
licence: eigen
may: keys
form: eigen volgorde
ages: 60..120
rating: {label: unrated}
items:
  q1..q3: {answers: 0..2}
  tijd: {type: minutes 0..60}
scales:
  som: {title: som, items: [q1..q3], score: sum, missing: {rule: refuse}, direction: high-is-good}
  duur: {title: duur, items: [tijd], score: sum, missing: {rule: refuse}, direction: high-is-good}
  gedrukt: {title: gedrukt, scores: [raw 0..3], direction: high-is-good}
examples:
  - {says: alles één, answers: {q1..q3: 1}, expect: {som: 3}}
source: [{ref: bron, confidence: seen}]
"""
DECLARED = """\
format: 1
id: eigen
version: 1.0.0
instrument: maat
group: verzonnen
country: nergens
year: 2026
n: 100
rows: public
kind: table
age: calendar
by: [sex]
scales: [som]
gives: [T, percentile]
normalised: true
interval: {kind: observed, level: 0.9, on: T, reliability: 0.9}
source: [{ref: bron, confidence: seen}]
"""
TABLE = """\
sex,age_from,age_to,raw,T,percentile
m,60,71,0,35,7
m,60,71,1,40,16
m,60,71,2,45,31
m,60,71,3,50,50
m,60,71,4,55,69
m,60,71,5..6,>59,>80
m,72,83,0..3,45,31
m,72,83,4..6,60,84
"""


def of_kind(kind: str, more: str = "gives: [T, percentile]") -> str:
    """A declaration without ages and keys."""
    head = DECLARED[: DECLARED.index("kind:")]
    return f"{head}kind: {kind}\nscales: [som]\n{more}\nsource: [{{ref: bron, confidence: seen}}]\n"


PLAIN = of_kind("table", "gives: [T, SS]")
FITTED = "gives: [T]\nfitted: {raw: [0, 6], norm: [25, 75], scale: T, age: years}"
PLAUSIBLE = "plausible: {som: {on: z, low: -6, high: 6, source: [{ref: bron, confidence: seen}]}}"
GOOD: dict[str, tuple[str, str]] = {
    "table": (DECLARED, TABLE),
    "plain": (PLAIN, "raw,T,SS\n0,30,70\n1..2,40,85\n3,50,100\n4,55,108\n5..6,60,115\n"),
    "mean-sd": (of_kind("mean-sd"), "mean,sd,reliability,sem\n3,1.5,0.84,0.6\n"),
    "cuts": (of_kind("cuts"), "raw,percentile\n1,5\n3,50\n5,95\n"),
    "sample": (of_kind("sample"), "mean,sd,n\n3,4.24,2\n"),
    "polynomial": (
        of_kind("polynomial", FITTED),
        "age_from,age_to,term,value\n60,120,L1,0.1\n60,120,L1A1,0.01\n",
    ),
    "regression": (
        of_kind("regression"),
        "age_from,age_to,part,term,value\n60,120,mean,1,2\n60,120,mean,age,0.1\n60,120,variance,1,4\n60,120,scale,1,2\n",
    ),
    "lms": (
        of_kind("lms", PLAUSIBLE),
        "sex,age,l,m,s\nm,60,1,3,0.1\nm,61,1,3,0.1\nf,60,1,3,0.1\nf,61,1,3,0.1\n",
    ),
    "printed": (
        of_kind("table").replace("[som]", "[gedrukt]"),
        "raw,T,percentile\n0,40,16\n1,45,31\n2,50,50\n3,55,69\n",
    ),
}
Y, R = "yaml", "rows"
CASES = [
    ("a raw score without a row", "table", R, "m,60,71,3,50,50\n", "", "2:1", "P01"),
    ("the same of printed scores", "printed", R, "2,50,50\n", "", "2:1", "P01"),
    ("a raw score with two rows", "plain", R, "3,50,100", "2..3,50,100", "4:1", "P02"),
    ("a group with two rows", "mean-sd", R, "0.6\n", "0.6\n3,1.5,0.84,0.6\n", "3:1", "P02"),
    ("a term with two rows", "polynomial", R, "L1A1", "L1", "3:1", "P02"),
    ("a column that turns", "printed", R, "3,55,69", "3,45,69", "5:1", "P03"),
    ("a first step that turns", "printed", R, "0,40,16", "0,50,16", "3:1", "P03"),
    ("cuts that turn", "cuts", R, "5,95", "5,45", "4:1", "P03"),
    ("a T of another world", "printed", R, "0,40,16", "0,-60,16", "2:1", "P04"),
    ("a percentile of 100", "cuts", R, "5,95", "5,100", "4:1", "P04"),
    ("no spread", "mean-sd", R, "3,1.5,0.84,0.6", "3,0,0.84,0", "2:1", "P04"),
    ("a reliability above 1", "mean-sd", R, "0.84,0.6", "1.84,0.6", "2:1", "P04"),
    ("an error below 0", "mean-sd", R, "0.84,0.6", "0.84,-0.6", "2:1", "P04"),
    ("a sample of one", "sample", R, "4.24,2", "4.24,1", "2:1", "P04"),
    ("a scale of 0", "regression", R, "scale,1,2", "scale,1,0", "5:1", "P04"),
    ("no year", "table", Y, "year: 2026\n", "", "9:1", "P05"),
    ("no size", "table", Y, "n: 100\n", "", "9:1", "P05"),
    ("an error that does not fit", "mean-sd", R, "0.84,0.6", "0.84,1.2", "2:1", "P10"),
    ("scales that differ", "plain", R, "3,50,100", "3,50,104", "4:1", "P11"),
    ("a percentile that differs", "table", R, "3,50,50", "3,50,60", "5:1", "P11"),
    ("bands with a hole", "table", R, "m,72,83,0..3,45,31\nm,72,83", "m,73,83,0..3,45,31\nm,73,83", "8:1", "P22"),  # noqa: E501
    ("bands that overlap", "table", R, "m,72,83,0..3,45,31\nm,72,83", "m,71,83,0..3,45,31\nm,71,83", "8:1", "P23"),  # noqa: E501
    ("a mean out of reach", "mean-sd", R, "3,1.5", "7,1.5", "2:1", "P24"),
    ("a spread out of reach", "mean-sd", R, "3,1.5,0.84,0.6", "3,3.5,0.84,1.4", "2:1", "P24"),
    ("a sample out of reach", "sample", R, "4.24,2", "4.4,2", "2:1", "P24"),
    ("no scores to give", "mean-sd", Y, "gives: [T, percentile]\n", "", "10:7", "P25"),
    ("an interval on bands", "table", Y, "on: T", "on: percentile", "16:44", "P25"),
    ("an interval on what is not given", "table", Y, "on: T", "on: SS", "16:44", "P25"),
    ("a model of no range", "polynomial", Y, "raw: [0, 6]", "raw: [6, 0]", "13:15", "P25"),
    ("a model on bands", "polynomial", Y, "scale: T", "scale: sten", "13:46", "P25"),
    ("growth of no measure", "lms", Y, "scales: [som]\n", "", "10:7", "P25"),
    ("growth that believes all", "lms", Y, PLAUSIBLE, "", "10:1", "M84"),
    ("limits of no scale", "lms", Y, "plausible: {som:", "plausible: {som: {on: z, low: -6, high: 6, source: [{ref: bron, confidence: seen}]}, duur:", "12:86", "M85"),  # noqa: E501
    ("limits on one side", "lms", Y, "low: -6", "low: 1", "12:13", "M85"),
    ("limits of a table", "plain", Y, "scales: [som]", "scales: [som]\n" + PLAUSIBLE, "12:13", "M85"),
    ("a band for nobody", "table", R, "m,72,83,0..3,45,31\nm,72,83,4..6,60,84\n", "m,72,83,0..3,45,31\nm,72,83,4..6,60,84\nm,84,129,0..6,50,50\nm,130,140,0..6,50,50\n", "11:1", "M80"),  # noqa: E501
    ("private growth under no sum", "lms", Y, "rows: public", "rows: private", "10:7", "P25"),
    ("a scale of nowhere", "printed", Y, "[gedrukt]", "[gedrukd]", "2:1", "P27"),
    ("a column too many", "plain", R, "raw,T,SS\n0,30,70", "raw,T,SS,x\n0,30,70,1", "1:1", "P28"),
    ("no rows", "mean-sd", R, "3,1.5,0.84,0.6\n", "", "1:1", "P29"),
    ("one cut", "cuts", R, "3,50\n5,95\n", "", "2:1", "P29"),
    ("a model without ability", "polynomial", R, "60,120,L1,0.1\n60,120,L1A1", "60,120,A1", "2:1", "P29"),
    ("a model without spread", "regression", R, "60,120,variance,1,4\n", "", "2:1", "P29"),
    ("a scale without rows", "table", Y, "scales: [som]", "scales: [som, duur]", "1:1", "W21"),
    ("a term that is none", "polynomial", R, "L1A1", "A1L1", "3:1", "P67"),
    ("a predictor that is none", "regression", R, "mean,age", "mean,leeftijd", "3:1", "P67"),
    ("a part that is none", "regression", R, "scale,1", "schaal,1", "5:1", "P67"),
    ("low in a mean", "regression", R, "mean,age", "mean,low", "3:1", "P67"),
    ("a product with what is none", "regression", R, "mean,age", "mean,age*leeftijd", "3:1", "P67"),
    ("predictors of a table", "plain", Y, "gives: [T, SS]", "gives: [T, SS]\npredictors: {jong: age < 12}", "13:1", "P75"),  # noqa: E501
    ("a predictor called age", "regression", Y, "gives: [T, percentile]", "gives: [T, percentile]\npredictors: {age: 'min(age, 18)'}", "13:14", "P76"),  # noqa: E501
    ("a predictor of a word that can not be", "regression", Y, "gives: [T, percentile]", "gives: [T, percentile]\nwords: {informant: [parent, self]}\npredictors: {ouder: 'informant = \"parnet\"'}", "14:34", "L11"),  # noqa: E501
    ("a raw score that nobody has", "table", R, "5..6,>59,>80", "5..7,>59,>80", "7:1", "P68"),
    ("a cut that nobody has", "cuts", R, "5,95", "9,95", "4:1", "P68"),
    ("a model of every age", "polynomial", R, "age_from,age_to,term,value\n60,120,L1,0.1\n60,120,L1A1,0.01", "term,value\nL1,0.1\nL1A1,0.01", "2:1", "P69"),  # noqa: E501
]  # fmt: skip
NO_FILE = "P26"
SHOWN = {NO_FILE, *(case[-1] for case in CASES if case[-1].startswith("P"))}


def told(folder: Path, declared: str, rows: str | None) -> list[str]:
    """``file:line:col CODE`` of everything said of these norms; ``yaml`` and ``rows`` for the two files."""
    files: dict[str, str | bytes] = {
        "shared/sources.yaml": SOURCES,
        "shared/instruments/maat/1.0.0.yaml": INSTRUMENT,
        "shared/norms/eigen/1.0.0.yaml": declared,
    }
    if rows is not None:
        files["shared/norms/eigen/1.0.0/rows.csv"] = rows
    found = load(write(folder, files)).problems
    for problem in found:
        for lang in ("nl", "en"):
            assert not re.search(r"\{[a-z_]+\}", problem.line(lang))
    here = f"{folder.as_posix()}/shared/norms/eigen/1.0.0"
    return [
        f"{str(p.place).replace(f'{here}/rows.csv', R).replace(f'{here}.yaml', Y)} {p.code}" for p in found
    ]


class TestEveryMistake:
    """One mistake is one message: of the declaration at its field, of the rows at their line."""

    @pytest.mark.parametrize("kind", GOOD)
    def test_good_norms_are_silent(self, tmp_path: Path, kind: str) -> None:
        assert [] == told(tmp_path, *GOOD[kind])

    @pytest.mark.parametrize(
        ("kind", "where", "old", "new", "place", "code"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
    )
    def test_place_and_code(
        self, tmp_path: Path, kind: str, where: str, old: str, new: str, place: str, code: str
    ) -> None:
        declared, rows = GOOD[kind]
        assert 1 == (declared if where == Y else rows).count(old), "the good norms no longer say this"
        changed = (declared.replace(old, new), rows) if where == Y else (declared, rows.replace(old, new))
        at = R if code in ("P27", "W21") else where
        assert [f"{at}:{place} PRD-{code}"] == told(tmp_path, *changed)

    def test_no_file_of_rows(self, tmp_path: Path) -> None:
        assert [f"{R}:1:1 PRD-{NO_FILE}"] == told(tmp_path, DECLARED, None)

    def test_private_rows_may_be_elsewhere(self, tmp_path: Path) -> None:
        assert [] == told(tmp_path, DECLARED.replace("rows: public", "rows: private"), None)


def model(kind: str, more: str = "") -> tuple[Norms, Instrument]:
    """A declaration and the instrument, as they are read."""
    found = []
    for text, what in ((of_kind(kind, more or "gives: [T, percentile]"), Norms), (INSTRUMENT, Instrument)):
        document = read(text.encode(), "file").document
        assert document is not None
        definition, problems = validate(document, what)
        assert definition is not None, problems
        found.append(definition)
    return found[0], found[1]


class TestLaws:
    """What holds for every table, not only for these."""

    @given(st.integers(0, 6), st.integers(0, 6))
    def test_a_table_is_whole_or_says_what_is_absent(self, first: int, last: int) -> None:
        norms, instrument = model("table", "gives: [T]")
        rows = "".join(f"{raw},{40 + raw}\n" for raw in range(7) if not first <= raw <= last)
        got = read_text(f"raw,T\n{rows}", "rows", norms, digest="")
        assert got.rows is not None or not rows
        found = list(row_faults(norms, got.rows, instrument, "rows")) if got.rows else []
        absent = ", ".join(str(raw) for raw in range(first, last + 1))
        expected = [absent] if absent and rows else []
        assert expected == [dict(p.args)["raw"] for p in found]

    @given(st.lists(st.integers(0, 200), min_size=1, max_size=8))
    def test_bands_follow_on_each_other_or_are_told(self, starts: list[int]) -> None:
        norms, instrument = model("mean-sd", "gives: [T]\nage: calendar")
        bands = [(start, start + 9) for start in dict.fromkeys(starts)]
        text = "age_from,age_to,mean,sd\n" + "".join(f"{a},{b},3,1\n" for a, b in bands)
        got = read_text(text, "rows", norms, digest="")
        assert got.rows is not None
        codes = {p.code for p in row_faults(norms, got.rows, instrument, "rows")}
        assert ("PRD-M80" in codes) == any(b < 60 or a > 120 for a, b in bands)
        codes.discard("PRD-M80")
        rising = sorted(bands)
        steps = [after[0] - before[1] for before, after in pairwise(rising)]
        assert codes == {
            c for c, off in (("PRD-P23", 1), ("PRD-P22", -1)) if any(off * s < off for s in steps)
        }

    @given(st.floats(20, 80), st.sampled_from([0, 1, 2]))
    def test_one_place_rounded_on_every_scale_agrees(self, t: float, decimals: int) -> None:
        norms, instrument = model("table", "gives: [z, T, SS, percentile]\nnormalised: true")
        z = (t - 50) / 10
        figures = (round(z, 2), round(t, decimals), round(100 + 15 * z), round(100 * NormalDist().cdf(z)))
        text = f"raw,z,T,SS,percentile\n0..6,{','.join(map(str, figures))}\n"
        got = read_text(text, "rows", norms, digest="")
        assert got.rows is not None, got.problems
        assert [] == list(row_faults(norms, got.rows, instrument, "rows"))

    def test_rows_that_are_not_whole_say_nothing_of_what_is_absent(self) -> None:
        norms, instrument = model("table", "gives: [T]")
        got = read_text("raw,T\n0,40\n2,40,5\n3,4O\n4,30\n4,50\n", "rows", norms, digest="")
        assert ["rows:3:6 PRD-W22", "rows:4:3 PRD-W22"] == [f"{p.place} {p.code}" for p in got.problems]
        assert got.rows is not None
        found = row_faults(norms, got.rows, instrument, "rows", whole=False)
        assert ["rows:6:1 PRD-P02"] == [f"{p.place} {p.code}" for p in found]

    @pytest.mark.parametrize(("percentile", "codes"), [(51, []), (52, ["PRD-P11"])])
    def test_a_percentile_is_held_to_the_scale_of_the_finest_steps(
        self, percentile: int, codes: list[str]
    ) -> None:
        """T 50 alone would allow 52: it stands for 49.5 to 50.5; SS 100 stands for less."""
        norms, instrument = model("table", "gives: [T, SS, percentile]\nnormalised: true")
        text = f"raw,T,SS,percentile\n0..6,50,100,{percentile}\n"
        rows = read_text(text, "rows", norms, digest="").rows
        assert rows is not None
        assert codes == [p.code for p in row_faults(norms, rows, instrument, "rows")]

    def test_a_wide_band_overlaps_every_band_in_it(self) -> None:
        norms, instrument = model("mean-sd", "gives: [T]\nage: calendar")
        text = "age_from,age_to,mean,sd\n60,99,3,1\n70,71,3,1\n80,81,3,1\n"
        rows = read_text(text, "rows", norms, digest="").rows
        assert rows is not None
        found = list(row_faults(norms, rows, instrument, "rows"))
        assert ["rows:3:1 PRD-P23", "rows:4:1 PRD-P23"] == [f"{p.place} {p.code}" for p in found]


class TestTerms:
    """The terms that pass here are the terms that scoring can read."""

    @given(
        st.from_regex(r"[LA0-9(]{0,2}[LA0-9]{0,4}\Z") | st.sampled_from(["(Intercept)", "L10A2", "L1A100"])
    )
    def test_as_scoring_reads_them(self, term: str) -> None:
        try:
            polynomial({term: 1.0}, raw=(0, 1), norm=(0, 1))
        except ValueError:
            assert powers(term) is None
        else:
            assert powers(term) is not None

    @pytest.mark.parametrize("term", ["L0", "A0", "L01", "L1A02", "L000", "L100", "L1A100", "L١", "", "l1"])
    def test_no_other_way_to_write_them(self, term: str) -> None:
        """Of two ways to write one term both could stand in the rows, and scoring would add a term twice."""
        assert powers(term) is None
        with pytest.raises(ValueError, match="no term"):
            polynomial({term: 1.0}, raw=(0, 1), norm=(0, 1))

    @given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), unique=True, min_size=1))
    def test_one_name_a_term(self, terms: list[tuple[int, int]]) -> None:
        names = [
            (f"L{i}" if i else "") + (f"A{j}" if j else "") if i or j else "(Intercept)" for i, j in terms
        ]
        assert terms == [powers(name) for name in names]


class TestTheEndsOfPercentiles:
    """A table prints no percentile of 0 or 100: the first and the last one stand for all beyond."""

    @pytest.mark.parametrize(
        ("low", "high", "wrong"),
        [("20,1", "80,99", []), ("20,1", "80,97", ["P11"]), ("20,3", "80,99", ["P11"])],
    )
    def test_at_the_ends(self, tmp_path: Path, low: str, high: str, wrong: list[str]) -> None:
        declared = of_kind("table") + "normalised: true\n"
        found = told(tmp_path, declared, f"raw,T,percentile\n0,{low}\n1..5,50,50\n6,{high}\n")
        assert [f"PRD-{code}" for code in wrong] == [line.split()[-1] for line in found]
