"""What rules say of a case: verdicts, proposals and decisions; why, why not, and what would differ."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import islice

from prodia.case import State
from prodia.case import trace as traced
from prodia.case.certainty import Certainty
from prodia.case.days import not_in_force
from prodia.case.records import Decision, Judgement, Proposal, Verdict
from prodia.case.structure import structure
from prodia.case.trace import SmallestChange, smallest_change
from prodia.language import Plain, Trace, evaluate, names, show_value, trace
from prodia.model.parts import Audience
from prodia.model.plan import Plan
from prodia.model.protocol import Criterion
from prodia.problems import Problem
from prodia.scoring.score import NoScore
from prodia.telling import blocks as b
from prodia.telling import values
from prodia.telling.administered import misfit_in_words, records
from prodia.telling.rules import cell_in_words, column_in_words, conditions_in_words, outcome_title
from prodia.telling.values import told
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.lists import AND, OR, upper
from prodia.words.numbers import chance, day

_VERDICTS = Words("Oordelen", "Verdicts")
_DECIDED = Words("Wat mensen besloten", "What people decided")
BECAUSE = Words("want", "because")
_RULE = Words("regel", "rule")
_NOT_ASKED = Words(
    "Nog niet te beoordelen, want hierover is nog niets gevraagd:",
    "Not assessable yet, because nothing was asked about these:",
)
_BLANK = "not assessable"


def _by(plan: Plan, one: Judgement | Decision, lang: Lang) -> b.Marked:
    return b.Marked(f"{values.who(plan, one.by, one.person)}, {day(one.on, lang)}", "person")


# ---- verdicts


def rule_in_words(state: State, criterion: Criterion, part: str, lang: Lang) -> str:
    """The condition of a criterion as prose; of a criterion by stage, the branch that applies."""
    plan, condition = state.plan, getattr(criterion, part)
    if condition is None:
        return ""
    if not isinstance(condition, dict):
        return values.in_rule(plan, condition.said, lang)
    option = state.value(criterion.by) if criterion.by else None
    if option in condition:
        return values.in_rule(plan, condition[option].said, lang)
    return "; ".join(
        f"{plan.labels.get(f'{criterion.by}={o}', o)}: {values.in_rule(plan, c.said, lang)}"
        for o, c in condition.items()
    )


def verdict_facts(state: State, verdict: Verdict, lang: Lang) -> b.Facts:
    """One verdict: what it says, the rule, the values it read, its source, and who judged."""
    plan, criterion, one = state.plan, state.plan.criteria[verdict.criterion], verdict.judged
    lacking = plan.not_in_force(verdict.criterion)
    if lacking:  # the rule as it is written, for there is none on this day
        criterion = plan.written["criteria"][verdict.criterion]
    grey = criterion.judge is not None and verdict.machine == "judgement"
    late = b.Lines(
        tuple(b.Marked(values.reason(plan, p, lang), "person") for p in off_in(plan, verdict.criterion))
    )
    read = "; ".join(
        f"{plan.labels.get(n, n)} = {values.named_value(plan, n, state.value(n), lang)}"
        for n in _reads(criterion, state.value(criterion.by) if criterion.by else None)
    )
    judged = b.Marked(f"{_by(plan, one, lang)}: {one.reason}", "person") if one else ""
    unfit = misfits_in(state, criterion, lang)
    more = values.rows_in(
        lang,
        (_RULE.nl, _RULE.en, rule_in_words(state, criterion, "met", lang)),
        ("grijze zone", "grey zone", rule_in_words(state, criterion, "judge", lang) if grey else ""),
        ("meetfout", "error of measurement", values.error_in_words(criterion, lang)),
        (
            "past niet",
            "does not fit",
            b.Lines(unfit) if (unfit := misfits_in(state, criterion, lang)) else "",
        ),
        ("gelezen", "read", read),
        ("oordeel van", "judged by", judged),
        ("let op", "note", late if lacking else ""),
        ("bron", "source", values.cited(plan.shared, criterion.source, lang)),
    )
    return b.Facts(((criterion.says, values.marked("verdict", verdict.word, lang)), *more))


def misfits_in(state: State, criterion: Criterion, lang: Lang) -> tuple[b.Inline, ...]:
    """What of the tests behind a criterion does not fit, and whether its score is not read for it."""
    read = {of for name in _reads(criterion, None) for of in state.plan.reads(name)}
    fields = (field for field in state.plan.fields if field in read)  # in the order of the protocol
    return tuple(misfit_in_words(state.plan, one, lang) for field in fields for one in state.misfits(field))


def _reads(criterion: Criterion, option: object) -> tuple[str, ...]:
    """What the rule reads; of a criterion by stage, what the branch that applies reads."""
    found = [criterion.by] if criterion.by else []
    for path, condition in criterion.conditions():
        if len(path) == 1 or option is None or path[1] == option:
            found += names(condition.tree)
    return tuple(dict.fromkeys(found))


def verdicts(state: State, lang: Lang, only: frozenset[str] | None = None) -> b.Section | None:
    """Every criterion with its verdict, rule, values and source; nothing known yet: one list."""
    asked = [name for name in state.verdicts if only is None or name in only]
    blank = [
        name
        for name in asked
        if state.verdicts[name].word == _BLANK
        and not state.plan.not_in_force(name)
        and not any(state.given(field) is not None for field in state.plan.reads(name))
    ]
    blocks: list[b.Block] = [verdict_facts(state, state.verdicts[n], lang) for n in asked if n not in blank]
    if blank:
        blocks += [
            b.Paragraph(_NOT_ASKED[lang]),
            b.List(tuple(state.plan.criteria[name].says for name in blank)),
        ]
    return b.section("verdicts", _VERDICTS[lang], *blocks)


def verdict_table(state: State, lang: Lang, only: frozenset[str] | None = None) -> b.Section | None:
    """Every criterion with its verdict and who judged: the short form."""
    rows: list[tuple[b.Cell, ...]] = []
    for name, verdict in state.verdicts.items():
        if only is None or name in only:
            one = verdict.judged
            by: b.Inline = (
                b.Marked(values.who(state.plan, one.by, one.person), "person") if one else _BY_RULE[lang]
            )
            says = state.plan.criteria[name].says
            if verdict.word == _BLANK:
                by = label("missing", "not in force", lang) if state.plan.not_in_force(name) else ""
            rows.append((says, values.marked("verdict", verdict.word, lang), by))
    columns = values.heads(lang, "criterium|oordeel|door", "criterion|verdict|by")
    return b.section("verdicts", _VERDICTS[lang], b.table(columns, rows))


_BY_RULE = Words("de regel", "the rule")


def judged_facts(state: State, open_: Verdict, lang: Lang) -> b.Facts:
    """One grey zone the rule left open (``open_``), and the word of the person who judged."""
    one = state.verdicts[open_.criterion].judged
    first = (state.plan.criteria[open_.criterion].says, values.marked("verdict", open_.word, lang))
    if one is None:
        return b.Facts((first,))
    more = values.rows_in(
        lang,
        ("oordeel", "judgement", values.marked("verdict", one.word, lang)),
        ("door", "by", _by(state.plan, one, lang)),
        ("reden", "reason", one.reason),
    )
    return b.Facts((first, *more))


def urgent(state: State, lang: Lang, audience: Audience = "team") -> b.Section | None:
    """What comes before everything else: to the team as soon as it is proposed, to others once decided."""
    blocks: list[b.Block] = []
    for id, name in state.urgent.items():
        one = state.plan.decisions[id].outcomes[name]
        text = one.texts.of(audience)
        if audience == "team":
            blocks.append(b.Paragraph(b.Marked(upper(one.title), "bad")))
        if text and (audience == "team" or id in state.decided):
            blocks += b.prose(text)
    return values.section_in(lang, "urgent", ("Dit gaat voor", "This comes first"), *blocks)


def leads(state: State, lang: Lang) -> b.Section | None:
    """The protocols to which an outcome leads, with why: a case can follow."""
    rows = (
        (b.Code(one.to), one.why, outcome_title(state.plan, one.decision, one.outcome, lang))
        for one in state.leads
    )
    columns = values.heads(lang, "protocol|waarom|uitkomst", "protocol|why|outcome")
    return values.section_in(
        lang, "leads", ("Waar dit naartoe leidt", "Where this leads"), b.table(columns, rows)
    )


# ---- proposals and decisions


def _rules_in_words(plan: Plan, proposal: Proposal, lang: Lang) -> str:
    """Which rules of the table gave the proposal, their cells in words."""
    if ("decisions", proposal.decision) in plan.off:
        return label("missing", "not in force", lang)
    if not proposal.rules:
        return _NO_RULE[lang]
    one = plan.decisions[proposal.decision]
    asks = {
        n: "; ".join(conditions_in_words(plan, one, one.table.rules[n - 1], lang)) for n in proposal.rules
    }
    return "; ".join(f"{_RULE[lang]} {n} ({words})" for n, words in asks.items())


_NO_RULE = Words(
    "geen regel geldt; dit is de afgesproken uitkomst", "no rule holds; this is the declared default"
)


def because(proposal: Proposal) -> str:
    """What the table says of why, beside the outcome."""
    return "; ".join(str(value) for _, value in proposal.outputs[1:] if value is not None)


def proposals(state: State, lang: Lang, only: frozenset[str] | None = None) -> b.Section | None:
    """What the tables propose, with the rule, the reason and the source. Not a decision."""
    plan = state.plan
    blocks = []
    for id, proposal in state.proposals.items():
        if only is None or id in only:
            title = outcome_title(plan, id, proposal.outcome, lang)
            sources = values.cited(plan.shared, plan.decisions[id].source, lang)
            rows: list[tuple[str, b.Cell]] = [
                (plan.decisions[id].title, b.Marked(title, "strong" if proposal.complete else "quiet")),
                (BECAUSE[lang], because(proposal)),
                (Words("tabel", "table")[lang], _rules_in_words(plan, proposal, lang)),
                (label("thing", "sources", lang).lower(), sources),
            ]
            blocks.append(b.facts(rows))
    return values.section_in(
        lang, "proposals", ("Wat de tabellen voorstellen", "What the tables propose"), *blocks
    )


def _follows(one: Decision, lang: Lang) -> str:
    apart = Words("wijkt af van het voorstel", "departs from the proposal")
    return (apart if one.departs else Words("volgt het voorstel", "follows the proposal"))[lang]


def _decided(plan: Plan, id: str, one: Decision, lang: Lang) -> tuple[str, b.Marked]:
    return plan.decisions[id].title, b.Marked(outcome_title(plan, id, one.outcome, lang), "strong")


def decisions(state: State, lang: Lang) -> b.Section | None:
    """What people decided: who, in which role, why, and with the proposal or apart from it."""
    plan = state.plan
    blocks = []
    for id, one in state.decided.items():
        proposal: b.Inline = _follows(one, lang)
        if one.departs:
            proposal = b.Marked(f"{proposal}: {outcome_title(plan, id, one.proposed, lang)}", "open")
        more = values.rows_in(
            lang,
            ("door", "by", _by(plan, one, lang)),
            ("reden", "reason", one.reason),
            ("voorstel", "proposal", proposal),
        )
        blocks.append(b.Facts((_decided(plan, id, one, lang), *more)))
    return b.section("decisions", _DECIDED[lang], *blocks)


def decision_table(state: State, lang: Lang) -> b.Section | None:
    """What people decided, one line each: the short form."""
    plan = state.plan
    rows = []
    for id, one in state.decided.items():
        apart = Words("wijkt af", "departs") if one.departs else Words("volgt", "follows")
        mark = b.Marked(apart[lang], "open" if one.departs else "plain")
        rows.append((*_decided(plan, id, one, lang), str(_by(plan, one, lang)), mark))
    columns = values.heads(lang, "beslissing|besluit|door|voorstel", "decision|decided|by|proposal")
    return b.section("decisions", _DECIDED[lang], b.table(columns, rows))


def settled(before: State, after: State, id: str, lang: Lang) -> b.Facts:
    """One decision as it came about: what the table proposed and why, and what a person made of it."""
    plan, proposal, one = after.plan, before.proposal(id), after.decided[id]
    why, rule = because(proposal), ", ".join(str(n) for n in proposal.rules)
    proposed = outcome_title(plan, id, proposal.outcome, lang)
    proposed += f", {BECAUSE[lang]} {why}" if why else ""
    proposed += f" ({_RULE[lang]} {rule})" if rule else ""
    sources = values.cited(plan.shared, plan.decisions[id].source, lang)
    more = values.rows_in(
        lang,
        ("voorstel", "proposal", b.Marked(proposed, "open" if one.departs else "plain")),
        ("besluit", "decision", b.Marked(f"{_by(plan, one, lang)}, {_follows(one, lang)}", "person")),
        ("reden", "reason", one.reason),
        ("bron", "source", sources if plan.decisions[id].purpose != "guide" else ""),
    )
    return b.Facts((_decided(plan, id, one, lang), *more))


# ---- why and why not

_MOST = 3  # changes of one decision


def why(state: State, id: str, lang: Lang) -> tuple[b.Section | None, ...]:
    """Why a decision is proposed or a criterion so judged: rule, values, source, and what would change it.

    ``id`` is a decision or a criterion of the plan.
    """
    plan = state.plan
    if id in plan.criteria:
        lines: list[b.Inline] = [
            b.Marked(f"{one.message} ({_labels(plan, one.answers)})", "bad")
            for one in state.contradictions
            if structure(plan).rests_on[id] & set(one.answers)
        ]
        for path, condition in plan.criteria[id].conditions():
            if len(path) == 1 or state.value(plan.criteria[id].by or "") == path[1]:
                lines += _steps(plan, trace(condition.tree, state.read(names(condition.tree))), 0, lang)
        return (
            values.section_in(
                lang,
                "verdict",
                ("Oordeel", "Verdict"),
                verdict_facts(state, state.verdicts[id], lang),
                values.brought_by(plan, "criteria", id, lang),
            ),
            values.section_in(lang, "trace", ("Stap voor stap", "Step by step"), b.List(tuple(lines))),
            records(state, lang, structure(plan).rests_on[id]),
        )
    only = frozenset({id})
    read = [n for column in plan.tables[id].table.inputs for n in names(column.tree) if n in plan.criteria]
    facts_of = (verdict_facts(state, state.verdicts[n], lang) for n in read)
    return (
        proposals(state, lang, only),
        values.section_in(lang, "read", ("Waarop het steunt", "What it rests on"), *facts_of),
        values.section_in(
            lang, "block", ("Herkomst", "Origin"), values.brought_by(plan, "decisions", id, lang)
        ),
        records(state, lang, frozenset(f for n in read for f in structure(plan).rests_on[n])),
        explanations(state, lang, only),
        certain(state, lang, only),
    )


def _labels(plan: Plan, names: Iterable[str]) -> str:
    return "; ".join(plan.labels.get(name, name) for name in names)


def off_in(plan: Plan, criterion: str) -> Iterator[Problem]:
    """What a criterion lacks on the day of the plan: itself, or cut-offs it reads."""
    for group, id in plan.not_in_force(criterion):
        if (found := not_in_force(plan, group, id)) is not None:
            yield found


def _steps(plan: Plan, node: Trace, depth: int, lang: Lang) -> Iterator[b.Inline]:
    if node.parts or node.reads:
        tone: b.Tone = "good" if node.value is True else "bad" if node.value is False else "plain"
        yield b.Marked(f"{'  ' * depth}{node.text}: {_said(plan, node.value, lang)}", tone)
        for part in node.parts:
            yield from _steps(plan, part, depth + 1, lang)


def _said(plan: Plan, value: Plain, lang: Lang) -> str:
    """What an expression comes to, in words where there are."""
    if value is None:
        return Words("niet geweten", "not known")[lang]
    if isinstance(value, bool):
        return label("truth", value, lang)
    return show_value(told(plan, value) if isinstance(value, float) else value)


def why_not(state: State, decision: str, outcome: str, lang: Lang) -> tuple[b.Section | None, ...]:
    """For every rule that gives the outcome: the cells that do not hold, with the value that was read."""
    plan, table = state.plan, state.plan.decisions[decision].table
    blocks: list[b.Block] = []
    for rule in traced.why_not(state, decision, outcome):
        rows: list[tuple[str, b.Cell]] = []
        cells = zip(table.inputs, table.rules[rule.number - 1].when, rule.cells, strict=True)
        for head, (_, tree), seen in cells:
            if seen.holds is not True:
                value = evaluate(head.tree, state.read(names(head.tree)))
                words = {
                    "got": str(values.named_value(plan, head.cell.text, value, lang)),
                    "n": str(rule.number),
                    "want": str(cell_in_words(tree, head.tree, plan, lang)),
                }
                rows.append((column_in_words(plan, head.tree, lang), _WANTS.fill(lang, words)))
        holds = Words("regel {n} geldt", "rule {n} holds").fill(lang, {"n": str(rule.number)})
        blocks.append(b.Facts(tuple(rows)) if rows else b.List((b.Marked(holds, "good"),)))
    title = {"title": outcome_title(plan, decision, outcome, lang)}
    heading = Words("Waarom niet: {title}", "Why not: {title}").fill(lang, title)
    return b.section("why_not", heading, *blocks), explanations(state, lang, frozenset({decision}))


_WANTS = Words("{got}, en regel {n} vraagt: {want}", "{got}, and rule {n} wants: {want}")


# ---- the smallest change that would alter a proposal


def explanations(state: State, lang: Lang, only: frozenset[str] | None = None) -> b.Section | None:
    """For every decision with a proposal: which small change of what the table reads gives another."""
    consent = state.plan.consent.decision if state.plan.consent else None
    blocks: list[b.Block] = []
    for id, proposal in state.proposals.items():
        if not proposal.complete or id == consent or (only is not None and id not in only):
            continue
        # Becoming unknown is no change anybody is interested in.
        found = (c for c in smallest_change(state, id) if not any(_BLANK in m.needed for m in c.inputs))
        if rows := tuple(
            (_IF[lang], change_in_words(state.plan, id, change, lang)) for change in islice(found, _MOST)
        ):
            blocks += [b.Paragraph(state.plan.decisions[id].title, "strong"), b.Facts(rows)]
    heading = ("Wat een ander voorstel zou geven", "What would give another proposal")
    return values.section_in(lang, "changes", heading, *blocks)


def certain(state: State, lang: Lang, only: frozenset[str] | None = None) -> b.Section | None:
    """How sure each proposal is: in a sentence first, then the chances, and what they rest on."""
    consent = state.plan.consent.decision if state.plan.consent else None
    blocks: list[b.Block | None] = []
    for id in state.plan.decisions if only is None else only:
        found = None if id == consent else state.certainty(id)
        if found is not None and not isinstance(found, NoScore):
            blocks += _certain(state.plan, found, lang)
    return values.section_in(lang, "certainty", ("Hoe zeker dit is", "How sure this is"), *blocks)


def _certain(plan: Plan, found: Certainty, lang: Lang) -> Iterator[b.Block | None]:
    word = next(words for least, words in _SURE if found.stays >= least)
    title, p = plan.decisions[found.decision].title, _chance(found, found.stays, lang)
    text = _AGAIN.fill(lang, {"title": title, "word": word[lang], "p": p})
    best, gain = found.settles[0]
    settles = _MOST_TOLD if gain > 2 * found.se else _LITTLE_TOLD
    text += " " + settles.fill(lang, {"what": plan.labels.get(best, best)})
    yield b.Paragraph(text, "strong")
    columns = values.heads(
        lang,
        "voorstel|opnieuw gemeten|naar de ware scores",
        "proposal|measured again|by the true scores",
    )
    every = dict.fromkeys((*found.again, *found.true))
    yield b.table(
        columns,
        (
            (
                outcome_title(plan, found.decision, one, lang),
                *(_chance(found, of.get(one, 0.0), lang) for of in (found.again, found.true)),
            )
            for one in every
        ),
    )
    tests = ", ".join(plan.labels.get(name, name) for name in found.tests)
    yield b.Paragraph(_RESTS_ON.fill(lang, {"tests": tests, "n": str(len(found.fixed))}), "quiet")


def _chance(found: Certainty, p: float, lang: Lang) -> str:
    """A chance with its error, which a bound has not."""
    error = f" (± {max(1, math.ceil(100 * found.se))})" if 0.01 <= p <= 0.99 else ""
    return chance(p, lang) + error


_SURE = (
    (0.9, Words("bijna zeker", "almost surely")),
    (0.75, Words("waarschijnlijk", "probably")),
    (0.5, Words("eerder wel dan niet", "rather than not")),
    (0.0, Words("eerder niet", "rather not")),
)
_AGAIN = Words(
    "{title} Werd alles opnieuw gemeten, dan kwam er {word} hetzelfde uit: {p}.",
    "{title} Were everything measured again, the same would come out {word}: {p}.",
)
_MOST_TOLD = Words(
    "Eén meting meer van «{what}» zou het meest duidelijk maken.",
    "One more measurement of «{what}» would settle most.",
)
_LITTLE_TOLD = Words(
    "Eén test opnieuw afnemen zou dat niet veel zekerder maken.",
    "Giving one of the tests again would not make that much surer.",
)
_RESTS_ON = Words(
    "Gerekend met de meetfout van: {tests}. De fouten gelden als los van elkaar. Wat verder meespeelt, bleef "
    "zoals het is ({n} antwoorden). Het gaat over de normgroep; het zegt niet of het voorstel goed is voor "
    "de leerling.",
    "Reckoned with the error of measurement of: {tests}. The errors are taken to stand apart. What else "
    "plays a part stayed as it is ({n} answers). It is about the norm group; it does not say whether the "
    "proposal is good for the pupil.",
)
_IF = Words("als", "if")


def change_in_words(plan: Plan, decision: str, change: SmallestChange, lang: Lang) -> str:
    """One change: «de achterstand is ernstig: niet voldaan», an answer that would do it, the outcome."""
    told = f" {AND[lang]} ".join(
        f"{plan.labels.get(m.name, m.name)}: {_value(plan, m.name, m.needed, lang)}" for m in change.inputs
    )
    if change.answers:
        way = "; ".join(move.needed for move in change.answers[0])
        told += f" ({Words('bijvoorbeeld', 'for example')[lang]} {way})"
    return f"{told} -> {outcome_title(plan, decision, change.outcome, lang)}"


def _value(plan: Plan, name: str, text: str, lang: Lang) -> str:
    """Words of a verdict or option translated; other parts as the language says them."""
    if " / " in text:
        return f" {OR[lang]} ".join(_value(plan, name, part, lang) for part in text.split(" / "))
    bare = text.strip('"')
    if bare in LABELS["verdict"]:
        return label("verdict", bare, lang)
    if text in ("true", "false"):
        return label("truth", text, lang)
    return plan.labels.get(f"{name}={bare}", text)
