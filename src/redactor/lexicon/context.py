"""Is an ordinary word used as a name here? (Hope, Will, Mark, May, Page, Reading, Lincoln).

The rules look at a few words on either side. Where nothing speaks against it a
capitalised word counts as the name (fail closed); a small one only where a title
stands before it. Sources of the cases: the over-redaction traps of the project's
domain notes.

Residual risk: a capital at the start of a sentence before an ordinary verb
("Grant was refused") cannot be told from a name and counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from redactor.lexicon import name_cues as cues
from redactor.lexicon.folding import fold_char, fold_text
from redactor.lexicon.name_parts import PARTICLES
from redactor.lexicon.name_sets import vocabulary
from redactor.lexicon.name_titles import is_rank, is_title
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.words import is_name_word, is_ordinary, is_word, name_kinds

_WINDOW = 90
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.\s?)+[^\W\d_]\.?")
_START = re.compile(r"[.!?:\n•*▪●“\"\[|\t]|(?:^|\s)[-–—](?=\s)")
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?")
_MAIL = re.compile(r"^[\w.+%-]*@\w")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A word and its neighbours.

    Attributes:
        written: As it stands in the text.
        word: Folded.
        kinds: What it is besides being a name.
        before, after: Neighbouring words as written, nearest first, at most four.
        gap_before, gap_after: What stands between it and its neighbours.
        possessive: Whether 's or ' follows.
        tail: The text behind it.
    """

    written: str
    word: str
    kinds: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    gap_before: str
    gap_after: str
    possessive: bool
    tail: str

    @property
    def previous(self) -> str:
        """The folded word before, if only white space lies between; else empty."""
        return fold_text(self.before[0]) if self.before and not self.gap_before.strip(" ,(\n\t*_") else ""

    @property
    def beside(self) -> str:
        """The folded word before, if nothing but white space or the stop of an abbreviation lies between."""
        return fold_text(self.before[0]) if self.before and not self.gap_before.strip(" .\n\t*_") else ""

    @property
    def following(self) -> str:
        """The folded word behind, if only white space lies between; else empty."""
        return fold_text(self.after[0]) if self.after and not self.gap_after.strip() else ""

    @property
    def starts_sentence(self) -> bool:
        """Whether its capital may come from its position."""
        return not self.before or bool(_START.search(self.gap_before))

    @property
    def shouted(self) -> bool:
        """Whether it stands among words that are all capitals."""
        near = [word for word in (*self.before[:1], *self.after[:1]) if len(word) > 1]
        return len(self.written) > 1 and self.written.isupper() and any(word.isupper() for word in near)


def _mention(text: str, start: int, end: int) -> _Mention:
    head, tail = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    possessive = re.match(r"['’](?:s\b)?", tail)
    behind = tail[possessive.end() :] if possessive else tail
    befores = list(_WORD.finditer(head))
    afters = list(_WORD.finditer(behind))
    written = text[start:end]
    word = fold_text(written)
    return _Mention(
        written,
        word,
        name_kinds(word),
        tuple(match[0] for match in reversed(befores[-4:])),
        tuple(match[0] for match in afters[:4]),
        head[befores[-1].end() :] if befores else head,
        behind[: afters[0].start()] if afters else behind,
        bool(possessive),
        tail,
    )


def reads_as_name(text: str, start: int, end: int) -> bool:
    """Whether the weak form at ``[start, end)`` is used as somebody's name.

    Args:
        text: The text around it; only about ninety code points on either side count.
        start: Where the form begins, in code points.
        end: Where it ends (half-open). One word, initials, or several words each of
            which is an ordinary one ("Mark Page").

    Returns:
        For an ordinary word what the context says; for several words and for
        words that are nothing but names, whether they are capitalised.
    """
    head, form = _visible(text[max(0, start - _WINDOW) : start]), _visible(text[start:end])
    text = head + form + _visible(text[end : end + _WINDOW])
    start, end = len(head), len(head) + len(form)
    tokens = _WORD.findall(form)
    if (tokens and all(len(token) == 1 for token in tokens)) or _is_initials(text[start:end]):
        return _reads_as_initials(text, start, end)
    mention = _mention(text, start, end)
    if len(tokens) > 1:
        return _several(tokens, mention, text[start:end])
    if not mention.written[:1].isupper():
        return _small(mention)
    if not is_ordinary(mention.word):
        return True
    for rule in _RULES:
        verdict = rule(mention)
        if verdict is not None:
            return verdict
    return mention.word.removesuffix("s") not in cues.EVERYDAY or mention.possessive


def _visible(text: str) -> str:
    """The text without accents that stand apart and invisible characters: they would cut a word in two."""
    if text.isascii():
        return text
    return "".join(char for char in text if fold_char(char) or char.isspace())


def _is_initials(written: str) -> bool:
    return 2 <= len(written) <= 4 and written.isupper() and not is_word(written) and not is_name_word(written)


def _reads_as_initials(text: str, start: int, end: int) -> bool:
    """Initials need capitals; with full stops they must not be a usual abbreviation."""
    written = text[start:end]
    letters = "".join(char for char in written if char.isalnum())
    if not letters.isupper():
        return False
    dotted = bool(_DOTTED.fullmatch(written)) and "." in written
    if not dotted and any(char in written for char in " \t\n"):
        return False
    in_row = dotted and _ROW_BEFORE.search(text, max(0, start - _WINDOW), start)  # "Present M.E.K., C.E."
    return bool(in_row) or fold_text(letters) not in cues.ABBREVIATIONS


def _several(tokens: list[str], mention: _Mention, written: str) -> bool:
    """Several ordinary words: each needs a capital, unless joined as in an address or file name."""
    if _MAIL.match(mention.tail) or not re.search(r"\s", written):
        return bool(re.search(r"[._]", written)) or all(token[:1].isupper() for token in tokens)
    own = [token for token in tokens if len(token) == 1 or fold_text(token) not in PARTICLES]
    if written.islower() and len(own) > 1 and _has_a_name(own):
        return True  # "jordan late" in a line typed without capitals: Jordan is no word
    if not own or not all(token[:1].isupper() for token in own):
        return False
    if tokens[-1] == "I" and fold_text(tokens[0]) in cues.MODALS and mention.following.islower():
        return False  # "May I say something"
    article = tokens[0] in ("A", "I") and not re.match(r"\w\.", written)
    listed = tokens[0] == "A" and mention.gap_before.strip() == ","  # "Present: K Hart, A Wolf, J May"
    return not article or listed or is_title(mention.beside)


def _has_a_name(tokens: list[str]) -> bool:
    """Whether several words, none of them an initial, hold one that no dictionary has as a word."""
    return all(len(token) > 2 for token in tokens) and not all(is_word(fold_text(token)) for token in tokens)


def _small(mention: _Mention) -> bool:
    if mention.beside and is_title(mention.beside, written=mention.before[0]):
        return True
    if _MAIL.match(mention.tail) or _small_speaker(mention):
        return True
    return not is_word(mention.word) and is_name_word(mention.word) and mention.previous in cues.ROLES


def _small_speaker(mention: _Mention) -> bool:
    """A sentence typed without capitals in which the word speaks or acts: "hope said she was hungry"."""
    if mention.possessive or not is_name_word(mention.word) or mention.following not in cues.SAYING:
        return False
    return mention.starts_sentence or mention.previous in ("and", "that", "when", "because", "then", "but")


_LABELS = vocabulary("name names forename forenames surname nickname alias")


def _by_label(mention: _Mention) -> bool | None:
    """Behind the label of a name ("First name: Union"), or addressed ("@Progress can you …")."""
    if mention.gap_before.endswith("@"):
        return True
    labelled = bool(mention.before) and mention.gap_before.strip(" \t*_") == ":" and "\n" not in mention.gap_before
    if not labelled:
        return True if _LINE_END.match(mention.tail) and _is_doer(mention) else None
    if fold_text(mention.before[0]) in cues.ROLES and _LINE_END.match(mention.tail):
        return True  # "Allocated worker: Young"
    if fold_text(mention.before[0]) == "subject" and _LINE_END.match(mention.tail):
        return True  # of a message: "Subject: Charity"
    tree = [fold_text(word) for word in mention.before[:2]] == ["tree", "family"]
    return True if tree or fold_text(mention.before[0]) in _LABELS else None


def _is_doer(mention: _Mention) -> bool:
    """Whether a word that ends its line is who did something, or who was spoken to: "seen by Young"."""
    if mention.kinds & {"month", "season"}:
        return False
    if mention.previous != "to":
        return mention.previous in ("by", "with")
    return "\n" in mention.gap_before or fold_text("".join(mention.before[1:2])) in _SPOKE


_SPOKE = frozenset({"spoke", "spoken", "speaking", "talked", "talking"})
_YOUNG = vocabulary("person people persons carer carers offender offenders adult adults woman women man men mum mums")


def _by_young(mention: _Mention) -> bool | None:
    """Whom everybody may be: "Young Person T", "Young Carers"."""
    young = mention.word == "young" and mention.following in _YOUNG and not mention.possessive
    return False if young and mention.gap_after == " " else None


def _by_kin(mention: _Mention) -> bool | None:
    """A word of kinship before whoever it is of: "Nan Oldroyd", "Nan SW3"; Nan alone may be a Nancy."""
    if mention.word not in _KIN or mention.possessive or mention.gap_after != " " or mention.written.isupper():
        return None
    following = mention.after[0]
    dated = bool(name_kinds(fold_text(following)) & {"month", "season"}) or fold_text(following).endswith("day")
    coded = following[:1].isupper() and following[-1:].isdigit()
    named = following.istitle() and not dated and mention.previous not in cues.ROLE_CODES
    return False if coded or named else None


_KIN = vocabulary("nan nana gran")
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")
_SIGNING_OFF = vocabulary("regards wishes thanks sincerely faithfully love cheers")


def _by_signature(mention: _Mention) -> bool | None:
    """All that stands on the line below or behind the end of a letter: "Regards, Knowledge"."""
    if mention.previous not in _SIGNING_OFF or not re.search(r"[,\n]", mention.gap_before) or mention.possessive:
        return None
    return True if _LINE_END.match(mention.tail) else None


def _by_title(mention: _Mention) -> bool | None:
    if mention.beside and is_title(mention.beside, written=mention.before[0]):
        return True
    if mention.beside.isdigit() and len(mention.before) > 1 and is_rank(mention.before[1]):
        return True
    initial = mention.before[0] if mention.before else ""
    coded = len(mention.before) > 1 and fold_text(mention.before[1]) in cues.LETTERED
    if len(initial) == 1 and initial.isupper() and not coded and re.match(r"^\.\s*$", mention.gap_before):
        return True
    return None


def _by_number(mention: _Mention) -> bool | None:
    """Page 3, Ward 4, May 2011, Child R; but "Hope 7, Grace 5" are ages and "Hope1" is a footnote's mark."""
    if mention.possessive or not mention.following:
        return None
    follower = mention.after[0]
    counted = mention.word.removesuffix("s") in cues.NUMBERED or "month" in mention.kinds
    if follower.isdigit() and (len(follower) >= 4 or counted):
        return False if follower.isdecimal() else None
    if _YEAR.fullmatch(follower) and not follower.isdigit():
        return False if "month" in mention.kinds else None
    if len(follower) == 1 and follower.isupper() and follower not in "AI" and mention.word in cues.ROLES:
        return False
    return None


def _institution_follows(mention: _Mention) -> bool:
    if mention.possessive and "place" not in mention.kinds:
        return False
    if not mention.following and not ("place" in mention.kinds and mention.after and mention.gap_after.strip() == "&"):
        return False
    if "place" in mention.kinds and mention.following in cues.PLACE_NOUNS:
        return True
    for written in mention.after:
        if "place" in mention.kinds and written.lower() in ("and", "of", "on", "upon"):
            continue
        if not written[:1].isupper() or (mention.shouted and _ends_name(written)):
            return False
        if fold_text(written).removesuffix("'s") in cues.INSTITUTION_HEADS:
            return True
    return False


def _ends_name(written: str) -> bool:
    """Whether a word in capitals is of the sentence and of no body's name: "SUMMER MOVED FROM IVY HOUSE"."""
    low = fold_text(written)
    return low in cues.PREPOSITIONS or low in cues.CONJUNCTIONS or (_is_verb(low) and low not in cues.INSTITUTION_HEADS)


def _by_role(mention: _Mention) -> bool | None:
    if mention.previous in cues.ROLES:
        return True
    code = mention.before[0] if mention.before else ""
    if mention.previous in cues.ROLE_CODES and code.isupper():
        return True
    return None


def _by_institution(mention: _Mention) -> bool | None:
    return False if _institution_follows(mention) else None


def _by_first_name(mention: _Mention) -> bool | None:
    """Another given name before it, or "the Hope family"."""
    if mention.following in cues.FAMILY:
        return True
    beside = mention.before[0] if mention.before and mention.gap_before == " " else ""
    if beside[:1].isupper() and is_given_name(beside) and not is_word(beside):
        return True
    return None


def _by_month(mention: _Mention) -> bool | None:
    if "month" not in mention.kinds or mention.possessive:
        return None
    if mention.previous in cues.IN_TIME:
        return mention.previous == "in" and _trusted(mention)
    if _YEAR.fullmatch(mention.previous) or mention.following in cues.AFTER_TIME:
        return False
    neighbours = {fold_text(word) for word in (*mention.before[:2], *mention.after[:2])}
    if neighbours & cues.MONTHS - {"may"} and not mention.following.endswith("ed"):
        return False
    return None


def _trusted(mention: _Mention) -> bool:
    return len(mention.before) > 1 and fold_text(mention.before[1]) in cues.TRUSTING


def _by_season(mention: _Mention) -> bool | None:
    if "season" not in mention.kinds or mention.possessive:
        return None
    if mention.previous in cues.SEASON_PREPOSITIONS or mention.following in cues.AFTER_TIME:
        return False
    return None


def _by_place(mention: _Mention) -> bool | None:
    if "place" not in mention.kinds:
        return None
    if mention.previous in cues.IN_PLACE and not mention.possessive:
        return mention.previous == "in" and _trusted(mention)
    further = {fold_text(word) for word in mention.before[1:4]}
    if (
        mention.previous in ("from", "to", "of")
        and further & (cues.MOVING | cues.OF_PLACE)
        and not further & cues.MESSAGES
    ):
        return False
    if mention.gap_after.startswith(",") and mention.after:
        following = fold_text(mention.after[0])
        if "place" in name_kinds(following) or (following in cues.COMPASS and mention.after[0][:1].isupper()):
            return False
    if mention.gap_before.strip() == "," and mention.before:
        numbered = mention.before[0].isdigit() and len(mention.before) > 1  # a code: "Hospital 1, Reading"
        previous = fold_text(mention.before[1 if numbered else 0])
        if previous in cues.INSTITUTION_HEADS or "place" in name_kinds(previous):
            return False
    return None


def _by_determiner(mention: _Mention) -> bool | None:
    if mention.previous not in cues.DETERMINERS or mention.gap_before.strip():
        return None
    return mention.previous == "the" and mention.word.endswith("s") and not mention.starts_sentence


def _by_compound(mention: _Mention) -> bool | None:
    """The second half of a capitalised phrase: "a Serious Case review"."""
    if len(mention.before) < 2 or mention.gap_before != " " or mention.possessive:
        return None
    previous, earlier = mention.before[0], mention.before[1]
    phrase = previous[:1].isupper() and is_word(previous) and not is_name_word(previous) and earlier.islower()
    if not phrase or mention.previous in cues.ROLES | cues.ROLE_CODES or not mention.following:
        return None
    noun = is_word(mention.following) and not _is_verb(mention.following)
    return False if noun and mention.following not in cues.CONJUNCTIONS | cues.OBJECTS | cues.PREPOSITIONS else None


def _is_verb(word: str) -> bool:
    return word in cues.VERBS or (word.endswith("ed") and len(word) > 4)


def _by_verb(mention: _Mention) -> bool | None:
    """What the following word says: a finite verb, or the rest of an ordinary phrase."""
    following = mention.following
    if not following or mention.possessive:
        return None
    if mention.word in cues.MODALS:
        return _modal(mention)
    positional = mention.starts_sentence or mention.shouted
    titled = mention.after[0][:1].isupper() and is_word(following) and not is_name_word(following)
    titled = titled and "\t" not in mention.gap_after  # another cell
    titled = titled and not ("\n" in mention.gap_after and mention.after[0] in _OPEN_LINE)
    if titled and not mention.shouted and following not in cues.VERBS | cues.ROLES | cues.ROLE_CODES:
        return following in cues.CONJUNCTIONS or fold_text(mention.after[-1]) in cues.ROLES
    if not positional:
        return None
    return _positional(mention)


def _modal(mention: _Mention) -> bool | None:
    """Will and May before a verb: a name if the verb is finite, else the auxiliary."""
    following = mention.following
    if _is_verb(following) or following in cues.CONJUNCTIONS:
        return True
    if mention.starts_sentence or mention.shouted or mention.after[0][:1].isupper():
        return not (following in cues.OBJECTS | {"not", "be", "have"} or is_word(following))
    return None


def _positional(mention: _Mention) -> bool | None:
    """A word whose capital may come from its position."""
    following, second = mention.following, fold_text(mention.after[1]) if len(mention.after) > 1 else ""
    states = cues.UNPERSONAL_STATES if mention.word in cues.VIRTUES else cues.ABSTRACT_STATES
    if mention.word in cues.ABSTRACT and following in cues.BE and second in states:
        return False
    if following in cues.NOUN_LINKS:
        return False
    if mention.word in cues.VERB_WORDS and following in cues.OBJECTS:
        return False
    if _is_verb(following) or following in cues.CONJUNCTIONS or following.endswith("ly"):
        return True
    if following in cues.DETERMINERS | cues.PRONOUNS | cues.PREPOSITIONS:
        return True
    return not is_word(following)


_OPEN_LINE = frozenset({"Pastor", "Imam", "Rabbi", "Father", "Sister", "Nurse", "Bishop", "Brother", "Uncle", "Aunt"})
"""Words that begin the next note with somebody: "ring Mum re Noble", and below "Pastor Keet prayed"."""

_ROW_BEFORE = re.compile(r"(?<![\w.])(?:[^\W\d_a-z]\.){1,2}(?:[^\W\d_a-z]\.?)?(?:,| and| &)? $")
_Rule = Callable[[_Mention], bool | None]
_STATES = vocabulary(
    "seen absent unwell asleep awake crying weighed examined attended brought dressed undressed",
    "present upset quiet clingy poorly fed hungry dirty unkempt discharged admitted collected",
)
_SOFT_STATES = vocabulary(
    "happy sad tired sleepy settled unsettled calm alert pale bruised thriving underweight ill sick distressed",
    "withdrawn angry tearful smelly missing immunised registered reluctant keen unable refusing frightened scared",
    "nervous chatty playful lively unresponsive soiled injured burnt referred removed smiling babbling crawling",
    "sleeping playing coughing vomiting wheezing screaming shouting hiding eating feeding thin grubby dishevelled",
    "anxious aggressive disruptive tidy shy excited reports reported observed noted bathed changed undernourished",
)


def _by_terse_note(mention: _Mention) -> bool | None:
    """Notes leave the verb out: "Summer seen at nursery", "Will not seen", "Hope happy and settled".

    States that a season or an abstract word can be in as well ("spring clean", "hope lost") are none of these.
    """
    following = mention.following
    negated = following == "not" and len(mention.after) > 1
    if negated:
        following = fold_text(mention.after[1])
    if following in _STATES:
        return True
    return True if following in _SOFT_STATES and mention.word not in cues.MODALS else None


_RULES: tuple[_Rule, ...] = (
    _by_title,
    _by_young,
    _by_kin,
    _by_label,
    _by_signature,
    _by_terse_note,
    _by_number,
    _by_institution,
    _by_role,
    _by_first_name,
    _by_month,
    _by_season,
    _by_place,
    _by_determiner,
    _by_compound,
    _by_verb,
)
