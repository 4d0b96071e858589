"""Digests: the papers published under one date."""

import datetime as dt
from collections.abc import Callable

from bot.model import Filter, Paper
from bot.store.database import Database


class Digests:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def latest(self, until: dt.date | None = None) -> dt.date | None:
        """The newest digest, of those that are not after `until`."""
        raise NotImplementedError

    async def on(self, date: dt.date) -> tuple[Paper, ...]:
        """In the curator's order."""
        raise NotImplementedError

    async def around(self, date: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """The digest before and the one after."""
        raise NotImplementedError

    async def newest_for(
        self, wants: Filter, fold: Callable[[str], str], until: dt.date | None = None
    ) -> tuple[Paper, ...]:
        """Of the newest digest that has a paper for the filter: those papers, in the curator's order."""
        raise NotImplementedError
