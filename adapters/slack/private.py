"""Answers, cards and lists as blocks: for a message, which holds less, or for a modal and the App Home."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from adapters.slack import blocks, lines, mrkdwn
from adapters.slack.blocks import MAX_SECTION, Block
from adapters.slack.values import Values
from bot.fitting import Room, cut, units
from bot.view import (
    Action,
    Form,
    Home,
    HomeSection,
    Notice,
    PaperCard,
    Passage,
    Results,
    Row,
    Span,
    SubscriptionCard,
    TagList,
    Text,
    View,
    clip,
    plain,
)
from bot.view import Block as Words

Build = Callable[[Any, Room, Values], list[Block]]

ROOMS = (
    *(Room(passage) for passage in (20_000, 8000, 6000, 4000, 3000, 2000, 1500, 1000, 700, 400, 200)),
    Room(80, 120),
    Room(0, 60),
    Room(0, 40, links=False),
)
TAGGED, TAG = "paper", "tag"  # the verb and the argument that a chosen tag is
ANY_TAG = "#…"
_VALUE, _AUTHORS = 400, 600
_SHORT = 300  # characters of a commentary in a list within something else
_CODE = 2500  # characters of one block of code, before they are escaped
_TAG_LIST = 2500
_GROUPS = ("role",)


@dataclass(frozen=True, slots=True)
class Limits:
    blocks: int
    text: int


MESSAGE = Limits(blocks.MAX_BLOCKS, blocks.MAX_TEXT)
VIEW = Limits(blocks.MAX_IN_VIEW, 100_000)  # Slack takes 250 kB of JSON; a Korean syllable is three bytes


def shown(view: View, values: Values, limits: Limits) -> list[Block]:
    """The texts are cut until all fits."""
    build = _BUILDERS[type(view)]
    for room in ROOMS:
        made = build(view, room, values)
        if blocks.fits(made, most=limits.blocks, most_text=limits.text):
            return made
    return blocks.forced(made, most=limits.blocks, most_text=limits.text)


# --- texts that may be longer than a section ----------------------------------------------------------------------


def sections(text: Text, limit: int) -> list[Block]:
    """As many sections as the text needs."""
    made: list[list[tuple[str, str]]] = [[]]
    for kind, said in _pieces(clip(text, limit)[0] if limit > 0 else ()):
        if units(mrkdwn.joined([*made[-1], (kind, said)])) > MAX_SECTION:
            made.append([])
        made[-1].append((kind, said))
    return [block for part in made for block in blocks.section(mrkdwn.joined(part))]


def _pieces(text: Text) -> Iterator[tuple[str, str]]:
    for part in text:
        said = mrkdwn.block(part)
        if units(said) <= MAX_SECTION:
            yield part.kind, said
        else:
            yield from _pieces(_halves(part))


def _halves(part: Words) -> Text:
    """A block that is too long for a section, in two: between spans, else at a space; nothing is cut within a link."""
    if len(part.spans) > 1:
        middle = len(part.spans) // 2
        return replace(part, spans=part.spans[:middle]), replace(part, spans=part.spans[middle:])
    (span,) = part.spans
    if span.url:
        return (replace(part, spans=(replace(span, text=cut(span.text, 250)),)),)
    middle = len(span.text) // 2
    end = max(span.text.rfind(" ", 1, middle + 1), span.text.rfind("\n", 1, middle + 1))
    end = end if end > 0 else max(middle, 1)
    first, second = span.text[:end], span.text[end:].lstrip(" \n")
    return replace(part, spans=(replace(span, text=first),)), replace(part, spans=(replace(span, text=second),))


def _code(body: str, limit: int) -> list[Block]:
    """Text to copy, in blocks that end at a line's end."""
    kept = body if len(body) <= limit else f"{body[:limit]}\n…"
    made, at = [], 0
    while at < len(kept):
        line_end = kept.rfind("\n", at, at + _CODE) if at + _CODE < len(kept) else len(kept)
        end = line_end if line_end > at else at + _CODE
        said = mrkdwn.code_block(kept[at:end])
        made += blocks.section(said if units(said) <= MAX_SECTION else mrkdwn.code_block(kept[at : at + _CODE // 5]))
        at = end + 1 if line_end > at else end
    return made


# --- the views ----------------------------------------------------------------------------------------------------


def _line(text: str, limit: int = _VALUE) -> str:
    return mrkdwn.one_line(text, limit)


def _notice(view: Notice, room: Room, values: Values) -> list[Block]:
    code = _code(view.code, 8 * room.passage) if view.code else []
    return [*sections(view.text, room.passage), *code, *blocks.rows(view.actions, values)]


def _card(view: PaperCard, room: Room, values: Values) -> list[Block]:
    title = mrkdwn.link(cut("".join(part.text for part in view.title), room.title) or "…", view.url)
    made = blocks.section(mrkdwn.bold(title)) + blocks.context(_line(view.authors, _AUTHORS))
    for passage in view.passages:
        made += _passage(passage, room)
    made += blocks.context(_line(view.meta), lines.tags(view.tags))
    if view.abstract:
        made += [*blocks.divider(), *_passage(view.abstract, room)]
    made += blocks.context(*_linked(view.links)) + blocks.context(*_linked(view.related))
    made += [block for hint in view.hints for block in blocks.context(_line(hint))]
    return made + blocks.rows(_card_actions(view, room), values)


def _card_actions(view: PaperCard, room: Room) -> tuple[Action, ...]:
    """With the way to the whole text where this room cuts one."""
    texts = (*view.passages, view.abstract) if view.abstract else view.passages
    if view.whole is None or all(len(plain(part.text)) <= room.passage for part in texts):
        return view.actions
    return (*view.actions[:1], view.whole, *view.actions[1:])


def _passage(part: Passage, room: Room) -> list[Block]:
    return blocks.context(_line(part.label)) + sections(part.text, room.passage)


def _linked(parts: Sequence[Span]) -> list[str]:
    return [mrkdwn.link(cut(part.text, 150), part.url) for part in parts[:5]]


def _results(view: Results, room: Room, values: Values) -> list[Block]:
    """Somebody who looks for papers may go on to another tag from here."""
    made = _listed(view, room, values)
    pick = (blocks.menu(values.menu(TAGGED, TAG), ANY_TAG),) if view.actions else ()
    return made + blocks.rows(view.actions, values, *pick)


def _listed(view: Results, room: Room, values: Values) -> list[Block]:
    made = blocks.header(view.heading) + blocks.context(_line(view.note))
    for line in view.lines:
        made += lines.beside(line, room, values)
    return made + [block for hint in view.hints for block in blocks.context(_line(hint))]


def _tags(view: TagList, room: Room, values: Values) -> list[Block]:
    listed, length = [], 0
    for slug, count in view.tags:
        item = f"{mrkdwn.code(f'#{cut(slug, 60)}')} {count}"
        length += units(item) + 3
        if length > min(_TAG_LIST, room.passage + 500):
            listed.append("…")
            break
        listed.append(item)
    made = blocks.header(view.heading) + blocks.section(" · ".join(listed)) + blocks.context(_line(view.note))
    return made + blocks.rows(view.actions, values, blocks.menu(values.menu(TAGGED, TAG), view.pick or ANY_TAG))


def row(each: Row) -> str:
    """A bold line and its value below it: bold needs a line of its own."""
    was = f" (← {_value(each, each.was)})" if each.was else ""
    return "\n".join(filter(None, (mrkdwn.bold(_line(each.label)), f"{_value(each, each.value)}{was}")))


def _value(each: Row, value: str | dt.datetime) -> str:
    """Moments and groups as Slack's own tokens, which each client prints in its reader's way."""
    if isinstance(value, dt.datetime):
        return _moment(value)
    return (mrkdwn.group(value) if each.token in _GROUPS else "") or _line(value)


def _moment(instant: dt.datetime) -> str:
    """Slack shows it in the reader's own zone and language."""
    written = f"{instant.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
    return f"<!date^{int(instant.timestamp())}^{{date_long_pretty}} {{time}}|{written}>"


def _subscription(view: SubscriptionCard, room: Room, values: Values) -> list[Block]:
    made = blocks.header(view.heading) + blocks.fields([row(each) for each in view.rows])
    said = [Words("paragraph", (Span(note),)) for note in view.notes]
    made += [block for note in said for block in sections((note,), max(room.passage, 200))]
    if view.preview:
        inner = Room(min(room.passage, _SHORT), room.title, room.links)
        made += [*blocks.divider(), *_listed(view.preview, inner, values)]
    return made + blocks.rows(view.actions, values)


def _home(view: Home, room: Room, values: Values) -> list[Block]:
    made = blocks.header(view.heading)
    for number, part in enumerate(view.sections):
        made += (blocks.divider() if number else []) + _section(part, room, values)
    return made


def _section(part: HomeSection, room: Room, values: Values) -> list[Block]:
    inner = Room(min(room.passage, _SHORT), room.title, room.links)
    made = blocks.section(mrkdwn.bold(_line(part.heading))) + blocks.fields([row(each) for each in part.rows])
    for line in part.lines:
        made += lines.beside(line, inner, values)
    return made + blocks.rows(part.actions, values)


_BUILDERS: Mapping[type, Build] = {
    Notice: _notice,
    PaperCard: _card,
    Results: _results,
    TagList: _tags,
    SubscriptionCard: _subscription,
    Home: _home,
    Form: lambda view, _room, _values: blocks.header(view.heading),  # where no modal can be opened
}
