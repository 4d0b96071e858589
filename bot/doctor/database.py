"""The database: usable, and everything paid."""

import datetime as dt
from collections.abc import AsyncIterator

from bot import platforms
from bot.app import App
from bot.doctor.finding import Finding, Patient, bad, fine, warning
from bot.heartbeat import heartbeats
from bot.store import figures

LATE = dt.timedelta(hours=1)


async def usable(patient: Patient) -> AsyncIterator[Finding]:
    path = str(patient.settings.database)
    if patient.trouble:
        yield bad(patient.trouble.key, **patient.trouble.values)
    elif patient.app:
        yield fine("doctor-database-fine", path=path)
    elif patient.settings.database.exists():
        yield warning("doctor-database-older", path=path)
    else:
        yield warning("cli-no-database", path=path)


async def paid(patient: Patient) -> AsyncIterator[Finding]:
    if not patient.app:
        return
    owed, served = await figures.owed(patient.app.store.database), await _served(patient.app, patient.now)
    paying = [each for platform, each in owed.items() if platform in served]
    oldest = min((slot for _, slot in paying), default=patient.now)
    if late := patient.now - oldest > LATE:
        hours = (patient.now - oldest) // dt.timedelta(hours=1)
        yield bad("doctor-unpaid", number=sum(number for number, _ in paying), hours=hours)
    if uncertain := (await patient.app.store.deliveries.counts()).get("uncertain", 0):
        yield warning("doctor-uncertain", number=uncertain)
    if not late and not uncertain:
        yield fine("doctor-paid")
    if waiting := ", ".join(f"{platform} {owed[platform][0]}" for platform in sorted(owed.keys() - served)):
        yield warning("doctor-waiting", waiting=waiting)


async def _served(app: App, now: dt.datetime) -> frozenset[str]:
    """Platforms that are switched on, by the settings or in a service that runs: nobody pays what others owe."""
    chosen = {*app.platforms, *([platforms.CHAT] if app.settings.tries else [])}
    return frozenset(chosen | {beat.platform for beat in await heartbeats(app.store, now) if beat.fresh(now)})
