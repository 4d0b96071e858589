"""Chat: the page to try it, as a platform."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web

from adapters.web.chat import places
from adapters.web.chat.dialects import Dialect
from adapters.web.chat.listeners import Listeners
from adapters.web.chat.room import Room
from adapters.web.chat.routes import Routes
from adapters.web.chat.sessions import Sessions
from adapters.web.frame import Frame
from bot.model import Channel, ChannelKind, Layout, PaperId, Reader
from bot.platform import Ability, Host, Memory, MessageId, Payload, Problem, Rejected, Unavailable
from bot.view import View

_MOST_ROOMS = 500  # that are held in memory


class Chat:
    """`listens`: whether the service's web server does; `public_url`: how readers reach it, where the operator said
    so."""

    name = places.NAME
    can: frozenset[Ability] = frozenset({"private", "edit", "threads", "files", "commands"})
    settles = dt.timedelta(0)
    remembers = dt.timedelta(hours=1)  # a key is known as long as its message is kept
    forgets: frozenset[ChannelKind] = frozenset()

    def __init__(
        self, dialects: Sequence[Dialect], frame: Frame, *, memory: Memory, now_of: Callable[[], dt.datetime],
        listens: Callable[[], bool], public_url: str = "",
    ) -> None:  # fmt: skip
        self.dialects, self.frame, self.public_url = tuple(dialects), frame, public_url
        self.now_of, self._memory = now_of, memory
        self.host: Host | None = None
        self.sessions, self.listeners = Sessions(memory), Listeners()
        self._listens = listens
        self._rooms: OrderedDict[str, Room] = OrderedDict()

    limited = 0

    @property
    def connected(self) -> bool:
        return self.host is not None and self._listens()

    def routes(self) -> list[web.RouteDef]:
        return Routes(self).all()

    async def start(self, host: Host) -> None:
        await self.sessions.open()
        self.host = host

    async def stop(self) -> None:
        """Lets go whoever listens: an open stream would hold up the end of the web server."""
        self.host = None
        self.listeners.close()

    # --- posting ---

    def render(self, view: View, channel: Channel, *, one: bool = False, plain: bool = False) -> tuple[Payload, ...]:
        """The whole post in each dialect, as one payload: what the one splits the other may not."""
        said = {each.name: each.post(view, channel, plain=plain) for each in self.dialects}
        shown: dict[PaperId, None] = {}
        for payloads in said.values():
            shown |= dict.fromkeys(paper for payload in payloads for paper in payload.papers)
        body: Any = {name: [_body(payload) for payload in payloads] for name, payloads in said.items()}
        return (Payload(body, tuple(shown)),)

    async def send(self, channel: Channel, payload: Payload, key: str, parent: MessageId | None) -> MessageId:
        """Where the web server could not start, another process has the page."""
        if not self._listens():
            raise Unavailable("the web server does not listen")
        room = self._room_for(channel.id)
        if room is None:
            raise Rejected("gone", channel.id)
        try:
            entry = await room.put(key, self.now_of().isoformat(), payload.papers, payload.body)
        except Exception as error:
            raise Unavailable(repr(error)) from error
        return MessageId(channel.id, str(entry.number))

    async def finish(self, message: MessageId, payload: Payload) -> None:
        """What was sent is done."""

    async def edit(self, message: MessageId, payload: Payload) -> None:
        if room := self._room_for(message.channel):
            try:
                await room.change(int(message.message), payload.papers, payload.body)
            except Exception as error:
                raise Unavailable(repr(error)) from error

    async def find(self, channel: Channel, key: str, since: dt.datetime, parent: MessageId | None) -> MessageId | None:
        room = self._room_for(channel.id)
        entry = await room.find(key) if room else None
        return MessageId(channel.id, str(entry.number)) if entry else None

    async def check(self, channel: Channel, layout: Layout = "list") -> tuple[Problem, ...]:
        return ()

    async def direct(self, reader: Reader) -> Channel | None:
        return places.direct(reader)

    # --- its places ---

    def dialect(self, name: str) -> Dialect | None:
        return next((each for each in self.dialects if each.name == name), None)

    def room(self, name: str) -> Room:
        if name not in self._rooms:
            self._rooms[name] = Room(name, self._memory, self.listeners.tell)
            if len(self._rooms) > _MOST_ROOMS:
                self._rooms.popitem(last=False)
        self._rooms.move_to_end(name)
        return self._rooms[name]

    def _room_for(self, name: str) -> Room | None:
        return self.room(name) if places.exists(name) else None


def _body(payload: Payload) -> dict[str, Any]:
    body: Any = payload.body
    return {**body, "reply": True} if payload.reply else body
