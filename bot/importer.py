"""Documents into the archive: which are new, which paper each is about, what is news."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.store import Store
from bot.tags import Aliases


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A document that could not be read: `key` names the reason in the catalogue (`refused-…`), with its values."""

    path: str
    line: int | None
    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that the curator may want to know: `key` in the catalogue (`remark-…`), with its values."""

    key: str
    values: Mapping[str, str | int | dt.date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counted in papers. `archived` are those of the added (or of those judged anew) that were stored, not posted."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    archived: int = 0
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[Remark, ...] = ()


Progress = Callable[[int, int], None]


async def import_source(
    store: Store,
    root: Path,
    *,
    name: str = "",
    aliases: Aliases,
    now: dt.datetime,
    zone: ZoneInfo,
    on_progress: Progress | None = None,
    dry_run: bool = False,
) -> Summary:
    """A folder. Its first import is archive. It is known by `name`, else by its resolved path. Raises StoreError."""
    raise NotImplementedError


async def import_files(
    store: Store,
    paths: Iterable[Path],
    *,
    date: dt.date | None = None,
    aliases: Aliases,
    now: dt.datetime,
    zone: ZoneInfo,
    on_progress: Progress | None = None,
    dry_run: bool = False,
) -> Summary:
    """Lone files: a later import. `date` is for pages that name none. Raises StoreError."""
    raise NotImplementedError
