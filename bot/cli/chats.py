"""`paperboy discord invite`: what an operator needs of one platform."""

from bot.cli.failure import failed, misused
from bot.cli.work import configured, finish, parts
from bot.platform import SendError
from bot.settings import Settings


def invite() -> int:
    chosen = configured(level="warning")
    return finish(_invite(chosen), chosen)


async def _invite(chosen: Settings) -> int:
    async with parts(chosen, posts=True) as app:
        if app.invite is None:
            raise misused(chosen.language, "discord-no-token")
        try:
            print(await app.invite())
        except SendError as error:
            raise failed(chosen.language, "discord-no-answer", reason=str(error)) from error
        finally:
            await app.platforms["discord"].stop()
    return 0
