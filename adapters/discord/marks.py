"""How a message of ours is recognised when nobody knows whether it arrived.

Discord remembers a nonce for a few minutes, and does not tell it when the history is read. A component's `id` is ours
to choose and comes back with every message: the first two components of a post carry what is made of its key.
https://docs.discord.com/developers/components/reference#anatomy-of-a-component
"""

import copy
import hashlib
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from adapters.discord.components import walk

MAX_NONCE = 25
_HIGH = 1 << 30  # Discord numbers the other components from 1


def nonce(key: str) -> str:
    return key if len(key) <= MAX_NONCE else hashlib.blake2b(key.encode(), digest_size=12).hexdigest()


def marks(key: str) -> tuple[int, int]:
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    first, second = (int.from_bytes(half) % _HIGH + _HIGH for half in (digest[:4], digest[4:]))
    return first, second if second != first else first ^ 1


def marked(message: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The message with its marks."""
    body = copy.deepcopy(dict(message))
    for part, mark in zip(islice(walk(body.get("components", ())), 2), marks(key), strict=False):
        part["id"] = mark
    return body


def bears(message: Mapping[str, Any], key: str) -> bool:
    """Whether a message that was read has the marks of this key; or its nonce, where the history does tell it."""
    if str(message.get("nonce", "")) == nonce(key):
        return True
    ids = {component.get("id") for component in walk(_plain(message.get("components") or ()))}
    return set(marks(key)) <= ids


def _plain(components: Iterable[Any]) -> list[dict[str, Any]]:
    return [component for component in components if isinstance(component, dict)]
