"""Discord's messages as HTML: components, embeds, content.
https://docs.discord.com/developers/components/reference
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from adapters.web.chat.discord_text import inline, text
from adapters.web.chat.html import away, element, join, unknown

Part = Mapping[str, Any]
_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger"}
_LINK = 5


@dataclass(frozen=True, slots=True)
class Around:
    """What no payload carries: files that are attached, by their names, and what Discord's own client says in an empty
    menu."""

    files: Mapping[str, str] = field(default_factory=dict)
    choose: str = "…"


def message(body: Part, around: Around) -> Markup:
    content = body.get("content", "")
    return join(
        [
            element("div", text(content), class_="dc-content") if content else "",
            *(_embed(embed) for embed in body.get("embeds", ())),
            *_all(body.get("components", ()), around),
        ]
    )


def _all(parts: Iterable[Part], around: Around) -> Iterable[Markup]:
    for part in parts:
        draw = _PARTS.get(part.get("type"))
        yield draw(part, around) if draw else unknown(f"Discord {part.get('type')}")


def _bar(colour: int) -> Markup:
    """A colour of the payload: a style attribute would need a hole in the Content-Security-Policy."""
    fill = element("rect", width="100%", height="100%", fill=f"#{colour:06x}")
    return element("svg", fill, class_="dc-bar", aria_hidden="true")


def _container(part: Part, around: Around) -> Markup:
    colour = part.get("accent_color")
    bar = _bar(colour) if isinstance(colour, int) else ""
    return element("div", bar, *_all(part["components"], around), class_="dc-container")


def _section(part: Part, around: Around) -> Markup:
    said = element("div", *_all(part["components"], around), class_="dc-section-text")
    return element("div", said, *_all([part["accessory"]], around), class_="dc-section")


def _separator(part: Part, _around: Around) -> Markup:
    spacing = "dc-wide" if part.get("spacing") == 2 else "dc-narrow"
    shown = "dc-line" if part.get("divider", True) else "dc-space"
    return element("div", class_=f"{shown} {spacing}", role="separator")


def _button(part: Part, _around: Around) -> Markup:
    label = str(part.get("label", ""))
    if part["style"] == _LINK:
        icon = element("span", class_="dc-out", aria_hidden="true")
        return element(
            "a",
            label,
            icon,
            class_="dc-button dc-secondary",
            href=part["url"],
            rel="noopener nofollow noreferrer",
            target="_blank",
        )
    return element(
        "button",
        label,
        type="button",
        class_=f"dc-button dc-{_STYLES.get(part['style'], 'secondary')}",
        data_press=part["custom_id"],
        disabled=bool(part.get("disabled")),
    )


def _select(part: Part, around: Around) -> Markup:
    chosen = any(option.get("default") for option in part["options"])
    said = part.get("placeholder") or around.choose
    first = element("option", said, value="", selected=not chosen)
    options = [
        element("option", _labelled(option), value=option["value"], selected=bool(option.get("default")))
        for option in part["options"]
    ]
    return element("select", first, *options, class_="dc-select", data_choose=part["custom_id"], aria_label=said)


def _labelled(option: Part) -> str:
    return " · ".join(filter(None, (option["label"], option.get("description", ""))))


def _file(part: Part, around: Around) -> Markup:
    name = part["file"]["url"].removeprefix("attachment://")
    kept = element("pre", around.files.get(name, ""), hidden=True)
    button = element("button", name, type="button", class_="dc-file-name", data_download=name)
    return element("div", button, kept, class_="dc-file")


def _embed(embed: Part) -> Markup:
    title, url, said = embed.get("title", ""), embed.get("url", ""), embed.get("description", "")
    footer = (embed.get("footer") or {}).get("text", "")
    heading = (away(inline(title), url) if url else inline(title)) if title else ""
    parts: Sequence[tuple[str | Markup, str]] = (
        (heading, "dc-embed-title"),
        (text(said) if said else "", "dc-embed-text"),
        (footer, "dc-embed-footer"),
    )
    strange = [unknown(f"Discord embed {key}") for key in sorted(set(embed) - _EMBED)]
    bar = _bar(embed["color"]) if isinstance(embed.get("color"), int) else ""
    return element("div", bar, *(element("div", said, class_=kind) for said, kind in parts if said), *strange,
                   class_="dc-embed")  # fmt: skip


_EMBED = {"title", "url", "color", "description", "footer"}
_PARTS: Mapping[Any, Callable[[Part, Around], Markup]] = {
    1: lambda part, around: element("div", *_all(part["components"], around), class_="dc-row"),
    2: _button,
    3: _select,
    9: _section,
    10: lambda part, _around: element("div", text(part["content"]), class_="dc-display"),
    13: _file,
    14: _separator,
    17: _container,
}
