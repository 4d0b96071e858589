"""What has to be told to those who subscribed, and how far that got."""

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from bot.store import queries
from bot.store.database import Database, from_micros, maybe_instant, to_micros

NoticeState = Literal["pending", "sending", "sent", "dead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredNotice:
    id: int
    subscription: int
    reason: str
    key: str
    state: NoticeState
    made_at: dt.datetime
    attempts: int
    first_attempt: dt.datetime | None
    last_attempt: dt.datetime | None


class Notices:
    def __init__(self, database: Database, worker: str) -> None:
        self._database, self._worker = database, worker
        self._sql = {**queries.load("notices"), **queries.load("notices", "sqlite")}

    async def claim(
        self, now: dt.datetime, until: dt.datetime, platforms: Collection[str], limit: int
    ) -> tuple[StoredNotice, ...]:
        params = {"now": to_micros(now), "platforms": json.dumps(sorted(platforms)), "limit": limit}
        if not await self._database.fetch(self._sql["open"], params):
            return ()
        async with self._database.write() as tx:
            rows = await tx.fetch(self._sql["open"], params)
            lease = {"worker": self._worker, "until": to_micros(until), "now": to_micros(now)}
            await tx.run_many(self._sql["lease"], [{**lease, "id": row["id"]} for row in rows])
        return tuple(
            StoredNotice(
                id=row["id"],
                subscription=row["subscription"],
                reason=row["reason"],
                key=row["key"],
                state=row["state"],
                made_at=from_micros(row["made_at"]),
                attempts=row["attempts"],
                first_attempt=maybe_instant(row["first_attempt_at"]),
                last_attempt=maybe_instant(row["last_attempt_at"]),
            )
            for row in rows
        )

    async def begin(self, notice: StoredNotice, now: dt.datetime, *, fresh: bool) -> bool:
        """Commits that the request is about to leave; False if the lease is lost or it need not be said any more."""
        params = {"id": notice.id, "worker": self._worker, "now": to_micros(now), "fresh": int(fresh)}
        async with self._database.write() as tx:
            return bool(await tx.run(self._sql["begin"], params))

    async def end(self, notice: StoredNotice, state: NoticeState) -> None:
        async with self._database.write() as tx:
            await tx.run(self._sql["end"], {"id": notice.id, "state": state})

    async def later(self, notice: StoredNotice, state: NoticeState, try_at: dt.datetime) -> None:
        params = {"id": notice.id, "worker": self._worker, "state": state, "try_at": to_micros(try_at)}
        async with self._database.write() as tx:
            await tx.run(self._sql["later"], params)
