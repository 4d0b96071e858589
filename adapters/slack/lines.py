"""A paper in a list as Slack's mrkdwn, cut at a sentence where it has to be."""

from collections.abc import Sequence
from functools import lru_cache

from adapters.slack import blocks, mrkdwn
from adapters.slack.blocks import Block
from adapters.slack.values import Values
from bot.fitting import Room, cut, units
from bot.view import Action, PaperLine, Passage, clip

ROOMS = (
    *(Room(passage) for passage in (2000, 1300, 900, 600, 400, 250)),
    Room(120, 200),
    Room(50, 100),
    Room(0, 60),
    Room(0, 40, links=False),
)
"""Tried in turn until a message fits."""

_BYLINE = 150
_TAGS = 8
_TAG = 60
_ALL_TAGS = 600


@lru_cache(maxsize=512)
def passages(parts: tuple[Passage, ...], limit: int) -> tuple[str, bool]:
    """The passages, each at most `limit` characters, and whether one was cut."""
    if limit <= 0:
        return "", bool(parts)
    out, any_cut = [], False
    for part in parts:
        text, was_cut = clip(part.text, limit)
        any_cut |= was_cut
        out += [mrkdwn.one_line(part.label, _BYLINE), mrkdwn.text(text)]
    return "\n".join(filter(None, out)), any_cut


def tags(slugs: Sequence[str]) -> str:
    """As many as there is room for."""
    made, room = [], _ALL_TAGS
    for slug in slugs[:_TAGS]:
        said = mrkdwn.code(f"#{cut(slug, _TAG)}")
        room -= units(said)
        if room < 0:
            break
        made.append(said)
    return " ".join(made)


def plain_title(line: PaperLine, limit: int = 300) -> str:
    return cut("".join(part.text for part in line.title), limit) or "…"


def title(line: PaperLine, room: Room) -> str:
    label = f"{line.number}. {plain_title(line, room.title)}"
    return mrkdwn.bold(mrkdwn.link(label, line.url if room.links else ""))


def small(line: PaperLine) -> str:
    return " · ".join(filter(None, (mrkdwn.one_line(line.byline, _BYLINE), tags(line.tags))))


def said(line: PaperLine, room: Room, *, with_small: bool = False) -> tuple[str, Action]:
    """The mrkdwn, which fits a section, and the button beside it: the whole text where it was cut."""
    smaller = [each for each in ROOMS if each.passage < room.passage or each == ROOMS[-1]]
    for tried in (room, *smaller):
        body, was_cut = passages(line.passages, tried.passage)
        text = "\n".join(filter(None, (title(line, tried), small(line) if with_small else "", body)))
        if units(text) <= blocks.MAX_SECTION:
            break
    return text, line.whole if was_cut else line.action


def beside(line: PaperLine, room: Room, values: Values, *, dense: bool = False) -> list[Block]:
    """The paper with its button to the right, and a grey line with its authors and tags."""
    text, action = said(line, room, with_small=dense)
    made = blocks.section(text, blocks.button(action, values, about=plain_title(line)))
    return made if dense else [*made, *blocks.context(small(line))]
