"""What an archive holds, before anything is done with it: read-only, and honest about every file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from queue import SimpleQueue

from redactor.batch.finding import Archive
from redactor.batch.fingerprint import documents_of
from redactor.batch.isolated import IsolatedWorker
from redactor.batch.similar import groups
from redactor.batch.values import Limits, Look, PlannedCase, Seen
from redactor.cores import allowed_cores
from redactor.pipeline.progress import Progress, Silent


@dataclass(frozen=True, slots=True)
class Listed:
    """One document of an inventory.

    Attributes:
        seen: The document.
        case: The case folder it stands in, or the folder that seems to be its case; empty at the root.
        in_case_folder: Whether that is a case folder with a ``case.toml``.
        same_as: An earlier document with the same bytes; empty for none.
        like: An earlier document with much the same text; empty for none.
        likeness: How like, 0 to 1.
    """

    seen: Seen
    case: str
    in_case_folder: bool
    same_as: str = ""
    like: str = ""
    likeness: float = 0.0


def take_inventory(
    archive: Archive,
    root: Path,
    *,
    password_file: Path | None = None,
    workers: int | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> tuple[Listed, ...]:
    """Look at every document of an archive; nothing below it is written.

    Args:
        archive: What stands below ``root`` (``survey``).
        root: The archive's root.
        password_file: Passwords to try on protected files.
        workers: Worker processes; the cores of this machine if not given.
        limits: What one document may take.
        progress: Is told how far the work is.

    Returns:
        Every document, sorted by its place.
    """
    told = progress or Silent()
    passwords = str(password_file.resolve()) if password_file else ""
    places = dict(_places(archive, root))
    looks = [Look(key=key, path=str(path), password_file=passwords) for key, (path, _, _) in sorted(places.items())]
    told.stage("Looking", len(looks))
    seen = _looked(looks, workers or allowed_cores(), limits or Limits(seconds=300), told)
    first: dict[str, str] = {}
    same = {item.key: first.setdefault(item.sha256, item.key) for item in seen if item.sha256}
    like = groups({item.key: item.signature for item in seen if same.get(item.key) == item.key})
    return tuple(
        Listed(
            seen=item,
            case=places[item.key][1],
            in_case_folder=places[item.key][2],
            same_as=same[item.key] if same.get(item.key, item.key) != item.key else "",
            like=like.get(item.key, ("", 0.0))[0],
            likeness=like.get(item.key, ("", 0.0))[1],
        )
        for item in seen
    )


def _places(archive: Archive, root: Path) -> Iterator[tuple[str, tuple[Path, str, bool]]]:
    """Key → path, case, whether the case is a case folder."""
    for folder in archive.cases:
        case = folder.relative_to(root).as_posix()
        for _, path in documents_of(PlannedCase(key=case, folder=str(folder))):
            yield path.relative_to(root).as_posix(), (path, case, True)
    for path in archive.loose:
        key = path.relative_to(root).as_posix()
        parent = PurePosixPath(key).parent.as_posix()
        yield key, (path, "" if parent == "." else parent, False)


def _looked(looks: Sequence[Look], workers: int, limits: Limits, progress: Progress) -> list[Seen]:
    count = max(1, min(workers, len(looks)))
    free: SimpleQueue[IsolatedWorker] = SimpleQueue()
    pool = [IsolatedWorker(limits) for _ in range(count)]
    for worker in pool:
        free.put(worker)

    def one(task: Look) -> Seen:
        worker = free.get()
        try:
            return worker.look(task)
        finally:
            free.put(worker)

    found: list[Seen] = []
    with ThreadPoolExecutor(count) as threads:
        try:
            for item in threads.map(one, looks):
                found.append(item)
                progress.step()
        finally:
            threads.shutdown(cancel_futures=True)
            for worker in pool:
                worker.close()
    return found
