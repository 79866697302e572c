"""The first page: by role, by protocol and phase, by question, by term or test, what is new; and a story."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from prodia.case import Case
from prodia.errors import EventRefused
from prodia.model.plan import Plan
from prodia.pictures.svg import drawing, tag, words, wrapped
from prodia.site.addresses import address
from prodia.telling import blocks as b
from prodia.telling.protocol import seen
from prodia.telling.shelf import Shelf
from prodia.telling.story import STORY, chapters
from prodia.telling.values import section_in, standing
from prodia.words import Lang, Words
from prodia.words.labels import HOLDING, label
from prodia.words.lists import table
from prodia.words.numbers import counted

__all__ = ["HOME", "home", "matrix_of", "story"]

HOME = Words("Begin", "Start")
_TITLE = Words("Waar staat u met deze leerling?", "Where are you with this pupil?")
_LEAD = Words(
    "Protocollen voor leerlingenbegeleiding waarin elke vraag, regel en beslissing een eigen bladzijde heeft "
    "met bron en dag. De machine stelt voor, een mens beslist, met naam en reden.",
    "Protocols for pupil guidance in which each question, rule and decision has a page of its own, with its "
    "source and day. The machine proposes, a person decides, with name and reason.",
)
# Of each role, by what it is led to, who it is and what there is to find.
_ROLES = table("""
protocols: CLB-medewerker | Worker of a guidance centre
readers.school: Zorgcoördinator of leerkracht | Care coordinator or teacher
readers.parents: Ouder | Parent
readers.pupil_from_12: Leerling | Pupil
findings: Schrijver van protocollen | Author of protocols
language: Ontwikkelaar | Developer
""")
_FINDS = table("""
protocols: Het hele traject: wie wat vraagt, en wanneer een mens moet oordelen.
 | The whole trajectory: who asks what, and when a person must judge.
readers.school: Welke hulp nu, wat bijhouden, en wat het CLB nodig heeft.
 | Which help now, what to keep track of, and what the centre needs.
readers.parents: Wat een voorstel betekent, wat er nu gebeurt en wat u mag vragen.
 | What a proposal means, what happens now and what you may ask.
readers.pupil_from_12: Wat het team zegt, in gewone woorden. Jij telt mee.
 | What the team says, in plain words. You count.
findings: Hoe u een protocol schrijft, en wat elke melding betekent.
 | How to write a protocol, and what each message means.
language: Dezelfde regels vanuit een programma, zonder netwerk en zonder opslag.
 | The same rules from a program, without network and without storage.
""")
_PLACES = table("""
terms: Begrippen | Terms
instruments: Tests en vragenlijsten, met hun normen | Tests and questionnaires, with their norms
law: Wettelijke gegevens | Legal figures
blocks: Blokken die protocollen delen | Blocks that protocols share
sources: Bronnen | Sources
conflicts: Waar bronnen botsen, naast elkaar | Where sources collide, side by side
claims: Wat op geen actuele bron rust | What rests on no current source
choices: Wat wij kozen waar bronnen botsen | What we chose where sources collide
story: Het verhaal van een leerling, van vraag tot afspraak | The story of a pupil, from question to plan
""")
_MOST = 8  # questions, and news


def home(shelf: Shelf, lang: Lang, python: bool = True, manual: bool = False) -> b.Document:
    """Every entrance, most used first. ``python``, ``manual``: whether those guides are on the site."""
    guide = b.Ref("", "manual") if manual else b.Ref("", "guide") if shelf.guide else None
    lead = {"findings": guide, "language": b.Ref("", "python", "guide") if python else None}
    roles = b.bullets(
        b.Line((b.Link(title[lang], lead.get(name) or to), b.Marked(f" {_FINDS[name][lang]}", "quiet")))
        for name, title in _ROLES.items()
        for to in [b.Ref("", *name.split("."))]
    )
    wheel = _wheel(shelf, lang)
    found = (
        b.Paragraph(_LEAD[lang], "lead"),
        section_in(lang, "roles", ("Wie bent u?", "Who are you?"), roles),
        section_in(
            lang, "ask", ("Of begin bij uw vraag", "Or begin with your question"), _questions(shelf, lang)
        ),
        section_in(
            lang,
            "phases",
            ("Protocol en fase", "Protocol and phase"),
            wheel,
            matrix_of(shelf, lang, shelf.newest().values()),
        ),
        section_in(lang, "look", ("Of zoek op", "Or look up"), _look(shelf, lang)),
        section_in(lang, "news", ("Wat is nieuw", "What is new"), _news(shelf, lang)),
    )
    return b.document(_TITLE[lang], lang, b.Ref("", "home"), *found)


def _questions(shelf: Shelf, lang: Lang) -> b.List | None:
    """Of each protocol in turn its next question, until there are enough."""
    queues = [
        [(plan, one) for one in plan.protocol.faq.values()]
        for plan in sorted(shelf.newest().values(), key=lambda plan: -len(plan.protocol.faq))
    ]
    turns = [queue[n] for n in range(_MOST) for queue in queues if n < len(queue)][:_MOST]
    links: list[b.Inline] = [
        b.Line((seen(shelf, plan, one, one.question), b.Marked(f" {_with_status(plan, lang)}", "quiet")))
        for plan, one in turns
    ]
    links.append(b.Link(Words("Alle vragen", "All questions")[lang], b.Ref("", "questions")))
    return b.bullets(links) if turns else None


def _with_status(plan: Plan, lang: Lang) -> str:
    """The title, and the status of what is not released."""
    p = plan.protocol
    return p.title if p.status == "released" else f"{p.title}, {label('status', p.status, lang)}"


def _look(shelf: Shelf, lang: Lang) -> b.List | None:
    told = shelf.answer(_told)
    names = (name for name in _PLACES if name != "story" or told)
    return b.bullets(b.Link(_PLACES[name][lang], b.Ref("", name)) for name in names)


def _news(shelf: Shelf, lang: Lang) -> b.List | None:
    """The versions by their first day, the newest first; a change leads to what it changes."""
    told = [plan for plan in shelf.plans.values() if plan.protocol.status in HOLDING]
    ordered = sorted(
        told or shelf.plans.values(), key=lambda p: (p.protocol.valid.from_, p.reference), reverse=True
    )
    items = []
    for plan in ordered[:_MOST]:
        p, before = plan.protocol, shelf.previous(plan)
        to = b.Ref(p.reference, "changes", before.version) if before else b.Ref(p.reference, "protocol")
        link = b.Link(f"{p.title} {p.version}", to)
        items.append(b.joined((link, *standing(p, lang)), " · "))
    return b.bullets(items)


# ---- protocol by phase: a wheel and the same as a table


def matrix_of(shelf: Shelf, lang: Lang, only: Iterable[Plan] | None = None) -> b.Table:
    """Protocol by phase: the number of own steps, linked to the phase."""
    titles: dict[tuple[str, str], str] = {}
    for plan in shelf.plans.values():
        for id, phase in plan.phases.items():
            titles[shelf.owner(plan, "phases", id).id, id] = phase.title
    rows, none = [], b.Mark("phase", "any", Words("geen eigen stap", "no step of its own")[lang])
    for plan in only or shelf.plans.values():
        reference = plan.reference
        title, status = f"{plan.protocol.title} {plan.protocol.version}", plan.protocol.status
        name = b.Link(title, b.Ref(reference, "protocol"))
        quiet = b.Marked(f" {label('status', status, lang)}", "quiet")
        row: list[Any] = [name if status == "released" else b.Line((name, quiet))]
        for _, id in titles:
            count = sum(step.phase == id for step in plan.protocol.steps.values())
            said = counted(count, "steps", lang)
            row.append(shelf.link(plan, "phases", id, said) if count and id in plan.phases else none)
        rows.append(tuple(row))
    caption = Words("stappen per protocol en fase", "steps by protocol and phase")[lang]
    first = Words("protocol", "protocol")[lang]
    return b.Table((first, *titles.values()), tuple(rows), caption, dense=True, outputs=len(titles))


_WIDE, _HUB, _RING = 640.0, 58.0, 34.0
_SHOWS = Words(
    "In het midden het algemene traject, daarrond een vak per protocol en een ring per fase van de zorg.",
    "In the middle the general trajectory, around it a sector for each protocol and a ring for each phase.",
)


def _wheel(shelf: Shelf, lang: Lang) -> b.Picture | None:
    """The newest protocols around the general one; a part is filled where the protocol says something."""
    found = shelf.newest()
    above = Counter(plan.parent.id for plan in found.values() if plan.parent is not None)
    general = found.get(above.most_common(1)[0][0]) if above else None
    if general is None:
        return None
    plans = [plan for plan in found.values() if plan is not general]
    rings = [id for id, phase in general.phases.items() if phase.within is None]
    middle, height = _WIDE / 2, 2 * (_HUB + _RING * len(rings)) + 90
    centre = (middle, height / 2)
    parts = [
        _linked(
            general.protocol.title,
            b.Ref(general.reference, "protocol"),
            tag("circle", cx=centre[0], cy=centre[1], r=_HUB - 4, class_="hub"),
            words(
                wrapped(general.protocol.title, 2 * _HUB - 16, size=11, lines=3),
                middle,
                centre[1] - 8,
                anchor="middle",
                size=11,
                leading=13,
            ),
        )
    ]
    turn = 2 * math.pi / len(plans)
    for n, plan in enumerate(plans):
        start, end = n * turn - math.pi / 2, (n + 1) * turn - math.pi / 2
        sector = [
            tag(
                "path",
                d=_arc(centre, _HUB + k * _RING, _HUB + (k + 1) * _RING - 3, start + 0.012, end - 0.012),
                class_="part filled" if _says(plan, ring) else "part",
            )
            for k, ring in enumerate(reversed(rings))
        ]
        at = (start + end) / 2
        far = _HUB + len(rings) * _RING + 8
        x, y = centre[0] + far * math.cos(at), centre[1] + far * math.sin(at)
        side = "middle" if abs(math.cos(at)) < 0.2 else "start" if math.cos(at) > 0 else "end"
        rows = wrapped(plan.protocol.title, 120, size=11, lines=2)
        y += 4 - 12 * (len(rows) - 1) * (math.sin(at) < 0)
        sector.append(words(rows, x, y, anchor=side, size=11, leading=12))  # type: ignore[arg-type]
        parts.append(_linked(plan.protocol.title, b.Ref(plan.reference, "protocol"), *sector))
    title = Words("Het wiel: protocol en fase", "The wheel: protocol and phase")[lang]
    drawn = drawing(
        "wiel", title, _SHOWS[lang], lang=lang, width=_WIDE, height=height, look="wheel", parts=parts
    )
    return b.Picture(title, _SHOWS[lang], drawn.replace('role="img"', 'role="group"'))


def _says(plan: Any, phase: str) -> bool:
    """Whether a protocol has a chapter or steps of its own in a phase, or in one within it."""
    below = {id for id, one in plan.phases.items() if one.within == phase} | {phase}
    own = any(step.phase in below for step in plan.protocol.steps.values())
    return own or any(id in below for id in plan.protocol.chapters)


def _linked(title: str, to: b.Ref, *inside: str) -> str:
    return tag("a", *inside, href=address(to), aria_label=title)


def _arc(centre: tuple[float, float], inner: float, outer: float, start: float, end: float) -> str:
    """A part of a ring, between two circles and two angles."""

    def at(radius: float, angle: float) -> str:
        return f"{centre[0] + radius * math.cos(angle):.1f} {centre[1] + radius * math.sin(angle):.1f}"

    big = int(end - start > math.pi)
    return (
        f"M{at(inner, start)}L{at(outer, start)}A{outer:g} {outer:g} 0 {big} 1 {at(outer, end)}"
        f"L{at(inner, end)}A{inner:g} {inner:g} 0 {big} 0 {at(inner, start)}Z"
    )


# ---- a pupil's story

STORY_OF = "The story of a pupil"


def _told(shelf: Shelf) -> str | None:
    """The newest protocol that has the worked case that is told."""
    found = [r for r, cases in shelf.cases.items() if any(case.case == STORY for case in cases)]
    return found[-1] if found else None


def story(shelf: Shelf, lang: Lang) -> b.Document | None:
    """The worked case that is told, phase by phase, from the question to what the parents hear."""
    reference = shelf.answer(_told)
    if reference is None:
        return None
    case = next(one for one in shelf.cases[reference] if one.case == STORY)
    first, *rest = case.events
    if getattr(first, "protocol", None) is None:
        first = first.model_copy(update={"protocol": reference})
    opened = Case.open(shelf.plans, first)
    try:
        sections = tuple(_chapters(opened, rest, lang))
    except EventRefused:  # while its rules are changed: there is no story that they do not tell
        return None
    plan = shelf.plans[reference]
    says = Words(
        "Verzonnen. Hoe het loopt in {title}.",
        "Made up, and in the language in which it was written. How it goes in {title}.",
    )
    lead = b.Paragraph(says.fill(lang, {"title": f"{plan.protocol.title} {plan.protocol.version}"}), "lead")
    back = b.Paragraph(b.Link(plan.protocol.title, b.Ref(reference, "protocol")))
    title = case.title if lang == "nl" else STORY_OF  # a case is written in Dutch
    return b.document(title, lang, b.Ref("", "story"), lead, *sections, back)


def _chapters(opened: Case, events: list[Any], lang: Lang) -> Iterator[b.Section]:
    for number, one in enumerate(chapters(opened, events, lang), 1):
        inside: list[b.Block] = [b.Paragraph(b.Marked(one.on, "quiet"))]
        if one.says:
            inside.append(b.Paragraph(one.says))
        for section in one.sections:
            if section.heading == one.title:
                inside += section.blocks
            else:
                inside.append(b.Section(f"{one.id}-{number}-{section.id}", section.heading, section.blocks))
        yield b.Section(f"{number}-{one.id}", f"{number}. {one.title}", tuple(inside))
