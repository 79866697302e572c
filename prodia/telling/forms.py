"""A form: what is asked, why, who reads the answer, and room to write it; to fill in or to talk by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prodia.model.plan import Plan
from prodia.model.protocol import Field
from prodia.telling import blocks as b
from prodia.telling.values import asked_of, audiences_in_words, heads, heard, notice
from prodia.words import Lang, Words
from prodia.words.labels import label

NO_ANSWER = Words(
    "Geen antwoord is nooit een nee. Weet iemand het niet of wil iemand het niet zeggen, noteer dan dat.",
    "No answer is never a no. Where somebody does not know or does not want to say, note that.",
)
_NO_NAME = Words("Zet geen naam op dit blad.", "Write no name on this sheet.")
_WHY = Words("Waarom we dit vragen: {purpose}.", "Why we ask this: {purpose}.")
_WHO = Words("Wie vertelt: {who}. Wie het leest: {readers}.", "Who tells: {who}. Who reads it: {readers}.")
_TITLE = Words("{title}: formulier", "{title}: form")


def form(plan: Plan, steps: Iterable[str], lang: Lang) -> b.Document:
    """The sheets of some steps under each other; of a step that asks nothing, none."""
    sheets = (
        b.section(
            id, one.title, *b.prose(one.says), b.bullets(map(b.authored, one.actions)), *sheet(plan, id, lang)
        )
        for id in steps
        if (one := plan.steps[id]).fields
    )
    title = _TITLE.fill(lang, {"title": plan.protocol.title})
    last = notice(heard(plan, "disclaimer", "team"), lang)
    return b.document(title, lang, None, b.Paragraph(NO_ANSWER[lang]), *sheets, last)


def sheet(plan: Plan, id: str, lang: Lang) -> Iterator[b.Block]:
    """What is asked in a step, to write on paper, with the version that it is of."""
    step = plan.steps[id]
    if step.fields:
        reference, digest = plan.reference, plan.digest.removeprefix("sha256:")[:12]
        yield b.Paragraph(b.Line((f"{step.title}. ", b.Code(reference), f" · {digest}. ", _NO_NAME[lang])))
        columns = heads(lang, "vraag|antwoord|dag", "question|answer|day")
        rows = tuple((_question(plan, n, lang), _choices(plan.fields[n], lang), "") for n in step.fields)
        yield b.Table(columns, rows, step.title)


def _question(plan: Plan, name: str, lang: Lang) -> b.Lines:
    """The question, why it is asked, of whom, and who reads the answer."""
    field = plan.fields[name]
    who = {"who": str(asked_of(plan, name)), "readers": audiences_in_words(field.audience, lang)}
    why = _WHY.fill(lang, {"purpose": field.purpose.rstrip(".")})
    asked = b.Marked(field.ask, "strong")
    rest = (b.Marked(said, "quiet") for said in (why, _WHO.fill(lang, who)))
    return b.Lines((asked, *((field.help,) if field.help else ()), *rest))


def _choices(field: Field, lang: Lang) -> b.Cell:
    """A box for each answer there is to choose, and one for none; of what is written, nothing."""
    words = [*field.options.values()]
    if field.type.kind == "truth":
        words = [label("truth", value, lang) for value in (True, False)]
    none = [_NONE[lang]] if words else []
    return b.Lines(tuple(f"☐ {word}" for word in (*words, *none))) if words else ""


_NONE = Words("geen antwoord", "no answer")
