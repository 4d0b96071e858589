"""What people do with the app; each waits for the app's acknowledgement, three seconds at most."""

import time
from collections.abc import Mapping
from typing import Any

from tests.servers.slack import answers, conversations, uses
from tests.servers.slack.deliveries import COMMAND, INTERACTIVE, Deliveries, Delivery
from tests.servers.slack.refused import Json
from tests.servers.slack.state import Channel, Installation, User, World
from tests.servers.slack.use import NotOffered, Use, View


class Acting:
    """The part of the local Slack that stands for the people who use the app.

    A message is what `messages`, a `Use` or the Web API gave; a view what `modal` or `home` gives.
    """

    world: World
    deliveries: Deliveries

    async def command(self, name: str, text: str = "", *, user: User, channel: Channel) -> Use:
        use = self._use("command", user, channel)
        installation = uses.command(self.world, use, name, text)
        return await self._send(use, installation, COMMAND)

    async def press(self, target: Json, action: str, *, user: User, block: str | None = None, value: Any = None) -> Use:
        """`action` is an action_id or a label; `value` is what was chosen, where there is something to choose."""
        use = self._use("press", user)
        return await self._send(use, uses.pressed(self.world, use, target, action, block, value))

    async def suggest(
        self, target: Json, action: str, typed: str = "", *, user: User, block: str | None = None
    ) -> list[Json]:
        """The options that the app suggests for what is typed."""
        use = await self.suggestion(target, action, typed, user=user, block=block)
        if not use.acknowledged or use.refusals:
            raise LookupError(f"no options: {use.failure or use.refusals}")
        return use.options

    async def suggestion(
        self, target: Json, action: str, typed: str = "", *, user: User, block: str | None = None
    ) -> Use:
        use = self._use("suggest", user)
        installation = uses.suggestion(self.world, use, target, action, block, typed)
        place = str(target["ts"] if "ts" in target else target["id"])
        return await self._send(use, installation, place=place)

    async def submit(self, values: Mapping[str, Any] | None = None, *, user: User) -> Use:
        """The modal on top is submitted; the values go by action_id."""
        use, view = self._use("submit", user), self._on_top(user)
        return await self._send(use, uses.submission(self.world, use, view, dict(values or {})), view=view)

    async def close_modal(self, *, user: User, everything: bool = False) -> Use | None:
        """By Cancel, or by the cross, which closes the whole stack; the app hears of it where it wants to."""
        view = self._on_top(user)
        everything = everything or bool(view.body["clear_on_close"])
        stack = self.world.modals[user.id]
        told = view.body["notify_on_close"]
        del stack[0 if everything else -1 :]
        if not told:
            return None
        use = self._use("close", user)
        return await self._send(use, uses.closing(self.world, use, view, everything=everything))

    async def shortcut(self, callback_id: str, *, user: User, message: Json | None = None) -> Use:
        """From the lightning menu, or from the menu of a message."""
        use = self._use("shortcut", user)
        return await self._send(use, uses.shortcut(self.world, use, callback_id, message))

    async def open_home(self, user: User, *, tab: str = "home") -> None:
        """The person looks at the app; returns once the app has taken the event."""
        installation = uses.serving(self.world, user)
        channel = conversations.direct_with(self.world, installation, user)
        event = uses.home_opened(self.world, user, channel, installation, tab)
        self.deliveries.emit(installation, user.team_id, event)
        await self.deliveries.settled()

    def _use(self, kind: str, user: User, channel: Channel | None = None) -> Use:
        return Use(kind=kind, user=user, channel=channel, born=self.world.clock.now())

    def _on_top(self, user: User) -> View:
        stack = self.world.modals.get(user.id)
        if not stack:
            raise NotOffered(f"no modal is open for {user.name}")
        return stack[-1]

    async def _send(
        self,
        use: Use,
        installation: Installation,
        kind: str = INTERACTIVE,
        *,
        place: str = "",
        view: View | None = None,
    ) -> Use:
        begun = time.perf_counter()
        use.outcome = await self.deliveries.send(Delivery(kind=kind, payload=use.payload))
        use.took = time.perf_counter() - begun
        answers.take(self.world, use, installation, place, view)
        use.changed.set()
        self.world.moved.set()
        return use
