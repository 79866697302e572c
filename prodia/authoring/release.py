"""From a concept to a released version, to the next one, and to its last day: what is checked and written.

Every function works out which files are to be written and what with, and writes none: the caller does, all of
them or none. :func:`ready` says what still keeps a version from being released.
"""

# A version is a folder, released.lock is its seal, and CHANGES.md says what it changes, for whom, from when
# and why. The text of an author is never laid out anew: a line is put in the place of another, comments stay.

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from calendar import isleap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias

from prodia.authoring.cover import coverage
from prodia.authoring.diff import previous, step_problem
from prodia.authoring.mutate import Mutation, all_runs, mutate
from prodia.case.check import check
from prodia.checks.protocol import readers
from prodia.content import Catalogue, Loaded, digest, read
from prodia.content.folder import LOCK_FILE, numbers
from prodia.content.signoff import read_digest, signed
from prodia.content.spoken import spoken_digest
from prodia.errors import ProdiaError
from prodia.model.events import Moved, Opened
from prodia.model.parts import Review
from prodia.model.plan import Plan
from prodia.model.protocol import Protocol
from prodia.problems import Problem
from prodia.problems import authors as kinds
from prodia.problems.quality import CHANGES_LACK, NO_CHANGES, NO_TRANSITION, VERSION_UNTOLD
from prodia.words import LANGS, Lang, Words
from prodia.words.labels import HOLDING, LABELS
from prodia.words.numbers import day as day_in_words
from prodia.words.numbers import percent

Tier: TypeAlias = Literal["bronze", "silver", "gold"]
TIERS: tuple[Tier, ...] = ("bronze", "silver", "gold")
NETWORKS: Mapping[Tier, int] = {"bronze": 0, "silver": 0, "gold": 2}  # that agree, besides the owner
Files: TypeAlias = Mapping[Path, str]  # what is to be written, by place


@dataclass(frozen=True, slots=True)
class Change:
    """The answers to four questions: what changes, whom it concerns, from when, and why.

    ``running``: what becomes of running trajectories, where their outcomes may change.
    """

    what: str
    whom: str
    since: dt.date
    why: str
    running: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """How a version stands: the shares that the tiers ask for, and how many networks agree.

    ``sourced``: the criteria and figures that rest on a source, or may be left. ``told``: the outcomes of
    which the parents have a text, of those that speak to them.
    """

    outcomes: float
    cutoffs: float
    mutation: float
    mutation_cutoffs: float
    networks: int = 0
    translated: float = 1.0
    sourced: float = 1.0
    told: float = 1.0

    @property
    def tier(self) -> Tier | None:
        """The highest tier of which all is there that it and those below it ask."""
        return self._highest(_ASKED)

    @property
    def cases(self) -> Tier | None:
        """The highest tier that the cases reach; none where an outcome has no case."""
        return self._highest(_ASKED[:OF_CASES])

    def _highest(self, asked: Sequence[Asked]) -> Tier | None:
        reached = itertools.takewhile(lambda t: not any(_short(self, t, asked)), TIERS)
        return next(reversed([*reached]), None)

    def lacks(self, tier: Tier) -> tuple[Words, ...]:
        """What a tier asks that is not there."""
        return tuple(_short(self, tier, _ASKED))


# What a tier asks: in words, and how much of which share by tier; the first of them are about the cases.
Asked: TypeAlias = tuple[Words, Callable[[Card], float], tuple[float, float, float]]
OF_CASES = 4
_ASKED: tuple[Asked, ...] = (
    (
        Words("een geval voor elke uitkomst (prodia cover)", "a case for every outcome (prodia cover)"),
        lambda card: card.outcomes,
        (1, 1, 1),
    ),
    (
        Words(
            "elke grens net onder, op en boven getest (prodia cover)",
            "every cut-off tested just below, at and above (prodia cover)",
        ),
        lambda card: card.cutoffs,
        (0, 1, 1),
    ),
    (
        Words(
            "elke vergissing in een grens opgemerkt (prodia mutate --kill)",
            "every mistake in a cut-off noticed (prodia mutate --kill)",
        ),
        lambda card: card.mutation_cutoffs,
        (0, 1, 1),
    ),
    (
        Words(
            "{least} van de vergissingen opgemerkt (prodia mutate --kill)",
            "{least} of the mistakes noticed (prodia mutate --kill)",
        ),
        lambda card: card.mutation,
        (0, 0.9, 1),
    ),
    (
        Words(
            "elk criterium en elk getal met een bron, of met «unverified» en de sterkte «may»",
            "every criterion and every figure with a source, or with «unverified» and the strength «may»",
        ),
        lambda card: card.sourced,
        (0, 1, 1),
    ),
    (
        Words("van elke uitkomst een tekst voor ouders", "a text for parents of every outcome"),
        lambda card: card.told,
        (0, 1, 1),
    ),
    (
        Words(
            "akkoord van andere netwerken: {n} (prodia review)",
            "other networks that agree: {n} (prodia review)",
        ),
        lambda card: card.networks,
        (NETWORKS["bronze"], NETWORKS["silver"], NETWORKS["gold"]),
    ),
    (
        Words("alles vertaald (prodia translate en)", "everything translated (prodia translate en)"),
        lambda card: card.translated,
        (0, 0, 1),
    ),
)


def _short(card: Card, tier: Tier, asked: Sequence[Asked]) -> Iterator[Words]:
    for words, share, least in asked:
        if share(card) < (wanted := least[TIERS.index(tier)]):
            of = Words(*(percent(wanted, lang, 0) for lang in LANGS))
            yield words.filled(least=of, n=f"{wanted:.0f}")


def card(catalogue: Catalogue, reference: str) -> Card:
    """The card of ``id@version``."""
    plan = catalogue.plan(reference)
    found = coverage(plan, all_runs(catalogue, plan.reference))
    mutation: Mutation = mutate(catalogue, plan.reference)
    outcomes, cutoffs = found.share("outcome"), found.share("below", "at", "above")
    networks = len(signed(catalogue, plan.reference).networks)
    texts, said = catalogue.texts(plan.reference), catalogue.translations(plan.reference, "en")
    translated = _share(key in said for key in texts)
    return Card(
        outcomes,
        cutoffs,
        mutation.score,
        mutation.score_of("cut-off"),
        networks,
        translated,
        _sourced(plan.protocol),
        _told(plan),
    )


def _share(found: Iterable[bool]) -> float:
    every = [*found]
    return sum(every) / len(every) if every else 1.0


def _sourced(p: Protocol) -> float:
    """Which criteria and figures of cut-offs rest on a source; what rests on none may hold, and no more."""
    named = [(one.strength, one.source) for one in p.criteria.values()]
    named += [(None, figure.source) for one in p.cutoffs.values() for figure in one.figures]
    return _share(
        strength == "may" or any(one.confidence != "unverified" for one in source)
        for strength, source in named
    )


def _told(plan: Plan) -> float:
    """Which outcomes have a text for parents, of the decisions that speak to them."""
    spoken = [one for id, one in plan.protocol.decisions.items() if "parents" in readers(plan, id)]
    texts = (outcome.texts for one in spoken for outcome in one.outcomes.values())
    return _share(one is not None and bool(one.parents) for one in texts)


def reused(catalogue: Catalogue, reference: str) -> Iterator[Problem]:
    """Names that an earlier version had, and that now stand for another sort of thing."""
    plan, entry = catalogue.plan(reference), catalogue.entry(reference)
    before = previous(catalogue, reference)
    last = catalogue.plan(before) if before is not None else None
    while before is not None and last is not None:
        earlier = catalogue.plan(before)
        for name, field in plan.protocol.fields.items():
            once = earlier.fields.get(name)
            other = once is not None and once.value_type != field.value_type
            if other and (name not in last.fields or last is earlier):
                place = entry.document.place(("fields", name), on_key=True)
                yield Problem(kinds.ID_REUSED, place, name=name, version=earlier.protocol.version)
        before = previous(catalogue, before)


def ready(loaded: Loaded, reference: str, tier: Tier = "bronze") -> tuple[Problem, ...]:
    """Everything that keeps a version from being released, the worst first; empty where nothing does."""
    catalogue = loaded.catalogue
    entry = catalogue.entry(reference)
    folder = Path(entry.file).parent.as_posix()
    at = entry.document.place(("status",))
    if entry.definition.status in HOLDING:
        return (Problem(kinds.ALREADY_RELEASED, at, name=reference),)
    if not catalogue.case_entries(reference):
        return (Problem(kinds.NO_CASES, at, name=reference),)
    told = check(loaded, at=folder, status="released")
    found = [p for p in told if p.severity == "error" and p.kind.code not in _TOLD_THEN]
    if found:
        return tuple(found)
    parent = entry.definition.supplements
    if parent is not None and catalogue.entry(parent).definition.status not in HOLDING:
        found.append(Problem(kinds.RESTS_ON_CONCEPT, entry.document.place(("supplements",)), name=parent))
    problem = step_problem(catalogue, reference)
    found += [*([problem] if problem is not None else []), *reused(catalogue, reference)]
    agreed = signed(catalogue, reference)
    if len(agreed.networks) < NETWORKS[tier]:
        words = {"tier": LABELS["tier"][tier], "wanted": NETWORKS[tier], "have": len(agreed.networks)}
        found.append(Problem(kinds.TOO_FEW_NETWORKS, at, **words))
    found += [Problem(kinds.OBJECTION, at, name=one.network) for one in agreed.objected]
    lacking = replace(card(catalogue, reference), networks=NETWORKS[tier]).lacks(tier)
    if lacking:
        missing = Words(*("; ".join(one[lang] for one in lacking) for lang in LANGS))
        found.append(Problem(kinds.TIER, at, tier=LABELS["tier"][tier], missing=missing))
    return tuple(found)


# What the notes lack is what a release writes.
_TOLD_THEN = frozenset(k.code for k in (NO_CHANGES, VERSION_UNTOLD, CHANGES_LACK, NO_TRANSITION))


def release(loaded: Loaded, reference: str, change: Change, *, tier: Tier = "bronze") -> Files:
    """The files that make a version a released one: its status, its line in the lock, its notes.

    Raises :class:`prodia.ProdiaError` with what keeps it from that (the first of :func:`ready`).
    """
    keeps = ready(loaded, reference, tier)
    if keeps:
        raise ProdiaError(keeps[0])
    catalogue = loaded.catalogue
    entry = catalogue.entry(reference)
    if (first := entry.definition.valid.from_) != change.since:
        place, days = entry.document.place(("valid",)), {"first": first, "since": change.since}
        raise ProdiaError(Problem(kinds.SINCE_DIFFERS, place, **days))
    file = Path(entry.path)
    pack = file.parent.parent.parent
    text = _with_line(file.read_text("utf-8"), "status", "released")
    lock = pack / LOCK_FILE
    sealed = lock.read_text("utf-8") if lock.is_file() else ""
    home = catalogue.home(entry)
    said = {lang: spoken_digest(home, reference, lang) for lang in sorted(home.languages)}
    spoken = [f"{reference} {lang} {one}" for lang, one in said.items() if one is not None]
    rests = [f"{reference} {name} {one}" for name, one in catalogue.grounds(reference).items()]
    notes = file.parent.parent / "CHANGES.md"
    told = notes.read_text("utf-8") if notes.is_file() else f"# Wat veranderde in «{entry.definition.id}»\n"
    return {
        file: text,
        lock: "\n".join([sealed.rstrip(), f"{reference} {seal(text)}", *spoken, *rests, ""]).lstrip(),
        notes: noted(told, reference.partition("@")[2], change),
    }


def seal(text: str) -> str:
    """The digest of the text of a protocol."""
    document = read(text.encode(), "protocol.yaml").document
    assert document is not None
    return digest(document.data)


def noted(text: str, version: str, change: Change, lang: Lang = "nl") -> str:
    """The notes with a section for this version above the earlier ones; as they are where it is there."""
    if re.search(rf"^## {re.escape(version)}\b", text, re.MULTILINE):
        return text
    since = day_in_words(change.since, lang)
    section = (
        f"## {version} (vanaf {since})\n\n- **Wat:** {change.what}\n- **Wie het raakt:** {change.whom}\n"
        f"- **Waarom:** {change.why}\n"
    )
    section += f"- **Wie al lopend is:** {change.running}\n" if change.running else ""
    at = re.search(r"^## ", text, re.MULTILINE)
    head, rest = (text[: at.start()], text[at.start() :]) if at else (text, "")
    return f"{head.rstrip()}\n\n{section}" + (f"\n{rest}" if rest else "")


def reviewed(catalogue: Catalogue, reference: str, review: Review) -> Files:
    """The reviews of a version with one more: of the text as it stands now."""
    entry = catalogue.entry(reference)
    file = Path(entry.path).parent / "reviews.yaml"
    text = file.read_text("utf-8") if file.is_file() else "format: 1\nreviews:\n"
    said = review.model_copy(update={"read": read_digest(entry)}).model_dump(mode="json", exclude_none=True)
    lines = [f"{key}: {json.dumps(one, ensure_ascii=False)}" for key, one in said.items()]
    return {file: f"{text.rstrip()}\n  - " + "\n    ".join(lines) + "\n"}


def _with_line(text: str, key: str, value: str) -> str:
    """The text with another value at a key of the top, what stands behind it as a comment kept; in one line,
    where it stood in lines of its own."""
    stands = rf"^{key}:(?:[ \t]*(?:#[^\n]*)?(?:\n[ \t]+[^\n]*)+|[^\n#]*)"
    found, count = re.subn(stands, f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    assert count == 1
    return re.sub(rf"^({key}: {re.escape(value)})#", r"\1  #", found, flags=re.MULTILINE)


def new_version(catalogue: Catalogue, reference: str, version: str, since: dt.date | None = None) -> Files:
    """A version copied to the next one as a concept: the protocol and its cases.

    ``since``: its first day; the days of its cases move as far, since a case before that day is refused.

    A case that names its own version or moves to another belongs to the old one and stays there. Raises
    :class:`prodia.ProdiaError` for a version that is there, or is no later one.
    """
    entry = catalogue.entry(reference)
    id, _, was = reference.partition("@")
    if numbers(version) <= numbers(was) or f"{id}@{version}" in catalogue.references():
        raise ProdiaError(Problem(kinds.NO_LATER_VERSION, None, name=version, was=was))
    old = Path(entry.path).parent
    new = old.parent / version
    text = _with_line((old / "protocol.yaml").read_text("utf-8"), "version", version)
    text = _with_line(text, "status", "concept")
    first, later = entry.definition.valid.from_, since or entry.definition.valid.from_
    if since is not None:
        text = _with_line(text, "valid", f"{{from: {since.isoformat()}}}")
    files = {new / "protocol.yaml": text}
    for each in catalogue.case_entries(reference):
        opened, *rest = each.definition.events or [None]
        own = isinstance(opened, Opened) and opened.protocol is not None
        if not own and not any(isinstance(event, Moved) for event in rest):
            written = Path(each.path).read_text("utf-8")
            files[new / "cases" / Path(each.path).name] = _DAY.sub(partial(_moved, first, later), written)
    return files


_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")  # and not the end of a name


def _moved(first: dt.date, later: dt.date, found: re.Match[str]) -> str:
    """A day as far on as one is from another: by whole years where they are, so that ages stay."""
    day, years = dt.date.fromisoformat(found[0]), later.year - first.year
    if (first.month, first.day) != (later.month, later.day):
        return (day + (later - first)).isoformat()
    leap = (day.month, day.day) == (2, 29) and not isleap(day.year + years)
    return day.replace(year=day.year + years, day=28 if leap else day.day).isoformat()


def deprecate(catalogue: Catalogue, reference: str, successor: str, last: dt.date) -> Files:
    """A released version with its successor and its last day. Its seal stays what it was.

    Raises :class:`prodia.ProdiaError` where it is not released, or the successor is none that is.
    """
    entry = catalogue.entry(reference)
    at = entry.document.place(("status",))
    if entry.definition.status != "released":
        raise ProdiaError(Problem(kinds.NOT_RELEASED, at, name=reference))
    known = [r for r in catalogue.references() if catalogue.entry(r).definition.status == "released"]
    if successor not in known or successor == reference:
        raise ProdiaError(Problem(kinds.NO_SUCCESSOR, at, name=successor))
    if entry.definition.valid.to is not None or last < entry.definition.valid.from_:
        raise ProdiaError(Problem(kinds.HAS_LAST_DAY, entry.document.place(("valid",)), name=reference))
    file = Path(entry.path)
    text = _with_line(file.read_text("utf-8"), "status", f"deprecated\nsuccessor: {successor}")
    first = entry.definition.valid.from_.isoformat()
    text = _with_line(text, "valid", f"{{from: {first}, to: {last.isoformat()}}}")
    return {file: text}
