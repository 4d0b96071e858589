"""What the core wants said, as frozen values: already in the right language, without any platform's dialect.

A renderer turns a View into its platform's messages. The other half of the border is bot/platform.py.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.model import Language, Layout, PaperId
from bot.prose import Block as Block
from bot.prose import BlockKind as BlockKind
from bot.prose import Span as Span
from bot.prose import Style as Style
from bot.prose import Text as Text
from bot.prose import clip as clip
from bot.prose import first_sentence as first_sentence
from bot.prose import plain as plain
from bot.prose import preview as preview

# --- views: what the core wants said ------------------------------------------------------------------------------

ActionState = Literal["normal", "primary", "danger", "on", "disabled"]


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does: a Call of `verb` with `args`, or a link when `url` is set. Views are keys of what renderers
    keep, so it has a hash though `args` has none."""

    label: str
    verb: str = ""
    args: Mapping[str, str] = field(default_factory=dict, hash=False)
    state: ActionState = "normal"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A commentary or an abstract. `label` says what it is where the reader could not know (`Commentary in Korean`)."""

    text: Text
    label: str = ""
    language: Language | None = field(default=None, compare=False)  # of a commentary


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paper in a list: a results page or a post."""

    paper: PaperId
    number: int
    title: tuple[Span, ...]
    url: str
    byline: str  # authors, shortened; in results also the date
    tags: tuple[str, ...]
    passages: tuple[Passage, ...]
    action: Action  # the abstract in a post, the card in results
    whole: Action  # offered instead of `action` where the adapter had to cut the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence or a few: an answer, a confirmation, a refusal. `code` is text to copy (BibTeX)."""

    language: Language
    text: Text
    actions: tuple[Action, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCard:
    language: Language
    paper: PaperId
    title: tuple[Span, ...]
    url: str
    authors: str
    meta: str  # date · arXiv id
    tags: tuple[str, ...]
    passages: tuple[Passage, ...]  # commentary, perhaps in two languages
    abstract: Passage | None  # None while folded
    whole: Action | None = None  # offered where the adapter had to cut the texts; None where `actions` have it already
    related: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()
    hints: tuple[str, ...] = ()  # how to go on, below the card
    actions: tuple[Action, ...] = ()
    drawn: bool = False  # at random: it hardly comes again, and what was made of it need not be kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A list of papers with its heading: hits, a digest, what is saved."""

    language: Language
    heading: str
    note: str  # a small line under the heading: counts, order
    lines: tuple[PaperLine, ...]
    hints: tuple[str, ...] = ()  # how to go on, below the list
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPost:
    """The public post of a slot. One post may become several messages: a renderer that must split replaces `sections`,
    `part` and `parts` and renders each with the same function, so that one message alone can be rendered again."""

    language: Language
    layout: Layout
    sections: tuple[tuple[str, tuple[PaperLine, ...]], ...]  # (heading with the digest's date, its papers)
    note: str  # tags with their counts
    footer: str  # what follows at the next slots, or empty
    actions: tuple[Action, ...]
    cards: tuple[PaperCard, ...] = ()  # layout `thread`: one for each paper, for the message's thread
    tags: tuple[str, ...] = ()  # layout `forum`: the post's tags, most frequent first
    role: str = ""  # to ping
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TagList:
    """Tags with their counts; choosing one is a Call of `paper` with it as `tag`."""

    language: Language
    heading: str
    tags: tuple[tuple[str, int], ...]
    note: str = ""
    pick: str = ""  # what a menu of them says before one is chosen
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionCard:
    """Rows of (label, value); a changed row carries the old value too. A moment to come is a datetime, so that the
    platform can print its own time token."""

    language: Language
    heading: str
    rows: tuple["Row", ...]
    preview: Results | None = None
    notes: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: str | dt.datetime
    was: str = ""
    token: Literal["", "role"] = ""  # `role`: `value` is the platform's id of a role, for the platform's own token


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A reader's own place (`/settings`, Slack's App Home): sections of rows, each with its buttons."""

    language: Language
    heading: str
    sections: tuple["HomeSection", ...]


@dataclass(frozen=True, slots=True)
class HomeSection:
    heading: str
    rows: tuple[Row, ...] = ()
    lines: tuple[PaperLine, ...] = ()
    actions: tuple[Action, ...] = ()


OptionKind = Literal[
    "text", "long_text", "tag", "date", "days", "time", "zone", "language", "channel", "role", "file", "choice"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A completion: `label` is shown, `value` is what is put into the line or the option."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Option:
    """`names` and `about` by language; `names["en"]` is the key in a Call's args."""

    kind: OptionKind
    names: Mapping[Language, str]
    about: Mapping[Language, str]
    required: bool = False
    choices: tuple[Choice, ...] = ()

    @property
    def key(self) -> str:
        return self.names["en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Fields to fill in; submitting is a Call of `verb` with the fields' values and `args`."""

    language: Language
    heading: str
    verb: str
    submit: str
    fields: tuple["Field", ...]
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    option: Option
    label: str
    value: str = ""


View = Notice | PaperCard | Results | DigestPost | TagList | SubscriptionCard | Home | Form
