"""One use's answer: which of Slack's ways it takes. Cards and text to copy open as modals, lists and sentences come as
messages that only their reader sees, and within a modal or the Home tab the answer stays there.

Messages go to the use's response_url, which needs no scope and works where the app is not a member.
"""

import logging
from typing import Any

from adapters.slack import home, modals, render
from adapters.slack.access import Access
from adapters.slack.calls import Use
from adapters.slack.errors import Refusal
from adapters.slack.origin import MOST_OPEN, Origin
from adapters.slack.values import Values
from bot.platform import Reply, Uncertain
from bot.view import Form, Home, Notice, PaperCard, View

log = logging.getLogger(__name__)


class Answers:
    def __init__(self, access: Access, values: Values, use: Use) -> None:
        self._access, self._values, self._use = access, values, use
        self._waiting = ""  # the id of a modal that was opened before its content was known

    async def open_early(self) -> None:
        """A trigger works for three seconds; what takes longer comes into this modal."""
        if self._use.trigger:
            self._waiting = await self._open(modals.waiting(self._deeper()))

    async def give(self, reply: Reply) -> None:
        use, view = self._use, reply.view
        if self._waiting:
            await self._update(self._waiting, view)
        elif reply.answer == "share":
            await self._share(view)
        elif use.surface == "home" and isinstance(view, Home):
            await self.publish(view)
        elif use.surface == "modal" and reply.answer in ("replace", "home"):
            await self._update(use.view, view)
        elif self._in_modal(reply):
            await self._open_or_say(view)
        else:
            await self._say(view, replaces=use.own and reply.answer in ("replace", "home"))

    def _in_modal(self, reply: Reply) -> bool:
        use, view = self._use, reply.view
        if use.surface in ("modal", "home", "shortcut") or isinstance(view, Form):
            return True
        if use.own and reply.answer == "replace":
            return False
        pressed = use.surface == "message" and isinstance(view, PaperCard)
        return pressed or (isinstance(view, Notice) and bool(view.code))

    async def offer(self, view: View) -> None:
        """A form that nobody asked for in words; any other view is a failure that the answer itself tells."""
        if isinstance(view, Form):
            await self._open(self._modal(view, self._use.origin.depth + 1))

    async def publish(self, view: View) -> None:
        use = self._use
        body = {"user_id": use.user, "view": home.home(view, self._values, use.origin)}
        await self._access.post(use.workspace, "views.publish", body)

    async def say(self, view: View) -> None:
        """A sentence beside whatever was used; nothing where Slack gave no address for it."""
        if self._use.answers:
            await self._say(view, replaces=False)

    def submitted(self, reply: Reply) -> dict[str, Any]:
        """The acknowledgement of a form: the answer in its place."""
        return {"response_action": "update", "view": self._modal(reply.view, self._use.origin.depth)}

    async def _share(self, view: View) -> None:
        """For everybody in the channel; who shared from a modal sees it behind the modal."""
        use = self._use
        body = render.answer(view, self._values) | {"response_type": "in_channel", "replace_original": False}
        address = use.answers or use.origin.answers
        await (self._respond(address, body) if address else self._post(body))

    async def _say(self, view: View, *, replaces: bool) -> None:
        body = render.answer(view, self._values)
        await self._respond(
            self._use.answers,
            body | {"response_type": "ephemeral", "replace_original": replaces},
        )

    async def _respond(self, address: str, body: dict[str, Any]) -> None:
        if self._use.thread and not body.get("replace_original"):
            body["thread_ts"] = self._use.thread
        try:
            await self._respond_surely(address, body)
        except Refusal as refusal:
            log.warning("an answer was refused", extra={"call": self._use.id, "error": str(refusal)})
            if refusal.error.startswith("invalid_blocks"):
                await self._access.web.respond(address, {key: said for key, said in body.items() if key != "blocks"})
            else:
                await self._post(body)

    async def _respond_surely(self, address: str, body: dict[str, Any]) -> None:
        """Twice where it may have been lost: a private answer that came twice does no harm, a shared one does."""
        try:
            await self._access.web.respond(address, body)
        except Uncertain as error:
            if body.get("response_type") == "in_channel":
                raise
            log.warning("an answer is sent again", extra={"call": self._use.id, "error": repr(error)})
            await self._access.web.respond(address, body)

    async def _post(self, body: dict[str, Any]) -> None:
        """The long way, where the address is used up: half an hour after a modal was opened, say."""
        use = self._use
        message = {key: said for key, said in body.items() if key not in ("response_type", "replace_original")}
        message["channel"] = use.origin.channel
        if body.get("response_type") == "in_channel":
            await self._access.post(use.workspace, "chat.postMessage", message)
        else:
            await self._access.post(use.workspace, "chat.postEphemeral", message | {"user": use.user})

    async def _open_or_say(self, view: View) -> None:
        """Too late for a modal: then as a message, if there is an address for one."""
        try:
            await self._open(self._modal(view, self._use.origin.depth + 1))
        except Refusal as refusal:
            if not self._use.answers:
                raise
            log.warning("a modal did not open", extra={"call": self._use.id, "error": str(refusal)})
            await self._say(view, replaces=False)

    async def _open(self, view: dict[str, Any]) -> str:
        """Upon the modal that it comes from, in whose place where so many are open already."""
        use = self._use
        if use.surface == "modal" and use.origin.depth >= MOST_OPEN:
            return await self._put(use.view, view)
        method = "views.push" if use.surface == "modal" else "views.open"
        said = await self._access.post(use.workspace, method, {"trigger_id": use.trigger, "view": view})
        return str((said.get("view") or {}).get("id") or "")

    async def _update(self, view_id: str, view: View) -> None:
        depth = self._use.origin.depth + (1 if view_id == self._waiting else 0)
        await self._put(view_id, self._modal(view, depth))

    async def _put(self, view_id: str, view: dict[str, Any]) -> str:
        try:
            await self._access.post(self._use.workspace, "views.update", {"view_id": view_id, "view": view})
        except Refusal as refusal:
            if refusal.error != "not_found":  # whoever closed it wants no answer
                raise
        return view_id

    def _modal(self, view: View, depth: int) -> dict[str, Any]:
        return modals.modal(view, self._values, self._use.origin.at(depth))

    def _deeper(self) -> Origin:
        return self._use.origin.at(self._use.origin.depth + 1)
