"""The page to search the archive."""

import datetime as dt
import re
from dataclasses import dataclass

from aiohttp import web

from adapters.web.archive.tags import MOST_USED
from adapters.web.asked import Asked, to_paper
from adapters.web.chosen import LONGEST_TAG, LONGEST_WORDS, MOST_TAGS, Chosen
from adapters.web.frame import Frame
from adapters.web.pages import Pages, Values, Wrong, date_of, rank_of, sent_to
from bot.archive import Found, Wanted
from bot.fitting import cut

NEAR = 5  # tags that are offered where nothing is found
_NAME = 80  # characters of a feed's

_BETWEEN_TAGS = re.compile(r"[,\s]+")


class Unfit(Wrong):
    """What cannot be looked for, and in which field of the form it stands."""

    def __init__(self, field: str, key: str, **values: Values) -> None:
        super().__init__(key, **values)
        self.field = field


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of it. `feed`: the parameters of the feed of the same papers, empty without one, and its `name`;
    `near`: tags that may have been meant."""

    found: Found
    name: str
    feed: str
    near: tuple[str, ...] = ()


class Search:
    def __init__(self, frame: Frame, pages: Pages) -> None:
        self._frame, self._pages, self._archive = frame, pages, frame.archive

    def routes(self) -> list[web.RouteDef]:
        return [self._pages.route("/search", self._search, "q", "tag", "since", "until", "after")]

    async def _search(self, request: web.Request, asked: Asked) -> web.StreamResponse:
        try:
            wanted = self._wanted(asked)
        except Wrong as wrong:
            said = self._frame.say(asked.language, wrong.key, **wrong.values)
            field = wrong.field if isinstance(wrong, Unfit) else ""
            return self._pages.once(request, self._shown(asked, None, wrong=said, field=field), wrong.status)
        if place := await self._named(asked, wanted):
            return sent_to(request, place, for_good=False)
        return await self._frame.answer(request, asked, lambda: self._made(asked, wanted))

    async def _named(self, asked: Asked, wanted: Wanted) -> str:
        """The page of the paper whose arXiv id, link or DOI the words are; a number is no id here."""
        if wanted != Wanted(words=wanted.words) or not wanted.words or wanted.words.isdecimal():
            return ""
        paper = await self._archive.paper(wanted.words, (asked.language,))
        return to_paper(paper.article.address) if paper else ""

    async def _made(self, asked: Asked, wanted: Wanted) -> bytes:
        if not (wanted.words or wanted.tags or wanted.since or wanted.until):
            return self._shown(asked, None)
        found = await self._archive.find(wanted, (asked.language,))
        near = () if found.articles or wanted.after else self._near(wanted)
        name = cut(" · ".join((*(f"#{tag}" for tag in wanted.tags), *filter(None, (wanted.words,)))), _NAME)
        return self._shown(asked, Looked(found, name, self._feed(asked, wanted), near))

    def _feed(self, asked: Asked, wanted: Wanted) -> str:
        """Feeds know no dates, and no tags that nothing has."""
        if wanted.since or wanted.until or not all(map(self._archive.known, wanted.tags)):
            return ""
        return Chosen(tags=wanted.tags, words=wanted.words, languages=(asked.language,), per="paper").query

    def _shown(self, asked: Asked, looked: Looked | None, wrong: str = "", field: str = "") -> bytes:
        """`wrong`: why nothing was looked for, `field`: what has to be written anew."""
        popular = [tag.slug for tag in self._archive.tags()[:MOST_USED]]
        since, until = date_of(asked["since"]), date_of(asked["until"])
        return self._frame.page(
            "search.html",
            asked,
            looked=looked,
            wrong=wrong,
            field=field,
            longest=LONGEST_WORDS,
            popular=popular,
            since=since or "",
            until=until or "",
        )

    def _wanted(self, asked: Asked) -> Wanted:
        """Raises Wrong."""
        words = " ".join(asked["q"].split())
        if len(words) > LONGEST_WORDS:
            raise Unfit("q", "wrong-words-long", limit=LONGEST_WORDS)
        tags = [tag for tag in _BETWEEN_TAGS.split(asked["tag"]) if tag.strip("#")]
        if len(tags) > MOST_TAGS:
            raise Unfit("tag", "web-wrong-tags", limit=MOST_TAGS)
        if any(len(tag) > LONGEST_TAG for tag in tags):
            raise Unfit("tag", "wrong-tag-long", limit=LONGEST_TAG)
        since, until = self._date(asked, "since"), self._date(asked, "until")
        if since and until and since > until:
            raise Unfit("until", "web-wrong-span")
        folded = tuple(dict.fromkeys(map(self._archive.fold, tags)))
        return Wanted(tags=folded, words=words, since=since, until=until, after=rank_of(asked["after"]))

    def _date(self, asked: Asked, field: str) -> dt.date | None:
        date = date_of(asked[field].strip())
        if asked[field].strip() and date is None:
            raise Unfit(field, "web-wrong-date", example=self._archive.today.isoformat())
        return date

    def _near(self, wanted: Wanted) -> tuple[str, ...]:
        unknown = [tag for tag in wanted.tags if not self._archive.known(tag)]
        meant = [
            slug for text in (*unknown, wanted.words[:LONGEST_TAG]) if text for slug in self._archive.nearest(text)
        ]
        return tuple(dict.fromkeys(meant))[:NEAR]
