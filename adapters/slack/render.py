"""Views to Slack's messages as plain JSON; pure, and no part of slack-bolt.

A payload's body is an envelope, as every adapter of ours has one: `message` is what Slack gets.
"""

from typing import Any

from adapters.slack import fallback, posts, private
from adapters.slack.values import Values
from bot.fitting import split
from bot.model import Channel, PaperId
from bot.platform import Payload
from bot.view import DigestPost, PaperCard, View


def render(
    view: View, channel: Channel, values: Values, *, one: bool = False, plain: bool = False
) -> tuple[Payload, ...]:
    if isinstance(view, DigestPost):
        return _post(view, channel, values, one=one, plain=plain)
    return (_other(view, values, plain=plain),)


def _other(view: View, values: Values, *, plain: bool) -> Payload:
    """What is no post: a card for a post's thread, a notice to somebody."""
    message: dict[str, Any] = {"text": fallback.text(view)}
    if not plain:
        message["blocks"] = private.shown(view, values, private.MESSAGE)
    is_card = isinstance(view, PaperCard)
    return Payload({"message": quiet(message)}, (view.paper,) if isinstance(view, PaperCard) else (), reply=is_card)


def _post(view: DigestPost, channel: Channel, values: Values, *, one: bool, plain: bool) -> tuple[Payload, ...]:
    form = posts.forms(values)[1 if plain else 0]
    messages = [
        Payload({"message": quiet(body)}, tuple(PaperId(line.paper) for line in posts.papers(part)))
        for part, body in split(view, form, one=one)
    ]
    if view.layout != "thread" or one or channel.kind == "thread":
        return tuple(messages)
    return (*messages, *(_other(card, values, plain=plain) for card in view.cards))


def answer(view: View, values: Values) -> dict[str, Any]:
    """A message that answers somebody. A post that somebody shares is one message, however much it holds."""
    if isinstance(view, DigestPost):
        return quiet(split(view, posts.forms(values)[0], one=True)[0][1])
    return quiet({"text": fallback.text(view), "blocks": private.shown(view, values, private.MESSAGE)})


def quiet(message: dict[str, Any]) -> dict[str, Any]:
    """No previews of links; mentions are escaped or broken already."""
    return {**message, "unfurl_links": False, "unfurl_media": False}
