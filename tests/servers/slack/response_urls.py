"""response_url: five answers in thirty minutes, to one use of the app, without a token."""

import json
import secrets
from typing import Any

from aiohttp import web

from tests.servers.slack import messages
from tests.servers.slack.message_rules import checked_metadata, content
from tests.servers.slack.refused import Json, Refused
from tests.servers.slack.state import Channel, Installation, World
from tests.servers.slack.use import ResponseUrl, Use
from tests.servers.slack.web_api import Answer, Endpoint

NAME = "response_url"
MOST_USES, LIFETIME = 5, 30 * 60.0


def make(
    world: World,
    use: Use,
    installation: Installation,
    channel: Channel,
    *,
    kind: str,
    source: str = "",
    thread: str = "",
) -> str:
    """A new address for answers; `source` is the message that they may replace."""
    path = f"/{kind}/{installation.team_id or channel.team_id}/{world.new_id('')}/{secrets.token_urlsafe(18)}"
    world.response_urls[path] = ResponseUrl(
        user=use.user,
        channel=channel,
        installation=installation,
        born=world.clock.now(),
        use=use,
        source=source,
        thread=thread,
    )
    return world.web_url + path


class ResponseUrls:
    def __init__(self, world: World, endpoint: Endpoint) -> None:
        self._world = world
        self._endpoint = endpoint

    async def serve(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        body = _read(raw)

        def answer() -> Answer:
            try:
                found = self._usable(request.path)
                respond(self._world, found, body)
            except Refused as refused:
                status = 404 if refused.error in ("expired_url", "used_url", "no_service") else 400
                return Answer(status=status, body=refused.body, headers={})
            return Answer(status=200, body="ok", headers={})

        return await self._endpoint.serve(request, NAME, NAME, body, answer)

    def _usable(self, path: str) -> ResponseUrl:
        found = self._world.response_urls.get(path)
        if found is None:
            raise Refused("no_service")
        if self._world.clock.now() - found.born > LIFETIME:
            raise Refused("expired_url")
        if found.uses >= MOST_USES:
            raise Refused("used_url")
        found.uses += 1
        return found


def _read(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None


def respond(world: World, url: ResponseUrl, body: Any) -> Json | None:
    """What an answer does: a new message, a replaced one, or one taken away."""
    if not isinstance(body, dict):
        raise Refused("invalid_payload")
    if body.get("delete_original"):
        _delete(world, url)
        return None
    made = content(body, total=False)
    if "metadata" in body:
        made["metadata"] = checked_metadata(body["metadata"])
    if body.get("replace_original") and url.source:
        return _replaced(world, url, made)
    message = messages.compose(world, url.channel, url.installation, made)
    thread = str(body.get("thread_ts") or url.thread)
    if body.get("response_type", "ephemeral") == "in_channel":
        messages.keep(world, url.channel, message, thread=thread)
    else:
        messages.keep_private(world, url.channel, message, url.user, thread=thread)
    url.use.answered(messages=message)
    return message


def _delete(world: World, url: ResponseUrl) -> None:
    if not url.source:
        raise Refused("invalid_payload")
    messages.remove(world, url.channel, url.source)


def _replaced(world: World, url: ResponseUrl, made: Json) -> Json:
    """The old message keeps its time and place, private or not, and nothing of its content."""
    channel = url.channel
    old = channel.messages.get(url.source) or channel.private.get(url.source, ("", None))[1]
    if old is None:
        raise Refused("message_not_found")
    messages.change(world, old, {"blocks": [], "attachments": []} | made)
    url.use.answered(messages=old)
    return old
