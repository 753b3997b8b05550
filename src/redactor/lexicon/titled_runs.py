"""Reading a run of words as a person's name, forwards and backwards.

After a title nearly every capitalised word is a name ("Ms Ward"). Beside a role
it must not be an ordinary word, unless people are called so ("HV Lincoln", "PC
Hope"); the second word of a full name may be one ("Karen Field").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.roles import role_titles
from redactor.lexicon.scanned import is_misread_word, mended
from redactor.lexicon.titled_roles import role_starting_at
from redactor.lexicon.titled_tokens import CAPITALS, INITIAL, OTHER, SMALL, TITLECASE, Token, Tokens
from redactor.lexicon.titled_words import (
    AGENCY,
    FUNCTION,
    MONTH_NAMES,
    NATIONAL,
    ORGANISATION_TAIL,
    PARTICLES,
    PLACES,
    SURNAME_WORDS,
    field_words,
    titles,
)
from redactor.lexicon.towns import is_known_town
from redactor.lexicon.words import is_word, name_kinds

LONGEST = 4
"""Words of a name, initials and particles not counted."""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``first`` to ``last`` (inclusive) that read as a name.

    Attributes:
        words: How many of them are words, not initials or particles.
    """

    first: int
    last: int
    words: int


_NOBODY = frozenset({"none", "unknown", "vacant"})
"""What a form has in place of a name."""


@lru_cache(maxsize=16384)
def never(low: str) -> bool:
    """Whether a word is never part of a name beside a role."""
    if low in FUNCTION or (low.endswith("-ji") and low[:-3] in role_titles()):
        return True  # "Nana-ji" is as little a name as "Nana"
    if low in SURNAME_WORDS:
        return False
    if low not in _NOBODY and _NOBODY.intersection(mended(low)):
        return True  # "Chair: Nonc"
    return low in AGENCY or low in NATIONAL or low in field_words()


@lru_cache(maxsize=16384)
def likely(low: str) -> bool:
    """Whether a word beside a role is more likely a name than anything else."""
    if never(low):
        return False
    if not is_word(low) and "-" in low:
        return not all(is_word(part) for part in low.split("-"))
    return not is_word(low) or low in SURNAME_WORDS or bool(name_kinds(low) & {"given", "place"})


def is_place(low: str) -> bool:
    """Whether a word is the name of a town, county or country, or has a county's ending."""
    return low in PLACES or low.endswith(("shire", "hampton", "borough"))


def _capital(token: Token | None) -> bool:
    return token is not None and token.shape in (TITLECASE, CAPITALS)


def _acronym(tokens: Tokens, index: int) -> bool:
    """Whether a word in capitals stands among words that are not."""
    token = tokens.items[index]
    if token.shape != CAPITALS:
        return False
    if len(token.low) < 4 or not set(token.low) & set("aeiouy"):
        return True
    around = [tokens.get(index + step) for step in (-2, -1, 1, 2)]
    shouting = [t for t in around if t is not None and t.shape == CAPITALS]
    quiet = [t for t in around if t is not None and t.shape in (TITLECASE, SMALL)]
    return len(quiet) > len(shouting) and not any(
        t is not None and t.shape in (TITLECASE, INITIAL) and likely(t.low) for t in around[1:3]
    )


def name_word(tokens: Tokens, index: int) -> bool:
    """Whether token ``index`` can be a name beside a role."""
    token = tokens.get(index)
    if token is None or not _capital(token) or not likely(token.low) or token.text in titles():
        return False
    if _NOTED.fullmatch(token.text):
        return False
    if token.low in MONTH_NAMES and _beside_number(tokens, index):
        return False
    return len(token.low) > 1 and not _acronym(tokens, index)


def _beside_number(tokens: Tokens, index: int) -> bool:
    around = (tokens.get(index - 1), tokens.get(index + 1))
    return any(token is not None and token.shape == OTHER for token in around)


def _second_word(tokens: Tokens, index: int) -> bool:
    """Whether an ordinary word can be the surname after a given name."""
    token = tokens.get(index)
    if token is None or not _capital(token) or len(token.low) < 3:
        return False
    if token.low in SURNAME_WORDS:
        return role_starting_at(tokens, index, least=2) is None
    if never(token.low) or token.low in MONTH_NAMES or token.low in ORGANISATION_TAIL:
        return False
    return token.shape == TITLECASE or bool(name_kinds(token.low) & {"surname"})


def _joins(tokens: Tokens, index: int) -> bool:
    """Whether the gap before token ``index`` lets a name go on."""
    gap = tokens.gap(index)
    if gap == " ":
        return True
    before = tokens.items[index - 1]
    if gap == ".":
        return before.shape == INITIAL or (before.shape == CAPITALS and len(before.text) < 3)
    return gap == "n" and _wraps(tokens, before) and not _begins_line(tokens.items[index])


def _begins_line(token: Token) -> bool:
    """Whether a word is an ordinary one that begins a line rather than goes on a name."""
    return is_word(token.low) and token.low not in SURNAME_WORDS and not name_kinds(token.low)


def _wraps(tokens: Tokens, token: Token) -> bool:
    """Whether a line was broken for its length only: at least 45 characters before the break."""
    line = tokens.text.rfind("\n", 0, token.start) + 1
    return token.end - line >= 45


def run_after(tokens: Tokens, index: int, *, titled: bool = False) -> Run | None:
    """The name that begins at token ``index``.

    Args:
        tokens: The text.
        index: Where the name must begin.
        titled: Whether a title stands before it, so that its first word may be
            any capitalised word that is no function word.
    """
    first, words, last = index, 0, -1
    while words < LONGEST:
        token = tokens.get(index)
        if token is None or (index > first and not _joins(tokens, index)):
            break
        kind = _part(tokens, index, words, titled=titled)
        if not kind:
            break
        if kind == "word":
            words, last = words + 1, index
            if token.possessive:
                break
        index += 1
    if last < 0:
        return None
    return Run(first, last, words)


def _part(tokens: Tokens, index: int, words: int, *, titled: bool) -> str:
    """``word``, ``link`` (an initial or particle) or empty."""
    token = tokens.items[index]
    following = tokens.get(index + 1)
    if token.shape == INITIAL or _initials(tokens, index):
        usable = following is not None and following.shape in (TITLECASE, CAPITALS, INITIAL)
        return "link" if usable and _joins(tokens, index + 1) else ""
    if token.low in PARTICLES and _particle(tokens, index):
        return "link"
    if not _capital(token):
        return ""
    if not words:
        good = _titled_word(token) if titled else name_word(tokens, index)
        return "word" if good else ""
    if role_starting_at(tokens, index, least=2) is not None or _labels(tokens, index):
        return ""
    if name_word(tokens, index) or (words == 1 and _second_ok(tokens, index)):
        return "word"
    return ""


def _labels(tokens: Tokens, index: int) -> bool:
    """Whether a word behind a name is a misread label of what follows: "Author: Karen Revievved: Marek"."""
    return tokens.gap(index + 1) == ":" and is_misread_word(tokens.items[index].text)


def _second_ok(tokens: Tokens, index: int) -> bool:
    token, before = tokens.items[index], tokens.items[index - 1]
    if token.shape != before.shape or (is_word(before.low) and before.low not in SURNAME_WORDS):
        return False
    return _second_word(tokens, index) and not (token.shape == CAPITALS and not name_kinds(token.low))


def _titled_word(token: Token) -> bool:
    return token.low not in FUNCTION and len(token.low) > 1


def _initials(tokens: Tokens, index: int) -> bool:
    """Two initials written without a stop before a surname: ``JK Last``."""
    token, following = tokens.items[index], tokens.get(index + 1)
    if token.shape != CAPITALS or len(token.text) != 2 or following is None:
        return False
    return following.shape == TITLECASE and likely(following.low) and not likely_acronym(token.text)


def likely_acronym(text: str) -> bool:
    """Whether two capitals are an abbreviation of the field rather than initials."""
    return text in {"GP", "SW", "HV", "PC", "DC", "DI", "DS", "CP", "IT", "UK", "LA", "SN", "HT", "MW", "PO", "TM"}


def _particle(tokens: Tokens, index: int) -> bool:
    token, following = tokens.items[index], tokens.get(index + 1)
    if following is None or not _joins(tokens, index + 1):
        return False
    if token.shape == SMALL:
        return (_capital(following) and token.low not in ("a", "y", "e", "la")) or following.low in PARTICLES
    return _capital(following) or following.low in PARTICLES


def run_before(tokens: Tokens, index: int) -> Run | None:
    """The name that ends at token ``index``, read backwards.

    The last word may be an ordinary one after a given name; the run stops at the
    first word that cannot be part of a name.
    """
    last = tokens.get(index)
    if last is None or not _capital(last):
        return None
    first, words = index, 0
    if name_word(tokens, index) or _ends_full_name(tokens, index):
        words = 1
    if not words:
        return None
    while words < LONGEST and first > 0 and _joins(tokens, first) and not tokens.items[first - 1].possessive:
        if name_word(tokens, first - 1):
            words += 1
        elif not _links(tokens, first - 1):
            break
        first -= 1
    while tokens.items[first].shape == SMALL and first < index:
        first += 1
    return Run(first, index, words)


def _ends_full_name(tokens: Tokens, index: int) -> bool:
    if not _joins(tokens, index) or not name_word(tokens, index - 1) or is_place(tokens.items[index - 1].low):
        return False
    return _second_ok(tokens, index)


def _links(tokens: Tokens, index: int) -> bool:
    token = tokens.items[index]
    return token.shape == INITIAL or token.low in PARTICLES or _initials(tokens, index)


def names_something_else(tokens: Tokens, run: Run) -> bool:
    """Whether the word after a run makes it the name of a place or body ("Fennhaven Clinic")."""
    if is_ward([token.low for token in tokens.items[run.first : run.last + 1]]):
        return True
    following = tokens.get(run.last + 1)
    if following is None:
        return False
    if tokens.items[run.last].possessive:
        return tokens.items[run.first].low == "st" and following.low == "day"  # "St Patrick's Day"
    gap = tokens.gap(run.last + 1)
    if gap != " " and not (gap == "n" and _wraps(tokens, tokens.items[run.last])):
        return False  # "Worker: Munro", and on the next line "Review date: …"
    if role_starting_at(tokens, run.last + 1, least=2) is not None:
        return False
    if following.shape == OTHER:
        return tokens.gap(run.last + 1) == " " and is_word(tokens.items[run.last].low) and run.words == 1
    given = is_given_name(tokens.items[run.first].low)
    if not given and (_is_refuge(tokens, run) or (run.words > 1 and _is_of_body(tokens, run))):
        return True
    if run.words > 1 and not _BODIES & {following.low, tokens.items[run.last].low}:
        return following.shape != SMALL and (following.low in ORGANISATION_TAIL or following.low in _OF_TRUSTS)
    return _ends_in_tail(tokens, run.last + 1)


def is_ward(words: Sequence[str]) -> bool:
    """Whether folded words are what a ward is called, one of them no name: "long stay ward", not "grace lily ward"."""
    *before, last = words
    if last != "ward" or len(before) < _DESCRIBED or is_given_name(before[0]):
        return False
    return any(is_word(word) and not (name_kinds(word) or is_given_name(word)) for word in before)


_DESCRIBED = 2
"""Words before "Ward" that describe it."""


def _is_refuge(tokens: Tokens, run: Run) -> bool:
    """Whether a body is named that is called after its town: "friend of Elmby Women's Aid"."""
    before, women, aid = (tokens.get(index) for index in (run.first - 1, run.last + 1, run.last + 2))
    if before is None or women is None or aid is None or before.low not in ("of", "from", "at"):
        return False
    named = women.low == "women" and women.possessive and aid.low == "aid"
    return named and tokens.gap(run.first) == tokens.gap(run.last + 1) == tokens.gap(run.last + 2) == " "


def _is_of_body(tokens: Tokens, run: Run) -> bool:
    """Whether the words behind several make them a body's: "Little Elmby Primary Care Trust", "Elmby Young Carers"."""
    following = tokens.items[run.last + 1]
    if tokens.items[run.last].low == "young" and following.shape != SMALL:
        return following.low in _YOUNG
    saint = any(token.low == "st" for token in tokens.items[run.first + 1 : run.last])
    place = saint or is_village(tokens, run) or is_known_town(tokens.items[run.first].text)
    if following.low in _TRADES and place:
        return True  # "Ashford Green CCG", "Selshaw St Mary CCG", "Selshaw Parva CCG"
    return following.low == "primary" and following.shape != SMALL and _ends_in_tail(tokens, run.last + 1)


def is_village(tokens: Tokens, run: Run) -> bool:
    """Whether several words are a place's by the first or last of them: "Little Elmby", "Selshaw Magna"."""
    ends = tokens.items[run.first].low, tokens.items[run.last].low
    by_ending = ends[1] in ("green", "heath", "cross") and _PLACE_ENDING.fullmatch(ends[0]) is not None
    return run.last > run.first and (ends[0] in _BEFORE_PLACE or ends[1] in _BEHIND_PLACE or by_ending)


_PLACE_ENDING = re.compile(
    r"\w{3,}(?:dale|ham|ton|by|ford|hurst|worth|wick|combe|minster|pool|mouth|stead|thorpe|chester)"
)
_BEFORE_PLACE = frozenset({"little", "great", "upper", "lower", "nether", "new", "north", "south", "east", "west"})
_BEHIND_PLACE = frozenset({"magna", "parva", "regis", "spa", "bay", "monachorum", "episcopi"})
"""What villages are told apart by."""


def _ends_in_tail(tokens: Tokens, index: int) -> bool:
    """Whether capitalised words of the field lead to the kind of a body: "… Primary School"."""
    for step in range(3):
        token = tokens.get(index + step)
        if token is None or token.shape == SMALL or (step and tokens.gap(index + step) != " "):
            return False
        if token.low in ORGANISATION_TAIL or token.low in _TRADES:
            return True
        if not (never(token.low) or token.low in _BODIES):
            return False
    return False


_NOTED = re.compile(r"[A-Z]{2,}['’][ds]")
"""An abbreviation used as a verb: "DNA'd"."""
_BODIES = frozenset({"valley", "bay", "metropolitan"})
"""Words between the name of a place and the kind of a body: "Elmby Valley Police"."""
_YOUNG = frozenset({"carers", "people", "adults", "women", "men", "minds", "persons"})
"""Whom a body is for, behind "Young"."""
_OF_TRUSTS = frozenset({"nhs", "hospitals"})
"""Words of a trust's name behind its places: "Little Elmby Hospitals NHS Trust"."""
_TRADES = frozenset(
    """ccg ccgs pct icb foodbank taxis cabs motors builders solicitors homes hospitals fostering
    cleaning lettings""".split()  # noqa: SIM905
)
"""What ends the name of a firm or a body of the NHS."""


def all_places(tokens: Tokens, run: Run) -> bool:
    """Whether every word of a run is the name of a town or county, and no initial makes it a surname: "B Hull"."""
    items = tokens.items[run.first : run.last + 1]
    words = [t for t in items if t.shape in (TITLECASE, CAPITALS)]
    if items[0].shape == INITIAL and len(words) == 1 and "surname" in name_kinds(words[0].low):
        return False
    return all(is_place(token.low) for token in words)
