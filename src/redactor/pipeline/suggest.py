"""A glossary to complete in Excel: everybody found who is not in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from redactor.case import load_case
from redactor.case.schema import Case
from redactor.case.storage import private_directory
from redactor.case.suggestions import Suggestion, write_suggestions
from redactor.decide import Detected, settled
from redactor.decide.precedence import is_listed
from redactor.errors import UsageError
from redactor.formats.passwords import NONE, read_passwords
from redactor.model import Finding, Person
from redactor.nlp import sentences
from redactor.pipeline.progress import Progress, Silent
from redactor.pipeline.reading import detect_people, read_documents
from redactor.profiles.schema import Profile, load_profile

_EVIDENCE_LENGTH = 300


def suggest_glossary(
    case: Case | Path | str,
    output: Path | None = None,
    *,
    pipeline: str | None = None,
    password_file: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Path, tuple[Suggestion, ...]]:
    """Write people and places that were found but are not in the glossary, for completion in Excel.

    Args:
        case: A loaded case or its folder; a case without a glossary is fine here.
        output: The ``.xlsx`` to write; by default ``confidential/suggested-glossary.xlsx``.
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for none.
        password_file: Passwords to try on protected files, as for ``run_case``.
        progress: Is told how far the work is.

    Returns:
        The written file and its rows.

    Raises:
        UsageError: if no document could be read, or the output is not an ``.xlsx``.
    """
    progress = progress or Silent()
    loaded = case if isinstance(case, Case) else load_case(Path(case), need_glossary=False)
    target = output or loaded.confidential / "suggested-glossary.xlsx"
    if target.suffix.lower() != ".xlsx":
        raise UsageError("Suggestions are an Excel file.", next_step="Give a name that ends in .xlsx.")
    if output is None:
        private_directory(target.parent)
    elif not target.parent.is_dir():
        raise UsageError("The folder of the output file is not there.", next_step="Make it, or name another.")
    profile = load_profile("website")
    passwords = read_passwords(password_file) if password_file else NONE
    read = read_documents(loaded, progress, passwords=passwords)
    if not read.ingested:
        raise UsageError("None of the documents could be read.", next_step="`redactor run` says why for each.")
    found = detect_people(read.ingested, loaded, profile, progress, pipeline=pipeline)
    rows = suggestions_of(found.detected, found.provisional, profile)
    write_suggestions(target, rows)
    return target, rows


def suggestions_of(
    detected: Sequence[Detected], provisional: Sequence[Person], profile: Profile
) -> tuple[Suggestion, ...]:
    """One row for each newcomer, with counts and the sentence that says most about them."""
    by_key = {p.key: p for p in provisional}
    mentions: dict[str, list[tuple[str, str, Finding]]] = defaultdict(list)
    for item in detected:
        for key, text in item.texts():
            for finding in settled(item.findings.get(key, ()), text, profile):
                if is_listed(finding) and finding.people[0] in by_key:
                    mentions[finding.people[0]].append((item.document.source, text, finding))
    return tuple(_row(by_key[key], found) for key, found in mentions.items())


def _row(person: Person, found: Sequence[tuple[str, str, Finding]]) -> Suggestion:
    documents = tuple(dict.fromkeys(source for source, _, _ in found))
    _, text, finding = max(found, key=lambda item: len(item[2].span))
    return Suggestion(
        name=person.name,
        code=person.code,
        role=person.role,
        category=person.category,
        aliases=person.aliases,
        evidence=_sentence(text, finding),
        count=len(found),
        documents=documents,
    )


def _sentence(text: str, finding: Finding) -> str:
    for span in sentences(text):
        if span.start <= finding.start < span.end:
            return " ".join(span.of(text).split())[:_EVIDENCE_LENGTH]
    return " ".join(text.split())[:_EVIDENCE_LENGTH]
