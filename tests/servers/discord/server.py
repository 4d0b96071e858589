"""A Discord on this machine, over real HTTP and WebSocket, for tests with the real library as its client.

    async with LocalDiscord() as discord:
        kim = discord.add_user("Kim", locale="ko")
        papers = discord.channel(discord.add_guild("ML", owner=kim, channels=["papers"]), "papers")
        reply = await discord.interact(Slash("paper", {"tag": "optimizer"}), user=kim, channel=papers)
        assert "GradPower" in texts(await reply.message())

It follows Discord's documents and refuses what Discord refuses; nothing of the library is replaced, only the addresses
`discord.http.Route.BASE` and `discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY` are set to `api_url` and `gateway_url`.
"""

from collections.abc import Callable
from types import TracebackType

from aiohttp import web

from tests.servers.discord import interactions
from tests.servers.discord.arrangement import Arrangement
from tests.servers.discord.clock import Clock
from tests.servers.discord.faults import Fault, Faults
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.limits import GLOBAL_A_SECOND, Limits
from tests.servers.discord.refused import Json
from tests.servers.discord.rest import Exchange, Rest
from tests.servers.discord.state import Channel, Guild, Interaction, User, World
from tests.servers.discord.uses import Use
from tests.servers.wire_log import WireLog

TOKEN = "local.token.of-the-bot"
LARGEST_REQUEST = 25 * 1024 * 1024
HEARTBEAT_SECONDS = 41.25


class LocalDiscord(Arrangement):
    """Runs on a free port of the loopback address while its context is open.

    `application_id` is that of the bot's user, if it is not another one, as of bots from before 2016.
    `record=False` keeps its exchanges out of the wire log: for tests that send what Discord must refuse.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        heartbeat: float = HEARTBEAT_SECONDS,
        concurrency: int = 1,
        privileged: int = 0,
        a_second: int = GLOBAL_A_SECOND,
        record: bool = True,
        application_id: int | None = None,
    ) -> None:
        self.clock = Clock()
        bot = User(id=1_240_000_000_000_000_000, name="Paperboy", bot=True)
        owner = User(id=bot.id + 1, name="Owner")
        world = World(
            clock=self.clock,
            token=token,
            application_id=application_id or bot.id,
            bot=bot,
            owner=owner,
            concurrency=concurrency,
        )
        super().__init__(world)
        world.users |= {bot.id: bot, owner.id: owner}
        self.gateway = Gateway(world, heartbeat=heartbeat, privileged=privileged)
        self.limits = Limits(self.clock, a_second=a_second)
        self.faults = Faults()
        self._log = WireLog.from_environment("discord") if record else WireLog("discord", None)
        self._rest = Rest(world, self.limits, self.faults, self._log)
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def owner(self) -> User:
        """Whose application it is; the owner of every server that names no other."""
        return self.world.owner

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/"

    @property
    def exchanges(self) -> list[Exchange]:
        """The latest requests and their answers, oldest first."""
        return list(self._rest.exchanges)

    def requests(self, method: str, ending: str) -> list[Exchange]:
        return [one for one in self._rest.exchanges if one.method == method and one.path.endswith(ending)]

    async def __aenter__(self) -> "LocalDiscord":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
        self._log.close()
        if self._rest.mistakes and error is None:
            raise ExceptionGroup("the local Discord itself failed", self._rest.mistakes)

    async def start(self) -> None:
        """After `stop`, Discord comes back at the same address, with everything that it knew."""
        self._rest.open()
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.world.gateway_url = self.gateway_url

    async def stop(self) -> None:
        """Nothing listens any more, and every connection ends."""
        self._rest.close()
        self.gateway.abort()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if request.path in ("/", "/resume"):
            return await self.gateway.serve(request)
        return await self._rest.serve(request)

    async def interact(self, use: Use, *, user: User, channel: Channel) -> Interaction:
        """A person uses the app and waits for its first answer, 3 seconds at most."""
        return await interactions.send_and_wait(self.world, use, user=user, channel=channel)

    def begin(self, use: Use, *, user: User, channel: Channel) -> Interaction:
        """The same without waiting."""
        return interactions.send(self.world, use, user=user, channel=channel)

    def fail_next(self, method: str, path: str, fault: Fault, times: int = 1) -> None:
        """`path` is a pattern with `*`, without the version: "/channels/*/messages"."""
        self.faults.add(method, path, fault, times)

    def reset_token(self, token: str) -> None:
        self.world.token = token

    def channel(self, guild: Guild, name: str) -> Channel:
        return next(one for one in map(self.world.channels.__getitem__, guild.channels) if one.name == name)

    async def until(self, holds: Callable[[], object], *, within: float = 10) -> None:
        await self.world.until(holds, within=within)

    async def posts(self, channel: Channel, number: int, *, within: float = 10) -> list[Json]:
        """The messages of a channel once there are so many."""
        await self.until(lambda: len(channel.messages) >= number, within=within)
        return self.messages(channel)
