"""How a verb is declared: every argument and option once, its help in both languages; and the help page."""

# click parses; its English is never shown. A verb states what it takes with `takes`; its own sentence stands
# in the tree of app.py, so that the list of verbs can be told without importing any of them. The help page is
# drawn here, and mistakes are said in app.py from the fields of click's exceptions.

from __future__ import annotations

import datetime as dt
import inspect
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeAlias, TypeVar

import click
from click.shell_completion import CompletionItem
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from prodia.cli.terminal import Terminal, WrongUse, unfit
from prodia.problems.commands import ONE_TOO_MANY, UNKNOWN_VERB
from prodia.words import Lang, Words
from prodia.words.lists import close, meant, nearest

F = TypeVar("F", bound=Callable[..., int | None])


class _Filled(click.Parameter):
    """A parameter that is left out or says something: what holds nothing but blanks is neither."""

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        for one in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(one, str) and not one.strip() and self.name not in _MAY_BE_BLANK:
                raise unfit(name_of(self), *_BLANK)
        return super().process_value(ctx, value)


_MAY_BE_BLANK = frozenset(("empty",))  # what stands for nothing in a file may be a blank
_BLANK = "schrijf er iets, of laat het weg.", "write something, or leave it out."


class Option(_Filled, click.Option):
    """An option (``--help -h``) with what it is for; ``multiple=True`` gives a tuple, the rest is click's."""

    def __init__(self, names: str, nl: str, en: str, **more: Any) -> None:
        super().__init__(names.split(), **more)
        self.says = Words(nl, en)


class Argument(_Filled, click.Argument):
    """An argument, with what it is for; where it names a protocol, a shell completes its name."""

    def __init__(self, name: str, nl: str, en: str, **more: Any) -> None:
        super().__init__([name], **more)
        self.says = Words(nl, en)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = super().shell_complete(ctx, incomplete)
        if self.name in _PROTOCOLS and "protocol" in self.says.en.lower():
            from prodia.content.shelf import headers  # reads YAML, which help does not

            heads = headers()
            names = dict.fromkeys(n for one in heads for n in (one.id, one.reference))
            found += [CompletionItem(n) for n in names if n.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


_PROTOCOLS = frozenset(("reference", "protocol", "what", "old", "new"))


def choice(*names: str) -> click.Choice[str]:
    return click.Choice(names)


def _day(ctx: click.Context, param: click.Parameter, text: str | None) -> dt.date | None:
    return None if text is None else read_day(text, name_of(param))


def _stated(table: str) -> Iterator[tuple[str, Words, str]]:
    """``name: Dutch | English | example`` of each line, if there is one; what goes on is deeper."""
    for line in re.sub(r"\n +", " ", inspect.cleandoc(table)).splitlines():
        name, says = line.split(": ", 1)
        nl, en, *example = says.split(" | ")
        yield name, Words(nl, en), "".join(example)


def _params(table: str) -> Iterator[Option | Argument]:
    for stated, says, _ in _stated(table):
        name = stated.rstrip("?*+!@#")
        marks = stated.removeprefix(name)
        if name.startswith("--"):
            marked: dict[str, Any] = {"is_flag": True} if "?" in marks else {}
            marked |= {"type": float} if "#" in marks else {"callback": _day} if "@" in marks else {}
            many, needed = "*" in marks, "!" in marks
            yield Option(name, says.nl, says.en, multiple=many, required=needed, **marked)
        else:
            count, needed = -1 if marks in ("*", "+") else 1, marks not in ("?", "*")
            yield Argument(name, says.nl, says.en, nargs=count, required=needed)


Lazy: TypeAlias = tuple[str, Words, str]


def verbs(table: str) -> dict[str, Lazy | Verbs]:
    """Verbs by name: ``name module:function: Dutch | English | example``, the module one of this room."""
    return {
        name: (where, says, example)
        for stated, says, example in _stated(table)
        for name, where in [stated.split()]
    }


def form(*names: str) -> Option:
    """``--format``: the first of these where nothing is said."""
    *most, last = names
    nl, en = (f"{', '.join(most)} {joint} {last}." for joint in ("of", "or"))
    return Option("--format", nl, en, type=choice(*names), default=names[0])


FORMAT = form("text", "json")
REPORT = Option(
    "--format",
    "text, json, github (annotaties), sarif of junit.",
    "text, json, github (annotations), sarif or junit.",
    type=choice("text", "json", "github", "sarif", "junit"),
    default="text",
)
ON = (
    "--on@: De dag, zoals 2026-09-01; zonder deze optie vandaag. | The day, as 2026-09-01; without it, today."
)


def takes(*params: Option | Argument | str) -> Callable[[F], F]:
    """What a verb takes besides the terminal, which comes first. It gives its exit code; None is 0.

    What is given as plain words is a line of text: ``name: Dutch | English``. After the name of an argument
    ``?`` says that it may be left out, ``*`` and ``+`` that there may be more; after that of an option ``!``
    that it is needed, ``*`` that it may be said again, ``?`` that it is a flag, ``@`` that it takes a
    day, and ``#`` a number.
    """
    every = [one for each in params for one in (_params(each) if isinstance(each, str) else (each,))]

    def declare(function: F) -> F:
        function.takes = every  # type: ignore[attr-defined]
        return function

    return declare


def _help() -> Option:
    """``--help``: eager, as click's own, but said and drawn by us."""
    return Option(
        "--help -h",
        "Toon deze uitleg en stop.",
        "Show this message and exit.",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
    )


def _show_help(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        draw_help(ctx)
        ctx.exit()


class Verb(click.Command):
    """One verb: its function is called with the terminal and what was given."""

    def __init__(self, name: str, says: Words, example: str, function: Callable[..., int | None]) -> None:
        params = [*getattr(function, "takes", ()), _help()]
        settings = {"allow_extra_args": True}  # to say which one is too many
        call = click.pass_obj(function)
        super().__init__(name, settings, callback=call, params=params, add_help_option=False)
        self.says, self.example = says, example

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        left = super().parse_args(ctx, args)
        if left:
            pack = os.path.isdir(left[0]) and any("--pack" in one.opts for one in self.params)
            way = f"--pack {left[0]}" if pack else f"{ctx.command_path} --help"
            hint = (
                Words(f"bedoelde je «{way}»?", f"did you mean «{way}»?")
                if pack
                else Words(f"zie «{way}».", f"see «{way}».")
            )
            raise WrongUse(ONE_TOO_MANY, command=ctx.command_path, name=left[0], hint=hint)
        return left


class Verbs(click.Group):
    """Verbs by name, as :func:`verbs` gives them, or more of these.

    A module is imported when its verb is asked for: that is all the laziness of the command line.
    """

    def __init__(
        self,
        name: str,
        *params: Option,
        nl: str,
        en: str,
        verbs: Mapping[str, Lazy | Verbs],
        ends: Words | None = None,
    ) -> None:
        super().__init__(
            name,
            callback=_without_verb,
            params=[*params, _help()],
            add_help_option=False,
            invoke_without_command=True,
        )
        self.says, self.verbs, self.ends = Words(nl, en), verbs, ends

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.verbs)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        found = self.verbs.get(name)
        if not isinstance(found, tuple):
            return found
        module, _, function = found[0].partition(":")
        return Verb(name, *found[1:], getattr(import_module(f"prodia.cli.{module}"), function))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, but a verb that is none is said with the one that was meant, wherever it is."""
        if args[0] not in self.verbs and not args[0].startswith("-"):
            every = _every_name(ctx.find_root().command) | {name: (name,) for name in self.verbs}
            near = close(args[0], every, 2)
            found = meant(" ".join(every[n]) for n in near) if near else nearest(args[0], self.verbs)
            raise WrongUse(UNKNOWN_VERB, name=args[0], command=ctx.command_path, nearest=found)
        return super().resolve_command(ctx, args)


def _every_name(group: click.Command) -> dict[str, tuple[str, ...]]:
    """The last word of every verb, with all the words that name it; of two with one name the shorter."""
    found: dict[str, tuple[str, ...]] = {}
    todo: list[tuple[tuple[str, ...], Verbs]] = [(("prodia",), group)] if isinstance(group, Verbs) else []
    while todo:
        before, one = todo.pop(0)
        for name, verb in one.verbs.items():
            found.setdefault(name, (*before, name))
            if isinstance(verb, Verbs):
                todo.append(((*before, name), verb))
    return found


@click.pass_context
def _without_verb(ctx: click.Context) -> int | None:
    """The help page and exit code 2, where no verb was named."""
    if ctx.invoked_subcommand is not None:
        return None
    draw_help(ctx)
    return 2


_OPTIONS = Words("Opties", "Options")


def draw_help(ctx: click.Context) -> None:
    """The page of a verb: how it is used, what it does, and everything it takes."""
    screen: Terminal = ctx.obj
    command, lang = ctx.command, screen.lang
    assert isinstance(command, (Verb, Verbs))
    width = screen.width
    arguments = [p for p in command.params if isinstance(p, Argument)]
    options = [p for p in command.params if isinstance(p, Option)]
    usage = Text(f"{screen.say('Gebruik', 'Usage')}: ", "quiet").append(ctx.command_path, "strong")
    for one in arguments:
        usage.append(f" {_named(one)}" if one.required else f" [{_named(one)}]")
    named = f"{screen.say('OPDRACHT', 'COMMAND')} ..." if isinstance(command, Verbs) else None
    usage.append(f" {named or f'[{_OPTIONS[lang].lower()}]'}")
    screen.out.print(usage, width=width)
    screen.print("")
    screen.out.print(Text(command.says[lang]), width=width)
    _part(screen, Words("Argumenten", "Arguments"), [(_named(one), _told(one, lang)) for one in arguments])
    if isinstance(command, Verbs):
        says = [(n, v.says if isinstance(v, Verbs) else v[1]) for n, v in command.verbs.items()]
        _part(screen, Words("Opdrachten", "Commands"), [(name, Text(two[lang])) for name, two in says])
    _part(screen, _OPTIONS, [(_named(one), _told(one, lang)) for one in options])
    if isinstance(command, Verb) and command.example:
        screen.print("", Text(screen.say("Voorbeeld", "Example"), "heading"))
        screen.print(Text(f"  {command.example}"))
    ends = getattr(command, "ends", None)
    if ends is not None:
        screen.print("")
        screen.out.print(Text(ends[lang], "quiet"), width=width)


def _part(screen: Terminal, title: Words, rows: Sequence[tuple[str, Text]]) -> None:
    if not rows:
        return
    screen.print("", Text(title[screen.lang], "heading"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, said in rows:
        table.add_row(Text(name, "strong"), said)
    screen.out.print(Padding(table, (0, 0, 0, 2)), width=screen.width)


def _told(one: Option | Argument, lang: Lang) -> Text:
    text = Text(one.says[lang])
    choices = getattr(one.type, "choices", ())
    if choices and "--format" not in one.opts:
        text.append(f" ({', '.join(choices)})", "quiet")
    return (
        text.append(f" [{Words('nodig', 'needed')[lang]}]", "open")
        if one.required and isinstance(one, Option)
        else text
    )


def _named(one: Option | Argument) -> str:
    if isinstance(one, Argument):
        return name_of(one) + (" ..." if one.nargs != 1 else "")
    return ", ".join([*one.opts, *one.secondary_opts])


def name_of(param: click.Parameter) -> str:
    """A parameter as a person knows it: ``--format``, ``REFERENCE``."""
    return param.opts[0] if isinstance(param, click.Option) else str(param.name).upper()


def pairs(said: Sequence[str], option: str) -> dict[str, str]:
    """name=value, each name once. Raises WrongUse."""
    found: dict[str, str] = {}
    for one in said:
        name, _, value = one.partition("=")
        if not name or not value or name in found:
            raise unfit(
                option, "schrijf naam=waarde, elke naam één keer.", "write name=value, each name once."
            )
        found[name] = value
    return found


def read_day(text: str, name: str) -> dt.date:
    """A calendar date. Raises WrongUse without repeating what was given."""
    try:
        if len(text) == 10:
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    nl, en = "schrijf jaar-maand-dag, zoals 2026-09-01.", "write year-month-day, like 2026-09-01."
    raise unfit(name, nl, en)


def every_verb(group: Verbs, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Verb | Verbs]]:
    """Every verb and group of verbs with the words that name it, in the order of the help page."""
    yield path, group
    with click.Context(group) as ctx:
        for name in group.verbs:
            command = group.get_command(ctx, name)
            if isinstance(command, Verbs):
                yield from every_verb(command, (*path, name))
            elif isinstance(command, Verb):
                yield (*path, name), command
