"""What is posted to the web page, read whole and nowhere else: within a bound of bytes, and of time."""

import asyncio

from aiohttp import web

MOST = 16 * 1024  # bytes
PATIENCE_S = 5.0  # a browser that has something to say says it at once


class TooLong(Exception):
    """More than anything that our pages post."""


class TooSlow(Exception):
    """What holds a connection by sending it bit by bit."""


async def body(request: web.Request) -> bytes:
    """Raises TooLong and TooSlow."""
    if (request.content_length or 0) > MOST:
        raise TooLong
    read = bytearray()
    try:
        async with asyncio.timeout(PATIENCE_S):
            while len(read) <= MOST and (more := await request.content.read(MOST + 1)):
                read += more
    except TimeoutError as error:
        raise TooSlow from error
    if len(read) > MOST:
        raise TooLong
    return bytes(read)
