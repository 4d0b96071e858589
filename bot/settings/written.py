"""Settings as text: folders of documents, and what may be shown of a secret."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr

_NAMED = re.compile(r"(?P<name>[A-Za-z][\w-]*)=(?P<folder>.+)")


@dataclass(frozen=True, slots=True)
class Source:
    """A folder to read again and again. With a name of its own it stays the same source when it moves."""

    name: str
    folder: Path


def source(item: str) -> Source:
    named = _NAMED.fullmatch(item)
    folder = Path(named["folder"] if named else item).expanduser()
    return Source(named["name"] if named else str(folder.resolve()), folder)


def is_address(address: str) -> bool:
    """Whether a connection could go there: `http://proxy.example:3128`."""
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # of a port that is no number
        return False


def source_text(source: Source) -> str:
    unnamed = source.name == str(source.folder.resolve())
    return str(source.folder) if unnamed else f"{source.name}={source.folder}"


def shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return "***" if value.get_secret_value() else ""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return "" if value is None else str(value)


def without_password(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "***"
    if not parts.password:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}:***@{host}"))
