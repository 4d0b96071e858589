"""What a host has to reckon with: how the database grows, and the service's memory with each platform."""

import asyncio
import tempfile
from pathlib import Path

from bench import archive, deliveries, imports
from bench.measure import Figure
from bench.service import LOADED, RUNS, started
from bot.deliver import Worker
from bot.store import Store
from bot.tags import Aliases

PAPERS = 4000


async def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        papers = await _of_papers(Path(folder))
        posts = await _of_posts(Path(folder))
    return [
        Figure("database with 1,000 papers", papers / PAPERS * 1000, "MiB"),
        Figure("and 1,000 posts of 7 papers", posts / deliveries.CHANNELS * 1000, "MiB"),
        *[Figure(f"memory {name}", await asyncio.to_thread(_memory, given), "MiB") for name, given in LOADED.items()],
    ]


async def _of_papers(folder: Path) -> float:
    await asyncio.to_thread(archive.write, folder / "vault", PAPERS)
    store = await Store.open(folder / "papers.db")
    try:
        empty = await _size(store, folder / "empty.db")
        await imports.fill(store, folder / "vault")
        return await _size(store, folder / "filled.db") - empty
    finally:
        await store.close()


async def _of_posts(folder: Path) -> float:
    store = await Store.open(folder / "posts.db")
    platform, aliases = deliveries.AtOnce(), Aliases.load(None)
    try:
        await deliveries.prepare(store, folder, aliases)
        before = await _size(store, folder / "before.db")
        await deliveries.plan(store, platform, aliases)
        await Worker(store, {platform.name: platform}, aliases, "bench").pay(lambda: deliveries.SLOT)
        return await _size(store, folder / "after.db") - before
    finally:
        await store.close()


async def _size(store: Store, copy: Path) -> float:
    """MiB of a copy, which has no room for what comes next."""
    await store.database.copy_to(copy)
    return (await asyncio.to_thread(copy.stat)).st_size / 2**20


def _memory(given: dict[str, str]) -> float:
    return sorted(started(given)[1] for _ in range(RUNS))[RUNS // 2]
