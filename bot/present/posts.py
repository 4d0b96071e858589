"""The public post of a slot as a view."""

from collections.abc import Callable, Sequence

from bot.model import Languages, Layout, Paper
from bot.view import DigestPost


def digest_post(
    papers: Sequence[Paper],
    *,
    languages: Languages,
    layout: Layout,
    fold: Callable[[str], str],
    role: str = "",
    remaining: int = 0,
    first_number: int = 1,
    web: str = "",
) -> DigestPost:
    """`papers` come sorted: oldest digest first, then the curator's order; each digest date is a section."""
    raise NotImplementedError
