"""The manual for authors is what happened: every command is run, in its order, and what it said stands there.

``python -m tests.test_manual`` writes the answers anew, and the table of events.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import prodia.cli.authors
import prodia.cli.looking
import prodia.content
from prodia.cli.app import run
from prodia.content.fieldwords import event_words, words_of
from prodia.model.events import KINDS
from tests.cli.conftest import _once

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs" / "author" / "index.md"
EVENTS = {
    "nl": ROOT / "docs" / "author" / "voorvallen.md",
    "en": ROOT / "docs" / "en" / "author" / "voorvallen.md",
}
_BLOCK = re.compile(r"^```(console|diff)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WIDE = "100"


def said(command: str) -> str:
    """What a command says on both screens, and its exit code where that is not 0."""
    first, *words = shlex.split(command)
    assert "prodia" == first
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = run(["--lang", "nl", *words])
    lines = [line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")]
    return "\n".join([*(line for line in lines), *([f"(afsluitcode {code})"] if code else [])])


def edited(block: str) -> None:
    """The lines of a file that go and come, as the manual shows them."""
    file, *lines = block.splitlines()
    text = Path(file).read_text("utf-8")
    for old, new in zip(lines[::2], lines[1::2], strict=True):
        assert ("-", "+") == (old[:1], new[:1])
        assert 1 == text.count(f"{old[1:]}\n"), old
        text = text.replace(f"{old[1:]}\n", f"{new[1:]}\n")
    Path(file).write_text(text, "utf-8")


def lived(text: str) -> str:
    """The manual, run in the folder one is in: with what every command said."""

    def block(found: re.Match[str]) -> str:
        if found[1] == "diff":
            edited(found[2])
            return found[0]
        commands = re.findall(r"^\$ (.*)$", found[2], re.MULTILINE)
        told = "\n".join(f"$ {one}\n{said(one)}".rstrip() for one in commands)
        return f"```console\n{told}\n```"

    return _BLOCK.sub(block, text)


_HEAD = {
    "nl": """# De voorvallen van een geval

Een geval is een lijst van voorvallen, elk op een dag (`on`) en vastgelegd door een rol (`by`). Wat vet staat,
moet; de rest mag. `person` mag overal: in een geval is elke naam verzonnen.

| `kind` | wat het vastlegt | sleutels |
""",
    "en": """# The events of a case

A case is a list of events, each on a day (`on`) and recorded by a role (`by`). What is bold is needed; the
rest may be said. `person` may always be said: in a case every name is made up.

| `kind` | what it records | keys |
""",
}


def table(lang: str) -> str:
    """The page of every kind of event: what it records, and its keys."""
    lines = [f"{_HEAD[lang]}|---|---|---|"]
    for kind, model in KINDS.items():
        every = [(info.alias or name, info.is_required()) for name, info in model.model_fields.items()]
        known = [(key, needed) for key, needed in every if key not in ("on", "by", "kind")]
        told = [
            f"**`{key}`**" if needed else f"`{key}`" for key, needed in known if needed or key != "person"
        ]
        says = event_words(model.__name__) if lang == "nl" else str(model.__doc__).split("\n")[0]
        lines.append(f"| `{kind}` | {says} | {', '.join(told)} |")
    lines += ["", "## Elke sleutel", "", "| sleutel | wat | zo |", "|---|---|---|"] if lang == "nl" else []
    for kind, model in KINDS.items() if lang == "nl" else ():
        for name, info in model.model_fields.items():
            key = info.alias or name
            words = words_of(model.__name__, key)
            if key not in ("kind", "person", "on", "by") and words is not None:
                lines.append(f"| `{kind}` `{key}` | {words[0]} | `{words[1]}` |")
    return "\n".join(lines) + "\n"


def once(patch: pytest.MonkeyPatch) -> None:
    """What is shipped is read once for all the commands."""
    for room in (prodia.content, prodia.cli.looking, prodia.cli.authors):
        patch.setattr(room, "load", _once)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDE)
    once(monkeypatch)
    return tmp_path


class TestManual:
    """From `new` to `release` and the last day, by the manual's own commands."""

    def test_it_happened_so(self, scratch: Path) -> None:
        text = MANUAL.read_text("utf-8")
        assert text == lived(text)
        assert 10 == len(re.findall(r"^## \d+\. ", text, re.MULTILINE))
        lock = (scratch / "pakket" / "released.lock").read_text("utf-8")
        assert ["vlot-lezen@1.0.0", "vlot-lezen@2.0.0"] == [line.split()[0] for line in lock.splitlines()]

    def test_the_english_page_gives_the_same_commands(self) -> None:
        english = (ROOT / "docs" / "en" / "author" / "index.md").read_text("utf-8")
        one, other = (re.findall(r"^\$ (.*)$", t, re.MULTILINE) for t in (MANUAL.read_text("utf-8"), english))
        assert one == other

    @pytest.mark.parametrize("lang", EVENTS)
    def test_every_event_is_in_the_table(self, lang: str) -> None:
        assert table(lang) == EVENTS[lang].read_text("utf-8")


if __name__ == "__main__":
    os.environ["COLUMNS"] = WIDE
    for lang, page in EVENTS.items():
        page.write_text(table(lang), "utf-8")
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        with pytest.MonkeyPatch.context() as patch:
            once(patch)
            made = lived(MANUAL.read_text("utf-8"))
    MANUAL.write_text(made, "utf-8")
    sys.exit(0)
