"""What a line of the log does not tell."""

import asyncio
import base64
from typing import Any

import pytest
from aiohttp import ClientHttpProxyError, ClientSession

from bot.discretion import Discretion
from bot.platform import Unavailable

KIM = "112233445566778899"


@pytest.fixture
def discretion() -> Discretion:
    made = Discretion()
    made.learn(b"a key of this installation")
    return made


def told(discretion: Discretion, **fields: Any) -> dict[str, Any]:
    return discretion.line({"event": "something", **fields})


@pytest.mark.parametrize(
    "token",
    [
        "xoxb-123456-abcdefghij",
        "xapp-1-A0123-abcdef0123",
        "xoxe.xoxb-1-abcdef0123",
        "xoxe-1-abcdef0123",
        "MTEyMjMzNDQ1NTY2Nzc4ODk5.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789AB",
    ],
)
def test_no_token_is_told_wherever_it_stands(discretion: Discretion, token: str):
    said = told(discretion, error=f"refused: {token}", exception=[{"exc_value": f"{{'token': '{token}'}}"}])
    assert token not in str(said)
    assert said["error"] == "refused: …"


async def test_a_proxy_that_refuses_does_not_get_its_password_told(discretion: Discretion):
    error = await refused_by_a_proxy("http://kim:pass%20word@127.0.0.1")
    for said in (str(error), repr(error)):
        kept = told(discretion, error=said)["error"] + str(Unavailable(said))
        assert "127.0.0.1" in kept
        for secret in ("pass", "kim", base64.b64encode(b"kim:pass word").decode()):
            assert secret in repr(error)
            assert secret not in kept


async def refused_by_a_proxy(proxy: str) -> Exception:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server, ClientSession() as client:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(ClientHttpProxyError) as caught:
            await client.get("https://discord.invalid/", proxy=f"{proxy}:{port}")
        return caught.value


@pytest.mark.parametrize(
    "path",
    [
        "/interactions/1122/aW50ZXJhY3Rpb24/callback",
        "/webhooks/1122/aW50ZXJhY3Rpb24/messages/@original",
        "https://hooks.slack.com/commands/T0123/44556677/aW50ZXJhY3Rpb24",
    ],
)
def test_addresses_that_are_as_good_as_a_token_are_shortened(discretion: Discretion, path: str):
    assert "aW50ZXJhY3Rpb24" not in told(discretion, path=path)["path"]


def test_a_user_of_slack_is_known_by_the_form_of_the_id_and_a_channel_stays(discretion: Discretion):
    said = told(discretion, error="users.info U0123ABCD in C0123ABCD of T0123ABCD: UNAVAILABLE, WEDNESDAY")
    assert said["error"] == (
        f"users.info {discretion.pseudonym('U0123ABCD')} in C0123ABCD of T0123ABCD: UNAVAILABLE, WEDNESDAY"
    )


def test_a_user_of_discord_is_known_because_he_or_she_was_met(discretion: Discretion):
    channel = "998877665544332211"
    assert told(discretion, error=KIM)["error"] == KIM
    discretion.attend(KIM, ())
    said = told(discretion, error=f"<@{KIM}> in <#{channel}>", number=int(KIM))
    assert said["error"] == f"<@{discretion.pseudonym(KIM)}> in <#{channel}>"
    assert said["number"] == discretion.pseudonym(KIM)


def test_a_field_that_names_a_reader_is_never_told(discretion: Discretion):
    assert told(discretion, reader="min", user=7) == {
        "event": "something",
        "reader": discretion.pseudonym("min"),
        "user": discretion.pseudonym("7"),
    }


def test_what_was_typed_is_not_told_and_where_it_went_wrong_is(discretion: Discretion):
    discretion.attend("min", ("tag:무언가 optimizer rl",))
    frames = [{"filename": "optimizer.py", "name": "optimizer"}]
    said = told(discretion, exception=[{"exc_value": "min: '무언가'? optimizer!", "frames": frames}])
    assert "무언가" not in str(said)
    assert said["exception"][0]["frames"] == frames


def test_a_pseudonym_is_the_same_with_the_same_key_and_tells_nothing_without_it(discretion: Discretion):
    other = Discretion()
    assert other.pseudonym(KIM) != discretion.pseudonym(KIM)
    other.learn(b"a key of this installation")
    assert other.pseudonym(KIM) == discretion.pseudonym(KIM)
    assert KIM not in discretion.pseudonym(KIM)


def test_those_who_were_met_long_ago_are_forgotten(discretion: Discretion, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.discretion._MET", 2)
    for number in range(3):
        discretion.attend(f"{KIM}{number}", ())
    discretion.attend("somebody", ())
    assert told(discretion, error=f"{KIM}0")["error"] == f"{KIM}0"


def test_a_librarys_sentence_is_no_constant(discretion: Discretion):
    discretion.attend("min", ("unspeakable",))
    assert discretion.line({"event": "unspeakable", "by": "slack_bolt.App"})["event"] == "…"
    assert discretion.line({"event": "unspeakable", "by": "adapters.slack"})["event"] == "unspeakable"
