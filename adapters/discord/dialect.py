"""Discord's messages without Discord, for who shows them elsewhere: what would be sent, and what a press would mean."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from adapters.discord import render
from adapters.discord.custom_id import CustomIds, custom_ids
from adapters.discord.modals import modal
from bot.model import Channel, PaperId
from bot.platform import Command, Payload, Reply
from bot.view import Form, View


class Dialect:
    name = "discord"

    def __init__(self, commands: Iterable[Command]) -> None:
        self._ids = CustomIds(commands)

    def post(self, view: View, channel: Channel, *, plain: bool) -> Sequence[Payload]:
        return render.render(view, channel, self._ids, plain=plain)

    def answer(self, reply: Reply) -> dict[str, Any]:
        return render.replied(reply, self._ids)[0]

    def opened(self, view: View, *, in_modal: bool) -> dict[str, Any] | None:
        """Only a form opens as a modal, and none from another one."""
        return modal(view, self._ids) if isinstance(view, Form) and not in_modal else None

    def read(
        self, pressed: str, *, value: str = "", chosen: str = "", filled: Mapping[str, str] | None = None
    ) -> tuple[str, dict[str, str], str] | None:
        found = self._ids.unpack(pressed)
        if found is None:
            return None
        verb, args = found
        key = self._ids.first_key(verb)
        return verb, args | ({key: chosen} if chosen else {}) | dict(filled or {}), key

    def papers(self, message: Mapping[str, Any]) -> tuple[PaperId, ...]:
        return self._ids.papers(custom_ids(message.get("components") or ()))
