"""A paper in a list as Discord's Markdown, cut at a sentence where it has to be."""

from dataclasses import replace
from functools import lru_cache

from adapters.discord import markdown
from bot.view import Action, PaperLine, Passage, clip


@lru_cache(maxsize=512)
def passages(parts: tuple[Passage, ...], limit: int) -> tuple[str, bool]:
    """The passages, each at most `limit` characters, and whether one was cut."""
    out, any_cut = [], False
    for part in parts:
        text, was_cut = clip(part.text, limit)
        any_cut |= was_cut
        if part.label:
            out.append(markdown.small(markdown.escape(part.label)))
        out.append(markdown.text(text))
    return "\n".join(out), any_cut


def tags(slugs: tuple[str, ...]) -> str:
    return " ".join(markdown.code(f"#{slug}") for slug in slugs)


def title(line: PaperLine) -> str:
    label = "".join(part.text for part in line.title)
    return markdown.link(label, line.url)


def small(line: PaperLine) -> str:
    return " · ".join(filter(None, (markdown.escape(line.byline), tags(line.tags))))


def in_post(line: PaperLine, limit: int) -> tuple[str, Action]:
    """The Markdown, and the button beside it: the whole text where it was cut."""
    body, was_cut = passages(line.passages, limit)
    rows = (f"### {line.number}. {title(line)}", markdown.small(small(line)) if small(line) else "", body)
    return "\n".join(filter(None, rows)), line.whole if was_cut else line.action


def in_results(line: PaperLine, limit: int) -> tuple[str, Action]:
    body, was_cut = passages(line.passages, limit)
    rows = (f"{line.number}. **{title(line)}**", markdown.small(small(line)) if small(line) else "", body)
    return "\n".join(filter(None, rows)), line.whole if was_cut else line.action


def numbered(line: PaperLine, action: Action) -> Action:
    """The same button below a message instead of beside its paper."""
    return replace(action, label=f"{line.number}. {action.label}")
