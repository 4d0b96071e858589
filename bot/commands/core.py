"""What a handler has to hand: the service's parts, the call, and whom it answers in which language."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.model import Language, Preference
from bot.platform import Call, Platform
from bot.store import Store
from bot.tags import Aliases, TagIndex


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One call, understood: the language of the private answer, and what the reader chose."""

    core: Core
    call: Call
    now: dt.datetime
    today: dt.date  # where the reader is
    args: Mapping[str, str]
    language: Language
    preference: Preference
    asked: Language | None = None  # the language named in the call: buttons of the answer keep it
    unfit: str = ""  # a verb that began the typed line but did not fit
