"""A desk for tests of commands: an archive, a platform that keeps what it is given, and somebody who calls."""

import dataclasses
import datetime as dt
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands import BY_VERB, Core, dispatch
from bot.importer import import_source
from bot.model import Channel, ChannelKind, Layout, Reader, Terms
from bot.platform import Call, Payload, Problem, Reply
from bot.present import buttons
from bot.store import Store
from bot.tags import Aliases, TagIndex
from bot.view import Action, View
from tests.papers import said

SEED = Path(__file__).parents[1] / "seeds" / "2025-06-02.txt"
NOW = dt.datetime(2025, 6, 6, 3, tzinfo=dt.UTC)  # noon of a Friday in Seoul
SEOUL = ZoneInfo("Asia/Seoul")
MINJI, ADA = Reader("test", "", "minji"), Reader("test", "", "ada")
HERE = Channel("test", "T", "general", "text", "general")
OTHER = Channel("test", "T", "papers", "text", "papers")
DIRECT = Channel("test", "T", "dm-minji", "dm")

_STUDIES = "2025-06-03\n" + "\n".join(
    f"Optimizer Study {n}: How Steps Add Up\n(Ada Lovelace, Alan Turing)\nWe study how the steps of number {n} add up "
    f"in detail. Nothing else.\n{n}번째 학습 최적화 연구예요.\nStudy number {n} of optimization.\n#optimizer #muon"
    for n in range(1, 13)
)
_GAPS = """2025-06-05
Only in Korean
(Kim Minji)
The abstract begins with this very sentence. It goes on.
한국어로만 쓴 코멘트예요.
#korean-only
No Commentary at All
(Kim Minji)
The abstract begins with that very sentence. It goes on.

#none-at-all
"""
_GRADPOWER = """https://arxiv.org/abs/2505.24275

*GradPower: Powering Gradients for Faster Language Model Pre-Training* (Mingze Wang, Jinbo Wang)

그래디언트의 거듭제곱.

#optimizer
"""
_ENGLISH = """https://arxiv.org/abs/2501.00001

*Written in English Alone* (Ada Lovelace, Alan Turing)

> An abstract of one sentence that is long enough.

A comment that stands in English alone.

#quantization
"""


async def furnish(folder: Path) -> Path:
    """The archive: 7 papers of the seed, 12 studies a day later, two papers with gaps, two notes."""
    documents = folder / "documents"
    documents.mkdir()
    shutil.copy(SEED, documents)
    texts = {
        "2025-06-03.txt": _STUDIES,
        "2025-06-05.txt": _GAPS,
        "250530 GradPower.md": _GRADPOWER,
        "250110 Written in English Alone.md": _ENGLISH,
    }
    for name, text in texts.items():
        (documents / name).write_text(text, "utf-8")
    store = await Store.open(folder / "archive.sqlite3")
    try:
        summary = await import_source(store, documents, aliases=Aliases.load(), now=NOW, zone=SEOUL)
        assert not summary.refused, summary
    finally:
        await store.close()
    return folder / "archive.sqlite3"


class Board:
    """A platform that lists its commands only if told so, and lacks the rights that it is told to lack."""

    name = "test"
    settles = remembers = dt.timedelta(0)
    forgets: frozenset[ChannelKind] = frozenset()
    connected = True

    def __init__(self) -> None:
        self.can = frozenset({"private", "roles"})
        self.lacking: tuple[Problem, ...] = ()
        self.checked: list[Layout] = []

    def render(self, view: View, channel: Channel, *, one: bool = False, plain: bool = False) -> tuple[Payload, ...]:
        papers = tuple(line.paper for _, lines in view.sections for line in lines)
        return (Payload({"language": view.language}, papers),)

    async def check(self, channel: Channel, layout: Layout = "list") -> tuple[Problem, ...]:
        self.checked.append(layout)
        return self.lacking


class Desk:
    def __init__(self, store: Store, tags: TagIndex, aliases: Aliases) -> None:
        self.board, self.woken, self.now = Board(), 0, NOW
        self.core = Core(
            store=store,
            tags=lambda: tags,
            aliases=aliases,
            language="en",
            zone="UTC",
            platforms={"test": self.board},
            wake=self._wake,
        )
        self.who = Call(id="1", reader=MINJI, here=HERE, locale="en-GB", may_manage=True)

    def _wake(self) -> None:
        self.woken += 1

    def instance(self, **fields: object) -> None:
        self.core = dataclasses.replace(self.core, **fields)

    async def type(self, line: str, **who: object) -> Reply:
        """What somebody typed after `/paper`."""
        return await self._dispatch(dataclasses.replace(self.who, line=line, **who))

    async def ask(self, verb: str, args: dict[str, str] | None = None, **who: object) -> Reply:
        return await self._dispatch(dataclasses.replace(self.who, verb=verb, args=args or {}, **who))

    async def press(self, reply: Reply, label: str, **who: object) -> Reply:
        action = button(reply, label)
        assert action.verb, f"{label} is a link"
        return await self.ask(action.verb, dict(action.args), **who)

    async def _dispatch(self, call: Call) -> Reply:
        reply = await dispatch(self.core, call, self.now)
        for action in actions(reply.view):
            if not action.url:
                options = [option.key for option in BY_VERB[action.verb].options]
                assert set(action.args) <= set(options), action
                assert all(action.args.values()), action
                assert buttons.fits(action, len(options)), action
            assert 1 <= len(action.label) <= 80, action
        return reply


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Desk]:
    store, aliases = await Store.open(path), Aliases.load()
    try:
        yield Desk(store, TagIndex(await store.tags.counts(), aliases), aliases)
    finally:
        await store.close()


def actions(view: View) -> Iterator[Action]:
    """Every button of a view, also those of its lines."""
    yield from getattr(view, "actions", ())
    lines = list(getattr(view, "lines", ()))
    for section in getattr(view, "sections", ()):
        lines += section[1] if isinstance(section, tuple) else section.lines
        yield from () if isinstance(section, tuple) else section.actions
    for line in lines:
        yield from (line.action, line.whole)
    for inner in (*getattr(view, "cards", ()), getattr(view, "preview", None)):
        if inner is not None:
            yield from actions(inner)


def button(reply: Reply, label: str) -> Action:
    found = [action for action in actions(reply.view) if action.label == label]
    assert found, f"no {label!r} among {[action.label for action in actions(reply.view)]}"
    return found[0]


def labels(reply: Reply) -> list[str]:
    return [action.label for action in getattr(reply.view, "actions", ())]


def sentence(reply: Reply) -> str:
    """What a notice says."""
    return said(reply.view.text)


def titles(reply: Reply) -> list[str]:
    return ["".join(span.text for span in line.title) for line in reply.view.lines]


def title(reply: Reply) -> str:
    """A card's."""
    return "".join(span.text for span in reply.view.title)


def rows(reply: Reply) -> dict[str, object]:
    return {row.label: row.value for row in reply.view.rows}


async def terms(desk: Desk, channel: Channel = HERE) -> Terms:
    """Of the channel's subscription, as they are stored."""
    subscription = await desk.core.store.subscriptions.get(channel)
    assert subscription, channel
    return subscription.terms
