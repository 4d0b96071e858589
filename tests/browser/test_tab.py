"""What the other tests rely on: a tab says what is wrong with a page."""

from urllib.parse import quote

from selenium.webdriver import Chrome

from tests.browser.chromium import Tab

BAD = """<!doctype html><html lang="en"><title>Bad</title><main><h1>Bad</h1><button></button>
<p style="width: 2000px">wide</p><img alt="" src="http://elsewhere.example/one.png"></main>"""
GOOD = """<!doctype html><html lang="en"><title>Good</title><main><h1>Good</h1><button>Press</button></main>"""


def shown(chromium: Chrome, page: str) -> Tab:
    tab = Tab(chromium, "http://127.0.0.1:1")
    chromium.get("data:text/html;charset=utf-8," + quote(page))
    return tab


def test_a_bad_page_is_found_out(chromium: Chrome):
    tab = shown(chromium, BAD)
    assert [fault for fault in tab.axe() if "button-name" in fault]
    assert [fault for fault in tab.faults() if fault == "asked elsewhere: http://elsewhere.example/one.png"]
    assert [fault for fault in tab.faults() if fault.startswith("console")] == []  # told once, above
    tab.shape((360, 800))
    assert "wide" in str(tab.sideways())


def test_a_good_page_is_not_blamed(chromium: Chrome):
    tab = shown(chromium, GOOD)
    assert (tab.axe(), tab.faults(), tab.sideways()) == ([], [], [])
