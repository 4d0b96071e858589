"""What the gateway tells of servers, channels and permissions, as the core's events, one after the other."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

import discord

from adapters.discord import rights
from bot.model import Channel, Layout
from bot.platform import Event, Forbidden, Gone, Host, Installed, Restored, Revoked

NAME = "discord"
_BREATH = 50  # channels between two chances for the rest of the service to run

log = logging.getLogger(__name__)


class Reports:
    def __init__(self, host: Host) -> None:
        self._host = host
        self._events: asyncio.Queue[Event] = asyncio.Queue()

    async def run(self) -> None:
        while True:
            event = await self._events.get()
            try:
                await self._host.report(event)
            except Exception:
                log.exception("an event was lost", extra={"about": repr(event)})
            finally:
                self._events.task_done()

    def removed(self, guild: str) -> None:
        self._events.put_nowait(Revoked(NAME, guild))

    def gone(self, guild: int | None, channel: int) -> None:
        self._events.put_nowait(Gone(Channel(NAME, str(guild or ""), str(channel))))

    def channel_changed(self, before: Any, after: Any) -> None:
        """Only what changes what the bot may post there is news."""
        if _held(before) != _held(after):
            for place in (after, *getattr(after, "threads", ())):  # the chat of a voice channel has none
                self._tell(place)

    def opened(self, thread: discord.Thread) -> None:
        self._tell(thread)

    def rights_changed(self, guild: discord.Guild) -> None:
        for channel in _channels(guild):
            self._tell(channel)

    async def all_open(self, guilds: Iterable[discord.Guild]) -> None:
        """Of servers that the bot has joined, and of all after a start: what was opened while nobody listened.
        Forbidden channels are met when something is posted."""
        for guild in guilds:
            self._events.put_nowait(Installed(NAME, str(guild.id)))
            for number, channel in enumerate(_channels(guild)):
                if not _lacking(channel):
                    self._tell(channel)
                if number % _BREATH == 0:
                    await asyncio.sleep(0)
            await self._events.join()

    def _tell(self, channel: Any) -> None:
        place, lacking = _place(channel), _lacking(channel)
        self._events.put_nowait(Forbidden(place, lacking) if lacking else _restored(place, channel))


def _channels(guild: discord.Guild) -> list[Any]:
    channels = [channel for channel in guild.channels if channel.type.value in rights.KINDS]
    return [*channels, *(thread for thread in guild.threads if thread.parent)]


def _place(channel: Any) -> Channel:
    return Channel(NAME, str(channel.guild.id), str(channel.id), rights.kind_of(channel.type.value), channel.name)


def _held(channel: Any) -> int:
    """Of the rights that posts are better for there, those that the bot has."""
    held = channel.permissions_for(channel.guild.me).value
    return rights.wished(channel.type.value, "thread") & int(held)


def _lacking(channel: Any) -> tuple[str, ...]:
    """The rights without which there are no posts at all."""
    kind = channel.type.value
    return tuple(problem.names["en"] for problem in rights.lacking(kind, _held(channel), rights.needed(kind)))


def _restored(place: Channel, channel: Any) -> Restored:
    kind, held = channel.type.value, _held(channel)
    closed = frozenset[Layout]({"thread"} if rights.lacking(kind, held, rights.needed(kind, "thread")) else ())
    return Restored(place, closed, pings=bool(held & rights.EMBED_LINKS))
