"""The guides, `docs/*.md`, as pages: in the reader's language where they are written in it, else in English."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web
from markupsafe import Markup

from adapters.web.asked import Asked
from adapters.web.frame import Frame
from adapters.web.headers import HEADERS
from adapters.web.pages import NotHere, Pages, shortened
from bot.model import LANGUAGES, Language

if TYPE_CHECKING:
    from markdown_it.token import Token

GUIDES = ("discord", "slack", "web", "operating")
WRITTEN_IN: Language = "en"  # all of them; translations stand in a folder that has the language's name
_DOCS = Path(__file__).resolve().parents[2] / "docs"  # beside `adapters`, wherever that is installed
_PICTURES = "screenshots"
_NO_ANCHOR = re.compile(r"[^\w\- ]")  # what GitHub leaves out of a heading's anchor


@dataclass(frozen=True, slots=True)
class Guide:
    """`about`: its first paragraph in one line."""

    name: str
    language: Language
    title: str
    about: str
    body: Markup


class Guides:
    def __init__(self, frame: Frame, pages: Pages) -> None:
        self._frame, self._pages = frame, pages

    def routes(self) -> list[web.RouteDef]:
        return [
            self._pages.route("/docs", self._list),
            self._pages.route("/docs/{name}", self._guide),
            self._pages.route(f"/docs/{_PICTURES}/{{name}}", self._picture),
        ]

    async def _list(self, request: web.Request, asked: Asked) -> web.Response:
        async def made() -> bytes:
            return self._frame.page("guides.html", asked, guides=[guide(name, asked.language) for name in GUIDES])

        return await self._frame.answer(request, asked, made)

    async def _guide(self, request: web.Request, asked: Asked) -> web.Response:
        name = request.match_info["name"]
        if name not in GUIDES:
            raise NotHere("web-not-found")

        async def made() -> bytes:
            shown = guide(name, asked.language)
            both = all(guide(name, language).language == language for language in LANGUAGES)
            return self._frame.page("guide.html", asked, guide=shown, both=both)

        return await self._frame.answer(request, asked, made)

    async def _picture(self, request: web.Request, asked: Asked) -> web.StreamResponse:
        name = request.match_info["name"]
        if name not in _pictures():
            raise NotHere("web-not-found")
        return web.FileResponse(_DOCS / _PICTURES / name, headers={**HEADERS, "Cache-Control": "no-cache"})


@cache
def guide(name: str, language: Language) -> Guide:
    """In this language, or in English. Documents stay as they are while the service runs."""
    from markdown_it import MarkdownIt  # only who reads a guide needs it

    place = _DOCS / f"{name}.md" if language == WRITTEN_IN else _DOCS / language / f"{name}.md"
    if not place.is_file():
        return guide(name, WRITTEN_IN)
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(place.read_text("utf-8"))
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", _anchor(inline.content))
        for token in inline.children or ():
            _lead(token)
    body = parser.renderer.render(tokens, parser.options, {})
    title, about = (_first(tokens, kind) for kind in ("heading_open", "paragraph_open"))
    return Guide(name, language, title, shortened(about), Markup(body))  # noqa: S704  # our own text


@cache
def _pictures() -> frozenset[str]:
    return frozenset(each.name for each in (_DOCS / _PICTURES).glob("*.png"))


def _lead(token: "Token") -> None:
    """A link or a picture that a document names by its file leads to where that stands here."""
    if token.type == "image":
        token.attrSet("src", f"/docs/{_PICTURES}/{PurePosixPath(str(token.attrGet('src'))).name}")
        token.attrSet("loading", "lazy")
    elif token.type == "link_open":
        link = urlsplit(str(token.attrGet("href")))
        if link.path.endswith(".md") and not link.netloc:
            anchor = f"#{link.fragment}" if link.fragment else ""
            token.attrSet("href", f"/docs/{PurePosixPath(link.path).stem}{anchor}")


def _first(tokens: "list[Token]", kind: str) -> str:
    """The text of the first heading or paragraph, without its marks."""
    inline = next(after for token, after in pairwise(tokens) if token.type == kind)
    return "".join(" " if each.type == "softbreak" else each.content for each in inline.children or ())


def _anchor(heading: str) -> str:
    """As GitHub makes it, so that a link works there and here."""
    return _NO_ANCHOR.sub("", heading.lower()).replace(" ", "-")
