"""Whether somebody whom nobody lists was met often and surely enough to hold a document.

Everybody found is replaced and listed. What holds the document besides is somebody of whom the person
model is sure *and* for whom something else speaks: a second place in the case, a role beside the name, a
list of names, two words that make a name, or what the sentence says of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from redactor.decide.mentions import Mention
from redactor.decide.slips import Slips
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.thresholds import DOUBTFUL
from redactor.lexicon.words import is_word
from redactor.lexicon.written import name_tokens


def own_tokens(name: str, slips: Slips) -> tuple[str, ...]:
    """The folded words of a name that are no word of the name of somebody listed."""
    return tuple(token for token in name_tokens(name) if not slips.knows(token))


def is_doubtful(mentions: Sequence[Mention], slips: Slips) -> bool:
    """Whether somebody found by the person model alone, without a role, need not hold a document.

    Args:
        mentions: All of them; at least one.
        slips: The names that the case lists.

    Returns:
        True of one mention where the model is not sure, where nothing of the name is new but words of a
        dictionary, or where it is one word that no list knows and of which the sentence says nothing that
        somebody does; and of a word one slip from a listed name that stands in one paragraph only.
    """
    own = tuple(dict.fromkeys(token for one in mentions for token in own_tokens(one.written, slips)))
    if len(own) == 1 and slips.is_near(own[0]):
        return len({(mention.source, mention.segment) for mention in mentions}) == 1
    if len(mentions) > 1:
        return False
    if mentions[0].finding.score < DOUBTFUL or all(map(is_word, own)):
        return True
    return len(own) == 1 and not (is_given_name(own[0]) or mentions[0].spoken_of)
