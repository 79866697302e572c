"""Findings and worked cases in the forms that machines read: annotations of GitHub, SARIF and JUnit.

Every function gives the text and writes nothing. A file is named as seen from the folder one works in, so
that a service finds it in the change.
"""

# SARIF 2.1.0 and the JUnit of Jenkins are a page each of what we need; the packages that write them are years
# behind or do no more than join strings.

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from prodia._version import __version__
from prodia.problems import Place, Problem, gathered
from prodia.words import Lang, Words

if TYPE_CHECKING:
    from prodia.authoring.testing import Ran

MOST = 10  # annotations a step may give on GitHub: more are dropped unseen
_WEIGHT = {"error": 0, "warning": 1, "info": 2}
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF = {"error": "error", "warning": "warning", "info": "note"}
_BODY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_VALUE = _BODY | str.maketrans({":": "%3A", ",": "%2C"})


def best_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors, then warnings, then notes; of each the first of every cause before the others of it."""
    groups = gathered(problems)
    every = [p for p, _ in groups] + [p for _, others in groups for p in others]
    return tuple(sorted(every, key=lambda p: _WEIGHT[p.severity]))


def github(problems: Iterable[Problem], lang: Lang = "nl") -> str:
    """At most ten annotations at their places in the change, the best first; then every finding as a line."""
    found = best_first(problems)
    lines = [_annotation(one, lang) for one in found[:MOST]]
    if len(found) > MOST:
        title = Words("Alle bevindingen: {n}", "Every finding: {n}").fill(lang, {"n": str(len(found))})
        lines += [f"::group::{title}", *(_line(one, lang) for one in found), "::endgroup::"]
    return "".join(f"{line}\n" for line in lines)


def _line(problem: Problem, lang: Lang) -> str:
    """A finding as one line, whatever an author wrote: to GitHub a line that begins with :: is a command."""
    return " ".join(_relative(problem).line(lang).splitlines())


def _annotation(problem: Problem, lang: Lang) -> str:
    head, at = f"::{_GITHUB[problem.severity]} ", _relative(problem).place
    if at:
        head += f"file={at.file.translate(_VALUE)},line={at.line},col={at.column},"
    title = f"{problem.code} {problem.name(lang)}".translate(_VALUE)
    return f"{head}title={title}::{_whole(problem, lang).translate(_BODY)}"


def _whole(problem: Problem, lang: Lang) -> str:
    hint = problem.hint(lang)
    return problem.message(lang) + (f" -> {hint}" if hint else "")


def _relative(problem: Problem) -> Problem:
    at = problem.place
    if at is None:
        return problem
    return Problem(problem.kind, Place(_seen(at.file), at.line, at.column), **dict(problem.args))


def _seen(file: str) -> str:
    """A file as seen from the folder one works in; whole where it lies elsewhere."""
    here, path = Path.cwd(), Path(os.path.abspath(file))
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def sarif(problems: Iterable[Problem], lang: Lang = "nl") -> str:
    """Every finding in SARIF 2.1.0, the best first, with the rules they are of."""
    found = best_first(problems)
    rules = list({(p.code, p.name("en")): p for p in found}.values())
    at = {(p.code, p.name("en")): n for n, p in enumerate(rules)}
    driver = {
        "name": "prodia",
        "semanticVersion": __version__,
        "rules": [
            {
                "id": p.code,
                "name": p.name(lang),
                "shortDescription": {"text": p.kind.says[lang]},
                "help": {"text": p.kind.hint[lang] or p.kind.says[lang]},
                "defaultConfiguration": {"level": _SARIF[p.severity]},
            }
            for p in rules
        ],
    }
    results = [
        {
            "ruleId": p.code,
            "ruleIndex": at[p.code, p.name("en")],
            "level": _SARIF[p.severity],
            "message": {"text": _whole(p, lang)},
            "locations": _locations(p),
            "partialFingerprints": {"finding/v1": _fingerprint(p)},
        }
        for p in found
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    whole = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _locations(problem: Problem) -> list[dict[str, object]]:
    at = problem.place
    if at is None:
        return []
    where = _seen(at.file)
    address = Path(where).as_uri() if os.path.isabs(where) else quote(where)
    region = {"startLine": at.line, "startColumn": at.column}
    return [{"physicalLocation": {"artifactLocation": {"uri": address}, "region": region}}]


def _fingerprint(problem: Problem) -> str:
    """The same finding on another line is the same finding: what it says, and in which file."""
    said = [problem.code, _seen(problem.place.file) if problem.place else "", problem.message("en")]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def junit_of_check(problems: Iterable[Problem], files: Sequence[str], lang: Lang = "nl") -> str:
    """A test for every file that was looked at; it fails where the file has an error."""
    told: dict[str, list[Problem]] = {_seen(file): [] for file in files}
    for p in problems:
        told.setdefault(_seen(p.place.file) if p.place else "", []).append(p)
    cases = (("prodia.check", file or "-", file, own) for file, own in told.items())
    return _junit("prodia check", cases, lang)


def junit_of_test(found: Iterable[Ran], lang: Lang = "nl") -> str:
    """A test for every worked case; it fails where something comes out otherwise than expected."""
    cases = (
        (one.reference, f"{one.id}: {one.title}", _seen(one.file), [d.problem for d in one.differs])
        for one in found
    )
    return _junit("prodia test", cases, lang)


def _junit(name: str, cases: Iterable[tuple[str, str, str, Sequence[Problem]]], lang: Lang) -> str:
    """One suite of cases, each with its class, its name, its file and what was found of it."""
    root = Element("testsuites")
    suite = SubElement(root, "testsuite", name=name)
    for of, title, file, problems in cases:
        case = SubElement(suite, "testcase", classname=of, name=title, file=file)
        wrong = [p for p in best_first(problems) if p.severity == "error"]
        rest = [p for p in best_first(problems) if p.severity != "error"]
        if wrong:
            failure = SubElement(case, "failure", type=wrong[0].code, message=wrong[0].message(lang))
            failure.text = "\n".join(_line(p, lang) for p in wrong)
        if rest:
            SubElement(case, "system-out").text = "\n".join(_line(p, lang) for p in rest)
    for one in (root, suite):
        one.set("tests", str(len(suite)))
        one.set("failures", str(len(suite.findall("testcase/failure"))))
        one.set("errors", "0")
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode") + "\n"
