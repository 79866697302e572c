"""An editor knows every key in Dutch, and offers the names of this pack: asked of the real language server.

The server is ``yaml-language-server`` of npm. The tests look for it on PATH and in the folder that
PRODIA_YAML_SERVER names (where ``npm install yaml-language-server`` was done); they fetch nothing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prodia.authoring.begin import Beginning, beginning
from prodia.content import load, shipped
from prodia.content.fieldwords import event_words, words_of
from prodia.content.packs import FILES
from prodia.content.schema import SCHEMAS, schema, write
from prodia.model.events import KINDS
from prodia.model.protocol import PARTS

ANSWERS = Beginning(
    "mijn", "Mijn protocol", "mijn-team", "Percentiel", "", 10, "de score is laag", "eigen-keuze"
)


class TestWords:
    """Every key of every file has words and an example."""

    @pytest.mark.parametrize("name", FILES)
    def test_every_key(self, name: str) -> None:
        made = schema(name)
        blocks = {made["title"]: made, **made.get("$defs", {})}
        bare = [
            f"{model}.{key}"
            for model, block in blocks.items()
            for key in block.get("properties", {})
            if not (words_of(model, key) or ("", ""))[1]
        ]
        assert [] == bare

    def test_every_kind_of_event(self) -> None:
        assert all(event_words(kind.__name__).endswith(".") for kind in KINDS.values())

    def test_an_example_is_of_its_key(self) -> None:
        made = schema("protocol")
        for key, one in made["properties"].items():
            assert f"```yaml\n{key}: " in one["markdownDescription"]


class TestNames:
    """Where a check looks a name up an editor offers those of the pack, and not where a word is no name."""

    @pytest.mark.parametrize(
        ("name", "key", "group"),
        [
            ("protocol", "Field.via", "roles"),
            ("protocol", "Step.fields", "fields"),
            ("case", "Measured.field", "fields"),
            ("case", "Administered.field", "fields"),
            ("case", "Closed.by", "roles"),
            ("case", "Expected.verdicts", "criteria"),
            ("norms", "Norms.by", None),
        ],
    )
    def test_offered(self, name: str, key: str, group: str | None) -> None:
        made = schema(name, {one: (f"een-van-{one}",) for one in (*PARTS, "sources", "choices")})
        model, _, own = key.partition(".")
        block = {made["title"]: made, **made.get("$defs", {})}[model]["properties"][own]
        assert ([f"een-van-{group}"] if group else []) == re.findall(r"een-van-\w+", json.dumps(block))


def command() -> list[str] | None:
    """The server, or None where there is none."""
    folder = os.environ.get("PRODIA_YAML_SERVER", "")
    paths = os.pathsep.join(p for p in (f"{folder}/node_modules/.bin", folder) if folder)
    found = shutil.which("yaml-language-server") or shutil.which("yaml-language-server", path=paths)
    return [found, "--stdio"] if found else None


class Server:
    """What an editor says to the server, and what comes back."""

    def __init__(self, started: subprocess.Popen[bytes]) -> None:
        self.started, self.count = started, 0
        self.versions: dict[str, int] = {}

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.started.stdin is not None
        self.started.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.started.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.started.stdout is not None
        length = 0
        while (line := self.started.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        found: dict[str, Any] = json.loads(self.started.stdout.read(length))
        return found

    def ask(self, method: str, **params: Any) -> Any:
        self.count += 1
        self.send({"id": self.count, "method": method, "params": params})
        while True:
            got = self.receive()
            if got.get("id") == self.count and "method" not in got:
                return got["result"]
            if "id" in got:  # the server asks something: it gets nothing in particular
                wanted = (
                    got["params"].get("items", []) if got["method"] == "workspace/configuration" else None
                )
                answer = [self.settings(one.get("section")) for one in wanted] if wanted is not None else None
                self.send({"id": got["id"], "result": answer})

    @staticmethod
    def settings(section: str | None) -> Any:
        yaml = {"hover": True, "completion": True, "validate": False, "schemaStore": {"enable": False}}
        return yaml if section == "yaml" else {}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """The server with a small pack opened in it, and the folder of the protocol."""
    words = command()
    if words is None:
        pytest.skip("yaml-language-server is not on PATH, and PRODIA_YAML_SERVER names no folder with it")
    root = tmp_path_factory.mktemp("pack")
    files = beginning(root, ANSWERS, parent="algemeen@1.0.0", role="psycholoog", since="2027-09-01")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    write(root / SCHEMAS, load(shipped(), root).catalogue)
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        one = Server(started)
        capabilities = {
            "textDocument": {"hover": {"contentFormat": ["markdown"]}, "completion": {}},
            "workspace": {"configuration": True},
        }
        one.ask("initialize", processId=None, rootUri=root.as_uri(), capabilities=capabilities)
        one.send({"method": "initialized", "params": {}})
        yield one, root / "mijn" / "1.0.0"
        started.kill()


def opened(server: Server, path: Path, text: str) -> str:
    """The address of a file that an editor opened, and in which it has this text now."""
    address = path.as_uri()
    if address not in server.versions:
        document = {"uri": address, "languageId": "yaml", "version": 1, "text": path.read_text("utf-8")}
        server.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    server.versions[address] = version = server.versions.get(address, 1) + 1
    now = {"textDocument": {"uri": address, "version": version}, "contentChanges": [{"text": text}]}
    server.send({"method": "textDocument/didChange", "params": now})
    return address


def at(text: str, where: str, offset: int = 0) -> dict[str, int]:
    start = text.index(where) + offset
    return {"line": text.count("\n", 0, start), "character": start - text.rfind("\n", 0, start) - 1}


# Where the mouse stands, and the model and key it is told of.
HOVERS = [
    *(
        (f"\n{key}:", f"Protocol.{key}")
        for key in "format id version status supplements title summary".split()
    ),
    *((f"\n{key}:", f"Protocol.{key}") for key in "owner medical_purpose valid doors fields".split()),
    *((f"\n{key}:", f"Protocol.{key}") for key in "criteria hypotheses decisions steps".split()),
    *((f"\n    {key}:", f"Field.{key}") for key in "ask type from purpose".split()),
    *((f"\n    {key}:", f"Criterion.{key}") for key in "says met purpose".split()),
    *((f"\n  {key}:", f"Defaults.{key}") for key in "owner strength source valid audience".split()),
    *((f"\n    {key}:", f"Hypothesis.{key}") for key in "question about if_so if_not".split()),
    *((f"\n    {key}:", f"Decision.{key}") for key in "by outcomes table otherwise".split()),
    *((f"\n    {key}:", f"Step.{key}") for key in "phase does serves".split()),
]

# In the protocol `was` becomes `typed`, the cursor stands at its end, and these names are offered.
COMPLETIONS = [
    ("    from: psycholoog", "    from: ", {"psycholoog", "ouders"}),
    ("    phase: onderzoek\n    does: administer", "    phase: ", {"onderzoek", "intake"}),
    ("    does: administer", "    does: ", {"administer", "decide"}),
    ("  strength: may", "  strength: ", {"must", "should", "may"}),
    ("    purpose: guide", "    purpose: ", {"guide", "classify"}),
    ("    about: pupil", "    about: ", {"pupil", "school", "home"}),
    ("    criteria: [laag]", "    criteria: [", {"laag"}),
    ("    serves: [vraag]", "    serves: [", {"vraag"}),
    ("    fields: [maat]", "    fields: [", {"maat"}),
    ("    decisions: [wat-nu]", "    decisions: [", {"wat-nu"}),
    ("    by: [psycholoog]", "    by: [", {"psycholoog"}),
    ("status: concept", "status: ", {"concept", "review"}),
    ("medical_purpose: none", "medical_purpose: ", {"none", "possible"}),
    ("supplements: algemeen@1.0.0", "supplements: ", {"algemeen@1.0.0"}),
    ("  audience: [team]", "  audience: [", {"team", "parents"}),
    ("[{ref: eigen-keuze, confidence: unverified}]", "[{ref: ", {"eigen-keuze"}),
    ("confidence: unverified", "confidence: ", {"seen", "unverified"}),
    ("    type: percentile", "    type: percentile\n    ins", {"instrument"}),
]
# The same in a case.
CONSENT = (
    "kind: consented, on: 2027-09-01, by: psycholoog, from: ouders, given: true, basis: verzonnen gesprek"
)
IN_A_CASE = [
    ("field: maat", "field: ", {"maat"}),
    ("by: clb-team", "by: ", {"clb-team", "psycholoog"}),
    ("decision: genoeg-informatie", "decision: ", {"genoeg-informatie", "wat-nu"}),
    ("outcome: naar-onderzoek", "outcome: ", {"naar-onderzoek"}),
    ("hypothesis: vraag", "hypothesis: ", {"vraag"}),
    ("from: ouders", "from: ", {"ouders"}),
    ("mode: trajectory", "mode: ", {"trajectory", "consultative"}),
    (CONSENT, "kind: ", {"consented", "answered", "decided"}),
    ("given: true", "given: ", {"true", "false"}),
    ('{laag: "not met"}', "{laag: ", {"met", "not met", "judgement"}),
    ("{wat-nu: klaar}", "{wat-nu: ", {"verder", "klaar", "onvolledig"}),
    ('  verdicts: {laag: "not met"}', "  ", {"verdicts", "values", "needs"}),
]


class TestHovers:
    @pytest.mark.parametrize(("where", "key"), HOVERS, ids=[key for _, key in HOVERS])
    def test_in_dutch(self, server: tuple[Server, Path], where: str, key: str) -> None:
        one, folder = server
        path = folder / "protocol.yaml"
        text = path.read_text("utf-8")
        start = {
            "Criterion": "\ncriteria:",
            "Hypothesis": "\nhypotheses:",
            "Decision": "\ndecisions:",
            "Defaults": "\ndefaults:",
        }
        begin = text.index({**start, "Step": "\nsteps:"}.get(key.partition(".")[0], "\n"))
        place = at(text, text[text.index(where, begin) :], len(where) - 2)
        told = one.ask("textDocument/hover", textDocument={"uri": opened(one, path, text)}, position=place)
        words = words_of(*key.split("."))
        assert words is not None
        assert words[0] in told["contents"]["value"].replace("\\", "").replace("&nbsp;", " ")


def offered(one: Server, path: Path, was: str, typed: str) -> set[str]:
    text = path.read_text("utf-8")
    begin = text.index(was)
    close = text[begin + len(was) :].partition("\n")
    rest = {"[": "]", "{": "}"}.get(typed.strip()[-1:], "")
    ends = "}]" if typed.startswith("[{") else rest
    if typed in ("confidence: ",) or (
        was.startswith(("field", "by: c", "decision", "outcome", "hyp", "from: o"))
    ):
        ends = ""
    changed = text[:begin] + typed + ends + close[0] + close[1] + close[2]
    place = at(changed, changed[begin:], len(typed))
    address = opened(one, path, changed)
    for _ in range(3):  # a server that still reads its schema offers nothing yet
        got = one.ask("textDocument/completion", textDocument={"uri": address}, position=place)
        if got and (not isinstance(got, dict) or got["items"]):
            break
    return {item["label"].strip('"') for item in (got["items"] if isinstance(got, dict) else got)}


class TestCompletions:
    """What the pack itself names is offered where it belongs."""

    @pytest.mark.parametrize(
        ("was", "typed", "names"), COMPLETIONS, ids=[t.strip() for _, t, _ in COMPLETIONS]
    )
    def test_in_a_protocol(self, server: tuple[Server, Path], was: str, typed: str, names: set[str]) -> None:
        one, folder = server
        assert names <= offered(one, folder / "protocol.yaml", was, typed)

    @pytest.mark.parametrize(("was", "typed", "names"), IN_A_CASE, ids=[t.strip() for _, t, _ in IN_A_CASE])
    def test_in_a_case(self, server: tuple[Server, Path], was: str, typed: str, names: set[str]) -> None:
        one, folder = server
        assert names <= offered(one, folder / "cases" / "op-de-grens.yaml", was, typed)
