"""``prodia say``: a protocol or an expression read aloud, in whole sentences."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.text import Text

from prodia.cli.catalogue import Pack, catalogue, is_protocol, plan
from prodia.cli.face import Face, WrongUse, face, nearest
from prodia.problems.commands import NO_MATCH
from prodia.words import Words


def say(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(help="A protocol (id or id@version), or an expression.")],
    id: Annotated[str | None, typer.Argument(help="One criterion, derived value or decision of it.")] = None,
    pack: Pack = None,
) -> None:
    """Read criteria, derived values and decision tables aloud."""
    from prodia.language import parse
    from prodia.language import say as aloud

    screen = face(ctx)
    if id is None and not _reference(what):
        screen.print(_sentence(aloud(parse(what), screen.lang, {}, {})))
        return
    found = catalogue(pack)
    if id is None and not is_protocol(found, what) and "@" not in what:
        like = nearest(what, [r.partition("@")[0] for r in found.references()])
        if not like.nl.startswith("bedoel"):
            screen.print(_sentence(aloud(parse(what), screen.lang, {}, {})))
            return
    _protocol(screen, plan(found, what, screen), id)


def _reference(text: str) -> bool:
    return all(c.isalnum() or c in "-_@." for c in text) and text[:1].isalpha()


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _protocol(screen: Face, plan: Any, id: str | None) -> None:
    said = False
    for kind, tell in (("derived", _derived), ("criteria", _criterion), ("decisions", _decision)):
        for name, one in getattr(plan, kind).items():
            if id is None or id == name:
                screen.print(Text(name, "heading"))
                for line in tell(plan, one, screen):
                    screen.print(Text(f"  {line}"))
                said = True
    if not said:
        known = [n for kind in ("derived", "criteria", "decisions") for n in getattr(plan, kind)]
        what = Words("criterium, afgeleide waarde of beslissing", "criterion, value or decision")
        raise WrongUse(NO_MATCH, what=what, name=id or "", nearest=nearest(id or "", known))


def _derived(plan: Any, one: Any, screen: Face) -> list[str]:
    from prodia.language import say as aloud

    return [f"{_sentence(one.says)[:-1]}: {aloud(one.is_.tree, screen.lang, plan.labels, plan.types)}."]


def _criterion(plan: Any, one: Any, screen: Face) -> list[str]:
    from prodia.language import say as aloud
    from prodia.telling.outcomes import cited
    from prodia.telling.values import role

    lines = [_sentence(one.says)]
    words = {
        "met": screen.say("Voldaan als", "Met if"),
        "judge": screen.say("Een mens oordeelt als", "A person judges if"),
    }
    for path, condition in one.conditions():
        stage = f" ({plan.labels.get(f'{one.by}={path[1]}', path[1])})" if len(path) > 1 else ""
        lines.append(
            f"{words[path[0]]}{stage}: {aloud(condition.tree, screen.lang, plan.labels, plan.types)}."
        )
    if one.judges:
        lines.append(
            screen.say("Wie oordeelt: ", "Who judges: ") + ", ".join(role(plan, r) for r in one.judges) + "."
        )
    lines.append(f"{screen.say('Bron', 'Source')}: {cited(plan, one.source, screen.lang)}.")
    return lines


def _decision(plan: Any, one: Any, screen: Face) -> list[str]:
    """Every rule of the table as one sentence."""
    from prodia.telling.outcomes import cell_in_words

    lines = [one.title]
    for number, rule in enumerate(one.table.rules, 1):
        whens = [
            f"{plan.labels.get(head.cell.text, head.cell.text)}: "
            f"{cell_in_words(cell.text, plan, head.cell.text, screen.lang)}"
            for head, (cell, _) in zip(one.table.inputs, rule.when, strict=True)
            if cell.text != "-"
        ]
        condition = screen.say(" en ", " and ").join(whens) or screen.say("altijd", "always")
        then = _then(one, [c.text for c in rule.then], screen)
        lines.append(f"{number}. {screen.say('Als', 'If')} {condition}, {then}")
    if one.otherwise:
        rest = [one.otherwise.get(c.text, "") for c in one.table.outputs]
        lines.append(f"{screen.say('Anders', 'Otherwise')}: {_then(one, rest, screen)}")
    return lines


def _then(one: Any, texts: list[str], screen: Face) -> str:
    title = one.outcomes[texts[0]].title if texts[0] in one.outcomes else texts[0]
    because = f" ({'; '.join(t for t in texts[1:] if t)})" if any(texts[1:]) else ""
    return screen.say(f"dan stelt de tabel voor: {title}{because}.", f"the table proposes: {title}{because}.")
