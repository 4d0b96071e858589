"""Shown text: the Markdown and LaTeX of the archive to blocks and spans that an adapter renders."""

from bot.view import Span, Text


def shown(markdown: str) -> Text:
    raise NotImplementedError


def inline(markdown: str) -> tuple[Span, ...]:
    """One line, such as a title."""
    raise NotImplementedError
