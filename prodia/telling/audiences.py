"""A case told to an audience: the team gets everything, others what is meant for them.

Outside the team an allow-list is built up from nothing. In it is only what an author listed for this
audience: answers to fields that name the audience, and texts written for it; and whether sharing with it was
recorded. Names, reasons, consent, rules, verdicts and free words of professionals are not. Where a text for
this audience is missing, the report says so; no other text takes its place.
"""

# Never build it by removing from the team's report: what is added there later would leak.

from __future__ import annotations

from prodia.case import State
from prodia.language import Missing
from prodia.model.parts import Audience
from prodia.telling import case, outcomes
from prodia.telling.blocks import (
    Block,
    Document,
    Line,
    List,
    Paragraph,
    Section,
    Table,
    authored,
    prose,
    section,
)
from prodia.telling.case import disclaimer
from prodia.telling.values import heads, marked, named_value, role
from prodia.telling.why import explanations
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.numbers import day

__all__ = ["report"]

MISSING = Words(
    "Voor deze lezer is hier nog geen tekst geschreven ({what}).",
    "No text has been written here for this reader yet ({what}).",
)
_SIDE = {"parents": "family", "school": "school", "pupil_under_12": "pupil", "pupil_from_12": "pupil"}


def report(state: State, audience: Audience = "team", lang: Lang | None = None) -> Document:
    """What may be told of a case to ``audience``.

    ``lang`` is the language of the library's own words; those of the protocol come in the language of
    ``state.plan`` (which is the default).
    """
    spoken: Lang = lang or ("en" if state.plan.lang == "en" else "nl")
    title = _TITLE.fill(spoken, {"who": label("audience", audience, spoken)})
    made = _team(state, spoken) if audience == "team" else _outside(state, audience, spoken)
    return Document(title, spoken, tuple(one for one in made if one is not None), audience=audience)


_TITLE = Words("Verslag voor {who}", "Report for {who}")


def _team(state: State, lang: Lang) -> tuple[Section | None, ...]:
    return (
        case.question(state, lang),
        case.consent(state, lang),
        case.hypotheses(state, lang),
        case.answers(state, lang),
        outcomes.verdicts(state, lang),
        outcomes.proposals(state, lang),
        explanations(state, lang),
        outcomes.decisions(state, lang),
        case.needs(state, lang),
        case.versions(state, lang),
        disclaimer(state.plan, "team", lang),
    )


def _outside(state: State, audience: Audience, lang: Lang) -> tuple[Section | None, ...]:
    """The sections for one audience that is not the team."""
    return (
        disclaimer(state.plan, audience, lang),
        _done(state, audience, lang),
        _decided(state, audience, lang),
        _found(state, audience, lang),
        _known(state, audience, lang),
        _asked(state, audience, lang),
        sharing(state, audience, lang),
        _version(state, lang),
    )


def _done(state: State, audience: Audience, lang: Lang) -> Section | None:
    """The steps done, in the words written for this audience."""
    steps = [state.plan.steps[id] for id, step in state.steps.items() if step.status == "done"]
    told = tuple(authored(t) for s in steps if s.texts is not None and (t := s.texts.of(audience)))
    bullets = List(told) if told else None
    return section("done", Words("Wat we samen deden", "What we did together")[lang], bullets)


def _known(state: State, audience: Audience, lang: Lang) -> Section | None:
    """The answers this audience may read."""
    rows = []
    for name, reply in state.answers.items():
        field = state.plan.fields[name]
        if audience in field.audience:
            raw = Missing(reply.missing) if reply.missing else reply.value
            rows.append((field.ask, named_value(state.plan, name, raw, lang), role(state.plan, field.from_)))
    columns = heads(lang, ("vraag", "question"), ("antwoord", "answer"), ("van", "from"))
    grid = Table(columns, tuple(rows)) if rows else None
    return section("answers", Words("Wat we weten", "What we know")[lang], grid)


def _found(state: State, audience: Audience, lang: Lang) -> Section | None:
    """Criteria that speak to this audience, where it may read everything they rest on."""
    blocks: list[Block] = []
    for name, criterion in state.plan.criteria.items():
        text = criterion.texts.of(audience) if criterion.texts else None
        reads = state.plan.reads(name)
        seen = all(audience in state.plan.fields[f].audience for f in reads)
        verdict = state.verdicts[name].word
        if text and seen and verdict != "not assessable":
            blocks.append(Paragraph(Line((authored(text), " (", marked("verdict", verdict, lang), ")"))))
    return section("found", Words("Wat we vonden", "What we found")[lang], *blocks)


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
            blocks += prose(text)
            by = Words("Besloten door {who} op {day}.", "Decided by {who} on {day}.")
            words = {"who": role(state.plan, one.by), "day": day(one.on, lang)}
            blocks.append(Paragraph(by.fill(lang, words), "quiet"))
        elif any(o.texts.of(audience) for o in decision.outcomes.values()):
            blocks.append(Paragraph(MISSING.fill(lang, {"what": decision.title}), "open"))
    return section("decisions", Words("Wat er besloten is", "What was decided")[lang], *blocks)


def _asked(state: State, audience: Audience, lang: Lang) -> Section | None:
    """What is still asked of this audience."""
    asked = [
        state.plan.fields[n.id].ask
        for n in state.needs
        if n.kind == "answer"
        and audience in state.plan.fields[n.id].audience
        and any(state.plan.roles[r].side == _SIDE[audience] for r in n.of if r in state.plan.roles)
    ]
    bullets = List(tuple(asked)) if asked else None
    return section("asked", Words("Wat we nog vragen", "What we still ask")[lang], bullets)


def sharing(state: State, audience: Audience, lang: Lang) -> Section | None:
    """Who decides on sharing, and whether it was recorded. Not how the pupil was judged: that stays inside.

    For the team, for a pupil, and where no pupil is named there is nothing to say.
    """
    side = _SIDE.get(audience)
    if side in (None, "pupil") or state.mode == "consultative":
        return None
    who = {"who": label("audience", audience, lang)}
    days = [day(one.on, lang) for one in state.shared if one.audience == audience]
    said = (
        Words("Vastgelegd als gedeeld met {who} op {days}.", "Recorded as shared with {who} on {days}.")
        if days
        else Words(
            "Er is niet vastgelegd dat dit met {who} gedeeld is.",
            "It is not recorded that this was shared with {who}.",
        )
    )
    decides = Words(
        "Een bekwame leerling beslist zelf wat met {who} gedeeld wordt.",
        "A competent pupil decides what is shared with {who}.",
    )
    blocks = [Paragraph(decides.fill(lang, who))] if side == "family" else []
    blocks.append(Paragraph(said.fill(lang, {**who, "days": ", ".join(days)}), "plain" if days else "open"))
    return section("sharing", Words("Delen", "Sharing")[lang], *blocks)


def _version(state: State, lang: Lang) -> Section | None:
    text = Words(
        "Gemaakt op {day} met {title}, versie {version}.", "Made on {day} with {title}, version {version}."
    )
    protocol = state.plan.protocol
    words = {"day": day(state.day, lang), "title": protocol.title, "version": protocol.version}
    heading = Words("Over dit verslag", "About this report")
    return section("versions", heading[lang], Paragraph(text.fill(lang, words), "quiet"))
