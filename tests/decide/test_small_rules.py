"""The small rules of deciding, one by one: labels, removals, roles beside a name, families, namesakes, memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.decide.test_clusters import joined
from tests.release.samples import AUTHOR, CHILD, PEOPLE, WORKER, make_case

from redactor.case.decisions import Decision
from redactor.case.register import Register
from redactor.decide import detected, family_of
from redactor.decide.ambiguity import MOST_NAMED, Antecedents
from redactor.decide.detected import SettledMemory, settled
from redactor.decide.mentions import Mention
from redactor.decide.namesakes import Namesakes
from redactor.decide.neighbours import widen_partial_names
from redactor.decide.newcomers import provisional_people
from redactor.decide.precedence import merge
from redactor.decide.removals import decided
from redactor.decide.role_context import role_beside
from redactor.decide.screening import screened
from redactor.decide.slips import Slips
from redactor.decide.wording import identifier_text
from redactor.lexicon.case_words import CaseWords
from redactor.lexicon.phrases import is_sign
from redactor.lexicon.standing import in_set_phrase
from redactor.model import (
    PERSON_MODEL,
    Category,
    DocumentKind,
    Finding,
    Origin,
    Person,
    Place,
    Segment,
    SourceDocument,
    Span,
)
from redactor.profiles.schema import load_profile


def at(text: str, part: str, kind: str = "person", **more: object) -> Finding:
    start = text.index(part)
    return replace(Finding(start, start + len(part), kind, 0.9, "test"), **more)  # type: ignore[arg-type]


DOCUMENT = SourceDocument(
    "sub/IMR.docx",
    "docx",
    DocumentKind.IMR,
    "0" * 64,
    (
        Segment("a", "She had flu. She had flu twice.", Place(page=1, paragraph=1)),
        Segment("b", "", Place(page=1, paragraph=2)),
        Segment("c", "Karen left.", Place(page=1, paragraph=3)),
    ),
)


def decision(text: str = "had flu", place: str = "", action: str = "remove", **more: str) -> Decision:
    values = {"value": "", "reason": "medical detail", **more}
    return Decision(more.get("document", "sub\\IMR.docx"), place, text, action, values["value"], values["reason"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "spans"),
    [
        (decision(), [("a", 4, 11), ("a", 17, 24)]),
        (decision(place="PAGE 1, paragraph 1"), [("a", 4, 11), ("a", 17, 24)]),
        (decision("", "page 1, paragraph 3"), [("c", 0, 11)]),
        (decision(document="other.docx"), []),
        (decision(action="keep"), []),
    ],
)
def test_a_passage_is_removed_wherever_the_decision_says(given: Decision, spans: list[tuple[str, int, int]]) -> None:
    found = decided(DOCUMENT, [given])
    assert [(r.segment, r.start, r.end) for r in found.removals] == spans
    assert found.notices == ()
    assert {(r.text, r.kind) for r in found.removals} <= {("[removed: medical detail]", "removed")}


def test_a_passage_can_be_put_in_general_words_and_a_mention_be_given_a_code() -> None:
    general = decision(action="generalise", value="had been ill")
    code = decision("Karen", action="code", value="SW1")
    found = decided(DOCUMENT, [general, code])
    assert {(r.text, r.kind) for r in found.removals} == {("had been ill", "generalised")}
    assert found.codes == {("c", 0, 5): "SW1"}


@pytest.mark.parametrize(
    "given",
    [decision("measles"), decision("", ""), decision("", "page 1, paragraph 2"), decision(place="page 9")],
)
def test_a_decision_about_what_is_not_there_holds_the_document(given: Decision) -> None:
    found = decided(DOCUMENT, [given])
    assert found.removals == ()
    assert [notice.holds for notice in found.notices] == [True]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Jane Quill, the health visitor, rang.", "Jane Quill", "HV"),
        ("Jane Quill was the allocated health visitor.", "Jane Quill", "HV"),
        ("Jane Quill, who was her midwife, rang.", "Jane Quill", "MW"),
        ("Jane Quill was the very odd health visitor.", "Jane Quill", ""),
        ("Jane Quill was the new current former acting interim locum health visitor.", "Jane Quill", ""),
        ("Jane Quill rang the health visitor.", "Jane Quill", ""),
        ("Her health visitor Jane Quill rang.", "Jane Quill", "HV"),
        ("The social worker, Jane Quill, rang.", "Jane Quill", "SW"),
        ("Jane Quill's health visitor rang.", "Jane Quill", ""),
        ("Jane Quill's mother is away. The midwife Jane rang", "Jane Quill", ""),
        ("Jane Quill was", "Jane Quill", ""),
    ],
)
def test_the_role_beside_a_name(text: str, name: str, role: str) -> None:
    start = text.index(name)
    assert role_beside(text, start, start + len(name)) == role


def test_nothing_that_is_a_word_has_no_role() -> None:
    assert role_beside("  ...  ", 3, 3) == ""


@pytest.mark.parametrize(
    ("written", "kind", "destination", "incident", "shown"),
    [
        ("2 March 2011", "date", "website", None, "March 2011"),
        ("yesterday", "date", "website", None, "[date]"),
        ("2 March 2011", "date_of_birth", "ofsted", date(2011, 8, 2), "[date of birth: aged 5 months at the incident]"),
        ("2 March 2011", "date_of_birth", "ofsted", None, "[date of birth]"),
        ("2 March 2011", "date_of_birth", "website", date(2011, 8, 2), "[date of birth]"),
        ("2 March 2011", "date_of_birth", "ofsted", date(2010, 8, 2), "[date of birth]"),
        ("March 2011", "date_of_birth", "ofsted", date(2011, 8, 2), "[date of birth]"),
        ("485 777 3456", "nhs_number", "ofsted", None, "[NHS number]"),
        ("x", "no such kind", "ofsted", None, "[name]"),
    ],
)
def test_what_stands_in_place_of_an_identifier(
    tmp_path: Path, written: str, kind: str, destination: str, incident: date | None, shown: str
) -> None:
    case = replace(make_case(tmp_path), incident=incident)
    found = identifier_text(at(written, written, kind), written, case=case, profile=load_profile(destination))
    assert found == shown


def test_the_family_of_a_review(tmp_path: Path) -> None:
    case = make_case(tmp_path)
    found = family_of(case)
    assert found is not None
    assert (found.name, found.code) == ("Oldroyd", "Family R")
    own = Person("g9", "The Oldroyds", "Family 1", Category.FAMILY, role="family")
    assert family_of(replace(case, people=(*case.people, own))) is own
    assert family_of(replace(case, people=(WORKER,))) is None


NAMESAKES = Namesakes(
    [
        Person("p1", "Jane Quill", "HV2", Category.PROFESSIONAL, origin=Origin.PROVISIONAL),
        Person("p2", "Tom Quill", "HV3", Category.PROFESSIONAL, origin=Origin.PROVISIONAL),
        Person("p3", "Thornfield Nursery", "Nursery 1", Category.PLACE, origin=Origin.PROVISIONAL),
    ]
)


@pytest.mark.parametrize(
    ("written", "kind", "keys"),
    [
        ("Jane Quill", "person", ("p1",)),
        ("Ms Jane Quill", "person", ("p1",)),
        ("Ann Quill", "person", ("p1", "p2")),
        ("Ann Other", "person", ()),
        ("Thornfield Nursery", "place", ("p3",)),
        ("Hill Nursery", "place", ()),
        ("...", "person", ()),
    ],
)
def test_whose_name_a_newcomer_bears(written: str, kind: str, keys: tuple[str, ...]) -> None:
    assert NAMESAKES.of(at(written, written, kind), written) == keys


def test_more_people_than_can_be_named_are_left_open() -> None:
    people = {
        f"g{n}": Person(f"g{n}", f"Name{n} Quill", f"SW{n}", Category.PROFESSIONAL) for n in range(MOST_NAMED + 1)
    }
    shared = at("Quills", "Quills", people=tuple(people), form="plural family")
    assert Antecedents(people, None).read(shared, 0, "Quills").ambiguous


def test_a_first_name_before_a_name_known_by_one_word_is_part_of_it() -> None:
    text = "They met Anouk Tegan there."
    single = at(text, "Tegan", people=("p:tegan",), form="full name")
    (finding,) = widen_partial_names([single], text)
    assert finding.span.of(text) == "Anouk Tegan"


def test_a_town_in_an_officers_name_is_no_place_and_a_name_in_a_school_nobody() -> None:
    text = "PC Reading came from Tolland Hill School."
    officer = at(text, "PC Reading", name="PC Reading")
    town = at(text, "Reading", "place", people=("g9",))
    school = at(text, "Tolland Hill School", "institution", name="Tolland Hill School")
    surname = at(text, "Tolland", people=("a1",), form="surname")
    assert [f.span.of(text) for f in merge([officer, town, school, surname], text)] == [
        "PC Reading",
        "Tolland Hill School",
    ]


def mention(written: str, rule: str = "test", score: float = 0.9) -> Mention:
    return Mention("a.docx", "p1", at(written, written, name=written, rule=rule, score=score), written)


def test_two_people_whose_names_are_written_alike_have_keys_of_their_own() -> None:
    people = provisional_people(
        [mention("Mr Smith"), mention("Mrs Smith"), mention("...")], register=Register(), taken=frozenset()
    )
    assert len(people) == len({person.key for person in people})


def test_somebody_met_twice_by_the_model_is_not_doubtful() -> None:
    one = mention("Zanele Mthembu", rule=PERSON_MODEL, score=0.5)
    once, twice = (provisional_people([one] * n, register=Register(), taken=frozenset())[0].doubtful for n in (1, 2))
    assert (once, twice) == (True, False)


def test_a_product_told_of_once_is_doubtful() -> None:
    (person,) = provisional_people([mention("Aptamil", rule=PERSON_MODEL)], register=Register(), taken=frozenset())
    assert person.doubtful


def test_a_pet_told_of_once_is_doubtful() -> None:
    pet = replace(mention("Nutmeg", rule=PERSON_MODEL), spoken_of=True, thing=True)
    people = provisional_people([pet], register=Register(), taken=frozenset())
    twice = provisional_people([pet, pet], register=Register(), taken=frozenset())
    assert (people[0].doubtful, twice[0].doubtful) == (True, False)
    assert people[0].code == "Unknown 1"


def test_a_name_found_again_in_the_second_pass_is_one_mention() -> None:
    text = "Youtli Justicc met"
    part = Mention("a.docx", "p1", at(text, "Youtli", name="Youtli", rule=PERSON_MODEL, score=0.95), "Youtli")
    whole = at(text, "Youtli Justicc", name="Youtli Justicc", rule="glossary", score=0.95)
    again = Mention("a.docx", "p1", whole, "Youtli Justicc")
    elsewhere = replace(again, segment="p2")
    answers = [
        provisional_people(found, register=Register(), taken=frozenset())[0].doubtful
        for found in ([part], [part, again], [part, elsewhere])
    ]
    assert answers == [True, True, False]


@pytest.mark.parametrize(
    ("written", "role", "title", "answer"),
    [
        ("Locol Authorlty", "Named Nurse", "", True),
        ("Wcekly", "Child", "", False),  # as near to a word as many a surname
        ("Tattersall", "Named Nurse", "", False),
        ("Marta Authorlty", "Named Nurse", "", False),
        ("Oldroyd", "Named Nurse", "", False),
        ("Locol Authorlty", "Named Nurse", "Mr ", False),
    ],
)
def test_misread_words_beside_a_role_are_doubtful_unless_a_title_stands_there(
    written: str, role: str, title: str, answer: bool
) -> None:
    finding = at(title + written, title + written, name=written, rule="titled name", role=role, score=0.85)
    found = [Mention("a.docx", "p1", finding, written, adult=bool(title))]
    assert provisional_people(found, register=Register(), taken=frozenset())[0].doubtful is answer


def test_a_letter_that_is_left_of_initials_is_doubtful() -> None:
    letter, pair = (
        provisional_people([mention(written, rule="titled name")], register=Register(), taken=frozenset())[0].doubtful
        for written in ("S", "S.K")
    )
    assert (letter, pair) == (True, False)


@pytest.mark.parametrize(
    ("text", "name", "answer"),
    [
        ("Harrison's sulci noted", "Harrison", True),
        ("Turner and Noonan excluded by genetics", "Turner", True),
        ("Turner and Noonan excluded by genetics", "Noonan", True),
        ("Turner and Noonan\nexcluded by genetics", "Noonan", True),
        ("Noonan excluded by the head", "Noonan", False),
        ("Harrison's mother rang", "Harrison", False),
    ],
)
def test_a_sign_or_an_illness_may_be_called_so(text: str, name: str, answer: bool) -> None:
    assert is_sign(text, text.index(name) + len(name)) is answer


@pytest.mark.parametrize(
    ("text", "name", "answer"),
    [
        ("History: Henry\nVIII and so on", "Henry", True),
        ("History: henry viii", "henry viii", True),
        ("Henry VIIIa rang", "Henry", False),
        ("Henry rang", "Henry", False),
        ("a St George’s Day party", "George", True),
    ],
)
def test_a_set_phrase_is_found_around_a_name(text: str, name: str, answer: bool) -> None:
    assert in_set_phrase(text, text.index(name), text.index(name) + len(name)) is answer


def test_a_particle_of_a_listed_surname_is_nothing_new() -> None:
    listed = Slips([Person("g8", "Adnan Al-Rashidi", "SW8", Category.PROFESSIONAL)])
    names = {"Grant Al-Rashidi": True, "Karen Al-Rashidi": False, "Al Karim": False, "M Al-Rashdi": True}
    for name, doubtful in names.items():
        (person,) = provisional_people(
            [mention(name, rule=PERSON_MODEL, score=0.95)], register=Register(), taken=frozenset(), slips=listed
        )
        assert person.doubtful is doubtful


def test_a_month_by_which_records_are_told_is_doubtful_and_a_month_beside_anything_else_is_not() -> None:
    april = replace(mention("April", rule=PERSON_MODEL), thing=True)
    alone = replace(april, thing=False)
    by_title = replace(mention("April"), thing=True)
    answers = [
        provisional_people(found, register=Register(), taken=frozenset())[0].doubtful
        for found in ([april, april], [april, alone], [april, by_title])
    ]
    assert answers == [True, False, False]


def test_a_short_surname_that_is_listed_is_nothing_new() -> None:
    listed = Slips([Person("f1", "Harriet Ye", "Mother", Category.FAMILY)])
    names = {"Grant Ye": True, "Grant Yeh": True, "Karen Ye": False, "Grant Yo": False}
    for name, doubtful in names.items():
        (person,) = provisional_people(
            [mention(name, rule=PERSON_MODEL, score=0.95)], register=Register(), taken=frozenset(), slips=listed
        )
        assert person.doubtful is doubtful


def test_a_set_phrase_is_kept_as_a_scanner_reads_it() -> None:
    nobody = Slips([])
    assert nobody.is_kept("Henry VIIl")
    assert nobody.is_kept("Anne Bo1eyn")
    assert nobody.is_kept("Arme Boleyn")
    assert not nobody.is_kept("Anne Boland")
    assert not nobody.is_kept("Boleyn")
    assert nobody.is_kept("Tiggywink1e")
    assert not nobody.is_kept("Fox")  # of "Mr Fox": a name of its own


def test_what_is_written_without_letters_joins_nobody() -> None:
    assert joined("...", "Zanele Mthembu", "Zanele") == [{"Zanele Mthembu", "Zanele"}]


def test_a_county_is_nobodys_home() -> None:
    text = "She comes from Poland."
    standing, let_go = screened(text, [at(text, "Poland", "place", rule=PERSON_MODEL)], CaseWords())
    assert standing == []
    assert [reason for _, reason in let_go] == ["a county or a country"]


def test_letters_alone_spell_nobody() -> None:
    assert Slips(PEOPLE).of("J") == ()


def test_what_was_settled_once_is_remembered_for_two_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    memory, profile, text = SettledMemory(), load_profile("ofsted"), "Karen left."
    findings = (at(text, "Karen", people=("g3",), form="first name"),)
    asked: list[str] = []
    real = detected._settled

    def counting(given: tuple[Finding, ...], words: str, keep: bool) -> tuple[Finding, ...]:
        asked.append(words)
        return real(given, words, keep)

    monkeypatch.setattr(detected, "_settled", counting)
    answers = []
    for _ in range(2):
        with memory.remembered():
            answers += [settled(findings, text, profile), settled(findings, text, profile)]
    assert asked == [text]
    assert all(answer == answers[0] for answer in answers)
    with memory.remembered():
        settled((), "Another.", profile)
    with memory.remembered():
        settled(findings, text, profile)
    assert asked == [text, "Another.", text]
    settled(findings, text, profile)
    assert len(asked) == 4


def test_the_author_and_the_child_of_these_tests_are_apart() -> None:
    assert AUTHOR.origin is Origin.ALLOWED
    assert CHILD.category is Category.CHILD
    assert Span(0, 1).contains(Span(0, 1))
