"""A subscription as it stands and its buttons: pausing, previewing, posting, ending, settling what is uncertain."""

import datetime as dt

import pytest

from bot.model import Filter
from tests.desk import HERE, OTHER, Desk, button, labels, rows, sentence, terms, titles


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


# --- what nobody but people can see ----------------------------------------------------------------------------------


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
