"""Who has the page open. Whoever does not keep up is let go: the browser comes back and says how far it got."""

import asyncio
from collections.abc import Collection

from adapters.web.chat.room import Entry

MOST = 200  # open pages
WAITING = 32  # messages that one may be behind


class Listener:
    def __init__(self, rooms: Collection[str]) -> None:
        self.rooms = frozenset(rooms)
        self._waiting: asyncio.Queue[Entry | None] = asyncio.Queue(WAITING)
        self.closed = asyncio.Event()

    async def next(self, seconds: float) -> Entry | None:
        """None if nothing came for so long."""
        try:
            async with asyncio.timeout(seconds):
                return await self._waiting.get()
        except TimeoutError:
            return None

    def tell(self, entry: Entry) -> None:
        try:
            self._waiting.put_nowait(entry)
        except asyncio.QueueFull:
            self.close()

    def close(self) -> None:
        self.closed.set()
        if not self._waiting.full():
            self._waiting.put_nowait(None)


class Listeners:
    def __init__(self) -> None:
        self._all: set[Listener] = set()
        self._open = True

    def join(self, rooms: Collection[str]) -> Listener | None:
        """None where there is no room for another one."""
        if not self._open or len(self._all) >= MOST:
            return None
        listener = Listener(rooms)
        self._all.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        self._all.discard(listener)

    def tell(self, entry: Entry) -> None:
        for listener in self._all:
            if entry.room in listener.rooms:
                listener.tell(entry)

    def close(self) -> None:
        """Lets everybody go, and takes nobody any more."""
        self._open = False
        for listener in self._all:
            listener.close()
