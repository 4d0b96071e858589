"""What adapters keep beyond their process, in the database: hashes, tokens, whose turn it is. Implements Memory."""

import base64
import datetime as dt
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.store import Store

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_SECRET = "fernet:"  # noqa: S105  # marks an encrypted value


class NoKey(Exception):
    """A secret is to be kept, or to be read, without the key for it (PAPERBOY_SECRET_KEY)."""


class StoredMemory:
    """`key`: any text; secrets are encrypted with what is derived from it."""

    def __init__(self, store: Store, now_of: Callable[[], dt.datetime], key: str = "") -> None:
        self._store, self._now_of, self._key = store, now_of, key

    async def get(self, name: str) -> str | None:
        value = await self._store.recall(_place(name))
        if value is None or not value.startswith(_SECRET):
            return value
        return self._opened(value.removeprefix(_SECRET))

    async def put(self, name: str, value: str, *, secret: bool = False) -> None:
        kept = _SECRET + self._sealed(value) if secret and value else value
        async with self._store.write() as tx:
            await self._store.remember(tx, _place(name), kept)

    async def names(self, prefix: str) -> list[str]:
        found = await self._store.recall_all(_place(prefix))
        return [name.removeprefix(_place("")) for name, value in found if value]

    async def once(self, name: str, lease: dt.timedelta) -> bool:
        now = self._now_of()
        return await self._store.take_turn(name, now, now + lease)

    def _sealed(self, value: str) -> str:
        return _cipher(self._key).encrypt(value.encode()).decode()

    def _opened(self, value: str) -> str:
        from cryptography.fernet import InvalidToken

        try:
            return _cipher(self._key).decrypt(value.encode()).decode()
        except InvalidToken as error:
            raise NoKey("PAPERBOY_SECRET_KEY is not the one that the stored tokens were encrypted with") from error


def _cipher(key: str) -> "Fernet":
    from cryptography.fernet import Fernet  # only who keeps secrets needs the library

    if not key:
        raise NoKey("set PAPERBOY_SECRET_KEY to keep tokens")
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))


def _place(name: str) -> str:
    return f"adapter:{name}"
