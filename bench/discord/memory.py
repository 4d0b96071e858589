"""Resident memory with many servers: Paperboy beside discord.py alone, each in a process of its own."""

from pathlib import Path

from bench.discord import clients
from bench.measure import Figure

SERVERS, CHANNELS = 2_500, 20
RATIO = 1.2


async def figures(database: Path) -> list[Figure]:
    async with clients.discord(servers=SERVERS, channels=CHANNELS) as discord:
        async with clients.bare(discord) as client:
            bare = client.resident
        async with clients.ours(discord, database) as client:
            ours = client.resident
    what = f"resident memory with {SERVERS:,} servers of {CHANNELS} channels"
    return [Figure(what, ours, "MiB", bare, "bare discord.py", ratio=RATIO)]
