"""10,000 subscriptions due at the same moment: planned, then delivered to a platform that answers at once."""

import datetime as dt
import itertools
import sqlite3
import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.archive import SEED
from bench.measure import Figure, LongestPause
from bot.deliver import Worker
from bot.importer import import_files
from bot.model import Channel, ChannelKind, Filter, Layout, Reader, Terms
from bot.plan import plan_due
from bot.platform import Ability, MessageId, Payload, Problem
from bot.store import Store
from bot.tags import Aliases
from bot.view import DigestPost, View

CHANNELS = 10_000
SUBSCRIBED = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)
SLOT = dt.datetime(2026, 3, 3, 0, tzinfo=dt.UTC)


class AtOnce:
    """A platform that takes every message at once and keeps none."""

    name = "bench"
    can: frozenset[Ability] = frozenset()
    settles = remembers = dt.timedelta(0)
    forgets: frozenset[ChannelKind] = frozenset()
    connected = True
    limited = 0

    def __init__(self) -> None:
        self.ids = itertools.count()

    def render(self, view: View, channel: Channel, *, one: bool = False, plain: bool = False) -> tuple[Payload, ...]:
        assert isinstance(view, DigestPost)
        papers = tuple(line.paper for _, lines in view.sections for line in lines)
        return (Payload({"text": f"{channel.kind} {papers}"}, papers),)

    async def send(self, channel: Channel, payload: Payload, key: str, parent: MessageId | None) -> MessageId:
        return MessageId(channel.id, str(next(self.ids)))

    async def finish(self, message: MessageId, payload: Payload) -> None: ...

    async def edit(self, message: MessageId, payload: Payload) -> None: ...

    async def start(self, host: object) -> None: ...

    async def stop(self) -> None: ...

    async def find(self, channel: Channel, key: str, since: dt.datetime, parent: MessageId | None) -> MessageId | None:
        return None

    async def check(self, channel: Channel, layout: Layout = "list") -> tuple[Problem, ...]:
        return ()

    async def direct(self, reader: Reader) -> Channel | None:
        return None


async def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(Path(folder, "bench.db"))
        platform, aliases = AtOnce(), Aliases.load(None)
        try:
            await prepare(store, Path(folder), aliases)
            planning, pause = await plan(store, platform, aliases)
            worker = Worker(store, {platform.name: platform}, aliases, "bench")
            start = time.perf_counter()
            posted = await worker.pay(lambda: SLOT)
            paying = time.perf_counter() - start
        finally:
            await store.close()
        floor = _commits(Path(folder, "floor.db"))
    assert len(posted) == CHANNELS, f"{len(posted)} of {CHANNELS} were posted"
    return [
        Figure("10,000 due subscriptions planned", planning, "s", reach=3),
        Figure("longest pause of the loop meanwhile", pause, "ms", reach=50),
        Figure("10,000 posts delivered", paying, "s", floor, "20,000 bare one-row commits, synchronous=FULL"),
    ]


async def prepare(store: Store, folder: Path, aliases: Aliases) -> None:
    """A subscription in each channel, a third of them with filters, and a digest published after it."""
    async with store.write() as tx:
        for number in range(CHANNELS):
            channel = Channel("bench", f"w{number % 100}", f"c{number}")
            wanted = Filter(wanted=("rl",)) if number % 3 == 0 else Filter()
            terms = Terms(time=dt.time(9), zone="Asia/Seoul", languages=("ko",), filter=wanted)
            await store.subscriptions.put(
                tx,
                channel,
                terms,
                Reader("bench", "", "u1"),
                since=SUBSCRIBED,
                next_slot=SLOT,
                first=False,
                now=SUBSCRIBED,
            )
    page = folder / "page.txt"
    page.write_text(SEED.read_text("utf-8").replace("2025년 6월 2일", "2026년 3월 2일"), "utf-8")
    await import_files(store, [page], aliases=aliases, now=SLOT - dt.timedelta(hours=12), zone=ZoneInfo("Asia/Seoul"))


async def plan(store: Store, platform: AtOnce, aliases: Aliases) -> tuple[float, float]:
    start = time.perf_counter()
    async with LongestPause() as pause:
        planned = await plan_due(store, {platform.name: platform}, aliases, SLOT, zone="Asia/Seoul")
    assert planned == CHANNELS, f"{planned} of {CHANNELS} were planned"
    return time.perf_counter() - start, pause.longest


def _commits(path: Path) -> float:
    """Seconds for two one-row commits a post, as durable as ours, scaled up from a tenth of them."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE parts (id INTEGER PRIMARY KEY, state TEXT)")
    connection.executemany("INSERT INTO parts VALUES (?, 'pending')", ((number,) for number in range(CHANNELS)))
    start = time.perf_counter()
    for number in range(CHANNELS // 10):
        connection.execute("UPDATE parts SET state = 'sending' WHERE id = ?", (number,))
        connection.execute("UPDATE parts SET state = 'sent' WHERE id = ?", (number,))
    seconds = (time.perf_counter() - start) * 10
    connection.close()
    return seconds
