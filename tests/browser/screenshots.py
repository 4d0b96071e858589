"""`make screenshots`: the main pages as pictures for the documents, the same on every run: the seed's digest, a clock
that stands still, Debian's fonts.

python -m tests.browser.screenshots
"""

import base64
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from selenium.webdriver import Keys

from tests.browser.chromium import MISSING, Tab, found, started
from tests.processes import ROOT
from tests.web_service import MORNING, Web, web

FOLDER = ROOT / "docs" / "screenshots"
DESKTOP, PHONE = (1040, 740), (390, 760)
LARGEST = 150_000  # bytes: a clone should stay small
_STILL = f"""
const Moving = Date;
Date = class extends Moving {{
  constructor(...given) {{ given.length ? super(...given) : super({MORNING.timestamp() * 1000:.0f}); }}
  static now() {{ return {MORNING.timestamp() * 1000:.0f}; }}
}};
"""
_SETTLED = """
const done = arguments[0];
document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(done)));
"""


@dataclass(frozen=True)
class Picture:
    name: str
    size: tuple[int, int]
    scheme: str
    path: str
    act: Callable[[Tab, Web], None] = lambda _tab, _service: None


def paper(tab: Tab, _service: Web) -> None:
    tab.press("main .title a", saying="ProRL")
    tab.one("h1", saying="ProRL")


def asked(tab: Tab, _service: Web) -> None:
    tab.one("#chat[data-live=on]")
    tab.one("#line").send_keys("/paper tag:optimizer", Keys.ENTER)
    tab.until(lambda: tab.all(".entry[data-kind=private] .side.slack"), "the answer")


def posted(tab: Tab, service: Web) -> None:
    tab.one("#chat[data-live=on]")
    tab.press("[data-room=논문]")
    tab.one("#line").send_keys("/구독 오전 9:02", Keys.ENTER)
    tab.until(lambda: tab.all("#room-논문 .entry[data-kind=private] .side.slack"), "the answer")
    service.forward(minutes=2)
    post = tab.until(lambda: tab.all("#room-논문 .entry[data-kind=post]"), "the post")[0]
    room = tab.one("#room-논문")
    tab.driver.execute_script("arguments[0].scrollTop = arguments[1].offsetTop - arguments[0].offsetTop", room, post)


PICTURES = (
    Picture("digest-en-desktop-light", DESKTOP, "light", "/?lang=en"),
    Picture("digest-ko-phone-dark", PHONE, "dark", "/?lang=ko"),
    Picture("paper-ko-desktop-dark", DESKTOP, "dark", "/?lang=ko", paper),
    Picture("paper-en-phone-light", PHONE, "light", "/?lang=en", paper),
    Picture("tag-en-desktop-light", DESKTOP, "light", "/t/optimizer?lang=en"),
    Picture("tag-ko-phone-light", PHONE, "light", "/t/optimizer?lang=ko"),
    Picture("try-en-desktop-light", DESKTOP, "light", "/try?lang=en", asked),
    Picture("try-ko-desktop-dark", DESKTOP, "dark", "/try?lang=ko", posted),
    Picture("try-en-phone-dark", PHONE, "dark", "/try?lang=en", asked),
)


def taken(tab: Tab, service: Web, picture: Picture) -> bytes:
    tab.shape(picture.size)
    tab.likes(picture.scheme)
    tab.open(picture.path)
    picture.act(tab, service)
    tab.driver.execute_script("document.activeElement.blur(); scrollTo(0, 0)")
    tab.driver.execute_async_script(_SETTLED)
    png = base64.b64decode(tab.devtools("Page.captureScreenshot", format="png", optimizeForSpeed=False)["data"])
    assert len(png) <= LARGEST, f"{picture.name} has {len(png):,} bytes"
    return png


def main() -> None:
    if not found():
        sys.exit(MISSING)
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        started(Path(folder, "profile")) as chromium,
    ):
        for picture in PICTURES:
            place = Path(folder, picture.name)
            place.mkdir()
            with web(place) as service:  # one each: what is asked and posted in one is not there in the next
                tab = Tab(chromium, service.address)
                script = tab.devtools("Page.addScriptToEvaluateOnNewDocument", source=_STILL)
                png = taken(tab, service, picture)
                assert tab.faults() == []
                tab.devtools("Page.removeScriptToEvaluateOnNewDocument", **script)
                tab.leave()
            FOLDER.joinpath(f"{picture.name}.png").write_bytes(png)
            print(f"{picture.name}.png: {len(png) / 1000:.0f} kB", flush=True)


if __name__ == "__main__":
    main()
