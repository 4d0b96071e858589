"""Sources: the folders that documents come from, and how their last import went."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.store import queries
from bot.store.database import Database, from_micros


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    source: str
    at: dt.datetime
    summary: Mapping[str, int]


class Sources:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = queries.load("sources")

    async def imports(self) -> tuple[Import, ...]:
        """The last import of each source, the newest first."""
        rows = await self._database.fetch(self._sql["imports"])
        return tuple(
            Import(source=row["name"], at=from_micros(row["last_at"]), summary=_counts(row["summary"])) for row in rows
        )


def _counts(summary: str) -> Mapping[str, int]:
    found = json.loads(summary or "{}")
    return {name: count for name, count in found.items() if isinstance(count, int)}
