"""Slack from the first /paper subscribe to the post: the whole service and a local Slack, over Socket Mode and HTTP."""

import asyncio
import datetime as dt
import random
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

pytest.importorskip("slack_bolt")

from adapters.slack.manifest import manifest
from bot.commands import COMMANDS
from bot.importer import import_source
from bot.language import say
from bot.model import Reader
from tests.servers.slack.faults import RESET_AFTER, late
from tests.servers.slack.refused import Json
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.shown import notified, texts
from tests.servers.slack.state import Channel, User, Workspace
from tests.slack_parts import channel_of
from tests.slack_service import ADDRESS, install, place, process, service

KO_POST = "2025년 6월 2일 (월) · 논문 7편"
EN_POST = "Monday, June 2, 2025 · 7 papers"
HOSTILE = """https://arxiv.org/abs/2506.09999

*<!channel> *bold* _it_ `code` ~gone~ <@U1> <https://evil.example/x|arXiv> [click](https://evil.example/y)* (Mallory)

> An abstract with <!here>, <!subteam^S0123456789|@readers> and &lt;!everyone&gt;.

핑 <!channel> and <@U1>: *stars* _lines_ `ticks` ~waves~ :tada: https://evil.example/z <https://evil.example|safe>
> quoted <#C1|general>

#rl
"""


@pytest.fixture(params=["socket", "http"])
async def there(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SimpleNamespace]:
    asked = manifest(COMMANDS, say, mode=request.param, public_url=ADDRESS)
    async with LocalSlack(manifest=asked) as slack:
        team = slack.add_workspace("ML")
        kim = slack.add_user(team, "Kim", locale="ko-KR", tz="Asia/Seoul")
        sam = slack.add_user(team, "Sam", locale="en-GB", tz="Europe/London")
        yield SimpleNamespace(
            slack=slack,
            mode=request.param,
            team=team,
            kim=kim,
            sam=sam,
            papers=slack.add_channel(team, "papers", members=[kim, sam]),
            at=place(slack, request.param, team),
            folder=tmp_path / "data",
        )


async def ask(there: SimpleNamespace, line: str, user: User | None = None, channel: Channel | None = None) -> Json:
    use = await there.slack.command("/paper", line, user=user or there.kim, channel=channel or there.papers)
    assert use.acknowledged, use.failure
    return await use.message()


async def press(
    there: SimpleNamespace, message: Json, label: str, user: User | None = None, block: str | None = None
) -> Any:
    pressed = await there.slack.press(message, label, user=user or there.kim, block=block)
    assert pressed.acknowledged, pressed.failure
    return pressed


async def read(there: SimpleNamespace, app: Any, note: str) -> None:
    """As the service reads a source."""
    folder = there.folder.parent / "notes"
    folder.mkdir()
    (folder / "250601 Note.md").write_text(note)
    now = dt.datetime.now(dt.UTC)
    done = await import_source(app.store, folder, aliases=app.aliases, now=now, zone=ZoneInfo("Asia/Seoul"))
    assert done.added == 1
    await app.refresh()


async def test_papers_by_tag_are_answered_in_the_readers_language(there: SimpleNamespace) -> None:
    async with service(there.folder, there.at):
        assert "그래디언트의 거듭제곱" in texts(await ask(there, "tag:optimizer"))
        assert "power of gradients" in texts(await ask(there, "tag:optimizer", there.sam))
        assert "power of gradients" in texts(await ask(there, "#optimizer lang:en"))


async def test_subscribing_shows_the_first_post_and_its_button_works_after_a_restart(there: SimpleNamespace) -> None:
    async with service(there.folder, there.at):
        card = await ask(there, "subscribe 9시 lang:ko")
        assert "ProRL: Prolonged Reinforcement Learning" in texts(card)
        await press(there, card, "p1:postnow")
        (message,) = await there.slack.posts(there.papers, 1, within=30)
        assert KO_POST in texts(message)
    there.slack.clock.move(days=370)
    async with service(there.folder, there.at, ahead=370 * 24 * 3600):
        other = await (await press(there, message, "p1:translate", there.sam)).message()
        assert EN_POST in texts(other)
        first = next(block for block in message["blocks"] if "accessory" in block)
        pressed = await press(there, message, first["accessory"]["action_id"], there.sam, first["block_id"])
        assert "Reinforcement" in texts(await pressed.view())
    assert [KO_POST in texts(one) for one in there.slack.messages(there.papers)] == [True]


async def test_a_language_switched_to_korean_is_kept(there: SimpleNamespace) -> None:
    async with service(there.folder, there.at):
        assert "한국어" in texts(await ask(there, "language ko", there.sam))
    async with service(there.folder, there.at):
        assert "논문 7편" in texts(await ask(there, "digest", there.sam))


async def test_a_document_full_of_slacks_marks_notifies_nobody_and_forges_nothing(there: SimpleNamespace) -> None:
    async with service(there.folder, there.at) as app:
        await read(there, app, HOSTILE)
        card = await ask(there, "2506.09999")
        await press(there, card, "p1:share")
        (shared,) = await there.slack.posts(there.papers, 1)
    for said in (card, shared):
        assert notified(said) == set()
        assert not re.search("<[!@#]", texts(said))
        labels = re.findall(r"<https://evil\.example[^|>]*\|([^>]*)>", texts(said))
        assert [label for label in labels if "evil.example" not in label] == []  # a link says where it leads
    assert shared["text"]


async def test_the_post_of_the_first_slot_arrives_once_through_ten_kills_a_dropped_socket_and_a_reset(
    there: SimpleNamespace,
) -> None:
    async with service(there.folder, there.at) as app:
        await ask(there, "subscribe 09:00 Asia/Seoul lang:ko layout:thread")
        subscription = await app.store.subscriptions.get(channel_of(there.papers, there.team))
    ahead = subscription.next_slot.timestamp() - time.time() + 1
    there.slack.clock.move(seconds=ahead)
    there.slack.fail_next("chat.postMessage", RESET_AFTER)
    # Accepted long before it is answered: that is where a kill hurts most.
    there.slack.fail_next("chat.postMessage", late(0.5), times=100)
    dice = random.Random(4)
    for _ in range(10):
        async with process(there.folder, there.at, ahead=ahead):
            await asyncio.sleep(dice.uniform(0, 1.2))
            there.slack.sockets.drop()
        ahead += 90  # what a kill left in doubt is looked for after a while
        there.slack.clock.move(seconds=90)
    async with process(there.folder, there.at, ahead=ahead):
        (message,) = await there.slack.posts(there.papers, 1, within=60)
        await there.slack.until(lambda: len(there.slack.replies(there.papers, message)) >= 7, within=60)
    assert KO_POST in texts(message)
    assert len(there.slack.messages(there.papers)) == 1
    titles = [texts(one).split("\n")[0] for one in there.slack.replies(there.papers, message)]
    assert len(titles) == len(set(titles)) == 7


async def test_a_workspace_that_removes_the_app_is_forgotten_after_thirty_days(there: SimpleNamespace) -> None:
    reader, here = Reader("slack", there.team.id, there.sam.id), channel_of(there.papers, there.team)
    async with service(there.folder, there.at) as app:
        await ask(there, "subscribe lang:ko")
        await ask(there, "language ko", there.sam)
        there.slack.uninstall(there.team)
        await eventually(lambda: ended(app, here))
        assert (await app.store.readers.preference(reader)).language == "ko"
    async with service(there.folder, there.at, ahead=31 * 24 * 3600) as app:
        await eventually(lambda: forgotten(app, reader))
        (subscription,) = await app.store.subscriptions.all()
    assert (subscription.made_by.id, subscription.channel.name) == ("", "")
    assert there.papers.id not in subscription.channel.id


async def ended(app: Any, channel: Any) -> bool:
    return (await app.store.subscriptions.get(channel)).state == "ended"


async def forgotten(app: Any, reader: Reader) -> bool:
    return await app.store.readers.known(reader) is None


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(15):
        while not await holds():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_two_workspaces_install_the_app_and_read_in_two_languages(mode: Any, tmp_path: Path) -> None:
    async with LocalSlack(manifest=manifest(COMMANDS, say, mode=mode, public_url=ADDRESS, rotation=True)) as slack:
        at = place(slack, mode, None)
        async with service(tmp_path / "data", at):
            korean = await _installed(slack, at, "Seoul", "ko-KR")
            english = await _installed(slack, at, "London", "en-GB")
            await press(korean, await ask(korean, "subscribe lang:ko"), "p1:postnow", korean.kim)
            await press(english, await ask(english, "subscribe lang:en"), "p1:postnow", english.kim)
            (in_korean,) = await slack.posts(korean.papers, 1, within=30)
            (in_english,) = await slack.posts(english.papers, 1, within=30)
            assert "논문 7편" in texts(await ask(korean, "digest"))
            assert "7 papers" in texts(await ask(english, "digest"))
    assert (KO_POST in texts(in_korean), EN_POST in texts(in_english)) == (True, True)
    assert in_korean["team"] != in_english["team"]


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_workspace_that_installs_the_app_again_goes_on_as_it_was(mode: Any, tmp_path: Path) -> None:
    async with LocalSlack(manifest=manifest(COMMANDS, say, mode=mode, public_url=ADDRESS, rotation=True)) as slack:
        at = place(slack, mode, None)
        async with service(tmp_path / "data", at) as app:
            there = await _installed(slack, at, "Seoul", "ko-KR")
            await ask(there, "subscribe 09:00 Asia/Seoul lang:ko")
            await ask(there, "language en")
            slack.uninstall(there.team)
            await eventually(lambda: ended(app, channel_of(there.papers, there.team)))
            await install(slack, at, there.team, there.kim)
            subscription = await app.store.subscriptions.get(channel_of(there.papers, there.team))
        ahead = subscription.next_slot.timestamp() - time.time() + 31 * 24 * 3600 + 1
        slack.clock.move(seconds=ahead)
        async with service(tmp_path / "data", at, ahead=ahead):
            slack.invite_app(there.papers)
            (message,) = await slack.posts(there.papers, 1, within=30)
            assert "7 papers" in texts(await ask(there, "digest"))
    assert KO_POST in texts(message)


async def _installed(slack: LocalSlack, at: Any, name: str, locale: str) -> SimpleNamespace:
    team: Workspace = slack.add_workspace(name, installed=False)
    kim = slack.add_user(team, "Kim", admin=True, locale=locale)
    await install(slack, at, team, kim)
    return SimpleNamespace(slack=slack, team=team, kim=kim, papers=slack.add_channel(team, "papers", members=[kim]))
