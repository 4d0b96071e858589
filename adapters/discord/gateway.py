"""The gateway connection: discord.py's sharded client, with no intent beyond guilds and no cache of members."""

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any

import aiohttp
import discord
from discord import app_commands

from adapters.discord import commands, rights
from adapters.discord.connection import Connection, Phrase
from adapters.discord.interactions import Interactions
from adapters.discord.reports import Reports
from bot.platform import Host, Memory

SERVERS = "discord-servers"
SYNC_AGAIN = commands.LEASE.total_seconds() + 30.0
READY_AFTER = 2.0  # seconds without another server, when a session begins
LONGEST_LIMIT = 30.0  # discord.py sleeps through a limit of any length if it is not told
_PRESSED = (discord.InteractionType.component, discord.InteractionType.modal_submit)

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree[Any]):
    def __init__(self, client: "Gateway") -> None:
        super().__init__(client)
        self._client = client

    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError, /) -> None:
        if interaction.type is not discord.InteractionType.autocomplete:
            await self._client.interactions.failed(interaction, error)


class Gateway(discord.AutoShardedClient):
    """Tells of servers and channels, and hands interactions on. It has no voice, and says nothing of that."""

    def __init__(
        self,
        connection: Connection,
        *,
        host: Host,
        interactions: Interactions,
        reports: Reports,
        memory: Memory,
        phrase: Phrase,
    ) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=READY_AFTER,
            max_messages=None,
            max_ratelimit_timeout=LONGEST_LIMIT,
            proxy=connection.proxy,
            connector=aiohttp.TCPConnector(limit=0, ssl=connection.tls or True),
        )
        self.interactions = interactions
        self._reports, self._memory, self._phrase = reports, memory, phrase
        self._tree = Tree(self)
        for command in commands.projected(host.commands, interactions.command, interactions.complete):
            self._tree.add_command(command)
        self._tree.add_command(commands.on_message(interactions.command, phrase))
        self._errands: set[asyncio.Task[None]] = set()

    async def setup_hook(self) -> None:
        await self._tree.set_translator(commands.Localisations())
        if not await self._synchronised():
            self._go(self._synchronise_later())

    async def _synchronised(self) -> bool:
        try:
            return await commands.sync(self._tree, self.application_id or 0, self._memory)
        except (discord.HTTPException, discord.RateLimited, app_commands.AppCommandError, aiohttp.ClientError, OSError):
            log.exception("Discord did not take the commands; those that it knows go on working")
            return False

    async def _synchronise_later(self) -> None:
        await asyncio.sleep(SYNC_AGAIN)
        if not await self._synchronised():
            self._go(self._synchronise_later())

    async def on_ready(self) -> None:
        """Also after a session that could not be resumed: Discord does not say what happened meanwhile."""
        log.info("Discord is connected", extra={"servers": len(self.guilds), "shards": self.shard_count})
        for server in sorted(await self._remember_servers()):
            log.info("removed from a server while nobody listened", extra={"server": server})
            self._reports.removed(server)
        await self._admit(list(self.guilds))

    async def _remember_servers(self) -> set[str]:
        """For the next start. Those that are gone since it was done last."""
        place = f"{SERVERS}-{self.application_id}"
        before = set(json.loads(await self._memory.get(place) or "[]"))
        here = {str(guild.id) for guild in self.guilds}
        if here != before:
            await self._memory.put(place, json.dumps(sorted(here)))
        return before - here

    async def on_guild_join(self, guild: discord.Guild) -> None:
        log.info("invited to a server", extra={"server": guild.id})
        await self._remember_servers()
        await self._admit([guild])

    async def _admit(self, guilds: Sequence[discord.Guild]) -> None:
        served = [guild for guild in guilds if self.interactions.serves(guild.id)]
        for stranger in set(guilds).difference(served):
            await self._leave_stranger(stranger)
        self._go(self._reports.all_open(served))

    async def _leave_stranger(self, guild: discord.Guild) -> None:
        """Servers that the operator does not serve are left, with one sentence where the bot may speak."""
        log.warning("a server that is not served is left", extra={"server": guild.id})
        spoken = "ko" if guild.preferred_locale is discord.Locale.korean else "en"
        places = [channel for channel in (guild.system_channel, *guild.text_channels) if channel]
        allowed = [place for place in places if place.permissions_for(guild.me).send_messages]
        try:
            for place in allowed[:1]:
                said = self._phrase("ko" if spoken == "ko" else "en", "discord-not-served")
                await place.send(said, allowed_mentions=discord.AllowedMentions.none())
            await guild.leave()
        except (discord.HTTPException, discord.RateLimited, OSError) as error:
            log.warning("a server could not be left", extra={"server": guild.id, "error": repr(error)})

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Commands come by way of the tree, in a task of its own: they need not become an event too, with another."""
        if event != "interaction" or args[0].type in _PRESSED:
            super().dispatch(event, *args, **kwargs)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        await self.interactions.component(interaction)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self._reports.removed(str(guild.id))
        await self._remember_servers()

    async def on_guild_channel_delete(self, channel: Any) -> None:
        self._reports.gone(channel.guild.id, channel.id)

    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        self._reports.gone(event.guild_id, event.thread_id)

    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        if before.locked and not after.locked:
            await self.on_thread_join(after)

    async def on_thread_join(self, thread: discord.Thread) -> None:
        """discord.py forgets a thread that is archived; this is also how it tells of one that is not any more."""
        if not thread.locked and thread.parent:
            self._reports.opened(thread)

    async def on_guild_channel_update(self, before: Any, after: Any) -> None:
        if after.type.value in rights.KINDS:
            self._reports.channel_changed(before, after)

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        if before.permissions != after.permissions and after in after.guild.me.roles:
            self._reports.rights_changed(after.guild)

    async def on_guild_role_delete(self, role: discord.Role) -> None:
        self._reports.rights_changed(role.guild)

    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        if self.user is not None and after.id == self.user.id and before.roles != after.roles:
            self._reports.rights_changed(after.guild)

    def _go(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def close(self) -> None:
        for task in list(self._errands):
            task.cancel()
        await super().close()
