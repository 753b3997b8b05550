"""Cells of a column of people: "J Whitlow", "Whitlow, Janet", "Janet Whitlow / Tom Barker".

Under a heading such as Name or Worker every cell that is shaped like names is names. Under Source, Author or
Lead, which also list records and posts ("GP notes", "Mosaic", "Service Manager"), a first name or an initial
must stand beside the surname. Who of the case it is, is told by ``decide.clusters``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from redactor.case.schema import Case
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.phrases import is_sign
from redactor.lexicon.publicterms import public_spans
from redactor.lexicon.role_text import normal_role
from redactor.lexicon.roles import code_tokens, role_for, role_titles
from redactor.lexicon.spoken_of import is_pet
from redactor.lexicon.standing import standing_words
from redactor.lexicon.titled_words import field_words
from redactor.lexicon.towns import is_known_town
from redactor.lexicon.words import is_word
from redactor.model import Finding, Span
from redactor.recognisers.base import SpanRecogniser, matches

_HEADING = regex.compile(
    r"(?i)^(?:(?P<people>(?:full |staff |worker'?s? |professional'?s? )?names?|workers?|recorded by|seen by|"
    r"completed by|entered by|staff(?: member)?|professionals?|practitioners?|allocated (?:to|worker)|"
    r"key ?workers?|attendees|present)|"
    r"(?P<records>sources?(?: of information)?|sources? ?/ ?(?:workers?|authors?|professionals?)|information sources?|"
    r"authors?|leads?(?: officer| person| professional)?|lead agency and name|responsible(?: officer| person)?|"
    r"person responsible|(?:action )?owners?|by whom|who|agency ?/ ?(?:worker|person)|role and name|"
    r"name(?:d person)? (?:and|/|&) (?:role|agency|title|post|designation)))"
    r" ?: "
)
_WORD = r"\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*"
_INITIALS = r"(?:\p{Lu}\.? ?){1,3}"
_PARTICLE = r"(?:(?:de|da|di|van|von|der|bin|bint|al|el|le|la|O['’]|Mc|Mac) ?)?"
_PERSON = regex.compile(
    rf"(?P<index>{_PARTICLE}{_WORD}, ?(?:{_WORD}|{_INITIALS})(?: {_WORD})?)"
    rf"|(?P<initial>(?<![\p{{L}}\d]){_INITIALS}(?<=[ .]){_PARTICLE}{_WORD})"
    rf"|(?P<full>{_WORD}(?: {_INITIALS}(?<=[ .]))?(?: {_PARTICLE}{_WORD}){{1,3}})"
    rf"|(?P<single>{_WORD})"
)
_SEPARATOR = regex.compile(r"\s*(?:[/;+\n\t]|(?<!\bA)&|\band\b|\bwith\b|,(?= \p{Lu}[\p{L}.]* \p{Lu})|\((?=[^)]*\)))\s*")
_SYSTEMS = frozenset(
    {
        "mosaic",
        "liquidlogic",
        "systmone",
        "rio",
        "emis",
        "ics",
        "carefirst",
        "framework",
        "niche",
        "genie",
        "sims",
        "cpoms",
    }
)
_SCORE = {"index": 0.75, "initial": 0.75, "full": 0.75, "single": 0.6}


class NameColumnRecogniser(SpanRecogniser):
    """Finds the people that a cell under a heading for people lists."""

    def __init__(self) -> None:
        super().__init__("person", "name column")

    def find(self, text: str) -> Iterable[Finding]:
        """Yield each name of a cell; ``text`` begins with the column's heading ("Worker: …")."""
        heading = _HEADING.match(text)
        if heading is None:
            return
        shields: list[Span] | None = None
        for start, end in _items(text, heading.end()):
            match = _PERSON.match(text, start, end)
            if match is None or not _is_whole(text, match, end) or not _is_name(match, people=bool(heading["people"])):
                continue
            if shields is None:
                shields = [*public_spans(text), *(span for span, _ in code_tokens(text))]
            if any(span.overlaps(Span(*match.span())) for span in shields) or is_pet(text, *match.span()):
                continue
            kind = match.lastgroup or "single"
            if kind == "single" and is_sign(text, match.end()):
                continue  # below a name "Barlow and Ortolani tests normal"
            if kind == "index" and _are_towns(text, match):
                continue  # "Luton, Warhurst and Elmby are served by one team"
            evidence = f"a name in the column “{heading[0][:-2].strip()}”"
            yield Finding(match.start(), match.end(), "person", _SCORE[kind], evidence)


def _items(text: str, start: int) -> Iterator[tuple[int, int]]:
    for separator in matches(_SEPARATOR, text):
        if separator.start() >= start:
            yield start, separator.start()
            start = separator.end()
    yield start, len(text)


def _is_whole(text: str, match: regex.Match[str], end: int) -> bool:
    """Whether the item is the name alone, or goes on with a comma, dash or role ("K Whitlow, HV").

    Behind one word the role must be all that follows: below a name stands "Keywork session with young person".
    """
    rest = text[match.end() : end].strip()
    if not rest or rest[0] in ",-–—(.":
        return True
    return role_for(rest) is not None and (match.lastgroup != "single" or normal_role(rest) in role_titles())


def _is_name(match: regex.Match[str], *, people: bool) -> bool:
    words = [w for w in regex.findall(r"[\p{L}\p{M}'’-]{2,}", match[0]) if w.lower() not in _SYSTEMS]
    own = [w for w in words if not _is_of_the_field(w)]
    if not own or len(own) < len(words) or role_for(match[0]) is not None:
        return False
    if all(word.lower() in standing_words() for word in own):
        return False  # "Lloyds, Barclays and Halifax accounts"
    if match.lastgroup == "single":
        return people and not is_word(own[0].lower()) and not (own[0].isupper() and len(own[0]) < 6)
    if match.lastgroup == "initial":
        return True
    return any(is_given_name(word) for word in own) or not any(is_word(word.lower()) for word in own)


_SERVED = regex.compile(r" and \p{Lu}[\p{L}'’-]+ (?:are|were|have)\b")


def _are_towns(text: str, match: regex.Match[str]) -> bool:
    """Whether two words that a comma parts begin a sentence about towns, not "Preston, J." or "Wigan, Karen"."""
    first, second = (part.strip() for part in match[0].split(",", 1))
    named = len(second.rstrip(".")) == 1 or is_given_name(second)
    return is_known_town(first) and not named and _SERVED.match(text, match.end()) is not None


def _is_of_the_field(word: str) -> bool:
    low = word.lower()
    compound = low.endswith("-led") and low.removesuffix("-led") in field_words()  # "Nurse-led clinic"
    return compound or low in field_words() or (word.isupper() and len(word) < 5)


def recognisers(case: Case | None) -> Iterable[SpanRecogniser]:  # noqa: ARG001  # the same for every case
    """The recogniser; it needs no case."""
    return (NameColumnRecogniser(),)
