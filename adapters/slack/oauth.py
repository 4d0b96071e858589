"""Installing the app in a workspace: off to Slack with a state that works once, in this browser, for ten minutes, and
back with a code that becomes a token.
https://docs.slack.dev/authentication/installing-with-oauth
"""

import datetime as dt
import hashlib
import html
import logging
import secrets
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from aiohttp import web

from adapters.slack.connection import Connection, Phrase
from adapters.slack.errors import Refusal
from adapters.slack.manifest import OPTIONAL, REQUIRED
from adapters.slack.tokens import Installation, Tokens
from adapters.slack.web import Answer, Web
from bot.platform import Memory, SendError

INSTALL, CALLBACK = "/slack/install", "/slack/oauth_redirect"
LIFETIME = dt.timedelta(minutes=10)
_COOKIE = "paperboy-slack-state"
_MAX_AGE = int(LIFETIME.total_seconds())
_AT_ONCE = dt.timedelta(0)

log = logging.getLogger(__name__)


class OAuth:
    def __init__(
        self,
        connection: Connection,
        memory: Memory,
        web_api: Web,
        tokens: Tokens,
        phrase: Phrase,
        installed: Callable[[str], Awaitable[None]],
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`installed` is told the workspace."""
        self._connection, self._memory, self._web, self._tokens = connection, memory, web_api, tokens
        self._phrase, self._installed, self._now = phrase, installed, now

    async def install(self, request: web.Request) -> web.StreamResponse:
        state = secrets.token_urlsafe(24)
        await self._memory.once(_name(state), LIFETIME)  # a turn goes by itself when nobody comes back
        asked = {
            "client_id": self._connection.client_id,
            "scope": ",".join((*REQUIRED, *OPTIONAL)),
            "redirect_uri": self._redirect(),
            "state": state,
        }
        response = web.Response(
            status=302, headers={"Location": f"{self._connection.authorize_url}?{urlencode(asked)}"}
        )
        secure = self._connection.public_url.startswith("https:")
        response.set_cookie(_COOKIE, state, max_age=_MAX_AGE, httponly=True, secure=secure, samesite="Lax")
        return response

    async def callback(self, request: web.Request) -> web.StreamResponse:
        code, state = request.query.get("code", ""), request.query.get("state", "")
        same_browser = secrets.compare_digest(request.cookies.get(_COOKIE, "").encode(), state.encode())
        if not code or not state or not same_browser or not await self._consumed(state):
            return self._page("slack-not-installed", 400)
        try:
            made = await self._exchanged(code)
            await self._tokens.keep(made)
            await self._installed(made.workspace)
        except (Refusal, SendError) as error:
            log.warning("an installation failed", extra={"error": repr(error)})
            return self._page("slack-not-installed", 502)
        except Exception:
            log.exception("an installation failed on our side")
            return self._page("slack-not-installed", 500)
        return self._page("slack-installed", 200)

    async def _consumed(self, state: str) -> bool:
        """True once, for a state that we issued not long ago."""
        # Where nobody has this turn, we never gave it, or it is over.
        unknown = await self._memory.once(_name(state), _AT_ONCE)
        return not unknown and await self._memory.once(f"{_name(state)}-used", LIFETIME)

    async def _exchanged(self, code: str) -> Installation:
        asked = {
            "client_id": self._connection.client_id,
            "client_secret": self._connection.client_secret,
            "code": code,
            "redirect_uri": self._redirect(),
        }
        said = await self._web.form("oauth.v2.access", asked)
        token = str(said["access_token"])
        return _installation(said, token, await self._web.call("auth.test", token, body={}), self._now())

    def _redirect(self) -> str:
        return f"{self._connection.public_url.rstrip('/')}{CALLBACK}"

    def _page(self, key: str, status: int) -> web.Response:
        language = self._connection.language
        said = html.escape(self._phrase(language, key))
        text = (
            f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Paperboy</title><p>{said}</p></html>'
        )
        response = web.Response(text=text, content_type="text/html", status=status)
        response.del_cookie(_COOKIE)
        return response


def _installation(said: Answer, token: str, who: Answer, now: float) -> Installation:
    organisation = str((said.get("enterprise") or {}).get("id") or "")
    for_all = bool(said.get("is_enterprise_install"))
    expires = float(said.get("expires_in") or 0)
    return Installation(
        workspace=organisation if for_all else str(said["team"]["id"]),
        token=token,
        bot_user=str(said.get("bot_user_id") or who.get("user_id") or ""),
        bot_id=str(who.get("bot_id") or ""),
        organisation=organisation,
        refresh=str(said.get("refresh_token") or ""),
        expires=now + expires if expires else 0.0,
    )


def _name(state: str) -> str:
    return f"slack-state-{hashlib.blake2b(state.encode(), digest_size=16).hexdigest()}"
