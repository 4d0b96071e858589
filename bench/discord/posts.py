"""A post to 2,000 channels under Discord's limits; at best one request for each channel, fifty of them a second."""

import asyncio
import time

from bench.measure import Figure
from tests.discord_parts import adapter, channel_of, post
from tests.servers.discord.server import LocalDiscord

CHANNELS = 2000
IN_A_SERVER = 20
A_SECOND = 50
RATIO = 1.15


async def figures() -> list[Figure]:
    async with LocalDiscord(record=False) as discord:
        names = [f"c{number}" for number in range(IN_A_SERVER)]
        guilds = [discord.add_guild(f"g{number}", channels=names) for number in range(CHANNELS // IN_A_SERVER)]
        places = [discord.world.channels[channel] for guild in guilds for channel in guild.channels]
        platform = adapter(discord)
        (payload,) = post(platform, channel_of(places[0]))
        began = time.perf_counter()
        work = (platform.send(channel_of(place), payload, f"k{place.id}", None) for place in places)
        results = await asyncio.gather(*work, return_exceptions=True)
        took = time.perf_counter() - began
        await platform.stop()
        lost = sum(len(discord.messages(place)) != 1 for place in places)
    failed = sum(isinstance(result, BaseException) for result in results)
    limited = sum(exchange.status == 429 for exchange in discord.exchanges)
    return [
        Figure("a post to 2,000 channels", took, "s", CHANNELS / A_SECOND, "50 requests a second", ratio=RATIO),
        Figure("of them not there, or there twice", lost + failed, "channels", reach=0),
        Figure("answers that said 429", limited, "requests", reach=0),
    ]
