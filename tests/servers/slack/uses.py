"""The payloads of what a person does with the app; a Slack client offers only what is really there."""

import html
import re
from typing import Any

from tests.servers.slack import inputs, manifest, payloads, response_urls
from tests.servers.slack.refused import Json
from tests.servers.slack.state import DIRECT, PUBLIC, Channel, Installation, User, World
from tests.servers.slack.use import NotOffered, Trigger, Use, View

NAME_AFTER = re.compile(r"(?<![\w<])([#@])([\w가-힣.-]+)")


def serving(world: World, user: User, channel: Channel | None = None) -> Installation:
    """The installation that answers this person here."""
    teams = [user.team_id] if channel is None else [user.team_id, channel.team_id, *sorted(channel.teams)]
    for team_id in teams:
        found = world.installed_in(team_id)
        if found is not None:
            return found
    raise NotOffered(f"the app is not installed where {user.name} is")


def check_here(world: World, user: User, channel: Channel) -> None:
    if user.deleted:
        raise NotOffered(f"{user.name} is deactivated")
    if user.id not in channel.members and (channel.kind != PUBLIC or user.team_id not in channel.teams):
        raise NotOffered(f"{user.name} is not in {channel.name or channel.id}")


def trigger(world: World, use: Use, installation: Installation, view_id: str = "") -> str:
    name = f"{world.new_id('')}.{world.new_id('')}.{world.new_ts()}"
    world.triggers[name] = Trigger(
        user_id=use.user.id,
        team_id=use.user.team_id,
        installation=installation,
        born=world.clock.now(),
        use=use,
        view_id=view_id,
    )
    return name


def _common(world: World, use: Use, installation: Installation, kind: str) -> Json:
    """A person of another organisation keeps his or her own workspace; `team` is the installing one."""
    home = world.workspaces[installation.team_id or use.user.team_id]
    return {
        "type": kind,
        "user": payloads.actor(use.user),
        "api_app_id": world.app.id,
        "token": world.app.verification_token,
        "team": payloads.team(home),
        "enterprise": payloads.org(home),
        "is_enterprise_install": installation.for_org,
    }


def command(world: World, use: Use, name: str, text: str) -> Installation:
    channel = use.channel
    if channel is None:
        raise NotOffered("a command is typed in a conversation")
    known = manifest.commands(world.app.manifest).get(name)
    installation = world.installed_in(use.user.team_id)
    if installation is None or known is None or "commands" not in installation.scopes:
        raise NotOffered(f"no command {name!r} for {use.user.name}")
    check_here(world, use.user, channel)
    if channel.archived:
        raise NotOffered("nothing can be typed in an archived channel")
    team = world.workspaces[use.user.team_id]
    made = {
        "token": world.app.verification_token,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": payloads.channel_name(channel),
        "user_id": use.user.id,
        "user_name": payloads.actor(use.user)["name"],
        "command": name,
        "text": _escaped(world, use.user, text.strip(), names=bool(known.get("should_escape"))),
        "api_app_id": world.app.id,
        "is_enterprise_install": "true" if installation.for_org else "false",
        "response_url": response_urls.make(world, use, installation, channel, kind="commands"),
        "trigger_id": trigger(world, use, installation),
    }
    if team.org is not None:
        made |= {"enterprise_id": team.org.id, "enterprise_name": team.org.name}
    use.payload = made
    return installation


def _escaped(world: World, user: User, text: str, *, names: bool) -> str:
    """`should_escape` turns #channel and @person into their ids; of a private channel the name is left out."""

    def replaced(found: re.Match[str]) -> str:
        sign, name = found.groups()
        if sign == "#":
            for channel in world.channels.values():
                if channel.name == name and user.team_id in channel.teams:
                    return f"<#{channel.id}|{name if channel.kind == PUBLIC else ''}>"
        for person in world.users.values() if sign == "@" else ():
            if payloads.actor(person)["name"] == name:
                return f"<@{person.id}|{name}>"
        return found.group()

    safe = html.escape(text, quote=False)
    return NAME_AFTER.sub(replaced, safe) if names else safe


def _message_container(world: World, message: Json, channel: Channel) -> Json:
    private = message["ts"] in channel.private
    made = {"type": "message", "message_ts": message["ts"], "channel_id": channel.id, "is_ephemeral": private}
    return made | ({"thread_ts": message["thread_ts"]} if "thread_ts" in message else {})


def _seen(world: World, user: User, message: Json) -> Channel:
    """Where the message stands, if this person sees it there."""
    channel = world.message_place(message["ts"])
    if message["ts"] in channel.private:
        if channel.private[message["ts"]][0] != user.id:
            raise NotOffered(f"{user.name} does not see that message")
    else:
        check_here(world, user, channel)
    return channel


def _in_message(world: World, use: Use, installation: Installation, message: Json) -> Json:
    """What interactive payloads say of the place; of an ephemeral message they do not repeat the content."""
    channel = use.channel
    if channel is None:
        raise NotOffered("the message is gone")
    made: Json = {
        "container": _message_container(world, message, channel),
        "channel": {"id": channel.id, "name": payloads.channel_name(channel)},
    }
    if message["ts"] not in channel.private:
        made["message"] = payloads.message(message, metadata=False)
    return made


def pressed(world: World, use: Use, target: Json, action: str, block_id: str | None, value: Any) -> Installation:
    """A button is pressed, or something is chosen, in a message, a modal or the Home tab."""
    target = _present(world, use.user, target)
    block, element = inputs.find(target.get("blocks", []), action, block_id)
    if element["type"] in inputs.TYPED or (block["type"] == "input" and not block.get("dispatch_action")):
        raise NotOffered(f"{action!r} waits for the form to be submitted")
    if "ts" in target:
        return _pressed_in_message(world, use, target, block, element, value)
    view = view_of(world, use.user, target)
    values = {} if element["type"] in inputs.STATELESS else {element["action_id"]: value}
    kept = view.body["state"]["values"]
    view.body["state"] = {"values": inputs.state(world, view.id, view.body["blocks"], kept, values)}
    use.payload = _common(world, use, view.installation, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.body,
        "trigger_id": trigger(world, use, view.installation, view.id),
        "actions": [inputs.acted(world, view.id, block, element, value)],
    }
    return view.installation


def _pressed_in_message(world: World, use: Use, message: Json, block: Json, element: Json, value: Any) -> Installation:
    use.channel = _seen(world, use.user, message)
    installation = _author(world, message)
    values = {} if element["type"] in inputs.STATELESS else {element["action_id"]: value}
    url = response_urls.make(
        world,
        use,
        installation,
        use.channel,
        kind="actions",
        source=message["ts"],
        thread=message.get("thread_ts", ""),
    )
    use.payload = _common(world, use, installation, "block_actions") | {
        **_in_message(world, use, installation, message),
        "trigger_id": trigger(world, use, installation),
        "state": {"values": inputs.state(world, message["ts"], message["blocks"], {}, values)},
        "response_url": url,
        "actions": [inputs.acted(world, message["ts"], block, element, value)],
    }
    return installation


def _author(world: World, message: Json) -> Installation:
    for one in world.installations:
        if one.bot_id == message.get("bot_id") and one.active:
            return one
    raise NotOffered("the app that wrote this is not installed any more")


def _present(world: World, user: User, target: Json) -> Json:
    """A message or a view as it stands now, whatever the test still holds of it."""
    if "ts" not in target:
        return view_of(world, user, target).body
    channel = _seen(world, user, target)
    return channel.messages.get(target["ts"]) or channel.private[target["ts"]][1]


def view_of(world: World, user: User, target: Json) -> View:
    for view in (*world.modals.get(user.id, [])[-1:], *world.homes.values()):
        if view.id == target.get("id") and view.user_id == user.id:
            return view
    raise NotOffered(f"{user.name} does not have that view open")


def suggestion(world: World, use: Use, target: Json, action: str, block_id: str | None, typed: str) -> Installation:
    """Typing into a select whose options come from the app."""
    target = _present(world, use.user, target)
    block, element = inputs.find(target.get("blocks", []), action, block_id)
    if not element["type"].endswith("external_select"):
        raise NotOffered(f"{action!r} has options of its own")
    if len(typed) < element.get("min_query_length", 3):
        raise NotOffered(f"{action!r} asks from {element.get('min_query_length', 3)} characters on")
    if "ts" in target:
        use.channel = _seen(world, use.user, target)
        installation = _author(world, target)
        place = _in_message(world, use, installation, target)
    else:
        view = view_of(world, use.user, target)
        installation = view.installation
        place = {"container": {"type": "view", "view_id": view.id}, "view": view.body}
    use.payload = _common(world, use, installation, "block_suggestion") | {
        **place,
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "value": typed,
    }
    return installation


def submission(world: World, use: Use, view: View, values: dict[str, Any]) -> Installation:
    if view.body["submit"] is None:
        raise NotOffered("the modal has no button to submit it")
    kept = view.body["state"]["values"]
    state = inputs.state(world, view.id, view.body["blocks"], kept, values)
    inputs.check_filled(view.body["blocks"], state)
    view.body["state"] = {"values": state}
    view.errors = {}
    use.payload = _common(world, use, view.installation, "view_submission") | {
        "trigger_id": trigger(world, use, view.installation, view.id),
        "view": view.body,
        "response_urls": [],
    }
    return view.installation


def closing(world: World, use: Use, view: View, *, everything: bool) -> Installation:
    use.payload = _common(world, use, view.installation, "view_closed") | {
        "view": view.body,
        "is_cleared": everything,
    }
    return view.installation


def shortcut(world: World, use: Use, callback_id: str, message: Json | None) -> Installation:
    """From the lightning menu, or from the menu of a message."""
    kind = "global" if message is None else "message"
    if callback_id not in manifest.shortcuts(world.app.manifest, kind):
        raise NotOffered(f"no {kind} shortcut {callback_id!r}")
    use.channel = None if message is None else _seen(world, use.user, message)
    if message is not None and use.channel is not None and message["ts"] in use.channel.private:
        raise NotOffered("ephemeral messages have no shortcuts")
    installation = serving(world, use.user, use.channel)
    made = _common(world, use, installation, "shortcut" if message is None else "message_action")
    made |= {
        "callback_id": callback_id,
        "action_ts": world.new_ts(),
        "trigger_id": trigger(world, use, installation),
    }
    if message is not None and use.channel is not None:
        made |= _in_message(world, use, installation, message)
        del made["container"]
        made |= {
            "message_ts": message["ts"],
            "response_url": response_urls.make(world, use, installation, use.channel, kind="app"),
        }
    use.payload = made
    return installation


def home_opened(world: World, user: User, channel: Channel, installation: Installation, tab: str) -> Json:
    view = world.homes.get((user.id, installation.bot.id))
    made: Json = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": tab}
    if view is not None and tab == "home":
        made["view"] = view.body
    if channel.kind != DIRECT:
        raise NotOffered("the Home tab stands beside the direct messages with the app")
    return made
