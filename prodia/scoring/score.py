"""A score is a record, never a bare number: what came out, how it was made, or why there is none.

A score entered as printed knows only what the paper says. What is not known is
``None`` and said in ``warnings``; nothing is filled in.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from prodia.errors import fits, one_of
from prodia.frozen import dataclass
from prodia.language import Type
from prodia.model.scales import ENDS, LINEAR, Method
from prodia.problems import Kind, Problem
from prodia.scoring.error import Interval
from prodia.scoring.normal import Rounding
from prodia.words import Lang, Words


@dataclass(frozen=True, slots=True)
class NoScore:
    """There is no score; ``reason`` says why, in both languages. Never true, so ``if score`` is safe."""

    reason: Problem

    def __bool__(self) -> bool:
        return False

    def why(self, lang: Lang = "nl") -> str:
        return self.reason.message(lang)


def no_score(kind: Kind, /, **args: object) -> NoScore:
    """No score, for this kind of reason."""
    return NoScore(Problem(kind, None, **args))


NO_NORMS = Words("de normgroep is niet genoemd", "the norm group is not named")
NO_INTERVAL = Words("de meetfout is niet bekend", "the measurement error is not known")
NO_DATE = Words("de dag van de meting is niet genoemd", "the day of the measurement is not named")


@dataclass(frozen=True, slots=True)
class NormedScore:
    """One normed score: on which ``scale``, its value, and ``<`` or ``>`` where the table is open there."""

    scale: str
    value: float
    side: Literal["", "<", ">"] = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """In which zone of a cut set a score lies: its words and its number from 0, or None and why.

    ``certainty``: for each cut-off the chance, 0 to 1, that the true score lies below it, where the
    measurement error is known on the scale of the cut-offs.
    """

    cuts: str
    zone: str | None
    number: int
    on: str
    certainty: tuple[tuple[float, float], ...] = ()
    reason: Problem | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One score. ``standard`` is on the scale ``mean``/``sd``; ``percentile`` runs from 0 to 100.

    ``raw`` is None with a ``reason``; ``normed`` is empty with a ``norm_reason`` where norms were asked
    for. ``unrounded`` is what the missing rule rounded. ``answered`` + ``empty`` = ``items``. ``missing``
    is the name of the rule for empty items; ``stopped_by`` the rule that ended the test. ``norms`` is
    id@version, or the words for the norm group of a printed score; ``group`` its age band and keys;
    ``age`` is in months, by ``age_convention``; ``formula`` that of growth norms. ``digest`` is that of the
    definition.
    """

    raw: float | None = None
    standard: float | None = None
    mean: float | None = None
    sd: float | None = None
    percentile: float | None = None
    interval: Interval[float] | None = None
    reliability: float | None = None
    norms: str | None = None
    measured: dt.date | None = None
    answered: int | None = None
    missing: str | None = None
    warnings: tuple[Words | Problem, ...] = ()
    instrument: str | None = None
    digest: str | None = None
    scale: str | None = None
    items: int | None = None
    empty: int | None = None
    unrounded: float | None = None
    stopped_by: str | None = None
    rounding: Rounding = "none"
    normed: tuple[NormedScore, ...] = ()
    norms_digest: str | None = None
    age: float | None = None
    age_convention: str | None = None
    group: str | None = None
    formula: Method | None = None
    zones: tuple[Zone, ...] = ()
    reason: Problem | None = None
    norm_reason: Problem | None = None

    def on(self, scale: str) -> float | None:
        """The value on a scale: "raw", "T", "percentile", ...; None where there is none.

        Raises :class:`prodia.ProdiaError` for a scale of scores that does not exist.
        """
        fits("scale", scale, str)
        if scale == "raw":
            return self.raw
        found = next((n.value for n in self.normed if n.scale == scale), None)
        if found is None:
            one_of(Words("schaal van scores", "scale of scores"), scale, ("raw", *LINEAR, *ENDS))
        return found

    def zone(self, cuts: str) -> str | None:
        """The words of the zone in one of its cut sets; None where there is none, which the zone explains.

        Raises :class:`prodia.ProdiaError` for a cut set that the scale does not have.
        """
        fits("cuts", cuts, str)
        found = next((z for z in self.zones if z.cuts == cuts), None)
        if found is None and self.raw is not None:
            one_of(Words("stel grenzen", "cut set"), cuts, [z.cuts for z in self.zones])
        return found.zone if found else None


def as_printed(
    type: Type,
    value: float,
    *,
    norms: str | None = None,
    measured: dt.date | None = None,
    error: bool = False,
) -> Score:
    """A score as it stands on the test form, of the declared ``type``; nothing is converted. ``error``:
    whether something is known of its error.

    >>> from prodia.language import parse_type
    >>> as_printed(parse_type("percentile"), 9.0, norms="begin leerjaar 3").percentile
    9.0
    """
    told = ((NO_NORMS, norms), (NO_INTERVAL, error or None), (NO_DATE, measured))
    warnings = tuple(words for words, known in told if known is None)
    standard = type.unit in ("score", "z", "t")
    return Score(
        raw=value if type.unit != "percentile" and not standard else None,
        standard=value if standard else None,
        mean=type.mean if standard else None,
        sd=type.sd if standard else None,
        percentile=value if type.unit == "percentile" else None,
        normed=_named(type, value),
        norms=norms,
        measured=measured,
        warnings=warnings,
    )


def _named(type: Type, value: float) -> tuple[NormedScore, ...]:
    """The printed score under the name of its scale, where it has one: T, SS, percentile, ..."""
    if type.unit == "percentile":
        return (NormedScore("percentile", value),)
    if type.unit not in ("score", "z", "t"):
        return ()
    names = (n for n, figures in LINEAR.items() if figures == (type.mean, type.sd))
    return tuple(NormedScore(name, value) for name in names)
