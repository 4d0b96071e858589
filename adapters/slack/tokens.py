"""The workspaces' tokens: the operator's own, and those of workspaces that installed the app, kept by the core in
secret, rotated before they run out, dropped when a workspace removes the app.
https://docs.slack.dev/authentication/using-token-rotation
"""

import asyncio
import datetime as dt
import hashlib
import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

from adapters.slack.connection import Connection
from adapters.slack.errors import Refusal
from adapters.slack.web import Web
from bot.platform import Memory, Unavailable

FRESH = 2 * 3600.0  # a token is rotated this many seconds before it runs out
REMEMBERED = 60.0  # seconds until another process's change is seen
KEPT = "slack-token-"
_ROTATING = dt.timedelta(seconds=30)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """`workspace` is the organisation where the app was installed for all of it."""

    workspace: str
    token: str = field(repr=False)
    bot_user: str = ""
    bot_id: str = ""
    organisation: str = ""
    refresh: str = field(default="", repr=False)
    expires: float = 0.0  # seconds since 1970; 0: never
    own: bool = False  # the operator's, from the settings


class Tokens:
    def __init__(
        self, connection: Connection, memory: Memory, web: Web, *, now: Callable[[], float] = time.time
    ) -> None:
        self._connection, self._memory, self._web, self._now = connection, memory, web, now
        self._own: Installation | None = None
        self._known: dict[str, tuple[float, Installation | None]] = {}
        self._organisations: dict[str, str] = {}
        self._lock = asyncio.Lock()

    async def of(self, workspace: str, organisation: str = "", *, anew: bool = False) -> Installation | None:
        """None where the app is not installed (any more). `anew`: the token that is known does not work."""
        organisation = await self._belongs(workspace, organisation)
        if self._connection.bot_token:
            own = await self.own()
            if own.workspace in (workspace, organisation):
                return own
        for name in filter(None, (workspace, organisation)):
            found = await self._kept(name, anew=anew)
            if found is not None:
                return await self._fresh(found, anew=anew)
        return None

    async def _belongs(self, workspace: str, organisation: str) -> str:
        """The organisation of a workspace, which only a use of the app tells, for posts that are nobody's use."""
        known = self._organisations.get(workspace)
        if known is None:
            known = await self._memory.get(f"slack-organisation-{workspace}") or ""
        if organisation and organisation != known:
            await self._memory.put(f"slack-organisation-{workspace}", organisation)
            known = organisation
        self._organisations[workspace] = known
        return known

    async def own(self) -> Installation:
        """Whose token the operator gave us; asked once."""
        async with self._lock:
            if self._own is None:
                said = await self._web.call("auth.test", self._connection.bot_token, body={})
                for_all = bool(said.get("is_enterprise_install"))
                self._own = Installation(
                    workspace=str(said.get("enterprise_id") if for_all else said["team_id"]),
                    token=self._connection.bot_token,
                    bot_user=str(said.get("user_id", "")),
                    bot_id=str(said.get("bot_id", "")),
                    organisation=str(said.get("enterprise_id") or ""),
                    own=True,
                )
            return self._own

    async def keep(self, installation: Installation) -> None:
        await self._memory.put(_name(installation.workspace), json.dumps(asdict(installation)), secret=True)
        self._known[installation.workspace] = (self._now(), installation)

    async def drop(self, workspace: str) -> None:
        if workspace:
            await self._memory.put(_name(workspace), "", secret=True)
            self._known[workspace] = (self._now(), None)

    async def _kept(self, workspace: str, *, anew: bool = False) -> Installation | None:
        at, known = self._known.get(workspace, (0.0, None))
        if not anew and self._now() - at < REMEMBERED:
            return known
        written = await self._memory.get(_name(workspace))
        found = Installation(**json.loads(written)) if written else None
        self._known[workspace] = (self._now(), found)
        return found

    async def _fresh(self, known: Installation, *, anew: bool) -> Installation:
        if not known.refresh or (not anew and self._now() < known.expires - FRESH):
            return known
        async with self._lock:
            kept = await self._kept(known.workspace, anew=True) or known
            if self._now() < kept.expires - FRESH and kept.token != known.token:
                return kept  # somebody else was faster
            return await self._rotated(kept)

    async def _rotated(self, known: Installation) -> Installation:
        """One process does it: a refresh token works once."""
        turn = hashlib.blake2b(known.refresh.encode(), digest_size=8).hexdigest()
        if not await self._memory.once(f"slack-rotate-{turn}", _ROTATING):
            if self._now() < known.expires:
                return known
            raise Unavailable("the workspace's token is being rotated", 5.0)
        asked = {
            "client_id": self._connection.client_id,
            "client_secret": self._connection.client_secret,
            "grant_type": "refresh_token",
            "refresh_token": known.refresh,
        }
        try:
            said = await self._web.form("oauth.v2.access", asked)
        except Refusal as refusal:
            log.error("a workspace's token could not be rotated", extra={"workspace": known.workspace})
            if self._now() < known.expires:
                return known
            raise Unavailable(str(refusal), 60.0) from refusal
        made = replace(
            known,
            token=str(said["access_token"]),
            refresh=str(said.get("refresh_token") or known.refresh),
            expires=self._now() + float(said.get("expires_in") or 0),
        )
        await self.keep(made)
        return made


def _name(workspace: str) -> str:
    return f"{KEPT}{workspace}"
