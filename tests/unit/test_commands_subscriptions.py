"""/subscribe, /subscription, /unsubscribe and their buttons: who may, what changes, what is previewed and posted."""

import dataclasses
import datetime as dt

import pytest

from bot.model import Channel, Filter
from bot.platform import Problem
from bot.view import Notice, SubscriptionCard
from tests.desk import ADA, DIRECT, HERE, OTHER, Desk, button, labels, rows, sentence, titles

FORUM = Channel("test", "T", "forum", "forum", "forum")


async def terms(desk: Desk, channel: Channel = HERE):
    return (await desk.core.store.subscriptions.get(channel)).terms


# --- subscribing -------------------------------------------------------------------------------------------------


async def test_nothing_is_required(desk: Desk):
    reply = await desk.type("subscribe")
    chosen = await terms(desk)
    assert (chosen.time, chosen.zone, chosen.languages, chosen.layout) == (dt.time(9), "UTC", ("en",), "list")
    assert (len(chosen.days), chosen.filter) == (7, Filter())
    assert isinstance(reply.view, SubscriptionCard)
    assert reply.view.heading == "Subscribed"
    assert rows(reply)["Channel"] == "#general"
    assert rows(reply)["Time"] == "every day 09:00 UTC"
    assert rows(reply)["Next post"] == dt.datetime(2025, 6, 6, 9, tzinfo=dt.UTC)
    assert desk.woken == 1


async def test_everything_can_be_named_in_a_line(desk: Desk):
    await desk.type("subscribe 08:30 Asia/Seoul weekdays lang:ko tag:rl exclude:optimizer layout:thread role:42")
    chosen = await terms(desk)
    assert (chosen.time, chosen.zone, chosen.days) == (dt.time(8, 30), "Asia/Seoul", frozenset(range(5)))
    assert (chosen.languages, chosen.layout, chosen.role) == (("ko",), "thread", "42")
    assert chosen.filter == Filter(wanted=("rl",), excluded=("optimizer",))


async def test_the_same_in_korean(desk: Desk):
    reply = await desk.type("구독 오전 8시 30분 서울 평일 언어:ko 태그:강화학습", locale="ko")
    assert reply.view.heading == "구독을 시작했어요"
    assert rows(reply)["시각"] == "평일 08:30 Asia/Seoul"
    assert rows(reply)["태그"] == "#rl"
    assert rows(reply)["언어"] == "한국어"


async def test_the_answer_previews_the_first_post_and_offers_to_post_it_now(desk: Desk):
    reply = await desk.ask("subscribe", {"tags": "rl, optimizer"})
    assert rows(reply)["Matching, last 30 days"] == "14 papers"
    preview = reply.view.preview
    assert preview.heading == "The next post"
    assert [line.number for line in preview.lines] == [1, 2, 3, 4, 5]
    assert preview.hints == ("and 7 more papers",)
    assert button(reply, "Post now").state == "primary"
    assert labels(reply)[:3] == ["Post now", "Preview", "Pause"]


async def test_on_a_subscribed_channel_only_what_is_named_changes(desk: Desk):
    await desk.ask("subscribe", {"time": "08:00", "timezone": "Seoul", "tags": "rl"})
    reply = await desk.ask("subscribe", {"days": "weekdays", "tags": "all"})
    assert reply.view.heading == "Subscription changed"
    assert {row.label: row.was for row in reply.view.rows if row.was} == {
        "Time": "every day 08:00 Asia/Seoul",
        "Tags": "#rl",
    }
    assert rows(reply)["Tags"] == "all"
    assert (await terms(desk)).time == dt.time(8)


async def test_naming_nothing_new_says_so(desk: Desk):
    await desk.ask("subscribe")
    assert (await desk.ask("subscribe")).view.heading == "Already subscribed like this"


async def test_a_widened_filter_does_not_owe_what_was_left_out_before(desk: Desk):
    await desk.ask("subscribe", {"tags": "rl"})
    before = await desk.core.store.subscriptions.get(HERE)
    desk.now += dt.timedelta(days=2)
    await desk.ask("subscribe", {"tags": "all"})
    after = await desk.core.store.subscriptions.get(HERE)
    assert after.since >= before.since


async def test_another_channel_can_be_named_and_its_buttons_carry_it(desk: Desk):
    reply = await desk.ask("subscribe", target=OTHER)
    assert rows(reply)["Channel"] == "#papers"
    assert button(reply, "Pause").args == {"channel": "papers"}
    assert await desk.core.store.subscriptions.get(HERE) is None


async def test_the_callers_zone_then_a_korean_client_then_the_services(desk: Desk):
    for who, zone in (
        ({"zone": "Europe/Paris", "locale": "ko"}, "Europe/Paris"),
        ({"locale": "ko"}, "Asia/Seoul"),
        ({"zone": "Mars/Olympus"}, "UTC"),
    ):
        place = dataclasses.replace(HERE, id=zone)
        await desk.ask("subscribe", here=place, **who)
        assert (await terms(desk, place)).zone == zone


async def test_both_puts_the_instances_language_first(desk: Desk):
    desk.instance(language="ko")
    await desk.ask("subscribe", {"language": "둘 다"})
    assert (await terms(desk)).languages == ("ko", "en")


async def test_in_a_direct_message_everybody_subscribes_for_himself_or_herself(desk: Desk):
    reply = await desk.ask("subscribe", {"timezone": "서울"}, here=DIRECT, may_manage=False, locale="ko")
    assert rows(reply)["채널"] == "다이렉트 메시지"
    assert (await terms(desk, DIRECT)).languages == ("ko",)
    assert (await desk.core.store.readers.preference(desk.who.reader)).zone == "Asia/Seoul"


async def test_from_a_direct_message_another_channel_still_needs_the_right(desk: Desk):
    reply = await desk.ask("subscribe", here=DIRECT, target=OTHER, may_manage=False)
    assert "Only those who manage the channel" in sentence(reply)


async def test_a_forum_gets_its_own_layout(desk: Desk):
    await desk.ask("subscribe", here=FORUM)
    assert (await terms(desk, FORUM)).layout == "forum"


# --- refusals ----------------------------------------------------------------------------------------------------


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


# --- as it stands ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["subscription", "unsubscribe", "pause", "preview", "postnow", "resume"])
async def test_a_channel_without_subscription_says_how_to_subscribe(desk: Desk, verb):
    assert sentence(await desk.ask(verb)).startswith("This channel is not subscribed. To subscribe: /paper subscribe")


async def test_the_card_shows_what_holds(desk: Desk):
    await desk.ask("subscribe", {"language": "ko"})
    reply = await desk.type("구독설정", locale="ko")
    assert reply.view.heading == "구독"
    assert rows(reply)["상태"] == "구독 중"
    assert labels(reply) == ["지금 올리기", "미리 보기", "멈추기", "구독 취소"]


async def test_pause_and_resume_in_place(desk: Desk):
    await desk.ask("subscribe")
    paused = await desk.press(await desk.ask("subscription"), "Pause")
    assert paused.answer == "replace"
    assert rows(paused)["State"] == "paused"
    assert labels(paused) == ["Resume", "Resume and catch up", "Unsubscribe"]
    desk.now += dt.timedelta(days=180)
    resumed = await desk.press(paused, "Resume")
    assert rows(resumed)["State"] == "active"
    after = await desk.core.store.subscriptions.get(HERE)
    assert (after.since, after.next_slot > desk.now) == (desk.now, True)
    assert desk.woken == 2


async def test_catching_up_goes_back_a_week_at_most(desk: Desk):
    await desk.ask("subscribe")
    paused = await desk.press(await desk.ask("subscription"), "Pause")
    desk.now += dt.timedelta(days=180)
    reply = await desk.press(paused, "Resume and catch up")
    assert "what was missed in the last 7 days" in reply.view.notes[0]
    assert (await desk.core.store.subscriptions.get(HERE)).since == desk.now - dt.timedelta(days=7)


async def test_subscribing_a_paused_channel_makes_it_active_without_a_flood(desk: Desk):
    await desk.ask("subscribe")
    await desk.press(await desk.ask("subscription"), "Pause")
    desk.now += dt.timedelta(days=3)
    await desk.ask("subscribe", {"time": "10:00"})
    after = await desk.core.store.subscriptions.get(HERE)
    assert (after.state, after.since) == ("active", desk.now)


async def test_the_preview_reads_as_the_post_will_in_the_channels_language(desk: Desk):
    await desk.ask("subscribe", {"language": "ko", "tags": "rl"})
    reply = await desk.press(await desk.ask("subscription"), "Preview")
    assert reply.answer == "private"
    assert reply.view.heading == "The next post"
    assert titles(reply)[0].startswith("ProRL")
    assert reply.view.lines[0].byline == "Mingjie Liu 외 7명"


async def test_post_now_plans_it_once_and_says_so(desk: Desk):
    subscribed = await desk.ask("subscribe")
    posted = await desk.press(subscribed, "Post now")
    assert sentence(posted) == "It is being posted: #general"
    assert desk.woken == 2
    again = await desk.press(subscribed, "Post now")
    assert "has been posted here already" in sentence(again)
    card = await desk.ask("subscription")
    assert "2 papers · being sent" in rows(card).values()


async def test_where_all_was_posted_already_subscribing_says_so(desk: Desk):
    await desk.press(await desk.ask("subscribe"), "Post now")
    async with desk.core.store.write() as tx:
        await tx.run("UPDATE parts SET state = 'sent', finished = 1")
        await tx.run("UPDATE deliveries SET state = 'done'")
    await desk.ask("unsubscribe")
    reply = await desk.ask("subscribe")
    assert reply.view.heading == "Subscribed"
    assert reply.view.notes[0].startswith("Everything there is has been posted here already")
    assert reply.view.preview is None
    assert "2 papers · posted" in rows(await desk.ask("subscription")).values()


async def test_a_paused_subscription_posts_nothing_by_hand(desk: Desk):
    await desk.ask("subscribe")
    await desk.ask("pause")
    assert "resume it first" in sentence(await desk.ask("postnow"))


async def test_unsubscribing_ends_it_and_can_be_taken_back(desk: Desk):
    await desk.ask("subscribe", {"tags": "rl"})
    reply = await desk.type("unsubscribe")
    assert sentence(reply) == "Unsubscribed: #general"
    assert (await desk.core.store.subscriptions.get(HERE)).state == "ended"
    assert "not subscribed" in sentence(await desk.type("구독취소"))
    back = await desk.press(reply, "Subscribe again")
    assert rows(back)["State"] == "active"
    assert (await terms(desk)).filter.wanted == ("rl",)


async def test_a_new_subscription_after_an_end_starts_afresh(desk: Desk):
    await desk.ask("subscribe", {"tags": "rl", "time": "22:00"})
    await desk.ask("unsubscribe")
    reply = await desk.ask("subscribe")
    assert reply.view.heading == "Subscribed"
    assert (await terms(desk)).filter == Filter()


# --- what nobody but people can see -------------------------------------------------------------------------------


async def uncertain(desk: Desk) -> None:
    await desk.press(await desk.ask("subscribe"), "Post now")
    async with desk.core.store.write() as tx:
        await tx.run("UPDATE parts SET state = 'uncertain', stuck = 1, attempt = 1")


async def test_an_uncertain_message_is_shown_with_both_buttons(desk: Desk):
    await uncertain(desk)
    reply = await desk.ask("subscription", locale="ko")
    assert labels(reply)[:2] == ["도착했어요", "다시 보내기"]
    assert "도착했는지 알 수 없는 메시지가 있어요. 채널을 확인하고 맞는 버튼을 눌러 주세요." in reply.view.notes


async def test_it_arrived_settles_it(desk: Desk):
    await uncertain(desk)
    shown = await desk.ask("subscription")
    reply = await desk.press(shown, "It arrived")
    assert (reply.answer, reply.view.notes[0]) == ("replace", "Recorded as arrived.")
    assert "It arrived" not in labels(reply)
    assert "settled already" in sentence(await desk.press(shown, "It arrived"))


async def test_send_again_wakes_the_sender(desk: Desk):
    await uncertain(desk)
    woken = desk.woken
    reply = await desk.press(await desk.ask("subscription"), "Send again")
    assert reply.view.notes[0] == "It is being sent again."
    assert desk.woken == woken + 1


async def test_a_part_of_another_channel_cannot_be_settled_here(desk: Desk):
    await uncertain(desk)
    part = button(await desk.ask("subscription"), "It arrived").args["part"]
    await desk.ask("subscribe", here=OTHER)
    for forged in (part, "", "x", "-1", "9" * 40):
        assert "settled already" in sentence(await desk.ask("arrived", {"part": forged}, here=OTHER))
        assert "settled already" in sentence(await desk.ask("again", {"part": forged}, here=OTHER))


# --- channels that are named --------------------------------------------------------------------------------------


async def test_a_channel_that_the_platform_did_not_find_is_never_taken_for_this_one(desk: Desk):
    reply = await desk.type("subscribe channel:#papers 09:00")
    assert "“papers” is no channel that can be found from here" in sentence(reply)
    assert await desk.core.store.subscriptions.get(HERE) is None
    await desk.type("subscribe channel:#general 09:00")
    assert (await desk.core.store.subscriptions.get(HERE)).state == "active"


async def test_ones_own_direct_messages_can_be_managed_from_anywhere_but_nobody_elses(desk: Desk):
    await desk.ask("subscribe", here=DIRECT, may_manage=False)
    paused = await desk.ask("pause", {"channel": DIRECT.id}, may_manage=False)
    assert rows(paused)["State"] == "paused"
    assert button(paused, "Resume").args == {"channel": DIRECT.id}
    for who in ({"reader": ADA}, {"reader": ADA, "target": DIRECT, "may_manage": True}):
        refused = await desk.ask("resume", {"channel": DIRECT.id}, **who)
        assert isinstance(refused.view, Notice)
    assert (await desk.core.store.subscriptions.get(DIRECT)).state == "paused"
