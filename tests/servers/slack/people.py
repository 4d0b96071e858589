"""auth.test and users.*: who the app is, and who the people are."""

from tests.servers.slack import payloads
from tests.servers.slack.refused import Json, Refused, explained
from tests.servers.slack.request import Request, page


def auth_test(request: Request) -> Json:
    world, caller = request.world, request.installation
    made: Json = {
        "ok": True,
        "url": "https://slack.com/",
        "user": caller.bot.name,
        "user_id": caller.bot.id,
        "bot_id": caller.bot_id,
        "is_enterprise_install": caller.for_org,
    }
    if caller.for_org:
        org = world.orgs[str(caller.org_id)]
        made |= {"team": org.name, "team_id": org.id, "enterprise_id": org.id}
    else:
        team = world.workspaces[str(caller.team_id)]
        made |= {"team": team.name, "team_id": team.id, "url": f"https://{team.domain}.slack.com/"}
        if team.org is not None:
            made["enterprise_id"] = team.org.id
    expires_at = world.tokens[request.token].expires_at
    if expires_at is not None:
        made["expires_in"] = int(expires_at - world.clock.now())
    return made


def info(request: Request) -> Json:
    user = request.world.find_user(request.installation, request.text("user"))
    locale = request.flag("include_locale")
    return {"ok": True, "user": payloads.user(request.world, user, request.installation, locale=locale)}


def listed(request: Request) -> Json:
    world, caller, team_id = request.world, request.installation, request.optional("team_id")
    if caller.for_org and not team_id:
        raise explained("missing_argument", ["missing required field: team_id"])
    locale = request.flag("include_locale")
    found = [one for one in world.users.values() if caller.covers(one.team_id) and team_id in ("", one.team_id)]
    return page(request, [payloads.user(world, one, caller, locale=locale) for one in found], "members")


def teams(request: Request) -> Json:
    """The workspaces in which the app is installed."""
    world, caller = request.world, request.installation
    covered = [one for one in world.workspaces.values() if caller.covers(one.id)]
    return page(request, [{"id": one.id, "name": one.name} for one in covered], "teams")


def team_info(request: Request) -> Json:
    world, caller = request.world, request.installation
    team = world.workspaces.get(request.optional("team") or str(caller.team_id))
    if team is None or not caller.covers(team.id):
        raise Refused("team_not_found")
    return {"ok": True, "team": payloads.team(team) | {"name": team.name}}
