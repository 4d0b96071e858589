"""Installing: the Allow button, codes and tokens, rotation, revocation, removal."""

import secrets
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.servers.slack.manifest import part, scopes
from tests.servers.slack.refused import Json, Refused
from tests.servers.slack.request import Request
from tests.servers.slack.state import Code, Installation, Org, Token, User, Workspace, World
from tests.servers.slack.use import NotOffered

CODE_SECONDS = 600.0
TOKEN_SECONDS = 12 * 3600
MOST_ACTIVE_TOKENS = 2


def install(world: World, where: Workspace | Org, installer: User, granted: set[str]) -> Installation:
    """The app in a workspace or an organisation; again where it was before, it keeps its bot user."""
    known = _known(world, where)
    if known is not None:
        known.active, known.scopes = True, known.scopes | granted
        return known
    bot = User(id=world.new_id("U"), team_id=_home(world, where), name=world.app.name, bot=True)
    world.users[bot.id] = bot
    made = Installation(bot=bot, bot_id=world.new_id("B"), scopes=granted, installer=installer.id)
    if isinstance(where, Org):
        made.org_id = where.id
    else:
        made.team_id, made.org_id = where.id, where.org.id if where.org is not None else None
    world.installations.append(made)
    return made


def _known(world: World, where: Workspace | Org) -> Installation | None:
    for one in world.installations:
        if (one.for_org and one.org_id == where.id) or (not one.for_org and one.team_id == where.id):
            return one
    return None


def _home(world: World, where: Workspace | Org) -> str:
    if isinstance(where, Workspace):
        return where.id
    return next(one.id for one in world.workspaces.values() if one.org is where)


def new_token(world: World, installation: Installation, *, rotating: bool) -> tuple[Token, str]:
    """A bot token, and the refresh token that belongs to it where tokens rotate."""
    secret = secrets.token_hex(16)
    if not rotating:
        token = Token(text=f"xoxb-{secret}", installation=installation)
        world.tokens[token.text] = token
        return token, ""
    token = Token(text=f"xoxe.xoxb-1-{secret}", installation=installation, expires_at=world.clock.now() + TOKEN_SECONDS)
    world.tokens[token.text] = token
    refresh = f"xoxe-1-{secrets.token_hex(16)}"
    world.refresh_tokens[refresh] = installation
    for older in list(_active(world, installation))[:-MOST_ACTIVE_TOKENS]:
        older.revoked = True
    return token, refresh


def _active(world: World, installation: Installation) -> Iterator[Token]:
    return (one for one in world.tokens.values() if one.installation is installation and not one.revoked)


def allow(world: World, address: str, user: User, where: Workspace | Org, *, without: set[str]) -> str:
    """Somebody opens the app's install link and presses Allow; the answer is where the browser goes next."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    if query.get("client_id") != world.app.client_id:
        raise NotOffered("invalid client_id")
    asked = {name for name in query.get("scope", "").split(",") if name}
    if not asked:
        raise NotOffered("no scopes asked for")
    if not asked <= scopes(world.app.manifest):
        raise NotOffered(f"scopes that the manifest does not have: {sorted(asked - scopes(world.app.manifest))}")
    redirects = part(world.app.manifest, "oauth_config.redirect_urls", [])
    redirect = query.get("redirect_uri", "") or (redirects[0] if redirects else "")
    if not any(redirect.startswith(known) for known in redirects):
        raise NotOffered(f"redirect_uri {redirect!r} is not in the manifest")
    if isinstance(where, Org) and not part(world.app.manifest, "settings.org_deploy_enabled"):
        raise NotOffered("the app is not for organisations")
    optional = set(part(world.app.manifest, "oauth_config.scopes.bot_optional", []))
    if not without <= optional:
        raise NotOffered(f"not optional: {sorted(without - optional)}")
    installation = install(world, where, user, asked - without)
    code = f"{secrets.token_hex(8)}.{secrets.token_hex(16)}"
    world.codes[code] = Code(
        installation=installation, redirect_uri=query.get("redirect_uri", ""), born=world.clock.now()
    )
    back = {"code": code, **({"state": query["state"]} if "state" in query else {})}
    return f"{redirect}?{urlencode(back)}"


def _check_client(request: Request) -> None:
    given_id, given_secret = request.client
    if (given_id or request.optional("client_id")) != request.world.app.client_id:
        raise Refused("invalid_client_id")
    if (given_secret or request.optional("client_secret")) != request.world.app.client_secret:
        raise Refused("bad_client_secret")


def access(request: Request) -> Json:
    _check_client(request)
    grant = request.optional("grant_type") or "authorization_code"
    if grant == "refresh_token":
        return _refresh(request)
    if grant != "authorization_code":
        raise Refused("invalid_grant_type")
    world = request.world
    code = world.codes.pop(request.optional("code"), None)
    if code is None or world.clock.now() - code.born > CODE_SECONDS:
        raise Refused("invalid_code")
    if code.redirect_uri != request.optional("redirect_uri"):
        raise Refused("bad_redirect_uri")
    return _granted(world, code.installation, rotating=_rotates(world))


def _rotates(world: World) -> bool:
    return bool(part(world.app.manifest, "settings.token_rotation_enabled"))


def _refresh(request: Request) -> Json:
    """A refresh token works once."""
    world = request.world
    installation = world.refresh_tokens.pop(request.optional("refresh_token"), None)
    if installation is None or not installation.active:
        raise Refused("invalid_refresh_token")
    return _granted(world, installation, rotating=True)


def exchange(request: Request) -> Json:
    """oauth.v2.exchange: a token that lives for ever becomes one that rotates."""
    _check_client(request)
    world, old = request.world, request.world.tokens.get(request.token)
    if old is None or old.installation is None or old.expires_at is not None:
        raise Refused("invalid_token")
    if not _rotates(world):
        raise Refused("token_rotation_not_enabled")
    old.revoked = True
    return _granted(world, old.installation, rotating=True)


def _granted(world: World, installation: Installation, *, rotating: bool) -> Json:
    token, refresh = new_token(world, installation, rotating=rotating)
    team = world.workspaces[installation.team_id] if installation.team_id is not None else None
    org = world.orgs[installation.org_id] if installation.org_id is not None else None
    made: Json = {
        "ok": True,
        "app_id": world.app.id,
        "authed_user": {"id": installation.installer},
        "scope": ",".join(sorted(installation.scopes)),
        "token_type": "bot",
        "access_token": token.text,
        "bot_user_id": installation.bot.id,
        "team": {"id": team.id, "name": team.name} if team is not None else None,
        "enterprise": {"id": org.id, "name": org.name} if org is not None else None,
        "is_enterprise_install": installation.for_org,
    }
    if refresh:
        made |= {"refresh_token": refresh, "expires_in": TOKEN_SECONDS}
    return made


def revoke(request: Request) -> Json:
    """auth.revoke takes the token that asks for it."""
    if request.flag("test"):
        return {"ok": True, "revoked": False}
    world, caller = request.world, request.installation
    world.tokens[request.token].revoked = True
    tell_revoked(world, caller)
    return {"ok": True, "revoked": True}


def tell_revoked(world: World, installation: Installation) -> None:
    event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [installation.bot.id]}}
    world.emit(installation, installation.team_id or _home(world, world.orgs[str(installation.org_id)]), event)


def remove(world: World, installation: Installation) -> None:
    """The app is removed from a workspace or an organisation: its tokens die, and it is told."""
    home = installation.team_id or _home(world, world.orgs[str(installation.org_id)])
    world.emit(installation, home, {"type": "app_uninstalled"})
    tell_revoked(world, installation)
    installation.active = False
    for name in [name for name, one in world.refresh_tokens.items() if one is installation]:
        del world.refresh_tokens[name]
    for channel in world.channels.values():
        channel.members.discard(installation.bot.id)


def uninstall(request: Request) -> Json:
    _check_client(request)
    remove(request.world, request.installation)
    return {"ok": True}
