"""`make bench`: prints tables. BENCH_ONLY=imports,queries,… picks sections, BENCH_PAPERS=4000,… sizes of the archive;
BENCH=full adds a million papers."""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from adapters.console.render import render
from bench import archive, deliveries, imports, queries, service, sizes
from bench.discord import interactions, memory, posts
from bench.measure import Figure, resident_mib, show
from bench.slack import interactions as slack_interactions
from bench.slack import posts as slack_posts
from bench.web import pages
from bot.commands import Core, dispatch
from bot.model import Channel, Reader
from bot.platform import Call
from bot.store import Store
from bot.tags import Aliases, TagIndex

DEFAULT_SIZES = "4000,100000,1000000" if os.environ.get("BENCH") == "full" else "4000,100000"
SIZES = tuple(map(int, os.environ.get("BENCH_PAPERS", DEFAULT_SIZES).split(",")))
Section = Callable[[], Awaitable[None]]
_FOLDER = tempfile.TemporaryDirectory()
_ARCHIVES: dict[int, Path] = {}


async def imported() -> None:
    show("Importing", await imports.figures())


async def delivered() -> None:
    show("Planning and delivering", await deliveries.figures())


async def started() -> None:
    show("The service", await asyncio.to_thread(service.figures))


async def queried() -> None:
    for size in SIZES:
        store = await Store.open(await _archive(size))
        try:
            show(f"Queries at {size:,} papers", await _queries(store, size))
        finally:
            await store.close()


async def answered_on_discord() -> None:
    for size in SIZES:
        show(f"Discord at {size:,} papers", await interactions.figures(await _archive(size), size))


async def kept_of_discord() -> None:
    show("Many servers on Discord", await memory.figures(await _archive(min(SIZES))))


async def posted_on_discord() -> None:
    show("Posting to Discord", await posts.figures())


async def answered_on_slack() -> None:
    for size in SIZES:
        show(f"Slack at {size:,} papers", await slack_interactions.figures(await _archive(size), size))


async def posted_on_slack() -> None:
    show("Posting to Slack", await slack_posts.figures())


async def read_on_the_web() -> None:
    for size in SIZES:
        show(f"The web page at {size:,} papers", await pages.figures(await _archive(size)))


async def sized() -> None:
    show("Sizes", await sizes.figures())


async def _archive(size: int) -> Path:
    """A database of so many papers: a large one takes minutes, so it is made once for all that measure with it."""
    if size in _ARCHIVES:
        return _ARCHIVES[size]
    print(f"making an archive of {size:,} papers …", flush=True)
    database = Path(_FOLDER.name, f"{size}.db")
    with tempfile.TemporaryDirectory() as folder:
        archive.write(Path(folder), size)
        store = await Store.open(database)
        try:
            await imports.fill(store, Path(folder))
        finally:
            await store.close()
    return _ARCHIVES.setdefault(size, database)


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
    "sizes": sized,
    "discord": answered_on_discord,
    "discord-memory": kept_of_discord,
    "discord-posts": posted_on_discord,
    "slack": answered_on_slack,
    "slack-posts": posted_on_slack,
    "web": read_on_the_web,
}


async def main() -> None:
    wanted = os.environ.get("BENCH_ONLY", ",".join(SECTIONS)).split(",")
    for name in wanted:
        await SECTIONS[name]()


if __name__ == "__main__":
    asyncio.run(main())
