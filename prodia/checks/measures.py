"""Instruments, norms and sources that hold together, and still should not decide about a child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from prodia.checks.finding import Finding
from prodia.model.instrument import Instrument, attainable
from prodia.model.norms import Norms
from prodia.model.parts import Source
from prodia.problems import quality as kinds

OLD, TOO_OLD = 15, 20  # years
LEAST_GROUP, LEAST_RELIABILITY = 100, 0.8
HOME = ("België", "Vlaanderen")


def norm_rules(norms: Norms, instrument: Instrument | None, today: dt.date | None) -> Iterator[Finding]:
    """Norms that are old, rest on few people, are unsure or are of elsewhere."""
    if norms.year is not None and today is not None:
        years = today.year - norms.year
        if years > TOO_OLD:
            yield Finding(kinds.STALE_NORMS, ("year",), year=norms.year, years=years)
        elif years > OLD and not norms.note:
            yield Finding(kinds.OLD_NORMS, ("year",), year=norms.year, years=years)
    if norms.n is not None and norms.n < LEAST_GROUP and not norms.note:
        yield Finding(kinds.SMALL_GROUP, ("n",), n=norms.n, least=LEAST_GROUP)
    reliability = norms.interval.reliability if norms.interval else None
    if reliability is not None and reliability < LEAST_RELIABILITY and not norms.note:
        words = {"found": reliability, "least": LEAST_RELIABILITY}
        yield Finding(kinds.UNRELIABLE, ("interval", "reliability"), words)
    made_up = instrument is not None and instrument.status == "fictitious"
    if norms.country not in HOME and not norms.note and not made_up:
        yield Finding(kinds.FOREIGN_NORMS, ("country",), country=norms.country)


def instrument_rules(instrument: Instrument) -> Iterator[Finding]:
    """A cut-off that leaves one score on a side relies on the very end of the scale."""
    for id, scale in instrument.scales.items():
        for name, cuts in scale.cuts.items():
            known = attainable(instrument, id) if cuts.on == "raw" else None
            for i, at in enumerate(cuts.at if known and len(known) > MANY else ()):
                below = [x for x in known or () if (x < at if cuts.goes == "up" else x <= at)]
                above = [x for x in known or () if x not in below]
                alone = next((side[0] for side in (below, above) if len(side) == 1), None)
                if alone is not None and not scale.source:
                    yield Finding(kinds.FLOOR, ("scales", id, "cuts", name, "at", i), at=at, score=alone)


MANY = 4  # of fewer scores there is no middle


def source_rules(sources: Mapping[str, Source], cited: frozenset[str] | None) -> Iterator[Finding]:
    """A source is cited somewhere (``cited``; None: not known), and can be found."""
    for id, source in sources.items():
        if cited is not None and id not in cited:
            yield Finding(kinds.UNUSED_SOURCE, ("sources", id), on_key=True, name=id)
        public = source.kind in ("law", "page", "faq", "article", "guideline")
        if public and not (source.address or source.date or source.note):
            yield Finding(kinds.SOURCE_INCOMPLETE, ("sources", id), on_key=True, name=id)
