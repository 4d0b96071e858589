"""The pages of tags: all of them, and one with its papers."""

from collections.abc import Sequence
from itertools import groupby
from unicodedata import normalize

from aiohttp import web

from adapters.web.archive.chart import chart
from adapters.web.asked import Asked, to_tag
from adapters.web.chosen import LONGEST_TAG
from adapters.web.frame import Frame
from adapters.web.pages import Moved, NotHere, Pages, Way, Wrong, rank_of
from bot.archive import Wanted
from bot.model import TagCount

PAPERS = 20  # on a page
MOST_SHOWN = 1000  # tags on a page; a page with more of them is nothing that people look through
MOST_USED = 24
FEW = 60  # tags that are read at a glance

_CONSONANTS = {chr(0x1100 + n): letter for n, letter in enumerate("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")}


class Tags:
    def __init__(self, frame: Frame, pages: Pages) -> None:
        self._frame, self._pages, self._archive = frame, pages, frame.archive

    def routes(self) -> list[web.RouteDef]:
        return [self._pages.route("/tags", self._all, "q"), self._pages.route("/t/{tag:(?s:.+)}", self._one, "after")]

    async def _all(self, request: web.Request, asked: Asked) -> web.Response:
        if len(asked["q"]) > LONGEST_TAG:
            raise Wrong("wrong-tag-long", limit=LONGEST_TAG)
        return await self._frame.answer(request, asked, lambda: self._listed(asked))

    async def _listed(self, asked: Asked) -> bytes:
        everything, typed = self._archive.tags(), asked["q"].strip()
        found = self._beginning(typed) if typed else everything
        shown = found[:MOST_SHOWN]
        return self._frame.page(
            "tags.html",
            asked,
            typed=typed,
            total=len(everything),
            found=found,
            most=() if typed else shown[:MOST_USED],
            groups=() if typed else _groups(shown),
            hidden=len(found) - len(shown),
            few=FEW,
        )

    def _beginning(self, typed: str) -> list[TagCount]:
        """Those that have it in their slug, or in another name."""
        part = "-".join(normalize("NFC", typed).lower().lstrip("#").split())
        meant = {self._archive.fold(typed), *self._archive.nearest(typed)}
        return [tag for tag in self._archive.tags() if part in tag.slug or tag.slug in meant]

    async def _one(self, request: web.Request, asked: Asked) -> web.Response:
        typed = request.match_info["tag"]
        after = rank_of(asked["after"])
        return await self._frame.answer(request, asked, lambda: self._papers(asked, typed, after))

    async def _papers(self, asked: Asked, typed: str, after: int | None) -> bytes:
        tag = self._archive.fold(typed) if len(typed) <= LONGEST_TAG else ""
        if not self._archive.known(tag):
            raise self.unknown(typed)
        if tag != typed:
            raise Moved(to_tag(tag))
        found = await self._archive.find(Wanted(tags=(tag,), after=after, limit=PAPERS), (asked.language,))
        latest = await self._archive.latest() if after is None else None
        return self._frame.page(
            "tag.html",
            asked,
            tag=tag,
            count=next((each.count for each in self._archive.tags() if each.slug == tag), 0),
            found=found,
            first=after is None,
            chart=chart(await self._archive.days(tag), latest) if latest else None,
        )

    def unknown(self, typed: str) -> NotHere:
        """Names those that may have been meant."""
        near = self._archive.nearest(typed[:LONGEST_TAG])
        ways = (Way(f"#{slug}", to_tag(slug)) for slug in near)
        return NotHere("web-no-tag-nearest" if near else "web-no-tag", *ways, tag=typed[:LONGEST_TAG])


def _groups(tags: Sequence[TagCount]) -> list[tuple[str, list[TagCount]]]:
    """By their first letter, as a dictionary has them."""
    ordered = sorted(tags, key=lambda tag: (_letter(tag.slug), tag.slug))
    return [(letter, list(some)) for letter, some in groupby(ordered, key=lambda tag: _letter(tag.slug))]


def _letter(slug: str) -> str:
    """What a tag stands under: `A`, `ㄱ`, or `0–9` for what begins with no letter."""
    first = normalize("NFD", slug[:1])[:1].upper()
    return _CONSONANTS.get(first, first) if first.isalpha() else "0–9"
