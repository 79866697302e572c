"""What a reader outside the team gets: an allow-list, built up from nothing.

In it is only what an author listed for this audience: answers to fields that name the
audience, and texts written for it; and whether sharing with it was recorded. Names, reasons,
consent, rules, verdicts and free words of professionals are not. Where a text for this
audience is missing, the report says so; no other text takes its place.
"""

# Never build this by removing from the team's report: what is added there later would leak.

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.language import Missing
from prodia.model.parts import Audience
from prodia.problems import Lang, Two
from prodia.report.parts import disclaimer, section
from prodia.report.shape import Block, Bullets, Grid, Paragraph, Section
from prodia.report.values import day, named_value, role
from prodia.report.words import word

if TYPE_CHECKING:
    from prodia.case import State

MISSING = Two(
    "Voor deze lezer is hier nog geen tekst geschreven ({what}).",
    "No text has been written here for this reader yet ({what}).",
)
_SIDE = {"parents": "family", "school": "school", "pupil_under_12": "pupil", "pupil_from_12": "pupil"}


def sections(state: State, audience: Audience, lang: Lang) -> tuple[Section, ...]:
    """The sections for one audience that is not the team."""
    made = (
        disclaimer(state.plan, audience, lang),
        _done(state, audience, lang),
        _decided(state, audience, lang),
        _found(state, audience, lang),
        _known(state, audience, lang),
        _asked(state, audience, lang),
        sharing(state, audience, lang),
        _version(state, lang),
    )
    return tuple(s for s in made if s is not None)


def _done(state: State, audience: Audience, lang: Lang) -> Section | None:
    """The steps done, in the words written for this audience."""
    steps = [state.plan.steps[id] for id, step in state.steps.items() if step.status == "done"]
    told = [t for s in steps if s.texts is not None and (t := s.texts.of(audience))]
    bullets = Bullets(tuple(told)) if told else None
    return section("done", Two("Wat we samen deden", "What we did together"), lang, bullets)


def _known(state: State, audience: Audience, lang: Lang) -> Section | None:
    """The answers this audience may read."""
    rows = []
    for name, reply in state.answers.items():
        field = state.plan.fields[name]
        if audience in field.audience:
            raw = Missing(reply.missing) if reply.missing else reply.value
            rows.append((field.ask, named_value(state.plan, name, raw, lang), role(state.plan, field.from_)))
    columns = (Two("vraag", "question")[lang], Two("antwoord", "answer")[lang], Two("van", "from")[lang])
    grid = Grid(columns, tuple(rows)) if rows else None
    return section("answers", Two("Wat we weten", "What we know"), lang, grid)


def _found(state: State, audience: Audience, lang: Lang) -> Section | None:
    """Criteria that speak to this audience, where it may read everything they rest on."""
    blocks: list[Block] = []
    for name, criterion in state.plan.criteria.items():
        text = criterion.texts.of(audience) if criterion.texts else None
        reads = state.plan.reads(name)
        seen = all(audience in state.plan.fields[f].audience for f in reads)
        verdict = state.verdicts[name].word
        if text and seen and verdict != "not assessable":
            blocks.append(Paragraph(f"{text} ({word('verdict', verdict, lang)})"))
    return section("found", Two("Wat we vonden", "What we found"), lang, *blocks)


def _decided(state: State, audience: Audience, lang: Lang) -> Section | None:
    """What people decided, in the words written for this audience. Proposals stay with the team.

    A decision that has words for this audience in none of its outcomes is not meant for it.
    """
    consent = state.plan.consent.decision if state.plan.consent else None
    blocks: list[Block] = []
    for id, one in state.decided.items():
        if id == consent:
            continue
        decision = state.plan.decisions[id]
        outcome = decision.outcomes.get(one.outcome)
        text = outcome.texts.of(audience) if outcome else None
        if text:
            blocks.append(Paragraph(text))
            by = Two("Besloten door {who} op {day}.", "Decided by {who} on {day}.")
            words = {"who": role(state.plan, one.by), "day": day(one.on, lang)}
            blocks.append(Paragraph(by.fill(lang, words), "quiet"))
        elif any(o.texts.of(audience) for o in decision.outcomes.values()):
            blocks.append(Paragraph(MISSING.fill(lang, {"what": decision.title}), "open"))
    return section("decisions", Two("Wat er besloten is", "What was decided"), lang, *blocks)


def _asked(state: State, audience: Audience, lang: Lang) -> Section | None:
    """What is still asked of this audience."""
    asked = [
        state.plan.fields[n.id].ask
        for n in state.needs
        if n.kind == "answer"
        and audience in state.plan.fields[n.id].audience
        and any(state.plan.roles[r].side == _SIDE[audience] for r in n.of if r in state.plan.roles)
    ]
    bullets = Bullets(tuple(asked)) if asked else None
    return section("asked", Two("Wat we nog vragen", "What we still ask"), lang, bullets)


def sharing(state: State, audience: Audience, lang: Lang) -> Section | None:
    """Who decides on sharing, and whether it was recorded. Not how the pupil was judged: that stays inside.

    For the team, for a pupil, and where no pupil is named there is nothing to say.
    """
    side = _SIDE.get(audience)
    if side in (None, "pupil") or state.mode == "consultative":
        return None
    who = {"who": word("audience", audience, lang)}
    days = [day(one.on, lang) for one in state.shared if one.audience == audience]
    said = (
        Two("Vastgelegd als gedeeld met {who} op {days}.", "Recorded as shared with {who} on {days}.")
        if days
        else Two(
            "Er is niet vastgelegd dat dit met {who} gedeeld is.",
            "It is not recorded that this was shared with {who}.",
        )
    )
    decides = Two(
        "Een bekwame leerling beslist zelf wat met {who} gedeeld wordt.",
        "A competent pupil decides what is shared with {who}.",
    )
    blocks = [Paragraph(decides.fill(lang, who))] if side == "family" else []
    blocks.append(Paragraph(said.fill(lang, {**who, "days": ", ".join(days)}), "plain" if days else "open"))
    return section("sharing", Two("Delen", "Sharing"), lang, *blocks)


def _version(state: State, lang: Lang) -> Section | None:
    text = Two(
        "Gemaakt op {day} met {title}, versie {version}.", "Made on {day} with {title}, version {version}."
    )
    protocol = state.plan.protocol
    words = {"day": day(state.day, lang), "title": protocol.title, "version": protocol.version}
    heading = Two("Over dit verslag", "About this report")
    return section("versions", heading, lang, Paragraph(text.fill(lang, words), "quiet"))
