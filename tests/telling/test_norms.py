"""A group of norms in words: for whom it is, how it is read, and how many rows it has."""

from __future__ import annotations

from typing import Any

import pytest

from prodia.model.norms import IntervalRule, NormRow, NormRows, Norms
from prodia.model.plan import Shared
from prodia.telling.blocks import Facts, Section, Table
from prodia.telling.instrument import scale_in_words as scale_word
from prodia.telling.norms import norm_section
from prodia.telling.shelf import NormGroup, Shelf
from prodia.words import Lang
from tests.scoring.made import SOURCE, instrument
from tests.telling.test_instrument import words_of

NORMS: dict[str, Any] = {
    "format": 1,
    "id": "n",
    "version": "1.0.0",
    "instrument": "made",
    "group": "wie",
    "country": "land",
    "rows": "public",
    "source": SOURCE,
}


MADE = instrument(
    {"q1": {"answers": "0..2"}},
    {"s": {"title": "som", "items": ["q1"], "score": "sum", "missing": {"rule": "refuse"}}},
)


def facts_of(group: NormGroup, lang: Lang = "nl") -> dict[str, str]:
    told = section(group, lang).blocks[0]
    assert isinstance(told, Facts)
    return {name: str(said) for name, said in told.rows if name not in ("bron", "source")}


def bands_of(group: NormGroup) -> Table | None:
    return next((block for block in section(group, "nl").blocks if isinstance(block, Table)), None)


def section(group: NormGroup, lang: Lang) -> Section:
    return norm_section(
        Shelf({}, Shared({}, {}, {}, {"made": MADE}), norms={"n@1.0.0": group}), "n@1.0.0", lang
    )


class TestNorms:
    """A norm group says for whom it is and how it is read, and counts its rows without showing one."""

    def test_declared(self) -> None:
        norms = Norms.model_validate(
            {
                **NORMS,
                "kind": "polynomial",
                "age": "days / 30.4375",
                "year": 2020,
                "n": 90,
                "gives": ["T", "percentile"],
                "normalised": False,
                "scales": ["s", "onbekend"],
                "fitted": {"raw": [0, 28], "norm": [25, 75], "scale": "T", "age": "years"},
                "outside": "nearest band",
                "by": ["sex", "grade"],
            }
        ).model_copy(
            update={"interval": IntervalRule(kind="true SEE", level=0.95, on="T", reliability=0.875)}
        )
        told = facts_of(NormGroup(norms))
        assert {
            "soort": "doorlopend model over de leeftijd",
            "leeftijd telt": "dagen gedeeld door 30,4375",
            "jaar": "2020",
            "hoeveel mensen": "90",
            "scores": f"{scale_word('T', 'nl')}; percentiel",
            "verdeling": "lineair: de z-score volgt uit gemiddelde en spreiding",
            "schalen": "som; onbekend",
            "model geldt voor": "ruwe scores 0 tot en met 28; T 25 tot en met 75; leeftijd in jaren",
            "buiten de normen": "de score van de naaste leeftijdsband, met een waarschuwing",
            "opgezocht op": "geslacht, leerjaar",
            "interval": "95 %, rond de geschatte ware score (SEE), op T; betrouwbaarheid 0,875",
            "rijen": "openbaar",
            "voor wie": "wie",
            "land": "land",
            "versie": "1.0.0",
        } == told

    def test_counted(self) -> None:
        norms = Norms.model_validate({**NORMS, "kind": "table", "age": "calendar", "by": ["sex"]})
        rows = [NormRow("s", (72, 83), ("m",), (float(n),)) for n in range(7)]
        rows += [NormRow("s", (84, 95), ("f",), (0.0,))]
        group = NormGroup(norms, NormRows("sha256:ab", tuple(rows)))
        told = bands_of(group)
        assert told is not None
        assert ("Schaal", "Geslacht", "Leeftijden", "Rijen") == told.columns
        assert (
            ("som", "jongens", "6;0 tot en met 6;11", "7"),
            ("som", "meisjes", "7;0 tot en met 7;11", "1"),
        ) == words_of(told)
        assert ("openbaar, 8 rijen", "sha256:ab") == (
            facts_of(group)["rijen"],
            facts_of(group)["sha256 van rijen"],
        )

    def test_private_rows_can_not_be_told(self) -> None:
        norms = Norms.model_validate({**NORMS, "rows": "private", "kind": "table", "sha256": "a" * 64})
        with pytest.raises(ValueError, match="private"):
            NormGroup(norms, NormRows("sha256:ab", ()))
        group = NormGroup(norms)
        assert bands_of(group) is None
        assert "a" * 64 == facts_of(group, "en")["sha256 asked"]

    def test_only_declared(self) -> None:
        told = facts_of(NormGroup(Norms.model_validate(NORMS)))
        assert "enkel verklaard, zonder rijen" == told["soort"]
