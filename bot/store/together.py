"""Many small writes in one transaction: a commit waits for the disk, so those that come together share it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.store.database import Database, Transaction

T = TypeVar("T")
Write = Callable[[Transaction], Awaitable[T]]


class Together:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Write[Any], asyncio.Future[Any]]] = []
        self._flushing: asyncio.Task[None] | None = None

    async def run(self, write: Write[T]) -> T:
        """Returns after the commit. If a transaction fails, each of its writes is tried alone."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((write, future))
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.create_task(self._flush())
        return await future

    async def _flush(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            if not await self._commit(batch):
                for one in batch:
                    await self._commit([one])

    async def _commit(self, batch: list[tuple[Write[Any], asyncio.Future[Any]]]) -> bool:
        """False if it failed and it is worth trying each alone."""
        try:
            async with self._database.write() as tx:
                results = [await write(tx) for write, _ in batch]
        except Exception as error:
            if len(batch) > 1:
                return False
            _settle(batch[0][1], error=error)
            return True
        for (_, future), result in zip(batch, results, strict=True):
            _settle(future, result)
        return True


def _settle(future: asyncio.Future[Any], result: Any = None, error: Exception | None = None) -> None:
    if future.done():  # whoever waited was cancelled
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
