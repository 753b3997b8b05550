"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives how far the work is; never receives document text."""

    def stage(self, name: str, total: int) -> None:
        """A stage of ``total`` steps begins."""

    def step(self) -> None:
        """One step of the current stage is done."""

    def document(self, source: str) -> None:
        """Work on one document begins: its path below ``documents/``, which may hold a name and is not to be shown."""


class Silent:
    """Tells nobody."""

    def stage(self, name: str, total: int) -> None:
        """Ignore the stage."""

    def step(self) -> None:
        """Ignore the step."""

    def document(self, source: str) -> None:
        """Ignore the document."""
