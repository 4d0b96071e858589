"""The `text` of a message with blocks: what a notification shows and what screen readers read aloud."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from adapters.slack.mrkdwn import entities
from bot.fitting import cut, units
from bot.view import (
    DigestPost,
    Form,
    Home,
    Notice,
    PaperCard,
    PaperLine,
    Passage,
    Results,
    Row,
    SubscriptionCard,
    TagList,
    View,
    plain,
    preview,
)

MOST = 3900  # chat.update refuses more than 4,000
_SENTENCE = 160
_TITLE = 200


def text(view: View) -> str:
    """Plain sentences without markup. Escaping makes them longer, so that lines are left out, not cut, at the end."""
    said: list[str] = []
    room = MOST
    for line in _said(view):
        escaped = entities(" ".join(line.split()))
        room -= units(escaped) + 1
        if room < 0:
            break
        if escaped:
            said.append(escaped)
    return "\n".join(said) or "…"


def _said(view: View) -> Iterator[str]:
    match view:
        case DigestPost():
            yield from _post(view)
        case PaperCard():
            yield cut("".join(part.text for part in view.title), _TITLE)
            yield cut(view.authors, _SENTENCE)
            yield from map(_passage, view.passages)
        case Results():
            yield from _results(view)
        case Notice():
            yield from (cut(line, 1500) for line in plain(view.text).split("\n"))
        case TagList():
            yield view.heading
            yield ", ".join(f"#{tag} {count}" for tag, count in view.tags[:20])
        case SubscriptionCard():
            yield view.heading
            yield from map(_row, view.rows)
            yield from (cut(note, 500) for note in view.notes)
        case Home() | Form():
            yield view.heading


def _post(view: DigestPost) -> Iterator[str]:
    count = f" ({view.part}/{view.parts})" if view.parts > 1 else ""
    for heading, papers in view.sections:
        yield f"{cut(heading, _TITLE)}{count}"
        yield from _lines(papers)
    yield cut(view.footer, _TITLE)


def _results(view: Results) -> Iterator[str]:
    yield ", ".join(filter(None, (cut(view.heading, _TITLE), cut(view.note, _TITLE))))
    yield from _lines(view.lines)


def _lines(papers: Iterable[PaperLine]) -> Iterator[str]:
    for line in papers:
        title = cut("".join(part.text for part in line.title), _TITLE)
        first = _passage(line.passages[0]) if line.passages else ""
        yield f"{line.number}. {title}" + (f" — {first}" if first else "")


@lru_cache(maxsize=512)
def _passage(part: Passage) -> str:
    return cut(" ".join(filter(None, (part.label, plain(preview(part.text, _SENTENCE))))), 2 * _SENTENCE)


def _row(row: Row) -> str:
    value: Any = row.value
    return f"{row.label}: {value:%Y-%m-%d %H:%M %Z}" if isinstance(value, dt.datetime) else f"{row.label}: {value}"
