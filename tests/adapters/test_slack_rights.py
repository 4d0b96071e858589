"""Who may subscribe which channel in Slack, and what the app itself may do there."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("slack_bolt")

from tests.servers.slack import faults
from tests.servers.slack.shown import texts
from tests.slack_parts import channel_of, post, workplace


@pytest.fixture
async def open_there() -> AsyncIterator[Any]:
    """Opens a workplace as a test wants it."""
    async with AsyncExitStack() as stack:

        async def opened(core: Any = None, **changed: Any) -> SimpleNamespace:
            return await stack.enter_async_context(workplace(core, **changed))

        yield opened


async def test_a_channel_that_is_pasted_is_the_one_that_is_subscribed(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    other = there.slack.add_channel(there.team, "reading", members=[there.kim])
    use = await there.slack.command(
        "/paper", "subscribe 09:00 lang:ko channel:#reading", user=there.kim, channel=there.channel
    )
    assert "#reading" in texts(await use.message())
    (call,) = there.host.calls
    assert (call.target.id, call.may_manage) == (other.id, True)
    stored = await desk.core.store.subscriptions.get(channel_of(other, there.team))
    assert stored.terms.languages == ("ko",)


async def test_a_private_channel_is_nobodys_who_is_not_in_it_by_its_id_or_by_a_button(
    open_there: Any, desk: Any
) -> None:
    there = await open_there(desk.core)
    secret = there.slack.add_channel(there.team, "secret", private=True, members=[there.ada])
    for typed in (f"channel:<#{secret.id}|x>", f"channel:{secret.id}"):
        use = await there.slack.command("/paper", f"subscribe {typed}", user=there.kim, channel=there.channel)
        assert "#secret" not in texts(await use.message())
    mine = await there.slack.command("/paper", "subscribe channel:#secret", user=there.ada, channel=there.channel)
    card = await mine.message()
    there.slack.leave(secret, there.ada)
    pressed = await there.slack.press(card, "Pause", user=there.ada)
    assert "secret" not in texts(await pressed.message())
    (subscription,) = await desk.core.store.subscriptions.all()
    assert (subscription.state, subscription.made_by.id) == ("active", there.ada.id)


async def test_in_a_private_channel_without_the_app_the_answer_says_invite(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    secret = there.slack.add_channel(there.team, "secret", private=True, members=[there.kim], with_app=False)
    use = await there.slack.command("/paper", "subscribe 09:00", user=there.kim, channel=secret)
    assert "/invite" in texts(await use.message())


async def test_anybody_subscribes_for_himself_in_direct_messages(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core, managers="admins")
    direct = there.slack.direct(there.kim)
    use = await there.slack.command("/paper", "구독 9시", user=there.kim, channel=direct)
    assert "09:00" in texts(await use.message())
    assert await desk.core.store.subscriptions.get(channel_of(direct, there.team))


@pytest.mark.parametrize(
    ("policy", "who", "may"),
    [("members", "kim", True), ("members", "guest", False), ("members", "stranger", False),
     ("creators", "kim", False), ("creators", "maker", True), ("creators", "ada", True),
     ("admins", "maker", False), ("admins", "ada", True)],
)  # fmt: skip
async def test_who_may_subscribe_a_channel(open_there: Any, policy: str, who: str, may: bool) -> None:
    there = await open_there(managers=policy)
    slack = there.slack
    elsewhere = slack.add_workspace("Elsewhere", installed=False)
    people = {
        "kim": there.kim,
        "ada": there.ada,
        "maker": slack.add_user(there.team, "Maker"),
        "guest": slack.add_user(there.team, "Guest", guest=True),
        "stranger": slack.add_user(elsewhere, "Stranger"),
    }
    shared = slack.add_channel(
        there.team, "shared", creator=people["maker"], members=list(people.values()), shared_with=[elsewhere]
    )
    await there.platform.send(channel_of(shared, there.team), post(there.platform, there.here)[0], "k", None)
    (posted,) = slack.messages(shared)
    await (await slack.press(posted, "English", user=people[who])).message()
    (call,) = there.host.calls
    assert call.may_manage is may


async def test_without_the_right_to_ask_who_somebody_is_nobody_manages_a_channel(open_there: Any) -> None:
    there = await open_there(without={"users:read"})
    await (await there.slack.command("/paper", "subscribe", user=there.ada, channel=there.channel)).message()
    (call,) = there.host.calls
    assert (call.may_manage, call.locale) == (False, "")


async def test_who_somebody_is_is_asked_once_a_day(open_there: Any) -> None:
    there = await open_there()
    for _ in range(3):
        await (await there.slack.command("/paper", "x", user=there.kim, channel=there.channel)).message()
    assert len(there.slack.requests("users.info")) == 1


async def test_in_direct_messages_with_somebody_else_one_subscribes_the_apps_own(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    between = there.slack.between(there.kim, there.ada)
    await (await there.slack.command("/paper", "subscribe", user=there.kim, channel=between)).message()
    assert await desk.core.store.subscriptions.get(channel_of(between, there.team)) is None
    assert await desk.core.store.subscriptions.get(channel_of(there.slack.direct(there.kim), there.team))


async def test_who_somebody_is_is_asked_again_when_slack_was_away(open_there: Any) -> None:
    there = await open_there()
    there.slack.fail_next("users.info", faults.answering(503))
    for zone in ("", "Asia/Seoul"):
        await (await there.slack.command("/paper", "x", user=there.kim, channel=there.channel)).message()
        assert there.host.calls[-1].zone == zone


async def test_a_private_channel_is_called_by_its_name(open_there: Any, desk: Any) -> None:
    there = await open_there(desk.core)
    secret = there.slack.add_channel(there.team, "secret", private=True, members=[there.kim])
    use = await there.slack.command("/paper", "subscribe", user=there.kim, channel=secret)
    assert "#secret" in texts(await use.message())
