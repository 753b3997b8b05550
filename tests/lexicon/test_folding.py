from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.lexicon.folding import fold, fold_char, fold_text, letters_only
from redactor.model import Span

PIECES = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        [
            "Karen",
            "Wiśniowski",
            "Zoe\u0308",
            "ﬁ",
            "½",
            "\u200b",
            "\u00ad",
            "ß",
            "\ufe0f",
            "Ο",
            "\r\n",
            "ª",
            "O’Brien",
            "İ",
        ]
    ),
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("OLDROYD", "oldroyd"),
        ("Wiśniowski", "wisniowski"),
        ("Łukasz Ødegård Đặng", "lukasz odegard dang"),
        ("ısıl İnan", "isil inan"),
        ("Straße Æsa Œuvre Þór Ðan", "strasse aesa oeuvre thor dan"),
        ("Zoe\u0308 Bassett", "zoe bassett"),
        ("ﬁnn", "finn"),
        ("Ｋａｒｅｎ", "karen"),
        ("𝐊aren 𝕆ldroyd", "karen oldroyd"),
        ("Kаrеn Οldrоуd", "karen oldroyd"),  # Cyrillic and Greek letters inside
        ("КАRЕН", "kareh"),  # capitals by shape
        ("Ηope Νina Υork", "hope nina york"),  # Greek capitals by shape
        ("Ka\u200bren Old\u00adroyd \ufeffx", "karen oldroyd x"),
        ("Ka\u202eren\u2069", "karen"),
        ("O’Brien O‘Brien O`Brien Oʼ´Brien", "o'brien o'brien o'brien o''brien"),
        ("Al‑Hassan Al–Hassan Al−Hassan", "al-hassan al-hassan al-hassan"),
        ("a\u00a0b\u2003c\td\ne\x0bf", "a b c d e f"),
        ("Holloway¹ Holloway™ Maª", "holloway1 holloway  ma "),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written).text == folded
    assert fold_text(written) == folded


def test_whitespace_is_not_collapsed() -> None:
    assert fold_text("a \r\n\t b") == "a     b"


@pytest.mark.parametrize(
    ("text", "part", "span"),
    [
        ("to Ka\u200bren now", "karen", Span(3, 9)),
        ("x Zoe\u0308 y", "zoe", Span(2, 6)),
        ("x \u200bZoe y", "zoe", Span(3, 6)),
        ("Straße", "strass", Span(0, 5)),
        ("ﬁnn", "i", Span(0, 1)),
        ("ab Karen", "karen", Span(3, 8)),
    ],
)
def test_spans_lead_back_to_the_original(text: str, part: str, span: Span) -> None:
    folded = fold(text)
    start = folded.text.index(part)
    assert folded.span(start, start + len(part)) == span


@pytest.mark.parametrize(("start", "end"), [(2, 2), (-1, 2), (3, 1)])
def test_an_empty_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        fold("Karen").span(start, end)


def test_a_range_outside_is_refused() -> None:
    with pytest.raises(IndexError):
        fold("Karen").span(2, 6)


@given(TEXTS)
def test_offsets_map_back_inside_the_text_and_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origin) == len(folded.limit)
    assert list(folded.origin) == sorted(folded.origin)
    assert list(folded.limit) == sorted(folded.limit)
    for index in range(len(folded.text)):
        span = folded.span(index, index + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert folded.text[index] in fold_text(span.of(text))


@given(TEXTS)
def test_every_dropped_character_is_invisible_or_a_mark(text: str) -> None:
    folded = fold(text)
    covered = {place for start, end in zip(folded.origin, folded.limit, strict=True) for place in range(start, end)}
    for index, char in enumerate(text):
        if index not in covered:
            assert fold_char(char) == ""


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once
    assert fold(text).text == once


@given(TEXTS)
def test_composed_and_decomposed_writing_fold_alike(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", "Wiśniowski Zoë Ångström" + text)
    composed = unicodedata.normalize("NFC", decomposed)
    assert fold_text(decomposed)[:23] == fold_text(composed)[:23] == "wisniowski zoe angstrom"


def test_letters_only() -> None:
    assert letters_only("O’Brien-Al\u200b Hassan, K. 1²") == "obrienalhassank12"
    assert letters_only(" -.,'") == ""
