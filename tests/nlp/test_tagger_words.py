from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from redactor.nlp.shipped import checked_folder
from redactor.nlp.tagger import tagger
from redactor.nlp.tagger.tokens import WordTokenizer
from redactor.nlp.tagger.windows import LONGEST, windows
from redactor.nlp.tagger.words import GAPS, SHAPES, Encoded, Word, WordEncoder, shape_of

TRICKY = st.text(alphabet="aZé9 .'\n\t@\u200b\u00ad\u2019-İß汉\ud83d", max_size=60)


@pytest.fixture(scope="module")
def encoder() -> WordEncoder:
    return WordEncoder(checked_folder() / tagger.FACTORY / tagger.VOCABULARY)


def test_shapes_tell_case_digits_and_marks_apart() -> None:
    words = ["karen", "Karen", "K", "KAREN", "McKay", "1986", "SW1", "r2d2", "汉", "?"]
    shapes = [shape_of(word) for word in words]
    assert len(set(shapes)) == len(words)
    assert all(0 < shape * GAPS < SHAPES for shape in shapes)


@settings(max_examples=200, deadline=None)
@given(text=TRICKY)
def test_words_are_in_order_and_lose_no_letter(encoder: WordEncoder, text: str) -> None:
    (encoded,) = encoder.encode([text])
    assert len(encoded.pieces) == len(encoded.shapes)
    assert all(shape < SHAPES for shape in encoded.shapes)
    assert all(one.end <= other.start for one, other in pairwise(encoded.words))
    covered = "".join(text[word.start : word.end] for word in encoded.words)
    assert {c for c in text if c.isalnum()} <= set(covered)


def test_the_gap_before_a_word_is_part_of_its_shape(encoder: WordEncoder) -> None:
    shapes = [encoder.encode([f"a{gap}b"])[0].shapes[-1] % GAPS for gap in ("-", " ", "\t", "\n")]
    assert shapes[1:] == [1, 2, 3]
    assert shapes[0] == 0


@settings(max_examples=200, deadline=None)
@given(text=TRICKY)
def test_tokens_give_the_text_back(text: str) -> None:
    doc = WordTokenizer(Vocab())(text)
    assert doc.text == text.replace("\ud83d", "\ufffd")


def test_tokens_are_cut_where_the_tagger_cuts() -> None:
    doc = WordTokenizer(Vocab())("HV2/Karen  (k.oldroyd@x.example)")
    assert [token.text for token in doc if token.text.strip()] == [
        "HV2", "/", "Karen", "(", "k", ".", "oldroyd", "@", "x", ".", "example", ")",
    ]  # fmt: skip


def encoded(length: int) -> Encoded:
    return Encoded((7,) * length, (1,) * length, tuple(Word(n, n + 1, n) for n in range(length)))


@pytest.mark.parametrize("length", [0, 1, LONGEST, LONGEST + 1, 1000, 5003])
def test_windows_judge_every_piece_once_with_room_around_it(length: int) -> None:
    cut = list(windows([encoded(length)]))
    assert [piece for window in cut for piece in range(window.judged_from, window.judged_to)] == list(range(length))
    for window in cut:
        assert window.start <= window.judged_from < window.judged_to <= window.end
        assert window.end - window.start <= LONGEST
        assert window.start == 0 or window.judged_from - window.start >= 32
        assert window.end == length or window.end - window.judged_to >= 32


def test_words_are_forgotten_however_many_are_met() -> None:
    tokenizer = WordTokenizer(Vocab())
    met = 0
    for number in range(300):
        doc = tokenizer(" ".join(f"word{number}x{n}" for n in range(100)))
        met = max(met, len(doc.vocab))
    assert [token.text for token in doc][:1] == ["word299x0"]
    assert met < 25_000 < 300 * 100
    assert not len(tokenizer.vocab)


def test_a_word_knows_whether_it_is_a_stop_word() -> None:
    assert [token.text for token in WordTokenizer(Vocab())("She is 4 dogs") if token.is_stop] == ["She", "is"]
