"""What all tests share: programs that may be missing, and how a skip for that reason counts."""

from __future__ import annotations

import os
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from redactor import cores

# How long an example takes says more about the machine than about the code.
settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared machine")

# Each process that runs tests has a core to itself, and asks for no second process unless a test is about that.
os.environ.setdefault(cores.VARIABLE, "1")

PROGRAMS = {"needs_libreoffice": "soffice", "needs_poppler": "pdftotext"}


_LONGEST_BYTES = 48
_SHARES = re.compile(r"""@pytest\.fixture\(.*scope=["']module["']""")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Whole files are no names of tests: a container holds the time it was made, and every worker collects anew."""
    return argname if isinstance(val, bytes) and len(val) > _LONGEST_BYTES else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    _keep_modules_together(items)
    for marker, program in PROGRAMS.items():
        if shutil.which(program):
            continue
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"{program} is not installed"))


def _keep_modules_together(items: list[pytest.Item]) -> None:
    """A module that makes something once for all its tests is a group, if it names none: one process makes it."""
    for item in items:
        if not item.get_closest_marker("xdist_group") and _SHARES.search(_source(item.path)):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@cache
def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """On CI a skipped test is a failure: there, every program can be installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("CI"):
        return
    skipped = reporter.stats.get("skipped", [])
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped and os.environ.get("CI"):
        names = ", ".join(report.nodeid for report in skipped)
        terminalreporter.write_line(f"CI counts a skipped test as a failure: {len(skipped)} skipped: {names}", red=True)
