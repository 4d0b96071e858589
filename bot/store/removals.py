"""Workspaces that removed the bot: after a while what is known of their people is erased, and of each channel only a
hash stays, so that nothing comes twice should the workspace return."""

import datetime as dt
import hashlib

from bot.model import Channel
from bot.store import queries
from bot.store.closing import close_subscription
from bot.store.database import Database, Row, Transaction, to_micros

_ERASED = "failed-ended"
GRACE = dt.timedelta(days=30)  # who removes the bot by mistake finds everything as it was
_HIDDEN = "hash:"  # marks a channel of which only the hash is known
_FORGET = (
    "forget_readers", "forget_notices", "forget_makers", "end_subscriptions", "forget_messages", "forget_roles",
    "forget_memory", "done",
)  # fmt: skip

_SQL = queries.load("removals")


async def note(tx: Transaction, platform: str, workspace: str, now: dt.datetime) -> None:
    await tx.run(_SQL["note"], {"platform": platform, "workspace": workspace, "now": to_micros(now)})


async def noted(database: Database, platform: str, workspace: str) -> bool:
    return await database.fetch_one(_SQL["noted"], {"platform": platform, "workspace": workspace}) is not None


async def cancel(tx: Transaction, platform: str, workspace: str) -> None:
    """The bot is back."""
    await tx.run(_SQL["done"], {"platform": platform, "workspace": workspace})


async def recognise(tx: Transaction, channel: Channel) -> None:
    """Before the channel's row is looked for."""
    key = {"platform": channel.platform, "workspace": channel.workspace, "place": channel.id}
    await tx.run(_SQL["recognise"], {**key, "hash": _hash(channel.platform, channel.workspace, channel.id)})


async def erase_removed(database: Database, now: dt.datetime) -> int:
    """Of how many workspaces the data was erased. One that is used again keeps everything."""
    rows = await database.fetch(_SQL["before"], {"until": to_micros(now - GRACE)})
    return sum([await _erase_unless_back(database, row, now) for row in rows])


async def _erase_unless_back(database: Database, removal: Row, now: dt.datetime) -> bool:
    where = {"platform": removal["platform"], "workspace": removal["workspace"]}
    async with database.write() as tx:
        if await tx.fetch_one(_SQL["back"], {**where, "removed_at": removal["removed_at"]}):
            await cancel(tx, **where)
            return False
        await erase(tx, **where, now=now)
    return True


async def erase(tx: Transaction, platform: str, workspace: str, now: dt.datetime) -> None:
    """What is known of its people, what was chosen there, and what the adapter remembers of it. What is on its way
    there is not sent; of its channels a hash stays."""
    where = {"platform": platform, "workspace": workspace}
    for row in await tx.fetch(_SQL["subscriptions"], where):
        await close_subscription(tx, row["id"], _ERASED, now)
    for name in _FORGET:
        await tx.run(_SQL[name], where)
    await tx.run_many(_SQL["hide_channel"], await _hidden(tx, where))


async def forget_direct(tx: Transaction, channel: Channel) -> None:
    """A channel that is one reader's alone is as good as his or her name: a hash of it stays."""
    where = {"platform": channel.platform, "workspace": channel.workspace, "place": channel.id}
    row = await tx.fetch_one(_SQL["place"], where)
    await tx.run(_SQL["forget_place"], where)
    if row is not None:
        await tx.run(_SQL["forget_messages_there"], {"id": row["id"]})
        hidden = _hash(channel.platform, channel.workspace, channel.id)
        await tx.run(_SQL["hide_channel"], {"id": row["id"], "hash": hidden})


async def _hidden(tx: Transaction, where: dict[str, str]) -> list[dict[str, str]]:
    rows = await tx.fetch(_SQL["channels"], where)
    return [
        {"id": row["id"], "hash": _hash(where["platform"], where["workspace"], row["channel"])}
        for row in rows
        if not row["channel"].startswith(_HIDDEN)
    ]


def _hash(platform: str, workspace: str, channel: str) -> str:
    said = "\0".join((platform, workspace, channel)).encode()
    return _HIDDEN + hashlib.blake2b(said, digest_size=16).hexdigest()
