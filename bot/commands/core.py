"""What a handler has to hand: the service's parts, the call, and whom it answers in which language."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.language import Value
from bot.model import Channel, Language, Preference
from bot.platform import Call, Platform, Reply
from bot.store import Store
from bot.store.readers import Known
from bot.tags import Aliases, TagIndex
from bot.tally import Tally
from bot.view import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The parts that commands work with. `tags` gives the snapshot of the moment; `wake` asks for a delivery now."""

    store: Store
    tags: Callable[[], TagIndex]
    aliases: Aliases
    language: Language
    zone: str
    platforms: Mapping[str, Platform]
    wake: Callable[[], None] = lambda: None
    web: str = ""  # address of the web pages, without a slash at the end
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One call, understood: the language of the private answer, and what is known of the reader."""

    core: Core
    call: Call
    now: dt.datetime
    today: dt.date  # where the reader is
    verb: str
    args: Mapping[str, str]
    language: Language
    known: Known
    asked: Language | None = None  # the language named in the call: buttons of the answer keep it
    unfit: str = ""  # a verb that began the typed line but did not fit

    @property
    def preference(self) -> Preference:
        return self.known.preference

    @property
    def tags(self) -> TagIndex:
        return self.core.tags()

    @property
    def target(self) -> Channel:
        return self.call.target or self.call.here

    @property
    def may_share(self) -> bool:
        return self.call.may_write and (self.call.here.kind != "dm" or self.call.between)


Handler = Callable[[Use], Awaitable[Reply]]


class Wrong(Exception):
    """Something in the call cannot be: the catalogue's sentence says what was wrong and what would be right."""

    def __init__(self, key: str, *, actions: Sequence[Action] = (), hint: str = "", **values: Value) -> None:
        super().__init__(key)
        self.key, self.values, self.actions, self.hint = key, values, tuple(actions), hint


def short(text: str, limit: int = 60) -> str:
    """What somebody typed, as an answer may quote it."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
