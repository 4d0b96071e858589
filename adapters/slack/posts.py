"""The public post of a slot: one message a day, a button beside each paper; split between papers where Slack's limits
want it, and text alone as the last resort.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from adapters.slack import blocks, fallback, lines, mrkdwn
from adapters.slack.blocks import Block
from adapters.slack.lines import ROOMS
from adapters.slack.values import Values
from bot.fitting import Forms, Room, cut, units
from bot.view import DigestPost, PaperLine

Body = dict[str, Any]

_HEADING, _NOTE = 120, 300


def rich(view: DigestPost, room: Room, *, values: Values) -> Body:
    """Blocks: airy where there is room, close, or a block for each paper alone."""
    for shape in (_separated, _close, _dense):
        made = _blocks(view, room, values, shape)
        if len(made) <= blocks.MAX_BLOCKS:
            break
    return {"text": _aloud(view), "blocks": made}


Shape = Callable[[PaperLine, Room, Values], list[Block]]


def _separated(line: PaperLine, room: Room, values: Values) -> list[Block]:
    return [*lines.beside(line, room, values), *blocks.divider()]


def _close(line: PaperLine, room: Room, values: Values) -> list[Block]:
    return lines.beside(line, room, values)


def _dense(line: PaperLine, room: Room, values: Values) -> list[Block]:
    return lines.beside(line, room, values, dense=True)


def _blocks(view: DigestPost, room: Room, values: Values, shape: Shape) -> list[Block]:
    made = blocks.section(_ping(view))
    for number, (heading, papers) in enumerate(view.sections):
        made += blocks.header(_heading(view, heading))
        made += blocks.context(_note(view)) if number == 0 else []
        for line in papers:
            made += shape(line, room, values)
    made = made[:-1] if made and made[-1]["type"] == "divider" else made
    made += blocks.context(_footer(view))
    return made + blocks.rows(view.actions, values)


def _heading(view: DigestPost, heading: str) -> str:
    count = f" ({view.part}/{view.parts})" if view.parts > 1 else ""
    return f"{cut(heading, _HEADING)}{count}"


def _note(view: DigestPost) -> str:
    return mrkdwn.one_line(view.note, _NOTE) if view.part == 1 else ""


def _footer(view: DigestPost) -> str:
    return mrkdwn.one_line(view.footer, _NOTE) if view.part == view.parts else ""


def _ping(view: DigestPost) -> str:
    """The user group that the subscription names, and nobody else."""
    return mrkdwn.group(view.role) if view.part == 1 else ""


def _aloud(view: DigestPost) -> str:
    return "\n".join(filter(None, (_ping(view), fallback.text(view))))


def worded(view: DigestPost, room: Room) -> Body:
    """Titles and links alone, for a message of which Slack refused the blocks."""
    said = [_ping(view)]
    for heading, papers in view.sections:
        said.append(mrkdwn.bold(mrkdwn.one_line(_heading(view, heading), _NOTE)))
        said += [_worded(line, room) for line in papers]
    return {"text": "\n".join(filter(None, (*said, _footer(view)))) or "…"}


def _worded(line: PaperLine, room: Room) -> str:
    label = f"{line.number}. {lines.plain_title(line, room.title)}"
    return mrkdwn.link(label, line.url if room.links else "")


def fits(body: Body) -> bool:
    """A message without blocks is its text; with them the text is short anyway."""
    return blocks.fits(body["blocks"]) if "blocks" in body else units(body["text"]) <= fallback.MOST


def forms(values: Values) -> tuple[Forms[Body], ...]:
    """From the richest form to the plainest, each with those plainer than it behind it."""
    builds = (partial(rich, values=values), worded)
    return tuple(Forms(builds[at:], ROOMS, fits, _last) for at in range(len(builds)))


def _last(view: DigestPost) -> Body:
    return {"text": fallback.text(view)}


def papers(view: DigestPost) -> Iterator[PaperLine]:
    for _, lines_of_section in view.sections:
        yield from lines_of_section
