"""The objects that Slack shows of people, conversations and messages."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.servers.slack.refused import Json
from tests.servers.slack.state import (
    DIRECT,
    GROUP_DIRECT,
    NON_THREADABLE,
    PRIVATE,
    PUBLIC,
    READ_ONLY,
    THREAD_ONLY,
    Channel,
    Installation,
    User,
    Workspace,
    World,
)


def user(world: World, one: User, viewer: Installation, *, locale: bool = False) -> Json:
    home = world.workspaces[one.team_id]
    zone = ZoneInfo(one.tz)
    at = datetime.fromtimestamp(world.clock.now(), UTC).astimezone(zone)
    offset = at.utcoffset()
    made: Json = {
        "id": one.id,
        "team_id": one.team_id,
        "name": one.name.lower().replace(" ", "."),
        "deleted": one.deleted,
        "real_name": one.name,
        "tz": one.tz,
        "tz_label": at.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "profile": {"real_name": one.name, "display_name": one.name, "team": one.team_id},
        "is_admin": one.admin or one.owner,
        "is_owner": one.owner,
        "is_primary_owner": False,
        "is_restricted": one.guest or one.single_channel_guest,
        "is_ultra_restricted": one.single_channel_guest,
        "is_bot": one.bot,
        "is_app_user": False,
        "updated": int(world.clock.now()),
    }
    if one.deleted:
        # Of a deactivated person Slack tells little, and no time zone.
        made = {key: made[key] for key in ("id", "team_id", "name", "deleted", "profile", "is_bot", "updated")}
    if not viewer.covers(one.team_id):
        made["is_stranger"] = True
    if home.org is not None:
        made["enterprise_user"] = {"id": one.id, "enterprise_id": home.org.id, "enterprise_name": home.org.name}
    if locale and not one.deleted:
        made["locale"] = one.locale
    return made


def channel(world: World, one: Channel, viewer: Installation, *, members: bool = False) -> Json:
    made: Json = {
        "id": one.id,
        "created": one.created,
        "creator": one.creator,
        "is_archived": one.archived,
        "is_channel": one.kind == PUBLIC,
        "is_group": one.kind == PRIVATE,
        "is_im": one.kind == DIRECT,
        "is_mpim": one.kind == GROUP_DIRECT,
        "is_private": one.kind != PUBLIC,
        "is_shared": one.external or len(one.teams) > 1,
        "is_ext_shared": one.external,
        "is_org_shared": len(one.teams) > 1 and not one.external,
        "is_pending_ext_shared": False,
        "context_team_id": one.team_id,
    }
    if one.kind == DIRECT:
        return made | {"user": _other(one, viewer), "is_user_deleted": world.users[_other(one, viewer)].deleted}
    made |= {
        "name": one.name,
        "name_normalized": one.name,
        "is_general": one.name == "general",
        "is_member": viewer.bot.id in one.members,
        "unlinked": 0,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": one.previous_names,
        "shared_team_ids": sorted(one.teams),
    }
    restrictions = {"is_read_only": READ_ONLY, "is_thread_only": THREAD_ONLY, "is_non_threadable": NON_THREADABLE}
    made |= {name: True for name, kind in restrictions.items() if one.posting == kind}
    if members:
        made["num_members"] = len(one.members)
    return made


def _other(one: Channel, viewer: Installation) -> str:
    return next((member for member in sorted(one.members) if member != viewer.bot.id), viewer.bot.id)


def message(one: Json, *, metadata: bool) -> Json:
    """A message as the history shows it: metadata only to those who ask."""
    return dict(one) if metadata else {key: value for key, value in one.items() if key != "metadata"}


def team(one: Workspace) -> Json:
    made = {"id": one.id, "domain": one.domain}
    if one.org is not None:
        made |= {"enterprise_id": one.org.id, "enterprise_name": one.org.name}
    return made


def org(one: Workspace) -> Json | None:
    return {"id": one.org.id, "name": one.org.name} if one.org is not None else None


def actor(one: User) -> Json:
    """A person as interactive payloads name him or her."""
    name = one.name.lower().replace(" ", ".")
    return {"id": one.id, "username": name, "name": name, "team_id": one.team_id}


def channel_name(one: Channel) -> str:
    """What payloads say instead of a name where there is none to say."""
    return {DIRECT: "directmessage", PRIVATE: "privategroup"}.get(one.kind, one.name)
