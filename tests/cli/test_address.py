"""How the tool speaks to who uses it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

FORMAL = re.compile(r"\b[Uu]w?\b")
# Which argument of a call is Dutch.
SPEAKERS = {"unfit": 1, "Option": 1} | dict.fromkeys(
    ("Words", "say", "kind", "tell", "unknown", "ask", "until", "words", "choose", "yes"), 0
)


def dutch(source: str) -> Iterator[str]:
    """The Dutch of every ``Words(nl, en)``, ``say(nl, en)`` and the like, and all of a ``kind("...")`` or of
    lines ``name: Dutch | English``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ": " in node.value:
            yield from re.findall(r": ([^|]*) \| ", node.value)
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = SPEAKERS.get(name)
            if at is not None and len(node.args) > at:
                parts = [n.value for n in ast.walk(node.args[at]) if isinstance(n, ast.Constant)]
                yield "".join(p for p in parts if isinstance(p, str))


def for_parents(file: str, text: str) -> bool:
    """What parents read, and a finding about how they are addressed."""
    if file in ("home.py", "readers.py", "fieldwords.py"):  # pages for every reader; examples of texts
        return True
    return "uw kind" in text.lower() or "met u" in text or (file == "quality.py" and "«u»" in text)


class TestAddress:
    """Authors and users are «je», everywhere; «u» is for parents and schools, in texts of a protocol."""

    def test_it_sees(self) -> None:
        said = 'Words("bedoelt u x", "did you mean x"); screen.say(f"uw {n}", "your")'
        told = [*dutch(said), *dutch('takes("--x: van u | yours")')]
        assert [True, True, True] == [bool(FORMAL.search(t)) for t in told]

    def test_je(self, root: Path) -> None:
        found = [
            (path.name, text)
            for path in sorted((root / "prodia").rglob("*.py"))
            for text in dutch(path.read_text("utf-8"))
            if FORMAL.search(text) and not for_parents(path.name, text)
        ]
        assert [] == found
