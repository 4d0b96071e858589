"""Interactions through discord.py: what the core is asked, and how the answer comes back in time."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("discord")

from bot.platform import Call, Forbidden, Gone, Reply, Restored, Revoked
from bot.present.notices import notice
from bot.view import Action, Choice, Field, Form, Option
from tests.discord_parts import Host, Memory, adapter, channel_of, eventually, post
from tests.papers import paper
from tests.servers.discord import faults
from tests.servers.discord.component_form import pressable, texts
from tests.servers.discord.permissions import Permission
from tests.servers.discord.server import LocalDiscord
from tests.servers.discord.uses import NotOffered, OnMessage, Press, Slash, Submit, typing

EPHEMERAL = 1 << 6


@pytest.fixture
async def there() -> AsyncIterator[SimpleNamespace]:
    async with LocalDiscord() as discord:
        kim = discord.add_user("Kim", locale="ko")
        sam = discord.add_user("Sam", locale="en-GB")
        guild = discord.add_guild("ML", owner=kim, channels=["papers", "other"])
        discord.join(guild, sam)
        host, memory = Host(), Memory()
        platform = adapter(discord, memory=memory)
        await platform.start(host)
        await eventually(lambda: platform.connected)
        yield SimpleNamespace(
            discord=discord,
            guild=guild,
            kim=kim,
            sam=sam,
            host=host,
            memory=memory,
            platform=platform,
            papers=discord.channel(guild, "papers"),
            other=discord.channel(guild, "other"),
        )
        await platform.stop()


def private(action: Action) -> Reply:
    return Reply(notice("en", "Here.", actions=(action,)))


async def test_a_command_becomes_a_call_with_everything_that_discord_knows(there: SimpleNamespace) -> None:
    reply = await there.discord.interact(Slash("paper", {"tag": "optimizer"}), user=there.kim, channel=there.papers)
    (call,) = there.host.calls
    assert (call.verb, call.args) == ("paper", {"tag": "optimizer"})
    assert (call.reader.id, call.here.id, call.here.kind) == (str(there.kim.id), str(there.papers.id), "text")
    assert (call.locale, call.zone, call.may_manage, call.may_write) == ("ko", "Asia/Seoul", True, True)
    assert texts(await reply.message()) == "called paper"
    assert reply.ephemeral


async def test_commands_are_told_in_both_languages_and_only_when_they_changed(there: SimpleNamespace) -> None:
    (listed,) = there.discord.requests("PUT", "/commands")
    paper_command = next(one for one in listed.body if one["name"] == "paper")
    assert paper_command["name_localizations"] == {"ko": "논문", "en-US": "paper", "en-GB": "paper"}
    assert paper_command["options"][0]["name_localizations"]["ko"] == "태그"
    assert paper_command["contexts"] == [0, 1, 2]
    subscribe = next(one for one in listed.body if one["name"] == "subscribe")
    assert int(subscribe["default_member_permissions"]) == Permission.MANAGE_CHANNELS
    assert (subscribe["contexts"], subscribe["integration_types"]) == ([0, 1], [0])
    again = adapter(there.discord, memory=there.memory)
    await there.platform.stop()
    there.discord.clock.move(seconds=10)
    await again.start(Host())
    await eventually(lambda: again.connected)
    await again.stop()
    assert len(there.discord.requests("PUT", "/commands")) == 1


async def test_who_may_not_manage_channels_is_not_offered_to_subscribe(there: SimpleNamespace) -> None:
    with pytest.raises(NotOffered):
        await there.discord.interact(Slash("subscribe"), user=there.sam, channel=there.papers)


async def test_a_subscription_names_its_channel(there: SimpleNamespace) -> None:
    forum = there.discord.add_channel(there.guild, "forum", kind="forum")
    use = Slash("subscribe", {"time": "9시", "channel": forum})
    await there.discord.interact(use, user=there.kim, channel=there.papers)
    (call,) = there.host.calls
    assert call.target is not None
    assert (call.target.id, call.target.kind, call.target.name, call.may_manage) == (
        str(forum.id),
        "forum",
        "forum",
        True,
    )


async def test_completion_comes_from_the_core(there: SimpleNamespace) -> None:
    there.host.choices = lambda _option, typed: [Choice(f"{typed} · 32", "optimizer"), *[Choice("x", "y")] * 40]
    done = await there.discord.interact(typing("paper", "tag", "옵ㅌ"), user=there.kim, channel=there.papers)
    assert done.choices[0] == {"name": "옵ㅌ · 32", "value": "optimizer"}
    assert len(done.choices) == 25


async def test_days_complete_too(there: SimpleNamespace) -> None:
    there.host.choices = lambda option, _typed: [Choice("평일", "weekdays")] if option == "days" else []
    done = await there.discord.interact(typing("subscribe", "days", "평"), user=there.kim, channel=there.papers)
    assert done.choices == [{"name": "평일", "value": "weekdays"}]


async def test_a_core_that_takes_long_is_waited_for(there: SimpleNamespace) -> None:
    async def slowly(call: Call) -> Reply:
        await asyncio.sleep(1.6)
        return Reply(notice("en", "At last."))

    there.host.answer = slowly
    reply = await there.discord.interact(Slash("random"), user=there.kim, channel=there.papers)
    assert reply.answer_type == 5
    assert texts(await reply.message()) == "At last."
    assert reply.ephemeral


async def test_a_failure_is_answered_with_a_reference(there: SimpleNamespace, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_call: Call) -> Reply:
        raise RuntimeError("boom")

    there.host.answer = broken
    reply = await there.discord.interact(Slash("random"), user=there.sam, channel=there.papers)
    said = texts(await reply.message())
    references = [record.reference for record in caplog.records if hasattr(record, "reference")]
    assert references
    assert references[0] in said


async def test_a_callback_that_is_lost_is_made_again(there: SimpleNamespace) -> None:
    there.discord.fail_next("POST", "/interactions/*", faults.RESET_AFTER)
    reply = await there.discord.interact(Slash("random"), user=there.kim, channel=there.papers)
    assert texts(await reply.message()) == "called random"


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
async def test_a_button_whose_answer_takes_long_ends_where_it_belongs(there: SimpleNamespace, answer: Any) -> None:
    verb = {"replace": "results", "share": "share", "private": "card"}[answer]

    async def slowly(call: Call) -> Reply:
        if call.verb == "paper":
            return private(Action("Go", verb))
        await asyncio.sleep(1.4)
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


async def test_a_forged_button_gives_no_rights(there: SimpleNamespace) -> None:
    elsewhere = there.discord.add_guild("Elsewhere", channels=["secret"])
    secret = there.discord.channel(elsewhere, "secret")
    there.host.answer = lambda _call: private(Action("x", "pause", {"channel": str(secret.id)}))
    first = await there.discord.interact(Slash("paper"), user=there.kim, channel=there.papers)
    button = Press(await first.message(), f"p1:pause:{secret.id}")
    await there.discord.interact(button, user=there.kim, channel=there.papers)
    assert not there.host.calls[-1].may_manage


async def test_a_tag_that_is_chosen_is_searched(there: SimpleNamespace) -> None:
    from bot.view import TagList

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


async def test_it_works_in_a_direct_message_and_as_an_app_of_ones_own(there: SimpleNamespace) -> None:
    await there.discord.interact(Slash("subscribe"), user=there.kim, channel=there.discord.direct(there.kim))
    assert there.host.calls[-1].here.kind == "dm"
    lee = there.discord.add_user("Lee", installed=True)
    await there.discord.interact(Slash("random"), user=lee, channel=there.discord.between(lee))
    elsewhere = there.discord.add_guild("Elsewhere", owner=lee, channels=["talk"], here=False)
    talk = there.discord.channel(elsewhere, "talk")
    await there.discord.interact(Slash("paper"), user=lee, channel=talk)
    assert not there.host.calls[-1].may_manage  # the bot is no member there


async def test_a_button_that_is_not_ours_any_more_is_explained(there: SimpleNamespace) -> None:
    there.host.answer = lambda _call: private(Action("Next", "results", {"at": "5"}))
    first = await there.discord.interact(Slash("paper"), user=there.sam, channel=there.papers)
    message = await first.message()
    button = pressable(message)["p1:results:::::5"]
    button["custom_id"] = "p0:old"
    done = await there.discord.interact(Press(message, "p0:old"), user=there.sam, channel=there.papers)
    assert "out of date" in texts(await done.message())


async def test_what_happens_to_channels_is_reported(there: SimpleNamespace) -> None:
    host, discord = there.host, there.discord
    await eventually(lambda: len(host.events) >= 2)  # both channels are open when it connects
    host.events.clear()
    discord.deny(there.papers, Permission.SEND_MESSAGES)
    await _reported(there, Forbidden)
    discord.allow(there.papers, Permission.SEND_MESSAGES)
    await _reported(there, Restored)
    discord.rename(there.papers, "renamed")
    discord.remove_channel(there.other)
    assert (await _reported(there, Gone)).channel.id == str(there.other.id)
    discord.deny(there.guild, Permission.VIEW_CHANNEL)
    await _reported(there, Forbidden)
    discord.allow(there.guild, Permission.VIEW_CHANNEL)
    await _reported(there, Restored)
    discord.outage(there.guild)
    discord.end_outage(there.guild)
    discord.kick(there.guild)
    assert (await _reported(there, Revoked)).workspace == str(there.guild.id)


async def _reported(there: SimpleNamespace, kind: type) -> Any:
    await eventually(lambda: any(isinstance(event, kind) for event in there.host.events))
    found = next(event for event in there.host.events if isinstance(event, kind))
    there.host.events.clear()
    return found


async def test_a_gateway_that_drops_comes_back(there: SimpleNamespace) -> None:
    there.discord.gateway.drop()
    await there.discord.until(lambda: there.discord.gateway.resumes, within=20)
    await there.discord.gateway.connected()
    reply = await there.discord.interact(Slash("random"), user=there.kim, channel=there.papers)
    assert texts(await reply.message()) == "called random"


async def test_a_refused_token_stops_the_adapter_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    async with LocalDiscord(record=False) as discord:
        platform = adapter(discord, token="wrong")
        await platform.start(Host())
        await eventually(lambda: platform.rest.unauthorized)
        assert any(record.levelname == "CRITICAL" for record in caplog.records)
        await platform.stop()


async def test_servers_that_are_not_served_are_left_with_one_sentence() -> None:
    async with LocalDiscord() as discord:
        ours = discord.add_guild("Ours", channels=["papers"])
        stranger = discord.add_guild("Stranger", channels=["talk"])
        platform = adapter(discord, guilds=(str(ours.id),))
        await platform.start(Host())
        await discord.until(lambda: not stranger.here)
        (said,) = discord.messages(discord.channel(stranger, "talk"))
        assert "not set up for this server" in said["content"]
        assert ours.here
        await platform.stop()


async def test_the_invitation_asks_for_just_what_is_needed(there: SimpleNamespace) -> None:
    link = await there.platform.invite()
    assert f"client_id={there.discord.world.application_id}" in link
    assert "permissions=309237730304" in link
