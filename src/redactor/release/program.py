"""Which program made a release, for certificate, audit trail and report."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

NAME = "redactor"


def program_version() -> str:
    """The version as installed; ``unknown`` when run from files that were never installed."""
    return _version_of(NAME)


@cache
def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
