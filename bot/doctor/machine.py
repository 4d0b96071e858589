"""The machine under the service: folder, disk, time zones, port, backups."""

import asyncio
import errno
import http.client
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot import pulse
from bot.doctor.finding import Finding, Patient, bad, fine, warning
from bot.keeping import backups

ROOM_MIB = 200  # less than this is nearly full: a backup and a large import need it
STALE_DAYS = 2
_MIB = 1024 * 1024


async def data_folder(patient: Patient) -> AsyncIterator[Finding]:
    folder = patient.settings.database.parent
    try:
        await asyncio.to_thread(_write_into, folder)
    except OSError as error:
        yield bad("doctor-folder", folder=str(folder), reason=error.strerror or str(error))
    else:
        yield fine("doctor-folder-fine", folder=str(folder.resolve()))


def _write_into(folder: Path) -> None:
    """By doing it: what the mode says is not all that decides."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"paperboy")


async def disk(patient: Patient) -> AsyncIterator[Finding]:
    folder = patient.settings.database.parent
    try:
        free = (await asyncio.to_thread(shutil.disk_usage, folder)).free // _MIB
    except OSError:  # said by data_folder
        return
    if free < ROOM_MIB:
        yield bad("doctor-disk", folder=str(folder), free=free, needed=ROOM_MIB)
    else:
        yield fine("doctor-disk-fine", free=free)


async def time_zones(patient: Patient) -> AsyncIterator[Finding]:
    wanted = {patient.settings.zone, "Asia/Seoul"}
    if patient.app:
        wanted |= {each.terms.zone for each in await patient.app.store.subscriptions.all()}
    missing = sorted(zone for zone in wanted if not _known(zone))
    if missing:
        yield bad("doctor-zones", zones=", ".join(missing))
    else:
        yield fine("doctor-zones-fine", zone=patient.settings.zone)


def _known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


async def port(patient: Patient) -> AsyncIterator[Finding]:
    host, number = patient.settings.web_host, patient.settings.web_port
    if not number:  # left to the machine: there is always one
        return
    place = f"{host}:{number}"
    reason = await asyncio.to_thread(_refused, host, number)
    if reason is None:
        yield fine("doctor-port-free", place=place)
    elif reason != errno.EADDRINUSE:
        yield bad("doctor-address", place=place)
    else:
        yield await asyncio.to_thread(_who, host, number, place)


def _refused(host: str, number: int) -> int | None:
    """Why the service could not listen there: an errno."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as ours:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as asyncio's servers do
            ours.bind(address)
            ours.listen()
    except OSError as error:
        return error.errno or errno.EADDRNOTAVAIL
    return None


def _who(host: str, number: int, place: str) -> Finding:
    """Who has the port. Whoever takes the question and says nothing may be a service that hangs."""
    try:
        ours = pulse.ask(host, number).get("service") == pulse.SERVICE
    except TimeoutError:
        return bad("doctor-port-silent", place=place, seconds=round(pulse.PATIENCE_S))
    except (OSError, http.client.HTTPException, ValueError):
        ours = False
    return fine("doctor-running", place=place) if ours else bad("doctor-port", place=place)


async def daily_backups(patient: Patient) -> AsyncIterator[Finding]:
    folder = patient.settings.backups
    if not folder:
        yield warning("doctor-no-backups")
        return
    days = await asyncio.to_thread(backups, folder)
    if not days or (patient.now.date() - max(days)).days > STALE_DAYS:
        yield warning("doctor-backup-old", folder=str(folder))
    else:
        yield fine("doctor-backup-fine", date=str(max(days)))
