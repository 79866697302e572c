"""The page of a change: what differs between two versions, why, and which worked cases end otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from prodia.authoring.diff import Ended, Shift, at_end, compare, ended
from prodia.case import State
from prodia.case.expect import Runs
from prodia.model.events import CaseFile
from prodia.model.plan import Plan
from prodia.telling import blocks as b
from prodia.telling.notes import note
from prodia.telling.outcomes import why
from prodia.telling.rules import outcome_title
from prodia.telling.shelf import Shelf, called
from prodia.telling.values import heads, in_dutch, marked, section_in
from prodia.telling.versions import changes
from prodia.words import Lang, Words

__all__ = ["changed", "forget"]

_COUNT = Words(
    "{n} van de {all} uitgewerkte voorbeelden van {old} komen met de regels van {new} anders uit.",
    "{n} of the {all} worked examples of {old} come out otherwise with the rules of {new}.",
)
_SAME = Words(
    "De uitgewerkte voorbeelden van {old} ({all}) komen met de regels van {new} op hetzelfde uit.",
    "The worked examples of {old} ({all}) come to the same with the rules of {new}.",
)


_LATER = Words(
    "Welke uitgewerkte voorbeelden nu anders uitkomen, wordt nagerekend. Zo dadelijk staat het hier.",
    "Which worked examples come out otherwise now is being worked out. In a moment it stands here.",
)
Left = set[tuple[str, str]]  # of which two versions the worked cases were not run


def changed(shelf: Shelf, old: Plan, new: Plan, lang: Lang, left: Left | None = None) -> b.Document:
    """First whom it touches and why, then every difference of the definitions.

    ``left``: who can not wait until the worked cases are run, for these two versions, hears here that they
    were not.
    """
    told = changes(shelf, old, new, lang)
    first, *rest = told.blocks
    tried = shelf.cases.get(old.reference, ())
    shifts = _shifts(shelf, old, new, tried, known=left is not None) if tried else ()
    if left is not None and shifts is None:
        left.add((old.reference, new.reference))
    ran = _cases(shelf, old, new, shifts, tried, lang) if tried else ()
    traces = _traces(old, new, shifts or (), {case.case: case for case in tried}, lang)
    return replace(told, blocks=(*ran, *_why(shelf, new, lang), first, *rest, *traces))


def _cases(
    shelf: Shelf,
    old: Plan,
    new: Plan,
    shifts: Sequence[Shift] | None,
    tried: Sequence[CaseFile],
    lang: Lang,
) -> Iterator[b.Block]:
    """The worked cases of the old version run on both: what comes out otherwise, and of which."""
    if shifts is None:
        yield b.Paragraph(_LATER[lang], "lead")
        return
    words = {
        "n": str(len({case for shift in shifts for case in shift.cases})),
        "all": str(len(tried)),
        "old": old.protocol.version,
        "new": new.protocol.version,
    }
    yield b.Paragraph((_COUNT if shifts else _SAME).fill(lang, words), "lead")
    titles = {case.case: case.title for case in tried}
    heading = ("Welke voorbeelden, en hoe", "Which examples, and how")
    columns = heads(lang, "wat", "what")
    most = heads(lang, "voorbeelden", "examples")
    table = b.table(
        (*columns, f"in {old.protocol.version}", f"in {new.protocol.version}", *most),
        (
            (
                _name(shelf, new, one, lang),
                _came(old, one.group, one.name, one.was, lang),
                _came(new, one.group, one.name, one.now, lang),
                _listed(old, one.cases, titles, _trace(number), lang),
            )
            for number, one in enumerate(shifts)
        ),
        Words(*heading)[lang],
    )
    section = section_in(lang, "cases", heading, table)
    if section is not None:
        yield section


_HOW = Words("stap voor stap in beide versies", "step by step in both versions")
_CAME_TO = Words("{what} (van «{was}» naar «{now}»)", "{what} (from «{was}» to «{now}»)")
_IN = Words("Volgens versie {version}", "By version {version}")


def _trace(number: int) -> str:
    """Where it stands how an example comes to what it does."""
    return f"stap-voor-stap-{number}"


def _traces(
    old: Plan, new: Plan, shifts: Sequence[Shift], tried: Mapping[str, CaseFile], lang: Lang
) -> Iterator[b.Section]:
    """Of the first example of each, how it comes in both versions to what it does."""
    shown = {one.cases[0] for one in shifts}
    ends: dict[tuple[str, str], State | None] = {}
    for plan in (old, new):
        runs = Runs()  # what begins alike is run once
        ends |= {(plan.reference, id): at_end(plan, tried[id], runs) for id in tried if id in shown}
    for number, one in enumerate(shifts):
        case, inside = tried[one.cases[0]], list[b.Block]()
        link = b.Link(case.title, b.Ref(old.reference, "cases", part=case.case), in_dutch(lang))
        for plan in (old, new):
            state = ends[plan.reference, case.case]
            told = why(state, one.name, lang) if state is not None else ()
            summary = _IN.fill(lang, {"version": plan.protocol.version})
            inside.append(b.Details(summary, tuple(block for block in told if block is not None)))
        was, now = (str(_came(p, one.group, one.name, w, lang)) for p, w in ((old, one.was), (new, one.now)))
        words = {"what": called(getattr(new, one.group)[one.name]), "was": was, "now": now}
        yield b.Section(_trace(number), _CAME_TO.fill(lang, words), (b.Paragraph(link), *inside))


_SHOWN = 2  # of the cases to which the same happens
_MORE = Words("en nog {n}", "and {n} more")


def _listed(old: Plan, cases: Sequence[str], titles: Mapping[str, str], trace: str, lang: Lang) -> b.Lines:
    at = in_dutch(lang)
    shown: list[b.Inline] = [
        b.Link(titles[case], b.Ref(old.reference, "cases", part=case), at) for case in cases[:_SHOWN]
    ]
    if len(cases) > _SHOWN:
        shown.append(_MORE.fill(lang, {"n": str(len(cases) - _SHOWN)}))
    return b.Lines((*shown, b.Link(_HOW[lang], b.Anchor(trace))))


_FOUND: dict[tuple[str, ...], tuple[Shift, ...]] = {}
_ENDED: dict[tuple[str, ...], tuple[Ended, ...]] = {}
_KEPT = 64  # so many versions and what they were edited to


def forget() -> None:
    """What was found before something was edited. What the cases of a version came to stays, under all that
    it rests on: of two versions that are compared one seldom changes."""
    _FOUND.clear()
    if len(_ENDED) > _KEPT:
        _ENDED.clear()


def _shifts(
    shelf: Shelf, old: Plan, new: Plan, tried: Sequence[CaseFile], known: bool
) -> tuple[Shift, ...] | None:
    """What comes out otherwise: the same in both languages, so it is run once for the two sites. None where
    it is not ``known`` and nothing but that is asked."""
    said = tuple(case.model_dump_json() for case in tried)

    def came(plan: Plan, cases: Sequence[CaseFile]) -> Sequence[Ended]:
        held = shelf.held and plan is old
        key = (shelf.rests, f"{held}", *_seals(shelf, plan), *said)
        if key not in _ENDED:
            if known:
                raise _NotRun
            _ENDED[key] = ended(plan, cases, held=held)
        return _ENDED[key]

    key = (old.digest, new.digest, *said)
    with suppress(_NotRun):
        if key not in _FOUND:
            _FOUND[key] = compare(old, new, tried, people=0, came=came).shifts
    return _FOUND.get(key)


class _NotRun(Exception):
    """Of these cases it is not known what they come to."""


def _seals(shelf: Shelf, plan: Plan) -> Iterator[str]:
    """The digest of a protocol, and of what it supplements."""
    yield plan.digest
    if (above := plan.protocol.supplements) is not None:
        yield from _seals(shelf, shelf.plans[above])


def _name(shelf: Shelf, plan: Plan, one: Shift, lang: Lang) -> b.Inline:
    return shelf.link(plan, one.group, one.name) if one.name in getattr(plan, one.group) else one.name


def _came(plan: Plan, group: str, name: str, came: str | None, lang: Lang) -> b.Inline:
    if came is None:
        return "–"
    if group == "criteria":
        return marked("verdict", came, lang)
    return outcome_title(plan, name, came, lang) if name in plan.decisions else came


def _why(shelf: Shelf, new: Plan, lang: Lang) -> Iterator[b.Block]:
    """What the author wrote of this version."""
    log = shelf.logs.get(new.protocol.id)
    for section in note(log, lang).sections if log else ():
        if section.heading.partition(" ")[0] == new.protocol.version:
            heading = Words("Wat, wie het raakt en waarom", "What, whom it touches and why")[lang]
            yield b.Section("why", heading, tuple(b.spoken(section.blocks, in_dutch(lang))))
