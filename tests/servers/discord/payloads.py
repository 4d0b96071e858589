"""Users, servers, channels and members as Discord writes them in JSON."""

from tests.servers.discord import permissions
from tests.servers.discord.refused import Json
from tests.servers.discord.state import DIRECT, FORUMS, VOICES, Channel, Guild, Member, Role, Thread, User, World

REQUIRE_TAG = 1 << 4


def user(someone: User) -> Json:
    return {
        "id": str(someone.id),
        "username": someone.name.lower().replace(" ", "_"),
        "global_name": None if someone.bot else someone.name,
        "avatar": None,
        "discriminator": "0000" if someone.bot else "0",
        "public_flags": 0,
        "flags": 0,
        "bot": someone.bot,
        "primary_guild": None,
    }


def me(bot: User) -> Json:
    return user(bot) | {"mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}


def application(world: World) -> Json:
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "bot": user(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(world.owner),
        "team": None,
        "approximate_guild_count": len(world.guilds_here()),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
    }


def role(one: Role, bot_id: int) -> Json:
    shown: Json = {
        "id": str(one.id),
        "name": one.name,
        "permissions": str(one.permissions),
        "position": one.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": one.managed,
        "mentionable": one.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if one.managed:
        shown["tags"] = {"bot_id": str(bot_id)}
    return shown


def member(one: Member) -> Json:
    return {
        "user": user(one.user),
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [str(role_id) for role_id in one.roles],
        "joined_at": one.joined_at,
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def channel(one: Channel) -> Json:
    if one.kind == DIRECT:
        return _direct(one)
    if one.thread is not None:
        return thread(one, one.thread)
    shown: Json = {
        "id": str(one.id),
        "type": one.kind,
        "flags": REQUIRE_TAG if one.requires_tag else 0,
        "guild_id": str(one.guild_id),
        "name": one.name,
        "position": one.position,
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "last_message_id": str(one.last_message_id) if one.last_message_id else None,
        "permission_overwrites": [
            {"id": str(key), "type": overwrite.kind, "allow": str(overwrite.allow), "deny": str(overwrite.deny)}
            for key, overwrite in one.overwrites.items()
        ],
    }
    if one.kind in VOICES:
        shown |= {"bitrate": 64_000, "user_limit": 0, "rtc_region": None}
    if one.kind in FORUMS:
        shown["available_tags"] = [
            {"id": str(key), "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}
            for key, name in one.tags.items()
        ]
        shown |= {"default_reaction_emoji": None, "default_sort_order": None, "default_forum_layout": 0}
    return shown


def _direct(one: Channel) -> Json:
    return {
        "id": str(one.id),
        "type": DIRECT,
        "flags": 0,
        "last_message_id": str(one.last_message_id) if one.last_message_id else None,
        "recipients": [user(one.recipient)] if one.recipient else [],
    }


def thread(one: Channel, state: Thread) -> Json:
    return {
        "id": str(one.id),
        "type": one.kind,
        "flags": 0,
        "guild_id": str(one.guild_id),
        "parent_id": str(one.parent_id),
        "name": one.name,
        "owner_id": str(state.owner_id),
        "rate_limit_per_user": 0,
        "last_message_id": str(one.last_message_id) if one.last_message_id else None,
        "message_count": min(state.sent, 50),
        "member_count": 1,
        "total_message_sent": state.sent,
        "applied_tags": [str(tag) for tag in state.applied_tags],
        "thread_metadata": {
            "archived": state.archived,
            "archive_timestamp": state.created_at,
            "auto_archive_duration": state.auto_archive,
            "locked": state.locked,
            "create_timestamp": state.created_at,
        },
    }


def thread_member(world: World, one: Channel, since: str) -> Json:
    return {"id": str(one.id), "user_id": str(world.bot.id), "join_timestamp": since, "flags": 0}


def guild(world: World, one: Guild) -> Json:
    """As `GET /guilds/{id}` answers."""
    nothing = (
        "icon description home_header splash discovery_splash banner application_id afk_channel_id "
        "system_channel_id widget_channel_id vanity_url_code rules_channel_id safety_alerts_channel_id "
        "public_updates_channel_id incidents_data max_presences"
    )
    zero = (
        "system_channel_flags verification_level default_message_notifications mfa_level explicit_content_filter "
        "premium_tier premium_subscription_count nsfw_level"
    )
    return {
        **dict.fromkeys(nothing.split()),
        **dict.fromkeys(zero.split(), 0),
        "id": str(one.id),
        "name": one.name,
        "owner_id": str(one.owner_id),
        "features": ["COMMUNITY", "NEWS"],
        "region": "us-east",
        "afk_timeout": 300,
        "widget_enabled": False,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "preferred_locale": one.locale,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "emojis": [],
        "stickers": [],
        "roles": [role(each, world.bot.id) for each in one.roles.values()],
    }


def guild_create(world: World, one: Guild) -> Json:
    """As the gateway sends a server; only the bot itself among the members, without the members intent."""
    channels = [world.channels[key] for key in one.channels]
    return guild(world, one) | {
        "joined_at": one.joined_at,
        "large": False,
        "member_count": len(one.members),
        "members": [member(one.members[world.bot.id])],
        "channels": [channel(each) for each in channels if each.thread is None],
        "threads": [
            channel(each) | {"member": thread_member(world, each, each.thread.created_at)}
            for each in channels
            if each.thread is not None and not each.thread.archived
        ],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def my_guild(world: World, one: Guild) -> Json:
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": str(permissions.in_guild(one, world.bot.id)),
        "features": ["COMMUNITY", "NEWS"],
    }
