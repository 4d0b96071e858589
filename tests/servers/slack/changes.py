"""What happens to conversations while the app runs, and the events by which it learns of it."""

from tests.servers.slack.refused import Json
from tests.servers.slack.state import PRIVATE, PUBLIC, Channel, Installation, User, Workspace, World

EVENTS = {PUBLIC: "channel", PRIVATE: "group"}


class Changes:
    world: World

    def _tell(self, channel: Channel, event: Json) -> None:
        for one in list(self.world.seeing(channel)):
            self.world.emit(one, one.team_id or channel.team_id, event)

    def _named(self, channel: Channel, ending: str) -> str:
        return f"{EVENTS.get(channel.kind, 'im')}_{ending}"

    def archive(self, channel: Channel, *, by: User | None = None) -> None:
        channel.archived = True
        actor = by.id if by is not None else channel.creator
        self._tell(channel, {"type": self._named(channel, "archive"), "channel": channel.id, "user": actor})

    def unarchive(self, channel: Channel) -> None:
        channel.archived = False
        event = {"type": self._named(channel, "unarchive"), "channel": channel.id, "user": channel.creator}
        self._tell(channel, event)

    def delete_channel(self, channel: Channel) -> None:
        self._tell(channel, {"type": self._named(channel, "deleted"), "channel": channel.id})
        del self.world.channels[channel.id]

    def rename(self, channel: Channel, name: str) -> None:
        channel.previous_names.append(channel.name)
        channel.name = name
        shown = {"id": channel.id, "name": name, "created": channel.created}
        self._tell(channel, {"type": self._named(channel, "rename"), "channel": shown})

    def change_id(self, channel: Channel) -> None:
        """As when a channel becomes shared: from now on only the new id leads to it."""
        old = channel.id
        del self.world.channels[old]
        channel.id = self.world.new_id("C")
        self.world.channels[channel.id] = channel
        event = {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": channel.id}
        self._tell(channel, event)

    def make_private(self, channel: Channel) -> None:
        """A public channel is converted; who is not in it does not see it any more."""
        channel.kind = PRIVATE

    def invite_app(self, channel: Channel, *, by: User | None = None) -> None:
        installation = self._of(channel)
        channel.members.add(installation.bot.id)
        event = {
            "type": "member_joined_channel",
            "user": installation.bot.id,
            "channel": channel.id,
            "channel_type": "C" if channel.kind == PUBLIC else "G",
            "team": channel.team_id,
        }
        self.world.emit(installation, channel.team_id, event | ({"inviter": by.id} if by is not None else {}))

    def remove_app(self, channel: Channel, *, by: User | None = None) -> None:
        """The app is taken out of a channel, which goes on without it."""
        installation = self._of(channel)
        actor = by.id if by is not None else channel.creator
        event = {"type": self._named(channel, "left"), "channel": channel.id, "actor_id": actor}
        self.world.emit(installation, channel.team_id, event)
        channel.members.discard(installation.bot.id)

    def _of(self, channel: Channel) -> Installation:
        found = self.world.installed_in(channel.team_id)
        if found is None:
            raise LookupError("the app is not installed there")
        return found

    def restrict(self, channel: Channel, posting: str) -> None:
        """`read_only`, `thread_only`, `non_threadable`, any other word for "restricted_action", or `everyone`."""
        channel.posting = posting

    def lock_thread(self, channel: Channel, message: Json) -> None:
        channel.locked_threads.add(message["ts"])

    def use_up_quota(self, team: Workspace, *, used: bool = True) -> None:
        """The workspace has sent all that its plan allows: `message_limit_exceeded`."""
        team.quota_used_up = used
