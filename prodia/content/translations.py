"""Translations in PO files, as gettext has them: a text is found by its Dutch words.

``msgid`` is the Dutch text and ``msgstr`` the translation, once for every place and every version where it
stands. Only where the same Dutch needs another translation there is a ``msgctxt``: the place of that text in
its file (see :mod:`prodia.model.texts`) or the beginning of it (``fields``, ``fields.pc_woord``), and where
one version says it so with the number of that version before it (``2.0.0``, ``2.0.0.fields``). What fits best
counts. A protocol has one file for all its versions; what several protocols say stands once in that of
``shared``. In French (``fr.po``) only the title and the summary of a protocol are said, for who looks for it.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from prodia.content.yaml import hidden
from prodia.frozen import dataclass
from prodia.problems import Place, Problem
from prodia.problems import definitions as kinds

LANGUAGES = ("en",)
HEADS = ("fr",)  # in which only a few texts of each protocol are said, those of HEAD
HEAD = ("title", "summary")
SHARED = "shared"
# polib guesses where a quote is missing; a line that is not plainly one of these is refused first.
_LINE = re.compile(r'#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]\])?)\s*)?"(?:[^"\\]|\\.)*"')
_SLOT = re.compile(r"\{[A-Za-z_][A-Za-z0-9_.]*\}")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(?=\.)")
_ALIKE = 4000  # pairs of a new text and one that is gone; more is another file, no changed one


@dataclass(frozen=True, slots=True)
class Locale:
    """A translation file as text. ``owner``: the id of a protocol, or ``shared``."""

    owner: str
    lang: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """One translated text: in Dutch, only where (empty: everywhere), what it says, still to be reviewed?"""

    source: str
    context: str
    text: str
    place: Place
    fuzzy: bool

    @property
    def done(self) -> bool:
        """May it be shown? One that a tool guessed may say the opposite, so it is not."""
        return bool(self.text.strip()) and not self.fuzzy


E = TypeVar("E")
Texts: TypeAlias = Iterable[tuple[str, str]]  # key, of a protocol with its version before it, and Dutch text
Sources: TypeAlias = Mapping[str, Iterable[tuple[str, str, Callable[[], Place]]]]  # and place, by owner


@lru_cache(maxsize=64)
def read_po(locale: Locale) -> tuple[tuple[Said, ...], tuple[Problem, ...]]:
    """Every translation of a file. Never raises for what the file holds."""
    if locale.lang not in (*LANGUAGES, *HEADS):
        return (), (Problem(kinds.LANGUAGE, Place(locale.file), found=locale.lang),)
    found: dict[tuple[str, str], Said] = {}
    problems = hidden(locale.text, locale.file)
    entries = None if problems else _plain(locale)
    if entries is None:
        entries, wrong = _by_polib(locale)
        if problems or wrong:
            return (), tuple([*problems, *wrong][:20])
    for one in entries:
        if escaped := hidden(f"{one.context}{one.source}{one.text}", locale.file):
            problems.append(Problem(escaped[0].kind, one.place, **dict(escaped[0].args)))
        elif (one.source, one.context) in found:
            problems.append(Problem(kinds.TRANSLATED_TWICE, one.place, key=one.source[:120]))
        else:
            found[one.source, one.context] = one
    return tuple(found.values()), tuple(problems)


class Translator:
    """What translation files say of a text; of several files the first that has it."""

    def __init__(self, *locales: Locale | None) -> None:
        self._files = [_by_source(locale) for locale in locales if locale is not None]

    def find(self, key: str, text: str) -> Said | None:
        """The entry that counts for the text at a place, done or not; None where there is none."""
        for file in self._files:
            if (of := file.get(text)) and (one := _best(of, key)) is not None:
                return one
        return None

    def __call__(self, key: str, text: str) -> str | None:
        one = self.find(key, text)
        return one.text if one is not None and one.done else None


@lru_cache(maxsize=64)
def _by_source(locale: Locale) -> Mapping[str, Mapping[str, Said]]:
    found: dict[str, dict[str, Said]] = {}
    for one in read_po(locale)[0]:
        found.setdefault(one.source, {})[one.context] = one
    return found


def _best(of: Mapping[str, E], key: str) -> E | None:
    """Of entries by context the one that fits a place best, or None."""
    return next((of[c] for c in _contexts(key) if c in of), None) if of.keys() != {""} else of[""]


def _contexts(key: str) -> Iterator[str]:
    """What a msgctxt may say of a place, from the closest to none at all."""
    version = _VERSION.match(key)
    for whole, least in ((key, version[0]), (_bare(key), "")) if version else ((key, ""),):
        while whole != least:
            yield whole
            whole = whole.rpartition(".")[0]
        yield least


def _bare(key: str) -> str:
    """A key without the version before it."""
    version = _VERSION.match(key)
    return key[version.end() + 1 :] if version else key


def compare(locales: Mapping[str, Locale], lang: str, sources: Sources, *, whole: bool) -> Iterator[Problem]:
    """What the files of one language miss, have of a text that changed or is gone, or mangle.

    ``locales``: by owner; an owner without a file is not translated. ``whole``: are these all the texts? Else
    nothing in what is shared can be called left over.
    """
    used: set[Said] = set()
    for owner in sorted(sources, key=lambda o: o == SHARED):
        own, missing = locales.get(owner), dict[str, tuple[str, Callable[[], Place]]]()
        said = Translator(own, locales.get(SHARED) if owner != SHARED else None)
        for key, text, place in sources[owner]:
            one = said.find(key, text)
            if one is None:
                missing.setdefault(text, (key, place))
            elif one not in used:
                used.add(one)
                yield from _judged(one, _bare(key), text, lang)
        if own is not None:
            left = [one for one in read_po(own)[0] if one not in used]
            pairs = _alike(missing, [one.source for one in left if one.text])
            for text, (key, place) in missing.items():
                once = next((one for one in left if one.source == pairs.get(text)), None)
                kind, at = (kinds.STALE, once.place) if once else (kinds.MISSING, place())
                yield Problem(kind, at, key=_bare(key), lang=lang)
            for one in left if whole or owner != SHARED else ():
                if one.source not in pairs.values():
                    yield Problem(kinds.ORPHAN, one.place, key=one.source[:120])


def _judged(one: Said, key: str, text: str, lang: str) -> Iterator[Problem]:
    if not one.text.strip():
        yield Problem(kinds.MISSING, one.place, key=key, lang=lang)
    elif one.fuzzy:
        yield Problem(kinds.STALE, one.place, key=key, lang=lang)
    elif (got := _slots(one.text)) != (want := _slots(text)):
        yield Problem(kinds.PLACEHOLDERS, one.place, key=key, got=_listed(got), want=_listed(want))


def _alike(new: Iterable[str], gone: Iterable[str]) -> dict[str, str]:
    """Which new text is most likely which text that is gone, each once."""
    texts, left, pairs = list(new), list(gone), dict[str, str]()
    if len(texts) * len(left) <= _ALIKE:
        for text in texts:
            for near in difflib.get_close_matches(text, left, 1, 0.6):
                pairs[text] = near
                left.remove(near)
    return pairs


def update_po(old: str | None, texts: Texts, lang: str) -> str:
    """The text of a PO file for these texts. No translation is lost: of a text that changed it is marked
    fuzzy with its former source, of one that is gone it becomes obsolete."""
    return update_all({"": old}, {"": texts}, lang)[""]


def update_all(old: Mapping[str, str | None], wanted: Mapping[str, Texts], lang: str) -> dict[str, str]:
    """The same of several files of a pack, by owner. What that of ``shared`` in ``old`` says is asked of no
    protocol. With ``shared`` among the ``wanted`` what several protocols say moves there."""
    texts = {owner: list(of) for owner, of in sorted(wanted.items())}
    known = {owner: list(_parsed(text)) if text else [] for owner, text in old.items()}
    owners = Counter(text for of in texts.values() for text in {text for _, text in of})
    several = {text for text, count in owners.items() if count > 1} if SHARED in texts else set()
    common = {e.msgid: e for e in known.get(SHARED, ()) if _common(e)}
    for owner in texts:
        for entry in known[owner] if several else ():
            if entry.msgid in several and _common(entry):
                common.setdefault(entry.msgid, entry)
    made = {}
    for owner, own in texts.items():
        if owner == SHARED:
            own += [pair for of in texts.values() for pair in of if pair[1] in several or pair[1] in common]
            entries = [
                *(e for e in known[owner] if e.msgid not in common or not _common(e)),
                *common.values(),
            ]
        else:
            said = {text: e.msgstr for text, e in common.items()}
            entries = [e for e in known[owner] if not _common(e) or e.msgstr != said.get(e.msgid)]
            theirs = _by_context(e for e in entries if e.msgstr and not e.obsolete)
            elsewhere = several | said.keys()
            own = [(k, t) for k, t in own if t not in elsewhere or _best(theirs.get(t, {}), k) is not None]
        made[owner] = _written(entries, own, lang)
    return made


def _by_context(entries: Iterable[Any]) -> dict[str, dict[str, Any]]:
    known: dict[str, dict[str, Any]] = {}
    for entry in entries:
        known.setdefault(entry.msgid, {}).setdefault(entry.msgctxt or "", entry)
    return known


def _common(entry: Any) -> bool:
    """Does an entry hold wherever its text stands?"""
    return bool(entry.msgstr) and not entry.msgctxt and not entry.obsolete and not entry.fuzzy


def _written(entries: Iterable[Any], texts: Texts, lang: str) -> str:
    import polib

    known = _by_context(sorted(entries, key=lambda e: e.obsolete))
    kept: dict[tuple[str, str], Any] = {}
    for key, text in texts:
        of = known.setdefault(text, {})
        if (entry := _best(of, key)) is None:
            entry = of[""] = polib.POEntry(msgid=text, msgstr="")
        entry.obsolete = False
        kept.setdefault((text, entry.msgctxt or ""), entry)
    left = [e for of in known.values() for c, e in of.items() if e.msgstr and (e.msgid, c) not in kept]
    open_ = {e.msgid: e for e in kept.values() if not e.msgstr}
    gone = {e.msgid: e for e in left if not e.obsolete}
    for new, once in _alike(open_, gone).items():
        open_[new].msgstr, open_[new].previous_msgid = gone[once].msgstr, once
        open_[new].flags = ["fuzzy"]
        left.remove(gone[once])
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "Language": lang,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    po.extend(kept.values())
    for entry in left:
        entry.obsolete = True
        po.append(entry)
    return str(po)


def _plain(locale: Locale) -> list[Said] | None:
    """Every entry of a file as plain as we write it; None where it is not.

    What polib reads, several times as fast.
    """
    entries: list[Said] = []
    at, line, end = 0, 1, len(locale.text.rstrip("\n"))
    text = f"{locale.text[:end]}\n"
    while at < end:
        found = _ENTRY.match(text, at)
        if found is None:
            return None
        line += text.count("\n", at, found.start(1))
        context, source, said = ((found[n] or "")[1:-2].replace('"\n"', "") for n in (2, 3, 4))
        if "\\" in found[0]:
            if any(_ESCAPED.search(one) for one in (context, source, said)):
                return None
            context, source, said = (_ESCAPE.sub(_unescaped, one) for one in (context, source, said))
        if source:
            fuzzy = "fuzzy" in found[1] and _FUZZY.search(found[1]) is not None
            entries.append(Said(source, context, said, Place(locale.file, line), fuzzy))
        elif entries or context:  # only the head of a file translates nothing
            return None
        line += text.count("\n", found.start(1), found.end())
        at = found.end()
    return entries


_STRING = r'((?:"[^"\\\n]*(?:\\.[^"\\\n]*)*"\n)+)'
_ENTRY = re.compile(
    rf"\n*((?:#(?:[.:,]? [^\n]*)?\n)*)(?:msgctxt {_STRING})?msgid {_STRING}msgstr {_STRING}(?=\n|#|msg|\Z)"
)
_FUZZY = re.compile(r"^#,(?:[^\n]*,)? *fuzzy *(?:,|$)", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = re.compile(r'(?<!\\)(?:\\\\)*\\(?![ntr"\\])')
_MEANS = {"n": "\n", "t": "\t", "r": "\r"}


def _unescaped(found: re.Match[str]) -> str:
    return _MEANS.get(found[1], found[1])


def _by_polib(locale: Locale) -> tuple[list[Said], list[Problem]]:
    """The same of a file of any form, or what is wrong with it."""
    problems = [
        Problem(kinds.PO_SYNTAX, Place(locale.file, number))
        for number, written in enumerate(locale.text.split("\n"), 1)
        if written.strip() and not _LINE.fullmatch(written.strip())
    ]
    if problems:
        return [], problems
    try:
        entries = list(_parsed(locale.text))
    except (OSError, ValueError, IndexError, AttributeError, KeyError, TypeError) as error:
        line = re.search(r"line (\d+)", str(error))
        return [], [Problem(kinds.PO_SYNTAX, Place(locale.file, int(line[1]) if line else 1))]
    return [
        Said(e.msgid, e.msgctxt or "", e.msgstr, Place(locale.file, e.linenum or 1), "fuzzy" in e.flags)
        for e in entries
        if not e.obsolete
    ], []


def _parsed(text: str) -> Iterator[Any]:
    import polib

    # polib takes a one-line text for the name of a file; two line ends make it a text
    yield from polib.pofile(f"{text}\n\n", wrapwidth=0)


def _slots(text: str) -> list[str]:
    return sorted(_SLOT.findall(text))


def _listed(slots: list[str]) -> str:
    return ", ".join(slots) or "-"
