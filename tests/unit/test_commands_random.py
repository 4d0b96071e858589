"""/random: every paper once before any comes twice."""

from tests.desk import Desk, labels, sentence, title


async def test_random_comes_to_every_paper_before_any_comes_twice(desk: Desk):
    reply = await desk.type("random tag:optimizer")
    seen = [title(reply)]
    for _ in range(12):
        reply = await desk.press(reply, "Another")
        assert reply.answer == "replace"
        seen.append(title(reply))
    assert len(set(seen)) == 13
    assert title(await desk.press(reply, "Another")) in seen


async def test_random_in_korean_offers_one_more(desk: Desk):
    reply = await desk.type("랜덤", locale="ko")
    assert labels(reply)[0] == "하나 더"
    assert (await desk.press(reply, "하나 더", locale="ko")).view.language == "ko"


async def test_random_of_an_unknown_tag_gets_the_nearest(desk: Desk):
    assert "#optimizer" in labels(await desk.ask("random", {"tag": "optimizr"}))


async def test_random_of_tags_that_no_paper_has_together(desk: Desk):
    assert "No paper has all of these tags" in sentence(await desk.ask("random", {"tag": "rl, tokenizer"}))
