"""Read a case folder: everything that is wrong is told at once, and nothing is written."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from redactor.case import decisions as decisions_file
from redactor.case import register as register_file
from redactor.case.case_toml import FILE as CASE_FILE
from redactor.case.case_toml import CaseToml, DocumentEntry, read_case_toml
from redactor.case.checks import check_glossary
from redactor.case.codes import Assigned, assign
from redactor.case.decisions import document_path, read_decisions
from redactor.case.glossary import GlossaryRow, find_glossary, read_glossary, with_subject
from redactor.case.listed_names import ListedNames, name_key
from redactor.case.problems import Problems, did_you_mean
from redactor.case.publication import Publication
from redactor.case.register import Register, code_key, read_register
from redactor.case.schema import Case
from redactor.case.sealing import require_open
from redactor.errors import CaseError
from redactor.lexicon.roles import role_for
from redactor.model import Category, DocumentKind, Gender, Origin, Person

_FOLDER = "case folder"
_FEMALE = ("sister", "daughter", "girl", "wife", "girlfriend", "stepsister", "female", "headmistress", "woman")
_MALE = ("brother", "son", "boy", "husband", "boyfriend", "stepbrother", "male", "headmaster", "man")
_GENDERED = {**dict.fromkeys(_FEMALE, Gender.FEMALE), **dict.fromkeys(_MALE, Gender.MALE)}
_LARGEST = 50 * 1024 * 1024


def load_case(
    path: Path | str,
    *,
    confidential: Path | None = None,
    need_documents: bool = True,
    need_glossary: bool = True,
    taken: Collection[str] = (),
) -> Case:
    """Read a case folder. Nothing is written.

    Args:
        path: The folder, or the ``case.toml`` in it.
        confidential: Where the program keeps what it writes about identities;
            ``CASE/confidential`` if not given. It need not exist.
        need_documents: Whether ``documents/`` must be there (``check --case`` needs none).
        need_glossary: Whether a glossary must be there (``suggest`` needs none).
        taken: Codes that must not be given to anybody new, because they occur in the documents.

    Raises:
        CaseError: with all mistakes together, each with file, row or setting, and what to write instead.
        SealedError: the case is sealed.
    """
    root = _root(Path(path))
    require_open(root)
    folder = Path(confidential) if confidential is not None else root / "confidential"
    problems = Problems()
    digest = hashlib.sha256()
    toml = _case_toml(root, digest, problems)
    if need_documents:
        _check_documents(root, problems)
    glossary = _glossary(root, need_glossary, digest, problems)
    register = _register(folder, digest, problems)
    decided = _optional(folder / decisions_file.FILE, "confidential/decisions.csv", digest, problems)
    reference, subject = (toml.case.reference, toml.case.subject) if toml else ("", "")
    rows = with_subject(glossary, subject, lambda row: any(map(register.code_for, row.names)))
    allowed = _allowed(toml)
    listed = check_glossary(rows, [p.name for p in allowed], subject=subject, reference=reference, problems=problems)
    assigned = _assign(rows, register, reference=reference, taken={*taken, subject}, problems=problems)
    there = _files(root / "documents")
    decisions = _decisions(decided, assigned, listed, reference, problems)
    if need_documents:
        decisions = _of_documents(decisions, there, problems)
    kinds = _document_kinds(there, toml.documents if toml else {}, problems)
    problems.raise_if_any()
    if toml is None:
        raise CaseError([f"{CASE_FILE}: it cannot be read."])
    return Case(
        root=root,
        reference=reference,
        board=toml.case.board,
        subject=subject,
        incident=toml.case.incident,
        allowed=allowed,
        roles_not_held=dict(toml.roles_not_held),
        publication=toml.publication,
        document_kinds=kinds,
        cleared_pictures=frozenset(toml.pictures.cleared) - frozenset(toml.pictures.covered),
        covered_pictures=frozenset(toml.pictures.covered),
        people=(*_people(rows, assigned, allowed), *_kept(decisions)),
        decisions=decisions,
        confidential=folder,
        register=assigned.register,
        warnings=tuple(dict.fromkeys(problems.warnings)),
        fingerprint=digest.hexdigest(),
        new_codes=assigned.new,
        genograms=dict(toml.pictures.genograms),
        retention=toml.retention,
    )


def case_from_glossary(path: Path | str) -> Case:
    """Make a case of a glossary alone, for ``check --glossary``. Nothing is written.

    Raises:
        CaseError: with all mistakes together.
    """
    file = Path(path)
    problems = Problems()
    digest = hashlib.sha256()
    data = _read(file, file.name, digest, problems)
    rows = read_glossary(data, file.name, problems) if data is not None else ()
    check_glossary(rows, (), subject="", reference="", problems=problems)
    assigned = _assign(rows, Register(), reference="", taken=(), problems=problems)
    problems.raise_if_any()
    return Case(
        root=file.parent,
        reference="",
        board="",
        subject="",
        incident=None,
        allowed=(),
        roles_not_held={},
        publication=Publication(),
        document_kinds={},
        cleared_pictures=frozenset(),
        people=_people(rows, assigned, ()),
        decisions=(),
        confidential=file.parent / "confidential",
        register=assigned.register,
        warnings=tuple(dict.fromkeys(problems.warnings)),
        fingerprint=digest.hexdigest(),
        new_codes=assigned.new,
    )


def with_taken(case: Case, taken: Collection[str]) -> Case:
    """Return the case with newly assigned codes chosen anew so that none of them is in ``taken``.

    Codes of the glossary and of earlier runs stay: the documents may well use them.

    Args:
        case: As loaded.
        taken: Codes that occur in the text of the documents.

    Raises:
        CaseError: never for a case that was loaded; conflicts were found then.
    """
    fresh = {code_key(p.code) for p in case.people if p.key in case.new_codes}
    if not fresh & {code_key(code) for code in taken}:
        return case
    old = Register(tuple(row for row in case.register.rows if code_key(row.code) not in fresh))
    rows = [
        GlossaryRow(p.key, p.key, p.name, "" if p.key in case.new_codes else p.code, p.role, p.category, p.aliases)
        for p in case.glossary_people
    ]
    problems = Problems()
    assigned = assign(rows, old, reference=case.reference, taken={*taken, case.subject}, problems=problems)
    problems.raise_if_any()
    people = tuple(replace(p, code=assigned.codes.get(p.key, p.code)) for p in case.people)
    return replace(case, people=people, register=assigned.register)


def _root(path: Path) -> Path:
    root = path.parent if path.name == CASE_FILE and path.is_file() else path
    if not root.exists():
        raise CaseError([f"{_FOLDER}: “{path}” does not exist. `redactor new` makes one."])
    if not root.is_dir():
        raise CaseError([f"{_FOLDER}: “{path.name}” is a file. Give the case folder that holds case.toml."])
    return root


def _read(path: Path, shown: str, digest: hashlib._Hash, problems: Problems) -> bytes | None:
    """Read a file and stir it into the fingerprint; a failure is noted."""
    try:
        if path.stat().st_size > _LARGEST:
            problems.error(shown, "it is far too large. Check that it is the right file.")
            return None
        data = path.read_bytes()
    except FileNotFoundError:
        problems.error(shown, "there is no such file.")
        return None
    except OSError:
        problems.error(shown, "it cannot be opened. Close it in other programs and check that you may read it.")
        return None
    digest.update(f"{shown}\x00{len(data)}\x00".encode())
    digest.update(data)
    return data


def _case_toml(root: Path, digest: hashlib._Hash, problems: Problems) -> CaseToml | None:
    if not (root / CASE_FILE).is_file():
        problems.error(_FOLDER, "there is no case.toml, so this is not a case folder. `redactor new` makes one.")
        return None
    data = _read(root / CASE_FILE, CASE_FILE, digest, problems)
    return read_case_toml(data, problems) if data is not None else None


def _glossary(root: Path, needed: bool, digest: hashlib._Hash, problems: Problems) -> tuple[GlossaryRow, ...]:
    mine = Problems()
    file = find_glossary(root, mine)
    if file is None:
        several = any("more than one" in error for error in mine.errors)
        if needed or several:
            problems.errors += mine.errors
        return ()
    data = _read(file, file.name, digest, problems)
    return read_glossary(data, file.name, problems) if data is not None else ()


def _check_documents(root: Path, problems: Problems) -> None:
    if not (root / "documents").is_dir():
        problems.error(_FOLDER, "there is no folder “documents”. Make it and put the originals into it.")


def _register(folder: Path, digest: hashlib._Hash, problems: Problems) -> Register:
    data = _optional(folder / register_file.FILE, f"confidential/{register_file.FILE}", digest, problems)
    return Register() if data is None else read_register(data, problems)


def _optional(path: Path, shown: str, digest: hashlib._Hash, problems: Problems) -> bytes | None:
    return _read(path, shown, digest, problems) if path.exists() else None


def _assign(
    rows: Iterable[GlossaryRow], register: Register, *, reference: str, taken: Collection[str], problems: Problems
) -> Assigned:
    coded = [row for row in rows if row.category is not Category.KEEP]
    return assign(coded, register, reference=reference, taken=taken, problems=problems)


def _decisions(
    data: bytes | None, assigned: Assigned, listed: ListedNames, reference: str, problems: Problems
) -> tuple[decisions_file.Decision, ...]:
    if not data:
        return ()
    codes = {row.code for row in assigned.register.rows if not row.replaced_by}
    return read_decisions(data, codes=codes, listed=listed, reference=reference, problems=problems)


def _allowed(toml: CaseToml | None) -> tuple[Person, ...]:
    entries = toml.allowed if toml else []
    return tuple(
        Person(
            key=f"a{number}",
            name=entry.name,
            code="",
            category=Category.PROFESSIONAL,
            role=entry.role,
            origin=Origin.ALLOWED,
        )
        for number, entry in enumerate(entries, 1)
    )


def _people(rows: Iterable[GlossaryRow], assigned: Assigned, allowed: Iterable[Person]) -> tuple[Person, ...]:
    """Glossary rows and kept names in the order of the file, then each allowed name once."""
    people = [_person(row, assigned) for row in rows]
    once: dict[str, Person] = {}
    for person in allowed:
        once.setdefault(name_key(person.name), person)
    return (*people, *once.values())


def _kept(decisions: Iterable[decisions_file.Decision]) -> tuple[Person, ...]:
    """What a person put on the keep list by a decision, each once, with the reason as its role."""
    reasons = {decision.text: decision.reason for decision in decisions if decision.action == "keep"}
    return tuple(
        Person(f"k{number}", text, "", Category.KEEP, reason, origin=Origin.KEEP)
        for number, (text, reason) in enumerate(reasons.items(), 1)
    )


def _person(row: GlossaryRow, assigned: Assigned) -> Person:
    kept = row.category is Category.KEEP
    return Person(
        key=row.key,
        name=row.name,
        code="" if kept else assigned.codes[row.key],
        category=row.category,
        role=row.role,
        aliases=row.aliases,
        origin=Origin.KEEP if kept else Origin.GLOSSARY,
        gender=_gender(row),
    )


def _gender(row: GlossaryRow) -> Gender:
    """What the role tells: its row in roles.csv, or its first gendered word ("older brother")."""
    role = role_for(row.role) if row.role and row.category.is_person else None
    if role is None or role.gender is not Gender.UNKNOWN:
        return role.gender if role else Gender.UNKNOWN
    own = re.split(r"\b(?:of|to|for|with)\b", row.role.casefold())[0]
    own = re.sub(r"\w+['’]s\b", "", own)
    return next((_GENDERED[word] for word in re.findall(r"[a-z]+", own) if word in _GENDERED), Gender.UNKNOWN)


def _files(folder: Path) -> tuple[str, ...]:
    """The paths of all documents, below the folder of documents."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()))


def _of_documents(
    decisions: Sequence[decisions_file.Decision], there: Sequence[str], problems: Problems
) -> tuple[decisions_file.Decision, ...]:
    """Decisions with the paths of the files as they are; one for no file is a mistake: it would not be carried out."""
    by_key = {_file_key(name): name for name in there}
    found: list[decisions_file.Decision] = []
    for decision in decisions:
        if decision.action == "keep":
            found.append(decision)
            continue
        name = decision.document if decision.document in there else by_key.get(_file_key(decision.document))
        if name is None and there:
            near = did_you_mean(decision.document, there)
            problems.error(f"confidential/{decisions_file.FILE}", f"there is no document “{decision.document}”.{near}")
        found.append(replace(decision, document=name or decision.document))
    return tuple(found)


def _document_kinds(
    there: Sequence[str], entries: Mapping[str, DocumentEntry], problems: Problems
) -> dict[str, DocumentKind]:
    """Declared kinds by the path of the file as it is; a declaration for no file is a warning."""
    by_key = {_file_key(name): name for name in there}
    kinds: dict[str, DocumentKind] = {}
    for written, entry in entries.items():
        path = document_path(written)
        name = path if path in there else by_key.get(_file_key(path))
        if name is None and there:
            _warn_no_file(written, there, problems)
        kinds[name or path] = entry.kind
    return kinds


def _warn_no_file(written: str, there: Sequence[str], problems: Problems) -> None:
    problems.warn(f'{CASE_FILE} [documents."{written}"]', f"there is no such file.{did_you_mean(written, there)}")


def _file_key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
