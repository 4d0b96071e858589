"""Elements whose text and attributes are escaped: nothing else here makes HTML."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

Inside = str | Markup
_VOID = frozenset({"br", "hr", "input"})
_BREAK = Markup("<br>")
_AWAY = re.compile(r"https?://|mailto:", re.IGNORECASE)  # all that a message may lead to, whoever made it


def element(kind: str, /, *inside: Inside, **attributes: str | bool | None) -> Markup:
    """`class_` and `data_id` become `class` and `data-id`; False and None are left out, and an `href` that leads to
    nothing on the web."""
    opened = f"<{kind}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Markup(opened if kind in _VOID else f"{opened}{join(inside)}</{kind}>")  # noqa: S704  # escaped, each part


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if name == "href" and not _AWAY.match(str(value)):
        return ""
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


def join(parts: Iterable[Inside]) -> Markup:
    return Markup("".join(map(escape, parts)))  # noqa: S704  # escaped, each part


def lines(text: str) -> Markup:
    """Plain text, its line breaks kept."""
    return escape(text).replace("\n", _BREAK)


def away(label: Inside, url: str) -> Markup:
    """A link to elsewhere: nobody there learns from where."""
    return element("a", label, href=url, rel="noopener nofollow noreferrer", target="_blank")


def unknown(kind: object) -> Markup:
    """What we cannot draw is said, so that a test and a reader see it."""
    return element("p", f"? {kind}", class_="unknown", data_unknown=str(kind))


def moment(seconds: int, style: str) -> Markup:
    """The page writes it in its reader's own zone and language. Without that, seconds since 1970 in UTC say it."""
    return element("time", f"@{seconds}", data_at=str(seconds), data_style=style)
