"""The process that is Slack: a local one for us and one for the floor, with people who use the app on demand.

Orders come as lines of JSON, and each is answered by a line of JSON: `python -m bench.slack.world`.
"""

import asyncio
import itertools
import json
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any

from adapters.slack.manifest import manifest
from bot.commands import COMMANDS
from bot.language import say
from tests.servers.slack.server import LocalSlack
from tests.servers.slack.use import Use

SIDES = ("ours", "bare")
CONNECTIONS = 2
FAST = 10**9  # messages a second: here no limit may slow a client
MENU, TURN = "p1:paper/tag", "p1:results"
TYPED = ("o", "op", "opt", "opti", "optim", "rl", "topic-1", "tr", "di", "sc")
Order = Callable[[dict[str, Any]], Awaitable[object]]
Act = Callable[[], Awaitable[Use]]


class Side:
    """One local Slack, with a person in a workspace that has the app."""

    def __init__(self, slack: LocalSlack) -> None:
        self.slack = slack
        self.team = slack.add_workspace("ML")
        self.kim = slack.add_user(self.team, "Kim")
        self.here = slack.add_channel(self.team, "papers", members=[self.kim])

    async def _command(self, text: str) -> Use:
        use = await self.slack.command("/paper", text, user=self.kim, channel=self.here)
        await use.message()
        return use

    async def paper(self) -> Act:
        return lambda: self._command("tag:optimizer")

    async def random(self) -> Act:
        return lambda: self._command("random")

    async def completion(self) -> Act:
        """Somebody who types into the menu of an answer."""
        answer = await (await self._command("tag:optimizer")).message()
        typed = itertools.cycle(TYPED)
        return lambda: self.slack.suggestion(answer, MENU, next(typed), user=self.kim)

    async def button(self) -> Act:
        """Somebody who turns an answer's page again and again."""
        answer = await (await self._command("tag:optimizer")).message()

        async def press() -> Use:
            use = await self.slack.press(answer, TURN, user=self.kim)
            await use.message()
            return use

        return press


class World:
    def __init__(self, sides: Mapping[str, Side]) -> None:
        self._sides = sides
        self.orders: Mapping[str, Order] = {"where": self._where, "connected": self._connected, "use": self._use}

    async def _where(self, order: dict[str, Any]) -> object:
        side = self._sides[order["side"]]
        return {"api": side.slack.api_url, "bot": side.slack.token(side.team), "app": side.slack.app_token}

    async def _connected(self, order: dict[str, Any]) -> object:
        await self._sides[order["side"]].slack.sockets.connected(CONNECTIONS, within=60)
        return {}

    async def _use(self, order: dict[str, Any]) -> object:
        """`many` uses of one kind by people who each wait for their answer: the seconds that it took, and the median
        from an envelope to its acknowledgement."""
        act: Act = await getattr(self._sides[order["side"]], order["what"])()
        left, took = iter(range(order["many"])), list[float]()

        async def person() -> None:
            for _ in left:
                use = await act()
                assert use.acknowledged, use.failure
                took.append(use.took)

        began = time.perf_counter()
        await asyncio.gather(*(person() for _ in range(order["people"])))
        return {"seconds": time.perf_counter() - began, "acknowledged": statistics.median(took)}


async def main() -> None:
    async with AsyncExitStack() as stack:
        sides = {side: Side(await stack.enter_async_context(_slack())) for side in SIDES}
        world = World(sides)
        while line := await asyncio.to_thread(sys.stdin.readline):
            order = json.loads(line)
            print(json.dumps(await world.orders[order["do"]](order)), flush=True)


def _slack() -> LocalSlack:
    made = LocalSlack(manifest=manifest(COMMANDS, say, mode="socket"), record=False, a_second=FAST, burst=FAST)
    made.limits.tiers = False
    made.connects_a_minute(0)
    return made


if __name__ == "__main__":
    asyncio.run(main())
