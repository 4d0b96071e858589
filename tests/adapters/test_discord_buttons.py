"""Buttons, menus and forms through discord.py: what they mean, whose they are, and where their answers go."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("discord")

from bot.platform import Call, Reply
from bot.present.notices import notice
from bot.view import Action, Field, Form, Option, TagList
from tests.discord_parts import Host, adapter, channel_of, eventually, post, workplace
from tests.papers import paper
from tests.servers.discord import faults
from tests.servers.discord.component_form import pressable, texts
from tests.servers.discord.uses import OnMessage, Press, Slash, Submit


@pytest.fixture
async def there() -> AsyncIterator[SimpleNamespace]:
    async with workplace() as opened:
        yield opened


def private(action: Action) -> Reply:
    return Reply(notice("en", "Here.", actions=(action,)))


async def test_a_button_replaces_the_private_answer_that_has_it(there: SimpleNamespace) -> None:
    there.host.answer = lambda call: (
        private(Action("Next", "results", {"tag": "rl", "at": "5"}))
        if call.verb == "paper"
        else Reply(notice("en", "Page two."), "replace")
    )
    first = await there.discord.interact(Slash("paper"), user=there.kim, channel=there.papers)
    message = await first.message()
    (custom_id,) = pressable(message)
    second = await there.discord.interact(Press(message, custom_id), user=there.kim, channel=there.papers)
    assert second.answer_type == 7
    assert texts(await first.message()) == "Page two."
    assert there.host.calls[-1].args == {"tag": "rl", "at": "5"}


async def test_a_button_of_a_post_works_after_a_restart_and_never_changes_the_post(there: SimpleNamespace) -> None:
    here = channel_of(there.papers)
    (payload,) = post(there.platform, here, paper(7), paper(9))
    await there.platform.send(here, payload, "key", None)
    (posted,) = there.discord.messages(there.papers)
    await there.platform.stop()
    there.discord.clock.move(days=300)
    host = Host()
    host.answer = lambda _call: Reply(notice("en", "Privately."), "replace")
    platform = adapter(there.discord)
    await platform.start(host)
    await eventually(lambda: platform.connected)
    custom_id = next(one for one in pressable(posted) if "translate" in one)
    pressed = await there.discord.interact(Press(posted, custom_id), user=there.sam, channel=there.papers)
    await platform.stop()
    assert pressed.ephemeral
    assert host.calls[-1].message == (7, 9)
    assert not host.calls[-1].may_manage
    assert "논문 2편" in texts(there.discord.messages(there.papers)[0])


async def test_what_is_shared_is_seen_by_all(there: SimpleNamespace) -> None:
    there.host.answer = lambda call: (
        private(Action("Share", "share", {"paper": "7"}))
        if call.verb == "paper"
        else Reply(notice("ko", "모두에게"), "share")
    )
    first = await there.discord.interact(Slash("paper"), user=there.sam, channel=there.papers)
    message = await first.message()
    await there.discord.interact(Press(message, "p1:share:7"), user=there.sam, channel=there.papers)
    assert texts(there.discord.messages(there.papers)[-1]) == "모두에게"
    assert texts(message) != "모두에게"


@pytest.mark.parametrize("answer", ["replace", "share", "private"])
async def test_a_button_whose_answer_takes_long_ends_where_it_belongs(
    there: SimpleNamespace, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.discord.interactions.QUICK", 0.05)
    verb = {"replace": "results", "share": "share", "private": "card"}[answer]

    async def slowly(call: Call) -> Reply:
        if call.verb == "paper":
            return private(Action("Go", verb))
        await asyncio.sleep(0.2)
        return Reply(notice("en", "At last."), answer)

    there.host.answer = slowly
    first = await there.discord.interact(Slash("paper"), user=there.kim, channel=there.papers)
    message = await first.message()
    pressed = await there.discord.interact(Press(message, f"p1:{verb}"), user=there.kim, channel=there.papers)
    await eventually(lambda: "At last." in str([message, pressed.original, pressed.followups]))
    assert ("At last." in texts(message)) == (answer == "replace")
    assert ("At last." in str(there.discord.messages(there.papers))) == (answer == "share")


async def test_who_manages_a_channel_does_so_from_a_direct_message(there: SimpleNamespace) -> None:
    here = Action("Manage", "subscription", {"channel": str(there.papers.id)})
    there.host.answer = lambda call: private(here) if call.verb == "settings" else Reply(notice("en", "Shown."))
    for person, manages in ((there.kim, True), (there.sam, False)):
        place = there.discord.direct(person)
        first = await there.discord.interact(Slash("settings"), user=person, channel=place)
        button = Press(await first.message(), f"p1:subscription:{there.papers.id}")
        await there.discord.interact(button, user=person, channel=place)
        call = there.host.calls[-1]
        assert (call.target.id, call.target.workspace) == (str(there.papers.id), str(there.guild.id))
        assert call.may_manage is manages


async def test_who_cannot_be_looked_up_in_time_gets_an_answer_with_a_reference(
    there: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    here = Action("Manage", "subscription", {"channel": str(there.papers.id)})
    there.host.answer = lambda _call: private(here)
    place = there.discord.direct(there.kim)
    message = await (await there.discord.interact(Slash("settings"), user=there.kim, channel=place)).message()
    there.discord.fail_next("GET", "/guilds/*/members/*", faults.late(4))
    button = Press(message, f"p1:subscription:{there.papers.id}")
    said = texts(await (await there.discord.interact(button, user=there.kim, channel=place)).message())
    assert any(record.reference in said for record in caplog.records if hasattr(record, "reference"))


async def test_a_forged_button_gives_no_rights(there: SimpleNamespace) -> None:
    elsewhere = there.discord.add_guild("Elsewhere", channels=["secret"])
    secret = there.discord.channel(elsewhere, "secret")
    there.host.answer = lambda _call: private(Action("x", "pause", {"channel": str(secret.id)}))
    first = await there.discord.interact(Slash("paper"), user=there.kim, channel=there.papers)
    button = Press(await first.message(), f"p1:pause:{secret.id}")
    await there.discord.interact(button, user=there.kim, channel=there.papers)
    assert not there.host.calls[-1].may_manage


async def test_a_tag_that_is_chosen_is_searched(there: SimpleNamespace) -> None:
    tags = TagList(language="en", heading="Tags", tags=(("rl", 3), ("moe", 2)))
    there.host.answer = lambda _call: Reply(tags)
    first = await there.discord.interact(Slash("tags"), user=there.kim, channel=there.papers)
    message = await first.message()
    await there.discord.interact(Press(message, "p1:paper", ["moe"]), user=there.kim, channel=there.papers)
    assert (there.host.calls[-1].verb, there.host.calls[-1].args) == ("paper", {"tag": "moe"})


async def test_a_form_is_opened_and_what_was_filled_in_comes_back(there: SimpleNamespace) -> None:
    option = Option("text", {"en": "query", "ko": "검색어"}, {"en": "Words", "ko": "낱말"})
    form = Form(language="ko", heading="찾기", verb="paper", submit="찾기", fields=(Field(option, "검색어"),))
    there.host.answer = lambda call: Reply(form, "form") if call.verb == "find" else private(Action("Find", "find"))
    first = await there.discord.interact(Slash("paper"), user=there.kim, channel=there.papers)
    opened = await there.discord.interact(Press(await first.message(), "p1:find"), user=there.kim, channel=there.papers)
    assert opened.modal is not None
    there.host.answer = lambda _call: Reply(notice("ko", "찾았어요."))
    done = await there.discord.interact(Submit(opened, {"query": "muon"}), user=there.kim, channel=there.papers)
    assert (there.host.calls[-1].verb, there.host.calls[-1].args) == ("paper", {"query": "muon"})
    assert texts(await done.message()) == "찾았어요."


async def test_a_paper_is_saved_from_the_menu_of_a_message_of_ours_alone(there: SimpleNamespace) -> None:
    here = channel_of(there.papers)
    (payload,) = post(there.platform, here, paper(7), paper(9))
    await there.platform.send(here, payload, "key", None)
    (posted,) = there.discord.messages(there.papers)
    await there.discord.interact(OnMessage("Save paper", posted), user=there.kim, channel=there.papers)
    assert (there.host.calls[-1].verb, there.host.calls[-1].message) == ("save", (7, 9))
    other = there.discord.say(there.papers, there.sam, "hello")
    await there.discord.interact(OnMessage("Save paper", other), user=there.kim, channel=there.papers)
    assert there.host.calls[-1].message == ()


async def test_an_old_bot_whose_user_has_another_id_knows_its_own_messages() -> None:
    async with workplace(application_id=200_000_000_000_000_000) as there:
        (payload,) = post(there.platform, channel_of(there.papers), paper(7))
        await there.platform.send(channel_of(there.papers), payload, "key", None)
        (posted,) = there.discord.messages(there.papers)
        await there.discord.interact(OnMessage("Save paper", posted), user=there.kim, channel=there.papers)
        assert there.host.calls[-1].message == (7,)


async def test_a_button_that_is_not_ours_any_more_is_explained(there: SimpleNamespace) -> None:
    there.host.answer = lambda _call: private(Action("Next", "results", {"at": "5"}))
    first = await there.discord.interact(Slash("paper"), user=there.sam, channel=there.papers)
    message = await first.message()
    button = pressable(message)["p1:results:::::5"]
    button["custom_id"] = "p0:old"
    done = await there.discord.interact(Press(message, "p0:old"), user=there.sam, channel=there.papers)
    assert "out of date" in texts(await done.message())
