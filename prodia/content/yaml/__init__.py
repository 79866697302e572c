"""Strict YAML 1.2: a file read into a :class:`Document`, with everything odd about it named.

No field is read by what the schema would like to see there: a file means the same to every reader of it.
A word without quotes is ``true``, ``false``; nothing, ``null`` or ``~``; a whole or decimal number in its
one canonical form (``10``, ``-2.5``, ``0.05``; a whole decimal is that whole number). Everything else is the
text the author typed: ``no``, ``1.10``, ``010``, ``12:30``, ``0x1F``. Where another YAML reader would make
something else of such a word, a warning says so (Y06, Y07); a decimal comma and a number without measure are
errors.
"""


# Composed from the event stream, without recursion: libyaml's own composer crashes on
# 100,000 brackets, and marks, duplicate keys and anchors are only visible here.

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

import yaml

from prodia.content.folder import MAX_BYTES
from prodia.content.yaml.marks import Document, Mapping, Mark, Node, Scalar, Sequence
from prodia.content.yaml.syntax import retell
from prodia.frozen import dataclass
from prodia.problems import Kind, Place, Problem
from prodia.problems import files as kinds
from prodia.words import Words
from prodia.words.numbers import exact

MAX_DIGITS = 18

Meaning: TypeAlias = str | int | float | bool | None
Oddity: TypeAlias = tuple[Kind, dict[str, str]]

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.(?:0|[0-9]*[1-9]))?")
_NUMBER_ELSEWHERE = re.compile(
    r"[-+]?(?:0b[01_]+|0o[0-7]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9][0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?)"
)
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_COMMA = re.compile(r"[-+]?[0-9][0-9.]*,[0-9]+")
_WORDS = {
    **dict.fromkeys(("True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"), "true"),
    **dict.fromkeys(("False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"), "false"),
    **dict.fromkeys(("Null", "NULL"), "null"),
}
_NULL = frozenset(("", "~", "null"))
_TRUTH = {"true": True, "false": False}


@lru_cache(maxsize=4096)
def meaning(text: str, is_key: bool = False) -> tuple[Meaning, Oddity | None]:
    """What the word means, and what is odd about it. Keys are always words: they get no warning."""
    first = text[:1]
    if first.isalpha() or not text or first == "~":
        if text in _NULL:
            return None, None
        if text in _TRUTH:
            return _TRUTH[text], None
        odd = text in _WORDS and not is_key
        return text, (kinds.YES_NO, {"found": text, "right": _WORDS[text]}) if odd else None
    if first not in "+-.0123456789":
        return text, None
    if len(text) > 400:  # the patterns below are for words, not for a page of digits
        huge = not text.strip("+-.0123456789_")
        return text, (kinds.UNUSABLE_NUMBER, {"found": f"{text[:20]}..."}) if huge else None
    return _number(text, is_key)


def _number(text: str, is_key: bool) -> tuple[Meaning, Oddity | None]:
    shown = {"found": text[:40]}
    if _NUMBER.fullmatch(text):
        if sum(c.isdigit() for c in text) > MAX_DIGITS or ("." in text and not exact(text)):
            return 0, (kinds.UNUSABLE_NUMBER, shown)
        number = float(text)
        return (int(text.partition(".")[0]) if number.is_integer() else number), None
    if _COMMA.fullmatch(text):
        right = text.replace(".", "").replace(",", ".")
        return text, (kinds.DECIMAL_COMMA, {**shown, "right": right[:40]})
    if _NOT_FINITE.fullmatch(text):
        return text, (kinds.UNUSABLE_NUMBER, shown)
    if not _NUMBER_ELSEWHERE.fullmatch(text):
        return text, None
    if _immense(text):
        return text, (kinds.UNUSABLE_NUMBER, shown)
    return text, None if is_key else (kinds.NUMBER_AS_TEXT, shown)


def _immense(text: str) -> bool:
    """A number no double holds, or of more digits than anyone means."""
    if sum(c.isdigit() for c in text) > MAX_DIGITS:
        return True
    try:
        return float(text.replace("_", "")) in (float("inf"), float("-inf"))
    except ValueError:
        return False


MAX_NODES = 200_000
MAX_DEPTH = 64
MAX_PROBLEMS = 100

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Never of use in a text, and able to hide what it says. The first group YAML itself refuses.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\U000e0000-\U000e007f"
_FORBIDDEN = re.compile(f"[{_CONTROL}{_HIDDEN}]")
_CONTROLS = re.compile(f"[{_CONTROL}]")


@dataclass(frozen=True, slots=True)
class Read:
    """A file as far as it could be read. ``document`` is None when it could not."""

    document: Document | None
    problems: tuple[Problem, ...]


def read(data: bytes, file: str) -> Read:
    """Read the bytes of ``file``. Never raises for anything the bytes may hold."""
    if len(data) > MAX_BYTES:
        return Read(None, (_too_large(Place(file), MAX_BYTES >> 20, Words("MiB", "MiB")),))
    text, problem = _decode(data, file)
    if problem is not None:
        return Read(None, (problem,))
    problems = list(hidden(text, file))
    text = _CONTROLS.sub(" ", text)
    lines = tuple(text.split("\n"))
    tabs = list(_tabs(lines, file))
    builder = _Builder(file, lines, loose=not unicodedata.is_normalized("NFC", text))
    try:
        for event in _events(text):
            if not builder.take(event):
                break
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        builder.root = None
        builder.problems.append(retell(error, file, lines, builder.bracket()))
    problems += tabs
    problems += builder.problems
    if builder.root is None and not problems:
        problems.append(Problem(kinds.EMPTY, Place(file)))
    problems.sort(key=lambda p: p.severity != "error")
    document = Document(file, lines, builder.root) if builder.root else None
    return Read(document, tuple(dict.fromkeys(problems[:MAX_PROBLEMS])))


def read_head(data: bytes, keys: Collection[str]) -> dict[str, Any]:
    """What these keys at the top of a file say, read no further than the last of them.

    Empty where the file can not be read so far, or hides something in what it says. What else is wrong
    with the file is not looked for.
    """
    text, problem = _decode(data, "")
    found = _top(text, frozenset(keys)) if problem is None else {}
    return {} if any(_FORBIDDEN.search(str(value)) for value in found.values()) else found


def _top(text: str, keys: frozenset[str]) -> dict[str, Any]:
    builder = _Builder("", (), loose=False)
    try:
        for event in _events(_CONTROLS.sub(" ", text)):
            if not builder.take(event) or keys.issubset(builder.top):
                break
    except (yaml.YAMLError, ValueError, OverflowError):
        return {}
    return {key: value for key, value in builder.top.items() if key in keys}


def _events(text: str) -> Iterator[Any]:
    """As ``yaml.parse``, without asking of every event whether there is one."""
    loader = _LOADER(text)
    try:
        last: type = yaml.StreamEndEvent
        event = None
        while type(event) is not last:
            event = loader.get_event()
            yield event
    finally:
        loader.dispose()


def _decode(data: bytes, file: str) -> tuple[str, Problem | None]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Problem(kinds.ENCODING, Place(file), witness="UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8", "replace").lstrip("\ufeff")
        place = Place(file, good.count("\n") + 1, len(good) - good.rfind("\n"))
        return "", Problem(kinds.ENCODING, place, witness=f"byte 0x{data[error.start]:02X}")
    if "\x00" in text:
        before = text[: text.index("\x00")]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return "", Problem(kinds.ENCODING, place, witness="NUL (U+0000)")
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def hidden(text: str, file: str) -> list[Problem]:
    """Every character that cannot be seen and can hide what a text says."""
    found = []
    for match in islice(_FORBIDDEN.finditer(text), MAX_PROBLEMS):
        before = text.rfind("\n", 0, match.start())
        place = Place(file, text.count("\n", 0, match.start()) + 1, match.start() - before)
        found.append(Problem(kinds.INVISIBLE, place, witness=f"U+{ord(match.group()):04X}"))
    return found


_CUT = re.compile(r"[ \t]+(#[^\s#!].*)")  # as a text goes on: a comment has a space behind its sign


def _tabs(lines: tuple[str, ...], file: str) -> list[Problem]:
    found = []
    for number, line in enumerate(lines):
        if "\t" in line and (lead := line[: len(line) - len(line.lstrip())]) != line and "\t" in lead:
            found.append(Problem(kinds.TAB, Place(file, number + 1, lead.index("\t") + 1)))
    return found[:MAX_PROBLEMS]


def _too_large(place: Place, limit: object, unit: Words) -> Problem:
    return Problem(
        kinds.TOO_LARGE,
        place,
        limit=limit,
        unit=unit,
        hint=Words("verdeel het over meer bestanden.", "divide it over more files."),
    )


class _Builder:
    """Takes the events one by one; ``root`` is the tree once they are all taken."""

    def __init__(self, file: str, lines: tuple[str, ...], loose: bool) -> None:
        self.file = file
        self.lines = lines
        self.commented = {number for number, line in enumerate(lines) if " #" in line or "\t#" in line}
        self.loose = loose
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    @property
    def top(self) -> dict[str, Any]:
        """What was read so far of the keys at the top; a block only when it is whole."""
        root = self._stack[0].node if self._stack else self.root
        return root.data if isinstance(root, Mapping) else {}

    def say(self, kind: Kind, mark: Mark, **args: object) -> None:
        if len(self.problems) < 2 * MAX_PROBLEMS:
            self.problems.append(Problem(kind, Place(self.file, mark[0] + 1, mark[1] + 1), **args))

    def take(self, event: Any) -> bool:
        """One event more. False: this file is refused, stop here."""
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._put(self._stack.pop().node)
            return True
        start = event.start_mark
        mark = (start.line, start.column)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._decorated(event, mark)
            self._put(self._scalar(event, mark))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._decorated(event, mark)
            node = Mapping(mark, {}) if isinstance(event, yaml.MappingStartEvent) else Sequence(mark, [])
            self._stack.append(_Open(node, bool(event.flow_style)))
        elif isinstance(event, yaml.AliasEvent):
            self._odd(mark, f"*{event.anchor}", Words("verwijzing naar een anker", "an alias"))
            self._put(Scalar(mark, mark, None, "", "*"))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.say(kinds.SEVERAL_DOCUMENTS, mark)
            return self._documents == 1
        self._nodes += 1
        if self._nodes > MAX_NODES:
            return self._refuse(mark, MAX_NODES, Words("onderdelen", "parts"))
        if len(self._stack) > MAX_DEPTH:
            return self._refuse(mark, MAX_DEPTH, Words("niveaus diepte", "levels of depth"))
        return True

    def _refuse(self, mark: Mark, limit: int, unit: Words) -> bool:
        place = Place(self.file, mark[0] + 1, mark[1] + 1)
        self.problems.append(_too_large(place, limit, unit))
        self.root = None
        return False

    def _decorated(self, event: Any, mark: Mark) -> None:
        if event.anchor is not None:
            self._odd(mark, f"&{event.anchor}", Words("anker", "an anchor"))
        if event.tag is not None:
            self._odd(mark, event.tag.replace("tag:yaml.org,2002:", "!!")[:60], Words("tag", "a tag"))

    def bracket(self) -> Mark | None:
        """Where the innermost ``[`` or ``{`` stands that is still open."""
        return next((o.node.start for o in reversed(self._stack) if o.flow), None)

    def _odd(self, mark: Mark, found: str, what: Words) -> None:
        self.say(kinds.ANCHOR_OR_TAG, mark, found=found, what=what)

    def _put(self, node: Node) -> None:
        """Hang a finished node where it belongs."""
        if not self._stack:
            if self.root is None:
                self.root = node
            return
        top = self._stack[-1]
        parent = top.node
        if isinstance(parent, Sequence):
            parent.items.append(node)
            parent.data.append(node.data)
        elif top.key is None:
            top.key = node
        else:
            key, top.key = top.key, None
            self._pair(top, parent, key, node)

    def _pair(self, top: _Open, parent: Mapping, key: Node, value: Node) -> None:
        if value.data is None and self._split_number(top, parent, key, value):
            return
        if not isinstance(key, Scalar) or not isinstance(key.data, str):
            if not (isinstance(key, Scalar) and key.style == "*"):
                shown = key.text[:40] if isinstance(key, Scalar) else "[...] / {...}"
                self.say(kinds.KEY_NOT_TEXT, key.start, key=shown)
            return
        name = key.data
        if name == "<<" and key.style == "":
            self._odd(key.start, "<<", Words("samenvoeging", "a merge key"))
        elif name in parent.keys:
            self.say(kinds.DUPLICATE_KEY, key.start, key=name[:80], first=parent.keys[name].start[0] + 1)
        else:
            parent.keys[name], parent.values[name], parent.data[name] = key, value, value.data
            top.last = name

    def _split_number(self, top: _Open, parent: Mapping, key: Node, value: Node) -> bool:
        """``{pct: 2,5}``: YAML read 2, and then a key 5 without a value."""
        before = parent.values.get(top.last or "")
        if not (isinstance(before, Scalar) and isinstance(key, Scalar) and isinstance(value, Scalar)):
            return False
        digits = before.style == key.style == "" and before.text.lstrip("-+").isdigit() and key.text.isdigit()
        touching = key.start == (before.end[0], before.end[1] + 1)
        if not (digits and touching and top.last is not None):
            return False
        found, right = f"{before.text},{key.text}", f"{before.text}.{key.text}"
        self.say(kinds.DECIMAL_COMMA, before.start, found=found[:40], right=right[:40])
        number = Scalar(before.start, key.end, float(right) if len(right) < 40 else None, found, "")
        parent.values[top.last], parent.data[top.last] = number, number.data
        return True

    def _scalar(self, event: Any, mark: Mark) -> Scalar:
        style = "" if event.style is None else event.style
        end = (event.end_mark.line, event.end_mark.column)
        text: str = event.value
        if style == '"' and (bad := _FORBIDDEN.search(text)):
            self.say(kinds.INVISIBLE, mark, witness=f"U+{ord(bad.group()):04X}")
            text = _FORBIDDEN.sub("", text)
        if self.loose and not unicodedata.is_normalized("NFC", text):
            self.say(kinds.NOT_COMPOSED, mark, found=text[:40].split("\n")[0])
        top = self._stack[-1] if self._stack else None
        is_key = top is not None and top.key is None and isinstance(top.node, Mapping)
        data: str | int | float | bool | None = text
        if style == "":
            data, oddity = meaning(text, is_key)
            if oddity is not None:
                self.say(oddity[0], mark, **oddity[1])
            maybe = isinstance(data, str) and not is_key and end[0] in self.commented
            if maybe and (cut := _CUT.match(self.lines[end[0]], end[1])):
                self.say(kinds.TEXT_CUT, (end[0], cut.start(1)), found=cut[1][:40])
        return Scalar(mark, end, data, text, style)


class _Open:
    """A mapping or list that is being filled, and the key that waits for its value."""

    __slots__ = ("flow", "key", "last", "node")

    def __init__(self, node: Mapping | Sequence, flow: bool) -> None:
        self.flow = flow
        self.node = node
        self.key: Node | None = None
        self.last: str | None = None
