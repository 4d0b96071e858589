"""Tags as lookups know them: folded by their aliases, counted."""

from bot.model import TagCount
from bot.store.database import Database
from bot.tags import Aliases


class Tags:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def counts(self) -> tuple[TagCount, ...]:
        """Folded slugs, most papers first."""
        raise NotImplementedError

    async def reindex(self, aliases: Aliases) -> bool:
        """Folds every paper's tags anew, if the table of aliases is not the one they were folded with."""
        raise NotImplementedError
