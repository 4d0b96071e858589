"""Which platforms there are, each made from the settings: the one file that names the adapters."""

import datetime as dt
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from adapters.console.platform import Console, Screen, Talk
from bot import language
from bot.archive import Archive
from bot.commands import COMMANDS
from bot.memory import StoredMemory
from bot.model import Language
from bot.settings import Settings, colour_wanted

__all__ = ["Console", "Talk", "discord", "slack", "slack_connection", "slack_manifest", "slack_scopes", "terminal"]

CHAT = "web"  # the name of the platform that the page to try it is
HISTORY = "history"  # in the data folder: what was typed at the prompt
_PLAIN_WIDTH = 100  # of output that goes into a file or a pipe

if TYPE_CHECKING:
    from aiohttp.web import RouteDef

    from adapters.discord.platform import DiscordPlatform
    from adapters.slack.connection import Connection as SlackConnection
    from adapters.slack.platform import SlackPlatform
    from adapters.web.chat.platform import Chat
    from adapters.web.frame import Frame


def discord(settings: Settings, memory: StoredMemory) -> "DiscordPlatform | None":
    if not settings.discord_token.get_secret_value():
        return None
    from adapters.discord.connection import Connection  # discord.py costs half a second
    from adapters.discord.platform import DiscordPlatform

    connection = Connection(
        token=settings.discord_token.get_secret_value(),
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
        guilds=settings.discord_guilds,
        proxy=settings.proxy_for(settings.discord_api_url),
        tls=settings.tls(),
        language=settings.language,
    )
    return DiscordPlatform(connection, commands=COMMANDS, phrase=language.say, memory=memory)


def slack(settings: Settings, memory: StoredMemory) -> "SlackPlatform | None":
    if not (settings.slack_bot_token.get_secret_value() or settings.slack_client_id):
        return None
    from adapters.slack.platform import SlackPlatform  # so does slack-bolt

    return SlackPlatform(slack_connection(settings), commands=COMMANDS, phrase=language.say, memory=memory)


def frame(settings: Settings, archive: Archive) -> "Frame":
    """What all web pages share."""
    from adapters.web.frame import Frame, Wording

    wording = Wording(language.say, language.day, language.short_day, language.month)
    return Frame(archive, wording, language=settings.language, public_url=settings.public_url, tries=settings.tries)


def site(framed: "Frame") -> "list[RouteDef]":
    """The archive as a web page, for the service's web server."""
    from adapters.web.site import Site

    return Site(framed).routes()


def chat(
    settings: Settings, framed: "Frame", memory: StoredMemory, now_of: Callable[[], dt.datetime],
    listens: Callable[[], bool],
) -> "Chat | None":  # fmt: skip
    """The page to try it all, which shows what Discord and Slack would: their renderers know no library."""
    if not settings.tries:
        return None
    from adapters.discord.dialect import Dialect as Discord
    from adapters.slack.dialect import Dialect as Slack
    from adapters.web.chat.platform import Chat

    dialects, public_url = (Discord(COMMANDS), Slack(COMMANDS)), settings.public_url
    return Chat(dialects, framed, memory=memory, now_of=now_of, listens=listens, public_url=public_url)


def slack_manifest(settings: Settings, mode: str, *, workspaces: bool = False) -> dict[str, Any]:
    """`workspaces`: they will install the app by themselves, though no setting says so yet."""
    from adapters.slack.manifest import manifest

    rotation = workspaces or bool(settings.slack_client_id)
    return manifest(
        COMMANDS,
        language.say,
        mode="http" if mode == "http" else "socket",
        public_url=settings.public_url,
        rotation=rotation,
    )


def slack_scopes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which the app must have, and which it should."""
    from adapters.slack.manifest import OPTIONAL, REQUIRED

    return REQUIRED, OPTIONAL


def slack_connection(settings: Settings) -> "SlackConnection":
    from adapters.slack.connection import Connection

    return Connection(
        bot_token=settings.slack_bot_token.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value(),
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
        public_url=settings.public_url,
        api_url=settings.slack_api_url,
        managers=settings.slack_managers,
        proxy=settings.proxy_for(settings.slack_api_url),
        tls=settings.tls(),
        language=settings.language,
    )


def terminal(
    settings: Settings,
    *,
    prompt: bool = False,
    closed: Callable[[], None] = lambda: None,
    stream: Literal["stdout", "stderr"] = "stdout",
) -> Console:
    """This process's terminal as a platform. With `prompt` it talks; without, it only prints."""
    colour = getattr(sys, stream).isatty() and colour_wanted()
    screen = Screen(partial(_write, stream), width=_width, colour=colour)
    return Console(
        screen,
        phrase=language.say,
        moment=_moment_in(settings.zone),
        language=settings.language,
        history=settings.data_dir / HISTORY if prompt else None,
        welcome=welcome(settings),
        closed=closed,
    )


def welcome(settings: Settings, page: str = "") -> str:
    """What to type first, or where in a browser; and whose clock counts, if nobody chose one."""
    said = [language.say(settings.language, "try-welcome", address=page)] if page else []
    said.append(language.say(settings.language, "console-welcome"))
    if not settings.timezone:
        said.append(language.say(settings.language, "console-zone", zone=settings.zone))
    return "\n\n".join(said)


def _write(stream: str, text: str) -> None:
    """Looks the stream up each time: while the prompt is shown it is another one, which prints above it."""
    out = getattr(sys, stream)
    out.write(text)
    out.flush()


def _width() -> int:
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or _PLAIN_WIDTH
    return _PLAIN_WIDTH


def _moment_in(zone: str) -> Callable[[Language, dt.datetime], str]:
    """A moment to come, on the clock of the zone that it came with, else of the service's."""

    def moment(spoken: Language, instant: dt.datetime) -> str:
        here = instant.tzinfo if isinstance(instant.tzinfo, ZoneInfo) else ZoneInfo(zone)
        local = instant.astimezone(here)
        day = language.day(spoken, local.date(), weekday=True)
        return f"{day} {language.clock(local.time(), str(here))}"

    return moment
