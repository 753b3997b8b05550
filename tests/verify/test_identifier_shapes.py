"""The verifier's own identifier table: what it finds and what it spares, with exact places."""

from __future__ import annotations

import pytest

from redactor.model import Residual, Span
from redactor.verify.lines import unwrapped
from redactor.verify.readers import Block, Surface
from redactor.verify.search.exempt import Exempt, exempt_spans
from redactor.verify.search.identifiers import event_date_residuals, identifier_residuals, plain
from redactor.verify.search.public_lines import is_public_site
from redactor.verify.search.stories import Story, passages, stories


def story_of(*lines: str) -> Story:
    return stories([Block(f"line {n}", text, Surface.BODY) for n, text in enumerate(lines, 1)])[0]


def found(text: str) -> list[Residual]:
    return list(identifier_residuals(story_of(text), Exempt()))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("nhs_number", "943 476 5919"),
        ("nhs_number", "943-476-5919"),
        ("nhs_number", "NHS no. 9434765919"),
        ("nhs_number", "NHS number: 943 476 5910"),
        ("chi", "CHI 0101801234"),
        ("nino", "AB 12 34 56 C"),
        ("nino", "ab123456c"),
        ("upn", "UPN A123456789012"),
        ("pnc", "PNC ID 11/234567X"),
        ("cro", "CRO 12345/11A"),
        ("custody_reference", "custody record no FN/01234/11"),
        ("crime_reference", "crime ref. 42/18812/11"),
        ("crime_reference", "Incident log 0417-281011"),
        ("case_number", "FN11C00417"),
        ("case_number", "T20117042"),
        ("social_care_id", "Mosaic ID 4410922"),
        ("social_care_id", "Liquidlogic person number: 551234"),
        ("hcpc", "HCPC SW 54321"),
        ("swe", "SW123456"),
        ("nmc", "98I1234E"),
        ("gmc", "GMC no 4512345"),
        ("urn", "URN 123456"),
        ("passport", "passport number 512345678"),
        ("home_office", "Home Office ref K1234567"),
        ("vehicle", "AB12 CDE"),
        ("vehicle", "registration B123 XYZ"),
        ("postcode", "FX7 3QT"),
        ("postcode", "SW1A1AA"),
        ("postcode", "fx7 3qt"),
        ("phone", "01632 960001"),
        ("phone", "+44 (0)1632 960 001"),
        ("phone", "(020) 7946 0018"),
        ("phone", "07700 900123"),
        ("phone", "0300 3006676"),
        ("email", "a.person@board.example.org"),
        ("email", "a.person (at) board.example.org"),
        ("url", "https://news.example/child-r"),
        ("url", "www.facebook.com/some.one"),
        ("url", "facebook.com/some.one"),
        ("handle", "@mum_of_three"),
        ("address", "14 Teasel Close"),
        ("address", "Flat 3, 27 Quayside Road"),
        ("address", "2-12 Victoria Street"),
        ("date_of_birth", "DOB: 5.5.86"),
        ("date_of_birth", "born on the 3rd June 2015"),
        ("date_of_birth", "date of birth\n12/03/11"),
        ("date_of_birth", "b. 21.12.11"),
    ],
)
def test_an_identifier_is_found(kind: str, text: str) -> None:
    assert kind in {item.kind for item in found(f"It says {text}, as known.")}


@pytest.mark.parametrize(
    "text",
    [
        "section 47 of the Children Act 1989",
        "table 1, rows 10 to 12",
        "9434765910",
        "943 476 5910 units",
        "A1 2nd edition",
        "IT12 APR",
        "0800 1111",
        "0808 800 5000",
        "https://www.gov.uk/report",
        "www.nhs.uk",
        "2011 High Street campaign",
        "01.02.2011",
        "10.30 to 11.45",
        "£01632 960001",
        "[2014] EWHC 2522",
        "SW1",
        "HV12",
        "QQ 12 34 56 C",
        "age 3, weight 4.5",
        "born to be wild",
        "a diary for Family B. On 17/5/19 it says",
        "T2011704",
        "e-mail [email]",
    ],
)
def test_what_is_no_identifier_passes(text: str) -> None:
    assert found(f"It says {text}, as known.") == []


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (("Child R, born [date of birth]", "On 26 Aug 2019 she moved."), []),
        (("Child R, born", "On 26 Aug 2019 she moved."), ["date_of_birth"]),
        (("Child R, born [date of birth] 26 Aug 2019",), ["date_of_birth"]),
    ],
)
def test_the_label_of_a_birth_on_another_line_says_nothing_of_a_date(lines: tuple[str, ...], kinds: list[str]) -> None:
    story = story_of(*lines)
    assert [item.kind for item in identifier_residuals(story, exempt_spans(story, None))] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("TO GO WITHIN 100 METRES OF Place 4", []),
        ("lives at 12 Miles Close", ["address"]),
        ("lives at 100 Meadow Place", ["address"]),
        ("thanks @SW6. ok with you?", ["handle"]),
        ("thanks @karen_o. ok with you?", ["handle"]),
    ],
)
def test_a_measure_is_no_house_and_a_stop_of_no_handle(text: str, kinds: list[str]) -> None:
    story = story_of(text)
    assert [item.kind for item in identifier_residuals(story, exempt_spans(story, None))] == kinds
    code = text.find("SW6")
    if code > 0:
        assert not list(identifier_residuals(story, Exempt(fixed=(Span(code, code + 3),))))


def test_the_number_of_a_code_is_that_of_no_street() -> None:
    story = story_of("MOVED FROM 13 TO Place 7, from 13 Elmby Place")
    fixed = Exempt(fixed=(Span(11, 13), Span(17, 24)))
    inside = Exempt(fixed=(Span(6, 13), Span(17, 24)))
    assert [len([i for i in identifier_residuals(story, e) if i.kind == "address"]) for e in (fixed, inside)] == [2, 1]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Seen by Dr", "", "Useful Contacts"), ["Seen by Dr", "Useful Contacts"]),
        (("Seen by Dr", "Oldroyd"), ["Seen by Dr\nOldroyd"]),
        (("He told them that he would wait for the Dr", "", "Oldroyd came"), 1),  # double-spaced: one passage
        (("x" * 130, "", "Oldroyd came"), 2),
        (("Bangladeshi mother and a father who is from the", "", "Wood stove", "", "Fed", "", "Slept", "", "Fed"), 5),
        (
            (
                "Black Caribbean mother, and Albanian father",
                "",
                "Drew blood, and then there was a line that is a good deal longer.",
            ),
            2,
        ),
    ],
)
def test_a_blank_line_ends_a_passage(lines: tuple[str, ...], expected: list[str] | int) -> None:
    blocks = (Block(f"line {n}", line, Surface.BODY) for n, line in enumerate(lines, 1) if line)
    (story,) = stories(blocks)
    found = list(passages(story, wrapped=True))
    assert all(story.text[one.start :].startswith(one.text[:5]) for one in found)
    assert (len(found) if isinstance(expected, int) else [one.text for one in found]) == expected


def test_invisible_characters_and_odd_digits_do_not_hide_one() -> None:
    odd = "０１６３２\u00a0960\u200b001"
    assert [item.kind for item in found(odd)] == ["phone"]
    flat = plain(odd)
    assert flat.text == "01632 960001"
    assert len(flat.origin) == len(flat.text)


def test_the_place_is_that_of_the_line() -> None:
    story = story_of("Nothing here.", "Call 01632 960001.", "Nothing.")
    residual = next(iter(identifier_residuals(story, Exempt())))
    assert (residual.place, residual.kind) == ("line 2", "phone")
    assert "960001" in residual.excerpt


def test_labels_are_exempt_and_hide_nothing_else() -> None:
    story = story_of("[telephone] 01632 960001 [telephone]")
    assert len(list(identifier_residuals(story, exempt_spans(story, None)))) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Seen on 3 May 2011.", 1),
        ("Seen on 3 May 2011 and 4.5.11.", 2),
        ("Seen in May 2011.", 0),
        ("The guidance was issued on 1 March 2010. Seen on 3 May 2011.", 1),
        ("Target date: 3 May 2012", 0),
    ],
)
def test_dates_of_events(text: str, count: int) -> None:
    assert len(list(event_date_residuals(story_of(text), Exempt()))) == count


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("https://www.gov.uk/a", True),
        ("www.fennshire.gov.uk", True),
        ("gov.uk.example", False),
        ("notgov.uk", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_public_sites(address: str, public: bool) -> None:
    assert is_public_site(address) is public


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("The health visitor who saw the family most often was Petra", "Lindqvist."), True),
        (("The health visitor who saw the family most often was called", "petra lindqvist."), True),
        (("Responsible person: the Named Midwife for the area", "Hope", "x" * 90), False),  # there was room
        (("x" * 130, "Responsible person: the Named Midwife for the area of the town of", "Hope"), False),
        (("Short line", "Hope"), False),
        (("The health visitor who saw the family most often was there.", "Hope"), False),
    ],
)
def test_a_line_runs_on_where_the_next_word_had_no_room_or_is_small(lines: tuple[str, ...], joined: bool) -> None:
    text = "\n".join(lines)
    assert len(unwrapped(text)) == len(text)
    assert ("\n" not in unwrapped(text)) is joined


def test_lines_that_run_on_are_joined_with_every_offset_kept() -> None:
    long = "The health visitor who saw the family most often was Petra"
    text = f"{long}\nLindqvist.\nShort\nline"
    assert unwrapped(text) == f"{long} Lindqvist.\nShort\nline"
    story = story_of("one", "two")
    assert [(p.text, p.start) for p in passages(story, wrapped=False)] == [("one", 0), ("two", 4)]
    assert [(p.text, p.start) for p in passages(story, wrapped=True)] == [("one\ntwo", 0)]
