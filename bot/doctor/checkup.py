"""All checks, one after another; one that fails itself is a finding too."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.app import App, opened
from bot.doctor import database, machine, outside
from bot.doctor.doors import knock
from bot.doctor.finding import Check, Finding, Patient, bad
from bot.settings import Settings
from bot.store import StoreError
from bot.store.backups import needs_upgrade
from bot.store.condition import condition

CHECKS: tuple[Check, ...] = (
    machine.data_folder,
    machine.disk,
    machine.time_zones,
    machine.port,
    machine.daily_backups,
    database.usable,
    database.paid,
    outside.hosts,
    outside.tokens,
    outside.scopes,
    outside.workspaces,
    outside.clock,
    outside.channels,
)


async def examine(settings: Settings, now: dt.datetime) -> list[Finding]:
    async with _patient(settings, now) as patient:
        return [finding for check in CHECKS async for finding in _checked(check, patient)]


async def _checked(check: Check, patient: Patient) -> AsyncIterator[Finding]:
    try:
        async for finding in check(patient):
            yield finding
    except StoreError as error:
        yield bad(error.key, **error.values)


@asynccontextmanager
async def _patient(settings: Settings, now: dt.datetime) -> AsyncIterator[Patient]:
    answers = await knock(settings)
    trouble = await condition(settings.database) if settings.database.exists() else None
    if trouble or not settings.database.exists() or await needs_upgrade(settings.database):
        yield Patient(settings=settings, now=now, app=None, trouble=trouble, answers=answers)
        return
    async with AsyncExitStack() as stack:
        try:
            app = await stack.enter_async_context(opened(settings, migrate=False, posts=True))
        except StoreError as error:
            yield Patient(settings=settings, now=now, app=None, trouble=error, answers=answers)
            return
        stack.push_async_callback(_stopped, app)
        yield Patient(settings=settings, now=now, app=app, trouble=None, answers=answers)


async def _stopped(app: App) -> None:
    """Checks of channels have opened connections."""
    for platform in app.platforms.values():
        await platform.stop()
