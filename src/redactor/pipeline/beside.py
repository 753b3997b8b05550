"""The second process of a run or a check, set to work before anything else is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from redactor.beside import SecondProcess, second_process

_SMALL = 16_000
"""Bytes of a file that is checked sooner than a second process has started."""


@contextmanager
def process_for_run(pipeline: str | None = None) -> Iterator[SecondProcess | None]:
    """A second process for ``run_case`` while the zone lasts, or none where there is one core only.

    It loads what finds people, and what it does of the verification, while the first one loads the rest and reads the
    documents.

    Args:
        pipeline: As for ``run_case``.
    """
    from redactor.detect import prepare

    with second_process() as process:
        if process is not None:
            process.ask(prepare, pipeline)
            process.ask(_prepare_verifier)
        yield process


def _prepare_verifier() -> None:
    """As of ``redactor.verify``, which the process that asks for it does not load yet."""
    from redactor.verify import prepare_verifier

    prepare_verifier()


@contextmanager
def process_for_check(files: Iterable[Path]) -> Iterator[SecondProcess | None]:
    """A second process for ``check_files`` while the zone lasts; none for one small file or where there is one core.

    It loads the person model while the first one loads the rest and reads the files.

    Args:
        files: What is to be checked; folders are large.
    """
    if sum(_size(file) for file in files) <= _SMALL:
        yield None
        return
    from redactor.nlp import prepare_model

    with second_process() as process:
        if process is not None:
            process.ask(prepare_model)
        yield process


def _size(file: Path) -> int:
    try:
        return _SMALL + 1 if file.is_dir() else file.stat().st_size
    except OSError:  # the check says so
        return 0
