"""What is answered: the shapes that stand in the OpenAPI document, and are checked on the way out."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from adapters.web import text
from adapters.web.asked import to_paper
from bot.archive import Article, Opened
from bot.model import LANGUAGES, Language, Languages
from bot.view import Passage, plain


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # a start need not wait for it


class Prose(Value):
    """A text with its Markdown and LaTeX understood."""

    text: str = Field(description="Plain characters; blocks are a blank line apart.")
    html: str = Field(description="A few elements only, everything else escaped: safe to show.")

    @classmethod
    def of(cls, passage: Passage | None) -> "Prose | None":
        if passage is None or not passage.text:
            return None
        return cls(text=plain(passage.text), html=str(text.blocks(passage.text)))


class Commentary(Value):
    """What the curator wrote, by language; null where nothing is written or the language was not asked for."""

    ko: Prose | None
    en: Prose | None


class Reference(Value):
    id: int = Field(description="Never given again.")
    address: str = Field(description="How /api/papers/{address} and /p/{address} name it: its arXiv id, else its id.")
    title: str
    page: str = Field(description="Its page here.", json_schema_extra={"format": "uri-reference"})

    @classmethod
    def of(cls, article: Article, base: str) -> "Reference":
        return cls(**_reference(article, base))


class Paper(Reference):
    authors: list[str]
    digest: dt.date = Field(description="The date under which it was published.")
    position: int = Field(description="In its digest; papers that no page put in order begin at 1023.")
    published: dt.datetime = Field(description="When Paperboy learnt of it.")
    arxiv_id: str | None
    tags: list[str]
    url: str = Field(description="The paper itself, or a search for it where nobody wrote a link.")
    links: list[str] = Field(description="Further ones.")
    commentary: Commentary
    abstract: Prose | None

    @classmethod
    def made(cls, article: Article, base: str, languages: Languages = LANGUAGES) -> "Paper":
        return cls(**_paper(article, base, languages))


class OnePaper(Paper):
    related: list[Reference]
    bibtex: str

    @classmethod
    def opened(cls, opened: Opened, base: str, languages: Languages) -> "OnePaper":
        related = [Reference.of(article, base) for article in opened.related]
        return cls(**_paper(opened.article, base, languages), related=related, bibtex=opened.bibtex)


def _reference(article: Article, base: str) -> dict[str, Any]:
    page = f"{base}{to_paper(article.address)}"
    return {"id": article.paper, "address": article.address, "title": text.words(article.title), "page": page}


def _paper(article: Article, base: str, languages: Languages) -> dict[str, Any]:
    said: dict[Language, Prose | None] = {each.language: Prose.of(each) for each in article.passages if each.language}
    commentary = Commentary(**{each: said.get(each) if each in languages else None for each in LANGUAGES})
    return _reference(article, base) | {
        "authors": list(article.authors),
        "digest": article.digest,
        "position": article.position,
        "published": article.published,
        "arxiv_id": article.arxiv_id,
        "tags": list(article.tags),
        "url": article.url,
        "links": [span.url for span in article.links],
        "commentary": commentary,
        "abstract": Prose.of(article.abstract),
    }


class Digest(Value):
    date: dt.date
    papers: int = Field(description="How many it has, or of those with the tag that was asked for.")
    page: str = Field(description="Its page here.", json_schema_extra={"format": "uri-reference"})


class Tag(Value):
    tag: str
    papers: int


_NEXT = Field(description="The next page, whole; null at the end.", json_schema_extra={"format": "uri-reference"})


class Papers(Value):
    papers: list[Paper] = Field(description="Newest digest first, then the curator's order.")
    next: str | None = _NEXT


class Digests(Value):
    digests: list[Digest] = Field(description="Newest first.")
    next: str | None = _NEXT


class Tags(Value):
    tags: list[Tag] = Field(description="By their names.")
    next: str | None = _NEXT


class Trouble(Value):
    error: str = Field(description="One sentence: what was wrong and what to do.")
