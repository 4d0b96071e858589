"""What a test sets up and changes while the app runs: organisations, workspaces, people, conversations."""

from collections.abc import Iterable, Sequence

from tests.servers.slack import conversations, messages, oauth, uses
from tests.servers.slack.manifest import part, scopes
from tests.servers.slack.refused import Json
from tests.servers.slack.state import (
    DIRECT,
    EVERYONE,
    PRIVATE,
    PUBLIC,
    Channel,
    Installation,
    Org,
    User,
    Workspace,
    World,
)


class Arrangement:
    """The part of the local Slack that stands for everybody else who uses Slack."""

    world: World

    def add_org(self, name: str) -> Org:
        made = Org(id=self.world.new_id("E"), name=name)
        self.world.orgs[made.id] = made
        return made

    def add_workspace(
        self,
        name: str,
        *,
        org: Org | None = None,
        installed: bool = True,
        without: Iterable[str] = (),
        scopes: Iterable[str] | None = None,
        a_second: float = 0,
    ) -> Workspace:
        """With the app in it, with all scopes of its manifest but those of `without`, or with `scopes` only."""
        domain = "".join(sign for sign in name.lower() if sign.isalnum()) or "team"
        made = Workspace(id=self.world.new_id("T"), name=name, domain=domain, org=org, a_second=a_second)
        self.world.workspaces[made.id] = made
        if installed:
            self.install(made, without=without, scopes=scopes)
        return made

    def install(
        self,
        where: Workspace | Org,
        *,
        installer: User | None = None,
        without: Iterable[str] = (),
        scopes: Iterable[str] | None = None,
    ) -> Installation:
        """By hand, as in the app's settings page: the token is `token(where)`; see `allow` for the OAuth way."""
        if installer is None:
            installer = self.add_user(self._home(where), "Installer", admin=True)
        granted = self._granted(without, scopes)
        made = oauth.install(self.world, where, installer, granted)
        made.installer, made.scopes = installer.id, granted
        oauth.new_token(self.world, made, rotating=False)
        return made

    def _granted(self, without: Iterable[str], chosen: Iterable[str] | None) -> set[str]:
        return set(chosen) if chosen is not None else scopes(self.world.app.manifest) - set(without)

    def _home(self, where: Workspace | Org) -> Workspace:
        if isinstance(where, Workspace):
            return where
        return next(one for one in self.world.workspaces.values() if one.org is where)

    def approve(self, org: Org, *workspaces: Workspace) -> None:
        """An administrator of the organisation puts its app into workspaces."""
        self.installation(org).approved |= {one.id for one in workspaces}

    def installation(self, where: Workspace | Org) -> Installation:
        for one in self.world.installations:
            if isinstance(where, Org) and one.for_org and one.org_id == where.id:
                return one
            if isinstance(where, Workspace) and one.team_id == where.id:
                return one
        raise LookupError(f"the app is not installed in {where.name}")

    def token(self, where: Workspace | Org) -> str:
        """The newest token that works."""
        made = self.installation(where)
        working = [one.text for one in self.world.tokens.values() if one.installation is made and not one.revoked]
        return working[-1]

    def allow(self, address: str, user: User, where: Workspace | Org, *, without: Iterable[str] = ()) -> str:
        """Somebody opens the install link and presses Allow, without some of the optional scopes."""
        return oauth.allow(self.world, address, user, where, without=set(without))

    def uninstall(self, where: Workspace | Org) -> None:
        oauth.remove(self.world, self.installation(where))

    def revoke(self, where: Workspace | Org) -> None:
        """An administrator revokes the app's tokens."""
        made = self.installation(where)
        for token in self.world.tokens.values():
            if token.installation is made:
                token.revoked = True
        oauth.tell_revoked(self.world, made)

    def add_user(
        self,
        team: Workspace,
        name: str,
        *,
        locale: str = "en-US",
        tz: str = "America/New_York",
        admin: bool = False,
        owner: bool = False,
        guest: bool = False,
        single_channel_guest: bool = False,
    ) -> User:
        made = User(id=self.world.new_id("U"), team_id=team.id, name=name, locale=locale, tz=tz)
        made.admin, made.owner, made.guest, made.single_channel_guest = admin, owner, guest, single_channel_guest
        self.world.users[made.id] = made
        return made

    def change_user(self, user: User, *, locale: str | None = None, tz: str | None = None) -> None:
        user.locale, user.tz = locale or user.locale, tz or user.tz
        self._about(user)

    def deactivate(self, user: User) -> None:
        user.deleted = True
        self._about(user)

    def _about(self, user: User) -> None:
        installation = self.world.installed_in(user.team_id)
        if installation is not None:
            shown = {"id": user.id, "team_id": user.team_id, "deleted": user.deleted, "tz": user.tz}
            event = {"type": "user_change", "user": shown | {"locale": user.locale}}
            self.world.emit(installation, user.team_id, event)

    def add_channel(
        self,
        team: Workspace,
        name: str,
        *,
        private: bool = False,
        members: Sequence[User] = (),
        creator: User | None = None,
        with_app: bool = True,
        shared_with: Sequence[Workspace] = (),
        posting: str = EVERYONE,
    ) -> Channel:
        """`with_app`: the app was invited. `shared_with`: other workspaces of the organisation, or of others."""
        kind = PRIVATE if private else PUBLIC
        made = Channel(id=self.world.new_id("C"), team_id=team.id, kind=kind, name=name, posting=posting)
        made.created = int(self.world.clock.now())
        made.teams = {team.id, *(one.id for one in shared_with)}
        made.external = any(one.org is None or one.org is not team.org for one in shared_with)
        made.members = {one.id for one in members}
        made.creator = creator.id if creator is not None else next(iter(made.members), "")
        if creator is not None:
            made.members.add(creator.id)
        self.world.channels[made.id] = made
        installation = self.world.installed_in(team.id)
        if with_app and installation is not None:
            made.members.add(installation.bot.id)
        return made

    def direct(self, user: User) -> Channel:
        """The direct messages between a person and the app."""
        return conversations.direct_with(self.world, uses.serving(self.world, user), user)

    def between(self, *people: User) -> Channel:
        """Direct messages between people, which the app never sees."""
        made = Channel(id=self.world.new_id("D"), team_id=people[0].team_id, kind=DIRECT)
        made.members, made.teams = {one.id for one in people}, {one.team_id for one in people}
        self.world.channels[made.id] = made
        return made

    def join(self, channel: Channel, *people: User) -> None:
        channel.members |= {one.id for one in people}

    def leave(self, channel: Channel, user: User) -> None:
        channel.members.discard(user.id)

    def say(self, channel: Channel, user: User, text: str) -> Json:
        """A person writes."""
        made = messages.keep(self.world, channel, messages.said(self.world, user, text))
        kind = {PUBLIC: "channel", PRIVATE: "group"}.get(channel.kind, channel.kind)
        for one in self.world.seeing(channel):
            if one.bot.id in channel.members:
                event = {**made, "channel": channel.id, "channel_type": kind}
                self.world.emit(one, channel.team_id, event)
        return made

    def delete_message(self, channel: Channel, message: Json) -> None:
        messages.remove(self.world, channel, message["ts"])

    def messages(self, channel: Channel) -> list[Json]:
        """What stands in a channel, oldest first; replies stand in `replies`."""
        found = [one for one in channel.messages.values() if messages.in_history(one)]
        return sorted(found, key=lambda one: str(one["ts"]))

    def replies(self, channel: Channel, message: Json) -> list[Json]:
        """The replies in a message's thread, oldest first."""
        return messages.in_thread(channel, message["ts"])[1:]

    def private_messages(self, channel: Channel, user: User) -> list[Json]:
        """What only this person sees there."""
        return [message for seen_by, message in channel.private.values() if seen_by == user.id]

    def modal(self, user: User) -> Json | None:
        """The modal that is on top for a person, as it stands now."""
        stack = self.world.modals.get(user.id)
        return stack[-1].body if stack else None

    def modal_errors(self, user: User) -> dict[str, str]:
        """What a refused submission says, by block."""
        stack = self.world.modals.get(user.id)
        return stack[-1].errors if stack else {}

    def home(self, user: User) -> Json | None:
        """The Home tab of a person, if the app has published one."""
        found = self.world.homes.get((user.id, uses.serving(self.world, user).bot.id))
        return found.body if found is not None else None

    @property
    def redirect_urls(self) -> list[str]:
        return list(part(self.world.app.manifest, "oauth_config.redirect_urls", []))
