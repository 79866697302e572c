"""A worked case as the text of its file, and a trajectory that was walked as a worked case.

>>> from prodia.authoring.casetext import case_text
>>> from prodia.model.events import CaseFile
>>> case = CaseFile.model_validate(
...     {"format": 1, "case": "verder", "title": "Verder", "why": "Om te tonen.", "begins": "eerst"}
...     | {"expect": {"verdicts": {"ernst": "not met"}}}
... )
>>> print(case_text(case), end="")
# Verzonnen. Geen echte leerling, school of test.
format: 1
case: verder
title: Verder
why: Om te tonen.
begins: eerst
expect:
  verdicts: {ernst: "not met"}
"""

# A case that was walked may have been about somebody. What people wrote in it is never taken over: names,
# reasons and questions are replaced by words that say they are made up, and an answer in words by one word.

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from prodia.case import Case
from prodia.model.events import CaseFile, Event, Expected, Recorded

MADE_UP = "Verzonnen. Geen echte leerling, school of test."
_WORDS = {
    "question": "verzonnen vraag",
    "pupil": "verzonnen leerling",
    "person": "verzonnen naam",
    "reason": "verzonnen reden",
    "basis": "verzonnen gesprek",
    "if_so": "verzonnen gevolg als het zo is",
    "if_not": "verzonnen gevolg als het niet zo is",
    "waiting_for": "verzonnen reden om te wachten",
    "with": "verzonnen lezer",
    "norms": "verzonnen normen",
}
_PLAIN = re.compile(r"[A-Za-z_][\w .,/-]*[\w.]|[A-Za-z]")
_OTHERWISE = re.compile(r"(?i:true|false|null|yes|no|on|off|y|n|not .*)")


def case_text(case: CaseFile) -> str:
    """The file of a worked case, an event on a line."""
    data = case.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    kinds = [{"kind": event.kind} for event in case.events]
    lines = [f"# {MADE_UP}", f"format: {case.format}"]
    lines += [f"{key}: {_scalar(data[key])}" for key in ("case", "title", "why", "begins") if key in data]
    if case.events:
        lines.append("events:")
        pairs = zip(kinds, data["events"], strict=True)
        lines += [f"  - {_flow({**kind, **event})}" for kind, event in pairs]
    if expect := data.get("expect"):
        lines.append("expect:")
        lines += [f"  {key}: {_flow(value)}" for key, value in expect.items()]
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value, flow=True)


def _scalar(value: Any, *, flow: bool = False) -> str:
    """A value as YAML reads it back: quoted where plain words would be something else."""
    if not isinstance(value, str):
        return json.dumps(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    plain = _PLAIN.fullmatch(value) and not _OTHERWISE.fullmatch(value) and ": " not in value
    return value if plain and not (flow and "," in value) else json.dumps(value, ensure_ascii=False)


def to_case(case: Case, id: str, *, title: str, why: str) -> CaseFile:
    """A trajectory as a worked case that expects what came of it, without a word that people wrote in it.

    Only for what was made up: days and answers stay as they are. Raises ``ValueError`` for an ``id`` that is
    none.
    """
    state = case.state
    verdicts = {c: v.word for c, v in state.verdicts.items() if v.word != "not assessable"}
    proposes = {d: p.outcome for d, p in state.proposals.items() if p.complete}
    hypotheses = {h: one.result for h, one in state.hypotheses.items()}
    expect = Expected.model_validate({"verdicts": verdicts, "proposes": proposes, "hypotheses": hypotheses})
    events = tuple(_made_up(case.events, {f for f, x in state.plan.fields.items() if x.type.kind == "text"}))
    return CaseFile(format=1, case=id, title=title, why=why, events=events, expect=expect)


def _made_up(events: Iterable[Recorded], texts: set[str]) -> Iterator[Event]:
    for event in events:
        data = event.model_dump(by_alias=True)
        data |= {key: words for key, words in _WORDS.items() if data.get(key) is not None}
        if data["kind"] == "answered" and data["field"] in texts and data["value"] is not None:
            data["value"] = "verzonnen"
        data |= {key: None for key in ("protocol", "digest") if data["kind"] == "opened" and key in data}
        made: Any = type(event).model_validate(data)
        yield made
