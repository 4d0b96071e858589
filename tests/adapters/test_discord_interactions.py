"""Commands through discord.py: what the core is asked, and how the answer comes back in time."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest

pytest.importorskip("discord")

from bot.platform import Call, Reply
from bot.present.notices import notice
from bot.view import Choice
from tests.discord_parts import Host, adapter, channel_of, eventually, workplace
from tests.servers.discord import faults
from tests.servers.discord.component_form import texts
from tests.servers.discord.permissions import Permission
from tests.servers.discord.state import Overwrite
from tests.servers.discord.uses import NotOffered, Slash, typing


@pytest.fixture
async def there() -> AsyncIterator[SimpleNamespace]:
    async with workplace() as opened:
        yield opened


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


async def test_who_may_not_write_in_the_channel_may_not_share_there(there: SimpleNamespace) -> None:
    there.papers.overwrites[there.sam.id] = Overwrite(kind=1, deny=Permission.SEND_MESSAGES)
    for person, writes in ((there.kim, True), (there.sam, False)):
        await there.discord.interact(Slash("paper"), user=person, channel=there.papers)
        assert there.host.calls[-1].may_write is writes


async def test_everyone_among_the_roles_is_the_way_to_choose_none(there: SimpleNamespace) -> None:
    readers = there.discord.add_role(there.guild, "readers")
    for role, said in ((readers, str(readers.id)), (there.guild.roles[there.guild.id], "none")):
        await there.discord.interact(Slash("subscribe", {"role": role}), user=there.kim, channel=there.papers)
        assert there.host.calls[-1].args == {"role": said}


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


@pytest.mark.parametrize("kind", ["announcement", "voice", "stage", "forum", "media"])
async def test_every_kind_of_channel_can_be_named(there: SimpleNamespace, kind: str) -> None:
    named = there.discord.add_channel(there.guild, kind, kind=kind)
    await there.discord.interact(Slash("subscribe", {"channel": named}), user=there.kim, channel=there.papers)
    (call,) = there.host.calls
    assert (call.target, call.may_manage) == (channel_of(named), True)


async def test_a_category_is_no_channel_to_subscribe(there: SimpleNamespace) -> None:
    group = there.discord.add_channel(there.guild, "papers", kind="category")
    await there.discord.interact(Slash("subscribe", {"channel": group}), user=there.kim, channel=there.papers)
    (call,) = there.host.calls
    assert (call.target, call.may_manage, call.args["channel"]) == (None, False, "#papers")


async def test_completion_comes_from_the_core(there: SimpleNamespace) -> None:
    there.host.choices = lambda _option, typed: [Choice(f"{typed} · 32", "optimizer"), *[Choice("x", "y")] * 40]
    done = await there.discord.interact(typing("paper", "tag", "옵ㅌ"), user=there.kim, channel=there.papers)
    assert done.choices[0] == {"name": "옵ㅌ · 32", "value": "optimizer"}
    assert len(done.choices) == 25


async def test_days_complete_too(there: SimpleNamespace) -> None:
    there.host.choices = lambda option, _typed: [Choice("평일", "weekdays")] if option == "days" else []
    done = await there.discord.interact(typing("subscribe", "days", "평"), user=there.kim, channel=there.papers)
    assert done.choices == [{"name": "평일", "value": "weekdays"}]


async def slowly(_call: Call) -> Reply:
    await asyncio.sleep(1.6)
    return Reply(notice("en", "At last."))


async def test_a_core_that_takes_long_is_waited_for(there: SimpleNamespace) -> None:
    there.host.answer = slowly
    reply = await there.discord.interact(Slash("random"), user=there.kim, channel=there.papers)
    assert reply.answer_type == 5
    assert texts(await reply.message()) == "At last."
    assert reply.ephemeral


@pytest.mark.parametrize(
    ("fault", "times"),
    [(faults.RESET_AFTER, 1), (faults.RESET_AFTER, 2), (faults.answering(503), 2)],
    ids=["its answer lost", "and the repeated one's too", "refused twice"],
)
async def test_an_answer_comes_whatever_became_of_its_deferral(
    there: SimpleNamespace, fault: faults.Fault, times: int
) -> None:
    there.host.answer = slowly
    there.discord.fail_next("POST", "/interactions/*", fault, times=times)
    reply = await there.discord.interact(Slash("random"), user=there.kim, channel=there.papers)
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


async def test_it_works_in_a_direct_message_and_as_an_app_of_ones_own(there: SimpleNamespace) -> None:
    await there.discord.interact(Slash("subscribe"), user=there.kim, channel=there.discord.direct(there.kim))
    assert (there.host.calls[-1].here.kind, there.host.calls[-1].between) == ("dm", False)
    lee = there.discord.add_user("Lee", installed=True)
    await there.discord.interact(Slash("random"), user=lee, channel=there.discord.between(lee))
    assert (there.host.calls[-1].here.kind, there.host.calls[-1].between) == ("dm", True)
    elsewhere = there.discord.add_guild("Elsewhere", owner=lee, channels=["talk"], here=False)
    talk = there.discord.channel(elsewhere, "talk")
    await there.discord.interact(Slash("paper"), user=lee, channel=talk)
    assert not there.host.calls[-1].may_manage  # the bot is no member there
