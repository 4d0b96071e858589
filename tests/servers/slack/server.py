"""A Slack on this machine, over real HTTP and WebSocket, for tests with the real libraries as its clients.

    async with LocalSlack() as slack:
        team = slack.add_workspace("ML")
        kim = slack.add_user(team, "Kim", locale="ko-KR", tz="Asia/Seoul")
        papers = slack.add_channel(team, "papers", members=[kim])
        use = await slack.command("/paper", "tag:optimizer", user=kim, channel=papers)
        answer = await use.message()
        await slack.press(answer, "Save", user=kim)

It follows Slack's documents and refuses what Slack refuses; nothing of the libraries is replaced, they only get
`AsyncWebClient(base_url=slack.api_url)`, `slack.app_token` and `slack.token(team)`.
"""

import secrets
from collections.abc import Callable
from types import TracebackType
from typing import Any

from aiohttp import web

from tests.servers.slack import manifest as manifests
from tests.servers.slack.acting import Acting
from tests.servers.slack.arrangement import Arrangement
from tests.servers.slack.changes import Changes
from tests.servers.slack.clock import Clock
from tests.servers.slack.deliveries import Deliveries
from tests.servers.slack.faults import Fault, Faults
from tests.servers.slack.http_calls import HttpCalls
from tests.servers.slack.limits import BURST, IN_A_WORKSPACE, Limits
from tests.servers.slack.refused import Json
from tests.servers.slack.response_urls import ResponseUrls
from tests.servers.slack.sockets import Sockets
from tests.servers.slack.state import App, Channel, World
from tests.servers.slack.web_api import Endpoint, Exchange, Record, WebApi
from tests.servers.wire_log import WireLog

LARGEST_REQUEST = 4 * 1024 * 1024


class LocalSlack(Arrangement, Changes, Acting):
    """Runs on a free port of the loopback address while its context is open.

    `a_second` and `burst`: how many messages a workspace takes, and a channel at once (then one a second).
    `record=False` keeps its exchanges out of the wire log: for tests that send what Slack must refuse.
    """

    def __init__(
        self,
        *,
        manifest: Json | None = None,
        a_second: float = IN_A_WORKSPACE,
        burst: int = BURST,
        record: bool = True,
    ) -> None:
        self.clock = Clock()
        self.world = World(clock=self.clock, app=_an_app(manifest or manifests.DEFAULT))
        self.faults = Faults()
        self.limits = Limits(self.clock, a_second=a_second, burst=burst)
        self._log = WireLog.from_environment("slack") if record else WireLog("slack", None)
        self._record = Record(self.world, self._log)
        self.sockets = Sockets(self.world, self._record, self.faults)
        self.deliveries = Deliveries(self.world, self.sockets)
        self.http: HttpCalls | None = None
        self._endpoint = Endpoint(self._record, self.faults)
        self._urls = ResponseUrls(self.world, self._endpoint)
        token = f"xapp-1-{self.world.app.id}-{secrets.token_hex(16)}"
        self._api = WebApi(self.world, self.limits, self._endpoint, token, self.sockets.ticket)
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def app(self) -> App:
        """The ids and secrets of the app, as its settings page shows them."""
        return self.world.app

    @property
    def app_token(self) -> str:
        return self._api.app_token

    @property
    def api_url(self) -> str:
        return f"{self.world.web_url}/api/"

    @property
    def exchanges(self) -> list[Exchange]:
        """The latest requests and deliveries and their answers, oldest first."""
        return list(self._record.exchanges)

    def requests(self, path: str) -> list[Exchange]:
        """Of one method, `response_url`, or one kind of delivery."""
        return [one for one in self._record.exchanges if one.path == path]

    def connects_a_minute(self, number: int) -> None:
        """For apps.connections.open Slack's pages name tier 1 and tier 3; without this it is 50, and 0 lifts it."""
        self._api.connects_a_minute = number

    async def __aenter__(self) -> "LocalSlack":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
        if self.http is not None:
            await self.http.close()
        self._log.close()
        if self._endpoint.mistakes and error is None:
            raise ExceptionGroup("the local Slack itself failed", self._endpoint.mistakes)

    async def start(self) -> None:
        """After `stop`, Slack comes back at the same address, with everything that it knew."""
        self._endpoint.open()
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.router.add_route("*", "/api/{method}", self._api.serve)
        app.router.add_get("/link/", self.sockets.serve)
        app.router.add_post("/{kind:commands|actions|app}/{rest:.*}", self._urls.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        self.world.web_url = f"http://127.0.0.1:{self.port}"

    async def stop(self) -> None:
        """Nothing listens any more, every connection ends, and events that were not taken are forgotten."""
        self._endpoint.close()
        self.deliveries.stop()
        self.sockets.abort()
        for alarm in list(self.clock.alarms):
            alarm.cancel()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def use_http(self, *addresses: str) -> HttpCalls:
        """From now on Slack calls these addresses in turn, as a balancer before several replicas would."""
        self.http = HttpCalls(self.world, self._record, self.faults, addresses)
        self.deliveries.carrier = self.http
        return self.http

    def use_sockets(self) -> None:
        self.deliveries.carrier = self.sockets

    def fail_next(
        self, name: str, fault: Fault, times: int = 1, *, when: Callable[[Json], bool] = lambda _body: True
    ) -> None:
        """`name` is a method, `response_url`, or a kind of delivery, with `*` if you like: "chat.*", "block_actions".

        Of a delivery, a fault that was accepted means that the app's acknowledgement gets lost.
        """
        self.faults.add(name, fault, times, when)

    async def until(self, holds: Callable[[], object], *, within: float = 10) -> None:
        await self.world.until(holds, within=within)

    async def posts(self, channel: Channel, number: int, *, within: float = 10) -> list[Json]:
        """The messages of a channel once there are so many."""
        await self.until(lambda: len(self.messages(channel)) >= number, within=within)
        return self.messages(channel)


def _an_app(manifest: Json) -> App:
    faulty = manifests.faults(manifest)
    if faulty:
        raise ValueError(f"Slack does not take this manifest: {'; '.join(faulty)}")
    number: Any = secrets.randbelow(10**12)
    return App(
        id=f"A0{secrets.token_hex(5).upper()}",
        client_id=f"{number}.{number + 1}",
        client_secret=secrets.token_hex(16),
        signing_secret=secrets.token_hex(16),
        verification_token=secrets.token_hex(12),
        manifest=manifest,
    )
