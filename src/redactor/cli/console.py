"""Messages and progress on stderr; stdout belongs to results."""

from __future__ import annotations

import json
import sys
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

stderr = Console(stderr=True, highlight=False, soft_wrap=True)


class Bar:
    """A progress bar on stderr; plain lines where there is no terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._terminal = stderr.is_terminal
        self._rich = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=stderr,
            disable=quiet or not self._terminal,
        )
        self._task: Any = None

    def __enter__(self) -> Bar:
        """Start the display."""
        self._rich.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the display."""
        self._rich.stop()

    def stage(self, name: str, total: int) -> None:
        """Show a new stage."""
        if not self._terminal and not self._quiet:
            stderr.print(f"{name} ({total})")
        self._task = self._rich.add_task(name, total=total)

    def step(self) -> None:
        """Advance the current stage."""
        if self._task is not None:
            self._rich.advance(self._task)

    def document(self, source: str) -> None:
        """Show nothing: a file name may hold a name."""


def print_json(value: object) -> None:
    """Write one JSON object to stdout and nothing else."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
