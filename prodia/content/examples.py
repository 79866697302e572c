"""The bad and the good example of every rule: the smallest edit of one small pack, and the pack itself."""

# The files stand with the checks (prodia/checks/examples): a rule, its examples and its test are one thing.
# `good` stands once in a file of base/, and becomes `bad`; the test makes both and looks what is told.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from prodia.content.yaml import read
from prodia.problems.families import kinds
from prodia.words import Words

PROTOCOL, WITHOUT = "basis/1.0.0/protocol.yaml", "without.yaml"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: in ``file`` the text ``good`` becomes ``bad`` (None: the whole file)."""

    file: str
    good: str | None
    bad: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A mistake planted in the small pack: the rule of the list it is of, and the code that tells it."""

    rule: str
    code: str
    edits: tuple[Edit, ...]
    copies: tuple[tuple[str, str], ...] = ()

    def files(self, *, bad: bool) -> dict[str, str]:
        """The pack with the mistake, or as it should be."""
        made = dict(base())
        made |= {to: made[of] for of, to in self.copies if bad}
        for edit in self.edits if bad else ():
            text = made.pop(edit.file, "")
            if edit.bad is not None:
                if edit.good is not None and text.count(edit.good) != 1:
                    raise ValueError(
                        f"{self.code}: {edit.good!r} stands {text.count(edit.good)} times in {edit.file}"
                    )
                made[edit.file] = edit.bad if edit.good is None else text.replace(edit.good, edit.bad)
        return made


@cache
def base() -> Mapping[str, str]:
    """The small pack: by its place every file of it."""
    return dict(_walk(_folder() / "base", ""))


@cache
def examples() -> tuple[Example, ...]:
    """Every example, in the order of their files."""
    found = []
    for file in sorted(_folder().iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml") and file.name != WITHOUT:
            found += [_example(one) for one in _read(file)]
    return tuple(found)


@cache
def without() -> Mapping[str, Words]:
    """Why a code has no example, by code."""
    every = kinds()
    found: dict[str, Words] = {}
    for one in _read(_folder() / WITHOUT):
        codes = [kind.code for family in one.get("families", ()) for kind in every[family]]
        found |= dict.fromkeys((*codes, *one.get("codes", ())), Words(one["nl"], one["en"]))
    return found


def _read(file: Any) -> Any:
    document = read(file.read_bytes(), file.name).document
    assert document is not None, file.name
    return document.data


def _example(one: dict[str, Any]) -> Example:
    if one.get("all"):
        return Example(one["rule"], one["code"], tuple(Edit(file, None, None) for file in base()))
    edits = tuple(_edit(e) for e in (one, *one.get("more", ())))
    return Example(one["rule"], one["code"], edits, tuple(one.get("copy", {}).items()))


def _edit(one: dict[str, Any]) -> Edit:
    bad = one["bad"]
    return Edit(one.get("file", PROTOCOL), one.get("good"), bad and bad * int(one.get("times", 1)))


def _folder() -> Any:
    return resources.files("prodia.checks") / "examples"


def _walk(folder: Any, before: str) -> Iterator[tuple[str, str]]:
    for one in sorted(folder.iterdir(), key=lambda f: f.name):
        if one.is_dir():
            yield from _walk(one, f"{before}{one.name}/")
        else:
            yield before + one.name, one.read_text("utf-8")
