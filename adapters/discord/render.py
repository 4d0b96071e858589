"""Views to Discord's messages as plain JSON; pure, and no part of discord.py.

A payload's body is an envelope: `message` is what Discord gets, beside it what the sender needs to know: `thread` (the
name of the thread that this message begins or stands in), `post` and `tags` (name and tags of a forum post), `publish`
(an announcement).
"""

from dataclasses import replace
from typing import Any

from adapters.discord import components, posts, private
from adapters.discord.custom_id import CustomIds
from bot.fitting import cut, split
from bot.model import Channel, PaperId
from bot.platform import File, Payload, Reply
from bot.view import DigestPost, Notice, PaperCard, View

MAX_NAME = 100  # of a thread
_INLINE = 2500  # characters of a code that stands in the message instead of in a file
_BREATHES = ("text", "announcement", "forum")  # channels whose messages can have a thread


def render(
    view: View, channel: Channel, ids: CustomIds, *, one: bool = False, plain: bool = False
) -> tuple[Payload, ...]:
    if isinstance(view, DigestPost):
        return _post(view, channel, ids, one=one, plain=plain)
    return (_other(view, channel, ids, plain=plain),)


def _other(view: View, channel: Channel, ids: CustomIds, *, plain: bool) -> Payload:
    """What is no post: a card for its thread, a notice to somebody, whom a v2 message would notify of nothing."""
    notified = isinstance(view, Notice) and channel.kind == "dm"
    message = private.worded(view, ids) if notified or plain else private.message(view, ids)
    body: dict[str, Any] = {"message": quiet(message, silent=channel.kind != "dm")}
    if isinstance(view, PaperCard) and channel.kind in _BREATHES:
        body["thread"] = _name(view)
        return Payload(body, (view.paper,), reply=True)
    return Payload(body, (view.paper,) if isinstance(view, PaperCard) else ())


def answer(view: View, ids: CustomIds) -> dict[str, Any]:
    """A message that answers an interaction. A post that somebody shares is one message, however much it holds."""
    if isinstance(view, DigestPost):
        return quiet(split(view, posts.answer(ids), one=True)[0][1], silent=False)
    return quiet(private.message(view, ids), silent=False)


def replied(reply: Reply, ids: CustomIds) -> tuple[dict[str, Any], File | None]:
    """The message, and the file that goes with it: a longer code to copy."""
    view, file = reply.view, reply.file
    if file is None or not isinstance(view, Notice) or len(file.text) <= _INLINE:
        return answer(view, ids), None
    body = answer(replace(view, code=""), ids)
    body["components"] = [*body["components"], {"type": components.FILE, "file": {"url": f"attachment://{file.name}"}}]
    body["attachments"] = [{"id": "0", "filename": file.name}]
    return body, file


def _post(view: DigestPost, channel: Channel, ids: CustomIds, *, one: bool, plain: bool) -> tuple[Payload, ...]:
    shown_well = channel.kind not in ("announcement", "dm") and not view.role
    form = posts.forms(ids)[(0 if shown_well else 1) + (1 if plain else 0)]
    silent = not view.role and channel.kind != "dm"
    name = _name(view)
    messages = [
        Payload(
            _envelope(part, quiet(body, silent=silent, role=view.role), channel, name),
            _papers(part),
            reply=channel.kind == "forum" and part.part > 1,
        )
        for part, body in split(view, form, one=one)
    ]
    if view.layout != "thread" or one or channel.kind not in _BREATHES:
        return tuple(messages)
    return (*messages, *(_other(card, channel, ids, plain=plain) for card in view.cards))


def _papers(view: DigestPost) -> tuple[PaperId, ...]:
    return tuple(line.paper for _, papers in view.sections for line in papers)


def _name(view: DigestPost | PaperCard) -> str:
    """Of the thread: the digests' dates. A card knows only its own, for the case that its thread is not there yet."""
    if isinstance(view, PaperCard):
        heading = view.meta.partition(" · ")[0]
    else:
        heading = " · ".join(heading for heading, _ in view.sections)
    return cut(heading, MAX_NAME) or "·"


def _envelope(view: DigestPost, message: dict[str, Any], channel: Channel, name: str) -> Any:
    body: dict[str, Any] = {"message": message}
    if channel.kind == "forum":
        body |= {"post": name, "tags": list(view.tags)} if view.part == 1 else {}
    elif view.layout == "thread" and channel.kind in _BREATHES and view.part == 1:
        body["thread"] = name
    if channel.kind == "announcement":
        body["publish"] = True
    return body


def quiet(message: dict[str, Any], *, silent: bool, role: str = "") -> dict[str, Any]:
    """Nothing that a document says can ping; a role does only where the subscription names it."""
    flags = message.get("flags", 0) | (components.SILENT if silent else 0)
    mentions: dict[str, Any] = {"parse": []}
    if role.isdigit():
        mentions["roles"] = [role]
    return {**message, "flags": flags, "allowed_mentions": mentions}
