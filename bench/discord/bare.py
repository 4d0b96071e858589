"""The floor: discord.py as its documentation shows it, with a constant reply to each command and button.

python -m bench.discord.bare API_URL GATEWAY_URL TOKEN
"""

import asyncio
import sys
from typing import Any

import discord
import yarl
from discord import app_commands

TEXT = (
    "1. GradPower: Powering Gradients for Faster Language Model Pre-Training\n"
    "This study suggests that using the power of gradients can improve optimization speed.\n"
) * 8  # as much as our answer says
CHOICES = [app_commands.Choice(name=f"topic-{number} · {number}", value=f"topic-{number}") for number in range(25)]


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Read", custom_id="read")
    async def read(self, interaction: discord.Interaction, _button: Any) -> None:
        await interaction.response.send_message(TEXT, ephemeral=True)


class Bare(discord.AutoShardedClient):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        buttons = Buttons()
        self.add_view(buttons)

        @self.tree.command(description="Papers by tag")
        async def paper(interaction: discord.Interaction, tag: str) -> None:  # noqa: ARG001  # an option
            await interaction.response.send_message(TEXT, ephemeral=True, view=buttons)

        @paper.autocomplete("tag")
        async def complete(_interaction: discord.Interaction, _typed: str) -> list[app_commands.Choice[str]]:
            return CHOICES

        @self.tree.command(description="A random paper")
        async def random(interaction: discord.Interaction) -> None:
            await interaction.response.send_message(TEXT, ephemeral=True)

        await self.tree.sync()

    async def on_ready(self) -> None:
        print("Discord is connected", file=sys.stderr, flush=True)


async def main(api: str, gateway: str, token: str) -> None:
    discord.http.Route.BASE = api
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    async with Bare() as client:
        await client.start(token)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
