"""How much there is of what: for `/metrics`, asked every few seconds for as long as the service lives."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.store import queries
from bot.store.database import Database, from_micros


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """By platform: how many deliveries are owed and since when, how many ended how, how many messages may have arrived
    (and wait for a person), how many subscriptions are in which state."""

    open: Mapping[str, tuple[int, dt.datetime]]
    over: Mapping[tuple[str, str], int]
    doubtful: Mapping[tuple[str, bool], int]
    subscriptions: Mapping[tuple[str, str], int]
    papers: int
    imported: dt.datetime | None  # when an import last found anything to do
    refused: int  # documents, by the last import of each source that found anything to do
    schema: int


async def owed(database: Database) -> Mapping[str, tuple[int, dt.datetime]]:
    """How many deliveries each platform owes, and the slot of the oldest. Raises StoreError."""
    rows = await database.fetch(queries.load("figures")["open"])
    return {row["platform"]: (row["n"], from_micros(row["slot"])) for row in rows}


async def figures(database: Database) -> Figures:
    """Raises StoreError."""
    sql = queries.load("figures")
    [papers] = await database.fetch(sql["papers"])
    sources = await database.fetch(sql["sources"])
    return Figures(
        open=await owed(database),
        over={(row["platform"], row["state"]): row["count"] for row in await database.fetch(sql["over"])},
        doubtful={(row["platform"], bool(row["stuck"])): row["n"] for row in await database.fetch(sql["doubtful"])},
        subscriptions={(row["platform"], row["state"]): row["n"] for row in await database.fetch(sql["subscriptions"])},
        papers=papers["n"],
        imported=max((from_micros(row["last_at"]) for row in sources), default=None),
        refused=sum(json.loads(row["summary"] or "{}").get("refused", 0) for row in sources),
        schema=await database.version(),
    )
