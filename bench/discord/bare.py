"""The floor: discord.py as its documentation shows it, with a constant reply to each command and button: a message of
about as many components and letters as ours.

python -m bench.discord.bare API_URL GATEWAY_URL TOKEN
"""

import asyncio
import sys
from typing import Any

import discord
import yarl
from discord import app_commands

TITLE = "### [GradPower: Powering Gradients for Faster Language Model Pre-Training](<https://arxiv.org/abs/2505.24275>)"
AUTHORS = "-# Mingze Wang, Jinbo Wang, Jiaqi Zhang, Wei Wang, Peng Pei, Xunliang Cai, Weinan E, Lei Wu"
SAID = "This study suggests that using the power of gradients can improve optimization speed."
META = "-# June 2, 2025 · arXiv:2505.24275 · `#optimizer` `#llm`"
TEXT = "\n".join((TITLE, AUTHORS, SAID, META))
LINK = "https://arxiv.org/abs/2505.24275"
CHOICES = [app_commands.Choice(name=f"topic-{number} · {number}", value=f"topic-{number}") for number in range(25)]
Part = discord.ui.Item["discord.ui.LayoutView"]


class Read(discord.ui.Button["discord.ui.LayoutView"]):
    """Answers with the card."""

    def __init__(self, number: int) -> None:
        super().__init__(label="Read", custom_id=f"read-{number}")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(view=interaction.client.card, ephemeral=True)


def shown(*parts: Part) -> discord.ui.LayoutView:
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(*parts, accent_color=0x3B6EA8))
    return view


def row(*numbers: int) -> "discord.ui.ActionRow[discord.ui.LayoutView]":
    return discord.ui.ActionRow(*map(Read, numbers), discord.ui.Button(label="arXiv", url=LINK))


def card() -> discord.ui.LayoutView:
    said = (f"{TITLE}\n{AUTHORS}", SAID, META)
    return shown(*map(discord.ui.TextDisplay, said), discord.ui.Separator(), row(0, 1, 2, 3))


def five_papers() -> discord.ui.LayoutView:
    parts: list[Part] = [discord.ui.TextDisplay("## #optimizer\n-# 100,000 papers")]
    for number in range(10, 15):
        section: Part = discord.ui.Section(f"{TITLE}\n{META}\n{SAID}", accessory=Read(number))
        parts += (discord.ui.Separator(), section)
    return shown(*parts, discord.ui.Separator(), row(20, 21))


class Bare(discord.AutoShardedClient):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        self.card, papers = card(), five_papers()
        self.add_view(papers)

        @self.tree.command(description="Papers by tag")
        async def paper(interaction: discord.Interaction, tag: str) -> None:  # noqa: ARG001  # an option
            await interaction.response.send_message(view=papers, ephemeral=True)

        @paper.autocomplete("tag")
        async def complete(_interaction: discord.Interaction, _typed: str) -> list[app_commands.Choice[str]]:
            return CHOICES

        @self.tree.command(description="A random paper")
        async def random(interaction: discord.Interaction) -> None:
            await interaction.response.send_message(view=self.card, ephemeral=True)

        @self.tree.command(description="A line of text")
        async def text(interaction: discord.Interaction) -> None:
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
