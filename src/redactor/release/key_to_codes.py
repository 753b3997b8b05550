"""The key to codes: one page that says which role each code stands for, without names.

Agencies read it beside a coded report ("SW1 for social worker 1", LUT). It names
nobody; because its role column is the board's own free text, it goes through
the verifier and the gate like any other file of a release.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table

from redactor.lexicon.roles import roles
from redactor.model import AppliedDocument, Category, Origin, Person

OUTPUT_NAME = "Key to codes.docx"
_TITLE = "Key to codes"
_INTRODUCTION = "Each code stands for the same person or place in every document of this release."
_HEADINGS = ("Code", "Role", "Agency", "Note")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CATEGORY_WORDS = {
    Category.CHILD: "child",
    Category.FAMILY: "family member",
    Category.PROFESSIONAL: "professional",
    Category.PLACE: "place",
    Category.ORGANISATION: "organisation",
    Category.IDENTIFIER: "address or reference",
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One code of the key."""

    code: str
    role: str
    agency: str = ""
    note: str = ""


def key_rows(people: Iterable[Person], used: Collection[str]) -> tuple[KeyRow, ...]:
    """Return the rows of the key: the codes that the release uses, in reading order.

    Args:
        people: The people of the case after detection.
        used: Keys of the people whose codes stand in the released files.
    """
    chosen = [person for person in people if person.is_coded and person.code and person.key in used]
    rows = {person.code: _row(person) for person in chosen}
    order = {person.code: list(Category).index(person.category) for person in chosen}
    return tuple(sorted(rows.values(), key=lambda row: (order[row.code], _natural(row.code))))


def build_key(rows: Iterable[KeyRow]) -> AppliedDocument:
    """Return the key as a Word document; the same bytes for the same rows."""
    document = docx.Document()
    _strip_properties(document)
    document.add_heading(_TITLE, level=1)
    document.add_paragraph(_INTRODUCTION)
    listed = tuple(rows)
    table = document.add_table(rows=1 + len(listed), cols=len(_HEADINGS), style="Table Grid")
    _fill(table, listed)
    buffer = BytesIO()
    document.save(buffer)
    data = _with_fixed_times(buffer.getvalue())
    digest = hashlib.sha256(data).hexdigest()
    return AppliedDocument(source="", output_name=OUTPUT_NAME, data=data, sha256=digest)


def _row(person: Person) -> KeyRow:
    role, _, agency = person.role.partition(",")
    note = "code not agreed yet" if person.origin is Origin.PROVISIONAL else ""
    words = role.strip() or _role_of_code(person.code) or _CATEGORY_WORDS.get(person.category, "")
    return KeyRow(person.code, words, agency.strip(), note)


def _role_of_code(code: str) -> str:
    """The usual title of a code's prefix: SW1 is a social worker."""
    found = [role for role in roles() if re.fullmatch(rf"{re.escape(role.prefix)}(?: ?(?:\d+|[A-Z]))?", code)]
    best = max(found, key=lambda role: len(role.prefix), default=None)
    return best.titles[0] if best is not None and best.titles else ""


def _natural(code: str) -> tuple[tuple[int, int | str], ...]:
    """SW2 comes before SW10."""
    parts = re.findall(r"\d+|\D+", code.casefold())
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)


def _fill(table: Table, rows: Sequence[KeyRow]) -> None:
    for cell, words in zip(table.rows[0].cells, _HEADINGS, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for line, row in zip(table.rows[1:], rows, strict=True):
        for cell, words in zip(line.cells, (row.code, row.role, row.agency, row.note), strict=True):
            cell.text = words
    for cell in (cell for row in table.rows for cell in row.cells):
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(9)


def _strip_properties(document: Document) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title = _TITLE
    properties.language = "en-GB"
    properties.created = properties.modified = datetime(*_EPOCH)  # noqa: DTZ001 (the file format has no zone)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]


def _with_fixed_times(data: bytes) -> bytes:
    """The same package with fixed time stamps and order, so that equal rows give equal bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, date_time=_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return buffer.getvalue()
