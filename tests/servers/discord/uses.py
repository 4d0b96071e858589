"""What a person does with the app in a Discord client; the client offers only what is really there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.servers.discord import payloads
from tests.servers.discord.callbacks import COMMAND, COMPLETION, COMPONENT, MODAL_SUBMIT
from tests.servers.discord.component_form import pressable
from tests.servers.discord.component_rules import BUTTON, LABEL, STRING_SELECT
from tests.servers.discord.message_rules import EPHEMERAL
from tests.servers.discord.permissions import in_channel
from tests.servers.discord.refused import Json
from tests.servers.discord.state import DIRECT, Channel, Interaction, Role, User, World

SLASH, ON_USER, ON_MESSAGE = 1, 2, 3
SUBCOMMANDS = (1, 2)
IN_GUILD, IN_BOT_DIRECT, IN_PRIVATE_CHANNEL = 0, 1, 2
ON_GUILD, ON_ACCOUNT = 0, 1


class NotOffered(AssertionError):
    """A Discord client would not let this person do this here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a person uses the app, and through which of its installations."""

    world: World
    user: User
    channel: Channel

    @property
    def context(self) -> int:
        if self.channel.between_users:
            return IN_PRIVATE_CHANNEL
        return IN_BOT_DIRECT if self.channel.kind == DIRECT else IN_GUILD

    @property
    def owners(self) -> dict[int, str]:
        """The installations that reach here: of the server (0) and of the person (1)."""
        guild = self.world.guild_of(self.channel)
        owners = {}
        if guild is not None and guild.here:
            owners[ON_GUILD] = str(guild.id)
        if self.context == IN_BOT_DIRECT:
            owners[ON_GUILD] = "0"
        if self.user.installed:
            owners[ON_ACCOUNT] = str(self.user.id)
        return owners

    @property
    def rights(self) -> int:
        return in_channel(self.world, self.channel, self.user.id)


def command_here(place: Place, name: str, kind: int) -> Json:
    """The command as this person's client lists it, or NotOffered."""
    scopes = (place.channel.guild_id, None)
    everything = [one for scope in scopes for one in place.world.commands.get(scope, {}).values()]
    found = next((one for one in everything if (one["name"], one["type"]) == (name, kind)), None)
    if found is None:
        raise NotOffered(f"no command {name!r} of type {kind} is registered")
    if found["contexts"] is not None and place.context not in found["contexts"]:
        raise NotOffered(f"{name!r} is not for context {place.context}")
    if found["contexts"] is None and place.context != IN_GUILD and not found["dm_permission"]:
        raise NotOffered(f"{name!r} is not for direct messages")
    if not set(found["integration_types"]) & set(place.owners):
        raise NotOffered(f"{name!r} is not installed here for {place.user.name}")
    needed = found["default_member_permissions"]
    if place.context == IN_GUILD and needed is not None:
        wanted = int(needed) or 1 << 3
        if place.rights & wanted != wanted:
            raise NotOffered(f"{place.user.name} lacks the permissions {wanted} for {name!r}")
    return found


@dataclass(frozen=True, slots=True)
class Slash:
    """A slash command; a subcommand is written after its command, `settings language`."""

    command: str
    options: Mapping[str, Any] = field(default_factory=dict)
    typing: str = ""  # the option that is still being typed: asks for completion
    kind: int = COMMAND

    def data(self, place: Place) -> Json:
        name, *below = self.command.split()
        command = command_here(place, name, SLASH)
        resolved: Json = {}
        options = self._below(place, command.get("options") or [], below, resolved)
        made: Json = {"id": command["id"], "name": command["name"], "type": SLASH, "options": options}
        if "guild_id" in command:
            made["guild_id"] = command["guild_id"]
        if resolved:
            made["resolved"] = resolved
        return made

    def source(self) -> Json | None:
        return None

    def _below(self, place: Place, known: list[Json], names: list[str], resolved: Json) -> list[Json]:
        if not names:
            return self._filled(place, known, resolved)
        found = next((one for one in known if one["name"] == names[0] and one["type"] in SUBCOMMANDS), None)
        if found is None:
            raise NotOffered(f"no subcommand {names[0]!r} in {self.command!r}")
        inner = self._below(place, found.get("options") or [], names[1:], resolved)
        return [{"name": found["name"], "type": found["type"], "options": inner}]

    def _filled(self, place: Place, known: list[Json], resolved: Json) -> list[Json]:
        by_name = {one["name"]: one for one in known}
        unknown = set(self.options) - set(by_name)
        if unknown:
            raise NotOffered(f"{self.command!r} has no option {sorted(unknown)}")
        missing = {one["name"] for one in known if one.get("required")} - set(self.options)
        if missing and not self.typing:
            raise NotOffered(f"{self.command!r} needs {sorted(missing)}")
        return [self._option(place, by_name[name], value, resolved) for name, value in self.options.items()]

    def _option(self, place: Place, option: Json, value: Any, resolved: Json) -> Json:
        made: Json = {"name": option["name"], "type": option["type"], "value": value}
        if isinstance(value, Channel | User | Role):
            made["value"] = str(value.id)
            _resolve(place, value, option, resolved)
        if option["name"] == self.typing:
            if not option.get("autocomplete"):
                raise NotOffered(f"{option['name']!r} has no completion")
            return made | {"focused": True}
        values = [choice["value"] for choice in option.get("choices") or []]
        if values and value not in values:
            raise NotOffered(f"{value!r} is not among the choices {values}")
        if option["type"] == 3 and len(value) > option.get("max_length", 6000):
            raise NotOffered(f"{option['name']!r} is too long")
        return made


def _resolve(place: Place, value: Channel | User | Role, option: Json, resolved: Json) -> None:
    key = str(value.id)
    if isinstance(value, Channel):
        if option.get("channel_types") and value.kind not in option["channel_types"]:
            raise NotOffered(f"a channel of type {value.kind} is not among {option['channel_types']}")
        rights = {
            "permissions": str(in_channel(place.world, value, place.user.id)),
            "app_permissions": str(in_channel(place.world, value, place.world.bot.id)),
        }
        resolved.setdefault("channels", {})[key] = payloads.channel(value) | rights
    elif isinstance(value, Role):
        resolved.setdefault("roles", {})[key] = payloads.role(value, place.world.bot.id)
    else:
        resolved.setdefault("users", {})[key] = payloads.user(value)


def typing(command: str, option: str, text: str = "", **options: Any) -> Slash:
    """A person types into an option that completes."""
    return Slash(command, {**options, option: text}, typing=option, kind=COMPLETION)


@dataclass(frozen=True, slots=True)
class OnMessage:
    """A message command, from the menu of a message."""

    command: str
    message: Json
    kind: int = COMMAND

    def data(self, place: Place) -> Json:
        command = command_here(place, self.command, ON_MESSAGE)
        number = self.message["id"]
        made: Json = {"id": command["id"], "name": command["name"], "type": ON_MESSAGE, "target_id": number}
        return made | {"resolved": {"messages": {number: self.message}}}

    def source(self) -> Json | None:
        return None


@dataclass(frozen=True, slots=True)
class Press:
    """A button is pressed, or something is chosen from a select."""

    message: Json
    custom_id: str
    values: Sequence[str] = ()
    kind: int = COMPONENT

    def data(self, place: Place) -> Json:
        component = pressable(self.message).get(self.custom_id)
        if component is None:
            raise NotOffered(f"the message has no {self.custom_id!r}, only {list(pressable(self.message))}")
        if component.get("disabled"):
            raise NotOffered(f"{self.custom_id!r} is disabled")
        self._still_there(place)
        made: Json = {"custom_id": self.custom_id, "component_type": component["type"], "id": component["id"]}
        if component["type"] == BUTTON:
            return made
        if not component["min_values"] <= len(self.values) <= component["max_values"]:
            raise NotOffered(f"{len(self.values)} values chosen in {self.custom_id!r}")
        offered = {option["value"] for option in component.get("options") or []}
        if component["type"] == STRING_SELECT and not set(self.values) <= offered:
            raise NotOffered(f"{self.values} are not among {sorted(offered)}")
        return made | {"values": list(self.values)}

    def _still_there(self, place: Place) -> None:
        number = int(self.message["id"])
        if number in place.channel.messages:
            return
        asked = self.message.get("interaction_metadata", {}).get("user", {}).get("id")
        if number not in place.world.private or asked != str(place.user.id):
            raise NotOffered(f"{place.user.name} does not see that message here")

    def source(self) -> Json | None:
        return self.message


@dataclass(frozen=True, slots=True)
class Submit:
    """A modal is filled and sent."""

    opened: Interaction
    values: Mapping[str, Any] = field(default_factory=dict)
    kind: int = MODAL_SUBMIT

    def data(self, place: Place) -> Json:
        modal = self.opened.modal
        if modal is None or self.opened.user is not place.user:
            raise NotOffered("no modal is open for this person")
        filled = [self._filled(one) for one in modal["components"]]
        return {"custom_id": modal["custom_id"], "components": filled}

    def _filled(self, component: Json) -> Json:
        number = {"id": component.get("id") or 1, "type": component["type"]}
        if component["type"] == LABEL:
            return number | {"component": self._input(component["component"])}
        if "components" in component:
            return number | {"components": [self._input(one) for one in component["components"]]}
        return number

    def _input(self, component: Json) -> Json:
        name = component["custom_id"]
        value = self.values.get(name, component.get("value", ""))
        made: Json = {"type": component["type"], "custom_id": name, "id": component.get("id") or 2}
        if component["type"] in (4, 23):
            if component.get("required", True) and not value and component["type"] == 4:
                raise NotOffered(f"{name!r} must be filled")
            return made | {"value": value}
        return made | {"values": [value] if isinstance(value, str) and value else list(value)}

    def source(self) -> Json | None:
        return self.opened.source


Use = Slash | OnMessage | Press | Submit


def visible(message: Json, user: User) -> bool:
    """An ephemeral message is seen only by who asked for it."""
    asked = message.get("interaction_metadata", {}).get("user", {}).get("id")
    return not message["flags"] & EPHEMERAL or asked == str(user.id)
