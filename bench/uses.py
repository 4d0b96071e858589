"""Uses of a platform a second, and what each costs in CPU: Paperboy beside the floor, in turn, in the same run."""

import asyncio
from collections.abc import Mapping

from bench.measure import Figure
from bench.processes import Client, World

PEOPLE = 10  # who wait at once
ROUNDS = 5
RATIO = 1.5


async def compared(
    world: World,
    sides: Mapping[str, Client],
    what: str,
    named: str,
    floor: str,
    many: int,
    *,
    floors_use: str = "",
    ratio: float | None = RATIO,
) -> list[Figure]:
    """After as many uses to warm up. In turn, so that the machine's drift meets both alike. `floors_use`: where it is
    another one."""
    uses_of = {"ours": what, "bare": floors_use or what}
    for side in sides:
        await world.order("use", side=side, what=uses_of[side], many=many, people=PEOPLE)
    spent, seconds = dict.fromkeys(sides, 0.0), dict.fromkeys(sides, 0.0)
    for _ in range(ROUNDS):
        for side, client in sides.items():
            before = client.cpu
            done = await world.order("use", side=side, what=uses_of[side], many=many, people=PEOPLE)
            await asyncio.sleep(0.05)  # what a client does after its answer belongs to it
            spent[side] += client.cpu - before
            seconds[side] += done["seconds"]
    uses = ROUNDS * many
    cpu = {side: spent[side] / uses * 1000 for side in sides}
    rate = {side: uses / seconds[side] for side in sides}
    return [
        Figure(f"{named}: CPU each", cpu["ours"], "ms", cpu["bare"], floor, ratio=ratio),
        Figure(f"{named}: answered", rate["ours"], "/s", rate["bare"], f"{floor}; {PEOPLE} at once"),
    ]
