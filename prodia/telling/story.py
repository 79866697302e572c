"""A whole case told as a story: phase by phase, or in short for who reads it for the first time."""

# Nothing of a story is in Python: the events come from a case, what follows from them from the engine; here
# is only which of it is told, and in what order. A chapter is a phase; in it, events of one sort that follow
# each other make one section. In short: the question, the scores, the first grey zone a person judged, the
# decision that rests on it, and what the parents hear.

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from prodia.case import Case, State
from prodia.language import names
from prodia.model.events import Administered, Answered, Decided, Judged, Recorded
from prodia.telling import blocks as b
from prodia.telling import case as parts
from prodia.telling import outcomes
from prodia.telling.rules import outcome_title
from prodia.telling.scores import profiles
from prodia.telling.values import cited, facts_in, heads, marked, named_value, reason, section_in, who
from prodia.words import Lang, Words
from prodia.words.numbers import day

# The id of the worked case that is told, in the newest protocol that has it.
STORY = "verhaal"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step of the story: the same sections on a screen and in JSON."""

    id: str
    title: str
    says: str
    on: str
    sections: tuple[b.Section, ...]


def chapters(opened: Case, events: Sequence[Recorded], lang: Lang) -> tuple[Chapter, ...]:
    """The whole story of a case just opened: the question, every phase, and the report for two readers.

    Raises EventRefused for an event that is not open.
    """
    case, opening = opened, parts.question(opened.state, lang)
    heading, on = Words("De vraag", "The question")[lang], day(opened.state.day, lang)
    told = [Chapter("question", heading, "", on, (opening,) if opening else ())]
    for phase, events_ in groupby(_phases(case, events), key=lambda pair: pair[0]):
        before, group = case, [event for _, event in events_]
        for event in group:
            case = case.record(event)
        told.append(_chapter(phase, before, group, lang))
    return (*told, *_reports(case.state, lang))


def in_short(opened: Case, events: Sequence[Recorded], lang: Lang) -> tuple[b.Section, ...]:
    """The story in short. Of a case without a judged grey zone only what there is of it."""
    case, scored = opened, opened.state
    judged: Judged | None = None
    proposed: State | None = None
    decided: Decided | None = None
    for event in events:
        before = case.on(max(event.on, case.state.day))
        if isinstance(event, Judged) and judged is None:
            judged = event
        elif isinstance(event, Decided) and judged and decided is None and _rests(before, event, judged):
            proposed, decided = before, event
        case = case.record(event)
        told = event.field if isinstance(event, Answered | Administered) else ""
        if judged is None and _measured(case.state, told):
            scored = case.state
    made = [_asked(case.state, lang), _scores(scored, judged, lang), _left_out(scored, lang)]
    if judged is not None:
        rows = [("oordeel", "judgement", marked("verdict", judged.verdict, lang))]
        made.append(_person(case.state, judged, rows, Words("Een mens oordeelt", "A person judges"), lang))
    if proposed is not None and decided is not None:
        made += [_proposed(proposed, decided, lang), _settled(case.state, decided, lang)]
        made.append(_heard(case.state, decided, lang))
    return tuple(one for one in made if one is not None)


def _rests(state: State, decided: Decided, judged: Judged) -> bool:
    """Whether the table of a decision reads what a person judged."""
    table = state.plan.tables[decided.decision].table
    return any(judged.criterion in names(column.tree) for column in table.inputs)


def _measured(state: State, name: str) -> bool:
    return name in state.plan.fields and state.plan.fields[name].instrument is not None


def _asked(state: State, lang: Lang) -> b.Section | None:
    opened = state.history.opened
    by = f"{who(state.plan, opened.by, opened.person)}, {day(opened.on, lang)}"
    words = b.Paragraph(f"«{opened.question}»", "strong")
    return section_in(lang, "question", ("De vraag", "The question"), words, b.Paragraph(by, "quiet"))


_MANY = Words("Twee Drie Vier Vijf Zes", "Two Three Four Five Six")


def _scores(state: State, judged: Judged | None, lang: Lang) -> b.Section | None:
    """The scores that were measured, and the rule that does not decide on them."""
    plan, rows = state.plan, []
    for name, reply in state.answers.items():
        if _measured(state, name) and reply.value is not None:
            instrument = plan.shared.instruments.get(plan.fields[name].instrument or "")
            score = b.Marked(str(named_value(plan, name, reply.value, lang)), "strong")
            rows.append((plan.fields[name].ask, score, instrument.title if instrument else ""))
    grid = b.table(heads(lang, "vraag|score|test", "question|score|test"), rows)
    if judged is None:
        return section_in(lang, "scores", ("De scores", "The scores"), grid)
    criterion = plan.criteria[judged.criterion]
    facts: list[tuple[str, b.Cell]] = [
        (criterion.says, marked("verdict", "judgement", lang)),
        (Words("regel", "rule")[lang], outcomes.rule_in_words(state, criterion, "met", lang)),
    ]
    if criterion.judge is not None:
        zone = outcomes.rule_in_words(state, criterion, "judge", lang)
        facts.append((Words("grijze zone", "grey zone")[lang], zone))
    many = _MANY[lang].split()[len(rows) - 2] if 2 <= len(rows) <= 6 else str(len(rows))
    heading = Words("{many} scores in de grijze zone", "{many} scores in the grey zone")
    return b.section("scores", heading.fill(lang, {"many": many}), grid, b.Facts(tuple(facts)))


def _left_out(state: State, lang: Lang) -> b.Section | None:
    """What is not asked any more, since it can change nothing; each question with its reason."""
    items = tuple(
        b.Line((b.Marked(f"{state.plan.labels[n.field]}. ", "strong"), reason(state.plan, n.why, lang)))
        for n in state.not_needed
    )
    heading = ("Wat niet meer gevraagd wordt, en waarom", "What is not asked any more, and why")
    return section_in(lang, "not_needed", heading, b.bullets(items))


def _person(
    state: State, event: Judged | Decided, rows: Sequence[tuple[str, str, b.Cell]], heading: Words, lang: Lang
) -> b.Section | None:
    """What a person judged or decided: who, on which day, and why."""
    by = b.Marked(f"{who(state.plan, event.by, event.person)}, {day(event.on, lang)}", "person")
    facts = facts_in(lang, *rows, ("door", "by", by), ("reden", "reason", event.reason))
    return b.section(event.kind, heading[lang], facts)


def _proposed(state: State, decided: Decided, lang: Lang) -> b.Section | None:
    plan, id = state.plan, decided.decision
    proposal = state.proposal(id)
    rule = ", ".join(str(n) for n in proposal.rules)
    outcome = b.Marked(outcome_title(plan, id, proposal.outcome, lang), "strong")
    seen = tuple(one for one in plan.decisions[id].source if one.confidence == "seen")
    rows: list[tuple[str, b.Cell]] = [
        (plan.decisions[id].title, outcome),
        (Words("want", "because")[lang], outcomes.because(proposal)),
        (Words("regel", "rule")[lang], Words("{n} van de tabel", "{n} of the table").fill(lang, {"n": rule})),
        (Words("bron", "source")[lang], cited(plan.shared, seen[:2], lang)),
    ]
    return section_in(lang, "proposed", ("De tabel stelt voor", "The table proposes"), b.facts(rows))


def _settled(state: State, decided: Decided, lang: Lang) -> b.Section | None:
    one = state.decided[decided.decision]
    follows = Words("het voorstel gevolgd", "the proposal is followed")
    departs = Words("anders dan het voorstel", "other than the proposal")
    outcome = outcome_title(state.plan, decided.decision, decided.outcome, lang)
    said = f"{outcome} ({(departs if one.departs else follows)[lang]})"
    rows: list[tuple[str, str, b.Cell]] = [("besluit", "decision", b.Marked(said, "strong"))]
    return _person(state, decided, rows, Words("Mensen beslissen", "People decide"), lang)


def _heard(state: State, decided: Decided, lang: Lang) -> b.Section | None:
    """What the parents hear of it: the words that were written for them, not those of the team."""
    outcome = state.plan.decisions[decided.decision].outcomes[decided.outcome]
    text = outcome.texts.of("parents")
    said = b.Paragraph(f"«{text}»") if text else None
    return section_in(lang, "parents", ("Wat de ouders horen", "What the parents hear"), said)


# The whole story, phase by phase.


def _phases(case: Case, events: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Every event with the phase it belongs to: that of its step, else that of what went before."""
    plan = case.plan
    step_of = {d: id for id, step in plan.steps.items() for d in step.decisions}
    does = {step.does: id for id, step in reversed(list(plan.steps.items()))}
    now = next(iter(plan.phases))
    pending: list[Any] = []
    for event in events:
        step = plan.step_of.get(getattr(event, "field", "")) or step_of.get(getattr(event, "decision", ""))
        if event.kind in ("consented", "assessed"):
            step = does.get("consent")
        elif event.kind in ("raised", "dropped"):
            step = does.get("hypothesise")
        elif event.kind == "shared":
            step = does.get("advise")
        elif event.kind == "reopened":
            now = event.phase
        elif event.kind == "switched":  # opens what comes next
            pending.append(event)
            continue
        now = plan.steps[step].phase if step else now
        yield from ((now, one) for one in pending)
        pending = []
        yield now, event
    yield from ((now, one) for one in pending)


_SORTS = {
    "assessed": "consent",
    "consented": "consent",
    "raised": "strategy",
    "dropped": "strategy",
    "answered": "answers",
    "measured": "answers",
    "administered": "answers",
    "judged": "grey",
    "decided": "decision",
}


def _chapter(phase: str, before: Case, events: list[Any], lang: Lang) -> Chapter:
    """One phase: what happened in it, sort after sort, in the order in which it happened."""
    made: list[b.Section | None] = []
    case = before
    for sort, run in groupby(events, key=lambda e: _SORTS.get(e.kind, "course")):
        group, start = list(run), case
        for event in group:
            case = case.record(event)
        made += _told(sort, start.on(max(group[0].on, start.state.day)), case.state, group, lang)
    days = " - ".join(dict.fromkeys(day(e.on, lang) for e in (events[0], events[-1])))
    one = before.plan.phases[phase]
    return Chapter(phase, one.title, one.says, days, tuple(s for s in made if s is not None))


def _told(
    sort: str, before: State, after: State, events: list[Any], lang: Lang
) -> Iterator[b.Section | None]:
    """What events of one sort, right after each other, brought."""
    match sort:
        case "consent":
            yield parts.consent(after, lang)
        case "strategy":
            yield parts.hypotheses(after, lang)
        case "answers":
            yield from _answers(before, after, events, lang)
        case "grey":
            heading = ("Grijze zone: een mens moet oordelen", "Grey zone: a person must judge")
            judged = (outcomes.judged_facts(after, before.verdicts[e.criterion], lang) for e in events)
            yield section_in(lang, "grey", heading, *judged)
        case "decision":
            heading = ("De tabel stelt voor, mensen besluiten", "The table proposes, people decide")
            decided = (outcomes.settled(before, after, e.decision, lang) for e in events)
            yield section_in(lang, "decisions", heading, *decided)
            ids = (e.decision for e in events if after.plan.decisions[e.decision].purpose != "guide")
            yield outcomes.explanations(before, lang, frozenset(ids))
        case _:
            yield parts.course(after.plan, events, lang)


def _answers(before: State, after: State, events: list[Any], lang: Lang) -> Iterator[b.Section | None]:
    told = parts.answers(after, lang, frozenset(e.field for e in events))
    heading = ("Wat gevraagd wordt, en van wie", "What is asked, and of whom")
    yield section_in(lang, "asked", heading, *told.blocks if told else ())
    yield from parts.series(after, lang, frozenset(e.field for e in events))
    yield profiles(after, lang, frozenset(e.field for e in events), name=f"scores-{events[0].field}")
    yield _not_asked(before, after, lang)
    changed = _changed(before, after)
    weighty = frozenset(n for n in changed if after.plan.criteria[n].purpose != "guide")
    yield outcomes.verdicts(after, lang, weighty)
    yield outcomes.verdict_table(after, lang, changed - weighty)


def _not_asked(before: State, after: State, lang: Lang) -> b.Section | None:
    """The questions that are no longer asked since this chapter, each with its reason."""
    known = {n.field for n in before.not_needed}
    items = tuple(
        b.Marked(f"{after.plan.labels[n.field]}. {reason(after.plan, n.why, lang)}", "quiet")
        for n in after.not_needed
        if n.field not in known
    )
    heading = ("Wat niet (meer) gevraagd wordt", "What is not asked (any more)")
    return section_in(lang, "not_needed", heading, b.bullets(items))


def _changed(before: State, after: State) -> frozenset[str]:
    """The criteria whose verdict is another one now, and says something."""
    return frozenset(
        name
        for name, verdict in after.verdicts.items()
        if verdict.word != before.verdicts[name].word and verdict.word != "not assessable"
    )


def _reports(state: State, lang: Lang) -> list[Chapter]:
    """The report for two readers: the team (in short), and the parents."""
    told = frozenset(n for n, v in state.verdicts.items() if v.word != "not assessable")
    short = (
        outcomes.verdict_table(state, lang, told),
        outcomes.decision_table(state, lang),
        parts.needs(state, lang) if state.needs else None,
        parts.versions(state, lang),
        parts.disclaimer(state.plan, "team", lang),
    )
    on = day(state.day, lang)
    parents, shared = parts.report(state, "parents", lang), parts.sharing(state, "parents", lang)
    team = Words("Het verslag voor het team, in het kort", "The report for the team, in short")[lang]
    return [
        Chapter("report-team", team, "", on, tuple(s for s in short if s is not None)),
        Chapter("report-parents", parents.title, "", on, parents.sections + ((shared,) if shared else ())),
    ]
