"""The page of a paper, and the way to one by chance."""

from aiohttp import web

from adapters.web import text
from adapters.web.asked import Asked, to_paper
from adapters.web.frame import Frame
from adapters.web.pages import DESCRIPTION, Moved, NotHere, Pages, sent_to, shortened
from bot.archive import Article
from bot.view import Passage, clip, first_sentence, plain

LONGEST_ADDRESS = 200


class Papers:
    def __init__(self, frame: Frame, pages: Pages) -> None:
        self._frame, self._pages, self._archive = frame, pages, frame.archive

    def routes(self) -> list[web.RouteDef]:
        return [
            self._pages.route("/p/{address:(?s:.+)}", self._paper),
            self._pages.route("/random", self._random, "tag"),
        ]

    async def _paper(self, request: web.Request, asked: Asked) -> web.Response:
        address = request.match_info["address"]
        return await self._frame.answer(request, asked, lambda: self._made(asked, address))

    async def _made(self, asked: Asked, address: str) -> bytes:
        found = await self._archive.paper(address, (asked.language,)) if len(address) <= LONGEST_ADDRESS else None
        if found is None:
            raise NotHere("web-no-paper")
        article = found.article
        if article.address != address:
            raise Moved(to_paper(article.address))
        return self._frame.page(
            "paper.html",
            asked,
            article=article,
            passages=own(article),
            related=found.related,
            bibtex=found.bibtex,
            description=description(article),
        )

    async def _random(self, request: web.Request, asked: Asked) -> web.Response:
        tag = self._archive.fold(asked["tag"][:LONGEST_ADDRESS]) if asked["tag"] else ""
        article = await self._archive.random((tag,) if tag else (), (asked.language,))
        if article is None:
            raise NotHere("web-nothing-random" if tag else "archive-empty")
        return sent_to(request, to_paper(article.address), for_good=False)


def own(article: Article) -> tuple[Passage, ...]:
    """Without what only repeats how the abstract begins, which stands below in full."""
    begins = first_sentence(article.abstract.text) if article.abstract else ()
    return tuple(passage for passage in article.passages if passage.text != begins)


def description(article: Article) -> str:
    """What the commentary begins with, for who meets a link to the page elsewhere."""
    for passage in article.passages:
        if said := plain(clip(passage.text, DESCRIPTION)[0]):
            return " ".join(said.split())
    return shortened(text.words(article.title))
