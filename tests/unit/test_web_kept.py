"""Answers that were made already: each made once, kept as long as the archive stays the same, within a bound."""

import asyncio

import pytest
from aiohttp.test_utils import make_mocked_request

from adapters.web.kept import MOST, Kept, Made
from adapters.web.programs import asked_for


class Archive:
    version = "1"


class Maker:
    """Makes what it is told to, when it may; knows how often."""

    def __init__(self, body: bytes = b"page") -> None:
        self.body, self.times, self.may = body, 0, asyncio.Event()
        self.may.set()

    async def __call__(self) -> bytes:
        self.times += 1
        await self.may.wait()
        return self.body


async def test_what_was_made_is_kept_until_the_archive_changes() -> None:
    archive, make = Archive(), Maker()
    kept = Kept(lambda: archive.version)
    assert await kept.get("a", make) == await kept.get("a", make) == Made.of(b"page")
    assert make.times == 1
    archive.version = "2"
    make.body = b"changed"
    assert (await kept.get("a", make)).body == b"changed"


async def test_what_many_ask_for_at_once_is_made_once() -> None:
    kept, make = Kept(lambda: "1"), Maker()
    make.may.clear()
    asking = [asyncio.create_task(kept.get("a", make)) for _ in range(50)]
    other = asyncio.create_task(kept.get("b", make))
    await asyncio.sleep(0)
    asking.pop(0).cancel()  # who began it goes away
    make.may.set()
    assert {made.body for made in await asyncio.gather(*asking, other)} == {b"page"}
    assert make.times == 2


async def test_what_is_made_of_the_archive_as_it_was_answers_nobody_who_asks_later() -> None:
    archive, old, new = Archive(), Maker(b"old"), Maker(b"new")
    kept = Kept(lambda: archive.version)
    old.may.clear()
    first = asyncio.create_task(kept.get("a", old))
    await asyncio.sleep(0)
    archive.version = "2"
    assert (await kept.get("a", new)).body == b"new"
    old.may.set()
    assert (await first).body == b"old"
    assert (await kept.get("a", new)).body == b"new"


async def test_a_failure_is_everybodys_who_waits_and_nobodys_after() -> None:
    kept, fails = Kept(lambda: "1"), [True]

    async def make() -> bytes:
        await asyncio.sleep(0)
        if fails:
            raise OSError("disk")
        return b"page"

    asked = await asyncio.gather(*(kept.get("a", make) for _ in range(3)), return_exceptions=True)
    assert [type(each) for each in asked] == [OSError] * 3
    fails.clear()
    assert (await kept.get("a", make)).body == b"page"


async def test_the_least_used_goes_first_when_the_room_is_full() -> None:
    kept, make = Kept(lambda: "1", room=10), Maker(b"1234")
    for asked in ("a", "b", "a", "c", "a"):
        await kept.get(asked, make)
    assert make.times == 3
    await kept.get("b", make)
    assert make.times == 4


def test_what_an_answer_is_kept_by_is_short() -> None:
    long = make_mocked_request("GET", f"/api/papers?q={'a' * 5000}", headers={"Host": "h" * 5000})
    other = make_mocked_request("GET", f"/api/papers?q={'a' * 5001}", headers={"Host": "h" * 5000})
    assert len(repr(asked_for(long))) < 500
    assert asked_for(long) != asked_for(other)


async def test_tiny_answers_are_not_kept_without_end() -> None:
    kept, make = Kept(lambda: "1"), Maker(b"")
    for asked in range(MOST + 1):
        await kept.get(asked, make)
    await kept.get(MOST, make)
    assert make.times == MOST + 1
    await kept.get(0, make)
    assert make.times == MOST + 2


async def test_what_is_larger_than_the_room_is_made_again_each_time() -> None:
    kept, make = Kept(lambda: "1", room=3), Maker(b"1234")
    for _ in range(2):
        assert (await kept.get("a", make)).body == b"1234"
    assert make.times == 2


@pytest.mark.parametrize("body", [b"", b"a", b"b"])
def test_an_etag_is_quoted_and_says_what_is_in_it(body: bytes) -> None:
    etag = Made.of(body).etag
    assert etag[0] == etag[-1] == '"'
    assert (etag == Made.of(b"a").etag) == (body == b"a")
