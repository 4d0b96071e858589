"""Settings written down for every later start: the .env file, which nobody but its owner may read."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from bot.settings.wrong import variable

_PLAIN = re.compile(r"[\w./:@+,-]*")
_OWNERS_ONLY = 0o600


def keep(values: Mapping[str, str], path: Path) -> None:
    """By the names of the fields. Other lines stay as they are; the file changes as a whole or not at all. Raises
    OSError."""
    given = {variable(name): value for name, value in values.items()}
    before = path.read_text("utf-8").splitlines() if path.exists() else []
    others = [line for line in before if _name(line) not in given]
    text = "\n".join((*others, *(f"{name}={_quoted(value)}" for name, value in given.items())))
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNERS_ONLY), "w", encoding="utf-8") as file:
        file.write(f"{text}\n")
    fresh.replace(path)


def _name(line: str) -> str:
    return line.partition("=")[0].removeprefix("export ").strip().upper()


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
