"""The application command endpoints: bulk overwrite, list, and one by one."""

from tests.servers.discord.command_rules import SLASH, check_commands
from tests.servers.discord.refused import Json, Refused
from tests.servers.discord.request import NOTHING, Answer, Request
from tests.servers.discord.state import World

A_DAY, CREATES_A_DAY = 24 * 3600.0, 200
_LOCALISED = ("name_localizations", "description_localizations")


def _scope(world: World, request: Request) -> int | None:
    if request.id("application_id") != world.application_id:
        raise Refused(20012)
    if "guild_id" not in request.params:
        return None
    guild = world.guilds.get(request.id("guild_id"))
    if guild is None or not guild.here:
        raise Refused(50001)
    return guild.id


def overwrite(world: World, request: Request) -> Answer:
    scope, given = _scope(world, request), check_commands(request.body)
    old = {(one["type"], one["name"]): one for one in world.commands.get(scope, {}).values()}
    new = [_made(world, scope, one, old.get((one.get("type") or SLASH, one["name"]))) for one in given]
    _count_creates(world, scope, sum((one["type"], one["name"]) not in old for one in new))
    world.commands[scope] = {int(one["id"]): one for one in new}
    return Answer(body=new)


def _count_creates(world: World, scope: int | None, created: int) -> None:
    now = world.clock.now()
    recent = [at for at in world.creates.get(scope, []) if now - at < A_DAY]
    if len(recent) + created > CREATES_A_DAY:
        raise Refused(30034)
    world.creates[scope] = recent + [now] * created


def _made(world: World, scope: int | None, given: Json, old: Json | None) -> Json:
    permissions = given.get("default_member_permissions")
    made: Json = {
        "id": old["id"] if old else str(world.new_id()),
        "application_id": str(world.application_id),
        "version": str(world.new_id()),
        "type": given.get("type") or SLASH,
        "name": given["name"],
        "description": given.get("description") or "",
        "default_member_permissions": None if permissions is None else str(permissions),
        "dm_permission": given.get("dm_permission", True) is not False,
        "contexts": given.get("contexts"),
        "integration_types": given.get("integration_types") or [0],
        "nsfw": bool(given.get("nsfw")),
        "name_localizations": given.get("name_localizations"),
        "description_localizations": given.get("description_localizations"),
    }
    if given.get("options"):
        made["options"] = [_option(one) for one in given["options"]]
    if scope is not None:
        made["guild_id"] = str(scope)
    return made


def _option(given: Json) -> Json:
    """Values that equal the default come back as nothing, which is why one's own payload cannot be compared."""
    kept = {key: value for key, value in given.items() if value not in (None, False, [])}
    if "options" in kept:
        kept["options"] = [_option(one) for one in kept["options"]]
    return kept


def listed(world: World, request: Request) -> Answer:
    commands = list(world.commands.get(_scope(world, request), {}).values())
    if request.query.get("with_localizations", "").lower() not in ("1", "true"):
        commands = [_without_dictionaries(one) for one in commands]
    return Answer(body=commands)


def _without_dictionaries(command: Json) -> Json:
    bare = {key: value for key, value in command.items() if key not in _LOCALISED}
    for key in ("options", "choices"):
        if key in bare:
            bare[key] = [_without_dictionaries(one) for one in bare[key]]
    return bare


def _one(world: World, request: Request) -> tuple[int | None, Json]:
    scope = _scope(world, request)
    found = world.commands.get(scope, {}).get(request.id("command_id"))
    if found is None:
        raise Refused(10063)
    return scope, found


def get(world: World, request: Request) -> Answer:
    return Answer(body=_one(world, request)[1])


def delete(world: World, request: Request) -> Answer:
    scope, found = _one(world, request)
    del world.commands[scope][int(found["id"])]
    return NOTHING


def create(world: World, request: Request) -> Answer:
    """An upsert: a command of the same name and type is overwritten."""
    scope, given = _scope(world, request), request.fields
    kept = world.commands.setdefault(scope, {})
    key = (given.get("type") or SLASH, given.get("name"))
    others = [one for one in kept.values() if (one["type"], one["name"]) != key]
    old = next((one for one in kept.values() if (one["type"], one["name"]) == key), None)
    check_commands([*others, given])
    _count_creates(world, scope, int(old is None))
    made = _made(world, scope, given, old)
    kept[int(made["id"])] = made
    return Answer(status=200 if old else 201, body=made)


def edit(world: World, request: Request) -> Answer:
    scope, old = _one(world, request)
    whole = {**old, **request.fields}
    check_commands([whole])
    made = _made(world, scope, whole, old)
    world.commands[scope][int(made["id"])] = made
    return Answer(body=made)
