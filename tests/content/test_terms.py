"""What the shared terms call by its older name is told wherever a text says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prodia.checks.scope import Scope
from prodia.checks.texts import outdated_terms
from prodia.content import load


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Dit volgt het M-decreet.", ["M-decreet"]),
        ("Vraag een verslag M-decreet.", ["verslag M-decreet"]),
        ("Dit volgt het decreet leersteun.", []),
        ("Dit heette toen het M-decreet.", []),
    ],
)
def test_an_older_name(said: str, found: list[str]) -> None:
    plan = load().catalogue.plan("algemeen")
    protocol = plan.protocol.model_copy(update={"summary": said})
    told = outdated_terms(Scope(replace(plan, protocol=protocol)))
    assert found == [dict(one.args)["found"] for one in told]
