"""Discord from the first /subscribe to the post, with the whole service and a local Discord."""

import asyncio
import datetime as dt
import os
import random
import sys
import time
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

pytest.importorskip("discord")

from bot.importer import import_source
from tests.discord_parts import channel_of, connection, eventually
from tests.discord_service import process, service
from tests.processes import Place
from tests.servers.discord import faults
from tests.servers.discord.component_form import pressable, texts
from tests.servers.discord.permissions import OF_THE_BOT, Permission
from tests.servers.discord.refused import Json
from tests.servers.discord.server import TOKEN, LocalDiscord
from tests.servers.discord.uses import Press, Slash, typing

KO_POST = "2025년 6월 2일 (월) · 논문 7편"
EN_POST = "Monday, June 2, 2025 · 7 papers"
ESSAY = """https://arxiv.org/abs/2505.09999

*An essay* (An Author)

> An abstract.

{essay}

#essay
"""
HOSTILE = """https://arxiv.org/abs/2506.09999

*@everyone **bold** [click](https://evil.example/x) https://evil.example/y <@&1> # x* (Mallory)

> An abstract.

Ping @here and <@1>.

#rl
"""


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[SimpleNamespace]:
    async with LocalDiscord() as discord:
        kim, sam = discord.add_user("Kim", locale="ko"), discord.add_user("Sam", locale="en-GB")
        guild = discord.add_guild("ML", owner=kim, channels=["papers"])
        discord.join(guild, sam)
        yield SimpleNamespace(
            discord=discord,
            kim=kim,
            sam=sam,
            guild=guild,
            papers=discord.channel(guild, "papers"),
            folder=tmp_path / "data",
        )


async def ready(app: Any) -> None:
    await eventually(lambda: app.platforms["discord"].connected, within=30)


async def press(there: SimpleNamespace, message: Json, verb: str, user: object = None) -> Json:
    custom_id = next(one for one in pressable(message) if one.split(":")[1] == verb)
    who = user or there.kim
    done = await there.discord.interact(Press(message, custom_id), user=who, channel=there.papers)
    shown: Json = await done.message()
    return shown


async def ask(there: SimpleNamespace, use: Slash, user: object = None) -> Json:
    done = await there.discord.interact(use, user=user or there.kim, channel=there.papers)
    shown: Json = await done.message()
    return shown


def vault(there: SimpleNamespace, *notes: str) -> Path:
    folder = there.folder.parent / "notes"
    folder.mkdir(exist_ok=True)
    for number, note in enumerate(notes):
        (folder / f"250601 Note {number}.md").write_text(note)
    return folder


async def read(app: Any, folder: Path) -> None:
    """As the service reads a source."""
    now = dt.datetime.now(dt.UTC)
    done = await import_source(app.store, folder, aliases=app.aliases, now=now, zone=ZoneInfo("Asia/Seoul"))
    assert done.added == 1
    await app.refresh()


async def paperboy(there: SimpleNamespace, *command: str, token: str = TOKEN) -> tuple[int, str]:
    """Its exit status, and what it printed."""
    ours = {
        "PAPERBOY_DATA_DIR": str(there.folder),
        "PAPERBOY_LANGUAGE": "en",
        "PAPERBOY_DISCORD_TOKEN": token,
        "PAPERBOY_DISCORD_API_URL": there.discord.api_url,
        "PAPERBOY_DISCORD_GATEWAY_URL": there.discord.gateway_url,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAPERBOY_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *command), env=kept | ours, stdout=PIPE, stderr=STDOUT, cwd=there.folder.parent
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


async def told(there: SimpleNamespace, sentence: str) -> None:
    at = connection(there.discord)
    settings = {"discord_token": at.token, "discord_api_url": at.api_url, "discord_gateway_url": at.gateway_url}
    place = Place(there.folder.parent, data_dir=str(there.folder), language="en", **settings)
    async with asyncio.timeout(40):
        while sentence not in (said := (await asyncio.to_thread(place.run, "status")).stdout):
            assert "discord: " in said or "No service" in said, said
            await asyncio.sleep(0.2)


async def test_subscribing_previews_and_posts_now_once(there: SimpleNamespace) -> None:
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        card = await ask(there, Slash("subscribe", {"time": "9시", "language": "ko"}))
        assert "ProRL: Prolonged Reinforcement Learning" in texts(card)
        await press(there, card, "postnow")
        (posted,) = await there.discord.posts(there.papers, 1, within=30)
        assert KO_POST in texts(posted)
    assert len(there.discord.messages(there.papers)) == 1


async def test_papers_by_tag_are_answered_in_the_readers_language(there: SimpleNamespace) -> None:
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
    there.discord.gateway.allow_identify()
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        offered = await there.discord.interact(typing("paper", "tag", "optim"), user=there.kim, channel=there.papers)
        assert [choice["value"] for choice in offered.choices] == ["optimization", "optimizer"]
        assert "그래디언트의 거듭제곱" in texts(await ask(there, Slash("paper", {"tag": "optimizer"})))
        assert "power of gradients" in texts(await ask(there, Slash("paper", {"tag": "optimizer"}), there.sam))


async def test_a_language_switched_to_korean_is_kept(there: SimpleNamespace) -> None:
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        await ask(there, Slash("language", {"choice": "ko"}), there.sam)
    there.discord.gateway.allow_identify()
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        assert "편" in texts(await ask(there, Slash("digest"), there.sam))


async def test_a_button_of_the_post_works_after_a_restart(there: SimpleNamespace) -> None:
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        await press(there, await ask(there, Slash("subscribe", {"language": "ko"})), "postnow")
        (posted,) = await there.discord.posts(there.papers, 1, within=30)
    there.discord.gateway.allow_identify()
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        card = await press(there, posted, "abstract", there.sam)
        assert "arXiv" in texts(card) or "Reinforcement" in texts(card)
        other = await press(there, posted, "translate", there.sam)
        assert EN_POST in texts(other)
    assert KO_POST in texts(there.discord.messages(there.papers)[0])


async def test_two_servers_read_in_two_languages(there: SimpleNamespace) -> None:
    lee = there.discord.add_user("Lee", locale="en-US")
    second = there.discord.add_guild("Reading", owner=lee, channels=["news"])
    news = there.discord.channel(second, "news")
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        await press(there, await ask(there, Slash("subscribe", {"language": "ko"})), "postnow")
        done = await there.discord.interact(Slash("subscribe", {"language": "en"}), user=lee, channel=news)
        card = await done.message()
        custom_id = next(one for one in pressable(card) if "postnow" in one)
        await there.discord.interact(Press(card, custom_id), user=lee, channel=news)
        (korean,) = await there.discord.posts(there.papers, 1, within=30)
        (english,) = await there.discord.posts(news, 1, within=30)
    assert KO_POST in texts(korean)
    assert EN_POST in texts(english)


async def test_a_long_commentary_is_read_page_by_page(there: SimpleNamespace) -> None:
    essay = "\n\n".join(f"문단 {number}. " + "긴 글을 나누어 읽어요. " * 40 for number in range(25))
    assert len(essay) > 14_000
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        await read(app, vault(there, ESSAY.format(essay=essay)))
        card = await ask(there, Slash("paper", {"query": "2505.09999"}))
        page = await press(there, card, "whole")
        said = [texts(page)]
        while any(":read:" in one and "다음" in pressable(page)[one]["label"] for one in pressable(page)):
            custom_id = next(one for one in pressable(page) if pressable(page)[one]["label"] == "다음")
            done = await there.discord.interact(Press(page, custom_id), user=there.kim, channel=there.papers)
            page = await done.message()
            said.append(texts(page))
        assert len(said) >= 5
        assert all(any(f"문단 {number}." in text for text in said) for number in range(25))


async def test_a_hostile_title_pings_nobody_and_forges_no_link(there: SimpleNamespace) -> None:
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        await read(app, vault(there, HOSTILE))
        card = await ask(there, Slash("paper", {"query": "2506.09999"}))
        assert "](https://evil" not in texts(card)
        assert "@everyone" not in texts(card)
        shared = await press(there, card, "share")
        assert not shared["mention_everyone"]
        assert shared["mention_roles"] == shared["mentions"] == []


async def test_the_post_of_the_first_slot_arrives_once_through_ten_kills_and_a_dropping_gateway(
    there: SimpleNamespace,
) -> None:
    there.folder.mkdir()
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        await ask(
            there, Slash("subscribe", {"time": "09:00", "timezone": "Asia/Seoul", "language": "ko", "layout": "thread"})
        )
        subscription = await app.store.subscriptions.get(channel_of(there.papers))
    ahead = subscription.next_slot.timestamp() - time.time() + 1
    there.discord.clock.move(seconds=ahead)
    # Accepted long before it is answered: that is where a kill hurts most.
    there.discord.fail_next("POST", "/channels/*/messages", faults.late(0.5), times=100)
    dice = random.Random(6)
    for _ in range(10):
        async with process(there.folder, connection(there.discord), ahead=ahead):
            await asyncio.sleep(dice.uniform(0, 1.2))
            there.discord.gateway.drop()
        later = dice.uniform(61, 100)  # its lease is over, and Discord may still remember what it sent
        ahead += later
        there.discord.clock.move(seconds=later)
    async with process(there.folder, connection(there.discord), ahead=ahead):
        (posted,) = await there.discord.posts(there.papers, 1, within=100)
        await eventually(lambda: there.discord.threads(there.papers), within=30)
        (thread,) = there.discord.threads(there.papers)
        await there.discord.posts(thread, 7, within=120)
        await asyncio.sleep(1)
    assert KO_POST in texts(posted)
    assert len(there.discord.messages(there.papers)) == 1
    titles = [texts(one).split("\n")[0] for one in there.discord.messages(thread)]
    assert len(titles) == len(set(titles)) == 7


async def test_threads_are_not_promised_where_the_bot_may_open_none(there: SimpleNamespace) -> None:
    there.discord.deny(there.papers, Permission.CREATE_PUBLIC_THREADS)
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        refused = await ask(there, Slash("subscribe", {"layout": "thread"}))
        assert "공개 스레드 만들기" in texts(refused)
        assert await app.store.subscriptions.get(channel_of(there.papers)) is None
        assert "구독" in texts(await ask(there, Slash("subscribe", {"layout": "list"})))


async def test_days_are_offered_in_the_callers_language(there: SimpleNamespace) -> None:
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        use = typing("subscribe", "days", "평")
        done = await there.discord.interact(use, user=there.kim, channel=there.papers)
        assert done.choices == [{"name": "평일", "value": "weekdays"}]


async def test_status_in_another_process_tells_the_connection(there: SimpleNamespace) -> None:
    async with service(there.folder, connection(there.discord)) as app:
        await ready(app)
        await told(there, "discord: connected (heartbeat ")
        there.discord.gateway.die()
        await eventually(lambda: not app.platforms["discord"].connected, within=30)
    await told(there, "discord: not connected since ")
    there.discord.gateway.revive()


async def test_the_command_line_prints_the_link_that_invites_the_bot(there: SimpleNamespace) -> None:
    status, said = await paperboy(there, "discord", "invite")
    asked = parse_qs((link := urlsplit(said.strip())).query)
    assert (status, link.hostname, link.path) == (0, "discord.com", "/oauth2/authorize")
    assert asked["client_id"] == [str(there.discord.world.application_id)]
    assert asked["scope"] == ["bot applications.commands"]
    assert int(asked["permissions"][0]) == OF_THE_BOT
    status, said = await paperboy(there, "discord", "invite", token="another")
    assert status != 0
    refused = "paperboy: Discord did not give the link that invites the bot: Discord does not take the token. "
    assert said.splitlines()[-1].startswith(refused)
