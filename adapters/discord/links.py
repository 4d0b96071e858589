"""Addresses that Discord takes. A button or an embed with one that it does not like loses the whole message."""

import re

from bot import addresses

MAX_BUTTON_URL = 512
_KEPT = "/:?#&=+$,;!-._~%@"  # parentheses, brackets and what Markdown could read are percent-encoded
_PING = re.compile(r"@(?=everyone|here)")


def address(url: str) -> str:
    """The same address in letters that are safe everywhere, empty where it is none."""
    return _PING.sub("%40", addresses.address(url, _KEPT))


def for_button(url: str) -> str:
    found = address(url)
    return found if len(found) <= MAX_BUTTON_URL else ""
