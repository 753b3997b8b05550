"""Names in messages, notes and transcripts, and words in the same places that are nobody's."""

from __future__ import annotations

import pytest

from redactor.lexicon.titled import titled_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hi fern is tegan still at the refuge?? willow x", ["fern", "tegan", "willow"]),
        ("A superstar this week! hi viola is tariq still at  the refuge?? king xx", ["viola", "tariq", "king"]),
        ("hiya, can tegan come", ["tegan"]),
        ("hi all is mum ok? love x", []),
        ("hi just wondering is dinner still on? thanks x", []),
        ("hi team is she there? night x", []),
        ("the hi fern is tegan still there", []),
        ("Fostering daily record: Woody wet the bed, asked for tea", ["Woody"]),
        ("Baby wet the bed", []),
        ("The carer wet the bed", []),
        ("Nobody wet the bed", []),
        ("Hunter stitches out", ["Hunter"]),
        ("All stitches out", []),
        ("King calls Mr Oldroyd nan", ["King", "Oldroyd"]),
        ("Tawny calls Mr Oldroyd nan", ["Tawny", "Oldroyd"]),
        ("Mother calls Mr Oldroyd nan", ["Oldroyd"]),
        ("She calls Mr Oldroyd nan", ["Oldroyd"]),
        ("King calls for help", []),
        ("h/v miller: no reply", ["miller"]),
        ("h/v school: closed", []),
        ("h/v mum no reply", []),
        ("Late entry by A Short.", ["A Short"]),
        ("Late entry by A Nurse.", []),
        ("o.l.: Did you see her?", ["o.l"]),
        ("e.g.: the second visit", []),
    ],
)
def test_who_is_named_in_messages_and_notes(text: str, names: list[str]) -> None:
    assert [item.name for item in titled_names(text)] == names
