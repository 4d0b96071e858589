"""Chromium, driven as a reader would use it, and everything that it complains of."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from selenium.common import StaleElementReferenceException, TimeoutException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE_S = 20  # a deadline, not a pause
MISSING = "Chromium and its driver are not installed: run `make browser`, and these tests run too"
DESKTOP, PHONE = (1280, 900), (360, 800)
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--hide-scrollbars", "--disable-partial-raster", "--force-color-profile=srgb", "--force-prefers-reduced-motion",
    "--accept-lang=en-US",
    "--process-per-site", "--disable-site-isolation-trials",  # a renderer for each test would cost more than most tests
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves this machine, whatever a page says
)  # fmt: skip
_AXE = distribution("axe-playwright-python").locate_file("axe_playwright_python/axe.min.js")
_Found = TypeVar("_Found")
_OURS = re.compile(r"^(?:data|blob|about|chrome)")


def required() -> bool:
    """Whether a missing browser is a failure: CI has no reason to go without."""
    return "BROWSER_TESTS" in os.environ or os.environ.get("CI", "").lower() in {"1", "true"}


def found() -> tuple[str, str] | None:
    browsers = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    browser, driver = next(filter(None, browsers), None), shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


@contextmanager
def started(profile: Path) -> Iterator[Chrome]:
    programs = found()
    assert programs, MISSING
    options = ChromeOptions()
    options.binary_location = programs[0]
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = ChromeService(executable_path=programs[1], port=0)
    driver = Chrome(options=options, service=service)
    process = service.process
    try:
        yield driver
    finally:
        driver.quit()
        process.kill()
        process.wait()


class Tab:
    """One reader's browser, without cookies, at a service."""

    def __init__(self, driver: Chrome, home: str) -> None:
        self.driver, self.home = driver, home.rstrip("/")
        self.heard: list[dict[str, Any]] = []  # what went over the network, and other events
        self.missing = ""  # a path where nothing is, as the test knows
        driver.get("about:blank")
        for kind in ("performance", "browser"):
            driver.get_log(kind)  # what others left
        self.devtools("Network.clearBrowserCookies")
        self.devtools("Storage.clearDataForOrigin", origin=self.home, storageTypes="local_storage")
        self.devtools("Emulation.setTimezoneOverride", timezoneId="Asia/Seoul")
        self.shape(DESKTOP)
        self.likes("light")
        self.speaks("en-US,en;q=0.9")

    # --- how the reader sits there ---

    def devtools(self, command: str, **values: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, values)

    def shape(self, size: tuple[int, int], *, density: float = 1) -> None:
        width, height = size
        mobile = width < 600
        self.devtools(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=density, mobile=mobile
        )

    def likes(self, scheme: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.devtools("Emulation.setEmulatedMedia", media="", features=features)

    def speaks(self, accepted: str) -> None:
        """What the browser says that its reader understands."""
        agent = self.driver.execute_script("return navigator.userAgent")
        self.devtools("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=accepted)

    # --- what the reader does ---

    def open(self, path: str) -> None:
        self.driver.get(self.home + path)

    def leave(self) -> None:
        """Before the service ends: a page that listens would complain of that."""
        self.driver.get("about:blank")

    @property
    def path(self) -> str:
        address = urlsplit(self.driver.current_url)
        return address.path + (f"?{address.query}" if address.query else "")

    @property
    def text(self) -> str:
        return str(self.driver.execute_script("return document.body.innerText"))

    def all(self, css: str) -> list[WebElement]:
        return self.driver.find_elements("css selector", css)

    def one(self, css: str, *, saying: str = "") -> WebElement:
        """The first that is shown, as soon as it is."""

        def shown() -> WebElement | None:
            hits = (each for each in self.all(css) if each.is_displayed() and saying in each.text)
            return next(hits, None)

        return self.until(shown, f"{css} {saying!r}")

    def press(self, css: str, *, saying: str = "") -> None:
        element = self.one(css, saying=saying)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()

    def until(self, condition: Callable[[], _Found], what: str) -> _Found:
        """What `condition` gives as soon as it gives anything."""
        gone = (StaleElementReferenceException,)  # what was found may be replaced before it is read
        wait = WebDriverWait(self.driver, PATIENCE_S, poll_frequency=0.05, ignored_exceptions=gone)
        try:
            return wait.until(lambda _: condition())
        except TimeoutException as error:
            raise AssertionError(f"never there: {what}; the page says: {self.text[:500]}") from error

    def reads(self, text: str) -> None:
        self.until(lambda: text in self.text, text)

    def keys(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    # --- what is wrong with a page ---

    def sideways(self) -> list[str]:
        """What makes the page wider than the window."""
        return list(self.driver.execute_script(_WIDE))

    def axe(self) -> list[str]:
        """What shuts people out: WCAG 2.2 AA, and what axe-core calls best practice."""
        if not self.driver.execute_script("return 'axe' in window"):
            self.driver.execute_script(Path(_AXE).read_text("utf-8"))
        told = self.driver.execute_async_script(_LOOK)
        return [
            f"{each['impact']}: {each['help']} ({each['id']}): {node['html'][:200]}"
            for each in told
            for node in each["nodes"]
        ]

    def faults(self) -> list[str]:
        """Errors of the console (a refusal by the policy is one), failed requests, requests to elsewhere."""
        known = f"{self.home}{self.missing}" if self.missing else None
        errors = [each["message"] for each in self.driver.get_log("browser") if each["level"] == "SEVERE"]
        said = [f"console: {error}" for error in errors if not (known and error.startswith(known))]
        self.heard += [json.loads(each["message"])["message"] for each in self.driver.get_log("performance")]
        return said + [f"asked elsewhere: {address}" for address in self.asked() if not self._here(address)]

    def asked(self) -> list[str]:
        """The addresses of all requests so far, also those that were refused."""
        sent = [each["params"] for each in self.heard if each["method"] == "Network.requestWillBeSent"]
        opened = [each["params"]["url"] for each in self.heard if each["method"] == "Network.webSocketCreated"]
        return [each["request"]["url"] for each in sent] + opened

    def _here(self, address: str) -> bool:
        return bool(_OURS.match(address)) or urlsplit(address).netloc == urlsplit(self.home).netloc


_WIDE = """
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= width) return [];
const wide = [...document.querySelectorAll("body *")].filter(each => each.getBoundingClientRect().right > width + 1);
const shown = wide.slice(0, 5).map(each => each.outerHTML.slice(0, 150));
return [`${document.documentElement.scrollWidth} > ${width}`, ...shown];
"""
_LOOK = """
const done = arguments[arguments.length - 1];
axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
   .then(told => done(told.violations), fault => done([{impact: "broken", help: String(fault), id: "axe", nodes: []}]));
"""
