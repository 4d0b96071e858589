"""The floor: aiohttp with the bytes at hand. `python -m bench.web.bare FOLDER`; prints its port.

FOLDER/answers.json is a list of path, type, tag and the name of the file with the bytes.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler


def application(folder: Path) -> web.Application:
    made = web.Application()
    for answer in json.loads(folder.joinpath("answers.json").read_text()):
        made.router.add_get(answer["path"], _handler(answer, folder.joinpath(answer["file"]).read_bytes()))
    return made


def _handler(answer: dict[str, Any], body: bytes) -> Handler:
    headers = {"Content-Type": answer["kind"], "ETag": answer["etag"]}

    async def handle(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == answer["etag"]:
            return web.Response(status=304, headers={"ETag": answer["etag"]})  # as RFC 9110, section 15.4.5, wants it
        return web.Response(body=body, headers=headers)

    return handle


async def main(folder: Path) -> None:
    runner = web.AppRunner(application(folder), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
