"""The archive, as a reader sees it in a browser."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium.webdriver import Keys

from tests.browser.chromium import DESKTOP, PHONE, Tab
from tests.processes import Place
from tests.vault import note
from tests.web_service import web

MISSING = "/nothing"
PAGES = {
    "digest": "/d/2025-06-02", "paper": "", "tag": "/t/optimizer", "tags": "/tags", "search": "/search?q=학습",
    "calendar": "/calendar", "feeds": "/feeds", "guides": "/docs", "Discord": "/docs/discord", "Slack": "/docs/slack",
    "web": "/docs/web", "operating": "/docs/operating",
    "nothing there": MISSING,
}  # fmt: skip
GRADPOWER = "GradPower: Powering Gradients for Faster Language Model Pre-Training"


def shown(tab: Tab, page: str, language: str) -> None:
    """Opens one of them in a language; a paper by its title, as a reader comes to it."""
    if page == "paper":
        tab.open(f"/t/optimizer?lang={language}")
        tab.press("main a", saying=GRADPOWER)
        tab.one("h1", saying=GRADPOWER)
    else:
        path = PAGES[page]
        tab.missing = path if path == MISSING else ""
        tab.open(f"{path}{'&' if '?' in path else '?'}lang={language}")


def test_whoever_starts_paperboy_for_the_first_time_sees_a_digest_at_once(tmp_path: Path, visit: Callable[[str], Tab]):
    with Place(tmp_path, web_port="0").service() as service:
        address = f"http://127.0.0.1:{service.until('web server listens')['port']}"
        service.until("ready")
        tab = visit(address)
        tab.open("/")
        tab.one("h1", saying="June 2, 2025")
        tab.one("h2", saying=GRADPOWER)
        tab.press("main a[href='/try']")
        tab.until(lambda: tab.path == "/try", "/try")
        tab.leave()


def test_the_language_is_switched_on_the_page_where_one_is_and_remembered(tab: Tab):
    tab.open("/d/2025-06-02")
    tab.one("h1", saying="Monday, June 2, 2025")
    tab.press(".languages a", saying="한국어")
    tab.one("h1", saying="2025년 6월 2일 (월)")
    assert urlsplit(tab.path).path == "/d/2025-06-02"
    tab.press("main a", saying=GRADPOWER)
    tab.one("h2", saying="코멘트")
    assert [cookie["name"] for cookie in tab.driver.get_cookies()] == ["lang"]


def test_a_browser_that_asks_for_korean_gets_it(tab: Tab):
    tab.speaks("ko-KR,ko;q=0.9,en;q=0.5")
    tab.open("/")
    tab.one("h1", saying="2025년 6월 2일")
    assert tab.driver.get_cookies() == []


def test_the_archive_is_walked_through_by_links(tab: Tab):
    tab.open("/")
    tab.press("nav a", saying="Tags")
    tab.press("main a", saying="optimizer")
    tab.press("main a", saying=GRADPOWER)
    tab.one("h2", saying="BibTeX")
    tab.press("main a", saying="June 2, 2025")
    tab.one("h1", saying="June 2, 2025")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_search_in_korean_finds_papers(tab: Tab, script: bool):
    tab.devtools("Emulation.setScriptExecutionDisabled", value=not script)
    tab.open("/search")
    tab.one("main input[name='q']").send_keys("그래디언트", Keys.ENTER)
    tab.one("main a", saying=GRADPOWER)
    tab.devtools("Emulation.setScriptExecutionDisabled", value=False)


def test_the_first_press_of_tab_leads_to_the_content(tab: Tab):
    tab.open("/")
    tab.keys(Keys.TAB)
    assert tab.driver.switch_to.active_element.is_displayed()
    tab.keys(Keys.ENTER)
    assert tab.driver.current_url.endswith("#main")


def test_a_citation_is_copied(tab: Tab):
    tab.devtools("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    shown(tab, "paper", "en")
    tab.press("main button", saying="Copy")
    tab.reads("Copied")
    copied = tab.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied.startswith("@")
    assert "GradPower" in copied


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_phone(tab: Tab, page: str, language: str):
    tab.shape(PHONE)
    shown(tab, page, language)
    assert tab.sideways() == []


def test_words_without_end_fit_a_phone(tmp_path: Path, visit: Callable[[str], Tab]):
    vault = tmp_path / "vault"
    vault.mkdir()
    word, tag = "Incomprehensibilities" * 20, "x" * 95
    text = note(word, arxiv="2506.00009", authors=", ".join(["Name" * 20] * 9), ko=word, en=word, tags=f"#{tag}")
    (vault / "250601 Endless.md").write_text(text)
    with web(tmp_path, sources=str(vault)) as service:
        tab = visit(service.address)
        service.until("imported", source=str(vault))
        tab.shape(PHONE)
        for path in ("/p/2506.00009", "/d/2025-06-01", "/tags", f"/t/{tag}", f"/search?tag={tag}"):
            tab.open(path)
            tab.reads(tag)
            assert tab.sideways() == [], path


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_shuts_nobody_out(tab: Tab, page: str, scheme: str, language: str):
    tab.likes(scheme)
    shown(tab, page, language)
    for size in (DESKTOP, PHONE):
        tab.shape(size)
        assert tab.axe() == []
