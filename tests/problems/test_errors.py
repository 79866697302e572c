"""What an exception says: English to who programs, and a person's own language on request."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import prodia.errors
import prodia.problems
import prodia.words
from prodia.content import load
from prodia.errors import ContentError, ProdiaError
from prodia.language import parse, parse_type


class TestErrors:
    """One error, its text in the language of who reads it."""

    @pytest.mark.parametrize("text", ["leespc <", "a b", "(1 + 2", "foo(1)", "#"])
    def test_english_to_who_programs(self, text: str) -> None:
        with pytest.raises(ProdiaError) as caught:
            parse(text)
        error = caught.value
        assert error.problem.line("en") == str(error)
        assert error.message("en") in str(error)
        assert error.message("nl") not in str(error)
        assert error.hint("en") in str(error)
        assert error.hint("nl") not in str(error)
        assert error.problem.message("nl") == error.message("nl")

    def test_a_type(self) -> None:
        with pytest.raises(ProdiaError) as caught:
            parse_type("choice a | a")
        assert "write each option once: «choice a | b»." == caught.value.hint("en")
        assert "schrijf elke keuze één keer: «choice a | b»." == caught.value.hint("nl")
        assert "schrijf" not in str(caught.value)

    def test_every_finding_of_content(self, tmp_path: Path) -> None:
        (tmp_path / "lezen" / "1.0.0").mkdir(parents=True)
        (tmp_path / "lezen" / "1.0.0" / "protocol.yaml").write_text("format: 1\nid: Lezen\n", "utf-8")
        with pytest.raises(ContentError) as caught:
            load(tmp_path).catalogue.plan("lezen@1.0.0")
        assert [p.line("en") for p in caught.value.problems] == str(caught.value).split("\n")

    @pytest.mark.parametrize("module", [prodia.errors, prodia.problems, prodia.words])
    def test_the_examples(self, module: object) -> None:
        found = doctest.testmod(module)  # type: ignore[arg-type]
        assert found.attempted
        assert not found.failed
