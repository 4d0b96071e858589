"""Two processes with one token: Discord tells both of everything, and people see one answer."""

import asyncio
import logging
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest

pytest.importorskip("discord")

from bot.platform import Call, Reply
from bot.present.notices import notice
from bot.view import Action, Field, Form, Option
from tests.discord_parts import Host, adapter, eventually, workplace
from tests.servers.discord.component_form import texts
from tests.servers.discord.uses import Press, Slash, Submit


@pytest.fixture
async def there(caplog: pytest.LogCaptureFixture) -> AsyncIterator[SimpleNamespace]:
    """Whatever they do, neither logs an error."""
    async with workplace() as opened:
        opened.discord.clock.move(seconds=10)  # a second session may start
        opened.other_host = Host()
        second = adapter(opened.discord, memory=opened.memory)
        await second.start(opened.other_host)
        await eventually(lambda: second.connected)
        try:
            yield opened
        finally:
            await second.stop()
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def asked(there: SimpleNamespace, times: int) -> None:
    """Both have been asked, and have done what they do."""
    await eventually(lambda: len(there.host.calls) == len(there.other_host.calls) == times)
    await there.discord.until(lambda: len(there.discord.requests("POST", "/callback")) == 2 * times)


def say(there: SimpleNamespace, answer: object) -> None:
    there.host.answer = there.other_host.answer = answer


async def test_a_command_gets_one_answer_and_both_know_the_same_commands(there: SimpleNamespace) -> None:
    reply = await there.discord.interact(Slash("random"), user=there.kim, channel=there.papers)
    assert texts(await reply.message()) == "called random"
    await asked(there, 1)
    assert reply.followups == []
    assert sorted(one.status for one in there.discord.requests("POST", "/callback")) == [204, 400]
    assert len(there.discord.requests("PUT", "/commands")) == 1


async def test_a_slow_answer_comes_once(there: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.discord.interactions.QUICK", 0.05)

    async def slowly(_call: Call) -> Reply:
        await asyncio.sleep(0.2)
        return Reply(notice("en", "At last."))

    say(there, slowly)
    reply = await there.discord.interact(Slash("random"), user=there.kim, channel=there.papers)
    assert texts(await reply.message()) == "At last."
    await asked(there, 1)
    assert reply.followups == []


async def test_what_is_shared_is_shared_once(there: SimpleNamespace) -> None:
    button = Reply(notice("en", "Here.", actions=(Action("Share", "share", {"paper": "7"}),)))
    shared = Reply(notice("en", "For all."), "share")
    say(there, lambda call: button if call.verb == "paper" else shared)
    first = await there.discord.interact(Slash("paper"), user=there.kim, channel=there.papers)
    message = await first.message()
    await asked(there, 1)
    await there.discord.interact(Press(message, "p1:share:7"), user=there.kim, channel=there.papers)
    await asked(there, 2)
    assert [texts(one) for one in there.discord.messages(there.papers)] == ["For all."]


async def test_a_form_opens_once_and_is_answered_once(there: SimpleNamespace) -> None:
    option = Option("text", {"en": "query", "ko": "검색어"}, {"en": "Words", "ko": "낱말"})
    form = Form(language="en", heading="Find", verb="paper", submit="Find", fields=(Field(option, "Words"),))
    button = Reply(notice("en", "Here.", actions=(Action("Find", "find"),)))
    say(there, lambda call: Reply(form, "form") if call.verb == "find" else button)
    first = await there.discord.interact(Slash("paper"), user=there.kim, channel=there.papers)
    opened = await there.discord.interact(Press(await first.message(), "p1:find"), user=there.kim, channel=there.papers)
    await asked(there, 2)
    done = await there.discord.interact(Submit(opened, {"query": "muon"}), user=there.kim, channel=there.papers)
    assert texts(await done.message()).startswith("Here.")
    await asked(there, 3)
