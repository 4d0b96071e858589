"""The guides, as a reader of either language meets them."""

import pytest

from adapters.web.guides import GUIDES
from tests.web_pages import fetched, internal, page
from tests.web_parts import reading

TITLES = {
    "discord": ("Paperboy in Discord", "Discord에서 Paperboy 쓰기"),
    "slack": ("Paperboy in Slack", "Slack에서 Paperboy 쓰기"),
    "web": ("The web page", "웹 페이지"),
}


@pytest.fixture
async def web(vault):
    async with reading(vault) as web:
        yield web


@pytest.mark.parametrize("name", TITLES)
@pytest.mark.parametrize("language", ["en", "ko"])
async def test_a_guide_is_read_in_the_readers_language(web, name, language):
    shown = await page(web, f"/docs/{name}?lang={language}")
    assert shown.one("html").attrs["lang"] == shown.one("article", class_="guide").attrs["lang"] == language
    assert shown.one("h1").text == TITLES[name][language == "ko"]
    assert shown.one("title").text == f"{TITLES[name][language == 'ko']} · Paperboy"
    assert shown.texts("p", class_="lead") == []


async def test_the_browser_chooses_the_language_where_nobody_else_did(web):
    shown = await page(web, "/docs/slack", Accept_Language="ko-KR,ko;q=0.9,en;q=0.5")
    assert shown.one("h1").text == "Slack에서 Paperboy 쓰기"
    assert (await page(web, "/docs/slack", Accept_Language="fr")).one("h1").text == "Paperboy in Slack"
    chosen = await page(web, "/docs/slack", Accept_Language="ko", Cookie="lang=en")
    assert chosen.one("h1").text == "Paperboy in Slack"


async def test_the_other_language_is_one_link_away(web):
    [link] = (await page(web, "/docs/discord?lang=en")).all("a", hreflang="ko")
    assert (await page(web, link.attrs["href"])).one("h1").text == "Discord에서 Paperboy 쓰기"


async def test_a_guide_that_is_in_english_only_says_so_to_a_korean_reader(web):
    shown = await page(web, "/docs/operating?lang=ko")
    assert shown.one("html").attrs["lang"] == "ko"
    assert shown.one("article", class_="guide").attrs["lang"] == "en"
    assert shown.texts("p", class_="lead") == ["이 안내는 영어로 되어 있어요."]
    assert (await page(web, "/docs/operating?lang=en")).texts("p", class_="lead") == []


async def test_search_engines_learn_of_both_languages_where_there_are_two(web):
    shown = await page(web, "/docs/web?lang=ko", Host="papers.example.org")
    assert shown.languages == {
        "ko": "http://papers.example.org/docs/web?lang=ko",
        "en": "http://papers.example.org/docs/web?lang=en",
        "x-default": "http://papers.example.org/docs/web",
    }
    assert shown.meta("og:title") == "웹 페이지"
    assert shown.meta("description").startswith("Paperboy가 실행되는 동안에는")
    only = await page(web, "/docs/operating?lang=ko")
    assert [each for each in only.all("link", rel="alternate") if "hreflang" in each.attrs] == []


# --- the list ---


async def test_the_list_names_all_guides_in_the_readers_language_and_marks_what_is_in_english_only(web):
    korean = await page(web, "/docs?lang=ko")
    assert korean.one("h1").text == "사용 안내"
    assert korean.texts("h2") == [*(title for _, title in TITLES.values()), "Operating Paperboy (영어)"]
    [foreign] = korean.all("a", lang="en", hreflang="en", href="/docs/operating")
    assert foreign.text == "Operating Paperboy"
    english = await page(web, "/docs?lang=en")
    assert english.texts("h2") == [*(title for title, _ in TITLES.values()), "Operating Paperboy"]
    assert {f"/docs/{name}" for name in GUIDES} <= set(internal(english))


async def test_every_page_leads_to_the_list(web):
    assert "/docs" in internal(await page(web, "/feeds"))


# --- links ---


@pytest.mark.parametrize("name", ["", *GUIDES])
@pytest.mark.parametrize("language", ["en", "ko"])
async def test_every_link_and_every_picture_of_a_guide_leads_somewhere(web, name, language):
    shown = await page(web, f"/docs/{name}?lang={language}".replace("/?", "?"))
    ids = {each.attrs["id"] for each in shown.elements if "id" in each.attrs}
    for link in shown.links:
        if link.startswith("#"):
            assert link[1:] in ids
        elif link.startswith("/") and link not in ("/", "/random"):
            assert (await fetched(web, link)).status == 200, link
        else:
            assert link in ("/", "/random") or link.startswith("https://"), link
    pictures = shown.all("img")
    assert bool(pictures) is (name == "web")
    for picture in pictures:
        told = await fetched(web, picture.attrs["src"])
        assert (told.status, told.headers["Content-Type"]) == (200, "image/png"), picture.attrs["src"]
        assert picture.attrs["alt"]


async def test_guides_lead_to_each_other_in_both_languages(web):
    for language in ("en", "ko"):
        assert "/docs/operating" in (await page(web, f"/docs/web?lang={language}")).links
    assert {"/docs/discord", "/docs/slack", "#runbook"} <= set((await page(web, "/docs/operating")).links)


@pytest.mark.parametrize(
    "path",
    ["/docs/decisions", "/docs/ko", "/docs/ko%2Fslack", "/docs/..%2FREADME", "/docs/slack.md", "/docs/screenshots"]
    + [f"/docs/screenshots/{name}" for name in ("nothing.png", "..%2Fslack.md", "%00", "..%2F..%2Fpyproject.toml")],
)
async def test_what_is_no_guide_is_not_there(web, path):
    assert (await page(web, f"{path}?lang=ko", status=404)).one("h1").text == "여기에는 아무것도 없어요"


# --- the wire ---


@pytest.mark.parametrize("path", ["/docs", "/docs/slack", "/docs/operating"])
async def test_each_language_has_a_tag_of_its_own(web, path):
    tags = {}
    for language in ("en", "ko"):
        whole = await fetched(web, path, Cookie=f"lang={language}")
        assert whole.headers["Vary"] == "Accept-Language, Cookie"
        tags[language] = whole.headers["ETag"]
        again = await fetched(web, path, Cookie=f"lang={language}", If_None_Match=tags[language])
        assert (again.status, again.body) == (304, b"")
    other = await fetched(web, path, Cookie="lang=ko", If_None_Match=tags["en"])
    assert (other.status, other.headers["ETag"]) == (200, tags["ko"])
    assert tags["ko"] != tags["en"]


async def test_who_has_a_picture_already_gets_none(web):
    path = "/docs/screenshots/try-ko-desktop-dark.png"
    whole = await fetched(web, path)
    assert "default-src 'none'" in whole.headers["Content-Security-Policy"]
    assert (await fetched(web, path, If_None_Match=whole.headers["ETag"])).status == 304
    assert (await fetched(web, path, "HEAD")).body == b""
