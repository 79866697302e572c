"""A case told: section by section for the team, and as a letter for each audience."""

# The sections of the team see everything. What others get is a letter (prodia.telling.letters), made from
# nothing but what is listed there; never by trimming a section of the team: what is added to that later would
# leak.

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prodia.case import State
from prodia.case.records import HypothesisState, Need
from prodia.errors import checked
from prodia.language import Missing, Value
from prodia.model.events import Recorded
from prodia.model.parts import Audience
from prodia.model.plan import Plan
from prodia.model.protocol import NAMELESS
from prodia.telling import blocks as b
from prodia.telling import outcomes, values
from prodia.telling.administered import flagged, records
from prodia.telling.letters import letter
from prodia.telling.outcomes import explanations
from prodia.telling.rules import outcome_title
from prodia.telling.values import who
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.numbers import day


def question(state: State, lang: Lang) -> b.Section | None:
    """What is asked, by whom, on which day, and in which kind of guidance."""
    opened, plan, born = state.history.opened, state.plan, state.history.born
    years = state.age_years
    age = "" if years is None else f" ({values.named_value(plan, 'case.age_years', years, lang)})"
    found = values.facts_in(
        lang,
        ("vraag", "question", b.Marked(opened.question, "strong")),
        ("gesteld", "asked", f"{day(opened.on, lang)}, {who(plan, opened.by, opened.person)}"),
        ("vorm", "kind of guidance", label("mode", state.mode, lang)),
        ("leerling", "pupil", opened.pupil),
        ("geboren", "born", day(born, lang) + age if born else ""),
        ("protocol", "protocol", f"{plan.protocol.title} ({plan.reference})"),
    )
    return values.section_in(lang, "question", ("De vraag", "The question"), found)


def contradictions(state: State, lang: Lang) -> b.Section | None:
    """Answers that contradict each other: what the protocol says of it, and which. None of them is read."""
    columns = values.heads(lang, "wat|antwoorden", "what|answers")
    rows = (
        (b.Marked(one.message, "bad"), "; ".join(state.plan.labels.get(n, n) for n in one.answers))
        for one in state.contradictions
    )
    uncounted = Words(
        "Geen van deze antwoorden telt mee tot er een verbeterd is.",
        "None of these answers counts until one is corrected.",
    )
    table = b.table(columns, rows)
    said = b.Paragraph(uncounted[lang], "open") if table is not None else None
    heading = ("Antwoorden die elkaar tegenspreken", "Answers that contradict each other")
    return values.section_in(lang, "contradictions", heading, table, said)


def warnings(state: State, lang: Lang) -> b.Section | None:
    """What is not in force on this day: the version, and what in it has other dates; and why it is used."""
    items: list[b.Inline] = [b.Marked(values.reason(state.plan, one, lang), "open") for one in state.warnings]
    if state.history.anyway is not None:
        items.append(b.Marked(ANYWAY.fill(lang, {"why": state.history.anyway}), "person"))
    return b.section("warnings", IN_FORCE[lang], b.bullets(items))


IN_FORCE = Words("Van kracht of niet", "In force or not")
ANYWAY = Words("toch deze versie, want: {why}", "this version anyway, because: {why}")


def consent(state: State, lang: Lang) -> b.Section | None:
    """Who must consent, why, and what each person said."""
    if state.consent.status == "not needed" and state.mode in NAMELESS:
        return None
    plan = state.plan
    rows: list[tuple[str, b.Cell]] = []
    if (one := state.competence) is not None:
        judged = label("competence", "competent" if one.competent else "not_competent", lang)
        text = f"{judged}: {one.reason} ({who(plan, one.by, one.person)}, {day(one.on, lang)})"
        rows.append((Words("bekwaamheid", "competence")[lang], b.Marked(text, "person")))
    for record in state.history.consents.values():
        text = f"{label('truth', record.given, lang)}, {day(record.on, lang)}: {record.basis}"
        if record.withdrawn:
            text += f" ({label('event', 'withdrawn', lang)}: {day(record.withdrawn, lang)})"
        rows.append((values.role(plan, record.role), b.Marked(text, "good" if record.given else "bad")))
    rows.append((Words("stand", "status")[lang], consent_status(state, lang)))
    return values.section_in(lang, "consent", ("Toestemming", "Consent"), b.Facts(tuple(rows)))


_TONES: dict[str, b.Tone] = {"given": "good", "not needed": "good", "refused": "bad", "withdrawn": "bad"}


def consent_status(state: State, lang: Lang) -> b.Marked:
    now = state.consent
    text = LABELS["consent"][now.status].fill(lang, {"role": values.role(state.plan, now.role or "")})
    return b.Marked(text, _TONES.get(now.status, "open"))


def _title(plan: Plan, id: str, one: HypothesisState) -> str:
    """What a hypothesis is called, by the protocol or by who raised one of their own."""
    return one.raised.title or plan.hypotheses[id].title


def hypotheses(state: State, lang: Lang) -> b.Section | None:
    """What the research must settle, the if-then note of each, and what came of it."""
    blocks = (
        values.facts_in(
            lang,
            ("hypothese", "hypothesis", b.Marked(_title(state.plan, id, one), "strong")),
            ("vraag", "question", known.question if (known := state.plan.hypotheses.get(id)) else ""),
            ("als ze klopt", "if it holds", one.raised.if_so),
            ("als ze niet klopt", "if it does not", one.raised.if_not),
            ("stand", "status", values.marked("hypothesis", one.result, lang)),
        )
        for id, one in state.hypotheses.items()
    )
    return b.section("hypotheses", label("things", "hypotheses", lang), *blocks)


def answers(state: State, lang: Lang, only: frozenset[str] | None = None) -> b.Section | None:
    """What is known: question, answer, from whom, on which day, and how it was measured."""
    columns = values.heads(lang, "vraag|antwoord|van|hoe", "question|answer|from|how")
    rows: list[tuple[b.Cell, ...]] = []
    for name, reply in state.answers.items():
        if only is not None and name not in only:
            continue
        field = state.plan.fields.get(name)
        said: Value = Missing(reply.missing) if reply.missing else reply.value
        shown = values.named_value(state.plan, name, said, lang)
        how = [f"{Words('gemeten', 'measured')[lang]} {day(reply.measured, lang)}"] if reply.measured else []
        how += [f"{Words('normen', 'norms')[lang]}: {reply.norms}"] if reply.norms else []
        instrument = state.plan.shared.instruments.get(field.instrument or "") if field else None
        how += [instrument.title] if instrument else []
        how += [z.zone for z in state.scores[name].zones if z.zone] if name in state.scores else []
        how += [one.message for one in state.contradictions if name in one.answers]
        how += [values.reason(state.plan, one.why, lang).rstrip(".") for one in state.misfits(name)]
        asked = field.ask if field else name
        rows.append((asked, shown, who(state.plan, reply.by, reply.person), "; ".join(how)))
    table = b.filled(columns, rows)
    return values.section_in(lang, "answers", ("Wat we weten", "What is known"), table)


def series(state: State, lang: Lang, only: frozenset[str] | None = None) -> Iterator[b.Section]:
    """Each series: may we say already that there is no progress, what that rests on, and the picture."""
    for name, one in state.readings.items():
        if only is None or name in only:
            from prodia.telling.progress import parts  # a case without a series does without

            ask = state.plan.fields[name].ask
            yield b.Section(
                f"series-{name}",
                ask,
                tuple(parts(ask, one.series, one.aim, one.found, lang, dose=one.dose)),
            )


def course(plan: Plan, events: Sequence[Recorded], lang: Lang) -> b.Section | None:
    """What happened besides answers and decisions: pauses, sharing, moves, closing."""
    rows = tuple((label("event", getattr(one, "kind", ""), lang), _event(plan, one, lang)) for one in events)
    return values.section_in(lang, "course", ("Het verloop", "The course"), b.Facts(rows) if rows else None)


def _event(plan: Plan, event: Recorded, lang: Lang) -> str:
    """Who, on which day, and what an event says: the title of what an id names, or the words themselves."""
    keys = ("waiting_for", "what", "phase", "to", "with_", "reason", "anyway")
    said = [getattr(event, k, None) for k in keys]
    audience = getattr(event, "audience", None)
    told = [label("audience", audience, lang)] if audience else []
    told += [plan.phases[s].title if s in plan.phases else plan.labels.get(s, s) for s in said if s]
    return f"{day(event.on, lang)}, {who(plan, event.by, event.person)}: {'; '.join(told)}"


def flags(state: State, lang: Lang) -> b.Section | None:
    """For the team: of each instrument that was scored, the answers that no score shows."""
    plan, told = state.plan, dict[str, None]()
    for name, reply in state.answers.items():
        field = plan.fields.get(name)
        one = plan.shared.instruments.get((field and field.instrument) or "")
        record = state.records.get(name)
        if record is not None and record.way == "items":
            told |= dict.fromkeys(str(said) for said in flagged(record, one, lang))
            continue
        for flag in one.flags.values() if one is not None and not reply.missing else ():
            words = {"title": one.title if one else "", "item": flag.item, "says": flag.says, "do": flag.do}
            told[_FLAG.fill(lang, words)] = None
    items = tuple(b.Marked(text, "bad") for text in told)
    return values.section_in(lang, "flags", ("Eerst lezen", "Read first"), b.bullets(items))


_FLAG = Words(
    "{title}: geen score toont {item} ({says}). Kijk dat antwoord na op het formulier. {do}",
    "{title}: no score shows {item} ({says}). Look at that answer on the form. {do}",
)


# ---- what is needed


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
            return values.role(plan, need.id)
    return ""


def need_of(plan: Plan, need: Need) -> str:
    """Of whom it is asked; of a question that goes through another role, through whom."""
    return (
        values.asked_of(plan, need.id)
        if need.kind == "answer"
        else ", ".join(values.role(plan, r) for r in need.of)
    )


def needs(state: State, lang: Lang) -> b.Section | None:
    """What is open: what, of whom, and why it is asked. And what is not asked, with the reason."""
    plan = state.plan
    rows = (
        (
            f"{label('need', n.kind, lang)}: {need_title(plan, n, lang)}".rstrip(": "),
            need_of(plan, n),
            values.reason(plan, n.why, lang),
        )
        for n in state.needs
    )
    columns = values.heads(lang, "wat|van wie|waarom", "what|from whom|why")
    not_asked = Words("niet gevraagd", "not asked")[lang]
    items = (
        b.Marked(f"{not_asked}: {plan.fields[n.field].ask}. {values.reason(plan, n.why, lang)}", "quiet")
        for n in state.not_needed
        if n.field in plan.fields
    )
    heading = Words("Wat nog nodig is", "What is still needed")[lang]
    consent = state.consent
    stopped = consent.status in ("refused", "withdrawn") and not state.closed
    words = STOPPED.fill(lang, {"role": values.role(plan, consent.role or "")})
    notes = [b.Marked(words, "bad")] if stopped else []
    for id, one in state.decided.items():
        now = state.proposal(id).outcome
        if now not in (one.proposed, one.outcome):
            told = {"title": plan.decisions[id].title, "now": outcome_title(plan, id, now, lang)}
            told |= {"was": outcome_title(plan, id, one.outcome, lang)}
            notes.append(b.Marked(MOVED_ON.fill(lang, told), "open"))
    return b.section("needs", heading, b.bullets(notes), b.table(columns, rows), b.bullets(items))


MOVED_ON = Words(
    "«{title}»: besloten is «{was}», en sindsdien stelt de tabel «{now}» voor. Kijk of het besluit blijft.",
    "“{title}”: “{was}” was decided, and since then the table proposes “{now}”. Look whether it stands.",
)
STOPPED = Words(
    "{role}: geen toestemming (meer). Wat over de leerling gaat, ligt stil tot er een nieuwe toestemming is; "
    "afsluiten kan ook.",
    "{role}: no consent (any more). What is about the pupil stands still until there is a new consent; "
    "closing is possible too.",
)


# ---- about the telling itself


def versions(state: State, lang: Lang) -> b.Section | None:
    """What would be needed to come to the same again: protocol, digest, general protocol, norms."""
    plan = state.plan
    found = values.facts_in(
        lang,
        ("protocol", "protocol", f"{plan.reference} ({label('status', plan.protocol.status, lang)})"),
        ("vingerafdruk", "digest", plan.digest),
        ("vult aan", "supplements", plan.parent.reference if plan.parent else ""),
        ("normen", "norms", "; ".join(sorted({r.norms for r in state.answers.values() if r.norms}))),
    )
    return values.section_in(lang, "versions", ("Versies", "Versions"), found)


def disclaimer(plan: Plan, audience: Audience, lang: Lang) -> b.Section | None:
    """The warning in the words of this audience: of the protocol, else of the general one."""
    text = values.heard(plan, "disclaimer", audience)
    return b.section("disclaimer", values.NOTICE[lang], *b.prose(text, "quiet"))


# ---- the report: the team gets everything, others what is meant for them


@checked
def report(state: State, audience: Audience = "team", lang: Lang | None = None) -> b.Document:
    """What may be told of a case to ``audience``.

    ``lang`` is the language of the library's own words; those of the protocol come in the language of
    ``state.plan`` (which is the default).

    Raises ``TypeError`` for what is no :class:`prodia.State`, :class:`prodia.ProdiaError` for an audience or
    a language there is not.

    >>> import prodia
    >>> from prodia.telling import to_text
    >>> path = prodia.shipped() / "algemeen" / "1.0.0" / "cases" / "consultatief.yaml"
    >>> case = prodia.read_case(path, prodia.load().catalogue, lang="en")
    >>> print(to_text(prodia.report(case.state, "school")).splitlines()[0])
    Letter to the school
    """
    spoken: Lang = lang or ("en" if state.plan.lang == "en" else "nl")
    if audience != "team":
        return letter(state, audience, spoken)
    title = _TITLE.fill(spoken, {"who": label("audience", audience, spoken)})
    return b.document(title, spoken, None, *_team(state, spoken), audience=audience)


_TITLE = Words("Verslag voor {who}", "Report for {who}")


def _team(state: State, lang: Lang) -> tuple[b.Section | None, ...]:
    from prodia.telling.scores import profiles  # draws; the other verbs of a case do without

    return (
        outcomes.urgent(state, lang),
        flags(state, lang),
        question(state, lang),
        contradictions(state, lang),
        warnings(state, lang),
        consent(state, lang),
        hypotheses(state, lang),
        answers(state, lang),
        records(state, lang),
        profiles(state, lang),
        *series(state, lang),
        outcomes.verdicts(state, lang),
        outcomes.proposals(state, lang),
        explanations(state, lang),
        outcomes.certain(state, lang),
        outcomes.decisions(state, lang),
        outcomes.leads(state, lang),
        needs(state, lang),
        versions(state, lang),
        disclaimer(state.plan, "team", lang),
    )


def foot(plan: Plan) -> str:
    """Of which protocol, version and content a sheet is."""
    return f"{plan.protocol.title} · {plan.reference} · {plan.digest[:19]}"


def sharing(state: State, audience: Audience, lang: Lang) -> b.Section | None:
    """Who decides on sharing where that is a competent pupil, and whether it was recorded.

    For the team, for a pupil, and where no pupil is named there is nothing to say.
    """
    if audience not in ("parents", "school") or state.mode in NAMELESS:
        return None
    who = {"who": label("audience", audience, lang)}
    days = [day(one.on, lang) for one in state.shared if one.audience == audience]
    said = Words("Vastgelegd als gedeeld met {who} op {days}.", "Recorded as shared with {who} on {days}.")
    if not days:
        said = Words(
            "Er is niet vastgelegd dat dit met {who} gedeeld is.",
            "It is not recorded that this was shared with {who}.",
        )
    decides = Words(
        "Een bekwame leerling beslist zelf wat met {who} gedeeld wordt.",
        "A competent pupil decides what is shared with {who}.",
    )
    own = audience == "parents" and state.value("case.competence") == "competent"
    blocks = [b.Paragraph(decides.fill(lang, who))] if own else []
    blocks.append(b.Paragraph(said.fill(lang, {**who, "days": ", ".join(days)}), "plain" if days else "open"))
    return values.section_in(lang, "sharing", ("Delen", "Sharing"), *blocks)
