"""A newcomer's name that is somebody's of the case but for a slip."""

from __future__ import annotations

import pytest

from redactor.decide.slips import Slips
from redactor.model import Category, Origin, Person


def person(name: str, origin: Origin = Origin.GLOSSARY) -> Person:
    return Person(
        key=name, name=name, code=f"SW{len(name)}", category=Category.PROFESSIONAL, role="", aliases=(), origin=origin
    )


CASE = Slips(
    [
        person("Mirela Ozolins"),
        person("Kit Tarrant"),
        person("Fadwi Kareth"),
        person("Géza Brannock"),
        person("Shanthi Devarayan"),
        person("Sha Dewar"),
        person("Frances Tolland", Origin.ALLOWED),
        person("Vu Duc"),
        person("Philo Haddon-Leigh"),
        person("Ola Tunde Keet"),
        person("Wen Ng-Ye"),
        person("Anneke Tannerby"),
        person("Da-Wei Sorrell"),
        person("Quinn Bhandary"),
    ]
)


@pytest.mark.parametrize(
    ("written", "whose"),
    [
        ("Mirela Ozollns", "Mirela Ozolins"),
        ("M. Ozoilns", "Mirela Ozolins"),
        ("Miss Ozolinss", "Mirela Ozolins"),
        ("Klt", "Kit Tarrant"),
        ("Fawdi", "Fadwi Kareth"),
        ("6éza", "Géza Brannock"),
        ("Slianthi DEVARAYAN", "Shanthi Devarayan"),
        ("Kit “Kit” Tarrant", "Kit Tarrant"),
        ("M.O.", "Mirela Ozolins"),
        ("Tarrant, Ktt", "Kit Tarrant"),
        ("Shanthi Dewarayan", "Shanthi Devarayan"),
        ("Kitt", "Kit Tarrant"),
        ("KTARRANT", "Kit Tarrant"),
        ("M.Os", "Mirela Ozolins"),
        ("M.O17", "Mirela Ozolins"),
        ("Slia", "Sha Dewar"),
        ("D Vu", "Vu Duc"),
        ("Mrs. OT Keet", "Ola Tunde Keet"),
        ("Vu, D.", "Vu Duc"),
        ("VU", "Vu Duc"),
        ("P.H.", "Philo Haddon-Leigh"),
        ("Mr Ng-Yc", "Wen Ng-Ye"),
        ("Anneke Tarmerby", "Anneke Tannerby"),
        ("P.L.", "Philo Haddon-Leigh"),
        ("haddonleighp", "Philo Haddon-Leigh"),
        ("DVU", "Vu Duc"),
        ("Wen Gn-Ye", "Wen Ng-Ye"),
        ("Ngh", "Wen Ng-Ye"),
        ("m.o", "Mirela Ozolins"),
        ("M.0", "Mirela Ozolins"),
        ("6.B", "Géza Brannock"),
        ("KT.arrant", "Kit Tarrant"),
        ("Philo Had-donLeigh", "Philo Haddon-Leigh"),
        ("Mlss Keet", "Ola Tunde Keet"),
        ("Anneeke", "Anneke Tannerby"),
        ("Mlss Vu", "Vu Duc"),
        ("D Vus", "Vu Duc"),
        ("OT.K", "Ola Tunde Keet"),
        ("Q.Bh", "Quinn Bhandary"),
        ("P.HADDONLEIGH", "Philo Haddon-Leigh"),
        ("O.TK", "Ola Tunde Keet"),
        ("Da-ei Sorrell", "Da-Wei Sorrell"),
        ("Miss Yc", "Wen Ng-Ye"),
        ("Filo Haddon-Leigh", "Philo Haddon-Leigh"),
        ("T.K", "Ola Tunde Keet"),
        ("Mr Justice Tarrant", "Kit Tarrant"),
        ("Tarrants", "Kit Tarrant"),
    ],
)
def test_a_slip_is_somebody_of_the_case(written: str, whose: str) -> None:
    assert CASE.of(written) == (whose,)


@pytest.mark.parametrize(
    "written",
    [
        "Mirela Tarrant",  # a first name and a surname of two people
        "Karen Ozollns",  # somebody else of that family
        "Kat",  # another name
        "X.Z.",
        "Frances Tollamd",  # allowed names stay as they are written, or not at all
        "Grant",
        "J.",
        "Bo",  # too short to be a slip of anything
        "Bo Li",
        "X Tarrant",  # another initial
        "SP Keet",
        "Vus",  # alone somebody may be called so
        "X Vus",
        "Da-ex Sorrell",
        "Ei Sorrell",
        "Miss Yo",
        "Filo",
        "Nga",  # with a vowel it may be somebody's
        "duv",
        "Kt.arrant Lee",
        "Kits",  # a word
        "Justice Tarrant",  # without a title before it a first name
    ],
)
def test_another_name_is_nobody_of_the_case(written: str) -> None:
    assert CASE.of(written) == ()


@pytest.mark.parametrize("written", ["Mirela Ozollns", "Klt", "M.O.", "Tarrant, Ktt", "ktarrant", "Phiilo"])
def test_a_scanning_error_or_the_rest_of_the_name_makes_it_sure(written: str) -> None:
    assert CASE.read(written).sure


@pytest.mark.parametrize("written", ["Kitt", "Fawdi", "Miss Ozolinss"])
def test_one_letter_alone_may_be_somebody_else(written: str) -> None:
    spelt = CASE.read(written)
    assert spelt.people
    assert not spelt.sure


@pytest.mark.parametrize(
    ("written", "whose"),
    [
        ("T.Sh", ("Thuy Shelworth",)),
        ("TSh", ("Thuy Shelworth",)),
        ("T. Sh.", ("Thuy Shelworth",)),
        ("Thuy Sh", ("Thuy Shelworth",)),
        ("Thuy Ch", ()),
        ("S.Sh", ()),
        ("T.Kh", ()),
    ],
)
def test_two_letters_that_count_as_one_are_an_initial(written: str, whose: tuple[str, ...]) -> None:
    assert Slips([person("Thuy Shelworth"), person("Kit Tarrant")]).read(written).people == whose


def test_a_child_bears_no_title() -> None:
    child = Person(key="c", name="Idris Tarrant", code="Child R", category=Category.CHILD, role="", aliases=())
    slips = Slips([child])
    assert slips.of("Idriss") == ("c",)
    assert slips.read("Idriss", adult=True).people == ()


@pytest.mark.parametrize(
    ("word", "near"), [("tarrent", True), ("tarrant", False), ("ta", False), ("brannack", True), ("oldroyd", False)]
)
def test_a_word_is_near_a_listed_name_if_it_is_another_word_and_one_slip_away(word: str, near: bool) -> None:
    assert CASE.is_near(word) == near


def test_a_login_of_three_letters_has_no_vowel() -> None:
    slips = Slips([person("Ng Chi-Ming"), person("Lo Wen")])
    assert slips.of("ngm") == ("Ng Chi-Ming",)
    assert slips.of("low") == ()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("ozolinss", {"ozolins"}),
        ("mirela", set()),  # as listed
        ("tarrent", {"tarrant"}),
        ("kat", set()),  # a name of its own
        ("brannack", {"brannock"}),
        ("oldroyd", set()),
    ],
)
def test_the_listed_word_that_an_unknown_one_may_be_a_slip_of(written: str, words: set[str]) -> None:
    assert CASE.meant((written,)) == words


@pytest.mark.parametrize(
    ("written", "whose"),
    [
        ("l.t.", "Idris Tarrant"),
        ("l.T", "Idris Tarrant"),
        ("l.t", "Lena Tarrant"),
        ("L.T", "Lena Tarrant"),
        ("T.l", ""),
    ],
)
def test_a_small_l_beside_a_capital_is_an_i_unless_it_is_an_l(written: str, whose: str) -> None:
    assert Slips([person("Idris Tarrant")] if whose.startswith("I") else [person("Lena Tarrant")]).of(written) == (
        (whose,) if whose else ()
    )


@pytest.mark.parametrize(
    ("written", "adult", "people"), [("Vuh", True, 1), ("Vuh", False, 0), ("Vue", True, 1), ("Voh", True, 0)]
)
def test_a_short_surname_with_a_letter_more_is_a_slip_behind_a_title(written: str, adult: bool, people: int) -> None:
    spelt = CASE.read(written, adult=adult)
    assert (len(spelt.people), spelt.sure) == (people, False)
