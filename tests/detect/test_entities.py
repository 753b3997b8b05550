"""What becomes of the stretches that the person model marks."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from redactor.detect.entities import EntityRecogniser


def names(text: str, marked: str, label: str = "PERSON") -> list[str]:
    doc: Doc = spacy.blank("en")(text)
    start = text.index(marked)
    span = doc.char_span(start, start + len(marked), label=label, alignment_mode="expand")
    assert isinstance(span, Span)
    doc.ents = (span,)
    return [text[f.start : f.end] for f in EntityRecogniser()._findings(text, doc.ents)]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("Carwyn T, Marta D., Idris P. – week 16", "Marta D.", ["Marta D"]),
        ("Bashiir, Flat 1", "Bashiir,", ["Bashiir"]),
        ("Grandad Jay, Nana Mughal and Auntie Adeb", "Nana Mughal", ["Mughal"]),
        ("Nani (Tegan Mughal) and Nana-ji (Vimal T) in Spain", "Nani (Tegan Mughal", ["Tegan Mughal"]),
        ("Nani (Tegan Mughal) and Nana-ji (Vimal T) in Spain", "Nana-ji (Vimal T)", ["Vimal T"]),
        ("Karen (Kay) Mughal rang", "Karen (Kay) Mughal", ["Karen (Kay) Mughal"]),
        ("TARIQ AND ANWEN BY TEGAN", "ANWEN BY", ["ANWEN"]),
        ("BINH TO WAS SEEN", "BINH TO", ["BINH TO"]),
        ("Handover to S/N Tew, Juniper Ward", "N Tew", ["Tew"]),
        ("and Auntie Zar\nPresent for part", "Zar\nPresent", ["Zar"]),
        ("seen by Marta\nOzolins at home", "Marta\nOzolins", ["Marta\nOzolins"]),
        ("Present: Ozols, Marta, Idris, Jo", "Marta, Idris", ["Marta", "Idris"]),
        ("shared with A&E.\tLauren rang", "E.\tLauren", ["Lauren"]),
        ("then “”, left", "“”,", []),
        ("? Bilan pregnant", "Bilan pregnant", ["Bilan"]),
        ("seen by Grace page at home", "Grace page", ["Grace page"]),
        ("First name: Karen Middle name: Ivy", "Karen Middle", ["Karen"]),
        ("First name: Karen Middle  name: Ivy", "Karen Middle", ["Karen"]),
        ("Middle name: Karen Last narne: Ivy", "Karen Last", ["Karen"]),
        ("MW Saleem rang", "MW Saleem", ["Saleem"]),
        ("MW O'Connell – BP up", "MW O'Connell", ["O'Connell"]),
        ("EWO (Parviz T.) to visit", "EWO (Parviz T", ["Parviz T"]),
        ("EWO (Parviz T.) to visit", "EWO (Parviz T.)", ["Parviz T."]),
        ("GP (Karen) was told", "GP (Karen)", ["Karen"]),
        ("Moss (Karen) was told", "Moss (Karen)", ["Moss (Karen)"]),
        ("First name: Karen Middle name: Ivy Last\nname: Keet", "Ivy Last", ["Ivy"]),
        ("Middle name: Ivy Last namc: Keet", "Ivy Last", ["Ivy"]),
        ("First name: Ivy Middlc name: Keet", "Ivy Middlc", ["Ivy"]),
        ("First name: Ivy Middleton named Keet", "Ivy Middleton", ["Ivy Middleton"]),
        ("known as: ivy\thazel eyes", "ivy\thazel", ["ivy", "hazel"]),
        ("I live with 6yöngyi and a cat", "6yöngyi", ["6yöngyi"]),
        ("footnote 6Karen wrote", "6Karen", ["Karen"]),
        ("footnote 2karen wrote", "2karen", ["karen"]),
        ("to agree with K.O. Sue for damages was the advice.", "K.O. Sue", ["K.O."]),
        ("then Mr Justice MONDAY sat", "Justice MONDAY", ["MONDAY"]),
        ("then mr Justice Goyi sat", "mr Justice Goyi", ["mr Justice Goyi"]),
        ("Could we ask him? Best, graham", "Best, graham", ["graham"]),
        ("Known as: Ritu\n11 | Keet, Ivy", "Ritu\n11", ["Ritu"]),
        ("Farnsworth | M Baron\nSteri-Strips to chin", "M Baron\nSteri-Strips", ["M Baron"]),
        ("Worker: Tiwari\nSteri-Strips to chin.", "Tiwari\nSteri", ["Tiwari"]),
        ("seen by M Baron\nAl-Rashidi at home", "M Baron\nAl-Rashidi", ["M Baron\nAl-Rashidi"]),
        ("then Justice Agyei sat", "Justice Agyei", ["Justice Agyei"]),
        ("to agree with K.O. Sue was away.", "K.O. Sue", ["K.O. Sue"]),
        ("Ivy by Quyen Lu-cPhung; Keet", "Quyen Lu", ["Quyen Lu-cPhung"]),
        ("a Quyen Lu-based plan", "Quyen Lu", ["Quyen Lu"]),
        ("CONTINUED OVERLEAF\nTamil mother", "OVERLEAF\nTamil", ["OVERLEAF"]),
        ("Jo – Karen\nNani (Zanele Keet)", "Karen\nNani", ["Karen"]),
        ("Jo – Karen\nGenogram drawn by hand", "Karen\nGenogram", ["Karen"]),
        ("Jo – Karen\nNani Keet", "Karen\nNani", ["Karen\nNani"]),
        ("MW  Oldroyd – BP  up", "MW  Oldroyd", ["Oldroyd"]),
        ("Morning Karen, did he come", "Morning Karen", ["Karen"]),
        ("Could we ask him? Best, Karen", "Best, Karen", ["Karen"]),
        ("Present:\nBest, Karen", "Best, Karen", ["Best, Karen"]),
        ("MW Öztürk – BP up", "MW Öztürk", ["Öztürk"]),
        ("mw keet – bp up", "mw keet", ["keet"]),
        ("ng keet – bp up", "ng keet", ["ng keet"]),
        ("di marco – bp up", "di marco", ["di marco"]),
        ("MW WAINWRIGHT – BP up", "MW WAINWRIGHT", ["WAINWRIGHT"]),
        ("LADO WAINWRIGHT rang", "LADO WAINWRIGHT", ["WAINWRIGHT"]),
        ("Late entry by Karen\nMW Keet – BP up", "Karen\nMW Keet", ["Karen", "Keet"]),
        ("ring Karen\tMW Keet – BP up", "Karen\tMW Keet", ["Karen", "Keet"]),
        ("seen by Karen\nMWIBO Keet", "Karen\nMWIBO Keet", ["Karen\nMWIBO Keet"]),
        ("DI MARCO, PIETRO", "DI MARCO", ["DI MARCO"]),
        ("HO CHUNG rang", "HO CHUNG", ["HO CHUNG"]),
        ("and SENCo Trevor V met", "SENCo Trevor V", ["Trevor V"]),
        ("Ketan DNA'd x3", "Ketan DNA", ["Ketan"]),
        ("Rota: Mon Heath, Tue Hanan, Wed Anca", "Tue Hanan", ["Hanan"]),
        ("seen by Tue Hanan at home", "Tue Hanan", ["Tue Hanan"]),
        ("Known as: Demi\nTurner was seen", "Demi\nTurner", ["Demi", "Turner"]),
        ("Last name: Demi\nBraxton Hicks only", "Demi\nBraxton", ["Demi", "Braxton"]),
        ("Known as: Demi\nNHS Direct called", "Demi\nNHS", ["Demi", "NHS"]),
        ("Worker: Demi\nMZ. and A.L. to discuss", "Demi\nMZ", ["Demi", "MZ"]),
        ("Known as: Demi\nTurner", "Demi\nTurner", ["Demi\nTurner"]),
        ("known as: demi\nsteri-strips to chin", "demi\nsteri", ["demi", "steri"]),
        ("IT WAS MR PIKE WHO", "WAS MR PIKE", ["MR PIKE"]),
        ("It was for Oldroyd1, 2Keet", "Oldroyd1", ["Oldroyd"]),
        ("It was for Oldroyd1, 2Keet", "2Keet", ["Keet"]),
        ("user karen1980 wrote", "karen1980", ["karen1980"]),
        ("user Tariq92 wrote", "Tariq92", ["Tariq92"]),
        ("Karen Oldroyd, karen.oldroyd@a.example", "Karen Oldroyd, karen.oldroyd", ["Karen Oldroyd"]),
        ("Karen Oldroyd <k.oldroyd@a.example>", "Karen Oldroyd <k.oldroyd@a.example", ["Karen Oldroyd"]),
        ("from karen.oldroyd@a.example", "karen.oldroyd@a.example", ["karen.oldroyd@a.example"]),
    ],
)
def test_punctuation_kin_and_the_next_line_are_no_part_of_a_name(text: str, marked: str, expected: list[str]) -> None:
    assert names(text, marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("St Hilda's Church hall", ["St Hilda's Church"]),
        ("St Hilda's Church", ["St Hilda's Church"]),
        ("School of the Holy Child", ["School of the Holy Child"]),
        ("St thomas hospital", ["St thomas hospital"]),
        ("Holy trinity school", ["Holy trinity school"]),
    ],
)
def test_small_words_behind_an_institution_are_no_part_of_it(marked: str, expected: list[str]) -> None:
    assert names(f"moved to {marked} at two", marked, "INSTITUTION") == expected
