"""Anonymised copies of one case for the eyes of the person at the pages; made on request, kept in memory only.

They are for looking. What is released is made and checked afresh by the run.
"""

from __future__ import annotations

import threading

from redactor.apply import apply_plan
from redactor.errors import UsageError
from redactor.ingest import Ingested
from redactor.model import Plan
from redactor.pipeline.page_places import Marked, marks_of
from redactor.web.jobs import ENGINE

_PATIENCE = 30.0
"""Seconds that a page waits for other work on documents."""


class Copies:
    """The last copy of each document, and where on its pages something is replaced."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._copies: dict[str, tuple[Plan, frozenset[str], bytes]] = {}
        self._marks: dict[str, tuple[Plan, tuple[Marked, ...]]] = {}

    def marks(self, item: Ingested, plan: Plan | None) -> tuple[Marked, ...]:
        """Where on the pages of a document something is replaced."""
        if plan is None:
            return ()
        source = item.document.source
        with self._lock:
            known = self._marks.get(source)
            if known is None or known[0] != plan:
                known = self._marks[source] = (plan, marks_of(item, plan))
            return known[1]

    def copy_of(self, item: Ingested, plan: Plan, cleared: frozenset[str]) -> bytes:
        """The anonymised copy.

        Raises:
            HeldError: it cannot be written.
            UsageError: other work holds the engine too long.
        """
        source = item.document.source
        known = self._copies.get(source)
        if known is None or known[:2] != (plan, cleared):
            if not ENGINE.acquire(timeout=_PATIENCE):
                raise UsageError("Long work is under way.", next_step="Load the page again when it has ended.")
            try:
                known = self._copies.get(source)
                if known is None or known[:2] != (plan, cleared):
                    data = apply_plan(item.opened, plan, cleared=cleared).data
                    known = self._copies[source] = (plan, cleared, data)
            finally:
                ENGINE.release()
        return known[2]
