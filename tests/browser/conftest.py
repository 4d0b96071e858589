"""One Chromium for each process of tests, and a tab that must have nothing to complain of at the end."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser.chromium import MISSING, Tab, found, required, started
from tests.web_service import Web, web

Visit = Callable[[str], Tab]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Said once for each file, not for each test."""
    if not found() and not required():
        for item in items:
            if item.path.is_relative_to(Path(__file__).parent):
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if not found():
        pytest.fail(MISSING)
    with started(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="session")
def archive(chromium: Chrome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """A service for tests that change nothing there for others. It needs the browser, lest it is started in vain."""
    with web(tmp_path_factory.mktemp("archive")) as service:
        yield service


@pytest.fixture
def visit(chromium: Chrome) -> Iterator[Visit]:
    """Opens the service at an address as a reader who was never there."""
    tabs: list[Tab] = []

    def opened(address: str) -> Tab:
        tabs.append(Tab(chromium, address))
        return tabs[-1]

    yield opened
    assert [fault for tab in tabs for fault in tab.faults()] == []


@pytest.fixture
def tab(visit: Visit, archive: Web) -> Tab:
    return visit(archive.address)
