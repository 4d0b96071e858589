"""One interaction's answer: which of Discord's ways it takes, before and after it was deferred."""

import logging
from dataclasses import replace
from typing import Any

import discord

from adapters.discord import render
from adapters.discord.components import EPHEMERAL
from adapters.discord.custom_id import CustomIds
from adapters.discord.errors import ANSWERED_ALREADY, UNKNOWN_INTERACTION, Refusal
from adapters.discord.modals import modal
from adapters.discord.rest import File, Rest
from bot.platform import Answer, Reply, SendError
from bot.view import Form, Home, View

MESSAGE, LATER, LATER_HERE, HERE, MODAL = 4, 5, 6, 7, 9
_INVALID_FORM = 50035

log = logging.getLogger(__name__)


class Answers:
    def __init__(self, rest: Rest, ids: CustomIds, interaction: discord.Interaction) -> None:
        self._rest, self._ids = rest, ids
        self._callback = f"/interactions/{interaction.id}/{interaction.token}/callback"
        self._webhook = f"/webhooks/{interaction.application_id}/{interaction.token}"
        source = interaction.message
        self._own = source is not None and source.flags.ephemeral  # only a private message is replaced
        self._opens = interaction.type is not discord.InteractionType.modal_submit
        self._call = str(interaction.id)
        self._deferred = 0
        self.closed = False

    async def defer(self, meant: Answer) -> None:
        """Where a share may follow, nothing is promised that only its presser would see."""
        here = self._own and meant in ("replace", "home", "share")
        self._deferred = LATER_HERE if here else LATER
        data = {"type": LATER_HERE} if here else {"type": LATER, "data": {"flags": EPHEMERAL}}
        await self._first(data)

    async def give(self, reply: Reply) -> None:
        if self.closed:
            return
        form = modal(reply.view, self._ids) if isinstance(reply.view, Form) and self._may_open() else None
        if form is not None:
            await self._first({"type": MODAL, "data": form})
        else:
            await self._message(reply)
        self.closed = True

    def _may_open(self) -> bool:
        return self._opens and not self._deferred

    async def _message(self, reply: Reply) -> None:
        body, file = render.replied(reply, self._ids)
        files = ((file.name, file.text.encode()),) if file else ()
        try:
            await self._put(reply.answer, body, files)
        except Refusal as refusal:
            if refusal.code != _INVALID_FORM:
                raise
            log.error("an answer was refused: our bug", extra={"call": self._call, "error": str(refusal)})
            await self._put(reply.answer, render.answer(_without_buttons(reply.view), self._ids), ())

    async def _put(self, answer: Answer, body: dict[str, Any], files: tuple[File, ...]) -> None:
        hidden = body | {"flags": body.get("flags", 0) | (0 if answer == "share" else EPHEMERAL)}
        replaces = self._own and answer in ("replace", "home")
        if not self._deferred:
            await self._first({"type": HERE if replaces else MESSAGE, "data": body if replaces else hidden}, files)
        elif self._deferred == LATER_HERE and not replaces:
            await self._request("POST", self._webhook, hidden, files)
        elif self._deferred == LATER and answer == "share":
            await self._request("DELETE", f"{self._webhook}/messages/@original", None)
            await self._request("POST", self._webhook, hidden, files)
        else:
            await self._request("PATCH", f"{self._webhook}/messages/@original", body, files)

    async def _first(self, answer: dict[str, Any], files: tuple[File, ...] = ()) -> None:
        try:
            await self._request("POST", self._callback, answer, files)
        except Refusal as refusal:
            if refusal.code not in (UNKNOWN_INTERACTION, ANSWERED_ALREADY):
                raise
            # Too late, or another process was faster. Nobody can be told any more.
            log.warning("an answer came too late", extra={"call": self._call, "error": str(refusal)})
            self.closed = True

    async def _request(self, method: str, path: str, body: Any, files: tuple[File, ...] = ()) -> None:
        """Twice where it may have been lost: a callback that did arrive says so the second time."""
        try:
            await self._rest.answer(method, path, body, files)
        except SendError as error:
            if path == self._webhook and method == "POST":  # a follow-up would come twice
                raise
            log.warning(
                "an answer is sent again", extra={"call": self._call, "error": f"{type(error).__name__}: {error}"}
            )
            await self._rest.answer(method, path, body, files)


def _without_buttons(view: View) -> View:
    """A view of which Discord refused something, without what can be refused."""
    return view if isinstance(view, Form | Home) else replace(view, actions=())
