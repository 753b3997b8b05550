"""What the training is fed with: other names, windows, masks and batches."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from training.batches import IGNORE, LONGEST, batches, hidden, rows
from training.example import Example
from training.renaming import renamed

from redactor.nlp.shipped import checked_folder
from redactor.nlp.tagger import tagger
from redactor.nlp.tagger.tags import TAGS
from redactor.nlp.tagger.words import WordEncoder
from training import synthetic


@pytest.fixture(scope="module")
def encoder() -> WordEncoder:
    return WordEncoder(checked_folder() / tagger.FACTORY / tagger.VOCABULARY)


def _between(example: Example) -> list[str]:
    return [example.text[one[1] : other[0]] for one, other in pairwise(example.spans)]


def test_other_names_stand_where_the_names_stood() -> None:
    examples = synthetic.first("train", 400, 3)
    changed = 0
    for number, example in enumerate(examples):
        other = renamed(random.Random(number), example)
        assert [label for *_, label in other.spans] == [label for *_, label in example.spans]
        assert _between(other) == _between(example)
        for (a, b, label), (c, d, _) in zip(example.spans, other.spans, strict=True):
            old, new = example.text[a:b], other.text[c:d]
            if label != "PERSON" or example.text[b : b + 1] == "@":
                assert old == new
            else:
                assert (old.isupper(), old.islower()) == (new.isupper(), new.islower()) or len(old) < 3
        changed += other is not example
    assert 0.15 < changed / len(examples) < 0.5


def test_a_name_stays_one_name_in_a_text() -> None:
    text = "Karen rang. KAREN was out. karen said so."
    example = Example(text, ((0, 5, "PERSON"), (12, 17, "PERSON"), (27, 32, "PERSON")), "synthetic")
    others = (renamed(random.Random(seed), example) for seed in range(100))
    new = next(one for one in others if one is not example)
    names = {new.text[start:end].lower() for start, end, _ in new.spans}
    assert len(names) == 1


def test_long_texts_are_cut_between_words_and_no_tag_is_lost(encoder: WordEncoder) -> None:
    text = "Karen Oldroyd rang. " * 200
    spans = tuple((20 * n, 20 * n + 13, "PERSON") for n in range(200))
    cut = list(rows(encoder, [Example(text, spans, "synthetic")]))
    assert len(cut) > 2
    assert all(len(row.pieces) <= LONGEST + 2 for row in cut)
    assert sum(tag == TAGS.index("B-PERSON") for row in cut for tag in row.tags) == 200


def test_masking_hides_pieces_but_no_tag_and_no_mark(encoder: WordEncoder) -> None:
    (row,) = rows(encoder, [Example("Karen Oldroyd rang. " * 10, (), "synthetic")])
    masked = hidden(random.Random(1), row, encoder.hidden)
    assert masked.tags == row.tags
    assert (masked.pieces[0], masked.pieces[-1]) == (encoder.opening, encoder.closing)
    assert 0 < masked.pieces.count(encoder.hidden) < len(row.pieces) / 2


def test_batches_hold_every_row_once_and_keep_their_size(encoder: WordEncoder) -> None:
    stream = list(rows(encoder, synthetic.first("train", 300, 5)))
    dealt = list(batches(random.Random(2), stream, 1024))
    assert sum(len(batch.pieces) for batch in dealt) == len(stream)
    assert sum(int(batch.mask.sum()) for batch in dealt) == sum(len(row.pieces) for row in stream)
    assert all(batch.pieces.size <= 1024 for batch in dealt)
    assert all((batch.tags[batch.mask == 0] == IGNORE).all() for batch in dealt)
