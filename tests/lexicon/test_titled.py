from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.lexicon.titled import titled_names
from redactor.lexicon.titled_tokens import tokens_of

# Each name is followed by the code prefix that its title or role gives, after a colon.
PEOPLE = [
    ('"Ms Oldroyd",\n"K. Tolland"', ["Oldroyd:"]),
    ("| Karen Oldroyd |\n| social worker |", ["Karen Oldroyd:SW"]),
    ("seen by Dr Tolland.\nKaren rang", ["Tolland:"]),
    ("PC Hope, DC Farrow and DS Tolland", ["Hope:PC", "Farrow:DC", "Tolland:DS"]),
    ("her sister Leanne", ["Leanne:Sibling"]),
    ("Nanny Mo", ["Mo:Grandmother"]),
    ("Karen Oldroyd, social worker Marek Wisniowski", ["Karen Oldroyd:", "Marek Wisniowski:SW"]),
    ("Mrs Oldroyd said", ["Oldroyd:"]),
    ("Dr F. Last was", ["F. Last:"]),
    ("Dr F Tolland was", ["F Tolland:"]),
    ("PC 4471 Tolland attended", ["Tolland:PC"]),
    ("PC Hope attended", ["Hope:PC"]),
    ("DS Baker and DC Wisniowski", ["Baker:DS", "Wisniowski:DC"]),
    ("Mr Justice Oldroyd ruled", ["Oldroyd:"]),
    ("HHJ Tolland", ["Tolland:Judge"]),
    ("Lady Oldroyd", ["Oldroyd:"]),
    ("Sister Wisniowski", ["Wisniowski:Nurse"]),
    ("Nurse Tolland", ["Tolland:Nurse"]),
    ("Auntie Jean and Uncle Bob", ["Jean:Aunt", "Bob:Uncle"]),
    ("Nan Sheila", ["Sheila:Grandmother"]),
    ("Jane Smith (health visitor)", ["Jane Smith:HV"]),
    ("Health Visitor - Jane Smith", ["Jane Smith:HV"]),
    ("Health Visitor – Jane Smith visited", ["Jane Smith:HV"]),
    ("the ward clerk, F. Tolland, said", ["F. Tolland:Administrator"]),
    ("SW Jane Smith", ["Jane Smith:SW"]),
    ("the social worker Jane rang", ["Jane:SW"]),
    ("his cousin Tariq", ["Tariq:Cousin"]),
    ("mother's partner Lee", ["Lee:Mother's Partner"]),
    ("the child's father, Wayne, left", ["Wayne:Father"]),
    ("Karen Oldroyd, Independent Chair", ["Karen Oldroyd:Chair"]),
    ("Karen Oldroyd Business Manager for Fennshire", ["Karen Oldroyd:Business Manager"]),
    ("Author: Karen Oldroyd", ["Karen Oldroyd:Author"]),
    ("**Author:** Karen Oldroyd", ["Karen Oldroyd:Author"]),
    ("<b>Name</b>\tKaren Oldroyd\t<b>Email</b>", ["Karen Oldroyd:"]),
    ("Name: Karen", ["Karen:"]),
    ("First name: Karen Middle name: Ivy Last name: Oldroyd", ["Karen:", "Ivy:", "Oldroyd:"]),
    ("OLDROYD, Karen", ["OLDROYD, Karen:"]),
    ("Signed: F Tolland", ["F Tolland:"]),
    ("Signed: F. Tolland\nDate: 3 May", ["F. Tolland:"]),
    ("Contact: Frances Tolland", ["Frances Tolland:"]),
    ("PLEASE CONTACT FRANCES TOLLAND", ["FRANCES TOLLAND:"]),
    ("Karen Oldroyd and Marek Wisniowski, social workers", ["Karen Oldroyd:SW", "Marek Wisniowski:SW"]),
    (
        "social workers Karen Oldroyd, Jo Field and Marek Wisniowski met",
        ["Karen Oldroyd:SW", "Jo Field:SW", "Marek Wisniowski:SW"],
    ),
    ("HV Lincoln weighed the baby", ["Lincoln:HV"]),
    ("Mr and Mrs Oldroyd", ["Oldroyd:"]),
    ("Mr O'Brien, Mrs McDonald and Ms D’Souza", ["O'Brien:", "McDonald:", "D’Souza:"]),
    ("Mr de Souza", ["de Souza:"]),
    ("Dr van der Berg", ["van der Berg:"]),
    ("Mr Abu Bakr", ["Abu Bakr:"]),
    ("Ms al-Hassan", ["al-Hassan:"]),
    ("social worker Siobhán Ní Bhriain", ["Siobhán Ní Bhriain:SW"]),
    ("Mr Łukasz Wiśniowski", ["Łukasz Wiśniowski:"]),
    ("Ms Preston-Shoot", ["Preston-Shoot:"]),
    ("Mrs Karen Oldroyd-Field's home", ["Karen Oldroyd-Field:"]),
    ("MRS OLDROYD ATTENDED", ["OLDROYD:"]),
    ("SOCIAL WORKER KAREN OLDROYD ATTENDED", ["KAREN OLDROYD:SW"]),
    ("Dr J.K. Tolland", ["J.K. Tolland:"]),
    ("Karen Field (social worker)", ["Karen Field:SW"]),
    ("Mr Baker", ["Baker:"]),
    ("Ms Ward", ["Ward:"]),
    ("Mr Cook", ["Cook:"]),
    ("Dr Child", ["Child:"]),
    ("Mr John Stone visited", ["John Stone:"]),
    ("a friend called Tariq", ["Tariq:Friend"]),
    ("The overview author was Frances Tolland.", ["Frances Tolland:Author"]),
    ("Oliver's mother", ["Oliver:"]),
    ("mother of Oliver", ["Oliver:"]),
    ("the Brannock family", ["Brannock:Family"]),
    ("Dear Karen,", ["Karen:"]),
    ("Yours sincerely,\n\nKaren Oldroyd\nTeam Manager", ["Karen Oldroyd:TM"]),
    ("karen.oldroyd@fennshire.gov.uk", ["Karen Oldroyd:"]),
    ("k_tolland@fennshire.gov.uk", ["K Tolland:"]),
    ("Dr Tolland, Consultant Paediatrician at Fennhaven Hospital", ["Tolland:CP"]),
    ("the GP, Dr Wisniowski", ["Wisniowski:GP"]),
    ("health visitor Mrs Oldroyd", ["Oldroyd:HV"]),
    ("Karen Oldroyd\tHead of Service\tFennshire", ["Karen Oldroyd:HoS"]),
    ("Oldroyd, Karen (social worker)", ["Oldroyd, Karen:SW"]),
    ("Name: Oldroyd, Karen", ["Oldroyd, Karen:"]),
    ("Cllr Tolland", ["Tolland:Councillor"]),
    ("Rev Oldroyd", ["Oldroyd:Faith Leader"]),
    ("Imam Yusuf", ["Yusuf:Faith Leader"]),
    ("Prof. Oldroyd", ["Oldroyd:"]),
    ("Mx Tolland", ["Tolland:"]),
    ("Det Insp Oldroyd", ["Oldroyd:DI"]),
    ("May Oldroyd, HV,", ["May Oldroyd:HV"]),
    ("Her neighbour, Will, called 999", ["Will:Neighbour"]),
    ("The paramedic Grace Tolland", ["Grace Tolland:Paramedic"]),
    ("Karen Oldroyd, LSCB Business Manager", ["Karen Oldroyd:Business Manager"]),
    ("Mother: Karen Oldroyd", ["Karen Oldroyd:Mother"]),
    ("Original Author: Karen Oldroyd  Review Author: Jo Field", ["Karen Oldroyd:Author", "Jo Field:Author"]),
    ("Team Manager Marek Wisniowski (Fennshire)", ["Marek Wisniowski:TM"]),
    ("Head of Safeguarding Frances Tolland", ["Frances Tolland:HoS"]),
    ("FAO Karen Oldroyd", ["Karen Oldroyd:"]),
    ("IRO Tolland chaired", ["Tolland:IRO"]),
    ("The IMR was written by Karen Oldroyd, Named Nurse.", ["Karen Oldroyd:Author"]),
    ("his teacher, Miss Wisniowski,", ["Wisniowski:CT"]),
    ("Sgt. Oldroyd", ["Oldroyd:PS"]),
    ("Drs Tolland and Wisniowski", ["Tolland:", "Wisniowski:"]),
    ("social worker Oldroyd's report", ["Oldroyd:SW"]),
    ("DR TOLLAND", ["TOLLAND:"]),
    ("Bob Jones, class teacher of Year 2", ["Bob Jones:CT"]),
    ("Chair: Professor Karen Oldroyd", ["Karen Oldroyd:Chair"]),
    ("| Karen Oldroyd | Health Visitor | 0123 |", ["Karen Oldroyd:HV"]),
    ("maternal aunt Shazia", ["Shazia:Maternal Aunt"]),
    ("Step-father Gary", ["Gary:Step-father"]),
    ("SW (Karen Oldroyd) visited", ["Karen Oldroyd:SW"]),
    ("the mother, Karen, and the father, Wayne, said", ["Karen:Mother", "Wayne:Father"]),
    ("Ms Munro, social worker", ["Munro:SW"]),
    ("Ms Gillick said", ["Gillick:"]),
    ("Mr Tolland\u00ad-Field", ["Tolland\u00ad-Field:"]),
    ("Dr Wisniowski", ["Wisniowski:"]),
    ("Ms Old\u00adroyd", ["Old\u00adroyd:"]),
    ("Mrs Bibi Begum", ["Bibi Begum:"]),
    ("Mr Muhammad bin Rashid", ["Muhammad bin Rashid:"]),
    ("Mr Zia ul-Haq", ["Zia ul-Haq:"]),
    ("Karen Oldroyd (HV) and Marek Wisniowski (SW)", ["Karen Oldroyd:HV", "Marek Wisniowski:SW"]),
    ("Person completing the form: Jo Tolland", ["Jo Tolland:"]),
    ("Name of person completing the form: Jo Tolland", ["Jo Tolland:"]),
    ("Reported by: Karen Oldroyd, Midwife", ["Karen Oldroyd:MW"]),
]

NOBODY = [
    "CHIEF CONSTABLE, Fennbury Valley Police",
    "Detective Inspector, Fennby Bay Valley Police",
    "Landlord: Fennbury Taxis",
    "Royal College of Nursing and Fennby Young Carers",
    "Major League",
    "the Traveller family\nand the Somali family",
    "the most helpful person I've ever met",
    "the social worker I'd spoken to and the mother You've met",
    "occupation of father unknown Price List for copying",
    "Service Manager",
    "Head Teacher",
    "Named Nurse for Safeguarding Children",
    "The Lead Reviewer and Independent Chair",
    "Designated Doctor",
    "Serious Case Review Panel Chair",
    "Overview Author",
    "Ms SW1 said",
    "PC 4471 attended",
    "Child R",
    "Dr X",
    "Mr A and Ms B",
    "Author: Fennshire Local Safeguarding Children Board",
    "Name:\nAddress:\nSchool:",
    "Contact: Safeguarding Team",
    "Approved by: Policy Committee",
    "Professor Munro recommended",
    "Lord Laming's report",
    "Near Miss Review",
    "The Munro Review",
    "Brandon et al (2009)",
    "Business Manager for Bedford Borough",
    "The social worker Visited",
    "In Luton, the social worker said",
    "Social Worker Fennshire Council",
    "Cafcass Guardian",
    "Ofsted Inspector",
    "her mother is Polish",
    "the mother, Polish by birth,",
    "the Somali family",
    "White British mother",
    "GP Letter",
    "CP Plan",
    "the Traveller family",
    "seen by GP May 2011",
    "on 3 May 2011 the HV",
    "In April, the social worker visited",
    "Reading Borough Council social worker",
    "HV Team Leader",
    "School Nurse Service",
    "Health Visitor Input",
    "SW Assessment",
    "Mother and Father",
    "Half Sibling 2",
    "Baby P",
    "Chief Constable of Fennshire",
    "Fennhaven Clinic",
    "Health Visitor Fennhaven Clinic",
    "Barnardo's worker",
    "Name of Agency:",
    "Date of Birth",
    "Director of Children's Services",
    "Secretary of State",
    "Signed ..... Date .....",
    "Mr and Ms SW2",
    "the Board Chair, Reading LSCB",
    "Independent Chair BBSCB",
    "However, the social worker",
    "MS Word",
    "PC World",
    "IRO1 and HV2",
    "Milton Keynes Social Worker",
    "the GP, Fennshire PCT",
    "SW (Fennshire)",
    "safeguarding.team@fennshire.gov.uk",
    "info@fennshire.gov.uk",
    "Safeguarding.AdministrationTeam@x.gov.uk",
    "TEAM MANAGER SUMMARY",
    "SERIOUS CASE REVIEW AUTHOR REPORT",
    "the mother of Child R",
    "Mother's Partner",
    "Dear Colleague",
    "Dear Sir or Madam",
    "Dr Barnardo's",
    "the Chair, Deputy Chair and Author",
    "School nurse: Fennhaven Primary School",
    "Role: Health Visitor",
    "Sign: Signs of Safety",
    "GP Practice 1",
    "Person 3 and Neighbour 1",
    "Lead Agency: Police",
    "From: Monday To: Friday",
    "the West of Berkshire Independent Chair",
    "Independent Reviewing Officer Reports",
    "the Children's Guardian",
    "Mental Health Act",
    "Clare's Law",
    "Foster Carer 1's home",
    "Family Court",
    "PC's and DC's",
    "Lady Margaret School",
    "Sir James Cook Hospital",
    "HT",
    "Police Officer Training",
    "Gillick competent mother",
    "Adult Mental Health Worker",
    "Child and Family Social Worker",
    "Cardiff social workers",
    "Mother said the baby",
    "the child's GP Surgery",
    "Author Signature",
    "Catholic priest",
    "Christian minister",
]


def people(text: str) -> list[str]:
    return [f"{item.name}:{item.role}" for item in titled_names(text)]


def test_time_grows_with_the_length_of_the_text() -> None:
    """A paragraph with two thousand names; comparing each with each took four seconds."""
    text = "Mrs Oldroyd told Dr Tolland that Ms Brannock left. " * 4000
    before = time.process_time()
    found = titled_names(text)
    assert len(found) == 12000
    assert time.process_time() - before < 20


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Derby Day\nOfficer: PC 26430", []),  # a label of the next line
        ("Karen Oldroyd\nHealth Visitor", ["Karen Oldroyd"]),
        ("Officer: PC 23989\nRay of sunshine", []),
        ("Officer: PC 23989\nOldroyd", ["Oldroyd"]),
        ("Officer: PC 23989 Oldroyd", ["Oldroyd"]),
        ("Employer: Elmby Oldroyd NHS Trust", []),
        ("SW1 at Elmby St Mary Young Carers", []),
        ("SW1 and Mrs St John", ["St John"]),
        ("Nana (SW1) and Nana-ji (Child R) in Eritrea", []),
        ("Oldroyd Jnr (social worker)", ["Oldroyd Jnr"]),
        ("Independent Chair\tNonc", []),
        ("Responsible person: Nomed Midwife", []),
        ("Responsible person: Karen Nurse", ["Karen"]),
        ("St Patrick's Day Responsible person: Named Midwife", []),
        ("PROFESSOR OLDROYD, A FORMER DIRECTOR OF HOME-START COPSHAW, ACTED AS ADVISER", ["OLDROYD"]),
        ("PROFESSOR OLDROYD, A FORMER DIRECTOR OF SELSHAW FOODBANK, ACTED AS ADVISER", ["OLDROYD"]),
        (
            "First name: Karen Ivy Middle name: Jo Last name: Oldroyd\nBraxton Hicks only.",
            ["Karen Ivy", "Jo", "Oldroyd"],
        ),
        ("Middle name: Ivy Last narne: Oldroyd", ["Ivy"]),
        ("Middle name: Ivy Last namc: Oldroyd", ["Ivy"]),
        ("Social worker Astra called.", ["Astra"]),
        ("Known as: Per", ["Per"]),
        ("known as: noble\nSeen", ["noble"]),
        ("Known as: None", []),
        ("Known as: not known", []),
        ("Known as: per the above", []),
        ("Alias: see above", []),
        ("Mr Justicc Oldroyd adjourned", ["Oldroyd"]),
        ("– Child R Keywork session", []),
        ("Dear Woody,", ["Woody"]),
        ("Dear Sunday\nThank you", ["Sunday"]),
        ("Dear Madam,", []),
        ("Dear All,", []),
        ("Dear Managers,", []),
        ("Assistant Director\tSelshaw CCG", []),
        ("Assistant Director\tKaren Oldroyd CCG", ["Karen Oldroyd"]),
        ("Assistant Director\tAshford Green CCG", []),
        ("Named Nurse, Selshaw St Mary CCG", []),
        ("Named Nurse, Selshaw Magna CCG", []),
        ("Assistant Director\tStonesdale Green CCG", []),
        ("Assistant Director\tStonesdale Oldroyd CCG", ["Stonesdale Oldroyd"]),
        ("NAMED NURSE, LITTLE SELSHAW CCG", []),
        ("Named Nurse, Karen Magna CCG", ["Karen Magna"]),
        ("Named Nurse, Marek Oldroyd CCG", ["Marek Oldroyd"]),
        ("PROFESSOR OLDROYD, A FORMER DIRECTOR OF HOME-START LITTLE COPSHAW, ACTED AS ADVISER", ["OLDROYD"]),
        ("Assistant Director\tZanele Green CCG", ["Zanele Green"]),
        ("Assistant Director\tSelshaw Parva Primary Care Trust", []),
        ("Chair\tKaren Oldroyd Primary Care Trust", ["Karen Oldroyd"]),
        ("Friend of Selshaw Young Carers", []),
        ("Ghanaian father\tLong Stay Ward", []),
        ("Ghanaian father\tGrace Lily Ward", ["Grace Lily Ward"]),
        ("Ghanaian father\tKaren Stay Ward", ["Karen Stay Ward"]),
        ("health visitor Jo Ward", ["Jo Ward"]),
        ("Friend of Selshaw Women's Aid offered", []),
        ("Friend of Karen, Women's Aid", ["Karen"]),
        ("Karen Child of Selshaw Foodbank", []),
        ("Karen, child of Marek Wisniowski", ["Karen", "Marek Wisniowski"]),
        ("Responsible person: Narned Midwife", []),
        ("Responsible person: Named Midwife Lloyds, Barclays and Halifax accounts", []),
        ("Seen by: Karen Oldroyd,\nBarlow and Ortolani tests normal", ["Karen Oldroyd"]),
        ("health visitor Barlow and Karen Oldroyd", ["Barlow", "Karen Oldroyd"]),
        ("Author: Houslng\nDate: August", []),
        ("Responsible person: Nurned Oldroyd", ["Nurned Oldroyd"]),
        ("Author: Karen F Revievved: Marek Saved: 14.8.17", ["Karen"]),
        ("Author: Karen Oldroyd: Marek", ["Karen Oldroyd"]),
        ("MGF, PGM\tSt  Patrick’s Day", []),
        ("MGF, PGM\tSt  Patrick’s coat", ["St  Patrick"]),
        ("First name: Ivy Middlc name: Jo Last namc: Oldroyd", ["Ivy", "Jo"]),
        ("SPELLING TEST: HOPE, WILL, Person 2, MAY, PAGE, GRACE, Person 3, MARK.", []),
        ("Karen Oldroyd, person with parental responsibility", ["Karen Oldroyd"]),
        ("Friend of Karen Young said", ["Karen Young"]),
        ("– Child R Ishihara plates normal", []),
        ("Friend of Selshaw Foodbank offered a place", []),
        ("Friend of Karen at Selshaw Foodbank", ["Karen"]),
        ("Assistant Director\tLittle Elmby Hospitals NHS Trust", []),
        ("Responsible person: Named Midwife Evcnt: seen at home", []),
        ("Responsible person: Named Midwife Oldroyd: seen at home", ["Oldroyd"]),
        ("Named Midwife Karen: seen at home", ["Karen"]),
        ("Indcpendent Ovcrview Author", []),
        ("Independent Overview Author Karen Ovcrview", ["Karen Ovcrview"]),
    ],
)
def test_what_stands_beside_a_role_or_a_title_is_not_always_a_name(text: str, names: list[str]) -> None:
    assert [item.name for item in titled_names(text, {"SW1", "Child R"})] == names


@pytest.mark.parametrize(
    "text",
    [
        "Lead officer: Vivian Delroy Oldroyd, Head teacher",
        "Panel: Favour Oldroyd (Chair); VIVIAN OLDROYD, Head teacher",
        "Author: Oldroyd, Head teacher",
    ],
)
def test_a_role_behind_a_name_is_no_name_of_a_list(text: str) -> None:
    assert [item.name for item in titled_names(text) if "Head" in item.name] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was for Child R. Grant agreed.", []),
        ("We saw Child R. Tariq was out.", []),
        ("Child R Ashleigh was seen", ["Ashleigh"]),
        ("We saw Child B. Tolland at home", ["B. Tolland"]),
        ("Last name: Child R Kendal, Place 7 and Place 4 are served by one team", []),
        ("Child R ABSC. BACK 23:15.", []),
        ("Child R OLDROYD. BACK 23:15.", ["OLDROYD"]),
        ("Child R Tolland, Place 7 and Place 4 are served", ["Tolland"]),
    ],
)
def test_the_letter_of_a_code_is_no_initial(text: str, names: list[str]) -> None:
    assert [item.name for item in titled_names(text, {"Child R", "SW1"})] == names


@pytest.mark.parametrize(("text", "expected"), PEOPLE, ids=[text[:40] for text, _ in PEOPLE])
def test_people_with_a_title_or_a_role(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize("text", NOBODY, ids=[text[:40] for text in NOBODY])
def test_text_that_names_nobody(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("seen by Mrs Oldroyd's GP", "Mrs Oldroyd", "Oldroyd"),
        ("PC 4471 Tolland", "PC 4471 Tolland", "Tolland"),
        ("the health visitor Karen Oldroyd rang", "Karen Oldroyd", "Karen Oldroyd"),
        ("Karen Oldroyd (health visitor)", "Karen Oldroyd", "Karen Oldroyd"),
        ("Author: **Frances Tolland**", "Frances Tolland", "Frances Tolland"),
        ("Dr. F. Tolland said", "Dr. F. Tolland", "F. Tolland"),
    ],
)
def test_the_span_holds_title_and_name_but_not_the_role(text: str, span: str, name: str) -> None:
    (found,) = titled_names(text)
    assert text[found.start : found.end] == span
    assert text[found.name_start : found.name_end] == name == found.name


@given(st.text(max_size=200))
def test_any_text_gives_disjoint_findings_within_it(text: str) -> None:
    found = titled_names(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(0 <= f.start <= f.name_start < f.name_end <= f.end <= len(text) for f in found)
    assert all(0 < f.score <= 1 for f in found)


_SURNAMES = st.sampled_from(
    ["Oldroyd", "Tolland", "Wisniowski", "Brannock", "O'Brannock", "Oldroyd-Tolland", "Tollándson"]
)
_GIVEN = st.sampled_from(["Karen", "Frances", "Marek", "Siobhán", "Tariq", "Wayne"])
_ROLE = st.sampled_from(["health visitor", "social worker", "midwife", "head teacher", "team manager", "paramedic"])
_FRAME = st.sampled_from(
    [
        "the {role} {name} visited",
        "{name}, {role}, visited",
        "{name} ({role}) visited",
        "The {role}, {name}, visited",
        "It was {name} – {role}.",
        "{name}\t{role}",
    ]
)


@given(_GIVEN, _SURNAMES, _ROLE, _FRAME)
def test_a_full_name_beside_a_role_is_found_in_every_frame(given: str, surname: str, role: str, frame: str) -> None:
    text = frame.format(name=f"{given} {surname}", role=role)
    assert [item.name for item in titled_names(text)] == [f"{given} {surname}"]


@given(
    st.lists(
        st.sampled_from(["the", "child", "was", "seen", "by", "and", "Fennshire", "Board", "2011", ","]), max_size=30
    )
)
def test_words_without_titles_or_roles_name_nobody(words: list[str]) -> None:
    assert titled_names(" ".join(words)) == ()


def test_a_list_behind_a_label_is_no_name_in_index_order() -> None:
    found = [item.name for item in titled_names("Seen: Mirela, Kwabena, Idris.")]
    assert "Mirela, Kwabena" not in found
    assert [item.name for item in titled_names("Name: Ozolins, Mirela")] == ["Ozolins, Mirela"]


def test_a_town_behind_a_role_in_brackets_is_nobody() -> None:
    assert [item.name for item in titled_names("Prof Ozolins (dentist, Fennhaven) to see")] == ["Ozolins"]


def test_an_ordinary_word_behind_a_code_is_nobody() -> None:
    assert not titled_names("Family F Jade plant", ("Family F",))
    assert not titled_names("Family F Ishihara plates normal", ("Family F",))
    assert not titled_names("Family F Ishihara's sulci noted", ("Family F",))
    assert not titled_names("Family F BARLOW AND ORTOLANI TESTS NORMAL", ("Family F",))
    assert not titled_names("Carer: Family F Braxton Hicks only", ("Family F",))
    assert titled_names("Family F Braxton Marlow rang", ("Family F",))
    assert not titled_names("Last name: Family F** Drew blood", ("Family F",))
    assert titled_names("Family F Harrison's sulci noted", ("Family F",))
    assert titled_names("Family F Ishihara rang", ("Family F",))


def test_the_first_word_of_the_next_line_is_no_surname() -> None:
    text = "interviewed at length about the death of Auntie Marta\nPresent for part: nobody"
    assert [item.name for item in titled_names(text)] == ["Marta"]


def test_somebody_whom_a_message_calls() -> None:
    assert [item.name for item in titled_names("@Mirela can you add the bit?")] == ["Mirela"]
    assert not titled_names("see @Fennshire.example or @NHS")


def test_the_name_of_a_body_of_carers_is_nobody() -> None:
    assert not titled_names("Agencies: Holmere Young Carers; Laurels Solicitors.")


@pytest.mark.parametrize("text", ["Her Honour Judge Family B: no", "Nani (SW1) and Nana-ji (Family B) in Eritrea"])
def test_the_code_of_a_family_is_no_role(text: str) -> None:
    assert titled_names(text, ["Family B", "SW1"]) == ()


@pytest.mark.parametrize("text", ["ʼs Fern", "D\nʼS", "Ms ʼs", "'s mother Fern"])
def test_an_ending_without_a_word_is_no_possessive(text: str) -> None:
    assert [token.possessive for token in tokens_of(text).items if token.low.strip("'ʼ") == "s"] == [False]
    titled_names(text)
