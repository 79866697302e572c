"""The sections of a case for the team, each one function from a state to a :class:`Section` or None.

The command line tells a case with the same sections, a few at a time.
"""

# These sections see everything. What other audiences get is made in telling.audiences, from nothing but what
# is listed there; no section of this file is ever trimmed for another reader.

from __future__ import annotations

from collections.abc import Sequence

from prodia.case import State
from prodia.case.records import Need
from prodia.language import Missing
from prodia.model.events import Recorded
from prodia.model.parts import Audience
from prodia.model.plan import Plan
from prodia.problems import Problem
from prodia.telling.blocks import (
    Block,
    Cell,
    Facts,
    Inline,
    List,
    Marked,
    Section,
    Table,
    Tone,
    prose,
    section,
)
from prodia.telling.values import facts_in, heads, marked, named_value, role, who
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.numbers import day

MOST = 3  # names in one sentence


def question(state: State, lang: Lang) -> Section | None:
    """What is asked, by whom, on which day, and in which kind of guidance."""
    opened, plan, born = state.history.opened, state.plan, state.history.born
    age = (
        "" if state.age_years is None else f" ({named_value(plan, 'case.age_years', state.age_years, lang)})"
    )
    found = facts_in(
        lang,
        ("vraag", "question", Marked(opened.question, "strong")),
        ("gesteld", "asked", f"{day(opened.on, lang)}, {who(plan, opened.by, opened.person)}"),
        ("vorm", "kind of guidance", label("mode", state.mode, lang)),
        ("leerling", "pupil", opened.pupil),
        ("geboren", "born", day(born, lang) + age if born else ""),
        ("protocol", "protocol", f"{plan.protocol.title} ({plan.reference})"),
    )
    return section("question", Words("De vraag", "The question")[lang], found)


def consent(state: State, lang: Lang) -> Section | None:
    """Who must consent, why, and what each person said."""
    if state.consent.status == "not needed" and state.mode == "consultative":
        return None
    plan = state.plan
    rows: list[tuple[str, Cell]] = []
    if (one := state.competence) is not None:
        judged = label("competence", "competent" if one.competent else "not_competent", lang)
        text = f"{judged}: {one.reason} ({who(plan, one.by, one.person)}, {day(one.on, lang)})"
        rows.append((Words("bekwaamheid", "competence")[lang], Marked(text, "person")))
    for record in state.history.consents.values():
        text = f"{label('truth', record.given, lang)}, {day(record.on, lang)}: {record.basis}"
        if record.withdrawn:
            text += f" ({label('event', 'withdrawn', lang)}: {day(record.withdrawn, lang)})"
        rows.append((role(plan, record.role), Marked(text, "good" if record.given else "bad")))
    rows.append((Words("stand", "status")[lang], consent_status(state, lang)))
    return section("consent", Words("Toestemming", "Consent")[lang], Facts(tuple(rows)))


_TONES: dict[str, Tone] = {
    "given": "good",
    "not needed": "good",
    "refused": "bad",
    "withdrawn": "bad",
}


def consent_status(state: State, lang: Lang) -> Marked:
    now = state.consent
    text = LABELS["consent"][now.status].fill(lang, {"role": role(state.plan, now.role or "")})
    return Marked(text, _TONES.get(now.status, "open"))


def hypotheses(state: State, lang: Lang) -> Section | None:
    """What the research must settle, the if-then note of each, and what came of it."""
    blocks = (
        facts_in(
            lang,
            ("hypothese", "hypothesis", Marked(state.plan.hypotheses[id].title, "strong")),
            ("vraag", "question", state.plan.hypotheses[id].question),
            ("als ze klopt", "if it holds", one.raised.if_so),
            ("als ze niet klopt", "if it does not", one.raised.if_not),
            ("stand", "status", marked("hypothesis", one.result, lang)),
        )
        for id, one in state.hypotheses.items()
    )
    return section("hypotheses", label("things", "hypotheses", lang), *blocks)


def answers(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """What is known: question, answer, from whom, on which day, and how it was measured."""
    columns = heads(lang, ("vraag", "question"), ("antwoord", "answer"), ("van", "from"), ("hoe", "how"))
    rows: list[tuple[Cell, ...]] = []
    for name, reply in state.answers.items():
        if only is not None and name not in only:
            continue
        field = state.plan.fields.get(name)
        shown = named_value(state.plan, name, Missing(reply.missing) if reply.missing else reply.value, lang)
        how = [f"{Words('gemeten', 'measured')[lang]} {day(reply.measured, lang)}"] if reply.measured else []
        how += [f"{Words('normen', 'norms')[lang]}: {reply.norms}"] if reply.norms else []
        instrument = state.plan.shared.instruments.get(field.instrument or "") if field else None
        how += [instrument.title] if instrument else []
        how += [z.zone for z in state.scores[name].zones if z.zone] if name in state.scores else []
        asked = field.ask if field else name
        rows.append((asked, shown, who(state.plan, reply.by, reply.person), "; ".join(how)))
    table = Table(columns, tuple(rows)) if rows else None
    return section("answers", Words("Wat we weten", "What is known")[lang], table)


def course(plan: Plan, events: Sequence[Recorded], lang: Lang) -> Section | None:
    """What happened besides answers and decisions: pauses, sharing, moves, closing."""
    rows = tuple((label("event", getattr(one, "kind", ""), lang), _event(plan, one, lang)) for one in events)
    return section("course", Words("Het verloop", "The course")[lang], Facts(rows) if rows else None)


def _event(plan: Plan, event: Recorded, lang: Lang) -> str:
    """Who, on which day, and what an event says: the title of what an id names, or the words themselves."""
    said = [getattr(event, k, None) for k in ("waiting_for", "what", "phase", "to", "with_", "reason")]
    audience = getattr(event, "audience", None)
    told = [label("audience", audience, lang)] if audience else []
    told += [plan.phases[s].title if s in plan.phases else plan.labels.get(s, s) for s in said if s]
    return f"{day(event.on, lang)}, {who(plan, event.by, event.person)}: {'; '.join(told)}"


# ---- what is needed


def reason(plan: Plan, why: Problem, lang: Lang) -> str:
    """Why something is asked or not, with the words of the protocol in the place of its ids."""
    told = {
        k: _titles(plan, v) if k in ("name", "names", "step", "phase", "role", "roles") else v
        for k, v in why.values(lang).items()
    }
    if told.get("word") in LABELS["verdict"]:
        told["word"] = label("verdict", told["word"], lang)
    return Problem(why.kind, None, **told).message(lang)


def _titles(plan: Plan, ids: str) -> str:
    every = [f"«{t}»" if t.endswith("?") else t for id in ids.split(", ") if (t := _title(plan, id))]
    return ", ".join(every[:MOST]) + (" ..." if len(every) > MOST else "")


def _title(plan: Plan, id: str) -> str:
    for group in (plan.decisions, plan.steps, plan.phases, plan.hypotheses, plan.roles):
        if id in group:
            return group[id].title
    return plan.labels.get(id, id)


def need_kind(need: Need, lang: Lang) -> str:
    return label("need", need.kind, lang)


def need_title(plan: Plan, need: Need, lang: Lang) -> str:
    """What a need is about, in the words of the protocol."""
    match need.kind:
        case "answer":
            return plan.fields[need.id].ask
        case "judge":
            return plan.criteria[need.id].says
        case "decide":
            return plan.decisions[need.id].title
        case "share":
            return label("audience", need.id, lang)
        case "hypothesis":
            return plan.steps[need.step].title if need.step and need.step in plan.steps else ""
        case "consent":
            return role(plan, need.id)
    return ""


def needs(state: State, lang: Lang) -> Section | None:
    """What is open: what, of whom, and why it is asked. And what is not asked, with the reason."""
    plan = state.plan
    rows = tuple(
        (
            f"{need_kind(n, lang)}: {need_title(plan, n, lang)}".rstrip(": "),
            ", ".join(role(plan, r) for r in n.of),
            reason(plan, n.why, lang),
        )
        for n in state.needs
    )
    columns = heads(lang, ("wat", "what"), ("van wie", "from whom"), ("waarom", "why"))
    not_asked = Words("niet gevraagd", "not asked")[lang]
    items: tuple[Inline, ...] = tuple(
        Marked(f"{not_asked}: {plan.fields[n.field].ask} {reason(plan, n.why, lang)}", "quiet")
        for n in state.not_needed
        if n.field in plan.fields
    )
    found: list[Block | None] = [Table(columns, rows) if rows else None, List(items) if items else None]
    return section("needs", Words("Wat nog nodig is", "What is still needed")[lang], *found)


# ---- about the telling itself


def versions(state: State, lang: Lang) -> Section | None:
    """What would be needed to come to the same again: protocol, digest, general protocol, norms."""
    plan = state.plan
    found = facts_in(
        lang,
        ("protocol", "protocol", f"{plan.reference} ({label('status', plan.protocol.status, lang)})"),
        ("digest", "digest", plan.digest),
        ("vult aan", "supplements", plan.parent.reference if plan.parent else ""),
        ("normen", "norms", "; ".join(sorted({r.norms for r in state.answers.values() if r.norms}))),
    )
    return section("versions", Words("Versies", "Versions")[lang], found)


def disclaimer(plan: Plan, audience: Audience, lang: Lang) -> Section | None:
    """The warning in the words of this audience: of the protocol, else of the general one."""
    every = (one.disclaimer.of(audience) for one in (plan.protocol, plan.parent) if one and one.disclaimer)
    text = next((text for text in every if text), None)
    return section("disclaimer", Words("Ter informatie", "Please note")[lang], *prose(text, "quiet"))
