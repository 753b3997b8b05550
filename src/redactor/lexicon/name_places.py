"""Written forms of places, organisations and identifiers of a case, and their parts."""

from __future__ import annotations

import re

from redactor.lexicon.folding import fold_text, letters_only
from redactor.lexicon.name_parts import Tokens, words_of
from redactor.lexicon.name_sets import vocabulary
from redactor.lexicon.words import is_name_word, is_word

_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b")
_SEPARATOR = re.compile(r"[,;\n]+")
_KIND_WORDS = vocabulary(
    "primary infant infants junior juniors secondary high grammar academy school schools nursery preschool pre"
    " kindergarten college community foundation special rc ce c of e church england catholic roman first middle lower"
    " upper hospital hospitals general infirmary surgery practice medical centre center health clinic children"
    " childrens s home day care unit the trust nhs group gp and"
)
_STREETS = {
    "road": "rd",
    "street": "st",
    "avenue": "ave",
    "lane": "ln",
    "close": "cl",
    "drive": "dr",
    "crescent": "cres",
    "gardens": "gdns",
    "place": "pl",
    "court": "ct",
    "square": "sq",
    "terrace": "terr",
    "grove": "gr",
    "saint": "st",
    "mount": "mt",
}
_SHORT = {short: long for long, short in _STREETS.items() if long != "saint"}
_STREET_WORDS = frozenset(_STREETS) | frozenset(_STREETS.values()) | frozenset(("way", "hill", "rise", "view", "row"))

Form = tuple[Tokens, str]


def place_forms(name: str) -> frozenset[Form]:
    """Return ``(tokens, kind)`` of a place or organisation; kinds ``full name`` and ``address part``."""
    found: set[Form] = set()
    for postcode in _POSTCODE.finditer(fold_text(name)):
        found |= {((postcode[1], postcode[2]), "address part"), ((postcode[1] + postcode[2],), "address part")}
    for tokens in _spelled(words_of(name)) | _spelled(words_of(name.replace("'", "").replace("’", ""))):
        found.add((tokens, "full name"))
    lines = [line for line in _SEPARATOR.split(name) if words_of(line)]
    street = _street_line(lines)
    if street:
        opening = words_of(" ".join(lines[: _street_at(lines) + 1]))
        for tokens in _spelled(street) | _spelled(opening):
            found.add((tokens, "address part"))
            if tokens[0][0].isdigit() and len(tokens) > 2:
                found.add((tokens[1:], "address part"))
    if lines and not street:
        found |= {(tokens, "address part") for tokens in _short_names(words_of(lines[0]))}
    return frozenset(found)


def _street_line(lines: list[str]) -> Tokens:
    """The first line that holds a street: "14 Marlowe Road"; empty if there is none."""
    for line in lines:
        tokens = words_of(line)
        cut = next((index for index, token in enumerate(tokens) if token in _STREET_WORDS and index > 0), 0)
        if cut and (tokens[0][0].isdigit() or len(lines) > 1 or len(tokens) == cut + 1):
            start = next((index for index, token in enumerate(tokens) if token[0].isdigit()), 0)
            return tokens[start : cut + 1] if start < cut else tokens[: cut + 1]
    return ()


def _street_at(lines: list[str]) -> int:
    """The number of the line that holds the street; 0 if there is none."""
    street = _street_line(lines)
    return next((at for at, line in enumerate(lines) if street and _street_line([line]) == street), 0)


def _spelled(tokens: Tokens) -> set[Tokens]:
    """The tokens with street words written out and abbreviated, "and" dropped, possessive s joined."""
    if not tokens:
        return set()
    found = {tokens}
    found.add(tuple(_STREETS.get(token, token) for token in tokens))
    found.add(tuple(_SHORT.get(token, token) if index else token for index, token in enumerate(tokens)))
    if tokens[0] == "st":
        found.add(("saint", *tokens[1:]))
    for form in tuple(found):
        if "s" in form[1:]:
            at = form.index("s", 1)
            found.add((*form[: at - 1], form[at - 1] + "s", *form[at + 1 :]))
            found.add((*form[:at], *form[at + 1 :]))
        if "and" in form:
            found.add(tuple(word for word in form if word != "and"))
        if form[0] == "the" and len(form) > 1:
            found.add(form[1:])
    return {form for form in found if form}


def _short_names(tokens: Tokens) -> set[Tokens]:
    """A school's or practice's name without "Primary School" …, while what remains tells it apart."""
    found: set[Tokens] = set()
    while len(tokens) > 1 and tokens[-1] in _KIND_WORDS:
        if tokens[-1] == "s" and tokens[-2] not in _KIND_WORDS:
            break  # the s of "St Wilfrid's"
        tokens = tokens[:-1]
        own = [token for token in tokens if token not in _KIND_WORDS]
        telling = any(not is_word(token) and not is_name_word(token) and len(token) > 2 for token in own)
        if own and (telling or len(own) >= 2):
            found |= _spelled(tokens)
    return found


def identifier_forms(name: str) -> frozenset[Form]:
    """Return ``(tokens, "identifier")``: as written, cut at letter/digit changes, and without separators.

    A phone number also with its country code, and without the leading nought.
    """
    compact = letters_only(name)
    if not compact:
        return frozenset()
    cut = tuple(re.findall(r"\d+|[^\W\d_]+", fold_text(name)))
    found = {words_of(name), cut, (compact,)}
    found |= {(variant,) for variant in phone_variants(compact)}
    return frozenset((tokens, "identifier") for tokens in found)


def phone_variants(compact: str) -> frozenset[str]:
    """Other writings of a UK phone number given as digits only; empty if it is none."""
    if re.fullmatch(r"0[1237]\d{8,9}", compact):
        rest = compact[1:]
    elif match := re.fullmatch(r"(?:00)?440?([1237]\d{8,9})", compact):
        rest = match[1]
    else:
        return frozenset()
    return frozenset((f"0{rest}", f"44{rest}", f"440{rest}", f"0044{rest}", f"00440{rest}"))
