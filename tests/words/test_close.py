"""What may have been meant: begun alike, spelt alike, or holding it; a far word is no guess."""

from __future__ import annotations

import pytest

from prodia.words.lists import close

ROLES = ["leerling", "ouders", "leerkracht", "zorgcoordinator", "psycholoog", "clb-team"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("psycholog", ["psycholoog"]),
        ("spycholoog", ["psycholoog"]),
        ("Ouder", ["ouders"]),
        ("leer", ["leerling"]),
        ("team", ["clb-team"]),
        ("school", []),
        ("school-zorg", []),
    ],
)
def test_one(name: str, meant: list[str]) -> None:
    assert meant == close(name, ROLES)
