"""Addresses that Slack takes. A button with one that it does not like loses the whole message."""

from bot import addresses

MAX_BUTTON_URL = 3000
MAX_LINK = 600  # within a text, where every character counts
# Kept as they are. What ends a link in mrkdwn (`|`, `>`, a space) and what styles text there is percent-encoded.
_KEPT = "/:?#&=+$,;!-._()@%"


def address(url: str) -> str:
    """The same address in letters that are safe everywhere, empty where it is none."""
    return addresses.address(url, _KEPT)


def for_button(url: str) -> str:
    found = address(url)
    return found if len(found) <= MAX_BUTTON_URL else ""


def for_text(url: str) -> str:
    """As it stands between `<` and `|`; empty where it is none or too long."""
    found = address(url)
    return found.replace("&", "&amp;") if len(found) <= MAX_LINK else ""
