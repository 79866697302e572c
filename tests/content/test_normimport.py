"""A norm table of one's own is taken over as it stands, whatever its kind."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content import load, read
from prodia.content.normimport import SOURCES, Imported, Made, declaration, imported
from prodia.content.normtables import read_text
from prodia.content.reading import Asked
from prodia.content.tables import Told
from prodia.content.validate import validate
from prodia.model.instrument import Instrument
from prodia.model.norms import Norms
from tests.checks.test_norms import INSTRUMENT, model
from tests.content.packs import write

TABLE = """\
leeftijd van;tot;ruw;T-score;pc;opmerking
60;71;0;35;7;x
60;71;1;40;16;
60;71;2;45;31;
60;71;3;50;50;
60;71;4;55;69;
60;71;5..6;>59;>80;
"""
NAMED = {"age_from": "leeftijd van", "age_to": "tot", "raw": "ruw", "T": "T-score", "percentile": "pc"}
STRICT = """\
age_from,age_to,raw,T,percentile
60,71,0,35,7
60,71,1,40,16
60,71,2,45,31
60,71,3,50,50
60,71,4,55,69
60,71,5..6,>59,>80
"""


def norms(**said: Any) -> Norms:
    told = {
        "format": 1,
        "id": "eigen",
        "version": "1.0.0",
        "instrument": "maat",
        "group": 'wie: «x», "y" # z',
        "country": "nergens",
        "year": 2026,
        "n": 100,
        "rows": "private",
        "kind": "table",
        "age": "calendar",
        "gives": ("T", "percentile"),
        "scales": ("som",),
        "normalised": True,
        "source": ({"ref": "eigen-normtabel", "confidence": "seen"},),
    }
    return Norms.model_validate(told | said)


def instrument() -> Instrument:
    return model("table")[1]


def got(
    data: str | bytes,
    sheet: str | None = None,
    named: dict[str, str] | None = None,
    asked: Asked | None = None,
    **said: Any,
) -> Imported:
    known = NAMED if named is None else named
    raw = data.encode() if isinstance(data, str) else data
    asked = asked or Asked(Told(sheet=sheet))
    return imported(raw, "tabel", norms(**said), instrument(), named=known, asked=asked)


def taken(data: str | bytes, named: dict[str, str] | None = None, **said: Any) -> Made:
    """What is made of a table in which nothing is wrong."""
    made = got(data, named=named, **said).made
    assert made is not None
    return made


def told(found: Imported) -> list[str]:
    """``line:col CODE`` of every problem, after a look at the words."""
    for problem in found.problems:
        for lang in ("nl", "en"):
            assert not re.search(r"\{[a-z_]+\}", problem.line(lang))
    return [
        f"{p.place.line}:{p.place.column} {p.kind.code}" if p.place else p.kind.code for p in found.problems
    ]


def changed(old: str, new: str, text: str = TABLE) -> str:
    assert 1 == text.count(old), "the table no longer says this"
    return text.replace(old, new)


class TestWritten:
    """What is written is the strict form: our names, our order, only what is known, and its sum."""

    def test_rows(self) -> None:
        made = taken(TABLE)
        assert (STRICT, 6, 1, ("opmerking",)) == (made.text, made.rows, made.groups, made.left)
        assert hashlib.sha256(STRICT.encode()).hexdigest() == made.norms.sha256

    @pytest.mark.parametrize("word", ["1, 2", "a;b", 'zeg ""x""', "a#b"])
    def test_a_word_with_a_separator_in_it(self, word: str) -> None:
        said: dict[str, Any] = {"kind": "mean-sd", "by": ("grade",), "age": None}
        made = taken(f'grade,mean,sd\n"{word}",3,1\n', named={}, **said)
        rows = read_text(made.text, "x", norms(**said), digest="").rows
        assert rows is not None
        assert [(word.replace('""', '"'),)] == [row.keys for row in rows.rows]

    def test_it_loads_as_a_pack(self, tmp_path: Path) -> None:
        made = taken(TABLE)
        here = "shared/norms/eigen/1.0.0"
        write(
            tmp_path,
            {
                f"{here}.yaml": made.declaration,
                f"{here}/rows.csv": made.text,
                "shared/sources.yaml": SOURCES + "  bron: {title: Bron, kind: page, read: whole}\n",
                "shared/instruments/maat/1.0.0.yaml": INSTRUMENT,
            },
        )
        loaded = load(tmp_path)
        assert () == loaded.problems
        declared, rows = loaded.catalogue.norm_rows("eigen@1.0.0")
        assert (made.norms, f"sha256:{made.norms.sha256}") == (declared, rows.digest)

    def test_what_is_written_is_what_was_read(self) -> None:
        made = taken(TABLE)
        again = imported(made.text.encode(), "tabel", norms(), instrument()).made
        assert made.text == (again and again.text)
        rows = read_text(made.text, "tabel", norms(), digest="")
        assert ((), 6) == (rows.problems, len(rows.rows.rows) if rows.rows else 0)

    @given(
        st.text(min_size=1).filter(str.strip),
        st.sampled_from(["no", "y", "on", "1.0.0", "null", "0x1", "a: b"]),
    )
    def test_any_words_come_back_from_the_declaration(self, group: str, country: str) -> None:
        said = norms(group=group, country=country, language=country)
        got = read(declaration(said).encode(), "x")
        if any(p.severity == "error" for p in got.problems):  # such as a control character
            return
        assert got.document is not None
        assert (said, ()) == validate(got.document, Norms)

    def test_words_that_a_file_would_not_hold_are_told(self) -> None:
        assert ["Y09"] == told(got(TABLE, group="a\u202eb"))

    def test_every_fact_is_declared(self) -> None:
        fitted = {"raw": [0.0, 6.0], "norm": [25.0, 75.0], "scale": "T", "age": "years"}
        interval = {"kind": "true SEE", "level": 0.95, "on": "T", "reliability": 0.9}
        said = norms(
            fitted=fitted,
            interval=interval,
            by=("sex", "grade"),
            age="days / 30.4375",
            predictors={"jong": "age < 12", "ouder": 'informant = "parent"'},
            words={"informant": ["parent", "self"]},
        )
        document = read(declaration(said).encode(), "x").document
        assert document is not None
        assert said == validate(document, Norms)[0]


GROWTH = "sex,age,l,m,s\n1,60,1,3,0.1\n1,61,1,3,0.1\n2,60,1,3,0.1\n2,61,1,3,0.1\n"


class TestOtherKinds:
    """Every kind of norms can be read in, by keys and scales where it says so."""

    @pytest.mark.parametrize(
        ("rows", "said", "groups"),
        [
            ("grade,mean,sd,n\n1,2,1,30\n2,3,1.5,30\n", {"kind": "mean-sd", "by": ("grade",)}, 2),
            ("sex,raw,percentile\nm,1,5\nm,5,95\nf,1,5\nf,5,95\n", {"kind": "cuts", "by": ("sex",)}, 2),
            ("scale,mean,sd,n\nsom,3,1,9\nduur,20,9,9\n", {"kind": "sample", "scales": ("som", "duur")}, 2),
            ("part,term,value\nmean,1,3\nvariance,age,0.1\n", {"kind": "regression"}, 1),
            (
                "part,term,value\nmean,1,3\nvariance,low*jong,0.1\n",
                {"kind": "regression", "predictors": {"jong": "age < 12"}},
                1,
            ),
            (GROWTH, {"kind": "lms", "gives": ()}, 2),
        ],
    )
    def test_made(self, rows: str, said: dict[str, Any], groups: int) -> None:
        made = taken(rows, named={}, age=None, **said)
        assert (rows, groups) == (made.text, made.groups)

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("1,61,1,3", "1,60,1,3", ["6:1 W23"]),
            ("1,61,1,3", "1,61,1,0", ["6:1 W22"]),
            ("sex,age", "sexe,age", ["3:1 F02"]),
            ("f,60", "v,60", ["8:1 W22"]),
        ],
    )
    def test_growth_is_told_at_the_line_of_the_user(self, old: str, new: str, expected: list[str]) -> None:
        rows = "\n# groei\nsex,age,l,m,s\n\n1,60,1,3,0.1\n1,61,1,3,0.1\n\nf,60,1,3,0.1\nf,61,1,3,0.1\n"
        found = told(got(changed(old, new, rows), named={}, age=None, kind="lms", gives=()))
        assert ["M84", *expected] == found  # and it states no limits of what is believed


class TestAnything:
    """Whatever a file holds, there are norms or reasons; and norms hold no figure that it does not."""

    @given(st.binary(max_size=200))
    def test_bytes(self, data: bytes) -> None:
        assert got(data).made is None

    @given(
        st.integers(0, TABLE.count("\n") - 1),
        st.text(st.sampled_from('0159,.;-<>"# x\t\u0663'), max_size=14),
    )
    def test_a_line_replaced(self, number: int, line: str) -> None:
        lines = TABLE.split("\n")
        lines[number] = line
        found = got("\n".join(lines))
        told(found)
        assert (found.made is None) == any(p.severity == "error" for p in found.problems)
        if found.made is not None:
            figures = [line.split(";")[:5] for line in lines[1:] if line.strip("; \t,")]
            kept = [row.split(",") for row in found.made.text.splitlines()[1:]]
            assert [[cell.strip() for cell in row] for row in figures if not row[0].startswith("#")] == kept
