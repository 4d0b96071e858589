"""A store with papers and subscriptions as delivery needs them, put in without an import."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot import schedule
from bot.model import Channel, PaperId, Reader, Subscription, Terms
from bot.store import Store
from bot.store.database import lines, to_micros
from bot.tags import Aliases

NO_ALIASES = Aliases({})
MAKER = Reader("scripted", "", "ada")
_empty: list[bytes] = []  # a database as `Store.open` makes it

_PAPER = """
INSERT INTO papers (id, title, authors, abstract, ko, en, tags, links, arxiv_id, related, named, digest, position, rank,
    news, published_at)
VALUES (:id, :title, 'Ada Lovelace', 'An abstract.', '코멘트예요.', :en, :tags, '', NULL, '', 1, :digest, :position,
    :rank, :news, :published)
"""
_TAG = "INSERT INTO tags (slug) VALUES (:slug) ON CONFLICT (slug) DO NOTHING"
_PAPER_TAG = """
INSERT INTO paper_tags (tag, rank, paper, number)
SELECT t.id, :rank, :id, 1 + (SELECT count(*) FROM paper_tags p WHERE p.tag = t.id) FROM tags t WHERE t.slug = :slug
"""
_COUNT = "UPDATE tags SET count = (SELECT count(*) FROM paper_tags p WHERE p.tag = tags.id)"


async def begun(path: Path) -> Store:
    """The store there. A new one begins as a copy of an empty one, so that tables are made only once."""
    if not await asyncio.to_thread(path.exists):
        if not _empty:
            await (await Store.open(path)).close()
            _empty.append(await asyncio.to_thread(path.read_bytes))
        await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
        await asyncio.to_thread(path.write_bytes, _empty[0])
    return await Store.open(path)


async def publish(
    store: Store,
    digest: dt.date,
    count: int,
    published: dt.datetime,
    *,
    news: str = "news",
    tags: Sequence[str] = ("rl",),
) -> list[PaperId]:
    """`count` papers of one date; their ids."""
    row = await store.database.fetch_one("SELECT coalesce(max(id), 0) AS id FROM papers")
    ids = [PaperId((row["id"] if row else 0) + n) for n in range(1, count + 1)]
    async with store.write() as tx:
        await tx.run_many(_TAG, [{"slug": slug} for slug in tags])
        papers = [_row(number, digest, n, published, news, tags) for n, number in enumerate(ids, 1)]
        await tx.run_many(_PAPER, papers)
        await tx.run_many(_PAPER_TAG, [{**row, "slug": slug} for row in papers for slug in ("", *tags)])
        await tx.run(_COUNT)
    return ids


def _row(
    number: PaperId, digest: dt.date, position: int, published: dt.datetime, news: str, tags: Sequence[str]
) -> dict[str, Any]:
    return {
        "id": number,
        "title": f"Paper {number}",
        "en": f"A comment on paper {number}.",
        "tags": lines(tags),
        "digest": digest.isoformat(),
        "position": position,
        "rank": (digest.toordinal() << 41) | ((1023 - position) << 31) | (2**31 - 1 - number),
        "news": news,
        "published": to_micros(published),
    }


async def rewrite(store: Store, paper: PaperId, comment: str, now: dt.datetime) -> None:
    """The curator corrects a commentary, as an import records it."""
    async with store.write() as tx:
        await tx.run("UPDATE papers SET en = :en WHERE id = :id", {"en": comment, "id": paper})
        await store.deliveries.mark_stale(tx, [paper], now)


async def publish_again(store: Store, papers: Sequence[PaperId], now: dt.datetime) -> None:
    """A page publishes papers of before once more, as an import records it."""
    async with store.write() as tx:
        await tx.run_many(
            "UPDATE papers SET published_at = :now, news = 'news' WHERE id = :id",
            [{"now": to_micros(now), "id": paper} for paper in papers],
        )
        await store.deliveries.mark_stale(tx, papers, now)


async def subscribe(
    store: Store,
    channel: Channel | str,
    terms: Terms,
    now: dt.datetime,
    *,
    since: dt.datetime | None = None,
    first: bool = False,
    maker: Reader = MAKER,
) -> Subscription:
    place = channel if isinstance(channel, Channel) else Channel("scripted", "", channel)
    async with store.write() as tx:
        return await store.subscriptions.put(
            tx,
            place,
            terms,
            maker,
            since=since or now,
            next_slot=schedule.next_slot(terms, now),
            first=first,
            now=now,
        )


async def rows(store: Store, sql: str) -> list[dict[str, Any]]:
    return [dict(row) for row in await store.database.fetch(sql)]
