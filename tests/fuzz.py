"""Definitions changed by their grammar: a value becomes another of its kind, so that most stay right.

``make fuzz`` makes 100,000 changes of the small pack, checks each as an author's would be, and says how many
were still right. An exception is told with the number of its change, and the rest is tried all the same.
``make fuzz ARGS="500 --start 20000"`` makes other ones: the same number is always the same change.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from prodia.case.check import check
from prodia.content import load
from prodia.content.examples import PROTOCOL, base

TODAY = dt.date(2026, 11, 29)
Change = Callable[[random.Random, str], str]


def _at(pattern: str, made: Callable[[random.Random, re.Match[str]], str]) -> Change:
    """One of the places where a pattern is, rewritten."""

    def change(seed: random.Random, text: str) -> str:
        places = [*re.finditer(pattern, text, re.MULTILINE)]
        if not places:
            return text
        found = seed.choice(places)
        return text[: found.start()] + made(seed, found) + text[found.end() :]

    return change


def _one_of(*words: str) -> Callable[[random.Random, re.Match[str]], str]:
    return lambda seed, found: seed.choice(words)


def _words(seed: random.Random, found: re.Match[str]) -> str:
    """Other words in a text, some of them odd."""
    odd = ["ja", "een kind van 8", "é", "𝄞", "100 %", "a" * 60, "%s {naam}", "\\\\", "¿?"]
    return f'{found[1]}"{found[2].strip(chr(34))} {seed.choice(odd)}"'


def _same_row(seed: random.Random, found: re.Match[str]) -> str:
    """A row of a table twice, or with another condition."""
    row = found[0]
    return row + row if seed.random() < 0.3 else row.replace("not met", "met", 1)


# Most keep a protocol right; the last few seldom do.
CHANGES: tuple[Change, ...] = (
    _at(r"(?<=< )\d+|(?<=>= )\d+|(?<=<= )\d+", lambda s, f: str(s.choice([0, 1, 5, 10, 25, 99, 10**9]))),
    _at(r" (<|<=|>|>=) (?=\d)", _one_of(" < ", " <= ", " > ", " >= ")),
    _at(r"^( +(?:title|summary|help|note|question|if_so|if_not): )([^{\[\n\"|>]+)$", _words),
    _at(r"\b20\d\d-\d\d-\d\d\b", _one_of("2019-02-28", "2024-02-29", "2027-09-01", "2099-12-31")),
    _at(r"(?<=strength: )\w+", _one_of("must", "should", "may")),
    _at(r"(?<=confidence: )[\w-]+", _one_of("seen", "seen-old", "seed", "inferred", "unverified")),
    _at(r"(?<=^status: )\w+", _one_of("concept", "review")),
    _at(r"(?<=purpose: )(classify|guide|access)\b", _one_of("classify", "guide", "access", "third-party")),
    _at(r"^ +#.*\n|\n\n", lambda s, f: f"\n{' ' * s.randrange(3)}# woord {s.random()}\n"),
    _at(r"^( +)(met|not met)( +\|.*)\n", _same_row),
    _at(r"(?<=: )\d+$", lambda s, f: str(s.choice([0, 1, -1, 2.5, 10**12]))),
    _at(r"\[([a-z_-]+)\]", lambda s, f: s.choice([f"[{f[1]}]", f"[{f[1]}, {f[1]}]", "[]"])),
    _at(r"^  ([a-z_]+):$", lambda s, f: f"  {f[1]}{s.choice(['', '', '_', '2', '-x'])}:"),
)
WEIGHTS = (8, 8, 8, 8, 6, 6, 4, 4, 6, 2, 1, 1, 1)


def changed(number: int) -> str:
    """The protocol of the small pack after one to three changes; the same number gives the same text."""
    seed = random.Random(number)
    text = base()[PROTOCOL]
    for change in seed.choices(CHANGES, WEIGHTS, k=seed.randint(1, 3)):
        text = change(seed, text)
    return text


def right(folder: Path, number: int) -> bool:
    """Whether a changed pack, checked, has no error. Raises where it may not: on any exception."""
    (folder / PROTOCOL).write_text(changed(number), "utf-8")
    return all(p.severity != "error" for p in check(load(folder), today=TODAY))


def laid(folder: Path) -> Path:
    """The small pack in a folder."""
    for name, text in base().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def main(many: int, start: int) -> int:
    begun, held, wrong = time.monotonic(), 0, 0
    with TemporaryDirectory() as made:
        folder = laid(Path(made))
        for number in range(start, start + many):
            try:
                held += right(folder, number)
            except Exception:
                wrong += 1
                print(f"change {number} ends in an exception", file=sys.stderr)
                traceback.print_exc()
    share, seconds = f"{100 * held / many:.0f} % still right", time.monotonic() - begun
    print(f"{many} changes from {start}, {share}, {wrong} exceptions, {seconds:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="make fuzz", description=(__doc__ or "").splitlines()[0])
    asked.add_argument("many", nargs="?", type=int, default=100_000)
    asked.add_argument("--start", type=int, default=0, help="the number of the first change")
    sys.exit(main(**vars(asked.parse_args())))
