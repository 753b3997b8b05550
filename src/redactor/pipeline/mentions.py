"""Every place of one person in the originals: for a subject access request, or to look again at one code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

from redactor.case import load_case, with_taken
from redactor.case.problems import did_you_mean, listing
from redactor.case.register import code_key
from redactor.case.schema import Case
from redactor.case.storage import write_private
from redactor.case.text_sheets import fill_sheet, saved
from redactor.decide import FILE_NAME, Detected, plan_case, settled
from redactor.decide.naming import stem_of
from redactor.errors import ExitCode, UsageError
from redactor.formats.passwords import NONE, read_passwords
from redactor.lexicon.roles import code_tokens
from redactor.model import Person, Plan, Segment, Span
from redactor.nlp import sentences
from redactor.pipeline.progress import Progress, Silent
from redactor.pipeline.reading import detect_people, read_documents
from redactor.profiles.schema import Profile, load_profile

_LONGEST = 500
_WIDTHS = {"document": 36, "place": 28, "written": 24, "certain": 18, "sentence": 90}
COLUMNS = ("document", "place", "written", "code", "certain", "sentence")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One place where a person is mentioned.

    Attributes:
        document: Path of the original below ``documents/``.
        place: Where in it, in words.
        written: As it stands there.
        code: What takes its place in a release.
        certain: Whether the mention can only be this person's.
        sentence: The sentence around it.
    """

    document: str
    place: str
    written: str = field(repr=False)
    code: str
    certain: bool
    sentence: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every mention of one person.

    Attributes:
        code: The person's code.
        found: In the order of documents and text.
        unread: Documents that could not be read or searched: the list may lack their mentions.
    """

    code: str
    found: tuple[Mentioned, ...]
    unread: tuple[str, ...]

    @property
    def exit_code(self) -> ExitCode:
        """5 if a document could not be searched, else 0."""
        return ExitCode.HELD if self.unread else ExitCode.OK


def find_mentions(
    case: Case | Path | str,
    code: str,
    *,
    confidential: Path | None = None,
    pipeline: str | None = None,
    password_file: Path | None = None,
    progress: Progress | None = None,
) -> Mentions:
    """List every place of one person in the originals. Nothing is written.

    Args:
        case: A loaded case or its folder.
        code: The person's code, agreed or provisional; capitals do not matter.
        confidential: Where the register is.
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for none.
        password_file: Passwords to try on protected files.
        progress: Is told how far the work is.

    Raises:
        UsageError: nobody has this code, or there is no document.
        CaseError: the case folder has mistakes.
    """
    loaded = case if isinstance(case, Case) else load_case(Path(case), confidential=confidential)
    told = progress or Silent()
    profile = load_profile("ofsted")
    read = read_documents(loaded, told, passwords=read_passwords(password_file) if password_file else NONE)
    used = {c for item in read.ingested for s in item.document.segments for _, c in code_tokens(s.text)}
    loaded = with_taken(loaded, frozenset(used))
    found = detect_people(read.ingested, loaded, profile, told, pipeline=pipeline)
    plan = plan_case(found.detected, found.provisional, loaded, profile)
    person = _person(plan.people, code)
    segments = {item.document.source: item.document.segments for item in read.ingested}
    detected = {item.document.source: item for item in found.detected}
    mentions: list[Mentioned] = []
    for made in plan.plans:
        mentions += _in_file_name(person, detected[made.source], profile)
        mentions += _in_text(person, made, segments[made.source])
    unread = tuple(item.source for item in (*read.ended, *found.ended))
    return Mentions(person.code, tuple(mentions), unread)


def write_mentions(path: Path, mentions: Mentions) -> None:
    """Write the list as an Excel file, readable by its owner alone; it holds names.

    Raises:
        UsageError: the name does not end in ``.xlsx``, or its folder is not there.
    """
    if path.suffix.casefold() != ".xlsx":
        raise UsageError("The list is an Excel file.", next_step="Give a name that ends in .xlsx.")
    if not path.parent.is_dir():
        raise UsageError("The folder of the list is not there.", next_step="Make it, or name another.")
    rows = [
        (m.document, m.place, m.written, m.code, "yes" if m.certain else "no: look at it", m.sentence)
        for m in mentions.found
    ]
    rows += [(document, "", "", "", "not searched: it could not be read", "") for document in mentions.unread]
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Mentions"
    fill_sheet(sheet, COLUMNS, rows, widths=_WIDTHS)
    write_private(path, saved(book))


def _person(people: Iterable[Person], code: str) -> Person:
    coded = {code_key(person.code): person for person in people if person.code}
    person = coded.get(code_key(code))
    if person is None:
        known = listing(sorted({item.code for item in coded.values()}))
        near = did_you_mean(code, [item.code for item in coded.values()])
        raise UsageError(f"Nobody in this case has the code “{code}”.{near}", next_step=f"Codes are {known}.")
    return person


def _in_text(person: Person, plan: Plan, segments: Iterable[Segment]) -> Iterator[Mentioned]:
    by_key = plan.by_segment()
    for segment in segments:
        for edit in by_key.get(segment.key, ()):
            if edit.person == person.key:
                written = edit.span.of(segment.text)
                sentence = _sentence(segment.text, edit.span)
                yield Mentioned(plan.source, str(segment.place), written, edit.text, not edit.ambiguous, sentence)
            elif edit.ambiguous and re.search(rf"(?<!\w){re.escape(person.code)}(?!\w)", edit.text):
                written = edit.span.of(segment.text)
                yield Mentioned(
                    plan.source, str(segment.place), written, edit.text, False, _sentence(segment.text, edit.span)
                )


def _in_file_name(person: Person, item: Detected, profile: Profile) -> Iterator[Mentioned]:
    stem = stem_of(item.document.source)
    for finding in settled(item.findings.get(FILE_NAME, ()), stem, profile):
        if person.key in finding.people:
            certain = len(finding.people) == 1
            yield Mentioned(item.document.source, "file name", finding.span.of(stem), person.code, certain, stem)


def _sentence(text: str, span: Span) -> str:
    for sentence in sentences(text):
        if sentence.start <= span.start < sentence.end:
            return " ".join(sentence.of(text).split())[:_LONGEST]
    return " ".join(text.split())[:_LONGEST]
