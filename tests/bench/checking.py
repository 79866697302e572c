"""Is a table of 8 inputs x 200 rules complete and unique, with a witness of what is missing or double?"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from prodia.language import Input, Output, Rule, Table, analyse, parse, parse_cell, parse_type
from tests.bench.timing import Pace, Row, measure

INPUTS = 8
RULES = 200
ALL = (0, 101)
CUTS = (5, 10, 16, 25, 50, 75, 90)  # what an author would write

Box = tuple[tuple[int, int], ...]  # per input the whole numbers from (in) to (out) between 0 and 100


def rows(pace: Pace) -> Iterator[Row]:
    ordinary, hard = split(RULES, CUTS), split(RULES, range(1, ALL[1]))
    whole, faulty = table(ordinary), table([_wider(ordinary[0]), *ordinary[2:]])
    for complete in (whole, table(hard)):
        if {"B01", "B02", "B06"} & {f.kind.code for f in analyse(complete)}:
            raise AssertionError("a complete and unique table is said to be neither")
    kinds = {f.kind.code for f in analyse(faulty) if f.witness is not None}
    if not {"B01", "B02"} <= kinds:
        raise AssertionError("the planted gap and overlap were not both found, with a witness")
    what = f"check {INPUTS} inputs x {RULES} rules"
    for words, given in (
        (f"{what}, {len(CUTS)} cut-offs an input, complete", whole),
        ("the same with a gap and overlaps, each with a witness", faulty),
        (f"{what}, any cut-off from 1 to 100, complete", table(hard)),
    ):
        yield measure(words, lambda given=given: analyse(given), {}, pace, target="table check")  # type: ignore[misc]


def split(count: int, cuts: Sequence[int]) -> list[Box]:
    """All there is, cut at random at these places into boxes that share nothing."""
    dice = random.Random(8)
    boxes: list[Box] = [(ALL,) * INPUTS]
    while len(boxes) < count:
        box = boxes.pop(dice.randrange(len(boxes)))
        ways = [(i, cut) for i, (low, high) in enumerate(box) for cut in cuts if low < cut < high]
        at, cut = dice.choice(ways)
        low, high = box[at]
        for side in ((low, cut), (cut, high)):
            boxes.append((*box[:at], side, *box[at + 1 :]))
    return boxes


def _wider(box: Box) -> Box:
    """The same box over the whole of the first input that it cuts."""
    at = next(i for i, side in enumerate(box) if side != ALL)
    return (*box[:at], ALL, *box[at + 1 :])


def _cell(side: tuple[int, int]) -> str:
    return "-" if side == ALL else f"[{side[0]}..{side[1] - 1}]"


def table(boxes: list[Box]) -> Table:
    kind = parse_type("count 0..100")
    return Table(
        tuple(Input(parse(f"x{i}"), kind) for i in range(INPUTS)),
        (Output("then"),),
        tuple(
            Rule(tuple(map(parse_cell, map(_cell, box))), (f"outcome {n}",)) for n, box in enumerate(boxes)
        ),
    )
