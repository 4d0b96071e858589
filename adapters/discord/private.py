"""Answers, cards and lists as components v2, with as much of each text as fits.
https://docs.discord.com/developers/components/reference
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from adapters.discord import components, lines, markdown
from adapters.discord.components import Part
from adapters.discord.custom_id import CustomIds
from bot.fitting import Room, cut, units
from bot.view import (
    Action,
    Form,
    Home,
    HomeSection,
    Notice,
    PaperCard,
    PaperLine,
    Results,
    Row,
    Span,
    SubscriptionCard,
    TagList,
    Text,
    View,
    clip,
)

Children = list[Part]
Build = Callable[[Any, Room, CustomIds], Children]

ROOMS = (
    *(Room(passage) for passage in (3400, 3000, 2500, 2000, 1500, 1000, 700, 400, 200)),
    Room(80, 120),
    Room(0, 60),
)
MAX_CONTENT = 2000
_KEPT = 256  # messages: the newest papers, and those with the tags that people like, are asked for again and again
_HEADING, _VALUE, _AUTHORS = 250, 400, 600
_SHORT = 300  # characters of a commentary in a list within something else
_TAGGED = "paper"  # the verb that a chosen tag calls
_TAG_LIST = 2500
_ROLES = ("role",)


def message(view: View, ids: CustomIds) -> dict[str, Any]:
    """One message; texts are cut until it fits. Nobody may change what stands in it: lists and cards are kept."""
    kept = isinstance(view, Results) or (isinstance(view, PaperCard) and not view.drawn)
    return _kept(view, ids) if kept else _made(view, ids)


def _made(view: View, ids: CustomIds) -> dict[str, Any]:
    build = _BUILDERS[type(view)]
    for room in ROOMS:
        children = build(view, room, ids)
        parts = [components.container(children)]
        if components.fits(parts) and children:
            break
    else:
        parts = [components.container(components.forced(children))]
    components.make_unique(parts)
    return {"flags": components.V2, "components": parts}


_kept = lru_cache(maxsize=_KEPT)(_made)


def worded(view: View, ids: CustomIds) -> dict[str, Any]:
    """Plain content: what a notification shows, and the last resort where Discord refused components."""
    for room in ROOMS:
        children = _BUILDERS[type(view)](view, room, ids)
        said = "\n".join(part["content"] for part in components.walk(children) if part["type"] == components.TEXT)
        if units(said) <= MAX_CONTENT:
            break
    if isinstance(view, PaperCard):
        rows = [part for part in children if part["type"] == components.ROW]  # with the button for what was cut
    else:
        rows = components.rows(getattr(view, "actions", ()), ids)
    components.make_unique(rows)
    return {"content": said[: MAX_CONTENT // 2] if units(said) > MAX_CONTENT else said or "…", "components": rows}


def _said(text: Text, limit: int) -> str:
    return markdown.text(clip(text, limit)[0]) if limit > 0 else ""


def _small(*pieces: str) -> Children:
    """One grey line of what is there; the pieces are Markdown already."""
    return components.texts(markdown.small(" · ".join(filter(None, pieces))))


def _line(text: str, limit: int = _VALUE) -> str:
    return markdown.escape(cut(text, limit))


def _heading(text: str) -> Children:
    return components.texts(f"## {_line(text, _HEADING)}") if text.strip() else []


def _notice(view: Notice, room: Room, ids: CustomIds) -> Children:
    children = components.texts(_said(view.text, room.passage))
    if view.code:
        kept = view.code if len(view.code) <= room.passage else f"{view.code[: room.passage]}\n…"
        children += components.texts(markdown.code_block(kept))
    return children + components.rows(view.actions, ids)


def _card(view: PaperCard, room: Room, ids: CustomIds) -> Children:
    title = markdown.link(cut("".join(part.text for part in view.title), room.title) or "…", view.url)
    head = (f"### {title}", markdown.small(_line(view.authors, _AUTHORS)))
    children = components.texts("\n".join(filter(None, head)))
    said, was_cut = (lines.passages if view.drawn else lines.kept_passages)(view.passages, room.passage)
    children += components.texts(said)
    children += _small(_line(view.meta), lines.tags(view.tags))
    if view.abstract:
        label = f"**{_line(view.abstract.label)}**" if view.abstract.label else ""
        text, abstract_cut = clip(view.abstract.text, room.passage) if room.passage > 0 else ((), True)
        was_cut |= abstract_cut
        said = "\n".join(filter(None, (label, markdown.text(text))))
        children += [components.separator(), *components.texts(said)] if said else []
    children += _small(*_linked(view.links)) + _small(*_linked(view.related))
    children += _small(*map(_line, view.hints))
    rows = components.rows(_card_actions(view, was_cut=was_cut), ids)
    return [*children, components.separator(), *rows] if rows else children


def _card_actions(view: PaperCard, *, was_cut: bool) -> tuple[Action, ...]:
    return (*view.actions[:1], view.whole, *view.actions[1:]) if was_cut and view.whole else view.actions


def _linked(parts: Sequence[Span]) -> list[str]:
    return [markdown.span(Span(cut(part.text, 150), part.style, part.url)) for part in parts[:5]]


def _results(view: Results, room: Room, ids: CustomIds) -> Children:
    spaced = _listed(view, room, ids, separated=True)
    return spaced if components.count(spaced) < components.MAX_PARTS else _listed(view, room, ids, separated=False)


def _listed(view: Results, room: Room, ids: CustomIds, *, separated: bool) -> Children:
    head = (f"## {_line(view.heading, _HEADING)}", markdown.small(_line(view.note)))
    children = components.texts("\n".join(filter(None, head)))
    for line in view.lines:
        children += [components.separator()] if separated else []
        children += components.beside(*lines.in_results(line, room), ids)
    children += [components.separator()] if separated and view.lines else []
    return children + _small(*map(_line, view.hints)) + components.rows(view.actions, ids)


def _tags(view: TagList, room: Room, ids: CustomIds) -> Children:
    listed, length = [], 0
    for slug, count in view.tags:
        item = f"{markdown.code(f'#{cut(slug, 60)}')} {count}"
        length += units(item) + 3
        if length > min(_TAG_LIST, room.passage + 500):
            listed.append("…")
            break
        listed.append(item)
    children = _heading(view.heading) + components.texts(" · ".join(listed)) + _small(_line(view.note))
    choices = ((f"#{slug}", slug, str(count)) for slug, count in view.tags)
    menu = components.select(f"p1:{_TAGGED}", choices, placeholder=view.pick)
    return children + menu + components.rows(view.actions, ids)


def _row(row: Row) -> str:
    value = _value(row, row.value)
    was = f" (← {_value(row, row.was)})" if row.was else ""
    label = _line(row.label)
    return f"**{label}** {value}{was}" if label else f"{value}{was}"


def _value(row: Row, value: str | dt.datetime) -> str:
    """Moments and roles as Discord's own tokens, which each client prints in its reader's way."""
    if isinstance(value, dt.datetime):
        return f"<t:{int(value.timestamp())}:F>"
    return f"<@&{value}>" if row.token in _ROLES and value.isascii() and value.isdigit() else _line(value)


def _rows(rows: Sequence[Row]) -> str:
    return "\n".join(filter(None, map(_row, rows)))


def _subscription(view: SubscriptionCard, room: Room, ids: CustomIds) -> Children:
    children = _heading(view.heading) + components.texts(_rows(view.rows))
    children += components.texts("\n".join(map(_line, view.notes)))
    if view.preview:
        inner = Room(min(room.passage, _SHORT), room.title)
        children += [components.separator(), *_listed(view.preview, inner, ids, separated=False)]
    return children + components.rows(view.actions, ids)


def _section(part: HomeSection, room: Room, ids: CustomIds, *, pressable: bool) -> Children:
    heading = f"### {_line(part.heading)}" if part.heading.strip() else ""
    children = components.texts("\n".join(filter(None, (heading, _rows(part.rows)))))
    said = [lines.in_results(line, Room(min(room.passage, _SHORT), room.title)) for line in part.lines]
    if pressable:
        children += [child for text, action in said for child in components.beside(text, action, ids)]
    else:
        children += components.texts("\n".join(_bare(line, room) for line in part.lines))
    return children + components.rows(part.actions, ids)


def _bare(line: PaperLine, room: Room) -> str:
    return f"{line.number}. {lines.title(line, room)}"


def _home(view: Home, room: Room, ids: CustomIds) -> Children:
    for pressable in (True, False):
        children = _heading(view.heading)
        for part in view.sections:
            children += _section(part, room, ids, pressable=pressable)
        if components.count(children) < components.MAX_PARTS:
            break
    return children


_BUILDERS: Mapping[type, Build] = {
    Notice: _notice,
    PaperCard: _card,
    Results: _results,
    TagList: _tags,
    SubscriptionCard: _subscription,
    Home: _home,
    Form: lambda view, _room, _ids: _heading(view.heading),  # where no modal can be opened
}
