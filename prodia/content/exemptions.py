"""What a pack knowingly does otherwise: which findings are left out, and which exemptions are of no use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from prodia.content.catalogue import Catalogue
from prodia.content.folder import within
from prodia.content.packs import Entry, Pack
from prodia.content.yaml.marks import Mapping, Node, Scalar, Sequence
from prodia.model.parts import Exemption, Exemptions
from prodia.model.texts import path_of
from prodia.problems import Kind, Problem
from prodia.problems.authors import TIER
from prodia.problems.families import kinds as every_kind
from prodia.problems.quality import EXPIRED, NO_SUCH_RULE, NOT_EXEMPTED, OLD_NORMS, OVERDUE, STALE_NORMS
from prodia.words.lists import nearest


def exempted(
    catalogue: Catalogue, told: Iterable[Problem], today: dt.date | None
) -> tuple[tuple[Problem, ...], frozenset[int]]:
    """The problems that no exemption covers, and the numbers of the exemptions that covered one.

    One that is past its last day covers nothing.
    """
    left, used = [*told], set()
    for number, (pack, entry, at, one) in enumerate(_every(catalogue)) if left else ():
        covered = [p for p in left if _covers(pack, one, p)]
        if covered and not any(_wrong(entry, at, one, today)):
            left = [p for p in left if p not in covered]
            used.add(number)
    return tuple(left), frozenset(used)


def of_no_use(catalogue: Catalogue, used: frozenset[int], today: dt.date | None) -> list[Problem]:
    """What is wrong with the exemptions themselves: they cover nothing, or are past their last day."""
    left: list[Problem] = []
    unseen = _PROVED if today is not None else _PROVED | _OF_A_DAY
    for number, (pack, entry, at, one) in enumerate(_every(catalogue)):
        wrong = [*_wrong(entry, at, one, today)]
        covered = [] if wrong else [p for p in left if _covers(pack, one, p)]
        if not covered and number not in used and not wrong and one.rule not in unseen:
            wrong = [Problem(NOT_EXEMPTED, entry.document.place(("exemptions", at, "rule")), rule=one.rule)]
        left = [p for p in left if p not in covered] + wrong
    return left


def standing(catalogue: Catalogue, place: str, today: dt.date | None = None) -> Iterator[Exemption]:
    """What a pack knowingly has otherwise in a file or folder, in something of it or in what holds it.
    ``today``: but for what is past its last day."""
    for pack, _, _, one in _every(catalogue):
        at = Path(pack.folder, one.at).as_posix()
        if (within(place, at) or within(at, place)) and (today is None or today <= one.until):
            yield one


def _every(catalogue: Catalogue) -> Iterator[tuple[Pack, Entry[Exemptions], int, Exemption]]:
    for pack in catalogue.packs:
        for entry in pack.of(Exemptions):
            for at, one in enumerate(entry.definition.exemptions):
                yield pack, entry, at, one


def _names(kinds: Iterable[Kind]) -> frozenset[str]:
    """Every way in which an exemption may name one of these rules."""
    return frozenset(name for kind in kinds for name in kind.names)


# What only `prodia prove` says, and `release` of the tier: a check can not tell whether such an exemption is
# of use; nor, without a day, one of what grows old.
_PROVED = _names(k for k in every_kind()["authors"] if k.code.startswith("R") or k is TIER)
_OF_A_DAY = _names((OVERDUE, STALE_NORMS, OLD_NORMS))


def _wrong(entry: Entry[Exemptions], number: int, one: Exemption, today: dt.date | None) -> Iterator[Problem]:
    known = _names(kind for family in every_kind().values() for kind in family)
    if one.rule not in known:
        place = entry.document.place(("exemptions", number, "rule"))
        yield Problem(NO_SUCH_RULE, place, rule=one.rule, hint=nearest(one.rule, sorted(known)))
    elif today is not None and one.until < today:
        place = entry.document.place(("exemptions", number, "until"))
        yield Problem(EXPIRED, place, rule=one.rule, by=one.by, day=one.until.isoformat())


def _covers(pack: Pack, one: Exemption, problem: Problem) -> bool:
    if one.rule not in problem.kind.names or problem.place is None:
        return False
    at = Path(pack.folder, one.at)
    if not within(problem.place.file, at.as_posix()):
        return False
    return one.part is None or _in_part(pack, one.part, problem)


def _in_part(pack: Pack, part: str, problem: Problem) -> bool:
    """Does a problem stand in this part of its file?"""
    assert problem.place is not None
    entry = pack.at(problem.place.file)
    path = path_of(part)
    node = entry.document.node(path) if entry else None
    if entry is None or node is None:
        return False
    first = entry.document.place(path, on_key=True).line
    return first <= problem.place.line <= _last(node)


def _last(node: Node) -> int:
    """The last line of a node."""
    match node:
        case Mapping() if node.values:
            return max(map(_last, node.values.values()))
        case Sequence() if node.items:
            return max(map(_last, node.items))
        case Scalar():
            return node.end[0] + 1
        case _:
            return node.start[0] + 1
