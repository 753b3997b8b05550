from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.lexicon.folding import fold_text
from redactor.lexicon.forms import NameForm, forms_of
from redactor.lexicon.name_parts import is_initials, parse_name, spellings, words_of
from redactor.model import Category, Origin, Person

KINDS = {
    "full name",
    "surname first",
    "initial surname",
    "title surname",
    "surname",
    "first name",
    "nickname",
    "initials",
    "plural family",
    "joined",
    "address part",
    "identifier",
}


def person(
    name: str, category: Category = Category.PROFESSIONAL, *aliases: str, origin: Origin = Origin.GLOSSARY
) -> Person:
    return Person("g1", name, "SW1", category, aliases=aliases, origin=origin)


def written(name: str, category: Category = Category.PROFESSIONAL, *aliases: str) -> dict[str, NameForm]:
    return {" ".join(form.tokens): form for form in forms_of(person(name, category, *aliases))}


@pytest.mark.parametrize(
    ("tokens", "kind"),
    [
        ("karen anne oldroyd", "full name"),
        ("karen oldroyd", "full name"),
        ("karen a oldroyd", "full name"),
        ("anne oldroyd", "full name"),
        ("k oldroyd", "initial surname"),
        ("k a oldroyd", "initial surname"),
        ("ka oldroyd", "initial surname"),
        ("oldroyd karen", "surname first"),
        ("oldroyd karen anne", "surname first"),
        ("oldroyd k", "surname first"),
        ("ms oldroyd", "title surname"),
        ("oldroyd", "surname"),
        ("oldroyds", "plural family"),
        ("karen", "first name"),
        ("karen anne", "first name"),
        ("kaz", "nickname"),
        ("kaz oldroyd", "nickname"),
        ("k o", "initials"),
        ("k a o", "initials"),
        ("karenoldroyd", "joined"),
        ("koldroyd", "joined"),
        ("oldroydk", "joined"),
    ],
)
def test_forms_of_a_person(tokens: str, kind: str) -> None:
    assert written("Dr Karen Anne Oldroyd")[tokens].kind == kind


@pytest.mark.parametrize("name", ["HV Tolland", "Health Visitor Tolland", "Baby Tolland", "PC 4471 Tolland"])
def test_a_role_in_the_list_is_no_first_name(name: str) -> None:
    assert {"hv", "health", "baby", "pc", "visitor"}.isdisjoint(written(name))


def test_middle_name_alone_is_no_form() -> None:
    assert "anne" not in written("Karen Anne Oldroyd")


@pytest.mark.parametrize(
    ("name", "tokens", "strength"),
    [
        ("Karen Oldroyd", "oldroyd", "strong"),
        ("Karen Oldroyd", "karen", "strong"),
        ("Karen Oldroyd", "kaz", "weak"),
        ("Jane Hope", "hope", "weak"),
        ("Jane Hope", "hopes", "weak"),
        ("Jane Hope", "jane hope", "strong"),
        ("Mark Page", "mark page", "weak"),
        ("Jane Hope", "j hope", "weak"),
        ("Jane Hope", "mrs hope", "strong"),
        ("Wei Ng", "ng", "weak"),
        ("Alan Lincoln", "lincoln", "weak"),
        ("Tom Brannock", "tom", "strong"),
    ],
)
def test_strength(name: str, tokens: str, strength: str) -> None:
    assert written(name)[tokens].strength == strength


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Siobhan O'Brannock", ["o brannock", "obrannock", "siobhan obrannock"]),
        ("Siobhan OBrannock", ["o brannock", "obrannock"]),
        ("Fatima Al-Hassoun", ["al hassoun", "alhassoun", "hassoun", "f hassoun"]),
        ("Fatima Alhassoun", ["al hassoun", "alhassoun"]),
        ("Hugo van der Bergen", ["van der bergen", "vanderbergen", "van derbergen", "bergen", "hugo bergen"]),
        ("Ewan McBrannoch", ["mcbrannoch", "mc brannoch", "macbrannoch", "mac brannoch"]),
        ("Ewan MacBrannoch", ["mcbrannoch", "mac brannoch"]),
        ("Jane Oldroyd-Tolland", ["oldroyd tolland", "oldroydtolland", "oldroyd", "tolland", "jane tolland"]),
        ("Mary-Jane Tolland", ["mary jane tolland", "maryjane tolland", "mary tolland", "mary"]),
        ("Łukasz Wiśniowski", ["lukasz wisniowski", "wisniowski"]),
        ("TOLLAND, Frances", ["frances tolland", "tolland frances"]),
        ("TOLLAND Frances", ["frances tolland"]),
        ('Karen "Kazzy" Oldroyd', ["kazzy", "kazzy oldroyd", "karen oldroyd"]),
        ("Karen Oldroyd (née Tolland)", ["karen oldroyd", "karen tolland", "tolland"]),
        ("J.P. Brannock", ["j brannock", "j p brannock", "jp brannock"]),
        ("Leon Tolland-Brannock", ["leon t b", "leon t brannock", "leon t"]),
        ("Nanny Tolland", ["nanny tolland", "tolland"]),
        ("HV Tolland", ["tolland", "ms tolland"]),
        ("Health Visitor Frances Tolland", ["frances tolland", "frances"]),
        ("Detective Constable Tolland", ["tolland"]),
        ("Mr Brannock", ["brannock", "mr brannock"]),
        ("Frances Tolland OBE", ["frances tolland"]),
        ("James Holloways", ["holloways", "hollowayses"]),
    ],
)
def test_spelling_variants(name: str, tokens: list[str]) -> None:
    forms = written(name)
    assert [form for form in tokens if form not in forms] == []


def test_aliases_are_names_nicknames_or_initials() -> None:
    forms = written("Karen Oldroyd", Category.CHILD, "Kazzy", "F.L.", "Karen Tolland")
    assert forms["kazzy"].kind == "nickname"
    assert forms["kazzy"].strength == "strong"
    assert forms["kazzy oldroyd"].kind == "nickname"
    assert forms["f l"].kind == forms["fl"].kind == "initials"
    assert forms["karen tolland"].kind == "full name"
    assert forms["tolland"].kind == "surname"


@pytest.mark.parametrize(
    ("name", "category", "tokens", "kind"),
    [
        ("14 Marlowe Road, Fennton, FE1 2AB", Category.PLACE, "14 marlowe rd", "address part"),
        ("14 Marlowe Road, Fennton, FE1 2AB", Category.PLACE, "marlowe road", "address part"),
        ("14 Marlowe Road, Fennton, FE1 2AB", Category.PLACE, "fe12ab", "address part"),
        ("14 Marlowe Road, Fennton, FE1 2AB", Category.PLACE, "fe1 2ab", "address part"),
        ("St Wilfrund's Primary School", Category.ORGANISATION, "saint wilfrunds primary school", "full name"),
        ("St Wilfrund's Primary School", Category.ORGANISATION, "st wilfrund s", "address part"),
        ("Brackenfold Primary School", Category.ORGANISATION, "brackenfold", "address part"),
        ("FN/2011/0042", Category.IDENTIFIER, "fn20110042", "identifier"),
        ("01632 960123", Category.IDENTIFIER, "441632960123", "identifier"),
        ("+44 1632 960123", Category.IDENTIFIER, "01632960123", "identifier"),
    ],
)
def test_places_and_identifiers(name: str, category: Category, tokens: str, kind: str) -> None:
    assert written(name, category)[tokens].kind == kind


def test_a_town_and_an_ordinary_word_are_no_part() -> None:
    assert "fennton" not in written("14 Marlowe Road, Fennton, FE1 2AB", Category.PLACE)
    assert "hope" not in written("Hope Primary School", Category.ORGANISATION)
    assert "park house" in written("Park House Primary School", Category.ORGANISATION)


def test_kept_names_have_no_parts() -> None:
    forms = forms_of(person("Jane Munrobie", Category.KEEP, "Munrobie Trust", origin=Origin.KEEP))
    assert [form.tokens for form in forms] == [("jane", "munrobie"), ("munrobie", "trust")]


@pytest.mark.parametrize(
    ("name", "answer"), [("F.L.", True), ("F. L.", True), ("FL", True), ("SAM", False), ("Flo", False), ("F", False)]
)
def test_initials_are_recognised(name: str, answer: bool) -> None:
    assert is_initials(name) is answer


def test_parts_of_a_name() -> None:
    parts = parse_name("Dr. Karen Anne van der Bergen")
    assert (parts.given, parts.middles, parts.surname) == ("Karen", ("Anne",), "van der Bergen")


@given(st.text(max_size=30), st.sampled_from(list(Category)), st.lists(st.text(max_size=12), max_size=2))
def test_any_name_has_well_formed_forms(name: str, category: Category, aliases: list[str]) -> None:
    forms = forms_of(person(name, category, *aliases))
    assert len({form.tokens for form in forms}) == len(forms)
    for form in forms:
        assert form.kind in KINDS
        assert form.tokens
        assert all(token and token.isalnum() and fold_text(token) == token for token in form.tokens)


@given(st.from_regex(r"[A-Z][a-z]{2,8}(?:['-][A-Z][a-z]{2,8})?", fullmatch=True))
def test_spellings_keep_the_letters(part: str) -> None:
    assert words_of(part) in spellings(part)
    plain = "".join(words_of(part))
    assert (plain,) in spellings(part)
