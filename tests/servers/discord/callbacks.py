"""The endpoints with which an app answers interactions: the callback, the original response, follow-ups."""

from tests.servers.discord import compose
from tests.servers.discord.message_rules import EPHEMERAL, LOADING, ON_EDIT, ON_REPLY, check_message
from tests.servers.discord.messages import remove
from tests.servers.discord.modal_rules import check_choices, check_modal
from tests.servers.discord.refused import Form, Json, Refused
from tests.servers.discord.request import NOTHING, Answer, Request
from tests.servers.discord.state import Interaction, World

PING, COMMAND, COMPONENT, COMPLETION, MODAL_SUBMIT = range(1, 6)
PONG, MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
FIRST_ANSWER_SECONDS, TOKEN_SECONDS = 3.0, 15 * 60.0
FOLLOW_UPS_OF_A_USER_INSTALL = 5

# Which answers Discord takes to which interaction.
ANSWERS: dict[int, tuple[int, ...]] = {
    PING: (PONG,),
    COMMAND: (MESSAGE, DEFERRED, MODAL),
    COMPONENT: (MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL),
    COMPLETION: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFERRED),
}


def callback(world: World, request: Request) -> Answer:
    interaction = world.interactions.get(request.params["interaction_token"])
    if interaction is None or interaction.id != request.id("interaction_id"):
        raise Refused(10062)
    try:
        _acknowledge(world, interaction, request.fields)
    except Refused as refused:
        interaction.refusals.append(refused.body)
        raise
    interaction.answered.set()
    if request.query.get("with_response", "").lower() not in ("1", "true"):
        return NOTHING
    return Answer(body=_callback_answer(interaction))


def _acknowledge(world: World, interaction: Interaction, body: Json) -> None:
    if interaction.answer_type is not None:
        raise Refused(40060)
    if world.clock.now() - interaction.born > FIRST_ANSWER_SECONDS:
        raise Refused(10062)
    kind, data = body.get("type"), body.get("data") or {}
    allowed = ANSWERS[interaction.kind]
    if interaction.kind == MODAL_SUBMIT and interaction.source is not None:
        allowed = (*allowed, DEFERRED_UPDATE, UPDATE)
    form = Form()
    form.one_of(kind, ("type",), allowed)
    form.raise_if_faulty()
    _take(world, interaction, int(kind or 0), data)
    interaction.answer_type = kind


def _take(world: World, interaction: Interaction, kind: int, data: Json) -> None:
    if kind == MESSAGE:
        check_message(data, settable=ON_REPLY)
        _show(world, interaction, data, ephemeral=bool((data.get("flags") or 0) & EPHEMERAL))
    elif kind == DEFERRED:
        _begin_loading(world, interaction, data.get("flags") or 0)
    elif kind == DEFERRED_UPDATE:
        interaction.original = interaction.source
    elif kind == UPDATE:
        _update_source(world, interaction, data)
    elif kind == CHOICES:
        check_choices(data, option_type=_focused_type(interaction.data.get("options") or []))
        interaction.choices = data.get("choices") or []
        interaction.settled.set()
    elif kind == MODAL:
        check_modal(data)
        interaction.modal = data
        interaction.settled.set()


def _show(world: World, interaction: Interaction, data: Json, *, ephemeral: bool) -> None:
    interaction.original = compose.answer_to(world, interaction, data, ephemeral=ephemeral)
    interaction.ephemeral = ephemeral
    interaction.settled.set()


def _begin_loading(world: World, interaction: Interaction, flags: int) -> None:
    if flags & ~EPHEMERAL:
        form = Form()
        form.fault(("data", "flags"), "MESSAGE_FLAGS_NOT_ALLOWED", "Only EPHEMERAL can be set on a deferred response")
        form.raise_if_faulty()
    interaction.loading, interaction.ephemeral = True, bool(flags & EPHEMERAL)
    made = compose.answer_to(world, interaction, {}, ephemeral=interaction.ephemeral)
    made["flags"] |= LOADING
    interaction.original = made


def _update_source(world: World, interaction: Interaction, data: Json) -> None:
    source = interaction.source
    if source is None or not _exists(world, interaction, source):
        raise Refused(10008)
    _edit(world, interaction, source, data)
    interaction.original = source
    interaction.settled.set()


def _exists(world: World, interaction: Interaction, message: Json) -> bool:
    number = int(message["id"])
    return number in interaction.channel.messages or number in world.private


def _edit(world: World, interaction: Interaction, message: Json, data: Json, *, settable: int = ON_EDIT) -> None:
    check_message(_without_nonce(data), settable=settable | EPHEMERAL, before=message)
    compose.change(world, interaction.channel, message, data)


def _without_nonce(body: Json) -> Json:
    """Only a channel's messages know a nonce; here Discord overlooks it, and a retry makes a second message."""
    return {key: value for key, value in body.items() if key != "nonce"}


def _focused_type(options: list[Json]) -> int:
    for option in options:
        if option.get("focused"):
            return int(option["type"])
        if option.get("options"):
            return _focused_type(option["options"])
    return 3


def _callback_answer(interaction: Interaction) -> Json:
    shown: Json = {"id": str(interaction.id), "type": interaction.kind}
    answer: Json = {"interaction": shown}
    if interaction.original is not None:
        shown["response_message_id"] = interaction.original["id"]
        shown["response_message_loading"] = interaction.loading
        shown["response_message_ephemeral"] = bool(interaction.original["flags"] & EPHEMERAL)
    if interaction.answer_type in (MESSAGE, UPDATE):
        answer["resource"] = {"type": interaction.answer_type, "message": interaction.original}
    return answer


def _running(world: World, request: Request) -> Interaction:
    """The interaction of a webhook request, while its token lives and after its first answer."""
    interaction = world.interactions.get(request.params["webhook_token"])
    if request.id("webhook_id") != world.application_id or interaction is None:
        raise Refused(10015)
    if world.clock.now() - interaction.born > TOKEN_SECONDS:
        raise Refused(50027)
    if interaction.answer_type is None:
        raise Refused(10015)
    return interaction


def _which(world: World, request: Request) -> tuple[Interaction, Json]:
    interaction = _running(world, request)
    wanted = request.params["message_id"]
    if wanted == "@original":
        found = interaction.original
    else:
        mine = [*interaction.followups, *([interaction.original] if interaction.original else [])]
        found = next((one for one in mine if one["id"] == wanted), None)
    if found is None or not _exists(world, interaction, found):
        raise Refused(10008)
    return interaction, found


def get_reply(world: World, request: Request) -> Answer:
    return Answer(body=_which(world, request)[1])


def edit_reply(world: World, request: Request) -> Answer:
    interaction, message = _which(world, request)
    try:
        _edit(world, interaction, message, request.fields)
    except Refused as refused:
        interaction.refusals.append(refused.body)
        raise
    _settle(interaction, message)
    return Answer(body=message)


def _settle(interaction: Interaction, message: Json) -> None:
    if message is interaction.original:
        interaction.loading = False
        message["flags"] &= ~LOADING
        interaction.settled.set()


def delete_reply(world: World, request: Request) -> Answer:
    interaction, message = _which(world, request)
    remove(world, interaction.channel, int(message["id"]))
    if message is interaction.original:
        interaction.deleted, interaction.original = True, None
        interaction.settled.set()
    return NOTHING


def follow_up(world: World, request: Request) -> Answer:
    interaction, body = _running(world, request), request.fields
    if interaction.user_install_only and len(interaction.followups) >= FOLLOW_UPS_OF_A_USER_INSTALL:
        raise Refused(40094)
    check_message(_without_nonce(body), settable=ON_REPLY)
    loading = interaction.original if interaction.answer_type == DEFERRED and interaction.loading else None
    if loading is not None:
        # The first follow-up after a deferred answer takes its place, private or not as the deferred one was.
        _edit(world, interaction, loading, body, settable=ON_REPLY)
        _settle(interaction, loading)
        return Answer(body=loading)
    ephemeral = bool((body.get("flags") or 0) & EPHEMERAL)
    made = compose.answer_to(world, interaction, body, ephemeral=ephemeral)
    interaction.followups.append(made)
    return Answer(body=made)
