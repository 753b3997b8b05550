"""The closed world: every proper noun of a file, and what explains it.

What nothing explains is *unexplained*. The list depends neither on the person
model nor on the rules that the writer's side shares, and so catches what they
miss, whatever the name's origin.

Residual risk: a name that is an ordinary English word counts as that word where
nothing beside it says that it is somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from redactor.model import NounUse, ProperNoun
from redactor.verify.closed import vocabulary as known
from redactor.verify.closed.explain import Surroundings, explain, is_familiar, leads_to_head
from redactor.verify.closed.groups import Group
from redactor.verify.closed.misread import readings
from redactor.verify.closed.person import is_small_name, looks_like_person
from redactor.verify.closed.standing import Spans, Standing, Stretches
from redactor.verify.closed.words import Passage, Word, is_candidate, passages
from redactor.verify.knowledge import Knowledge
from redactor.verify.readers.base import Block, Surface

CHECK = "every proper noun accounted for"
READ = frozenset(
    {
        Surface.BODY,
        Surface.HEADER,
        Surface.FOOTER,
        Surface.NOTE,
        Surface.ATTRIBUTE,
        Surface.COMMENT,
        Surface.HIDDEN,
        Surface.PROPERTY,
        Surface.PICTURE,
    }
)
_FORMAT = re.compile(r"(?:^|, )(?:styles|settings|building blocks)\b")
"""Parts that hold the words of the program that made the file; names of the case are sought there by form."""
_LEAST_READ = 4
"""Letters of a word on a picture, from which text recognition is trusted that it is one."""
_MOST_PLACES = 5
_LONGEST_NAME = 8
"""Words that one name has at most: more in a row are a list."""
_MOST_USES = 20
_NEAR = 40
"""Code points on either side of a use that tell it from another."""
_REACH = 60
"""Code points on either side of a line's end within which a name that stands may reach over it."""
_LINE = re.compile(r"line (\d+)")
_POSSESSIVE = re.compile(r"['’ʼ][sS]?$")
_DEFINED = re.compile(r"\(\s*[\"“'‘]?([A-Z][A-Za-z&]{1,9})s?[\"”'’]?\s*[);,]")


@dataclass(slots=True)
class _Entry:
    text: str
    group: str
    count: int = 0
    places: dict[str, None] = field(default_factory=dict)
    person: bool = False
    excerpt: str = ""
    uses: list[NounUse] = field(default_factory=list)


def proper_nouns(blocks: Sequence[Block], knowledge: Knowledge | None, *, wrapped: bool) -> tuple[ProperNoun, ...]:
    """List every distinct capitalised or name-like token of a file, each with what explains it.

    Args:
        blocks: What a reader saw.
        knowledge: The case; ``None`` for the general rules.
        wrapped: Whether lines end where the page does.

    Returns:
        Unexplained tokens first, those that look like a person before the others,
        then the explained ones by group. A token that is explained in one place
        and not in another is listed for both.
    """
    read = list(passages(filter(_is_prose, blocks), READ, wrapped=wrapped))
    standing = Standing(knowledge)
    around = _surroundings(read, knowledge)
    entries: dict[tuple[str, str], _Entry] = {}
    begun: Spans = ()
    for passage, below in zip_longest(read, read[1:]):
        longer = _running_on(passage, below) if wrapped and below else None
        ended, begins = _over_end(passage, below, standing) if wrapped and below else ((), ())
        _list(passage.anew(), standing.stretches(passage).also(begun + ended), around, entries, longer)
        begun = begins
    order = sorted(entries.values(), key=_rank)
    return tuple(
        ProperNoun(
            e.text,
            e.group,
            e.count,
            tuple(e.places)[:_MOST_PLACES],
            like_person=e.person,
            excerpt=e.excerpt,
            uses=tuple(e.uses),
        )
        for e in order
    )


def _is_prose(block: Block) -> bool:
    """Whether people wrote a block: not the parts of the format, and no packet of metadata that is markup itself."""
    packet = block.surface is Surface.PROPERTY and block.text.lstrip().startswith("<")
    return not packet and not _FORMAT.search(block.place)


def _rank(entry: _Entry) -> tuple[int, bool, str]:
    group = Group(entry.group)
    explained = list(Group).index(group) if group is not Group.UNEXPLAINED else -1
    return explained, not entry.person, entry.text.casefold()


def _running_on(passage: Passage, below: Passage) -> Passage | None:
    """A line of a text with the next one, where its sentence goes on there: "The Munro", and below "principles say"."""
    if not _are_lines(passage, below):
        return None
    if not (passage.text[-1:].isalpha() and below.text[:1].islower()):
        return None
    return Passage(f"{passage.text}\n{below.text}", passage.place, passage.surface)


def _are_lines(passage: Passage, below: Passage) -> bool:
    """Whether a passage is a line of a text and the other the next one."""
    lines = _LINE.fullmatch(passage.place), _LINE.fullmatch(below.place)
    return lines[0] is not None and lines[1] is not None and int(lines[1][1]) == int(lines[0][1]) + 1


def _over_end(passage: Passage, below: Passage, standing: Standing) -> tuple[Spans, Spans]:
    """What stands over the end of a line, as stretches of it and of the next: "Victoria", and below "Climbié said"."""
    if not (_are_lines(passage, below) and passage.text[-1:].isalpha() and below.text[:1].isupper()):
        return (), ()
    cut = max(0, len(passage.text) - _REACH)
    end = len(passage.text) - cut
    both = Passage(f"{passage.text[cut:]}\n{below.text[:_REACH]}", passage.place, passage.surface)
    over = [
        (group, start, stop)
        for group, spans in standing.stretches(both).found
        for start, stop in spans
        if start < end < stop and (group == Group.KEPT or _is_name_below(both.text[end + 1 : stop]))
    ]
    return (
        tuple((group, (start + cut, len(passage.text))) for group, start, _ in over),
        tuple((group, (0, stop - end - 1)) for group, _, stop in over),
    )


def _is_name_below(text: str) -> bool:
    """Whether what goes on below is the rest of a public name, and no word that begins a line: "Review", "Potter"."""
    return not any(known.is_entry(known.folded(word)) for word in re.findall(r"[^\W\d_]+", text))


def _list(
    passage: Passage,
    stands: Stretches,
    around: Surroundings,
    entries: dict[tuple[str, str], _Entry],
    longer: Passage | None,
) -> None:
    """Add the tokens of one passage; the last one is judged in the ``longer`` one that runs on in the next line."""
    judged: tuple[int, Group, bool] | None = None
    for index, word in enumerate(passage.words):
        if not is_candidate(word) and not is_small_name(passage, index):
            continue
        bare_end = word.start + len(_POSSESSIVE.sub("", word.text))
        group, person = stands.group(word.start, bare_end), False
        if group is None:
            read_in = longer if longer is not None and index == len(passage.words) - 1 else passage
            known_already = judged is not None and judged[0] == index - 1 and passage.repeats(index)
            group, person = judged[1:] if judged and known_already else _judged(read_in, index, around)
            judged = (index, group, person)
        shown = word.text if group != Group.UNEXPLAINED else _whole(passage, index)
        entry = entries.setdefault((known.folded(shown), str(group)), _Entry(shown, str(group)))
        entry.count += 1
        entry.places.setdefault(passage.place)
        if (person and not entry.person) or not entry.excerpt:
            entry.excerpt = passage.excerpt(word)
        entry.person |= person
        if person and len(entry.uses) < _MOST_USES:
            entry.uses.append(_use(passage, index))


def _judged(passage: Passage, index: int, around: Surroundings) -> tuple[Group, bool]:
    """What explains a word that the case does not, and whether it looks like a person."""
    group = _in_code(passage, index) or explain(passage, index, around)
    unexplained = group == Group.UNEXPLAINED and _is_read(passage, passage.words[index])
    return group, unexplained and looks_like_person(passage, index, around)


def _is_read(passage: Passage, word: Word) -> bool:
    """Whether a word is more than a speck that text recognition took for letters."""
    return passage.surface is not Surface.PICTURE or (len(word.text) >= _LEAST_READ and word.text.isalpha())


def _in_code(passage: Passage, index: int) -> Group | None:
    """A prefix of a code before its number or letter: whether the case has that code is another check's question."""
    word = passage.words[index]
    following = passage.words[index + 1].text if index + 1 < len(passage.words) else ""
    numbered = re.fullmatch(r"\d{1,3}|[A-Z]\d?", following) and passage.gap(index + 1) in (" ", "")
    if not numbered:
        return None
    read = {word.key}
    if len(word.key) > _LEAST_READ:
        read |= {*readings(word.key), word.key.replace("l", "i", 1)}  # "Chlld C"
    return Group.CODE if known.role_words().intersection(read) else None


def _whole(passage: Passage, index: int) -> str:
    """An unexplained token with the unexplained ones beside it: "Zanele Mthembu"; alone where more stand in a row."""
    start, end = _extent(passage, index)
    return passage.text[start:end].strip()


def _use(passage: Passage, index: int) -> NounUse:
    start, end = _extent(passage, index)
    text = passage.text
    return NounUse(text[max(0, start - _NEAR) : start], text[start:end], text[end : end + _NEAR])


def _extent(passage: Passage, index: int) -> tuple[int, int]:
    """Where an unexplained token and the unexplained ones beside it begin and end (half-open)."""
    run = passage.run(index)
    first = last = index
    while first - 1 in run and index - first < _LONGEST_NAME and not is_familiar(passage.words[first - 1]):
        first -= 1
    while last + 1 in run and last - first < _LONGEST_NAME and not is_familiar(passage.words[last + 1]):
        last += 1
    if last - first >= _LONGEST_NAME:
        first = last = index
    return passage.words[first].start, passage.words[last].end


def _surroundings(read: Iterable[Passage], knowledge: Knowledge | None) -> Surroundings:
    """Gather what the whole file says: acronyms written out, bodies and places with their noun."""
    defined: set[str] = set()
    named: set[str] = set()
    for passage in map(Passage.anew, read):
        defined.update(match[1] for match in _DEFINED.finditer(passage.text) if match[1].isupper())
        for index, word in enumerate(passage.words):
            if passage.repeats(index):
                continue
            if word.capital and not is_familiar(word) and leads_to_head(passage, index):
                named.add(word.key)
    board = knowledge.board if knowledge is not None else ""
    return Surroundings(
        frozenset(map(known.folded, re.findall(r"[^\W\d_]+", board))), frozenset(defined), frozenset(named)
    )
