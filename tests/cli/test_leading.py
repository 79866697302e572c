"""No command leads astray: what has faults says so, a word that is none names the nearest, help shows how."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import pytest

from prodia.cli.app import COMPLETE, TREE, run
from prodia.cli.commands import Verb, every_verb
from prodia.cli.terminal import Terminal, consoles
from tests.cli.conftest import Prodia, Ran
from tests.content.packs import PROTOCOL, SOURCES, write

VERBS = [(path, verb) for path, verb in every_verb(TREE) if isinstance(verb, Verb)]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A pack whose only protocol has a mistake: a word that is no purpose."""
    text = PROTOCOL.replace("id: lezen", "id: mijn-lezen").replace("purpose: classify", "purpose: klasseren")
    write(tmp_path, {"shared/sources.yaml": SOURCES, "mijn-lezen/1.0.0/protocol.yaml": text})
    return tmp_path


class TestFaults:
    """`say` told "Mijn-lezen." and nothing else; `walk` that there was no such protocol."""

    @pytest.mark.parametrize("words", [("say",), ("show",), ("walk",), ("test",), ("card",), ("cover",)])
    @pytest.mark.parametrize("name", ["mijn-lezen", "mijn-lezen@1.0.0"])
    def test_are_told(self, prodia: Prodia, broken: Path, words: tuple[str, ...], name: str) -> None:
        told = prodia("--lang", "nl", *words, name, "--pack", str(broken))
        assert 1 == told.code
        assert f"«{name}» heeft fouten" in told.err
        assert "prodia check " in told.err
        assert "«klasseren»" in told.err

    def test_an_expression_is_still_one(self, prodia: Prodia, broken: Path) -> None:
        assert 0 == prodia("say", "leeftijd < 7", "--pack", str(broken)).code


class TestNearest:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            (("recrd",), "«prodia case record»"),
            (("verify",), "«prodia case verify»"),
            (("case", "chek"), "«prodia check»"),
            (("reviw",), "«review»"),
        ],
    )
    def test_of_all(self, prodia: Prodia, typed: tuple[str, ...], meant: str) -> None:
        told = prodia("--lang", "nl", *typed)
        assert (2, True) == (told.code, meant in told.err)


class TestHelp:
    """Every verb shows how it is used, in words it takes."""

    @pytest.mark.parametrize(("path", "verb"), VERBS, ids=[" ".join(path) for path, _ in VERBS])
    def test_an_example_that_is_taken(self, path: tuple[str, ...], verb: Verb) -> None:
        first, *words = shlex.split(verb.example.partition(" > ")[0])
        assert "prodia" == first
        assert [*path] == words[: len(path)]
        screen = Terminal("nl", *consoles())
        with click.Context(TREE, info_name="prodia", obj=screen) as above:
            given = verb.make_context(verb.name, words[len(path) :], parent=above)
        assert given.params

    def test_is_shown(self, prodia: Prodia) -> None:
        assert "Voorbeeld\n  prodia fmt mijn-pakket" in prodia("--lang", "nl", "fmt", "--help").out


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_a_script_for_the_shell(self, prodia: Prodia, shell: str) -> None:
        assert COMPLETE in prodia("completion", shell).out

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [("prodia che", "check"), ("prodia case ver", "verify"), ("prodia check --for", "--format")],
    )
    def test_words(self, capsys: pytest.CaptureFixture[str], typed: str, offered: str) -> None:
        words = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" ")), COMPLETE: "bash_complete"}
        assert offered in self.completed(capsys, words)

    def test_names_of_protocols(self, capsys: pytest.CaptureFixture[str], root: Path) -> None:
        one = next((root / "protocols").glob("*/*/protocol.yaml")).parent.parent.name
        words = {"COMP_WORDS": f"prodia show {one[:3]}", "COMP_CWORD": "2", COMPLETE: "bash_complete"}
        assert f"plain,{one}" in self.completed(capsys, words).split()

    @staticmethod
    def completed(capsys: pytest.CaptureFixture[str], words: dict[str, str]) -> str:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in words.items():
                patch.setenv(name, value)
            run([], words)
        return capsys.readouterr().out


class TestWalk:
    """At every prompt ``?`` explains, what was typed is in the hint, and any answer can be taken back."""

    def walked(self, prodia: Prodia, lines: list[str], *words: str) -> Ran:
        return prodia("--lang", "nl", "walk", "algemeen@1.0.0", *words, stdin="\n".join(lines) + "\n")

    def test_explains_before_the_case_is_open(self, prodia: Prodia) -> None:
        told = self.walked(prodia, ["?", "x", "q"])
        assert 2 <= told.out.count("lijst (om een ander antwoord terug te nemen)")
        assert "«x»: kies een nummer" in told.out

    def test_goes_on_with_its_pack(self, prodia: Prodia, root: Path, tmp_path: Path) -> None:
        file = str(tmp_path / "een traject.jsonl")
        lines = ["1", "2016-02-03", "vraag", "1", "q"]
        told = self.walked(prodia, lines, "--save", file, "--pack", str(root / "protocols"))
        again = " ".join(told.out.split())
        assert f"--save '{file}' --pack {root / 'protocols'}" in again

    def test_says_that_what_is_not_released_may_change(self, prodia: Prodia, tmp_path: Path) -> None:
        """A case that is kept can not be read with another text: that is said before it begins."""
        for name, said in (("motoriek", True), ("algemeen@1.0.0", False)):
            stdin = "\n".join(["1", "2016-02-03", "vraag", "1", "q"])
            words = ("--save", str(tmp_path / f"{name}.jsonl"), "--on", "2027-09-02")
            assert said == ("PRD-V30" in prodia("--lang", "nl", "walk", name, *words, stdin=stdin).err)

    def test_takes_back_any_answer(self, prodia: Prodia, tmp_path: Path) -> None:
        file = tmp_path / "traject.jsonl"
        lines = ["1", "2016-02-03", "vraag", "1", "ja", "gesprek", "ja", "nee", "lijst", "2", "q"]
        told = self.walked(prodia, lines, "--save", str(file))
        assert "Welk antwoord neem je terug?" in told.out
        events = file.read_text("utf-8")
        assert 1 == events.count('"withdrawn"')
        assert "Teruggenomen: " in told.out
