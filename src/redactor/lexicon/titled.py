"""People recognised by a title or a role beside the name.

Shared ground of the recogniser and the verifier: a pure function of the text.
It finds the people whom a glossary does not list, on the evidence that reviews
give: "Mrs Oldroyd", "health visitor Karen", "Karen Oldroyd, Independent Chair",
"Author: …", "OLDROYD, Karen", "PLEASE CONTACT …". Job titles, agencies, codes
(``SW1``, ``PC 4471``) and the names of ``public-terms.csv`` are nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from redactor.lexicon.name_cues import ABBREVIATIONS
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.phrases import is_eponym, is_sign
from redactor.lexicon.publicterms import public_spans
from redactor.lexicon.standing import in_set_phrase, known_words, standing_words
from redactor.lexicon.titled_cues import by_role, by_title
from redactor.lexicon.titled_hits import Hit, is_only_misread
from redactor.lexicon.titled_initials import by_initials, by_row
from redactor.lexicon.titled_labels import by_contact, by_family, by_index_order, by_label, email_names
from redactor.lexicon.titled_messages import by_message
from redactor.lexicon.titled_runs import is_place
from redactor.lexicon.titled_tokens import Tokens, tokens_of
from redactor.lexicon.towns import is_known_town
from redactor.lexicon.words import is_word
from redactor.model import Span


@dataclass(frozen=True, slots=True)
class TitledName:
    """A person found by a title or role.

    Attributes:
        start, end: Title and name, without the role phrase; half-open, in code points.
        name_start, name_end: The name alone, without a possessive ending.
        name: The name as written; for an e-mail address, as it spells.
        title: The title as written, or empty.
        role: Code prefix that title or role give (``HV``), or empty.
        evidence: Which rule found it, in plain words.
        score: 0 to 1.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    name: str
    title: str
    role: str
    evidence: str
    score: float


def titled_names(text: str, codes: Collection[str] = ()) -> tuple[TitledName, ...]:
    """Find everybody whom a title or a role gives away.

    Args:
        text: One segment; a label before it helps ("Name: " before a cell's text).
        codes: Codes of the case. The letter that ends one is nobody's initial:
            "It was for Child R. Grant agreed." names no R. Grant.

    Returns:
        Disjoint findings in order of their start.

    Raises:
        TimeoutError: if a search takes longer than its limit.
    """
    tokens = tokens_of(text)
    public = public_spans(text)
    found = [_named(tokens, hit) for hit in _hits(tokens)]
    lettered = tuple(code for code in codes if _LETTERED.search(code))
    found = [kept for item in found if (kept := _without_code(item, lettered, text)) is not None]
    found = [item for item in found if not (_is_public(item, public, text) or _has_family_code(item, lettered, text))]
    found = [item for item in found if not _is_of_test(item, text)]
    found = [item for item in found if item.title or not _SAINT.search(text, max(0, item.start - 8), item.start)]
    found += [
        TitledName(start, end, start, end, name, "", "", "a name in an e-mail address", 0.6)
        for start, end, name in email_names(text)
    ]
    return _disjoint(found)


def _hits(tokens: Tokens) -> Iterator[Hit]:
    yield from by_title(tokens)
    yield from by_role(tokens)
    yield from by_label(tokens)
    yield from by_contact(tokens)
    yield from by_index_order(tokens)
    yield from by_family(tokens)
    yield from by_message(tokens)
    yield from by_initials(tokens)
    yield from by_row(tokens)


def _named(tokens: Tokens, hit: Hit) -> TitledName:
    start, end = tokens.items[hit.run.first].start, tokens.items[hit.run.last].base_end
    return TitledName(
        start=tokens.items[hit.first].start,
        end=end,
        name_start=start,
        name_end=end,
        name=tokens.text[start:end],
        title=hit.title,
        role=hit.role,
        evidence=hit.evidence,
        score=round(hit.score, 2),
    )


def _without_code(item: TitledName, lettered: tuple[str, ...], text: str) -> TitledName | None:
    """A finding without the letter of a code taken for an initial; None if a new sentence is all that is left."""
    initial = _INITIAL.match(item.name)
    if not initial or not text[max(0, item.name_start - _LONGEST_CODE) : item.name_start + 1].endswith(lettered):
        return item
    if "." in initial[0] or "\n" in initial[0]:
        return None
    start = item.name_start + initial.end()
    words = text[start : item.name_end].split()
    if all(map(_is_of_sentence, words)) or _is_label(words[-1], text, item.end):
        return None  # "Family A ABSC.", and "Child R" above "Carcr: …"
    if len(words) == 1 and _begins_places(words[0], text, item.end):
        return None  # "Family F Jade plant": the role is the code's own
    if len(words) == 1 and (is_eponym(text, item.end) or is_sign(text, item.end)) and not is_given_name(words[0]):
        return None  # "Family C Ishihara plates"
    if len(words) > 1 and in_set_phrase(text, start, item.name_end):
        return None  # "Family B Braxton Hicks only"
    return replace(item, start=start, name_start=start, name=text[start : item.name_end])


def _is_of_sentence(word: str) -> bool:
    """Whether a word behind a code is an ordinary one or an abbreviation: "Family A ABSC."."""
    return is_word(word) or word.casefold() in ABBREVIATIONS or word.casefold() in standing_words()


def _is_label(word: str, text: str, end: int) -> bool:
    """Whether a word before a colon is an ordinary one that a scanner misread: "Revievved: …", "Carcr: …"."""
    return text[end : end + 1] == ":" and is_only_misread(word.casefold())


def _is_of_test(item: TitledName, text: str) -> bool:
    """Whether a name below a list of people or beside a role is that of a test: "Barlow and Ortolani tests normal"."""
    if item.title or not is_sign(text, item.end) or is_given_name(item.name):
        return False
    return item.name.casefold() in known_words("eponym")


def _begins_places(word: str, text: str, end: int) -> bool:
    """Whether a word behind a code is the first of a list of towns: "Family B Kendal, Town 2 and …"."""
    if not (is_place(word.casefold()) or is_known_town(word)):
        return False
    following = _NEXT.match(text, end)
    return following is not None and (following[1] in ("Place", "Town") or is_known_town(following[1]))


_NEXT = re.compile(r",\s([A-Z][\w-]+)")


def _has_family_code(item: TitledName, lettered: tuple[str, ...], text: str) -> bool:
    """Whether the family before or behind a finding is a code: nobody's role in "Her Honour Judge Family B"."""
    if item.role != "Family":
        return False
    at = _BEHIND.match(text, item.end)
    return at is not None and text.startswith(lettered, at.end())


_BEHIND = re.compile(r"[\s*_(,–-]{1,4}(?=Family )")
_LONGEST_CODE = 60
_SAINT = re.compile(r"\b(?:St|Saint)\.?[ \u00a0]$")
"""Before a name it makes a place or a body: "Elspool St Mary Young Carers"."""
_LETTERED = re.compile(r"\w [A-Z]$")
_INITIAL = re.compile(r"[A-Z](?:\.\s*|[\s*_]+)(?=\w)")
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx"})


def _is_public(item: TitledName, public: tuple[Span, ...], text: str) -> bool:
    """Whether a public name covers it; "Ms Gillick" is not the competence."""
    span = Span(item.start, item.end)
    covering = [other for other in public if other.overlaps(span)]
    if item.title.lower() in _COURTESY:
        return any(" " in other.of(text) and other.contains(Span(item.name_start, item.name_end)) for other in covering)
    return bool(covering)


def _disjoint(found: list[TitledName]) -> tuple[TitledName, ...]:
    """The longest of overlapping findings, with the role that any of them gives."""
    starts: list[int] = []
    kept: list[TitledName] = []  # disjoint, in the order of their starts
    for item in sorted(found, key=lambda f: (-(f.end - f.start), -f.score, f.start)):
        place = bisect_left(starts, item.end)
        if not place or kept[place - 1].end <= item.start:
            starts.insert(place, item.start)
            kept.insert(place, item)
            continue
        clash = place - 1
        while clash >= 0 and kept[clash].end > item.start:
            if not kept[clash].role and item.role and item.name == kept[clash].name:
                kept[clash] = replace(kept[clash], role=item.role)
            clash -= 1
    return tuple(kept)
