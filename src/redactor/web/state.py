"""What the server keeps between requests: the session, the open cases, the recent list."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from redactor.web.desk import Desk
from redactor.web.drawing import Drawing
from redactor.web.recent import Recent
from redactor.web.session import Session


@dataclass
class State:
    """One run of the server.

    Attributes:
        session: Its secrets.
        recent: The cases opened lately.
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for none.
        desks: Open cases by opaque id.
        drawing: Draws pages.
        stopping: Set when the person closes the program.
    """

    session: Session
    recent: Recent
    pipeline: str | None = None
    desks: dict[str, Desk] = field(default_factory=dict)
    drawing: Drawing = field(default_factory=Drawing)
    stopping: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, root: Path) -> tuple[str, Desk]:
        """Put a case folder on a desk, or find the desk it is on; and note it as recent."""
        folder = root.resolve()
        key = self.session.opaque("case", str(folder))
        with self._lock:
            desk = self.desks.setdefault(key, Desk(folder, pipeline=self.pipeline))
        self.recent.note(folder)
        return key, desk

    @property
    def busy(self) -> bool:
        """Whether long work is under way for any case."""
        return any(desk.busy for desk in list(self.desks.values()))
