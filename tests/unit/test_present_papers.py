"""What a reader sees of a paper, in each language, whatever is missing."""

import dataclasses
from urllib.parse import unquote_plus

import pytest

from bot.present import lists, papers, posts, reading
from bot.view import Passage
from tests.papers import paper, said, same


def card(which, language="en", **more):
    return papers.card(which, languages=(language,), fold=same, **more)


def labels(view):
    return [action.label for action in view.actions]


def test_the_commentary_is_shown_in_the_wanted_language():
    for language, beginning in (("ko", "한국어로"), ("en", "A comment")):
        view = card(paper(), language)
        assert said(view.passages[0].text).startswith(beginning)
        assert view.passages[0].label == ""


@pytest.mark.parametrize(
    ("language", "missing", "label"),
    [("en", {"en": ""}, "Commentary in Korean"), ("ko", {"ko": ""}, "영어 코멘트")],
)
def test_a_missing_commentary_is_shown_in_the_other_language_with_a_label(language, missing, label):
    view = card(paper(**missing), language)
    assert [each.label for each in view.passages] == [label]
    assert view.passages[0].text


def test_in_a_list_an_english_reader_gets_the_abstracts_first_sentence_instead_of_korean():
    line = papers.result_line(paper(en=""), 1, language="en", fold=same, asked=None)
    assert [(said(each.text), each.label) for each in line.passages] == [
        ("The first sentence of the abstract.", "Commentary in Korean")
    ]


def test_in_a_list_a_korean_reader_gets_the_english_commentary_with_a_label():
    line = papers.post_line(paper(ko=""), 1, languages=("ko",), fold=same)
    assert [each.label for each in line.passages] == ["영어 코멘트"]
    assert said(line.passages[0].text).startswith("A comment")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_without_any_commentary_the_abstract_begins(language):
    line = papers.post_line(paper(ko="", en=""), 1, languages=(language,), fold=same)
    assert said(line.passages[0].text) == "The first sentence of the abstract."
    assert line.passages[0].label


def test_without_commentary_and_abstract_the_place_is_still_not_empty():
    for view in (card(paper(ko="", en="", abstract="")), card(paper(ko="", en="", abstract=""), opened=True)):
        assert view.passages[0].label == "No commentary and no abstract"
        assert not any(action.verb == "recard" for action in view.actions)


def test_a_channel_of_both_languages_sees_both_commentaries_in_its_order():
    line = papers.post_line(paper(), 1, languages=("ko", "en"), fold=same)
    assert [said(each.text)[:3] for each in line.passages] == ["한국어", "A c"]


def test_an_open_card_shows_the_abstract_and_offers_to_hide_it():
    view = card(paper(), opened=True)
    assert view.abstract.label == "Abstract"
    assert labels(view)[0] == "Hide abstract"
    assert card(paper()).abstract is None


def test_an_open_card_without_commentary_does_not_say_the_abstract_twice():
    view = card(paper(ko="", en=""), opened=True)
    assert view.passages == (Passage((), "No commentary"),)


def test_a_card_has_its_buttons_in_both_languages():
    assert labels(card(paper())) == ["Abstract", "한국어", "Save", "Share in channel", "arXiv"]
    assert labels(card(paper(), "ko", saved=True)) == ["초록", "English", "저장됨", "채널에 공유", "arXiv"]


def test_the_language_named_in_a_call_stays_with_the_buttons():
    view = card(paper(), "ko", asked="ko")
    assert {action.args.get("language") for action in view.actions if action.verb in ("recard", "keep")} == {"ko", "en"}
    assert all("language" not in action.args for action in card(paper(), "ko").actions if action.verb == "keep")


def test_a_public_card_never_carries_a_persons_language_but_names_the_other():
    view = papers.public_card(paper(), languages=("ko",), fold=same)
    assert labels(view) == ["초록", "English", "저장", "arXiv"]
    assert [action.args.get("language") for action in view.actions] == [None, "en", None, None]


def test_the_whole_text_is_offered_to_the_adapter_unless_the_card_has_it_already():
    short, long = card(paper(asked := 1), asked="ko"), card(paper(en="A sentence. " * 400))
    assert (short.whole.verb, short.whole.args) == ("whole", {"paper": str(asked), "language": "ko"})
    assert long.whole is None
    assert [action.verb for action in long.actions].count("whole") == 1
    assert papers.public_card(paper(), languages=("ko",), fold=same).whole.verb == "whole"


def test_a_public_card_in_both_languages_needs_no_switch():
    view = papers.public_card(paper(), languages=("ko", "en"), fold=same)
    assert [action.verb for action in view.actions] == ["abstract", "save", ""]


@pytest.mark.parametrize(("language", "label"), [("en", "Find on arXiv"), ("ko", "arXiv에서 찾기")])
def test_a_paper_without_a_link_gets_a_search_link(language, label):
    view = card(paper(arxiv_id=None, links=(), title="Muon & friends: $\\mu$P?"), language)
    assert view.actions[-1].label == label
    assert view.actions[-1].url == view.url
    assert view.url.startswith("https://arxiv.org/search/?")
    assert view.url.endswith("query=Muon+%26+friends%3A+muP%3F")


@pytest.mark.parametrize("title", ["제목이 아주 긴 논문 " * 12, "띄어쓰기가없는제목" * 12])
def test_the_search_for_a_long_korean_title_still_fits_a_button(title):
    url = card(paper(arxiv_id=None, links=(), title=title)).actions[-1].url
    assert 300 < len(url) <= 512
    assert unquote_plus(url.partition("query=")[2]) in title


def test_a_link_elsewhere_is_named_by_its_host():
    view = card(paper(arxiv_id=None, links=("https://www.nature.com/articles/1", "https://github.com/a/b")))
    assert view.actions[-1].label == "nature.com"
    assert [(span.text, span.url) for span in view.links] == [("github.com/a/b", "https://github.com/a/b")]


def test_authors_are_shortened_in_a_list_and_whole_on_a_card():
    many = tuple(f"Author Number{n}" for n in range(194))
    assert papers.byline(paper(authors=("Aaron Defazio",)), "ko") == "Aaron Defazio"
    assert papers.byline(paper(authors=()), "ko") == ""
    assert papers.byline(paper(authors=many), "ko") == "Author Number0 외 193명"
    assert papers.byline(paper(authors=("A B", "C D")), "en") == "A B and 1 other"
    assert card(paper()).authors == "Ada Lovelace, Alan Turing, Kim Minji"
    assert len(card(paper(authors=many)).authors) < papers.CARD_AUTHORS + 30


def test_tags_are_folded_and_named_once():
    folded = papers.tags(paper(tags=("rl", "reinforcement-learning", "moe")), lambda t: "rl" if "rei" in t else t)
    assert folded == ("rl", "moe")


def test_an_essay_is_cut_on_the_card_and_can_be_read_whole():
    essay = paper(ko="\n\n".join(f"문단 {n}. " + "아주 긴 문장이에요. " * 60 for n in range(12)))
    view = card(essay, "ko", opened=True)
    assert sum(len(said(each.text)) for each in (*view.passages, view.abstract)) <= papers.CARD_TEXT
    assert "전체 보기" in labels(view)
    seen, number = "", 1
    while True:
        page = reading.page(essay, number, language="ko", asked=None, fold=same)
        assert sum(len(said(each.text)) for each in page.passages) <= reading.PAGE + 20
        seen += "".join(said(each.text) for each in page.passages)
        if not any(action.label == "다음" for action in page.actions):
            break
        number += 1
    assert number >= 3
    assert all(f"문단 {n}." in seen for n in range(12))
    assert seen.endswith("The first sentence of the abstract. The second sentence.")


def test_a_single_line_of_ten_thousand_characters_is_read_in_pages():
    page = reading.page(paper(en="x" * 10_000), 4, language="en", asked="en", fold=same)
    assert "page 4 of" in page.meta
    assert page.actions[0].args == {"paper": "1", "language": "en", "page": "3"}


def test_a_page_that_does_not_exist_is_the_nearest_one():
    assert reading.page(paper(), 99, language="ko", asked=None, fold=same).meta == "2025년 6월 2일 · arXiv:2506.00001"


@pytest.mark.parametrize(
    ("language", "heading"), [("ko", "2025년 6월 2일 (월) · 논문 2편"), ("en", "Monday, June 2, 2025 · 2 papers")]
)
def test_a_post_is_headed_by_its_digests_date(language, heading):
    view = posts.digest_post([paper(1), paper(2)], languages=(language,), layout="list", fold=same)
    assert [title for title, _ in view.sections] == [heading]
    assert view.note == "optimizer 2 · rl 2"


def test_each_digest_date_is_a_section_and_numbers_run_on():
    later = dataclasses.replace(paper(3), digest=paper().digest.replace(day=3))
    view = posts.digest_post([paper(1), paper(2), later], languages=("ko",), layout="list", fold=same, first_number=8)
    assert [[line.number for line in lines] for _, lines in view.sections] == [[8, 9], [10]]


def test_a_post_in_one_language_has_a_button_for_the_other():
    view = posts.digest_post([paper()], languages=("ko",), layout="list", fold=same)
    assert labels(view) == ["English", "랜덤 논문", "내 설정"]
    assert view.actions[0].args == {"language": "en", "date": "2025-06-02"}
    both = posts.digest_post([paper()], languages=("en", "ko"), layout="list", fold=same)
    assert labels(both) == ["Random paper", "My settings"]


def test_a_post_says_what_follows_at_the_next_slots():
    view = posts.digest_post([paper()], languages=("ko",), layout="list", fold=same, remaining=3)
    assert view.footer == "남은 논문 3편은 다음 소식에 이어서 올려요."
    assert posts.digest_post([paper()], languages=("ko",), layout="list", fold=same).footer == ""


def test_the_thread_layout_has_a_card_for_each_paper_and_a_forum_its_tags():
    view = posts.digest_post([paper(1), paper(2)], languages=("ko",), layout="thread", fold=same)
    assert [each.paper for each in view.cards] == [1, 2]
    forum = posts.digest_post([paper(1), paper(2, tags=("moe", "rl"))], languages=("ko",), layout="forum", fold=same)
    assert forum.cards == ()
    assert forum.tags == ("rl", "moe", "optimizer")


def test_results_show_no_more_than_a_line_or_two_of_each_paper():
    view = lists.results([paper(en="word " * 500)], language="en", fold=same, heading="", note="")
    assert len(said(view.lines[0].passages[0].text)) <= 141
    assert view.lines[0].byline == "Ada Lovelace and 2 others · Jun 2, 2025"
