"""What the YAML parser could not read, retold for someone who writes protocols."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from prodia.problems import Place, Problem
from prodia.problems.files import INVISIBLE, SYNTAX, TAB
from prodia.words import Words

# The parser speaks English about tokens and contexts, and the C and the pure parser
# do not say quite the same. A row here: a pattern on their words, which of their two
# marks to point at, and what we say. The last row catches everything else.


_ODD_LEAD = re.compile(r" *[^\S \t\n]")


class _Row(NamedTuple):
    pattern: str
    at_context: bool
    why: Words
    hint: Words


_ROWS = (
    _Row(
        r"quoted scalar.*(end of stream|document indicator)",
        True,
        Words(
            "hier begint een tekst tussen aanhalingstekens, en het tweede aanhalingsteken ontbreekt.",
            "a quoted text begins here, and its closing quote is missing.",
        ),
        Words("sluit de tekst met hetzelfde aanhalingsteken.", "close the text with the same quote."),
    ),
    _Row(
        r"quoted scalar.*(escape|hexadec)|escape code",
        False,
        Words(
            "tussen dubbele aanhalingstekens begint «\\» een code, en deze code bestaat niet.",
            "inside double quotes «\\» starts a code, and this code does not exist.",
        ),
        Words(
            "schrijf \\\\ voor een gewone \\, of gebruik enkele aanhalingstekens.",
            "write \\\\ for a plain \\, or use single quotes.",
        ),
    ),
    _Row(
        r"mapping values are not allowed",
        False,
        Words("hier staat een dubbele punt te veel.", "there is one colon too many here."),
        Words(
            "zet een tekst waarin «: » voorkomt tussen aanhalingstekens, of kijk de inspringing na.",
            "put a text that holds «: » in quotes, or look at the indentation.",
        ),
    ),
    _Row(
        r"sequence entries are not allowed",
        False,
        Words("een streepje «- » kan hier geen lijst beginnen.", "a dash «- » cannot begin a list here."),
        Words(
            "zet de lijst op een nieuwe regel, dieper ingesprongen.",
            "put the list on a new line, indented deeper.",
        ),
    ),
    _Row(
        r"simple key",
        True,
        Words("op deze regel ontbreekt een dubbele punt.", "this line lacks a colon."),
        Words(
            "schrijf «naam: waarde», met een spatie achter de dubbele punt.",
            "write «name: value», with a space after the colon.",
        ),
    ),
    _Row(
        r"flow sequence",
        True,
        Words(
            "deze lijst tussen rechte haken loopt mis; er ontbreekt een komma of «]».",
            "this list in square brackets goes wrong; a comma or «]» is missing.",
        ),
        Words(
            "sluit de lijst met «]»; zet teksten met komma's of haken tussen aanhalingstekens.",
            "close the list with «]»; put texts with commas or brackets in quotes.",
        ),
    ),
    _Row(
        r"flow mapping",
        True,
        Words(
            "dit blok tussen accolades loopt mis; er ontbreekt een komma of «}».",
            "this block in braces goes wrong; a comma or «}» is missing.",
        ),
        Words(
            "sluit het blok met «}»; zet teksten met komma's of haken tussen aanhalingstekens.",
            "close the block with «}»; put texts with commas or brackets in quotes.",
        ),
    ),
    _Row(
        r"character .*cannot start any token",
        False,
        Words("een tekst kan niet met dit teken beginnen.", "a text cannot begin with this character."),
        Words("zet de tekst tussen aanhalingstekens.", "put the text in quotes."),
    ),
    _Row(
        r"alias|anchor|tag",
        False,
        Words("een tekst kan niet met &, * of ! beginnen.", "a text cannot begin with &, * or !."),
        Words("zet de tekst tussen aanhalingstekens.", "put the text in quotes."),
    ),
    _Row(
        r"block scalar",
        False,
        Words(
            "achter «|» of «>» hoort niets meer op dezelfde regel.",
            "nothing belongs after «|» or «>» on the same line.",
        ),
        Words("begin de tekst op de volgende regel.", "begin the text on the next line."),
    ),
    _Row(
        r"block (mapping|collection|sequence)",
        False,
        Words(
            "deze regel past niet bij die erboven: de inspringing klopt niet, of er staat iets te veel.",
            "this line does not fit those above: the indentation is off, or there is something too many.",
        ),
        Words("laat wat samen hoort even ver inspringen.", "indent what belongs together equally far."),
    ),
    _Row(
        r"node content",
        False,
        Words("hier hoort een waarde te staan.", "a value should stand here."),
        Words(
            "vul een waarde in, of zet de tekst tussen aanhalingstekens.",
            "fill in a value, or put the text in quotes.",
        ),
    ),
    _Row(
        "",
        False,
        Words("hier kan YAML niet verder lezen.", "YAML cannot read on from here."),
        Words(
            "kijk de inspringing, haken en aanhalingstekens na.", "look at indentation, brackets and quotes."
        ),
    ),
)


def retell(
    error: Exception, file: str, lines: tuple[str, ...], bracket: tuple[int, int] | None = None
) -> Problem:
    """The parser's complaint as one :class:`Problem`. ``bracket``: where one stands open still."""
    problem_mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    words = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    if not isinstance(error, yaml.MarkedYAMLError):
        words = ""
    at_end = (
        problem_mark is not None and not "".join(lines[problem_mark.line :])[problem_mark.column :].strip()
    )
    if bracket and at_end and "node" in words:
        line, column = bracket
        words = "flow sequence" if lines[line][column : column + 1] == "[" else "flow mapping"
        problem_mark = context_mark = yaml.Mark(file, 0, line, column, None, 0)
    row = next(r for r in _ROWS if re.search(r.pattern, words, re.DOTALL))
    mark: Any = (context_mark if row.at_context else problem_mark) or problem_mark or context_mark
    line = min(mark.line, max(0, len(lines) - 1)) if mark else 0
    column = mark.column if mark and mark.line == line else 0
    lead = lines[line][: len(lines[line]) - len(lines[line].lstrip())] if lines else ""
    place = Place(file, line + 1, column + 1)
    if "\t" in lead:
        return Problem(TAB, Place(file, line + 1, lead.index("\t") + 1))
    for number in range(max(0, line - 1), min(line + 1, len(lines))):
        if odd := _ODD_LEAD.match(lines[number]):  # looks like a space, and YAML takes it for a letter
            place = Place(file, number + 1, odd.end())
            return Problem(INVISIBLE, place, witness=f"U+{ord(odd[0][-1]):04X}")
    return Problem(SYNTAX, place, why=row.why, hint=row.hint)
