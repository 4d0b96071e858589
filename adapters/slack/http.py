"""Slack calling us: what the service's own web server has to serve in HTTP mode.

One address takes commands, buttons, forms, suggestions and events. Bolt checks the signature and refuses what is older
than five minutes. https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from collections.abc import Callable

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from adapters.slack.oauth import CALLBACK, INSTALL, OAuth

REQUESTS = "/slack/events"


def requests(app: Callable[[], AsyncApp | None]) -> list[web.RouteDef]:
    """`app` gives Bolt's app once the platform was started; it must know the signing secret."""

    async def take(request: web.Request) -> web.Response:
        made = app()
        if made is None:
            return web.Response(status=503)
        return await to_aiohttp_response(await made.async_dispatch(await to_bolt_request(request)))

    return [web.post(REQUESTS, take)]


def installing(oauth: OAuth) -> list[web.RouteDef]:
    return [web.get(INSTALL, oauth.install), web.get(CALLBACK, oauth.callback)]
