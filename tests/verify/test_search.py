"""The plain search, the forms, the near misses, and what stays."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.verify.building import AUTHOR, CHILD, KAREN, NUMBER, PEOPLE, SCHOOL, knowledge_for

from redactor.model import Category, DocumentKind, Origin, Person, Residual
from redactor.nlp import marking
from redactor.verify import Knowledge
from redactor.verify.closed import proper_nouns
from redactor.verify.readers import Block, RawBytes, ReadFile, Surface
from redactor.verify.search.asked import Model
from redactor.verify.search.exact import exact_residuals, full_names, plain, raw_residuals
from redactor.verify.search.exempt import Exempt, Staying, exempt_spans
from redactor.verify.search.forms import Sought, form_residuals, kind_of
from redactor.verify.search.identifiers import identifier_residuals
from redactor.verify.search.newcomers import CHECK, initials_residuals
from redactor.verify.search.residuals import find_residuals
from redactor.verify.search.stories import stories


def forms_in(text: str, surface: Surface = Surface.BODY) -> list[Residual]:
    known = knowledge_for()
    story = stories([Block("here", text, surface)])[0]
    return list(form_residuals(story, Sought.of(known), exempt_spans(story, Staying.of(known))))


def exact_in(*texts: str, staying: tuple[Person, ...] = ()) -> list[str]:
    blocks = [Block(f"line {n}", text, Surface.BODY) for n, text in enumerate(texts, 1)]
    return [item.place for item in exact_residuals(blocks, [KAREN, NUMBER], staying)]


@pytest.mark.parametrize(
    "text",
    [
        "Karen Oldroyd",
        "KAREN  OLDROYD",
        "karen_oldroyd.docx",
        "Karen\u00a0Old\u00adroyd",
        "Karén Oldroyd's",
        "(Karen\nOldroyd)",
        "K/4471/22",
    ],
)
def test_a_full_name_as_written_is_found_without_any_word_list(text: str) -> None:
    assert exact_in("Nothing.", f"seen by {text} today") == ["line 2"]


@pytest.mark.parametrize("text", ["Karen Oldroydson", "Ikaren Oldroyd", "Karen met Oldroyd", "4471/22"])
def test_the_plain_search_needs_the_whole_name_between_boundaries(text: str) -> None:
    assert exact_in(text) == []


def test_a_full_name_over_two_paragraphs_is_found() -> None:
    assert exact_in("seen by Karen", "Oldroyd today") == ["line 1 and what follows"]


def test_a_name_within_an_allowed_name_is_that_name() -> None:
    allowed = Person("a9", "Karen Oldroyd Smythe", "", Category.PROFESSIONAL, origin=Origin.ALLOWED)
    assert exact_in("by Karen Oldroyd Smythe", staying=(allowed,)) == []
    assert exact_in("by Karen Oldroyd Smythe and Karen Oldroyd", staying=(allowed,)) == ["line 1"]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-le", "utf-16-be"])
def test_a_full_name_in_bytes_is_found_in_every_encoding(encoding: str) -> None:
    data = b"\x07\x00\xff" * 7 + "Karen Oldroyd".encode(encoding) + b"\x00\x01"
    found = list(raw_residuals([RawBytes("member 4", data)], [KAREN]))
    assert [(item.place, item.code) for item in found] == [("member 4", "SW1")]


@pytest.mark.parametrize("data", [b"Karen%20Oldroyd", b"karen.oldroyd@", b"KAREN_OLDROYD", b"Karen&#160;Oldroyd"])
def test_joined_words_in_bytes_are_found(data: bytes) -> None:
    assert list(raw_residuals([RawBytes("x", data)], [KAREN]))


def test_bytes_that_only_resemble_the_name_pass() -> None:
    assert not list(raw_residuals([RawBytes("x", b"Karen Oldroyds Karen and Oldroyd oldroyd")], [KAREN]))


def test_single_ordinary_words_are_left_to_the_forms() -> None:
    person = Person("x", "Hope", "X1", Category.FAMILY, aliases=("Hope Faraday", "a1b2c3"))
    assert full_names(person) == ("Hope Faraday", "a1b2c3")


@given(st.text(max_size=40))
def test_plain_text_is_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert plain(text).startswith(" ")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Oldroyd", "SW1"),
        ("OLDROYD", "SW1"),
        ("Oldroyd, K.", "SW1"),
        ("koldroyd", "SW1"),
        ("KarenOldroydNotes", "SW1"),
        ("oldroyd2", "SW1"),
        ("O l d r o y d", "SW1"),
        ("Old-\nroyd", "SW1"),
        ("Karen Oldryod", "SW1"),
        ("Oldroyyd", "SW1"),
        ("Mr Brannock", "Child R"),
        ("the Brannocks", "Child R"),
        ("HV Lincoln weighed the baby", "HV1"),
        ("Thornfield", "Primary School 1"),
        ("K 4471 22", "Reference 1"),
    ],
)
def test_a_written_form_is_found_and_coded(text: str, code: str) -> None:
    assert code in {item.code for item in forms_in(f"Then {text} said so.")}


@pytest.mark.parametrize(
    "text",
    [
        "There is hope; the family moved to Lincoln.",
        "old royd",
        "An oldroydian idea",
        "He may mark it. Will it last?",
        "Frances Tolland, overview report author",
        "SW1 and Child R",
        "Holroyd and Oldham",
    ],
)
def test_what_is_no_form_passes(text: str) -> None:
    assert forms_in(text) == []


def test_in_the_vocabulary_of_the_format_only_whole_names_count() -> None:
    assert forms_in("Georgia\nKaren\nOldroyd", Surface.RAW) != []
    assert forms_in("Oldroyd", Surface.RAW) == []
    assert forms_in("Oldroyd", Surface.NAME) != []


def test_a_part_of_an_allowed_name_stays_beside_its_role_only() -> None:
    known = knowledge_for()
    beside = stories([Block("here", "Frances, the overview report author, thanks SW1.", Surface.BODY)])[0]
    alone = stories([Block("here", "Frances was seen at home.", Surface.BODY)])[0]
    staying = Staying.of(known)
    assert exempt_spans(beside, staying).covers(0, 7)
    assert not exempt_spans(alone, staying).covers(0, 7)


def test_explained_are_codes_with_numbers_and_only_if_asked_words_beside_them() -> None:
    known = knowledge_for()
    text = "Attends Primary School 1 HV1"
    spans = exempt_spans(stories([Block("here", text, Surface.BODY)])[0], Staying.of(known))
    assert spans.explains(text, 8, len(text))
    assert not spans.explains(text, 0, len(text))
    assert spans.explains(text, 0, len(text), with_words=True)
    other = "Thornfield Primary School 1"
    spans = exempt_spans(stories([Block("here", other, Surface.BODY)])[0], Staying.of(known))
    assert not spans.explains(other, 0, len(other), with_words=True)
    assert not Exempt().explains("the", 0, 3, with_words=True)


@pytest.mark.parametrize(
    "text", ["J.B. (born 5.5.10)", "JB, aged 3", "J B died at home", "Initials: J.B.\nd.o.b. 5.5.10"]
)
def test_initials_of_a_child_beside_a_date_are_found(text: str) -> None:
    story = stories([Block("here", text, Surface.BODY)])[0]
    found = list(initials_residuals(story, knowledge_for(), Exempt()))
    assert [(item.kind, item.code) for item in found] == [("initials", "Child R")]


@pytest.mark.parametrize("text", ["J.B. signed the form", "K.O. was born in 1970", "JBX born 5.5.10", "jb born"])
def test_other_initials_pass(text: str) -> None:
    story = stories([Block("here", text, Surface.BODY)])[0]
    assert list(initials_residuals(story, knowledge_for(), Exempt())) == []


@pytest.mark.parametrize(
    ("text", "found"), [("By 10.5.13. IN THE MATTER OF SW7", 0), ("By 10.5.13. IN was born", 1), ("IN (10.5.13)", 1)]
)
def test_a_word_that_begins_a_sentence_in_capitals_is_no_childs_initials(text: str, found: int) -> None:
    child = Person("in", "Iulia Nistor", "Child S", Category.CHILD)
    story = stories([Block("here", text, Surface.BODY)])[0]
    assert len(list(initials_residuals(story, replace(knowledge_for(), people=(child,)), Exempt()))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("THEY WERE MARRIED AT SPRING ROAD; THE BOY WAS BORN THE NEXT MAY.", 0),
        ("They married. AT was born the next May.", 1),
        ("THEY WERE MARRIED. A.T. WAS BORN THE NEXT MAY.", 1),
        ("THEY SAY AT WAS BORN", 0),  # the price: in a sentence in capitals letters that are a word are one
        ("Initials: AT\nborn 2010", 1),
        ("Family F MET SW7 AT Place 10 IN 2004; SW3 WAS BORN.", 0),
        ("SW7 AT Place 10, born 2004.", 1),
        ("GP AT, born 2004.", 1),
    ],
)
def test_a_word_of_a_sentence_in_capitals_is_no_childs_initials(text: str, found: int) -> None:
    child = Person("at", "Amir Tolland", "Child S", Category.CHILD)
    known = replace(knowledge_for(), people=(*PEOPLE, child))
    story = stories([Block("here", text, Surface.BODY)])[0]
    assert len(list(initials_residuals(story, known, Exempt()))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seen 5.5.10: SpO2 97%, BM 5.2. Left at scene.", 0),
        ("BM 5.2.10 born", 1),
        ("BM was born 5.5.10", 1),
        ("B.M. 5.2, born", 1),
    ],
)
def test_a_measured_value_is_no_childs_initials(text: str, found: int) -> None:
    child = Person("bm", "Bilan Marrow", "Child S", Category.CHILD)
    known = replace(knowledge_for(), people=(*PEOPLE, child))
    story = stories([Block("here", text, Surface.BODY)])[0]
    assert len(list(initials_residuals(story, known, Exempt()))) == found


def test_kinds_of_residuals_follow_the_category() -> None:
    assert [kind_of(person) for person in (KAREN, CHILD, SCHOOL, NUMBER)] == ["person", "person", "place", "identifier"]
    assert len(PEOPLE) == 9


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("D.O.B: [date of birth]", False),
        ("the D.O.B. is known", False),
        ("D.o.b. and D.O.D. are known", False),
        ("seen by O.B. at noon", True),
        ("seen by O.B at noon", True),
        ("A.O.B. was closed", True),
        ("seen in O&B today", False),
    ],
)
def test_letters_within_a_usual_abbreviation_are_no_initials(text: str, left: bool) -> None:
    """A case with an Olive Brannock blocked every form that asks for the D.O.B."""
    olive = Person("olive", "Olive Brannock", "SW7", Category.PROFESSIONAL)
    known = replace(knowledge_for(), people=(*PEOPLE, olive))
    (story,) = stories([Block("line 1", text, Surface.BODY)])
    found = list(form_residuals(story, Sought.of(known), Exempt()))
    assert [item.code for item in found] == (["SW7"] if left else [])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Child R’s father rang.", False),
        ("Then for Child R. S/N came.", False),
        ("Handover by R/S to nobody.", False),
        ("Then she said, I'm well.", False),
        ("Then I.M. rang.", True),
        ("Then R.S. rang.", True),
    ],
)
def test_the_letter_of_a_code_and_of_an_abbreviation_is_no_initial(text: str, left: bool) -> None:
    names = ("Rafaela Sandoval", "Iulian Moraru")
    people = (*PEOPLE, *(Person(name, name, "SW8", Category.PROFESSIONAL) for name in names))
    known = replace(knowledge_for(), people=people)
    story = stories([Block("here", text, Surface.BODY)])[0]
    found = list(form_residuals(story, Sought.of(known), exempt_spans(story, Staying.of(known))))
    assert [item.code for item in found] == (["SW8"] if left else [])


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Assistant Director\tLedhurst Hospitals NHS Trust", False),
        ("from Ledhurst Partnership Trust", False),
        ("Assistant Director\tLedhurst left", True),
        ("Mr Ledhurst Hospitals NHS Trust", True),
    ],
)
def test_a_name_near_a_surname_may_begin_that_of_a_trust(line: str, left: bool) -> None:
    people = (Person("x", "Callum Dewhurst", "SW8", Category.PROFESSIONAL),)
    assert bool(_left((line,), replace(knowledge_for(), people=people))) == left


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("the Connor's rating scale was used", False),
        ("then Connor was used", True),
        ("the Connoors rating scale was used", True),
        ("in Albania then", False),
        ("with Albama then", True),
    ],
)
def test_a_known_given_name_or_a_country_near_a_surname_may_be_what_it_says(line: str, left: bool) -> None:
    known = replace(knowledge_for(), people=tuple(map(_named, ("Zillah Connors", "Flutura Albana"))))
    assert bool(_left((line,), known)) == left


def _named(name: str) -> Person:
    return Person(name, name, f"SW{len(name)}", Category.PROFESSIONAL)


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (("The Chair saw the Plane.",), False),
        (("Last saved by: Plane",), True),
        (("Write to plane@council.example",), True),
        (("then PLane came in",), True),
        (("then P. Lane came in",), True),
        (("Minutes by plane",), True),
        (("Then PLANE inserted a comment",), True),
        (("THE PLANE CAME IN",), False),
    ],
)
def test_an_initial_and_a_surname_that_make_a_word_are_a_name_where_somebody_signs_in(
    lines: tuple[str, ...], left: bool
) -> None:
    known = replace(knowledge_for(), people=(Person("x", "Poon Lane", "SW8", Category.PROFESSIONAL),))
    assert bool(_left(lines, known)) == left


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (("MGM, MGF, PGM", "", "Drew blood twice."), False),
        (("Seen by the SW", "Drew at home."), True),
        (("Asked Drew to sign.",), True),
    ],
)
def test_the_paragraph_before_a_blank_line_says_nothing_of_a_word(lines: tuple[str, ...], left: bool) -> None:
    known = replace(knowledge_for(), people=(Person("x", "Drew Oldroyd", "SW8", Category.PROFESSIONAL),))
    assert bool(_left(lines, known)) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [("Child R\towan was kept", False), ("Child R Rowan was seen", True)],
)
def test_the_letter_of_a_code_is_no_letter_of_a_name(text: str, left: bool) -> None:
    known = replace(knowledge_for(), people=(*PEOPLE, Person("x", "Rowan Oldham", "SW8", Category.PROFESSIONAL)))
    assert bool(_left((text,), known)) == left


def _left(lines: tuple[str, ...], known: Knowledge) -> list[Residual]:
    (story,) = stories([Block(f"line {n}", line, Surface.BODY) for n, line in enumerate(lines, 1) if line])
    return list(form_residuals(story, Sought.of(known), exempt_spans(story, Staying.of(known))))


def test_a_code_before_a_word_in_capitals_is_no_vehicle() -> None:
    known = knowledge_for()
    for text, left in (("SW1 NOT IN SCHOOL", []), ("SW1 HV1 AB12 XYZ", ["vehicle"])):
        story = stories([Block("here", text, Surface.BODY)])[0]
        found = [item.kind for item in identifier_residuals(story, exempt_spans(story, Staying.of(known)))]
        assert found == left

    story = stories([Block("here", "@SW1 can you come? @oldroyd_99 too", Surface.BODY)])[0]
    found = [item.kind for item in identifier_residuals(story, exempt_spans(story, Staying.of(known)))]
    assert found == ["handle"]


@pytest.mark.parametrize(
    "text",
    [
        "met Wisniowsky there",
        "met Wisniowzky there",
        "seen by Karin Oldroyd",
        "seen by Karen Oldroid",
        "Karin  Oldroyd",
    ],
)
def test_one_slip_or_two_in_a_long_name_are_found(text: str) -> None:
    assert forms_in(text)


@pytest.mark.parametrize("text", ["met Wiznyowzky there", "Kevin Oldtown", "Karim and Oldtown"])
def test_more_slips_or_words_that_are_not_together_are_no_name(text: str) -> None:
    assert forms_in(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("xKarenOldroyd", True),
        ("xkarenoldroyd", False),
        ("5KarenOldroyd", True),
        ("KarenOldroydX", True),
        ("karenoldroydx", False),
    ],
)
def test_joined_letters_need_a_boundary_at_both_ends(text: str, found: bool) -> None:
    assert bool(forms_in(text)) is found


def test_memory_does_not_grow_with_the_pages_that_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a page no more is kept than its text and what was found there: its words would take 25 KB."""
    monkeypatch.setattr(marking, "BATCH", 1000)
    text = "\n".join(f"The nurse of the team wrote {n} notes about meals and the school." for n in range(6))
    blocks = tuple(Block(f"page {n}", text, Surface.BODY, f"page {n}") for n in range(1, 31))
    known = knowledge_for()

    def searched(pages: int) -> None:
        read = ReadFile("pdf", blocks[:pages])
        with Model().marked(read) as people:
            find_residuals(read, DocumentKind.OTHER, known, people)
        proper_nouns(blocks[:pages], known, wrapped=True)

    def peak(pages: int) -> int:
        tracemalloc.start()
        try:
            searched(pages)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    searched(1)  # lists and patterns are loaded
    assert peak(30) - peak(10) < 20 * 8_000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Class reading: Goodnight Mister Tom by the window", False),
        ("Mr Tom came by the window", True),
        ("Fantastic Mr Fox was read to her", False),
        ("Mr Fox was read to her", True),
        ("PGM Angel delight for tea", False),
        ("PGM Angel delighted him", True),
        ("Mrs Angel Delight rang", True),
        (" \t", False),
    ],
)
def test_a_title_within_a_phrase_that_says_more_is_nobodys(text: str, told: bool) -> None:
    read = ReadFile("docx", (Block("here", text, Surface.BODY, "one"), Block("there", "\t", Surface.NOTE, "two")))
    found = find_residuals(read, DocumentKind.OTHER, knowledge_for(), None).residuals
    assert any(item.check == CHECK for item in found) == told


def test_an_ordinary_word_that_is_part_of_an_allowed_name_is_not_told() -> None:
    known = replace(knowledge_for(), people=(replace(AUTHOR, name="Hope Tolland"),))

    def told(text: str) -> int:
        read = ReadFile("text", (Block("line 1", text, Surface.BODY),))
        return len(find_residuals(read, DocumentKind.OVERVIEW, known, None).bare)

    assert told("It was done in the hope of rest.") == 0
    assert told("Hope Tolland wrote this.") == 0
    assert told("Later Tolland was late.") == 1
