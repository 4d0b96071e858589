"""views.*: modals in their stack, and the Home tab."""

from tests.servers.slack import view_rules
from tests.servers.slack.manifest import part
from tests.servers.slack.refused import Json, Refused, explained, missing
from tests.servers.slack.request import Request
from tests.servers.slack.state import Installation, World
from tests.servers.slack.use import Trigger, View
from tests.servers.slack.view_rules import HOME, MODAL

TRIGGER_SECONDS = 3.0
MOST_IN_STACK = 3


def _taken(request: Request, given: Json) -> Trigger:
    """The trigger, once its view is known to be right: a faulty view does not use it up."""
    world, name = request.world, request.optional("trigger_id")
    if not name:
        raise missing("trigger_id")
    trigger = world.triggers.get(name)
    if trigger is None or trigger.installation is not request.installation:
        raise explained("invalid_arguments", ["invalid `trigger_id`"])
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if world.clock.now() - trigger.born > TRIGGER_SECONDS:
        raise Refused("expired_trigger_id")
    _unlike(world, request.installation, given.get("external_id", ""))
    return trigger


def _unlike(world: World, installation: Installation, external_id: str, mine: str = "") -> None:
    stacks = [view for stack in world.modals.values() for view in stack]
    for view in (*stacks, *world.homes.values()):
        taken = view.installation is installation and view.body["external_id"] == external_id and view.id != mine
        if external_id and taken:
            raise Refused("duplicate_external_id")


def open_(request: Request) -> Json:
    """A new modal takes the place of whatever was open."""
    given = view_rules.checked(request.args.get("view"), MODAL)
    trigger = _taken(request, given)
    request.world.modals[trigger.user_id] = []
    return _pushed(request.world, trigger, given)


def push(request: Request) -> Json:
    given = view_rules.checked(request.args.get("view"), MODAL)
    trigger = _taken(request, given)
    stack = request.world.modals.get(trigger.user_id, [])
    if not trigger.view_id or trigger.view_id not in [view.id for view in stack]:
        raise explained("invalid_arguments", ["no open view to push on: `trigger_id` is not of a modal"])
    if len(stack) >= MOST_IN_STACK:
        raise Refused("push_limit_reached")
    return _pushed(request.world, trigger, given)


def _pushed(world: World, trigger: Trigger, given: Json) -> Json:
    trigger.used = True
    stack = world.modals.setdefault(trigger.user_id, [])
    view = put_on_top(world, stack, trigger.installation, trigger.user_id, trigger.team_id, given)
    trigger.use.answered(views=view)
    return {"ok": True, "view": view.body}


def put_on_top(
    world: World, stack: list[View], installation: Installation, user_id: str, team_id: str, given: Json
) -> View:
    view = View(id=world.new_id("V"), user_id=user_id, team_id=team_id, installation=installation, body={})
    below = stack[-1] if stack else None
    root = below.body["root_view_id"] if below is not None else ""
    view.body = view_rules.body(world, view, given, previous=below, root=root)
    stack.append(view)
    world.moved.set()
    return view


def change(world: World, view: View, given: Json) -> None:
    """What was typed stays where block and action keep their names."""
    old = view.body
    _unlike(world, view.installation, given.get("external_id", ""), view.id)
    view.body = view_rules.body(world, view, given, root=old["root_view_id"])
    view.body["previous_view_id"] = old["previous_view_id"]
    view.errors = {}
    world.moved.set()


def update(request: Request) -> Json:
    world = request.world
    view = _named(request)
    given = view_rules.checked(request.args.get("view"), str(view.body["type"]))
    wanted = request.optional("hash")
    if wanted and wanted != view.body["hash"]:
        raise Refused("hash_conflict")
    change(world, view, given)
    return {"ok": True, "view": view.body}


def _named(request: Request) -> View:
    world, view_id, external_id = request.world, request.optional("view_id"), request.optional("external_id")
    if not view_id and not external_id:
        raise missing("view_id")
    stacks = [view for stack in world.modals.values() for view in stack]
    for view in (*stacks, *world.homes.values()):
        named = view.id == view_id or (external_id and view.body["external_id"] == external_id)
        if named and view.installation is request.installation:
            return view
    raise Refused("not_found")


def publish(request: Request) -> Json:
    world, caller = request.world, request.installation
    if not part(world.app.manifest, "features.app_home.home_tab_enabled"):
        raise Refused("not_enabled")
    given = view_rules.checked(request.args.get("view"), HOME)
    user = world.users.get(request.text("user_id"))
    if user is None or not caller.covers(user.team_id):
        raise explained("invalid_arguments", ["invalid `user_id`"])
    key = (user.id, caller.bot.id)
    view = world.homes.get(key)
    wanted = request.optional("hash")
    if view is not None and wanted and wanted != view.body["hash"]:
        raise Refused("hash_conflict")
    if view is None:
        view = View(id=world.new_id("V"), user_id=user.id, team_id=user.team_id, installation=caller, body={})
        view.body = view_rules.body(world, view, given)
        world.homes[key] = view
        world.moved.set()
    else:
        change(world, view, given)
    return {"ok": True, "view": view.body}
