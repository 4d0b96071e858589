"""Processes that are killed in the middle of their work, forked from one that has imported everything: ten kills would
otherwise be ten times the imports."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

READY_S = 60  # a deadline, not a pause: two cores may be shared by many tests
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.discord_service", "tests.slack_service"])


@asynccontextmanager
async def forked(work: Callable[..., None], *args: Any, ready: bool = True) -> AsyncIterator[ForkServerProcess]:
    """`work(*args, tell)` in a process of its own, killed at the end without a chance to tidy up. With `ready` the
    context begins when the work has told that it is."""
    heard, tell = _context.Pipe(duplex=False)
    process = _context.Process(target=work, args=(*args, tell))
    await asyncio.to_thread(process.start)
    tell.close()
    try:
        if ready:
            await asyncio.to_thread(_hear, heard)
        yield process
    finally:
        process.kill()
        await asyncio.to_thread(process.join)
        heard.close()


def _hear(heard: Connection) -> None:
    assert heard.poll(READY_S)
    heard.recv()  # EOFError: it is dead
