"""Sentences as views: answers, confirmations, refusals."""

from bot.model import Language
from bot.view import Action, Block, Notice, Span, Text


def notice(language: Language, *sentences: str, actions: tuple[Action, ...] = (), code: str = "") -> Notice:
    """Each sentence is a paragraph; an empty one is left out."""
    return Notice(language=language, text=paragraphs(*sentences), actions=actions, code=code)


def paragraphs(*sentences: str) -> Text:
    return tuple(Block("paragraph", (Span(sentence),)) for sentence in sentences if sentence)


def command_item(command: str, about: str) -> Block:
    return Block("item", (Span(command, "code"), Span(f" · {about}")))
