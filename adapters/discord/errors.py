"""What Discord's refusals mean to the core.
https://docs.discord.com/developers/topics/opcodes-and-status-codes
"""

from typing import Literal

from bot.platform import Rejected, SendError, Unavailable

UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE, UNKNOWN_USER = 10003, 10004, 10008, 10013
UNKNOWN_INTERACTION, ANSWERED_ALREADY = 10062, 40060
PUBLISHED_ALREADY, THREAD_ALREADY = 40033, 160004
ARCHIVED, LOCKED = 50083, 160005
MISSING_ACCESS, MISSING_PERMISSIONS = 50001, 50013
INVALID_RECIPIENT = 50033
NO_DIRECT_MESSAGE, NO_COMMON_GUILD = 50007, 50278
UNREACHABLE = (UNKNOWN_USER, INVALID_RECIPIENT, NO_DIRECT_MESSAGE, NO_COMMON_GUILD)  # for direct messages

_HOUR = 3600.0
_MEANING: dict[int, Literal["gone", "forbidden", "payload"]] = {
    UNKNOWN_CHANNEL: "gone",
    UNKNOWN_GUILD: "gone",
    NO_DIRECT_MESSAGE: "gone",
    NO_COMMON_GUILD: "gone",
    INVALID_RECIPIENT: "gone",
    MISSING_ACCESS: "forbidden",
    MISSING_PERMISSIONS: "forbidden",
    LOCKED: "forbidden",
    50008: "forbidden",  # not a channel for messages any more
    50024: "forbidden",  # the same for what we did there
    20012: "forbidden",
    40067: "forbidden",  # a forum that wants a tag and has none
    200000: "payload",  # automatic moderation
    200001: "payload",
}
_LATER: dict[int, float] = {
    20016: 60.0,  # slow mode
    20022: _HOUR,  # announcements edited too often
    20028: 60.0,  # the channel's limit of writes
    20029: 60.0,  # the server's limit of writes
    30046: _HOUR,  # old messages edited too often
    40003: 600.0,  # direct messages opened too fast
    40004: _HOUR,  # Discord has switched it off for a while
    40006: _HOUR,
    40062: 60.0,  # a service is rate limited
    40333: 60.0,  # what stands before Discord
    130000: 60.0,  # overloaded
    160006: _HOUR,  # too many active threads
}


class Refusal(Exception):
    """Discord answered, and said no. `code` is 0 where it said so without one."""

    def __init__(self, status: int, code: int, detail: str) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status, self.code, self.detail = status, code, detail


class TokenRefused(Unavailable):
    """401: nothing will work until the operator gives us another token. What is owed waits."""


def later(code: object) -> float | None:
    """Seconds until it is worth another try; None for what does not pass by itself."""
    return _LATER.get(code) if isinstance(code, int) else None


def meaning(refusal: Refusal) -> SendError:
    """What a refused post, edit or publication comes to."""
    if refusal.code in _MEANING:
        return Rejected(_MEANING[refusal.code], str(refusal))
    if (wait := later(refusal.code)) is not None:
        return Unavailable(str(refusal), wait)
    if refusal.status == 403 and refusal.code:
        return Rejected("forbidden", str(refusal))
    if refusal.status in (400, 404, 413) and refusal.code:
        return Rejected("payload", str(refusal))
    # Without a code it was not Discord's API that answered but what stands before it.
    return Unavailable(str(refusal))
