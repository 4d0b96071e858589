"""What an operator chooses of Discord."""

import datetime as dt
import ssl
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol

from adapters.discord.rest import API
from bot.model import Language

GATEWAY = "wss://gateway.discord.gg/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    token: str = field(repr=False)
    api_url: str = API
    gateway_url: str = GATEWAY
    guilds: Collection[str] = ()  # only these servers are served; all where empty
    proxy: str | None = field(default=None, repr=False)  # may hold a password
    tls: ssl.SSLContext | None = None
    listens: bool = True  # False: only posts, beside another process that listens
    language: Language = "en"  # the instance's, for whom Discord shows in neither of ours


class Phrase(Protocol):
    """The core's wording of what only this adapter says (`discord-…` in the catalogues)."""

    def __call__(self, language: Language, key: str, **values: str | int | dt.date) -> str: ...
