"""Style sheets, scripts and images of the pages, under addresses that change when they do."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files

from aiohttp import web

from adapters.web.headers import HEADERS, has

_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class StaticFile:
    body: bytes
    kind: str
    version: str


class StaticFiles:
    """All of them, in memory: they are few and small."""

    def __init__(self) -> None:
        shipped = (files("adapters.web") / "static").iterdir()
        self._files = {each.name: _read(each.name, each.read_bytes()) for each in shipped if _kind(each.name)}

    def address(self, name: str) -> str:
        return f"/static/{name}?v={self._files[name].version}"

    def routes(self) -> list[web.RouteDef]:
        return [web.get(f"/static/{name}", self._answer) for name in self._files]

    async def _answer(self, request: web.Request) -> web.Response:
        file = self._files[request.path.rpartition("/")[2]]
        etag = f'"{file.version}"'
        lasting = _FOREVER if request.query.get("v") == file.version else "no-cache"
        headers = {**HEADERS, "ETag": etag, "Cache-Control": lasting}
        if has(request, etag):
            return web.Response(status=304, headers=headers)
        return web.Response(body=file.body, headers={**headers, "Content-Type": file.kind})


def _kind(name: str) -> str:
    return next((kind for ending, kind in _KINDS.items() if name.endswith(ending)), "")


def _read(name: str, body: bytes) -> StaticFile:
    return StaticFile(body, _kind(name), hashlib.blake2b(body, digest_size=6).hexdigest())
