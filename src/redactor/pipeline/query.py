"""Questions to agencies about people nobody listed, and their answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from redactor.case import load_case
from redactor.case.answers import append_answers
from redactor.case.decisions import FILE, Decision, to_csv, with_decisions
from redactor.case.glossary import find_glossary, read_glossary
from redactor.case.listed_names import name_key
from redactor.case.problems import Problems
from redactor.case.query_slips import Answer, Choice, Question, read_answers, read_choices, slip
from redactor.case.schema import Case
from redactor.case.storage import private_directory, write_private
from redactor.decide import FILE_NAME, Detected, plan_case, settled
from redactor.decide.naming import numbered, stem_of
from redactor.decide.precedence import is_listed
from redactor.errors import UsageError
from redactor.formats.passwords import NONE, read_passwords
from redactor.model import CasePlan, Finding, Person
from redactor.pipeline.progress import Progress, Silent
from redactor.pipeline.reading import DetectedCase, detect_people, read_documents
from redactor.pipeline.suggest import sentence_of
from redactor.profiles.schema import load_profile

FOLDER = "queries"
_UNSAFE = re.compile(r"[^\w .()&-]+")


@dataclass(frozen=True, slots=True)
class Slips:
    """What was written.

    Attributes:
        folder: Where the slips are.
        files: One for each document about which there is a question.
        questions: How many questions they hold together.
    """

    folder: Path
    files: tuple[Path, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip, not yet written.

    Attributes:
        name: File name.
        data: The .xlsx file.
        questions: How many it holds.
    """

    name: str
    data: bytes
    questions: int


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Answered slips, checked against the glossary; nothing is written yet.

    Attributes:
        answers: The new rows.
        glossary: The glossary that they belong into.
        warnings: What is open still or was known already, with file and row.
        choices: Whom shared names mean at their places.
    """

    answers: tuple[Answer, ...]
    glossary: Path
    warnings: tuple[str, ...]
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What was read back.

    Attributes:
        added: The new rows of the glossary.
        glossary: The glossary they were added to.
        before: A copy of it as it was; ``None`` if nothing was added.
        warnings: What is open still or was known already, with file and row.
        decided: Shared names that are decided now in ``decisions.csv``.
    """

    added: tuple[Answer, ...]
    glossary: Path
    before: Path | None
    warnings: tuple[str, ...]
    decided: tuple[Decision, ...] = ()


def query_agencies(
    case: Case | Path | str,
    out: Path | None = None,
    *,
    pipeline: str | None = None,
    password_file: Path | None = None,
    progress: Progress | None = None,
) -> Slips:
    """Write one slip for each document that names somebody whom the glossary does not list.

    Each person is asked about once, in the document that names them most.

    Args:
        case: A loaded case or its folder.
        out: Where the slips go; by default ``confidential/queries``. They hold names.
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for none.
        password_file: Passwords to try on protected files, as for ``run_case``.
        progress: Is told how far the work is.

    Raises:
        UsageError: if no document could be read.
    """
    progress = progress or Silent()
    loaded = case if isinstance(case, Case) else load_case(Path(case), need_glossary=False)
    profile = load_profile("ofsted")
    passwords = read_passwords(password_file) if password_file else NONE
    read = read_documents(loaded, progress, passwords=passwords)
    if not read.ingested:
        raise UsageError("None of the documents could be read.", next_step="`redactor run` says why for each.")
    found = detect_people(read.ingested, loaded, profile, progress, pipeline=pipeline)
    plan = plan_case(found.detected, found.provisional, loaded, profile)
    return write_slips(slips_of(found, plan), out or loaded.confidential / FOLDER)


def slips_of(found: DetectedCase, plan: CasePlan) -> tuple[Slip, ...]:
    """The slips about everybody in a case whom the glossary does not list, and about names that stay open.

    Args:
        found: The documents after detection.
        plan: What is to be replaced in them; a name that several people share is ambiguous there.
    """
    people = {person.key: person for person in found.provisional if person.category.is_person}
    asked = _questions(list(_mentions(found.detected, people)), people)
    for source, questions in _ties(found.detected, plan).items():
        asked.setdefault(source, []).extend(questions)
    names = numbered(f"{_UNSAFE.sub('_', stem_of(source))} - who is this.xlsx" for source in asked)
    pairs = zip(names, asked.values(), strict=True)
    return tuple(Slip(name, slip(questions), len(questions)) for name, questions in pairs)


def write_slips(slips: Sequence[Slip], folder: Path) -> Slips:
    """Write slips into a private folder; slips of the same name are replaced.

    Args:
        slips: What to write.
        folder: Made if it is not there. The slips hold names.
    """
    private_directory(folder)
    for one in slips:
        write_private(folder / one.name, one.data)
    return Slips(folder, tuple(folder / one.name for one in slips), sum(one.questions for one in slips))


@dataclass(frozen=True, slots=True)
class _Met:
    person: str
    source: str
    where: str
    text: str
    finding: Finding


def _mentions(detected: Sequence[Detected], people: dict[str, Person]) -> Iterator[_Met]:
    profile = load_profile("ofsted")
    by_name = {name.casefold(): person.key for person in people.values() for name in person.names}
    for item in detected:
        places = {segment.key: str(segment.place) for segment in item.document.segments}
        for key, text in item.texts():
            for finding in settled(item.findings.get(key, ()), text, profile):
                found = finding.people[:1] if is_listed(finding) else ()
                person = found[0] if found else by_name.get((finding.name or "").casefold(), "")
                if person in people:
                    yield _Met(person, item.document.source, places.get(key, FILE_NAME), text, finding)


def _questions(mentions: Sequence[_Met], people: dict[str, Person]) -> dict[str, list[Question]]:
    """The questions by document, in reading order."""
    grouped: defaultdict[str, defaultdict[str, list[_Met]]] = defaultdict(lambda: defaultdict(list))
    for met in mentions:
        grouped[met.person][met.source].append(met)
    asked: dict[str, list[Question]] = {}
    for person, sources in grouped.items():
        source = max(sources, key=lambda name: len(sources[name]))
        chosen = max(sources[source], key=lambda met: len(met.finding.span))
        sentence = sentence_of(chosen.text, chosen.finding.start)
        question = Question(chosen.where, sentence, people[person].name, document=source)
        asked.setdefault(source, []).append(question)
    return asked


def _ties(detected: Sequence[Detected], plan: CasePlan) -> dict[str, list[Question]]:
    """By document, the names in it that several people share and that nothing tells apart; each place once."""
    by_code = {person.code: person.name for person in plan.people if person.code}
    texts = {(item.document.source, s.key): s for item in detected for s in item.document.segments}
    asked: dict[str, dict[tuple[str, str], Question]] = defaultdict(dict)
    for document in plan.plans:
        for edit in document.replacements:
            names = tuple(by_code[code] for code in edit.text.split(" or ") if code in by_code)
            segment = texts.get((document.source, edit.segment))
            if not edit.ambiguous or len(names) < 2 or segment is None:
                continue
            mention, place = edit.span.of(segment.text), str(segment.place)
            question = Question(place, sentence_of(segment.text, edit.start), mention, document.source, names)
            asked[document.source].setdefault((place, mention), question)
    return {source: list(questions.values()) for source, questions in asked.items()}


def take_answers(case: Path | str, files: Sequence[Path]) -> Answered:
    """Read answered slips into the glossary.

    Args:
        case: The case folder.
        files: Slips that agencies filled in.

    Raises:
        CaseError: if the case or an answer has mistakes; all are told together, with file and row, and nothing
            is written.
        UsageError: if there is no glossary to write into, or it is a Word file.
    """
    loaded = load_case(Path(case), need_documents=False)
    read = read_back(loaded, files)
    before = append_answers(read.glossary, read.answers, confidential=loaded.confidential) if read.answers else None
    if not read.choices:
        return Answered(read.answers, read.glossary, before, read.warnings)
    now = load_case(loaded.root, need_documents=False, confidential=loaded.confidential)
    made, open_still = decisions_of(now, read.choices)
    write_private(private_directory(now.confidential) / FILE, to_csv(with_decisions(now.decisions, made)))
    return Answered(read.answers, read.glossary, before, (*read.warnings, *open_still), made)


def decisions_of(case: Case, choices: Sequence[Choice]) -> tuple[tuple[Decision, ...], tuple[str, ...]]:
    """What the agencies chose, as decisions of the case, and what cannot be decided yet, in words.

    Args:
        case: As it is with the answers in its glossary: somebody without a code cannot be chosen.
        choices: As read from the slips.
    """
    codes = {name_key(name): person.code for person in case.people if person.code for name in person.names}
    made: list[Decision] = []
    still: list[str] = []
    for one in choices:
        code = codes.get(name_key(one.name), "")
        if code:
            made.append(Decision(one.document, one.where, one.mention, "code", code, "answered by the agency"))
        else:
            still.append(f"{one.row}: {one.name} is not in the glossary yet; answer first who that is.")
    return tuple(made), tuple(still)


def read_back(loaded: Case, files: Sequence[Path]) -> ReadBack:
    """Read answered slips and check them against the glossary; nothing is written.

    Args:
        loaded: The case.
        files: Slips that agencies filled in.

    Raises:
        CaseError, UsageError: as ``take_answers``.
    """
    problems = Problems()
    glossary = find_glossary(loaded.root, problems)
    if glossary is None:
        raise UsageError("There is no glossary to write into.", next_step="Make one with `redactor suggest`.")
    listed = read_glossary(glossary.read_bytes(), glossary.name, Problems())
    answers = read_answers(files, listed, problems)
    choices = read_choices(files, problems)
    problems.raise_if_any()
    return ReadBack(answers, glossary, tuple(problems.warnings), choices)
