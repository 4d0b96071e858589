"""What the local Discord refuses in messages, modals, choices and commands, each fault named at its place."""

import pytest

pytest.importorskip("discord", reason="discord.py is not installed")

import discord

from tests.servers.discord.client import logged_in, request
from tests.servers.discord.server import LocalDiscord

V2, EPHEMERAL = 1 << 15, 1 << 6


def text(content="x"):
    return {"type": 10, "content": content}


def button(name="b", **more):
    return {"type": 2, "style": 2, "label": "b", "custom_id": name, **more}


def row(*components):
    return {"type": 1, "components": list(components)}


def select(*options, **more):
    return {"type": 3, "custom_id": "s", "options": list(options), **more}


def v2(*components, **more):
    return {"flags": V2, "components": list(components), **more}


def option(value="v", **more):
    return {"label": "l", "value": value, **more}


REFUSED = {
    "content": {"content": "x" * 2001},
    "nonce": {"content": "x", "nonce": "n" * 26},
    "flags": {"content": "x", "flags": EPHEMERAL},
    "embeds": {"embeds": [{"title": "x"}] * 11},
    "embeds.0.title": {"embeds": [{"title": "x" * 257}]},
    "embeds.0.description": {"embeds": [{"url": "https://example.org"}]},
    "embeds.0.footer.text": {"embeds": [{"title": "x", "footer": {"text": "x" * 2049}}]},
    "embeds.0.fields": {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]},
    "embeds.0.fields.0.value": {"embeds": [{"fields": [{"name": "n", "value": ""}]}]},
    "embeds.0.url": {"embeds": [{"title": "x", "url": "javascript:alert(1)"}]},
    "allowed_mentions": {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
    "allowed_mentions.parse.0": {"content": "x", "allowed_mentions": {"parse": ["all"]}},
    "components": {"content": "x", "components": [row(button(str(n))) for n in range(6)]},
    "components.0.type": {"content": "x", "components": [text()]},
    "components.0.components": {"content": "x", "components": [row(*(button(str(n)) for n in range(6)))]},
    "components.0.components.1.custom_id": {"content": "x", "components": [row(button(), button())]},
    "components.0.components.0.custom_id": {"content": "x", "components": [row(button("c" * 101))]},
    "components.0.components.0.label": {"content": "x", "components": [row(button(label="l" * 81))]},
    "components.0.components.0.url": {"content": "x", "components": [row({"type": 2, "style": 5, "label": "l"})]},
    "components.0.components.0.options": {"content": "x", "components": [row(select(*map(option, "a" * 26)))]},
    "components.0.components.0.options.1.value": {"content": "x", "components": [row(select(option(), option()))]},
    "components.0.components.0.placeholder": {
        "content": "x",
        "components": [row(select(option(), placeholder="p" * 151))],
    },
}
REFUSED_V2 = {
    "content": v2(text(), content="x"),
    "embeds": v2(text(), embeds=[{"title": "x"}]),
    "components": v2(*(text() for _ in range(41))),
    "components.0.content": v2(text("x" * 4001)),
    "components.0.accessory": v2({"type": 9, "components": [text()]}),
    "components.0.components": v2({"type": 9, "components": [text()] * 4, "accessory": button()}),
    "components.0.spacing": v2({"type": 14, "spacing": 3}),
    "components.0.accent_color": v2({"type": 17, "components": [text()], "accent_color": 1 << 24}),
    "components.0.components.0.type": v2({"type": 17, "components": [{"type": 17, "components": [text()]}]}),
}
CASES = [pytest.param(place, body, id=place) for place, body in REFUSED.items()]
CASES += [pytest.param(place, body, id=f"v2 {place}") for place, body in REFUSED_V2.items()]
CASES += [
    pytest.param("embeds", {"embeds": [{"description": "x" * 3001}] * 2}, id="6000 in all embeds"),
    pytest.param("components", v2(text("x" * 2001), text("x" * 2000)), id="4000 in all texts"),
    pytest.param(
        "components.0.components", {"content": "x", "components": [row(select(option()), button())]}, id="row"
    ),
]


def at(errors, place):
    for part in place.split("."):
        errors = errors.get(part, {})
    return errors.get("_errors") or any("_errors" in inner for inner in errors.values())


async def errors_of(local, method, path, body):
    async with logged_in(local) as client:
        with pytest.raises(discord.HTTPException) as caught:
            await request(client, method, path, body)
    answer = local.exchanges[-1].answer
    assert answer["code"] == caught.value.code
    return answer


@pytest.mark.parametrize(("place", "body"), CASES)
async def test_a_message_that_discord_refuses_is_refused_at_its_place(place, body):
    # What is refused on purpose stays out of the wire log, which is there to find what is wrong by mistake.
    async with LocalDiscord(record=False) as local:
        guild = local.add_guild("ML", channels=["papers"])
        path = f"/channels/{local.channel(guild, 'papers').id}/messages"
        answer = await errors_of(local, "POST", path, body)
        assert answer["code"] == 50035
        assert at(answer["errors"], place), answer


@pytest.mark.parametrize(
    "body", [{}, {"content": " "}, {"content": None, "embeds": []}, {"components": [row(button())]}]
)
async def test_an_empty_message_is_refused(body):
    async with LocalDiscord(record=False) as local:
        guild = local.add_guild("ML", channels=["papers"])
        path = f"/channels/{local.channel(guild, 'papers').id}/messages"
        assert (await errors_of(local, "POST", path, body))["code"] == 50006


async def test_a_message_becomes_v2_only_without_its_old_content_and_stays_so():
    async with LocalDiscord(record=False) as local:
        guild = local.add_guild("ML", channels=["papers"])
        channel = local.channel(guild, "papers")
        async with logged_in(local) as client:
            sent = await (await client.fetch_channel(channel.id)).send("<@&1> look")
            path = f"/channels/{channel.id}/messages/{sent.id}"
            with pytest.raises(discord.HTTPException):
                await request(client, "PATCH", path, v2(text("new")))
            await request(client, "PATCH", path, v2(text("new"), content=None, embeds=[]))
            await request(client, "PATCH", path, {"components": [text("newer")], "flags": 0})
            assert local.messages(channel)[0]["flags"] & V2
            with pytest.raises(discord.HTTPException):
                await request(client, "PATCH", path, {"content": "back"})


def command(**more):
    return {"name": "paper", "description": "Find a paper", "type": 1, **more}


def string(name="tag", **more):
    return {"type": 3, "name": name, "description": "A tag", **more}


@pytest.mark.parametrize(
    ("place", "commands"),
    [
        ("0.name", [command(name="Paper")]),
        ("0.name", [command(name="two words")]),
        ("0.description", [command(description="")]),
        ("0.description", [command(description="x" * 101)]),
        ("1.name", [command(), command()]),
        ("0.name_localizations.kr", [command(name_localizations={"kr": "논문"})]),
        ("0.options", [command(options=[string(f"o{n}") for n in range(26)])]),
        ("0.options.1.required", [command(options=[string(), string("b", required=True)])]),
        ("0.options.1.name", [command(options=[string(), string()])]),
        ("0.options.0.choices", [command(options=[string(choices=[{"name": "n", "value": "v"}] * 26)])]),
        ("0.description", [{"name": "Save", "type": 3, "description": "x"}]),
        (
            "0",
            [
                command(
                    options=[
                        string(
                            f"o{n}",
                            description="x" * 100,
                            choices=[{"name": "n" * 99, "value": f"{m}"} for m in range(25)],
                        )
                        for n in range(10)
                    ]
                )
            ],
        ),
    ],
)
async def test_commands_that_discord_refuses_are_refused(place, commands):
    async with LocalDiscord(record=False) as local:
        path = f"/applications/{local.world.application_id}/commands"
        assert at((await errors_of(local, "PUT", path, commands))["errors"], place)


async def test_commands_are_counted():
    async with LocalDiscord(record=False) as local:
        path = f"/applications/{local.world.application_id}/commands"
        many = [command(name=f"c{number}") for number in range(101)]
        assert (await errors_of(local, "PUT", path, many))["code"] == 30032
        async with logged_in(local) as client:
            first = await request(client, "PUT", path, many[:100])
            again = await request(client, "PUT", path, many[:100])
            assert [one["id"] for one in first] == [one["id"] for one in again]
            await request(client, "PUT", path, [command(name=f"d{number}") for number in range(100)])
        local.clock.move(minutes=1)
        assert (await errors_of(local, "PUT", path, [command()]))["code"] == 30034


async def test_a_list_of_commands_hides_dictionaries_and_defaults():
    async with LocalDiscord() as local, logged_in(local) as client:
        path = f"/applications/{local.world.application_id}/commands"
        sent = command(name_localizations={"ko": "논문"}, options=[string(required=False, autocomplete=True)])
        await request(client, "PUT", path, [sent])
        (bare,) = await request(client, "GET", path)
        (whole,) = await request(client, "GET", path, with_localizations="true")
        assert "name_localizations" not in bare
        assert whole["name_localizations"] == {"ko": "논문"}
        assert "required" not in whole["options"][0]
