"""What the local Slack says when it says no: HTTP 200, `ok: false` and the name of an error."""

from typing import Any

Json = dict[str, Any]


class Refused(Exception):
    """An answer that is a refusal; raised by whatever handles a request."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.body: Json = {"ok": False, "error": error, **more}


class Limited(Refused):
    """A 429, with the whole seconds to wait."""

    def __init__(self, wait: int) -> None:
        super().__init__("ratelimited")
        self.wait = wait


def explained(error: str, messages: list[str]) -> Refused:
    """A refusal that says what is wrong and where, as Slack does for blocks, views and arguments."""
    marked = [f"[ERROR] {message}" for message in messages]
    more: Json = {"errors": messages} if error == "invalid_blocks" else {}
    return Refused(error, **more, response_metadata={"messages": marked})


def missing(argument: str) -> Refused:
    return explained("invalid_arguments", [f"missing required field: {argument}"])
