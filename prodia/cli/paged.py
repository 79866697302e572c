"""A document in the form that was asked: on the screen, as data, or as a file to print or to write on in."""

from __future__ import annotations

from prodia.cli.commands import Option, choice
from prodia.cli.files import write_whole
from prodia.cli.screen import print_report
from prodia.cli.terminal import Terminal, unfit
from prodia.interop.docx import to_docx
from prodia.interop.pdf import to_pdf
from prodia.store.files import PRIVATE
from prodia.telling import Document, to_json, to_markdown, to_text

_FILES = {"docx": to_docx, "pdf": to_pdf}
FORM = Option(
    "--format",
    "text, plain, markdown, json, of een bestand: docx om verder in te schrijven, pdf om af te drukken.",
    "text, plain, markdown, json, or a file: docx to go on writing in, pdf to print.",
    type=choice("text", "markdown", "json", "plain", *_FILES),
    default="text",
)
OUT = """
    --out: Schrijf docx of pdf naar dit nieuwe bestand; zonder: een naam die zegt wat het is.
        | Write docx or pdf to this new file; without it, a name that says what it is.
"""


def show(screen: Terminal, document: Document, format: str, out: str | None, name: str, foot: str) -> None:
    """Show a document, or write it into a file that only its owner can read; an old one stays as it is."""
    if out is not None and format not in _FILES:
        raise unfit("--out", "kies --format docx of pdf.", "choose --format docx or pdf.")
    match format:
        case "json":
            screen.json(to_json(document))
        case "markdown":
            screen.line(to_markdown(document).rstrip("\n"))
        case "plain":
            screen.line(to_text(document).rstrip("\n"))
        case "text":
            print_report(screen, document)
        case _:
            path = out or f"{name}.{format}"
            write_whole(path, _FILES[format](document, foot), mode=PRIVATE, new=True)
            screen.tell(f"Geschreven: {path}.", f"Written: {path}.", "good")
