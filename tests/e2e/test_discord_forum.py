"""A forum's post, for which Discord remembers no key, arrives once although its process was killed."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("discord")

from tests.discord_parts import channel_of, connection, eventually
from tests.discord_service import process, service
from tests.servers.discord import faults
from tests.servers.discord.component_form import texts
from tests.servers.discord.permissions import Permission
from tests.servers.discord.server import LocalDiscord
from tests.servers.discord.uses import Slash


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[SimpleNamespace]:
    """A forum that was subscribed from another channel, and whose slot has come."""
    async with LocalDiscord() as discord:
        kim = discord.add_user("Kim", locale="ko")
        guild = discord.add_guild("ML", owner=kim, channels=["papers"])
        forum = discord.add_channel(guild, "forum", kind="forum", tags=["rl"])
        found = SimpleNamespace(discord=discord, forum=forum, folder=tmp_path / "data", at=connection(discord))
        async with service(found.folder, found.at) as app:
            await eventually(lambda: app.platforms["discord"].connected, within=30)
            use = Slash("subscribe", {"time": "09:00", "timezone": "Asia/Seoul", "channel": forum})
            await discord.interact(use, user=kim, channel=discord.channel(guild, "papers"))
            subscription = await app.store.subscriptions.get(channel_of(forum))
        found.ahead = subscription.next_slot.timestamp() - time.time() + 1
        discord.clock.move(seconds=found.ahead)
        yield found


async def killed(there: SimpleNamespace, fault: faults.Fault) -> None:
    """In the middle of the request."""
    there.discord.fail_next("POST", "/channels/*/threads", fault)
    async with process(there.folder, there.at, ahead=there.ahead):
        await there.discord.until(lambda: not there.discord.faults.waiting, within=60)
    there.ahead += 75  # its lease is over; elsewhere the key would still be remembered
    there.discord.clock.move(seconds=75)


async def settled(there: SimpleNamespace, app: Any) -> list[str]:
    """The states of all parts, once nothing is under way any more."""
    async with asyncio.timeout(60):
        while True:
            rows = await app.store.database.fetch("SELECT state, stuck FROM parts ORDER BY id")
            if rows and all(row["state"] == "sent" or row["stuck"] for row in rows):
                return [row["state"] for row in rows]
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("fault", [faults.SILENCE_AFTER, faults.SILENCE_BEFORE], ids=["arrived", "lost"])
async def test_it_is_looked_for_before_it_is_sent_again(there: SimpleNamespace, fault: faults.Fault) -> None:
    await killed(there, fault)
    async with service(there.folder, there.at, ahead=there.ahead) as app:
        assert set(await settled(there, app)) == {"sent"}
    (thread,) = there.discord.threads(there.forum)
    assert "7" in texts(there.discord.messages(thread)[0])
    assert [there.forum.tags[tag] for tag in thread.thread.applied_tags] == ["rl"]


async def test_where_nobody_may_look_it_is_not_sent_again_by_guess(there: SimpleNamespace) -> None:
    await killed(there, faults.SILENCE_AFTER)
    there.discord.deny(there.forum, Permission.READ_MESSAGE_HISTORY)
    async with service(there.folder, there.at, ahead=there.ahead) as app:
        assert (await settled(there, app))[0] == "uncertain"
    assert len(there.discord.threads(there.forum)) == 1
