"""How Slack takes the tokens of the workspaces that installed the app, for who looks whether all is well."""

import asyncio

from adapters.slack.errors import Refusal
from adapters.slack.manifest import REQUIRED
from adapters.slack.tokens import KEPT, Tokens
from adapters.slack.web import Web
from bot.platform import Memory, SendError, Standing

_AT_ONCE = 10


async def standings(memory: Memory, tokens: Tokens, web: Web) -> tuple[Standing, ...]:
    turns = asyncio.Semaphore(_AT_ONCE)
    kept = [name.removeprefix(KEPT) for name in await memory.names(KEPT)]
    found = await asyncio.gather(*(_standing(workspace, tokens, web, turns) for workspace in kept))
    return tuple(each for each in found if each is not None)


async def _standing(workspace: str, tokens: Tokens, web: Web, turns: asyncio.Semaphore) -> Standing | None:
    """None where the app was removed."""
    async with turns:
        try:
            installation = await tokens.of(workspace)
            if installation is None:
                return None
            said = await web.call("auth.test", installation.token, body={})
        except Refusal as refusal:
            return Standing(workspace=workspace, refused=refusal.error)
        except SendError as error:
            return Standing(workspace=workspace, unknown=str(error))
    missing = sorted(set(REQUIRED) - said.scopes) if said.scopes else ()
    return Standing(workspace=workspace, missing=tuple(missing))
