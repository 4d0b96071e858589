"""Papers as readers meet them: by id, by alias, found, at random, exported."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence

from bot.model import Page, Paper, PaperId, Query, Reader
from bot.store.database import Database


class Papers:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, paper: PaperId) -> Paper | None:
        """Also under the id of a paper that was united with another one."""
        raise NotImplementedError

    async def get_many(self, papers: Sequence[PaperId]) -> tuple[Paper, ...]:
        """In the order asked for; those that do not exist are left out."""
        raise NotImplementedError

    async def by_alias(self, alias: str) -> Paper | None:
        """`arxiv:2505.24275` or `title:…` (see bot/ingest/merge.py)."""
        raise NotImplementedError

    async def find(self, query: Query, *, after: int | None = None, limit: int = 5, oldest: bool = False) -> Page:
        """Newest first, or oldest first. Tags are folded slugs; all of them must be there."""
        raise NotImplementedError

    async def random(self, tags: tuple[str, ...], reader: Reader | None) -> Paper | None:
        """Uniform among those with all the tags; for a reader, among those not had yet, and then from the start."""
        raise NotImplementedError

    async def news(self, since: dt.datetime) -> tuple[Paper, ...]:
        """What channels may be owed: published after `since`, oldest digest first, then the curator's order."""
        raise NotImplementedError

    def export(self, tag: str | None = None, since: dt.date | None = None) -> AsyncIterator[Paper]:
        """By digest date, then position, which counts from 1 within each digest."""
        raise NotImplementedError
