"""`paperboy run`."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Collection

import structlog

from bot import logs, settings
from bot.cli.failure import bad_setting
from bot.cli.work import configured, finish, parts
from bot.platforms import terminal
from bot.service import serve
from bot.settings import BadSetting, Settings


def run() -> int:
    chosen = configured()
    try:
        chosen.check_folders()
    except BadSetting as error:
        raise bad_setting(error) from error
    return finish(_run(chosen, prompt=sys.stdin.isatty()), chosen)


async def _run(chosen: Settings, *, prompt: bool) -> int:
    stop = asyncio.Event()
    _stop_on_signals(stop)
    console = terminal(chosen, prompt=True, closed=stop.set) if prompt else None
    async with parts(chosen, console=console, posts=True, chats=True) as app:
        if prompt and chosen.log_level == "info":  # a prompt is for talking; what matters still appears above it
            logs.start("warning", terminal=True)
        _warn(chosen, app.platforms, prompt=prompt)
        await serve(app, stop)
    return 0


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt there
            loop.add_signal_handler(number, stop.set)


def _warn(chosen: Settings, platforms: Collection[str], *, prompt: bool) -> None:
    log = structlog.get_logger()
    if not chosen.timezone and not prompt:  # the prompt's welcome says it
        log.warning("nobody set PAPERBOY_TIMEZONE: the machine's is used", zone=chosen.zone)
    if not platforms:
        log.warning("no platform: nothing can be posted or answered; on a terminal it would be one")
    for name, meant in settings.strangers():
        log.warning("unknown setting", name=name, nearest=meant)
