"""Who somebody is, and what a channel is, as Slack says; asked rarely.
https://docs.slack.dev/reference/methods/users.info
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from adapters.slack.access import Access
from adapters.slack.errors import MISSING_SCOPE, NO_CHANNEL, Refusal
from bot.model import ChannelKind
from bot.platform import SendError

A_DAY = 24 * 3600.0
A_WHILE = 120.0  # a channel's creator never changes, whether it is archived may
_MOST = 10_000  # people and channels that are remembered

Now = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`known` is False where the app may not ask (without the scope users:read)."""

    known: bool = False
    locale: str = ""
    zone: str = ""
    admin: bool = False
    member: bool = False  # of this workspace or its organisation, and no guest


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel. `error` where Slack does not show it to the app."""

    error: str = ""
    kind: ChannelKind = "text"
    name: str = ""
    creator: str = ""
    private: bool = False
    joined: bool = False
    archived: bool = False
    read_only: bool = False
    user: str = ""  # whose direct messages these are
    scopes: frozenset[str] = frozenset()


class People:
    def __init__(self, access: Access, *, now: Now = time.monotonic) -> None:
        self._access, self._now = access, now
        self._people: dict[tuple[str, str], tuple[float, Person]] = {}
        self._places: dict[tuple[str, str], tuple[float, Place]] = {}

    async def person(self, workspace: str, user: str) -> Person:
        """Asked once a day at most, also where the app may not ask. Nobody knows who it is while Slack is away."""
        try:
            found: Person = await self._remembered(self._people, (workspace, user), A_DAY, self._ask_person)
        except SendError:
            return Person()
        return found

    async def place(self, workspace: str, channel: str) -> Place:
        found: Place = await self._remembered(self._places, (workspace, channel), A_WHILE, self.place_now)
        return found

    def forget(self, workspace: str, channel: str) -> None:
        self._places.pop((workspace, channel), None)

    async def is_in(self, workspace: str, channel: str, user: str) -> bool:
        """Whether somebody is in a channel; nobody, where Slack cannot be asked."""
        query = {"channel": channel, "limit": "1000"}
        try:
            while True:
                said = await self._access.read(workspace, "conversations.members", query)
                if user in (said.get("members") or ()):
                    return True
                query["cursor"] = str((said.get("response_metadata") or {}).get("next_cursor") or "")
                if not query["cursor"]:
                    return False
        except (Refusal, SendError):
            return False

    async def _remembered(
        self,
        known: dict[tuple[str, str], tuple[float, Any]],
        key: tuple[str, str],
        lasts: float,
        ask: Callable[[str, str], Awaitable[Any]],
    ) -> Any:
        at, found = known.get(key, (0.0, None))
        if found is None or self._now() - at > lasts:
            if len(known) >= _MOST:
                known.clear()
            found = await ask(*key)
            known[key] = (self._now(), found)
        return found

    async def _ask_person(self, workspace: str, user: str) -> Person:
        try:
            said = await self._access.read(workspace, "users.info", {"user": user, "include_locale": "true"})
        except Refusal:
            return Person()
        return _person(said.get("user") or {}, workspace)

    async def place_now(self, workspace: str, channel: str) -> Place:
        """Raises SendError where Slack cannot be asked at the moment."""
        try:
            said = await self._access.read(workspace, "conversations.info", {"channel": channel})
        except Refusal as refusal:
            known = refusal.error in (NO_CHANNEL, MISSING_SCOPE)
            return Place(error=refusal.error if known else NO_CHANNEL)
        return _place(said.get("channel") or {}, said.scopes)


def _person(user: dict[str, Any], workspace: str) -> Person:
    organisation = (user.get("enterprise_user") or {}).get("enterprise_id", "")
    at_home = user.get("team_id") == workspace or workspace in (user.get("enterprise_user") or {}).get("teams", ())
    restricted = user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger")
    return Person(
        known=True,
        locale=str(user.get("locale") or ""),
        zone=str(user.get("tz") or ""),
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        member=not restricted and not user.get("deleted") and bool(at_home or (organisation == workspace != "")),
    )


def _place(channel: dict[str, Any], scopes: frozenset[str]) -> Place:
    direct = bool(channel.get("is_im") or channel.get("is_mpim"))
    return Place(
        kind="dm" if direct else "text",
        name=str(channel.get("name") or ""),
        creator=str(channel.get("creator") or ""),
        private=bool(channel.get("is_private")),
        joined=bool(channel.get("is_member")),
        archived=bool(channel.get("is_archived")),
        read_only=bool(channel.get("is_read_only") or channel.get("is_thread_only")),
        user=str(channel.get("user") or ""),
        scopes=scopes,
    )
