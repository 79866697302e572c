"""Every kind of finding: its code, its words in two languages, and that none is ever lost."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import prodia.problems
from prodia.problems import Kind, Problem, kind
from prodia.problems.families import FAMILIES, kinds
from prodia.words import LANGS
from tests.house import sources

EVERY = [(family, one) for family, stated in kinds().items() for one in stated]
LISTED = Path(__file__).parents[1] / "data" / "codes.txt"
_SLOT = re.compile(r"\{([a-z_]+)\}")

# Kinds that share a code with another: they are one mistake, told in the words of the place.
SHARED = {"B09": 2, "S01": 2, "S03": 3, "S05": 2, "Y09": 3, "Y11": 4, "Y12": 2}


class TestKinds:
    """What is stated in the families."""

    def test_every_module_is_a_family(self) -> None:
        folder = Path(prodia.problems.__file__).parent
        assert {path.stem for path in folder.glob("*.py")} - {"__init__", "families"} == set(FAMILIES)
        assert all(kinds().values())

    def test_a_code_is_given_once(self) -> None:
        codes = [one.code for _, one in EVERY]
        assert {code: codes.count(code) for code in codes if codes.count(code) > 1} == SHARED

    def test_no_code_is_lost(self) -> None:
        """A code is looked up years later: once given it stays, with its name."""
        listed = [line.split() for line in LISTED.read_text("utf-8").splitlines()]
        now = sorted([one.code, one.severity, one.name.nl, one.name.en] for _, one in EVERY)
        assert listed == now

    @pytest.mark.parametrize(("family", "one"), EVERY, ids=[f"{f}-{k.code}-{k.name.en}" for f, k in EVERY])
    def test_both_languages_say_the_same(self, family: str, one: Kind) -> None:
        assert re.fullmatch(r"[A-Z]\d\d", one.code)
        for words in (one.name, one.says):
            assert words.nl
            assert words.en
        assert bool(one.hint.nl) == bool(one.hint.en)
        for name in (one.name.nl, one.name.en):
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        for words in (one.says, one.hint):
            nl, en = (
                {slot.removesuffix(f"_{lang}") for slot in _SLOT.findall(words[lang])} for lang in LANGS
            )
            assert nl == en
        for text in (one.says.nl, one.says.en, one.hint.nl, one.hint.en):
            assert text == " ".join(text.split())

    def test_each_is_told_by_something(self) -> None:
        """A kind that nothing raises promises what is never looked at."""
        stated, read = set(), set()
        for _, _, tree in sources(Path(prodia.problems.__file__).parents[1]):
            for node in ast.walk(tree):
                if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("kind("):
                    stated.add(ast.unparse(node.targets[0]))
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                    read.add(node.id)
                elif isinstance(node, ast.Attribute):
                    read.add(node.attr)
        assert len(stated) > 600
        assert set() == stated - read


class TestStating:
    """The form in which a kind is stated."""

    def test_lines_that_go_on(self) -> None:
        found = kind("""N05 info
    wees: er bestaat geen
      tekst «{key}» -> meer. -> schrap
      deze.
    orphan: no text.""")
        assert ("N05", "info") == (found.code, found.severity)
        assert ("wees", "er bestaat geen tekst «{key}»") == (found.name.nl, found.says.nl)
        assert "meer. -> schrap deze." == found.hint.nl
        assert ("orphan", "no text.", "") == (found.name.en, found.says.en, found.hint.en)
        assert "PRD-N05 orphan: no text." == Problem(found).line("en")

    @pytest.mark.parametrize(
        "stated",
        ["X01", "X01\n    a: b.", "X01\n    a: b.\n    c: d.\n    e: f.", "X01 fatal\n    a: b.\n    c: d."],
    )
    def test_another_form_is_refused(self, stated: str) -> None:
        with pytest.raises((ValueError, KeyError)):
            kind(stated)
