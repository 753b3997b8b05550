"""Every proper noun accounted for: what stands is explained, what nothing explains holds."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from corpus.names import SPLITS, names_of
from tests.verify.building import AUTHOR, PEOPLE, blank_docx, blank_pdf, knowledge_for, saved

from redactor.lexicon import words as lexicon_words
from redactor.model import Category, Origin, Person, ProperNoun
from redactor.resources import resource
from redactor.verify import check_file
from redactor.verify.closed import notices, proper_nouns, vocabulary
from redactor.verify.closed.explain import explain, is_familiar
from redactor.verify.closed.groups import Group
from redactor.verify.closed.words import Passage, Word
from redactor.verify.knowledge import Knowledge
from redactor.verify.readers.base import Block, Surface
from redactor.verify.search import exact, exempt, forms, marked, newcomers, tokens

KNOWN = replace(knowledge_for(), board="Fennshire LSCB")
ZANELE = "Zanele Mthembu"


def listed(text: str, knowledge: Knowledge | None = KNOWN, *, wrapped: bool = False) -> list[ProperNoun]:
    return list(proper_nouns([Block("here", text, Surface.BODY)], knowledge, wrapped=wrapped))


def left(text: str, *, wrapped: bool = False) -> dict[str, bool]:
    return {noun.text: noun.like_person for noun in listed(text, wrapped=wrapped) if noun.unexplained}


def group(text: str, word: str) -> str:
    return next(noun.group for noun in listed(text) if noun.text == word)


@pytest.mark.parametrize(
    ("lines", "left_over"),
    [
        (((1, "The Munro"), (2, "principles were agreed")), []),
        (((1, "The Munro"), (3, "principles were agreed")), ["Munro"]),
        (((1, "The Munro"), (2, "Principles were agreed")), ["Munro"]),
        (((1, "The Munro."), (2, "principles were agreed")), ["Munro"]),
        (((1, "Then Munro"), (2, "said no")), ["Munro"]),
        (((1, "as told of Peter"), (2, "Connelly then")), []),
        (((1, "as told of Peter"), (3, "Connelly then")), ["Connelly", "Peter"]),
        (((1, "as told of Zanele"), (2, "Connelly then")), ["Connelly", "Zanele"]),
        (((1, "as told of Peter."), (2, "Connelly then")), ["Connelly", "Peter"]),
    ],
)
def test_the_last_word_of_a_line_is_read_with_the_line_that_its_sentence_goes_on_in(
    lines: tuple[tuple[int, str], ...], left_over: list[str]
) -> None:
    blocks = [Block(f"line {number}", text, Surface.BODY) for number, text in lines]
    assert [noun.text for noun in proper_nouns(blocks, KNOWN, wrapped=True) if noun.unexplained] == left_over


def test_a_public_term_of_several_words_stands_in_capitals_too() -> None:
    assert not left("ON DISGUISED COMPLIANCE AND REDER & DUNCAN ON FATHERS.")
    assert not left("THERE WAS NO HISTORY OF TOURETTE'S.")
    assert left("ON DISGUISED COMPLIANCE AND DUNCAN & REDDER ON FATHERS.")


def test_a_code_that_a_scanner_misread_is_one() -> None:
    assert not left("Then Chlld C slept.")
    assert left("Then Zanele C slept.")


PEOPLE_LEFT = [
    "Zanele was upset.",
    "The worker spoke to Zanele Mthembu about it.",
    "Seen with Zanele at home.",
    "zanele said no",
    "Her mum zanele rang the duty desk.",
    "Zanele's mother came to the meeting.",
    "Seen at home: ZANELE",
    "MTHEMBU, Zanele",
    "Zanele",
    "Present: Iona, Anikó, Ilyas",
    "the Mthembus moved in",
    "the Mthembu family moved in",
    "Z a n e l e was here",
    "Zan\u00adele was here",
    "Zan\u200bele was here",
    "Mr VARGA CAME",
    "MR VARGA IS HERE AND THE REPORT IS LONG",
    "KHAN said that she would ring",
    "Mark Page said so",
    "Unit Charlie was told",
    "Zanele Bravo Two was told",
    "Charlie Oscar was told",
    "Bought Charlie uniform",
    "Oscar Golf was told",
    "Took Juliet tango shoes",
    "May said that she was well.",
    "Hope said that she had gone.",
    "Ms Head left early.",
    "Jordan was upset",
    "Callum & sibs",
    "KarenOldroyd",
    "McAllister rang",
    "Каren came",
    "Зейнеп болмады",
    "زينب لم تكن هنا",
    "Ng\u0169g\u0129 was seen",
    "A letter came from Siobhán.",
    "Hope Oldroyd was seen",
    "Zanele'll come tomorrow.",
    "Zanele’d said so.",
    "Mr Boxall scored the profile.",
    "R v Oldroyd",
    "A photo of Zanele",
    "a bottle of Zanele's perfume",
    "Home-Start said that Zanele was well.",
    "Zanele Mthembu Kent Kirkthorpe Safeguarding Board",
    "THOMAS WAS SEEN AT HOME WITH KAREN AND THE OTHERS",
    "Carol said so.",
    "Bloody Mary and Karen",
    "Karcn came",
    "ZANELE'S MOTHER SAID THAT THE WORKER HAD GONE",
    "London: Zanele said so.",
    "Marrowby Road was closed. Marrowby said that she had called.",
    "All of the Mthembu children were on the roll.",
    "the Mthembu case is one of them",
    "The Mthembu Case: Messages for Practice",
    "an alert was put on Zanele",
    "Zanele = mother",
    "Uncle Sam",
    "Simon says that he was not there",
    "Thlsa and Exhlba came",
    "SW1 spoke to Зейнеп",
]

EXPLAINED = [
    "ETA 6 minutes. Unit Charlie Bravo Two.",
    "The plate ended Victor Tango Oscar.",
    "The Health Visitor and the Social Worker met on Monday in May 2011.",
    "STRATEGY MEETING AND OUTCOMES OF THE REVIEW",
    "Fennshire Constabulary and the Fennshire Safeguarding Children Board",
    "Marrowby Road was closed; the Marrowby estate was quiet. Marrowby has a station.",
    "A Polish family who speak Urdu and Tigrinya moved from Latvia.",
    "SW1, GP2 and HV1's notes; Child R's mother; Hospital 1.",
    "An ICPC, two LSCBs and all IMRs; the new Thing Agreed Panel (TAP) met, and TAP agreed.",
    "Brandon et al (2009), Sidebotham and Reder & Duncan describe it; Bowlby's theory is quoted.",
    "Ms Tolland thanks the panel; F. Tolland chaired; TOLLAND, Frances signed.",
    "Will the plan mark a change? Grant was refused. Page 4, Ward 4.",
    "The HealthVisitor and Theagencies and the LSCBbusiness office",
    "Recorded on SystmOne; prescribed Sertraline 50 mg; shopped at Tesco.",
    "Write to info@fennshire.example or see www.fennshire-news.example/Zanele.",
    "THE TIMEFRAME AND THE GENOGRAM",
    "moved in from Lincoln to Reading",
    "The EWHC and the DfE agreed",
    "I'm sure she'll say they didn't; he can’t and won't. DIDNT COME",
    "Moved to the London Borough of Kirkthorpe, then to Kirkley-on-Sea Safeguarding Children Partnership.",
    "MIND IN KIRKTHORPE CAME AND THE OTHERS WENT",
    "Salgate Magna Primary Care Trust; Mind in Old Kirkthorpe; Kirkley Young Carers; Kirkthorpe Foodbank",
    "Training on the Boxall Profile, Eyberg inventory and Conners rating scale. Naegele's rule. Kleihauer negative.",
    "Rx Seroquel; Hb 11.2, CRP 4; Depo-Provera; a bottle of Zebrax; System: Zebrax",
    "She watched Shrek and Finding Nemo with a bag of Haribo; a Victoria sponge; a Wendy house; Earl Grey",
    "Carol concert",
    "Child R's Story",
    "CHN, RHV and SNN; DNA'd, NFA’d and SW1’S VISIT",
    "Attachment theory (Bowlby, Ainsworth); Bowlby's theory",
    "Kirkthorpe, M., Larkspur, K. and Brook-Tansy, C. (2017) The Unseen Child. London: Zebrax.",
    "KIRKTHORPE AND LARKSPUR (1986) AND BROOKTANSY ET AL SAID IT",
    "C1inic, Recomrnendation, papcr, Fincling and A1ias",
    "Fomily and Mothcr were seen",
    "Thls Exhlbit was of good Quallty. Chilcl Death Overview Panel",
    "Page 17 of 54\tMarrowby LSCB\tOFFICIAL – SENSITIVE",
    "CRIME REPORT NC/37984 OFFENCE: THEFT STATUS: FILED",
    "Larkspur,M. and Egal, H. (1990): Listening to Children. Ap Gwynfor, M. (1997). Van Larkspur, M. (1997). Old",
    "There was no flag on Paris; files from Lorenzo. System upgrade – Lorenzo",
    "Molly = MDMA, Mary Jane = cannabis",
    "Fantastic Mr Fox and Charlotte's Web were read; Henry VIII; a pint of Frosty Jack's; Marks & Spencer; Ford Focus",
    "Mother (b. German, moved 2009)",
]

THINGS = [
    "moved to Kirkthorpe",
    "lives in Kirkthorpe",
    "in Jordan",
    "The Kirkthorpian form",
    "the Zebrax",
    "seen at Home-Start Kirkthorpe",
    "The Kirkthorpe questionnaire",
    "Zebrax 20mg",
]


@pytest.mark.parametrize("text", PEOPLE_LEFT)
def test_what_nothing_explains_and_may_be_somebody_is_listed_as_a_person(text: str) -> None:
    assert any(left(text).values())


@pytest.mark.parametrize("text", EXPLAINED)
def test_what_stands_is_explained(text: str) -> None:
    assert left(text) == {}


@pytest.mark.parametrize("text", THINGS)
def test_a_place_or_a_thing_is_unexplained_and_no_person(text: str) -> None:
    found = left(text)
    assert found
    assert not any(found.values())


def test_each_distinct_token_is_listed_once_with_what_explains_it() -> None:
    text = "SW1 met Frances Tolland. HV1 rang Childline on 01632 960999. The Munro Review. MARAC. London. Visit. Visit."
    assert group(text, "SW1") == "codes of the case"
    assert group(text, "Tolland") == "allowed names"
    assert group(text, "Munro").startswith("public terms")
    assert group(text, "MARAC").startswith(("acronyms", "public terms"))
    assert group(text, "London").startswith("known agencies")
    (visit,) = [noun for noun in listed(text) if noun.text == "Visit"]
    assert (visit.group, visit.count, visit.places) == ("ordinary English words", 2, ("here",))


def test_unexplained_come_first_and_people_before_things() -> None:
    found = listed("Zanele moved to Kirkthorpe with SW1.")
    assert [(noun.text, noun.like_person) for noun in found[:2]] == [("Zanele", True), ("Kirkthorpe", False)]


def test_a_word_that_is_kept_by_the_case_is_explained() -> None:
    kept = Person("k1", "Kirkthorpe", "", Category.KEEP, "a well known place", origin=Origin.KEEP)
    more = (replace(kept, key="k2", name="Helen Brandreth"), replace(kept, key="k3", name="Quandrel's Rusks"))
    known = replace(KNOWN, people=(*PEOPLE, kept, *more))
    found = listed("moved to Kirkthorpe; Helen Brandreth writes; Brandreth's phrase; Quandrel’s Rusks", known)
    assert [noun.text for noun in found if noun.unexplained] == []
    assert {noun.text for noun in found if noun.group == "the case's keep list"} >= {"Kirkthorpe", "Helen"}


def test_the_name_of_the_board_is_explained_and_listed() -> None:
    known = replace(KNOWN, board="Kirkthorpe Partnership")
    found = listed("The Kirkthorpe Partnership met.", known)
    assert [(noun.text, noun.group) for noun in found if noun.group == "the board"] == [
        ("Kirkthorpe", "the board"),
        ("Partnership", "the board"),
    ]
    assert not any(noun.unexplained for noun in found)


def test_a_line_that_runs_on_is_read_as_one() -> None:
    long = "This line of a page is long enough to run on to the next one where Zan-\nele stands"
    assert left(long, wrapped=True) == {"Zanele": True}
    assert left("The child-\ncare plan was agreed.", wrapped=True) == {}


def test_the_lines_of_a_picture_are_read_as_one_text_and_specks_are_no_people() -> None:
    def on_picture(*lines: str) -> list[tuple[str, bool]]:
        blocks = [
            Block(f"page 1, text line {n}", line, Surface.PICTURE, "page 1, text") for n, line in enumerate(lines)
        ]
        found = proper_nouns(blocks, KNOWN, wrapped=False)
        return [(noun.text, noun.like_person) for noun in found if noun.unexplained]

    assert on_picture("It is described by Sidebotham and Reder in a long line that runs on", "et al (2009).") == []
    assert on_picture("Seen with Zanele at home") == [("Zanele", True)]
    assert on_picture("Seen with Zxq at home") == [("Zxq", False)]


def test_the_properties_of_a_document_are_read_and_packets_of_markup_are_not() -> None:
    def among_properties(text: str) -> list[str]:
        found = proper_nouns([Block("properties, value 1", text, Surface.PROPERTY)], KNOWN, wrapped=False)
        return [noun.text for noun in found if noun.like_person]

    assert among_properties(ZANELE) == [ZANELE]
    assert among_properties("LibreOffice Writer") == among_properties("<?xpacket begin='' Zanele?>") == []


@pytest.mark.parametrize("surface", [Surface.RAW, Surface.NAME, Surface.LINK])
def test_the_words_of_the_format_are_not_listed(surface: Surface) -> None:
    assert proper_nouns([Block("here", ZANELE, surface)], KNOWN, wrapped=False) == ()


def test_a_person_holds_everywhere_and_anything_unexplained_holds_for_the_website() -> None:
    person = check_file("a.txt", b"Overview Report\nZanele was upset.\n", knowledge=knowledge_for("ofsted"))
    assert not person.passed
    assert {item.check for item in person.residuals} <= {marked.CHECK}  # this one holds, and blocks nothing
    assert any(note.holds and "proper noun" in note.message for note in person.notes)
    thing = b"Overview Report\nThey moved to Kirkthorpe.\n"
    assert check_file("a.txt", thing, knowledge=knowledge_for("ofsted")).passed
    assert check_file("a.txt", thing, knowledge=knowledge_for("panel")).passed
    assert not check_file("a.txt", thing, knowledge=knowledge_for("website")).passed


def test_what_holds_says_how_many_and_where_and_never_which() -> None:
    found = listed("Zanele and Thandiwe were seen in Kirkthorpe.")
    told = notices(found, knowledge_for("website").profile)
    assert [note.holds for note in told] == [True, True]
    assert told[0].message.startswith("2 proper nouns") and told[0].place == "here"
    assert not any(name in str(told) for name in ("Zanele", "Thandiwe", "Kirkthorpe"))
    assert [note.holds for note in notices(found, None)] == [True, False]
    many = [replace(found[0], places=(f"paragraph {number}",)) for number in range(7)]
    assert notices(many, None)[0].place.endswith("and elsewhere")


def test_the_file_name_is_read_too() -> None:
    found = check_file("Review of Zanele.txt", b"Overview Report\n", knowledge=knowledge_for())
    assert not found.passed
    assert check_file("overview_final_v2.txt", b"Overview Report\n", knowledge=knowledge_for()).passed


@pytest.mark.parametrize(
    "data", [saved(blank_docx("Zanele was upset.")), blank_pdf("Overview Report", "Zanele was upset.")]
)
def test_every_format_is_read(data: bytes) -> None:
    found = check_file("a", data, knowledge=knowledge_for())
    assert [noun.text for noun in found.proper_nouns if noun.like_person] == ["Zanele"]


def test_with_every_shared_rule_blinded_a_full_name_still_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the lexicon, not even its list of words, stands between a name and the closed world."""
    monkeypatch.setattr(tokens, "forms_of", lambda _: ())
    monkeypatch.setattr(lexicon_words, "is_word", lambda _: True)
    monkeypatch.setattr(forms, "is_word", lambda _: True)
    monkeypatch.setattr(exempt, "is_word", lambda _: True)
    monkeypatch.setattr(newcomers, "titled_names", lambda *_: ())
    monkeypatch.setattr(exact, "full_names", lambda _: ())
    tokens.forms_table.cache_clear()
    try:
        found = check_file("a.txt", b"Overview Report\nSeen: Karen Oldroyd.\n", knowledge=knowledge_for())
    finally:
        tokens.forms_table.cache_clear()
    assert found.residuals == ()
    assert not found.passed
    assert [noun.text for noun in found.proper_nouns if noun.like_person] == ["Karen Oldroyd"]


@pytest.mark.parametrize("kind", ["brand", "medicine", "company", "system", "agency", "theorist"])
def test_no_list_that_explains_a_word_anywhere_holds_a_name(kind: str) -> None:
    """A list that explains "Shrek" everywhere must not explain somebody: compared with all names of the corpus."""
    assert vocabulary.standing(kind) & _names_of_the_corpus() == set()


def test_a_misread_word_is_explained_and_a_name_is_not() -> None:
    """Of four thousand names fewer than one in a thousand may be taken for a word that a scanner misread."""
    names = [name for name in _names_of_the_corpus() if not vocabulary.is_word(name)]
    found = proper_nouns([Block("here", name.title(), Surface.BODY) for name in names], KNOWN, wrapped=False)
    taken = [noun.text for noun in found if noun.group == Group.WORD]
    assert len(names) > 2000
    assert len(taken) < len(names) / 1000, taken


@pytest.mark.parametrize("word", ["Soooo", "VERYYY", "Nooo", "Goooood"])
def test_a_word_drawn_out_is_explained(word: str) -> None:
    assert not left(f"The text was read. {word} nice to see that.")


@pytest.mark.parametrize("word", ["Center", "Neighborhood", "Organized", "Behavior", "Theaters", "Traveler", "Cozy"])
def test_a_word_spelt_as_in_america_is_explained(word: str) -> None:
    assert not left(f"The form was read. {word} was ticked.")


def test_no_name_becomes_a_word_by_spelling_or_prefix() -> None:
    words = {name for name in _names_of_the_corpus() if vocabulary.is_word(name) and not vocabulary.is_entry(name)}
    assert not {name for name in words if not vocabulary.is_entry(name.removesuffix("s"))}


@pytest.mark.parametrize("word", ["Karennn", "Rosieee", "Hopeee", "Zaneleee"])
def test_a_name_drawn_out_is_left_over(word: str) -> None:
    assert word in left(f"She told {word} to ring.")


def test_towns_abroad_are_explained_and_hold_no_name_of_the_corpus() -> None:
    assert not left("They flew from Lahore to San Francisco and moved on to Gdansk.")
    assert "Lahore" in " ".join(left("Ms Lahore rang."))
    assert "Francisco" in " ".join(left("She told Francisco to ring."))
    assert "San Jose" in " ".join(left("She told Maria San Jose to ring."))  # surnames are no towns
    assert "Santa Cruz" in " ".join(left("Ms Santa Cruz rang."))
    with resource("glossaries", "towns-abroad.csv").open(encoding="utf-8", newline="") as rows:
        names = [vocabulary.folded(row["name"]) for row in csv.DictReader(rows)]
    assert len(names) > 400
    assert not {name for name in names if " " not in name} & _names_of_the_corpus()


def _names_of_the_corpus() -> set[str]:
    return {
        vocabulary.folded(word)
        for split in SPLITS
        for origin in names_of(split)
        for name in (*(first.name for first in (*origin.female, *origin.male)), *origin.surnames)
        for word in re.findall(r"[^\W\d_]{3,}", name)
    }


def test_nothing_of_the_closed_world_imports_the_lexicon() -> None:
    folder = Path(proper_nouns.__code__.co_filename).parent
    assert len(list(folder.glob("*.py"))) > 5
    assert not [path.name for path in folder.glob("*.py") if "import redactor.lexicon" in path.read_text("utf-8")]
    assert not [path.name for path in folder.glob("*.py") if "from redactor.lexicon" in path.read_text("utf-8")]


def test_an_allowed_name_needs_its_owner_to_be_allowed() -> None:
    without = replace(KNOWN, people=tuple(person for person in PEOPLE if person is not AUTHOR))
    assert [noun.text for noun in listed("Frances Tolland wrote it.", without) if noun.like_person] == [
        "Frances Tolland"
    ]


@pytest.mark.parametrize(
    ("place", "listed"),
    [
        ("styles, name 1", False),
        ("embedded file in member 18, styles, name 1", False),
        ("embedded file in member 18, sheet 1, row 2, column 1", True),
    ],
)
def test_style_words_of_a_workbook_behind_a_chart_are_passed_over(place: str, listed: bool) -> None:
    found = proper_nouns([Block(place, ZANELE, Surface.ATTRIBUTE)], KNOWN, wrapped=False)
    assert bool(found) is listed


def test_a_name_of_more_words_than_any_is_listed_word_by_word() -> None:
    assert left("Zanele Mthembu " * 3) == {"Zanele Mthembu Zanele Mthembu Zanele Mthembu": True}
    assert left("Zanele Mthembu " * 6) == {"Zanele": True, "Mthembu": True}


def test_the_work_on_a_long_line_of_names_grows_with_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0

    def counted(word: Word) -> bool:
        nonlocal looked
        looked += 1
        return is_familiar(word)

    monkeypatch.setattr("redactor.verify.closed.world.is_familiar", counted)
    listed("Zanele " * 200)
    first, looked = looked, 0
    listed("Zanele " * 2_000)
    assert looked <= 11 * first


@pytest.mark.parametrize(
    "text",
    [
        "Zanele " * 400,
        "She met " + "Zanele " * 400 + "Close, the Mthembu " + "Ward " * 300 + "and mum " + "zanele " * 300 + "rang",
        "\n".join(["Brannock " * 250 + ", Karen " * 250, "KAREN " * 250, "Zanele's " * 250, "Ward 7 " * 250]),
    ],
    ids=["alone", "with others around", "in lines"],
)
def test_the_same_word_over_and_over_is_judged_once_and_counted_each_time(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = 0

    def counted(*args: Any) -> Any:
        nonlocal judged
        judged += 1
        return explain(*args)

    monkeypatch.setattr("redactor.verify.closed.world.explain", counted)
    once = listed(text)
    few, judged = judged, 0
    monkeypatch.setattr(Passage, "repeats", lambda self, index: False)
    assert listed(text) == once
    assert few < judged - 100


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Oliver St John rang the school.", True),
        ("Person 1 St John went home.", True),
        ("Later St John told SW1 so.", True),
        ("She went to St John Young Carers.", False),
        ("The St John unit was full.", False),
    ],
)
def test_a_saint_is_a_place_unless_somebody_is_called_so(text: str, people: bool) -> None:
    assert left(text).get("John", False) is people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("his brother Friday Person 4 rang", "Friday"),
        ("Person 4 Care rang the school", "Care"),
        ("then SW1 London rang", "London"),
        ("Progress Person 4 was seen", "Progress"),
        ("Grace SW1 said so", "Grace"),
        ("It was June who rang", "June"),
        ("Mum told Sunday to go", "Sunday"),
        ("Pat London rang the school", "Pat"),
        ("Holly Hill rang the school", "Holly"),
        ("O'Dea was absent", "O'Dea"),
        ("Dear Sunday,", "Sunday"),
        ("The visit was made by Olive Green at two.", "Olive"),
        ("She was seen by Holly Hill.", "Holly"),
        ("Charity appeared well.", "Charity"),
        ("Then Child 2 Weeks rang", "Weeks"),
        ("Then Munro rang the school.", "Munro"),
        ("Mr Larning rang the school.", "Larning"),
        ("Ms Rornanian rang the school.", "Rornanian"),
    ],
)
def test_a_word_that_can_be_but_a_name_there_is_told(text: str, name: str) -> None:
    assert left(text)[name] is True


@pytest.mark.parametrize(
    "text",
    [
        "On Friday SW1 rang.",
        "Friday SW1 rang.",
        "Will SW1 attend?",
        "seen by SW1 May 2014",
        "SW1 Care Manager",
        "SW1 London Borough of Elmby",
        "on Ward 1 Grace period ended",
        "in June SW1 left",
        "On 23 March SW1 found that he had lost weight.",
        "By the 3rd of May SW1 had left.",
        "Barlow and Ortolani tests normal",
        "The visit was led by Grace House",
        "Mr Justice SW1 adjourned the hearing",
        "First name: SW1 Last name: SW2",
        "It was the Court who said so",
        "SHE WAS NOT SEEN FOR 14 WEEKS.",
        "The Munro princlples were set out.",
        "Lord Larning’s report",
        "Rornanian mother, Tamil father",
    ],
)
def test_a_word_beside_a_code_may_be_no_name(text: str) -> None:
    words = (
        "WEEKS",
        "Munro",
        "Larning",
        "Rornanian",
        "Friday",
        "Will",
        "May",
        "March",
        "Care",
        "London",
        "Grace",
        "June",
        "Court",
        "Justice",
        "Last",
        "Barlow",
    )
    assert not any(left(text).get(word) for word in words)
