from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from tests.release.samples import CHILD, PEOPLE, blocked, digest, make_case, make_record, released

from redactor.model import Category, Person
from redactor.release.finish import rows_for_key
from redactor.release.key_to_codes import OUTPUT_NAME, KeyRow, build_key, key_rows

ALL = {person.key for person in PEOPLE}


def test_rows_are_in_reading_order_without_names() -> None:
    assert key_rows(reversed(PEOPLE), ALL) == (
        KeyRow("Child R", "subject"),
        KeyRow("HV1", "health visitor", note="code not agreed yet"),
        KeyRow("SW1", "social worker", "Fennshire CSC"),
        KeyRow("SW10", "social worker"),
        KeyRow("Primary School 1", "primary school"),
    )


def test_numbers_are_sorted_as_numbers() -> None:
    people = [Person(str(n), f"Ada Number{n}", f"SW{n}", Category.PROFESSIONAL) for n in (10, 2, 1)]
    assert [row.code for row in key_rows(people, {"1", "2", "10"})] == ["SW1", "SW2", "SW10"]


def test_a_code_that_is_no_role_gets_its_category() -> None:
    person = Person("g9", "Ada Quillfeather", "Bobbie", Category.CHILD)
    assert key_rows([person], {"g9"}) == (KeyRow("Bobbie", "child"),)


def test_only_codes_of_released_documents(tmp_path: Path) -> None:
    record = make_record(make_case(tmp_path), blocked())
    assert rows_for_key(record) == ()
    record = make_record(make_case(tmp_path), released())
    assert [row.code for row in rows_for_key(record)] == ["Child R", "HV1", "SW1"]
    assert key_rows([CHILD], set()) == ()


def test_the_document_reads_as_a_table_and_names_nobody() -> None:
    key = build_key(key_rows(PEOPLE, ALL))
    assert key.output_name == OUTPUT_NAME
    assert key.sha256 == digest(key.data)
    document = docx.Document(BytesIO(key.data))
    assert document.paragraphs[0].text == "Key to codes"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Code", "Role", "Agency", "Note"]
    assert [cell.text for cell in table.rows[3].cells] == ["SW1", "social worker", "Fennshire CSC", ""]
    with zipfile.ZipFile(BytesIO(key.data)) as package:
        raw = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in package.infolist())
        assert "docProps/thumbnail.jpeg" not in package.namelist()
    for person in PEOPLE:
        for name in person.names:
            assert name not in raw
    assert "w:tblHeader" in raw
    assert 'w:lang w:val="en-GB"' in raw
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "Key to codes")


@pytest.mark.parametrize("count", [0, 1, 60])
def test_equal_rows_give_equal_bytes(count: int) -> None:
    rows = [KeyRow(f"SW{n}", "social worker") for n in range(count)]
    assert build_key(rows).data == build_key(tuple(rows)).data
    assert build_key([*rows, KeyRow("X1", "x")]).data != build_key(rows).data
