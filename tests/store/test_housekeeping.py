"""What nobody needs any more goes once a day; what keeps a post from coming twice stays for ever."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.deliver import handle
from bot.heartbeat import Heartbeat
from bot.memory import StoredMemory
from bot.model import Channel, PaperId, Reader, Terms
from bot.platform import Gone
from bot.store import StoreError, Transaction
from bot.store.database import to_micros
from bot.store.housekeeping import ASKED, BEATS, DRAWS, NOTICES, Tidied, keep_house
from bot.store.outbox import judge_arrived, judge_missing
from tests.house import DAY, START, House, opened
from tests.stock import publish, rows, subscribe

HERE = Channel("scripted", "", "c")
ADA, BOB = Reader("scripted", "", "ada"), Reader("scripted", "", "bob")
NOTHING = Tidied()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path) as house:
        yield house


async def tidy(house: House) -> Tidied:
    return await keep_house(house.store.database, house.clock())


async def in_doubt(house: House) -> list[PaperId]:
    """A post of which nobody knows whether it arrived, and nobody can look."""
    house.platform.looks = False
    papers = await house.ready(2)
    house.platform.will("lose")
    await house.pay()
    await house.pay(minutes=1)
    assert await house.states() == ["uncertain"]
    return papers


async def asked(house: House) -> int:
    return len(await house.store.deliveries.uncertain(HERE))


async def test_where_nothing_is_old_nothing_goes(house: House) -> None:
    await house.ready(3)
    await house.pay()
    assert await tidy(house) == NOTHING


# --- messages of which nobody said whether they arrived ---------------------------------------------------------------


async def test_for_thirty_days_people_are_asked_and_then_not_any_more(house: House) -> None:
    await in_doubt(house)
    house.clock.now += ASKED - DAY
    await tidy(house)
    assert await asked(house) == 1
    house.clock.now += DAY
    assert (await tidy(house)).uncertain == 1
    assert await asked(house) == 0
    assert "uncertain" not in {name for name, n in (await house.store.deliveries.counts()).items() if n}
    assert await house.deliveries() == ["done"]


async def test_what_nobody_spoke_of_never_comes_again(house: House) -> None:
    papers = await in_doubt(house)
    house.clock.now += ASKED
    await tidy(house)
    assert await house.ledger() == papers
    requests = len(house.platform.requests)
    await house.until(house.clock() + 3 * DAY)
    assert len(house.platform.requests) == requests


async def test_nobody_may_say_it_afterwards(house: House) -> None:
    await in_doubt(house)
    (part,) = await house.store.deliveries.uncertain(HERE)
    house.clock.now += ASKED
    await tidy(house)
    async with house.store.write() as tx:
        assert not await judge_arrived(tx, part.id, house.clock())


async def test_another_part_of_the_same_post_is_sent_again_without_it(house: House) -> None:
    """One is given up; of the other, younger one a person says that it is missing."""
    house.platform.looks = False
    await house.ready(10)
    house.platform.will("lose", "lose")
    await house.pay()
    await house.pay(minutes=1)
    await house.pay(minutes=1)
    first, second = await house.store.deliveries.uncertain(HERE)
    async with house.store.write() as tx:
        await tx.run("UPDATE parts SET last_attempt_at = 0 WHERE id = :part", {"part": first.id})
    assert (await tidy(house)).uncertain == 1
    async with house.store.write() as tx:
        assert await judge_missing(tx, second.id, house.clock(), house.clock() + DAY)
    requests = len(house.platform.requests)
    await house.pay(minutes=1)
    assert house.platform.requests[requests:] == [second.key]
    assert await house.states() == ["uncertain", "sent"]


# --- payloads ---------------------------------------------------------------------------------------------------------


async def payloads(house: House) -> int:
    return len(await rows(house.store, "SELECT hash FROM payloads"))


async def test_a_payload_stays_as_long_as_a_part_needs_it_and_goes_with_the_last(house: House) -> None:
    await house.ready(10)
    assert await payloads(house) == 2
    await tidy(house)
    assert await payloads(house) == 2
    await house.pay()
    assert await payloads(house) == 0


async def test_a_payload_that_is_never_sent_goes_too(house: House) -> None:
    await house.ready(10)
    await handle(house.store, Gone(HERE), house.clock())
    assert (await tidy(house)).payloads == 2


# --- random papers ----------------------------------------------------------------------------------------------------


async def drew(house: House, reader: Reader, *tags: str) -> PaperId:
    paper = await house.store.papers.random(tags, reader)
    assert paper is not None
    await house.store.seen.flush()
    return paper.id


async def seen(house: House) -> list[tuple[int, str]]:
    return [(row["reader"], row["filter"]) for row in await rows(house.store, "SELECT * FROM seen ORDER BY 1, 2")]


async def test_draws_under_a_filter_that_nobody_uses_are_forgotten_after_a_year(house: House) -> None:
    await publish(house.store, START.date(), 3, START)
    await drew(house, ADA)
    await drew(house, ADA, "rl")
    await tidy(house)
    house.clock.now += DRAWS - DAY
    await drew(house, ADA)  # this filter is still used, so that all its draws stay
    assert await tidy(house) == NOTHING
    house.clock.now += DAY
    assert (await tidy(house)).draws == 1
    assert await seen(house) == [(1, ""), (1, "")]


async def test_a_reader_of_whom_nothing_else_is_known_goes_with_the_draws(house: House) -> None:
    await publish(house.store, START.date(), 3, START)
    await drew(house, ADA)
    await drew(house, BOB)
    await house.store.readers.set_language(BOB, "ko")
    await tidy(house)
    house.clock.now += DRAWS
    assert await tidy(house) == Tidied(draws=2, readers=1)
    assert await house.store.readers.known(ADA) is None
    assert (await house.store.readers.preference(BOB)).language == "ko"


async def test_many_draws_go_in_small_transactions(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.database.STREAM_ROWS", 2)
    await publish(house.store, START.date(), 1, START)
    for number in range(5):
        await drew(house, Reader("scripted", "", f"reader {number}"))
    await tidy(house)
    house.clock.now += DRAWS
    assert await tidy(house) == Tidied(draws=5, readers=5)


async def test_draws_are_dated_some_at_a_time_going_on_where_it_stopped(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.housekeeping._AT_ONCE", {"many": 2})
    await publish(house.store, START.date(), 1, START)
    for number in range(5):
        await drew(house, Reader("scripted", "", f"reader {number}"))
    with monkeypatch.context() as patch:
        # The first transaction is of messages in doubt.
        patch.setattr(house.store.database, "write", stopping_after(2, house.store.database.write))
        with pytest.raises(StoreError):
            await tidy(house)
    assert await dated(house) == [True, True, False, False, False]
    before = house.clock()
    house.clock.now += DAY
    await tidy(house)
    assert await dated(house) == [True] * 5
    assert await dated(house, before) == [True, True, False, False, False]  # what was dated keeps its date


def stopping_after(transactions: int, write: Callable[[], AbstractAsyncContextManager[Transaction]]) -> object:
    left = iter(range(transactions))

    def stopping() -> AbstractAsyncContextManager[Transaction]:
        if next(left, None) is None:
            raise StoreError("store-disk")
        return write()

    return stopping


async def dated(house: House, until: dt.datetime = START + 9 * DAY) -> list[bool]:
    found = await rows(house.store, "SELECT dated_at FROM seen ORDER BY reader")
    return [0 < row["dated_at"] <= to_micros(until) for row in found]


# --- what the service remembers of itself -----------------------------------------------------------------------------


async def test_notices_that_were_said_long_ago_go_and_open_ones_stay(house: House) -> None:
    await subscribe(house.store, HERE, Terms(languages=("en",)), START)
    house.clock.now = START
    await handle(house.store, Gone(HERE), house.clock())
    house.clock.now += NOTICES
    assert await tidy(house) == NOTHING
    await house.pay()  # too late to be said: it is given up
    assert (await tidy(house)).notices == 1


async def test_the_heartbeat_of_a_platform_that_is_gone_is_forgotten(house: House) -> None:
    await Heartbeat(house.store, house.platforms).beat(house.clock())
    house.clock.now += BEATS - dt.timedelta(seconds=1)
    assert await tidy(house) == NOTHING
    house.clock.now += dt.timedelta(seconds=1)
    assert (await tidy(house)).remembered == 1


async def test_what_an_adapter_dropped_and_turns_that_are_over_go(house: House) -> None:
    memory = StoredMemory(house.store, house.clock, "a key")
    await memory.put("slack-token-T1", "xoxb-1", secret=True)
    await memory.put("slack-token-T2", "")
    await memory.once("one", DAY)
    await memory.once("two", 3 * DAY)
    house.clock.now += 2 * DAY
    assert await tidy(house) == Tidied(remembered=2)
    assert await memory.get("slack-token-T1") == "xoxb-1"
    assert not await memory.once("two", DAY)
