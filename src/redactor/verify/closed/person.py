"""Whether an unexplained token looks like a person.

Where nothing says otherwise it does: a place before it, a thing behind it, a
capital in its middle say otherwise.
"""

from __future__ import annotations

import re

from redactor.verify.closed import cues
from redactor.verify.closed import vocabulary as known
from redactor.verify.closed.explain import Surroundings, is_familiar, is_named, leads_to_head
from redactor.verify.closed.rest import is_rest_of_name
from redactor.verify.closed.words import Passage, Word

_INNER = re.compile(r"[a-z][A-Z]")
_GAELIC = re.compile(r"^(?:Mc|Mac|O['’]|De|Di|Du|La|Le|Fitz|Van)[A-Z]")
_NATIONAL = re.compile(r"\w{3,}shire")
_BRANCH = re.compile(
    r"\b(?:Home-?Start|Age UK|Sure Start)(?: (?:in|of))? "
    r"(?:(?:Old|New|North|South|East|West|Upper|Lower|Little|Great|Nether) )?$",
    re.IGNORECASE,
)
"""Bodies whose branches are called after their town."""
_LATIN_END = 0x24F
_DOSE = re.compile(r"\s*\(?\d+\s?(?:mg|mcg|ml|g)\b")


def looks_like_person(passage: Passage, index: int, around: Surroundings) -> bool:
    """Whether the unexplained word at ``index`` looks like somebody's name."""
    word = passage.words[index]
    if not word.capital:
        return _small(passage, index, word)
    if (known.is_word(word.text) and word.key in known.name_words()) or _somebody(passage, index, word):
        return True
    return not _something(passage, index, word, around)


def is_small_name(passage: Passage, index: int) -> bool:
    """Whether a word in small letters that no list knows stands where somebody must: "mum zanele rang"."""
    word = passage.words[index]
    if word.capital or not word.text.isalpha() or len(word.text) < 3 or is_familiar(word):
        return False
    if passage.before(index) in cues.DETERMINERS:
        return False
    acts = passage.after(index) in cues.SPEECH and (passage.starts_sentence(index) or passage.before(index) == "that")
    return acts or passage.before(index) in cues.KIN or passage.before(index) in cues.TITLES


def _small(passage: Passage, index: int, word: Word) -> bool:
    """A name in small letters counts where somebody must stand."""
    if _INNER.search(word.text):
        return False
    if any(ord(char) > _LATIN_END for char in word.text):
        return True
    acts = passage.after(index) in cues.SPEECH and passage.before(index) not in cues.DETERMINERS
    return acts or passage.before(index) in cues.KIN or passage.before(index) in cues.TITLES


def _somebody(passage: Passage, index: int, word: Word) -> bool:
    """Cues that outweigh everything else."""
    before, after = passage.before(index), passage.after(index)
    if before in cues.TITLES or before in cues.KIN or is_rest_of_name(passage, index):
        return True
    if before in cues.DETERMINERS or leads_to_head(passage, index):
        return False
    if word.possessive and after in cues.BELONGINGS:
        return True
    pair = any(
        at in passage.run(index)
        and len(passage.words[at].text) > 1
        and (not is_familiar(passage.words[at]) or passage.words[at].key in known.name_words())
        and passage.words[at].key not in known.standing("genre")
        for at in (index - 1, index + 1)
    )
    return pair and before not in cues.PLACES


def _something(passage: Passage, index: int, word: Word, around: Surroundings) -> bool:
    """Whether the words around say that it is a place, a body or a thing."""
    first = passage.run(index)[0]
    shouts = word.shouted and passage.line_shouts(index)
    before, after = passage.before(index if shouts else first), passage.after(index)
    raw_after = passage.words[index + 1].text if index + 1 < len(passage.words) else ""
    if before in cues.DETERMINERS:
        return not (after in cues.HOUSEHOLD or (word.key.endswith("s") and not known.is_listed_proper(word.text)))
    if (before in cues.PLACES or passage.led_by(index, _BRANCH)) and not word.possessive:
        return True
    if before in ("from", "to", "of") and _moves(passage, first):
        return True
    if leads_to_head(passage, index) or word.key in around.named:
        return not is_named(passage, index)
    if raw_after[:1].islower() and (after in cues.THINGS or after in cues.HEADS):
        return True
    if after in cues.CERTAIN_MEASURES and not known.is_listed_proper(word.text):
        return True
    if _INNER.search(word.text) and not _GAELIC.match(word.text):
        parts = re.findall(r"[A-Z][a-z]+", word.text)
        return not any(known.is_listed_proper(part) for part in parts)
    return bool(_NATIONAL.fullmatch(word.key) or _DOSE.match(passage.text, word.end))


def _moves(passage: Passage, first: int) -> bool:
    """Whether a verb of moving stands shortly before: "moved with her to Kirkthorpe"."""
    near = [passage.words[at].key for at in range(max(0, first - 5), first)]
    return any(key in cues.MOTION for key in near) and not any(key in cues.MESSAGES for key in near)
