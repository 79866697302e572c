"""One finding: what fills its message, in each language, and how findings are put in order."""

from __future__ import annotations

from prodia.problems import Place, Problem, in_order, kind, values
from prodia.words import Words

KIND = kind("""X01 warning
    onbekend: er is geen {what} «{name}» ({n}). -> {hint}
    unknown: there is no {what} «{name}» ({n}). -> {hint}""")
PHASE, NEAR = Words("fase", "phase"), Words("bedoelde je «begin»?", "did you mean «begin»?")


def found(name: str = "begn", line: int = 3) -> Problem:
    return Problem(KIND, Place("p.yaml", line, 2), what=PHASE, name=name, n=2, hint=NEAR)


class TestProblem:
    """What is said of one finding."""

    def test_each_language_has_its_own_words(self) -> None:
        assert found().message("nl") == "er is geen fase «begn» (2)."
        assert found().message("en") == "there is no phase «begn» (2)."
        assert found().line("en") == (
            "p.yaml:3:2: PRD-X01 unknown: there is no phase «begn» (2). -> did you mean «begin»?"
        )

    def test_what_fills_it(self) -> None:
        assert found().values("en") == {"hint": NEAR.en, "n": "2", "name": "begn", "what": "phase"}
        assert values(found().args) == found().values("nl")

    def test_a_text_of_an_author_fills_nothing_else(self) -> None:
        assert found("{hint}").message("en") == "there is no phase «{hint}» (2)."

    def test_it_is_a_value(self) -> None:
        assert found() == found()
        assert hash(found()) == hash(found())
        assert found() != Problem(KIND, found().place, what="fase", name="begn", n=2, hint=NEAR)

    def test_json(self) -> None:
        assert found().as_dict("en") == {
            "code": "PRD-X01",
            "name": "unknown",
            "severity": "warning",
            "file": "p.yaml",
            "line": 3,
            "column": 2,
            "message": "there is no phase «begn» (2).",
            "hint": "did you mean «begin»?",
        }

    def test_order(self) -> None:
        """Once each, by place; a problem without a place comes first."""
        nowhere = Problem(KIND, what="x", name="y", n=1, hint="")
        given = [found("b"), found("a"), found(line=1), nowhere, found("a")]
        assert (nowhere, found(line=1), found("a"), found("b")) == in_order(given)
