"""Is a table of 8 inputs x 200 rules complete and unique, with a witness of what is missing or double?"""

from __future__ import annotations

import random
from collections.abc import Iterator

from prodia.language import Input, Output, Rule, Table, analyse, parse, parse_cell, parse_type
from tests.bench.timing import Pace, Row, measure

INPUTS = 8
RULES = 200
ALL = (0, 101)

Box = tuple[tuple[int, int], ...]  # per input the whole numbers from (in) to (out) between 0 and 100


def rows(pace: Pace) -> Iterator[Row]:
    boxes = split(RULES)
    whole, faulty = table(boxes), table([_wider(boxes[0]), *boxes[2:]])
    kinds = [f.kind.code for f in analyse(whole)]
    if "B01" in kinds or "B02" in kinds:
        raise AssertionError("a complete and unique table is said to be neither")
    found = [f for f in analyse(faulty) if f.witness is not None]
    if not {"B01", "B02"} <= {f.kind.code for f in found}:
        raise AssertionError("the planted gap and overlap were not both found, with a witness")
    yield measure(
        f"check {INPUTS} inputs x {RULES} rules, complete",
        lambda: analyse(whole),
        {},
        pace,
        target="table check",
    )
    yield measure(
        "the same with a gap and overlaps, each with a witness",
        lambda: analyse(faulty),
        {},
        pace,
        target="table check",
    )


def split(count: int) -> list[Box]:
    """All there is, cut at random into boxes that share nothing."""
    dice = random.Random(8)
    boxes: list[Box] = [(ALL,) * INPUTS]
    while len(boxes) < count:
        box = boxes.pop(dice.randrange(len(boxes)))
        at = dice.choice([i for i, (low, high) in enumerate(box) if high - low > 1])
        low, high = box[at]
        cut = dice.randrange(low + 1, high)
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
