"""Clean paragraphs full of traps pass, for every destination."""

from __future__ import annotations

import pytest
from tests.verify.building import blank_docx, blank_pdf, knowledge_for, saved

from redactor.lexicon.labels import label_problems
from redactor.verify import check_file
from redactor.verify.readers import Block, Surface
from redactor.verify.search.exempt import Exempt
from redactor.verify.search.identifiers import identifier_residuals
from redactor.verify.search.stories import stories

CLEAN = [
    "The Munro Review and Lord Laming's report after the Victoria Climbié Inquiry changed practice.",
    "Baby P (Peter Connelly) and Daniel Pelka are known from published reviews.",
    "Brandon et al (2009), Sidebotham and Reder & Duncan describe similar patterns.",
    "Gillick competence and the Fraser guidelines were not considered by HV1.",
    "HV1 used the Edinburgh Postnatal Depression Scale and the Graded Care Profile with Child R's mother.",
    "Sarah's Law and Clare's Law were in force; Signs of Safety was not yet used.",
    "Section 47 enquiries under the Children Act 1989 began on the same day.",
    "Cafcass, Ofsted, the NSPCC, Barnardo's and Coram were consulted, as were the Royal Colleges.",
    "The family moved from Reading to Lincoln in April and to Chester in the summer.",
    "May was a difficult month; in June and August no visits took place.",
    "The plan will mark a change, and there is hope that it may be a turning point.",
    "There is hope for the future. Will it last? It may.",
    "SW1 told HV1, HV2 and Father that Child R would return to Primary School 1.",
    "See page 4, table 2 and paragraph 3.12 of the report; recommendation 7 applies.",
    "The children's ward of the hospital had 24 beds and 112 admissions in 2010-11.",
    "The bill for the grant was £12,500.00, paid in 2011/12.",
    "Telephone Childline on 0800 1111 or visit www.gov.uk/report-child-abuse.",
    "Child R's date of birth was recorded as [date of birth]; the NHS number was [NHS number].",
    "Calls were made to [telephone] and messages sent to [email] from [address], [postcode].",
    "The court cited [2014] EWHC 2522 and Working Together 2010, chapter 8.",
    "The report was written by Frances Tolland, overview report author, for Gwen Ashdown, LSCB chair.",
    "Ms Tolland thanks the panel; F. Tolland chaired two meetings.",
    "A dawn raid was refused; the officer drew a chase diagram and pat answers were given.",
    "The grace period ended, and with good faith and joy the review closed.",
    "In version 1.2.10 of the form, box 3 asks for 3-4 examples in 250 words.",
    "Mother, MGM and Maternal Aunt attended; the GP and the school nurse sent apologies.",
    "Apgar scores of 9 and 10 were recorded; Bowlby's theory of attachment is quoted.",
    "Child R was moved to Ward 4 on the next day.",
    "The author, Tolland, and the Chair, Ashdown, agreed.",
    "The LSCB met on Wednesday at 10.30; sixteen of 20 members attended.",
]


@pytest.mark.parametrize("destination", ["ofsted", "website", "panel"])
@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_paragraph_passes(text: str, destination: str) -> None:
    found = check_file("overview.txt", f"Overview Report\n\n{text}\n".encode(), knowledge=knowledge_for(destination))
    assert found.residuals == ()
    assert found.passed


def test_the_letter_of_a_code_at_the_end_of_a_sentence_is_no_initial() -> None:
    street = b"We saw Child R. Bishop Street was shut."
    assert check_file("overview.txt", street, knowledge=knowledge_for("ofsted")).residuals == ()
    name = b"It was best for Child R. Tariq is a name."  # which the model may well see, but by itself
    left = check_file("overview.txt", name, knowledge=knowledge_for("ofsted")).residuals
    assert {one.check for one in left} <= {"people by the person model"}


def test_all_of_them_pass_as_one_document_of_each_format() -> None:
    known = knowledge_for("website")
    document = saved(blank_docx(*CLEAN))
    page = blank_pdf("Overview Report", *CLEAN)
    for name, data in (("a.docx", document), ("a.pdf", page)):
        found = check_file(name, data, knowledge=known)
        assert found.passed, found


def test_without_a_case_nothing_is_found_in_them() -> None:
    clean = [text for text in CLEAN if "Tolland" not in text]
    found = check_file("overview.txt", "\n".join(clean).encode(), knowledge=None)
    assert found.residuals == ()


def test_labels_are_neutral_to_the_identifier_search() -> None:
    def search(text: str) -> list[object]:
        story = stories([Block("here", text, Surface.BODY)])[0]
        return list(identifier_residuals(story, Exempt()))

    assert label_problems(search) == ()
