"""Why a token stands: the rules, each of which answers with a group or passes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from redactor.verify.closed import cues
from redactor.verify.closed import vocabulary as known
from redactor.verify.closed.groups import Group
from redactor.verify.closed.misread import SHORTEST, is_drawn_out, is_misread, is_surely_misread, readings
from redactor.verify.closed.rest import is_rest_of_name
from redactor.verify.closed.things import in_records, is_drug, is_spelled
from redactor.verify.closed.words import Passage, Word, is_latin

_CITATION = re.compile(
    r"(?:-[A-Z][\w'’]+)*(?:(?:,\s?|\s)(?:[A-Z]\.\s?){1,3})?"
    r"(?:\s*(?:&|[Aa][Nn][Dd]|,)\s*[A-Z][\w'’-]+(?:(?:,\s?|\s)(?:[A-Z]\.\s?){1,3})?)*\s*"
    r"(?:,?\s*(?:et\s+al|ET\s+AL)\b|['’]s?\s+\((?:19|20)\d\d\)|,?\s*\((?:19|20)\d\d[a-z]?[),;:])"
)
_YEAR = re.compile(r"\((?:19|20)\d\d[a-z]?\)")
_SCHOLARLY = re.compile(
    r"\b(?:attachment|theor(?:y|ies|ists?)|models?|research\w*|literature|approach|cycle|hierarchy|reflection"
    r"|phrase|terms of|references|standard|test|competence|typology|framework|concept)\b",
    re.IGNORECASE,
)
_ET_AL = re.compile(r"\bet\s+al\b|\((?:19|20)\d\d[a-z]?\)")
_ON_WATER = re.compile(r"-(?:on|upon|under|in|by|le|super|next)-(?:the-)?[A-Z]")
_BRANCH_IN = re.compile(
    r"\b(?:Mind|MIND|Healthwatch)\s+(?:in|IN)\s+(?:(?:Old|New|North|South|East|West|Upper|Lower)\s+)?$"
)
_BORN = re.compile(r"(?:\(b\.|\bborn in) (?:Sri )?$")
_UNSPEAKABLE_LABEL = re.compile(r"[BCDFGHJKLMNPQRSTVWXZ]{2}")
_VALUE = re.compile(r": |[ ]\d|/\d{3}")
_PARTICLES = frozenset(
    {"ap", "van", "von", "de", "di", "del", "della", "el", "al", "ben", "bin", "le", "la", "mac", "st"}
)
"""Words that begin a surname of two."""
_MONTHS = frozenset({"april", "may", "june", "august"})
"""Months that people are called by."""
_GAELIC = re.compile(r"[OD]['’ʼ][A-Z][a-z]")
_UNSPEAKABLE = re.compile(r"[BCDFGHJKLMNPQRSTVWXZ]{3,}")
_LONGEST_ACRONYM = 6
_FARTHEST_HEAD = 6
_NOBLE = frozenset({"lord", "baron", "baroness", "dame"})
_MADE = ("agency", "system", "medicine", "company", "brand")
_OFFICES = frozenset({"justice", "chairman", "president", "chairperson"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole file says of its tokens.

    Attributes:
        board: Folded words of the board's name.
        defined: Acronyms that the file itself writes out.
        named: Folded first words of organisations and places that the file names with their noun.
    """

    board: frozenset[str] = frozenset()
    defined: frozenset[str] = frozenset()
    named: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Asked:
    """A word that is to be explained.

    Attributes:
        passage: Where it stands.
        index: Its index among the words of the passage.
        word: The word.
        around: What the whole file says.
    """

    passage: Passage
    index: int
    word: Word
    around: Surroundings


def explain(passage: Passage, index: int, around: Surroundings) -> Group:
    """Why the word at ``index`` of a passage stands; what is in a code or a kept name is not asked here."""
    asked = Asked(passage, index, passage.words[index], around)
    for rule in _RULES:
        group = rule(asked)
        if group is not None:
            return group
    return Group.UNEXPLAINED


def _misread(asked: Asked) -> Group | None:
    """An ordinary word of five letters or more in which a scanner misread one letter, or one drawn out for effect.

    "C1inic", "Recomrnendation", "Soooo".
    """
    if is_named(asked.passage, asked.index):
        return None
    low = known.folded(asked.word.text)
    before_role = len(low) == SHORTEST - 1 and asked.passage.after(asked.index) in known.role_words()
    misread = is_misread(asked.word.text) or is_drawn_out(asked.word.text)
    misread = misread or (before_role and any(map(known.is_entry, readings(low))))
    return Group.WORD if misread else None


def _numbered(asked: Asked) -> Group | None:
    """Letters with a number in the shape of a code (SW9, GP2): whether the case has it is another check's question."""
    bare = re.sub(r"['’ʼ][sS]?$", "", asked.word.text)
    if sum(char.isdigit() for char in bare) > 1:
        return Group.CODE
    return Group.CODE if re.fullmatch(r"[A-Za-z]{1,6}\d[a-z]?|\d[A-Za-z]{1,4}", bare) else None


def _rest_of_name(asked: Asked) -> Group | None:
    """A word that people are called by, right beside the code of somebody."""
    return Group.UNEXPLAINED if is_rest_of_name(asked.passage, asked.index) else None


def _foreign(asked: Asked) -> Group | None:
    """Letters that are not Latin, alone or among Latin ones, are never explained."""
    return Group.UNEXPLAINED if any(char.isalpha() and not is_latin(char) for char in asked.word.text) else None


def _citation(asked: Asked) -> Group | None:
    """The surname of an author beside a year or "et al", or a public researcher beside what makes them public."""
    before, after = asked.passage.before(asked.index), asked.passage.after(asked.index)
    beside = known.surname_terms().get(asked.word.key)
    if beside is not None:
        things = beside | cues.THINGS | cues.HEADS
        misread = is_misread(after) and not things.isdisjoint(readings(after))  # "The Munro princlples"
        if before in beside or after in things or misread or _ET_AL.search(asked.passage.text):
            return Group.PUBLIC
    if before in _NOBLE and not known.is_listed_proper(asked.word.key):
        meant = (known.surname_terms().get(word, frozenset()) for word in readings(asked.word.key))
        if any(before in titles for titles in meant):
            return Group.PUBLIC  # "Lord Larning"
    if asked.word.key in known.standing("theorist") and _SCHOLARLY.search(asked.passage.text):
        return None if is_named(asked.passage, asked.index) else Group.PUBLIC
    if _published(asked):
        return Group.PUBLIC
    last = asked.passage.words[asked.index + 1 : asked.index + 2] if asked.word.key in _PARTICLES else ()
    cited = asked.word.capital and _CITATION.match(asked.passage.text, last[0].end if last else asked.word.end)
    et_al = (asked.word.text == "ET" and asked.passage.after(asked.index) == "al") or (
        asked.word.text == "AL" and asked.passage.before(asked.index) == "et"
    )
    return Group.PUBLIC if cited or et_al else None


def _published(asked: Asked) -> bool:
    """Whether a word is of a publisher behind its town, in an entry of a list of references: "London: Zebrax"."""
    first = asked.passage.run(asked.index)[0]
    if not first or asked.passage.gap(first) != ": " or not _YEAR.search(asked.passage.text):
        return False
    town = asked.passage.words[first - 1].key
    return town in known.towns() or town in known.standing("region")


def _thing(asked: Asked) -> Group | None:
    """A product in what holds it or behind its label ("a bottle of Zebrax", "System: Zebrax"), or an eponym."""
    passage, index = asked.passage, asked.index
    if _after_title(passage, index):
        return None
    first = passage.run(index)[0]
    held = passage.before(first) == "of" and passage.before(first, 2) in cues.CONTAINERS
    held = held or (first > 0 and passage.gap(first) == ": " and passage.words[first - 1].key in cues.LABELS)
    if held and not (asked.word.possessive and passage.after(index).isalpha()):
        return Group.THING
    if is_drug(passage, index) or in_records(passage, index) or is_spelled(passage, index):
        return Group.THING
    if asked.word.key not in known.standing("eponym"):
        return None
    if passage.after(index) in ("and", "or") and passage.after(index, 2) in known.standing("eponym"):
        index += 2  # "Barlow and Ortolani tests"
    behind = next((key for n in (1, 2, 3) if (key := passage.after(index, n)) not in cues.MEASURED), "")
    return Group.THING if behind in cues.MEASURES else None


def _standing(asked: Asked) -> Group | None:
    """Nations, religions, months, regions, known agencies, systems: in a position where they are no name."""
    key = asked.word.key
    if any(key in known.standing(kind) for kind in _MADE):
        return Group.PLACE
    if not known.is_listed_proper(key) and any(read in known.standing("nation") for read in readings(key)):
        return None if is_named(asked.passage, asked.index) else Group.PLACE  # "Rornanian"
    plural = key.removesuffix("s")
    kinds = ("nation", "religion", "calendar", "region")
    born = asked.passage.led_by(asked.index, _BORN)
    if born and any(key in known.standing(kind) for kind in ("nation", "region")):
        return Group.PLACE
    if any(form in known.standing(kind) for kind in kinds for form in (key, plural)):
        if key in known.name_words() or key in known.given_words():
            return None if is_named(asked.passage, asked.index) else Group.WORD
        passage, index = asked.passage, asked.index
        named = _after_title(passage, index) or _beside_unknown(passage, index) or _is_cleft(passage, index)
        return None if named else Group.PLACE
    if key in known.towns() or key in asked.around.board:
        return None if is_named(asked.passage, asked.index) else Group.PLACE
    return None


def _organisation(asked: Asked) -> Group | None:
    """The words before the noun of an organisation or a place: "Fennshire Constabulary", "14 Marrowby Road"."""
    if known.is_word(asked.word.text) or (asked.word.possessive and asked.passage.after(asked.index) not in cues.HEADS):
        return None
    if _after_title(asked.passage, asked.index):
        return None
    if asked.passage.before(asked.index) in ("st", "saint") and not _is_surname_of_two(asked):
        return Group.PLACE
    return Group.PLACE if leads_to_head(asked.passage, asked.index) or _civic(asked) else None


def _is_surname_of_two(asked: Asked) -> bool:
    """Whether "St John" is a name and no saint's place: "Oliver St John", "Person 1 St John", "St John rang"."""
    passage, index = asked.passage, asked.index
    first = passage.before(index, 2)
    coded = first.isdigit() and passage.before(index, 3) in known.role_words()
    speaks = passage.after(index) in cues.SPEECH and passage.before(index, 2) not in cues.DETERMINERS
    return first in known.given_words() or coded or speaks


def _civic(asked: Asked) -> bool:
    """Whether a word is a place by its form or by what it is the borough of: "Kirk-on-Sea", "Borough of Kirk"."""
    if _ON_WATER.match(asked.passage.text, asked.word.end) or asked.passage.led_by(asked.index, _BRANCH_IN):
        return True
    first = asked.passage.run(asked.index)[0]
    return (
        first > 1
        and asked.passage.before(first) == "of"
        and (asked.passage.before(first, 2) in cues.CIVIC and asked.passage.words[first - 2].capital)
    )


def leads_to_head(passage: Passage, index: int) -> bool:
    """Whether a capitalised noun of an organisation or a place follows within its run, at most five words on.

    Beyond the third only where every word between is known.
    """
    known = passage.heads.get(index)
    if known is None:
        known = passage.heads[index] = _leads_to_head(passage, index)
    return known


def _leads_to_head(passage: Passage, index: int) -> bool:
    if passage.line_shouts(index) and not passage.words[index].shouted:
        return passage.after(index) in cues.HEADS and passage.words[index + 1].text.istitle()
    run = passage.run(index)
    unknown = 0
    for at in range(index + 1, min(index + _FARTHEST_HEAD, run.stop)):
        if passage.words[at].key in cues.HEADS or passage.words[at].text.casefold() in cues.HEADS:
            return True
        saint = passage.words[at - 1].key in ("st", "saint")
        unknown += not (saint or is_familiar(passage.words[at]))
        if passage.words[at - 1].possessive or (unknown and at >= index + 3) or unknown > 2:
            return False
    return False


def _acronym(asked: Asked) -> Group | None:
    """Capitals throughout, in a line that is not: known, written out in the file, or no name by its letters."""
    letters = re.sub(r"(?<=[A-Z])(?:['’ʼ]?s|['’ʼ][dDS])$", "", asked.word.text)
    if len(re.findall("[A-Z]", letters)) > 1 and known.folded(letters) in known.standing("acronym"):
        return None if _after_title(asked.passage, asked.index) else Group.ACRONYM
    if not letters.isupper() or (known.is_word(asked.word.text) and asked.passage.line_shouts(asked.index)):
        return None
    labels = _UNSPEAKABLE_LABEL.fullmatch(letters) and _VALUE.match(asked.passage.text, asked.word.end)
    if letters in asked.around.defined or labels or _UNSPEAKABLE.fullmatch(letters):
        return None if _after_title(asked.passage, asked.index) else Group.ACRONYM
    if len(letters) > _LONGEST_ACRONYM or asked.passage.line_shouts(asked.index) or known.is_listed_proper(letters):
        return None
    if is_named(asked.passage, asked.index) or _beside_unknown(asked.passage, asked.index):
        return None
    return Group.ACRONYM if len(letters) <= 3 or not _pronounceable(letters) or known.is_word(letters) else None


def _pronounceable(letters: str) -> bool:
    """Whether the letters could be said as a word: vowels, and no more than two consonants together."""
    low = known.folded(letters)
    return bool(re.search(r"[aeiouy]", low)) and not re.search(r"[^aeiouy]{4}|^[^aeiouy]{3}", low)


def _word(asked: Asked) -> Group | None:
    """An ordinary English word, or a compound of them, where nothing makes it a name."""
    if _GAELIC.match(asked.word.text):
        return None
    pieces = [piece for piece in re.split(r"['’ʼ](?=\w{2})", asked.word.text) if piece]
    ordinary = known.is_word(asked.word.text) or all(map(known.is_word, pieces)) or _glued(asked.word.text)
    field = known.standing("field")
    if not ordinary and not {asked.word.key, asked.word.key.removesuffix("s")} & (known.role_words() | field):
        return None
    if asked.word.key in known.name_words() and is_named(asked.passage, asked.index):
        return None
    return Group.WORD


def _glued(text: str) -> bool:
    """Whether a word is glued together of ordinary ones: "HealthVisitor", "Theagencies", "LSCBbusiness"."""
    acronym = re.fullmatch(r"([A-Z]{2,})([a-z]{3,})", text)
    if acronym and known.folded(acronym[1]) in known.standing("acronym"):
        return known.is_word(acronym[2])
    small = re.fullmatch(r"(?:The|Of|And|For|This|That|With)([a-z]{4,})", text)
    if small:
        return known.is_word(small[1])
    parts = re.findall(r"[A-Z][a-z]{2,}|[a-z]{2,}|[A-Z]{2,}(?![a-z])", text)
    return len(parts) > 1 and "".join(parts) == text and all(map(known.is_word, parts))


def _named_in_file(asked: Asked) -> Group | None:
    """A place or body that the file names elsewhere with its noun, where nothing says it is somebody here."""
    if (
        asked.word.key in asked.around.named
        and not is_named(asked.passage, asked.index)
        and not _beside_unknown(asked.passage, asked.index)
    ):
        return Group.PLACE
    return None


Rule = Callable[[Asked], Group | None]
_RULES: tuple[Rule, ...] = (
    _numbered,
    _foreign,
    _rest_of_name,
    _citation,
    _thing,
    _standing,
    _acronym,
    _word,
    _organisation,
    _named_in_file,
    _misread,
)


def is_named(passage: Passage, index: int) -> bool:
    """Whether something says that a word which may be ordinary is somebody's name here."""
    word = passage.words[index]
    if _after_title(passage, index):
        return word.key not in _OFFICES
    if word.key in known.standing("genre") or passage.before(index) in cues.DETERMINERS:
        return False
    if _speaks_as_pair(passage, index):
        return True
    if leads_to_head(passage, index):
        return False
    given = word.key in known.given_words()
    if word.capital and given and passage.before(index) in cues.KIN:
        return True
    run = passage.run(index)
    if len(run) == 1 and word.capital and _is_cleft(passage, index):
        return True
    if len(run) == 1 and word.capital and _acts(passage, index, certain=given):
        return True
    if word.possessive and word.capital and len(run) == 1 and passage.after(index) in cues.BELONGINGS:
        return given or not passage.starts_sentence(index)
    return _beside_unknown(passage, index) or _is_pair(passage, run)


def _is_cleft(passage: Passage, index: int) -> bool:
    """Whether something is done to somebody, or "who" goes on: "Mum told Sunday to", "It was Will who", "Dear May"."""
    if passage.before(index) == "dear":
        return True
    if passage.starts_sentence(index):
        return False
    return passage.before(index) in cues.DONE_TO or passage.after(index) in cues.WHO


def _speaks_as_pair(passage: Passage, index: int) -> bool:
    """Whether a first name and any word with a capital speak or did something: "Pat London said", "by Olive Green"."""
    run = passage.run(index)
    if len(run) != 2 or passage.before(run[0]) in cues.DETERMINERS or passage.gap(run[1]).strip(" "):
        return False
    first = passage.words[run[0]]
    called = first.key in known.given_words() and first.key not in known.standing("genre")
    did = passage.before(run[0]) == "by" and passage.before(run[0], 2) in cues.DONE
    return called and not first.possessive and (did or passage.after(run[1]) in cues.SPEECH)


def _after_title(passage: Passage, index: int) -> bool:
    """Whether a title stands directly before: "Mr", "Dr."."""
    at = index - 1
    if at < 0 or passage.gap(index).strip(" .") or not passage.words[at].capital:
        return False
    return passage.words[at].key in cues.TITLES and passage.words[index].capital and "\n" not in passage.gap(index)


def _acts(passage: Passage, index: int, *, certain: bool) -> bool:
    """Whether what follows is what somebody does or is."""
    verb = passage.after(index)
    if verb in cues.SPEECH:
        return passage.words[index].key not in known.standing("genre")
    return certain and verb in cues.STATE and passage.after(index, 2) in cues.PARTICIPLES


def _beside_unknown(passage: Passage, index: int) -> bool:
    """Whether a name that nothing explains stands in the same run, no noun of an organisation behind it."""
    word = passage.words[index]
    for at in (index - 1, index + 1):
        if at not in passage.run(index):
            continue
        other = passage.words[at]
        if len(other.key) > 2 and not is_familiar(other) and word.key not in known.standing("genre"):
            return not leads_to_head(passage, at) and not leads_to_head(passage, index)
    return False


def is_familiar(word: Word) -> bool:
    """Whether a word is one that a list knows, name or not."""
    return _is_known(word.text)


@lru_cache(maxsize=16384)
def _is_known(text: str) -> bool:
    if len(text) <= _LONGEST_ACRONYM and Word(text, 0, len(text)).shouted:
        return True
    return _listed(text) or is_surely_misread(text)


@lru_cache(maxsize=16384)
def _listed(text: str) -> bool:
    """Whether a list knows a token."""
    key = known.stem(text)
    kinds = ("nation", "religion", "calendar", "region", "acronym", "field", *_MADE)
    return (
        known.is_word(text)
        or key in known.role_words()
        or key in known.towns()
        or any(key in known.standing(kind) for kind in kinds)
    )


def _is_pair(passage: Passage, run: range) -> bool:
    """Whether a first name and a surname, both of them ordinary words, stand alone: "Mark Page said"."""
    if len(run) != 2 or passage.gap(run[1]).strip(" "):
        return False
    first, last = (passage.words[at] for at in run)
    called = first.key in known.given_words() or first.key in _MONTHS
    if first.possessive or not called or last.key not in known.name_words():
        return False
    genre = known.standing("genre")
    return first.key not in genre and (last.key not in genre or passage.after(run[1]) in cues.SPEECH)
