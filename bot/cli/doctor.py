"""`paperboy doctor`."""

import json
from dataclasses import asdict

from bot.app import now
from bot.cli.failure import visible
from bot.cli.work import configured, finish
from bot.doctor import Finding, examine
from bot.language import say
from bot.model import Language
from bot.settings import Settings

_SIGNS = {"fine": "✓", "warning": "!", "bad": "✗"}


def doctor(*, as_json: bool) -> int:
    chosen = configured(level="error")
    return finish(_doctor(chosen, as_json=as_json), chosen)


async def _doctor(chosen: Settings, *, as_json: bool) -> int:
    found = await examine(chosen, now())
    if as_json:
        print(json.dumps([asdict(each) | {"said": _said(chosen.language, each)} for each in found], ensure_ascii=False))
    else:
        for each in found:
            print(visible(f"{_SIGNS[each.level]} {_said(chosen.language, each)}"))
    return 1 if any(each.level == "bad" for each in found) else 0


def _said(spoken: Language, found: Finding) -> str:
    if not found.rights:
        return say(spoken, found.key, **found.values)
    return say(spoken, found.key, **found.values, rights=", ".join(each[spoken] for each in found.rights))
