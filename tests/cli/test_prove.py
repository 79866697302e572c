"""`prodia prove`: what is proved, what is so on purpose, and the case that shows what does not hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.authoring.small import plan_of
from tests.cli.conftest import Prodia


def test_what_is_proved(prodia: Prodia) -> None:
    told = prodia("prove", "cognitief-sterk@1.0.0", "--lang", "nl")
    assert 0 == told.code
    assert "bewezen, op wat bewust anders is na" in told.out


def test_a_case_is_written_that_the_cases_run(prodia: Prodia, tmp_path: Path) -> None:
    plan_of(tmp_path / "pack", ("phase: besluit, does: decide", "phase: vraag, does: decide"))
    home = tmp_path / "pack/lezen/1.0.0"
    told = prodia("prove", str(home), "--add", "--format", "json")
    assert 1 == told.code
    (data,) = json.loads(told.out)
    codes = [p["code"] for proof in data["proofs"] for p in proof["problems"]]
    assert "PRD-R12" in codes
    assert [*(home / "cases").glob("*.yaml")]
    assert 0 == prodia("test", str(home)).code


@pytest.mark.parametrize("at", [".", "lezen/1.0.0", "lezen/1.0.0/protocol.yaml"])
@pytest.mark.parametrize(("until", "code"), [("2099-12-31", 0), ("2020-12-31", 1)])
def test_an_exemption_counts_until_its_last_day(
    prodia: Prodia, tmp_path: Path, at: str, until: str, code: int
) -> None:
    plan_of(tmp_path / "pack", ("phase: besluit, does: decide", "phase: vraag, does: decide"))
    home = tmp_path / "pack/lezen/1.0.0"
    (data,) = json.loads(prodia("prove", str(home), "--format", "json").out)
    rules = {p["code"].removeprefix("PRD-") for proof in data["proofs"] for p in proof["problems"]}
    told = "".join(
        f'  - {{rule: {rule}, at: "{at}", reason: zo bedoeld, by: prodia, until: {until}}}\n'
        for rule in rules
    )
    (tmp_path / "pack/exemptions.yaml").write_text(f"format: 1\nexemptions:\n{told}", "utf-8")
    assert code == prodia("prove", str(home)).code
