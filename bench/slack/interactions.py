"""Uses of the app a second, and what each costs in CPU, beside slack-bolt alone."""

import statistics
from pathlib import Path

from bench.measure import Figure
from bench.processes import Client, World
from bench.slack import clients
from bench.uses import ROUNDS, compared

WHAT = {"paper": "/paper tag:optimizer", "random": "/paper random", "completion": "type-ahead", "button": "a button"}
MANY = 150
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
            found += await compared(world, sides, what, f"{name} ({papers:,} papers)", FLOOR, MANY)
        found.append(await _acknowledged(world, sides))
    return found


async def _acknowledged(world: World, sides: dict[str, Client]) -> Figure:
    """One person after another: the median from an envelope to its acknowledgement."""
    took: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(ROUNDS):
        for side in sides:
            done = await world.order("use", side=side, what="paper", many=MANY, people=1)
            took[side].append(done["acknowledged"] * 1000)
    ours, bare = (statistics.median(took[side]) for side in ("ours", "bare"))
    return Figure("envelope to acknowledgement, median", ours, "ms", bare, FLOOR, reach=ACKNOWLEDGED_MS)
