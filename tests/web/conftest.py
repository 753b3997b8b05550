"""What the tests in a real browser share: one Chromium and one window for each module that has a ``server``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.web.running import Running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    from tests.web.browsing import browser

    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def page(chromium: Browser, server: Running) -> Page:
    from tests.web.browsing import new_page

    opened = new_page(chromium)
    opened.goto(server.entry)
    return opened
