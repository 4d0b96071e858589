"""What an operator chooses of Slack."""

import datetime as dt
import ssl
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.model import Language

API = "https://slack.com/api/"
AUTHORIZE = "https://slack.com/oauth/v2/authorize"
Managers = Literal["members", "creators", "admins"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One workspace: `bot_token`. Many: `client_id` and `client_secret`, and people install the app by themselves.
    With `app_token` the service calls Slack (Socket Mode); with `signing_secret` Slack calls the service's web server,
    whose public address is `public_url`."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    public_url: str = ""
    api_url: str = API
    authorize_url: str = AUTHORIZE
    managers: Managers = "members"
    proxy: str | None = field(default=None, repr=False)  # may hold a password
    tls: ssl.SSLContext | None = None
    listens: bool = True  # False: only posts, beside another process that listens
    language: Language = "en"  # the instance's, for whom Slack speaks neither of ours

    @property
    def installs(self) -> bool:
        return bool(self.client_id and self.client_secret)


class Phrase(Protocol):
    """The core's wording of what only this adapter says (`slack-…` in the catalogues)."""

    def __call__(self, language: Language, key: str, **values: str | int | dt.date) -> str: ...
