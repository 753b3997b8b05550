"""Whether somebody whom nobody lists was met often and surely enough to hold a document.

Everybody found is replaced and listed. What holds the document besides is somebody of whom the person
model is sure *and* for whom something else speaks: a second place in the case, a role beside the name, a
list of names, two words that make a name, or what the sentence says of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from redactor.decide.mentions import Mention
from redactor.decide.slips import Slips
from redactor.lexicon.name_parts import PARTICLES
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.scanned import mended
from redactor.lexicon.standing import known_words, standing_words
from redactor.lexicon.thresholds import DOUBTFUL
from redactor.lexicon.titled_words import NATIONAL, SURNAME_WORDS
from redactor.lexicon.words import is_name_word, is_word, name_kinds
from redactor.lexicon.written import name_tokens
from redactor.model import PERSON_MODEL, UNEXPLAINED

_LONG = 5
"""Letters of each word of several beside a role that may all be misread; many surnames are near to some word."""


def is_doubtful(mentions: Sequence[Mention], slips: Slips) -> bool:
    """Whether somebody found need not hold a document where doubtful people are only listed.

    Args:
        mentions: All of them; at least one.
        slips: The names that the case lists.

    Returns:
        True of a word one slip from a listed name that stands in one paragraph only, and of one mention that
        adds nothing to listed names but words that nobody is called by, and of a month or a system of records.
        Of one mention by the person model
        alone, without a role, also where the model is not sure, where an animal, a toy or an illness is called so,
        where it is a kept name as a scanner reads it, where nothing of the name is new but words of a dictionary,
        of a nation or of products, misread or not, where it is initials, and where it is one word that no list
        knows, of which the sentence says nothing that somebody does or that a scanner may have made of another word.
    """
    mentions = _apart(mentions)
    if all(len("".join(name_tokens(one.written))) == 1 for one in mentions):
        return True  # what is left of initials: "S.., N.K."
    own = tuple(dict.fromkeys(token for one in mentions for token in _own(one.written, slips)))
    if len(own) == 1 and slips.is_near(own[0]):
        return len({(mention.source, mention.segment) for mention in mentions}) == 1
    if len(mentions) > 1:
        return all(map(_is_of_records, mentions))
    (mention,) = mentions
    if len(own) < len(_words(mention.written)) and not any(map(_may_call, own)):
        return True
    if slips.is_kept(mention.written):
        return True  # "Mr Burnp", whatever stands beside it
    if mention.thing and mention.finding.rule in (PERSON_MODEL, UNEXPLAINED):
        return True  # whatever role stands beside "Barlow" in "Barlow and Ortolani tests"
    if not is_unaided(mention):
        return False
    new = tuple(word for word in own if not slips.is_near(word))  # "Grant Rjaendran leave till Mon" beside a Rajendran
    if mention.finding.score < DOUBTFUL or all(is_word(word) or _is_no_name(word) for word in new):
        return True
    (word, *more) = new
    return not more and (_is_misread(word) or not (is_given_name(word) or mention.spoken_of))


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those that overlap counted once: a name that was found again as that of somebody provisional."""
    apart: list[Mention] = []
    for one in sorted(mentions, key=lambda m: (m.source, m.segment, m.finding.start, -m.finding.end)):
        last = apart[-1] if apart else one
        if last is not one and _overlap(last, one):
            found = one if last.finding.rule == _AGAIN else last
            apart[-1] = replace(last, finding=replace(last.finding, rule=found.finding.rule, role=found.finding.role))
        else:
            apart.append(one)
    return apart


def _overlap(one: Mention, other: Mention) -> bool:
    again = _AGAIN in (one.finding.rule, other.finding.rule)
    beside = (one.source, one.segment) == (other.source, other.segment)
    return again and beside and one.finding.span.overlaps(other.finding.span)


_AGAIN = "glossary"
"""The recogniser that finds somebody provisional in the second pass."""


def _is_of_records(mention: Mention) -> bool:
    """Whether a month or a system stands where records are spoken of, and nothing but the model sees somebody."""
    word = mention.written.casefold()
    return mention.thing and is_unaided(mention) and ("month" in name_kinds(word) or word in known_words("records"))


def _words(name: str) -> tuple[str, ...]:
    return tuple(token for token in name_tokens(name) if len(token) > 1)


def _own(name: str, slips: Slips) -> tuple[str, ...]:
    """The folded words of a name that the case does not list, initials and the particles of a listed surname aside."""
    words = _words(name)
    bare = tuple(token for token in words if token not in PARTICLES)
    listed = any(slips.knows(token) or slips.is_near(token) for token in bare)
    rest = (token for token in (bare if listed else words) if token in PARTICLES or not slips.knows(token))
    return tuple(token for token in rest if not slips.lengthens(token))


def _may_call(word: str) -> bool:
    """Whether somebody may be called by a word."""
    return not is_word(word) or is_name_word(word) or is_given_name(word) or word in SURNAME_WORDS


def _is_misread(word: str) -> bool:
    """Whether one error of a scanner may have made a word of a dictionary's."""
    return any(map(is_word, mended(word)))


def _is_no_name(word: str) -> bool:
    """Whether a word is of a nation or a product, or a misread one that is no known name."""
    return word in NATIONAL or word in standing_words() or _is_misread_only(word)


def _is_misread_only(word: str) -> bool:
    """Whether a word is nothing but one of a dictionary's, misread."""
    return not (is_word(word) or is_given_name(word) or is_name_word(word)) and _is_misread(word)


def _is_titled(mention: Mention) -> bool:
    """Whether a title stands before a name."""
    finding = mention.finding
    return mention.adult or finding.end - finding.start > len(finding.name or mention.written)


def is_unaided(mention: Mention) -> bool:
    """Whether nothing but the person model, or the verifier, found somebody, and no role beside it speaks for a name.

    Beside "Gypsy Roma" and "Indcpendent" a role says nothing; several words that are all misread ("Locol Authorlty")
    have none.
    """
    words = _words(mention.written)
    if mention.finding.rule not in (PERSON_MODEL, UNEXPLAINED):
        several = len(words) > 1 and all(len(word) >= _LONG and _is_misread_only(word) for word in words)
        return several and not _is_titled(mention)
    return not mention.finding.role or (bool(words) and all(map(_is_no_name, words)))
