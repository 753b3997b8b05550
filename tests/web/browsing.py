"""A real browser for the tests: Debian's Chromium driven by Playwright."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
NEEDS_CHROMIUM = pytest.mark.skipif(not CHROMIUM, reason="needs the program chromium")
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PATIENCE = 90_000
"""Milliseconds; a loaded machine reads a case slowly."""

_FAILED: list[str] = []

expect.set_options(timeout=PATIENCE)

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield started
        started.close()


def new_page(started: Browser, *, dark: bool = False, width: int = 1360) -> Page:
    """A window; each mistake of its scripts is kept for ``no_script_failed``."""
    context = started.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: _FAILED.append(str(error)))
    return page


@pytest.fixture(autouse=True)
def no_script_failed() -> Iterator[None]:
    """Fails a test in which a script of the pages failed; import it into a module of browser tests."""
    _FAILED.clear()
    yield
    assert not _FAILED, "; ".join(_FAILED)


def axe(page: Page) -> list[str]:
    """The accessibility rules of WCAG 2.2 AA that the page breaks, with the element."""
    page.evaluate(AXE)
    options = {
        "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    }
    found: dict[str, Any] = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [f"{v['id']}: {node['html'][:200]}" for v in found["violations"] for node in v["nodes"]]
