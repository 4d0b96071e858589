"""What every command begins with: settings, logs, the parts; and the failures that all of them share."""

import asyncio
import os
import signal
import sys
import traceback
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from bot import logs, settings
from bot.app import App, Now, now, opened
from bot.cli.failure import Failure, bad_setting, failed, told
from bot.platforms import Console
from bot.settings import BadSetting, Settings
from bot.store import StoreError
from bot.store.backups import needs_upgrade
from bot.tags import Aliases


def configured(*, level: str = "") -> Settings:
    """The settings, with logs set up for them. `level`: of the log, where the command is no service."""
    os.umask(0o077)  # what is written holds what people read, and who they are
    try:
        chosen = settings.load()
    except BadSetting as error:
        raise bad_setting(error) from error
    logs.start(chosen.log_level if chosen.log_level == "debug" else level or chosen.log_level, terminal=_watched())
    return chosen


def finish(work: Coroutine[Any, Any, int], chosen: Settings) -> int:
    """Runs it; what nobody expected is one line too, and the place where it happened for who asks for it."""
    try:
        return asyncio.run(work)
    except StoreError as error:
        raise failed(chosen.language, error.key, **error.values) from error
    except (Failure, BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        if chosen.log_level == "debug":
            traceback.print_exc()
        raise failed(chosen.language, "cli-unexpected", error=f"{type(error).__name__}: {error}"[:300]) from error


@contextmanager
def asking() -> Iterator[None]:
    """While somebody is asked Ctrl-C ends the command: asyncio would only take note of it, and go on asking."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@asynccontextmanager
async def parts(
    chosen: Settings,
    *,
    console: Console | None = None,
    existing: bool = False,
    migrate: bool = True,
    posts: bool = False,
    chats: bool = False,
    now_of: Now = now,
) -> AsyncIterator[App]:
    """`existing`: the command looks at a database and must not make one."""
    if existing and not chosen.database.exists():  # before anything runs
        raise failed(chosen.language, "cli-no-database", path=str(chosen.database))
    if chosen.tags:
        check_tags(chosen)
    async with opened(chosen, console=console, migrate=migrate, posts=posts, chats=chats, now_of=now_of) as app:
        yield app


@asynccontextmanager
async def looking(chosen: Settings) -> AsyncIterator[App]:
    """For commands that only look at the database: its schema stays as it is."""
    if chosen.database.exists() and await needs_upgrade(chosen.database):
        raise failed(chosen.language, "cli-older", path=str(chosen.database))
    async with parts(chosen, existing=True, migrate=False) as app:
        yield app


def check_tags(chosen: Settings) -> None:
    try:
        Aliases.load(chosen.tags)
    except ValueError as error:
        raise Failure(told("PAPERBOY_TAGS", str(error)), 2) from error


def _watched() -> bool:
    return sys.stderr.isatty()
