"""What can be asked: the parameters that stand in the OpenAPI document, and what is wrong with those that came."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar, get_origin

from multidict import MultiMapping
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from adapters.web import pages
from adapters.web.chosen import LONGEST_TAG, LONGEST_WORDS, MOST_TAGS

HIGHEST = 2**63 - 1
MOST_PAPERS, MOST_DIGESTS, MOST_TAGS_LISTED = 50, 500, 1000
LONGEST_ADDRESS = 200

# By the parameter that is wrong.
_SENTENCES = {
    "tag": "api-wrong-tag",
    "q": "api-wrong-q",
    "since": "api-wrong-date",
    "until": "api-wrong-date",
    "lang": "api-wrong-lang",
    "limit": "api-wrong-limit",
    "after": "api-wrong-after",
}


def _digits(text: Any) -> int:
    if not isinstance(text, str) or not (text.isascii() and text.isdecimal()) or len(text) > len(str(HIGHEST)):
        raise ValueError("no number")
    return int(text)


def _date(text: Any) -> dt.date:
    date = pages.date_of(text) if isinstance(text, str) else None
    if date is None:
        raise ValueError("no date")
    return date


def _plus(text: Any) -> Any:
    """A plus in an address is a space."""
    return text.replace(" ", "+") if isinstance(text, str) else text


Number = BeforeValidator(_digits)
Date = Annotated[dt.date, BeforeValidator(_date)]
Tag = Annotated[str, Field(max_length=LONGEST_TAG)]
Since = Annotated[Date | None, Field(description="Digests of this date and later ones.")]
Until = Annotated[Date | None, Field(description="Digests of this date and earlier ones.")]
Lang = Annotated[
    Literal["ko", "en", "ko+en", "en+ko"],
    BeforeValidator(_plus),
    Field(description="Whose commentary is answered."),
]


class Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # a start need not wait for it


class ForPapers(Asked):
    tag: Annotated[list[Tag], Field(max_length=MOST_TAGS, description="Papers with all of these, under any name.")] = []
    q: Annotated[str, Field(max_length=LONGEST_WORDS, description="Words, Korean and English together.")] = ""
    since: Since = None
    until: Until = None
    lang: Lang = "ko+en"
    after: Annotated[int | None, Field(ge=0, le=HIGHEST, description="As `next` has it."), Number] = None
    limit: Annotated[int, Field(ge=1, le=MOST_PAPERS), Number] = 20


class ForPaper(Asked):
    lang: Lang = "ko+en"


class ForDigests(Asked):
    tag: Annotated[str, Field(max_length=LONGEST_TAG, description="Digests with papers that have it.")] = ""
    since: Since = None
    until: Until = None
    after: Annotated[Date | None, Field(description="As `next` has it.")] = None
    limit: Annotated[int, Field(ge=1, le=MOST_DIGESTS), Number] = 50


class ForTags(Asked):
    after: Annotated[str, Field(max_length=LONGEST_TAG, description="As `next` has it.")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST_TAGS_LISTED), Number] = 100


class Nothing(Asked):
    pass


A = TypeVar("A", bound=Asked)


def read(query: MultiMapping[str], model: type[A]) -> A:
    """Raises pages.Wrong."""
    given: dict[str, Any] = {name: _values(model, name, query) for name in query}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        name = str(error.errors(include_url=False, include_input=False)[0]["loc"][0])
        raise _wrong(model.model_fields, name) from error


def _values(model: type[Asked], name: str, query: MultiMapping[str]) -> str | list[str]:
    values = query.getall(name)
    field = model.model_fields.get(name)
    if field is not None and get_origin(field.annotation) is list:
        return values
    return values[0] if len(values) == 1 else values


def _wrong(fields: Mapping[str, Any], name: str) -> pages.Wrong:
    if name not in fields:
        return pages.Wrong("api-wrong-name", known=", ".join(fields) or "–")
    highest = next((rule.le for rule in fields[name].metadata if hasattr(rule, "le")), 0)
    return pages.Wrong(_SENTENCES[name], limit=highest, tags=MOST_TAGS, tag=LONGEST_TAG, words=LONGEST_WORDS)
