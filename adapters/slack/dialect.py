"""Slack's messages without Slack, for who shows them elsewhere: what would be sent, and what a press would mean."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from adapters.slack import modals, origin, render
from adapters.slack.origin import Origin
from adapters.slack.values import Values
from bot.model import Channel, PaperId
from bot.platform import Command, Payload, Reply
from bot.view import Form, Notice, PaperCard, View


class Dialect:
    name = "slack"

    def __init__(self, commands: Iterable[Command]) -> None:
        self._values = Values(commands)

    def post(self, view: View, channel: Channel, *, plain: bool) -> Sequence[Payload]:
        return render.render(view, channel, self._values, plain=plain)

    def answer(self, reply: Reply) -> dict[str, Any]:
        return render.answer(reply.view, self._values)

    def opened(self, view: View, *, in_modal: bool) -> dict[str, Any] | None:
        """Cards and text to copy open as modals, and whatever is answered within one."""
        to_copy = isinstance(view, Notice) and bool(view.code)
        if not (in_modal or to_copy or isinstance(view, Form | PaperCard)):
            return None
        return modals.modal(view, self._values, Origin())

    def read(
        self, pressed: str, *, value: str = "", chosen: str = "", filled: Mapping[str, str] | None = None
    ) -> tuple[str, dict[str, str], str] | None:
        """Of a submitted modal `value` is its private_metadata."""
        said = self._values.unpack(pressed, "" if filled is not None else value)
        if said is None:
            return None
        args = said.args | ({said.key: chosen} if said.key and chosen else {})
        if filled is not None:
            args |= origin.read(value)[1] | dict(filled)
        return said.verb, args, said.key

    def papers(self, message: Mapping[str, Any]) -> tuple[PaperId, ...]:
        return self._values.papers(message.get("blocks") or ())
