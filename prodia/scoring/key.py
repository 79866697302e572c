"""The scoring key of an instrument: answers of one person in, a record for every scale out.

>>> key = ScoringKey.of(instrument)                    # doctest: +SKIP
>>> key.score({"q1": 2, "q2": 0, "q3": 1})["total"]    # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property

from prodia.errors import fits, one_of, tell
from prodia.frozen import Fixed, dataclass
from prodia.language import Apply, Literal, Name, Tree, evaluate, names, nine
from prodia.model.instrument import Example, Flag, Instrument, Item, Scale, opened, points
from prodia.problems import Problem
from prodia.problems import scores as kinds
from prodia.problems.people import AGE_DISAGREES
from prodia.scoring.norms import NormSet, with_zones
from prodia.scoring.person import NOBODY, Person
from prodia.scoring.raw import PLAIN, Answers, RawScore, ScaleKey, as_answer, no_raw, scale_key
from prodia.scoring.records import KeptRecords, Sorting
from prodia.scoring.score import Score
from prodia.scoring.stopping import Stopping, stopping_of
from prodia.words import Words

# How to think about it: a scale of items comes to (answered, total); with the norm group of the person
# that settles the whole record, so records are made once per such state and kept (`_kept`). They are frozen
# and shared: who asks twice gets the same record. `many.py` fills columns with these same records, so a
# million people can not differ from one. Scales that are worked out (`is`) and rules are read from the
# others with the language. What must change together: `ScoringKey.score` and `many.score_columns`.


KEPT = 200_000  # of norms in which every age counts for itself none are: they hardly ever come back


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one person by scale; the rules and flags of the form: true, false or None (not known)."""

    scores: Mapping[str, Score]
    rules: Mapping[str, bool | None]
    flags: Mapping[str, bool | None] = field(default_factory=dict)

    def __getitem__(self, scale: str) -> Score:
        if type(scale) is not str or scale not in self.scores:
            one_of(Words("schaal", "scale"), scale, self.scores)
        return self.scores[scale]

    def __iter__(self) -> Iterator[str]:
        return iter(self.scores)

    def value(self, name: str) -> float | bool | str | None:
        """A raw score, the truth of a rule or flag; with ``scale.cut set`` the zone. Raises
        :class:`prodia.ProdiaError`, which is a KeyError too, for another name."""
        fits("name", name, str)
        scale, _, cuts = name.partition(".")
        if cuts:
            return self[scale].zone(cuts)
        for truths in (self.rules, self.flags):
            if name in truths:
                return truths[name]
        return self[name].raw


@dataclass(frozen=True, eq=False, repr=False)
class ScoringKey:
    """An instrument ready to score, with the norms to use: for each scale the first that has it.

    ``digest`` is that of the definition. Make one with :meth:`of` and keep it, for it remembers what it
    worked out; each thread has one of its own.
    """

    instrument: Instrument
    digest: str
    norms: tuple[NormSet, ...] = ()
    _kept: dict[object, Score] = field(default_factory=dict, repr=False)
    _records: dict[str, KeptRecords] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, instrument: Instrument, *norms: NormSet, digest: str = "") -> ScoringKey:
        """The key of a definition without faults (:func:`prodia.checks.instruments.faults`)."""
        return cls(instrument, digest, norms)

    @cached_property
    def keyed(self) -> Mapping[str, ScaleKey]:
        """Of every scale with items, by scale."""
        scales = self.instrument.scales.items()
        return {id: scale_key(self.instrument, id) for id, scale in scales if scale.items}

    @cached_property
    def stops(self) -> Mapping[str, Stopping]:
        """Of every scale whose test begins, reverses or stops by rule."""
        return {id: stopping_of(self.instrument, id) for id, s in self.instrument.scales.items() if s.stop}

    @cached_property
    def rules(self) -> Mapping[str, Tree]:
        """The rule of each conclusion, with a count taken apart so that enough for sure is enough."""
        return {id: taken_apart(rule.is_.tree, self.instrument) for id, rule in self.instrument.rules.items()}

    @cached_property
    def by_item(self) -> Mapping[str, Mapping[float, float]]:
        """Item to what each answer counts, as expressions read it."""
        turned = self.instrument.reversed_items
        return {
            i: points(item, i in turned) for i, item in self.instrument.every_item.items() if item.answers
        }

    @cached_property
    def _norms(self) -> Mapping[str, NormSet | None]:
        return {id: next((n for n in self.norms if n.has(id)), None) for id in self.instrument.scales}

    def norms_of(self, scale: str) -> NormSet | None:
        """The norms that a scale is scored by."""
        one_of(Words("schaal", "scale"), scale, self._norms)
        return self._norms[scale]

    @cached_property
    def ages(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Of every scale the ages that matter without norms: of the instrument, and of its cut sets."""
        spans = {
            id: (self.instrument.ages, *(cuts.ages for cuts in scale.cuts.values()))
            for id, scale in self.instrument.scales.items()
        }
        return {id: tuple(one for one in some if one is not None) for id, some in spans.items()}

    def records_of(self, id: str) -> KeptRecords:
        """The records of a scale by number, for who scores many people."""
        return self._records.setdefault(id, KeptRecords())

    @cached_property
    def sortings(self) -> Mapping[str, Sorting]:
        """The sorts of person each scale tells apart; scales that look at the same share one."""
        shared: dict[object, Sorting] = {}
        looks = {id: (self.ages[id], n and (n, n.groups_of(id))) for id, n in self._norms.items()}
        return {id: shared.setdefault(look, Sorting()) for id, look in looks.items()}

    def __repr__(self) -> str:
        return f"<ScoringKey {self.instrument.reference}>"

    def score(self, answers: Answers, person: Person = NOBODY) -> Scores:
        """Every scale and rule of one person. ``answers`` by item id; None, NaN or absent is empty.

        An answer off its scale gives no score of the scales that read it, and says so. Raises UnknownName for
        an answer to what is no item, TypeError for answers that are no mapping, and for a person who is no
        :class:`Person`. An age that the dates deny is not known, and told as a
        :class:`~prodia.errors.DataWarning`.
        """
        answers, person = self._admit(answers), agreeing(person)
        found = self._ageless_scores(answers, person)
        truths: dict[str, bool | None] = dict.fromkeys(self.rules)
        if self.rules and not self.is_void(answers):
            for id, tree in self.rules.items():
                truth = evaluate(tree, self._read(tree, answers, found))
                truths[id] = truth if isinstance(truth, bool) else None
        dated = {id: self._dated(score, person) for id, score in found.items()}
        return Scores(Fixed(dated), Fixed(truths), Fixed(self._raised(answers)))

    def _ageless_scores(self, answers: Answers, person: Person) -> dict[str, Score]:
        """The record of every scale, but for the age and the day of this person."""
        found: dict[str, Score] = {}
        for id, scale in self.instrument.scales.items():
            found[id] = self._of(id, scale, answers, found, person)
        return found

    def _admit(self, answers: Answers) -> Answers:
        """The answers as numbers; a slip in the name of an item is no empty answer."""
        fits("answers", answers, Mapping)
        if not answers.keys() <= self._every.keys():
            one_of(Words("item", "item"), next(one for one in answers if one not in self._every), self._every)
        if PLAIN.issuperset(map(type, answers.values())):
            return answers
        return {item: as_answer(answer) for item, answer in answers.items()}

    def flags(self, answers: Answers) -> dict[str, bool | None]:
        """Which answers matter by themselves, None where one is empty or off its scale. Neither norms nor
        what is empty elsewhere has a say in it. Raises UnknownName for an answer to what is no item."""
        return self._raised(self._admit(answers))

    def _raised(self, answers: Answers) -> dict[str, bool | None]:
        found: dict[str, bool | None] = {}
        for name, flag, item in self._flagged:
            answer = answers.get(flag.item)
            on = answer is not None and item.admits(answer)
            found[name] = flag.raised(answer) if on and answer is not None else None
        return found

    @cached_property
    def _flagged(self) -> tuple[tuple[str, Flag, Item], ...]:
        items = self.instrument.every_item if self.instrument.flags else {}
        return tuple((name, flag, items[flag.item]) for name, flag in self.instrument.flags.items())

    def values(self, answers: Answers, person: Person = NOBODY) -> dict[str, float | None]:
        """The numbers alone: ``scale`` its raw score, ``scale.T`` and the like its normed ones. Raises as
        :meth:`score`."""
        numbers: dict[str, float | None] = {}
        for id, score in self._ageless_scores(self._admit(answers), agreeing(person)).items():
            numbers[id] = score.raw
            for normed in score.normed:
                numbers[f"{id}.{normed.scale}"] = normed.value
        return numbers

    def one(self, id: str, answers: Answers, person: Person) -> Score:
        """The record of one scale that is not worked out, but for the age and the day of this person."""
        if id in self.stops:
            return self._ageless(self._record(id, self.stops[id].score(answers, person), person))
        if id not in self.keyed:
            why = Problem(kinds.AS_PRINTED_ONLY, None)
            return self._record(id, no_raw(why), NOBODY)
        scale = self.keyed[id]
        both = self.too_empty if self.is_void(answers) else scale.total(answers)
        if isinstance(both, Problem):
            return self.refused(id, _given(scale.items, answers), both)
        return self.state(id, *both, person)

    def is_void(self, answers: Answers) -> bool:
        """Whether more items of the whole form are empty than its makers allow."""
        most = self.instrument.most_empty
        return most is not None and len(self._every) - _given(self._every, answers) > most

    @cached_property
    def too_empty(self) -> Problem:
        """Why a form that is void has no score."""
        return Problem(kinds.FORM_TOO_EMPTY, None, most=self.instrument.most_empty)

    @cached_property
    def _every(self) -> Mapping[str, Item]:
        return self.instrument.every_item

    def refused(self, id: str, given: int, why: Problem) -> Score:
        """The record of a scale of which an answer is off its scale; whoever it is, there is no score."""
        return self._record(id, self.keyed[id].refused(given, why), NOBODY)

    def state(self, id: str, answered: int, total: float, person: Person) -> Score:
        """The record of a scale of items in one state, but for the age and the day of this person."""
        return self._once((id, answered, total, self.sort(id, person)), id, person)

    def value_state(self, id: str, value: float, person: Person) -> Score:
        """The same of a scale that was worked out to ``value``."""
        return self._once((id, value, self.sort(id, person)), id, person)

    def _once(self, place: tuple[object, ...], id: str, person: Person) -> Score:
        found = self._kept.get(place)
        if found is None:
            raw = self.keyed[id].score(place[1], place[2]) if id in self.keyed else _value(place[1])  # type: ignore[arg-type]
            found = self._ageless(self._record(id, raw, person))
            norms = self._norms[id]
            if len(self._kept) < KEPT and (norms is None or not norms.by_age):
                self._kept[place] = found
        return found

    def _ageless(self, score: Score) -> Score:
        """The record as everyone of its sort shares it."""
        return score if score.age is None else replace(score, age=None)

    def _dated(self, score: Score, person: Person) -> Score:
        """The record with the age and the day of this person."""
        if person is NOBODY or score.raw is None:
            return score
        norms = self.norms_of(score.scale or "")
        age = norms.age(person) if norms is not None and score.normed else None
        return replace(score, age=age, measured=person.tested)

    def sort(self, id: str, person: Person) -> object:
        """What of a person a record of this scale depends on, age and day themselves aside."""
        if person is NOBODY:
            return None
        sorting = self.sortings[id]
        if sorting.last is not person:  # the scales of one form ask the same of the same person
            sorting.last, sorting.sort = person, self._sort(id, person)
        return sorting.sort

    def _sort(self, id: str, person: Person) -> object:
        norms, ages = self._norms[id], self.ages[id]
        if norms is None and not ages:
            return None
        age = person.calendar_months if ages else None
        spans = tuple(age is not None and first <= age <= last for first, last in ages)
        return (age is not None, spans, norms.sort(id, person) if norms is not None else None)

    def _record(self, id: str, raw: RawScore, person: Person) -> Score:
        scale = self.instrument.scales[id]
        made = bool(scale.items)
        warnings = list(self._beyond(person)) if raw.value is not None else []
        if made and raw.missing and raw.value is not None:
            said = {"missing": raw.missing, "items": raw.items, "rule": raw.method}
            warnings.append(Problem(kinds.ANSWERS_EMPTY, None, **said))
        score = Score(
            raw=raw.value,
            answered=raw.answered if made else None,
            missing=None if id in self.stops else raw.method or None,
            stopped_by=raw.method if id in self.stops and raw.value is not None else None,
            warnings=tuple(warnings),
            instrument=self.instrument.reference,
            digest=self.digest or None,
            scale=id,
            items=raw.items if made else None,
            empty=raw.missing if made else None,
            unrounded=raw.unrounded,
            rounding=raw.rounding,
            reason=raw.reason,
        )
        if raw.value is None:
            return score
        norms = self.norms_of(id)
        if norms is not None:
            score = norms.applied(score, person)
        return with_zones(score, scale, person, norms)

    def _read(self, tree: Tree, answers: Answers, found: Mapping[str, Score]) -> dict[str, float | None]:
        """What an expression reads: the points of items, None for one that is empty or off its scale, and
        the scores above."""
        values: dict[str, float | None] = {}
        for id in names(tree):
            answer, item = answers.get(id), self._every.get(id)
            if item is None:
                values[id] = found[id].raw if id in found else None
            elif answer is None or type(answer) is bool:
                values[id] = None
            elif id in self.by_item:
                values[id] = self.by_item[id].get(answer)
            else:
                values[id] = answer if item.type is not None and item.type.admits(answer) else None
        return values

    def _beyond(self, person: Person) -> Iterator[Problem]:
        ages, age = self.instrument.ages, person.calendar_months
        if ages is not None and age is not None and not ages[0] <= age <= ages[1]:
            yield Problem(kinds.BEYOND_AGE, None, first=ages[0], last=ages[1])

    def _of(
        self, id: str, scale: Scale, answers: Answers, found: Mapping[str, Score], person: Person
    ) -> Score:
        """The record of one scale, but for the age and the day of this person."""
        if scale.is_ is None:
            return self.one(id, answers, person)
        if self.is_void(answers):
            return self._record(id, no_raw(self.too_empty), NOBODY)
        values = self._read(scale.is_.tree, answers, found)
        value = evaluate(scale.is_.tree, values)
        if isinstance(value, float):
            score = self.value_state(id, nine(value), person)
            wrong = [n for n in values if n in found and is_implausible(found[n])]
            return self.unbelieved(score, wrong, person) if wrong else score
        empty = ", ".join(n for n in values if values[n] is None) or id
        why = Problem(kinds.NOT_COMPUTED, None, names=empty)
        return self._record(id, no_raw(why), NOBODY)

    def unbelieved(self, score: Score, wrong: Iterable[str], person: Person) -> Score:
        """A scale that is worked out from measures that norms do not believe: the number, and no norms."""
        norms = self.norms_of(score.scale or "")
        if norms is None or is_implausible(score):
            return score
        titles = ", ".join(dict.fromkeys(self.instrument.scales[id].title for id in wrong))
        why = Problem(kinds.RESTS_ON_IMPLAUSIBLE, None, names=titles)
        scale = self.instrument.scales[score.scale or ""]
        known = (kinds.BEYOND_AGE, kinds.ANSWERS_EMPTY)  # whatever the norms say
        bare = replace(
            score,
            normed=(),
            standard=None,
            mean=None,
            sd=None,
            percentile=None,
            interval=None,
            reliability=None,
            group=None,
            formula=None,
            norm_reason=why,
            warnings=tuple(w for w in score.warnings if isinstance(w, Problem) and w.kind in known),
        )
        return with_zones(bare, scale, person, norms)


def is_implausible(score: Score) -> bool:
    """Whether there is no normed score because this measure, or one that it rests on, is not believed."""
    why = score.norm_reason
    return why is not None and why.kind in (kinds.IMPLAUSIBLE, kinds.RESTS_ON_IMPLAUSIBLE)


def _given(items: Iterable[str], answers: Answers) -> int:
    """How many of these items have an answer, on its scale or not."""
    return sum(1 for i in items if (a := answers.get(i)) is not None and a == a)


def _value(value: object) -> RawScore:
    assert isinstance(value, float)
    return RawScore(value, value, 0, 0, 0, "", "none")


def taken_apart(tree: Tree, instrument: Instrument) -> Tree:
    """``count >= n`` as «at least n of its items»: true when enough are sure, though others are empty."""
    if not isinstance(tree, Apply):
        return tree
    if tree.op == ">=" and isinstance(tree.args[0], Name) and isinstance(tree.args[1], Literal):
        scale = instrument.scales.get(tree.args[0].id)
        if scale is not None and scale.score == "count" and scale.missing and scale.missing.rule == "refuse":
            least = Literal(scale.at_least)
            parts = (Apply(">=", (Name(item), least)) for item in scale.item_ids)
            return Apply("at least", (tree.args[1], *parts))
    return Apply(tree.op, tuple(taken_apart(a, instrument) for a in tree.args), tree.span)


# The worked examples of an instrument: what its own definition says must come out.


@dataclass(frozen=True, slots=True)
class Expected:
    """What an example expects of one name, and what comes out."""

    name: str
    want: float | str | bool | None
    got: float | str | bool | None

    @property
    def right(self) -> bool:
        if isinstance(self.want, bool) or isinstance(self.got, bool):
            return self.want is self.got
        if isinstance(self.want, (int, float)) and isinstance(self.got, float):
            return nine(float(self.want)) == nine(self.got)
        return self.want == self.got


def answers_of(example: Example) -> dict[str, float]:
    """The answers of an example by item, runs opened."""
    return {id: answer for written, answer in example.answers.items() for id in opened(written)}


def expected(key: ScoringKey, example: Example) -> tuple[Expected, ...]:
    """Every expectation of an example beside what the key gives."""
    found = key.score(answers_of(example), Person(age_months=example.ages))
    return tuple(Expected(name, want, found.value(name)) for name, want in example.expect.items())


def agreeing(person: Person) -> Person:
    """The same person; an age that the dates deny is told, and not known at all, as of many people."""
    fits("person", person, Person)
    if person.agrees:
        return person
    tell(Problem(AGE_DISAGREES, None, column="age_months", row=0))
    return replace(person, born=None, tested=None, age_months=None)
