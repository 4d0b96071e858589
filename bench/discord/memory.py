"""Resident memory with many servers: Paperboy beside discord.py alone, each in a process of its own."""

from pathlib import Path

from bench.discord import clients
from bench.measure import Figure

SERVERS, CHANNELS = 2_500, 20
RATIO = 1.2


async def figures(database: Path) -> list[Figure]:
    """What the servers take, and the whole process for whoever chooses a machine: the rest of it is the service itself,
    which a bare bot is not (docs/decisions.md)."""
    ours_alone, bare_alone = await _resident(database, servers=1)
    ours, bare = await _resident(database, servers=SERVERS)
    what = f"{SERVERS:,} servers of {CHANNELS} channels"
    return [
        Figure(f"memory for {what}", ours - ours_alone, "MiB", bare - bare_alone, "bare discord.py", ratio=RATIO),
        Figure("the whole process with them", ours, "MiB", bare, "bare discord.py"),
    ]


async def _resident(database: Path, *, servers: int) -> tuple[float, float]:
    """Ours and bare discord.py's."""
    async with clients.discord(servers=servers, channels=CHANNELS) as discord:
        async with clients.bare(discord) as client:
            bare = client.resident
        async with clients.ours(discord, database) as client:
            return client.resident, bare
