"""Posts, edits and looks up messages over HTTP alone, without a gateway: it can run in a process of its own."""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any
from weakref import WeakValueDictionary

from adapters.discord import errors, rights
from adapters.discord.components import SILENT
from adapters.discord.errors import Refusal, meaning
from adapters.discord.forums import Forums
from adapters.discord.history import certain, messages_since
from adapters.discord.marks import bears, marked, nonce
from adapters.discord.rest import Rest
from bot.model import Channel, Layout, Reader
from bot.platform import CannotLook, MessageId, Payload, Problem, Rejected, Unavailable, Uncertain

AT_ONCE = 16  # requests in flight: enough to use the global limit up over a slow line
NAME = "discord"

log = logging.getLogger(__name__)


class Sender:
    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._forums = Forums(rest)
        self._pool = asyncio.Semaphore(AT_ONCE)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._me = ""

    async def send(self, channel: Channel, payload: Payload, key: str, parent: MessageId | None) -> MessageId:
        envelope = _envelope(payload)
        try:
            async with self._alone(channel.id):
                if payload.reply and parent is not None:
                    return await self._reply(parent, envelope, key)
                if channel.kind == "forum":
                    return await self._forums.post(channel, envelope, key, await self.me())
                return await self._post(channel, envelope, key)
        except Refusal as refusal:
            raise meaning(refusal) from refusal

    async def _post(self, channel: Channel, envelope: Mapping[str, Any], key: str) -> MessageId:
        try:
            made = await self._create(channel.id, envelope, key)
        except Refusal as refusal:
            if refusal.code != errors.ARCHIVED:
                raise
            await self._unarchive(channel.id)
            made = await self._create(channel.id, envelope, key)
        if "thread" not in envelope or not made:
            return MessageId(channel.id, made)
        with suppress(Refusal, Unavailable, Uncertain):  # the message is there; who replies to it opens the thread
            await self._open_thread(channel.id, made, envelope["thread"])
        return MessageId(channel.id, made, made)

    async def _create(self, channel: str, envelope: Mapping[str, Any], key: str) -> str:
        """The message's id; nothing where it had arrived before and somebody has deleted it since: all that a message
        of ours names is its nonce, so that it is the only message that Discord can miss.
        https://github.com/discord/discord-api-docs/pull/6647"""
        body = marked(envelope["message"], key) | {"nonce": nonce(key), "enforce_nonce": True}
        try:
            made = await self._rest.call("POST", f"/channels/{channel}/messages", body)
        except Refusal as refusal:
            if refusal.code != errors.UNKNOWN_MESSAGE:
                raise
            log.info("a message had arrived, and somebody deleted it", extra={"channel": channel})
            return ""
        return str(made["id"])

    async def _reply(self, parent: MessageId, envelope: Mapping[str, Any], key: str) -> MessageId:
        """Into the thread of a message, which has the message's id."""
        thread = parent.thread or parent.message
        try:
            made = await self._create(thread, envelope, key)
        except Refusal as refusal:
            if refusal.code == errors.ARCHIVED:
                await self._unarchive(thread)
            elif refusal.code == errors.UNKNOWN_CHANNEL and parent.channel != thread:
                await self._open_for_reply(parent, envelope.get("thread", "·"))
            elif refusal.code in (errors.LOCKED, errors.UNKNOWN_CHANNEL):
                raise _no_thread(refusal) from refusal
            else:
                raise
            made = await self._create(thread, envelope, key)
        return MessageId(thread, made)

    async def _open_for_reply(self, parent: MessageId, name: str) -> None:
        try:
            await self._open_thread(parent.channel, parent.message, name)
        except Refusal as refusal:
            if refusal.code in (errors.UNKNOWN_MESSAGE, errors.THREAD_ALREADY):
                raise _no_thread(refusal) from refusal
            raise

    async def _open_thread(self, channel: str, message: str, name: str) -> None:
        try:
            await self._rest.call("POST", f"/channels/{channel}/messages/{message}/threads", {"name": name})
        except Refusal as refusal:
            if refusal.code != errors.THREAD_ALREADY:
                raise

    async def _unarchive(self, thread: str) -> None:
        await self._rest.call("PATCH", f"/channels/{thread}", {"archived": False})

    async def finish(self, message: MessageId, payload: Payload) -> None:
        """Publishes an announcement. A limited or lost request is made again later."""
        if not _envelope(payload).get("publish"):
            return
        path = f"/channels/{message.channel}/messages/{message.message}/crosspost"
        try:
            async with self._alone(message.channel):
                await self._rest.call("POST", path)
        except Refusal as refusal:
            if refusal.code not in (errors.PUBLISHED_ALREADY, errors.UNKNOWN_MESSAGE):
                raise meaning(refusal) from refusal
        except Uncertain as error:
            raise Unavailable(str(error)) from error

    async def edit(self, message: MessageId, payload: Payload) -> None:
        body = dict(_envelope(payload)["message"])
        body["flags"] = body.get("flags", 0) & ~SILENT  # only a new message is silent
        path = f"/channels/{message.channel}/messages/{message.message}"
        try:
            async with self._alone(message.channel):
                await self._edit(message.channel, path, body)
        except Refusal as refusal:
            if refusal.code != errors.UNKNOWN_MESSAGE:  # whoever deleted it wants no correction
                raise meaning(refusal) from refusal

    async def _edit(self, channel: str, path: str, body: Mapping[str, Any]) -> None:
        try:
            await self._rest.call("PATCH", path, body)
        except Refusal as refusal:
            if refusal.code != errors.ARCHIVED:
                raise
            await self._unarchive(channel)
            await self._rest.call("PATCH", path, body)

    async def find(self, channel: Channel, key: str, since: dt.datetime, parent: MessageId | None) -> MessageId | None:
        try:
            if parent is None and channel.kind == "forum":
                return await self._forums.find(channel, key, since, await self.me())
            place = (parent.thread or parent.message) if parent else channel.id
            async for message in messages_since(self._rest, place, since):
                if bears(message, key):
                    return MessageId(place, message["id"])
            if channel.kind != "dm" and not await self._reads(channel.id):
                raise CannotLook(rights.NAMES[rights.READ_MESSAGE_HISTORY]["en"])
        except Refusal as refusal:
            certain(refusal)
        return None

    async def _reads(self, channel: str) -> bool:
        """Without the right to read it, Discord says that a history is empty."""
        _, held = await self._held(channel)
        return bool(held & rights.READ_MESSAGE_HISTORY)

    async def check(self, channel: Channel, layout: Layout = "list") -> tuple[Problem, ...]:
        if channel.kind == "dm":
            return ()
        try:
            kind, held = await self._held(channel.id)
            return rights.lacking(kind, held, rights.wished(kind, layout))
        except Refusal as refusal:
            if refusal.status in (403, 404) and refusal.code:
                return (rights.UNSEEN,)
            log.warning("rights could not be looked up", extra={"channel": channel.id, "error": str(refusal)})
        except Unavailable as error:  # then a post will tell
            log.warning("rights could not be looked up", extra={"channel": channel.id, "error": str(error)})
        return ()

    async def _held(self, channel: str) -> tuple[int, int]:
        """The channel's type, and what the bot may do there."""
        place = await self._rest.call("GET", f"/channels/{channel}")
        guild = await self._rest.call("GET", f"/guilds/{place['guild_id']}")
        me = await self.me()
        member = await self._rest.call("GET", f"/guilds/{place['guild_id']}/members/{me}")
        kind = int(place["type"])
        if rights.kind_of(kind) == "thread":
            place = await self._rest.call("GET", f"/channels/{place['parent_id']}")
        return kind, rights.held_in(guild, place, member, me)

    async def direct(self, reader: Reader) -> Channel | None:
        try:
            made = await self._rest.call("POST", "/users/@me/channels", {"recipient_id": reader.id})
        except Refusal as refusal:
            if refusal.code in errors.UNREACHABLE:
                return None
            raise meaning(refusal) from refusal
        except Uncertain as error:
            raise Unavailable(str(error)) from error
        return Channel(NAME, "", made["id"], "dm")

    async def me(self) -> str:
        if not self._me:
            self._me = (await self._rest.call("GET", "/users/@me"))["id"]
        return self._me

    @asynccontextmanager
    async def _alone(self, channel: str) -> AsyncIterator[None]:
        """One request for a channel at a time, few in all."""
        lock = self._locks.get(channel)
        if lock is None:
            lock = self._locks[channel] = asyncio.Lock()
        async with lock, self._pool:
            yield


def _no_thread(refusal: Refusal) -> Rejected:
    """Somebody deleted the post or closed its thread: the subscription stays, only these replies have no place."""
    return Rejected("payload", f"no thread to reply in: {refusal}")


def _envelope(payload: Payload) -> Mapping[str, Any]:
    if not isinstance(payload.body, dict):
        raise Rejected("payload", "not a message for Discord")
    return payload.body
