"""How a command line fails: one line, whatever happened."""

from bot.model import Language
from bot.settings.wrong import BadSetting


class Failure(Exception):
    """The line to print on stderr, and the exit status."""

    def __init__(self, line: str, status: int = 1) -> None:
        super().__init__(line)
        self.line, self.status = line, status


def told(subject: str, sentence: str) -> str:
    """One line, and nothing in it that a terminal would obey: file names are hostile too."""
    text = " ".join(f"paperboy: {f'{subject}: ' if subject else ''}{sentence}".split())
    return visible(text)


def visible(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def failed(language: Language, key: str, **values: str | int) -> Failure:
    """A sentence of the catalogue as a Failure."""
    from bot.language import say

    return Failure(told("", say(language, key, **values)))


def misused(language: Language, key: str, **values: str | int) -> Failure:
    """The same for what was typed wrongly, with the exit status that shells use for it."""
    return Failure(failed(language, key, **values).line, 2)


def bad_setting(error: BadSetting) -> Failure:
    from bot.language import say

    return Failure(told(error.name, say(error.language, error.key, **error.values)), 2)
