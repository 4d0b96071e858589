"""`paperboy reader show` and `reader erase`: what is stored about one reader, for a host who is asked for it."""

import json
from dataclasses import asdict

from bot.app import now
from bot.cli.failure import visible
from bot.cli.work import configured, finish, parts
from bot.language import say
from bot.model import Reader
from bot.settings import Settings


def show(platform: str, workspace: str, user: str) -> int:
    chosen = configured(level="warning")
    return finish(_show(chosen, Reader(platform, workspace, user)), chosen)


async def _show(chosen: Settings, reader: Reader) -> int:
    async with parts(chosen, existing=True) as app:
        print(json.dumps(asdict(await app.store.readers.about(reader)), ensure_ascii=False, default=str))
    return 0


def erase(platform: str, workspace: str, user: str) -> int:
    chosen = configured(level="warning")
    return finish(_erase(chosen, Reader(platform, workspace, user)), chosen)


async def _erase(chosen: Settings, reader: Reader) -> int:
    async with parts(chosen, existing=True) as app:
        await app.store.subscriptions.end_own(reader, now())
        await app.store.readers.erase(reader)
    print(visible(say(chosen.language, "reader-erased", user=reader.id)))
    return 0
