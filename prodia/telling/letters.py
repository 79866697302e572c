"""A case as a letter to one audience outside the team.

An allow-list is built up from nothing. In a letter is only what an author listed for its audience: the fixed
sentences of the letter, texts written for this audience, and answers to fields that name it (to parents and
pupils those in words alone: no score, no choice from a list). Names, reasons, consent, rules, verdicts and
free words of professionals are not. Where a text for this audience is missing the letter says so; no other
text takes its place.
"""

# What stands in Python is where each part of a letter comes from; its order, its headings and its sentences
# are content (prodia.model.letters). A part gives its blocks, together those of one thing: `one` counts them.

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from prodia.case import State
from prodia.case.records import Decision
from prodia.frozen import dataclass
from prodia.language import Literal, Missing, names
from prodia.model.parts import Audience, Texts
from prodia.model.protocol import Outcome
from prodia.telling import blocks as b
from prodia.telling.outcomes import urgent
from prodia.telling.values import SENTENCE, asked_of, heads, heard, named_value, role
from prodia.words import Lang, Words
from prodia.words.lists import listed
from prodia.words.numbers import day

if TYPE_CHECKING:  # a case is shown without a letter
    from prodia.model.letters import Letter, LetterPart, Letters

_SIDE = {"parents": "family", "school": "school", "pupil_under_12": "pupil", "pupil_from_12": "pupil"}
_NO_LETTER = Words(
    "Voor deze lezer schreef nog niemand een brief (shared/letters.yaml).",
    "Nobody has written a letter for this reader yet (shared/letters.yaml).",
)


def letter(state: State, audience: Audience, lang: Lang) -> b.Document:
    """The letter of a case to an audience that is not the team."""
    measures = state.plan.shared.measures
    every = measures.letters(lang) if measures is not None else None
    if every is None:
        return b.document(_NO_LETTER[lang], lang, None, audience=audience)
    of = every.letters.of(audience)
    making = _Letter(state, every, of, audience, lang)
    parts = (making.part(part) for part in of.parts)
    greeting = b.Paragraph(f"{making.fill(of.greeting)},")
    return b.document(making.fill(of.title), lang, None, greeting, *parts, audience=audience)


@dataclass(frozen=True)
class _Letter:
    """One letter in the making: what of a case it tells, part by part."""

    state: State
    letters: Letters
    of: Letter
    audience: Audience
    lang: Lang

    def fill(self, sentence: str, **values: str) -> str:
        """A sentence with its slots filled."""
        protocol = self.state.plan.protocol
        known = {
            "day": day(self.state.day, self.lang),
            "opened": day(self.state.history.opened.on, self.lang),
            "title": protocol.title,
            "version": protocol.version,
        }
        return Words(sentence, sentence).fill(self.lang, known | values)

    def said(self, sentence: str | None) -> tuple[b.Block, ...]:
        return b.prose(self.fill(sentence)) if sentence else ()

    def part(self, part: LetterPart) -> b.Section | None:
        """A part with its sentences around what there is to tell; None where there is nothing to say."""
        told = tuple(getattr(self, part.part)())  # each part has a method of its name
        if not told:
            return b.section(part.part, part.title, *self.said(part.without))
        before = part.one if part.one and len(told) == 1 else part.says
        inside = (block for one in told for block in one)
        return b.section(part.part, part.title, *self.said(before), *inside, *self.said(part.ends))

    # ---- what people decided, each decision in its place

    @cached_property
    def taken(self) -> tuple[tuple[str, Decision], ...]:
        """The decisions that are meant for this audience, in the order in which they were taken."""
        plan = self.state.plan
        consent = plan.consent.decision if plan.consent else None
        return tuple(
            (id, one)
            for id, one in sorted(self.state.decided.items(), key=lambda pair: pair[1].seq)
            if id != consent
            and id not in self.state.urgent
            and any(o.texts.of(self.audience) for o in plan.decisions[id].outcomes.values())
        )

    @cached_property
    def instead(self) -> dict[str, list[Decision]]:
        """By decision what it took the place of: the same one as it was, and others that it contradicts."""
        found: dict[str, list[Decision]] = {}
        for at, (id, one) in enumerate(self.taken):
            before = self.state.history.former.get(id)
            if before is not None and before.outcome != one.outcome:
                found.setdefault(id, []).append(before)
            later = [name for name, other in self.taken[at + 1 :] if self._opposed(one, other)]
            if later:
                found.setdefault(later[-1], []).append(one)
        return found

    def _opposed(self, one: Decision, other: Decision) -> bool:
        """Are two decisions on different sides of one matter?"""
        for sides in self.letters.matters.values():
            at = [self._side(sides, each) for each in (one, other)]
            if None not in at and at[0] != at[1]:
                return True
        return False

    def _side(self, sides: tuple[tuple[str, ...], ...], one: Decision) -> int | None:
        names = {one.decision, f"{one.decision}.{one.outcome}"}
        return next((n for n, side in enumerate(sides) if names & set(side)), None)

    @cached_property
    def past(self) -> frozenset[str]:
        """The decisions on how to go on after which something else was decided; of what stands still also the
        last, but for one that comes before all else."""
        names = [id for id, _ in self.taken]
        last = names[-1:] if self.still and not {*names[-1:]} & self.state.urgent.keys() else []
        return frozenset(id for id in (*names[:-1], *last) if id in self.letters.course)

    @cached_property
    def unfinished(self) -> bool:
        """Was the case closed too early?"""
        return self.state.closed and _pending(self.state)

    @cached_property
    def still(self) -> bool:
        """Does nothing go on: it was closed too early, or who must consent does not (any more)?"""
        return self.unfinished or self.state.consent.status in ("refused", "withdrawn")

    @cached_property
    def standing(self) -> tuple[tuple[str, Decision], ...]:
        """What was decided and still holds."""
        gone = {id(one) for many in self.instead.values() for one in many}
        return tuple((name, one) for name, one in self.taken if id(one) not in gone and name not in self.past)

    def outcome(self, one: Decision) -> Outcome | None:
        decision = self.state.plan.decisions.get(one.decision)
        return decision.outcomes.get(one.outcome) if decision else None

    def text(self, one: Decision) -> str:
        """What this audience is told of a decision."""
        return self._of(outcome.texts) if (outcome := self.outcome(one)) is not None else ""

    def what(self, one: Decision) -> str:
        """What a decision is about."""
        decision = self.state.plan.decisions.get(one.decision)
        return decision.title if decision else one.decision

    def when(self, sentence: str, *decisions: Decision) -> tuple[b.Paragraph, ...]:
        """A sentence on each of some decisions of which there is something to tell."""
        return tuple(
            b.Paragraph(self.fill(sentence, day=day(one.on, self.lang), what=self.what(one), text=text))
            for one in decisions
            if (text := self.text(one))
        )

    def decided(self, classify: bool) -> Iterator[tuple[b.Block, ...]]:
        """What holds and says what the picture is, or all else: its text, what that does not say, by whom."""
        said = ""
        for id, one in self.standing:
            if (self.state.plan.decisions[id].purpose == "classify") == classify:
                outcome, title = self.outcome(one), self.state.plan.decisions[id].title
                text = self.text(one) or self.fill(self.of.missing, what=title)
                text = _unsaid(text, said) or text
                limits = _unsaid(self._of(outcome.limits if outcome else None), text)
                said += f"{text} {limits} "
                because = self.because(id, one)
                heard_of = (was for was in self.instead.get(id, ()) if was.on < one.on)  # not of one meeting
                instead = self.when(self.of.replaced, *heard_of)
                who = role(self.state.plan, one.by)
                by = self.fill(self.of.decided, day=day(one.on, self.lang), who=who)
                yield (*b.prose(text), *because, *b.prose(limits), *instead, b.Paragraph(by, "quiet"))

    def because(self, id: str, one: Decision) -> tuple[b.Block, ...]:
        """What is met in the rule that proposed what was decided, of the criteria that rest on nothing but
        answers that this audience may read."""
        plan, proposal = self.state.plan, self.state.proposal(id)
        if self.of.because is None or proposal.outcome != one.outcome:
            return ()
        table = plan.tables[id].table
        read = (
            name
            for number in proposal.rules
            for column, test in zip(table.inputs, table.rules[number - 1].when, strict=True)
            if test != Literal(True)
            for name in names(column.tree)
        )
        reasons = [
            plan.criteria[name].says
            for name in dict.fromkeys(read)
            if name in plan.criteria and self.state.verdicts[name].word == "met" and self._may_read(name)
        ]
        told = self.fill(self.of.because, reasons="; ".join(reasons))  # many have an «and» of their own
        return (b.Paragraph(told),) if reasons else ()

    def _may_read(self, criterion: str) -> bool:
        plan = self.state.plan
        return all(self.audience in plan.fields[name].audience for name in plan.reads(criterion))

    def _of(self, texts: Texts | None) -> str:
        return (texts.of(self.audience) if texts is not None else None) or ""

    # ---- the parts

    def urgent(self) -> Iterator[tuple[b.Block, ...]]:
        if (told := urgent(self.state, self.lang, self.audience)) is not None:
            yield told.blocks

    def note(self) -> Iterator[tuple[b.Block, ...]]:
        if text := heard(self.state.plan, "disclaimer", self.audience):
            yield b.prose(text, "quiet")

    def question(self) -> Iterator[tuple[b.Block, ...]]:
        opened = self.state.history.opened
        if self.audience in (opened.audience or ()):
            yield (b.Paragraph(f"«{opened.question}»", "strong"),)

    def done(self) -> Iterator[tuple[b.Block, ...]]:
        plan = self.state.plan
        steps = (plan.steps[id] for id, step in self.state.steps.items() if step.status == "done")
        items = [b.authored(text) for step in steps if (text := self._of(step.texts))]
        past = (one for id, one in self.taken if id in self.past)
        items += [one.text for one in self.when(self.of.dated, *past)]
        if items:
            yield (b.List(tuple(items)),)
        from_ = {plan.fields[name].from_ for name in self.answered}
        own = _SIDE[self.audience] if self.audience != "school" else None  # who reads it knows that much
        if people := [role.title for id, role in plan.roles.items() if id in from_ and role.side != own]:
            yield (b.Paragraph(self.fill(self.of.people, people=listed(people, self.lang))),)

    def found(self) -> Iterator[tuple[b.Block, ...]]:
        yield from self.decided(True)
        plan = self.state.plan
        for name, criterion in plan.criteria.items():
            if (
                self._may_read(name)
                and self.state.verdicts[name].word == "met"
                and (text := self._of(criterion.texts))
            ):
                yield tuple(b.prose(text))

    def proposed(self) -> Iterator[tuple[b.Block, ...]]:
        yield from self.decided(False)
        for id, one in self.state.history.former.items():
            if id not in self.state.decided and (again := self.when(self.of.again, one)):
                yield again

    def next(self) -> Iterator[tuple[b.Block, ...]]:
        """What follows from what comes before all else and from what holds; after looking back only from that
        and later. Who does not consent (any more) is promised nothing of the rest: it stands still. Nor is
        anybody of a case that was closed too early."""
        looked = (one.seq for name, one in self.standing if name in self.letters.evaluations)
        since = max(looked, default=0)
        first = (one for id, one in self.state.decided.items() if id in self.state.urgent)
        then = (one for _, one in self.standing if one.seq >= since and not self.still)
        outcomes = [self.outcome(one) for one in (*first, *then)]
        told = [block for one in outcomes if one for block in b.prose(self._of(one.follows))]
        items = dict.fromkeys(item for block in told if isinstance(block, b.List) for item in block.items)
        if self.unfinished:
            told = [
                *b.prose(self.fill(self.of.closed or "", day=day(self.state.history.last, self.lang))),
                *told,
            ]
        if told:
            said = dict.fromkeys(block for block in told if not isinstance(block, b.List))
            yield (*said, b.List(tuple(items))) if items else tuple(said)

    def asked(self) -> Iterator[tuple[b.Block, ...]]:
        plan = self.state.plan
        for need in self.state.needs:
            own = any(plan.roles[r].side == _SIDE[self.audience] for r in need.of if r in plan.roles)
            if need.kind == "answer" and own and self.audience in plan.fields[need.id].audience:
                yield (b.List((plan.fields[need.id].help or plan.fields[need.id].ask,)),)

    def choose(self) -> Iterator[tuple[b.Block, ...]]:
        if text := heard(self.state.plan, "rights", self.audience):
            yield b.prose(text)

    def contact(self) -> Iterator[tuple[b.Block, ...]]:
        if text := heard(self.state.plan, "contact", self.audience):
            yield b.prose(text)

    @cached_property
    def answered(self) -> tuple[str, ...]:
        """The answers that this audience may read."""
        fields = self.state.plan.fields
        return tuple(n for n in self.state.answers if n in fields and self.audience in fields[n].audience)

    def answers(self) -> Iterator[tuple[b.Block, ...]]:
        plan, rows = self.state.plan, []
        for name in self.answered:
            field, reply = plan.fields[name], self.state.answers[name]
            if field.series is None and (self.audience == "school" or field.type.kind == "text"):
                said = Missing(reply.missing) if reply.missing else reply.value
                rows.append((field.ask, named_value(plan, name, said, self.lang), asked_of(plan, name)))
        columns = heads(self.lang, "vraag|antwoord|van", "question|answer|from")
        if (table := b.table(columns, rows)) is not None:
            yield (table,)

    def profile(self) -> Iterator[tuple[b.Block, ...]]:
        """The scores that the school may read as a picture; to parents and pupils no score is told."""
        if self.audience == "school":
            from prodia.telling.scores import profiles  # a case without a picture does without

            if (told := profiles(self.state, self.lang, audience=self.audience)) is not None:
                yield told.blocks

    def series(self) -> Iterator[tuple[b.Block, ...]]:
        """The series that this audience may read: to parents and pupils without its figures."""
        for name, one in self.state.readings.items():
            field = self.state.plan.fields[name]
            if self.audience in field.audience:
                from prodia.telling.progress import parts  # a case without a series does without

                told = parts(field.ask, one.series, one.aim, one.found, self.lang, audience=self.audience)
                if self.audience != "school":
                    told = [block for block in told if not isinstance(block, b.Picture)]
                yield (b.Section(f"series-{name}", field.ask, tuple(told)),)

    def about(self) -> Iterator[tuple[b.Block, ...]]:
        yield ()


def _pending(state: State) -> bool:
    """Would something still be asked, judged or decided, had the case not been closed?"""
    again = State(state.plan, replace(state.history, closed=False), state.day)
    return any(need.kind in ("answer", "judge", "decide") for need in again.needs)


_CLAUSE = re.compile(r"[.!?]|, en |, and ")


def _unsaid(more: str, said: str) -> str:
    """Of a text without lists the sentences that say something that was not said already in these words."""
    if "\n" in more:
        return more
    known = said.casefold()
    kept = (
        one
        for one in SENTENCE.split(more)
        if any(part.strip().casefold() not in known for part in _CLAUSE.split(one) if part.strip())
    )
    return " ".join(kept)
