"""What people read: that it is plain text, plain language, fair to the child, and right for who reads it."""

# Each rule reads `Scope.said`: most look for one pattern of words. What is found is pointed at.

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from prodia.checks.finding import Finding
from prodia.checks.scope import READERS, Readable, Rule, Said, Scope
from prodia.frozen import dataclass
from prodia.problems import Kind
from prodia.problems import quality as kinds
from prodia.words import Words

_I = re.IGNORECASE
LONGEST = {"team": 30, "school": 30, "parents": 20, "pupil_from_12": 20, "pupil_under_12": 15, None: 40}
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+|$)")
_WORD = re.compile(r"[^\W\d_]+")
ABBREVIATION = re.compile(r"\b(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z][A-Z0-9]{1,9}\b")
_YOURS = re.compile(r"\b(?:je|jouw|jullie) (?=(?:kind|zoon|dochter)\b)", _I)
_FORMAL, _FAMILIAR = re.compile(r"\b(?:u|uw)\b", _I), re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", _I)
FOREIGN = re.compile(
    r"\b(?:the|and|with|your|which|this|that|from|have|should|when|please|there|some|still|they|their|what"
    r"|not|are|for)\b",
    _I,
)
COLOUR = re.compile(
    r"(?:de |het )?(?:rode?|oranje|gele?|groene?|blauwe?|paarse?|zwarte?|witte?|rood|geel|groen|blauw)"
    r"(?: (?:zone|vak|vlak|kleur))?\.?",
    _I,
)
FORMERLY = re.compile(r"\b(?:vroegere?|voorheen|oude naam|heette|vervangt|vervangen|niet meer|toen)\b", _I)
_VOWELS = re.compile(r"[aeiouyáéèëïöü]+", _I)
HARDEST, LEAST_WORDS = 20, 8  # of the formula of Flesch and Douma; shorter texts it says nothing about


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule that tells the first place with a pattern in each text, or in each of some."""

    kind: Kind
    pattern: str
    of: Callable[[Said], bool] = lambda said: True

    def __call__(self, scope: Readable) -> Iterator[Finding]:
        search = re.compile(self.pattern).search
        for said in scope.said:
            if self.of(said) and (found := search(said.text)):
                yield said.finding(self.kind, found, found=found[0])


# Texts are plain: no HTML, script, image, link, heading or table.
markup = Pattern(
    kinds.MARKUP,
    r"(?im)</?(?:script|style|img|iframe|a|b|i|u|em|strong|p|br|hr|div|span|h[1-6]|ul|ol|li|table|tr|td|th|video"
    r"|audio|svg|font|object|embed|form|input|link|meta)\b[^<>]*>?|!?\[[^\]\n]*\]\([^)\n]*\)|^#{1,6} "
    r"|^\|?\s*:?-{3,}:?\s*\||javascript:",
)
# A text is written: nothing stands there that says it is still to come.
unwritten = Pattern(
    kinds.UNWRITTEN,
    r"\b(?:TODO|TBD|FIXME|XXX+|NTB)\b|\b(?i:lorem ipsum|nog (?:in te vullen|aan te vullen|te schrijven))\b",
)
# A text has no slot: only in a letter is something filled in, and those are looked at on their own.
slots = Pattern(kinds.UNFILLED, r"\{[^{}\n]{1,40}\}")
# The words of a link say where it leads.
click_here = Pattern(
    kinds.CLICK_HERE,
    r"(?i)\b(?:klik(?:ken)? (?:hier|op deze link)|lees hier|via deze link|deze link|klik door)\b",
)
# A child has a difficulty and is none.
labels = Pattern(
    kinds.LABEL,
    r"(?i)\b(?:een|de|het|deze|die|onze|jullie) (?:autist|adhd[-'’]?er|dyslecticus|dyscalculicus|gehandicapte"
    r"|debiel|imbeciel|zwakbegaafde|hoogbegaafde|probleemgeval)\w*\b|\b(?:autisten|adhd[-'’]?ers|dyslectici"
    r"|probleemkind\w*|(?:zwakke|slechte) (?:leerling|lezer|schrijver|speller|rekenaar)\w*"
    r"|(?:autistische|dyslectische"
    r"|gestoorde|achterlijke|domme|luie|zwakbegaafde) (?:leerling|kind|jongere|lezer)\w*"
    r"|(?:dyslexie|dyscalculie|dyspraxie|autisme|adhd|dcd|ass|zorg|risico|probleem|spijbel)[- ]?"
    r"(?:leerling|kind|jongere)\w*"
    r"|(?:(?:school|werk|toets)?weigeraar|spijbelaar|thuiszitter|zittenblijver|overzitter|onderpresteerder"
    r"|pester|ruziemaker|druktemaker|stoorzender|lastpost|dwarsligger|stotteraar|bedplasser"
    r"|epilepticus|epileptici|(?:drugs?|cannabis)gebruiker)(?:s|en)?)\b",
)
# Parents and pupils read words, and no bare scores.
scores_told = Pattern(
    kinds.SCORE_TOLD,
    r"(?i)\b(?:percentiel\w*|pc[ -]?\d+|IQ|T-scores?|z-scores?|standaardscores?|stanine\w*|deciel\w*"
    r"|normscores?|betrouwbaarheidsinterval\w*)\b",
    lambda said: said.reader in READERS and said.path[0] != "fields",
)
# A pupil in general is no «hij».
gender = Pattern(kinds.GENDER, r"(?i)\b(?:hij|hem)\b", lambda said: said.reader is not None)
# What is to be done has someone who does it.
passive = Pattern(
    kinds.PASSIVE,
    r"(?i)\b(?:wordt|worden|werd|werden)\b(?![^.]*\bdoor\b)[^.,]*?\b(?:ge|be|ver|ont)\w+(?:d|t|en)\b",
    lambda said: said.path[0] in ("steps", "phases") and said.path[2] in ("says", "title"),
)
# Who needs more time has it, or hears why not.
time_limits = Pattern(
    kinds.TIME_LIMIT,
    r"(?i)\bbinnen (?:de )?\d+ (?:seconden|minuten)\b",
    lambda said: said.path[0] in ("fields", "steps"),
)
# The machine proposes and a person decides: no text says otherwise.
machine_decides = Pattern(
    kinds.MACHINE,
    r"(?i)\b(?<!geen )(?<!nooit een )(?:computer|systeem|machine|algoritme) (?:beslist|bepaalt|kent"
    r"|weigert)\b|\b(?:automatisch|vanzelf) (?:beslist|toegekend|geweigerd|besloten|afgewezen|goedgekeurd)\b",
)


def long_sentences(scope: Readable) -> Iterator[Finding]:
    """A sentence is as long as its reader can hold."""
    for said in scope.said:
        most = LONGEST[said.reader]
        for sentence in _SENTENCE.finditer(said.text):
            count = len(sentence[0].split())
            if count > most:
                yield said.finding(
                    kinds.LONG_SENTENCE, sentence, count=count, most=most, reader=_reader(said)
                )
                break


def _reader(said: Said) -> Words:
    return _READER.get(said.reader or "", Words("wie ermee werkt", "whoever works with it"))


_READER = {
    "team": Words("het team", "the team"),
    "school": Words("de school", "the school"),
    "parents": Words("ouders", "parents"),
    "pupil_from_12": Words("een leerling vanaf 12 jaar", "a pupil of 12 or older"),
    "pupil_under_12": Words("een leerling onder 12 jaar", "a pupil under 12"),
}


def abbreviations(scope: Readable) -> Iterator[Finding]:
    """An abbreviation for parents or pupils is a term, or is explained between brackets in their texts."""
    known = {
        word
        for term in scope.shared.terms.values()
        for name in (term.term, *term.aliases)
        for word in ABBREVIATION.findall(name)
    }
    for said in scope.said:
        if said.reader in READERS:
            for found in ABBREVIATION.finditer(said.text):
                if found[0] not in known and not _explained(found[0], said.text):
                    yield said.finding(kinds.ABBREVIATION, found, found=found[0], reader=_reader(said))
                    break


def _explained(word: str, text: str) -> bool:
    return f"({word})" in text or re.search(rf"\b{word}\b[^.(]{{0,20}}\(", text) is not None


def scores_shown(scope: Scope) -> Iterator[Finding]:
    """A normed score is for who can weigh it: not shown as such to parents or pupils."""
    for name, one in scope.protocol.fields.items():
        readers = [a for a in one.audience if a in READERS]
        if readers and one.type.unit in ("percentile", "score", "z", "t"):
            who = Words(*(", ".join(_READER[a][lang] for a in readers) for lang in ("nl", "en")))
            yield Finding(kinds.SCORE_SHOWN, ("fields", name, "audience"), name=name, reader=who)


def form_of_address(scope: Readable) -> Iterator[Finding]:
    """Parents read «u» or «je», and not both; pupils read «je»."""
    polite = any(said.reader == "parents" and _FORMAL.search(said.text) for said in scope.said)
    for said in scope.said:
        if said.reader in READERS:
            formal, familiar = _FORMAL.search(said.text), _FAMILIAR.search(said.text)
            if said.reader == "parents":
                formal = (familiar if polite else None) or _YOURS.search(said.text)
            if formal:
                yield said.finding(kinds.ADDRESS, formal, found=formal[0], reader=_reader(said))


def outdated_terms(scope: Scope) -> Iterator[Finding]:
    """A term that was replaced is not the right word any more."""
    terms = scope.plan.shared.terms
    old = {
        t.term: terms[t.replaced_by].term
        for t in terms.values()
        if t.replaced_by
        and t.replaced_by in terms
        and not (t.valid and t.valid.to and t.valid.to >= scope.protocol.valid.from_)
    }
    if old:
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, old))})\b", _I)
        known = {name.casefold(): name for name in old}
        for said in scope.said:
            found = pattern.search(said.text)
            if found and not FORMERLY.search(said.text):
                name = known[found[0].casefold()]
                yield said.finding(kinds.OUTDATED_TERM, found, found=found[0], now=old[name])


def foreign(scope: Scope) -> Iterator[Finding]:
    """A text is in the language it says it is in."""
    for said in scope.said:
        found = [*FOREIGN.finditer(said.text)]
        if len({f[0].casefold() for f in found}) > 2:
            yield said.finding(kinds.FOREIGN, found[0], found=", ".join(dict.fromkeys(f[0] for f in found)))


def colours(scope: Scope) -> Iterator[Finding]:
    """An outcome is told in words; a colour says nothing to who does not see it."""
    for said in scope.said:
        if said.path[0] == "decisions" and (found := COLOUR.fullmatch(said.text.strip())):
            yield said.finding(kinds.COLOUR, found=found[0])


def hard_to_read(scope: Readable) -> Iterator[Finding]:
    """A trend and no verdict: long words in long sentences, for parents and pupils."""
    for said in scope.said:
        if said.reader in READERS and said.path[0] != "fields":
            words = _WORD.findall(said.text)
            sentences = max(1, len(_SENTENCE.findall(said.text)))
            if len(words) >= LEAST_WORDS:
                syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)
                score = 206.84 - 0.93 * len(words) / sentences - 77 * syllables / len(words)
                if score < HARDEST:
                    yield said.finding(kinds.HARD, score=round(score), reader=_reader(said))


# Of any text, wherever it stands.
PLAIN: tuple[Callable[[Readable], Iterator[Finding]], ...] = (
    markup,
    unwritten,
    click_here,
    long_sentences,
    abbreviations,
    labels,
    scores_told,
    form_of_address,
    gender,
    machine_decides,
    hard_to_read,
)
RULES: tuple[Rule, ...] = (
    *PLAIN,
    slots,
    scores_shown,
    passive,
    outdated_terms,
    foreign,
    colours,
    time_limits,
)
