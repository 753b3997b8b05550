"""The pre-publication check of finished files; changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from redactor.beside import SecondProcess
from redactor.errors import UnreadableError, UnsupportedFormatError, UsageError
from redactor.formats.passwords import NONE, Passwords, read_passwords, unlocked
from redactor.model import Notice, Origin, Person, Verification
from redactor.pipeline.check_results import CheckedFile, CheckResult, CheckStatus
from redactor.pipeline.checked_paths import CheckedPath, checked_paths
from redactor.pipeline.progress import Progress, Silent
from redactor.profiles.schema import Profile, load_profile
from redactor.verify import check_file

if TYPE_CHECKING:
    from redactor.case.register import RegisterRow
    from redactor.case.schema import Case
    from redactor.pipeline.released_copies import Copies
    from redactor.verify import Knowledge


@dataclass(frozen=True, slots=True)
class Check:
    """How every file is checked.

    Attributes:
        knowledge: The case or glossary, if there is one.
        profile: The rules of the destination.
        beside: A second process, if there is one.
    """

    knowledge: Knowledge | None
    profile: Profile
    beside: SecondProcess | None

    def __call__(self, name: str, data: bytes, *, site_code: bool = False) -> Verification:
        """See ``check_file``."""
        return check_file(
            name, data, knowledge=self.knowledge, profile=self.profile, site_code=site_code, beside=self.beside
        )


def check_files(
    files: Iterable[Path | str],
    case: Case | Path | str | None = None,
    *,
    glossary: Path | None = None,
    destination: str = "ofsted",
    certificate: Path | None = None,
    password_file: Path | None = None,
    progress: Progress | None = None,
    beside: SecondProcess | None = None,
) -> CheckResult:
    """Check finished files for anything that must not be in them.

    Args:
        files: Files or folders; folders are searched through.
        case: A loaded case or its folder.
        glossary: A glossary alone, where there is no case folder.
        destination: ``ofsted``, ``website`` or ``panel``.
        certificate: The ``certificate.json`` of a release: says whether a file is the released one,
            has its text, or where it differs.
        password_file: Passwords to try on protected files, as for ``run_case``.
        progress: Is told how far the work is.
        beside: A second process that does part of the work; the answer is the same without one.

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
    paths = checked_paths(files)
    passwords = read_passwords(password_file) if password_file else NONE
    copies = _copies(certificate) if certificate else None
    check = Check(knowledge, profile, beside)
    progress.stage("Checking", len(paths))
    answers: list[CheckedFile] = []
    for path in paths:
        answer = _checked(path, check, copies, passwords)
        answers.append(_with_preconditions(answer, loaded if case is not None else None, profile))
        progress.step()
    return CheckResult(tuple(answers), limited=knowledge is None)


def _copies(certificate: Path) -> Copies:
    from redactor.pipeline.released_copies import Copies

    return Copies.beside(certificate)


def knowledge_of(case: Case, profile: Profile) -> Knowledge:
    """What the verifier needs of a case whose documents are not read: its people and the register's."""
    from redactor.decide import family_of
    from redactor.verify import Knowledge

    provisional = tuple(_person(row) for row in case.unlisted)
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
    if case is None and glossary is None:
        return None
    from redactor.case import case_from_glossary, load_case

    if isinstance(case, Path | str):
        return load_case(Path(case), need_documents=False)
    return case if glossary is None else case_from_glossary(glossary)


def _checked(item: CheckedPath, check: Check, copies: Copies | None, passwords: Passwords) -> CheckedFile:
    path = item.path
    try:
        data = path.read_bytes()
    except OSError as error:
        return _failed(path, CheckStatus.UNREADABLE, f"The file cannot be opened ({error.strerror}).", "")
    try:
        plain = unlocked(path.as_posix(), data, passwords)
        text = data if plain is None else plain
        verification, notes = _verified(item, text, check)
    except UnreadableError as error:
        return _failed(path, CheckStatus.UNREADABLE, error.message, error.next_step)
    except UnsupportedFormatError as error:
        return _failed(path, CheckStatus.UNSUPPORTED, error.message, error.next_step)
    if plain is not None:
        notes = (Notice("The file has a password; what it protects was checked."), *notes)
    likeness = copies.likeness(path.name, data, text, passwords) if copies and item.page is None else ()
    return _answer(path, verification, (*notes, *likeness))


def _verified(item: CheckedPath, data: bytes, check: Check) -> tuple[Verification, tuple[Notice, ...]]:
    """Check one file; an older format is checked as what LibreOffice makes of it, and so told.

    Raises:
        UnreadableError, UnsupportedFormatError: as ``check_file``.
    """
    name = item.path.name
    if item.is_font:
        raw = _bytes_of(name, data, check)
        return raw, (Notice("a font or icon of the site: only its bytes were searched"),)
    notes: tuple[Notice, ...] = (Notice(f"shown by {item.page.name}"),) if item.page is not None else ()
    if item.missing:
        notes += (Notice(f"{item.missing} files that the page points to are not beside it and were not looked at"),)
    if item.is_site_code:
        return check(name, data, site_code=True), notes
    try:
        return check(name, data), notes
    except UnsupportedFormatError:
        from redactor.formats.legacy.sources import source_of

        source = source_of(data)
        if source is None:
            raise
    from redactor.formats.legacy.document import open_converted

    opened = open_converted(data)
    name = PurePath(name).with_suffix(source.target).name
    verification = check(name, opened.comparable)
    raw = _bytes_of(name, data, check)
    verification = replace(verification, residuals=(*verification.residuals, *raw.residuals))
    told = tuple(notice for notice in opened.notices if "LibreOffice" in notice.message)
    return verification, (*notes, *told)


def _bytes_of(name: str, data: bytes, check: Check) -> Verification:
    """The check of what only has bytes for us."""
    from redactor.verify import check_bytes

    return check_bytes(name, data, knowledge=check.knowledge)


def _failed(path: Path, status: CheckStatus, message: str, next_step: str) -> CheckedFile:
    return CheckedFile(str(path), None, status, notes=(Notice(message, holds=True, next_step=next_step),))


def _answer(path: Path, verification: Verification, notes: Sequence[Notice]) -> CheckedFile:
    if verification.residuals or verification.lost:
        status = CheckStatus.RESIDUAL
    elif verification.refused:
        status = CheckStatus.REFUSED
    elif verification.unchecked or any(note.holds for note in (*notes, *verification.notes)):
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
        verification=verification,
    )


def _with_preconditions(answer: CheckedFile, case: Case | None, profile: Profile) -> CheckedFile:
    """With open preconditions a clean file is held: it may not be published yet."""
    if case is None or not profile.preconditions:
        return answer
    still_open = case.publication.open_preconditions(datetime.now(UTC).date())
    notes = tuple(
        Notice(item.reason, holds=True, next_step="Record it under [publication] in case.toml.") for item in still_open
    )
    status = CheckStatus.HELD if notes and answer.status is CheckStatus.CLEAN else answer.status
    return replace(answer, status=status, notes=(*answer.notes, *notes))
