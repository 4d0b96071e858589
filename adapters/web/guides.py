"""The guides for who wants Paperboy in an own server, `docs/discord.md` and `docs/slack.md`, as pages."""

from pathlib import Path

from aiohttp import web
from markupsafe import Markup

from adapters.web.asked import Asked
from adapters.web.frame import Frame
from adapters.web.pages import NotHere, Pages

GUIDES = ("discord", "slack")
_DOCS = Path(__file__).resolve().parents[2] / "docs"  # beside `adapters`, wherever that is installed


class Guides:
    def __init__(self, frame: Frame, pages: Pages) -> None:
        self._frame, self._pages = frame, pages

    def routes(self) -> list[web.RouteDef]:
        return [self._pages.route("/docs/{name}", self._guide)]

    async def _guide(self, request: web.Request, asked: Asked) -> web.Response:
        name = request.match_info["name"]
        if name not in GUIDES:
            raise NotHere("web-not-found")

        async def made() -> bytes:
            return self._page(name, asked)

        return await self._frame.answer(request, asked, made)

    def _page(self, name: str, asked: Asked) -> bytes:
        from markdown_it import MarkdownIt  # only who reads a guide needs it

        text = (_DOCS / f"{name}.md").read_text("utf-8")
        title = text.partition("\n")[0].removeprefix("# ")
        body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
        return self._frame.page("guide.html", asked, heading=title, body=Markup(body))  # noqa: S704  # our own text
