"""The pace of posting: a second for a channel, and a workspace's limit that is learnt."""

import pytest

from adapters.slack import pace
from adapters.slack.pace import Pace
from bot.platform import Unavailable


class Time:
    """A clock that moves when somebody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr("adapters.slack.pace.asyncio.sleep", self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch)


async def test_a_channel_waits_a_second_and_others_do_not_wait_for_it(time: Time) -> None:
    turns = Pace(lambda: time.now)
    await turns.turn("T", "C1")
    await turns.turn("T", "C2")
    assert time.now < 0.2
    await turns.turn("T", "C1")
    assert time.now >= 1


async def test_a_limit_that_was_met_slows_the_workspace_once_for_a_burst_and_no_other(time: Time) -> None:
    turns = Pace(lambda: time.now)
    for _ in range(5):
        turns.close("T", 3)
    assert turns.rate("T") == pytest.approx(pace.FIRST_RATE * pace.SLOWER)
    assert turns.rate("U") == pace.FIRST_RATE
    await turns.turn("T", "C1")
    assert time.now >= 3


async def test_a_calm_workspace_is_tried_a_little_faster(time: Time) -> None:
    turns = Pace(lambda: time.now)
    for _ in range(pace.CALM):
        turns.posted("T")
    assert turns.rate("T") > pace.FIRST_RATE


async def test_a_long_wait_is_left_to_the_core(time: Time) -> None:
    turns = Pace(lambda: time.now)
    turns.close("T", 60)
    with pytest.raises(Unavailable) as raised:
        await turns.turn("T", "C1")
    assert raised.value.retry_after == 60
