"""Random invented people in random sentences: every form is found with its exact span, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.model import Category, Person
from redactor.recognisers._matching.index import NameIndex

# Stems that make no English word and no known name, and no near relation of one another.
GIVEN = ["Brenvila", "Odzimar", "Quillany", "Tharsine", "Jevronka", "Ulvembo", "Fazhirun", "Wystarok"]
SURNAME = ["Oxtherby", "Kravdelin", "Pulmaquez", "Zethwick", "Drovanji", "Mulgrathe", "Ybarsent", "Hexlowen"]

Maker = Callable[[str, str], tuple[str, str]]
"""Given name and surname -> what stands in the text, and the part that the finding must cover."""


def plain(pattern: str) -> Maker:
    def make(given_name: str, surname: str) -> tuple[str, str]:
        written = pattern.format(g=given_name, s=surname, i=given_name[0], G=given_name.upper(), S=surname.upper())
        before, _, rest = written.partition("<")
        part, _, behind = rest.partition(">")
        return before + part + behind, part

    return make


def small(maker: Maker) -> Maker:
    def make(given_name: str, surname: str) -> tuple[str, str]:
        text, part = maker(given_name, surname)
        return text.lower(), part.lower()

    return make


def swapped(given_name: str, surname: str) -> tuple[str, str]:
    """Two inner letters of the surname change places: one error."""
    wrong = surname[:3] + surname[4] + surname[3] + surname[5:]
    return f"{given_name} {wrong}", f"{given_name} {wrong}"


def dropped(given_name: str, surname: str) -> tuple[str, str]:
    wrong = surname[:4] + surname[5:]
    return f"Ms {wrong}", f"Ms {wrong}"


def spaced(given_name: str, surname: str) -> tuple[str, str]:
    text = " ".join(given_name) + "  " + " ".join(surname)
    return text, text


def hyphenated(given_name: str, surname: str) -> tuple[str, str]:
    text = f"{given_name} {surname[:4]}-\n{surname[4:]}"
    return text, text


def invisible(given_name: str, surname: str) -> tuple[str, str]:
    text = f"{given_name[:2]}\u200b{given_name[2:]} {surname[:3]}\u00ad{surname[3:]}"
    return text, text


def lookalike(given_name: str, surname: str) -> tuple[str, str]:
    text = f"{given_name} {surname}".translate(str.maketrans("aeoic", "аеοіс"))
    return text, text


def accented(given_name: str, surname: str) -> tuple[str, str]:
    text = f"{given_name} {surname}".translate(str.maketrans("alo", "áłø")).replace("e", "e\u0308")
    return text, text


FORMS: dict[str, Maker] = {
    "full": plain("<{g} {s}>"),
    "capitals": plain("<{G} {S}>"),
    "small": small(plain("<{g} {s}>")),
    "middle": plain("<{g} Zylphene {s}>"),
    "title": plain("<Ms {s}>"),
    "title with stop": plain("<Dr. {s}>"),
    "title and full": plain("<Mrs {g} {s}>"),
    "initial": plain("<{i}. {s}>"),
    "initial without stop": plain("<{i} {s}>"),
    "surname first": plain("<{S}, {g}>"),
    "surname first, plain": plain("<{s} {g}>"),
    "first name": plain("<{g}>"),
    "first name, small": small(plain("<{g}>")),
    "surname": plain("<{s}>"),
    "surname, small": small(plain("<{s}>")),
    "possessive": plain("<{s}>'s"),
    "curly possessive": plain("<{g} {s}>’s"),
    "plural family": plain("<{s}s>"),
    "family": plain("<{s}> household"),
    "line break": plain("<{g}\n{s}>"),
    "tab": plain("<{g}\t{s}>"),
    "no-break space": plain("<{g}\u00a0{s}>"),
    "address": small(plain("<{g}.{s}>@fennshire.example")),
    "short address": small(plain("<{i}{s}>@fennshire.example")),
    "turned address": small(plain("<{s}{i}>@fennshire.example")),
    "slug": small(plain("/people/<{g}-{s}>/")),
    "file name": plain("<{s}_{g}>_IMR.docx"),
    "camel": plain("<{g}{s}>"),
    "digit": plain("<{s}>1"),
    "footnote": plain("<{s}>²"),
    "header code": plain("&C<{s}>"),
    "swapped letters": swapped,
    "dropped letter": dropped,
    "spaced": spaced,
    "hyphenated": hyphenated,
    "invisible": invisible,
    "look-alike": lookalike,
    "accented": accented,
}

BEFORE = [
    "",
    "the worker saw ",
    "On 3 March 2011 ",
    "It was noted that ",
    "(",
    "“",
    "seen with ",
    "Present: ",
    "a call from ",
]
BEHIND = [
    "",
    " at home.",
    ", who was well.",
    ")",
    ".",
    " and the baby",
    "; no concerns",
    " was not told",
    "\nNext entry",
]
WORDS = [
    "the health visitor",
    "called at home",
    "saw mother",
    "no concerns",
    "Ofsted",
    "the Children Act 1989",
    "on 4 May",
]


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, ...]:
    given_names = draw(st.permutations(GIVEN))
    surnames = draw(st.permutations(SURNAME))
    count = draw(st.integers(1, 6))
    return tuple(
        Person(f"g{number}", f"{given_names[number]} {surnames[number]}", f"SW{number + 1}", Category.PROFESSIONAL)
        for number in range(count)
    )


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12, deadline=None)
@given(listed=people(), before=st.sampled_from(BEFORE), behind=st.sampled_from(BEHIND), data=st.data())
def test_every_form_is_found_exactly(
    form: str, listed: tuple[Person, ...], before: str, behind: str, data: st.DataObject
) -> None:
    person = data.draw(st.sampled_from(listed))
    given_name, surname = person.name.split()
    written, part = FORMS[form](given_name, surname)
    text = before + written + behind
    start = len(before) + written.index(part)
    hits = NameIndex(listed).matches(text)
    assert [(hit.start, hit.end, hit.people) for hit in hits] == [(start, start + len(part), (person.key,))]


@settings(max_examples=40, deadline=None)
@given(people(), st.lists(st.sampled_from(WORDS), max_size=30))
def test_carriers_without_names_give_nothing(listed: tuple[Person, ...], words: list[str]) -> None:
    assert NameIndex(listed).matches(" ".join(words)) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.text(max_size=8), st.sampled_from([*GIVEN, *SURNAME, "\u200b", "-\n", "&C"])), max_size=14)
)
def test_spans_lie_in_the_text_and_do_not_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    listed = tuple(
        Person(f"g{number}", f"{given_name} {surname}", "", Category.FAMILY)
        for number, (given_name, surname) in enumerate(zip(GIVEN, SURNAME, strict=True))
    )
    behind = 0
    for hit in NameIndex(listed).matches(text):
        assert behind <= hit.start < hit.end <= len(text)
        behind = hit.end


def test_long_awkward_texts_stay_linear() -> None:
    """Letters in a row, hyphens, digits, one endless word: none may take more than a moment."""
    index = NameIndex((Person("g", "Brenvila Oxtherby", "SW1", Category.PROFESSIONAL),))
    for piece in ("a ", "a-", "x", "a1B2", "Ox\n", "Brenvila ", "- ", "A. "):
        assert len(index.matches(piece * 20_000)) <= 20_000
