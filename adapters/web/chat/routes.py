"""The addresses of the page to try it."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.web import posted
from adapters.web.chat import places, uses
from adapters.web.chat.answers import Answers
from adapters.web.chat.listeners import Listener
from adapters.web.chat.room import Entry
from adapters.web.chat.sessions import LASTS, known_host, same_origin
from adapters.web.chat.uses import BadRequest, Caller, Use
from adapters.web.frame import remember
from adapters.web.headers import HEADERS
from bot.model import Language, Reader
from bot.platform import Host, Visited

if TYPE_CHECKING:
    from adapters.web.chat.platform import Chat

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Taker = Callable[[web.Request, bytes], Awaitable[web.StreamResponse]]
RECENT = 30  # messages of a room that a fresh page gets; earlier ones when they are use for
HEARTBEAT_S = 15.0
STUCK_S = 20.0  # a browser that takes nothing for so long is let go
COMPLETIONS = 12
MOST_CHOICES = 50
_PRIVATE = {**HEADERS, "Cache-Control": "no-store"}

log = logging.getLogger(__name__)


class Routes:
    def __init__(self, chat: "Chat") -> None:
        self._chat, self._answers = chat, Answers(chat)

    def all(self) -> list[web.RouteDef]:
        posts: dict[str, Callable[[Use, Caller, Host], Awaitable[object]]] = {
            "say": self._say,
            "press": self._press,
            "complete": self._complete,
            "suggest": self._suggest,
            "earlier": self._earlier,
        }
        return [
            web.get("/try", self._guarded(self._page)),
            web.get("/try/events", self._guarded(self._events)),
            self._posted("hello", self._hello),
            *(self._posted(name, self._answered(each)) for name, each in posts.items()),
        ]

    # --- who may ask ---

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not known_host(request, self._chat.public_url):
                return self._refused(request, "try-wrong-host")
            if not same_origin(request):
                return self._refused(request, "try-wrong-origin")
            if self._chat.host is None:
                return self._refused(request, "try-not-ready", status=503)
            return await handler(request)

        return guarded

    def _refused(self, request: web.Request, key: str, *, status: int = 403) -> web.Response:
        said = self._chat.frame.wording.say(self._chat.frame.language(request), key)
        return web.Response(text=said, status=status, headers=_PRIVATE)

    def _posted(self, name: str, take: Taker) -> web.RouteDef:
        async def taken(request: web.Request) -> web.StreamResponse:
            try:
                body = await posted.body(request)
            except posted.TooLong:
                return self._refused(request, "try-bad-request", status=400)
            except posted.TooSlow:
                slow = self._refused(request, "try-slow", status=408)
                slow.force_close()
                return slow
            return await take(request, body)

        return web.post(f"/try/{name}", self._guarded(taken))

    def _answered(self, work: Callable[[Use, Caller, Host], Awaitable[object]]) -> Taker:
        async def answered(request: web.Request, body: bytes) -> web.StreamResponse:
            reader, host = self._chat.sessions.reader(request), self._chat.host
            if not reader:
                return self._refused(request, "try-no-session")
            try:
                use = uses.read(body)
                caller = self._caller(reader, use.room, self._chat.frame.language(request))
            except BadRequest:
                return self._refused(request, "try-bad-request", status=400)
            if host is None:
                return self._refused(request, "try-not-ready", status=503)
            return web.json_response(await work(use, caller, host), headers=_PRIVATE)

        return answered

    def _caller(self, reader: str, room: str, language: Language) -> Caller:
        who = Reader(places.NAME, "", reader)
        if room == places.DIRECT:
            here = places.direct(who)
        elif room in places.ROOMS:
            here = places.channel(room)
        else:
            raise BadRequest("room")
        rooms = {each: places.channel(each) for each in places.ROOMS} | {here.id: here}
        return Caller(who, here, language, places.ROOMS.get(room), rooms)

    # --- the page ---

    async def _page(self, request: web.Request) -> web.StreamResponse:
        frame, asked = self._chat.frame, self._chat.frame.asked(request)

        async def made() -> bytes:
            return frame.page("chat.html", asked, rooms=(*places.ROOMS, places.DIRECT), direct=places.DIRECT)

        return await frame.answer(request, asked, made)

    async def _hello(self, request: web.Request, _body: bytes) -> web.StreamResponse:
        """The cookie is set here and not with the page: SameSite=Strict keeps it from who comes by a link, and the page
        would make another reader of the same person."""
        host, response = self._chat.host, web.json_response({}, headers=_PRIVATE)
        if host is None:
            return self._refused(request, "try-not-ready", status=503)
        secure = request.secure or self._chat.public_url.startswith("https:")
        reader = Reader(places.NAME, "", self._chat.sessions.welcome(request, response, secure=secure))
        await host.report(Visited(reader, places.direct(reader), self._chat.now_of() + LASTS))
        return remember(request, response)

    # --- what is use ---

    async def _say(self, use: Use, caller: Caller, host: Host) -> object:
        line = use.line.strip()
        reply = await host.dispatch(caller.call(use, commands=host.commands, line=line))
        return await self._answers.give(reply, use, caller)

    async def _press(self, use: Use, caller: Caller, host: Host) -> object:
        dialect = self._chat.dialect(use.dialect)
        found = dialect and dialect.read(use.pressed, value=use.value, chosen=use.chosen, filled=use.filled)
        if not found:
            return {"do": "say", "text": self._chat.frame.wording.say(caller.language, "try-outdated")}
        verb, args, _ = found
        reply = await host.dispatch(caller.call(use, commands=host.commands, verb=verb, args=args))
        return await self._answers.give(reply, use, caller)

    async def _complete(self, use: Use, caller: Caller, host: Host) -> object:
        call = caller.call(use, commands=host.commands, line=use.line)
        choices = await host.complete(call, "", use.line, COMPLETIONS)
        return [{"label": each.label, "value": each.value} for each in choices]

    async def _suggest(self, use: Use, caller: Caller, host: Host) -> object:
        dialect = self._chat.dialect(use.dialect)
        found = dialect.read(use.pressed) if dialect else None
        if not found:
            return []
        call = caller.call(use, commands=host.commands, verb=found[0])
        choices = await host.complete(call, found[2], use.line, MOST_CHOICES)
        return [{"label": each.label, "value": each.value} for each in choices]

    async def _earlier(self, use: Use, caller: Caller, _host: Host) -> object:
        """What stands in the room before the entry that `value` names."""
        before = int(use.value) if use.value.isascii() and use.value.isdigit() else 0
        entries = [each for each in await self._chat.room(caller.here.id).entries() if each.number < before]
        html = [self._answers.entry(each, caller.language) for each in entries[-RECENT:]]
        return {"html": "".join(html), "more": len(entries) > RECENT}

    # --- what happens meanwhile ---

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """https://html.spec.whatwg.org/multipage/server-sent-events.html"""
        reader = self._chat.sessions.reader(request)
        if not reader:
            return self._refused(request, "try-no-session")
        own = places.direct(Reader(places.NAME, "", reader)).id
        names = {**{each: each for each in places.ROOMS}, own: places.DIRECT}
        listener = self._chat.listeners.join(names)
        if listener is None:
            return self._refused(request, "try-full", status=503)
        try:
            stream = _Stream(request, names, self._answers, self._chat.frame.language(request))
            await stream.begin()
            for room in names:
                await stream.catch_up(await self._chat.room(room).entries(since=stream.seen.get(room, 0)), room)
            await self._follow(stream, listener)
        except (ConnectionError, TimeoutError):
            log.debug("a page went away")
        finally:
            self._chat.listeners.leave(listener)
        return stream.response

    async def _follow(self, stream: "_Stream", listener: Listener) -> None:
        while not listener.closed.is_set():
            entry = await listener.next(HEARTBEAT_S)
            if listener.closed.is_set():
                break
            await (stream.beat() if entry is None else stream.tell(entry))


class _Stream:
    """One open page. Its event ids say, for each room, up to which change it has seen it."""

    def __init__(self, request: web.Request, names: dict[str, str], answers: Answers, language: Language) -> None:
        self._request, self._names, self._answers, self._language = request, names, answers, language
        self.response = web.StreamResponse(
            headers={**_PRIVATE, "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
        )
        own = {name: room for room, name in names.items()}
        read = _seen(request.headers.get("Last-Event-ID") or request.query.get("since", ""))
        self.fresh = not read
        self.seen = {own[name]: change for name, change in read.items() if name in own}

    async def begin(self) -> None:
        await self.response.prepare(self._request)
        await self._write("retry: 1000\n\n")

    async def catch_up(self, entries: list[Entry], room: str) -> None:
        """A fresh page is told the latest; that there are more is told with them."""
        told = entries[-RECENT:] if self.fresh else entries
        for entry in told:
            await self.tell(entry, known=False)
        seen = max((each.change for each in entries), default=self.seen.get(room, 0))
        self.seen[room] = max(seen, self.seen.get(room, 0))
        await self._event("caught-up", {"room": self._names[room], "more": len(entries) > len(told)})

    async def tell(self, entry: Entry, *, known: bool = True) -> None:
        """`known`: nothing that it has seen already; while it catches up, entries come by number, not by change."""
        if known and entry.change <= self.seen.get(entry.room, 0):
            return
        if known:
            self.seen[entry.room] = entry.change
        html = self._answers.entry(entry, self._language)
        said = {"room": self._names[entry.room], "number": entry.number, "entry": entry.id, "html": html}
        await self._event("message", said)

    async def beat(self) -> None:
        await self._write(": \n\n")

    async def _event(self, kind: str, said: object) -> None:
        seen = json.dumps({self._names[room]: change for room, change in self.seen.items()}, ensure_ascii=True)
        await self._write(f"id: {seen}\nevent: {kind}\ndata: {json.dumps(said, ensure_ascii=False)}\n\n")

    async def _write(self, text: str) -> None:
        async with asyncio.timeout(STUCK_S):
            await self.response.write(text.encode())


def _seen(last: str) -> dict[str, int]:
    try:
        found = json.loads(last[:1000]) if last else {}
    except (ValueError, RecursionError):
        return {}
    return {key: each for key, each in found.items() if isinstance(each, int)} if isinstance(found, dict) else {}
