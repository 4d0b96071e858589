"""Answers that carry a file, through discord.py's interactions and our own multipart."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest

pytest.importorskip("discord")

from bot.platform import Call, File, Reply
from bot.present.notices import notice
from tests.discord_parts import Host, adapter, eventually
from tests.servers.discord.component_form import texts, walk
from tests.servers.discord.component_rules import FILE
from tests.servers.discord.refused import Json
from tests.servers.discord.server import LocalDiscord
from tests.servers.discord.uses import Slash

LONG_CODE = "@article{학습,\n  title = {Ünïcode & more}\n}\n" * 90


@pytest.fixture
async def there() -> AsyncIterator[SimpleNamespace]:
    async with LocalDiscord() as discord:
        kim = discord.add_user("Kim", locale="ko")
        papers = discord.channel(discord.add_guild("ML", owner=kim, channels=["papers"]), "papers")
        host, platform = Host(), adapter(discord)
        await platform.start(host)
        await eventually(lambda: platform.connected)
        yield SimpleNamespace(discord=discord, kim=kim, papers=papers, host=host)
        await platform.stop()


def file_of(message: Json) -> str:
    """The name of the file that a message shows."""
    (shown,) = [part for part in walk(message["components"]) if part["type"] == FILE]
    (attached,) = message["attachments"]
    assert shown["file"]["url"] == f"attachment://{attached['filename']}"
    assert attached["size"] == len(LONG_CODE.encode())
    return str(attached["filename"])


@pytest.mark.parametrize("late", [False, True], ids=["at once", "after it was deferred"])
async def test_what_is_too_long_for_a_message_is_a_file(
    there: SimpleNamespace, late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if late:
        monkeypatch.setattr("adapters.discord.interactions.QUICK", 0.05)

    async def answer(_call: Call) -> Reply:
        await asyncio.sleep(0.2 if late else 0)
        return Reply(notice("en", "Your papers.", code=LONG_CODE), file=File("papers.bib", LONG_CODE))

    there.host.answer = answer
    reply = await there.discord.interact(Slash("saved"), user=there.kim, channel=there.papers)
    message = await reply.message()
    assert reply.ephemeral
    assert texts(message) == "Your papers."
    assert file_of(message) == "papers.bib"
    (sent,) = [one for one in there.discord.exchanges if one.files]
    assert [(file.name, file.content.decode()) for file in sent.files] == [("papers.bib", LONG_CODE)]
    assert (reply.answer_type == 5) is late


async def test_a_short_code_stands_in_the_message_itself(there: SimpleNamespace) -> None:
    short = "@article{x}"
    there.host.answer = lambda _call: Reply(notice("en", "Here.", code=short), file=File("papers.bib", short))
    reply = await there.discord.interact(Slash("saved"), user=there.kim, channel=there.papers)
    assert short in texts(await reply.message())
    assert not [one for one in there.discord.exchanges if one.files]
