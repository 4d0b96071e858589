"""The nouns of Paperboy as frozen values, without I/O. Everything else speaks in these."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, NewType

PaperId = NewType("PaperId", int)

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
Languages = tuple[Language, ...]
"""What a channel reads, first language first: ("ko",), ("ko", "en"), …"""

Layout = Literal["list", "thread", "forum"]
ChannelKind = Literal["text", "announcement", "thread", "forum", "dm"]
News = Literal["news", "archive"]
SubscriptionState = Literal["active", "paused", "ended"]
DeliveryState = Literal["open", "done", "closed"]
PartState = Literal["pending", "sending", "sent", "uncertain", "dead", "closed"]


def aware(instant: dt.datetime) -> dt.datetime:
    """The instant in UTC; refuses a naive one, which would be wrong at the first comparison."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(dt.UTC)


# --- what a document says ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one document says of one paper, as the curator wrote it (Markdown and LaTeX inside)."""

    title: str = ""
    authors: tuple[str, ...] = ()
    abstract: str = ""
    ko: str = ""
    en: str = ""
    tags: tuple[str, ...] = ()  # slugs, in the order written, without repeats
    links: tuple[str, ...] = ()
    arxiv_id: str | None = None  # without version
    related: tuple[str, ...] = ()  # names of other notes, without folder and .md
    named: bool = True  # False: neither link nor title-and-authors line (a diary); never owed to a channel by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDigest:
    """One date of a digest page and its papers in the curator's order."""

    date: dt.date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One vault note; `date` is the file's date, None where there is none or an impossible one."""

    name: str  # the file name without .md
    date: dt.date | None
    entry: Entry
    draft: bool = False


class Refused(Exception):
    """A document that cannot be read. `key` names the reason in the catalogue (`refused-…`)."""

    def __init__(self, key: str, line: int | None = None, **values: str | int) -> None:
        super().__init__(key)
        self.key, self.line, self.values = key, line, values


Kind = Literal["page", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An entry with its place: which document says it, and as what."""

    document: int
    ordinal: int  # in the document
    kind: Kind
    live: bool = True  # the document is still there
    first: bool = False  # it came with the first import of its source
    changed: dt.datetime  # when the document was last read
    digest: dt.date | None  # a page's date, a note's file date
    position: int | None = None  # a page's order within its date
    entry: Entry


# --- what the archive holds --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper as the archive knows it: what all its documents say, merged."""

    id: PaperId
    title: str
    authors: tuple[str, ...] = ()
    abstract: str = ""
    ko: str = ""
    en: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    arxiv_id: str | None = None
    related: tuple[PaperId, ...] = ()
    named: bool = True
    digest: dt.date
    position: int  # in its digest, from 1
    rank: int  # sorts the archive: newest digest first, then the curator's order, when read in descending order
    news: News
    published: dt.datetime  # when Paperboy learnt of it

    def commentary(self, language: Language) -> str:
        return self.ko if language == "ko" else self.en


AFTER_PAGES = 1023  # positions of papers that no page puts in order begin here


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Under which date a paper was published, where in that digest, when Paperboy learnt of it, and whether as news."""

    digest: dt.date
    position: int
    news: News
    published: dt.datetime

    def rank(self, paper: PaperId) -> int:
        """Unique. In descending order: newest digest first, then the curator's order, then the order of arrival."""
        return first_rank(self.digest) | (AFTER_PAGES - min(self.position, AFTER_PAGES)) << 31 | (2**31 - 1 - paper)


def first_rank(date: dt.date) -> int:
    """Every paper of the date has this rank or a higher one, every older paper a lower one."""
    return date.toordinal() << 41


@dataclass(frozen=True, slots=True)
class TagCount:
    slug: str
    count: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many papers a digest has, or of them with a tag."""

    date: dt.date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to find: all given conditions narrow together. Days are inclusive."""

    tags: tuple[str, ...] = ()
    words: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of hits. `after` is the rank to continue from, None at the end; `total` where it is known cheaply."""

    papers: tuple[Paper, ...]
    after: int | None
    total: int | None = None


# --- where it goes -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Channel:
    """A place to post: `id` is the platform's own."""

    platform: str
    workspace: str
    id: str
    kind: ChannelKind = field(default="text", compare=False)
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Reader:
    """One person on one platform (on Slack, in one workspace; elsewhere `workspace` is empty)."""

    platform: str
    workspace: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    language: Language | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which papers a channel wants: any of `wanted` (all papers where empty), none of `excluded`."""

    wanted: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def takes(self, tags: frozenset[str]) -> bool:
        if tags.intersection(self.excluded):
            return False
        return not self.wanted or bool(tags.intersection(self.wanted))


EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What somebody subscribes to: the part of a subscription that people choose."""

    time: dt.time = dt.time(9)
    zone: str = "UTC"  # an IANA name, never an offset
    days: frozenset[int] = EVERY_DAY  # 0 is Monday
    languages: Languages = ("en",)
    filter: Filter = Filter()
    layout: Layout = "list"
    role: str = ""  # the platform's id of the role to ping, empty for a silent post


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    id: int
    channel: Channel
    terms: Terms
    made_by: Reader
    state: SubscriptionState = "active"
    reason: str = ""  # a key of the catalogue, why it is paused or ended
    since: dt.datetime  # papers published after this are owed
    next_slot: dt.datetime | None
    last_slot: dt.datetime | None = None
    first: bool = False  # the newest digest is owed too, however old
    first_digest: dt.date | None = None  # that digest, once a slot carried a part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One slot's papers for one subscription."""

    id: int
    subscription: int
    channel: Channel
    slot: dt.datetime
    local_date: dt.date | None  # None: asked for by hand
    languages: Languages
    layout: Layout
    role: str
    remaining: int  # papers that were owed too and follow at the next slots
    state: DeliveryState
    deadline: dt.datetime
    attempts: int = 0
    error: str = ""  # a key of the catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message of a delivery. `key` is its idempotency key for the platform."""

    id: int
    delivery: int
    ordinal: int  # from 1
    papers: tuple[PaperId, ...]
    first_number: int  # what the first paper of this part is numbered in the post
    reply: bool  # stands in the thread of the first part
    state: PartState
    key: str
    payload: str  # hash of the stored payload
    plain: bool = False  # rendered plainly, after the platform refused the rich form
    message: str = ""  # the platform's MessageId, as JSON
    attempt: int = 0
    first_attempt: dt.datetime | None = None
    last_attempt: dt.datetime | None = None
    sent_at: dt.datetime | None = None
    finished: bool = False  # nothing is left to do: sent and published, dead or closed, or nobody said
    stuck: bool = False  # uncertain, and nobody can look: waits for a person
    stale: int = 0  # grows when a paper in it is corrected; 0: it shows what the archive holds
    error: str = ""
