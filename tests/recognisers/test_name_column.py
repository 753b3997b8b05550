"""Cells of a column of people are names; cells of a column of records mostly are not."""

from __future__ import annotations

import pytest

from redactor.recognisers.name_column import NameColumnRecogniser


def names(text: str) -> list[str]:
    return [text[f.start : f.end] for f in NameColumnRecogniser().find(text)]


@pytest.mark.parametrize(
    "heading", ["Source", "Name", "Worker", "Source / worker", "Recorded by", "Seen by", "Author", "Lead"]
)
@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("J Pemworthy", ["J Pemworthy"]),
        ("J. K. Pemworthy", ["J. K. Pemworthy"]),
        ("Pemworthy, Janet", ["Pemworthy, Janet"]),
        ("Pemworthy, J.", ["Pemworthy, J"]),
        ("Janet Pemworthy", ["Janet Pemworthy"]),
        ("Janet Pemworthy / Tom Askerdale", ["Janet Pemworthy", "Tom Askerdale"]),
        ("Janet Pemworthy and T Askerdale", ["Janet Pemworthy", "T Askerdale"]),
        ("K. Pemworthy, HV", ["K. Pemworthy"]),
        ("Aoife O’Malleyson", ["Aoife O’Malleyson"]),
    ],
)
def test_names(heading: str, cell: str, found: list[str]) -> None:
    assert [n.rstrip(".") for n in names(f"{heading}: {cell}")] == found


def test_a_sign_below_a_name_is_nobody() -> None:
    assert names("Allocated worker: Janet Pemworthy\nBarlow and Ortolani tests normal.") == ["Janet Pemworthy"]
    assert names("Allocated worker: Janet Pemworthy\nBarlow") == ["Janet Pemworthy", "Barlow"]
    assert names("Worker: Janet Pemworthy\nLuton, Warhurst and Elmby are served") == ["Janet Pemworthy"]
    assert names("Worker: Janet Pemworthy\nLuton, Karen") == ["Janet Pemworthy", "Luton, Karen"]


@pytest.mark.parametrize("heading", ["Name", "Worker", "Recorded by"])
def test_a_single_word_under_a_heading_for_people(heading: str) -> None:
    assert names(f"{heading}: Pemworthy") == ["Pemworthy"]
    assert names(f"{heading}: Janet") == ["Janet"]


@pytest.mark.parametrize(
    "cell",
    [
        "Pemworthy",
        "Police",
        "Maternity notes",
        "GP records",
        "Social worker",
        "Health Visitor",
        "Mosaic",
        "SystmOne",
        "Log 0412",
        "ICS",
        "CP conference minutes",
        "SW1",
        "HV2 / GP1",
        "Child R",
        "School file",
        "Strategy meeting, minutes",
        "A&E",
        "T/C",
        "",
    ],
)
def test_records_are_no_names(cell: str) -> None:
    assert names(f"Source: {cell}") == []


def test_a_word_that_begins_another_line_is_no_name() -> None:
    assert names("Worker: Pemworthy\nKeywork session with young person") == ["Pemworthy"]
    assert names("Source: A&E. Priority: amber") == []
    assert names("Worker: Pemworthy & Askerdale") == ["Pemworthy", "Askerdale"]
    assert names("Worker: Duty\nLincoln county – spoke") == []
    assert names("Worker: Duty\nNurse-led clinic") == []
    assert names("Worker: Nurse-Ledley") == ["Nurse-Ledley"]
    assert names("Author: K. Oldroyd\nLloyds, Barclays and Halifax accounts") == ["K. Oldroyd"]
    assert names("Author: Lloyds, Karen") == ["Lloyds, Karen"]
    assert names("Worker: Pemworthy social worker\nAskerdale") == ["Pemworthy", "Askerdale"]


@pytest.mark.parametrize("text", ["Event: Janet Pemworthy", "Janet Pemworthy", "The source: J Pemworthy"])
def test_only_under_a_heading(text: str) -> None:
    assert names(text) == []


def test_the_toy_below_a_worker_is_nobody() -> None:
    assert names("Allocated worker: Janet Pemworthy\nTeddy (comfort toy)") == ["Janet Pemworthy"]
    assert names("Allocated worker: Janet Pemworthy\nTeddy (0161 496 0000)") == ["Janet Pemworthy", "Teddy"]
