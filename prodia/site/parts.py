"""A page that would be long, as several: what fits of it first, and on each the way to the others.

It is divided between its sections, and where one of them is long alone between its blocks, rows or items. A
link to a part of the page leads to where that part stands.
"""

# What a block weighs is worked out from its shape and not from its words: both languages have the same pages.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from prodia.pictures.flow import Flow
from prodia.telling import blocks as b
from prodia.words import Lang, Words

__all__ = ["MOST", "divided"]

MOST = 19_900  # some bytes of HTML; the frame of a page is 10,000
_ROOM = 1_500  # of the list of the parts
_FEW = 8  # more of them are led to from the end of the page alone
# By the least squares over all that is shipped; what a page comes to is 0.8 to 1.4 times as much.
_HEADING, _PROSE, _FACT, _TD, _ITEM, _LINE = 120, 131, 46, 28, 37, 29
_WORDS, _LINK, _NAME, _MARK, _ANY, _BOX, _DRAWN = 32, 59, 143, 75, 24, 330, 3_500
_PARTS = Words("Alle delen", "All parts")
_PART = Words("deel {n}", "part {n}")
_OF_MANY = Words("{part} van {n}", "{part} of {n}")
Path = tuple[b.Section, ...]
Piece = tuple[Path, b.Block, b.Block]  # the sections, what stands in them, and the block it is of


def divided(told: b.Document, most: int) -> tuple[b.Document, ...]:
    """The document, or its parts: in each what stands first and last, and a list of all parts.

    A section that goes on in a later part has an id of its own there.
    """
    if sum(map(_weight, told.blocks)) <= most:
        return (told,)
    first = list(takewhile(lambda one: isinstance(one, b.Note | b.Strip), told.blocks))
    last: list[b.Block] = [one for one in told.blocks if _last(one)]
    kept = [one for one in told.blocks[len(first) :] if one not in last]
    packed = _packed(tuple(_pieces(kept, (), most - _ROOM)), most - _ROOM - sum(map(_weight, first + last)))
    if len(packed) == 1:
        return (told,)
    short = [_PART.fill(told.lang, {"n": str(n)}) for n in range(1, len(packed) + 1)]
    names = [f"{name}{_headings(part)}" for name, part in zip(short, packed, strict=True)]
    seen: set[str] = set()
    found = []
    for n, part in enumerate(packed):
        ways = b.Section("parts", _PARTS[told.lang], (b.List(_ways(names, n)),))
        blocks = tuple(_nested(part, 0, n, seen))
        title = told.title if n == 0 else f"{told.title}, {short[n]}"
        found.append(
            replace(told, title=title, blocks=(*first, _near(short, n, told.lang), *blocks, ways, *last))
        )
    return tuple(found)


def _last(one: b.Block) -> bool:
    return isinstance(one, b.Details) or (isinstance(one, b.Note) and one.kind == "notice")


def _ways(names: Sequence[str], here: int) -> tuple[b.Inline, ...]:
    """To each part by a name, this one without a link."""
    links = [b.Link(name, b.Anchor(f"deel-{n}")) for n, name in enumerate(names, 1)]
    return (*links[:here], b.Marked(names[here], "strong"), *links[here + 1 :])


def _near(short: Sequence[str], here: int, lang: Lang) -> b.Strip:
    """To every part; of many to the one before and the one after, and how many there are."""
    if len(short) <= _FEW:
        return b.Strip(_ways(short, here))
    said = _OF_MANY.fill(lang, {"part": short[here], "n": str(len(short))})
    return b.Strip(_ways([*short[:here], said, *short[here + 1 :]], here)[max(0, here - 1) : here + 2])


def _headings(part: Sequence[Piece]) -> str:
    """From which heading to which a part goes."""
    headings = list(dict.fromkeys(path[0].heading for path, *_ in part if path))
    if len(headings) == 1:  # of one that takes several parts: what stands in it
        deeper = [path[1].heading for path, *_ in part if len(path) > 1]
        drawn = [block.title for _, block, _ in part if isinstance(block, b.Picture)]
        inner = list(dict.fromkeys(deeper or drawn))
        headings = inner or headings
    return f": {' … '.join(dict.fromkeys((headings[0], headings[-1])))}" if headings else ""


def _pieces(blocks: Iterable[b.Block], path: Path, most: int) -> Iterator[Piece]:
    """Every block with the sections it stands in; what is too long alone in slices."""
    for block in blocks:
        if isinstance(block, b.Section) and _weight(block) > most // 4:
            yield from _pieces(block.blocks, (*path, block), most)
        elif isinstance(block, b.Table) and len(block.rows) > 1 and _weight(block) > most // 2:
            rows = max(1, len(block.rows) * (most // 2) // _weight(block))
            for at in range(0, len(block.rows), rows):
                yield path, replace(block, rows=block.rows[at : at + rows]), block
        elif isinstance(block, b.List) and not block.ordered and _weight(block) > most // 2:
            items = max(1, len(block.items) * (most // 2) // _weight(block))
            for at in range(0, len(block.items), items):
                yield path, b.List(block.items[at : at + items]), block
        else:
            yield path, block, block


def _packed(pieces: Sequence[Piece], most: int) -> list[list[Piece]]:
    """The pieces in their order, as many together as fit."""
    found: list[list[Piece]] = [[]]
    room = most
    for path, block, of in pieces:
        weight = _weight(block) + _HEADING * len(path)
        if found[-1] and weight > room:
            found.append([])
            room = most
        if found[-1] and found[-1][-1][2] is of:  # slices of one table or list that come to stand together
            found[-1][-1] = (path, _joined(found[-1][-1][1], block), of)
        else:
            found[-1].append((path, block, of))
        room -= weight
    return found


def _joined(one: b.Block, other: b.Block) -> b.Block:
    if isinstance(one, b.Table) and isinstance(other, b.Table):
        return replace(one, rows=one.rows + other.rows)
    assert isinstance(one, b.List) and isinstance(other, b.List)
    return b.List(one.items + other.items)


def _nested(part: Sequence[Piece], depth: int, n: int, seen: set[str]) -> Iterator[b.Block]:
    """Pieces under the headings they stand in."""
    at = 0
    while at < len(part):
        path, block, _ = part[at]
        if len(path) == depth:
            yield block
            at += 1
            continue
        of, end = path[depth], at
        while end < len(part) and len(part[end][0]) > depth and part[end][0][depth] is of:
            end += 1
        id = f"{of.id}-deel-{n + 1}" if of.id in seen else of.id
        seen.add(of.id)
        yield replace(of, id=id, blocks=tuple(_nested(part[at:end], depth + 1, n, seen)))
        at = end


def _weight(block: b.Block) -> int:
    match block:
        case b.Section() | b.Note() | b.Details():
            return _HEADING + sum(map(_weight, block.blocks))
        case b.Paragraph(text):
            return _PROSE + _cell(text)
        case b.Rule():
            return 2 * _PROSE
        case b.Facts(rows):
            return sum(_FACT + _cell(value) for _, value in rows)
        case b.Table(rows=rows):
            return 115 + sum(_TD + _cell(cell) for row in rows for cell in row)
        case b.List(items) | b.Strip(items):
            return sum(_ITEM + _cell(item) for item in items)
        case b.Listing(text):
            return 2 * len(text)
        case b.Picture(drawn=Flow() as flow):
            return _BOX * len(flow.boxes)
        case b.Picture(told=told, narrow=narrow):
            return _DRAWN * (1 + bool(narrow)) + (_weight(told) if told else 0)


def _cell(cell: b.Cell) -> int:
    match cell:
        case b.Lines(items):
            return sum(_LINE + _cell(one) for one in items)
        case b.Line(parts):
            return _WORDS + sum(
                _cell(one) for one in parts if isinstance(one, b.Link | b.Mark | b.Exact | b.Line)
            )
        case b.Link():
            return _LINK
        case b.Exact(pieces):
            return sum(_NAME * isinstance(one, b.Link) for one in pieces)
        case b.Mark(key=key):
            return _ANY if key == "any" else _MARK
    return _WORDS
