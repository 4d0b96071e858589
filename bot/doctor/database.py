"""The database: usable, and everything paid."""

import datetime as dt
from collections.abc import AsyncIterator

from bot.doctor.finding import Finding, Patient, bad, fine, warning

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
    counts = await patient.app.store.deliveries.counts()
    oldest = await patient.app.store.deliveries.oldest_unpaid()
    late = oldest is not None and patient.now - oldest > LATE
    if oldest is not None and late:
        hours = (patient.now - oldest) // dt.timedelta(hours=1)
        yield bad("doctor-unpaid", number=counts["open"], hours=hours)
    if uncertain := counts.get("uncertain", 0):
        yield warning("doctor-uncertain", number=uncertain)
    if not late and not uncertain:
        yield fine("doctor-paid")
