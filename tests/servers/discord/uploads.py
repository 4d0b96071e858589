"""Files that come with a message: a multipart body has the message as `payload_json`, and the files as `files[n]`.
https://docs.discord.com/developers/reference#uploading-files
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

_NUMBERED = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """A request's body, and the files beside it by their numbers."""

    body: Any = None
    files: Mapping[int, File] = field(default_factory=dict)
    broken: bool = False


async def received(request: web.Request) -> Sent:
    if request.content_type == "multipart/form-data":
        return await _parts(request)
    raw = await request.read()
    if not raw:
        return Sent()
    if request.content_type != "application/json":
        return Sent(broken=True)
    try:
        return Sent(json.loads(raw))
    except ValueError:
        return Sent(broken=True)


async def _parts(request: web.Request) -> Sent:
    body = b""
    files: dict[int, File] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            return Sent(broken=True)
        content = await part.read()
        numbered = _NUMBERED.fullmatch(part.name or "")
        if numbered and part.filename:
            files[int(numbered[1])] = File(part.filename, bytes(content))
        elif part.name == "payload_json":
            body = bytes(content)
    try:
        return Sent(json.loads(body or b"null"), files)
    except ValueError:
        return Sent(broken=True)


def placed(sent: Sent) -> Any:
    """The body with its files as attachments. One that names no file stays as it is, and is refused."""
    if not sent.files or not isinstance(sent.body, dict):
        return sent.body
    if isinstance(sent.body.get("data"), dict):  # an interaction's first answer
        return sent.body | {"data": _attached(sent.body["data"], sent.files)}
    return _attached(sent.body, sent.files)


def _attached(message: dict[str, Any], files: Mapping[int, File]) -> dict[str, Any]:
    named = message.get("attachments") or [{"id": number} for number in files]
    return message | {"attachments": [_attachment(one, files) for one in named]}


def _attachment(given: Any, files: Mapping[int, File]) -> Any:
    file = files.get(int(given["id"])) if isinstance(given, dict) and str(given.get("id")).isdigit() else None
    if file is None:
        return given
    name = given.get("filename") or file.name
    url = f"https://cdn.discordapp.com/ephemeral-attachments/{given['id']}/{name}"
    return {"id": str(given["id"]), "filename": name, "size": len(file.content), "url": url, "proxy_url": url}
