"""Which addresses there are: the one table that the routes and the OpenAPI document are made of."""

from dataclasses import dataclass
from typing import Literal

from adapters.web.api import asked, values

Name = Literal["papers", "paper", "digests", "tags"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    name: Name
    path: str
    about: str
    asked: type[asked.Asked]
    answer: type[values.Value]


ENDPOINTS = (
    Endpoint("papers", "/api/papers", "Papers, newest first.", asked.ForPapers, values.Papers),
    Endpoint(
        "paper",
        "/api/papers/{address}",
        "One paper, by its arXiv id or its id; also by those that it had before.",
        asked.ForPaper,
        values.OnePaper,
    ),
    Endpoint(
        "digests", "/api/digests", "The dates that have a digest, newest first.", asked.ForDigests, values.Digests
    ),
    Endpoint("tags", "/api/tags", "All tags, with how many papers have them.", asked.ForTags, values.Tags),
)
