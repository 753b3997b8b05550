"""Whether what a statistical model took for a name can be one, by rules that a person can follow.

Writer and verifier ask the same rules, so that what the one lets stand does not block the
other. Each rule gives its reason, a plain sentence for the reviewer (``redactor suggest``
lists them). None rests on a list of names that may stay: a public name is let through
only where ``lexicon.publicterms`` knows the whole phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from redactor.lexicon.case_words import CaseWords
from redactor.lexicon.context import reads_as_name
from redactor.lexicon.folding import fold_text
from redactor.lexicon.name_cues import ABBREVIATIONS, DETERMINERS
from redactor.lexicon.name_titles import is_title
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.phrases import is_eponym, is_field_value, is_title_of_work
from redactor.lexicon.role_text import word_set
from redactor.lexicon.roles import abbreviations, code_tokens, role_by_prefix, role_titles
from redactor.lexicon.scanned import is_misread_word, mended
from redactor.lexicon.spoken_of import acts, is_dated, is_spoken_of
from redactor.lexicon.standing import known_words, standing_words
from redactor.lexicon.stretched import is_stretched
from redactor.lexicon.thresholds import SPOKEN_OF, SURE
from redactor.lexicon.titled_runs import is_place, is_ward
from redactor.lexicon.titled_words import AGENCY, FUNCTION, NATIONAL, ORGANISATION_TAIL, SURNAME_WORDS, field_words
from redactor.lexicon.words import is_name_word, is_word, name_kinds
from redactor.lexicon.written import name_tokens, untitled
from redactor.model import Span

_LETTERS = re.compile(r"[^\W\d_]+")
_FILE = re.compile(r"([a-z0-9 _-]+)\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|docx?|xlsx?|pptx?|pdf|txt|eml|msg)")
_DOTTED = re.compile(r"[^\W\d_](?:\. ?[^\W\d_]){1,3}\.?")
_SMALL_ABBREVIATION = re.compile(r"(?:[a-z]\.){2,4}|[a-z]/[a-z]|[A-Z]{2,6}s")
_BEHIND = re.compile(r"[ \u00a0](?:and |& )?([A-Z][\w'’-]*)")
_WORD_BEHIND = re.compile(r"[ \u00a0]([A-Za-z]+)\b")
_MISREAD_CODE = re.compile(r"([A-Z][a-z]{4,}) (?:[A-Z]|\d{1,2})")
"""A code whose word may be misread: "Pcrson F", "Siblinq 2"."""
_MIXED = re.compile(r"[A-Z][A-Za-z]*(?<=[a-z])[B-DF-HJ-NP-TV-Z]{3,}[a-z]?")
"""Capitals without a vowel behind small letters ("WofBCRG"); MacDONALD has vowels."""

_BEFORE = re.compile(r"(?<!\w)(\w+)\.?[ \u00a0]$")
_SAINT_BEFORE = re.compile(r"(?:([^\W\d_]+)[ \u00a0])?\b(?:St|Saint)\.?[ \u00a0]$")
_CONTENTS = re.compile(
    r"\b(?:contents|sections?|chapters?|appendix|appendices)[ *_]*(?:</?\w+>)*[ ]*[\t|\n]\s*(?:<\w+>|[*_]+)*$", re.I
)
_CELL_ENDS = re.compile(r"[ *_]*(?:</\w+>)*[ ]*(?:$|[\t|\n])")
_LONGEST_HEADING = 60
_NEAR_MISS = re.compile(r"\bNear Miss[ \u00a0]$", re.IGNORECASE)
"""What a review may be of, and no lady."""
_BEGINS = re.compile(r"(?:^|[.!?:;•*▪|\t\n\"“(\[/]|\s[-–—])\s*$")
_CONTRACTED = re.compile(r"(?:I|You|We|They|He|She|It|That|There|Who|What)['’ʼ](?:ve|m|ll|d|re|s)", re.IGNORECASE)
_CUT_OFF = re.compile(r"['’ʼ]t\b")
"""What is behind a mark that ends within a word: "Don" of "Don't"."""
_GAELIC = re.compile(r"\b[OD]['’ʼ][A-Z][a-z]")
"""O'Dea: no plural of a word of Latin."""
_LISTED_NEAR = 60
_USUAL = 0.5
"""Score from which a mark counts whose words are all names as well ("Olive Green")."""
_ADDED = re.compile(r"\.?[ \u00a0]+(?:I|[A-Z][a-z]+)[ ,]+[a-z]")
"""A sentence that begins behind P.S.; behind somebody's initials no word has a capital."""
_HONOURED = re.compile(r"([a-z]{3,})-ji")
"""A word of kinship with the ending of respect, misread or not: "Nana-ji", "Nona-ji"."""
_VILLAGE = word_set("magna parva regis monachorum episcopi")
_DOTTED_WORDS = word_set("UK US USA EU UN")
_NETWORKS = frozenset((article, name) for article in ("al", "el") for name in ("qaeda", "qaida", "jazeera"))
_STORMS = word_set("hurricane cyclone typhoon")
_KIN = word_set(
    "mum mummy mam dad daddy mother father nan nana nanny gran granny grandma grandad grandpa grandmother grandfather "
    "auntie aunty aunt uncle sister brother sibling siblings baby twin twins son daughter cousin partner stepfather "
    "eldest youngest oldest older younger "
    "stepmother stepdad stepmum parent parents carer carers maternal paternal half step foster child children infant"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What the rules look at.

    Attributes:
        written: Without title.
        tokens: Folded.
        text: The text.
        span: Where it stands.
        words: What the case or the file says about its words.
        score: How sure the model is.
    """

    written: str
    tokens: tuple[str, ...]
    text: str
    span: Span
    words: CaseWords
    score: float

    @property
    def shouted(self) -> bool:
        """Whether every word is in capitals."""
        return self.written.isupper()

    @property
    def own(self) -> list[str]:
        """The tokens that are no initials."""
        return [token for token in self.tokens if len(token) > 1]


def why_no_person(text: str, start: int, end: int, words: CaseWords | None = None, score: float = 1.0) -> str:
    """Why a stretch of text that a model marked is nobody's name.

    Args:
        text: The text.
        start: First code point of the stretch.
        end: Behind the last one.
        words: What the whole case says about its words; by default nothing.
        score: How sure the model is.

    Returns:
        The reason in plain words; empty if it can be a name.
    """
    span = Span(start, end)
    whole = span.of(text)
    name = untitled(whole)
    tokens = name_tokens(name.text)
    if not any(len(token) > 1 for token in tokens):
        other = _is_hour(text, start, whole) or _is_postscript(text, start, end) or _is_that_is(text, start, end)
        named = _is_initials(whole) and not other
        return "" if named else "letters that are no name"
    if name.adult or _titled(text, start):
        return ""
    candidate = _Candidate(name.text, tokens, text, span, words or CaseWords(), score)
    for rule, reason in _RULES:
        if rule(candidate):
            return "" if rule in _OUTWEIGHED and _is_somebody(candidate) else reason
    return ""


def _titled(text: str, start: int) -> bool:
    before = _BEFORE.search(text, max(0, start - 20), start)
    if before is None or not is_title(before[1], written=before[1]):
        return False
    return _NEAR_MISS.search(text, max(0, start - 20), start) is None


def _is_initials(written: str) -> bool:
    """Two letters or more with full stops between them, as somebody is minuted ("K.O."); "e.g." and "U.K." are not."""
    if not _DOTTED.fullmatch(written) or not written.isupper():
        return False
    return "".join(_LETTERS.findall(written)) not in _DOTTED_WORDS


def _is_hour(text: str, start: int, written: str) -> bool:
    """Whether letters are of a time of day: "at 2.30 P.M."."""
    return "".join(_LETTERS.findall(written)) in ("AM", "PM") and text[:start].rstrip()[-1:].isdigit()


def _is_postscript(text: str, start: int, end: int) -> bool:
    """Whether letters begin what is added below a letter: "P.S. Thanks for the photographs"."""
    letters = "".join(_LETTERS.findall(text[start:end]))
    return letters in ("PS", "PPS") and text[:start].rstrip(" \t")[-1:] in ("", "\n") and bool(_ADDED.match(text, end))


def _is_that_is(text: str, start: int, end: int) -> bool:
    """Whether letters are "i.e." or "e.g." in capitals, what they explain behind them: "I.E. the manager"."""
    behind = _WORD_BEHIND.match(text, end + (text[end : end + 1] == "."))
    letters = "".join(_LETTERS.findall(text[start:end]))
    return letters in ("IE", "EG") and behind is not None and behind[1] in ("the", "a", "an", "that", "if", "when")


def _is_code(one: _Candidate) -> bool:
    low = max(0, one.span.start - 40)
    around = one.text[low : one.span.end + 12]
    if any(Span(s.start + low, s.end + low).contains(one.span) for s, _ in code_tokens(around)):
        return True
    misread = _MISREAD_CODE.fullmatch(one.written)
    if misread is None or not _is_unknown(one):
        return False
    return any(role_by_prefix(word) is not None for word in _written_so(misread[1]))


def _written_so(word: str) -> Iterator[str]:
    """What stood where a scanner read a word with a capital: "Pcrson", "Chlld"."""
    return (read.capitalize() for read in mended(word.lower()))


def _is_letters(one: _Candidate) -> bool:
    """Letters of a chart or a form: "UL D E", "SHAs", "e.g."."""
    if _SMALL_ABBREVIATION.fullmatch(one.written):
        return True
    written = [word for word in one.written.split() if not (word.islower() and is_word(word))]
    return "." not in one.written and len(written) > 1 and all(word.isupper() and len(word) <= 2 for word in written)


def _is_acronym(one: _Candidate) -> bool:
    """Capitals that are an abbreviation: never a name that the case or a list of given names knows."""
    if _MIXED.fullmatch(one.written):
        return True
    if not one.shouted or len(one.tokens) > 1:
        return False
    (word,) = one.tokens
    if word in ABBREVIATIONS or word.upper() in abbreviations() or word in one.words.acronyms:
        return True
    if is_given_name(word) or one.words.is_evident(word) or one.words.inside[word]:
        return False
    return len(word) <= 5 and (not set(word) & set("aeiouy") or is_word(word) or len(word) <= 3)


def _is_role(one: _Candidate) -> bool:
    flat = " ".join(one.written.lower().replace("’", "'").split())
    if flat in role_titles() or flat.removesuffix("s") in role_titles():
        return True
    kin = _HONOURED.fullmatch(flat)
    if kin and (kin[1] in role_titles() or any(read in role_titles() for read in mended(kin[1]))):
        return True
    return all(token in _KIN for token in one.tokens)


def _is_of_the_field(one: _Candidate) -> bool:
    return all(token in _KIN or (token in field_words() and not is_name_word(token)) for token in one.tokens)


def _is_agency(one: _Candidate) -> bool:
    """A body, a team, a document: a word of such names in it that is no surname, or right behind it."""
    own = one.own
    if any(token in AGENCY and token not in SURNAME_WORDS for token in own) and not _is_called_so(one):
        return True
    if is_ward(own) or (len(own) > 1 and own[-1] in ORGANISATION_TAIL and own[-1] not in SURNAME_WORDS):
        return True
    behind = _BEHIND.match(one.text, one.span.end)
    following = behind[1].casefold() if behind else ""
    if not following or following in SURNAME_WORDS or one.text[one.span.start : one.span.end].endswith(("'s", "’s")):
        return False
    return following in ORGANISATION_TAIL or (following in AGENCY and not is_given_name(one.tokens[0]))


def _is_called_so(one: _Candidate) -> bool:
    """Whether the first word is of agencies or of the calendar and a name as well: "Friday Okafor", "Justice Agyei"."""
    first, *rest = one.own
    if first not in AGENCY or not rest:
        return False
    if one.score >= SURE and "given" in name_kinds(first) and all("surname" in name_kinds(token) for token in rest):
        return True  # "Charity Marks", which no body is called
    if is_dated(one.text, one.span.start):
        return False
    if any(token in AGENCY | NATIONAL for token in rest):
        return False
    if len(rest) > 1 and is_given_name(rest[0]):
        return True  # a whole name stands behind it: "Union Dolly Hirst"
    return bool(name_kinds(first) - {"place"}) and not any(is_word(token) or is_place(token) for token in rest)


def _is_saint(one: _Candidate) -> bool:
    """A saint whom a place or body is called after: "Elspool St Mary"; not "Oliver St John", "St John rang"."""
    before = _SAINT_BEFORE.search(one.text, max(0, one.span.start - _LISTED_NEAR), one.span.start)
    if before is None and (len(one.tokens) < 2 or one.tokens[-2] not in ("st", "saint")):
        return False
    first = fold_text(before[1] or "") if before else one.tokens[0]
    return not is_given_name(first) and not is_spoken_of(one.text, one.span.start, one.span.end)


def _is_people(one: _Candidate) -> bool:
    """A nationality, a language, a religion: they stay discussable (WOB 3.3)."""
    if all(token in NATIONAL for token in one.tokens):
        return not one.words.is_evident(one.tokens[-1])
    if len(one.tokens) > 1 or not _is_unknown(one) or any(map(is_name_word, one.tokens)):
        return False
    return any(read in NATIONAL for read in mended(one.tokens[0]))  # "Rornanian mother"


def _is_thing(one: _Candidate) -> bool:
    """A medicine, a system, a company; capitals that are a system's are no name however sure the model is ("EMIS")."""
    if one.shouted and all(token in known_words("system") and not is_given_name(token) for token in one.tokens):
        return True
    return all(token in standing_words() for token in one.own) and not one.words.is_evident(one.tokens[-1])


def _is_network(one: _Candidate) -> bool:
    """What an Arabic article stands before and nobody is called: "al-Qaida"."""
    return one.tokens in _NETWORKS


def _is_noted(one: _Candidate) -> bool:
    """An abbreviation of notes ("Apols"), or authors of theories told one after another ("Piaget and Vygotsky")."""
    if any(is_given_name(token) or is_name_word(token) or one.words.evidence[token] > 1 for token in one.own):
        return False
    if all(token in known_words("field") for token in one.own):
        return True
    theorists = known_words("theorist")
    if not one.own or not all(token in theorists for token in one.own):
        return False
    around = one.text[max(0, one.span.start - _LISTED_NEAR) : one.span.end + _LISTED_NEAR]
    named = {fold_text(word) for word in _LETTERS.findall(around)} & theorists
    return bool(named - set(one.own))


def _is_town(one: _Candidate) -> bool:
    """A town or county that nothing here gives as somebody's name."""
    if not all(is_place(token) or "place" in name_kinds(token) for token in one.tokens):
        return False
    sure = one.score >= SURE or one.words.is_evident(one.tokens[-1])
    return not (sure and _reads_as_name(one))


def _is_village(one: _Candidate) -> bool:
    """One word before what villages are told apart by, which no first name is: "Ravcombe Regis"."""
    behind = _BEHIND.match(one.text, one.span.end)
    if len(one.tokens) > 1 or behind is None or behind[1].casefold() not in _VILLAGE or behind[0][1:] != behind[1]:
        return False
    return not (is_given_name(one.tokens[0]) or is_name_word(one.tokens[0]))


def _is_ordinary(one: _Candidate) -> bool:
    """Ordinary words with a capital, of a heading or at the start of a sentence."""
    own = one.own
    if not own or not all(is_word(token) or token in FUNCTION or token in field_words() for token in own):
        return False
    if _GAELIC.search(one.written):
        return False
    called = any(is_given_name(token) or is_name_word(token) or token in SURNAME_WORDS for token in own)
    if any(one.words.is_evident(token) and (called or one.words.evidence[token] > 1) for token in own):
        return not _reads_as_name(one)
    if called:
        return not _reads_as_name(one) or all(one.words.is_everyday(token) for token in own)
    return not (len(own) == 1 and _stands_out(one, own[0]))


def _stands_out(one: _Candidate, word: str) -> bool:
    """Whether a lone word has its capital from nothing but being a name, and the case never writes it small."""
    if one.words.small[word] or not one.words.inside[word]:
        return False
    before = one.text[: one.span.start].split()[-1:]
    return not before or before[0].casefold() not in DETERMINERS


def _reads_as_name(one: _Candidate) -> bool:
    return reads_as_name(one.text, one.span.start, one.span.end)


def _is_file(one: _Candidate) -> bool:
    """What a program called a file: "image.png", "scan 2.jpg"; not "Karen.png"."""
    match = _FILE.fullmatch(one.written)
    words = _LETTERS.findall(match[1]) if match else []
    return bool(words) and all(is_word(word) and not (is_name_word(word) or is_given_name(word)) for word in words)


def _is_storm(one: _Candidate) -> bool:
    """What a storm is called: "Hurricane Rita"."""
    before = _BEFORE.search(one.text, max(0, one.span.start - 20), one.span.start)
    return one.tokens[0] in _STORMS or (before is not None and fold_text(before[1]) in _STORMS)


def _is_small(one: _Candidate) -> bool:
    """Words without a capital that a dictionary has."""
    written = _LETTERS.findall(one.written)
    return all(word.islower() for word in written) and all(is_word(word) or is_title(word) for word in written)


def _is_contracted(one: _Candidate) -> bool:
    """Two words written as one ("I've"), or the beginning of such ("Don" of "Don't")."""
    return bool(_CONTRACTED.fullmatch(one.written) or _CUT_OFF.match(one.text, one.span.end))


def _is_stretched(one: _Candidate) -> bool:
    """An ordinary word drawn out: "Soooo"."""
    return len(one.tokens) == 1 and is_stretched(one.written) and _is_unknown(one)


def _is_misread(one: _Candidate) -> bool:
    """One word that a scanner misread, of a sentence or of a role behind it: "rnummy", "cveryone", "Teom Manager"."""
    if len(one.tokens) != 1 or not _is_unknown(one):
        return False
    behind = _WORD_BEHIND.match(one.text, one.span.end)
    roles = (f"{word} {behind[1].lower()}" for word in mended(one.written.lower())) if behind else ()
    (word,) = one.tokens
    if len(word) > 4 and any(read in role_titles() for read in mended(word)):
        return True
    return is_misread_word(one.written) or any(role in role_titles() for role in roles)


def _is_unknown(one: _Candidate) -> bool:
    """Whether nothing but the model's mark here gives a word as a name: no list of given names, no other evidence."""
    return not any(is_given_name(token) or one.words.evidence[token] > 1 for token in one.own)


def _is_phrase(one: _Candidate) -> bool:
    if is_title_of_work(one.text, one.span.start, one.span.end):
        return True
    return len(one.own) == 1 and is_eponym(one.text, one.span.end) and _is_unknown(one)


def _heads_pages(one: _Candidate) -> bool:
    """Whether "Page" is the heading of the numbers in a table of contents: "<b>Contents</b>", tab, "<b>Page</b>"."""
    if one.tokens not in (("page",), ("pages",)):
        return False
    text, span = one.text, one.span
    before = _CONTENTS.search(text, max(0, span.start - _LONGEST_HEADING), span.start)
    return before is not None and _CELL_ENDS.match(text, span.end) is not None


def _is_value(one: _Candidate) -> bool:
    return _is_unknown(one) and is_field_value(one.text, one.span.start, one.span.end)


def _is_somebody(one: _Candidate) -> bool:
    """Whether a mark that a rule would let go is of somebody: the model is sure, and the words beside it say so.

    One word must not be what only a body is called by ("the Trust said"); of several the first is somebody's.
    """
    first, *rest = one.own or one.tokens
    usual = bool(rest) and all(is_given_name(token) or name_kinds(token) for token in (first, *rest))
    if one.score < (_USUAL if usual else SPOKEN_OF) or one.text[one.span.start : one.span.end].islower():
        return False
    if any(token in _BODIES for token in rest or (first,)) or (rest and {first, *rest} <= NATIONAL):
        return False
    if first in _BODIES and any(is_word(token) or is_place(token) for token in rest):
        return False
    kin = _BEFORE.search(one.text, max(0, one.span.start - 20), one.span.start)
    said = acts(one.text, one.span.start, one.span.end) or (kin is not None and fold_text(kin[1]) in _KIN)
    if not rest:
        return said and _may_be_said_of(one, first)
    called = is_given_name(first) or bool(name_kinds(first) - {"place"}) or not (is_word(first) or is_place(first))
    return said or (called and is_spoken_of(one.text, one.span.start, one.span.end))


def _may_be_said_of(one: _Candidate, word: str) -> bool:
    """Whether a lone word is one that people are called by, or has its capital from nothing else."""
    if name_kinds(word) or is_given_name(word):
        return True
    if word in AGENCY | FUNCTION | field_words():
        return False
    return not is_word(word) or not _BEGINS.search(one.text, max(0, one.span.start - 8), one.span.start)


_BODIES = AGENCY - frozenset(token for token in AGENCY if name_kinds(token) or token in SURNAME_WORDS)
"""Words that only bodies are called by."""
_OUTWEIGHED = frozenset((_is_people, _is_agency, _is_of_the_field, _is_thing, _is_noted, _is_town, _is_ordinary))
"""Rules that give way where the model is sure and the sentence speaks of somebody."""
_RULES: tuple[tuple[Callable[[_Candidate], bool], str], ...] = (
    (_is_code, "a role code"),
    (_is_role, "a role, not a name"),
    (_is_letters, "letters that are no name"),
    (_is_acronym, "an abbreviation"),
    (_is_saint, "a place or body called after a saint"),
    (_is_people, "a nationality, language or religion"),
    (_is_value, "a language, religion or diagnosis behind its label"),
    (_is_agency, "part of the name of an agency, team or document"),
    (_is_of_the_field, "words of the field"),
    (_is_thing, "a medicine, system or company"),
    (_is_noted, "an abbreviation of notes, or the author of a theory"),
    (_is_phrase, "the name of a test, rule or work"),
    (_heads_pages, "the heading of a table of contents"),
    (_is_town, "a town or county, with nothing beside it that makes it a name"),
    (_is_village, "a village"),
    (_is_ordinary, "ordinary words with a capital"),
    (_is_file, "the name of a file"),
    (_is_storm, "what a storm is called"),
    (_is_network, "an organisation"),
    (_is_small, "ordinary words without a capital"),
    (_is_contracted, "two words written as one"),
    (_is_stretched, "an ordinary word drawn out"),
    (_is_misread, "an ordinary word with a scanning error"),
)
