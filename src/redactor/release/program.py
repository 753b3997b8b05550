"""Which program made a release, for certificate, audit trail and report."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

NAME = "redactor"


def program_version() -> str:
    """The version as installed; ``unknown`` when run from files that were never installed."""
    try:
        return version(NAME)
    except PackageNotFoundError:
        return "unknown"
