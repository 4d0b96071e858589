"""One use of the app by a person: what was sent to the app, and everything that came back."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.slack.refused import Json

if TYPE_CHECKING:
    from tests.servers.slack.state import Channel, Installation, User


class NotOffered(AssertionError):
    """A Slack client would not let this person do this here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one delivery ended: acknowledged with what, or lost why."""

    ok: bool
    payload: Json = field(default_factory=dict)
    error: str = ""  # as Slack names it in `retry_reason`: timeout, http_error, connection_failed …
    no_retry: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class View:
    """A modal or a Home tab, as one person has it before the eyes."""

    id: str
    user_id: str
    team_id: str
    installation: "Installation"
    body: Json
    errors: dict[str, str] = field(default_factory=dict)  # block to what a refused submission says there


@dataclass(slots=True, kw_only=True, eq=False)
class Trigger:
    user_id: str
    team_id: str
    installation: "Installation"
    born: float
    use: "Use"
    view_id: str = ""  # the modal in which it arose: only such a one may push
    used: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class ResponseUrl:
    user: "User"
    channel: "Channel"
    installation: "Installation"
    born: float
    use: "Use"
    source: str = ""  # the message that may be replaced or deleted
    thread: str = ""
    uses: int = 0


@dataclass(slots=True, kw_only=True, eq=False)
class Use:
    """`payload` went to the app; the rest came from it."""

    kind: str
    user: "User"
    channel: "Channel | None" = None
    payload: Json = field(default_factory=dict)
    born: float = 0
    outcome: Outcome | None = None
    took: float = 0  # real seconds until the acknowledgement
    messages: list[Json] = field(default_factory=list)  # by acknowledgement or response_url
    views: list[View] = field(default_factory=list)
    options: list[Json] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)  # what Slack could not take of the answers
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acknowledged(self) -> bool:
        return self.outcome is not None and self.outcome.ok

    @property
    def failure(self) -> str:
        """What the person sees instead of an answer: `operation_timeout`, `dispatch_failed` or nothing."""
        if self.outcome is None or self.outcome.ok:
            return ""
        return "operation_timeout" if self.outcome.error in ("timeout", "http_timeout") else "dispatch_failed"

    def answered(self, **more: Any) -> None:
        for name, value in more.items():
            getattr(self, name).append(value)
        self.changed.set()

    async def message(self, number: int = 1, *, within: float = 10) -> Json:
        """The message that the person got, once there are so many."""
        await self._until("messages", number, within)
        return self.messages[number - 1]

    async def view(self, *, within: float = 10) -> Json:
        """The modal that opened, as it stands at the moment."""
        await self._until("views", 1, within)
        return self.views[-1].body

    async def _until(self, what: str, number: int, within: float) -> None:
        try:
            async with asyncio.timeout(within):
                while len(getattr(self, what)) < number:
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError:
            why = self.failure or self.refusals or f"{len(getattr(self, what))} came"
            raise LookupError(f"no {what} for {self.kind}: {why}") from None
