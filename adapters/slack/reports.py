"""What Slack tells of channels and workspaces, as the core's events. Each may come twice, and does no harm then."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from adapters.slack.manifest import ARRIVALS, GRANTED, REMOVED, WITHDRAWN
from adapters.slack.people import People
from adapters.slack.sender import NAME
from adapters.slack.tokens import Tokens
from bot.model import Channel
from bot.platform import Event, Forbidden, Gone, Host, Installed, Moved, Restored, Revoked

log = logging.getLogger(__name__)

Said = Mapping[str, Any]


class Reports:
    def __init__(self, host: Host, tokens: Tokens, people: People) -> None:
        self._host, self._tokens, self._people = host, tokens, people

    async def take(self, body: Said) -> None:
        event = body["event"]
        workspace = str(body.get("team_id") or body.get("enterprise_id") or "")
        kind = str(event.get("type"))
        if kind in REMOVED:
            await self._removed(workspace, _installed_in(body, workspace), event)
        elif kind in (GRANTED, WITHDRAWN):
            happened = Installed if kind == GRANTED else Revoked
            for team in event.get("team_ids") or ():
                await self._tell(happened(NAME, str(team)))
        elif kind in ARRIVALS:
            await self._arrived(workspace, event)
        elif kind in _CHANNELS:
            await self._tell(_CHANNELS[kind](workspace, event))

    async def revoked(self, workspace: str) -> None:
        await self._tell(Revoked(NAME, workspace))

    async def installed(self, workspace: str) -> None:
        await self._tell(Installed(NAME, workspace))

    async def _removed(self, workspace: str, installed_in: str, event: Said) -> None:
        """Of tokens that were revoked only the app's own count, not those of people."""
        if event.get("type") == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return
        await self._tokens.drop(installed_in)
        await self._tell(Revoked(NAME, workspace))

    async def _arrived(self, workspace: str, event: Said) -> None:
        """The app itself was invited: it may post there again."""
        installation = await self._tokens.of(workspace)
        if installation is not None and event.get("user") == installation.bot_user:
            await self._tell(Restored(_channel(workspace, event)))

    async def _tell(self, event: Event) -> None:
        channel = getattr(event, "channel", None)
        if channel is not None:
            self._people.forget(channel.workspace, channel.id)
        try:
            await self._host.report(event)
        except Exception:
            log.exception("an event was lost", extra={"about": repr(event)})


def _installed_in(body: Said, workspace: str) -> str:
    """The workspace, or the organisation where the app is installed for all of it."""
    for_all = any(each.get("is_enterprise_install") for each in body.get("authorizations") or ())
    return str(body.get("enterprise_id") or workspace) if for_all else workspace


def _channel(workspace: str, event: Said, key: str = "channel") -> Channel:
    named = event.get(key)
    return Channel(NAME, workspace, str(named.get("id") if isinstance(named, dict) else named))


def _gone(workspace: str, event: Said) -> Event:
    return Gone(_channel(workspace, event))


def _closed(workspace: str, event: Said) -> Event:
    return Forbidden(_channel(workspace, event))


def _opened(workspace: str, event: Said) -> Event:
    return Restored(_channel(workspace, event))


def _moved(workspace: str, event: Said) -> Event:
    return Moved(_channel(workspace, event, "old_channel_id"), _channel(workspace, event, "new_channel_id"))


_CHANNELS: Mapping[str, Callable[[str, Said], Event]] = {
    "channel_deleted": _gone,
    "group_deleted": _gone,
    "channel_archive": _closed,
    "group_archive": _closed,
    "channel_left": _closed,
    "group_left": _closed,
    "channel_unarchive": _opened,
    "group_unarchive": _opened,
    "channel_id_changed": _moved,
}
