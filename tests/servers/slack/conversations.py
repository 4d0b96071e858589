"""conversations.* and users.conversations: finding, reading, joining and opening conversations."""

from collections.abc import Iterator
from dataclasses import replace

from tests.servers.slack import messages, payloads
from tests.servers.slack.refused import Json, Refused, explained
from tests.servers.slack.request import Request, page
from tests.servers.slack.state import (
    DIRECT,
    GROUP_DIRECT,
    PRIVATE,
    PUBLIC,
    SCOPE_OF,
    Channel,
    Installation,
    User,
    World,
)

TYPES = {"public_channel": PUBLIC, "private_channel": PRIVATE, "im": DIRECT, "mpim": GROUP_DIRECT}
MOST_MESSAGES, MOST_FOR_COMMERCIAL = 999, 15
MOST_IN_GROUP = 8


def direct_with(world: World, installation: Installation, user: User) -> Channel:
    """The direct messages between the app and a person; made when they are first needed."""
    known = installation.directs.get(user.id)
    if known is not None:
        return world.channels[known]
    now = int(world.clock.now())
    team_id = user.team_id if installation.covers(user.team_id) else str(installation.team_id)
    made = Channel(id=world.new_id("D"), team_id=team_id, kind=DIRECT, created=now, creator=installation.bot.id)
    made.teams, made.members = {made.team_id}, {user.id, installation.bot.id}
    world.channels[made.id] = made
    installation.directs[user.id] = made.id
    return made


def _found(request: Request, ending: str) -> Channel:
    """A conversation that the app sees and of whose kind it has the scope."""
    request.need(*(f"{scope}:{ending}" for scope in SCOPE_OF.values()))
    channel = request.world.find_channel(request.installation, request.text("channel"))
    request.need(f"{SCOPE_OF[channel.kind]}:{ending}")
    return channel


def info(request: Request) -> Json:
    channel = _found(request, "read")
    shown = payloads.channel(request.world, channel, request.installation, members=request.flag("include_num_members"))
    if request.flag("include_locale"):
        shown["locale"] = "en-US"
    return {"ok": True, "channel": shown}


def members(request: Request) -> Json:
    channel = _found(request, "read")
    return page(request, sorted(channel.members), "members")


def _readable(request: Request) -> Channel:
    channel = _found(request, "history")
    if request.installation.bot.id not in channel.members:
        raise Refused("not_in_channel")
    return channel


def history(request: Request) -> Json:
    """Newest first."""
    channel = _readable(request)
    found = [one for one in channel.messages.values() if messages.in_history(one) and not one.get("hidden")]
    return _some(request, sorted(found, key=lambda one: one["ts"], reverse=True), newest_first=True)


def replies(request: Request) -> Json:
    """The parent on every page, then its replies, oldest first."""
    channel = _readable(request)
    return _some(request, messages.in_thread(channel, request.text("ts")), newest_first=False)


def _instant(request: Request, name: str) -> float | None:
    value = request.optional(name)
    try:
        return float(value) if value and value != "now" else None
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def _some(request: Request, found: list[Json], *, newest_first: bool) -> Json:
    oldest, latest, inclusive = _instant(request, "oldest"), _instant(request, "latest"), request.flag("inclusive")
    root = None if newest_first else found[0]

    def within(one: Json) -> bool:
        at = float(one["ts"])
        if one is root or (inclusive and at in (oldest, latest)):
            return True
        return (oldest is None or at > oldest) and (latest is None or at < latest)

    most = MOST_FOR_COMMERCIAL if request.limits.commercial else MOST_MESSAGES
    default = min(100 if newest_first else MOST_MESSAGES, most)
    kept = [one for one in found if within(one)]
    asked = replace(request, args=request.args | {"limit": min(request.number("limit", default), most)})
    answer = page(asked, kept, "messages", most=most)
    metadata = request.flag("include_all_metadata")
    shown = [payloads.message(one, metadata=metadata) for one in answer["messages"]]
    return answer | {"messages": shown, "has_more": bool(answer["response_metadata"]["next_cursor"]), "pin_count": 0}


def open_(request: Request) -> Json:
    """`conversations.open`, by the people or by the id of a conversation that was there before."""
    world, caller = request.world, request.installation
    names = [name for name in request.optional("users").split(",") if name]
    if not names and request.optional("channel"):
        channel = world.find_channel(caller, request.text("channel"))
        if channel.kind not in (DIRECT, GROUP_DIRECT):
            raise Refused("method_not_supported_for_channel_type")
        return _opened(request, channel, already=True)
    if not names:
        raise Refused("users_list_not_supplied")
    if len(names) > MOST_IN_GROUP:
        raise Refused("too_many_users")
    people = [world.find_user(caller, name) for name in names]
    if any(one.deleted for one in people):
        raise Refused("user_disabled")
    if any(one.bot for one in people):
        raise Refused("cannot_dm_bot")
    if len(people) > 1:
        raise Refused("method_not_supported_for_channel_type")  # group messages: nobody here needs them
    already = people[0].id in caller.directs
    return _opened(request, direct_with(world, caller, people[0]), already=already)


def _opened(request: Request, channel: Channel, *, already: bool) -> Json:
    shown = {"id": channel.id}
    if request.flag("return_im"):
        shown = payloads.channel(request.world, channel, request.installation)
    extra = {"no_op": True, "already_open": True} if already else {}
    return {"ok": True, "channel": shown, **extra}


def join(request: Request) -> Json:
    world, caller = request.world, request.installation
    channel = world.find_channel(caller, request.text("channel"))
    if channel.archived:
        raise Refused("is_archived")
    if channel.kind != PUBLIC:
        raise Refused("method_not_supported_for_channel_type")
    if caller.bot.id in channel.members:
        shown = payloads.channel(world, channel, caller)
        warning = "already_in_channel"
        return {"ok": True, "channel": shown, "warning": warning, "response_metadata": {"warnings": [warning]}}
    channel.members.add(caller.bot.id)
    event = {"type": "member_joined_channel", "user": caller.bot.id, "channel": channel.id, "channel_type": "C"}
    world.emit(caller, channel.team_id, event | {"team": channel.team_id})
    return {"ok": True, "channel": payloads.channel(world, channel, caller)}


def _listed(request: Request) -> Iterator[Channel]:
    caller = request.installation
    names = [name.strip() for name in (request.optional("types") or "public_channel").split(",")]
    if not set(names) <= set(TYPES):
        raise Refused("invalid_types")
    kinds = {TYPES[name] for name in names}
    for kind in kinds:
        request.need(f"{SCOPE_OF[kind]}:read")
    team_id = request.optional("team_id")
    if caller.for_org and not team_id:
        raise explained("missing_argument", ["missing required field: team_id"])
    if caller.for_org and not caller.covers(team_id):
        raise Refused("team_access_not_granted")
    for one in request.world.channels.values():
        fits = one.kind in kinds and caller.sees(one) and (not caller.for_org or team_id in one.teams)
        if fits and not (one.archived and request.flag("exclude_archived")):
            yield one


def list_(request: Request) -> Json:
    shown = [payloads.channel(request.world, one, request.installation, members=True) for one in _listed(request)]
    return page(request, shown, "channels")


def of_user(request: Request) -> Json:
    """`users.conversations`: the app's own ones, or those of a person that the app sees as well."""
    user = request.optional("user") or request.installation.bot.id
    if user not in request.world.users:
        raise Refused("user_not_found")
    found = [one for one in _listed(request) if user in one.members]
    return page(request, [payloads.channel(request.world, one, request.installation) for one in found], "channels")


def leave(request: Request) -> Json:
    channel = request.world.find_channel(request.installation, request.text("channel"))
    if channel.kind not in (PUBLIC, PRIVATE):
        raise Refused("method_not_supported_for_channel_type")
    if request.installation.bot.id not in channel.members:
        return {"ok": False, "not_in_channel": True}
    channel.members.discard(request.installation.bot.id)
    return {"ok": True}
