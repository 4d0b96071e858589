"""What channels are owed at an instant: the news since they subscribed, and a new one's first digest."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.model import Filter, Paper, PaperId, Subscription
from bot.store import Store
from bot.store.subscriptions import NEWEST
from bot.tags import Aliases

MOST = 20  # papers a slot; the rest follow at the next slots
NEWS_FOR = dt.timedelta(days=14)  # a publication is owed for so long
_NONE: tuple[Paper, ...] = ()
AHEAD = dt.timedelta(days=9)  # a page may be dated a week ahead, in a zone a day ahead


@dataclass(frozen=True, slots=True)
class Owed:
    """What the next post carries, and how many papers follow at the slots after it."""

    papers: tuple[Paper, ...]
    remaining: int
    first: dt.date | None = None  # the digest that it carries because the subscription is new
    still_first: str = ""  # what of that is owed afterwards, as the column `first` holds it


class News:
    """The papers that anybody may be owed now, loaded once and narrowed once for each filter."""

    def __init__(
        self,
        store: Store,
        aliases: Aliases,
        now: dt.datetime,
        today: dt.date,
        fresh: Sequence[tuple[dt.datetime, Paper]],
    ) -> None:
        self._store, self.aliases, self._now, self._today = store, aliases, now, today
        self._fresh = sorted(((since, paper, self._tags(paper)) for since, paper in fresh), key=lambda one: one[0])
        self._folds: dict[Filter, Filter] = {}
        self._narrowed: dict[Filter, tuple[list[dt.datetime], list[Paper]]] = {}
        self._later: dict[tuple[Filter, int], tuple[Paper, ...]] = {}
        self._firsts: dict[tuple[Filter, dt.date | None], tuple[Paper, ...]] = {}
        self._owed: dict[tuple[int, int, bool, frozenset[PaperId]], Owed] = {}

    @classmethod
    async def load(cls, store: Store, aliases: Aliases, now: dt.datetime, zone: str) -> "News":
        place = ZoneInfo(zone)
        fresh = []
        for paper in await store.papers.news(now - NEWS_FOR - AHEAD):
            # A digest is news from the moment its date begins, so that one who subscribes the evening before gets it.
            since = max(paper.published, dt.datetime.combine(paper.digest, dt.time(), place).astimezone(dt.UTC))
            if now - NEWS_FOR < since <= now:
                fresh.append((since, paper))
        return cls(store, aliases, now, now.astimezone(place).date(), fresh)

    async def owed(self, subscriptions: Sequence[Subscription]) -> dict[int, Owed]:
        asked = {one.id: (self._since(one), await self._first(one)) for one in subscriptions}
        lists = {id(papers): papers for both in asked.values() for papers in both}  # many share theirs
        papers = {paper.id for papers in lists.values() for paper in papers}
        had = await self._store.deliveries.had_by(list(asked), papers) if papers else {}
        return {one.id: self._next(one, *asked[one.id], had.get(one.id, frozenset())) for one in subscriptions}

    def _since(self, subscription: Subscription) -> tuple[Paper, ...]:
        """The same object for all who are owed the same, before their ledgers are looked at."""
        wants = self._folded(subscription.terms.filter)
        if wants not in self._narrowed:
            taken = [(since, paper) for since, paper, tags in self._fresh if wants.takes(tags)]
            self._narrowed[wants] = ([since for since, _ in taken], [paper for _, paper in taken])
        instants, papers = self._narrowed[wants]
        begin = bisect_right(instants, subscription.since)
        if (wants, begin) not in self._later:
            self._later[wants, begin] = tuple(papers[begin:])
        return self._later[wants, begin]

    def _next(
        self,
        subscription: Subscription,
        fresh: tuple[Paper, ...],
        first: tuple[Paper, ...],
        had: frozenset[PaperId],
    ) -> Owed:
        key = (id(fresh), id(first), subscription.first, had)
        if key not in self._owed:
            self._owed[key] = _owed(fresh, first, had, is_first=subscription.first)
        return self._owed[key]

    async def _first(self, subscription: Subscription) -> tuple[Paper, ...]:
        if not subscription.first:
            return _NONE
        wants, date = self._folded(subscription.terms.filter), subscription.first_digest
        if (wants, date) not in self._firsts:
            if date is None:
                found = await self._store.digests.newest_for(wants, self.aliases.fold, self._today)
            else:
                found = tuple(paper for paper in await self._store.digests.on(date) if wants.takes(self._tags(paper)))
            self._firsts[wants, date] = tuple(paper for paper in found if paper.named)
        return self._firsts[wants, date]

    def _folded(self, wants: Filter) -> Filter:
        if wants not in self._folds:
            fold = self.aliases.fold
            folded = Filter(wanted=tuple(map(fold, wants.wanted)), excluded=tuple(map(fold, wants.excluded)))
            self._folds[wants] = folded
        return self._folds[wants]

    def _tags(self, paper: Paper) -> frozenset[str]:
        return frozenset(map(self.aliases.fold, paper.tags))


def _owed(fresh: Sequence[Paper], first: Sequence[Paper], had: frozenset[PaperId], *, is_first: bool) -> Owed:
    news = {paper.id: paper for paper in (*fresh, *first) if paper.id not in had}
    papers = sorted(news.values(), key=lambda paper: (paper.digest, -paper.rank))
    shown, left = tuple(papers[:MOST]), {paper.id for paper in papers[MOST:]}
    carried = {paper.id for paper in first} - had
    if not is_first:
        still_first = ""
    elif not first:
        still_first = NEWEST
    else:
        still_first = first[0].digest.isoformat() if carried & left else ""
    return Owed(shown, len(left), first[0].digest if carried - left else None, still_first)
