"""A bot that is removed from a server and invited again; a permission that is taken and given back."""

import time
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("discord")

from bot.platform import MessageId
from tests.discord_parts import before, channel_of, connection, eventually
from tests.discord_service import service
from tests.servers.discord.component_form import pressable, texts
from tests.servers.discord.permissions import Permission
from tests.servers.discord.server import LocalDiscord
from tests.servers.discord.uses import Press, Slash

DAY = 24 * 3600.0


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[SimpleNamespace]:
    """Kim meets the bot in two servers, and subscribes a channel of the first one."""
    async with LocalDiscord() as discord:
        kim = discord.add_user("Kim", locale="ko")
        guild = discord.add_guild("ML", owner=kim, channels=["papers"])
        discord.add_guild("Reading", owner=kim, channels=["news"])
        papers = discord.channel(guild, "papers")
        yield SimpleNamespace(
            discord=discord, kim=kim, guild=guild, papers=papers, at=connection(discord), folder=tmp_path / "data"
        )


async def subscribed(there: SimpleNamespace, app: Any, **options: str) -> None:
    await eventually(lambda: app.platforms["discord"].connected, within=30)
    use = Slash("subscribe", {"language": "ko", **options})
    await there.discord.interact(use, user=there.kim, channel=there.papers)


async def at_its_slot(there: SimpleNamespace, app: Any) -> float:
    subscription = await app.store.subscriptions.get(channel_of(there.papers))
    return float(subscription.next_slot.timestamp() - time.time() + 1)


async def becomes(there: SimpleNamespace, app: Any, state: str) -> None:
    place = channel_of(there.papers)
    there.state = ""

    async def look() -> None:
        there.state = (await app.store.subscriptions.get(place)).state

    deadline = time.monotonic() + 20
    while there.state != state:
        assert time.monotonic() < deadline, there.state
        await look()


async def told(there: SimpleNamespace) -> str:
    (said,) = await there.discord.posts(there.discord.direct(there.kim), 1, within=30)
    return str(texts(said) or said["content"])


async def test_who_subscribed_is_told_of_a_removal_once_and_the_post_comes_after_an_invitation(
    there: SimpleNamespace,
) -> None:
    async with service(there.folder, there.at) as app:
        await subscribed(there, app)
        there.discord.kick(there.guild)
        await becomes(there, app, "ended")
        assert "제거됐어요" in await told(there)
    there.discord.clock.move(seconds=20 * DAY)
    async with service(there.folder, there.at, ahead=20 * DAY) as app:
        await eventually(lambda: app.platforms["discord"].connected, within=30)
        there.discord.invite(there.guild)
        await becomes(there, app, "active")
        ahead = await at_its_slot(there, app)
    there.discord.clock.move(seconds=ahead - 20 * DAY)
    async with service(there.folder, there.at, ahead=ahead):
        (posted,) = await there.discord.posts(there.papers, 1, within=30)
        assert "논문 7편" in texts(posted)
    assert len(there.discord.messages(there.discord.direct(there.kim))) == 1


async def test_what_somebody_is_told_is_recognised_later_and_leads_to_the_subscription(there: SimpleNamespace) -> None:
    async with service(there.folder, there.at) as app:
        await subscribed(there, app)
        there.discord.deny(there.papers, Permission.SEND_MESSAGES)
        assert "멈췄어요" in await told(there)
        (notice,) = await app.store.database.fetch("SELECT key FROM notices", {})
        private = there.discord.direct(there.kim)
        (said,) = there.discord.messages(private)
        found = await app.platforms["discord"].find(channel_of(private), notice["key"], before(), None)
        assert found == MessageId(str(private.id), said["id"])
        use = Press(said, next(iter(pressable(said))))
        reply = await there.discord.interact(use, user=there.kim, channel=private)
        assert "papers" in texts(await reply.message())


async def test_a_permission_that_is_taken_pauses_and_one_that_comes_back_resumes(there: SimpleNamespace) -> None:
    async with service(there.folder, there.at) as app:
        await subscribed(there, app)
        there.discord.deny(there.papers, Permission.SEND_MESSAGES)
        await becomes(there, app, "paused")
        assert "멈췄어요" in await told(there)
        there.discord.allow(there.papers, Permission.SEND_MESSAGES)
        await becomes(there, app, "active")
        there.discord.remove_channel(there.papers)
        await becomes(there, app, "ended")


async def test_threads_that_may_not_be_opened_pause_and_go_on_when_they_may(there: SimpleNamespace) -> None:
    async with service(there.folder, there.at) as app:
        await subscribed(there, app, layout="thread")
        ahead = await at_its_slot(there, app)
    there.discord.deny(there.papers, Permission.CREATE_PUBLIC_THREADS)
    there.discord.clock.move(seconds=ahead)
    async with service(there.folder, there.at, ahead=ahead) as app:
        await becomes(there, app, "paused")
        there.discord.allow(there.papers, Permission.CREATE_PUBLIC_THREADS)
        await becomes(there, app, "active")
    assert len(there.discord.messages(there.papers)) == 1
