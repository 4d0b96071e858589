"""THE BORDER: what an adapter sees of the core and the core of an adapter, beside the values of bot.model and bot.view.

What the core wants said is a View, already said in the right language and made of plain values; no adapter knows a
wording, no core file knows a dialect. A pressed button, a submitted form and a typed command are all a Call. There are
three ways in (`Host`) and a few ways out (`Platform`). To add a platform, read this file and adapters/console.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.discretion import without_secrets
from bot.model import Channel, ChannelKind, Language, Layout, PaperId, Reader
from bot.view import Choice, Option, View

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Payload:
    """One message in the platform's own form, and the papers that it shows. `reply`: stands in the thread of the
    delivery's first message."""

    body: Json
    papers: tuple[PaperId, ...]
    reply: bool = False


# --- commands, calls, replies -------------------------------------------------------------------------------------

Right = Literal["anyone", "manage"]  # manage: who may manage the channel
Answer = Literal["private", "replace", "share", "form", "home"]


@dataclass(frozen=True, slots=True)
class Command:
    """One verb. Without `names` it is only a button's. `answer` says where the reply goes: a new private message, in
    place of the private message that has the button, into the channel for all, as a form, or as the reader's home."""

    verb: str
    options: tuple[Option, ...] = ()
    right: Right = "anyone"
    answer: Answer = "private"
    names: Mapping[Language, str] = field(default_factory=dict)
    about: Mapping[Language, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One use of a command or a button. Where people type a line (Slack, the terminal, the web) `line` carries what
    stands after `/paper` or `/`, and the core finds verb and args; elsewhere they come ready."""

    id: str  # the platform's id of this use, for the log
    verb: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    line: str | None = None
    reader: Reader
    here: Channel
    target: Channel | None = None  # the channel named in the call, if another one
    locale: str = ""  # the platform's locale for the reader: ko, en-GB, …
    place_locale: str = ""  # the server's own, where the platform has one: the first language of its channels
    zone: str = ""  # the reader's zone as the platform knows it
    may_manage: bool = False  # the reader may manage the target (or this) channel
    may_write: bool = True  # the reader may write here
    between: bool = False  # a direct message between people: unlike one with the bot alone, others read it
    missing: tuple[str, ...] = ()  # rights that the bot itself lacks in the target, as the platform names them
    message: tuple[PaperId, ...] = ()  # papers shown in the message that has the button or was clicked
    files: tuple[str, ...] = ()  # texts of files that came with the call


@dataclass(frozen=True, slots=True)
class File:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The view, and where it goes; `file` for platforms that can attach one (others show the view's `code`)."""

    view: View
    answer: Answer = "private"
    file: File | None = None


# --- what a platform reports --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gone:
    """The channel does not exist any more, or the bot was removed with it."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class Forbidden:
    channel: Channel
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """The bot may post in the channel again, `but` not in these layouts; `pings`: also what pings a role."""

    channel: Channel
    but: frozenset[Layout] = frozenset()
    pings: bool = True


@dataclass(frozen=True, slots=True)
class Moved:
    """The platform gave the channel another id."""

    channel: Channel
    to: Channel


@dataclass(frozen=True, slots=True)
class Revoked:
    """The bot was removed from the whole workspace."""

    platform: str
    workspace: str


@dataclass(frozen=True, slots=True)
class Installed:
    """The bot is in the workspace. Told when it comes there, and at each start, for nobody may have listened before."""

    platform: str
    workspace: str


@dataclass(frozen=True, slots=True)
class Visited:
    """A reader was here as whom nobody can come back after `until`; `channel` is his or her own."""

    reader: Reader
    channel: Channel
    until: dt.datetime


Event = Gone | Forbidden | Restored | Moved | Revoked | Installed | Visited

# --- how a send fails: in exactly three ways ----------------------------------------------------------------------


class SendError(Exception):
    """Not sent, or perhaps not. What it says is stored and shown, and comes from a library: it may hold secrets."""

    def __init__(self, said: str = "") -> None:
        super().__init__(without_secrets(said))


class Rejected(SendError):
    """Never again as it is: the channel is gone or forbidden, or our payload is wrong."""

    def __init__(self, why: Literal["gone", "forbidden", "payload"], detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why, self.detail = why, detail


class Unavailable(SendError):
    """Certainly not sent; later. `retry_after` in seconds, if the platform said so."""

    def __init__(self, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Uncertain(SendError):
    """It may have arrived."""


class CannotLook(Exception):
    """The channel's history cannot be read, so nobody can say whether a message arrived."""


# --- the two sides ------------------------------------------------------------------------------------------------

Ability = Literal["private", "edit", "threads", "files", "silent", "roles", "commands"]
"""`roles`: a post can ping one. `commands`: each verb is a command of its own (`/random`); elsewhere all stand behind
`/paper`."""


@dataclass(frozen=True, slots=True)
class MessageId:
    """Where a message stands; `thread` is the thread that replies to it go to, if the platform made one. Without
    `message`: it had arrived, and somebody has deleted it since."""

    channel: str
    message: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A right that the bot lacks in a channel, in the words of the platform's own client, by language."""

    names: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a platform takes the token of a workspace that installed the app: `refused` in its own word, `missing`
    rights, `unknown` why it could not be asked."""

    workspace: str
    refused: str = ""
    unknown: str = ""
    missing: tuple[str, ...] = ()


class Host(Protocol):
    """The core, as an adapter sees it."""

    commands: Sequence[Command]

    async def dispatch(self, call: Call) -> Reply:
        """Answers every call; whatever fails is a Notice with a reference that stands in the log."""
        ...

    async def complete(self, call: Call, option: str, typed: str, limit: int) -> Sequence[Choice]:
        """From memory. `option` is a key of the verb's options; empty to complete the typed line as a whole."""
        ...

    async def report(self, event: Event) -> None: ...


class Memory(Protocol):
    """What an adapter keeps beyond its process: hashes, tokens, whose turn it is. An adapter that needs it is given it
    when it is made. A name begins with the platform's; what is known of one workspace ends with `-` and its id, and
    goes when the workspace is erased."""

    async def get(self, name: str) -> str | None: ...

    async def put(self, name: str, value: str, *, secret: bool = False) -> None: ...

    async def names(self, prefix: str) -> Sequence[str]:
        """Under which something is kept that begin so."""
        ...

    async def once(self, name: str, lease: dt.timedelta) -> bool:
        """True for one process among many, until the lease is over."""
        ...


class Platform(Protocol):
    """An adapter, as the core sees it."""

    name: str
    can: frozenset[Ability]
    settles: dt.timedelta  # after this a request that was not answered can no longer be accepted
    remembers: dt.timedelta  # a send repeated with the same key within this time arrives once (zero: never so)
    forgets: frozenset[ChannelKind]  # where that does not hold, but for replies

    @property
    def connected(self) -> bool:
        """Whether people can reach us there now, as `status` tells it to the operator."""
        ...

    @property
    def limited(self) -> int:
        """How many requests the platform has refused as too many since the start."""
        ...

    async def start(self, host: Host) -> None: ...

    async def stop(self) -> None: ...

    def render(self, view: View, channel: Channel, *, one: bool = False, plain: bool = False) -> tuple[Payload, ...]:
        """Pure. Splits by the platform's limits, between papers and never inside one; `one` never splits, but cuts;
        `plain` renders as simply as the platform can, for a payload that was refused."""
        ...

    async def send(self, channel: Channel, payload: Payload, key: str, parent: MessageId | None) -> MessageId:
        """Posts one message. Opening the thread that layout `thread` needs belongs to it.

        Raises Rejected, Unavailable or Uncertain, nothing else."""
        ...

    async def finish(self, message: MessageId, payload: Payload) -> None:
        """The second step of a post (publishing an announcement), idempotent, repeated until it is recorded."""
        ...

    async def edit(self, message: MessageId, payload: Payload) -> None: ...

    async def find(self, channel: Channel, key: str, since: dt.datetime, parent: MessageId | None) -> MessageId | None:
        """Our own message with this key, None if it is certainly not there. Raises CannotLook, Unavailable."""
        ...

    async def check(self, channel: Channel, layout: Layout = "list") -> tuple[Problem, ...]:
        """May the bot post here in this layout, and what is missing."""
        ...

    async def direct(self, reader: Reader) -> Channel | None:
        """The channel of direct messages with this reader, None if there can be none."""
        ...
