"""Which broad abilities (CHC) a battery covers, and how broad a total score of it may be called.

How many abilities make a test general, and which may not be missing, are figures of a rule with a
source: a :class:`CoverageRule` is filled from content, and nothing of it stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from prodia.model.parts import Confidence
from prodia.words import Lang, Words
from prodia.words import sentences as said

__all__ = [
    "Breadth",
    "Covered",
    "Coverage",
    "CoverageRule",
    "CrossBattery",
    "Subtest",
    "coverage",
    "cross_battery",
]

Breadth: TypeAlias = Literal["general", "limited general", "specific"]


@dataclass(frozen=True, slots=True)
class CoverageRule:
    """``abilities``: the codes of all broad abilities, in their order; ``required``: those that a general
    test can not do without; ``least``: how many it covers at least; ``profile``: whether a report always
    adds strengths and weaknesses; ``source`` and ``confidence`` of the rule.

    Raises ``ValueError`` for a repeated code, a required one that is none, a ``least`` that can not be
    reached or is below the number required, or a rule without a source or known confidence.
    """

    abilities: tuple[str, ...]
    required: tuple[str, ...]
    least: int
    profile: bool
    source: str
    confidence: Confidence

    def __post_init__(self) -> None:
        for codes in (self.abilities, self.required):
            if not codes or len(set(codes)) < len(codes):
                raise ValueError("abilities and required ones are named, each once")
        unknown = [code for code in self.required if code not in self.abilities]
        if unknown:
            raise ValueError(f"required, but no ability of this rule: {', '.join(unknown)}")
        if not len(self.required) <= self.least <= len(self.abilities):
            raise ValueError("least is no fewer than is required, and no more than there are")
        if not self.source or self.confidence not in get_args(Confidence):
            raise ValueError("a rule names its source, and how sure that is")


@dataclass(frozen=True, slots=True)
class Subtest:
    """A subtest of a named ``test`` (None when there is one test only) and the abilities it measures."""

    id: str
    abilities: tuple[str, ...]
    test: str | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """One broad ability and the subtests that measure it, at least one."""

    ability: str
    subtests: tuple[Subtest, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a battery covers by ``rule``, abilities in the order of the rule.

    ``once`` are covered by one subtest only, ``missing`` by none. ``reason`` says why it has this
    ``breadth``; ``remarks`` are what a report adds.
    """

    rule: CoverageRule
    covered: tuple[Covered, ...]
    once: tuple[str, ...]
    missing: tuple[str, ...]
    breadth: Breadth
    reason: Words
    remarks: tuple[Words, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many subtests measure each ability of the rule, 0 for the missing ones."""
        found = dict.fromkeys(self.rule.abilities, 0)
        return found | {one.ability: len(one.subtests) for one in self.covered}


def coverage(subtests: Mapping[str, Sequence[str]], rule: CoverageRule) -> Coverage:
    """What one test covers: ``subtests`` maps each subtest to the broad abilities it measures.

    General: at least ``rule.least`` abilities, the required ones among them; limited general: the
    required ones, but fewer; specific: anything else. Raises ``ValueError`` for no subtests, or for
    codes that are no ability of the rule, naming them; ``TypeError`` for one text instead of a list.
    """
    return _of(tuple(_subtests(subtests, None, rule)), rule, ())


def _subtests(
    subtests: Mapping[str, Sequence[str]], test: str | None, rule: CoverageRule
) -> Iterator[Subtest]:
    if not subtests:
        raise ValueError("a test has at least one subtest")
    if any(isinstance(codes, str) for codes in subtests.values()):
        raise TypeError("each subtest has a list of abilities")
    unknown = dict.fromkeys(c for codes in subtests.values() for c in codes if c not in rule.abilities)
    if unknown:
        raise ValueError(f"no broad ability of this rule: {', '.join(map(str, unknown))}")
    for id, codes in subtests.items():
        yield Subtest(id, tuple(code for code in rule.abilities if code in codes), test)


def _of(subtests: tuple[Subtest, ...], rule: CoverageRule, remarks: tuple[Words, ...]) -> Coverage:
    measured = {code: tuple(s for s in subtests if code in s.abilities) for code in rule.abilities}
    covered = tuple(Covered(code, found) for code, found in measured.items() if found)
    once = tuple(one.ability for one in covered if len(one.subtests) == 1)
    lacking = [code for code in rule.required if not measured[code]]
    breadth: Breadth = (
        "specific" if lacking else "general" if len(covered) >= rule.least else "limited general"
    )
    if once:
        remarks = (*remarks, _filled(said.ONE_SUBTEST, abilities=once))
    return Coverage(
        rule,
        covered,
        once,
        tuple(code for code, found in measured.items() if not found),
        breadth,
        _reason(breadth, [one.ability for one in covered], lacking, rule),
        (*remarks, said.ADD_PROFILE) if rule.profile else remarks,
    )


def _reason(breadth: Breadth, covered: Sequence[str], lacking: Sequence[str], rule: CoverageRule) -> Words:
    words = {"general": said.GENERAL, "limited general": said.LIMITED_GENERAL, "specific": said.SPECIFIC}[
        breadth
    ]
    return _filled(
        words,
        n=[str(len(covered))],
        least=[str(rule.least)],
        covered=covered or said.NOTHING_COVERED,
        required=rule.required,
        lacking=lacking,
    )


def _filled(words: Words, **lists: Sequence[str] | Words) -> Words:
    def one(lang: Lang) -> str:
        shown = {name: x[lang] if isinstance(x, Words) else ", ".join(x) for name, x in lists.items()}
        return words.fill(lang, shown)

    return Words(one("nl"), one("en"))


@dataclass(frozen=True, slots=True)
class CrossBattery:
    """A core test completed with others: what the core covers ``alone``, what all do ``together`` (every
    subtest with its test), and which abilities each other test ``adds`` that the core lacks."""

    core: str
    alone: Coverage
    together: Coverage
    adds: tuple[tuple[str, tuple[str, ...]], ...]


def cross_battery(
    tests: Mapping[str, Mapping[str, Sequence[str]]], rule: CoverageRule, *, core: str
) -> CrossBattery:
    """What several tests cover together: test to subtest to abilities, and which of them is the core.

    The union says what was measured; scores of tests with other norm groups make no total.
    Raises ``ValueError`` for fewer than two tests or a core that is none of them, and as
    :func:`coverage` for each of them.
    """
    if len(tests) < 2 or core not in tests:
        raise ValueError("at least two tests, the core one of them")
    by_test = {name: tuple(_subtests(subtests, name, rule)) for name, subtests in tests.items()}
    alone = _of(by_test[core], rule, ())
    together = _of(
        tuple(s for found in by_test.values() for s in found),
        rule,
        (_filled(said.ACROSS_TESTS, tests=tuple(tests)),),
    )
    adds = tuple(
        (name, tuple(c for c in alone.missing if any(c in s.abilities for s in found)))
        for name, found in by_test.items()
        if name != core
    )
    return CrossBattery(core, alone, together, adds)
