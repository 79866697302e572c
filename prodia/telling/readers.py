"""What each audience is told: every outcome, what it does not say and what follows; its rights; whom to ask.

A text that nobody wrote is said to be missing; nothing is taken from another audience. Parents and
pupils find an outcome by the first sentence they heard, since its title is what the team calls it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from prodia.case.expect import came
from prodia.model.events import CaseFile, Decided
from prodia.model.parts import AUDIENCES, Audience, Texts
from prodia.model.plan import Plan
from prodia.model.protocol import Decision, Outcome, Protocol
from prodia.telling import blocks as b
from prodia.telling.letters import letter
from prodia.telling.shelf import Shelf
from prodia.telling.values import SENTENCE, about_minutes, administration, cited, facts_in, heard, section_in
from prodia.words import Lang, Words
from prodia.words.labels import HOLDING, label
from prodia.words.lists import upper

_TITLE = Words("{title}: voor {who}", "{title}: for {who}")
_LEAD = Words(
    "Wat een voorstel betekent, wat er nu gebeurt, wat u mag en aan wie u iets kan vragen.",
    "What a proposal means, what happens now, what you may do and whom you can ask.",
)
_LEAD_OF_PUPIL = Words(
    "Wat we je kunnen vertellen, wat er nu gebeurt, wat je mag en aan wie je iets kan vragen.",
    "What we may tell you, what happens now, what you may do and whom you can ask.",
)
_MISSING = Words("Hiervoor schreef nog niemand een tekst.", "Nobody has written a text for this yet.")
_UNTOLD = Words("Waarover hier nog niets geschreven staat", "What nothing has been written about here yet")
_NOW = Words("Wat gebeurt er nu?", "What happens now?")
_RIGHTS = {True: Words("Wat mag je?", "What may you do?"), False: Words("Wat mag u?", "What may you do?")}
_HEARD = {
    True: Words("Wat kreeg je te horen?", "What were you told?"),
    False: Words("Wat kreeg u te horen?", "What were you told?"),
}
_SAID = Words("Wat er gezegd wordt", "What is said")
_WHOM = Words("Aan wie iets vragen?", "Whom to ask?")
_NO_ADVICE = Words("Geen juridisch advies. ", "No legal advice. ")
_COMES_FROM = {
    "pupil_under_12": Words("Voor volwassenen", "For adults"),
    "pupil_from_12": Words("Waar dit vandaan komt", "Where this comes from"),
}


def _pupil(audience: Audience) -> bool:
    return audience.startswith("pupil")


def _professional(audience: Audience) -> bool:
    return audience in ("team", "school")


def audience_page(shelf: Shelf, plan: Plan, audience: Audience, lang: Lang) -> b.Document:
    """All that one audience is told in a protocol; each outcome can be printed by itself."""
    p, who = plan.protocol, label("audience", audience, lang)
    others = tuple(
        b.Link(upper(label("audience", one, lang)), b.Ref(p.reference, "audience", one))
        for one in AUDIENCES
        if one != audience
    )
    link = letter_link(shelf, plan, lang) if audience == "parents" else ""
    letter_ = b.Paragraph(link) if link else None
    heard_ = _SAID if _professional(audience) else _HEARD[_pupil(audience)]
    found: list[b.Block | None] = [
        b.Strip(others),
        b.Paragraph((_LEAD_OF_PUPIL if _pupil(audience) else _LEAD)[lang], "lead"),
        b.section("outcomes", heard_[lang], _jump(plan, audience), letter_),
        *_decisions(plan, audience, lang),
        _school(shelf, plan, lang) if audience == "school" else None,
        *rights_of(shelf, plan, audience, lang),
    ]
    last = _comes_from(p, audience, lang) if _pupil(audience) else administration(shelf, p, (), lang)
    found += [_untold(plan, audience, lang), last]
    title = _TITLE.fill(lang, {"title": p.title, "who": who})
    return b.document(title, lang, b.Ref(p.reference, "audience", audience), *found, audience=audience)


def _comes_from(p: Protocol, audience: Audience, lang: Lang) -> b.Details:
    """Where what a pupil reads comes from: all else of it stands there."""
    to = b.Link(f"{p.title} {p.version}", b.Ref(p.reference, "protocol"))
    facts = facts_in(lang, ("protocol", "protocol", to))
    return b.Details(_COMES_FROM[audience][lang], (facts,) if facts else ())


def _jump(plan: Plan, audience: Audience) -> b.Facts | None:
    """To each outcome, by decision; what sounds the same once."""
    rows = []
    for id, decision in plan.protocol.decisions.items():
        first: dict[str, str] = {}
        for name, one in decision.outcomes.items():
            first.setdefault(_called(one, audience), name)
        if _told(decision, audience):
            links = (b.Link(called, b.Anchor(f"{id}-{name}")) for called, name in first.items())
            rows.append((decision.title, b.Lines(tuple(links))))
    return b.facts(rows)


def _called(outcome: Outcome, audience: Audience) -> str:
    """What people know an outcome by: its title, or to parents and pupils the first they heard of it."""
    text = outcome.texts.of(audience)
    if text is None or _professional(audience):
        return upper(outcome.title)
    return upper(SENTENCE.split(text, maxsplit=1)[0].removesuffix("."))


def _told(decision: Decision, audience: Audience) -> bool:
    """Whether anything of a decision is for an audience; one of which nothing is stays off its page."""
    return any(one.texts.of(audience) for one in decision.outcomes.values())


def _untold(plan: Plan, audience: Audience, lang: Lang) -> b.Section | None:
    """The decisions of which nobody wrote anything for an audience, named once."""
    names = b.bullets(d.title for d in plan.protocol.decisions.values() if not _told(d, audience))
    return b.section("untold", _UNTOLD[lang], names) if names else None


def _decisions(plan: Plan, audience: Audience, lang: Lang) -> Iterator[b.Section | None]:
    for id, decision in plan.protocol.decisions.items():
        if not _told(decision, audience):
            continue
        outcomes = (
            b.Section(f"{id}-{name}", _called(outcome, audience), tuple(_outcome(outcome, audience, lang)))
            for name, outcome in decision.outcomes.items()
        )
        yield b.section(f"decision-{id}", decision.title, *outcomes)


def _outcome(outcome: Outcome, audience: Audience, lang: Lang) -> Iterator[b.Block]:
    text, limits = outcome.texts.of(audience), _of(outcome.limits, audience)
    if text and not _professional(audience):  # of which the first sentence is the heading
        text = "".join(SENTENCE.split(text, maxsplit=1)[1:])
    elif not text:
        text = _MISSING[lang]
    if said := b.prose(text):
        yield b.Note("info", Words("Wat gezegd wordt", "What is said")[lang], said)
    yield from b.prose(limits)
    follows = b.prose(_of(outcome.follows, audience))
    if follows:
        yield b.Paragraph(_NOW[lang], "strong")
        yield from (b.List(one.items, ordered=True) if isinstance(one, b.List) else one for one in follows)


def _of(texts: Texts | None, audience: Audience) -> str | None:
    return texts.of(audience) if texts is not None else None


def rights_of(shelf: Shelf, plan: Plan, audience: Audience, lang: Lang) -> Iterator[b.Section | None]:
    """What an audience may do, with its sources, and whom it can ask: of this protocol, the general one, or
    else the first on the shelf that says it."""
    others = (shelf.plans[shelf.current(id).reference].protocol for id in shelf.ids())
    every = chain((plan.protocol, plan.parent), others)
    general = next((one for one in every if one is not None and one.rights is not None), None)
    rights = general.rights if general is not None else None
    if rights is not None and rights.texts.of(audience):
        sources = b.Lines(cited(shelf.shared, rights.source, lang).items)
        where = b.Facts(((_NO_ADVICE[lang].strip(), sources),)) if audience != "pupil_under_12" else None
        heading = _RIGHTS[_pupil(audience)][lang]
        yield b.section("rights", heading, *b.prose(rights.texts.of(audience)), where)
    contact = heard(plan, "contact", audience)
    if not contact and general is not None and general.reference in shelf.plans:
        contact = heard(shelf.plans[general.reference], "contact", audience)
    yield b.section("contact", _WHOM[lang], *b.prose(contact))


def _school(shelf: Shelf, plan: Plan, lang: Lang) -> b.Section | None:
    """The steps that somebody of the school takes: what to do, and how long it takes."""
    steps = (
        b.section(
            f"step-{id}",
            step.title,
            b.Paragraph(
                b.joined(filter(None, (plan.roles[step.by].title, about_minutes(step.minutes, lang))), ", ")
            ),
            b.bullets(map(b.authored, step.actions or (step.says,))),
            b.Paragraph(shelf.link(plan, "steps", id)),
        )
        for id, step in plan.steps.items()
        if plan.roles[step.by].side == "school"
    )
    return section_in(lang, "steps", ("Wat de school doet", "What the school does"), *steps)


# ---- an example of a letter

_LETTER = Words("een voorbeeld van een brief aan de ouders", "an example of a letter to the parents")
_EXAMPLE = Words(
    "Zo ziet een brief aan ouders eruit. Alles erin is verzonnen, en komt uit een",
    "This is what a letter to parents looks like. All in it is made up, and comes from a",
)
_WORKED = Words("uitgewerkt voorbeeld", "worked example")


def _letter_case(shelf: Shelf, plan: Plan) -> CaseFile | None:
    """The worked case in which most was decided that is told to parents, and nothing refused."""

    def count(case: CaseFile) -> int:
        decided = {one.decision for one in case.events if isinstance(one, Decided)}
        return sum(_told(one, "parents") for id, one in plan.decisions.items() if id in decided)

    kept = [one for one in shelf.cases.get(plan.reference, ()) if one.expect.refused is None and count(one)]
    return max(kept, key=count, default=None)


def letter_link(shelf: Shelf, plan: Plan, lang: Lang) -> b.Inline:
    """To the example of a letter, where there is one."""
    there = _letter_case(shelf, plan) is not None
    return b.Link(upper(_LETTER[lang]), b.Ref(plan.reference, "letter")) if there else ""


def letter_page(shelf: Shelf, plan: Plan, lang: Lang) -> b.Document | None:
    """What parents get of a worked case, in the words of ``prodia case report``."""
    one = _letter_case(shelf, plan)
    case = came(shelf.plans, one, plan.reference).case if one is not None else None
    if one is None or case is None:
        return None
    told = letter(case.state, "parents", lang)
    source = b.Link(_WORKED[lang], b.Ref(plan.reference, "cases", part=one.case))
    lead = b.Paragraph(b.Line((_EXAMPLE[lang], " ", source, ".")), "lead")
    title = f"{plan.protocol.title}: {_LETTER[lang]}"
    inside = b.Section("letter", told.title, told.blocks)
    last = administration(shelf, plan.protocol, (), lang)
    ref = b.Ref(plan.reference, "letter")
    return b.document(title, lang, ref, lead, inside, last, audience="parents")


_NOT_YET = {
    True: Words("nog niet vrijgegeven", "not released yet"),
    False: Words("nog niet klaar", "not ready yet"),
}


def _which(p: Protocol, audience: Audience, lang: Lang) -> str:
    """The version, for who works with it; and for everyone that it is not released yet."""
    works = _professional(audience)
    version = f" {p.version}" if works else ""
    return version if p.status in HOLDING else f"{version} ({_NOT_YET[works][lang]})"


def readers_page(shelf: Shelf, audience: Audience, lang: Lang) -> b.Document:
    """Where an audience finds its texts: a link to each protocol in its newest version, and its rights."""
    found = shelf.newest()
    links = b.bullets(
        b.Line((b.Link(p.title, b.Ref(p.reference, "audience", audience)), _which(p, audience, lang)))
        for p in (plan.protocol for plan in found.values())
    )
    general = next((plan for plan in found.values() if plan.parent is None), None)
    rest = rights_of(shelf, general, audience, lang) if general is not None else iter(())
    about = Words("Waarover gaat het?", "What is it about?")[lang]
    others = (
        b.Link(upper(label("audience", one, lang)), b.Ref("", "readers", one))
        for one in AUDIENCES
        if one != audience
    )
    lead = b.Paragraph((_LEAD_OF_PUPIL if _pupil(audience) else _LEAD)[lang], "lead")
    title = Words("Voor {who}", "For {who}").fill(lang, {"who": label("audience", audience, lang)})
    ref = b.Ref("", "readers", audience)
    return b.document(
        title,
        lang,
        ref,
        b.Strip(tuple(others)),
        lead,
        b.section("protocols", about, links),
        *rest,
        audience=audience,
    )
