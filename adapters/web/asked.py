"""What a page is asked for: all that the page depends on, and nothing that grows without bound."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from aiohttp import web

from bot.model import LANGUAGES, Language

LONGEST_PATH = 300
LONGEST_VALUE = 1000  # of a query parameter; what is longer is cut, and then too long for whoever reads it
_KEPT = "/:@!$&'()*+,;=~"  # may stand in a path as they are: https://www.rfc-editor.org/rfc/rfc3986#section-3.3


@dataclass(frozen=True, slots=True)
class Asked:
    path: str  # percent-encoded, beginning with exactly one slash
    query: tuple[tuple[str, str], ...]  # the parameters that the page knows, without the language
    language: Language
    base: str  # what absolute addresses begin with

    @classmethod
    def of(cls, request: web.Request, known: tuple[str, ...], language: Language, base: str) -> "Asked":
        """`known`: the parameters that make a difference here."""
        given = ((name, request.query[name][:LONGEST_VALUE]) for name in known if request.query.get(name))
        return cls(encoded(request.path), tuple(given), language, base)

    def __getitem__(self, name: str) -> str:
        return dict(self.query).get(name, "")

    def to(self, **changed: str | int | None) -> str:
        """This page with other parameters; None leaves one out."""
        query = {name: value for name, value in {**dict(self.query), **changed}.items() if value is not None}
        return f"{self.path}?{urlencode(query)}" if query else self.path

    @property
    def canonical(self) -> str:
        return self.absolute(self.to(lang=self.language))

    @property
    def languages(self) -> tuple[tuple[Language, str], ...]:
        """This page in each language."""
        return tuple((language, self.to(lang=language)) for language in LANGUAGES)

    def absolute(self, path: str) -> str:
        return f"{self.base}{path}"


def encoded(path: str) -> str:
    """A second slash at the beginning would make a path another host's address."""
    return "/" + quote(path.lstrip("/")[:LONGEST_PATH], safe=_KEPT)


def to_paper(address: str) -> str:
    return encoded(f"/p/{address}")


def to_tag(tag: str) -> str:
    return f"/t/{quote(tag, safe='')}"
