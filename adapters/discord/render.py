"""Views to Discord's messages as plain JSON; pure, and no part of discord.py.

A payload's body is an envelope: `message` is what Discord gets, beside it what the sender needs to know: `thread` (the
name of the thread to open for replies), `post` and `tags` (name and tags of a forum post), `publish` (an announcement).
"""

from typing import Any

from adapters.discord import components, posts, private
from adapters.discord.custom_id import CustomIds
from bot.model import Channel
from bot.platform import Payload
from bot.view import DigestPost, PaperCard, View

MAX_NAME = 100  # of a thread
MAX_FORUM_TAGS = 5


def render(
    view: View, channel: Channel, ids: CustomIds, *, one: bool = False, plain: bool = False
) -> tuple[Payload, ...]:
    if isinstance(view, DigestPost):
        return _post(view, channel, ids, one=one, plain=plain)
    papers = (view.paper,) if isinstance(view, PaperCard) else ()
    return (Payload({"message": _quiet(private.message(view, ids), silent=False)}, papers),)


def _post(view: DigestPost, channel: Channel, ids: CustomIds, *, one: bool, plain: bool) -> tuple[Payload, ...]:
    forms = posts.builders(ids)
    shown_well = channel.kind not in ("announcement", "dm") and not view.role
    build = forms[(0 if shown_well else 1) + (1 if plain else 0)]
    silent = not view.role and channel.kind != "dm"
    messages = [
        Payload(_envelope(part, body, channel, silent=silent), _papers(part))
        for part, body in posts.split(view, build, one=one)
    ]
    cards = [_thread_card(card, ids) for card in view.cards if view.layout == "thread" and not one]
    return (*messages, *cards)


def _papers(view: DigestPost) -> tuple[Any, ...]:
    return tuple(line.paper for _, papers in view.sections for line in papers)


def _thread_card(card: PaperCard, ids: CustomIds) -> Payload:
    return Payload({"message": _quiet(private.message(card, ids), silent=True)}, (card.paper,), reply=True)


def _envelope(view: DigestPost, message: posts.Body, channel: Channel, *, silent: bool) -> Any:
    name = components.cut(" · ".join(heading for heading, _ in view.sections), MAX_NAME)
    body: dict[str, Any] = {"message": _quiet(message, silent=silent, role=view.role)}
    if view.cards and view.part == 1:
        body["thread"] = name
    if channel.kind == "forum" and view.part == 1:
        body |= {"post": name, "tags": list(view.tags[:MAX_FORUM_TAGS])}
    if channel.kind == "announcement":
        body["publish"] = True
    return body


def _quiet(message: dict[str, Any], *, silent: bool, role: str = "") -> dict[str, Any]:
    """Nothing that a document says can ping; a role does only where the subscription names it."""
    flags = message.get("flags", 0) | (components.SILENT if silent else 0)
    mentions: dict[str, Any] = {"parse": []}
    if role:
        mentions["roles"] = [role]
    return {**message, "flags": flags, "allowed_mentions": mentions}
