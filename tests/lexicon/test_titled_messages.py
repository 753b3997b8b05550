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
        ("Thanks for this Charity. I am not sure.", ["Charity"]),
        ("Thanks for the update, Kirk", ["Kirk"]),
        ("Thanks for this Monday. I am not sure.", []),
        ("Thanks for this Report.", []),
        ("Joint visit A Flood + P. K. Toor. Home cold.", ["A Flood"]),
        ("Home cold, no food. Fern in same clothes as last wk.", ["Fern"]),
        ("Home cold. Children in same clothes as last wk.", []),
        ("n.k. and z.t. to discuss with g.t..", ["n.k", "z.t", "g.t"]),
        ("t.s. and c.r to discuss with k.s.. father: not named", ["t.s", "c.r", "k.s"]),
        ("at 9 a.m. and 3 p.m. she rang", []),
        ("food, e.g. milk, i.e. formula", []),
        ("e.g., i.e. and n.b. are short", []),
        ("Present C.C., D.C. Tape started 2.55pm.", ["C.C", "D.C"]),
        ("Present *KR.*, L.K. Tape started 11:25.", ["KR", "L.K"]),
        ("E.G. rang. KH. out.", ["E.G", "KH"]),
        ("AT 9 A.M. AND 3 P.M. SHE RANG", []),
        ("E.B. rang. KH. out.", ["E.B", "KH"]),
        ("P.. rang. Ž.M. out.", ["P", "Ž.M"]),
        ("SW. and HV. rang.", []),
        ("Present d.l, X.P.. Tape started 21.50.", ["d.l", "X.P"]),
        ("15/09/2009 w.m.: spoke to mum, all quiet.", ["w.m"]),
        ("15/09/2009 e.g.: the second", []),
        ("My name is Monday. I am 6.", ["Monday"]),
        ("a man called India came", ["India"]),
        ("the boy called Child R came", []),
        ("A woman called Police and left", []),
        ("a man called Mr Tolland came", ["Tolland"]),
        ("a girl named Person 3 came", []),
        ("My name is The Nurse", []),
        ("Morning Noble, did she get seen in the end?", ["Noble"]),
        ("Morning All, did she get seen in the end?", []),
        ("Good morning Team, see below", []),
        ("She saw the GP. In May she rang.", []),
    ],
)
def test_who_is_named_in_messages_and_notes(text: str, names: list[str]) -> None:
    assert [item.name for item in titled_names(text)] == names
