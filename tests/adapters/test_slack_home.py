"""The Home tab follows what its reader does elsewhere, once it was opened."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("slack_bolt")

from tests.servers.slack import faults
from tests.servers.slack.shown import texts
from tests.slack_parts import workplace


@pytest.fixture
async def there(desk: Any) -> AsyncIterator[SimpleNamespace]:
    async with workplace(desk.core) as opened:
        yield opened


async def use(there: SimpleNamespace, line: str) -> Any:
    typed = await there.slack.command("/paper", line, user=there.kim, channel=there.channel)
    return await typed.message()


def shown(there: SimpleNamespace) -> str:
    return str(texts(there.slack.home(there.kim)))


async def open_home(there: SimpleNamespace) -> None:
    await there.slack.open_home(there.kim)
    await there.slack.until(lambda: there.slack.home(there.kim))


async def test_what_is_done_elsewhere_shows_in_a_home_tab_that_was_opened(there: SimpleNamespace) -> None:
    await open_home(there)
    assert "GradPower" not in shown(there)
    await there.slack.press(await use(there, "2505.24275"), "저장", user=there.kim)
    await there.slack.until(lambda: "GradPower" in shown(there))
    await use(there, "subscribe 08:30")
    await there.slack.until(lambda: "08:30" in shown(there))
    await use(there, "language en")
    await there.slack.until(lambda: "Language" in shown(there))


async def test_nothing_is_published_where_nothing_changed_or_nobody_looked(there: SimpleNamespace) -> None:
    await use(there, "language en")
    assert there.slack.requests("views.publish") == []
    await open_home(there)
    await use(there, "tag:optimizer")
    await use(there, "digest")
    await use(there, "language ko")
    await there.slack.until(lambda: "언어" in shown(there))
    assert len(there.slack.requests("views.publish")) == 2


async def test_a_home_tab_that_cannot_be_renewed_takes_no_answer_away(there: SimpleNamespace) -> None:
    await open_home(there)
    there.slack.fail_next("views.publish", faults.answering(503))
    assert "English" in texts(await use(there, "language en"))
    assert "언어" in shown(there)
