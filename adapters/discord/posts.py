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
from bot.view import DigestPost, PaperLine

Body = dict[str, Any]
Build = Callable[[DigestPost, int], Body]

LIMITS = (1800, 1200, 800, 500, 300, 150, 60)  # characters of one passage, tried in turn
MAX_EMBEDS = 10
MAX_EMBED_TEXT = 6000  # over all embeds of a message
MAX_EMBED_TITLE = 256
MAX_EMBED_BODY = 4096
MAX_FOOTER = 2048
MAX_CONTENT = 2000
MAX_ROWS = 5
_MANY = 9  # stands for a number of parts that is not known yet


def rich(view: DigestPost, limit: int, *, ids: CustomIds) -> Body:
    """Components v2: one container, a button beside each paper."""
    children = _rich(view, limit, ids, separated=True)
    if components.count([components.container(children)]) > components.MAX_PARTS:
        children = _rich(view, limit, ids, separated=False)
    parts = [components.container(children)]
    components.make_unique(parts)
    return {"flags": components.V2, "components": parts}


def _rich(view: DigestPost, limit: int, ids: CustomIds, *, separated: bool) -> list[components.Part]:
    children: list[components.Part] = []
    for number, (heading, papers) in enumerate(view.sections):
        note = view.note if number == 0 and view.part == 1 else ""
        children.append(components.text(_heading(view, heading, note)))
        for line in papers:
            if separated:
                children.append(components.separator())
            text, action = lines.in_post(line, limit)
            children.append(components.section(text, components.button(action, ids)))
    children.append(components.separator(2))
    children += components.rows(view.actions, ids)
    if view.footer and view.part == view.parts:
        children.append(components.text(markdown.small(markdown.escape(view.footer))))
    return children


def _heading(view: DigestPost, heading: str, note: str) -> str:
    count = f" ({view.part}/{view.parts})" if view.parts > 1 else ""
    rows = (f"## {markdown.escape(heading)}{count}", markdown.small(markdown.escape(note)) if note else "")
    return "\n".join(filter(None, rows))


def embedded(view: DigestPost, limit: int, *, ids: CustomIds) -> Body:
    """Embeds, one for each paper; its buttons stand below, numbered."""
    embeds, buttons = [], []
    for line in _lines(view):
        text, was_cut = lines.passages(line.passages, limit)
        buttons.append(lines.numbered(line, line.whole if was_cut else line.action))
        label = "".join(part.text for part in line.title)
        footer = " · ".join(filter(None, (line.byline, " ".join(f"#{tag}" for tag in line.tags))))
        embeds.append(
            {
                "title": components.cut(f"{line.number}. {label}", MAX_EMBED_TITLE),
                "description": text,
                "color": components.ACCENT,
            }
            | ({"url": line.url} if line.url else {})
            | ({"footer": {"text": components.cut(footer, MAX_FOOTER)}} if footer else {})
        )
    rows = components.rows(buttons, ids) + components.rows(view.actions, ids)
    components.make_unique(rows)
    return {"content": _opening(view), "embeds": embeds, "components": rows[:MAX_ROWS]}


def worded(view: DigestPost, _limit: int, *, ids: CustomIds) -> Body:
    """Titles and links alone, for a message of which Discord refused every richer form."""
    rows = [_opening(view), *(f"{line.number}. {lines.title(line)}" for line in _lines(view))]
    buttons = components.rows(view.actions, ids)
    components.make_unique(buttons)
    return {"content": "\n".join(rows), "components": buttons}


def _opening(view: DigestPost) -> str:
    ping = f"<@&{view.role}>" if view.role and view.part == 1 else ""
    heading = _heading(view, " · ".join(heading for heading, _ in view.sections), view.note if view.part == 1 else "")
    footer = markdown.small(markdown.escape(view.footer)) if view.footer and view.part == view.parts else ""
    return "\n".join(filter(None, (ping, heading, footer)))


def fits(body: Body) -> bool:
    embeds = body.get("embeds", [])
    parts = body.get("components", [])
    return (
        len(body.get("content", "")) <= MAX_CONTENT
        and len(embeds) <= MAX_EMBEDS
        and sum(_size(embed) for embed in embeds) <= MAX_EMBED_TEXT
        and all(len(embed["description"]) <= MAX_EMBED_BODY for embed in embeds)
        and components.fits(parts)
    )


def _size(embed: Body) -> int:
    return len(embed["title"]) + len(embed["description"]) + len(embed.get("footer", {}).get("text", ""))


def _lines(view: DigestPost) -> Iterator[PaperLine]:
    for _, papers in view.sections:
        yield from papers


def split(view: DigestPost, build: Build, *, one: bool) -> list[tuple[DigestPost, Body]]:
    """The messages of a post, cut between papers; `one` cuts texts instead and never splits."""
    if one:
        return [(view, _squeezed(view, build))]
    shelves: list[list[tuple[str, PaperLine]]] = [[]]
    for heading, papers in view.sections:
        for line in papers:
            tried = [*shelves[-1], (heading, line)]
            if shelves[-1] and not fits(build(_part(view, tried, _MANY - 1, _MANY), LIMITS[0])):
                shelves.append([])
            shelves[-1].append((heading, line))
    parts = [_part(view, shelf, number, len(shelves)) for number, shelf in enumerate(shelves, 1)]
    return [(part, _squeezed(part, build)) for part in parts]


def _part(view: DigestPost, shelf: Sequence[tuple[str, PaperLine]], number: int, of: int) -> DigestPost:
    sections: dict[str, tuple[PaperLine, ...]] = {}
    for heading, line in shelf:
        sections[heading] = (*sections.get(heading, ()), line)
    return replace(view, sections=tuple(sections.items()), part=number, parts=of)


def _squeezed(view: DigestPost, build: Build) -> Body:
    """With as much of each commentary as fits."""
    for limit in LIMITS:
        body = build(view, limit)
        if fits(body):
            return body
    return body


def builders(ids: CustomIds) -> tuple[Build, Build, Build]:
    """From the richest form to the plainest."""
    return partial(rich, ids=ids), partial(embedded, ids=ids), partial(worded, ids=ids)
