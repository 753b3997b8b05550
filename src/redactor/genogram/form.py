"""An Excel form to fill in: the people of a genogram, with what their codes already say about them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from redactor.genogram.table import COLUMNS, Kind, Relation

_HEADINGS = ("code", "role", *COLUMNS[1:])
_WIDTHS = (22, 30, 18, 26, 26, 22, 8)
_FEMALE = frozenset("mother grandmother aunt sister niece daughter wife girl mgm pgm mum stepmother".split())  # noqa: SIM905
_MALE = frozenset("father grandfather uncle brother nephew son husband boy mgf pgf dad stepfather".split())  # noqa: SIM905
_OF_MOTHER, _OF_FATHER = frozenset({"mgm", "mgf"}), frozenset({"pgm", "pgf"})
_HELP = (
    "How to fill in the genogram's table",
    "One row for each person who is to be drawn; delete the rows of the others. Codes only: SW1, Mother, Child R.",
    "A name of the glossary may stand in place of a code: the program draws the code. Any other text is refused.",
    "kind: male, female, unknown or pregnancy; write “deceased” or “subject” beside it where it holds: male deceased.",
    "parents: one or two codes, parted by a semicolon: Mother; Father. Both must have rows of their own.",
    "partner: codes parted by semicolons. A couple is written once, with either of the two.",
    "relation: married, cohabiting, separated or divorced, in the order of the partners. Empty means married.",
    "order: 1, 2, 3 … from left to right among brothers and sisters, and among partners. May be empty.",
    "Then run the same command again: it draws the genogram.",
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the case as the form begins with them.

    Attributes:
        code: As in the register.
        role: As the glossary gives it; may be empty.
        is_subject: Whether the review is about them.
    """

    code: str
    role: str
    is_subject: bool = False


def form(people: Sequence[Somebody]) -> bytes:
    """Return an ``.xlsx`` table with a row for each person; kind and parents are proposed where code and role tell.

    Args:
        people: In the order of the rows.
    """
    from openpyxl import Workbook  # loaded only where a form is written, which no run does
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Genogram"
    codes = {_squeezed(person.code): person.code for person in people}
    sheet.append(_HEADINGS)
    for person in people:
        row = (person.code, person.role, _kind(person), "; ".join(_parents(person, codes)), "", "", "")
        sheet.append([text or None for text in row])
    for position, width in enumerate(_WIDTHS, 1):
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = width
        head = sheet.cell(1, position)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3864")
    sheet.freeze_panes = "A2"
    last = len(people) + 200
    kinds = [*Kind, *(f"{kind} deceased" for kind in (Kind.MALE, Kind.FEMALE))]
    kinds += [f"{kind} subject" for kind in (Kind.MALE, Kind.FEMALE, Kind.UNKNOWN)]
    for heading, choices in (("kind", kinds), ("relation", list(Relation))):
        rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(_HEADINGS.index(heading) + 1)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)
    notes = book.create_sheet("Help")
    for line in _HELP:
        notes.append([line])
    notes.column_dimensions["A"].width = 120
    notes["A1"].font = Font(bold=True, size=14)
    for number in range(1, len(_HELP) + 1):
        notes.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _words(person: Somebody) -> set[str]:
    return set(re.findall(r"[a-z]+", f"{person.code} {person.role}".casefold().replace("step-", "step")))


def _kind(person: Somebody) -> str:
    """The kind that code and role tell; "Mother's partner" tells none."""
    words = _words(person)
    kind = Kind.UNKNOWN
    if words & {"unborn", "pregnancy"}:
        kind = Kind.PREGNANCY
    elif "partner" not in words and bool(words & _FEMALE) != bool(words & _MALE):
        kind = Kind.FEMALE if words & _FEMALE else Kind.MALE
    return f"{kind} subject" if person.is_subject else str(kind)


def _parents(person: Somebody, codes: dict[str, str]) -> list[str]:
    """The parents that the code tells where they have rows: Mother and Father of the child and its siblings."""
    code, words = _squeezed(person.code), _words(person)
    if code in ("mother", "father"):
        wanted = sorted(_OF_MOTHER if code == "mother" else _OF_FATHER, reverse=True)
    elif person.is_subject or code.startswith(("sibling", "unborn")) or words & {"subject"}:
        wanted = ["mother", "father"]
    else:
        return []
    return [codes[name] for name in wanted if name in codes]
