from __future__ import annotations

import pytest

from redactor.lexicon.plausible import why_no_person, why_no_place


def judged(text: str, found: str) -> str:
    start = text.index(found)
    return why_no_person(text, start, start + len(found))


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Mr X and Ms Y left.", "X", "a single letter"),
        ("A. Yes. Q. On his own?", "Q.", "a single letter"),
        ("seen, e.g. at home", "e.g.", "an abbreviation"),
        ("feedback from SHAs and others", "SHAs", "an abbreviation"),
        ("the PPD9 form, TTG and copy", "TTG", "an abbreviation"),
        ("SW1 rang again", "SW1", "a code"),
        ("then Child R slept", "Child R", "a code"),
        ("then Child R slept", "Child", "a code"),
        ("Nan said so", "Nan", "words of the field"),
        ("The Team Manager agreed", "Team Manager", "words of the field"),
        ("a Somali family", "Somali", "words of the field"),
        ("per Detective Chief Inspector", "Detective Chief Inspector", "words of the field"),
        ("Karen rang", "Karen", ""),
        ("Dr Nan Kestrell rang", "Nan Kestrell", ""),
        ("HV Lincoln rang", "Lincoln", ""),
        ("PC Hope rang", "Hope", ""),
        ("Mr Ward rang", "Ward", ""),
        ("ring K.O. back", "K.O.", ""),
        ("arrested KHAN at home", "KHAN", ""),
        ("MR NG WAS SEEN", "NG", ""),
        ("k.oldroyd@x.example", "k.oldroyd", ""),
        ("0ldroyd rang", "0ldroyd", ""),
        ("Child Karen slept", "Karen", ""),
    ],
)
def test_it_says_why_something_is_nobody(text: str, found: str, reason: str) -> None:
    assert judged(text, found) == reason


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("Poland", "a country or a nationality"),
        ("South Kenya", ""),
        ("Reading", ""),
        ("14 Teasel Close", ""),
        ("Town 1", "a code"),
        ("4", "no name"),
        ("the", "no name"),
        ("The Health Trust", "words of the field"),
        ("Elm House", ""),
        ("Marshlands", ""),
    ],
)
def test_it_says_why_something_is_no_place(place: str, reason: str) -> None:
    assert why_no_place(place, 0, len(place)) == reason
