"""What every platform keeps to, whichever it is. A new adapter adds itself to ADAPTERS and passes all of it."""

import datetime as dt
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import pytest

from adapters.console.platform import Console, Screen
from adapters.discord.dialect import Dialect as DiscordDialect
from adapters.slack.dialect import Dialect as SlackDialect
from adapters.web.chat.platform import Chat
from bot import messages
from bot.commands import COMMANDS
from bot.language import say
from bot.memory import StoredMemory
from bot.model import Channel, ChannelKind, Delivery, Layout, Paper, Part, Reader
from bot.platform import Ability, CannotLook, MessageId, Payload, Platform
from bot.present import posts
from tests.papers import paper, same
from tests.platforms import Clock, Scripted
from tests.stock import begun
from tests.views import digest_post, every_view

WEB = "https://papers.example.org"
NOON = dt.datetime(2025, 6, 2, 12, tzinfo=dt.UTC)
KINDS: tuple[ChannelKind, ...] = ("text", "announcement", "thread", "forum", "dm")
LAYOUTS: tuple[Layout, ...] = ("list", "thread", "forum")


@asynccontextmanager
async def scripted(folder: Path) -> AsyncIterator[Platform]:
    yield Scripted(folder / "log", Clock(NOON), remembers=dt.timedelta(minutes=2))


@asynccontextmanager
async def forgetful(folder: Path) -> AsyncIterator[Platform]:
    yield Scripted(folder / "log", Clock(NOON), looks=False)


@asynccontextmanager
async def console(folder: Path) -> AsyncIterator[Platform]:
    screen = Screen([].append, width=lambda: 80, colour=False)
    yield Console(screen, phrase=say, moment=lambda *moment: str(moment), language="en")


@asynccontextmanager
async def discord(folder: Path) -> AsyncIterator[Platform]:
    pytest.importorskip("discord")
    from tests.discord_parts import connected_to_one_channel

    async with connected_to_one_channel(DISCORD.id, DISCORD_READER.id) as platform:
        yield platform


@asynccontextmanager
async def slack(folder: Path) -> AsyncIterator[Platform]:
    pytest.importorskip("slack_bolt")
    from tests.slack_parts import connected_to_one_channel

    async with connected_to_one_channel() as platform:
        yield platform


@asynccontextmanager
async def web(folder: Path) -> AsyncIterator[Platform]:
    store = await begun(folder / "web.sqlite3")
    now_of, frame = Clock(NOON), None  # nobody looks at the page
    dialects = (DiscordDialect(COMMANDS), SlackDialect(COMMANDS))
    memory = StoredMemory(store, now_of)
    yield Chat(dialects, frame, memory=memory, now_of=now_of, listens=lambda: True)  # type: ignore[arg-type]
    await store.close()


# The local Slack counts its ids: its first workspace, person and channel are always these.
SLACK, SLACK_READER = Channel("slack", "T0000001EEF", "C000000B99A"), Reader("slack", "T0000001EEF", "U0000009AAB")
DISCORD, DISCORD_READER = Channel("discord", "", "1240000000000000077"), Reader("discord", "", "1240000000000000078")


@dataclass(frozen=True)
class Adapter:
    """`open` yields the platform, connected to whatever stands in for its servers; `place` is a channel there."""

    name: str
    open: Callable[[Path], AbstractAsyncContextManager[Platform]]
    place: Channel
    reader: Reader


ADAPTERS = (
    Adapter("scripted", scripted, Channel("scripted", "", "c"), Reader("scripted", "", "ada")),
    Adapter("forgetful", forgetful, Channel("scripted", "", "c"), Reader("scripted", "", "ada")),
    Adapter("discord", discord, DISCORD, DISCORD_READER),
    Adapter("slack", slack, SLACK, SLACK_READER),
    Adapter("web", web, Channel("web", "", "papers"), Reader("web", "", "ada")),
    Adapter("console", console, Channel("console", "", "terminal"), Reader("console", "", "ada")),
)


@pytest.fixture(params=ADAPTERS, ids=lambda adapter: adapter.name)
def adapter(request: pytest.FixtureRequest) -> Adapter:
    chosen = request.param
    assert isinstance(chosen, Adapter)
    return chosen


@pytest.fixture
async def platform(adapter: Adapter, tmp_path: Path) -> AsyncIterator[Platform]:
    async with adapter.open(tmp_path) as platform:
        yield platform


# --- what it says of itself ---------------------------------------------------------------------------------------


async def test_it_says_what_it_can(platform: Platform, adapter: Adapter) -> None:
    assert platform.name == adapter.place.platform
    assert platform.can <= set(get_args(Ability))
    assert platform.settles >= dt.timedelta(0)
    assert platform.remembers >= dt.timedelta(0)
    assert platform.limited == 0


# --- rendering ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hostile", [False, True], ids=["kind", "hostile"])
async def test_every_view_can_be_rendered_and_stored(platform: Platform, adapter: Adapter, hostile: bool) -> None:
    for name, view in every_view(hostile=hostile).items():
        for plain in (False, True):
            payloads = platform.render(view, adapter.place, plain=plain)
            assert payloads, name
            for payload in payloads:
                assert json.loads(json.dumps(payload.body)) == payload.body, name
            assert len(platform.render(view, adapter.place, one=True, plain=plain)) == 1, name


async def test_rendering_is_pure(platform: Platform, adapter: Adapter) -> None:
    elsewhere = replace(adapter.place, id="another")
    for name, view in every_view().items():
        assert platform.render(view, adapter.place) == platform.render(view, elsewhere), name


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [1, 7, 20])
@pytest.mark.parametrize("hostile", [False, True], ids=["kind", "hostile"])
async def test_a_post_shows_every_paper_once_and_in_order(
    platform: Platform, adapter: Adapter, layout: Layout, count: int, hostile: bool
) -> None:
    for kind in KINDS:
        place = replace(adapter.place, kind=kind)
        view = digest_post(count, layout, hostile=hostile)
        payloads = platform.render(view, place)
        listed: list[int] = []
        cards: list[int] = []
        for payload in payloads:
            (cards if payload.papers and set(payload.papers) <= set(listed) else listed).extend(payload.papers)
        assert listed == list(range(1, count + 1))
        assert cards in ([], listed)
        assert not payloads[0].reply


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [1, 7, 20])
async def test_a_message_rendered_again_is_the_same_message(
    platform: Platform, adapter: Adapter, layout: Layout, count: int
) -> None:
    """Otherwise every import would edit messages in which nothing changed."""
    for kind in KINDS:
        place = replace(adapter.place, kind=kind)
        shown = {one.id: one for one in (paper(n) for n in range(1, count + 1))}
        delivery, parts = planned(platform, place, list(shown.values()), layout)
        for part in parts:
            again = messages.render_again(platform, delivery, parts, part, shown, fold=same, plain=False, web=WEB)
            assert again is not None
            assert (again.hash, again.papers, again.reply) == (part.payload, part.papers, part.reply)


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_post_links_to_the_page_of_its_newest_day(platform: Platform, adapter: Adapter, layout: Layout) -> None:
    if isinstance(platform, Scripted):
        pytest.skip("this platform shows no buttons")
    shown = [paper(1, digest=dt.date(2025, 5, 30)), paper(2), paper(3)]
    for kind in KINDS:
        place = replace(adapter.place, kind=kind)
        view = posts.digest_post(shown, languages=("ko",), layout=layout, fold=same, web=WEB)
        first, *_ = platform.render(view, place)
        said = json.dumps(first.body)
        assert f"{WEB}/d/2025-06-02" in said
        assert f"{WEB}/d/2025-05-30" not in said


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_corrected_paper_changes_exactly_the_messages_that_show_it(
    platform: Platform, adapter: Adapter, layout: Layout
) -> None:
    shown = {one.id: one for one in (paper(n) for n in range(1, 21))}
    delivery, parts = planned(platform, adapter.place, list(shown.values()), layout)
    corrected = {**shown, shown[7].id: replace(shown[7], title="A better title")}  # type: ignore[index]
    for part in parts:
        again = messages.render_again(platform, delivery, parts, part, corrected, fold=same, plain=False, web=WEB)
        assert again is not None
        assert (again.hash != part.payload) == (7 in part.papers)


def planned(platform: Platform, place: Channel, shown: list[Paper], layout: Layout) -> tuple[Delivery, list[Part]]:
    """A delivery as the planner makes it."""
    drafts = messages.drafts(
        platform, place, shown, languages=("en",), layout=layout, role="", remaining=2, fold=same, web=WEB
    )
    delivery = Delivery(
        id=1,
        subscription=1,
        channel=place,
        slot=NOON,
        local_date=NOON.date(),
        languages=("en",),
        layout=layout,
        role="",
        remaining=2,
        state="open",
        deadline=NOON + dt.timedelta(days=1),
    )
    parts = [
        Part(
            id=n,
            delivery=1,
            ordinal=n,
            papers=draft.papers,
            first_number=draft.first_number,
            reply=draft.reply,
            state="pending",
            key=f"key-{n}",
            payload=draft.hash,
        )
        for n, draft in enumerate(drafts, 1)
    ]
    assert sorted(paper for draft in drafts for paper in draft.owns) == [one.id for one in shown]
    return delivery, parts


# --- sending ------------------------------------------------------------------------------------------------------


def a_post(platform: Platform, place: Channel) -> Payload:
    return platform.render(digest_post(3, "list"), place)[0]


async def test_what_was_sent_can_be_found_or_it_says_that_it_cannot_look(platform: Platform, adapter: Adapter) -> None:
    message = await platform.send(adapter.place, a_post(platform, adapter.place), "key-1", None)
    assert isinstance(message, MessageId)
    assert message.message
    try:
        found = await platform.find(adapter.place, "key-1", NOON - dt.timedelta(minutes=1), None)
        other = await platform.find(adapter.place, "key-2", NOON - dt.timedelta(minutes=1), None)
    except CannotLook:
        return
    assert found is not None
    assert (found.channel, found.message) == (message.channel, message.message)
    assert other is None


async def test_a_key_sent_again_while_it_is_remembered_arrives_once(platform: Platform, adapter: Adapter) -> None:
    if not platform.remembers:
        pytest.skip("this platform remembers no keys")
    payload = a_post(platform, adapter.place)
    first = await platform.send(adapter.place, payload, "key-1", None)
    second = await platform.send(adapter.place, payload, "key-1", None)
    other = await platform.send(adapter.place, payload, "key-2", None)
    assert first.message == second.message != other.message


async def test_the_second_step_and_an_edit_may_be_repeated(platform: Platform, adapter: Adapter) -> None:
    payload = a_post(platform, adapter.place)
    message = await platform.send(adapter.place, payload, "key-1", None)
    for _ in range(2):
        await platform.finish(message, payload)
        await platform.edit(message, payload)


async def test_a_reply_names_the_message_it_replies_to(platform: Platform, adapter: Adapter) -> None:
    payloads = platform.render(digest_post(2, "thread"), adapter.place)
    head = await platform.send(adapter.place, payloads[0], "key-1", None)
    for n, payload in enumerate(payloads[1:], 2):
        reply = await platform.send(adapter.place, payload, f"key-{n}", head if payload.reply else None)
        assert reply.message != head.message


async def test_it_can_say_what_is_missing_and_whom_it_reaches(platform: Platform, adapter: Adapter) -> None:
    assert isinstance(await platform.check(adapter.place), tuple)
    place = await platform.direct(adapter.reader)
    assert place is None or place.platform == platform.name
