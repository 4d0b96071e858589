"""Uses of the app a second, and what each costs in CPU: Paperboy beside slack-bolt alone, in turn, in the same run."""

import asyncio
import statistics
from pathlib import Path

from bench.discord.clients import Client
from bench.discord.clients import Discord as World
from bench.measure import Figure
from bench.slack import clients

WHAT = {"paper": "/paper tag:optimizer", "random": "/paper random", "completion": "type-ahead", "button": "a button"}
PEOPLE = 10  # who wait at once
ROUNDS, MANY = 5, 150
WARM_UP = 150
RATIO = 1.5
ACKNOWLEDGED_MS = 1.5
FLOOR = "bare slack-bolt, constant reply"


async def figures(database: Path, papers: int) -> list[Figure]:
    """`database`: one with so many papers."""
    found = []
    async with (
        clients.slack() as world,
        clients.ours(world, database) as ours,
        clients.bare(world) as bare,
    ):
        sides = {"ours": ours, "bare": bare}
        for what, name in WHAT.items():
            for side in sides:
                await world.order("use", side=side, what=what, many=WARM_UP, people=PEOPLE)
            found += await _measured(world, sides, what, f"{name} ({papers:,} papers)")
        found.append(await _acknowledged(world, sides))
    return found


async def _measured(world: World, sides: dict[str, Client], what: str, name: str) -> list[Figure]:
    """In turn, so that the machine's drift meets both alike."""
    spent, seconds = dict.fromkeys(sides, 0.0), dict.fromkeys(sides, 0.0)
    for _ in range(ROUNDS):
        for side, client in sides.items():
            before = client.cpu
            done = await world.order("use", side=side, what=what, many=MANY, people=PEOPLE)
            await asyncio.sleep(0.05)  # what a client does after its answer belongs to it
            spent[side] += client.cpu - before
            seconds[side] += done["seconds"]
    uses = ROUNDS * MANY
    cpu = {side: spent[side] / uses * 1000 for side in sides}
    rate = {side: uses / seconds[side] for side in sides}
    return [
        Figure(f"{name}: CPU each", cpu["ours"], "ms", cpu["bare"], FLOOR, ratio=RATIO),
        Figure(f"{name}: answered", rate["ours"], "/s", rate["bare"], f"{FLOOR}; {PEOPLE} at once"),
    ]


async def _acknowledged(world: World, sides: dict[str, Client]) -> Figure:
    """One person after another: the median from an envelope to its acknowledgement."""
    took: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(ROUNDS):
        for side in sides:
            done = await world.order("use", side=side, what="paper", many=MANY, people=1)
            took[side].append(done["acknowledged"] * 1000)
    ours, bare = (statistics.median(took[side]) for side in ("ours", "bare"))
    return Figure("envelope to acknowledgement, median", ours, "ms", bare, FLOOR, reach=ACKNOWLEDGED_MS)
