"""Home tabs that somebody opened show what their reader does elsewhere: saves, chooses, subscribes.
https://docs.slack.dev/reference/methods/views.publish
"""

import asyncio
import logging
from collections.abc import Sequence

from adapters.slack.access import Access
from adapters.slack.errors import Refusal
from adapters.slack.home import home
from adapters.slack.origin import Origin
from adapters.slack.values import Values
from bot.model import Reader
from bot.platform import Call, Event, Host, Reply, SendError
from bot.view import Choice, Home

_OPENS = "settings"  # the verb that shows a reader's own place
_MOST = 10_000  # readers that are remembered

log = logging.getLogger(__name__)


class HomeTabs:
    """The core, as the rest of the adapter sees it. After each use by whoever has opened the Home tab since the start,
    the tab is worked out again, and published where it differs."""

    def __init__(self, host: Host, access: Access, values: Values) -> None:
        self.commands = host.commands
        self._host, self._access, self._values = host, access, values
        self._shown: dict[Reader, tuple[Call, Home]] = {}
        self._errands: dict[Reader, asyncio.Task[None]] = {}

    async def dispatch(self, call: Call) -> Reply:
        reply = await self._host.dispatch(call)
        if call.verb == _OPENS and call.line is None and isinstance(reply.view, Home):
            self._remember(call, reply.view)
        elif call.reader in self._shown:
            self._renew_soon(call.reader)
        return reply

    async def complete(self, call: Call, option: str, typed: str, limit: int) -> Sequence[Choice]:
        return await self._host.complete(call, option, typed, limit)

    async def report(self, event: Event) -> None:
        await self._host.report(event)

    async def stop(self) -> None:
        errands = list(self._errands.values())
        for errand in errands:
            errand.cancel()
        await asyncio.gather(*errands, return_exceptions=True)

    def _remember(self, call: Call, shown: Home) -> None:
        if len(self._shown) >= _MOST:
            self._shown.clear()
        self._shown[call.reader] = call, shown

    def _renew_soon(self, reader: Reader) -> None:
        """In its turn, so that what was published last is the newest."""
        before = self._errands.get(reader)
        errand = self._errands[reader] = asyncio.create_task(self._renew(reader, before))
        errand.add_done_callback(lambda done: self._errands.pop(reader) if self._errands.get(reader) is done else None)

    async def _renew(self, reader: Reader, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        opened, shown = self._shown.get(reader, (None, None))
        if opened is None:
            return
        try:
            view = (await self._host.dispatch(opened)).view
            if isinstance(view, Home) and view != shown:
                await self._publish(opened, view)
        except (Refusal, SendError) as error:
            log.warning("a Home tab could not be renewed", extra={"error": str(error)})
            self._shown.pop(reader, None)

    async def _publish(self, opened: Call, view: Home) -> None:
        reader, origin = opened.reader, Origin(channel=opened.here.id)
        body = {"user_id": reader.id, "view": home(view, self._values, origin)}
        await self._access.post(reader.workspace, "views.publish", body)
        self._remember(opened, view)
