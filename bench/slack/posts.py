"""A post to 400 channels of a workspace that takes 20 messages a second."""

import asyncio
import time

from bench.measure import Figure
from bot.model import Channel
from bot.platform import Payload, Unavailable
from tests.servers.slack.server import LocalSlack
from tests.slack_parts import adapter, channel_of, post

CHANNELS = 400
A_SECOND = 20
AT_ONCE = 16  # as the worker
RATIO = 1.2


async def figures() -> list[Figure]:
    async with LocalSlack(record=False, a_second=A_SECOND) as slack:
        team = slack.add_workspace("ML")
        places = [slack.add_channel(team, f"c{number}") for number in range(CHANNELS)]
        platform = adapter(slack, team)
        (payload,) = post(platform, channel_of(places[0], team))
        free = asyncio.Semaphore(AT_ONCE)

        async def send(channel: Channel) -> None:
            async with free:
                await _send(platform, channel, payload)

        began = time.perf_counter()
        await asyncio.gather(*(send(channel_of(place, team)) for place in places))
        took = time.perf_counter() - began
        await platform.stop()
        wrong = sum(len(slack.messages(place)) != 1 for place in places)
    return [
        Figure("a post to 400 channels of one workspace", took, "s", CHANNELS / A_SECOND, "20 a second", ratio=RATIO),
        Figure("of them not there, or there twice", wrong, "channels", reach=0),
        Figure("answers that said 429", slack.limits.refused, "requests"),
    ]


async def _send(platform: object, channel: Channel, payload: Payload) -> None:
    """Again when told so, as the worker."""
    while True:
        try:
            await platform.send(channel, payload, f"k{channel.id}", None)  # type: ignore[attr-defined]
            return
        except Unavailable as wait:
            await asyncio.sleep(wait.retry_after or 1)
