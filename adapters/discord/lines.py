"""A paper in a list as Discord's Markdown, cut at a sentence where it has to be."""

from dataclasses import replace
from functools import lru_cache

from adapters.discord import markdown
from bot.fitting import Room, cut
from bot.view import Action, PaperLine, Passage, clip

ROOMS = (
    *(Room(passage) for passage in (1800, 1200, 800, 500, 300)),
    Room(150, 200),
    Room(60, 100),
    Room(0, 60),
    Room(0, 40, links=False),
)
"""Tried in turn until a message fits."""

_BYLINE = 150
_TAGS = 8
_TAG = 60


def passages(parts: tuple[Passage, ...], limit: int) -> tuple[str, bool]:
    """The passages, each at most `limit` characters, and whether one was cut."""
    if limit <= 0:
        return "", bool(parts)
    out, any_cut = [], False
    for part in parts:
        text, was_cut = clip(part.text, limit)
        any_cut |= was_cut
        out += [markdown.small(markdown.one_line(cut(part.label, _BYLINE))), markdown.text(text)]
    return "\n".join(filter(None, out)), any_cut


kept_passages = lru_cache(maxsize=512)(passages)


@lru_cache(maxsize=1024)
def tags(slugs: tuple[str, ...]) -> str:
    return " ".join(markdown.code(f"#{cut(slug, _TAG)}") for slug in slugs[:_TAGS])


def plain_title(line: PaperLine, limit: int = 300) -> str:
    return cut("".join(part.text for part in line.title), limit) or "…"


def title(line: PaperLine, room: Room) -> str:
    return markdown.link(plain_title(line, room.title), line.url if room.links else "")


def small(line: PaperLine) -> str:
    return markdown.small(" · ".join(filter(None, (markdown.one_line(cut(line.byline, _BYLINE)), tags(line.tags)))))


def in_post(line: PaperLine, room: Room) -> tuple[str, Action]:
    """The Markdown, and the button beside it: the whole text where it was cut."""
    return _said(line, f"### {line.number}. {title(line, room)}", room)


def in_results(line: PaperLine, room: Room) -> tuple[str, Action]:
    return _said(line, f"{line.number}. **{title(line, room)}**", room)


def _said(line: PaperLine, heading: str, room: Room) -> tuple[str, Action]:
    body, was_cut = kept_passages(line.passages, room.passage)
    return "\n".join(filter(None, (heading, small(line), body))), line.whole if was_cut else line.action


def numbered(line: PaperLine, action: Action) -> Action:
    """The same button below a message instead of beside its paper."""
    return replace(action, label=f"{line.number}. {action.label}")
