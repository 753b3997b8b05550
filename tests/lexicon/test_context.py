from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.lexicon.context import reads_as_name

# The word in question stands between brackets.
NAMES = [
    "[SUMMER] MOVED FROM IVY HOUSE TO IVY UNIT",
    "Present: K Hart, [A Wolf], J May",
    "seen by\n[Young]\nThe house",
    "spoke to [Young]\nMen were there",
    "Allocated worker: [Young]\nAdults in household: two",
    "seen by [Young]\nPeople were there",
    "Attendance: L.C. M.S [C.C] Z.C.",
    "seen with [Nan]'s sister",
    "then [Hope I] and Karen",
    "FAMILY TREE: [HOPE]",
    "spoke [Durham]\tProf Durham",
    "Regards, [Hope]\nHope Oldroyd",
    "Best wishes\n[Mark]",
    "supervisor: [jordan late]",
    "First name: [Union] Middle name: Ivy",
    "[Progress] can you add the bit".replace("[", "@["),
    "HV [Lincoln] weighed the baby",
    "weighed the baby; [Lincoln]'s notes are missing",
    "the health visitor, [Lincoln], weighed the baby",
    "PC [Hope] attended",
    "PC 4471 [Hope] attended",
    "Detective Sergeant [Price] took the call",
    "[May] reported that Will would not mark the register",
    "May reported that [Will] would not mark the register",
    "[Will] said that his mum had left",
    "[Mark] and his sister were seen",
    "She asked [Mark] to leave.",
    "[Hope] attended the clinic with her mother",
    "[Hope] was seen by the midwife",
    "[HOPE] WAS SEEN AT HOME",
    "[Grace] was placed with foster carers",
    "[Joy] was given her tea",
    "seen with [Hope] 7 and her brother",
    "Siblings: [Hope] 7, Rose 5",
    "saw [Hope]1 at home",
    "saw [Hope]\u00b9 at home",
    "saw [Ho\u00adpe] at home",
    "saw [P\u200bage] at home",
    "saw [N\u00adg] at home",
    "saw [O\u0323\u0300ke\u0301] at home",
    "[hope] said that she was hungry",
    "he left and [mark] rang the school",
    "[Hope] was late for the visit",
    "Present: [Hope], Will and May",
    "A call came from [Reading] about the missed visit",
    "a letter from [Lincoln] to the GP",
    "Ms [Reading] attended",
    "ms [page] attended",
    "dr. [price] was called",
    "Ms K. [Page] was present",
    "Alexandra [Grace] was born in Fennton",
    "the [Hope] family",
    "The [Price] children were seen",
    "moved in with the [Wards] last year",
    "[Grace]'s bruises were photographed",
    "in [May]'s bedroom",
    "she had lost confidence in [May]",
    "[Rose], who was four, was in the room",
    "[Bill] told the officer",
    "baby [Faith] slept",
    "the social worker [Dawn] did not call",
    "seen with [Joy] at home",
    "[Will]",
    "that\n[Will] would not",
    "supported by [April] and her partner",
    "[page]@fennshire.example",
    "[K.O.] was seen at home",
    "[F.L.] is the subject",
    "[Mark Page] attended",
    "[mark.page]@fennshire.example",
    "[K. Hope] wrote",
    "Dr [A Price] wrote",
    "Ms [Child] and her son",
    "social worker [Case] called",
    "[Child]'s own notes",
    "When [Hope] left the house",
    "Yesterday [Grace] cried",
    "the [Prices] moved",
    "Present M.E.K., [C.E.] and others",
    "Subject: [Charity]\nMorning",
    "ring Mum re [Noble]\nPastor Keet prayed",
]
WORDS = [
    "Regards\n[Page] 3 of 10",
    "supervisor of the author: [a bond] of trust",
    "in [May] 2011",
    "In [May] the family moved",
    "on 5 [May] 2011",
    "the 3rd of [June]",
    "between [April] and June",
    "since [August] the visits stopped",
    "[April] 2010",
    "[Reading] Borough Council",
    "[Lincoln] County Hospital",
    "[Derby] Children's Hospital",
    "lived in [Reading] for years",
    "they moved to [Lincoln] from Derby",
    "the University of [Lincoln]",
    "police in [Preston] were told",
    "12 Marlowe Road, [Reading]",
    "[Reading], Berkshire",
    "by MP1. [Young] Person T and Father",
    "told [Young] Carers",
    "moved to [Ward]\n4 at noon",
    "Grandad SW2, [Nan] SW3 and others",
    "seen with [Nan] Oldroyd",
    "water. [May I] say something",
    "THE [SUMMER] SCHOOL WAS SHUT",
    "it was [A Wolf] in the tale",
    "the [ward] was full",
    "the [Ward] was full",
    "on [Ward] 4",
    "it [will] not be done",
    "[Will] not engage with services",
    "[Will] the worker call back?",
    "[May] I see it?",
    "What [Will] Happen Next",
    "THIS [WILL] BE DONE",
    "[Mark] the form clearly",
    "please [mark] the form",
    "[Price] list",
    "[Price] List",
    "[Hope] was expressed that things would change",
    "see [Pages] 3 to 7",
    "see [Page] 12 of 40",
    "moved to [Ward] 4 at noon",
    "It was for Child R. [Kent] Police came.",
    "The Hospital 1, [Reading] is near the station",
    "we [hope] they said so",
    "there is [hope] for change",
    "[Page] 3 of 10",
    "[PAGE] 3 OF 10",
    "[Bill] of costs",
    "[Grace] period",
    "[Reading] the notes was hard",
    "[Chase] the referral",
    "a [grant] was made",
    "[Child] R was seen",
    "over the [Summer] holidays",
    "in [Summer] they left",
    "at [Dawn] the police came",
    "[Rose] Cottage",
    "[Hope] House",
    "[may] be referred",
    "the [Bill] was read",
    "[page] turned",
    "[U.K.] policy",
    "[i.e.] never",
    "[mark page] of the report",
    "[A Price] list was sent",
    "[k o]",
    "a Serious [Case] review was held",
    "Details of [Child] and parents",
    "the three boards: [Reading], West Berkshire and Wokingham",
    "[Bath] & North East Somerset",
    "the [childs] journey",
    "about [C.E.] 400",
    "Subject: [Charity] shop opening",
    "a Serious [Case]\nReview was held",
]


def cut(marked: str) -> tuple[str, int, int]:
    start = marked.index("[")
    end = marked.index("]") - 1
    return marked.replace("[", "", 1).replace("]", "", 1), start, end


@pytest.mark.parametrize("marked", NAMES)
def test_used_as_a_name(marked: str) -> None:
    assert reads_as_name(*cut(marked))


@pytest.mark.parametrize("marked", WORDS)
def test_used_as_a_word(marked: str) -> None:
    assert not reads_as_name(*cut(marked))


@pytest.mark.parametrize(
    ("marked", "answer"), [("saw [Ng] there", True), ("saw [ng] there", False), ("[Kaz] said", True)]
)
def test_short_names_need_a_capital(marked: str, answer: bool) -> None:
    assert reads_as_name(*cut(marked)) is answer


@given(st.text(max_size=40), st.sampled_from(["Hope", "will", "Reading", "K.O.", "Mark Page"]), st.text(max_size=40))
def test_any_surroundings_are_answered(before: str, word: str, after: str) -> None:
    assert reads_as_name(before + word + after, len(before), len(before) + len(word)) in (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Summer seen at nursery.",
        "Summer absent.",
        "Will not seen.",
        "T/C. May unwell.",
        "Hope asleep upstairs.",
        "Summer happy.",
        "Hope smiling and alert.",
    ],
)
def test_terse_notes_without_a_verb(text: str) -> None:
    word = next(w for w in ("Summer", "Will", "May", "Hope") if w in text)
    start = text.index(word)
    assert reads_as_name(text, start, start + len(word))


@pytest.mark.parametrize(
    "text",
    [
        "Will not attend.",
        "In May 2011 it was seen.",
        "Hope was expressed.",
        "May smiling help?",
        "Summer term began.",
        "Spring cleaning.",
    ],
)
def test_the_same_words_in_sentences(text: str) -> None:
    word = next(w for w in ("Summer", "Will", "May", "Hope", "Spring") if w in text)
    start = text.index(word)
    assert not reads_as_name(text, start, start + len(word))
