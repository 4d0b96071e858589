"""Answers as components v2: cards, lists, tags, subscriptions, notices, and forms as modals.
https://docs.discord.com/developers/components/reference#modal
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from adapters.discord import components, lines, markdown
from adapters.discord.components import MAX_TEXT, Part
from adapters.discord.custom_id import CustomIds
from bot.view import (
    Field,
    Form,
    Home,
    HomeSection,
    Notice,
    PaperCard,
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
Build = Callable[[Any, int, CustomIds], Children]

LIMITS = (3000, 2000, 1200, 700, 400, 200, 80)
MAX_MODAL_TITLE = 45
MAX_FIELD_LABEL = 45
MAX_PLACEHOLDER = 100
MAX_TEXT_INPUT = 4000
SHORT_INPUT, LONG_INPUT = 1, 2
_LABEL, _TEXT_INPUT = 18, 4


def message(view: View, ids: CustomIds) -> dict[str, Any]:
    """One message; texts are cut until it fits."""
    build = _BUILDERS[type(view)]
    for limit in LIMITS:
        parts = [components.container(build(view, limit, ids))]
        if components.fits(parts):
            break
    components.make_unique(parts)
    return {"flags": components.V2, "components": parts}


def _said(text: Text, limit: int) -> str:
    return markdown.text(clip(text, limit)[0])


def _small(*pieces: str) -> Children:
    """One grey line of what is there; the pieces are Markdown already."""
    joined = " · ".join(filter(None, pieces))
    return [components.text(markdown.small(joined))] if joined else []


def _notice(view: Notice, limit: int, ids: CustomIds) -> Children:
    children = [components.text(_said(view.text, limit))]
    if view.code:
        room = min(limit, MAX_TEXT - 500)
        children.append(components.text(f"```\n{view.code[:room].replace('```', 'ˋˋˋ')}\n```"))
    return children + components.rows(view.actions, ids)


def _card(view: PaperCard, limit: int, ids: CustomIds) -> Children:
    title = "".join(part.text for part in view.title)
    children = [components.text(f"### {markdown.link(title, view.url)}"), *_small(markdown.escape(view.authors))]
    body, _ = lines.passages(view.passages, limit)
    children += [components.text(body)] if body else []
    children += _small(markdown.escape(view.meta), lines.tags(view.tags))
    if view.abstract:
        abstract, _ = lines.passages((view.abstract,), limit)
        children += [components.separator(), components.text(abstract)]
    children += _small(markdown.spans(_apart(view.links))) + _small(markdown.spans(_apart(view.related)))
    return [*children, components.separator(), *components.rows(view.actions, ids)]


def _apart(parts: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for part in parts:
        out += [Span(" · "), part] if out else [part]
    return out


def _results(view: Results, limit: int, ids: CustomIds) -> Children:
    note = f"\n{markdown.small(markdown.escape(view.note))}" if view.note else ""
    children = [components.text(f"## {markdown.escape(view.heading)}{note}")]
    for line in view.lines:
        text, action = lines.in_results(line, limit)
        children.append(components.section(text, components.button(action, ids)))
    children += _small(*(markdown.escape(hint) for hint in view.hints))
    return children + components.rows(view.actions, ids)


def _tags(view: TagList, limit: int, ids: CustomIds) -> Children:
    listed = " · ".join(f"{markdown.code(f'#{slug}')} {count}" for slug, count in view.tags)
    children = [components.text(f"## {markdown.escape(view.heading)}"), components.text(listed[: limit + 500] or "–")]
    return children + _small(markdown.escape(view.note)) + components.rows(view.actions, ids)


def _row(row: Row) -> str:
    value = f"<t:{int(row.value.timestamp())}:F>" if isinstance(row.value, dt.datetime) else markdown.escape(row.value)
    was = f" (← {markdown.escape(row.was)})" if row.was else ""
    return f"**{markdown.escape(row.label)}** {value}{was}"


def _subscription(view: SubscriptionCard, limit: int, ids: CustomIds) -> Children:
    children = [components.text(f"## {markdown.escape(view.heading)}")]
    if view.rows:
        children.append(components.text("\n".join(_row(row) for row in view.rows)))
    children += [components.text(markdown.escape(note)) for note in view.notes]
    if view.preview:
        children += [components.separator(), *_results(view.preview, min(limit, 300), ids)]
    return children + components.rows(view.actions, ids)


def _section(part: HomeSection, limit: int, ids: CustomIds) -> Children:
    rows = "\n".join(_row(row) for row in part.rows)
    children = [components.text("\n".join(filter(None, (f"### {markdown.escape(part.heading)}", rows))))]
    for line in part.lines:
        text, action = lines.in_results(line, min(limit, 300))
        children.append(components.section(text, components.button(action, ids)))
    return children + components.rows(part.actions, ids)


def _home(view: Home, limit: int, ids: CustomIds) -> Children:
    children = [components.text(f"## {markdown.escape(view.heading)}")]
    for part in view.sections:
        children += _section(part, limit, ids)
    return children


_BUILDERS: Mapping[type, Build] = {
    Notice: _notice,
    PaperCard: _card,
    Results: _results,
    TagList: _tags,
    SubscriptionCard: _subscription,
    Home: _home,
}


def modal(view: Form, custom_id: str) -> dict[str, Any]:
    """A form as a modal; a field's value comes back under the option's key."""
    return {
        "title": components.cut(view.heading, MAX_MODAL_TITLE),
        "custom_id": custom_id,
        "components": [_field(field) for field in view.fields],
    }


def _field(field: Field) -> Part:
    style = LONG_INPUT if field.option.kind == "long_text" else SHORT_INPUT
    about = field.option.about.get("en", "")
    entry: Part = {
        "type": _TEXT_INPUT,
        "custom_id": field.option.key,
        "style": style,
        "required": field.option.required,
        "max_length": MAX_TEXT_INPUT if style == LONG_INPUT else 200,
    }
    if field.value:
        entry["value"] = field.value
    return {
        "type": _LABEL,
        "label": components.cut(field.label, MAX_FIELD_LABEL),
        "component": entry,
    } | ({"description": components.cut(about, MAX_PLACEHOLDER)} if about else {})
