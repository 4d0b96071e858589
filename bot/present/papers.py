"""Papers as views: the card of one, its line in a list, a page of results."""

from collections.abc import Callable, Sequence

from bot.model import Language, Languages, Paper
from bot.view import Action, PaperCard, PaperLine, Results

Fold = Callable[[str], str]


def card(
    paper: Paper,
    *,
    languages: Languages,
    fold: Fold,
    related: Sequence[Paper] = (),
    opened: bool = False,
    asked: Language | None = None,
    saved: bool = False,
) -> PaperCard:
    raise NotImplementedError


def line(paper: Paper, number: int, *, language: Language, fold: Fold, action: Action) -> PaperLine:
    raise NotImplementedError


def results(
    papers: Sequence[Paper], *, language: Language, fold: Fold, heading: str, note: str = "", first_number: int = 1
) -> Results:
    raise NotImplementedError
