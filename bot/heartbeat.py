"""Once a minute the service writes down which platforms are connected: for `paperboy status`, another process."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.platform import Platform
from bot.store import Store

BEAT = dt.timedelta(minutes=1)
OLD = dt.timedelta(minutes=2)  # after this nobody is there to beat
_PLACE = "heartbeat:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    platform: str
    connected: bool
    since: dt.datetime
    at: dt.datetime

    def fresh(self, now: dt.datetime) -> bool:
        return now - self.at <= OLD


class Heartbeat:
    """Of one service. What changes is written at once."""

    def __init__(self, store: Store, platforms: Mapping[str, Platform]) -> None:
        self._store, self._platforms = store, platforms
        self._last: dict[str, Beat] = {}

    async def beat(self, now: dt.datetime) -> None:
        await self._write([self._of(name, now, connected=each.connected) for name, each in self._platforms.items()])

    async def stop(self, now: dt.datetime) -> None:
        """Nothing is connected any more."""
        await self._write([self._of(name, now, connected=False) for name in self._platforms])

    def _of(self, platform: str, now: dt.datetime, *, connected: bool) -> Beat:
        last = self._last.get(platform)
        since = last.since if last and last.connected == connected else now
        return Beat(platform=platform, connected=connected, since=since, at=now)

    async def _write(self, beats: list[Beat]) -> None:
        due = [beat for beat in beats if self._due(beat)]
        if not due:
            return
        async with self._store.write() as tx:
            for beat in due:
                await self._store.remember(tx, f"{_PLACE}{beat.platform}", _said(beat))
        self._last |= {beat.platform: beat for beat in due}

    def _due(self, beat: Beat) -> bool:
        last = self._last.get(beat.platform)
        return last is None or last.connected != beat.connected or beat.at - last.at >= BEAT


async def heartbeats(store: Store, now: dt.datetime) -> tuple[Beat, ...]:
    """The last of each platform; old ones only where there is none that is fresh: a service that runs without a
    platform has been told to do without it."""
    found = [_read(name, value) for name, value in await store.recall_all(_PLACE)]
    fresh = tuple(beat for beat in found if beat.fresh(now))
    return fresh or tuple(found)


def _said(beat: Beat) -> str:
    return json.dumps({"connected": beat.connected, "since": beat.since.isoformat(), "at": beat.at.isoformat()})


def _read(name: str, value: str) -> Beat:
    said = json.loads(value)
    return Beat(
        platform=name.removeprefix(_PLACE),
        connected=bool(said["connected"]),
        since=dt.datetime.fromisoformat(said["since"]),
        at=dt.datetime.fromisoformat(said["at"]),
    )
