"""/subscribe: what is chosen where nothing is named, what changes, which channel it is."""

import dataclasses
import datetime as dt

from bot.model import Channel, Filter
from bot.view import Notice, SubscriptionCard
from tests.desk import ADA, DIRECT, HERE, OTHER, Desk, button, labels, rows, sentence, terms

FORUM = Channel("test", "T", "forum", "forum", "forum")


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


async def test_after_a_widened_filter_nothing_says_that_papers_were_posted_which_never_were(desk: Desk):
    await desk.press(await desk.ask("subscribe", {"tags": "korean-only"}), "Post now")
    widened = await desk.ask("subscribe", {"tags": "all"})
    assert "Earlier papers that match are not posted; those that come from now on are." in widened.view.notes
    same = await desk.ask("subscribe", {"tags": "korean-only"}, locale="ko")
    assert same.view.notes[0].startswith("지금까지 나온 것은 이미 모두 올라왔어요.")


async def test_subscribing_a_paused_channel_says_that_it_is_resumed(desk: Desk):
    await desk.ask("subscribe")
    await desk.ask("pause")
    reply = await desk.ask("subscribe")
    assert (reply.view.heading, reply.view.notes[0]) == (
        "Subscription changed",
        "Resumed: papers that come from now on are posted.",
    )
    assert [(row.was, row.value) for row in reply.view.rows if row.label == "State"] == [("paused", "active")]


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
