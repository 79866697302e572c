"""What each audience is told: every outcome, what it does not say and what follows; its rights; whom to ask.

A text that nobody wrote is said to be missing; nothing is taken from another audience.
"""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.parts import AUDIENCES, Audience, Texts
from prodia.model.plan import Plan
from prodia.model.protocol import Decision, Outcome, Protocol
from prodia.telling import blocks as b
from prodia.telling.shelf import Shelf
from prodia.telling.values import about_minutes, administration, cited, heard, section_in
from prodia.words import Lang, Words
from prodia.words.labels import label
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
_WHOM = Words("Aan wie iets vragen?", "Whom to ask?")
_NO_ADVICE = Words("Geen juridisch advies. ", "No legal advice. ")


def _pupil(audience: Audience) -> bool:
    return audience.startswith("pupil")


def audience_page(shelf: Shelf, plan: Plan, audience: Audience, lang: Lang) -> b.Document:
    """All that one audience is told in a protocol; each outcome can be printed by itself."""
    p, who = plan.protocol, label("audience", audience, lang)
    others = tuple(
        b.Link(upper(label("audience", one, lang)), b.Ref(p.reference, "audience", one))
        for one in AUDIENCES
        if one != audience
    )
    found: list[b.Block | None] = [
        b.Strip(others),
        b.Paragraph((_LEAD_OF_PUPIL if _pupil(audience) else _LEAD)[lang], "lead"),
        b.section("outcomes", _HEARD[_pupil(audience)][lang], _jump(plan, audience)),
        *_decisions(plan, audience, lang),
        _school(shelf, plan, lang) if audience == "school" else None,
        *rights_of(shelf, plan, audience, lang),
    ]
    warning = p.disclaimer or (plan.parent.disclaimer if plan.parent else None)
    if warning is not None and warning.of(audience):
        found.append(
            b.Note("warning", Words("Ter illustratie", "Illustrative")[lang], b.prose(warning.of(audience)))
        )
    found += [_untold(plan, audience, lang), administration(shelf, p, (), lang)]
    title = _TITLE.fill(lang, {"title": p.title, "who": who})
    return b.document(title, lang, b.Ref(p.reference, "audience", audience), *found, audience=audience)


def _jump(plan: Plan, audience: Audience) -> b.Facts | None:
    """To each outcome, by decision."""
    return b.facts(
        (
            decision.title,
            b.Lines(
                tuple(
                    b.Link(upper(one.title), b.Anchor(f"{id}-{name}"))
                    for name, one in decision.outcomes.items()
                )
            ),
        )
        for id, decision in plan.protocol.decisions.items()
        if _told(decision, audience)
    )


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
            b.section(f"{id}-{name}", upper(outcome.title), *_outcome(outcome, audience, lang))
            for name, outcome in decision.outcomes.items()
        )
        yield b.section(f"decision-{id}", decision.title, *outcomes)


def _outcome(outcome: Outcome, audience: Audience, lang: Lang) -> Iterator[b.Block | None]:
    text, limits = outcome.texts.of(audience), _of(outcome.limits, audience)
    said = b.prose(text) if text else (b.Paragraph(_MISSING[lang]),)
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
    every = map(shelf.current, dict.fromkeys(one.protocol.id for one in shelf.plans.values()))
    above = (plan.protocol, plan.parent, *(one.protocol for one in every))
    general = next((one for one in above if one is not None and one.rights is not None), None)
    rights = general.rights if general is not None else None
    if rights is not None and rights.texts.of(audience):
        sources = b.Lines(cited(shelf.shared, rights.source, lang).items)
        where = b.Facts(((_NO_ADVICE[lang].strip(), sources),))
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


_NOT_YET = Words("nog niet vrijgegeven", "not released yet")


def _which(p: Protocol, audience: Audience, lang: Lang) -> str:
    """The version, for who works with it; and for everyone that it is not released yet."""
    version = f" {p.version}" if audience in ("team", "school") else ""
    return version if p.status in ("released", "deprecated") else f"{version} ({_NOT_YET[lang]})"


def readers_page(shelf: Shelf, audience: Audience, lang: Lang) -> b.Document:
    """Where an audience finds its texts: a link to each protocol in its newest version, and its rights."""
    ids = dict.fromkeys(plan.protocol.id for plan in shelf.plans.values())
    newest = {id: shelf.current(id) for id in ids}
    links = b.bullets(
        b.Line((b.Link(p.title, b.Ref(p.reference, "audience", audience)), _which(p, audience, lang)))
        for p in (plan.protocol for plan in newest.values())
    )
    general = next((plan for plan in newest.values() if plan.parent is None), None)
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
