"""Nothing lost: every kind of damage to a written copy is told, and a true copy passes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.verify.building import blank_docx, blank_pdf, knowledge_for, saved

from redactor.model import AppliedDocument, Change, DocumentKind, Plan, Verification
from redactor.verify import verify_release
from redactor.verify.flat import compare_text, words_of
from redactor.verify.sequences import differences, tight

SOURCE = (
    "Serious Case Review: Overview Report",
    "Karen Oldroyd visited in May 2011.",
    "She saw the child again in June 2011.",
    "She saw the child again in June 2011.",
    "Jolie Brannock was well.",
)
COPY = (
    "Serious Case Review: Overview Report",
    "SW1 visited in May 2011.",
    "She saw the child again in June 2011.",
    "She saw the child again in June 2011.",
    "Child R was well.",
)
FURNITURE = ("Date", "Event", "May 2011", "Visit")
EXPECTED = (
    ("Confidential: Karen Oldroyd", "Confidential: SW1"),
    *zip(SOURCE, COPY, strict=True),
    *((text, text) for text in FURNITURE),
    ("Fennshire LSCB", "Fennshire LSCB"),
)


def document(lines: tuple[str, ...], header: str, cells: tuple[str, ...] = FURNITURE) -> docx.document.Document:
    built = blank_docx(*lines[1:])
    built.sections[0].header.paragraphs[0].text = header
    for cell, text in zip((c for row in built.tables[0].rows for c in row.cells), cells, strict=True):
        cell.text = text
    return built


def verified(
    source: bytes,
    copy: bytes,
    expected: tuple[tuple[str, str], ...] = EXPECTED,
    *,
    changes: tuple[Change, ...] = (),
    retypeset: bool = False,
    destination: str = "ofsted",
) -> Verification:
    applied = AppliedDocument(
        "a.docx", "Child R.docx", copy, hashlib.sha256(copy).hexdigest(), changes=changes, retypeset=retypeset
    )
    plan = Plan("a.docx", hashlib.sha256(source).hexdigest(), DocumentKind.OVERVIEW, "Child R.docx")
    return verify_release(
        source=source,
        source_name="a.docx",
        released=applied,
        expected=expected,
        plan=plan,
        knowledge=knowledge_for(destination),
    )


def docx_source() -> bytes:
    return saved(document(SOURCE, "Confidential: Karen Oldroyd"))


def docx_copy() -> docx.document.Document:
    return document(COPY, "Confidential: SW1")


def test_a_true_copy_passes() -> None:
    found = verified(docx_source(), saved(docx_copy()))
    assert found.passed, found
    assert "nothing lost" in found.checks


def remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def drop_paragraph(built: docx.document.Document) -> None:
    remove(built.paragraphs[2]._p)


def change_word(built: docx.document.Document) -> None:
    built.paragraphs[2].text = "She saw the child once in June 2011."


def double_paragraph(built: docx.document.Document) -> None:
    built.add_paragraph("Child R was well.")


def swap_paragraphs(built: docx.document.Document) -> None:
    built.paragraphs[1].text, built.paragraphs[4].text = built.paragraphs[4].text, built.paragraphs[1].text


def swap_cells(built: docx.document.Document) -> None:
    cells = built.tables[0].rows[1].cells
    cells[0].text, cells[1].text = "Visit", "May 2011"


def extra_replacement(built: docx.document.Document) -> None:
    built.paragraphs[2].text = "SW1 saw the child again in June 2011."


def lose_header(built: docx.document.Document) -> None:
    built.sections[0].header.paragraphs[0].text = ""


def change_header(built: docx.document.Document) -> None:
    built.sections[0].header.paragraphs[0].text = "Public"


def drop_table(built: docx.document.Document) -> None:
    remove(built.tables[0]._tbl)


def flatten_heading(built: docx.document.Document) -> None:
    built.paragraphs[0].style = built.styles["Normal"]


def join_words(built: docx.document.Document) -> None:
    built.paragraphs[2].text = "She saw thechild again in June 2011."


def undo_replacement(built: docx.document.Document) -> None:
    built.paragraphs[4].text = "The child was well."


DAMAGE = [
    drop_paragraph,
    change_word,
    double_paragraph,
    swap_paragraphs,
    swap_cells,
    extra_replacement,
    lose_header,
    change_header,
    drop_table,
    flatten_heading,
    join_words,
    undo_replacement,
]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_every_damage_to_a_word_document_is_told_without_text(
    damage: Callable[[docx.document.Document], None],
) -> None:
    copy = docx_copy()
    damage(copy)
    found = verified(docx_source(), saved(copy))
    assert found.lost
    assert not any(word in sentence for sentence in found.lost for word in ("Child", "child", "SW1", "June"))


def test_the_order_of_parts_on_the_writers_side_does_not_matter() -> None:
    assert verified(docx_source(), saved(docx_copy()), EXPECTED[::-1][:1] + EXPECTED[:-1]).passed


def test_one_text_decided_two_ways_must_stand_in_the_planned_places() -> None:
    source = saved(document(("Report", "Karen", "Karen"), "x"))
    expected = (("x", "x"), ("Karen", "SW1"), ("Karen", "Father"), *((t, t) for t in FURNITURE))
    expected = (*expected, ("Serious Case Review: Overview Report",) * 2, ("Fennshire LSCB",) * 2)
    assert verified(source, saved(document(("Report", "SW1", "Father"), "x")), expected).lost == ()
    assert verified(source, saved(document(("Report", "Father", "SW1"), "x")), expected).lost


def test_text_that_the_plan_never_saw_is_unchecked() -> None:
    found = verified(docx_source(), saved(docx_copy()), EXPECTED[:3] + EXPECTED[4:])
    assert [notice.holds for notice in found.unchecked] == [True]
    assert "1 paragraphs" in found.unchecked[0].message


def test_a_copy_that_cannot_be_read_back_is_lost() -> None:
    assert verified(docx_source(), b"").lost
    assert verified(docx_source(), saved(docx_copy())[:3000]).lost


def test_a_plan_for_other_bytes_is_unchecked() -> None:
    copy = saved(docx_copy())
    applied = AppliedDocument("a.docx", "b.docx", copy, hashlib.sha256(copy).hexdigest())
    plan = Plan("a.docx", "0" * 64, DocumentKind.OVERVIEW, "b.docx")
    found = verify_release(
        source=docx_source(),
        source_name="a.docx",
        released=applied,
        expected=EXPECTED,
        plan=plan,
        knowledge=knowledge_for(),
    )
    assert any("another source" in notice.message for notice in found.unchecked)


def test_a_missing_picture_needs_a_recorded_change() -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (3, 3)).save(picture, "PNG")
    picture.seek(0)
    with_picture = document(SOURCE, "Confidential: Karen Oldroyd")
    with_picture.add_picture(picture)
    copy = saved(docx_copy())
    assert verified(saved(with_picture), copy).lost == ("1 of 1 pictures are missing",)
    assert verified(saved(with_picture), copy, changes=(Change("replaced", "picture by a placeholder"),)).lost == ()


TEXT = "# Report\r\n\r\nKaren Oldroyd visited.\r\n\r\n- one\r\n- two\r\n"
TEXT_EXPECTED = (
    ("# Report", "# Report"),
    ("Karen Oldroyd visited.", "SW1 visited."),
    ("- one\r\n- two", "- one\r\n- two"),
)
TEXT_COPY = TEXT.replace("Karen Oldroyd", "SW1")


def test_a_true_copy_of_a_text_passes() -> None:
    loss = compare_text(TEXT, TEXT_COPY, TEXT_EXPECTED)
    assert (loss.lost, loss.unchecked) == ([], [])


@pytest.mark.parametrize(
    "damaged",
    [
        TEXT_COPY.replace("- one\r\n", ""),
        TEXT_COPY.replace("two", "three"),
        TEXT_COPY + "more",
        TEXT_COPY.replace("SW1 visited.", "SW1 visited. SW1"),
        TEXT,
        "",
    ],
)
def test_damage_to_a_text_is_told_by_line(damaged: str) -> None:
    assert compare_text(TEXT, damaged, TEXT_EXPECTED).lost


def test_a_passage_of_a_text_that_was_not_read_is_unchecked() -> None:
    loss = compare_text(TEXT, TEXT_COPY, TEXT_EXPECTED[1:])
    assert [notice.message for notice in loss.unchecked] == [
        "1 passages of the source were not read by the writer's side"
    ]
    assert compare_text(TEXT, TEXT_COPY, (("Something else", ""),)).unchecked


LINES = ("Overview Report", "Karen Oldroyd visited in May.", "Jolie Brannock was well.")
PDF_EXPECTED = tuple(zip(LINES, ("Overview Report", "SW1 visited in May.", "Child R was well."), strict=True))


def pdf_verdict(*copy: str, expected: tuple[tuple[str, str], ...] = PDF_EXPECTED) -> Verification:
    return verified(blank_pdf(*LINES), blank_pdf(*copy), expected, retypeset=True)


def test_a_true_copy_of_a_pdf_passes() -> None:
    found = pdf_verdict("Overview Report", "SW1 visited in May.", "Child R was well.", "1")
    assert found.passed, found


@pytest.mark.parametrize(
    "copy",
    [
        ("Overview Report", "SW1 visited in May."),
        ("Overview Report", "SW1 visited in June.", "Child R was well."),
        ("Overview Report", "SW1 visited in May.", "Child R was well.", "Child R was well."),
        ("Overview Report", "Child R was well.", "SW1 visited in May."),
    ],
)
def test_damage_to_a_pdf_is_told(copy: tuple[str, ...]) -> None:
    assert pdf_verdict(*copy).lost


def test_words_of_a_pdf_that_were_not_read_are_unchecked_with_their_page() -> None:
    found = pdf_verdict("Overview Report", "SW1 visited in May.", expected=PDF_EXPECTED[:2])
    assert [notice.place for notice in found.unchecked] == ["page 1"]


def test_hyphens_at_line_ends_and_ligatures_make_no_difference() -> None:
    assert words_of("safe-\nguarding multi-agency ﬁle O\u2019Brien 3-5") == [
        "safeguarding",
        "multiagency",
        "file",
        "o",
        "brien",
        "35",
    ]


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=2), max_size=8), st.data())
@settings(max_examples=80)
def test_any_change_to_a_sequence_is_a_difference(items: list[str], data: st.DataObject) -> None:
    assert differences(items, items) == []
    changed = data.draw(st.lists(st.text(alphabet="ab", min_size=1, max_size=2), max_size=8))
    assert bool(differences(items, changed)) == (items != changed)


def test_long_sequences_are_counted_and_still_told() -> None:
    many = [str(number) for number in range(4000)]
    assert differences(many, many[:1] + many[2:] + ["x"])
    assert differences(many, many[::-1])


def test_tight_text_ignores_spaces_and_invisible_characters_only() -> None:
    assert tight("a\u00a0b\u200b-\u00adc d") == "abcd"
    assert tight("A.b") == "A.b"
