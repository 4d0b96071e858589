"""A forward proxy on this machine, as a company puts one before the internet."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from types import SimpleNamespace
from urllib.parse import urlsplit


@asynccontextmanager
async def forwarding(paths: Sequence[str]) -> AsyncIterator[SimpleNamespace]:
    """A forward proxy that notes which of the paths it was asked for."""
    found = SimpleNamespace(seen=set())

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65_536):
                found.seen |= {path for path in paths if path.encode() in data}
                writer.write(data)
                await writer.drain()
        writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked = head.split()[1].decode()
        address = urlsplit(asked if "//" in asked else f"//{asked}")
        up_reader, up_writer = await asyncio.open_connection(address.hostname, address.port)
        if head.startswith(b"CONNECT"):
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            head = await reader.readuntil(b"\r\n\r\n")
        found.seen |= {path for path in paths if path.encode() in head}
        up_writer.write(head)
        await asyncio.gather(pipe(reader, up_writer), pipe(up_reader, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    found.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield found
    finally:
        server.close()
