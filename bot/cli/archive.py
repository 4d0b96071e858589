"""`paperboy ingest` and `paperboy export`."""

import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import words
from bot.app import App, now
from bot.cli.failure import failed, misused, visible
from bot.cli.work import configured, finish, looking, parts
from bot.importer import Progress, Summary, import_files, import_source
from bot.intake import counted, counts, refusals
from bot.language import say
from bot.model import Paper
from bot.present.bibtex import bibliography
from bot.settings import Settings

_FORMS = ("jsonl", "bibtex")


def ingest(paths: Sequence[Path], date: str, *, dry_run: bool, as_json: bool) -> int:
    chosen = configured(level="warning")
    for path in paths:
        if not path.exists():
            raise misused(chosen.language, "cli-no-file", path=visible(str(path)))
    return finish(_ingest(chosen, paths, _day(chosen, date), dry_run=dry_run, as_json=as_json), chosen)


async def _ingest(
    chosen: Settings, paths: Sequence[Path], date: dt.date | None, *, dry_run: bool, as_json: bool
) -> int:
    async with parts(chosen) as app:
        with _bar(app) as progress:
            summary = await _read(app, paths, date, progress, dry_run=dry_run)
    _print_summary(chosen, summary, as_json=as_json)
    return 1 if summary.refused else 0


async def _read(
    app: App, paths: Sequence[Path], date: dt.date | None, progress: Progress | None, *, dry_run: bool
) -> Summary:
    """Folders one by one, as sources; all lone files together."""
    zone = ZoneInfo(app.settings.zone)
    said = Summary()
    for folder in (path for path in paths if path.is_dir()):
        said = _sum(said, await import_source(
            app.store, folder, date=date, aliases=app.aliases, now=now(), zone=zone, on_progress=progress,
            dry_run=dry_run,
        ))  # fmt: skip
    files = [path for path in paths if not path.is_dir()]
    if files:
        said = _sum(said, await import_files(
            app.store, files, date=date, aliases=app.aliases, now=now(), zone=zone, on_progress=progress,
            dry_run=dry_run,
        ))  # fmt: skip
    return said


def _sum(one: Summary, two: Summary) -> Summary:
    return Summary(
        added=one.added + two.added,
        changed=one.changed + two.changed,
        unchanged=one.unchanged + two.unchanged,
        archived=one.archived + two.archived,
        refused=one.refused + two.refused,
        remarks=one.remarks + two.remarks,
    )


@contextmanager
def _bar(app: App) -> Iterator[Progress | None]:
    """A bar where somebody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say(app.settings.language, "cli-reading"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print_summary(chosen: Settings, summary: Summary, *, as_json: bool) -> None:
    lines = refusals(chosen.language, summary.refused)
    remarks = [say(chosen.language, each.key, **each.values) for each in summary.remarks]
    if as_json:
        refused = [
            {"file": each.path, "line": each.line, "key": each.key, "reason": line}
            for each, line in zip(summary.refused, lines, strict=True)
        ]
        print(json.dumps({**counted(summary), "refused": refused, "remarks": remarks}, ensure_ascii=False))
        return
    for line in lines:
        print(visible(line), file=sys.stderr)
    for remark in remarks:
        print(visible(remark))
    print(counts(chosen.language, summary))


def export(form: str, tag: str, since: str) -> int:
    chosen = configured(level="warning")
    if form not in _FORMS:
        raise misused(chosen.language, "cli-format", formats=", ".join(_FORMS))
    return finish(_export(chosen, form, tag, _day(chosen, since)), chosen)


async def _export(chosen: Settings, form: str, tag: str, since: dt.date | None) -> int:
    async with looking(chosen) as app:
        folded = app.tags.fold(tag.removeprefix("#")) if tag else None
        if folded and not app.tags.known(folded):
            named, nearest = visible(tag[:50]), ", ".join(app.tags.nearest(folded))
            if not nearest:
                raise failed(chosen.language, "cli-no-tag", tag=named)
            raise failed(chosen.language, "cli-no-tag-nearest", tag=named, nearest=nearest)
        papers = app.store.papers.export(folded, since)
        if form == "bibtex":
            print(bibliography([paper async for paper in papers]), end="")
            return 0
        async for paper in papers:
            print(_json_line(paper))
    return 0


def _json_line(paper: Paper) -> str:
    return json.dumps(
        {
            "id": paper.id,
            "arxiv_id": paper.arxiv_id,
            "title": paper.title,
            "authors": list(paper.authors),
            "abstract": paper.abstract,
            "commentary": {"ko": paper.ko, "en": paper.en},
            "tags": list(paper.tags),
            "links": list(paper.links),
            "published": paper.published.isoformat(),
            "digest": paper.digest.isoformat(),
            "position": paper.position,
            "related": list(paper.related),
        },
        ensure_ascii=False,
    )


def _day(chosen: Settings, text: str) -> dt.date | None:
    if not text:
        return None
    today = now().astimezone(ZoneInfo(chosen.zone)).date()
    days = words.read_days(text, today)
    if days is None or days[0] != days[1]:
        raise misused(chosen.language, "cli-date", text=visible(text[:50]))
    return days[0]
