"""What the local Slack knows: organisations, workspaces, people, conversations and the app's installations."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.servers.slack.clock import Clock
from tests.servers.slack.refused import Json, Refused
from tests.servers.slack.use import ResponseUrl, Trigger, View

PUBLIC, PRIVATE, DIRECT, GROUP_DIRECT = "public", "private", "im", "mpim"
SCOPE_OF = {PUBLIC: "channels", PRIVATE: "groups", DIRECT: "im", GROUP_DIRECT: "mpim"}
EVERYONE, READ_ONLY, THREAD_ONLY, NON_THREADABLE = "everyone", "read_only", "thread_only", "non_threadable"

LOOK_AGAIN_SECONDS = 0.02


@dataclass(slots=True, kw_only=True, eq=False)
class Org:
    """An Enterprise organisation."""

    id: str
    name: str


@dataclass(slots=True, kw_only=True, eq=False)
class Workspace:
    id: str
    name: str
    domain: str
    org: Org | None = None
    a_second: float = 0  # messages of one app; 0: as the server's limits say
    quota_used_up: bool = False  # `message_limit_exceeded`


@dataclass(slots=True, kw_only=True, eq=False)
class User:
    id: str
    team_id: str
    name: str
    locale: str = "en-US"
    tz: str = "America/New_York"
    admin: bool = False
    owner: bool = False
    guest: bool = False  # a multi-channel guest: `is_restricted`
    single_channel_guest: bool = False  # `is_ultra_restricted`
    bot: bool = False
    deleted: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Channel:
    id: str
    team_id: str  # who made it
    kind: str
    name: str = ""
    creator: str = ""
    created: int = 0
    teams: set[str] = field(default_factory=set)  # the workspaces that see it
    external: bool = False  # Slack Connect: shared with another organisation
    members: set[str] = field(default_factory=set)
    archived: bool = False
    posting: str = EVERYONE
    locked_threads: set[str] = field(default_factory=set)
    previous_names: list[str] = field(default_factory=list)
    messages: dict[str, Json] = field(default_factory=dict)
    private: dict[str, tuple[str, Json]] = field(default_factory=dict)  # ephemeral: ts to (user, message)


@dataclass(slots=True, kw_only=True, eq=False)
class Installation:
    """The app in one workspace, or in a whole organisation."""

    bot: User
    bot_id: str
    scopes: set[str]
    installer: str
    team_id: str | None = None
    org_id: str | None = None
    approved: set[str] = field(default_factory=set)  # workspaces of the organisation that have the app
    active: bool = True
    directs: dict[str, str] = field(default_factory=dict)  # user to the id of their direct message

    @property
    def for_org(self) -> bool:
        return self.team_id is None

    def covers(self, team_id: str) -> bool:
        return self.active and (team_id == self.team_id or team_id in self.approved)

    def sees(self, channel: Channel) -> bool:
        """A private conversation is seen from inside only."""
        here = any(self.covers(team_id) for team_id in channel.teams)
        return here and (channel.kind == PUBLIC or self.bot.id in channel.members)


@dataclass(slots=True, kw_only=True, eq=False)
class Token:
    text: str
    installation: Installation | None  # None: the app-level token
    expires_at: float | None = None
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What the browser brings back after somebody pressed Allow."""

    installation: Installation
    redirect_uri: str
    born: float


@dataclass(slots=True, kw_only=True, eq=False)
class App:
    id: str
    client_id: str
    client_secret: str
    signing_secret: str
    verification_token: str
    manifest: Json

    @property
    def name(self) -> str:
        return str(self.manifest["display_information"]["name"])


def _nowhere(_installation: Installation, _team_id: str, _event: Json) -> None:
    """Where nothing delivers, events go nowhere."""


@dataclass(slots=True, kw_only=True, eq=False)
class World:
    clock: Clock
    app: App
    orgs: dict[str, Org] = field(default_factory=dict)
    workspaces: dict[str, Workspace] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    installations: list[Installation] = field(default_factory=list)
    tokens: dict[str, Token] = field(default_factory=dict)
    refresh_tokens: dict[str, Installation] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)  # user to the stack, the one on top last
    offered: dict[tuple[str, str], list[Json]] = field(default_factory=dict)  # (view or ts, action): suggested
    homes: dict[tuple[str, str], View] = field(default_factory=dict)  # (user, bot) to the Home tab
    moved: asyncio.Event = field(default_factory=asyncio.Event)  # set whenever the app did something
    emit: Callable[[Installation, str, Json], None] = _nowhere
    web_url: str = ""
    last_ts: int = 0
    last_id: int = 0

    async def until(self, holds: Callable[[], object], *, within: float = 10) -> None:
        """Waits for something that the app does by itself, such as a post."""
        async with asyncio.timeout(within):
            while not holds():
                self.moved.clear()
                # What happens in the test itself moves nothing here: it is looked at now and then.
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.moved.wait(), LOOK_AGAIN_SECONDS)

    def new_id(self, prefix: str) -> str:
        self.last_id += 1
        return f"{prefix}0{self.last_id * 7919 % 0xFFFFFFFFF:09X}"

    def new_ts(self) -> str:
        """The time of a message is its name: no two are the same."""
        self.last_ts = max(int(self.clock.now() * 1_000_000), self.last_ts + 1)
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def installed_in(self, team_id: str) -> Installation | None:
        return next((one for one in self.installations if one.covers(team_id)), None)

    def seeing(self, channel: Channel) -> Iterator[Installation]:
        return (one for one in self.installations if one.active and one.sees(channel))

    def find_channel(self, installation: Installation, name: str) -> Channel:
        channel = self.channels.get(name)
        if channel is None or not installation.sees(channel):
            raise Refused("channel_not_found")
        return channel

    def find_user(self, installation: Installation, user_id: str) -> User:
        user = self.users.get(user_id)
        if user is None:
            raise Refused("user_not_found")
        if not installation.covers(user.team_id) and not self._shares_a_channel(installation, user):
            raise Refused("user_not_visible")
        return user

    def _shares_a_channel(self, installation: Installation, user: User) -> bool:
        return any(user.id in one.members and installation.sees(one) for one in self.channels.values())

    def message_place(self, ts: str) -> Channel:
        """Where a message stands, be it private or not."""
        for channel in self.channels.values():
            if ts in channel.messages or ts in channel.private:
                return channel
        raise Refused("message_not_found")
