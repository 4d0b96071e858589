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
from adapters.discord.components import cut, units
from adapters.discord.custom_id import CustomIds
from adapters.discord.lines import ROOMS, Room
from adapters.discord.links import address
from bot.view import Action, DigestPost, PaperLine

Body = dict[str, Any]
Build = Callable[[DigestPost, Room], Body]

MAX_EMBEDS = 10
MAX_EMBED_TEXT = 6000  # over all embeds of a message
MAX_EMBED_TITLE = 256
MAX_EMBED_BODY = 4096
MAX_FOOTER = 300  # Discord takes 2,048; ten of those would leave no room
MAX_CONTENT = 2000
_HEADING, _NOTE = 200, 300
_MANY = 9  # stands for a number of parts that is not known yet


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
        was_cut = lines.passages(line.passages, room.passage)[1]
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
    text, _ = lines.passages(line.passages, room.passage)
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


def split(view: DigestPost, builds: Sequence[Build], *, one: bool) -> list[tuple[DigestPost, Body]]:
    """The messages of a post, cut between papers; `one` cuts texts instead and never splits. The first of `builds` is
    the form that is wanted, the others are plainer."""
    if one:
        return [(view, _squeezed(view, builds))]
    shelves: list[list[tuple[int, PaperLine]]] = [[]]
    for number, (_, papers) in enumerate(view.sections):
        for line in papers:
            tried = [*shelves[-1], (number, line)]
            if shelves[-1] and not fits(builds[0](_part(view, tried, _MANY - 1, _MANY), ROOMS[0])):
                shelves.append([])
            shelves[-1].append((number, line))
    parts = [_part(view, shelf, number, len(shelves)) for number, shelf in enumerate(shelves, 1)]
    return [(part, _squeezed(part, builds)) for part in parts]


def _part(view: DigestPost, shelf: Sequence[tuple[int, PaperLine]], number: int, of: int) -> DigestPost:
    sections: dict[int, tuple[PaperLine, ...]] = {}
    for section, line in shelf:
        sections[section] = (*sections.get(section, ()), line)
    kept = tuple((view.sections[section][0], papers) for section, papers in sections.items())
    return replace(view, sections=kept, part=number, parts=of)


def _squeezed(view: DigestPost, builds: Sequence[Build]) -> Body:
    """With as much of each text as fits. The last resort says less than the post has, but is a message."""
    for build in builds:
        for room in ROOMS:
            body = build(view, room)
            if fits(body):
                return body
    return builds[-1](replace(view, sections=tuple((heading, ()) for heading, _ in view.sections[:1])), ROOMS[-1])


def builders(ids: CustomIds) -> tuple[Build, Build, Build]:
    """From the richest form to the plainest."""
    return partial(rich, ids=ids), partial(embedded, ids=ids), partial(worded, ids=ids)
