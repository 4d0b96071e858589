"""Who may ask on the page to try it, and how much."""

import asyncio
import json
from urllib.parse import urlsplit

import pytest

from adapters.web import posted
from adapters.web.chat import listeners, routes
from tests.chat_parts import service, tab

HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) **\"'&"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[", "a@b"])
@pytest.mark.parametrize("path", ["/try", "/try/events", "/try/say"])
async def test_another_name_that_leads_here_is_refused(there, ada, host, path):
    ask = ada._session.post if path == "/try/say" else ada._session.get
    headers = {"Host": host, "Origin": f"http://{host}"}
    async with ask(there.address + path, headers=headers, data="{}") as answer:
        assert answer.status in (400, 403)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8080", "192.168.0.7"])
async def test_addresses_and_this_machine_are_known(there, ada, host):
    async with ada._session.get(f"{there.address}/try", headers={"Host": host}) as answer:
        assert answer.status == 200


async def test_the_operators_own_name_is_known(tmp_path):
    async with service(tmp_path, public_url="https://papers.example") as there, tab(there.address) as ada:
        for host, status in (("papers.example", 200), ("papers.example.org", 403)):
            async with ada._session.get(f"{there.address}/try", headers={"Host": host}) as answer:
                assert answer.status == status


@pytest.mark.parametrize("origin", ["", "null", "http://evil.example", "http://127.0.0.1", "file://x", "http://["])
async def test_nothing_is_asked_from_another_page(there, ada, origin):
    ada.headers = {"Origin": origin} if origin else {}
    for what in ("hello", "say", "press", "complete", "suggest", "earlier"):
        answer = await ada.post(what, line="/help")
        assert answer.status == 403
        assert (await answer.text()).count(".") <= 2


@pytest.mark.parametrize("cookie", ["", "x", "0123456789abcdef.00000000000000000000000000000000", "0123456789abcdef."])
async def test_a_reader_whom_nobody_knows_is_refused(there, cookie):
    async with tab(there.address, hello=False) as mallory:
        mallory.headers["Cookie"] = f"try={cookie}"
        assert (await mallory.post("say", line="/help")).status == 403
        async with mallory._session.get(f"{there.address}/try/events", headers=mallory.headers) as answer:
            assert answer.status == 403


async def test_the_cookie_goes_nowhere_else_and_no_script_reads_it(there):
    async with tab(there.address, hello=False) as ada:
        answer = await ada.post("hello")
        written = answer.headers["Set-Cookie"]
        for part in ("HttpOnly", "Path=/try", "SameSite=Strict"):
            assert part in written
        assert (await ada.post("hello")).headers["Set-Cookie"] == written  # the same reader, for another month


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b"{",
        b"[" * 5000,
        json.dumps({"room": "nowhere"}).encode(),
        json.dumps({"room": "dm-0123456789abcdef", "line": "/help"}).encode(),
        json.dumps({"room": "papers", "line": "x" * 1001}).encode(),
        json.dumps({"room": "papers", "line": 7}).encode(),
        json.dumps({"room": "papers", "papers": ["1"]}).encode(),
        json.dumps({"room": "papers", "papers": [-1]}).encode(),
        json.dumps({"room": "papers", "filled": ["x"]}).encode(),
        json.dumps({"room": "papers", "line": "x" * 20_000}).encode(),
    ],
)
async def test_what_our_page_would_not_ask_is_refused_in_one_sentence(there, ada, body):
    address = f"{there.address}/try/press"
    async with ada._session.post(address, data=body, headers=ada.headers) as answer:
        assert answer.status == 400
        assert "reload" in await answer.text()


async def test_a_body_without_end_is_cut_short(there, ada):
    async def long():
        for _ in range(8):
            yield b" " * 4096

    async with ada._session.post(f"{there.address}/try/say", data=long(), headers=ada.headers) as answer:
        assert answer.status == 400


async def test_who_sends_without_end_holds_no_connection(there, monkeypatch):
    monkeypatch.setattr(posted, "PATIENCE_S", 0.1)
    here = urlsplit(there.address)

    async def post(what):
        reader, writer = await asyncio.open_connection("127.0.0.1", here.port)
        head = [f"POST /try/{what} HTTP/1.1", f"Host: {here.netloc}", f"Origin: {there.address}", "Content-Length: 100"]
        writer.write("\r\n".join([*head, "", '{"room"']).encode())
        answer = (await reader.read()).decode()
        writer.close()
        return answer

    async with asyncio.timeout(5):
        answers = await asyncio.gather(*map(post, ("hello", "say", "press", "complete", "suggest", "earlier")))
    for answer in answers:
        assert answer.startswith("HTTP/1.1 408 ")
        assert "\r\nConnection: close\r\n" in answer
        assert answer.endswith("The request came too slowly: try again.")


async def test_forged_presses_do_what_anybody_might_do_and_no_more(there, ada):
    for said in (
        {
            "dialect": "slack",
            "pressed": "p1:find",
            "value": '{"channel": {"a": 1}, "args": [1]}',
            "filled": {"query": "x"},
        },
        {"dialect": "slack", "pressed": "p1:card", "value": '{"paper": "999999"}'},
        {"dialect": "slack", "pressed": "p1:unsubscribe", "value": '{"channel": "dm-0123456789abcdef"}'},
        {"dialect": "discord", "pressed": "p1:unsubscribe:dm-0123456789abcdef"},
        {"dialect": "discord", "pressed": "p1:card:1:ko:x:y:z"},
        {"dialect": "console", "pressed": "p1:card:1"},
    ):
        done = await ada.asked("press", surface="private", **said)
        assert done["do"] in ("append", "replace", "open", "say")


async def test_hostile_text_stays_text(there, ada):
    place = await ada.say(HOSTILE)
    assert "<script" not in place.html
    assert "<img" not in place.html
    assert HOSTILE.split()[0] in place.text


async def test_every_answer_carries_the_strict_headers(there, ada):
    answers = [await ada._session.get(f"{there.address}/try"), await ada.post("say", line="/help")]
    answers.append(await ada.post("say", room="nowhere"))
    async with ada.listening() as stream:
        answers.append(stream._answer)
        for answer in answers:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert "unsafe" not in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_pages_beyond_the_most_are_told_to_wait(there, ada, monkeypatch):
    monkeypatch.setattr(listeners, "MOST", 1)
    async with ada.listening() as stream:
        await stream.caught_up()
        async with ada._session.get(f"{there.address}/try/events") as answer:
            assert answer.status == 503


async def test_a_page_that_takes_nothing_is_let_go_and_comes_back(there, ada, monkeypatch):
    monkeypatch.setattr(listeners, "WAITING", 2)
    listener = there.app.platforms["web"].listeners.join(["papers"])
    card = await ada.say("/paper tag:optimizer")
    for _ in range(4):
        await ada.press(card, "slack", "Share in channel")
    assert listener.closed.is_set()


async def test_a_quiet_stream_says_that_it_lives(there, ada, monkeypatch):
    monkeypatch.setattr(routes, "HEARTBEAT_S", 0.05)
    async with ada.listening() as stream:
        await stream.caught_up()
        async with asyncio.timeout(5):
            while await stream._answer.content.readline() != b": \n":
                pass


async def test_open_pages_do_not_hold_up_the_end(tmp_path):
    async with service(tmp_path) as there, tab(there.address) as ada, ada.listening() as stream:
        await stream.caught_up()
        there.app.platforms["web"].listeners.join(["papers"])
        begun = asyncio.get_running_loop().time()
        await there.app.platforms["web"].stop()
        with pytest.raises(EOFError):
            await stream.event()
        assert asyncio.get_running_loop().time() - begun < 2
        assert (await ada.post("say", line="/help")).status == 503


@pytest.mark.parametrize("last", ["[" * 1000, "{", "[1]", '{"papers": "x"}', '{"papers": true, "nowhere": 1e999}'])
async def test_who_says_nonsense_of_how_far_it_got_is_told_all_that_stands_there(ada, last):
    await ada.say("/subscribe 09:02")
    async with ada.listening(last) as stream:
        await stream.caught_up()
