"""What stands beside a mention: middle names in between, another person's name, an allowed person's role."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from redactor.lexicon.name_parts import words_of
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.words import is_name_word, is_proper_noun, is_word
from redactor.model import Person
from redactor.recognisers._matching.mentions import Mention
from redactor.recognisers._matching.tokens import Line

_WORD = r"[\"“'‘(]?[^\W\d_a-z][^\W\d_]*\.?(?:['’-][^\W\d_]+)?[\"”'’)]?"
_BETWEEN = re.compile(rf"[ \t\xa0]*[\s-]?[ \t\xa0]*{_WORD}(?:\s+{_WORD})?\s+")
_FIRSTS = frozenset(("first name", "nickname", "initial surname"))
_MIDDLES = frozenset(("first name", "nickname"))
_SURNAMES = frozenset(("surname", "title surname", "family"))
_HALVABLE = frozenset(("full name", "surname", "title surname", "initial surname", "nickname", "surname first"))
_OFFICES = frozenset(("author", "chair", "chairman", "chairwoman", "chairperson", "reviewer", "writer"))


def fill_middles(source: str, mentions: list[Mention]) -> list[Mention]:
    """Join first name and surname of one person over a middle or pet name that the case does not list."""
    out: list[Mention] = []
    for mention in mentions:
        for back in (2, 1):
            if len(out) >= back and (joined := _joined(source, out[-back], mention, out[len(out) - back + 1 :])):
                del out[-back:]
                mention = joined
                break
        out.append(mention)
    return out


def _joined(source: str, left: Mention, right: Mention, inner: Sequence[Mention]) -> Mention | None:
    if left.kind not in _FIRSTS or right.kind not in _SURNAMES or right.titled:
        return None
    owners = tuple(owner for owner in left.owners if owner in right.owners)
    between = source[left.end : right.start]
    if not owners or len(between) > 40 or not _BETWEEN.fullmatch(between):
        return None
    if not all(set(mention.owners) & set(owners) or mention.kind in _MIDDLES for mention in inner):
        return None
    words = re.findall(r"[^\W\d_]+", between)
    if not all(len(word) == 1 or is_given_name(word) or is_name_word(word) or not is_word(word) for word in words):
        return None
    return replace(
        right,
        start=left.start,
        first=left.first,
        owners=owners,
        kind="full name",
        titled=left.titled,
        cost=max(left.cost, right.cost),
        score=min(left.score, right.score),
    )


def with_other_halves(line: Line, mentions: Sequence[Mention]) -> list[Mention]:
    """Take the unlisted half of a double name into the mention: Oldroyd-Smith, El-Tikriti.

    The half is tied to the name by a hyphen, has a capital, is no ordinary word and no mention of its own.
    """
    starts = {mention.first for mention in mentions}
    behinds = {mention.behind for mention in mentions}
    out = []
    for mention in mentions:
        if mention.kind in _HALVABLE:
            before = mention.first - 1
            alone = before >= 0 and mention.first not in behinds and not mention.titled
            if alone and _is_half(line, before, mention.first):
                mention = replace(mention, start=line.span(before, mention.first).start, first=before)
            behind = mention.behind
            if behind < len(line) and behind not in starts and _is_half(line, behind, behind):
                mention = replace(mention, end=line.span(behind, behind + 1).end, behind=behind + 1)
        out.append(mention)
    return out


def _is_half(line: Line, index: int, gap: int) -> bool:
    """Whether token ``index`` is a name's other half; ``gap`` is the number of the token behind the hyphen."""
    written = line.written(index, index + 1)
    if line.gap(gap) not in ("-", "\u2010", "\u2011") or len(written) < 2:
        return False
    if written.islower():  # what a slip left of it: "Lynch-eid"; not "Lynch-led"
        return (
            index >= gap and len(written) > 2 and (not is_word(line.texts[index]) or is_proper_noun(line.texts[index]))
        )
    name = is_name_word(line.texts[index]) or not is_word(line.texts[index])
    return name and written.istitle() and written.isalpha()


def other_name_beside(line: Line, mention: Mention, starts: Container[int], behinds: Container[int]) -> bool:
    """Whether an unlisted surname follows a first name, or an unlisted given name stands before a surname.

    Args:
        line: The text.
        mention: A listed person's mention.
        starts: Numbers of the first tokens of all mentions.
        behinds: Numbers of the tokens behind all mentions.
    """
    if mention.kind in ("first name", "nickname") and mention.behind < len(line) and mention.behind not in starts:
        written = line.written(mention.behind, mention.behind + 1)
        plain = line.gap(mention.behind) == " " and written.istitle() and len(written) > 2
        return plain and not is_word(written)
    if mention.kind == "surname" and mention.first > 0 and mention.first not in behinds and not mention.titled:
        written = line.written(mention.first - 1, mention.first)
        return line.gap(mention.first) == " " and written.istitle() and is_given_name(written)
    return False


def has_role(source: str, mention: Mention, person: Person) -> bool:
    """Whether the role of an allowed person stands beside the name ("the author, Tolland")."""
    offices = (_OFFICES & set(words_of(person.role))) or _OFFICES
    office = "(?:" + "|".join(sorted(offices)) + ")"
    before = source[max(0, mention.start - 40) : mention.start]
    behind = source[mention.end : mention.end + 60]
    if re.search(rf"\b{office}\s*[,:(–-]?\s*$", before, re.IGNORECASE):
        return True
    after = rf"\s*(?:[,(–]|\s-|\b(?:is|was|as)\b)\s*(?:the\s+)?(?:[\w'’-]+\s+){{0,4}}?{office}\b"
    return bool(re.match(after, behind, re.IGNORECASE))
