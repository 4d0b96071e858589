"""Reading back what stands in a channel or a thread, to find a message of ours.

The key of a post stands in its metadata, which everybody in the workspace can read: it is random.
https://docs.slack.dev/messaging/message-metadata
"""

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from typing import Any

from adapters.slack.access import Access
from adapters.slack.errors import NO_CHANNEL, NO_THREAD, NOT_IN_CHANNEL, Refusal, meaning
from bot.platform import CannotLook, SendError, Unavailable

EVENT = "paperboy_post"
PAGE = 200
MOST_PAGES = 10
_CLOCKS = dt.timedelta(minutes=5)  # between our clock and Slack's


def marked(message: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {**message, "metadata": {"event_type": EVENT, "event_payload": {"key": key}}}


def bears(message: Mapping[str, Any], key: str) -> bool:
    metadata = message.get("metadata") or {}
    return metadata.get("event_type") == EVENT and (metadata.get("event_payload") or {}).get("key") == key


async def find(access: Access, workspace: str, channel: str, key: str, since: dt.datetime, thread: str) -> str | None:
    """The message's ts, None if it is certainly not there. Raises CannotLook, Unavailable."""
    try:
        async for message in _messages(access, workspace, channel, since, thread):
            if bears(message, key):
                return str(message["ts"])
    except Refusal as refusal:
        if refusal.error in NO_THREAD:
            return None  # its post was deleted, and it with it
        found = meaning(refusal)
        raise (found if isinstance(found, Unavailable) else CannotLook(str(refusal))) from refusal
    return None


async def _messages(
    access: Access, workspace: str, channel: str, since: dt.datetime, thread: str
) -> AsyncIterator[Mapping[str, Any]]:
    """CannotLook where so much was said since that we cannot read it all."""
    method = "conversations.replies" if thread else "conversations.history"
    query: dict[str, Any] = {
        "channel": channel,
        "oldest": f"{max((since - _CLOCKS).timestamp(), 0):.6f}",
        "limit": str(PAGE),
        "include_all_metadata": "true",
    }
    query |= {"ts": thread} if thread else {}
    for _ in range(MOST_PAGES):
        said = await _page(access, workspace, method, query)
        for message in said.get("messages") or ():
            yield message
        cursor = (said.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
        query["cursor"] = cursor
    raise CannotLook("too much was said since")


async def _page(access: Access, workspace: str, method: str, query: Mapping[str, Any]) -> Mapping[str, Any]:
    """An app may post in a public channel without being in it, but not read it: then it joins, where it may."""
    try:
        return await access.read(workspace, method, query)
    except Refusal as refusal:
        if refusal.error not in (NOT_IN_CHANNEL, NO_CHANNEL):
            raise
        try:
            await access.post(workspace, "conversations.join", {"channel": query["channel"]})
        except (Refusal, SendError):
            raise refusal from None
    return await access.read(workspace, method, query)
