"""What is left of a protocol with mistakes, so that its other mistakes are told in the same run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from prodia.checks.finding import Finding
from prodia.checks.protocol import resolve
from prodia.content.validate import LOOKALIKES, MAX_ERRORS, BlamedError, blamed, retold
from prodia.content.yaml.marks import Document, Mark, Path, Scalar
from prodia.content.yaml.marks import Mapping as Block
from prodia.frozen import dataclass
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import PARTS, Protocol
from prodia.problems import Kind, Problem, values
from prodia.problems import definitions as kinds
from prodia.problems.files import DUPLICATE_KEY
from prodia.words import LANGS

# How to think about it: a mistake hides others behind it. What is blamed is taken out or
# gets a neutral stand-in; the rest is validated, resolved and proved as if nothing were
# wrong, and every finding that could be a consequence is kept silent (`hides`). Silence is
# the safe side: what is not told now is told once the first mistake is repaired. A rest is
# for findings only: it is never registered and never runs.
#
# Four kinds of memory: `gone`, paths taken out or replaced; `tainted`, entries that lost a
# key nobody knows (perhaps a typo of one that matters); `lost`, names that no longer exist;
# `words`, all that the touched entries say, so that «asked by no step» is not said of a
# field that such a step asks.
# Ugly: the tables below know the keys of model.protocol; what is not in them costs the
# whole entry, never a wrong finding.


ROUNDS = 5
_VALID = {"from": "2000-01-01"}
_TOP: dict[str, Any] = {
    "format": 1,
    "id": "x",
    "version": "0.0.0",
    "status": "concept",
    "title": "-",
    "summary": "-",
    "owner": "x",
    "medical_purpose": "none",
    "valid": _VALID,
    "doors": dict.fromkeys(("short", "start", "learn", "more"), "-"),
}
_PARTS: dict[str, Any] = {
    "title": "-",
    "says": "-",
    "ask": "-",
    "purpose": "guide",
    "owner": "x",
    "audience": ["team"],
    "from": "x",
    "leads": "x",
    "side": "clb",
    "sensitivity": "personal",
    "strength": "must",
    "judges": ["x"],
    "valid": _VALID,
    "source": [{"ref": "x", "confidence": "unverified"}],
    "met": False,
    "that": False,
    "message": "-",
    "fields": [],
}
_CONDITIONS = {"criteria": ("met", "judge"), "steps": ("when",), "ensure": ("that",)}
_OWN: tuple[Kind, ...] = (
    kinds.OUTCOME_UNUSED,
    kinds.NO_INSTRUMENT_GOAL,
    kinds.BRANCHES,
)  # something lacks in this entry
_OF_FIELDS: tuple[Kind, ...] = (kinds.NEVER_ASKED, kinds.UNUSED_FIELD)  # something lacks in another
_READERS: dict[Kind, dict[str, tuple[str, ...]]] = {  # what else a finding was concluded from
    kinds.DATES_HOLE: {"valid": ()},
    kinds.LAW_HOLE: {"valid": ()},
    kinds.LATE_ANSWER: {"phases": (), "steps": ("phase", "after", "fields")},
    kinds.UNUSED_FIELD: {
        "criteria": ("met", "judge", "by"),
        "derived": (),
        "decisions": (),
        "steps": ("when",),
    },
}
_NOT_NAMES = ("hint", "what", "table", "step")


@dataclass(frozen=True, slots=True, eq=False)
class Rest:
    """A protocol without what is wrong in it. ``protocol`` is None until that validates."""

    name: str
    document: Document
    data: Any
    protocol: Protocol | None = None
    gone: frozenset[Path] = frozenset()
    tainted: frozenset[Path] = frozenset()
    lost: frozenset[str] = frozenset()
    touched: frozenset[Path] = frozenset()
    words: frozenset[str] = frozenset()

    def hides(self, finding: Finding, *, proof: bool = False) -> bool:
        """Could this finding be a consequence of what was taken out? ``proof``: of prodia.checks."""
        path, kind = finding.path, finding.kind
        if any(path[: len(g)] == g for g in self.gone):
            return True
        if kind is kinds.NEVER_ASKED and any(g[0] == "steps" and g[2:3] == ("fields",) for g in self.gone):
            return True
        if kind not in _OF_FIELDS and any(g[: len(path)] == path for g in self.gone):
            return True
        if path[:2] in self.tainted and (proof or kind in _OWN):
            return True
        if kind in (*_OF_FIELDS, kinds.AUDIENCE_MISSING) and len(path) > 1 and path[1] in self.words:
            return True
        if kind in _READERS and any(_concerns(p, _READERS[kind]) for p in self.gone | self.tainted):
            return True
        own = ("name", str(path[1])) if len(path) > 1 else None
        said = " ".join(
            v
            for lang in LANGS
            for k, v in values(finding.args, lang).items()
            if k not in _NOT_NAMES and (k, v) != own
        )
        return not self.lost.isdisjoint(_names(said))

    def told(self, findings: Iterable[Finding]) -> Iterator[Problem]:
        """Of the findings of the checks what stands on its own, each at its place."""
        return retold((f for f in findings if not self.hides(f, proof=True)), self.document)

    def without(self, path: Path) -> Rest:
        """The rest without what stands at a path; an entry of a section loses its name too."""
        data = _changed(self.data, path)
        name = _meant(str(path[1])) if len(path) == 2 and path[0] in PARTS else frozenset()
        return replace(self._touched(path), data=data, gone=self.gone | {path}, lost=self.lost | name)

    def standing(self, path: Path, value: Any) -> Rest:
        """The rest with ``value`` standing in at a path."""
        rest = self._touched(path) if value is False else self  # a condition no longer reads anything
        return replace(rest, data=_changed(self.data, path, (value,)), gone=self.gone | {path})

    def _touched(self, path: Path) -> Rest:
        if path[:2] in self.touched:
            return self
        node = self.document.node(path[:2])
        words = self.words | _names(str(node.data if node else ""))
        return replace(self, words=words, touched=self.touched | {path[:2]})


def salvage(name: str, document: Document, problems: Iterable[Problem] = ()) -> Rest | None:
    """What validates of a file. ``problems``: of reading it, blamed by their place. None: too little."""
    data = document.data
    if not isinstance(data, dict) or data.get("format", 1) is True or data.get("format", 1) != 1:
        return None
    rest = Rest(name, document, data)
    twice: set[Path] = set()
    for problem in problems:
        if problem.severity == "error" and problem.place:
            path = _at(document, (problem.place.line - 1, problem.place.column - 1))
            if not path or path in twice:
                return None  # two keys twice: perhaps two entries, of which one lost its name
            twice |= {path} if problem.kind is DUPLICATE_KEY else set()
            if path[0] in PARTS:
                if len(path) == 1:
                    return None
                rest = rest.without(path)
    return _valid(rest)


def prove(rest: Rest, parent: Plan | None, shared: Shared) -> tuple[Plan | None, Rest]:
    """A plan of what is right, for the checks, and what was taken out for it."""
    for _ in range(ROUNDS):
        if rest.protocol is None:
            break
        plan, findings = resolve(rest.protocol, parent, shared)
        if plan is not None or len(findings) >= MAX_ERRORS:
            return plan, rest
        stand_ins = {
            "rol": [*rest.protocol.roles, *(parent.roles if parent else ())],
            "fase": [*rest.protocol.phases, *(parent.phases if parent else ())],
            "bron": [*shared.sources],
        }
        for finding in reversed(findings):  # of a list the last item first
            if finding.kind.severity == "error" and rest.protocol is not None:
                rest = _without_finding(rest, finding, stand_ins) or replace(rest, protocol=None)
        rest = (_valid(rest) if rest.protocol else None) or replace(rest, protocol=None)
    return None, rest


def _valid(rest: Rest) -> Rest | None:
    for _ in range(ROUNDS):
        protocol, errors = blamed(rest.document, Protocol, rest.data)
        if protocol is not None:
            brought = rest.protocol.blocks if rest.protocol else ()
            return replace(rest, protocol=protocol.with_blocks(brought))
        if len(errors) >= MAX_ERRORS:
            return None
        before = rest.gone
        for error in errors:
            if any(error.path[: len(g)] == g for g in rest.gone - before):
                continue
            found = _without_error(rest, error)
            if found is None:
                return None
            rest = found
    return None


def _without_error(rest: Rest, error: BlamedError) -> Rest | None:
    path, part = error.path, error.path[:3]
    section = path[0] if path else ""
    if error.type == "extra_forbidden":
        node = rest.document.node(path)
        if len(path) == 1 and isinstance(node, Scalar):
            return None  # perhaps it names a parent
        below = frozenset(node.values) if isinstance(node, Block) and len(path) == 1 else frozenset()
        cut = rest.without(path)
        return replace(cut, tainted=rest.tainted | {path[:2]}, lost=cut.lost | below)
    if section in _TOP:
        return None if (section,) in rest.gone else rest.standing((section,), _TOP[str(section)])
    said = path[:2]
    if section == "defaults" and len(said) == 2 and said not in rest.gone and said[1] in _PARTS:
        return rest.standing(said, _PARTS[str(said[1])])
    if len(part) == 3 and part not in rest.gone and section in PARTS:
        if error.type.startswith("expression") and part[2] in _CONDITIONS.get(str(section), ()):
            return rest.standing(path, False)
        if part[2] in _PARTS:
            return rest.standing(part, _PARTS[str(part[2])])
    if error.type.startswith("string_") and not error.arm and not error.on_key and path not in rest.gone:
        return rest.standing(path, "-")
    if section in PARTS and len(path) > 1:
        return rest.without(path[:2])
    apart = ("consent", "disclaimer", "reviewers", "rights", "contact", "faq")
    return rest.without((section,)) if section in apart else None


def _without_finding(rest: Rest, finding: Finding, known: Mapping[str, list[str]]) -> Rest | None:
    path, args = finding.path, values(finding.args)
    section = path[0]
    if finding.kind is kinds.UNKNOWN_REFERENCE and section != "chapters":
        what = args["what"]
        if known.get(what):
            return rest.standing(path, known[what][0])
        listed = isinstance(path[-1], int)
        if listed or what in ("stap", "instrument"):
            at = path[:-1] if listed else path
            return replace(rest, data=_changed(rest.data, path), gone=rest.gone | {at})
    elif finding.kind is kinds.NEVER_ASKED and (steps := rest.data.get("steps")):
        first = next(iter(steps))
        fields = [*steps[first].get("fields", ()), path[1]]
        return replace(rest, data=_changed(rest.data, ("steps", first, "fields"), (fields,)))
    elif finding.kind is kinds.OUTCOME_UNUSED:
        return rest.without(path)
    elif (
        finding.kind is not kinds.BRANCHES and len(path) > 2 and path[2] in _CONDITIONS.get(str(section), ())
    ):
        return rest.standing(path, False)
    if section in PARTS or section == "chapters":
        return rest.without(path[:2])
    return rest.without((section,)) if section in ("consent", "rights", "faq") else None


def _concerns(path: Path, keys: Mapping[str, tuple[str, ...]]) -> bool:
    """Is one of these keys, or an entry that may have had one, gone?"""
    of_section = keys.get(str(path[0]))
    return of_section is not None and (len(path) < 3 or path[2] in of_section)


def _meant(key: str) -> frozenset[str]:
    """The name that a key is; of a key that can be no name those that its author may use elsewhere."""
    plain = key.translate(LOOKALIKES).lower()
    parts = [] if re.fullmatch(r"[a-z][a-z0-9_]*", key) else re.findall(r"[a-z0-9]+", plain)
    return frozenset({key, *parts, *(between.join(parts) for between in ("", "_", "-"))})


def _names(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z][a-z0-9_-]*", text))


def _changed(data: Any, path: Path, value: tuple[Any, ...] = ()) -> Any:
    """A copy with another value at a path, or without what stood there."""
    if not isinstance(data, (dict, list)):
        return data
    copy: Any = data.copy()
    step = path[0]
    there = step in copy if isinstance(copy, dict) else isinstance(step, int) and step < len(copy)
    if len(path) > 1:
        if there:
            copy[step] = _changed(copy[step], path[1:], value)
    elif value:
        copy[step] = value[0]
    elif there:
        del copy[step]
    return copy


def _at(document: Document, mark: Mark) -> Path:
    """The key at the top, and the one below it, that a place stands in."""
    path: list[str] = []
    node: Any = document.root
    while len(path) < 2 and isinstance(node, Block):
        before = [key for key, at in node.keys.items() if at.start <= mark]
        if not before:
            break
        path.append(max(before, key=lambda key: node.keys[key].start))
        node = node.values[path[-1]]
    return tuple(path)
