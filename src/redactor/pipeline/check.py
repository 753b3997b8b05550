"""The pre-publication check of finished files; changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from redactor.case import case_from_glossary, load_case
from redactor.case.register import RegisterRow
from redactor.case.schema import Case
from redactor.decide import family_of
from redactor.errors import ExitCode, UnreadableError, UnsupportedFormatError, UsageError, most_severe
from redactor.model import DocumentKind, Notice, Origin, Person, Residual, Verification
from redactor.pipeline.progress import Progress, Silent
from redactor.profiles.schema import Profile, load_profile
from redactor.release.certificate import ReleasedCopies
from redactor.verify import Knowledge, check_file


class CheckStatus(StrEnum):
    """How the check of one file ended."""

    CLEAN = "clean"
    RESIDUAL = "residual"
    HELD = "held"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"


_EXIT = {
    CheckStatus.CLEAN: ExitCode.OK,
    CheckStatus.RESIDUAL: ExitCode.BLOCKED,
    CheckStatus.HELD: ExitCode.HELD,
    CheckStatus.REFUSED: ExitCode.BLOCKED,
    CheckStatus.UNREADABLE: ExitCode.UNREADABLE,
    CheckStatus.UNSUPPORTED: ExitCode.UNSUPPORTED,
}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """The answer about one file.

    Attributes:
        source: The path as given.
        kind: What the file was taken to be; ``None`` if it could not be read.
        status: Clean, residual, held, refused, unreadable or unsupported.
        residuals: What is left in it.
        notes: What a person should know, and what holds it.
    """

    source: str
    kind: DocumentKind | None
    status: CheckStatus
    residuals: tuple[Residual, ...] = ()
    notes: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The answer about all files.

    Attributes:
        documents: One answer for each file, in the order given.
        limited: Whether neither case nor glossary was given: then nothing can be called clean.
    """

    documents: tuple[CheckedFile, ...]
    limited: bool

    @property
    def exit_code(self) -> ExitCode:
        """0 clean, 5 held, 6 residual or refused, 3, 4, or 8 if nothing was found without a case."""
        codes = [_EXIT[item.status] for item in self.documents]
        return most_severe([*codes, ExitCode.LIMITED] if self.limited else codes)


def check_files(
    files: Iterable[Path | str],
    case: Case | Path | str | None = None,
    *,
    glossary: Path | None = None,
    destination: str = "ofsted",
    certificate: Path | None = None,
    progress: Progress | None = None,
) -> CheckResult:
    """Check finished files for anything that must not be in them.

    Args:
        files: Files or folders; folders are searched through.
        case: A loaded case or its folder.
        glossary: A glossary alone, where there is no case folder.
        destination: ``ofsted``, ``website`` or ``panel``.
        certificate: The ``certificate.json`` of a release: says whether a file is the released one,
            has its text, or where it differs.
        progress: Is told how far the work is.

    Raises:
        UsageError: if there is nothing to check, or both a case and a glossary are given.
        CaseError: if the case folder or the glossary has mistakes.
    """
    progress = progress or Silent()
    profile = load_profile(destination)
    if case is not None and glossary is not None:
        raise UsageError("Give either a case or a glossary, not both.")
    loaded = _loaded(case, glossary)
    knowledge = knowledge_of(loaded, profile) if loaded else None
    paths = _paths(files)
    copies = ReleasedCopies.read(certificate) if certificate else None
    progress.stage("Checking", len(paths))
    answers: list[CheckedFile] = []
    for path in paths:
        answer = _checked(path, knowledge, profile, copies)
        answers.append(_with_preconditions(answer, loaded if case is not None else None, profile))
        progress.step()
    return CheckResult(tuple(answers), limited=knowledge is None)


def knowledge_of(case: Case, profile: Profile) -> Knowledge:
    """What the verifier needs of a case whose documents are not read: its people and the register's."""
    listed = {p.code for p in case.people}
    provisional = tuple(_person(row) for row in case.register.rows if row.code not in listed)
    family = family_of(case)
    extra = () if family is None or family in case.people else (family,)
    return Knowledge.of(case, (*case.people, *provisional, *extra), profile)


def _person(row: RegisterRow) -> Person:
    return Person(
        key=f"r:{row.code}",
        name=row.name,
        code=row.code,
        category=row.category,
        role=row.role,
        origin=Origin.PROVISIONAL,
    )


def _loaded(case: Case | Path | str | None, glossary: Path | None) -> Case | None:
    if isinstance(case, Case):
        return case
    if case is not None:
        return load_case(Path(case), need_documents=False)
    return case_from_glossary(glossary) if glossary else None


def _paths(files: Iterable[Path | str]) -> tuple[Path, ...]:
    paths: list[Path] = []
    for given in map(Path, files):
        if given.is_dir():
            paths += sorted(p for p in given.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
        elif given.is_file():
            paths.append(given)
        else:
            raise UsageError(f"There is no file or folder {given}.", next_step="Look at the path again.")
    if not paths:
        raise UsageError("There is no file to check.")
    return tuple(paths)


def _checked(path: Path, knowledge: Knowledge | None, profile: Profile, copies: ReleasedCopies | None) -> CheckedFile:
    try:
        data = path.read_bytes()
    except OSError as error:
        return _failed(path, CheckStatus.UNREADABLE, f"The file cannot be opened ({error.strerror}).", "")
    if copies is not None and copies.is_released(data):
        notes = (Notice("These are the very bytes that were released."),)
    else:
        notes = ()
    try:
        verification = check_file(path.name, data, knowledge=knowledge, profile=profile)
    except UnreadableError as error:
        return _failed(path, CheckStatus.UNREADABLE, error.message, error.next_step)
    except UnsupportedFormatError as error:
        return _failed(path, CheckStatus.UNSUPPORTED, error.message, error.next_step)
    return _answer(path, verification, notes)


def _failed(path: Path, status: CheckStatus, message: str, next_step: str) -> CheckedFile:
    return CheckedFile(str(path), None, status, notes=(Notice(message, holds=True, next_step=next_step),))


def _answer(path: Path, verification: Verification, notes: Sequence[Notice]) -> CheckedFile:
    if verification.residuals or verification.lost:
        status = CheckStatus.RESIDUAL
    elif verification.refused:
        status = CheckStatus.REFUSED
    elif verification.unchecked:
        status = CheckStatus.HELD
    else:
        status = CheckStatus.CLEAN
    refused = (Notice(verification.refused),) if verification.refused else ()
    return CheckedFile(
        source=str(path),
        kind=verification.kind,
        status=status,
        residuals=verification.residuals,
        notes=(*notes, *refused, *verification.unchecked, *verification.notes),
    )


def _with_preconditions(answer: CheckedFile, case: Case | None, profile: Profile) -> CheckedFile:
    """With open preconditions a clean file is held: it may not be published yet."""
    if case is None or not profile.preconditions:
        return answer
    still_open = case.publication.open_preconditions(datetime.now(UTC).date())
    notes = tuple(
        Notice(item.reason, holds=True, next_step="Record it under [publication] in case.toml.")
        for item in still_open
    )
    status = CheckStatus.HELD if notes and answer.status is CheckStatus.CLEAN else answer.status
    return replace(answer, status=status, notes=(*answer.notes, *notes))
