"""What the pipeline's person model found, as findings.

A pipeline without such a model leaves this recogniser out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span as SpacySpan

from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_labels import is_name_label, is_part_label
from redactor.lexicon.name_titles import is_judges_title
from redactor.lexicon.plausible_places import why_no_place
from redactor.lexicon.roles import abbreviations, role_for
from redactor.lexicon.scanned import is_misread_word
from redactor.lexicon.standing import standing_words
from redactor.lexicon.titled_words import AGENCY, NATIONAL, ORGANISATION_TAIL, SURNAME_WORDS
from redactor.lexicon.words import is_name_word, is_word
from redactor.model import PERSON_MODEL, Finding, Person
from redactor.recognisers.base import SpanRecogniser

if TYPE_CHECKING:
    from presidio_analyzer.nlp_engine import NlpArtifacts

KINDS = MappingProxyType(
    {
        "PERSON": "person",
        "PER": "person",
        "GPE": "place",
        "LOC": "place",
        "PLACE": "place",
        "FAC": "place",
        "INSTITUTION": "institution",
    }
)
"""Entity label → kind of finding; organisations (``ORG``, ``NORP``) are agencies and stay."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LISTED = re.compile(r"([^\W\d_]+), ([^\W\d_]+)")
_LIST_BEFORE = re.compile(r"[A-Z][^\W\d_]+, $")
_LIST_BEHIND = re.compile(r",? (?:and |& )?[A-Z][^\W\d_]+|, [A-Z]")

_KIN_BEFORE = re.compile(
    r"(?:nan|nana|nanny|nannie|gran|granny|grandma|grandad|granddad|grandpa|grandmother|grandfather|auntie|aunty|aunt|"
    r"uncle|mum|mummy|dad|daddy|baby|cousin|sister|brother|(?:nana|nani|dada|dadi)(?:-ji)?)[ \u00a0]+\(?(?=\w)",
    re.IGNORECASE,
)

_KIN_IN_BRACKETS = re.compile(r"(?:nana|nani|dada|dadi)(?:-ji)? \(", re.IGNORECASE)
"""A word of kinship before its bearer: "Karen", and on the next line "Nani (Zanele Mthembu)"."""
_GREETING = re.compile(r"(?:(?:Good )?(?:Morning|Afternoon|Evening)|Hi|Hiya|Hello|Hey)[ \u00a0]+(?=[^\W\d_a-z])")
_CLOSING = re.compile(r"(?:Best|Regards|Thanks|Cheers),[ \u00a0]+(?=[^\W\d_])")
_ENDED = re.compile(r"[.?!][ \u00a0]+$")
"""The end of a sentence before the closing words of a letter: "Best, Karen" alone is a name in index order."""
_NEXT_LINE = re.compile(r"[ \t]*[\n\t]\s*([^\W\d_]+)")
_COMPOUND = re.compile(r"[A-Z][^\W\d_]+(?:-[^\W\d_]+)+")
_LINES = re.compile(r"[ \t]*[\n\t]\s*")
_NAME_LABEL = re.compile(
    r"(?:(?:first|middle|last|family|given|maiden)[ \u00a0]+names?|surname|forenames?)[ \t]*[:|\t][ \t]*$", re.I
)
_VALUE = re.compile(r"[:|\t][ \t]*$")
_GOES_ON = re.compile(r"\.?[ \u00a0][A-Za-z]|-[a-z]")
_SHOUTED = re.compile(
    r"(?:(?:IT|WAS|IS|THAT|AND|BY|TO|OF|FROM|WITH|THE|FOR|WHEN|AS)[ \u00a0])+(?=(?:MR|MRS|MS|MISS|DR)\b)"
)
"""Words of a sentence in capitals before a title."""
_SHOUTED_BEHIND = re.compile(r"(?<=\w)[ \u00a0](?:BY|AND|WITH|FROM|OF|WAS|HAD|HAS|WHO|THE|FOR)$")
"""A word of a sentence in capitals behind a name; "TO" and "AN" are surnames."""
_EMERGENCY = re.compile(r"(?:A&|(?<=A&))E\W+(?=\w)")
_ROLE_BEFORE = re.compile(
    r"([A-Z]{2,6}|SENC[Oo])[ \u00a0]{1,2}"
    r"(?:(\()(?=[^\W\d_])|(?=[^\W\d_a-zà-ÿ](?:['’][^\W\d_])?[^\W\d_]*[a-z])|(?=([A-Z]{4,})))"
)
"""A role before a name, before one in brackets, or before one in capitals."""
_SMALL_ROLE = re.compile(r"([b-df-hj-np-tv-xz]{2,4})[ \u00a0](?=[^\W\d_]{2})")
"""A role in small letters, no vowel among them, before a name typed small."""
_CAPITALS_BEHIND = re.compile(r"(?<=[a-zà-ÿ])[ \u00a0]([A-Z]{3,5})(?:['’]?d)?$")
_LABEL_BEHIND = re.compile(r"[^\W\d_]+[ \u00a0]+([A-Z][^\W\d_]+)\s+([^\W\d_]+)")
_SMALL_BEHIND = re.compile(r"(?<=[^\W\d_])[ \u00a0]([a-z]{4,})$")
_SMALL_WORDS = re.compile(r"(?:[ \u00a0][a-z]{2,})+$")
_DAY = re.compile(r"\b(Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)[ \u00a0](?=[A-Z])")
_ROTA = 60
"""Characters on either side within which a rota has another day of the week."""
NOTED = frozenset({"dna", "nfa", "uta", "noad", "tbc", "tba", "nad", "aoc", "ooh", "dnar"})
"""What terse notes write behind a name without a verb."""
_ROLE_BELOW = re.compile(r"[ \t]*[\n\t]\s*([A-Z]{2,6}|SENC[Oo])[ \u00a0](?=[A-Z])")
_LONG_ROLE = 4
"""Letters from which an abbreviation with a vowel is no part of a name: "LADO"."""
_ADDRESS_BEHIND = re.compile(r"[\s,;:<(|]+[^\s,;<(|@]*$")
"""Behind a name what stands before the @ of an e-mail address: "Karen Oldroyd, k.oldroyd@…"."""
_NOTE_BEFORE = re.compile(r"(?:[1-9]|[1-4]\d)(?=[^\W\d_a-zà-öø-ÿ])|(?:[1-479]|[1-4]\d)(?=[^\W\d_])")
_NOTE_BEHIND = re.compile(r"(?<=[^\W\d_])(?:[1-9]|[1-4]\d)$")
"""The number of a note that is joined to a name: "Oldroyd1"; "Oldroyd92" may tell a year of birth.

Before a small letter 5, 6 and 8 are capitals as a scanner reads them: "6yöngyi".
"""
_NUMBER_BELOW = re.compile(r"\s*\n\s*\d+$")
_JUDGE = re.compile(r"(?:Justice|JUSTICE)[ \u00a0](?=\w)")
_SUING = re.compile(
    r"((?:[A-Z]\.){2,3})\s+(?:Sue|Grant|Mark|Bill|Chase|Pray|Hope)[ \u00a0](?:for|leave|permission|up)\b"
)
"""Initials at the end of a sentence, and a verb that begins the next."""
_TORN = re.compile(r"-[a-z][A-Z][a-z]+")
"""The rest of a double name whose hyphen is out of place: "Lu-cPhung"."""
_STAFF = re.compile(r"[NnBb][ \u00a0](?=\w)")

DEFAULT_SCORE = 0.6
"""Score of an entity whose model gives none."""


class EntityRecogniser(SpanRecogniser):
    """Turns ``doc.ents`` into findings.

    Args:
        allowed: The people who may stay named; their surname alone is no newcomer.
    """

    def __init__(self, allowed: Iterable[Person] = ()) -> None:
        self._surnames = frozenset(name_words(person.name)[-1:] for person in allowed)
        super().__init__(tuple(dict.fromkeys(KINDS.values())), PERSON_MODEL)

    def find(self, text: str) -> Iterable[Finding]:  # noqa: ARG002  # the base's signature
        """Nothing: this recogniser reads the parsed text.

        Raises:
            ValueError: always; entities cannot be had from the text alone.
        """
        raise ValueError("the person model needs the parsed text")

    def find_in(self, text: str, artifacts: NlpArtifacts | None) -> Iterable[Finding]:
        """Find the people and places that the model marked."""
        if artifacts is None:
            return self.find(text)
        return list(self._findings(text, artifacts.entities))

    def _findings(self, text: str, entities: Iterable[SpacySpan]) -> Iterator[Finding]:
        for entity in entities:
            kind = KINDS.get(entity.label_)
            if kind is None or not any(character.isalpha() for character in entity.text):
                continue
            if kind != "person" and not _is_named(text, entity):
                continue
            for start, end in _parts(text, entity) if kind == "person" else [_without_small(text, entity)]:
                written = text[start:end]
                if kind == "person" and (not name_words(written) or name_words(written) in self._surnames):
                    continue
                yield Finding(
                    start=start,
                    end=end,
                    kind=kind,
                    score=_score(entity),
                    evidence="found by the person model",
                    rule=self.name,
                    name=written,
                )


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded."""
    return tuple(fold_text(word) for word in _WORD.findall(name))


def _parts(text: str, entity: SpacySpan) -> list[tuple[int, int]]:
    """The name, or its two halves where "Smith, Jones" stands in a list of people rather than surname first."""
    start, end = _bare(text, entity.start_char, entity.end_char)
    lines = _LINES.search(text, start, end)
    if lines and (
        _NAME_LABEL.search(text, max(0, start - 20), start)
        or (_VALUE.search(text, max(0, start - 4), start) and _GOES_ON.match(text, end))
    ):
        return [(start, lines.start()), (lines.end(), end)]  # "Known as: Demi", and a sentence on the next line
    role = _ROLE_BELOW.search(text, start, end)
    if role and _is_role(role[1], shouted=False):
        return [(start, role.start()), (role.end(), end)]  # "Late entry by Karen", and "MW Oldroyd" on the next line
    halves = _LISTED.fullmatch(text[start:end])
    if halves is None or not (
        _LIST_BEFORE.search(text[max(0, start - 20) : start]) or _LIST_BEHIND.match(text[end : end + 20])
    ):
        return [(start, end)]
    return [(start + halves.start(number), start + halves.end(number)) for number in (1, 2)]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without marks around it and without the word of kinship before it ("Nana Oldroyd")."""
    start, end = _without_marks(text, start, end)
    if spoken := _SHOUTED.match(text, start, end):
        start = spoken.end()  # "IT WAS MR PIKE WHO"
    for lines in _NEXT_LINE.finditer(text, start, end):
        of_documents = lines[1].istitle() and lines[1].casefold() in AGENCY
        ordinary = (is_word(lines[1]) or of_documents) and not is_name_word(lines[1])
        compound = _COMPOUND.match(text, lines.start(1))
        product = compound is not None and compound[0].casefold() in standing_words()  # "Steri-Strips"
        if ordinary or product or lines[1].casefold() in NATIONAL or _KIN_IN_BRACKETS.match(text, lines.start(1)):
            end = lines.start()  # the first word of the next line, in a list or a form
            break
    if (judge := _JUDGE.match(text, start)) and is_judges_title(text, start):
        start = judge.end()
    if _STAFF.match(text, start) and text[max(0, start - 2) : start].lower() == "s/":
        start += 2  # "S/N Oldroyd"
    if behind := _EMERGENCY.match(text, start, end):
        start = behind.end()  # "shared with A&E. Marta …"
    if greeting := _GREETING.match(text, start, end):
        start = greeting.end()  # "Morning Karen, did …"
    elif _ENDED.search(text, max(0, start - 4), start) and (closing := _CLOSING.match(text, start, end)):
        start = closing.end()  # "… to him? Best, Karen"
    kin = _KIN_BEFORE.match(text, start, end)
    if kin:
        start = kin.end()
        end -= text[start - 1] == "(" and text[end - 1] == ")"  # "Nani (Safia Oldroyd"
    if (sued := _SUING.match(text, start)) and sued.end(1) < end:
        end = sued.end(1)  # "to agree with K.O. Sue for damages was the advice."
    return _without_note(text, start, end)


def _without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without punctuation around it, the number of a note joined to it, or an e-mail address behind it."""
    while end > start and not text[end - 1].isalnum() and text[end - 1] != ")":
        end -= 1
    while start < end and not text[start].isalnum() and text[start] != "(":
        start += 1
    if note := _NOTE_BEFORE.match(text, start, end):
        start = note.end()
    if note := _NOTE_BEHIND.search(text, start, end):
        end = note.start()
    if number := _NUMBER_BELOW.search(text, start, end):
        end = number.start()
    if torn := _TORN.match(text, end):
        end = torn.end()
    at = text.find("@", start, end + 1)
    if at >= 0 and (address := _ADDRESS_BEHIND.search(text, start, at)):
        end = address.start()
    return start, end


def _without_note(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without the abbreviation of a terse note around it: "MW Saleem", "Ketan DNA'd", "Tue Hanan, Wed …"."""
    before = _ROLE_BEFORE.match(text, start, end)
    if before and _is_role(before[1], shouted=before[3] is not None):
        start = before.end()
        end -= bool(before[2]) and text[end - 1] == ")"  # "EWO (Karen Oldroyd)"
    small = _SMALL_ROLE.match(text, start, end)
    if small and _is_role(small[1].upper(), shouted=False):
        start = small.end()  # "mw oldroyd – bp up"
    day = _DAY.match(text, start, end)
    if day and any(other[1] != day[1] for other in _DAY.finditer(text[max(0, start - _ROTA) : end + _ROTA])):
        start = day.end()
    label = _LABEL_BEHIND.match(text, start)
    if label and label.start(1) < end and is_part_label(fold_text(label[1])) and is_name_label(fold_text(label[2])):
        end = label.start(1) - 1  # "First name: Karen Middle name: Ivy"
    following = _SMALL_BEHIND.search(text, start, end)
    if following and text[start].isupper() and _is_no_surname(following[1]):
        end = following.start()
    if text[start:end].isupper() and (linked := _SHOUTED_BEHIND.search(text, start, end)):
        end = linked.start()  # "SATNAM AND ANWEN BY …"
    behind = _CAPITALS_BEHIND.search(text, start, end)
    if behind and behind[1].casefold() in NOTED:
        end = behind.start()
    return start, end


def _is_role(written: str, *, shouted: bool) -> bool:
    """Whether capitals are a role's; before a name in capitals those that can be no name: "MW PIKE", not "DI MARCO"."""
    if shouted and set(written) & set("AEIOUY") and len(written) < _LONG_ROLE:
        return False
    return written in abbreviations() or role_for(written) is not None


def _is_no_surname(word: str) -> bool:
    """Whether a small word behind a name goes on the sentence: "Bilan pregnont"; "Grace page" may be hers."""
    return is_misread_word(word) or (is_word(word) and not is_name_word(word) and word not in SURNAME_WORDS)


def _without_small(text: str, entity: SpacySpan) -> tuple[int, int]:
    """An institution or place without the small words of the sentence behind it: "St Hilda's Church hall"."""
    start, end = entity.start_char, entity.end_char
    small = _SMALL_WORDS.search(text, start, end)
    last = _WORD.findall(text[start : small.start()])[-1:] if small else []
    kind = bool(last) and last[0].istitle() and fold_text(last[0]) in ORGANISATION_TAIL
    return (start, small.start()) if small and kind else (start, end)


def _is_named(text: str, entity: SpacySpan) -> bool:
    """Whether a place or institution is one that can be looked up: named; of the shipped model, an address.

    Which of the towns and counties of a case give the family away, no model can say; the glossary does.
    """
    if entity.label_ == "PLACE" and not any(character.isdigit() for character in entity.text):
        return False
    return not why_no_place(text, entity.start_char, entity.end_char)


def _score(entity: SpacySpan) -> float:
    given = entity._.score if SpacySpan.has_extension("score") else None
    return DEFAULT_SCORE if given is None else min(1.0, max(0.01, float(given)))


def marks_entities(nlp: Language) -> bool:
    """Whether a pipeline has a component that sets ``doc.ents``."""
    return any("doc.ents" in nlp.get_pipe_meta(name).assigns or name == "ner" for name in nlp.pipe_names)
