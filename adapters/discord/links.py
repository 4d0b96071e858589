"""Addresses that Discord takes. A button or an embed with one that it does not like loses the whole message."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

MAX_BUTTON_URL = 512
_HOST = re.compile(
    r"(localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)(?::\d{1,5})?", re.I
)
_KEPT = "/:?#&=+$,;!-._~%@"  # parentheses, brackets and what Markdown could read are percent-encoded
_PING = re.compile(r"@(?=everyone|here)")


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
    return f"{parts.scheme}://{host}{_PING.sub('%40', quote(rest, safe=_KEPT))}"


def for_button(url: str) -> str:
    found = address(url)
    return found if len(found) <= MAX_BUTTON_URL else ""
