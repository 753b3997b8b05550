"""What the rules of ``lexicon.titled`` share: a hit, and whether a lone word will do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.roles import role_titles
from redactor.lexicon.scanned import is_misread_word, mended
from redactor.lexicon.standing import standing_words
from redactor.lexicon.titled_roles import RoleWords, role_ending_at, role_starting_at
from redactor.lexicon.titled_runs import Run, all_places, is_place, is_village, name_word, names_something_else, never
from redactor.lexicon.titled_tokens import CAPITALS, TITLECASE, Token, Tokens
from redactor.lexicon.titled_words import field_words
from redactor.lexicon.towns import is_known_town
from redactor.lexicon.words import is_word, name_kinds

BESIDE = frozenset(",-(t:")
"""Gaps that may part a name from its role: comma, dash, bracket, tab, colon."""

_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "our", "my", "your", "its", "s"})
_ADJECTIVES = frozenset(
    {"allocated", "former", "previous", "current", "new", "then", "acting", "interim", "locum", "retired"}
    | {"named", "designated", "lead", "deputy", "assistant", "principal", "specialist", "key", "main", "own"}
    | {"maternal", "paternal", "elder", "older", "younger", "eldest", "youngest", "late", "next-door", "close"}
)
_AT = frozenset({"in", "at", "near", "from", "to", "around", "outside", "into", "towards", "via", "leaving"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A person found by one rule, as token indices (inclusive).

    Attributes:
        first: First token of the span (the title, where there is one).
        run: The name.
        title: The title as written, or empty.
        role: Code prefix, or empty.
        evidence: Which rule.
        score: 0 to 1.
    """

    first: int
    run: Run
    title: str
    role: str
    evidence: str
    score: float


def hit_at(tokens: Tokens, start: int, end: int, evidence: str) -> Iterator[Hit]:
    """A name without title or role at code points ``[start, end)``; nothing where no word is."""
    first = bisect_left(tokens.items, start, key=attrgetter("start"))
    last = bisect_left(tokens.items, end, key=attrgetter("start")) - 1
    if first <= last:
        yield Hit(first, Run(first, last, last - first + 1), "", "", evidence, 0.7)


def several(run: Run) -> bool:
    """Whether a run has more than one part, initials included."""
    return run.last > run.first


def is_determiner(token: Token) -> bool:
    """Whether a token is an article or possessive pronoun."""
    return token.low in _DETERMINERS


def modifies(tokens: Tokens, index: int) -> bool:
    """Whether a token can stand between a name and the role it belongs to ("LSCB", "Senior", "the")."""
    token = tokens.items[index]
    if token.low in _ADJECTIVES or is_determiner(token):
        return True
    if token.shape == CAPITALS and len(token.text) <= 6:
        return True
    return token.shape == TITLECASE and (never(token.low) or is_place(token.low))


def role_after(tokens: Tokens, last: int) -> RoleWords | None:
    """The role that follows a name ending at token ``last``: "…, the allocated health visitor"."""
    index = last + 1
    if index >= len(tokens.items) or tokens.gap(index) not in " ,-(t:n":
        return None
    for _ in range(5):
        found = role_starting_at(tokens, index)
        if found is not None:
            return None if introduces(tokens, found) else found
        if not modifies(tokens, index) or index + 1 >= len(tokens.items) or tokens.gap(index + 1) != " ":
            return None
        index += 1
    return None


def introduces(tokens: Tokens, found: RoleWords) -> bool:
    """Whether a role belongs to the name after it: "Hope, DC | Farrow"."""
    following = tokens.get(found.last + 1)
    if following is None or tokens.gap(found.last + 1) != " " or is_place(following.low):
        return False
    surname = following.shape == TITLECASE and not never(following.low) and "surname" in name_kinds(following.low)
    return surname or name_word(tokens, found.last + 1)


def role_before(tokens: Tokens, first: int) -> RoleWords | None:
    """The role that stands right before token ``first``."""
    if first == 0 or tokens.gap(first) not in " ,-(t:":
        return None
    return role_ending_at(tokens, first - 1)


_BRANCHED = frozenset({"home-start", "homestart", "healthwatch", "mencap", "relate"})
"""Bodies whose branches are called after their town: "Home-Start Copshaw"."""


_FEWEST = 2
"""Words of a role that may be misread and still be known by the others."""


def is_office(tokens: Tokens, run: Run) -> bool:
    """Whether a lone word makes an office of the one behind it, misread or not: "Named Midwife", "Nomed Midwife"."""
    first, following = tokens.items[run.first].low, tokens.get(run.last + 1)
    if several(run) or following is None or following.low not in field_words() or tokens.gap(run.last + 1) != " ":
        return False
    if is_given_name(first) or name_kinds(first):
        return False
    return is_word(first) or any(map(is_word, mended(first)))


def lone_word(tokens: Tokens, run: Run, gap: str, *, before_role: bool) -> bool:
    """Whether a single word beside a role is a person, given the gap between them."""
    token = tokens.items[run.last]
    if token.shape == CAPITALS and (gap != " " or len(token.low) < 5) and not _shouting(tokens, run):
        return False
    if (is_place(token.low) or (gap != " " and is_known_town(token.text))) and (
        gap != " " or not name_kinds(token.low) & {"place", "given", "surname"}
    ):
        return False
    if gap != " " and is_word(token.low) and not name_kinds(token.low) & {"given"}:
        return False
    following = tokens.get(run.last + 1)
    if token.low in standing_words() and (gap != " " or (following and following.low in standing_words())):
        return False  # "Named Midwife Lloyds, Barclays and Halifax accounts", but "Social worker Astra called"
    if following is not None and following.low == "of" and tokens.gap(run.last + 1) == " ":
        return False
    if is_office(tokens, run) or _is_misread_label(tokens, run):
        return False
    if _is_behind_branched(tokens, run):
        return False
    if not before_role:
        return True
    previous = tokens.get(run.first - 1)
    joined = previous is not None and tokens.gap(run.first) == " "
    return not (joined and previous is not None and previous.low in _AT)


def _is_behind_branched(tokens: Tokens, run: Run) -> bool:
    branch = tokens.get(run.first - 1)
    return branch is not None and branch.low in _BRANCHED and tokens.gap(run.first) == " "


def _is_misread_label(tokens: Tokens, run: Run) -> bool:
    """Whether a word before a colon is an ordinary one that a scanner misread: "Named Midwife Evcnt: …"."""
    return tokens.gap(run.last + 1) == ":" and is_only_misread(tokens.items[run.last].low)


def is_only_misread(low: str) -> bool:
    """Whether a word in small letters that no list knows is one error of a scanner from a word nobody is called by."""
    if is_word(low) or name_kinds(low) or is_given_name(low):
        return False
    return any(is_word(word) and not name_kinds(word) for word in mended(low))


def is_misread_role(tokens: Tokens, run: Run) -> bool:
    """Whether several words are a role but for one that a scanner misread, which is no name: "Narned Midwife"."""
    words = [token.low for token in tokens.items[run.first : run.last + 1]]
    for index, word in enumerate(words):
        if len(words) < _FEWEST or is_word(word) or name_kinds(word) or is_given_name(word):
            continue
        if any(" ".join((*words[:index], read, *words[index + 1 :])) in role_titles() for read in mended(word)):
            return True
    return False


def _shouting(tokens: Tokens, run: Run) -> bool:
    around = (tokens.get(run.first - 1), tokens.get(run.first - 2), tokens.get(run.last + 1))
    return any(t is not None and t.shape == CAPITALS and len(t.text) > 3 for t in around)


def acceptable(tokens: Tokens, run: Run, gap: str, *, before_role: bool) -> bool:
    """Whether a run beside a role is a person's name rather than a place or body."""
    if names_something_else(tokens, run) or (all_places(tokens, run) and several(run)):
        return False
    if all(is_misread_word(token.text) for token in tokens.items[run.first : run.last + 1]):
        return False  # "Indcpendent Ovcrview Author"
    if is_misread_role(tokens, run) or (_is_behind_branched(tokens, run) and is_village(tokens, run)):
        return False
    return several(run) or lone_word(tokens, run, gap, before_role=before_role)


def fills_line(tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens ``first`` to ``last`` are all that stands on their line or lines."""
    return tokens.gap(first) in "npt" and tokens.gap(last + 1) in "np,t"
