"""Posts in a forum: threads with tags. They take no nonce, so that before each post we look for our own; who may not
look is asked to post only where no request was made before (`Platform.forgets`).
https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from adapters.discord.errors import Refusal
from adapters.discord.history import certain, snowflake
from adapters.discord.marks import bears, marked
from adapters.discord.rest import Rest
from bot.model import Channel
from bot.platform import CannotLook, MessageId

MAX_TAGS = 5
_RECENT = 8  # our newest threads in a forum: one of a day is among them
_REQUIRE_TAG = 1 << 4


class Forums:
    def __init__(self, rest: Rest) -> None:
        self._rest = rest

    async def post(self, channel: Channel, envelope: Mapping[str, Any], key: str, me: str) -> MessageId:
        forum = await self._rest.call("GET", f"/channels/{channel.id}")
        with suppress(CannotLook):
            found = await self._newest(forum, key, me, after=0)
            if found is not None:
                return found
        body = {"name": envelope["post"], "message": marked(envelope["message"], key)}
        tags = _tags(forum, envelope.get("tags", ()))
        made = await self._rest.call(
            "POST", f"/channels/{channel.id}/threads", body | ({"applied_tags": tags} if tags else {})
        )
        return _message(made["id"])

    async def find(self, channel: Channel, key: str, since: dt.datetime, me: str) -> MessageId | None:
        try:
            forum = await self._rest.call("GET", f"/channels/{channel.id}")
            return await self._newest(forum, key, me, after=snowflake(since))
        except Refusal as refusal:
            certain(refusal)
            return None

    async def _newest(self, forum: Mapping[str, Any], key: str, me: str, *, after: int) -> MessageId | None:
        """Among our own newest threads there. A thread's first message has its id."""
        active = await self._rest.call("GET", f"/guilds/{forum['guild_id']}/threads/active")
        archived = await self._archived(forum["id"])
        threads = [*active["threads"], *archived]
        mine = {int(one["id"]) for one in threads if one["parent_id"] == forum["id"] and one.get("owner_id") == me}
        for thread in sorted((one for one in mine if one >= after), reverse=True)[:_RECENT]:
            if await self._begins_with(thread, key):
                return _message(str(thread))
        return None

    async def _archived(self, forum: str) -> list[Any]:
        try:
            answer = await self._rest.call("GET", f"/channels/{forum}/threads/archived/public", query={"limit": "25"})
        except Refusal as refusal:
            certain(refusal)
            return []
        return list(answer["threads"])

    async def _begins_with(self, thread: int, key: str) -> bool:
        try:
            first = await self._rest.call("GET", f"/channels/{thread}/messages/{thread}")
        except Refusal as refusal:
            certain(refusal)
            return False
        return bears(first, key)


def _tags(forum: Mapping[str, Any], wanted: Iterable[str]) -> list[str]:
    """The forum's own tags that are named like ours; where it wants one and none fits, its first."""
    known = {_folded(tag["name"]): tag["id"] for tag in forum.get("available_tags") or ()}
    found = [known[_folded(tag)] for tag in wanted if _folded(tag) in known]
    if not found and known and forum.get("flags", 0) & _REQUIRE_TAG:
        found = [next(iter(known.values()))]
    return list(dict.fromkeys(found))[:MAX_TAGS]


def _folded(name: str) -> str:
    return name.strip().removeprefix("#").casefold().replace(" ", "-").replace("_", "-")


def _message(thread: str) -> MessageId:
    return MessageId(thread, thread, thread)
