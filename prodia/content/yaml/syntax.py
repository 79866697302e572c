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


_STATED = r"""
quoted scalar.*(end of stream|document indicator) @context
    hier begint een tekst tussen aanhalingstekens, en het tweede aanhalingsteken ontbreekt.
      -> sluit de tekst met hetzelfde aanhalingsteken.
    a quoted text begins here, and its closing quote is missing. -> close the text with the same quote.

quoted scalar.*(escape|hexadec)|escape code
    tussen dubbele aanhalingstekens begint «\» een code, en deze code bestaat niet.
      -> schrijf \\ voor een gewone \, of gebruik enkele aanhalingstekens.
    inside double quotes «\» starts a code, and this code does not exist.
      -> write \\ for a plain \, or use single quotes.

mapping values are not allowed
    hier staat een dubbele punt te veel.
      -> zet een tekst waarin «: » voorkomt tussen aanhalingstekens, of kijk de inspringing na.
    there is one colon too many here. -> put a text that holds «: » in quotes, or look at the indentation.

sequence entries are not allowed
    een streepje «- » kan hier geen lijst beginnen.
      -> zet de lijst op een nieuwe regel, dieper ingesprongen.
    a dash «- » cannot begin a list here. -> put the list on a new line, indented deeper.

simple key @context
    op deze regel ontbreekt een dubbele punt.
      -> schrijf «naam: waarde», met een spatie achter de dubbele punt.
    this line lacks a colon. -> write «name: value», with a space after the colon.

flow sequence @context
    deze lijst tussen rechte haken loopt mis; er ontbreekt een komma of «]».
      -> sluit de lijst met «]»; zet teksten met komma's of haken tussen aanhalingstekens.
    this list in square brackets goes wrong; a comma or «]» is missing.
      -> close the list with «]»; put texts with commas or brackets in quotes.

flow mapping @context
    dit blok tussen accolades loopt mis; er ontbreekt een komma of «}».
      -> sluit het blok met «}»; zet teksten met komma's of haken tussen aanhalingstekens.
    this block in braces goes wrong; a comma or «}» is missing.
      -> close the block with «}»; put texts with commas or brackets in quotes.

character .*cannot start any token
    een tekst kan niet met dit teken beginnen. -> zet de tekst tussen aanhalingstekens.
    a text cannot begin with this character. -> put the text in quotes.

alias|anchor|tag
    een tekst kan niet met &, * of ! beginnen. -> zet de tekst tussen aanhalingstekens.
    a text cannot begin with &, * or !. -> put the text in quotes.

block scalar
    achter «|» of «>» hoort niets meer op dezelfde regel. -> begin de tekst op de volgende regel.
    nothing belongs after «|» or «>» on the same line. -> begin the text on the next line.

block (mapping|collection|sequence)
    deze regel past niet bij die erboven: de inspringing klopt niet, of er staat iets te veel.
      -> laat wat samen hoort even ver inspringen.
    this line does not fit those above: the indentation is off, or there is something too many.
      -> indent what belongs together equally far.

node content
    hier hoort een waarde te staan. -> vul een waarde in, of zet de tekst tussen aanhalingstekens.
    a value should stand here. -> fill in a value, or put the text in quotes.

.*?
    hier kan YAML niet verder lezen. -> kijk de inspringing, haken en aanhalingstekens na.
    YAML cannot read on from here. -> look at indentation, brackets and quotes.
"""


def _row(stated: str) -> _Row:
    """A pattern, and ``what is wrong -> the next step`` in Dutch and in English; stated as a kind is."""
    head, *both = re.split(r"\n {4}(?=\S)", stated)
    pattern, context, _ = head.partition(" @context")
    (why_nl, hint_nl), (why_en, hint_en) = (re.split(r"\s+-> ", one) for one in both)
    return _Row(pattern, bool(context), Words(why_nl, why_en), Words(hint_nl, hint_en))


_ROWS = tuple(_row(stated) for stated in _STATED.strip().split("\n\n"))


def retell(
    error: Exception, file: str, lines: tuple[str, ...], bracket: tuple[int, int] | None = None
) -> Problem:
    """The parser's complaint as one :class:`Problem`. ``bracket``: where one stands open still."""
    words, problem_mark, context_mark = "", None, None
    if isinstance(error, yaml.MarkedYAMLError):
        words = f"{error.context or ''} {error.problem or ''}"
        problem_mark, context_mark = error.problem_mark, error.context_mark
    rest = "".join(lines[problem_mark.line :])[problem_mark.column :] if problem_mark else "-"
    if bracket and not rest.strip() and "node" in words:
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
    opened = _open_quote(lines, line, column)
    if opened is None and "flow" in row.pattern and mark is not None:
        opened = _open_between(lines, mark.line, mark.column)
    if opened is not None:
        quote = _ROWS[0]
        return Problem(SYNTAX, Place(file, opened[0] + 1, opened[1] + 1), why=quote.why, hint=quote.hint)
    if ("mapping values" in words or "block" in words) and (off := _off(lines, line, column)) is not None:
        place = Place(file, off[0] + 1, off[1] + 1)
        return Problem(SYNTAX, place, why=_off_why(*off[1:]), hint=_off_hint(*off[1:]))
    return Problem(SYNTAX, place, why=row.why, hint=row.hint)


# Two mistakes that the parser meets only further on: a quote that closes at the next quote there is, and a
# line whose indentation is off, which makes the lines after it odd.

_OPENS = re.compile(r"^ *(?:- +)?(?:[^\s\"'#][^\"'#]*?: +|- +)?([\"'])")


def _open_quote(lines: tuple[str, ...], line: int, column: int) -> tuple[int, int] | None:
    """Where a quote was opened that ended where the parser got stuck, some lines further on."""
    opened: tuple[int, int, str] | None = None
    for number, text in enumerate(lines[: line + 1]):
        if opened is None:
            found = _OPENS.match(text)
            if found and text.find(found[1], found.end()) < 0:
                opened = (number, found.end() - 1, found[1])
        elif (at := text.find(opened[2])) >= 0:
            if number == line and at < column:
                return opened[:2]
            opened = None
    return None


def _open_between(lines: tuple[str, ...], line: int, column: int) -> tuple[int, int] | None:
    """Where on the line of a brace or bracket a quote was opened that does not close before what is next."""
    text, opened = lines[line], -1
    if text.count('"', column) % 2 == 0:
        return None
    for found in re.finditer('"', text[column:]):
        at = column + found.start()
        if opened < 0:
            opened = at
        elif _ENDS.match(text, at + 1):
            opened = -1
        else:
            break
    return None if opened < 0 else (line, opened)


_ENDS = re.compile(r"\s*(?:[,}\]:#]|$)")  # what may stand behind a closing quote


def _off(lines: tuple[str, ...], line: int, column: int) -> tuple[int, int, int] | None:
    """The line whose indentation is off, what it is and what that of the lines beside it is."""
    full = [n for n, text in enumerate(lines) if text.strip() and not text.lstrip().startswith("#")]
    if line not in full or full.index(line) == 0 or column not in (_lead(lines[line]), lines[line].find(":")):
        return None
    at = full.index(line)
    indents = [_lead(lines[n]) for n in full]
    here, before = indents[at], indents[at - 1]
    after = indents[at + 1] if at + 1 < len(full) else None
    if here == before or not _VALUE.match(lines[full[at - 1]]):
        return None
    if after is not None and after > here and lines[line].rstrip().endswith(":"):
        wanted = next((i for i in reversed(indents[:at]) if i < after), here)  # of the blocks above it
        return (line, here, wanted) if wanted != here else None
    if after in (before, None):
        return line, here, before
    return full[at - 1], before, here


_VALUE = re.compile(r" *[^\s#:][^:]*: +[^\s#|>&]")  # a line that has its value: nothing stands under it


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _off_why(found: int, wanted: int) -> Words:
    nl, en = _SPACES[found == 1]
    return Words(
        f"deze regel springt {found} {nl} in, en de regels ernaast {wanted}.",
        f"this line is indented by {found} {en}, and the lines beside it by {wanted}.",
    )


_SPACES = (("spaties", "spaces"), ("spatie", "space"))


def _off_hint(found: int, wanted: int) -> Words:
    count = abs(wanted - found)
    nl, en = _SPACES[count == 1]
    if wanted > found:
        return Words(f"zet er {count} {nl} bij.", f"add {count} {en}.")
    return Words(f"haal {count} {nl} weg.", f"take {count} {en} away.")
