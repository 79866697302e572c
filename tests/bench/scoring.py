"""A questionnaire of 30 items: 6 reversed, 4 scales, at most 1 empty item prorated; norms by age.

A million people come out as 16 columns. Everyone gives the same numbers, up to the last decimals of Phi.
"""

# Answers are bytes with -1 for empty and ages whole months, as a file of answers holds them. polars uses all
# its threads. "NumPy by hand" is what a careful programmer writes without tables; "NumPy tables" gathers from
# tables made by hand for this one questionnaire, and is the mark to come near.

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from prodia.model.instrument import Instrument
from prodia.model.norms import NormRow, NormRows, Norms
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.norms import norm_set
from prodia.scoring.person import People, Person
from tests.bench import growing
from tests.bench.peers import peer
from tests.bench.timing import Pace, Row, Work, measure, same

ITEMS = [f"q{n}" for n in range(1, 31)]
REVERSED = {"q3", "q8", "q13", "q18", "q23", "q28"}
SCALES = {f"s{s}": ITEMS[first:last] for s, (first, last) in enumerate(((0, 8), (8, 16), (16, 23), (23, 30)))}
BANDS = [(72 + 12 * b, 83 + 12 * b) for b in range(8)]
HIGH, GIVES = 3, ("z", "T", "percentile")
NOTE = (
    "Answers are bytes, -1 for empty; one in fifty is empty. 16 columns come out: raw, z, T and percentile "
    "of four scales. The key has met every state before, as each peer has its tables and expressions made."
)


def mean_sd(scale: str, band: int) -> tuple[float, float]:
    k = len(SCALES[scale])
    return 1.1 * k + 0.25 * band, 3.0 + 0.1 * band


def key() -> ScoringKey:
    instrument = Instrument.model_validate(
        {
            "format": 1, "id": "bench", "version": "1.0.0", "title": "bench", "measures": "nothing",
            "status": "fictitious", "licence": "own", "may": "keys", "form": "own",
            "rating": {"label": "unrated"},
            "items": {"q1..q30": {"answers": f"0..{HIGH}"}},
            "reverse": sorted(REVERSED),
            "scales": {
                name: {
                    "title": name, "items": items, "score": "sum",
                    "missing": {"rule": "prorate_sum", "most_missing": 1}, "direction": "high-is-good",
                }
                for name, items in SCALES.items()
            },
        }
    )  # fmt: skip
    rows = [
        NormRow(s, band, (), numbers=tuple(zip(("mean", "sd"), mean_sd(s, b), strict=True)))
        for s in SCALES
        for b, band in enumerate(BANDS)
    ]
    norms = Norms.model_validate(
        {
            "format": 1, "id": "bench", "version": "1.0.0", "instrument": "bench", "group": "nobody",
            "country": "nowhere", "rows": "public", "kind": "mean-sd", "age": "calendar",
            "gives": list(GIVES), "source": [{"ref": "own", "confidence": "unverified"}],
        }
    )  # fmt: skip
    return ScoringKey.of(instrument, norm_set(norms, NormRows("", tuple(rows))))


def people(count: int) -> tuple[dict[str, Any], Any]:
    dice = np.random.default_rng(30)
    answers = {}
    for item in ITEMS:
        column = dice.integers(0, HIGH + 1, count).astype(np.int8)
        column[dice.random(count) < 0.02] = -1
        answers[item] = column
    return answers, dice.integers(BANDS[0][0], BANDS[-1][1] + 1, count).astype(float)


def ours(made: ScoringKey, answers: dict[str, Any], ages: Any) -> dict[str, Any]:
    columns = {item: AnswerColumn(column, -1) for item, column in answers.items()}
    found = score_columns(made, columns, People(len(ages), age_months=ages))
    return {f"{s}.{name}": found[s].on(name) for s in SCALES for name in ("raw", *GIVES)}


def by_hand(answers: dict[str, Any], ages: Any) -> dict[str, Any]:
    """Floats, NaN and formulas over whole columns."""
    from scipy.special import ndtr

    found = {}
    band = ((ages - BANDS[0][0]) // 12).astype(int)
    for s, items in SCALES.items():
        total, answered = np.zeros(len(ages)), np.zeros(len(ages))
        for item in items:
            on = answers[item] >= 0
            points = HIGH - answers[item] if item in REVERSED else answers[item]
            total += np.where(on, points, 0)
            answered += on
        raw = np.where(answered >= len(items) - 1, total * len(items) / np.maximum(answered, 1), np.nan)
        means, sds = (
            np.array(x)[band] for x in zip(*(mean_sd(s, b) for b in range(len(BANDS))), strict=True)
        )
        z = (raw - means) / sds
        found |= {f"{s}.raw": raw, f"{s}.z": z, f"{s}.T": 50 + 10 * z, f"{s}.percentile": 100 * ndtr(z)}
    return found


def with_tables(answers: dict[str, Any], ages: Any, block: int = 1 << 15) -> dict[str, Any]:
    """Bytes added up in blocks, and every result gathered from a table of (answered, total, band)."""
    tables = _tables()
    found = {name: np.empty(len(ages)) for name in tables}
    for begin in range(0, len(ages), block):
        here = slice(begin, begin + block)
        band = ((ages[here] - BANDS[0][0]) * (1 / 12)).astype(np.int64)
        for s, items in SCALES.items():
            total, answered = np.zeros(len(band), np.uint8), np.zeros(len(band), np.uint8)
            for item in items:
                column = answers[item][here].view(np.uint8)
                on = column <= HIGH
                answered += on
                points = np.uint8(HIGH) - column if item in REVERSED else column
                total += points & np.negative(on.view(np.uint8))
            index = (band * 9 + answered) * 25 + total
            for name in ("raw", *GIVES):
                np.take(tables[f"{s}.{name}"], index, out=found[f"{s}.{name}"][here], mode="clip")
    return found


def _tables() -> dict[str, Any]:
    from scipy.special import ndtr

    found = {}
    band, answered, total = np.meshgrid(np.arange(8), np.arange(9), np.arange(25), indexing="ij")
    for s, items in SCALES.items():
        k = len(items)
        raw = np.where((answered >= k - 1) & (answered <= k), total * k / np.maximum(answered, 1), np.nan)
        means, sds = (np.array(x)[band] for x in zip(*(mean_sd(s, b) for b in range(8)), strict=True))
        z = (raw - means) / sds
        each = {"raw": raw, "z": z, "T": 50 + 10 * z, "percentile": 100 * ndtr(z)}
        found |= {f"{s}.{name}": x.ravel() for name, x in each.items()}
    return found


def polars_work(answers: dict[str, Any], ages: Any) -> Work | None:
    from scipy.special import ndtr

    pl = peer("polars")
    if pl is None:
        return None
    frame = pl.DataFrame({**answers, "age": ages})
    frame = frame.with_columns(pl.when(pl.col(i) >= 0).then(pl.col(i)).alias(i) for i in ITEMS)
    steps = ((pl.col("age") - BANDS[0][0]) // 12).cast(pl.Int32)
    raws, outs = [], []
    for s, items in SCALES.items():
        points = [(HIGH - pl.col(i)) if i in REVERSED else pl.col(i) for i in items]
        total = pl.sum_horizontal([p.cast(pl.Int32) for p in points])
        answered = pl.sum_horizontal([pl.col(i).is_not_null().cast(pl.Int32) for i in items])
        raws.append(pl.when(answered >= len(items) - 1).then(total * len(items) / answered).alias(f"{s}.raw"))
        means, sds = (list(x) for x in zip(*(mean_sd(s, b) for b in range(len(BANDS))), strict=True))
        z = (pl.col(f"{s}.raw") - pl.lit(pl.Series(means)).gather(pl.col("band"))) / pl.lit(
            pl.Series(sds)
        ).gather(pl.col("band"))
        percentile = z.map_batches(lambda x: 100 * ndtr(x.to_numpy()), return_dtype=pl.Float64)
        outs += [z.alias(f"{s}.z"), (50 + 10 * z).alias(f"{s}.T"), percentile.alias(f"{s}.percentile")]
    names = [f"{s}.{n}" for s in SCALES for n in ("raw", *GIVES)]

    def work() -> Any:
        return (
            frame.lazy().with_columns([*raws, steps.alias("band")]).with_columns(outs).select(names).collect()
        )

    return work


def rows(pace: Pace) -> Iterator[Row]:
    made, (answers, ages) = key(), people(pace.rows)
    expected = ours(made, answers, ages)
    for name, found in (("by hand", by_hand(answers, ages)), ("tables", with_tables(answers, ages))):
        for column, values in expected.items():
            same(True, bool(np.allclose(values, found[column], rtol=0, atol=1e-8, equal_nan=True)), name)
    peers: dict[str, Work] = {}
    polars = polars_work(answers, ages)
    if polars is not None:
        frame: Any = polars()
        for column in frame.columns:
            values = frame[column].fill_null(np.nan).to_numpy()
            same(
                True, bool(np.allclose(values, expected[column], rtol=0, atol=1e-8, equal_nan=True)), "polars"
            )
        peers["polars"] = polars
    peers["NumPy tables, made by hand"] = lambda: with_tables(answers, ages)
    peers["NumPy by hand"] = lambda: by_hand(answers, ages)
    words = f"{pace.rows:,} people, 30 items to 16 columns"
    yield measure(words, lambda: ours(made, answers, ages), peers, pace, target="scoring", note=NOTE)
    floats = {i: np.where(c < 0, np.nan, c.astype(float)) for i, c in answers.items()}
    yield measure(f"{words}, answers as floats", lambda: ours(made, floats, ages), {}, pace)
    yield measure("the same, a key that has met nobody", lambda: ours(key(), answers, ages), {}, pace)
    yield from _one(made, pace)
    yield from growing.rows(pace)


def _one(made: ScoringKey, pace: Pace) -> Iterator[Row]:
    dice = np.random.default_rng(1)
    forms = [{i: int(dice.integers(0, HIGH + 1)) for i in ITEMS} for _ in range(200)]
    persons = [Person(age_months=float(dice.integers(72, 168))) for _ in range(200)]
    pairs = list(zip(forms, persons, strict=True))

    def numbers() -> None:
        for form, person in pairs:
            made.values(form, person)

    def records() -> None:
        for form, person in pairs:
            made.score(form, person)

    yield measure("one person, numbers only", numbers, {}, pace, per=len(pairs), target="one score")
    yield measure("one person, a record for every scale", records, {}, pace, per=len(pairs))
