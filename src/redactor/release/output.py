"""The output folder: where it may lie, locked for one run, left-overs of dead runs removed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from redactor.case.files import remove_tree, sha256_of
from redactor.case.locking import exclusive
from redactor.case.schema import Case
from redactor.errors import UsageError
from redactor.release import audit
from redactor.release.audit import AUDIT_NAME, AuditDetails, Event
from redactor.release.previous import CERTIFICATE_NAME, RELEASE_NAME, Previous, read_previous
from redactor.release.program import program_version

STAGING_PREFIX = ".redactor-staging-"


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder that this process may write to.

    Attributes:
        folder: The folder that ``--out`` names.
        previous: What stands there from an earlier run.
    """

    folder: Path
    previous: Previous

    @property
    def release(self) -> Path:
        """The folder of the released copies."""
        return self.folder / RELEASE_NAME

    @property
    def certificate(self) -> Path:
        """The certificate."""
        return self.folder / CERTIFICATE_NAME

    @property
    def audit(self) -> Path:
        """The audit trail."""
        return self.folder / AUDIT_NAME


@contextmanager
def open_output(out: Path, case: Case) -> Iterator[Output]:
    """Lock ``out`` for one run and put it in order.

    The folder is made if it is not there. Staging folders of runs that were
    killed are removed, and the audit trail says how such a run ended.

    Raises:
        UsageError: ``out`` lies where a release must not lie, another run is
            writing there, it holds things that this program did not write, or
            it cannot be written.
        BlockedError: its audit trail was changed.
    """
    require_good_place(out, case)
    with ExitStack() as held:
        with as_usage_error():
            out.mkdir(parents=True, exist_ok=True)
            held.enter_context(exclusive(out))
            for stale in sorted(out.glob(f"{STAGING_PREFIX}*")):
                remove_tree(stale)
            previous = read_previous(out)
            _settle(out, previous)
        yield Output(out, previous)


def require_good_place(out: Path, case: Case) -> None:
    """Check that ``out`` keeps apart what may leave the board from what may not.

    Raises:
        UsageError: it lies in the originals or in the confidential folder, or
            it is or holds the case folder.
    """
    place, root = out.resolve(), case.root.resolve()
    if place.exists() and not place.is_dir():
        raise UsageError("--out is a file.", next_step="Give the name of a folder.")
    for folder, words in ((case.documents, "the case's documents"), (case.confidential, "the confidential folder")):
        if place.is_relative_to(folder.resolve()):
            raise UsageError(f"--out lies in {words}.", next_step="Choose a folder outside the case.")
    if root.is_relative_to(place):
        raise UsageError(
            "--out holds the case folder itself; it may hold only what can leave the board.",
            next_step="Choose an empty folder beside the case folder.",
        )
    if case.confidential.resolve().is_relative_to(place):
        raise UsageError("--out holds the confidential folder.", next_step="Choose another folder.")


@contextmanager
def as_usage_error() -> Iterator[None]:
    """Turn a failure of the file system into words that name no file."""
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The output folder cannot be written ({error.strerror or type(error).__name__}).",
            next_step="Close the files of an earlier release, look at free space and permissions, and run again.",
        ) from None


def _settle(out: Path, previous: Previous) -> None:
    """Say in the audit trail how the last run ended, if it was killed before it could."""
    lines = audit.read_audit(out / AUDIT_NAME)
    if not lines or lines[-1].event is not Event.PUBLISHING:
        return
    last, certificate = lines[-1], previous.certificate
    event, digest = Event.INTERRUPTED, None
    if certificate is not None and certificate.audit == last.digest:
        if previous.complete:
            event = Event.PUBLISHED
        elif not previous.exists and not certificate.files:
            event = Event.WITHDRAWN
        if event is not Event.INTERRUPTED:
            digest = sha256_of(out / CERTIFICATE_NAME)
    details = AuditDetails(program_version(), destination=last.destination, released=last.released, certificate=digest)
    audit.append(out / AUDIT_NAME, event, details)
