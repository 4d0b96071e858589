"""All that is stored about one workspace or server, shown and erased at once; where a workspace removed the bot by
itself, it happens later (removals.py)."""

import datetime as dt
from dataclasses import dataclass

from bot.store import queries, removals
from bot.store.database import Database

_SQL = queries.load("workspaces")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel, and what is subscribed there: `state` is empty where nothing is."""

    channel: str
    kind: str
    name: str
    state: str
    time: str
    zone: str
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`posts`: whose place is known; `kept`: what the platform's adapter remembers, tokens above all; `removed`: it
    removed the bot, and waits to be erased."""

    readers: int
    saved: int
    seen: int
    posts: int
    kept: int
    removed: bool
    places: tuple[Place, ...]

    @property
    def subscriptions(self) -> int:
        return sum(bool(place.state) for place in self.places)

    def __bool__(self) -> bool:
        return bool(self.readers or self.posts or self.kept or self.removed or self.places)


async def about(database: Database, platform: str, workspace: str) -> About:
    where = {"platform": platform, "workspace": workspace}
    (counts,) = await database.fetch(_SQL["counts"], where)
    places = tuple(
        Place(
            channel=row["channel"],
            kind=row["kind"],
            name=row["name"],
            **{name: row[name] or "" for name in ("state", "time", "zone", "made_by")},
        )
        for row in await database.fetch(_SQL["channels"], where)
    )
    found = {name: counts[name] for name in ("readers", "saved", "seen", "posts", "kept")}
    return About(**found, removed=counts["removed"] > 0, places=places)


async def erase(database: Database, platform: str, workspace: str, now: dt.datetime) -> None:
    """What is on its way there is not sent; the ledger goes on by hashes."""
    async with database.write() as tx:
        await removals.erase(tx, platform, workspace, now)
