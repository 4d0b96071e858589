"""Keeps what papers are found by in step with them: folded tags with their numbers and counts, search terms."""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any

from bot.model import Entry, PaperId
from bot.store import queries, terms
from bot.store.database import Params, Transaction

EVERY_PAPER = 0  # the tag that all papers have
_AT_ONCE = 16  # papers whose terms are made before others may run

Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Found:
    """A paper and where it is to be found."""

    paper: PaperId
    rank: int
    entry: Entry


@dataclass(slots=True)
class _Tag:
    id: int
    count: int


class Indexing:
    def __init__(self) -> None:
        self._sql = {**queries.load("tags"), **queries.load("tags", "sqlite"), **queries.load("state")}

    async def write(self, tx: Transaction, papers: Sequence[Found], fold: Fold) -> None:
        """Papers that are new, or that changed in any way; they stand in `papers` already."""
        if not papers:
            return
        wanted = {found.paper: _slugs(found, fold) for found in papers}
        tags = await self._tags(tx, set(chain.from_iterable(wanted.values())))
        had = await self._had(tx, wanted)
        now = {paper: [tags[slug].id for slug in slugs] for paper, slugs in wanted.items()}
        counted = {tag.id: tag for tag in tags.values()}
        await self._write_terms(tx, papers, had, now)
        await self._write_tags(tx, papers, counted, had, now)
        await tx.run(self._sql["archive_changed"])

    async def drop(self, tx: Transaction, paper: PaperId) -> None:
        """The paper is found by nothing any more."""
        for row in await tx.fetch(self._sql["tags_of"], {"paper": paper}):
            await self._drop_tag(tx, row["tag"], row["rank"])
            if row["tag"] == EVERY_PAPER:
                await self._drop_terms(tx, [{"rank": row["rank"]}])

    # --- tags ---

    async def _tags(self, tx: Transaction, slugs: set[str]) -> Mapping[str, _Tag]:
        rows = await tx.fetch(self._sql["tags_called"], {"slugs": _json(slugs)})
        tags = {row["slug"]: _Tag(row["id"], row["count"]) for row in rows}
        last = await tx.fetch_one(self._sql["last_tag"])
        fresh = sorted(slugs - tags.keys())
        for number, slug in enumerate(fresh, (last["tag"] if last else 0) + 1):
            tags[slug] = _Tag(number, 0)
        await tx.run_many(self._sql["add_tag"], [{"tag": tags[slug].id, "slug": slug} for slug in fresh])
        return tags

    async def _had(self, tx: Transaction, papers: Iterable[PaperId]) -> Mapping[PaperId, dict[int, int]]:
        """The rank under each tag that a paper has."""
        had: dict[PaperId, dict[int, int]] = {paper: {} for paper in papers}
        for row in await tx.fetch(self._sql["tags_of_many"], {"papers": _json(had)}):
            had[row["paper"]][row["tag"]] = row["rank"]
        return had

    async def _write_tags(
        self,
        tx: Transaction,
        papers: Sequence[Found],
        tags: Mapping[int, _Tag],
        had: Mapping[PaperId, Mapping[int, int]],
        now: Mapping[PaperId, Sequence[int]],
    ) -> None:
        for found in papers:
            for tag, rank in had[found.paper].items():
                if tag not in now[found.paper]:
                    await self._drop_tag(tx, tag, rank)
                    if tag in tags:
                        tags[tag].count -= 1
        moved: list[Params] = []
        added: list[Params] = []
        for found in papers:
            for tag in now[found.paper]:
                old = had[found.paper].get(tag)
                if old is None:
                    tags[tag].count += 1
                    row = {"tag": tag, "rank": found.rank, "paper": found.paper, "number": tags[tag].count}
                    added.append(row)
                elif old != found.rank:
                    moved.append({"tag": tag, "rank": found.rank, "old": old})
        await tx.run_many(self._sql["move_paper_tag"], moved)
        await tx.run_many(self._sql["add_paper_tag"], added)
        await tx.run_many(self._sql["set_count"], [{"tag": tag.id, "count": tag.count} for tag in tags.values()])

    async def _drop_tag(self, tx: Transaction, tag: int, rank: int) -> None:
        """Numbers stay without gaps, so that one of them is a random paper."""
        gone = await tx.fetch_one(self._sql["drop_paper_tag"], {"tag": tag, "rank": rank})
        last = await tx.fetch_one(self._sql["count_of"], {"tag": tag})
        if gone is None or last is None:
            return
        await tx.run(self._sql["fill_gap"], {"tag": tag, "number": gone["number"], "last": last["count"]})
        await tx.run(self._sql["set_count"], {"tag": tag, "count": last["count"] - 1})

    # --- search terms ---

    async def _write_terms(
        self,
        tx: Transaction,
        papers: Sequence[Found],
        had: Mapping[PaperId, Mapping[int, int]],
        now: Mapping[PaperId, Sequence[int]],
    ) -> None:
        stood = {found.paper: had[found.paper].get(EVERY_PAPER) for found in papers}
        ranks = [rank for rank in stood.values() if rank is not None]
        before = {row["rank"]: row["terms"] for row in await tx.fetch(self._sql["terms_at"], {"ranks": _json(ranks)})}
        dropped: list[Params] = []
        added: list[Params] = []
        for place, found in enumerate(papers):
            if place % _AT_ONCE == 0:
                await asyncio.sleep(0)  # the terms of an essay take a millisecond
            rank = stood[found.paper]
            made = terms.index(_texts(found.entry), filter(None, now[found.paper]))
            if rank == found.rank and before.get(rank, "").split() == made.split():
                continue
            if rank is not None:
                dropped.append({"rank": rank})
            added.append({"rank": found.rank, "terms": made})
        # In ascending order: FTS5 writes out all that it has gathered at every row that comes before the last one.
        added.sort(key=itemgetter("rank"))
        await self._drop_terms(tx, sorted(dropped, key=itemgetter("rank")))
        await tx.run_many(self._sql["add_terms"], added)
        await tx.run(self._sql["search"], {"ranks": _json(row["rank"] for row in added)})

    async def _drop_terms(self, tx: Transaction, ranks: Sequence[Params]) -> None:
        await tx.run_many(self._sql["unsearch"], ranks)
        await tx.run_many(self._sql["drop_terms"], ranks)


def _slugs(found: Found, fold: Fold) -> list[str]:
    """The empty slug is that of every paper."""
    return list(dict.fromkeys(("", *map(fold, found.entry.tags))))


def _texts(entry: Entry) -> tuple[str, ...]:
    return (entry.title, *entry.authors, entry.abstract, entry.ko, entry.en, *entry.tags, entry.arxiv_id or "")


def _json(items: Iterable[Any]) -> str:
    return json.dumps(list(items), ensure_ascii=False)
