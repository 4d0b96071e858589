"""What was asked is not asked again before somebody commits, and never outlives that."""

import asyncio
import sqlite3

import pytest

from bot.store import memo
from bot.store.memo import Memo


@pytest.fixture
def path(tmp_path):
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1);")
    connection.close()
    return tmp_path / "a.db"


@pytest.fixture
def other(path):
    """A connection as another process has one."""
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def kept(path):
    kept = Memo(path)
    yield kept
    kept.close()


async def commit(other: sqlite3.Connection) -> None:
    """Whoever hears of a commit does so in a later turn of the event loop than it was made in."""
    other.execute("INSERT INTO t VALUES (2)")
    await asyncio.sleep(0)


class Asked:
    """A question that is answered by how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> int:
        self.times += 1
        return self.times


async def test_an_answer_is_kept_until_somebody_commits(kept, other):
    ask = Asked()
    assert [await kept.of("q", ask) for _ in range(3)] == [1, 1, 1]
    await commit(other)
    assert [await kept.of("q", ask) for _ in range(3)] == [2, 2, 2]


async def test_commits_are_counted_once_in_a_turn_of_the_event_loop(kept, other):
    """Calls that come together share the look: an answer is at most a turn old."""
    ask = Asked()
    assert await kept.of("q", ask) == 1
    other.execute("INSERT INTO t VALUES (2)")
    assert await kept.of("q", ask) == 1
    await asyncio.sleep(0)
    assert await kept.of("q", ask) == 2


async def test_an_answer_that_is_none_is_kept_too(kept):
    ask = Asked()

    async def nothing() -> None:
        await ask()

    assert [await kept.of("q", nothing) for _ in range(2)] == [None, None]
    assert ask.times == 1


async def test_a_commit_before_the_answer_is_not_missed(kept, other):
    """Neither when nobody noticed it meanwhile, nor when another question did."""
    ask = Asked()

    async def slow() -> int:
        answer = await ask()
        await commit(other)
        return answer

    async def slow_and_noticed() -> int:
        answer = await slow()
        await kept.of("another", ask)
        return answer

    await kept.of("q", slow)
    assert await kept.of("q", ask) == 2
    await kept.of("p", slow_and_noticed)
    assert await kept.of("p", ask) == 5


async def test_a_failed_question_is_asked_again(kept):
    async def fails() -> int:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            await kept.of("q", fails)
    assert await kept.of("q", Asked()) == 1


async def test_the_answers_that_were_not_asked_for_longest_make_room(kept):
    first, rest = Asked(), Asked()
    for number in range(memo.KEPT + 50):
        await kept.of("first", first)
        await kept.of(number, rest)
    assert first.times == 1
    await kept.of(0, rest)
    assert rest.times == memo.KEPT + 51


async def test_where_commits_cannot_be_counted_nothing_is_kept(tmp_path):
    ask, without = Asked(), Memo(tmp_path / "no folder" / "a.db")
    assert [await without.of("q", ask) for _ in range(2)] == [1, 2]


async def test_questions_at_the_same_time_do_not_disturb_one_another(kept):
    asks = [Asked() for _ in range(20)]
    answers = await asyncio.gather(*(kept.of(number, ask) for number, ask in enumerate(asks)))
    assert answers == [1] * 20
