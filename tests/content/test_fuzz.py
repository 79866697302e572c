"""A sample of ``make fuzz``: changes by the grammar, most still right; and files that are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from prodia.case.check import check
from prodia.content import load
from tests import fuzz
from tests.content.packs import PROTOCOL, SOURCES, write

SAMPLE = 40


class TestFuzz:
    def test_a_sample(self, tmp_path: Path) -> None:
        folder = fuzz.laid(tmp_path)
        held = sum(fuzz.right(folder, number) for number in range(SAMPLE))
        assert SAMPLE // 2 <= held < SAMPLE

    def test_the_same_number_is_the_same_change(self) -> None:
        assert fuzz.changed(7) == fuzz.changed(7)
        assert 30 < len({fuzz.changed(number) for number in range(SAMPLE)})


class TestRefused:
    """What an author did not write is refused at its place and with its reason."""

    @pytest.mark.parametrize("link", ["lezen/1.0.0/protocol.yaml", "lezen/1.0.0"])
    def test_a_link_is_told_also_where_only_its_pack_is_asked_of(self, tmp_path: Path, link: str) -> None:
        write(tmp_path / "p", {"shared/sources.yaml": SOURCES})
        target = tmp_path / "elders"
        write(target, {"protocol.yaml": PROTOCOL})
        at = tmp_path / "p" / link
        at.parent.mkdir(parents=True)
        os.symlink(target if link.endswith("0") else target / "protocol.yaml", at)
        told = check(load(tmp_path / "p"), at=str(tmp_path / "p"))
        assert [("PRD-Y11", str(at))] == [
            (p.code, p.place.file) for p in told if p.place and p.code == "PRD-Y11"
        ]
