"""Console: the terminal that the service was started from, as a platform. One channel, one reader, no history."""

import asyncio
import datetime as dt
import re
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from adapters.console import layout
from adapters.console.render import Moment, papers, render
from bot.model import Channel, ChannelKind, Language, Layout, Reader
from bot.platform import Ability, Call, CannotLook, Command, Host, MessageId, Payload, Problem, Reply, Unavailable
from bot.view import Choice, View

NAME = "console"
CHANNEL = "terminal"
READER = "reader"
_TOP_NUMBER = 99  # buttons are numbered on and on, so that those further up can still be pressed, up to here


class Phrase(Protocol):
    """The core's wording of what only a terminal says (`console-…` in the catalogues)."""

    def __call__(self, language: Language, key: str, **values: str | int | dt.date) -> str: ...


class Screen:
    """Where it is all printed: lays out bodies and remembers which number presses what."""

    def __init__(self, write: Callable[[str], None], *, width: Callable[[], int], colour: bool) -> None:
        self._write, self._width, self._colour = write, width, colour
        self._buttons: dict[int, tuple[Any, Payload]] = {}
        self._next = 1

    def show(self, payload: Payload, *, above: str = "") -> None:
        body: Any = payload.body
        if self._next + len(body["buttons"]) > _TOP_NUMBER:
            self._next = 1
        first = self._next
        for number, button in enumerate(body["buttons"], first):
            self._buttons[number] = (button, payload)
        self._next = first + len(body["buttons"])
        text = layout.lay_out(body, width=self._width(), colour=self._colour, first=first)
        self._write(f"{self._rule(above)}{text}\n")

    def say(self, text: str) -> None:
        self._write("".join(f"{layout.clean(line)}\n" for line in text.split("\n")))

    def button(self, number: int) -> tuple[Any, Payload] | None:
        return self._buttons.get(number)

    def fresh(self) -> None:
        """Forgets the buttons, so that the next answer's begin with 1."""
        self._buttons.clear()
        self._next = 1

    def _rule(self, title: str) -> str:
        if not title:
            return ""
        shown = f"── {layout.clean(title)} "
        return shown + "─" * max(min(self._width(), 80) - layout.cells(shown) - 1, 2) + "\n"


class Talk:
    """One person in one channel at this terminal."""

    def __init__(
        self, host: Host, *, user: str = READER, channel: str = CHANNEL, locale: str = "", zone: str = ""
    ) -> None:
        self._host = host
        self.here = Channel(NAME, "", channel, name=channel)
        self.reader = Reader(NAME, "", user)
        self._locale, self._zone = locale, zone
        self._channel_key = _channel_key(host.commands)

    async def line(self, typed: str) -> Reply:
        named = self._channel_key.search(typed)
        return await self._host.dispatch(self._call(line=typed, target=self._named(named["name"]) if named else None))

    async def press(self, button: Any, shown: Payload) -> Reply:
        target = self._named(button["args"].get("channel", ""))
        return await self._host.dispatch(
            self._call(verb=button["verb"], args=button["args"], message=shown.papers, target=target)
        )

    async def submit(self, verb: str, args: dict[str, str]) -> Reply:
        return await self._host.dispatch(self._call(verb=verb, args=args))

    def _named(self, name: str) -> Channel | None:
        """Every name is a channel of this terminal, as every name is with `--channel`."""
        return Channel(NAME, "", name, name=name) if name else None

    async def complete(self, typed: str, limit: int) -> tuple[Choice, ...]:
        return tuple(await self._host.complete(self._call(line=typed), "", typed, limit))

    def _call(self, **said: Any) -> Call:
        """Whoever sits at the terminal may manage its channel."""
        return Call(
            id=uuid.uuid4().hex[:8],
            reader=self.reader,
            here=self.here,
            locale=self._locale,
            zone=self._zone,
            may_manage=True,
            **said,
        )


class Console:
    """The Platform. With `history` it also prompts, beginning with `welcome`; `closed` is called when the person
    leaves the prompt."""

    name = NAME
    can: frozenset[Ability] = frozenset({"private"})
    settles = dt.timedelta(0)
    remembers = dt.timedelta(0)
    forgets: frozenset[ChannelKind] = frozenset()
    connected = True
    limited = 0

    def __init__(
        self,
        screen: Screen,
        *,
        phrase: Phrase,
        moment: Moment,
        language: Language,
        history: Path | None = None,
        welcome: str = "",
        closed: Callable[[], None] = lambda: None,
    ) -> None:
        self.screen, self.phrase, self.language, self.welcome = screen, phrase, language, welcome
        self._moment, self._history, self._closed = moment, history, closed
        self._prompt: asyncio.Task[None] | None = None

    @property
    def prompts(self) -> bool:
        return self._history is not None

    async def start(self, host: Host) -> None:
        if self._history is None:
            return
        from adapters.console.prompt import prompt  # half a second that only a prompt is worth

        self._prompt = asyncio.create_task(prompt(self, Talk(host), self._history, self._closed))

    async def stop(self) -> None:
        if self._prompt is not None:
            self._prompt.cancel()
            with suppress(asyncio.CancelledError):
                await self._prompt

    def render(self, view: View, channel: Channel, *, one: bool = False, plain: bool = False) -> tuple[Payload, ...]:
        return (Payload(render(view, self._moment), papers(view)),)

    def show(self, reply: Reply, talk: Talk) -> None:
        payload = self.render(reply.view, talk.here)[0]
        self.screen.show(payload, above=_sign(talk.here) if reply.answer == "share" else "")

    async def send(self, channel: Channel, payload: Payload, key: str, parent: MessageId | None) -> MessageId:
        try:
            self.screen.show(payload, above=_sign(channel))
        except OSError as error:  # whoever read our output is gone
            raise Unavailable(str(error)) from error
        return MessageId(channel.id, key)

    async def finish(self, message: MessageId, payload: Payload) -> None:
        """What is printed is done."""

    async def edit(self, message: MessageId, payload: Payload) -> None:
        """What is printed stays as it is; `can` says so."""

    async def find(self, channel: Channel, key: str, since: dt.datetime, parent: MessageId | None) -> MessageId | None:
        raise CannotLook("a terminal keeps no history that we could read")

    async def check(self, channel: Channel, layout: Layout = "list") -> tuple[Problem, ...]:
        return ()

    async def direct(self, reader: Reader) -> Channel | None:
        return Channel(NAME, "", CHANNEL, name=CHANNEL)


def _channel_key(commands: Sequence[Command]) -> re.Pattern[str]:
    """`channel:papers`, by every name that the commands have for that option."""
    options = [option for command in commands for option in command.options if option.kind == "channel"]
    names = "|".join(sorted({re.escape(name) for option in options for name in option.names.values()}))
    return re.compile(rf"(?<!\S)(?:{names})\s*[:：]\s*#?(?P<name>[^\s#,]{{1,80}})" if names else "(?!)", re.IGNORECASE)


def _sign(channel: Channel) -> str:
    return f"#{channel.id}"
