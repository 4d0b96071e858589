"""`paperboy status`, `config`, `migrate`, `backup` and `restore`."""

import asyncio
import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import language as speech
from bot import settings
from bot.app import App
from bot.cli.failure import misused, visible
from bot.cli.work import check_tags, configured, finish, looking, parts
from bot.heartbeat import Beat, heartbeats
from bot.language import say
from bot.model import Language, Subscription
from bot.settings import Settings
from bot.store.backups import restore as put_back
from bot.store.sources import Import, Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    schema: int
    now: dt.datetime
    beats: tuple[Beat, ...]
    subscriptions: tuple[Subscription, ...]
    deliveries: dict[str, int]
    oldest_unpaid: dt.datetime | None
    imports: tuple[Import, ...]


def status(*, as_json: bool) -> int:
    chosen = configured(level="warning")
    return finish(_status(chosen, as_json=as_json), chosen)


async def _status(chosen: Settings, *, as_json: bool) -> int:
    async with looking(chosen) as app:
        found = await _look(app)
    if as_json:
        print(json.dumps(_status_json(found), ensure_ascii=False))
        return 0
    for line in _status_lines(chosen, found):
        print(visible(line))
    return 0


async def _look(app: App) -> Status:
    store, now = app.store, app.now_of()
    return Status(
        schema=await store.database.version(),
        now=now,
        beats=await heartbeats(store, now),
        subscriptions=await store.subscriptions.all(),
        deliveries=dict(await store.deliveries.counts()),
        oldest_unpaid=await store.deliveries.oldest_unpaid(),
        imports=await Sources(store.database).imports(),
    )


def _status_json(found: Status) -> dict[str, Any]:
    return {
        "schema": found.schema,
        "platforms": [_beat_json(each, found.now) for each in found.beats],
        "subscriptions": [_subscription_json(each) for each in found.subscriptions],
        "deliveries": found.deliveries,
        "oldest_unpaid": found.oldest_unpaid and found.oldest_unpaid.isoformat(),
        "imports": [
            {"source": each.source, "at": each.at.isoformat(), "summary": dict(each.summary)} for each in found.imports
        ],
    }


def _beat_json(beat: Beat, now: dt.datetime) -> dict[str, Any]:
    """`running`: whether a service was there within the last two minutes."""
    return {
        "platform": beat.platform,
        "running": beat.fresh(now),
        "connected": beat.connected and beat.fresh(now),
        "since": beat.since.isoformat(),
        "heartbeat": beat.at.isoformat(),
    }


def _subscription_json(each: Subscription) -> dict[str, Any]:
    return {
        "platform": each.channel.platform,
        "workspace": each.channel.workspace,
        "channel": each.channel.id,
        "state": each.state,
        "reason": each.reason,
        "time": f"{each.terms.time:%H:%M}",
        "zone": each.terms.zone,
        "days": sorted(each.terms.days),
        "languages": list(each.terms.languages),
        "tags": list(each.terms.filter.wanted),
        "exclude": list(each.terms.filter.excluded),
        "next_slot": each.next_slot and each.next_slot.isoformat(),
        "last_slot": each.last_slot and each.last_slot.isoformat(),
    }


def _status_lines(chosen: Settings, found: Status) -> Iterator[str]:
    spoken, zone = chosen.language, ZoneInfo(chosen.zone)

    def moment(instant: dt.datetime, place: ZoneInfo = zone) -> str:
        local = instant.astimezone(place)
        return f"{speech.day(spoken, local.date(), weekday=True)} {speech.clock(local.time(), str(place))}"

    for beat in found.beats:
        yield _beat_line(spoken, beat, found.now, moment)
    if not found.beats:
        yield say(spoken, "status-no-heartbeat")
    yield say(spoken, "status-subscriptions", number=len(found.subscriptions))
    for each in found.subscriptions:
        place = f"{each.channel.platform} #{each.channel.name or each.channel.id}"
        when = moment(each.next_slot, ZoneInfo(each.terms.zone)) if each.next_slot else "–"
        key = f"status-{each.state}" + ("-why" if each.reason and each.state != "active" else "")
        why = say(spoken, each.reason) if each.reason else ""
        yield f"  {say(spoken, key, place=place, when=when, why=why)}"
    counts = " · ".join(f"{say(spoken, f'status-count-{name}')} {n}" for name, n in found.deliveries.items())
    yield say(spoken, "status-deliveries", counts=counts or "0")
    unpaid = found.oldest_unpaid
    yield say(spoken, "status-oldest", when=moment(unpaid)) if unpaid else say(spoken, "status-all-paid")
    for last in found.imports:
        counts = say(spoken, "import-counts", **_COUNTS | dict(last.summary))
        source = last.source or say(spoken, "status-files")
        yield say(spoken, "status-import", source=source, when=moment(last.at), counts=counts)
    if not found.imports:
        yield say(spoken, "status-no-import")


def _beat_line(spoken: Language, beat: Beat, now: dt.datetime, moment: Callable[[dt.datetime], str]) -> str:
    if not beat.fresh(now):
        return say(spoken, "status-heartbeat-old", platform=beat.platform, when=moment(beat.at))
    seconds = max(round((now - beat.at).total_seconds()), 0)
    if beat.connected:
        return say(spoken, "status-connected", platform=beat.platform, seconds=seconds)
    since = moment(beat.since)
    return say(spoken, "status-not-connected", platform=beat.platform, since=since, seconds=seconds)


_COUNTS = dict.fromkeys(("added", "changed", "unchanged", "archived", "refused"), 0)


def config(*, as_json: bool) -> int:
    chosen = configured(level="warning")
    check_tags(chosen)
    shown = chosen.shown()
    if as_json:
        print(json.dumps(shown, ensure_ascii=False))
        return 0
    for name, value in shown.items():
        print(visible(f"{name}={value}"))
    for name, meant in settings.strangers():
        print(visible(say(chosen.language, "config-stranger", name=name, nearest=meant)))
    return 0


def migrate() -> int:
    chosen = configured(level="warning")
    return finish(_migrate(chosen), chosen)


async def _migrate(chosen: Settings) -> int:
    async with parts(chosen) as app:
        version = await app.store.database.version()
    print(visible(say(chosen.language, "migrate-done", path=str(chosen.database), version=version)))
    return 0


def backup(file: Path) -> int:
    chosen = configured(level="warning")
    if not file.parent.is_dir():
        raise misused(chosen.language, "backup-no-folder", path=str(file.parent))
    return finish(_backup(chosen, file), chosen)


async def _backup(chosen: Settings, file: Path) -> int:
    async with parts(chosen, existing=True, migrate=False) as app:
        await app.store.database.copy_to(file)
    size = (await asyncio.to_thread(file.stat)).st_size
    print(visible(say(chosen.language, "backup-done", path=str(file), kib=-(-size // 1024))))
    return 0


def restore(file: Path, *, force: bool) -> int:
    chosen = configured(level="warning")
    if not file.is_file():
        raise misused(chosen.language, "cli-no-file", path=str(file))
    return finish(_restore(chosen, file, force=force), chosen)


async def _restore(chosen: Settings, file: Path, *, force: bool) -> int:
    schema = await put_back(file, chosen.database, force=force)
    print(visible(say(chosen.language, "restore-done", file=str(file), path=str(chosen.database), version=schema)))
    return 0
