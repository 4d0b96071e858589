"""What tests of `paperboy doctor` share."""

import datetime as dt
import socket
from pathlib import Path
from typing import Any

from bot.doctor import Finding, examine
from bot.settings import Settings


def settings(folder: Path, **chosen: Any) -> Settings:
    defaults: dict[str, Any] = {"data_dir": folder, "timezone": "Asia/Seoul", "web_port": free_port()}
    return Settings(**defaults | chosen, _env_file=None)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def findings(chosen: Settings, at: dt.datetime | None = None) -> dict[str, Finding]:
    return {each.key: each for each in await examine(chosen, at or now())}


async def bad(chosen: Settings, at: dt.datetime | None = None) -> set[str]:
    return {key for key, each in (await findings(chosen, at)).items() if each.level == "bad"}


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
