"""A site of any pack: built in both languages, served while one writes, or packed into one file.

``build(folders, out)`` writes the Dutch site in ``out`` and the English one in ``out/en``.
"""

from __future__ import annotations

import gc
import logging
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from prodia.model.scalars import Definition, Text
from prodia.problems import Problem
from prodia.telling.blocks import Web
from prodia.telling.html import join, line, tag
from prodia.words import LANGS, Lang, Words

__all__ = ["About", "build", "packed", "serve"]

_HERE = Path(__file__).parent
_DAY = (1980, 1, 1, 0, 0, 0)  # equal sites give equal bytes


def _leads(value: str | None) -> str | None:
    """An address that a browser follows, and that does nothing else."""
    if value is not None and not Web(value).safe:
        raise PydanticCustomError("site_address", "address", {"found": value[:80]})
    return value


Address = Annotated[Text | None, AfterValidator(_leads)]


class About(Definition):
    """What a site says of itself, as it stands in ``site.yaml``.

    ``name``: what it is called. ``address``: where it will stand. ``report``: an address or ``mailto:`` for
    who sees a mistake; the address of the page is added to it. What is left out is not on the site.
    """

    format: Literal[1]
    name: Text | None = None
    address: Address = None
    report: Address = None


NOTHING = About(format=1)
MISTAKES = Words("De protocollen hebben fouten", "The protocols have mistakes")
_STAYS = Words(
    "Zodra ze hersteld zijn, staat de bladzijde er weer.", "As soon as they are mended, the page is back."
)


@contextmanager
def _config(folders: Sequence[str], out: Path, about: About, lang: Lang) -> Iterator[Any]:
    """The configuration of MkDocs for one language."""
    from mkdocs.config import load_config

    with tempfile.TemporaryDirectory() as scratch:
        docs = Path(scratch, "docs")
        docs.mkdir()
        at = "" if lang == "nl" else f"{lang}/"
        address = (about.address or "").rstrip("/")
        shell: dict[str, Any] = {
            "INHERIT": str(_HERE / "shell.yml"),
            "site_name": about.name or "prodia",
            "docs_dir": str(docs),
            "site_dir": str(out.resolve() / at),
            "hooks": [str(_HERE / "hook.py")],
            "theme": {"language": lang},
            "extra": {"generator": False, "report": about.report or ""},
        }
        if folders:
            shell["extra"]["protocols"] = [str(Path(one).resolve()) for one in folders]
        if address:
            shell["site_url"] = f"{address}/{at}"
        file = Path(scratch, "mkdocs.yml")
        file.write_text(yaml.safe_dump(shell), "utf-8")
        yield load_config(str(file), strict=True)


def build(folders: Sequence[str], out: Path, about: About = NOTHING) -> Path:
    """Both sites of folders of protocols; of none: of what is shipped. Raises mkdocs' PluginError, with the
    mistakes, for protocols that have any."""
    from mkdocs.commands.build import build as made

    for lang in LANGS:
        with _config(folders, out, about, lang) as config:
            config.plugins.on_startup(command="build", dirty=False)
            made(config)
    return out


def packed(folders: Sequence[str], file: Path, about: About = NOTHING) -> Path:
    """The same in one zip file. Equal packs give equal bytes."""
    with tempfile.TemporaryDirectory() as scratch:
        out = build(folders, Path(scratch, "site"), about)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as into:
            for path in sorted(one for one in out.rglob("*") if one.is_file()):
                entry = zipfile.ZipInfo(path.relative_to(out).as_posix(), _DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                into.writestr(entry, path.read_bytes())
    return file


def rebuilt(config: Any) -> None:
    """The whole at first; then only the pages of which something is another."""
    from mkdocs.commands.build import build as made

    later = bool(config.extra.get("again"))
    log = logging.getLogger("mkdocs.commands.build")
    log.addFilter(_of_others)
    config.extra["mistakes"] = ()
    config.plugins.on_startup(command="serve", dirty=later)
    made(config, serve_url=config.site_url, dirty=later)
    if not later:
        gc.freeze()  # what the next build finds the same is not looked through for circles
    config.extra["again"] = True


def _of_others(record: logging.LogRecord) -> bool:
    """All but the warning that a part of a site may not fit the rest: what is left out is the same."""
    return "'dirty'" not in str(record.msg)


_LOOK, _STILL = 0.1, 0.05  # seconds between two looks at the files, and in which nothing more is saved


def serve(
    folders: Sequence[str],
    about: About,
    host: str,
    port: int,
    lang: Lang,
    ready: Callable[[str], None],
    wrong: Callable[[Sequence[Problem]], None],
) -> None:
    """Show a pack while one writes it, with what it supplements: whatever is saved is shown anew, and only
    its own pages are made again; what takes longer, the search and the pages for which worked cases are run,
    once the others are shown. Ends when it is interrupted.

    ``ready`` hears where it is shown; ``wrong`` the mistakes that were saved, which every page shows until
    they are mended.
    """
    from mkdocs.exceptions import Abort
    from mkdocs.livereload import LiveReloadServer

    with tempfile.TemporaryDirectory() as scratch, _config(folders, Path(scratch), about, lang) as config:
        config.site_url = f"http://{host}:{port}/"
        config.site_dir = scratch
        config.extra["shown"] = [str(Path(one).resolve()) for one in folders[1:]]

        rest = Path(config.config_file_path).with_name("rest")  # written where something was left for later
        rest.touch()

        def again() -> None:
            config.extra["later"] = not config.extra.get("left", True)
            try:
                rebuilt(config)
                if config.extra["left"]:
                    rest.write_text(rest.read_text() + ".")
            except Abort:
                if not config.extra["mistakes"]:
                    raise
                wrong(config.extra["mistakes"])  # raised, it would leave a browser waiting

        def shown(environ: Any, start: Any) -> Any:
            mistakes, path = config.extra["mistakes"], environ["PATH_INFO"]
            if not mistakes or not path.endswith(("/", ".html")):
                return server.serve_request(environ, start)
            start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [mistaken(mistakes, lang).encode()]

        server = LiveReloadServer(builder=again, host=host, port=port, root=scratch, polling_interval=_LOOK)
        server.build_delay = _STILL
        server.set_app(shown)
        again()
        for one in (*(folders[1:] or folders), str(rest)):
            server.watch(one)
        ready(config.site_url)
        try:
            server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()


def mistaken(mistakes: Sequence[Problem], lang: Lang) -> str:
    """What a browser shows while there are mistakes; it asks again every second."""
    told = tag("ul", join(tag("li", line(one.line(lang))) for one in mistakes))
    body = join([tag("h1", line(MISTAKES[lang])), told, tag("p", line(_STAYS[lang]))])
    head = f'<meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>{MISTAKES[lang]}</title>'
    return f'<!doctype html>\n<html lang="{lang}"><head>{head}</head><body>{body}</body></html>\n'
