"""The hosts that the service needs, and how each takes our token: one request for each door."""

import asyncio
import datetime as dt
import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Literal
from urllib.parse import urlsplit

import aiohttp

from bot.settings import PREFIX, Settings

PATIENCE_S = 10.0
_NO_CODE, _CODE_REFUSED = "0", "invalid_code"  # https://docs.slack.dev/reference/methods/oauth.v2.access#errors

# https://docs.slack.dev/reference/methods/auth.test#errors
_BUSY = frozenset(
    {"ratelimited", "rate_limited", "fatal_error", "internal_error", "service_unavailable", "request_timeout"}
)

Failure = Literal["", "unreachable", "proxy", "certificate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """`setting`: which token is shown there; empty where it is only a host that must be reached."""

    platform: str
    url: str
    method: Literal["GET", "POST"] = "GET"
    setting: str = ""
    token: str = field(default="", repr=False)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    door: Door
    failure: Failure = ""
    reason: str = ""
    refused: str = ""  # why the token was not taken, in the platform's word
    unknown: str = ""  # why the platform did not look at it
    scopes: frozenset[str] | None = None  # None: the platform does not say
    date: dt.datetime | None = None


def doors(settings: Settings) -> tuple[Door, ...]:
    return (*_discord(settings), *_slack(settings), *_slack_client(settings))


def _discord(settings: Settings) -> tuple[Door, ...]:
    token = settings.discord_token.get_secret_value()
    if not token:
        return ()
    gateway = "http" + settings.discord_gateway_url.removeprefix("ws")
    me = f"{settings.discord_api_url.rstrip('/')}/users/@me"
    return (
        Door(platform="discord", url=me, setting=f"{PREFIX}DISCORD_TOKEN", token=f"Bot {token}"),
        Door(platform="discord", url=gateway),
    )


def _slack(settings: Settings) -> tuple[Door, ...]:
    api = settings.slack_api_url.rstrip("/")
    asked = {
        "SLACK_BOT_TOKEN": ("auth.test", settings.slack_bot_token),
        "SLACK_APP_TOKEN": ("apps.connections.open", settings.slack_app_token),
    }
    return tuple(
        Door(
            platform="slack",
            url=f"{api}/{method}",
            method="POST",
            setting=f"{PREFIX}{name}",
            token=f"Bearer {token.get_secret_value()}",
        )
        for name, (method, token) in asked.items()
        if token.get_secret_value()
    )


def _slack_client(settings: Settings) -> tuple[Door, ...]:
    """Whether id and secret of the client are right is answered before the code is looked at."""
    if not settings.slack_client_id:
        return ()
    secret = settings.slack_client_secret.get_secret_value()
    return (
        Door(
            platform="slack",
            url=f"{settings.slack_api_url.rstrip('/')}/oauth.v2.access",
            method="POST",
            setting=f"{PREFIX}SLACK_CLIENT_SECRET",
            form={"client_id": settings.slack_client_id, "client_secret": secret, "code": _NO_CODE},
        ),
    )


async def knock(settings: Settings, only: Collection[str] = ()) -> tuple[Answer, ...]:
    """At all doors at once, or at those where these settings are shown."""
    chosen = [door for door in doors(settings) if not only or door.setting in only]
    timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
    async with aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as client:
        return tuple(await asyncio.gather(*(_knock(client, settings, door) for door in chosen)))


async def _knock(client: aiohttp.ClientSession, settings: Settings, door: Door) -> Answer:
    headers = {"Authorization": door.token, "User-Agent": "DiscordBot (paperboy, 1)"} if door.token else {}
    proxy = settings.proxy_for(door.url)
    tls: ssl.SSLContext | bool = settings.tls() or True
    try:
        async with client.request(
            door.method, door.url, headers=headers, data=door.form or None, proxy=proxy, ssl=tls, allow_redirects=False
        ) as said:
            refused, unknown = await _verdict(said) if door.setting else ("", "")
            return Answer(
                door=door,
                refused=refused,
                unknown=unknown,
                scopes=_scopes(said.headers),
                date=_date(said.headers),
            )
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        return Answer(door=door, failure=_failure(error, proxied=bool(proxy)), reason=_told(error))


async def _verdict(said: aiohttp.ClientResponse) -> tuple[str, str]:
    """`refused` and `unknown` of the answer. Discord says it by the status, Slack in the body."""
    if said.status == HTTPStatus.UNAUTHORIZED:
        return str(said.status), ""
    try:
        body = await said.json(content_type=None)
    except ValueError:  # a page of whatever stands before the platform
        return "", str(said.status)
    error = str(body.get("error", "")) if isinstance(body, dict) and body.get("ok") is False else ""
    if error in _BUSY or (not error and said.status != HTTPStatus.OK):
        return "", error or str(said.status)
    return "" if error == _CODE_REFUSED else error, ""


def _scopes(headers: Mapping[str, str]) -> frozenset[str] | None:
    said = headers.get("X-OAuth-Scopes")
    return None if said is None else frozenset(filter(None, (scope.strip() for scope in said.split(","))))


def _date(headers: Mapping[str, str]) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(headers["Date"])
    except (KeyError, ValueError):
        return None


def _failure(error: Exception, *, proxied: bool) -> Failure:
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError):
        return "certificate"
    return "proxy" if proxied else "unreachable"


def _told(error: Exception) -> str:
    """Without the proxy's address, which may hold a password."""
    if isinstance(error, aiohttp.ClientResponseError):
        return f"{error.status} {error.message}"
    if isinstance(error, aiohttp.ClientConnectorError):
        return error.os_error.strerror or type(error).__name__
    return type(error).__name__
