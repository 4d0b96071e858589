"""Posts, edits and looks up messages over HTTP alone, without a connection: it can run in a process of its own."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

from adapters.slack import history, rights
from adapters.slack.access import Access
from adapters.slack.errors import MISSING_SCOPE, NO_MESSAGE, Refusal, meaning
from adapters.slack.pace import Pace
from adapters.slack.people import People
from adapters.slack.web import Limited
from bot.model import Channel, Reader
from bot.platform import CannotLook, MessageId, Payload, Problem, Rejected, Unavailable, Uncertain

AT_ONCE = 16  # requests in flight
NAME = "slack"
_EDIT_REFUSED = frozenset({NO_MESSAGE, "edit_window_closed", "cant_update_message", "is_inactive"})


class Sender:
    def __init__(self, access: Access, people: People, *, pace: Pace | None = None) -> None:
        self._access, self._people, self.pace = access, people, pace or Pace()
        self._pool = asyncio.Semaphore(AT_ONCE)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def send(self, channel: Channel, payload: Payload, key: str, parent: MessageId | None) -> MessageId:
        body = history.marked(_message(payload), key) | {"channel": channel.id}
        if payload.reply and parent is not None:
            body |= {"channel": _place(parent)[1], "thread_ts": parent.thread or parent.message}
        async with self._alone(channel.id):
            await self.pace.turn(channel.workspace, str(body["channel"]))
            async with self._pool:
                made = await self._post(channel.workspace, body)
        place = _placed(channel.workspace, str(made.get("channel", channel.id)))
        return MessageId(place, str(made["ts"]), str(body.get("thread_ts", "")))

    async def _post(self, workspace: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            made = await self._access.post(workspace, "chat.postMessage", body)
        except Limited as limited:
            self.pace.close(workspace, limited.retry_after or 1.0)
            raise
        except Refusal as refusal:
            raise meaning(refusal) from refusal
        if "ts" not in made:
            raise Uncertain("an answer without the message's name")
        self.pace.posted(workspace)
        return made

    async def edit(self, message: MessageId, payload: Payload) -> None:
        workspace, channel = _place(message)
        body = {**_message(payload), "channel": channel, "ts": message.message}
        for only_new in ("unfurl_links", "unfurl_media"):
            body.pop(only_new, None)
        try:
            async with self._alone(channel), self._pool:
                await self._access.post(workspace, "chat.update", body)
        except Refusal as refusal:
            if refusal.error not in _EDIT_REFUSED:  # whoever deleted it wants no correction
                raise meaning(refusal) from refusal

    async def find(self, channel: Channel, key: str, since: dt.datetime, parent: MessageId | None) -> MessageId | None:
        place = _place(parent)[1] if parent else channel.id
        thread = (parent.thread or parent.message) if parent else ""
        try:
            found = await history.find(self._access, channel.workspace, place, key, since, thread)
        except Rejected as error:
            raise CannotLook(str(error)) from error
        return MessageId(_placed(channel.workspace, place), found, thread) if found else None

    async def check(self, channel: Channel) -> tuple[Problem, ...]:
        if channel.kind == "dm":
            return ()
        self._people.forget(channel.workspace, channel.id)
        return rights.lacking(await self._people.place_now(channel.workspace, channel.id))

    async def direct(self, reader: Reader) -> Channel | None:
        try:
            made = await self._access.post(reader.workspace, "conversations.open", {"users": reader.id})
        except Refusal as refusal:
            if refusal.error == MISSING_SCOPE:  # without im:write Slack takes the person's id in place of a channel's
                return Channel(NAME, reader.workspace, reader.id, "dm")
            if isinstance(meaning(refusal), Unavailable):
                raise meaning(refusal) from refusal
            return None
        except Rejected:
            return None
        return Channel(NAME, reader.workspace, str(made["channel"]["id"]), "dm")

    @asynccontextmanager
    async def _alone(self, channel: str) -> AsyncIterator[None]:
        """One request for a channel at a time."""
        lock = self._locks.get(channel)
        if lock is None:
            lock = self._locks[channel] = asyncio.Lock()
        async with lock:
            yield


def _placed(workspace: str, channel: str) -> str:
    """A MessageId's channel names the workspace too: whose token an edit needs."""
    return f"{workspace}/{channel}"


def _place(message: MessageId) -> tuple[str, str]:
    workspace, _, channel = message.channel.partition("/")
    return workspace, channel


def _message(payload: Payload) -> Mapping[str, Any]:
    message = payload.body.get("message") if isinstance(payload.body, dict) else None
    if not isinstance(message, dict):
        raise Rejected("payload", "not a message for Slack")
    return message
