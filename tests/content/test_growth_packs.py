"""Growth norms that may not be spread: the user's own files in a pack, taken under their sha256."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from prodia.batch.frames import scoring_key
from prodia.content import load, shipped
from prodia.scoring import growth
from prodia.scoring.person import Person

TABLE = "sex\tage\tl\tm\ts\n" + "".join(
    f"{sex}\t{age}\t-1.5\t{15 + sex + age / 100}\t0.1\n" for sex in (1, 2) for age in (60, 120, 180, 228)
)


def pack(folder: Path, sha256: str) -> Path:
    """A pack with one invented table, said to be restricted beyond 3 SD."""
    norms = folder / "shared/norms/eigen-groei"
    (norms / "1.0.0").mkdir(parents=True)
    (norms / "1.0.0" / "bmi.txt").write_text(TABLE, "utf-8")
    (norms / "1.0.0.yaml").write_text(
        f"""format: 1
id: eigen-groei
version: 1.0.0
instrument: groei
group: verzonnen kinderen
country: nergens
year: 2026
rows: private
kind: lms
age: "days / 30.4375"
scales: [bmi]
tables:
  - scale: bmi
    file: bmi.txt
    sha256: "{sha256}"
    unit: kg/m2
    counted: months
    restricted: true
    near_zero: exact
    last: 228
source: [{{ref: eigen-keuze, confidence: unverified}}]
""",
        "utf-8",
    )
    return folder


class TestOwnTables:
    """What a child gets from the pack is what the formula gives with the rows of the file."""

    def test_a_child(self, tmp_path: Path) -> None:
        found = load(shipped(), pack(tmp_path, hashlib.sha256(TABLE.encode()).hexdigest()))
        assert [] == [p.line() for p in found.problems if p.severity == "error"]
        key = scoring_key(found.catalogue, "groei", norms=["eigen-groei"])
        far = key.score({"lengte": 140, "gewicht": 60}, Person(sex="m", age_months=130.25))["bmi"]
        _, rows = found.catalogue.norm_rows("eigen-groei")
        expected = growth.score(rows, "bmi", "m", far.raw, age_months=130.25, method="restricted")
        assert expected.z == pytest.approx(far.on("z"), abs=1e-9)
        assert ("eigen-groei@1.0.0", rows.digest) == (far.norms, far.norms_digest)
        assert "restricted" == expected.formula
