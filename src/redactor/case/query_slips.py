"""Questions to agencies: one Excel slip for each document, and the answers read back.

A slip asks who somebody is whom the glossary does not list, and which of several people
a name that they share means at one place. Who answers fills in the
columns ``full name`` to ``answered by``; everything else is the program's and read only
to know which question was answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from redactor.case.glossary import GlossaryRow
from redactor.case.listed_names import name_key
from redactor.case.problems import Problems, did_you_mean, listing
from redactor.case.sheets import slip_workbook
from redactor.case.tables import Columns, Record, records, tidy
from redactor.case.workbooks import workbook_rows
from redactor.lexicon.roles import role_for
from redactor.model import Category

COLUMNS = Columns(
    known=(
        *("number", "where", "question", "name found", "document", "one of"),
        *("full name", "role", "category", "other names", "answered by"),
    ),
    required=("name found", "full name", "role", "category"),
)
"""The columns of a slip; from ``full name`` on they are for the agency."""

UNKNOWN = frozenset({"unknown", "not known", "do not know", "don't know", "?"})
"""What an agency writes as role if it does not know either: the question stays open."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a slip.

    Attributes:
        where: Place in the document, in words ("page 12").
        passage: The sentence that names the person.
        name: As the documents write it.
        document: Its path below ``documents/``.
        one_of: Names of the people whom the name may mean; empty where nobody knows who it is.
    """

    where: str
    passage: str
    name: str
    document: str = ""
    one_of: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The question as it is asked: ``page 12: “… the ward clerk, F. Last, …”: who is this?``."""
        place = f"{self.where}: " if self.where else ""
        asked = f"who is {self.name}?"
        if self.one_of:
            asked = f"which of {', '.join(self.one_of)} is {self.name}?"
        return f"{place}“{' '.join(self.passage.split())}”: {asked}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several people a name means at one place.

    Attributes:
        row: "slip.xlsx row 3".
        document: Path below ``documents/``.
        where: Place in the document, in words.
        mention: The name as written there.
        name: The full name of the person.
    """

    row: str
    document: str
    where: str
    mention: str
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered question, checked.

    Attributes:
        where: "slip.xlsx row 3".
        found: The name as the documents write it.
        name: The full name; ``found`` if the agency wrote none.
        role: As written; may be empty if the category is given.
        category: As written, or told by the role.
        aliases: Other names, ``found`` among them if it differs from ``name``.
    """

    where: str
    found: str
    name: str
    role: str
    category: Category
    aliases: tuple[str, ...]

    def cells(self) -> tuple[str, str, str, str, str]:
        """The row of the glossary: name, code (empty: the register has it), role, category, aliases."""
        return (self.name, "", self.role, self.category.value, "; ".join(self.aliases))


def slip(questions: Iterable[Question]) -> bytes:
    """Return the .xlsx file with the questions about one document."""
    rows = (
        (str(number), question.where, question.text, question.name, question.document, "; ".join(question.one_of))
        + ("",) * len(COLUMNS.known[COLUMNS.known.index("full name") :])
        for number, question in enumerate(questions, 1)
    )
    return slip_workbook(COLUMNS.known, rows)


def read_answers(files: Sequence[Path], listed: Sequence[GlossaryRow], problems: Problems) -> tuple[Answer, ...]:
    """Read answered slips.

    Args:
        files: The slips, in any order.
        listed: The rows of the glossary as it is: an answer never changes one of them.
        problems: Every mistake is noted with file and row; what is open or done already, as a warning.

    Returns:
        One answer for each new person; the same person answered twice alike is one.
    """
    taken = {name_key(name): row for row in listed for name in row.names}
    found: dict[str, Answer] = {}
    for path in files:
        for record in records(workbook_rows(path.read_bytes(), path.name, problems), path.name, COLUMNS, problems):
            answer = None if record["one of"] else _answer(record, problems)
            if answer is None or _is_listed(answer, taken, problems):
                continue
            key = name_key(answer.name)
            found[key] = _together(found[key], answer, problems) if key in found else answer
    return tuple(found.values())


def read_choices(files: Sequence[Path], problems: Problems) -> tuple[Choice, ...]:
    """Read which of several people the agencies say that a name means.

    Args:
        files: The slips, in any order.
        problems: A name that was not to be chosen from is noted with file and row; what is open, as a warning.
    """
    found: list[Choice] = []
    for path in files:
        rows = workbook_rows(path.read_bytes(), path.name, Problems())  # ``read_answers`` told its mistakes
        for record in records(rows, path.name, COLUMNS, Problems()):
            written = tidy(record["full name"])
            if not record["one of"] or not written:
                continue
            if written.casefold() in UNKNOWN:
                problems.warn(record.where, "the agency does not know who is meant; the question stays open.")
                continue
            names = [tidy(name) for name in record["one of"].split(";")]
            name = next((one for one in names if name_key(one) == name_key(written)), "")
            if not name:
                problems.error(
                    record.where, f"“full name” is none of those asked about. Write one of {listing(names)}."
                )
                continue
            mention, document = tidy(record["name found"]), tidy(record["document"])
            found.append(Choice(record.where, document, tidy(record["where"]), mention, name))
    return tuple(found)


def _answer(record: Record, problems: Problems) -> Answer | None:
    """One row, or ``None`` if it is open or wrong."""
    found, name = tidy(record["name found"]), tidy(record["full name"])
    role, written = tidy(record["role"]), tidy(record["category"]).casefold()
    if not (name or role or written or tidy(record["other names"])):
        return None
    if role.casefold() in UNKNOWN:
        problems.warn(record.where, "the agency does not know who it is; the question stays open.")
        return None
    if not (found or name):
        problems.error(record.where, "it answers no question: the column “name found” is empty. Copy it from the slip.")
        return None
    category = _category(record.where, role, written, problems)
    if category is None:
        return None
    if category is Category.KEEP and not role:
        problems.error(record.where, "keep needs a reason in the column “role”, such as “author of a cited study”.")
        return None
    others = [tidy(other) for other in record["other names"].split(";")]
    name = name or found
    aliases = dict.fromkeys(other for other in (found, *others) if other and name_key(other) != name_key(name))
    return Answer(record.where, found, name, role, category, tuple(aliases))


def _category(where: str, role: str, written: str, problems: Problems) -> Category | None:
    if written:
        if written in list(Category):
            return Category(written)
        hint = did_you_mean(written, list(Category))
        problems.error(where, f"“{written}” is not a category.{hint} Write one of {listing(list(Category))}.")
        return None
    known = role_for(role) if role else None
    if known is None:
        problems.error(where, "it does not say who this is. Write a role (social worker, aunt) or a category.")
        return None
    return known.category


def _is_listed(answer: Answer, taken: dict[str, GlossaryRow], problems: Problems) -> bool:
    """Whether the glossary has the name already; an answer that says something else is a mistake."""
    row = next((taken[key] for name in (answer.name, *answer.aliases) if (key := name_key(name)) in taken), None)
    if row is None:
        return False
    if row.category is answer.category and (not answer.role or answer.role.casefold() == row.role.casefold()):
        problems.warn(answer.where, f"this person is in the glossary already ({row.where}); nothing was changed.")
    else:
        problems.error(
            answer.where,
            f"the glossary says otherwise about this name ({row.where}). Change the glossary, or empty the row here.",
        )
    return True


def _together(one: Answer, other: Answer, problems: Problems) -> Answer:
    if (one.role.casefold(), one.category) != (other.role.casefold(), other.category):
        problems.error(other.where, f"the same name was answered differently in {one.where}. Make the two agree.")
        return one
    return replace(one, aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))))
