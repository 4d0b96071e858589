"""Web addresses in letters that are safe everywhere: one that a platform does not like loses the whole message."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

_HOST = re.compile(
    r"(localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)(?::\d{1,5})?", re.I
)
_PLAIN = re.compile(rf"https?://(?:{_HOST.pattern})(?:/[a-z0-9/._-]*)?", re.I | re.A)  # nothing to encode


@lru_cache(maxsize=2048)
def address(url: str, kept: str) -> str:
    """The same address, empty where it is none. All but letters, digits and `kept` is percent-encoded."""
    if _PLAIN.fullmatch(url) and url.startswith("http"):
        return url
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    rest = url.strip().split("://", 1)[1][len(parts.netloc) :]
    return f"{parts.scheme}://{host}{quote(rest, safe=kept)}"
