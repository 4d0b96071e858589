"""Answers that were made already, kept until the archive changes, within a bound of memory."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from functools import partial

ROOM = 32 * 2**20  # bytes
MOST = 10_000  # answers: tiny ones leave room, but what they were asked by takes some, too


@dataclass(frozen=True, slots=True)
class Made:
    """One answer. `etag` is quoted, as its header wants it."""

    body: bytes
    etag: str

    @classmethod
    def of(cls, body: bytes) -> "Made":
        return cls(body, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"')


class Kept:
    """The least used go first when the room is full. `version` is the archive's. What many ask for at once is made
    once: an import must not have everybody's pages made at the cost of the posts that are due."""

    def __init__(self, version: Callable[[], str], room: int = ROOM) -> None:
        self._version, self._room = version, room
        self._of, self._used = "", 0
        self._answers: OrderedDict[Hashable, Made] = OrderedDict()
        self._making: dict[tuple[str, Hashable], asyncio.Future[bytes]] = {}

    async def get(self, asked: Hashable, make: Callable[[], Awaitable[bytes]]) -> Made:
        version = self._version()
        if version != self._of:
            self._answers.clear()
            self._of, self._used = version, 0
        if known := self._answers.get(asked):
            self._answers.move_to_end(asked)
            return known
        made = Made.of(await self._once((version, asked), make))
        if self._of == version and asked not in self._answers:
            self._keep(asked, made)
        return made

    async def _once(self, asked: tuple[str, Hashable], make: Callable[[], Awaitable[bytes]]) -> bytes:
        making = self._making.get(asked)
        if making is None:
            making = self._making[asked] = asyncio.ensure_future(make())
            making.add_done_callback(partial(self._ended, asked))
        return await asyncio.shield(making)  # who goes away takes nothing from the others

    def _ended(self, asked: tuple[str, Hashable], making: asyncio.Future[bytes]) -> None:
        """Looks at a failure, which is nobody's where all have gone away."""
        del self._making[asked]
        _ = making.cancelled() or making.exception()

    def _keep(self, asked: Hashable, made: Made) -> None:
        self._answers[asked] = made
        self._used += len(made.body)
        while self._used > self._room or len(self._answers) > MOST:
            _, old = self._answers.popitem(last=False)
            self._used -= len(old.body)
