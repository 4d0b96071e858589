"""`paperboy discord invite` and `slack manifest`: what an operator needs of one platform."""

import json

from bot.cli.failure import failed, misused
from bot.cli.work import configured, finish, parts
from bot.platform import SendError
from bot.platforms import slack_manifest
from bot.settings import Settings


def invite() -> int:
    chosen = configured(level="warning")
    return finish(_invite(chosen), chosen)


async def _invite(chosen: Settings) -> int:
    print(await invitation(chosen))
    return 0


async def invitation(chosen: Settings) -> str:
    """The link that invites the bot to a Discord server."""
    async with parts(chosen, posts=True) as app:
        if app.invite is None:
            raise misused(chosen.language, "discord-no-token")
        try:
            return await app.invite()
        except SendError as error:
            raise failed(chosen.language, "discord-no-answer", reason=str(error)) from error
        finally:
            await app.platforms["discord"].stop()


def manifest(mode: str) -> int:
    """In the chosen mode, else in that of the settings: Slack calls us only where there is an address for it."""
    chosen = configured(level="warning")
    wanted = mode or ("http" if chosen.public_url and not chosen.slack_app_token.get_secret_value() else "socket")
    if wanted not in ("socket", "http"):
        raise misused(chosen.language, "slack-mode", mode=mode)
    if wanted == "http" and not chosen.public_url:
        raise misused(chosen.language, "slack-no-address")
    print(manifest_text(chosen, wanted))
    return 0


def manifest_text(chosen: Settings, mode: str, *, workspaces: bool = False) -> str:
    return json.dumps(slack_manifest(chosen, mode, workspaces=workspaces), ensure_ascii=False, indent=2)
