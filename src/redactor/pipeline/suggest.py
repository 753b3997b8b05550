"""A glossary to complete in Excel: everybody found who is not in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from redactor.case import load_case
from redactor.case.schema import Case
from redactor.case.storage import private_directory
from redactor.case.suggestions import NobodySuggestion, Suggestion, write_suggestions
from redactor.decide import Detected, settled
from redactor.decide.precedence import is_listed, is_newcomer
from redactor.errors import UsageError
from redactor.formats.passwords import NONE, read_passwords
from redactor.lexicon.folding import fold_text
from redactor.model import Finding, Origin, Person
from redactor.nlp import sentences
from redactor.pipeline.allowed import allowed_people
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
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for the shipped one.
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
    allowed = allowed_people((item.document for item in found.detected), _allowed_names(loaded))
    counted = Counter((one.written, one.reason) for one in found.nobody)
    nobody = [NobodySuggestion(written, why, count) for (written, why), count in counted.items()]
    write_suggestions(target, rows, allowed=allowed, nobody=nobody)
    return target, rows


def _allowed_names(case: Case) -> list[str]:
    return [person.name for person in case.people if person.origin is Origin.ALLOWED]


def suggestions_of(
    detected: Sequence[Detected], provisional: Sequence[Person], profile: Profile
) -> tuple[Suggestion, ...]:
    """One row for each newcomer, with counts and the sentence that says most about them."""
    by_key = {p.key: p for p in provisional}
    by_name = {fold_text(name): person for person in provisional for name in person.names}
    telling: dict[str, str] = {}
    mentions: dict[str, list[tuple[str, str, Finding]]] = defaultdict(list)
    for item in detected:
        for key, text in item.texts():
            for finding in item.findings.get(key, ()):
                person = by_name.get(fold_text(finding.name)) if finding.role and not finding.people else None
                if person is not None and finding.role == prefix_of(person.code) and person.key not in telling:
                    telling[person.key] = sentence_of(text, finding.start)
            for finding in settled(item.findings.get(key, ()), text, profile):
                if is_listed(finding) and finding.people[0] in by_key:
                    mentions[finding.people[0]].append((item.document.source, text, finding))
                elif is_newcomer(finding) and (owner := by_name.get(fold_text(finding.name))) is not None:
                    mentions[owner.key].append((item.document.source, text, finding))
    return tuple(_row(by_key[key], found, telling.get(key, "")) for key, found in mentions.items())


def prefix_of(code: str) -> str:
    """What a code begins with: ``HV3`` → ``HV``, ``Half Sibling 2`` → ``Half Sibling``."""
    return code.rstrip("0123456789").rstrip()


def _row(person: Person, found: Sequence[tuple[str, str, Finding]], telling: str) -> Suggestion:
    documents = tuple(dict.fromkeys(source for source, _, _ in found))
    _, text, finding = max(found, key=lambda item: len(item[2].span))
    return Suggestion(
        name=person.name,
        code=person.code,
        role=person.role,
        category=person.category,
        aliases=person.aliases,
        evidence=telling or sentence_of(text, finding.start),
        count=len(found),
        documents=documents,
    )


def sentence_of(text: str, start: int) -> str:
    """The sentence in which the code point ``start`` stands, on one line, at most 300 code points."""
    for span in sentences(text):
        if span.start <= start < span.end:
            return " ".join(span.of(text).split())[:_EVIDENCE_LENGTH]
    return " ".join(text.split())[:_EVIDENCE_LENGTH]
