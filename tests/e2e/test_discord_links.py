"""Where the operator says how people reach the web pages, a post leads to the page of its day, also when corrected."""

import datetime as dt
from pathlib import Path

import pytest

pytest.importorskip("discord")

from tests.discord_parts import connection, eventually
from tests.discord_service import service
from tests.servers.discord.component_form import pressable, texts, walk
from tests.servers.discord.refused import Json
from tests.servers.discord.server import LocalDiscord
from tests.servers.discord.state import Channel as Room
from tests.servers.discord.uses import Press, Slash
from tests.stock import rewrite

PAGE = "https://papers.example.org/d/2025-06-02"


def links(message: Json) -> list[str]:
    return [part["url"] for part in walk(message["components"]) if part.get("label") == "Open on the web"]


def corrected(discord: LocalDiscord, channel: Room) -> Json:
    (message,) = discord.messages(channel)
    return message


async def test_a_post_leads_to_the_page_of_its_day(tmp_path: Path) -> None:
    async with LocalDiscord() as discord:
        kim = discord.add_user("Kim", locale="ko")
        papers = discord.channel(discord.add_guild("ML", owner=kim, channels=["papers"]), "papers")
        at = connection(discord)
        async with service(tmp_path / "data", at, public_url="https://papers.example.org/") as app:
            await eventually(lambda: app.platforms["discord"].connected, within=30)
            done = await discord.interact(Slash("subscribe", {"language": "en"}), user=kim, channel=papers)
            card = await done.message()
            now = next(one for one in pressable(card) if one.split(":")[1] == "postnow")
            await discord.interact(Press(card, now), user=kim, channel=papers)
            (posted,) = await discord.posts(papers, 1, within=30)
            assert links(posted) == [PAGE]
            first = (await app.store.digests.on(dt.date(2025, 6, 2)))[0]
            await rewrite(app.store, first.id, "A better comment.", dt.datetime.now(dt.UTC))
            app.due.set()
            await eventually(lambda: "A better comment." in texts(corrected(discord, papers)), within=30)
            assert links(corrected(discord, papers)) == [PAGE]
