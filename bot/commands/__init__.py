"""The commands by noun, and the way in: dispatch(core, call, now) -> Reply, complete(...) -> choices."""

import datetime as dt
from collections.abc import Sequence

from bot.commands.core import Core
from bot.commands.table import COMMANDS
from bot.platform import Call, Reply
from bot.view import Choice

__all__ = ["COMMANDS", "Core", "complete", "dispatch"]


async def dispatch(core: Core, call: Call, now: dt.datetime) -> Reply:
    """Answers every call; whatever fails is a Notice with a reference that stands in the log."""
    raise NotImplementedError


async def complete(core: Core, call: Call, option: str, typed: str, limit: int) -> Sequence[Choice]:
    """From memory. `option` is a key of the verb's options; empty to complete the typed line as a whole."""
    raise NotImplementedError
