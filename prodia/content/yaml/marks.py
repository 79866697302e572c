"""Where everything stands: a file as a tree of nodes that know their line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any, TypeAlias

from prodia.frozen import dataclass
from prodia.problems import Place

# Marks are counted from 0 inside, as the parser gives them; `Place` counts from 1.
# A scalar maps every character of its value back to the file by replaying how YAML
# folds and unescapes it. Where the replay and the value disagree (a rare style), the
# start of the scalar is used: a place may be coarse, never wrong.


Mark: TypeAlias = tuple[int, int]
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """``data``: what it means (text, number, truth, None); ``text``: what it says."""

    start: Mark
    end: Mark
    data: str | int | float | bool | None
    text: str
    style: str


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    start: Mark
    data: list[Any]
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    start: Mark
    data: dict[str, Any]
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


Node: TypeAlias = Scalar | Sequence | Mapping


def child(node: Node | None, step: str | int) -> Node | None:
    """What stands under a node at one step, or None."""
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.values.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One file: its name as the user gave it, its lines, its tree."""

    file: str
    lines: tuple[str, ...]
    root: Node

    @property
    def data(self) -> Any:
        """Plain dicts, lists, texts, numbers, truths and None."""
        return self.root.data

    def node(self, path: Path) -> Node | None:
        """The node at ``path``, or None."""
        node, _, rest = self._walk(path)
        return None if rest else node

    def place(
        self,
        path: Path,
        *,
        on_key: bool = False,
        span: tuple[int, int] | None = None,
        cell: tuple[int, int] | None = None,
    ) -> Place:
        """The place of the value at ``path`` (of its key with ``on_key``), or of what comes closest.

        ``span``: an offset inside the scalar. ``cell``: line and column, from 0, inside a text block.
        """
        node, key, rest = self._walk(path)
        nothing = isinstance(node, Scalar) and node.text == ""
        if key is not None and (on_key or rest or nothing):
            return self._place(key.start)
        if isinstance(node, Scalar) and span is not None:
            return self._place(self._at(node, span[0]))
        if isinstance(node, Scalar) and cell is not None:
            return self._place(self._at(node, _offset(node.text, cell)))
        return self._place(node.start)

    def _place(self, mark: Mark) -> Place:
        return Place(self.file, mark[0] + 1, mark[1] + 1)

    def _walk(self, path: Path) -> tuple[Node, Scalar | None, Path]:
        """The deepest node on the way, its key, and the part of the path that was not there."""
        node: Node = self.root
        key: Scalar | None = None
        for depth, step in enumerate(path):
            if (below := child(node, step)) is None:
                return node, key, path[depth:]
            key = node.keys[step] if isinstance(node, Mapping) and isinstance(step, str) else None
            node = below
        return node, key, ()

    def _at(self, node: Scalar, offset: int) -> Mark:
        if node.style in ("|", ">"):
            return self._in_block(node, offset)
        if "\n" not in node.text and node.style == "" and node.start[0] == node.end[0]:
            return node.start[0], node.start[1] + min(offset, len(node.text))
        marks = list(_replay(self.lines, node))
        if len(marks) != len(node.text) + 1:
            return node.start
        return marks[min(offset, len(node.text))]

    def _in_block(self, node: Scalar, offset: int) -> Mark:
        before = node.text[: max(0, offset)]
        first = node.start[0] + 1
        if node.style == "|":
            down = before.count("\n")
            value = node.text.split("\n")[down]
            if first + down >= len(self.lines):
                return node.start
            source = self.lines[first + down]
            return first + down, max(0, len(source) - len(value)) + len(before) - before.rfind("\n") - 1
        # folded: look for the word at the offset, line by line, in order
        at = 0
        for number in range(first, min(node.end[0] + 1, len(self.lines))):
            line = self.lines[number].strip()
            if not line:
                continue
            found = node.text.find(line, at)
            if found < 0:
                break
            if found <= offset <= found + len(line):
                return number, self.lines[number].index(line) + offset - found
            at = found + len(line)
        return node.start


@dataclass(frozen=True, slots=True, eq=False)
class Composed(Document):
    """A file with parts that stand in other files: ``others`` has the file of each by group and id."""

    others: dict[tuple[str, str], Document] = field(default_factory=dict)

    def node(self, path: Path) -> Node | None:
        return Document.node(self._of(path), path)

    def place(
        self,
        path: Path,
        *,
        on_key: bool = False,
        span: tuple[int, int] | None = None,
        cell: tuple[int, int] | None = None,
    ) -> Place:
        return Document.place(self._of(path), path, on_key=on_key, span=span, cell=cell)

    def _of(self, path: Path) -> Document:
        """The file of what stands at a path: this one where it has that itself."""
        own = Document.node(self, path[:2]) is not None
        return self if own else self.others.get((str(path[0]), str(path[1])), self) if path[1:] else self


def _offset(text: str, cell: tuple[int, int]) -> int:
    """Line and column inside ``text`` as one offset."""
    lines = text.split("\n")
    down = min(cell[0], len(lines) - 1)
    return sum(len(line) + 1 for line in lines[:down]) + min(cell[1], len(lines[down]))


_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")


def _replay(lines: tuple[str, ...], node: Scalar) -> Iterator[Mark]:
    """The mark of every character of a plain or quoted scalar, and of its end."""
    (line, column), (last, stop) = node.start, node.end
    quote = node.style
    if quote:
        column, stop = column + 1, stop - 1
    while line <= last:
        text = lines[line][: stop if line == last else None]
        end = len(text) if line == last else len(text.rstrip(" \t"))
        joined = False
        while column < end:
            yield line, column
            if quote == "'" and text.startswith("''", column):
                column += 2
            elif quote == '"' and (found := _ESCAPE.match(text, column)):
                column = found.end()
            elif quote == '"' and column == end - 1 and text[column] == "\\":
                joined = True  # an escaped line break adds nothing
                break
            else:
                column += 1
        if line == last:
            break
        blank = line + 1
        while blank < last and not lines[blank].strip(" \t"):
            blank += 1
        if joined:
            pass  # the backslash itself was counted; the lengths will differ and the start is used
        elif blank == line + 1:
            yield line, end
        else:
            yield from ((n, 0) for n in range(line + 1, blank))
        line = blank
        column = len(lines[line]) - len(lines[line].lstrip(" \t"))
    yield last, max(0, stop)
