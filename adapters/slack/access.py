"""A request with a workspace's token; a token that ran out is rotated, one that was taken away is dropped."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from adapters.slack.errors import LOST_TOKEN, TOKEN_EXPIRED, Refusal, TokenRefused
from adapters.slack.tokens import Installation, Tokens
from adapters.slack.web import Answer, Web
from bot.platform import Rejected

_TOKEN_REFUSED = 300.0

log = logging.getLogger(__name__)

Given = Mapping[str, Any]


class Access:
    """`revoked` is called when Slack says that a workspace took its token away."""

    def __init__(self, web: Web, tokens: Tokens) -> None:
        self.web, self.tokens = web, tokens
        self.revoked: Callable[[str], Awaitable[None]] | None = None
        self.unauthorized = False

    async def post(self, workspace: str, method: str, body: Given) -> Answer:
        return await self._call(workspace, method, {"body": body})

    async def read(self, workspace: str, method: str, query: Given) -> Answer:
        return await self._call(workspace, method, {"query": query})

    async def _call(self, workspace: str, method: str, given: Mapping[str, Given]) -> Answer:
        installation = await self._installation(workspace)
        try:
            return await self._once(installation, method, given)
        except Refusal as refusal:
            if refusal.error != TOKEN_EXPIRED or not installation.refresh:
                raise
        installation = await self._installation(workspace, anew=True)
        return await self._once(installation, method, given)

    async def _once(self, installation: Installation, method: str, given: Mapping[str, Given]) -> Answer:
        try:
            return await self.web.call(method, installation.token, **given)
        except Refusal as refusal:
            if refusal.error not in LOST_TOKEN:
                raise
            if installation.own:
                self._unauthorized(refusal)
                raise TokenRefused("Slack does not take the token", _TOKEN_REFUSED) from refusal
            await self._lost(installation.workspace)
            raise Rejected("gone", str(refusal)) from refusal

    async def own(self) -> Installation:
        """The workspace of the token that the operator gave us. Raises Unavailable."""
        try:
            return await self.tokens.own()
        except Refusal as refusal:
            self._unauthorized(refusal)
            raise TokenRefused("Slack does not take the token", _TOKEN_REFUSED) from refusal

    async def _installation(self, workspace: str, *, anew: bool = False) -> Installation:
        try:
            found = await self.tokens.of(workspace, anew=anew)
        except Refusal as refusal:  # of the operator's own token, when it is asked whose it is
            self._unauthorized(refusal)
            raise TokenRefused("Slack does not take the token", _TOKEN_REFUSED) from refusal
        if found is None:
            raise Rejected("gone", "the app is not installed in this workspace")
        return found

    def _unauthorized(self, refusal: Refusal) -> None:
        if not self.unauthorized:
            self.unauthorized = True
            log.critical("Slack does not take PAPERBOY_SLACK_BOT_TOKEN", extra={"error": str(refusal)})

    async def _lost(self, workspace: str) -> None:
        log.warning("a workspace took the app's token away", extra={"workspace": workspace})
        await self.tokens.drop(workspace)
        if self.revoked is not None:
            await self.revoked(workspace)
