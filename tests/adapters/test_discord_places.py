"""What each kind of place in Discord gets: announcements, threads, forums, direct messages; and what may be missing."""

from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest

pytest.importorskip("discord")

from bot.model import Reader
from bot.platform import MessageId, Rejected, Unavailable, Uncertain
from bot.present.notices import notice
from tests.discord_parts import before, channel_of, desk, post
from tests.papers import paper
from tests.servers.discord import faults
from tests.servers.discord.permissions import Permission

SILENT, CROSSPOSTED = 1 << 12, 1 << 0
KEY = "0123456789abcdef"


@pytest.fixture
async def there() -> AsyncIterator[SimpleNamespace]:
    async with desk() as there:
        yield there


async def test_an_announcement_is_embeds_and_is_published_once(there: SimpleNamespace) -> None:
    news = there.discord.add_channel(there.guild, "news", kind="announcement")
    here = channel_of(news)
    (payload,) = post(there.platform, here)
    message = await there.platform.send(here, payload, KEY, None)
    await there.platform.finish(message, payload)
    await there.platform.finish(message, payload)
    (posted,) = there.discord.messages(news)
    assert posted["flags"] & CROSSPOSTED
    assert len(posted["embeds"]) == 2
    assert await there.platform.find(here, KEY, before(), None) == message


async def test_a_role_is_pinged_and_nobody_else(there: SimpleNamespace) -> None:
    role = there.discord.add_role(there.guild, "readers", mentionable=True)
    here = channel_of(there.channel)
    (payload,) = post(there.platform, here, paper(1, title="@everyone <@1> wins"), role=str(role.id))
    await there.platform.send(here, payload, KEY, None)
    (posted,) = there.discord.messages(there.channel)
    assert posted["mention_roles"] == [str(role.id)]
    assert not posted["mention_everyone"]
    assert not posted["flags"] & SILENT


async def test_cards_stand_in_the_thread_of_their_list(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    first, *cards = post(there.platform, here, layout="thread")
    parent = await there.platform.send(here, first, KEY, None)
    replies = [await there.platform.send(here, card, f"{KEY}{n}", parent) for n, card in enumerate(cards)]
    (thread,) = there.discord.threads(there.channel)
    assert thread.name == "2025년 6월 2일 (월) · 논문 2편"
    assert [reply.channel for reply in replies] == [str(thread.id)] * 2
    assert len(there.discord.messages(thread)) == 2
    assert await there.platform.find(here, f"{KEY}1", before(), parent) == replies[1]


async def test_a_reply_opens_the_thread_that_could_not_be_opened(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    first, card, _ = post(there.platform, here, layout="thread")
    there.discord.fail_next("POST", "/channels/*/threads", faults.answering(500))
    parent = await there.platform.send(here, first, KEY, None)
    assert there.discord.threads(there.channel) == []
    await there.platform.send(here, card, f"{KEY}1", parent)
    assert len(there.discord.threads(there.channel)) == 1


async def test_a_thread_that_was_archived_goes_on(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    first, card, other = post(there.platform, here, layout="thread")
    parent = await there.platform.send(here, first, KEY, None)
    reply = await there.platform.send(here, card, f"{KEY}1", parent)
    (thread,) = there.discord.threads(there.channel)
    there.discord.archive(thread)
    await there.platform.edit(reply, other)
    assert len(there.discord.messages(thread)) == 1


async def test_a_thread_that_somebody_closed_takes_no_replies_and_ends_nothing(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    first, card, _ = post(there.platform, here, layout="thread")
    parent = await there.platform.send(here, first, KEY, None)
    (thread,) = there.discord.threads(there.channel)
    there.discord.archive(thread, locked=True)
    with pytest.raises(Rejected) as raised:
        await there.platform.send(here, card, f"{KEY}1", parent)
    assert raised.value.why == "payload"


async def test_a_forums_post_that_somebody_deleted_takes_no_more_and_ends_nothing(there: SimpleNamespace) -> None:
    here = channel_of(there.discord.add_channel(there.guild, "f", kind="forum"))
    many = [paper(number, ko="긴 코멘트예요. " * 60) for number in range(1, 13)]
    first, other, *_ = post(there.platform, here, *many, layout="forum")
    parent = await there.platform.send(here, first, KEY, None)
    there.discord.remove_channel(there.discord.world.channels[int(parent.channel)])
    with pytest.raises(Rejected) as raised:
        await there.platform.send(here, other, f"{KEY}1", parent)
    assert raised.value.why == "payload"


async def test_a_forum_gets_one_post_with_its_own_tags_once(there: SimpleNamespace) -> None:
    forum = there.discord.add_channel(there.guild, "papers-forum", kind="forum", tags=["Optimizer", "news"])
    here = channel_of(forum)
    (payload,) = post(there.platform, here, layout="forum")
    there.discord.fail_next("POST", "/channels/*/threads", faults.RESET_AFTER)
    with pytest.raises(Uncertain):
        await there.platform.send(here, payload, KEY, None)
    found = await there.platform.find(here, KEY, before(), None)
    again = await there.platform.send(here, payload, KEY, None)
    (thread,) = there.discord.threads(forum)
    assert found == again == MessageId(str(thread.id), str(thread.id), str(thread.id))
    assert [forum.tags[tag] for tag in thread.thread.applied_tags] == ["Optimizer"]


@pytest.mark.parametrize("kind", ["voice", "stage"])
async def test_the_chats_of_voice_channels_get_posts(there: SimpleNamespace, kind: str) -> None:
    here = channel_of(there.discord.add_channel(there.guild, kind, kind=kind))
    (payload,) = post(there.platform, here)
    message = await there.platform.send(here, payload, KEY, None)
    assert await there.platform.find(here, KEY, before(), None) == message


async def test_media_channels_get_posts() -> None:
    async with desk(record=False) as there:  # Discord's own description of its API does not know them yet
        here = channel_of(there.discord.add_channel(there.guild, "media", kind="media"))
        (payload,) = post(there.platform, here, layout="forum")
        message = await there.platform.send(here, payload, KEY, None)
        assert await there.platform.find(here, KEY, before(), None) == message


async def test_a_private_thread_gets_posts(there: SimpleNamespace) -> None:
    here = channel_of(there.discord.add_thread(there.channel, "Among us", private=True))
    assert await there.platform.check(here) == ()
    (payload,) = post(there.platform, here)
    assert await there.platform.find(here, KEY, before(), None) is None
    assert await there.platform.send(here, payload, KEY, None)


async def test_a_forum_that_wants_a_tag_gets_one(there: SimpleNamespace) -> None:
    forum = there.discord.add_channel(there.guild, "f", kind="forum", tags=["chat"], requires_tag=True)
    here = channel_of(forum)
    (payload,) = post(there.platform, here, layout="forum")
    assert await there.platform.send(here, payload, KEY, None)


async def test_a_forum_post_over_the_limits_goes_on_in_its_thread(there: SimpleNamespace) -> None:
    forum = there.discord.add_channel(there.guild, "f", kind="forum")
    here = channel_of(forum)
    many = [paper(number, ko="긴 코멘트예요. " * 60) for number in range(1, 13)]
    first, *others = post(there.platform, here, *many, layout="forum")
    parent = await there.platform.send(here, first, KEY, None)
    for number, other in enumerate(others):
        assert other.reply
        await there.platform.send(here, other, f"{KEY}{number}", parent)
    (thread,) = there.discord.threads(forum)
    assert len(there.discord.messages(thread)) == 1 + len(others)


async def test_what_is_missing_is_named_as_discords_clients_name_it(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    assert await there.platform.check(here) == ()
    there.discord.deny(there.channel, Permission.SEND_MESSAGES, Permission.EMBED_LINKS)
    assert [problem.names["ko"] for problem in await there.platform.check(here)] == ["메시지 보내기", "링크 첨부"]
    there.discord.deny(there.channel, Permission.VIEW_CHANNEL)
    assert [problem.names["en"] for problem in await there.platform.check(here)] == ["View Channel"]


async def test_a_forums_rights_have_names_of_their_own(there: SimpleNamespace) -> None:
    forum = there.discord.add_channel(there.guild, "f", kind="forum")
    assert await there.platform.check(channel_of(forum), "forum") == ()
    there.discord.deny(forum, Permission.SEND_MESSAGES, Permission.SEND_MESSAGES_IN_THREADS)
    problems = await there.platform.check(channel_of(forum), "forum")
    assert [problem.names["en"] for problem in problems] == ["Create Posts", "Send Messages in Posts"]


async def test_what_posts_are_only_better_for_is_named_too(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    there.discord.deny(there.channel, Permission.READ_MESSAGE_HISTORY)
    assert [problem.names["en"] for problem in await there.platform.check(here)] == ["Read Message History"]


async def test_nobody_can_open_threads_in_a_voice_channel(there: SimpleNamespace) -> None:
    voice = there.discord.add_channel(there.guild, "talk", kind="voice")
    assert await there.platform.check(channel_of(voice)) == ()
    problems = await there.platform.check(channel_of(voice), "thread")
    assert [problem.names["en"] for problem in problems] == ["Create Public Threads", "Send Messages in Threads"]
    there.discord.deny(voice, Permission.CONNECT)  # without it, nobody reads there
    assert [problem.names["en"] for problem in await there.platform.check(channel_of(voice))] == ["Connect"]


async def test_threads_need_rights_of_their_own(there: SimpleNamespace) -> None:
    here = channel_of(there.channel)
    assert await there.platform.check(here, "thread") == ()
    there.discord.deny(there.channel, Permission.CREATE_PUBLIC_THREADS)
    assert await there.platform.check(here, "list") == ()
    assert [problem.names["en"] for problem in await there.platform.check(here, "thread")] == ["Create Public Threads"]


async def test_a_direct_message_tells_what_happened(there: SimpleNamespace) -> None:
    kim = there.discord.add_user("Kim")
    there.discord.join(there.guild, kim)
    place = await there.platform.direct(Reader("discord", "", str(kim.id)))
    (payload,) = there.platform.render(notice("ko", "구독이 멈췄어요."), place, one=True)
    await there.platform.send(place, payload, KEY, None)
    (told,) = there.discord.messages(there.discord.direct(kim))
    assert told["content"] == "구독이 멈췄어요."
    assert not told["flags"] & SILENT
    there.discord.close_messages(kim)
    with pytest.raises(Rejected):
        await there.platform.send(place, payload, f"{KEY}2", None)
    assert await there.platform.direct(Reader("discord", "", "1")) is None


@pytest.mark.parametrize("code", [10013, 50007, 50033, 50278])
async def test_who_takes_no_direct_messages_has_no_place_for_them(there: SimpleNamespace, code: int) -> None:
    there.discord.fail_next("POST", "/users/@me/channels", faults.refusing(code))
    assert await there.platform.direct(Reader("discord", "", str(there.discord.owner.id))) is None


async def test_direct_messages_that_are_opened_too_fast_wait(there: SimpleNamespace) -> None:
    there.discord.fail_next("POST", "/users/@me/channels", faults.refusing(40003))
    with pytest.raises(Unavailable) as raised:
        await there.platform.direct(Reader("discord", "", str(there.discord.owner.id)))
    assert raised.value.retry_after
