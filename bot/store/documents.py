"""Documents: what was read from where, and what each says of which paper."""

from bot.store.database import Database


class Documents:
    def __init__(self, database: Database) -> None:
        self._database = database
