"""What patterns are said to need stands in every match, or texts with a match would not be searched."""

from __future__ import annotations

import re
import sys

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.lexicon import publicterms, titled_labels, titled_messages
from redactor.lexicon.cues import CUES, HINTS, is_cued, may_be_cued
from redactor.lexicon.presence import digits_in, folded, words_in
from redactor.lexicon.titled import titled_names
from redactor.recognisers import build
from redactor.recognisers._needs import NEEDS, can_match
from redactor.recognisers._streets import KIND_WORDS

_RECOGNISERS = build(None)


def _as_python(pattern: str, flags: int) -> re.Pattern[str] | None:
    """The same pattern for Python's own engine, whose matches hypothesis can invent; none where it lacks the syntax."""
    try:
        return re.compile(pattern, re.IGNORECASE if flags & regex.IGNORECASE else 0)
    except re.error:
        return None


_INVENTED = {
    pattern.pattern: made
    for pattern, needs in NEEDS.items()
    if (needs.strings or needs.words) and (made := _as_python(pattern.pattern, pattern.flags)) is not None
}


def test_most_patterns_can_be_tried() -> None:
    assert len(_INVENTED) > 0.7 * sum(bool(needs.strings or needs.words) for needs in NEEDS.values())
    assert len(_INVENTED) > 8


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_a_pattern_matches_has_what_it_needs(data: st.DataObject) -> None:
    written = data.draw(st.sampled_from(sorted(_INVENTED)))
    text = data.draw(st.from_regex(_INVENTED[written], fullmatch=True, alphabet=st.characters(max_codepoint=0x17F)))
    (pattern,) = (one for one in NEEDS if one.pattern == written)
    found = pattern.search(text)
    assert found is None or can_match(pattern, text)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_a_cue_is_has_a_hint(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(HINTS)))
    made = re.compile(CUES[kind].pattern, re.IGNORECASE)
    text = data.draw(st.from_regex(made, fullmatch=True, alphabet=st.characters(max_codepoint=0x17F)))
    assert CUES[kind].search(text) is None or may_be_cued(text, kind)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_a_value_is_cued_by_is_seen_in_the_whole_text(data: st.DataObject) -> None:
    """A value may begin right behind its cue with a letter, which to the whole text would go on the word."""
    kind = data.draw(st.sampled_from(sorted(CUES)))
    made = re.compile(CUES[kind].pattern, re.IGNORECASE)
    before = data.draw(st.from_regex(made, alphabet=st.characters(max_codepoint=0x17F)))
    value = data.draw(st.sampled_from(("AB123456C", "123", "d1", "no12", " 12/34", ": SW1", "O12")))
    if is_cued(before + value, len(before), kind):
        assert may_be_cued(before + value, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Case noAB1234", "social_care_id"),
        ("log: 4471", "crime_reference"),
        ("HCPC regPH12345", "hcpc"),
    ],
)
def test_a_value_right_behind_its_cue_is_cued(text: str, kind: str) -> None:
    assert may_be_cued(text, kind)
    assert not may_be_cued("Karen Oldroyd met the manager on 4 May.", kind)


@pytest.mark.parametrize("cue", ["hotel", "showcase no", "velcro", "[tel"])
def test_the_end_of_a_word_is_no_cue_wherever_it_is_cut(cue: str) -> None:
    text = cue + " is number recorded and noted for the child and her mother as given under old ref no" + " 123456"
    for kind in ("phone", "case_number", "social_care_id", "cro"):
        assert not any(is_cued(text, len(text) - 6, kind, reach=reach) for reach in range(60, 110))


@pytest.mark.parametrize("kind", sorted(HINTS))
def test_a_text_without_a_hint_has_no_cue(kind: str) -> None:
    assert not may_be_cued("", kind)
    assert kind in CUES


def test_a_letter_that_patterns_take_for_another_is_folded_to_it() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    all_there_are = "".join(map(chr, range(sys.maxunicode + 1)))
    odd = regex.findall(f"[{letters}]", all_there_are, regex.IGNORECASE)
    assert len(odd) > 2 * len(letters)
    for char in odd:
        (same,) = (letter for letter in letters if regex.match(letter, char, regex.IGNORECASE))
        assert folded(f"a{char}") == f"a{same}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mill Lane, St. Anne's-on-Sea 12b", {"mill", "lane", "st", "anne", "s", "on", "sea", "b"}),
        ("Keats Gardens³, Café½ ②Ⅻ", {"keats", "gardens", "café"}),
        ("", set()),
    ],
)
def test_words_are_runs_of_letters(text: str, words: set[str]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I, WILLOW SHORT, of 216 Keats Gardens³, make this statement", "address"),
        ("She lives at 153 Jubilee Drive⁴ with her aunt.", "address"),
        ("He went to Fennhaven Academy² daily.", "institution"),
        ("He had a car² A123 BCD at home.", "vehicle"),
        ("A123 BCD seen outside the home of the family mother of the child", "vehicle"),
    ],
)
def test_the_number_of_a_note_hides_nothing(text: str, name: str) -> None:
    (asked,) = (one for one in _RECOGNISERS if one.name == name)
    assert [found.kind for found in asked.find(text)] == [name]


def test_digits_are_those_of_ascii() -> None:
    assert digits_in("1a22 ٣") == 3


def test_streets_are_looked_for_where_a_kind_of_street_stands() -> None:
    assert {"road", "croft", "crofts", "st", "wood", "woods", "meadows"} <= KIND_WORDS
    (address,) = (one for one in _RECOGNISERS if one.name == "address")
    assert [found.kind for found in address.find("She lives at 4 MILL LANE, Fennhaven.")] == ["address"]
    assert [found.kind for found in address.find("She lives at Tanner's Wood.")] == ["address"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_a_rule_of_messages_matches_has_one_of_its_hints(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from([one for one in titled_messages._ONES if one.hints]))
    text = data.draw(st.from_regex(rule.pattern, alphabet=st.characters(max_codepoint=0x17F)))
    assert any(hint in text for hint in rule.hints)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{word} Karen Oldroyd", "Karen Oldroyd")
        for word in (
            *("Please contact", "ring", "CALL", "phone", "to telephone", "e-mail", "email", "Speak to", "speak with"),
            *("ask for", "for the attention of", "FAO", "return to", "Returned to", "addressed to"),
            *("Dear", "Regards,", "Yours sincerely", "yours faithfully,", "Best wishes", "With thanks"),
        )
    ]
    + [("@Karen can you come", "Karen")],
)
def test_whatever_stands_before_a_contact_has_a_hint(text: str, name: str) -> None:
    assert name in [item.name for item in titled_names(text)]


@pytest.mark.parametrize(
    "mark",
    [":", "\t", " " * 70 + ":", "</span>" * 9 + ":", " | ", "...", "…", " - ", " – ", "*: ", "</b>: "],
)
@pytest.mark.parametrize(
    "label",
    [
        *("Name", "Full names", "First name (print)", "Name of child", "Name of person completing the form", "Surname"),
        *("known as", "AKA", "Previous name", "Lead author", "Co-authors", "Prepared by", "Interviewee", "Signed"),
        *("Signatory", "Contact person", "ATTN", "fao", "c/o", "cc", "From", "To", "Lead officer", "Responsible"),
        *("Minutes taken by", "Apologies", "In attendance", "Next of kin", "Nominated person", "Panel members", "sw"),
        *("Emergency contact", "Subject", "Owner", "Person completing this form", "name in full", "HV", "GP"),
    ],
)
def test_whatever_ends_a_label_is_known_to_end_one(label: str, mark: str) -> None:
    text = f"{label}{mark} Karen Oldroyd"
    assert titled_labels._LABEL.search(text) is not None
    assert titled_labels._may_label(text)


def test_labels_are_matched_at_all() -> None:
    assert titled_labels._LABEL.search("Name of person completing the form: Karen") is not None
    assert not titled_labels._may_label("The plan of 2011: a plan - and nothing…")


@pytest.mark.parametrize("name", sorted(publicterms._owners()))
def test_a_text_with_a_public_surname_has_its_first_word(name: str) -> None:
    for spelt in (name, name.upper(), f"post-{name}'s"):
        assert not publicterms._first_words().isdisjoint(words_in(spelt))
