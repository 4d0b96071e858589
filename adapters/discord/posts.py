"""The public post of a slot: components v2 where they are shown well, embeds elsewhere, text as the last resort.

A v2 message gives an empty notification and does not reach the copies of a published announcement, so announcement
channels, direct messages and posts that ping a role get embeds.
https://docs.discord.com/developers/resources/message#create-message (limits)
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from adapters.discord import components, lines, markdown
from adapters.discord.custom_id import CustomIds
from adapters.discord.lines import ROOMS
from adapters.discord.links import address
from bot.fitting import Forms, Room, cut, units
from bot.view import Action, DigestPost, PaperLine

Body = dict[str, Any]

MAX_EMBEDS = 10
MAX_EMBED_TEXT = 6000  # over all embeds of a message
MAX_EMBED_TITLE = 256
MAX_EMBED_BODY = 4096
MAX_FOOTER = 300  # Discord takes 2,048; ten of those would leave no room
MAX_CONTENT = 2000
_HEADING, _NOTE = 200, 300


def rich(view: DigestPost, room: Room, *, ids: CustomIds) -> Body:
    """Components v2: one container, a button beside each paper; below them all where so many do not fit."""
    shapes = [_sections(view, room, ids, separated=True), _sections(view, room, ids, separated=False)]
    for children in (*shapes, _dense(view, room, ids)):
        parts = [components.container(children)]
        if components.count(parts) <= components.MAX_PARTS:
            break
    components.make_unique(parts)
    return {"flags": components.V2, "components": parts}


def _sections(view: DigestPost, room: Room, ids: CustomIds, *, separated: bool) -> list[components.Part]:
    children: list[components.Part] = []
    for number, (heading, papers) in enumerate(view.sections):
        children += components.texts(f"## {_heading(view, heading, first=number == 0)}")
        for line in papers:
            children += [components.separator()] if separated else []
            children += components.beside(*lines.in_post(line, room), ids)
    return [*children, *_ending(view, components.rows(view.actions, ids))]


def _dense(view: DigestPost, room: Room, ids: CustomIds) -> list[components.Part]:
    children: list[components.Part] = []
    for number, (heading, papers) in enumerate(view.sections):
        said = [lines.in_post(line, room)[0] for line in papers]
        children += components.texts("\n".join((f"## {_heading(view, heading, first=number == 0)}", *said)))
    return [*children, *_ending(view, _numbered_rows(view, room, ids))]


def _ending(view: DigestPost, rows: Sequence[components.Part]) -> list[components.Part]:
    return [components.separator(2), *rows, *components.texts(_footer(view))] if rows or _footer(view) else []


def _numbered_rows(view: DigestPost, room: Room, ids: CustomIds) -> list[components.Part]:
    """A button for each paper, then the post's own, in at most five rows."""
    own = components.rows(view.actions, ids, most=1)
    buttons: list[Action] = []
    for line in _lines(view):
        was_cut = lines.kept_passages(line.passages, room.passage)[1]
        buttons.append(lines.numbered(line, line.whole if was_cut else line.action))
    return components.rows(buttons, ids, most=components.MAX_ROWS - len(own)) + own


def _heading(view: DigestPost, heading: str, *, first: bool) -> str:
    count = f" ({view.part}/{view.parts})" if view.parts > 1 else ""
    note = markdown.small(markdown.one_line(cut(view.note, _NOTE))) if first and view.part == 1 else ""
    return "\n".join(filter(None, (f"{markdown.one_line(cut(heading, _HEADING))}{count}", note)))


def _footer(view: DigestPost) -> str:
    return markdown.small(markdown.one_line(cut(view.footer, _NOTE))) if view.part == view.parts else ""


def embedded(view: DigestPost, room: Room, *, ids: CustomIds) -> Body:
    """Embeds, one for each paper; its buttons stand below, numbered."""
    rows = _numbered_rows(view, room, ids)
    components.make_unique(rows)
    return {"content": _opening(view), "embeds": [_embed(line, room) for line in _lines(view)], "components": rows}


def _embed(line: PaperLine, room: Room) -> Body:
    text, _ = lines.kept_passages(line.passages, room.passage)
    footer = " · ".join(filter(None, (cut(line.byline, 150), " ".join(f"#{cut(tag, 60)}" for tag in line.tags))))
    parts = {
        "title": _embed_title(line, room),
        "url": address(line.url) if room.links else "",
        "color": components.ACCENT,
        "description": text,
        "footer": {"text": cut(footer, MAX_FOOTER)} if footer else None,
    }
    return {key: part for key, part in parts.items() if part}


def _embed_title(line: PaperLine, room: Room) -> str:
    """Embeds read Markdown in titles too, and escaping makes them longer."""
    for limit in (room.title, 200, 100):
        said = f"{line.number}. {markdown.link(lines.plain_title(line, limit), '')}"
        if units(said) <= MAX_EMBED_TITLE:
            return said
    return f"{line.number}."


def worded(view: DigestPost, room: Room, *, ids: CustomIds) -> Body:
    """Titles and links alone, for a message of which Discord refused every richer form."""
    rows = [_opening(view), *(f"{line.number}. {lines.title(line, room)}" for line in _lines(view))]
    buttons = _numbered_rows(view, room, ids)
    components.make_unique(buttons)
    return {"content": "\n".join(rows), "components": buttons}


def _opening(view: DigestPost) -> str:
    ping = f"<@&{view.role}>" if view.role.isdigit() and view.part == 1 else ""
    headings = cut(" · ".join(heading for heading, _ in view.sections), _HEADING)
    first, _, rest = _heading(view, headings, first=True).partition("\n")
    return "\n".join(filter(None, (ping, f"**{first}**", rest, _footer(view))))


def fits(body: Body) -> bool:
    embeds = body.get("embeds", [])
    return (
        units(body.get("content", "")) <= MAX_CONTENT
        and len(embeds) <= MAX_EMBEDS
        and sum(map(_size, embeds)) <= MAX_EMBED_TEXT
        and all(units(embed.get("description", "")) <= MAX_EMBED_BODY for embed in embeds)
        and components.fits(body.get("components", []))
    )


def _size(embed: Body) -> int:
    texts = (embed["title"], embed.get("description", ""), embed.get("footer", {}).get("text", ""))
    return sum(map(units, texts))


def _lines(view: DigestPost) -> Iterator[PaperLine]:
    for _, papers in view.sections:
        yield from papers


def forms(ids: CustomIds) -> tuple[Forms[Body], ...]:
    """From the richest form to the plainest, each with those plainer than it behind it."""
    builds = (partial(rich, ids=ids), partial(embedded, ids=ids), partial(worded, ids=ids))
    return tuple(Forms(builds[at:], ROOMS, fits, partial(_last, build=builds[-1])) for at in range(len(builds)))


def answer(ids: CustomIds) -> Forms[Body]:
    """Only components v2: an answer that was deferred cannot change its kind."""
    build = partial(rich, ids=ids)
    return Forms((build,), ROOMS, fits, partial(_last, build=build))


def _last(view: DigestPost, *, build: Callable[[DigestPost, Room], Body]) -> Body:
    return build(replace(view, sections=tuple((heading, ()) for heading, _ in view.sections[:1])), ROOMS[-1])
