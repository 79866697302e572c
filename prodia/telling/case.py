"""The sections of a telling for the team, each one function from a state to a :class:`Section` or None.

The command line tells a case with the same sections, a few at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

from prodia.case import Need, State
from prodia.language import Missing
from prodia.model.events import Recorded
from prodia.model.plan import Plan
from prodia.problems import Problem
from prodia.telling.blocks import Block, Cell, Facts, List, Marked, Paragraph, Section, Table
from prodia.telling.values import marked, named_value, role, who
from prodia.words import Lang, Words
from prodia.words.dates import day
from prodia.words.labels import LABELS, label

# These sections see everything. What other audiences get is made in report.audience, from
# nothing but what is listed there; no section of this file is ever trimmed for another reader.


MOST = 3  # names in one sentence


def section(id: str, heading: Words, lang: Lang, *blocks: Block | None) -> Section | None:
    """A section of the blocks there are, or None without any."""
    kept = tuple(b for b in blocks if b is not None)
    return Section(id, heading[lang], kept) if kept else None


def question(state: State, lang: Lang) -> Section | None:
    """What is asked, by whom, on which day, and in which kind of guidance."""
    opened, plan = state.history.opened, state.plan
    rows: list[tuple[str, Cell]] = [
        (Words("vraag", "question")[lang], Marked(opened.question, "strong")),
        (Words("gesteld", "asked")[lang], f"{day(opened.on, lang)}, {who(plan, opened.by, opened.person)}"),
        (Words("vorm", "kind of guidance")[lang], label("mode", state.mode, lang)),
    ]
    if opened.pupil:
        rows.append((Words("leerling", "pupil")[lang], opened.pupil))
    if state.history.born:
        age = state.age_years
        years = f" ({named_value(plan, 'case.age_years', age, lang)})" if age is not None else ""
        rows.append((Words("geboren", "born")[lang], day(state.history.born, lang) + years))
    rows.append((Words("protocol", "protocol")[lang], f"{plan.protocol.title} ({plan.reference})"))
    return section("question", Words("De vraag", "The question"), lang, Facts(tuple(rows)))


def consent(state: State, lang: Lang) -> Section | None:
    """Who must consent, why, and what each person said."""
    plan, now = state.plan, state.consent
    rows: list[tuple[str, Cell]] = []
    if state.competence is not None:
        one = state.competence
        said = Words("bekwaam", "competent") if one.competent else Words("niet bekwaam", "not competent")
        text = f"{said[lang]}: {one.reason} ({who(plan, one.by, one.person)}, {day(one.on, lang)})"
        rows.append((Words("bekwaamheid", "competence")[lang], Marked(text, "person")))
    for record in state.history.consents.values():
        yes = Words("ja", "yes") if record.given else Words("nee", "no")
        text = f"{yes[lang]}, {day(record.on, lang)}: {record.basis}"
        if record.withdrawn:
            text += f" ({label('event', 'withdrawn', lang)}: {day(record.withdrawn, lang)})"
        rows.append((role(plan, record.role), Marked(text, "good" if record.given else "bad")))
    rows.append((Words("stand", "status")[lang], consent_status(state, lang)))
    if now.status == "not needed" and state.mode == "consultative":
        return None
    return section("consent", Words("Toestemming", "Consent"), lang, Facts(tuple(rows)))


_CONSENT = {
    "not needed": Words("niemand hoeft in te stemmen", "nobody needs to consent"),
    "given": Words("toestemming gegeven door: {role}", "consent given by: {role}"),
    "missing": Words("nog te vragen aan: {role}", "still to be asked of: {role}"),
    "refused": Words("geen toestemming van: {role}", "no consent of: {role}"),
    "withdrawn": Words("toestemming ingetrokken door: {role}", "consent withdrawn by: {role}"),
    "judge first": Words(
        "een mens oordeelt eerst over de bekwaamheid van de leerling",
        "a person first judges the competence of the pupil",
    ),
    "undetermined": Words("wie moet instemmen is nog niet te zeggen", "who must consent can not be told yet"),
}


_CONSENT_TONE = {"given": "good", "not needed": "good", "refused": "bad", "withdrawn": "bad"}


def consent_status(state: State, lang: Lang) -> Marked:
    now = state.consent
    text = _CONSENT[now.status].fill(lang, {"role": role(state.plan, now.role or "")})
    return Marked(text, _CONSENT_TONE.get(now.status, "open"))  # type: ignore[arg-type]


def hypotheses(state: State, lang: Lang) -> Section | None:
    """What the research must settle, the if-then note of each, and what came of it."""
    blocks: list[Block] = []
    for id, one in state.hypotheses.items():
        told = state.plan.hypotheses[id]
        rows: list[tuple[str, Cell]] = [
            (Words("hypothese", "hypothesis")[lang], Marked(told.title, "strong")),
            (Words("vraag", "question")[lang], told.question),
            (Words("als ze klopt", "if it holds")[lang], one.raised.if_so),
            (Words("als ze niet klopt", "if it does not")[lang], one.raised.if_not),
            (Words("stand", "status")[lang], marked("hypothesis", one.result, lang)),
        ]
        blocks.append(Facts(tuple(rows)))
    return section("hypotheses", Words("Hypothesen", "Hypotheses"), lang, *blocks)


def answers(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """What is known: question, answer, from whom, on which day, and how it was measured."""
    columns = (
        Words("vraag", "question")[lang],
        Words("antwoord", "answer")[lang],
        Words("van", "from")[lang],
        Words("hoe", "how")[lang],
    )
    rows = []
    for name, reply in state.answers.items():
        if only is not None and name not in only:
            continue
        field = state.plan.fields.get(name)
        raw = Missing(reply.missing) if reply.missing else reply.value
        shown = named_value(state.plan, name, raw, lang)
        how = [f"{Words('gemeten', 'measured')[lang]} {day(reply.measured, lang)}"] if reply.measured else []
        how += [f"{Words('normen', 'norms')[lang]}: {reply.norms}"] if reply.norms else []
        instrument = state.plan.shared.instruments.get(field.instrument or "") if field else None
        how += [instrument.title] if instrument else []
        how += [z.zone for z in state.scores[name].zones if z.zone] if name in state.scores else []
        label = field.ask if field else name
        rows.append((label, shown, who(state.plan, reply.by, reply.person), "; ".join(how)))
    grid = Table(columns, tuple(rows)) if rows else None
    return section("answers", Words("Wat we weten", "What is known"), lang, grid)


def course(plan: Plan, events: Sequence[Recorded], lang: Lang) -> Section | None:
    """What happened besides answers and decisions: pauses, sharing, moves, closing."""
    rows = []
    for event in events:
        said = [getattr(event, k, None) for k in ("waiting_for", "what", "phase", "to", "with_", "reason")]
        audience = getattr(event, "audience", None)
        told = ([label("audience", audience, lang)] if audience else []) + [
            _named(plan, s) for s in said if s
        ]
        kind = getattr(event, "kind", "")
        rows.append(
            (
                label("event", kind, lang),
                f"{day(event.on, lang)}, {who(plan, event.by, event.person)}: " + "; ".join(told),
            )
        )
    return section("course", Words("Het verloop", "The course"), lang, Facts(tuple(rows)) if rows else None)


def _named(plan: Plan, said: str) -> str:
    """The title of what an id names, or the words themselves."""
    return plan.phases[said].title if said in plan.phases else plan.labels.get(said, said)


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


_NEEDS = {
    "consent": Words("toestemming vragen", "ask consent"),
    "competence": Words("bekwaamheid beoordelen", "judge competence"),
    "answer": Words("vragen", "ask"),
    "hypothesis": Words("hypothesen kiezen", "choose hypotheses"),
    "judge": Words("oordelen", "judge"),
    "decide": Words("beslissen", "decide"),
    "share": Words("bespreken en delen", "discuss and share"),
    "resume": Words("hervatten", "resume"),
}


def need_kind(need: Need, lang: Lang) -> str:
    return _NEEDS[need.kind][lang]


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
    columns = (Words("wat", "what")[lang], Words("van wie", "of whom")[lang], Words("waarom", "why")[lang])
    rows = tuple(
        (
            f"{need_kind(n, lang)}: {need_title(state.plan, n, lang)}".rstrip(": "),
            ", ".join(role(state.plan, r) for r in n.of),
            reason(state.plan, n.why, lang),
        )
        for n in state.needs
    )
    grid = Table(columns, rows) if rows else None
    return section(
        "needs", Words("Wat nog nodig is", "What is still needed"), lang, grid, _not_needed(state, lang)
    )


def _not_needed(state: State, lang: Lang) -> List | None:
    lead = Words("niet gevraagd", "not asked")[lang]
    items: list[Cell] = [
        Marked(f"{lead}: {state.plan.fields[n.field].ask} {reason(state.plan, n.why, lang)}", "quiet")
        for n in state.not_needed
        if n.field in state.plan.fields
    ]
    return List(tuple(items)) if items else None


def versions(state: State, lang: Lang) -> Section | None:
    """What would be needed to come to the same again: protocol, digest, general protocol, norms."""
    plan = state.plan
    rows: list[tuple[str, Cell]] = [
        (
            Words("protocol", "protocol")[lang],
            f"{plan.reference} ({label('status', plan.protocol.status, lang)})",
        ),
        (Words("digest", "digest")[lang], plan.digest),
    ]
    if plan.parent is not None:
        rows.append((Words("vult aan", "supplements")[lang], plan.parent.reference))
    norms = sorted({r.norms for r in state.answers.values() if r.norms})
    rows += [(Words("normen", "norms")[lang], "; ".join(norms))] if norms else []
    return section("versions", Words("Versies", "Versions"), lang, Facts(tuple(rows)))


def disclaimer(plan: Plan, audience: str, lang: Lang) -> Section | None:
    """The warning in the words of this audience: of the protocol, else of the general one."""
    for protocol in (plan.protocol, plan.parent):
        if protocol is not None and protocol.disclaimer is not None:
            text = protocol.disclaimer.of(audience)  # type: ignore[arg-type]
            if text:
                return section(
                    "disclaimer", Words("Ter informatie", "Please note"), lang, Paragraph(text, "quiet")
                )
    return None
