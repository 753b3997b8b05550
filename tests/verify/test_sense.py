"""Drift, allowed names, kinds and destinations, the case reference, hidden content."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.verify.building import blank_docx, knowledge_for, saved, with_body_xml
from tests.verify.surfaces import PDF

from redactor.errors import UnreadableError, UnsupportedFormatError
from redactor.model import DocumentKind, Verification
from redactor.profiles.schema import load_profile
from redactor.verify import check_file


def verdict(text: str, destination: str = "ofsted", name: str = "report.txt") -> Verification:
    return check_file(name, text.encode(), knowledge=knowledge_for(destination))


def kinds(found: Verification) -> set[str]:
    return {item.kind for item in found.residuals}


@pytest.mark.parametrize("text", ["Child G was seen.", "SW9 called.", "Hospital 2 admitted her.", "Person 4 came."])
def test_a_code_that_nobody_has_is_drift(text: str) -> None:
    found = verdict(f"Overview Report\n{text}")
    assert kinds(found) == {"drift"}
    assert all(item.code for item in found.residuals)


@pytest.mark.parametrize(
    "text", ["Child R and SW1 met HV1, HV2 and MGM.", "PC 4471 and Baby P", "Primary School 1", "CHILD R"]
)
def test_codes_of_the_case_and_relations_are_no_drift(text: str) -> None:
    assert verdict(f"Overview Report\n{text}").passed


@pytest.mark.parametrize(
    ("lines", "drift"),
    [
        (("Contents", "Duties of the IMR Author 4", "What should you do first? 5"), False),
        (("Why there is a review 3", "Duties of the IMR Author 4"), False),
        (("Duties of the IMR Author\t4", "Seen"), False),
        (("Duties of the IMR Author 4", "What should you do first? 3"), True),
        (("Duties of the IMR Author 4", "They were given to the IMR Author 5"), True),
        (("Author 4", "What should you do first? 5"), True),
        (("Duties of the IMR Author 4 were", "told to the panel on page 5"), True),
        (("She was seen by Nurse 4", "He was seen by Nurse 9"), True),
    ],
)
def test_the_page_numbers_of_a_table_of_contents_are_no_codes(lines: tuple[str, ...], drift: bool) -> None:
    found = verdict("Overview Report\n\n" + "\n".join(lines))
    assert ("drift" in kinds(found)) == drift


SUMMARY = "Executive Summary\nThis summary was written by {}.\nThe board was chaired by {}.\n"


def test_an_executive_summary_names_somebody_of_each_allowed_role() -> None:
    assert verdict(SUMMARY.format("Frances Tolland", "Ms Ashdown")).passed
    found = verdict(SUMMARY.format("Frances Tolland", "the chair"))
    assert kinds(found) == {"missing allowed name"}
    assert len(verdict("Executive Summary\n").residuals) == 2


def test_of_several_people_in_one_role_one_is_enough() -> None:
    known = knowledge_for()
    second = replace(known.allowed[0], key="a3", name="Ottilie Marchbank")
    known = replace(known, people=(*known.people, second))
    text = SUMMARY.format("Ottilie Marchbank", "Gwen Ashdown")
    assert check_file("a.txt", text.encode(), knowledge=known).passed


def test_a_glossary_alone_asks_for_no_names() -> None:
    known = replace(knowledge_for(), full_rules=False)
    assert check_file("a.txt", b"Executive Summary\n", knowledge=known).passed


@pytest.mark.parametrize("kind", ["Individual Management Review", "Integrated Chronology", "Referral form"])
def test_some_kinds_never_go_to_the_website(kind: str) -> None:
    assert verdict(f"{kind}\n", "website").refused
    assert not verdict(f"{kind}\n", "ofsted").refused


def test_an_undecidable_kind_is_held_for_the_website() -> None:
    found = verdict("Child R\n", "website")
    assert [notice.holds for notice in found.unchecked] == [True]
    assert verdict("Child R\n").passed
    declared = check_file(
        "a.txt", b"Child R\n", knowledge=knowledge_for("website"), declared_kind=DocumentKind.OVERVIEW
    )
    assert declared.passed


def test_without_a_case_the_destination_still_refuses() -> None:
    found = check_file("imr.txt", b"Individual Management Review\n", knowledge=None, profile=load_profile("website"))
    assert found.refused


@pytest.mark.parametrize("text", ["FN-11", "fn 11", "FN11", "Our ref: FN\u201311/a"])
def test_the_case_reference_is_never_left(text: str) -> None:
    assert "case reference" in kinds(verdict(f"Overview Report\n{text}"))


@pytest.mark.parametrize("text", ["FN-110", "AFN-11", "Fn. 1 1"])
def test_what_only_resembles_the_reference_passes(text: str) -> None:
    assert "case reference" not in kinds(verdict(f"Overview Report\n{text}"))


def test_a_reference_of_fewer_than_four_characters_is_not_sought() -> None:
    known = replace(knowledge_for(), reference="R1")
    assert check_file("a.txt", b"Overview Report\nR1\n", knowledge=known).passed


HIDDEN = with_body_xml("<w:r><w:rPr><w:vanish/></w:rPr><w:t>TEXT</w:t></w:r>")("Service")


def test_hidden_content_is_listed_for_ofsted_and_blocked_for_the_website() -> None:
    ofsted = check_file("a.docx", HIDDEN, knowledge=knowledge_for("ofsted"))
    assert ofsted.passed
    assert any("hidden content" in note.message for note in ofsted.notes)
    assert kinds(check_file("a.docx", HIDDEN, knowledge=knowledge_for("website"))) == {"hidden content"}


def test_a_page_note_is_hidden_content_too() -> None:
    data = PDF["annotation"].plant("Service")
    assert kinds(check_file("a.pdf", data, knowledge=knowledge_for("website"))) == {"hidden content"}


def test_dates_of_events_are_cut_to_the_month_for_the_website_only() -> None:
    text = "Overview Report\nChild R was seen on 3 May 2011.\n"
    assert verdict(text).passed
    assert kinds(verdict(text, "website")) == {"date"}
    assert verdict("Overview Report\nChild R was seen in May 2011.\n", "website").passed
    assert verdict("Overview Report\nThe guidance was published on 1 March 2010.\n", "website").passed
    assert verdict("Action Plan\nTraining by 3 May 2012.\n", "website").passed


def test_neutral_properties_are_notes() -> None:
    found = check_file("a.docx", saved(blank_docx()), knowledge=knowledge_for())
    assert found.passed
    assert any(note.place == "document properties" for note in found.notes)


def test_a_person_in_a_property_blocks_even_without_a_case() -> None:
    document = blank_docx()
    document.core_properties.author = "Ailsa Drummond"
    found = check_file("a.docx", saved(document), knowledge=None)
    assert kinds(found) == {"person"}


def test_without_a_case_institutions_are_notes() -> None:
    text = "Overview Report\nThe child attended Thornfield Primary School.\n"
    found = check_file("a.txt", text.encode(), knowledge=None)
    assert found.residuals == ()
    assert any("school" in note.message for note in found.notes)
    unlisted = verdict(text.replace("Thornfield", "Marrowby"))
    assert kinds(unlisted) == {"institution"}


def test_what_cannot_be_read_is_never_clean() -> None:
    with pytest.raises(UnreadableError):
        check_file("a.pdf", b"", knowledge=knowledge_for())
    with pytest.raises(UnsupportedFormatError):
        check_file("a.bin", b"\0\1\2", knowledge=knowledge_for())
    named = check_file("a.bin", b"\0Karen Oldroyd\0", knowledge=knowledge_for())
    assert [(item.kind, item.code) for item in named.residuals] == [("person", "SW1")]


def test_kept_lines_and_helplines_stay() -> None:
    assert verdict("Overview Report\nCall the board on 01632 960 999 or Childline on 0800 1111.\n").passed
    assert kinds(verdict("Overview Report\nCall 01632 960 998.\n")) == {"phone"}


def test_a_part_of_an_allowed_name_alone_is_a_note() -> None:
    found = verdict("Overview Report\nFrances Tolland wrote it.\nTolland was told.\nFrances was seen.\n")
    assert found.passed
    assert [note.place for note in found.notes if "allowed name" in note.message] == ["line 3", "line 4"]


def test_a_code_in_one_cell_and_a_month_in_the_next_are_no_date() -> None:
    document = blank_docx("Person 3 March 2011 was the month.")
    for text in ("Person 1", "May 2011"):
        document.add_paragraph(text)
    known = replace(knowledge_for("website"), codes=frozenset({*knowledge_for().codes, "Person 1", "Person 3"}))
    found = check_file("a.docx", saved(document), knowledge=known, declared_kind=DocumentKind.OVERVIEW)
    assert kinds(found) == set()
    document.add_paragraph("Seen on 1 May 2011.")
    found = check_file("a.docx", saved(document), knowledge=known, declared_kind=DocumentKind.OVERVIEW)
    assert kinds(found) == {"date"}
    text = "Overview Report\nThe child who had been known to the service for so long was seen again on 1\nMay 2011."
    assert kinds(verdict(text, "website")) == {"date"}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The social worker Frances Tolland visited.", True),
        ("Her mother, Frances Tolland, was at home.", True),
        ("Health Visitor: Gwen Ashdown", True),
        ("The overview report author Frances Tolland visited.", False),
        ("Gwen Ashdown, LSCB chair, and Frances Tolland, author.", False),
        ("The independent chair, a former social worker, is Gwen Ashdown.", False),
        ("Frances Tolland met the social worker.", False),
    ],
)
def test_an_allowed_name_stays_only_in_its_role(text: str, held: bool) -> None:
    found = verdict(f"Overview Report\n{text}\n")
    assert any("a role that is not allowed" in note.message for note in found.notes) == held
    assert found.passed is not held


def test_without_allowed_names_no_role_is_asked_for() -> None:
    known = replace(knowledge_for(), people=())
    assert check_file("a.txt", b"Overview Report\n", knowledge=known).passed
