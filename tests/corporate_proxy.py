"""A company's proxy: nothing gets out but by CONNECT with a password, and it reads along, by its own certificate.

The hosts that it knows are served by local servers. The names of the real ones lead nowhere in a test: what reaches its
host went by the proxy, and whoever trusts the host's certificate trusts the company's authority.
"""

import asyncio
import base64
import datetime as dt
import ssl
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOGIN = "somebody:s3cret"


@dataclass(slots=True, kw_only=True)
class Proxy:
    """`seen`: the hosts that were reached; `authority`: the file for PAPERBOY_CA_FILE."""

    address: str
    authority: Path
    seen: set[str] = field(default_factory=set)


@asynccontextmanager
async def proxying(folder: Path, ports: dict[str, int]) -> AsyncIterator[Proxy]:
    """`ports`: where each host is served on this machine. Others cannot be reached."""
    context = _certified(folder, ports)
    found = Proxy(address="", authority=folder / "authority.pem")
    expected = b"Proxy-Authorization: Basic " + base64.b64encode(LOGIN.encode())

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            method, place, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
            host = place.partition(":")[0]
            if method != "CONNECT" or host not in ports:
                return await _refuse(writer, b"403 Forbidden")
            if expected not in head:
                return await _refuse(writer, b"407 Proxy Authentication Required")
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await writer.drain()
            await writer.start_tls(context)
            found.seen.add(host)
            back_reader, back_writer = await asyncio.open_connection("127.0.0.1", ports[host])
            await asyncio.gather(_pipe(reader, back_writer), _pipe(back_reader, writer))
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    found.address = f"http://{LOGIN}@127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield found
    finally:
        server.close()


async def _refuse(writer: asyncio.StreamWriter, why: bytes) -> None:
    writer.write(b"HTTP/1.1 " + why + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    await writer.drain()
    writer.close()


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError, ssl.SSLError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


def _certified(folder: Path, hosts: Iterable[str]) -> ssl.SSLContext:
    """The company's authority, and a certificate by it for all these hosts."""
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A company")])
    constraints = x509.BasicConstraints(ca=True, path_length=None)
    own = _certificate(authority, authority, authority_key, authority_key).add_extension(constraints, critical=True)
    (folder / "authority.pem").write_bytes(
        own.sign(authority_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a host")])
    leaf = _certificate(subject, authority, key, authority_key).add_extension(names, critical=False)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = leaf.sign(authority_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / "host.pem").write_bytes(private + public)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "host.pem")
    return context


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, signer: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
