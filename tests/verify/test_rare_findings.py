"""Corners of the search and of the closed world: each way of writing is found, or passes for the reason given."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.verify.building import AUTHOR, CHILD, knowledge_for
from tests.verify.test_closed_world import group, left
from tests.verify.test_joinable import found as joinable
from tests.verify.test_versions import told, word

from redactor.model import Origin
from redactor.verify import Learning
from redactor.verify.closed.vocabulary import is_word
from redactor.verify.lost import compare_paragraphs
from redactor.verify.readers import Block, Structure, Surface
from redactor.verify.readers.base import ReadFile
from redactor.verify.search.asked import Model
from redactor.verify.search.exempt import Exempt, Staying, exempt_spans
from redactor.verify.search.identifiers import identifier_residuals
from redactor.verify.search.newcomers import institution_residuals, person_residuals
from redactor.verify.search.stories import Story, stories


def story(*lines: str, surface: Surface = Surface.BODY) -> Story:
    return stories([Block("here", "\n".join(lines), surface)])[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ms Zanele Mthembu rang.", True),
        ("Health visitor Hartwell Young Carers rang.", False),
        ("Health visitor Grace Field AFC rang.", False),
        ("Ms Hartwell Young Carers rang.", True),
    ],
)
def test_a_body_behind_a_role_is_nobody_but_behind_a_title_somebody(text: str, found: bool) -> None:
    assert bool(list(person_residuals(story(text), Exempt(), wrapped=False))) == found


def test_the_model_is_believed_where_words_are_no_ordinary_ones() -> None:
    read = ReadFile("docx", (Block("here", "Zanele Mthembu rang the school.", Surface.BODY),))
    with Model().marked(read) as people:
        assert [r.kind for r in people.residuals([Exempt()], spoken_of=False)] == ["person"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("He went to Thornfield Primary School.", 1), ("The school was told.", 0), ("Thornfield\nPrimary School", 0)],
)
def test_an_institution_is_named_on_one_line(text: str, found: int) -> None:
    assert len(list(institution_residuals(story(text), Exempt(), wrapped=False))) == found


@pytest.mark.parametrize(("text", "kinds"), [("SW10 NOT IN SCHOOL", []), ("AB12 CDE was parked outside", ["vehicle"])])
def test_a_code_before_words_in_capitals_is_no_number_plate(text: str, kinds: list[str]) -> None:
    one = story(text)
    known = replace(knowledge_for(), codes=frozenset({"SW10"}))
    found = identifier_residuals(one, exempt_spans(one, Staying.of(known)))
    assert [item.kind for item in found] == kinds


@pytest.mark.parametrize(
    ("role", "text", "stays"),
    [
        ("overview report author", "The author, Tolland, wrote it.", True),
        ("", "The author, Tolland, wrote it.", False),
        ("overview report author", "Tolland wrote it.", False),
    ],
)
def test_a_part_of_an_allowed_name_stays_beside_its_role_only(role: str, text: str, stays: bool) -> None:
    one = story(text)
    known = replace(knowledge_for(), people=(replace(AUTHOR, role=role),))
    start = text.index("Tolland")
    assert exempt_spans(one, Staying.of(known)).covers(start, start + len("Tolland")) == stays


@pytest.mark.parametrize(
    ("text", "word", "by"),
    [("She goes to St Oswyth weekly.", "Oswyth", "place"), ("She goes to Saint Oswyth weekly.", "Oswyth", "place")],
)
def test_a_saint_is_a_place(text: str, word: str, by: str) -> None:
    assert by in group(text, word).casefold()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Her mum Hope was upset.", {"Hope": True}),
        ("the zanele rang", {}),
        ("Her mum zanele rang.", {"zanele": True}),
        ("Zoplexa Syndrome was named.", {"Zoplexa": False}),
    ],
)
def test_what_stands_beside_a_word_says_whether_it_is_somebody(text: str, expected: dict[str, bool]) -> None:
    assert left(text) == expected


def test_an_empty_word_is_no_word() -> None:
    assert not is_word("")
    assert is_word("school")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The baby died in October 2011.", []),
        ("  \n \n The baby died on 2 October 2011.", ["exact date of birth, death or incident"]),
        ("He attended the Primary School.", []),
    ],
)
def test_what_a_stranger_could_join(text: str, kinds: list[str]) -> None:
    assert [item.kind for item in joinable(text)] == kinds


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            ("SW1 saw her at home.",),
            ("SW2 saw her at school.",),
            {(Learning.CODE_CHANGED, "SW1", "SW2"), (Learning.ONLY_IN_ONE, "home", "school")},
        ),
        (("SW1 rang SW2.",), ("SW1 rang SW2.",), set()),
        (("SW1 rang and HV1 came.",), ("SW1 rang and HV2 came.",), {(Learning.CODE_CHANGED, "HV1", "HV2")}),
        (("One was seen.",), ("One was seen.", "Two were seen.", "Three came."), None),
    ],
)
def test_versions_tell_each_difference_once(
    old: tuple[str, ...], new: tuple[str, ...], expected: set[tuple[Learning, str, str]] | None
) -> None:
    found = told(word(*old), word(*new))
    if expected is None:
        assert [item[0] for item in found] == [Learning.ONLY_IN_ONE] * 2
        assert {item[2] for item in found} == {"Two were seen", "Three came"}
    else:
        assert set(found) == expected
        assert len(found) == len(expected)


def read(*blocks: Block) -> ReadFile:
    return ReadFile("docx", blocks, structure=Structure())


def body(text: str, *, place: str = "paragraph 1", twin: bool = False, reachable: bool = True) -> Block:
    return Block(place, text, Surface.BODY, "body", twin=twin, reachable=reachable)


def test_blank_paragraphs_and_parts_that_nobody_opens_are_not_compared() -> None:
    source = read(body("Karen Oldroyd rang."), body("  "), body("Judith came.", reachable=False))
    output = read(body("SW1 rang."), body(" "))
    loss = compare_paragraphs(source, output, [("Karen Oldroyd rang.", "SW1 rang.")])
    assert (loss.lost, loss.unchecked) == ([], [])


def test_the_second_writing_of_a_text_box_is_compared_with_the_first() -> None:
    source = read(body("Karen rang."), body("Karen rang.", place="paragraph 1 again", twin=True))
    expected = [("Karen rang.", "SW1 rang.")]
    whole = compare_paragraphs(source, read(body("SW1 rang."), body("SW1 rang.", twin=True)), expected)
    assert (whole.lost, whole.unchecked) == ([], [])
    left_in = compare_paragraphs(source, read(body("SW1 rang."), body("Karen rang.", twin=True)), expected)
    assert left_in.lost
    unread = compare_paragraphs(read(body("Karen rang.", twin=True)), read(body("SW1 rang.")), [])
    assert unread.unchecked
    assert unread.unchecked[0].holds


def test_the_child_of_these_tests_is_protected() -> None:
    assert CHILD.origin is not Origin.ALLOWED
