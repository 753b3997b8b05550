"""Of the second reading of a page everything is searched again that the first does not say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.verify.readers.pdf_otherwise import RUN, read_otherwise

LINE = "The family moved house and the school wrote to the social worker about it"
PAGE = "\n".join(f"{LINE} in week {number}." for number in range(12))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (PAGE, PAGE, ""),
        (PAGE, PAGE.replace("\n", " \n"), ""),
        (PAGE, PAGE.replace(" wrote", "  wrote"), ""),  # wider blanks part no name that narrow ones do not
        (PAGE.replace(" wrote", "  wrote"), PAGE.replace(" wrote", "  wrote"), ""),
        ("", "", ""),
        (PAGE, "", ""),
        ("", "Zanele Mthembu", "Zanele Mthembu"),
        ("Zanele\nMthembu", "Zanele Mthembu", "Zanele Mthembu"),
        ("Zanele Mthembu", "Zanele\nMthembu", "Zanele\nMthembu"),
        ("Zanele\nMthembu", "Zanele\n\nMthembu", "Zanele\n\nMthembu"),
        ("Zanele  Mthembu", "Zanele Mthembu", "Zanele Mthembu"),
        ("Zanele rang. Mthembu", "Zanele Mthembu rang.", "Zanele Mthembu rang."),
        (f"{PAGE} Mthembu", "Zanele", "Zanele"),
    ],
)
def test_what_stands_in_both_is_told_once(first: str, second: str, told: str) -> None:
    assert read_otherwise(first, second) == told


def test_the_lines_around_a_name_that_only_the_second_reading_has_are_told() -> None:
    lines = PAGE.split("\n")
    lines[5] = lines[5].replace("wrote to", "wrote Zanele Mthembu to")
    lines[11] = f"{lines[11]} Oldroyd"
    told = read_otherwise(PAGE, "\n".join(lines))
    assert told == "\n".join(lines[4:7]) + "\n\n" + "\n".join(lines[10:])


def test_lines_in_another_order_are_told_where_they_meet() -> None:
    lines = PAGE.split("\n")
    moved = [*lines[6:], *lines[:6]]
    assert read_otherwise(PAGE, "\n".join(moved)) == "\n".join(moved[4:8])


@pytest.mark.parametrize("letters", ["zanele mthembu of the long lane", "karolina of the very long road " * 3])
def test_a_name_spelt_letter_by_letter_is_one_word(letters: str) -> None:
    spelt = " ".join(letters.replace(" ", ""))
    half = len(spelt) // 4 * 2
    first = f"{PAGE}\n{spelt[:half].strip()} it rained {spelt[half:].strip()}\n{PAGE}"
    assert spelt in read_otherwise(first, f"{PAGE}\n{spelt}\n{PAGE}")


words = st.sampled_from(["Karen", "Oldroyd", "rang", "the", "school", "and", "a", "b"])
gaps = st.sampled_from([" ", "  ", "\n", "\n\n", " \n"])


@given(st.lists(st.tuples(words, gaps), max_size=80), st.lists(st.tuples(st.integers(0, 80), words), max_size=3))
def test_every_run_of_words_is_in_the_first_reading_or_told(
    page: list[tuple[str, str]], changes: list[tuple[int, str]]
) -> None:
    """Also with other words, or in another order, whatever the words are and what stands between them."""
    other = list(page)
    for at, word in changes:
        other = [*other[at:], (word, " "), *other[:at]]
    first, second = ("".join(word + gap for word, gap in told) for told in (page, other))
    told = read_otherwise(first, second)
    lines = re.split(r"\n\n+", told)
    assert all(part in second for part in lines)
    listed = re.findall(r"\S+|\s+", second.strip())
    size = min(RUN, (len(listed) + 1) // 2)
    for start in range(0, len(listed) - 2 * size + 2, 2):
        run = "".join(listed[start : start + 2 * size - 1])
        assert _even(run) in _even(first) or _even(run) in _even(told)


def _even(text: str) -> str:
    """A text with blanks of one width and line ends without blanks."""
    return re.sub(r"\s+", lambda gap: "\n" * min(gap[0].count("\n"), 2) or " ", text)
