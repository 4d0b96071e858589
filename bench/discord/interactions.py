"""Interactions a second, and what each costs in CPU, beside discord.py alone."""

from pathlib import Path

from bench.discord import clients
from bench.measure import Figure
from bench.uses import compared

WHAT = {"paper": "/paper tag:optimizer", "random": "/random", "completion": "completion of a tag", "button": "a button"}
MANY = 200
FLOOR = "bare discord.py, constant message"
TEXT = "bare discord.py, constant text"


async def figures(database: Path, papers: int) -> list[Figure]:
    """`database`: one with so many papers."""
    found = []
    async with (
        clients.discord(servers=1, channels=1) as discord,
        clients.ours(discord, database) as ours,
        clients.bare(discord) as bare,
    ):
        sides = {"ours": ours, "bare": bare}
        for what, name in WHAT.items():
            found += await compared(discord, sides, what, f"{name} ({papers:,} papers)", FLOOR, MANY)
        # For the record: what composing a card costs, beside a reply without any.
        found += await compared(discord, sides, "random", "/random", TEXT, MANY, floors_use="text", ratio=None)
    return found
