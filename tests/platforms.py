"""A platform for tests: records what arrives in a file that outlives the process, and fails in every way on demand."""

import datetime as dt
import json
import os
import signal
import uuid
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bot.model import Channel, ChannelKind, Layout, PaperId, Reader
from bot.platform import CannotLook, Host, MessageId, Payload, Problem, Rejected, Uncertain
from bot.view import DigestPost, Notice, PaperCard, PaperLine, Results, Text, View

Wait = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Late:
    """The request is accepted; the answer comes after this."""

    wait: Wait


Step = Exception | str | Wait | Late
"""What the next request meets: an error that says it was not accepted; `break` (accepted, then the connection breaks),
`lose` (not accepted, then the connection breaks), `deleted` (it had been accepted before, and somebody has deleted the
message since), `kill before`, `kill after`; or something to wait for."""


class Clock:
    """The time, passed in."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **much: float) -> dt.datetime:
        self.now += dt.timedelta(**much)
        return self.now


@dataclass(frozen=True)
class Arrival:
    """One message that stands in a channel, or an edit of one."""

    did: str
    channel: str
    key: str
    message: str
    parent: str
    papers: tuple[int, ...]
    body: Any
    at: str


class Scripted:
    """`remembers`: a key sent again within it arrives once. `looks`: the history can be read."""

    can = frozenset({"private", "edit", "threads", "files", "silent", "roles"})
    connected = True
    limited = 0

    def __init__(
        self,
        log: Path,
        now_of: Callable[[], dt.datetime],
        *,
        name: str = "scripted",
        looks: bool = True,
        settles: dt.timedelta = dt.timedelta(seconds=30),
        remembers: dt.timedelta = dt.timedelta(0),
        per_message: int = 7,
    ) -> None:
        self.name, self.log, self.now_of, self.looks = name, log, now_of, looks
        self.settles, self.remembers, self.per_message = settles, remembers, per_message
        self.forgets: frozenset[ChannelKind] = frozenset()
        self.script: dict[str, deque[Step]] = {"send": deque(), "edit": deque(), "finish": deque(), "find": deque()}
        self.refused: set[PaperId] = set()  # papers whose payloads are refused, rich or plain
        self.refused_rich: set[PaperId] = set()  # only rich ones
        self.requests: list[str] = []  # keys, also of requests that were not accepted
        self.silent_readers: set[str] = set()
        self.renders = 0

    def will(self, *steps: Step, at: str = "send") -> None:
        self.script[at].extend(steps)

    async def start(self, host: Host) -> None: ...

    async def stop(self) -> None: ...

    # --- what stands there ---

    def arrivals(self) -> list[Arrival]:
        if not self.log.exists():
            return []
        rows = [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]
        return [Arrival(**{**row, "papers": tuple(row["papers"])}) for row in rows]

    def posts(self, channel: str = "") -> list[Arrival]:
        return [one for one in self.arrivals() if one.did == "post" and channel in ("", one.channel)]

    def papers(self, channel: str = "") -> list[int]:
        """In the order in which they arrived, without the cards in threads."""
        return [paper for post in self.posts(channel) if not post.parent for paper in post.papers]

    # --- the border ---

    def render(self, view: View, channel: Channel, *, one: bool = False, plain: bool = False) -> tuple[Payload, ...]:
        self.renders += 1
        if isinstance(view, Notice):
            return (Payload({"text": _text(view.text)}, ()),)
        if isinstance(view, PaperCard):
            return (_card(view, plain=plain),)
        if isinstance(view, Results):
            lines = [[line.number, *_line(line, plain=plain)] for line in view.lines]
            return (Payload({"lines": lines}, tuple(line.paper for line in view.lines)),)
        if not isinstance(view, DigestPost):
            return (Payload({"view": type(view).__name__}, ()),)
        if one:
            return (_page(view, plain=plain),)
        shown = [(heading, line) for heading, lines in view.sections for line in lines]
        chunks = [shown[n : n + self.per_message] for n in range(0, len(shown), self.per_message)]
        pages = (
            replace(view, sections=tuple((heading, (line,)) for heading, line in chunk), part=n, parts=len(chunks))
            for n, chunk in enumerate(chunks, 1)
        )
        cards = (replace(_card(card, plain=plain), reply=True) for card in view.cards)
        return (*(_page(page, plain=plain) for page in pages), *cards)

    async def send(self, channel: Channel, payload: Payload, key: str, parent: MessageId | None) -> MessageId:
        self.requests.append(key)
        after = await self._meet("send")
        if self.refused.intersection(payload.papers):
            raise Rejected("payload", "50035")
        assert isinstance(payload.body, dict)
        if self.refused_rich.intersection(payload.papers) and not payload.body.get("plain"):
            raise Rejected("payload", "50035")
        if after == "deleted":
            return MessageId(channel.id, "")
        known = None if channel.kind in self.forgets and parent is None else self._known(channel, key)
        message = known or MessageId(channel.id, uuid.uuid4().hex)
        if known is None:
            self._write("post", channel.id, key, message.message, parent, payload)
        await _break(after)
        return message

    async def finish(self, message: MessageId, payload: Payload) -> None:
        after = await self._meet("finish")
        self._write("finish", message.channel, "", message.message, None, payload)
        await _break(after)

    async def edit(self, message: MessageId, payload: Payload) -> None:
        after = await self._meet("edit")
        self._write("edit", message.channel, "", message.message, None, payload)
        await _break(after)

    async def find(self, channel: Channel, key: str, since: dt.datetime, parent: MessageId | None) -> MessageId | None:
        await self._meet("find")
        if not self.looks:
            raise CannotLook("missing_scope")
        for post in self.posts(channel.id):
            if post.key == key and dt.datetime.fromisoformat(post.at) >= since:
                return MessageId(post.channel, post.message)
        return None

    async def check(self, channel: Channel, layout: Layout = "list") -> tuple[Problem, ...]:
        return ()

    async def direct(self, reader: Reader) -> Channel | None:
        if reader.id in self.silent_readers:
            return None
        return Channel(self.name, reader.workspace, f"dm-{reader.id}", "dm")

    # --- how it fails ---

    async def _meet(self, at: str) -> str | Late:
        """The next step of the script; what is left of it for after the request was accepted."""
        step = self.script[at].popleft() if self.script[at] else ""
        if isinstance(step, Exception):
            raise step
        if callable(step) and not isinstance(step, Late):
            await step()
            return ""
        if step == "lose":
            raise Uncertain("the connection broke")
        if step == "kill before":
            os.kill(os.getpid(), signal.SIGKILL)
        return step

    def _known(self, channel: Channel, key: str) -> MessageId | None:
        for post in self.posts(channel.id) if self.remembers else ():
            if post.key == key and self.now_of() - dt.datetime.fromisoformat(post.at) < self.remembers:
                return MessageId(post.channel, post.message)
        return None

    def _write(
        self, did: str, channel: str, key: str, message: str, parent: MessageId | None, payload: Payload
    ) -> None:
        at = self.now_of().isoformat()
        papers = tuple(payload.papers)
        one = Arrival(did, channel, key, message, parent.message if parent else "", papers, payload.body, at)
        with self.log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")


async def _break(after: str | Late) -> None:
    if isinstance(after, Late):
        await after.wait()
    if after == "kill after":
        os.kill(os.getpid(), signal.SIGKILL)
    if after == "break":
        raise Uncertain("the connection broke")


def _page(view: DigestPost, *, plain: bool) -> Payload:
    lines = [(heading, line) for heading, lines in view.sections for line in lines]
    body = {
        "plain": plain,
        "page": f"{view.part}/{view.parts}",
        "lines": [[heading, line.number, *_line(line, plain=plain)] for heading, line in lines],
        "footer": view.footer if view.part == view.parts else "",
        "role": view.role if view.part == 1 else "",
    }
    return Payload(body, tuple(line.paper for _, line in lines))


def _line(line: PaperLine, *, plain: bool) -> list[str]:
    title = "".join(span.text for span in line.title)
    return [title] if plain else [title, *(_text(passage.text) for passage in line.passages)]


def _card(view: PaperCard, *, plain: bool) -> Payload:
    title = "".join(span.text for span in view.title)
    passages = [] if plain else [_text(passage.text) for passage in view.passages]
    return Payload({"plain": plain, "title": title, "passages": passages}, (view.paper,))


def _text(text: Text) -> str:
    return " ".join("".join(span.text for span in block.spans) for block in text)
