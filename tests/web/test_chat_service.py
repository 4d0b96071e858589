"""The page to try it: what it is at first, and how it lives with its service."""

import asyncio
import datetime as dt
import time

import pytest

from bot.model import Channel
from bot.platform import Unavailable
from bot.platforms import terminal
from bot.settings import Settings
from tests.chat_parts import service, tab
from tests.views import digest_post
from tests.web_pages import parsed
from tests.web_service import MORNING, Web, web

# --- the page ---


@pytest.mark.parametrize(
    ("language", "first"), [("en", ["/paper tag:optimizer", "/random"]), ("ko", ["/논문 태그:optimizer", "/랜덤"])]
)
async def test_the_page_names_what_to_type_first_and_what_to_do_next(there, ada, language, first):
    answer = await ada._session.get(f"{there.address}/try?lang={language}")
    page = parsed(await answer.text())
    assert answer.status == 200
    assert "try" not in answer.cookies  # who comes by a link from elsewhere stays who it was
    tried = [each.attrs["data-try"] for each in page.all("button") if "data-try" in each.attrs]
    assert tried[:2] == first
    assert len(tried) == 4
    for guide in ("/docs/discord", "/docs/slack"):
        assert guide in page.links
        assert (await ada._session.get(there.address + guide)).status == 200


async def test_where_nobody_is_to_try_it_there_is_no_page(tmp_path):
    async with service(tmp_path, PAPERBOY_TRY="off") as there, tab(there.address, hello=False) as ada:
        assert "web" not in there.app.platforms
        assert (await ada._session.get(f"{there.address}/try")).status == 404
        assert (await ada.post("say", line="/help")).status in (404, 405)


# --- the service ---


async def test_the_prompt_opens_with_the_pages_address_and_what_to_type_first(tmp_path):
    settings = Settings(data_dir=tmp_path, language="en", timezone="UTC", web_port=0, _env_file=None)
    console = terminal(settings, prompt=True)
    async with service(tmp_path, console=console) as there:
        assert console.welcome.index(f"{there.address}/try") < console.welcome.index("/paper tag:optimizer")
        assert there.app.page() == f"{there.address}/try"


async def test_where_the_port_is_taken_the_prompt_names_no_page_and_nothing_is_posted_unseen(tmp_path):
    async with service(tmp_path / "one") as one:
        settings = Settings(data_dir=tmp_path, language="en", timezone="UTC", web_port=0, _env_file=None)
        console = terminal(settings, prompt=True)
        port = int(one.address.rpartition(":")[2])
        async with service(tmp_path / "two", console=console, web_port=port, wait=False) as two:
            assert "/try" not in console.welcome
            chat = two.app.platforms["web"]
            assert not chat.connected
            place = Channel("web", "", "papers")
            with pytest.raises(Unavailable):
                await chat.send(place, chat.render(digest_post(1, "list"), place)[0], "key", None)


def test_a_killed_service_comes_back_with_every_post_once(tmp_path):
    with web(tmp_path, PAPERBOY_TRY="on") as one:
        asyncio.run(_subscribed(one))
        one.process.kill()
    with web(tmp_path, MORNING + dt.timedelta(minutes=5), PAPERBOY_TRY="on") as two:
        assert asyncio.run(_standing(two)) == 1


def test_a_terminated_service_ends_soon_though_pages_are_open(tmp_path):
    with web(tmp_path, PAPERBOY_TRY="on") as there:
        begun = time.monotonic()
        asyncio.run(_held_open(there))
        assert there.process.wait(10) == 0
        assert time.monotonic() - begun < 10


async def _subscribed(there: Web) -> None:
    async with tab(there.address) as ada, ada.listening() as stream:
        await stream.caught_up()
        await ada.say("/subscribe 09:02")
        there.forward(minutes=3)
        await stream.post()


async def _standing(there: Web) -> int:
    async with tab(there.address) as ada, ada.listening() as stream:
        return len(await stream.caught_up())


async def _held_open(there: Web) -> None:
    async with tab(there.address) as ada, ada.listening() as stream:
        await stream.caught_up()
        there.process.terminate()
        with pytest.raises(EOFError):
            await stream.event()
