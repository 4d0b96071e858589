"""The local Discord's interactions of every kind, their answers and their deadlines, driven by discord.py."""

import asyncio
from contextlib import asynccontextmanager

import pytest

pytest.importorskip("discord", reason="discord.py is not installed")

import discord
from discord import app_commands

from tests.servers.discord.client import GUILDS_ONLY, request, running
from tests.servers.discord.component_form import texts
from tests.servers.discord.interactions import NoAnswer
from tests.servers.discord.message_rules import EPHEMERAL, V2
from tests.servers.discord.permissions import Permission
from tests.servers.discord.server import LocalDiscord
from tests.servers.discord.uses import NotOffered, OnMessage, Press, Slash, Submit, typing

everywhere = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
installed_anyhow = app_commands.allowed_installs(guilds=True, users=True)


class Card(discord.ui.LayoutView):
    """A components v2 message with a button."""

    def __init__(self, words):
        super().__init__(timeout=None)
        button = discord.ui.Button(label="more", custom_id="more")
        self.add_item(discord.ui.Container(discord.ui.Section(words, accessory=button)))


class Feedback(discord.ui.Modal, title="Say"):
    words = discord.ui.Label(text="Words", component=discord.ui.TextInput(custom_id="words", max_length=20))

    async def on_submit(self, interaction):
        await interaction.response.send_message(f"said {self.words.component.value}")


def commands_of(tree, waiting):
    @tree.command(description="Find a paper")
    @everywhere
    @installed_anyhow
    async def paper(interaction: discord.Interaction, tag: str = "", private: bool = False):
        await interaction.response.send_message(f"{interaction.locale.value}: {tag}", ephemeral=private)

    @paper.autocomplete("tag")
    async def tags(interaction: discord.Interaction, current: str):
        return [app_commands.Choice(name=f"{current} · 32", value=current)]

    @tree.command(description="A card")
    async def card(interaction: discord.Interaction):
        await interaction.response.send_message(view=Card("first"))

    @tree.command(description="Slow")
    @everywhere
    @installed_anyhow
    async def slow(interaction: discord.Interaction):
        await interaction.response.defer(ephemeral=True, thinking=True)
        waiting.put_nowait(interaction)

    @tree.command(description="Send the digest here")
    @app_commands.default_permissions(manage_channels=True)
    @app_commands.guild_only()
    async def subscribe(interaction: discord.Interaction, channel: discord.TextChannel):
        await interaction.response.send_message(f"subscribed {channel.name}")

    @tree.command(description="Say something")
    async def say(interaction: discord.Interaction):
        await interaction.response.send_modal(Feedback())

    @tree.command(description="Never answers")
    async def mute(interaction: discord.Interaction):
        waiting.put_nowait(interaction)

    @tree.context_menu(name="Save paper")
    async def save(interaction: discord.Interaction, message: discord.Message):
        await interaction.response.send_message(f"saved {message.content}", ephemeral=True)


class App:
    """A small app on discord.py, and the people around it."""

    def __init__(self, local, client, waiting):
        self.local, self.client, self.waiting = local, client, waiting
        self.kim = local.add_user("Kim", locale="ko")
        self.guild = local.add_guild("ML", locale="ko", channels=["papers", "general"])
        local.join(self.guild, self.kim)
        self.papers = local.channel(self.guild, "papers")

    async def use(self, what, *, user=None, channel=None):
        return await self.local.interact(what, user=user or self.kim, channel=channel or self.papers)


@asynccontextmanager
async def an_app(**options):
    async with LocalDiscord(**options) as local:
        client, waiting = discord.Client(intents=GUILDS_ONLY, guild_ready_timeout=0.1), asyncio.Queue()
        tree = app_commands.CommandTree(client)
        commands_of(tree, waiting)

        @client.event
        async def on_interaction(interaction):
            pressed = (interaction.data or {}).get("custom_id")
            if pressed == "more":
                await interaction.response.edit_message(view=Card(f"pressed by {interaction.user.name}"))
            if pressed == "pick":
                await interaction.response.send_message(f"picked {interaction.data['values']}", ephemeral=True)

        app = App(local, client, waiting)
        async with running(local, client):
            await tree.sync()
            yield app


async def test_a_slash_command_is_answered_in_the_readers_language():
    async with an_app() as app:
        reply = await app.use(Slash("paper", {"tag": "rl"}))
        assert texts(await reply.message()) == "ko: rl"
        assert app.local.messages(app.papers)[0]["interaction_metadata"]["user"]["id"] == str(app.kim.id)


async def test_a_private_answer_stands_in_no_channel():
    async with an_app() as app:
        reply = await app.use(Slash("paper", {"private": True}))
        assert (await reply.message())["flags"] & EPHEMERAL
        assert app.local.messages(app.papers) == []


async def test_a_half_typed_option_gets_choices():
    async with an_app() as app:
        reply = await app.use(typing("paper", "tag", "강화"))
        assert reply.choices == [{"name": "강화 · 32", "value": "강화"}]


async def test_a_button_edits_its_message_and_a_missing_button_cannot_be_pressed():
    async with an_app() as app:
        card = await (await app.use(Slash("card"))).message()
        assert card["flags"] & V2
        pressed = await app.use(Press(card, "more"))
        assert (await pressed.message())["id"] == card["id"]
        assert "pressed by kim" in texts(app.local.messages(app.papers)[0])
        with pytest.raises(NotOffered):
            await app.use(Press(card, "less"))


async def test_something_is_chosen_from_a_select():
    async with an_app() as app:
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Select(custom_id="pick", options=[discord.SelectOption(label="rl", value="rl")]))
        await app.client.get_channel(app.papers.id).send("pick one", view=view)
        (sent,) = app.local.messages(app.papers)
        reply = await app.use(Press(sent, "pick", ["rl"]))
        assert texts(await reply.message()) == "picked ['rl']"
        with pytest.raises(NotOffered):
            await app.use(Press(sent, "pick", ["vision"]))


async def test_a_modal_is_filled_and_sent():
    async with an_app() as app:
        opened = await app.use(Slash("say"))
        assert opened.modal["title"] == "Say"
        with pytest.raises(NotOffered):
            await app.use(Submit(opened, {}))
        assert texts(await (await app.use(Submit(opened, {"words": "hello"}))).message()) == "said hello"


async def test_a_message_command_gets_its_message():
    async with an_app() as app:
        said = app.local.say(app.papers, app.kim, "a paper")
        reply = await app.use(OnMessage("Save paper", said))
        assert texts(await reply.message()) == "saved a paper"


async def test_a_deferred_answer_is_edited_followed_up_and_deleted():
    async with an_app() as app:
        reply = await app.use(Slash("slow"))
        assert reply.loading
        assert reply.ephemeral
        interaction = await app.waiting.get()
        await interaction.edit_original_response(view=Card("done"))
        assert "done" in texts(await reply.message())
        follow_up = await interaction.followup.send("and more", ephemeral=True, wait=True)
        assert [texts(one) for one in reply.followups] == ["and more"]
        await follow_up.edit(content="changed")
        assert texts(reply.followups[0]) == "changed"
        await interaction.delete_original_response()
        assert reply.deleted
        with pytest.raises(discord.NotFound):
            await interaction.original_response()


async def test_the_first_follow_up_takes_the_place_of_a_deferred_answer():
    async with an_app() as app:
        reply = await app.use(Slash("slow"))
        await (await app.waiting.get()).followup.send("public?")
        assert texts(await reply.message()) == "public?"
        assert (await reply.message())["flags"] & EPHEMERAL
        assert reply.followups == []


async def test_a_late_first_answer_is_unknown_and_a_second_is_refused():
    async with an_app() as app:
        app.local.begin(Slash("mute"), user=app.kim, channel=app.papers)
        interaction = await app.waiting.get()
        app.local.clock.move(seconds=3.1)
        with pytest.raises(discord.NotFound) as late:
            await interaction.response.send_message("x")
        assert late.value.code == 10062


async def test_an_answer_is_given_once():
    async with an_app() as app:
        reply = await app.use(Slash("paper"))
        path = f"/interactions/{reply.id}/{reply.token}/callback"
        with pytest.raises(discord.HTTPException) as twice:
            await request(app.client, "POST", path, {"type": 4, "data": {"content": "x"}})
        assert twice.value.code == 40060


async def test_an_app_that_never_answers_is_told_to_the_reader(monkeypatch):
    monkeypatch.setattr("tests.servers.discord.interactions.FIRST_ANSWER_SECONDS", 0.1)
    async with an_app() as app:
        with pytest.raises(NoAnswer):
            await app.use(Slash("mute"))


async def test_a_token_lives_for_fifteen_minutes():
    async with an_app() as app:
        await app.use(Slash("slow"))
        interaction = await app.waiting.get()
        app.local.clock.move(minutes=15, seconds=1)
        with pytest.raises(discord.HTTPException) as late:
            await interaction.edit_original_response(content="x")
        assert late.value.code == 50027


@pytest.mark.parametrize("body", [{"type": 7, "data": {"content": "x"}}, {"type": 8, "data": {"choices": []}}])
async def test_an_answer_of_the_wrong_kind_is_refused(body):
    async with an_app(record=False) as app:
        reply = app.local.begin(Slash("mute"), user=app.kim, channel=app.papers)
        path = f"/interactions/{reply.id}/{reply.token}/callback"
        with pytest.raises(discord.HTTPException) as refused:
            await request(app.client, "POST", path, body)
        assert refused.value.code == 50035
        assert reply.refusals


async def test_only_the_ephemeral_flag_may_be_deferred_with():
    async with an_app(record=False) as app:
        reply = app.local.begin(Slash("mute"), user=app.kim, channel=app.papers)
        path = f"/interactions/{reply.id}/{reply.token}/callback"
        with pytest.raises(discord.HTTPException):
            await request(app.client, "POST", path, {"type": 5, "data": {"flags": V2}})
        await request(app.client, "POST", path, {"type": 5, "data": {"flags": EPHEMERAL}})
        assert reply.loading


async def test_a_command_is_offered_only_to_who_may_use_it():
    async with an_app() as app:
        use = Slash("subscribe", {"channel": app.local.channel(app.guild, "general")})
        with pytest.raises(NotOffered):
            await app.use(use)
        app.local.add_role(app.guild, "keepers", permissions=Permission.MANAGE_CHANNELS, members=[app.kim])
        assert texts(await (await app.use(use)).message()) == "subscribed general"
        with pytest.raises(NotOffered):
            await app.use(use, channel=app.local.direct(app.kim))
        for unknown in (Slash("unknown"), Slash("paper", {"nothing": "x"})):
            with pytest.raises(NotOffered):
                await app.use(unknown)


async def test_commands_work_in_direct_messages():
    async with an_app() as app:
        reply = await app.use(Slash("paper", {"tag": "rl"}), channel=app.local.direct(app.kim))
        assert texts(await reply.message()) == "ko: rl"


async def test_an_app_on_an_account_works_elsewhere_with_five_follow_ups():
    async with an_app() as app:
        traveller = app.local.add_user("Traveller", installed=True)
        abroad = app.local.add_guild("abroad", owner=traveller, channels=["talk"], here=False)
        channel = app.local.channel(abroad, "talk")
        with pytest.raises(NotOffered):
            await app.use(Slash("card"), user=traveller, channel=channel)
        assert texts(await (await app.use(Slash("paper"), user=traveller, channel=channel)).message())
        between = app.local.between(app.kim)
        with pytest.raises(discord.Forbidden):
            await app.client.fetch_channel(between.id)
        assert texts(await (await app.use(Slash("paper"), user=traveller, channel=between)).message())
        await app.use(Slash("slow"), user=traveller, channel=channel)
        interaction = await app.waiting.get()
        await interaction.edit_original_response(content="x")
        for _ in range(5):
            app.local.clock.move(seconds=2)
            await interaction.followup.send("more")
        with pytest.raises(discord.HTTPException) as too_many:
            await interaction.followup.send("more")
        assert too_many.value.code == 40094
