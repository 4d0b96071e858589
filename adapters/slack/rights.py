"""What the app may do in a channel, in the words of Slack's own client, and who may subscribe a channel."""

from adapters.slack.connection import Managers
from adapters.slack.errors import MISSING_SCOPE, NO_CHANNEL
from adapters.slack.people import Person, Place
from bot.platform import Problem

PUBLIC = "chat:write.public"
INVITE = Problem({"en": "/invite @Paperboy (in the channel)", "ko": "/invite @Paperboy (채널 안에서)"})
UNARCHIVE = Problem({"en": "Unarchive channel", "ko": "채널 보관 취소"})
POSTING = Problem({"en": "Posting permissions of the channel", "ko": "채널의 게시 권한"})


def lacking(place: Place) -> tuple[Problem, ...]:
    """What is missing for posting. A private channel that the app is not in looks as if there were none."""
    if place.kind == "dm" or place.error == MISSING_SCOPE:
        return ()  # without channels:read nobody can know before the first post
    if place.error == NO_CHANNEL:
        return (INVITE,)
    if place.archived:
        return (UNARCHIVE,)
    if not place.joined and (place.private or (place.scopes and PUBLIC not in place.scopes)):
        return (INVITE,)
    return (POSTING,) if place.read_only else ()


def may_manage(policy: Managers, person: Person, place: Place, user: str) -> bool:
    """Never a guest or somebody of another organisation; of whom nobody knows that, neither."""
    if not person.member:
        return False
    if policy == "members" or person.admin:
        return True
    return policy == "creators" and place.creator == user != ""
