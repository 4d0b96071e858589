"""What stands in a channel of the page: the last messages, kept in the adapter's memory, a value for each.

Places are used in turn, so that nothing has to be deleted. `change` counts what happened in a room: who has seen all up
to one change asks for what came after it.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.model import PaperId
from bot.platform import Json, Memory

MOST = 100  # messages that a room keeps


@dataclass(frozen=True, slots=True)
class Entry:
    room: str
    number: int  # from 1
    change: int
    key: str
    at: str  # an instant, ISO
    papers: tuple[PaperId, ...]
    body: Json

    @property
    def id(self) -> str:
        return f"{self.room}-{self.number}"


class Room:
    """`told` hears of each entry that is new or changed, after it is kept."""

    def __init__(self, name: str, memory: Memory, told: Callable[[Entry], None]) -> None:
        self.name, self._memory, self._told = name, memory, told
        self._entries: dict[int, Entry] | None = None
        self._change = 0
        self._lock = asyncio.Lock()

    async def entries(self, *, since: int = 0) -> list[Entry]:
        """In the order of the room; changed after `since`."""
        async with self._lock:
            found = await self._read()
        return sorted((each for each in found.values() if each.change > since), key=lambda each: each.number)

    async def find(self, key: str) -> Entry | None:
        return next((each for each in await self.entries() if each.key == key), None)

    async def put(self, key: str, at: str, papers: tuple[PaperId, ...], body: Json) -> Entry:
        """A new entry, or the one that is there with this key."""
        async with self._lock:
            found = await self._read()
            if known := next((each for each in found.values() if each.key == key), None):
                return known
            number = max(found, default=0) + 1
            entry = await self._keep(found, Entry(self.name, number, self._change + 1, key, at, papers, body))
            found.pop(number - MOST, None)
            return entry

    async def change(self, number: int, papers: tuple[PaperId, ...], body: Json) -> None:
        """Nothing where it is not kept any more."""
        async with self._lock:
            found = await self._read()
            if (old := found.get(number)) and (old.papers, old.body) != (papers, body):
                changed = Entry(self.name, number, self._change + 1, old.key, old.at, papers, body)
                await self._keep(found, changed)

    async def _keep(self, found: dict[int, Entry], entry: Entry) -> Entry:
        await self._memory.put(self._place(entry.number), _written(entry))
        self._change = entry.change
        found[entry.number] = entry
        self._told(entry)
        return entry

    async def _read(self) -> dict[int, Entry]:
        if self._entries is None or await self._overtaken(max(self._entries, default=0) + 1):
            names = await self._memory.names(self._place(None))
            kept = [await self._memory.get(name) for name in names]
            entries = [_read(self.name, text) for text in kept if text]
            self._entries = {each.number: each for each in entries}
            self._change = max((each.change for each in entries), default=0)
        return self._entries

    async def _overtaken(self, number: int) -> bool:
        """Another process has posted here meanwhile: two of them overlap while one takes over from the other."""
        return (await self._memory.get(self._place(number)) or "").startswith(f'{{"number":{number},')

    def _place(self, number: int | None) -> str:
        """Without a number what all of them begin with."""
        return f"web:room:{self.name}:{'' if number is None else number % MOST}"


def _written(entry: Entry) -> str:
    said = {"number": entry.number, "change": entry.change, "key": entry.key, "at": entry.at}
    return json.dumps(said | {"papers": entry.papers, "body": entry.body}, ensure_ascii=False, separators=(",", ":"))


def _read(room: str, text: str) -> Entry:
    said: dict[str, Any] = json.loads(text)
    papers = tuple(PaperId(paper) for paper in said["papers"])
    return Entry(room, said["number"], said["change"], said["key"], said["at"], papers, said["body"])
