"""The pattern language, the written forms, damage and noise."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from corpus.sentences import noise
from corpus.sentences.damage import misspelt, scanned
from corpus.sentences.facts import FACTS
from corpus.sentences.forms import FORMS, write
from corpus.sentences.grammar import Choice, FillerSlot, NameSlot, PatternError, PersonSlot, parse, walk
from corpus.sentences.library import Pattern, patterns
from corpus.sentences.lists import listed
from corpus.sentences.model import Piece, assemble
from corpus.sentences.people import BY_SEX, Person, invent
from corpus.sentences.places import GENERATED
from corpus.sentences.render import render
from hypothesis import given, settings
from hypothesis import strategies as st

KAREN = Person("Karen", "", "Oldroyd", "english", "f", "Kaz", "Ms", surname_first=False)


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (invented text, no secret)


def pattern_of(source: str) -> Pattern:
    return Pattern(source, "test", parse(source), "train", "0", negative=False)


def test_slots_and_choices_are_parsed() -> None:
    nodes = parse(r"<{A.f:title}|Mother> rang {B~A:first} at\t{Role}.{!Hope}")
    assert nodes[0] == Choice(((PersonSlot("A", "f", "", "title"),), ("Mother",)))
    assert PersonSlot("B", "", "A", "first") in nodes
    assert "\t" in nodes
    assert FillerSlot("role", "", capital=True) in nodes
    assert nodes[-1] == NameSlot("Hope")


def test_escapes_stand_for_the_character() -> None:
    assert "".join(node for node in parse(r"H:\\team \<x\>\|\{y\}\n") if isinstance(node, str)) == "H:\\team <x>|{y}\n"


@pytest.mark.parametrize("source", ["<one|two", "{A:first title}", "{9}", "{}", "{A~:first}"])
def test_what_breaks_the_grammar_is_refused(source: str) -> None:
    with pytest.raises(PatternError):
        parse(source)


def test_every_slot_of_every_pattern_can_be_filled() -> None:
    for pattern in patterns():
        for node in walk(pattern.nodes):
            if isinstance(node, PersonSlot):
                assert node.form in FORMS or node.form.lower() in BY_SEX, pattern.source
            if isinstance(node, FillerSlot):
                assert node.name in GENERATED or node.name in FACTS or listed(node.name), pattern.source


def test_kin_are_introduced_before_they_are_referred_to() -> None:
    rng = chance(1)
    for pattern in patterns():
        for _ in range(3):
            assert render(rng, [pattern], pattern.split).text.strip(), pattern.source  # kin unknown would raise


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("full", {"Karen Oldroyd"}),
        ("first", {"Karen"}),
        ("last", {"Oldroyd"}),
        ("title", {"Oldroyd"}),
        ("init", {"K. Oldroyd", "K Oldroyd", "K.Oldroyd"}),
        ("lastfirst", {f"{last}{gap}Karen" for last in ("Oldroyd", "OLDROYD") for gap in (", ", ",", " ")}),
        ("family", {"Oldroyds"}),
        ("inits", {"K.O.", "K.O"}),
        ("nick", {"Kaz"}),
        ("upper", {"KAREN OLDROYD"}),
        ("lower", {"karen oldroyd"}),
        ("email", {"karen.oldroyd", "k.oldroyd", "koldroyd", "oldroydk"}),
        ("mixed", {"Karen OLDROYD"}),
        ("firstinit", {"Karen O", "Karen O."}),
    ],
)
def test_written_forms(form: str, written: set[str]) -> None:
    rng = chance(2)
    for _ in range(30):
        labelled = [piece.text for piece in FORMS[form](rng, KAREN) if piece.label == "PERSON"]
        assert len(labelled) == 1
        assert labelled[0] in written


def test_the_title_is_not_part_of_the_name() -> None:
    pieces = FORMS["title"](chance(1), KAREN)
    assert [(piece.text, piece.label) for piece in pieces] == [("Ms ", None), ("Oldroyd", "PERSON")]


def test_surnames_come_first_where_that_is_the_custom() -> None:
    person = replace(KAREN, first="Wei", last="Zhang", surname_first=True)
    assert FORMS["full"](chance(1), person)[0].text == "Zhang Wei"


def test_accidents_happen_but_seldom() -> None:
    rng = chance(5)
    person = replace(KAREN, last="da Silva")
    forms = [write(rng, person, "last")[0].form for _ in range(3000)]
    assert set(forms) == {"surname", "misspelt", "ocr", "capitals", "lower", "broken"}
    assert forms.count("surname") > 2600


def test_relatives_share_a_surname() -> None:
    text = render(chance(4), [pattern_of("{A:last} {B~A:last}")], "train")
    assert len(text.people) == 2
    assert KAREN.last == invent(chance(1), "train", surname="Oldroyd").last


def test_given_name_and_surname_side_by_side_are_one_span() -> None:
    text = render(chance(4), [pattern_of("see {A:first} {A:last} or {B:first} {C:first}")], "train")
    assert len(text.people) == 3


@settings(max_examples=80, deadline=None)
@given(name=st.sampled_from(["Karen", "Oldroyd", "Ng", "Marek Wisniowski", "O'Brien", "da Silva"]), seed=st.integers())
def test_slips_leave_a_name_of_about_the_same_length(name: str, seed: int) -> None:
    slip = misspelt(chance(seed), name)
    assert slip
    assert abs(len(slip) - len(name)) <= 1
    assert abs(len(scanned(chance(seed), name)) - len(name)) <= 1


PIECES = (
    Piece("Seen by "),
    Piece("Karen Oldroyd", "PERSON", "english", "full"),
    Piece(", health visitor, in "),
    Piece("Tolland", "PLACE"),
)


@settings(max_examples=150, deadline=None)
@given(seed=st.integers())
def test_noise_keeps_the_spans_on_the_names(seed: int) -> None:
    text = assemble(noise.disturb(chance(seed), list(PIECES)), "test", "0")
    covered = [text.text[span.start : span.end].lower() for span in text.spans]
    assert covered == ["karen oldroyd", "tolland"]


def test_typographic_apostrophes_reach_names_too() -> None:
    assert [piece.text for piece in noise.curl([Piece("O'Dowd", "PERSON"), Piece("'s")])] == ["O’Dowd", "’s"]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers())
def test_bold_marks_do_not_part_a_mailbox_from_its_sign(seed: int) -> None:
    pieces = [Piece("Ask "), Piece("karen.oldroyd", "PERSON", "english", "email"), Piece("@example.org")]
    text = assemble(noise.disturb(chance(seed), pieces), "test", "0")
    assert text.text[text.people[0].end] == "@"


def test_a_slot_sometimes_takes_a_neighbouring_form() -> None:
    forms = {render(chance(seed), [pattern_of("{A}")], "train").people[0].form for seed in range(400)}
    assert forms >= {"full", "title_full", "initial_surname", "surname_first"}
