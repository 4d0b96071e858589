"""/subscribe: who may, what the bot itself must be allowed, and what cannot be read."""

import datetime as dt

import pytest

from bot.platform import Problem
from bot.view import Notice, SubscriptionCard
from tests.desk import DIRECT, HERE, Desk, labels, sentence, terms


@pytest.mark.parametrize(
    "verb", ["subscribe", "anyway", "unsubscribe", "subscription", "pause", "resume", "catchup", "preview", "postnow"]
)
async def test_only_who_manages_the_channel_may(desk: Desk, verb):
    await desk.ask("subscribe")
    reply = await desk.ask(verb, may_manage=False)
    assert isinstance(reply.view, Notice)
    assert "Only those who manage the channel" in sentence(reply)
    assert (await desk.core.store.subscriptions.get(HERE)).state == "active"


async def test_missing_rights_of_the_bot_are_named_before_anything_else(desk: Desk):
    desk.board.lacking = (
        Problem({"ko": "메시지 보내기", "en": "Send Messages"}),
        Problem({"ko": "링크 첨부", "en": "Embed Links"}),
    )
    english = sentence(await desk.ask("subscribe", {"time": "25:00"}))
    assert english.startswith("I cannot post in #general yet. Please allow me: Send Messages, Embed Links")
    korean = sentence(await desk.ask("subscribe", locale="ko"))
    assert korean.endswith("다음 권한을 주세요: 메시지 보내기, 링크 첨부")
    assert "View Channel" in sentence(await desk.ask("subscribe", missing=("View Channel",)))
    assert await desk.core.store.subscriptions.get(HERE) is None


async def test_the_rights_that_are_asked_for_are_those_of_the_layout(desk: Desk):
    for args in ({}, {"layout": "thread"}, {"time": "8:00"}, {"layout": "목록"}):
        await desk.ask("subscribe", args)
    await desk.ask("postnow")
    assert desk.board.checked == ["list", "thread", "thread", "list", "list"]


@pytest.mark.parametrize(
    ("args", "english", "korean"),
    [
        ({"time": "25:00"}, "“25:00” is no time of day; write 09:00", "시각이 아니에요: “25:00”"),
        ({"timezone": "Mars"}, "time zone; ", "없는 시간대예요: “Mars”"),
        ({"timezone": "Asia/Seul"}, "the nearest: Asia/Seoul", "비슷한 시간대: Asia/Seoul"),
        ({"days": "someday"}, "“someday” are no days of the week", "요일이 아니에요: “someday”"),
        ({"language": "klingon"}, "write ko, en, ko+en or en+ko", "쓰지 않는 언어예요: “klingon”"),
        ({"layout": "spiral"}, "“spiral” is no layout; write list", "없는 형식이에요: “spiral”"),
        ({"layout": "forum"}, "does not fit this channel; here this does: list · thread", "맞지 않는 형식"),
        ({"tags": "rl", "exclude": "rl"}, "#rl cannot be wanted and excluded", "#rl"),
        ({"tags": "x" * 200}, "100 characters", "100자"),
        ({"tags": "x" * 10_000}, "100 characters", "100자"),
        (
            {"tags": "optimzer"},
            "No paper has the tag #optimzer yet; the nearest: #optimizer",
            "비슷한 태그: #optimizer",
        ),
    ],
)
async def test_bad_input_gets_one_sentence_and_changes_nothing(desk: Desk, args, english, korean):
    for locale, words in (("en", english), ("ko", korean)):
        assert words in sentence(await desk.ask("subscribe", args, locale=locale))
    assert await desk.core.store.subscriptions.get(HERE) is None


async def test_a_role_where_the_platform_can_ping_none(desk: Desk):
    desk.board.can = frozenset({"private"})
    assert "No role can be pinged here" in sentence(await desk.ask("subscribe", {"role": "1"}))
    assert isinstance((await desk.ask("subscribe", {"role": "none"})).view, SubscriptionCard)


async def test_a_role_that_somebody_typed_instead_of_choosing_it(desk: Desk):
    assert "“@nobody” is no role" in sentence(await desk.ask("subscribe", {"role": "@nobody"}))


async def test_a_role_in_a_direct_message(desk: Desk):
    assert "A role can only be pinged in a channel" in sentence(await desk.ask("subscribe", {"role": "1"}, here=DIRECT))


async def test_the_nearest_zone_can_be_taken_at_once(desk: Desk):
    reply = await desk.ask("subscribe", {"timezone": "Asia/Seul", "time": "7:15"})
    await desk.press(reply, "Asia/Seoul")
    assert ((await terms(desk)).zone, (await terms(desk)).time) == ("Asia/Seoul", dt.time(7, 15))


@pytest.mark.parametrize(("locale", "label"), [("en", "Subscribe anyway"), ("ko", "그래도 구독")])
async def test_a_tag_that_may_come_later_can_be_subscribed_anyway(desk: Desk, locale, label):
    reply = await desk.ask("subscribe", {"tags": "quantum-llm", "time": "10:00"}, locale=locale)
    await desk.press(reply, label, locale=locale)
    assert (await terms(desk)).filter.wanted == ("quantum-llm",)
    assert (await terms(desk)).time == dt.time(10)


async def test_where_that_does_not_fit_a_button_it_says_how(desk: Desk):
    tags = ", ".join(f"a-tag-that-comes-later-{n}" for n in range(5))
    reply = await desk.ask("subscribe", {"tags": tags})
    assert labels(reply) == []
    assert "subscribe without tags first" in sentence(reply)


async def test_what_nothing_matches_yet_is_said(desk: Desk):
    reply = await desk.ask("anyway", {"tags": "quantum-llm"})
    assert "No paper matches yet; the first ones that do will be posted." in reply.view.notes
    assert reply.view.preview is None
    assert "Post now" not in labels(reply)
