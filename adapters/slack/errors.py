"""What Slack's refusals mean to the core.
https://docs.slack.dev/reference/methods/chat.postMessage#errors
"""

from typing import Literal

from bot.platform import Rejected, SendError, Unavailable

TOKEN_EXPIRED = "token_expired"  # noqa: S105
MISSING_SCOPE, NOT_IN_CHANNEL, NO_CHANNEL = "missing_scope", "not_in_channel", "channel_not_found"
NO_MESSAGE = "message_not_found"
NO_THREAD = frozenset(
    {
        "thread_not_found",
        "cannot_reply_to_message",
        "restricted_action_thread_locked",
        "restricted_action_non_threadable_channel",
    }
)
LOST_TOKEN = frozenset({"account_inactive", "token_revoked", "invalid_auth", "not_authed", "app_uninstalled"})
# "Some aspect of the operation" may have succeeded: as after a timeout.
PERHAPS = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})

_GONE = frozenset({NO_CHANNEL, "user_disabled", "user_not_found", "user_not_visible", "cannot_dm_bot"})
_FORBIDDEN = frozenset(
    {
        "is_archived",
        NOT_IN_CHANNEL,
        "no_permission",
        MISSING_SCOPE,
        "messages_tab_disabled",
        "ekm_access_denied",
        "not_allowed_token_type",
        "team_access_not_granted",
        "team_not_found",
        "channel_type_not_supported",
    }
)
_RESTRICTED = "restricted_action"  # and its kinds: read only, threads only
_PAYLOAD = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_too_long",
        "msg_blocks_too_long",
        "metadata_too_large",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_must_be_sent_from_app",
        "no_text",
        "invalid_arguments",
        "invalid_arg_name",
        "invalid_array_arg",
        "too_many_attachments",
        "markdown_text_conflict",
        "edit_window_closed",
        "cant_update_message",
        "is_inactive",
    }
)
_LATER = {
    "message_limit_exceeded": 12 * 3600.0,  # the workspace's quota: tomorrow
    "accesslimited": 60.0,
    "team_added_to_org": 3600.0,
    "org_login_required": 3600.0,
}


class Refusal(Exception):
    """Slack answered, and said no."""

    def __init__(self, error: str, detail: str = "", needed: str = "") -> None:
        super().__init__(f"{error}: {detail}" if detail else error)
        self.error, self.detail, self.needed = error, detail, needed


class TokenRefused(Unavailable):
    """The operator's own token does not work: nothing will until there is another one. What is owed waits."""


def meaning(refusal: Refusal) -> SendError:
    """What a refused post or edit comes to. An error that nobody knows is certainly no success: tried again later."""
    why = _why(refusal.error)
    if why is not None:
        return Rejected(why, str(refusal))
    return Unavailable(str(refusal), _LATER.get(refusal.error))


def _why(error: str) -> Literal["gone", "forbidden", "payload"] | None:
    if error in NO_THREAD or error in _PAYLOAD:
        return "payload"
    if error in _GONE:
        return "gone"
    return "forbidden" if error in _FORBIDDEN or error.startswith(_RESTRICTED) else None
