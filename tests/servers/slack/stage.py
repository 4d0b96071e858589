"""What many tests begin with: a workspace with a person and a channel, and calls that are refused."""

from collections.abc import Awaitable
from typing import Any

from slack_sdk.errors import SlackApiError

from tests.servers.slack.refused import Json
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.state import Channel, User, Workspace


def a_place(slack: LocalSlack, *, with_app: bool = True, **more: Any) -> tuple[Workspace, User, Channel]:
    team = slack.add_workspace("ML", **more)
    kim = slack.add_user(team, "Kim", locale="ko-KR", tz="Asia/Seoul")
    return team, kim, slack.add_channel(team, "papers", members=[kim], with_app=with_app)


async def error_of(call: Awaitable[Any]) -> Any:
    """The whole answer of a call that must be refused."""
    try:
        await call
    except SlackApiError as error:
        return error.response
    raise AssertionError("it was not refused")


async def refused(call: Awaitable[Any]) -> str:
    """Only the name of the error."""
    return str((await error_of(call))["error"])


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(name: str, **more: Any) -> Json:
    """Its name is its label and its action_id."""
    return {"type": "button", "text": plain(name), "action_id": name, **more}


def row(*elements: Json, block: str = "row") -> Json:
    return {"type": "actions", "block_id": block, "elements": list(elements)}
