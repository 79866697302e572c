"""Text to tokens, by hand.

One regular expression finds the next token; everything it does not match is
refused with the spelling a reasonable author may have meant.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from prodia.errors import ExpressionError
from prodia.language.values import AMOUNT_LIMIT, Duration
from prodia.problems import language as kinds
from prodia.words import Words
from prodia.words.numbers import exact, meant_by

MAX_LENGTH = 4000
MAX_DEPTH = 32
MAX_NODES = 500
MAX_DIGITS = 18

# Digits that a person reads as a date or a time, and that would be a sum: written against each other.
_DATE_LIKE = re.compile(
    r"(?P<y1>[12][0-9]{3})[-/](?P<m1>[01]?[0-9])[-/](?P<d1>[0-3]?[0-9])(?![0-9.])"
    r"|(?P<d2>[0-3]?[0-9])(?P<mark>[-/.])(?P<m2>[01]?[0-9])(?P=mark)(?P<y2>[12][0-9]{3})(?![0-9.])"
    r"|(?P<y3>19[0-9]{2}|20[0-9]{2})(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12][0-9]|3[01])(?![0-9.eE])"
)
# Others of which the year or the day is not said.
_HALF_DATE = re.compile(
    r"(?:[0-2]?[0-9]|3[01])(?P<mark>[-/.])(?:0?[1-9]|1[0-2])(?P=mark)[0-9]{2}(?![0-9.])"
    r"|(?:19|20)[0-9]{2}[-/](?:0[1-9]|1[0-2])(?![0-9.])|(?:0?[1-9]|1[0-2])[-/](?:19|20)[0-9]{2}(?![0-9.])"
)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[.][0-9]{3}){2,}(?![0-9.])")
_TIME_LIKE = re.compile(r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?")

KEYWORDS = frozenset("and or not between in if then else true false null".split())


class Token(NamedTuple):
    """``kind`` (number, text, word, at, op, end), the text as written, and where it stood."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


# The order matters: ".." before a number that starts with a point; long operators first.
_SPACE = r"(?P<space>(?:[ \t\r\n\u00a0]+|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)+)"
_NUMBER = r"(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
_TEXT = r'(?P<text>"(?:[^"\\\n]|\\.)*")'
_AT = r'(?P<at>@"(?:[^"\\\n]|\\.)*")'
_WORD = r"(?P<word>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)"
_CELL_WORD = r"(?P<word>[^\W\d]\w*(?:[-.][^\W\d]\w*)*)"
_OP = r"(?P<op>\.\.|\*\*|!=|<=|>=|/(?!\*)|[-+*=<>()\[\],?])"
_EXPRESSION = re.compile("|".join((_SPACE, _WORD, r"(?P<dots>\.\.)", _NUMBER, _TEXT, _AT, _OP)))
_CELL = re.compile("|".join((_SPACE, _CELL_WORD, r"(?P<dots>\.\.)", _NUMBER, _TEXT, _AT, _OP)))

# What people write who know another language, and what it is called here: pairs, the longest first.
_THEIRS = """== =   && and   || or   =< <=   => >=   <> !=   ≤ <=   ≥ >=   ≠ !=   × *   ÷ /   · *   − -   – -
    ! not(...)   & and   | or   ^ **   { (   } )   ; ,""".split()
_ELSEWHERE = tuple(zip(_THEIRS[::2], _THEIRS[1::2], strict=True))
_TWO_OPERATORS = frozenset({("=", "="), ("=", "<"), ("=", ">"), ("<", ">")})
_WORDS = """True true   False false   None null   AND and   OR or   NOT not   IN in   TRUE true   FALSE false
    NULL null   en and   of or   niet not(...)   waar true   onwaar false   als if   dan then   anders else
    tussen between   kleiner <   minder <   groter >   meer >   hoogstens <=   minstens >=   is =""".split()
WORDS_ELSEWHERE = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))


def tokenize(text: str, cell: bool = False) -> list[Token]:
    """The tokens of ``text``, ended by one of kind ``end``. Raises ExpressionError."""
    if len(text) > MAX_LENGTH:
        unit = Words("tekens", "characters")
        raise ExpressionError(kinds.TOO_LONG, text[:200], 0, 1, count=len(text), limit=MAX_LENGTH, unit=unit)
    match = (_CELL if cell else _EXPRESSION).match
    tokens: list[Token] = []
    at, size = 0, len(text)
    while at < size:
        found = match(text, at)
        if found is None:
            raise _refusal(text, at)
        end, kind = found.end(), found.lastgroup
        if kind != "space":
            piece = found.group()
            if kind == "number":
                _check_number(text, at, end, piece)
            elif kind == "op":
                if tokens and tokens[-1].end == at and (tokens[-1].text, piece) in _TWO_OPERATORS:
                    raise _refusal(text, at - 1)
            elif kind == "word" and "_" in piece:
                _check_name(text, at, end, piece)
            elif kind == "dots":
                kind = "op"
            tokens.append(Token(kind or "op", piece, at, end))
        at = end
    tokens.append(Token("end", "", size, size))
    return tokens


def _check_name(text: str, start: int, end: int, piece: str) -> None:
    """Every part of a name begins with a letter: ``__class__`` means nothing here."""
    if piece.startswith("_") or "._" in piece:
        raise ExpressionError(kinds.NAME, text, start, end, found=piece[:40])


def _check_number(text: str, start: int, end: int, piece: str) -> None:
    if end < len(text) and (text[end].isalpha() or text[end] == "_"):
        found = _run(text, start)
        rest, end = found[len(piece) :], start + len(found)
        figure = None if rest in KEYWORDS else meant_by(found.replace("_", ""))
        known = figure or f"{piece} {rest[:20]}"
        raise ExpressionError(kinds.NUMBER, text, start, end, found=found[:40], right=known)
    if like := _DATE_LIKE.match(text, start):
        at = (like["y1"] and "1") or (like["y2"] and "2") or "3"
        year, month, day = like.group(f"y{at}", f"m{at}", f"d{at}")
        right = f'date("{year}-{month:>02}-{day:>02}")'
        raise ExpressionError(kinds.SPELLING, text, start, like.end(), found=like.group(), right=right)
    if like := _HALF_DATE.match(text, start):
        right = 'date("yyyy-mm-dd")'
        raise ExpressionError(kinds.SPELLING, text, start, like.end(), found=like.group(), right=right)
    if like := _THOUSANDS.match(text, start):
        right = like.group().replace(".", "")
        raise ExpressionError(kinds.NUMBER, text, start, like.end(), found=like.group(), right=right)
    if like := _TIME_LIKE.match(text, start):
        hint = Words("een uur van de dag is hier geen waarde.", "a time of day is no value here.")
        raise ExpressionError(kinds.CHARACTER, text, start, like.end(), found=like.group(), hint=hint)
    if abs(float(piece)) == float("inf"):
        raise ExpressionError(kinds.NUMBER, text, start, end, found=piece, right="1e300")
    if len(piece) < 60 and not exact(piece):
        right = f"{Decimal(repr(float(piece))):f}".removesuffix(".0")
        raise ExpressionError(kinds.NUMBER, text, start, end, found=piece, right=right)
    if sum(c.isdigit() for c in re.split("[eE]", piece)[0].lstrip("0.")) > MAX_DIGITS:
        most = Words(f"hoogstens {MAX_DIGITS} cijfers", f"at most {MAX_DIGITS} digits")
        raise ExpressionError(kinds.NUMBER, text, start, end, found=piece[:24], right=most)


def _run(text: str, start: int) -> str:
    """The letters, figures and points from here on, with nothing between them."""
    found = re.compile(r"[\w.]+").match(text, start)
    return found[0] if found else ""


def _refusal(text: str, at: int) -> ExpressionError:
    char = text[at]
    if char == '"' or text.startswith(('@"', "/*"), at):
        return ExpressionError(kinds.OPEN_TEXT, text, at, at + 1)
    if char in "'‘’‚“”„«»`´":
        return ExpressionError(kinds.SPELLING, text, at, at + 1, found=char, right='"')
    for theirs, ours in _ELSEWHERE:
        if text.startswith(theirs, at):
            return ExpressionError(kinds.SPELLING, text, at, at + len(theirs), found=theirs, right=ours)
    if char.isdigit():
        end = at
        while end < len(text) and (text[end].isdigit() or text[end] in ".,٫"):
            end += 1
        right = "".join(str(unicodedata.digit(c)) if c.isdigit() else "." for c in text[at:end][:MAX_DIGITS])
        return ExpressionError(kinds.NUMBER, text, at, end, found=text[at:end][:24], right=right)
    if char == ".":
        before = re.search(r"[0-9]+\Z", text[:at])
        right = before[0] if before else "0.5"
        return ExpressionError(kinds.NUMBER, text, at, at + 1, found=char, right=right)
    if char.isalpha():
        hint = Words("een naam bestaat uit a-z, 0-9 en _.", "a name is made of a-z, 0-9 and _.")
    else:
        hint = Words("laat het weg.", "leave it out.")
    shown = char if char.isprintable() else f"U+{ord(char):04X}"
    return ExpressionError(kinds.CHARACTER, text, at, at + 1, found=shown, hint=hint)


_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\"}


def unquote(token: Token, source: str) -> str:
    """The value of a text token: FEEL escapes undone, surrogate pairs joined."""
    body = token.text[token.text.index('"') + 1 : -1]
    if "\\" not in body and body.isascii():
        return body

    def refuse(found: re.Match[str]) -> ExpressionError:
        begin = token.start + 1 + found.start()
        return ExpressionError(kinds.ESCAPE, source, begin, begin + len(found.group()), found=found.group())

    def one(found: re.Match[str]) -> str:
        short, long, simple = found.groups()
        if simple is not None:
            if simple not in _SIMPLE:
                raise refuse(found)
            return _SIMPLE[simple]
        code = int(short or long, 16)
        if code > 0x10FFFF:
            raise refuse(found)
        return chr(code)

    value = _ESCAPE.sub(one, body)
    try:
        return value.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise ExpressionError(kinds.ESCAPE, source, token.start, token.end, found="\\uD800-\\uDFFF") from None


_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_MONTHS = re.compile(r"(-?)P(?:([0-9]{1,6})Y)?(?:([0-9]{1,8})M)?", re.ASCII)
_DAYS = re.compile(r"(-?)P([0-9]{1,8})D", re.ASCII)


def read_date(text: str) -> dt.date | None:
    """``2018-12-02`` as a date of the years 1 to 9999, or None."""
    found = _DATE.fullmatch(text)
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def read_duration(text: str) -> Duration | None:
    """``P1Y6M`` (months) or ``P10D`` (days) as a Duration, or None."""
    if found := _DAYS.fullmatch(text):
        amount = int(found[2])
    elif (found := _MONTHS.fullmatch(text)) and (found[2] or found[3]):
        amount = 12 * int(found[2] or 0) + int(found[3] or 0)
    else:
        return None
    if amount > AMOUNT_LIMIT:
        return None
    return Duration("days" if text.endswith("D") else "months", -amount if found[1] else amount)
