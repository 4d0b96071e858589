"""A use of the app as a Call: who, where, what, and what he or she may do there. Nothing in it is trusted but what
Slack itself says: ids, locale, rights."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from adapters.slack import modals, origin, rights
from adapters.slack.connection import Managers
from adapters.slack.manifest import FIND, SAVE
from adapters.slack.origin import Origin
from adapters.slack.people import People, Person, Place
from adapters.slack.sender import NAME, Sender
from adapters.slack.values import Values
from bot.model import Channel, PaperId, Reader
from bot.platform import Call, SendError

Body = Mapping[str, Any]

_PASTED = re.compile(r"<#([CG][A-Z0-9]+)(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"[CDGU][A-Z0-9]{2,}")
_MOST_DIRECTS = 10_000  # that are remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One use of the app, as Slack describes it, and where its answers may go."""

    workspace: str
    organisation: str = ""
    user: str
    id: str
    trigger: str = ""
    answers: str = ""  # response_url
    origin: Origin = field(default_factory=Origin)
    own: bool = False  # in a private message of ours, which may be replaced
    thread: str = ""
    view: str = ""  # the id of the modal or Home tab that it was used in
    surface: str = "command"  # command, message, modal, home, shortcut
    verb: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    line: str | None = None
    pasted: str = ""  # a channel in the line, as Slack wrote it: what somebody types looks different
    message: tuple[PaperId, ...] = ()

    @property
    def here(self) -> Channel:
        return self.origin.here(NAME, self.workspace)


def command(body: Body) -> Use:
    named = str(body.get("channel_name") or "")
    kind = "dm" if named in ("directmessage", "mpdm") or str(body["channel_id"]).startswith("D") else "text"
    hidden = named in ("directmessage", "privategroup")
    address, typed = str(body.get("response_url") or ""), str(body.get("text") or "")
    pasted = _PASTED.search(typed)
    return Use(
        workspace=str(body.get("team_id") or body.get("enterprise_id") or ""),
        organisation=str(body.get("enterprise_id") or ""),
        user=str(body["user_id"]),
        id=str(body.get("trigger_id") or ""),
        trigger=str(body.get("trigger_id") or ""),
        answers=address,
        origin=Origin(
            channel=str(body["channel_id"]),
            kind="dm" if kind == "dm" else "text",
            name="" if hidden else named,
            answers=address,
        ),
        line=html.unescape(typed),
        pasted=pasted[0] if pasted else "",
    )


def action(body: Body, values: Values) -> Use | None:
    """A button that was pressed or an entry that was chosen; None where it is not, or not any more, one of ours."""
    pressed = body["actions"][0]
    said = values.unpack(str(pressed.get("action_id", "")), str(pressed.get("value") or ""))
    if said is None:
        return None
    args = said.args | ({said.key: modals.chosen(pressed)} if said.key else {})
    blocks = (body.get("message") or {}).get("blocks") or ()
    return _interactive(body, said.verb, {key: value for key, value in args.items() if value}, values.papers(blocks))


def press(body: Body) -> Use:
    """A press of something that is not ours any more."""
    return _interactive(body, "", {})


def submission(body: Body, values: Values) -> Use | None:
    view = body["view"]
    said = values.unpack(str(view.get("callback_id", "")))
    if said is None:
        return None
    _, args = origin.read(str(view.get("private_metadata") or ""))
    return _interactive(body, said.verb, args | dict(modals.filled(view.get("state") or {})))


def suggestion(body: Body, values: Values) -> tuple[Use, str, str] | None:
    """Who types what into which field."""
    said = values.unpack(str(body.get("action_id", "")))
    if said is None or not said.key:
        return None
    return _interactive(body, said.verb, {}), said.key, str(body.get("value") or "")


def shortcut(body: Body, values: Values) -> Use:
    """From the lightning menu, or from the menu of a message: the papers of the app's own messages only."""
    if body.get("type") != "message_action":
        return _interactive(body, FIND, {})
    message = body.get("message") or {}
    papers = values.papers(message.get("blocks") or ()) if message.get("bot_id") else ()
    return _interactive(body, SAVE, {}, papers)


def home(body: Body) -> Use:
    """Somebody opened the Home tab."""
    event = body["event"]
    return Use(
        workspace=str(body.get("team_id") or body.get("enterprise_id") or ""),
        organisation=str(body.get("enterprise_id") or ""),
        user=str(event["user"]),
        id=str(body.get("event_id") or ""),
        origin=Origin(channel=str(event.get("channel") or event["user"])),
        surface="home",
        verb="settings",
    )


def _interactive(body: Body, verb: str, args: Mapping[str, str], message: tuple[PaperId, ...] = ()) -> Use:
    view, container = body.get("view") or {}, body.get("container") or {}
    trigger, address = str(body.get("trigger_id") or ""), str(body.get("response_url") or "")
    surface = str(view.get("type") or ("message" if body.get("channel") else "shortcut"))
    where = origin.read(str(view.get("private_metadata") or ""))[0] if view else _message_origin(body, address)
    enterprise = body.get("enterprise") or {}
    return Use(
        workspace=str((body.get("team") or {}).get("id") or body["user"].get("team_id") or enterprise.get("id") or ""),
        organisation=str(enterprise.get("id") or ""),
        user=str(body["user"]["id"]),
        id=trigger,
        trigger=trigger,
        answers=address,
        origin=where,
        own=bool(container.get("is_ephemeral")),
        thread=str(container.get("thread_ts") or (body.get("message") or {}).get("thread_ts") or ""),
        view=str(view.get("id") or ""),
        surface=surface,
        verb=verb,
        args=args,
        message=message,
    )


def _message_origin(body: Body, address: str) -> Origin:
    channel = body.get("channel") or {}
    if not channel:
        return Origin(channel=str(body["user"]["id"]))
    name, number = str(channel.get("name") or ""), str(channel["id"])
    direct = number.startswith("D")
    hidden = name in ("directmessage", "privategroup")
    return Origin(channel=number, kind="dm" if direct else "text", name="" if hidden else name, answers=address)


class Reading:
    """What Slack has to be asked for before the core can answer."""

    def __init__(self, people: People, sender: Sender, managers: Managers) -> None:
        self._people, self._sender, self._managers = people, sender, managers
        self._directs: dict[Reader, Channel] = {}

    async def call(self, use: Use) -> Call:
        person = await self._people.person(use.workspace, use.user)
        reader = Reader(NAME, use.workspace, use.user)
        here = await self._here(use, reader)
        target, may_manage = await self._target(use, here, person)
        return Call(
            id=use.id,
            verb=use.verb,
            args=use.args,
            line=use.line,
            reader=reader,
            here=here,
            target=target,
            locale=person.locale,
            zone=person.zone,
            may_manage=may_manage,
            may_write=use.surface != "shortcut",
            message=use.message,
        )

    async def _here(self, use: Use, reader: Reader) -> Channel:
        """Of a private channel Slack's payloads do not tell the name."""
        if use.here.kind == "dm":
            return await self._direct(reader) or use.here
        if use.here.name:
            return use.here
        return replace(use.here, name=(await self._place(use.workspace, use.here.id)).name)

    async def _direct(self, reader: Reader) -> Channel | None:
        """The app's direct messages with the reader. A command may be typed in those with somebody else, where the app
        is not."""
        if reader not in self._directs:
            try:
                found = await self._sender.direct(reader)
            except SendError:
                return None
            if found is None:
                return None
            if len(self._directs) >= _MOST_DIRECTS:
                self._directs.clear()
            self._directs[reader] = found
        return self._directs[reader]

    async def _target(self, use: Use, here: Channel, person: Person) -> tuple[Channel | None, bool]:
        """The channel that the call is about, if another one, and whether the reader may manage it."""
        named, name = _named(use)
        if named and named != here.id:
            return await self._elsewhere(use, person, named, name)
        if here.kind == "dm":
            return None, True
        return None, await self._manages(use, person, here.id)

    async def _elsewhere(self, use: Use, person: Person, named: str, name: str) -> tuple[Channel, bool]:
        if named[0] in "DU":
            own = await self._direct(Reader(NAME, use.workspace, use.user))
            return Channel(NAME, use.workspace, named, "dm"), own is not None and own.id == named
        place = await self._place(use.workspace, named)
        if place.private and not await self._people.is_in(use.workspace, named, use.user):
            return Channel(NAME, use.workspace, named), False  # its name is nobody's business either
        target = Channel(NAME, use.workspace, named, place.kind, place.name or name)
        return target, await self._manages(use, person, named)

    async def _manages(self, use: Use, person: Person, channel: str) -> bool:
        asks = self._managers == "creators" and person.member and not person.admin
        place = await self._place(use.workspace, channel) if asks else Place()
        return rights.may_manage(self._managers, person, place, use.user)

    async def _place(self, workspace: str, channel: str) -> Place:
        try:
            return await self._people.place(workspace, channel)
        except SendError:
            return Place()


def _named(use: Use) -> tuple[str, str]:
    """A channel that was pasted into the line, chosen in a form or carried by a button: its id, its name."""
    if use.line is not None:
        pasted = _PASTED.fullmatch(use.pasted)
        return (pasted[1], pasted[2] or "") if pasted else ("", "")
    found = use.args.get("channel", "")
    return (found, "") if _CHANNEL.fullmatch(found) else ("", "")
