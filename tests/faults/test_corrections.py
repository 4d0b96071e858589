"""A corrected paper is edited where it was posted, and never posted anew."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model import Terms
from bot.platform import Rejected, Unavailable, Uncertain
from tests.house import DAY, HOUR, START, House, opened
from tests.platforms import Arrival
from tests.stock import publish, rewrite, rows


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path) as house:
        yield house


def edits(house: House) -> list[Arrival]:
    return [one for one in house.platform.arrivals() if one.did == "edit"]


async def test_a_corrected_paper_is_edited_in_the_message_that_shows_it(house: House) -> None:
    papers = await house.ready(20)
    await house.pay()
    await rewrite(house.store, papers[8], "A better comment.", house.clock())
    await house.pay(minutes=1)
    (edit,) = edits(house)
    _, second, _ = house.platform.posts()
    assert edit.message == second.message
    assert edit.papers == second.papers
    assert edit.body["page"] == second.body["page"]
    changed = [line for line, before in zip(edit.body["lines"], second.body["lines"], strict=True) if line != before]
    assert [line[1] for line in changed] == [9]
    assert "A better comment." in str(changed)
    assert len(house.platform.posts()) == 3


async def test_what_does_not_differ_is_not_edited_and_not_looked_at_again(house: House) -> None:
    papers = await house.ready(3)
    await house.pay()
    async with house.store.write() as tx:
        await house.store.deliveries.mark_stale(tx, papers, house.clock())
    await house.pay(minutes=1)
    assert edits(house) == []
    assert await rows(house.store, "SELECT id FROM parts WHERE stale > 0") == []


async def test_the_card_in_the_thread_is_corrected_too(house: House) -> None:
    papers = await house.ready(3, layout="thread")
    await house.pay()
    await rewrite(house.store, papers[1], "A better comment.", house.clock())
    await house.pay(minutes=1)
    head, card = edits(house)
    assert (head.papers, card.papers) == (tuple(papers), (papers[1],))
    assert {head.message, card.message} <= {post.message for post in house.platform.posts()}


async def test_it_is_corrected_in_the_language_and_layout_it_was_sent_with(house: House) -> None:
    papers = await house.ready(2, languages=("ko",))
    await house.pay()
    (subscription,) = await house.store.subscriptions.all()
    await house.change(subscription, subscription.terms.__class__(languages=("en",)), subscription.since)
    async with house.store.write() as tx:
        await tx.run("UPDATE papers SET ko = '고친 코멘트예요.' WHERE id = 1")
        await house.store.deliveries.mark_stale(tx, papers[:1], house.clock())
    await house.pay(minutes=1)
    (edit,) = edits(house)
    assert "고친 코멘트" in str(edit.body)
    assert "2025년 6월 2일" in str(edit.body)


async def test_a_plain_message_is_corrected_plainly(house: House) -> None:
    papers = await house.ready(2)
    house.platform.refused_rich = {papers[0]}
    await house.pay()
    async with house.store.write() as tx:
        await tx.run("UPDATE papers SET title = 'A better title' WHERE id = 1")
        await house.store.deliveries.mark_stale(tx, papers, house.clock())
    await house.pay(minutes=1)
    (edit,) = edits(house)
    assert edit.body["plain"]
    assert "A better title" in str(edit.body)


async def test_messages_older_than_thirty_days_stay_as_they_are(house: House) -> None:
    papers = await house.ready(2)
    await house.pay()
    house.clock.forward(days=31)
    await rewrite(house.store, papers[0], "A better comment.", house.clock())
    await house.pay()
    assert edits(house) == []


async def test_what_was_not_sent_yet_is_sent_with_the_new_text(house: House) -> None:
    papers = await house.ready(2)
    await rewrite(house.store, papers[0], "A better comment.", house.clock())
    await house.pay()
    (post,) = house.platform.posts()
    assert "A better comment." in str(post.body)
    assert edits(house) == []


async def test_an_edit_that_fails_is_repeated_even_if_it_may_have_arrived(house: House) -> None:
    papers = await house.ready(2)
    await house.pay()
    await rewrite(house.store, papers[0], "A better comment.", house.clock())
    house.platform.will(Unavailable("503", retry_after=60), Uncertain("broke"), at="edit")
    await house.pay()
    await house.pay(seconds=59)
    assert edits(house) == []
    await house.pay(minutes=1)
    await house.pay(minutes=5)
    assert len(edits(house)) == 1


async def test_an_edit_that_is_refused_is_given_up(house: House) -> None:
    papers = await house.ready(2)
    await house.pay()
    await rewrite(house.store, papers[0], "A better comment.", house.clock())
    house.platform.will(Rejected("gone", "the message was deleted"), at="edit")
    await house.pay()
    await house.pay(days=1)
    assert edits(house) == []
    assert (await house.store.subscriptions.all())[0].state == "active"


async def test_a_correction_during_the_edit_is_not_lost(house: House) -> None:
    papers = await house.ready(2)
    await house.pay()
    await rewrite(house.store, papers[0], "A better comment.", house.clock())

    async def corrected_again() -> None:
        await rewrite(house.store, papers[0], "The best comment.", house.clock())

    house.platform.will(corrected_again, at="edit")
    await house.pay()
    await house.pay(minutes=2)
    assert "The best comment." in str(edits(house)[-1].body)


async def test_a_corrected_date_moves_the_heading_and_posts_nothing_anew(house: House) -> None:
    papers = await house.ready(2)
    await house.pay()
    async with house.store.write() as tx:
        await tx.run("UPDATE papers SET digest = '2025-05-30'")
        await house.store.deliveries.mark_stale(tx, papers, house.clock())
    await house.until(START + 3 * DAY)
    (edit,) = edits(house)
    assert "May 30" in str(edit.body)
    assert len(house.platform.posts()) == 1


# --- two papers that turn out to be one ---------------------------------------------------------------------------


async def unite(house: House, kept: int, lost: int) -> None:
    async with house.store.write() as tx:
        await house.store.deliveries.unite(tx, kept, lost)  # type: ignore[arg-type]
        await tx.run("DELETE FROM paper_tags WHERE paper = :lost", {"lost": lost})
        await tx.run("DELETE FROM papers WHERE id = :lost", {"lost": lost})


async def test_what_was_posted_as_the_lost_paper_is_not_posted_as_the_kept_one(house: House) -> None:
    (posted,) = await house.ready(1)
    await house.pay()
    (kept,) = await publish(house.store, START.date() + DAY, 1, house.clock() + HOUR)
    await unite(house, kept, posted)
    await house.until(START + 3 * DAY)
    assert len(house.platform.posts()) == 1
    assert await house.ledger() == [kept]
    assert [part.papers for part in await house.parts()] == [(kept,)]
    (edit,) = edits(house)  # it shows the kept paper's words now
    assert edit.message == house.platform.posts()[0].message


async def test_a_channel_that_has_had_both_keeps_its_message(house: House) -> None:
    first, second = await house.ready(2)
    await house.pay()
    await unite(house, first, second)
    await house.until(START + 2 * DAY, dt.timedelta(hours=6))
    assert await house.ledger() == [first]
    assert len(house.platform.posts()) == 1


@pytest.mark.parametrize(("layout", "others"), [("list", 0), ("list", 2), ("thread", 2)])
async def test_a_paper_that_is_on_its_way_is_left_out_if_the_channel_has_had_it_under_another_id(
    house: House, layout: str, others: int
) -> None:
    (posted,) = await house.ready(1)
    await house.pay()
    (subscription,) = await house.store.subscriptions.all()
    await house.change(subscription, Terms(layout=layout), START)  # type: ignore[arg-type]
    again, *rest = await publish(house.store, START.date(), 1 + others, house.clock() + HOUR)
    house.clock.forward(days=1)
    assert await house.plan() == 1
    await unite(house, again, posted)
    await house.pay()
    first, *second = house.platform.posts()
    assert first.papers == (posted,)
    assert [paper for post in second if not post.parent for paper in post.papers] == rest
    assert await house.ledger() == sorted([again, *rest])
    assert "open" not in await house.deliveries()
