"""The verbs together: language, exit codes, and every mistake of a person as words instead of a traceback.

Exit codes: 0 fine, 1 findings, 2 wrong use or nothing matched, 130 interrupted.
"""

# typer parses; its English is not shown. A mistake it finds comes out as an exception with fields, and is
# said here in the language of the person. The Dutch of the help pages stands in cli/dutch.py.

from __future__ import annotations

import os
import sys
from typing import Any, get_args

import typer
from typer.core import TyperGroup

from prodia.cli import case, check, demo, evaluation, instruments, look, norms, score, speak, walk, worked
from prodia.cli.dutch import translated
from prodia.cli.face import Face, WrongUse, consoles, language, nearest
from prodia.errors import ProdiaError
from prodia.problems import Problem
from prodia.problems.commands import (
    BAD_VALUE,
    INTERRUPTED,
    MISSING_ARGUMENT,
    UNFORESEEN,
    UNKNOWN_OPTION,
    UNKNOWN_VERB,
    WRONG_USE,
)
from prodia.problems.people import EXTRA_NEEDED
from prodia.words import Words

# typer carries a click of its own since 0.26; its class of mistakes is reached through a public name.
UsageError: Any = typer.BadParameter.__mro__[1]
EXPERT = "PRODIA_TRACEBACK"
INTERRUPTED_CODE = 130
_EXTRAS = {"scipy": "scores", "pandas": "frames", "pyarrow": "frames", "openpyxl": "xlsx"}


class Verbs(TyperGroup):
    """A group that says which verb was meant."""

    def resolve_command(self, ctx: Any, args: Any) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            known = list(self.commands)
            raise WrongUse(
                UNKNOWN_VERB, name=args[0], command=ctx.command_path, nearest=nearest(args[0], known)
            )
        return super().resolve_command(ctx, args)


def build() -> typer.Typer:
    """The command line as typer knows it, in English."""
    options: dict[str, Any] = {
        "cls": Verbs,
        "no_args_is_help": True,
        "add_completion": False,
        "rich_markup_mode": "rich",
        "context_settings": {"help_option_names": ["--help", "-h"]},
    }
    app = typer.Typer(
        help="Diagnostic protocols for pupil guidance that run. Illustrative: decisions stay with people.",
        epilog="Exit code 0 fine, 1 findings, 2 wrong use or nothing matched.",
        **options,
    )
    app.callback()(_root)
    app.command("demo")(demo.demo)
    app.command("list")(look.list_)
    app.command("show")(look.show)
    app.command("say")(speak.say)
    app.command("eval")(evaluation.eval_)
    app.command("walk")(walk.walk)
    app.command("run")(worked.run)
    app.command("check")(check.check)
    app.command("score")(score.score)
    app.command("instruments")(instruments.instruments)
    app.command("schema")(look.schema)
    cases = typer.Typer(help="Keep a case in a file of JSON lines.", **options)
    for name in ("new", "record", "show", "report", "verify", "move"):
        cases.command(name)(getattr(case, name))
    app.add_typer(cases, name="case")
    own = typer.Typer(help="Norm tables of your own.", **options)
    own.command("import")(norms.import_)
    app.add_typer(own, name="norms")
    return app


def _root(
    ctx: typer.Context,
    lang: str = typer.Option(None, help="nl or en; without it the locale decides."),
    version: bool = typer.Option(False, "--version", help="Show the version and stop."),
) -> None:
    if version:
        from prodia._version import __version__

        typer.echo(__version__)
        raise typer.Exit


def run(args: list[str], environ: Any = None) -> int:
    """One run of the command line: its exit code. Writes to stdout and stderr, raises nothing of a user."""
    out, err = consoles()
    known = os.environ if environ is None else environ
    face = Face(language([], known)[0], out, err)
    try:
        lang, args = language(args, known)
        face = Face(lang, out, err)
        command = translated(typer.main.get_command(build()), lang, args)
        code = command.main(args, prog_name="prodia", standalone_mode=False, obj=face)
        out.file.flush()
        if code == INTERRUPTED_CODE:  # typer turns Ctrl-C into this code
            face.complain(WrongUse(INTERRUPTED))
        return code if isinstance(code, int) else 0
    except BrokenPipeError:  # who read us has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except WrongUse as error:
        face.complain(error)
        return 2
    except ProdiaError as error:
        face.complain(error)
        return 1
    except (KeyboardInterrupt, typer.Abort):
        face.complain(WrongUse(INTERRUPTED))
        return INTERRUPTED_CODE
    except typer.Exit as done:
        return done.exit_code
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.ctx.get_help()  # with rich this prints the page itself
        else:
            face.complain(ProdiaError(_said(error)))
        return 2
    except Exception as error:
        if os.environ.get(EXPERT):
            raise
        if isinstance(error, ModuleNotFoundError) and error.name in _EXTRAS:
            face.complain(WrongUse(EXTRA_NEEDED, package=error.name, extra=_EXTRAS[error.name]))
            return 2
        face.complain(WrongUse(UNFORESEEN, what=type(error).__name__))
        return 1


def _said(error: Any) -> Problem:
    """The mistake typer found, in our words."""
    ctx = error.ctx
    command = ctx.command_path if ctx else "prodia"
    param = getattr(error, "param", None)
    name = _name(param)
    match type(error).__name__:
        case "NoSuchOption":
            known = [o for p in ctx.command.params for o in p.opts] if ctx else []
            return Problem(
                UNKNOWN_OPTION,
                None,
                command=command,
                name=error.option_name,
                nearest=nearest(error.option_name, [*known, "--lang"]),
            )
        case "MissingParameter":
            return Problem(MISSING_ARGUMENT, None, command=command, name=name)
        case "BadParameter" if param is not None:
            wanted = _wanted(param)
            return Problem(BAD_VALUE, None, name=name, wanted=wanted)
        case "BadOptionUsage":
            return Problem(MISSING_ARGUMENT, None, command=command, name=error.option_name)
    return Problem(WRONG_USE, None, command=command)


def _name(param: Any) -> str:
    if param is None:
        return "?"
    return str(param.opts[0] if param.param_type_name == "option" else param.name.rstrip("_").upper())


def _wanted(param: Any) -> Words:
    # older typer keeps the choices on the type, newer the annotation of the parameter
    annotation = getattr(getattr(param, "type_descriptor", None), "annotation", None)
    choices = getattr(getattr(param, "type", None), "choices", None) or get_args(annotation)
    choices = [c for c in choices if isinstance(c, str)]
    if choices:
        words = ", ".join(f"«{c}»" for c in choices)
        return Words(f"kies uit: {words}.", f"choose from: {words}.")
    return Words("zie --help voor wat hier past.", "see --help for what fits here.")


def main() -> None:
    """Run on ``sys.argv`` and leave with the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))
