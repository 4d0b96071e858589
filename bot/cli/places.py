"""`paperboy workspace show` and `workspace erase`: for a host who is asked by a whole workspace or server."""

import json
import sys
from dataclasses import asdict

from bot.app import now
from bot.cli.failure import visible
from bot.cli.work import asking, configured, finish, parts
from bot.language import say
from bot.settings import Settings
from bot.store import workspaces

_YES = frozenset({"y", "yes", "예", "네"})


def show(platform: str, workspace: str) -> int:
    chosen = configured(level="warning")
    return finish(_show(chosen, platform, workspace), chosen)


async def _show(chosen: Settings, platform: str, workspace: str) -> int:
    async with parts(chosen, existing=True) as app:
        found = await workspaces.about(app.store.database, platform, workspace)
    print(json.dumps({"platform": platform, "workspace": workspace} | asdict(found), ensure_ascii=False))
    return 0


def erase(platform: str, workspace: str, *, yes: bool) -> int:
    chosen = configured(level="warning")
    return finish(_erase(chosen, platform, workspace, yes=yes), chosen)


async def _erase(chosen: Settings, platform: str, workspace: str, *, yes: bool) -> int:
    spoken, name = chosen.language, visible(workspace)
    async with parts(chosen, existing=True) as app:
        found = await workspaces.about(app.store.database, platform, workspace)
        if not found:
            print(say(spoken, "workspace-unknown", workspace=name, platform=visible(platform)))
            return 1
        print(_told(chosen, name, found))
        if not yes and not _meant(chosen):
            print(say(spoken, "workspace-stays"))
            return 1
        await workspaces.erase(app.store.database, platform, workspace, now())
    print(say(spoken, "workspace-erased", workspace=name))
    return 0


def _told(chosen: Settings, workspace: str, found: workspaces.About) -> str:
    counts = {name: getattr(found, name) for name in ("readers", "saved", "subscriptions", "posts", "kept")}
    return say(chosen.language, "workspace-about", workspace=workspace, **counts)


def _meant(chosen: Settings) -> bool:
    """Not by `input`: Ctrl-C between its question and its reading would wait for a line that nobody types."""
    with asking():
        print(say(chosen.language, "workspace-sure"), end="", flush=True)
        answer = sys.stdin.readline()
    if not answer:  # the end of input
        print()
    return answer.strip().casefold() in _YES
