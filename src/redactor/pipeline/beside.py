"""The second process of a run, set to work before anything else is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from redactor.beside import SecondProcess, second_process
from redactor.detect import prepare


@contextmanager
def process_for_run(pipeline: str | None = None) -> Iterator[SecondProcess | None]:
    """A second process for ``run_case`` while the zone lasts, or none where there is one core only.

    It loads what finds people while the first one loads the rest and reads the documents.

    Args:
        pipeline: As for ``run_case``.
    """
    with second_process() as process:
        if process is not None:
            process.ask(prepare, pipeline)
        yield process
