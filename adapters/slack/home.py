"""The App Home: a reader's own place in Slack.
https://docs.slack.dev/surfaces/app-home
"""

from typing import Any

from adapters.slack import private
from adapters.slack.origin import Origin
from adapters.slack.values import PREFIX, Values
from bot.view import View


def home(view: View, values: Values, origin: Origin) -> dict[str, Any]:
    """`origin` is the reader's direct messages: what is pressed here is about them."""
    return {
        "type": "home",
        "callback_id": f"{PREFIX}home",
        "private_metadata": origin.written(),
        "blocks": private.shown(view, values, private.VIEW),
    }
