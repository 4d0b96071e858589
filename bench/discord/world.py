"""The process that is Discord: a local one for us and one for the floor, with people who use the app on demand.

Orders come as lines of JSON, and each is answered by a line of JSON: `python -m bench.discord.world SERVERS CHANNELS`.
"""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any

from tests.servers.discord.component_form import pressable
from tests.servers.discord.server import LocalDiscord
from tests.servers.discord.state import Interaction
from tests.servers.discord.uses import Press, Slash, Use, typing

SIDES = ("ours", "bare")
COMMANDS = frozenset({"paper", "random"})
FAST = 10**9  # requests a second: here no limit may slow a client
TYPED = ("o", "op", "opt", "opti", "optim", "rl", "topic-1", "tr", "di", "sc")
Order = Callable[[dict[str, Any]], Awaitable[object]]


class Side:
    """One local Discord, with a person in a server who has the app."""

    def __init__(self, discord: LocalDiscord, servers: int, channels: int) -> None:
        self.discord = discord
        self.kim = discord.add_user("Kim", locale="en-US")
        names = [f"channel-{number}" for number in range(channels)]
        guilds = [discord.add_guild(f"server {number}", owner=self.kim, channels=names) for number in range(servers)]
        self.here = discord.channel(guilds[0], names[0])
        self._typed = itertools.cycle(TYPED)

    async def use(self, use: Use) -> Interaction:
        return await self.discord.interact(use, user=self.kim, channel=self.here)

    async def paper(self) -> object:
        return await self.use(Slash("paper", {"tag": "optimizer"}))

    async def random(self) -> object:
        return await self.use(Slash("random"))

    async def text(self) -> object:
        """Only the floor has it."""
        return await self.use(Slash("text"))

    async def completion(self) -> object:
        return await self.use(typing("paper", "tag", next(self._typed)))

    async def pressing(self) -> Callable[[], Awaitable[object]]:
        """Somebody who presses the first button of an answer again and again."""
        message = await (await self.use(Slash("paper", {"tag": "optimizer"}))).message()
        press = Press(message, next(one for one in pressable(message) if not pressable(message)[one].get("disabled")))
        return lambda: self.use(press)


class World:
    def __init__(self, sides: Mapping[str, Side]) -> None:
        self._sides = sides
        self.orders: Mapping[str, Order] = {"where": self._where, "connected": self._connected, "use": self._use}

    async def _where(self, order: dict[str, Any]) -> object:
        discord = self._sides[order["side"]].discord
        return {"api": discord.api_url, "gateway": discord.gateway_url, "token": discord.token}

    async def _connected(self, order: dict[str, Any]) -> object:
        """Once the client is there and has said which commands it has."""
        world = self._sides[order["side"]].discord.world
        await self._sides[order["side"]].discord.gateway.connected()
        await world.until(lambda: {one["name"] for one in world.commands.get(None, {}).values()} >= COMMANDS, within=60)
        return {}

    async def _use(self, order: dict[str, Any]) -> object:
        """`many` uses of one kind by people who each wait for their answer; the seconds that it took."""
        side = self._sides[order["side"]]
        act = await side.pressing() if order["what"] == "button" else getattr(side, order["what"])
        left = iter(range(order["many"]))

        async def person() -> None:
            for _ in left:
                await act()

        began = time.perf_counter()
        await asyncio.gather(*(person() for _ in range(order["people"])))
        return {"seconds": time.perf_counter() - began}


async def main(servers: int, channels: int) -> None:
    async with AsyncExitStack() as stack:
        discords = {side: await stack.enter_async_context(_discord()) for side in SIDES}
        world = World({side: Side(discord, servers, channels) for side, discord in discords.items()})
        while line := await asyncio.to_thread(sys.stdin.readline):
            order = json.loads(line)
            print(json.dumps(await world.orders[order["do"]](order)), flush=True)


def _discord() -> LocalDiscord:
    return LocalDiscord(record=False, a_second=FAST)


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
