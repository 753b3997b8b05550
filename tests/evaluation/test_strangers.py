"""Short texts through the whole program: people whom a rule about something else must not let go."""

from __future__ import annotations

import pytest
from evaluation.running import run_texts

from redactor.model import Origin, Status, rewritten
from redactor.release.results import RunRecord

_KAREN = (
    ("Mirela Ozolins", "Child R", "", "child", ""),
    ("Karen Oldroyd", "", "social worker", "professional", ""),
)
_LONG = "The family had been known to several services over a long period of time and to us.\n"
_CAME = "Mirela came to the notice of the service and it was then that police met "
_TABLE = (
    "<html><head><title>Notes</title></head><body><table><tr><th>Date</th><th>Event</th><th>{0}</th></tr>"
    "<tr><td>1/2/2011</td><td>Mirela seen at home</td><td>{1}</td></tr></table></body></html>"
)


def _run(text: str, rows: tuple[tuple[str, ...], ...] = _KAREN) -> RunRecord:
    return run_texts({"a.html" if text.startswith("<") else "a.txt": text}, rows)


def _draft(record: RunRecord) -> str:
    """What the copy says."""
    (result,) = record.documents
    assert result.plan is not None
    assert result.document is not None
    edits = result.plan.by_segment()
    return "\n".join(rewritten(segment.text, edits.get(segment.key, ())) for segment in result.document.segments)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{_LONG}{_CAME}Chester\nOzolins asleep in the street, with no coat and no shoes,\nthey said.", "Chester"),
        (f"{_LONG}{_CAME}Gareth\nOzolins asleep in the street, with no coat and no shoes,\nthey said.", "Gareth"),
        ("Visit by Karen\nLincoln who saw Mirela and then left the house that day.", "Lincoln"),
        ("Visited by health visitor Karen\nWhitfield on Monday, with Mirela.", "Whitfield"),
        ("Mirela was seen by Dr Karen\nWhitfield on Monday.", "Whitfield"),
        ("Mirela was seen. The case was transferred to May Oldroyd in March.", "May"),
        ("Mirela was seen. A call to May Ozolins was made.", "May"),
        ("Police spoke to Rob Ozolins, father.", "Rob"),
        ("Letter to Nick Ozolins, father of Mirela.", "Nick"),
        (_TABLE.format("Worker", "Wigan, C."), "Wigan"),
        (_TABLE.format("Source", "Stockport, Rutendo"), "Stockport"),
        (_TABLE.format("Name", "Preston, J."), "Preston"),
        ("Present: support worker Hope\nWomen's Aid\nMirela", "Hope"),
        ("Support worker Faith Women's Aid rang about Mirela.", "Faith"),
        ("Mirela was seen. The support worker Hope's Day Book was read.", "Hope"),
        ("Author: Foy\nMirela was seen.", "Foy"),
        ("GP: Orr\nMirela was seen.", "Orr"),
        ("Karen Oldroyd and J.R. Grant to visit Mirela. Grant was late.", "Grant"),
        ("Child: Casey\nReview date: 3 March 2011. Mirela was seen.", "Casey"),
        ("Social worker: Munro\nReview date: 12 March 2011\nMirela was seen.", "Munro"),
        ("Worker: Allen\nReview: 12/3/2011\nMirela", "Allen"),
        ("Mirela saw Dr Jay\nReport to follow.", "Jay"),
        (_TABLE.format("Worker", "Munro<br>Review date 12/3/2011"), "Munro"),
        ("Social worker\tMunro\tReview date\t12/3/2011\nMirela was seen.", "Munro"),
        ("REFERRED TO MAY OLDROYD, HEALTH VISITOR. MIRELA SEEN.", "MAY"),
        ("CALL TO LINK OZOLINS WHO WAS ASLEEP.", "LINK"),
        ("LETTER TO MARK OZOLINS, FATHER OF MIRELA.", "MARK"),
        ("Mirela attends Sunflower\nNursery staff said she was cold.", "Sunflower"),
        ("Mirela was seen on Daffodil\nWard staff said so.", "Daffodil"),
        ("Known as: Karen\twhitfield, born 3/4/1980, is the aunt of Mirela.", "whitfield"),
        ("Met with Hope\nOzolins family about the flat.", "Hope"),
        ("Foreword by Charity Marks, Chair of the Board. Mirela was seen.", "Charity"),
        ("Mirela was seen. Thanks for this Winsome. I am not sure.", "Winsome"),
    ],
)
def test_somebody_unlisted_is_coded(text: str, name: str) -> None:
    assert name not in _draft(_run(text))


@pytest.mark.parametrize(
    "text",
    [
        f"{_LONG}{_CAME}Gareth\nOzolins asleep in the street, with no coat and no shoes,\nthey said.",
        "Visited by health visitor Karen\nWhitfield on Monday, with Mirela.",
        "Police spoke to Rob Ozolins, father.",
        "Author: Foy\nMirela was seen.",
        "GP: Orr\nMirela was seen.",
        _TABLE.format("Name", "Preston, J."),
        "LETTER TO MARK OZOLINS, FATHER OF MIRELA.",
        "Social worker: Munro\nReview date: 12 March 2011\nMirela was seen.",
        "Known as: Karen\twhitfield, born 3/4/1980, is the aunt of Mirela.",
    ],
)
def test_somebody_unlisted_whom_more_than_the_model_tells_of_holds_the_document(text: str) -> None:
    record = _run(text)
    assert [result.status for result in record.documents] == [Status.HELD]
    assert any(person.origin is Origin.PROVISIONAL and not person.doubtful for person in record.people)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("AM LAC REVIEW 12/03/2011. Notes follow.", "Anna Moss"),
        ("The child IT DOB NOT KNOWN was seen on 12/03/2011.", "Ivy Thorne"),
        ("IT HER BROTHER WAS BORN ON 12/03/2011.", "Ivy Thorne"),
        ("AM THE CHILD DOB 12/03/2011.", "Anna Moss"),
    ],
)
def test_a_childs_initials_among_other_capitals_block(text: str, row: str) -> None:
    record = _run(text, ((row, "Child R", "", "child", ""),))
    assert [result.status for result in record.documents] == [Status.BLOCKED]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Child: Casey\nReview date: 3 March 2011", (("Casey Ozolins", "Child R", "", "child", ""),)),
        ("CHILD: CASEY\nREVIEW DATE: 3 MARCH 2011", (("Casey Ozolins", "Child R", "", "child", ""),)),
        ("Social worker: Munro\nReview date: 2011", (("Karen Munro", "SW1", "", "professional", ""),)),
    ],
)
def test_a_listed_name_above_a_review_is_not_that_of_a_review(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    record = _run(text, (*rows, *(_KAREN[:1] if rows[0][1] != "Child R" else ())))
    assert rows[0][0].split()[0 if rows[0][1] == "Child R" else 1].casefold() not in _draft(record).casefold()


@pytest.mark.parametrize("text", ['woody "woody" darling rang.', "woody 'woody' darling rang."])
def test_a_name_with_its_nickname_in_quotes_in_small_letters_is_coded_or_blocks(text: str) -> None:
    record = _run(f"Mirela was seen. {text}", (_KAREN[0], ("Woody Darling", "SW1", "", "professional", "")))
    assert "woody" not in _draft(record) or [r.status for r in record.documents] == [Status.BLOCKED]


@pytest.mark.parametrize(
    ("child", "text", "sibling"),
    [
        ("Wei Ling Chen", "Wei Ling Chen was seen. Her brother Wei Ping Chen was at school.", "Wei Ping Chen"),
        ("Ilyaz Mir", "Ilyaz Mir was seen. His brother Ilias Mir cried.", "Ilias Mir"),
    ],
)
def test_a_sibling_of_a_like_name_is_not_the_child(child: str, text: str, sibling: str) -> None:
    draft = _draft(_run(text, ((child, "Child R", "", "child", ""),)))
    assert sibling not in draft
    assert draft.count("Child R") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Mirela was seen. Surname spelt Ozolin on the referral.",
        "Mirela went to Birmingham spelt Birmingam in the log.",
        "Best Evidence\nMirela was seen.",
        "Mirela was seen by SW1. We hope Karen is well.",
    ],
)
def test_ordinary_words_hold_nothing(text: str) -> None:
    record = _run(text)
    assert not [p.name for p in record.people if p.origin is Origin.PROVISIONAL and p.doubtful is False]


@pytest.mark.parametrize(
    "text",
    [
        "Mirela was seen by\nYoung\nThe house was cold.",
        "Allocated worker: Young\nAdults in household: two\nMirela",
        "Mirela spoke to Young\nMen were in the house.",
    ],
)
def test_a_listed_surname_that_is_a_word_is_coded_at_the_end_of_a_line(text: str) -> None:
    rows = (_KAREN[0], ("Karen Young", "", "social worker", "professional", ""))
    assert "Young" not in _draft(_run(text, rows))


@pytest.mark.parametrize(
    "text", ["Nana cried at school.", "NANA WAS SEEN AT HOME.", "Then SW1 saw Nana Tuesday at home."]
)
def test_a_listed_child_called_nana_is_coded_by_the_first_name(text: str) -> None:
    rows = (_KAREN[0], ("Nana Owusu", "Sibling 1", "", "child", ""), ("Jo Field", "SW1", "", "professional", ""))
    record = _run(f"Mirela was seen. {text}", rows)
    assert "nana" not in _draft(record).casefold() or [r.status for r in record.documents] == [Status.BLOCKED]


def test_a_grandmother_who_is_called_so_leaves_the_word_to_every_family() -> None:
    rows = (_KAREN[0], ("Nana Owusu", "MGM", "grandmother", "family", ""))
    draft = _draft(_run("Mirela was seen. Nana Owusu rang. Her Nana came.", rows))
    assert "Owusu" not in draft
    assert "Her Nana came" in draft


_FORM = (
    "<b>Contents</b>\t<b>Page</b>\nMirela was seen at home by Karen Oldroyd.\n\n"
    "<b>Surname</b>\t\t<b>Address</b>\t\n<b>Date of Birth</b>\t\t<b>Gender</b>\t\n"
    "<b>Ethnicity</b>\t\t<b>Language</b>\t\n\n"
    "<b>Name</b>\t\t\n<b>Telephone</b>\t\t\n<b>Ethnicity</b>\t\t\n\nNMR\tNear Miss Review\n"
)


def test_labels_of_a_form_in_tags_are_nobodys() -> None:
    record = _run(f"Notes\n{_FORM}")
    assert [person.name for person in record.people if person.origin is Origin.PROVISIONAL] == []


def test_a_name_in_tags_is_somebodys() -> None:
    record = _run(f"Notes\n{_FORM}\nThen <b>Marta</b> rang, and\n<b>Ikenna Obi</b> met <b>Fern</b>.\n")
    found = {person.name for person in record.people if person.origin is Origin.PROVISIONAL}
    assert found == {"Marta", "Ikenna Obi", "Fern"}
