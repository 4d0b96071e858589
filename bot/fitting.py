"""A post made to fit: split between papers, never inside one, its texts cut as little as need be. The adapter brings
its forms and its limit; what is the same on every platform stands here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, TypeVar

from bot.view import DigestPost, PaperLine

Body = TypeVar("Body")
_MANY = 9  # stands for a number of parts that is not known yet


@dataclass(frozen=True, slots=True)
class Room:
    """How many characters a passage and a title may have."""

    passage: int
    title: int = 300
    links: bool = True


@dataclass(frozen=True, slots=True)
class Forms(Generic[Body]):
    """`builds`: the form that is wanted, then plainer ones; `rooms`: from generous to narrow, tried in turn until a
    message `fits`; `last` says less than the post has, but is always a message."""

    builds: tuple[Callable[[DigestPost, Room], Body], ...]
    rooms: tuple[Room, ...]
    fits: Callable[[Body], bool]
    last: Callable[[DigestPost], Body]


def units(text: str) -> int:
    """How long a platform may find a text: none says whether a sign beyond the basic plane counts once or twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@lru_cache(maxsize=2048)
def cut(text: str, limit: int) -> str:
    """On one line, at most so long."""
    text = " ".join(text.split())
    if units(text) <= limit:
        return text
    kept = text[: limit - 1]
    while units(kept) > limit - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def split(view: DigestPost, forms: Forms[Body], *, one: bool) -> list[tuple[DigestPost, Body]]:
    """The messages of a post; `one` cuts texts instead and never splits."""
    if one or forms.fits(forms.builds[0](view, forms.rooms[0])):  # nearly every day
        return [(view, _squeezed(view, forms))]
    shelves: list[list[tuple[int, PaperLine]]] = [[]]
    for number, (_, papers) in enumerate(view.sections):
        for line in papers:
            tried = _part(view, [*shelves[-1], (number, line)], _MANY - 1, _MANY)
            if shelves[-1] and not forms.fits(forms.builds[0](tried, forms.rooms[0])):
                shelves.append([])
            shelves[-1].append((number, line))
    parts = [_part(view, shelf, number, len(shelves)) for number, shelf in enumerate(shelves, 1)]
    return [(part, _squeezed(part, forms)) for part in parts]


def _part(view: DigestPost, shelf: Sequence[tuple[int, PaperLine]], number: int, of: int) -> DigestPost:
    sections: dict[int, tuple[PaperLine, ...]] = {}
    for section, line in shelf:
        sections[section] = (*sections.get(section, ()), line)
    kept = tuple((view.sections[section][0], papers) for section, papers in sections.items())
    return replace(view, sections=kept, part=number, parts=of)


def _squeezed(view: DigestPost, forms: Forms[Body]) -> Body:
    """With as much of each text as fits."""
    for build in forms.builds:
        for room in forms.rooms:
            body = build(view, room)
            if forms.fits(body):
                return body
    return forms.last(view)
