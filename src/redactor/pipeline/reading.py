"""The first half that ``run`` and ``suggest`` share: read the documents, detect, find newcomers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from redactor import detect
from redactor.beside import SecondProcess
from redactor.case.schema import Case
from redactor.decide import FILE_NAME, Detected, Nobody, make_sense, newcomers_of
from redactor.decide.naming import stem_of
from redactor.errors import HeldError, RedactorError, UnreadableError, UnsupportedFormatError, UsageError
from redactor.formats.passwords import NONE, Passwords
from redactor.formats.pdf import PdfPages
from redactor.ingest import PAGES, Ingested, discover, ingest
from redactor.model import Finding, Person, Status
from redactor.pipeline.progress import Progress
from redactor.pipeline.rectangles import with_rectangles
from redactor.profiles.schema import Profile
from redactor.release.results import DocumentResult

if TYPE_CHECKING:
    from redactor.detect import CaseDetector

_SET_ASIDE = "Look at the file in its own program, save it anew, or treat it by hand."


@dataclass(frozen=True, slots=True)
class ReadCase:
    """The documents of a case as read.

    Attributes:
        ingested: Those that could be read, in order.
        ended: Those that could not, with the reason.
        order: Every source, in the order of the folder.
        skipped: Files left out, with the reason.
    """

    ingested: tuple[Ingested, ...]
    ended: tuple[DocumentResult, ...]
    order: tuple[str, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DetectedCase:
    """The documents after detection.

    Attributes:
        detected: With the findings of both passes.
        provisional: People and places the case does not list.
        ended: Documents in which a recogniser failed.
        nobody: What the person model marked and is nobody, with the reason.
    """

    detected: tuple[Detected, ...]
    provisional: tuple[Person, ...]
    ended: tuple[DocumentResult, ...]
    nobody: tuple[Nobody, ...] = ()


def ended(source: str, error: RedactorError, ingested: Ingested | None = None) -> DocumentResult:
    """The result of a document that an error ended."""
    if isinstance(error, UnreadableError):
        status = Status.UNREADABLE
    elif isinstance(error, UnsupportedFormatError):
        status = Status.UNSUPPORTED
    elif isinstance(error, HeldError):
        status = Status.HELD
    else:
        raise error
    return DocumentResult(
        source=source,
        kind=ingested.document.kind if ingested else None,
        status=status,
        reasons=(error.message,),
        next_steps=(error.next_step,) if error.next_step else (),
        document=ingested.document if ingested else None,
    )


def read_documents(
    case: Case,
    progress: Progress,
    *,
    passwords: Passwords = NONE,
    set_aside: Mapping[str, str] | None = None,
    pdf_pages: PdfPages = PdfPages.IN_PLACE,
    open_file: Callable[[Path, str, Case, Passwords], Ingested] | None = None,
) -> ReadCase:
    """Read every document of a case once.

    Args:
        case: The case.
        progress: Is told how far the work is.
        passwords: What to try on protected files.
        set_aside: Reason by source, for documents that are held without being opened.
        pdf_pages: What becomes of the pages of PDFs.
        open_file: Reads one file; by default ``ingest`` (a caller that remembers files reads them itself).

    Raises:
        UsageError: if there is no document at all.
    """
    folder = case.root / "documents"
    found = discover(folder)
    if not found.files:
        raise UsageError(
            f"There is no document in {folder}.", next_step="Put the Word, PDF and text files of the case there."
        )
    progress.stage("Reading", len(found.files))
    read: dict[str, Ingested] = {}
    failed: dict[str, DocumentResult] = {}
    shown: set[str] = set()
    for path in sorted(found.files, key=lambda path: path.suffix.lower() not in PAGES):
        source = _source(path, folder)
        if set_aside and source in set_aside:
            failed[source] = ended(source, HeldError(set_aside[source], next_step=_SET_ASIDE))
            progress.step()
            continue
        progress.document(source)
        try:
            if open_file is None:
                item = ingest(path, source, case, passwords=passwords, pdf_pages=pdf_pages)
            else:
                item = open_file(path, source, case, passwords)
            read[source] = with_rectangles(item, case)
            shown |= item.shown
        except (UnreadableError, UnsupportedFormatError, HeldError) as error:
            if not (isinstance(error, UnsupportedFormatError) and source in shown):
                failed[source] = ended(source, error)
        progress.step()
    sources = [_source(path, folder) for path in found.files]
    parts = [f"{s} (shown by a web page and treated with it)" for s in sources if s not in read and s not in failed]
    return ReadCase(
        ingested=tuple(read[source] for source in sources if source in read),
        ended=tuple(failed[source] for source in sources if source in failed),
        order=tuple(source for source in sources if source in read or source in failed),
        skipped=tuple(sorted((*found.skipped, *parts))),
    )


def detect_people(
    ingested: Sequence[Ingested],
    case: Case,
    profile: Profile,
    progress: Progress,
    *,
    pipeline: str | None = None,
    detector: CaseDetector | None = None,
    beside: SecondProcess | None = None,
) -> DetectedCase:
    """Detect twice: what the case lists and what stands out, then the newcomers' every written form.

    Args:
        ingested: The documents.
        case: The case.
        profile: The destination.
        progress: Is told how far the work is.
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for the shipped one.
        detector: What finds, if it is not to be made anew (``RememberingDetector``).
        beside: A second process, which then finds.

    Raises:
        ModelError: if the pipeline does not load.
        BesideError: if the second process ended before the newcomers' every form was found.
    """
    progress.stage("Finding people and identifiers", 2 * len(ingested))
    if detector is None and beside is not None:
        detector = detect.DetectorBeside(case, beside, pipeline=pipeline)
    detector = detector or detect.Detector(case, pipeline=pipeline)
    detected: list[Detected] = []
    failed: list[DocumentResult] = []
    for item in ingested:
        progress.document(item.document.source)
        try:
            detected.append(_detected(detector, item))
        except HeldError as error:
            failed.append(ended(item.document.source, error, item))
        progress.step()
    sense = make_sense(detected, case)
    provisional = newcomers_of(sense.detected, case, profile, words=sense.words)
    if not provisional:
        return DetectedCase(sense.detected, (), tuple(failed), sense.nobody)
    more = _second_pass(detector, provisional, sense.detected, progress)
    complete = newcomers_of(sense.detected, case, profile, second=more, words=sense.words)
    if complete != provisional:
        provisional, more = complete, _second_pass(detector, complete, sense.detected, progress)
    for _ in detected:
        progress.step()
    joined = (first.with_more(found) for first, found in zip(sense.detected, more, strict=True))
    return DetectedCase(tuple(joined), provisional, tuple(failed), sense.nobody)


def _second_pass(
    detector: CaseDetector, people: Sequence[Person], detected: Sequence[Detected], progress: Progress
) -> list[dict[str, tuple[Finding, ...]]]:
    """Every written form of the people found in the first pass, in every document."""
    second = detector.with_people([person for person in people if not person.local])
    found: list[dict[str, tuple[Finding, ...]]] = []
    for item in detected:
        progress.document(item.document.source)
        name = second.find(stem_of(item.document.source))
        found.append({**second.detect(item.document), FILE_NAME: name})
    return found


def _detected(detector: CaseDetector, item: Ingested) -> Detected:
    findings = dict(detector.detect(item.document))
    findings[FILE_NAME] = detector.find(stem_of(item.document.source))
    return Detected(item.document, findings)


def _source(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
