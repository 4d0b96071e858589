"""`make bench`: prints tables. BENCH=full adds an archive of a million papers; BENCH_ONLY=imports,queries,… picks."""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from adapters.console.render import render
from bench import archive, deliveries, imports, queries, service
from bench.measure import Figure, resident_mib, show
from bot.commands import Core, dispatch
from bot.model import Channel, Reader
from bot.platform import Call
from bot.store import Store
from bot.tags import Aliases, TagIndex

SIZES = (4_000, 100_000, *((1_000_000,) if os.environ.get("BENCH") == "full" else ()))
Section = Callable[[], Awaitable[None]]


async def imported() -> None:
    show("Importing", await imports.figures())


async def delivered() -> None:
    show("Planning and delivering", await deliveries.figures())


async def started() -> None:
    show("The service", await asyncio.to_thread(service.figures))


async def queried() -> None:
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            print(f"making an archive of {size:,} papers …", flush=True)
            vault = Path(folder, "vault")
            archive.write(vault, size)
            store = await Store.open(Path(folder, "bench.db"))
            try:
                await imports.fill(store, vault)
                show(f"Queries at {size:,} papers", await _queries(store, size))
            finally:
                await store.close()


async def _queries(store: Store, size: int) -> list[Figure]:
    aliases = Aliases.load(None)
    tags = TagIndex(await store.tags.counts(), aliases)
    core = Core(store=store, tags=lambda: tags, aliases=aliases, language="en", zone="Asia/Seoul", platforms={})
    reader, here = Reader("console", "", "bench"), Channel("console", "", "terminal")

    async def ask() -> None:
        call = Call(id="bench", line="/paper tag:optimizer", reader=reader, here=here)
        reply = await dispatch(core, call, imports.NOW)
        render(reply.view)

    figures = await queries.figures(store, tags)
    return [*figures, await queries.dispatch_figure(ask, size), Figure("memory of this process", resident_mib(), "MiB")]


SECTIONS: dict[str, Section] = {
    "imports": imported,
    "queries": queried,
    "deliveries": delivered,
    "service": started,
}


async def main() -> None:
    wanted = os.environ.get("BENCH_ONLY", ",".join(SECTIONS)).split(",")
    for name in wanted:
        await SECTIONS[name]()


if __name__ == "__main__":
    asyncio.run(main())
