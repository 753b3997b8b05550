from __future__ import annotations

import pytest

from redactor.case.decisions import Decision, document_path, read_decisions, to_csv
from redactor.case.listed_names import ListedNames
from redactor.case.problems import Problems

HEADER = "document,place,text,action,value,reason\n"
LISTED = ListedNames({"row 2": ["Karen Oldroyd", "Kaz"], "row 3": ["Marshlands"]}, ["row 2"])


def read(text: str) -> tuple[tuple[Decision, ...], Problems]:
    problems = Problems()
    found = read_decisions(text.encode(), codes={"SW1", "Child R"}, listed=LISTED, reference="FN-11", problems=problems)
    return found, problems


def test_the_four_things_a_person_can_decide() -> None:
    found, problems = read(
        HEADER
        + "imr.docx,page 3,a rare illness,remove,,medical detail\n"
        + '"sub\\imr.docx","table 1, row 2, column 3",,REMOVE,,medical detail\n'
        + "imr.docx,paragraph 4,Karen,code,sw1,\n"
        + "./documents/imr.docx,,Karen,code,Child R,\n"
    )
    assert problems.errors == []
    assert found == (
        Decision("imr.docx", "page 3", "a rare illness", "remove", "", "medical detail"),
        Decision("sub/imr.docx", "table 1, row 2, column 3", "", "remove", "", "medical detail"),
        Decision("imr.docx", "paragraph 4", "Karen", "code", "SW1", ""),
        Decision("imr.docx", "", "Karen", "code", "Child R", ""),
    )
    assert found[0].replacement == "[removed: medical detail]"
    assert found[2].replacement == "SW1"


def test_a_reason_in_the_value_column_is_understood() -> None:
    found, problems = read(HEADER + "a.docx,page 1,,remove,medical detail,\n")
    assert problems.errors == []
    assert (found[0].value, found[0].reason) == ("", "medical detail")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (",page 1,x,remove,,medical", "the document is empty"),
        ("a.docx,page 1,x,delete,,medical", "Write remove, code, generalise, accept or keep"),
        ("a.docx,page 1,x,removed,,medical", 'Did you mean "remove"?'),
        ("a.docx,,,remove,,medical", "write the passage"),
        ("a.docx,page 1,x,remove,,", "the reason is empty"),
        ("a.docx,page 1,x,remove,this,that", "differ"),
        ("a.docx,page 1,,code,SW1,", "the text is empty"),
        ("a.docx,page 1,Karen,code,,", "not a code of this case"),
        ("a.docx,page 1,Karen,code,SW2,", "not a code of this case. Write"),
        (f"a.docx,page 1,x,remove,,{'x' * 61}", "at most 60"),
        ('a.docx,page 1,x,remove,,"one\ntwo"', "one line"),
        ("a.docx,page 1,x,remove,,[sic]", "brackets"),
        ("a.docx,page 1,x,remove,,about Karen Oldroyd", "says a name that is listed in row 2"),
        ("a.docx,page 1,x,remove,,KAZ at work", "listed in row 2"),
        ("a.docx,page 1,x,remove,,the Oldroyds", "listed in row 2"),
        ("a.docx,page 1,x,remove,,Oldroyd's home", "listed in row 2"),
        ("a.docx,page 1,x,remove,,detail about Marshlands", "listed in row 3"),
        ("a.docx,page 1,x,remove,,see FN 11", "the case's reference"),
    ],
)
def test_mistakes(line: str, part: str) -> None:
    _, problems = read(HEADER + line)
    (told,) = problems.errors
    assert told.startswith("confidential/decisions.csv row 2: ")
    assert part in told
    assert "Karen" not in told


def test_a_reason_of_sixty_characters_is_allowed() -> None:
    _, problems = read(HEADER + f"a.docx,page 1,x,remove,,{'x' * 60}")
    assert problems.errors == []


def test_the_same_decision_twice_counts_once_and_two_different_ones_are_a_mistake() -> None:
    line = "a.docx,page 1,Karen,code,SW1,\n"
    found, problems = read(HEADER + line + line)
    assert len(found) == 1
    assert problems.errors == []
    _, problems = read(HEADER + line + "a.docx,Page 1,Karen,code,Child R,\n")
    assert "row 3: row 2 decides the same passage differently" in problems.errors[0]


def test_what_is_written_is_read_back() -> None:
    found, _ = read(HEADER + 'a.docx,,"=1, or more",remove,,medical detail\n')
    again, problems = read(to_csv(found).decode())
    assert problems.errors == []
    assert again == found


def test_a_missing_column_is_a_mistake() -> None:
    _, problems = read("document,text,action\n")
    assert "“place” is missing" in problems.errors[0]


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("a.docx", "a.docx"),
        ("sub\\a.docx", "sub/a.docx"),
        ("documents/a.docx", "a.docx"),
        ("./documents\\sub/a.docx", "sub/a.docx"),
        ("my documents/a.docx", "my documents/a.docx"),
    ],
)
def test_paths_below_documents(written: str, path: str) -> None:
    assert document_path(written) == path


def test_words_are_generalised_details_accepted_and_proper_nouns_kept() -> None:
    found, problems = read(
        HEADER
        + "a.docx,,12 March 2010,generalise,spring 2010,exact date\n"
        + "a.docx,page 2,triplets,accept,,in the press release\n"
        + ",,Kirkthorpe,keep,,a large town\n"
        + "a.docx,page 1,Kirkthorpe,KEEP,,a large town\n"
    )
    assert problems.errors == []
    assert found[:3] == (
        Decision("a.docx", "", "12 March 2010", "generalise", "spring 2010", "exact date"),
        Decision("a.docx", "page 2", "triplets", "accept", "", "in the press release"),
        Decision("", "", "Kirkthorpe", "keep", "", "a large town"),
    )
    assert found[0].replacement == "spring 2010"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (",,x,accept,,why", "the document is empty"),
        ("a.docx,,x,accept,,", "the reason is empty"),
        ("a.docx,,,accept,,why", "the text is empty"),
        ("a.docx,,x,generalise,,why", "“value” is empty"),
        ("a.docx,,x,generalise,y,", "the reason is empty"),
        ("a.docx,,x,generalise,near Oldroyd,why", "says a name that is listed in row 2"),
        (",,x,keep,,", "the reason is empty"),
        (",,Karen Oldroyd,keep,,a researcher", "the text to keep is a name that is listed in row 2"),
        (f",,x,keep,,{'x' * 301}", "at most 300"),
    ],
)
def test_mistakes_in_what_may_stand(line: str, part: str) -> None:
    _, problems = read(HEADER + line)
    (told,) = problems.errors
    assert part in told
