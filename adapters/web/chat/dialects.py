"""What the composition root hands over of each platform: this adapter knows no other one."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from bot.model import Channel, PaperId
from bot.platform import Payload, Reply
from bot.view import View

Message = dict[str, Any]


class Dialect(Protocol):
    """One platform's payloads, rendered by its own adapter."""

    name: str

    def post(self, view: View, channel: Channel, *, plain: bool) -> Sequence[Payload]:
        """The messages of a post; each body has its `message`."""
        ...

    def answer(self, reply: Reply) -> Message:
        """An answer as one message."""
        ...

    def opened(self, view: View, *, in_modal: bool) -> Message | None:
        """The modal that the view would open after a press, None where it would come as a message."""
        ...

    def read(
        self, pressed: str, *, value: str = "", chosen: str = "", filled: Mapping[str, str] | None = None
    ) -> tuple[str, dict[str, str], str] | None:
        """(verb, args, the argument that a choice is) of what was pressed, chosen or submitted (`filled`); None where
        it is not one of ours."""
        ...

    def papers(self, message: Mapping[str, Any]) -> tuple[PaperId, ...]:
        """Which papers a message shows."""
        ...
