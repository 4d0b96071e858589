"""The floor: slack-bolt over Socket Mode with our settings, and a constant reply to each command and button.

python -m bench.slack.bare API_URL BOT_TOKEN APP_TOKEN
"""

import asyncio
import re
import sys
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

CONNECTIONS = 2
ANY = re.compile("")
LINE = (
    "*1. GradPower: Powering Gradients for Faster Language Model Pre-Training*\n"
    "This study suggests that using the power of gradients can improve optimization speed."
)
NEXT = {"type": "button", "text": {"type": "plain_text", "text": "Next"}, "action_id": "p1:results", "value": "{}"}
MENU = {
    "type": "external_select",
    "action_id": "p1:paper/tag",
    "min_query_length": 0,
    "placeholder": {"type": "plain_text", "text": "tag"},
}
BLOCKS: list[dict[str, Any]] = [  # as much as our answer says
    *({"type": "section", "text": {"type": "mrkdwn", "text": LINE, "verbatim": True}} for _ in range(5)),
    {"type": "actions", "elements": [NEXT, MENU]},
]
OPTIONS = [
    {"text": {"type": "plain_text", "text": f"topic-{number} · {number}"}, "value": f"topic-{number}"}
    for number in range(25)
]


async def main(api: str, bot_token: str, app_token: str) -> None:
    client = AsyncWebClient(token=bot_token, base_url=api, retry_handlers=[])
    app = AsyncApp(
        client=client,
        process_before_response=True,
        request_verification_enabled=False,
        url_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_assistant_message_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    @app.command(ANY)
    async def on_command(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text=LINE, blocks=BLOCKS)

    @app.action(ANY)
    async def on_action(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text=LINE, blocks=BLOCKS, replace_original=True)

    @app.options(ANY)
    async def on_options(ack: Any) -> None:
        await ack(options=OPTIONS)

    handlers = [AsyncSocketModeHandler(app, app_token, ping_interval=5) for _ in range(CONNECTIONS)]
    await asyncio.gather(*(handler.connect_async() for handler in handlers))  # type: ignore[no-untyped-call]
    print('"ready"', file=sys.stderr, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
