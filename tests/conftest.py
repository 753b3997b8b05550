"""What all tests share: programs that may be missing, and how a skip for that reason counts."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared machine")

PROGRAMS = {"needs_libreoffice": "soffice", "needs_poppler": "pdftotext"}


_LONGEST_BYTES = 48


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Whole files are no names of tests: a container holds the time it was made, and every worker collects anew."""
    return argname if isinstance(val, bytes) and len(val) > _LONGEST_BYTES else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for marker, program in PROGRAMS.items():
        if shutil.which(program):
            continue
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"{program} is not installed"))


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
