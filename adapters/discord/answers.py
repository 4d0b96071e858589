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
        self._perhaps = 0  # as it may have been deferred: nobody heard whether that arrived
        self.closed = False

    async def defer(self, meant: Answer) -> None:
        """Where a share may follow, nothing is promised that only its presser would see. One that fails is not the end:
        the answer itself may still come in time."""
        here = self._own and meant in ("replace", "home", "share")
        kind = LATER_HERE if here else LATER
        data = {"type": LATER_HERE} if here else {"type": LATER, "data": {"flags": EPHEMERAL}}
        try:
            if await self._first(data):
                self._deferred = kind
        except SendError as error:
            self._perhaps = kind
            log.warning("an answer could not be deferred", extra={"call": self._call, "error": str(error)})

    async def give(self, reply: Reply) -> None:
        if self.closed:
            return
        form = modal(reply.view, self._ids) if isinstance(reply.view, Form) and self._may_open() else None
        opened = form is not None and await self._first({"type": MODAL, "data": form})
        if not opened and not self.closed:
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
            first = {"type": HERE if replaces else MESSAGE, "data": body if replaces else hidden}
            if await self._first(first, files) or self.closed:
                return
        if self._deferred == LATER_HERE and not replaces:
            await self._rest.answer("POST", self._webhook, hidden, files)  # not again: a follow-up would come twice
        elif self._deferred == LATER and answer == "share":
            await self._again("DELETE")
            await self._rest.answer("POST", self._webhook, hidden, files)
        else:
            await self._again("PATCH", body, files)

    async def _first(self, answer: dict[str, Any], files: tuple[File, ...] = ()) -> bool:
        """Whether Discord has it. If not, it is too late for any answer, or the answer was deferred after all."""
        lost = False
        while True:
            try:
                await self._rest.answer("POST", self._callback, answer, files)
                return True
            except SendError as error:
                if lost:
                    raise
                self._sent_again(error)
                lost = True
            except Refusal as refusal:
                if refusal.code not in (UNKNOWN_INTERACTION, ANSWERED_ALREADY):
                    raise
                return self._answered(refusal, lost=lost)

    def _answered(self, refusal: Refusal, *, lost: bool) -> bool:
        """By ourselves, where nobody heard what became of an earlier request; else by another process, or too late."""
        if refusal.code == ANSWERED_ALREADY and self._perhaps:
            self._deferred, self._perhaps = self._perhaps, 0
            return False
        if refusal.code == ANSWERED_ALREADY and lost:
            return True
        log.warning("an answer came too late", extra={"call": self._call, "error": str(refusal)})
        self.closed = True
        return False

    async def _again(self, method: str, body: Any = None, files: tuple[File, ...] = ()) -> None:
        """The first answer changed or deleted; twice where that may have been lost, which does no harm."""
        path = f"{self._webhook}/messages/@original"
        try:
            await self._rest.answer(method, path, body, files)
        except SendError as error:
            self._sent_again(error)
            await self._rest.answer(method, path, body, files)

    def _sent_again(self, error: SendError) -> None:
        said = f"{type(error).__name__}: {error}"
        log.warning("an answer is sent again", extra={"call": self._call, "error": said})


def _without_buttons(view: View) -> View:
    """A view of which Discord refused something, without what can be refused."""
    return view if isinstance(view, Form | Home) else replace(view, actions=())
