"""A post to 2,000 Discord channels under Discord's limits: `python -m bench.discord_posts`.

The floor is 40 s: 50 requests a second, one for each channel.
"""

import asyncio
import time

from tests.discord_parts import adapter, channel_of, post
from tests.servers.discord.server import LocalDiscord

CHANNELS = 2000
IN_A_SERVER = 20
A_SECOND = 50


async def main() -> None:
    async with LocalDiscord() as discord:
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
    failed = sum(isinstance(result, BaseException) for result in results)
    limited = sum(exchange.status == 429 for exchange in discord.exchanges)
    floor = CHANNELS / A_SECOND
    print(f"{CHANNELS:,} channels: {took:.1f} s, {took / floor:.2f} times the floor of {floor:.0f} s")
    print(f"failed: {failed}, 429: {limited}, arrived: {sum(len(discord.messages(place)) for place in places):,}")


if __name__ == "__main__":
    asyncio.run(main())
