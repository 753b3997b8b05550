from __future__ import annotations

import pytest

from redactor.model import Category, Finding, Gender, Origin, Person
from redactor.recognisers._matching.index import NameIndex
from redactor.recognisers.glossary import KINDS, GlossaryRecogniser, recognisers

CHILD, FAMILY, STAFF = Category.CHILD, Category.FAMILY, Category.PROFESSIONAL
PEOPLE = (
    Person("sw", "Karen Anne Oldroyd", "SW1", STAFF, "social worker", gender=Gender.FEMALE),
    Person("hv", "Siobhan O'Brannagh", "HV1", STAFF, aliases=("F.L.",)),
    Person("mother", "Fatima Al-Hassoun", "Mother", FAMILY, gender=Gender.FEMALE),
    Person("father", "Tom Brannock", "Father", FAMILY, gender=Gender.MALE),
    Person("child", "Karen Brannock", "Child R", CHILD, gender=Gender.FEMALE),
    Person("po", "Marek Wiśniowski", "PO1", STAFF),
    Person("gp", "Hugo van der Bergen", "GP1", STAFF),
    Person("mgm", "Edith Holloweth", "MGM", FAMILY),
    Person("sn", "Wei Ng", "SN1", STAFF),
    Person("home", "14 Marlowe Road, Fennton, FE1 2AB", "Address 1", Category.PLACE),
    Person("flat", "Flat 3, 27 Quarrel Road, Fennton, FE2 8LD", "Address 2", Category.PLACE),
    Person("phone", "01632 960123", "Phone 1", Category.IDENTIFIER),
    Person("ref", "FN/2011/0042", "Ref 1", Category.IDENTIFIER),
    Person("school", "Brackenfold Primary School", "Primary School 1", Category.ORGANISATION),
    Person("author", "Frances Tolland", "", STAFF, "overview report author", origin=Origin.ALLOWED),
    Person("kept", "Munrobie Archive", "", Category.KEEP, origin=Origin.KEEP),
)
INDEX = NameIndex(PEOPLE)


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[hit.start : hit.end], hit.form, " ".join(hit.people)) for hit in INDEX.matches(text)]


@pytest.mark.parametrize(
    ("text", "span", "form", "people"),
    [
        ("Saw Karen Anne Oldroyd.", "Karen Anne Oldroyd", "full name", "sw"),
        ("Saw Karen Oldroyd.", "Karen Oldroyd", "full name", "sw"),
        ("Saw Karen A. Oldroyd.", "Karen A. Oldroyd", "full name", "sw"),
        ("Saw KAREN OLDROYD.", "KAREN OLDROYD", "full name", "sw"),
        ("saw karen oldroyd", "karen oldroyd", "full name", "sw"),
        ("Ms Oldroyd called", "Ms Oldroyd", "title surname", "sw"),
        ("Dr. Oldroyd called", "Dr. Oldroyd", "title surname", "sw"),
        ("Mrs.\nOldroyd called", "Mrs.\nOldroyd", "title surname", "sw"),
        ("Ms Karen Oldroyd called", "Ms Karen Oldroyd", "full name", "sw"),
        ("Professor K. Oldroyd", "Professor K. Oldroyd", "initial surname", "sw"),
        ("PC 4471 Holloweth called", "PC 4471 Holloweth", "title surname", "mgm"),
        ("Detective Sergeant Holloweth", "Detective Sergeant Holloweth", "title surname", "mgm"),
        ("health visitor Holloweth", "Holloweth", "surname", "mgm"),
        ("the PO1 and PO Wisniowski", "PO Wisniowski", "title surname", "po"),
        ("SW Wisniowski", "Wisniowski", "surname", "po"),
        ("K. Oldroyd called", "K. Oldroyd", "initial surname", "sw"),
        ("K Oldroyd called", "K Oldroyd", "initial surname", "sw"),
        ("KA Oldroyd called", "KA Oldroyd", "initial surname", "sw"),
        ("K.A. Oldroyd called", "K.A. Oldroyd", "initial surname", "sw"),
        ("K. J. Oldroyd called", "K. J. Oldroyd", "initial surname", "sw"),
        ("OLDROYD, Karen", "OLDROYD, Karen", "surname first", "sw"),
        ("Oldroyd Karen", "Oldroyd Karen", "surname first", "sw"),
        ("Oldroyd K A", "Oldroyd K A", "surname first", "sw"),
        ("k oldroyd", "k oldroyd", "initial surname", "sw"),
        ("by Oldroyd, K (author)", "Oldroyd, K", "surname first", "sw"),
        ("Oldroyd said", "Oldroyd", "surname", "sw"),
        ("oldroyd said", "oldroyd", "surname", "sw"),
        ("Edith said", "Edith", "first name", "mgm"),
        ("mother said edith hit her", "edith", "first name", "mgm"),
        ("Edie said", "Edie", "nickname", "mgm"),
        ("Edie Holloweth said", "Edie Holloweth", "nickname", "mgm"),
        ("Karen Louise Oldroyd", "Karen Louise Oldroyd", "full name", "sw"),
        ("Karen (Kaz) Oldroyd", "Karen (Kaz) Oldroyd", "full name", "sw"),
        ("Oldroyd's notes", "Oldroyd", "surname", "sw"),
        ("Oldroyd’s notes", "Oldroyd", "surname", "sw"),
        ("the Holloweths left", "Holloweths", "plural family", "mgm"),
        ("the Holloweth family left", "Holloweth", "family", "mgm"),
        ("the Holloweth household", "Holloweth", "family", "mgm"),
        ("Mr and Mrs Brannock", "Mr and Mrs Brannock", "plural family", "father child"),
        ("F.L. was seen", "F.L.", "initials", "hv"),
        ("F. L. was seen", "F. L.", "initials", "hv"),
        ("F..L: Did you see her?", "F..L", "initials", "hv"),
        ("F..L. and her GP to discuss", "F..L.", "initials", "hv"),
        ("FL was seen", "FL", "initials", "hv"),
        ("the same day. EH", "EH", "initials", "mgm"),
        ("Sister Holloweth called", "Sister Holloweth", "title surname", "mgm"),
        ("Sister Edith called", "Edith", "first name", "mgm"),
        ("E.H. was seen", "E.H.", "initials", "mgm"),
        ("saw Ng there", "Ng", "surname", "sn"),
    ],
)
def test_written_forms(text: str, span: str, form: str, people: str) -> None:
    assert found(text) == [(span, form, people)]


@pytest.mark.parametrize(
    ("text", "span", "people"),
    [
        ("Oldroid called", "Oldroid", "sw"),
        ("Oldryod called", "Oldryod", "sw"),
        ("Olldroyd called", "Olldroyd", "sw"),
        ("Hollowth called", "Hollowth", "mgm"),
        ("Wisnowsky called", "Wisnowsky", "po"),
        ("Karen Oldroid", "Karen Oldroid", "sw"),
        ("karen oldroid", "karen oldroid", "sw"),
        ("Ms Oldroid", "Ms Oldroid", "sw"),
        ("0ldroyd", "0ldroyd", "sw"),
        ("HoIIoweth", "HoIIoweth", "mgm"),
        ("Ho1loweth", "Ho1loweth", "mgm"),
        ("Hollovveth", "Hollovveth", "mgm"),
        ("Olclroyd", "Olclroyd", "sw"),
        ("Brarmock", "Brarmock", "father child"),
        ("Wisniowski", "Wisniowski", "po"),
        ("Wiśniowski", "Wiśniowski", "po"),
        ("Wis\u0301niowski", "Wis\u0301niowski", "po"),
        ("Kаren Οldroyd", "Kаren Οldroyd", "sw"),
        ("Ka\u200bren Old\u00adroyd", "Ka\u200bren Old\u00adroyd", "sw"),
        ("O’Brannagh", "O’Brannagh", "hv"),
        ("OBrannagh", "OBrannagh", "hv"),
        ("O Brannagh", "O Brannagh", "hv"),
        ("Al Hassoun", "Al Hassoun", "mother"),
        ("Alhassoun", "Alhassoun", "mother"),
        ("Al‑Hassoun", "Al‑Hassoun", "mother"),
        ("Hassoun", "Hassoun", "mother"),
        ("Vanderbergen", "Vanderbergen", "gp"),
        ("van der Bergen", "van der Bergen", "gp"),
        ("Van Der Bergen", "Van Der Bergen", "gp"),
        ("K a r e n  O l d r o y d", "K a r e n  O l d r o y d", "sw"),
        ("O L D R O Y D", "O L D R O Y D", "sw"),
        ("Karen\nOldroyd", "Karen\nOldroyd", "sw"),
        ("Karen\tOldroyd", "Karen\tOldroyd", "sw"),
        ("Karen\fOldroyd", "Karen\fOldroyd", "sw"),
        ("Old-\nroyd", "Old-\nroyd", "sw"),
        ("Old\u00ad\nroyd", "Old\u00ad\nroyd", "sw"),
        ("Old\nroyd", "Old\nroyd", "sw"),
        ("Karen Old-\nroyd", "Karen Old-\nroyd", "sw"),
        ("karen.oldroyd@fennshire.example", "karen.oldroyd", "sw"),
        ("koldroyd@fennshire.example", "koldroyd", "sw"),
        ("oldroydk@fennshire.example", "oldroydk", "sw"),
        ("k.oldroyd@fennshire.example", "k.oldroyd", "sw"),
        ("https://fennshire.example/karen-oldroyd/", "karen-oldroyd", "sw"),
        ("https://fennshire.example/karen%20oldroyd", "karen%20oldroyd", "sw"),
        ("Oldroyd_Karen_IMR.docx", "Oldroyd_Karen", "sw"),
        ("KarenOldroyd", "KarenOldroyd", "sw"),
        ("karenoldroyd", "karenoldroyd", "sw"),
        ("Holloweth1", "Holloweth", "mgm"),
        ("Holloweth¹", "Holloweth", "mgm"),
        ("&CHolloweth", "Holloweth", "mgm"),
        ("&CHOLLOWETH", "HOLLOWETH", "mgm"),
        ("thatKaren Oldroyd left", "Karen Oldroyd", "sw"),
        ("Karen Oldroydwas here", "Karen Oldroyd", "sw"),
        ("**Karen Oldroyd**", "Karen Oldroyd", "sw"),
        ("**Karen** Oldroyd", "Karen** Oldroyd", "sw"),
    ],
)
def test_odd_writings(text: str, span: str, people: str) -> None:
    assert [(hit[0], hit[2]) for hit in found(text)] == [(span, people)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brannock left", [("Brannock", "surname", "father child")]),
        ("Mr Brannock left", [("Mr Brannock", "title surname", "father")]),
        ("Miss Brannock left", [("Miss Brannock", "title surname", "child")]),
        ("Dr Brannock left", [("Dr Brannock", "title surname", "father")]),
        ("T. Brannock left", [("T. Brannock", "initial surname", "father")]),
        ("Karen left", [("Karen", "first name", "sw child")]),
        ("Karen O left", [("Karen O", "first name", "sw")]),
        ("Karen B. left", [("Karen B", "first name", "child")]),
        ("Karen O'Quarmby left", [("Karen", "first name", "sw child")]),
        ("Kaz left", [("Kaz", "nickname", "sw child")]),
        ("Mr Holloweth left", [("Mr Holloweth", "title surname", "mgm")]),
        (
            "Mr Brannock, Karen and Tom left",
            [
                ("Mr Brannock", "title surname", "father"),
                ("Karen", "first name", "sw child"),
                ("Tom", "first name", "father"),
            ],
        ),
    ],
)
def test_all_candidates_are_listed(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the school was old and the road was long",
        "saw ng there",  # two to four letters need a capital
        "he was all in",
        "She was born in Galloway",
        "karin said so",  # another name in small letters
        "a derived nickname such as edie in small letters",
        "He fell in the hollow",
        "the U.K. and e.g. the N.H.S.",
        "the EH form and an EH flag",
        "f.l. and fl in small letters",
        "F.L.S. and B.F.L. are longer initials",
        "Frances said",  # an allowed person's first name is nobody's here
        "Tolland said nothing",  # an allowed surname without title or role
        "Archive of Munrobie",
        "Fennton is a town",
        "the number 960124 and the code FN/2011/0043",
        "Old\n\nroyd",
    ],
)
def test_what_is_no_form(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "span", "kind", "people"),
    [
        ("at 14 Marlowe Road, Fennton, FE1 2AB.", "14 Marlowe Road, Fennton, FE1 2AB", "place", "home"),
        ("at 14 Marlowe Rd,", "14 Marlowe Rd", "place", "home"),
        ("at 14, marlowe road", "14, marlowe road", "place", "home"),
        ("at Flat 3, 27 Quarrel Road", "Flat 3, 27 Quarrel Road", "place", "flat"),
        ("at 27 Quarrel Rd", "27 Quarrel Rd", "place", "flat"),
        ("in Marlowe Road", "Marlowe Road", "place", "home"),
        ("to FE12AB", "FE12AB", "place", "home"),
        ("to fe1 2ab", "fe1 2ab", "place", "home"),
        ("rang 01632960123", "01632960123", "identifier", "phone"),
        ("rang 01632 960 123.", "01632 960 123", "identifier", "phone"),
        ("rang +44 1632 960123", "+44 1632 960123", "identifier", "phone"),
        ("rang +44 (0)1632 960-123", "+44 (0)1632 960-123", "identifier", "phone"),
        ("rang (01632) 960123", "(01632) 960123", "identifier", "phone"),
        ("see FN-2011-0042", "FN-2011-0042", "identifier", "ref"),
        ("see FN20110042.", "FN20110042", "identifier", "ref"),
        ("see fn 2011 0042", "fn 2011 0042", "identifier", "ref"),
        ("at Brackenfold Primary School", "Brackenfold Primary School", "organisation", "school"),
        ("at BRACKENFOLD PRIMARY", "BRACKENFOLD PRIMARY", "organisation", "school"),
        ("at Brackenfold", "Brackenfold", "organisation", "school"),
        ("Frances Tolland wrote this", "Frances Tolland", "allowed", "author"),
        ("F. Tolland wrote this", "F. Tolland", "allowed", "author"),
        ("Ms Tolland wrote this", "Ms Tolland", "allowed", "author"),
        ("the author, Tolland, wrote this", "Tolland", "allowed", "author"),
        ("Tolland, the independent author, wrote", "Tolland", "allowed", "author"),
        ("the MUNROBIE archive", "MUNROBIE archive", "keep", "kept"),
    ],
)
def test_kinds(text: str, span: str, kind: str, people: str) -> None:
    hits = [(text[hit.start : hit.end], hit.kind, " ".join(hit.people)) for hit in INDEX.matches(text)]
    assert hits == [(span, kind, people)]


def test_shared_names_are_found_for_both_sides() -> None:
    people = (
        Person("c", "Frances Brannock", "Child R", CHILD),
        Person("a", "Frances Tolland", "", STAFF, "lead reviewer", origin=Origin.ALLOWED),
        Person("k", "Brannock", "", Category.KEEP, origin=Origin.KEEP),
    )
    hits = {(hit.start, hit.end, hit.kind) for hit in NameIndex(people).matches("Frances Tolland met Brannock")}
    assert hits == {(0, 7, "person"), (0, 15, "allowed"), (20, 28, "person"), (20, 28, "keep")}


def test_one_listed_person_never_becomes_another() -> None:
    people = tuple(
        Person(key, name, key.upper(), FAMILY)
        for key, name in [
            ("a", "Jane Holloweth"),
            ("b", "June Holloweth"),
            ("c", "Alan Brannock"),
            ("d", "Alan Brannick"),
        ]
    )
    index = NameIndex(people)
    for text, key in [("June", "b"), ("Jane Holloweth", "a"), ("Brannick", "d"), ("Brannock", "c")]:
        assert [hit.people for hit in index.matches(text)] == [(key,)]


def test_a_derived_nickname_gives_way_to_a_listed_name() -> None:
    people = (Person("a", "Elizabeth Oldroyd", "A", FAMILY), Person("b", "Beth Tolland", "B", FAMILY))
    assert [hit.people for hit in NameIndex(people).matches("Beth left")] == [("b",)]


def test_unlisted_surname_lowers_the_score() -> None:
    (alone,) = INDEX.matches("Edith left")
    (beside,) = INDEX.matches("Edith Quarmbyson left")
    assert (beside.start, beside.end) == (0, 5)
    assert beside.score < alone.score
    assert "another name" in beside.evidence


def test_findings_say_why() -> None:
    (hit,) = INDEX.matches("Ms Oldroid called")
    assert hit == Finding(
        0, 10, "person", hit.score, "title surname of a listed person, misspelt", "glossary", ("sw",), "title surname"
    )
    assert 0 < hit.score <= 1


def test_the_second_pass_needs_only_new_people() -> None:
    new = Person("p:jane smithers", "Jane Smithers", "Person 1", STAFF, origin=Origin.PROVISIONAL)
    assert [hit.people for hit in NameIndex([new]).matches("Karen Oldroyd met J. Smithers")] == [("p:jane smithers",)]


def test_the_recogniser_speaks_presidio() -> None:
    recogniser = GlossaryRecogniser(PEOPLE)
    (result,) = recogniser.analyze("Saw Karen Oldroyd.", [], None)
    assert (result.entity_type, result.start, result.end) == ("PERSON", 4, 17)
    assert set(recogniser.supported_entities) == {kind.upper() for kind in KINDS}
    assert list(recognisers(None)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Attendance: K.O. M.W. E.H.", ["K.O.", "M.W.", "E.H."]),
        ("seen: Marek W, Karen O; Tom B", ["Marek W", "Karen O", "Tom B"]),
    ],
)
def test_rows_of_initials_and_short_names(text: str, expected: list[str]) -> None:
    assert [written for written, _, _ in found(text)] == expected


def test_the_initial_a_counts_before_a_comma_and_not_before_a_word() -> None:
    index = NameIndex([Person("x", "Dede Ankrah", "SW9", STAFF)])
    assert [hit.end for hit in index.matches("met Dede A, then")] == [10]
    assert [hit.end for hit in index.matches("gave Dede A cup of tea")] == [9]


def test_the_surname_of_which_only_a_letter_is_known_is_not_sought_alone() -> None:
    index = NameIndex([Person("x", "Dede A", "Person 1", STAFF, origin=Origin.PROVISIONAL)])
    assert not index.matches("A copy of page 9. T/F from A. Dedication.")
    assert [hit.start for hit in index.matches("then Dede A, left")] == [5]


def test_a_place_is_found_in_small_letters_where_its_name_tells() -> None:
    places = [
        Person("a", "Carnworth", "Town 1", Category.PLACE),
        Person("b", "Heather Health Centre", "Health Centre 1", Category.PLACE),
        Person("c", "Reading", "Town 2", Category.PLACE),
        Person("d", "Dover", "Town 3", Category.PLACE),
    ]
    index = NameIndex(places)
    found = index.matches("clinic at heather health centre in carnworth, then reading a book")
    assert [hit.people for hit in found] == [("b",), ("a",)]
    assert [hit.people for hit in index.matches("isaura lopes, named nurse, dover nhs foundation trust")] == [("d",)]
    assert not index.matches("Named Nurse, dover NHS Foundation Trust")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fennbury St Karen NHS Trust agreed", []),
        ("treated at St Karen's Hospital", []),
        ("the 1st Karen saw", ["Karen"]),
        ("St. Karen was no trust", ["Karen"]),
        ("Entered by: KOLDROYD", ["KOLDROYD"]),
        ("taken to brackenfold primary school", ["brackenfold primary school"]),
    ],
)
def test_saints_sign_in_names_and_schools_in_small_letters(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in found(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Minutes by wainwrights", ["wainwrights"]),
        ("Author: WAINWRIGHTS   Reviewed: d.boswell", ["WAINWRIGHTS"]),
        ("ELOPES inserted a comment.", ["ELOPES"]),
        ("built by wainwrights of old", []),
        ("SHE ELOPES WITH HIM", []),
        ('save that "YU" should read', ["YU"]),
        ("SAVE THAT “YU” SHOULD READ", ["YU"]),
        ("MS TA WAS THERE", ["MS TA"]),
        ("regards\nCFOY\nOn 8/12", ["CFOY"]),
        ("THE CFOY CAME", []),
        ("so lan' ta met", ["lan"]),
        ("assessment by cv hull copied", ["cv hull"]),
        ("the cv hull", ["cv hull"]),
        ("passed to miss squire, who", ["miss squire"]),
        ("likely to miss squire", []),
    ],
)
def test_sign_ins_that_are_words_and_names_of_two_letters_in_capitals(text: str, names: list[str]) -> None:
    people = (
        "Sam Wainwright",
        "Eduardo Lopes",
        "Yu Xiu-Ying",
        "Lan Ta",
        "Caoimhe Foy",
        "Jo Squire",
        "Charity Viola Hull",
    )
    index = NameIndex([Person(f"g{n}", name, f"SW{n}", Category.PROFESSIONAL) for n, name in enumerate(people, 1)])
    assert [hit.span.of(text) for hit in index.matches(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("in the matter of K.O. MGM was there", ["K.O."]),
        ("in the matter of K.O. PC2 was there", ["K.O."]),
        ("K.O. Pemworthy was there", []),
        ("mr. a goyi and mr keet", ["mr. a goyi"]),
        ("gave a goyi a cup", []),
        ("dear sir\na goyi\nprivate", ["a goyi"]),
        ("she is quoc c.'s aunt", ["quoc c"]),
        ("she is quoc c for short", []),
        ("regards, tadby city council", ["tadby"]),
        ("Regards, tadby city council", []),
        ("lincoln county – spoke", ["lincoln county"]),
    ],
)
def test_initials_before_a_role_and_lines_typed_small(text: str, names: list[str]) -> None:
    more = (
        Person("g", "Azad Goyi", "SW5", STAFF),
        Person("q", "Cao-Tran Quoc", "SW6", STAFF),
        Person("t", "Tadby", "Town 1", Category.PLACE),
        Person("l", "Lincoln County Hospital", "Hospital 1", Category.ORGANISATION),
    )
    index = NameIndex((*PEOPLE, *more))
    assert [text[hit.start : hit.end] for hit in index.matches(text)] == names
