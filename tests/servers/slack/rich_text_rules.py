"""What Slack refuses in a rich_text block, the one in which nothing is read as markup."""

from collections.abc import Mapping

from tests.servers.slack.form import Check, Shape, flag, items, link, number, one_of, string, typed

MOST = 1000
_STYLE = Shape({}, dict.fromkeys(("bold", "italic", "strike", "underline", "code"), flag))
_ID = string(255, least=1)


def _inline(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Shape:
    return Shape(required, {"style": _STYLE, **(optional or {})})


_TEXT = _inline({"text": string(3000, least=1)})
_LINK = _inline({"url": link(3000)}, {"text": string(3000), "unsafe": flag})
INLINE: Mapping[str, Check] = {
    "text": _TEXT,
    "link": _LINK,
    "broadcast": _inline({"range": one_of("here", "channel", "everyone")}),
    "channel": _inline({"channel_id": _ID}),
    "color": _inline({"value": string(20, least=1)}),
    "date": _inline(
        {"timestamp": number(0, 99_999_999_999), "format": string(255, least=1)},
        {"url": link(3000), "fallback": string(255)},
    ),
    "emoji": _inline({"name": string(255, least=1)}, {"unicode": string(255), "url": link(3000)}),
    "team": _inline({"team_id": _ID}),
    "user": _inline({"user_id": _ID}),
    "usergroup": _inline({"usergroup_id": _ID}),
}
_LINE = items(typed(INLINE), MOST)
_SECTION = Shape({"elements": _LINE})
_BORDER: Mapping[str, Check] = {"border": number(0, 1)}
_LISTED = items(typed({"rich_text_section": _SECTION}), MOST)
PARTS: Mapping[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": Shape({"elements": _LINE}, _BORDER),
    "rich_text_preformatted": Shape({"elements": items(typed({"text": _TEXT, "link": _LINK}), MOST)}, _BORDER),
    "rich_text_list": Shape(
        {"elements": _LISTED, "style": one_of("bullet", "ordered")}, {**_BORDER, "indent": number(0, 8)}
    ),
}
ELEMENTS = items(typed(PARTS), MOST)
