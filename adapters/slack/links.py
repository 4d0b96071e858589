"""Addresses that Slack takes. A button with one that it does not like loses the whole message."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

MAX_BUTTON_URL = 3000
MAX_LINK = 600  # within a text, where every character counts
_HOST = re.compile(
    r"(localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)(?::\d{1,5})?", re.I
)
# Kept as they are. What ends a link in mrkdwn (`|`, `>`, a space) and what styles text there is percent-encoded.
_KEPT = "/:?#&=+$,;!-._()@%"


@lru_cache(maxsize=2048)
def address(url: str) -> str:
    """The same address in letters that are safe everywhere, empty where it is none."""
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    rest = url.strip().split("://", 1)[1][len(parts.netloc) :]
    return f"{parts.scheme}://{host}{quote(rest, safe=_KEPT)}"


def for_button(url: str) -> str:
    found = address(url)
    return found if len(found) <= MAX_BUTTON_URL else ""


def for_text(url: str) -> str:
    """As it stands between `<` and `|`; empty where it is none or too long."""
    found = address(url)
    return found.replace("&", "&amp;") if len(found) <= MAX_LINK else ""
