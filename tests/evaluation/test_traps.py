from __future__ import annotations

from evaluation.traps import sentences


def test_every_line_names_what_must_stay() -> None:
    listed = list(sentences())
    assert len(listed) > 70
    assert all(0 <= start < end <= len(text) and "[" not in text for text, start, end in listed)
    assert ("The Munro Review asked for less prescription.", 4, 16) in listed
