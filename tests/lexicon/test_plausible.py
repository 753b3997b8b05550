from __future__ import annotations

import pytest

from redactor.lexicon.case_words import CaseWords
from redactor.lexicon.plausible import why_no_person
from redactor.lexicon.plausible_places import why_no_place
from redactor.model import Span


def judged(text: str, found: str, words: CaseWords | None = None) -> str:
    start = text.index(found)
    return why_no_person(text, start, start + len(found), words)


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Mr X and Ms Y left.", "X", "letters that are no name"),
        ("A. Yes. Q. On his own?", "Q.", "letters that are no name"),
        ("seen, e.g. at home", "e.g.", "letters that are no name"),
        ("made in the U.K. then", "U.K.", "letters that are no name"),
        ("feedback from SHAs and others", "SHAs", "letters that are no name"),
        ("teeth: caries UL D E, LR D", "UL D E", "letters that are no name"),
        ("the PPD9 form, TTG and copy", "TTG", "an abbreviation"),
        ("the chair of the GofFRTG spoke", "GofFRTG", "an abbreviation"),
        ("SW1 rang again", "SW1", "a role code"),
        ("then Child R slept", "Child R", "a role code"),
        ("then Child R slept", "Child", "a role code"),
        ("then Pcrson F slept", "Pcrson F", "a role code"),
        ("Nan said so", "Nan", "a role, not a name"),
        ("<b>Contents</b>\t<b>Page</b>", "Page", "the heading of a table of contents"),
        ("Contents | Page |", "Page", "the heading of a table of contents"),
        ("NMR\tNear Miss Review", "Review", "part of the name of an agency, team or document"),
        ("(iii) Eldest daughter, aged 9", "Eldest", "a role, not a name"),
        ("The Team Manager agreed", "Team Manager", "a role, not a name"),
        ("and Nona-ji (Duke) came", "Nona-ji", "a role, not a name"),
        ("and Nana-ji came", "Nana-ji", "a role, not a name"),
        ("burn from\tLong Stay Ward", "Long Stay Ward", "part of the name of an agency, team or document"),
        ("Source: EMIS", "EMIS", "a medicine, system or company"),
        ("of Ravcombe Regis Young Carers", "Ravcombe", "a village"),
        ("a Somali family", "Somali", "a nationality, language or religion"),
        ("Rornanian mother, Tamil father", "Rornanian", "a nationality, language or religion"),
        ("per Detective Chief Inspector", "Detective Chief Inspector", "a role, not a name"),
        ("Language: Sylheti\nSex: f", "Sylheti", "a nationality, language or religion"),
        ("Language: Vrahoui\nSex: f", "Vrahoui", "a language, religion or diagnosis behind its label"),
        ("Diet: soft, Halaal. Mobile", "Halaal", "a language, religion or diagnosis behind its label"),
        ("takes Citalopram at night", "Citalopram", "a medicine, system or company"),
        ("dip sample from Liquidlogic", "Liquidlogic", "a medicine, system or company"),
        ("Naegele's rule: EDD 4 May", "Naegele", "the name of a test, rule or work"),
        ("a Colles fracture", "Colles", "the name of a test, rule or work"),
        ("the Kwellstrom test was done", "Kwellstrom", "the name of a test, rule or work"),
        ('Read "The Twibbs" at home', "Twibbs", "the name of a test, rule or work"),
        ('labelled "me, murnmy and dad"', "murnmy", "an ordinary word with a scanning error"),
        ("by August cveryone had gone", "cveryone", "an ordinary word with a scanning error"),
        ("Job title: Teom Manager, Intake", "Teom", "an ordinary word with a scanning error"),
        ("Core group. Apols J.G.", "Apols", "an abbreviation of notes, or the author of a theory"),
        ("Erikson, Piaget and Vygotsky", "Piaget", "an abbreviation of notes, or the author of a theory"),
        ("P.S. Thanks for the photographs", "P.S.", "letters that are no name"),
        ("Regards\n P.S. I am moving back", "P.S", "letters that are no name"),
        ("see I.E. the manager", "I.E", "letters that are no name"),
        ("for al -Qaeda has appeared", "al -Qaeda", "an organisation"),
        ("no link to al-Qaida found", "al-Qaida", "an organisation"),
        (
            "signed J.M. Huber Corporation Bond",
            "J.M. Huber Corporation Bond",
            "part of the name of an agency, team or document",
        ),
        ("the Union Rail Oldroyd", "Union Rail Oldroyd", "part of the name of an agency, team or document"),
        ("before Hurricane Rita came", "Rita", "what a storm is called"),
        ("before Hurricane Rita came", "Hurricane Rita", "what a storm is called"),
        ("Picture: image.png", "image.png", "the name of a file"),
        ("Don't ring him", "Don", "two words written as one"),
        ("the person I've met", "I've", "two words written as one"),
        ("msg: Soooo tired", "Soooo", "an ordinary word drawn out"),
        ("msg: VERYYY tired", "VERYYY", "an ordinary word drawn out"),
        ("msg: rellly? Goooood", "Goooood", "an ordinary word drawn out"),
    ],
)
def test_it_says_why_something_is_nobody(text: str, found: str, reason: str) -> None:
    assert judged(text, found) == reason


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Karen rang", "Karen"),
        ("Rornan was here", "Rornan"),
        ("Tarnil Keet was here", "Tarnil Keet"),
        ("Parsan F rang", "Parsan F"),
        ("Dr Nan Kestrell rang", "Nan Kestrell"),
        ("HV Lincoln rang", "Lincoln"),
        ("Picture: karen.png", "karen.png"),
        ("Picture: hope.png", "hope.png"),
        ("PC Hope rang", "Hope"),
        ("Mr Ward rang", "Ward"),
        ("ring K.O. back", "K.O."),
        ("P.M. rang", "P.M."),
        ("Attendance: K.O. M.W. T.B", "T.B"),
        ("arrested KHAN at home", "KHAN"),
        ("MR NG WAS SEEN", "NG"),
        ("k.oldroyd@x.example", "k.oldroyd"),
        ("then MacDONALD rang", "MacDONALD"),
        ("0ldroyd rang", "0ldroyd"),
        ("Child Karen slept", "Karen"),
        ("<b>Worker</b>\t<b>Page</b>", "Page"),
        ("Contents\tPage rang on Monday", "Page"),
        ("contents of the bag: Page took it", "Page"),
        ("after a Near Miss Hope rang", "Hope"),
        ("seen by Miss Review at home", "Review"),
        ("Karen's disease progressed", "Karen"),
        ("Language: Karen speaks Polish", "Karen"),
        ("Diagnosis: Karen has asthma", "Karen"),
        ("told Fola and fahd", "Fola"),
        ("told Fola and fahd", "fahd"),
        ("told Don to ring", "Don"),
        ("msg: Rosieee ring me", "Rosieee"),
        ("msg: Karennn ring me", "Karennn"),
        ("msg: Hopeee ring me", "Hopeee"),
        ('"The Oldroyds came late," she said', "Oldroyds"),
    ],
)
def test_somebody_can_be_somebody(text: str, found: str) -> None:
    assert judged(text, found) == ""


@pytest.mark.parametrize(
    ("written_out", "nobody"),
    [
        ("Housing Aid of Nether Oak (HANO) rang.", True),
        ("Mr Oldroyd and Ms Tolland (HANO) rang.", False),
        ("(HANO) rang.", False),
    ],
)
def test_an_acronym_that_the_case_writes_out_is_nobody(written_out: str, nobody: bool) -> None:
    words = CaseWords()
    words.read(written_out, ())
    assert (judged("then HANO said no", "HANO", words) == "an abbreviation") == nobody


@pytest.mark.parametrize(("text", "found"), [("at Elspool St Mary", "Mary"), ("at Elspool St Mary", "Elspool St Mary")])
def test_a_saint_is_nobody_of_the_case(text: str, found: str) -> None:
    assert judged(text, found) == "a place or body called after a saint"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Oliver St John rang the school", "Oliver St John"),
        ("Amelia St. Clair was there", "Clair"),
        ("a friend of Amelia St Clair and", "Amelia St Clair"),
        ("later St John told the panel", "John"),
    ],
)
def test_somebody_called_after_a_saint_is_somebody(text: str, found: str) -> None:
    assert judged(text, found) == ""
    assert judged("seen by Mr St John", "Mr St John") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("told Friday Okafor so", "Friday Okafor"),
        ("Justice Agyei was there", "Justice Agyei"),
        ("Pat London rang the school", "Pat London"),
        ("made by He Ping at two", "He Ping"),
        ("Verity Moral rang", "Verity Moral"),
        ("O'Dea did not attend", "O'Dea"),
        ("It was Friday who rang", "Friday"),
        ("It was Preston who rang", "Preston"),
        ("Christian told her", "Christian"),
        ("Author: Verity Moral", "Verity Moral"),
        ("mum told Carling to go", "Carling"),
        ("her new partner, He Ping, has", "He Ping"),
        ("He Ping (neighbour) heard it", "He Ping"),
        ("Paternal side: Union Mongan (PGM)", "Union Mongan"),
        ("Present: Union Mongan (Chair)", "Union Mongan"),
        ("Verity Moral's statement was", "Verity Moral's"),
        ("Present: He Ping, SW1", "He Ping"),
        ("Union Dolly Mongan-Pinfold absent", "Union Dolly Mongan-Pinfold"),
        ("Joint visit by P.S. and SW1", "P.S."),
        ("P.S. said that she would visit", "P.S."),
        ("Minutes\n\nP.S. visited mum at home", "P.S."),
        ("I.E. attended school", "I.E."),
        ("and Ben Holmes rang", "Ben Holmes"),
        ("with Al Chin there", "Al Chin"),
        ("Foreword by Charity Marks, Chair", "Charity Marks"),
    ],
)
def test_what_the_model_is_sure_of_and_the_sentence_speaks_of_is_somebody(text: str, found: str) -> None:
    assert judged(text, found) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Bruising was seen.",
        "the Trust told her",
        "Kent Police rang",
        "Friday Police rang",
        "a Court who said",
        "mother, Gypsy Roma father",
    ],
)
def test_bodies_days_and_words_speak_as_nobody(text: str) -> None:
    names = ("Bruising", "Trust", "Kent Police", "Friday Police", "Court", "Gypsy Roma")
    found = next(word for word in names if word in text)
    assert judged(text, found)


def test_letters_behind_an_hour_are_nobodys() -> None:
    assert judged("seen at 2.30 P.M. today", "P.M.") == "letters that are no name"


def test_an_illness_may_be_called_after_nobody_whom_the_case_knows() -> None:
    words = CaseWords()
    for text in ("Mr Ozols rang.", "Then Ozols left."):
        start = text.index("Ozols")
        words.read(text, [Span(start, start + 5)])
    assert judged("Ozols's disease progressed", "Ozols") == "the name of a test, rule or work"
    assert judged("Ozols's disease progressed", "Ozols", words) == ""


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("Poland", "a country or a nationality"),
        ("South Kenya", ""),
        ("Secondary School", "words of the field"),
        ("Fennby Secondary School", ""),
        ("Reading", ""),
        ("14 Teasel Close", ""),
        ("Town 1", "a code"),
        ("4", "no name"),
        ("the", "no name"),
        ("The Health Trust", "words of the field"),
        ("the Royal Infirmary", "words of the field"),
        ("the Royal Fennbury Infirmary", ""),
        ("Long Stay Ward", "words of the field"),
        ("the Royal Free Hospital", ""),
        ("Faith Ward", ""),
        ("C Ward", ""),
        ("Winter Ward", ""),
        ("Maple Ward", ""),
        ("Elm House", ""),
        ("Marshlands", ""),
    ],
)
def test_it_says_why_something_is_no_place(place: str, reason: str) -> None:
    assert why_no_place(place, 0, len(place)) == reason


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("<b>Gender</b>\t\t<b>Ethnicity</b>", []),
        ("born.\n<td><p>Gender</p></td>", []),
        ("told <b>Karen</b> and <i>Fern</i>", ["karen", "fern"]),
        ("seen - <b>Visit</b> to Karen", ["karen"]),
    ],
)
def test_a_tag_is_no_word_before_another(text: str, inside: list[str]) -> None:
    words = CaseWords()
    words.read(text, ())
    assert sorted(words.inside) == sorted(inside)
