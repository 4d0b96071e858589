"""Reads the seeds and the operator's folders while the service runs, and says what came of it."""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.importer import Refusal, Summary, import_source
from bot.language import say
from bot.model import Language
from bot.settings import Settings, Source
from bot.store import Store, StoreError
from bot.tags import Aliases
from bot.tally import Tally

SEEDS = Source("seeds", Path(__file__).resolve().parent.parent / "seeds")
_SAY_EVERY_S = 3.0  # while a long import goes on
_SHOWN = 10  # remarks and refused documents that are told one by one

Tell = Callable[[str], None]
log = structlog.get_logger()


class Intake:
    """`tell` prints a line where somebody sits at a terminal; the log gets the same as fields."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        aliases: Aliases,
        tell: Tell | None = None,
        tally: Tally | None = None,
    ) -> None:
        self._settings, self._store, self._aliases, self._tell = settings, store, aliases, tell
        self._tally = tally or Tally()
        self._said: dict[str, tuple[Refusal, ...]] = {}
        self._missing: set[str] = set()

    async def read(self, now: dt.datetime, *, only_seeds: bool = False) -> None:
        """Every source once. A source that fails does not keep the others waiting."""
        for source in (SEEDS,) if only_seeds else (SEEDS, *self._settings.sources):
            if not source.folder.is_dir():
                self._miss(source)
                continue
            self._missing.discard(source.name)
            try:
                self._report(source, await self._import(source, now), quietly=only_seeds)
            except StoreError as error:
                log.error("import failed", source=source.name, reason=error.key)
            except OSError as error:  # a share that went away while it was read
                log.error("import failed", source=source.name, reason=str(error))

    async def _import(self, source: Source, now: dt.datetime) -> Summary:
        return await import_source(
            self._store,
            source.folder,
            name=source.name,
            aliases=self._aliases,
            now=now,
            zone=ZoneInfo(self._settings.zone),
            on_progress=self._progress(source),
        )

    def _progress(self, source: Source) -> Callable[[int, int], None]:
        last = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last < _SAY_EVERY_S:
                return
            last = time.monotonic()
            log.info("importing", source=source.name, done=done, total=total)
            self._say("intake-progress", source=source.name, done=done, total=total)

        return progress

    def _report(self, source: Source, summary: Summary, *, quietly: bool) -> None:
        """Says only what is new: a document that stays refused is named once."""
        fresh = tuple(each for each in summary.refused if each not in self._said.get(source.name, ()))
        self._said[source.name] = summary.refused
        self._tally.imported.update(added=summary.added, changed=summary.changed, refused=len(fresh))
        if summary.added or summary.changed:
            log.info("imported", source=source.name, **counted(summary))
        if (summary.added or summary.changed) and not quietly:
            self._say("intake-done", source=source.name, counts=counts(self._settings.language, summary))
            for remark in summary.remarks[:_SHOWN]:
                self._say(remark.key, **remark.values)
        for each in fresh[:_SHOWN]:
            log.warning("document refused", source=source.name, path=each.path, line=each.line, reason=each.key)
        if len(fresh) > _SHOWN:
            log.warning("more documents refused", source=source.name, number=len(fresh) - _SHOWN)

    def _miss(self, source: Source) -> None:
        if source.name not in self._missing:
            self._missing.add(source.name)
            log.warning("source is not there", source=source.name, folder=str(source.folder))

    def _say(self, key: str, **values: str | int | dt.date) -> None:
        if self._tell:
            self._tell(say(self._settings.language, key, **values))


def counted(summary: Summary) -> dict[str, int]:
    return {
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "archived": summary.archived,
        "refused": len(summary.refused),
    }


def counts(language: Language, summary: Summary) -> str:
    return say(language, "import-counts", **counted(summary))


def refusals(language: Language, refused: Sequence[Refusal]) -> list[str]:
    """One line each: file, line, reason."""
    return [
        f"{each.path}{f':{each.line}' if each.line else ''}: {say(language, each.key, **each.values)}"
        for each in refused
    ]
