"""Articles as entries of a feed: a paper each, or a day each."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID, uuid5

from markupsafe import Markup, escape

from adapters.web import text
from adapters.web.archive.papers import own
from adapters.web.asked import to_paper
from adapters.web.feeds.feed import Item
from adapters.web.frame import Wording
from bot.archive import Article
from bot.model import AFTER_PAGES, Language
from bot.view import Passage, plain, preview

SUMMARY = 300  # characters
TAGS = 20  # of a day
# The first paper of a digest is so much younger than its day, each further one a second less; RSS knows seconds only.
# Twenty minutes have room for all places of a page, and for as many entries as a feed has of papers without a place.
_NEWEST_S = 1200
_SECOND = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """`name` is the archive's, `begins` tells when a day does, `base` is what addresses begin with."""

    wording: Wording
    language: Language
    name: UUID
    begins: Callable[[dt.date], dt.datetime]
    base: str

    def papers(self, articles: Sequence[Article]) -> tuple[Item, ...]:
        moments = self._moments(articles)
        return tuple(self._paper(article, at) for article, at in zip(articles, moments, strict=True))

    def days(
        self, articles: Sequence[Article], selection: str, most: int, counts: Mapping[dt.date, int]
    ) -> tuple[Item, ...]:
        """`selection`: what tells the entry of a day from that of another feed; `most` papers of a day are shown.
        `counts`: where there are more than the articles."""
        groups = groupby(articles, key=lambda article: article.digest)
        return tuple(self._day(date, list(some), selection, most, counts) for date, some in groups)

    def id(self, thing: str) -> str:
        """Depends on nothing that may change: neither host nor language nor arXiv id."""
        return uuid5(self.name, thing).urn

    def _moments(self, articles: Sequence[Article]) -> Iterator[dt.datetime]:
        """Each earlier than the one before, from the digest's day and the place in it alone as far as places differ: so
        an import changes none of those that were there."""
        last: dt.datetime | None = None
        for article in articles:
            place = min(article.position, AFTER_PAGES)
            moment = self.begins(article.digest) + dt.timedelta(seconds=_NEWEST_S - place)
            last = min(moment, last - _SECOND) if last else moment
            yield last

    def _paper(self, article: Article, at: dt.datetime) -> Item:
        passages = own(article)
        said = [passage for passage in (*passages, article.abstract) if passage and passage.text]
        spoken = next((passage.language for passage in passages if passage.language), None)
        return Item(
            id=self.id(f"paper/{article.paper}"),
            title=text.headline(article.title),
            url=self._to(article),
            other=article.url,
            at=at,
            updated=at,
            html=Markup("\n").join([*map(_passage, said), self._links(article)]),
            summary=plain(preview(said[0].text, SUMMARY)) if said else text.headline(article.title),
            authors=article.authors,
            tags=article.tags,
            language=spoken or self.language,
        )

    def _links(self, article: Article) -> Markup:
        """The paper, and what else the curator links to."""
        read = self.wording.say(self.language, "feed-read")
        links = [text.link(escape(read), article.url), *(text.line((span,)) for span in article.links)]
        return Markup("<p>{}</p>").format(Markup(" · ").join(links))

    def _day(
        self, date: dt.date, articles: Sequence[Article], selection: str, most: int, counts: Mapping[dt.date, int]
    ) -> Item:
        say, language, count = self.wording.say, self.language, counts.get(date, len(articles))
        day = self.wording.day(language, date, weekday=True)
        pieces = [piece for article in articles[:most] for piece in self._listed(article)]
        if count > most:
            pieces.append(Markup("<p>{}</p>").format(say(language, "feed-more", n=count - most)))
        tags = dict.fromkeys(tag for article in articles for tag in article.tags)
        at = self.begins(date) + _SECOND * _NEWEST_S
        return Item(
            id=self.id(f"digest/{date.isoformat()}/{selection}"),
            title=f"{day} · {say(language, 'papers', n=count)}",
            url=f"{self.base}/d/{date.isoformat()}",
            at=at,
            updated=_grown(at, articles),
            html=Markup("\n").join(pieces),
            summary="\n".join(text.headline(article.title) for article in articles[:most]),
            tags=tuple(tags)[:TAGS],
            language=language,
        )

    def _listed(self, article: Article) -> Iterator[Markup]:
        title = Markup('<a href="{}">{}</a>').format(self._to(article), text.listed(article.title))
        yield Markup("<h2>{}</h2>").format(title)
        if article.authors:
            yield Markup("<p>{}</p>").format(", ".join(article.authors))
        yield from (_passage(passage) for passage in article.passages if passage.text)

    def _to(self, article: Article) -> str:
        return f"{self.base}{to_paper(article.address)}"


def _grown(at: dt.datetime, articles: Sequence[Article]) -> dt.datetime:
    """When the last of a day's papers came, where they did not all come together: that is worth another look, says RFC
    4287 in section 4.2.15. A day that is there since it was imported says so."""
    came = [article.published for article in articles]
    return max(at, *came) if max(came) > min(came) else at


def _passage(passage: Passage) -> Markup:
    label = Markup("<p><em>{}</em></p>\n").format(passage.label) if passage.label else Markup("")
    language = passage.language or text.spoken(plain(passage.text))
    return Markup('{}<div lang="{}">{}</div>').format(label, language, text.blocks(passage.text))
