"""Interactions a second, and what each costs in CPU: Paperboy beside discord.py alone, in turn, in the same run."""

import asyncio
from pathlib import Path

from bench.discord import clients
from bench.discord.clients import Client, Discord
from bench.measure import Figure

WHAT = {"paper": "/paper tag:optimizer", "random": "/random", "completion": "completion of a tag", "button": "a button"}
PEOPLE = 10  # who wait at once
ROUNDS, MANY = 5, 200
WARM_UP = 200
RATIO = 1.5
FLOOR = "bare discord.py, constant reply"


async def figures(database: Path, papers: int) -> list[Figure]:
    """`database`: one with so many papers."""
    found = []
    async with (
        clients.discord(servers=1, channels=1) as discord,
        clients.ours(discord, database) as ours,
        clients.bare(discord) as bare,
    ):
        for what, name in WHAT.items():
            await _together(discord, what, WARM_UP)
            spent, seconds = await _measured(discord, {"ours": ours, "bare": bare}, what)
            each = {side: spent[side] / (ROUNDS * MANY) * 1000 for side in spent}
            rate = {side: ROUNDS * MANY / seconds[side] for side in seconds}
            named = f"{name} ({papers:,} papers)"
            found += [
                Figure(f"{named}: CPU each", each["ours"], "ms", each["bare"], FLOOR, ratio=RATIO),
                Figure(f"{named}: answered", rate["ours"], "/s", rate["bare"], f"{FLOOR}; {PEOPLE} at once"),
            ]
    return found


async def _together(discord: Discord, what: str, many: int) -> None:
    for side in ("ours", "bare"):
        await discord.order("use", side=side, what=what, many=many, people=PEOPLE)


async def _measured(discord: Discord, sides: dict[str, Client], what: str) -> tuple[dict[str, float], dict[str, float]]:
    """CPU seconds and seconds, in turn, so that the machine's drift meets both alike."""
    spent, seconds = dict.fromkeys(sides, 0.0), dict.fromkeys(sides, 0.0)
    for _ in range(ROUNDS):
        for side, client in sides.items():
            before = client.cpu
            done = await discord.order("use", side=side, what=what, many=MANY, people=PEOPLE)
            await asyncio.sleep(0.05)  # what a client does after its answer belongs to it
            spent[side] += client.cpu - before
            seconds[side] += done["seconds"]
    return spent, seconds
