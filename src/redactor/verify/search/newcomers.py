"""People and institutions that the case does not list: by title, role and suffix rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from redactor.lexicon.case_words import CaseWords
from redactor.lexicon.institutions import institutions
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.plausible import why_no_person
from redactor.lexicon.spoken_of import is_spoken_of
from redactor.lexicon.thresholds import BLOCKING, SPOKEN_OF, SURE
from redactor.lexicon.titled import titled_names
from redactor.lexicon.titled_words import SURNAME_WORDS
from redactor.lexicon.words import is_name_word, is_word
from redactor.lexicon.written import name_tokens
from redactor.model import Category, Notice, Residual, Span
from redactor.nlp import marks
from redactor.verify.closed.vocabulary import set_phrases
from redactor.verify.knowledge import Knowledge
from redactor.verify.search.exempt import Exempt
from redactor.verify.search.stories import Story, passages

CHECK = "people by title or role"
MODEL_CHECK = "people by the person model"
INSTITUTION_CHECK = "schools, hospitals and practices"
INITIALS_CHECK = "initials of children with dates"
_NEAR = 60
_BODY = re.compile(
    r"(?:[A-Z][\w'’-]+ ){1,3}(?:(?:(?:Metropolitan|District|City|County|Borough) )+Council|Young Carers|CCG|ICB"
    r"|(?:NHS|Hospitals?|Primary Care)(?: \w+)? Trust|Police|Constabulary|A?FC|Taxis|Foodbank|Solicitors|Homes|Ltd)\b"
)
"""A body, where a role or a label before it makes the rule of titles see a name."""
_TITLED = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Rev|[DP][CSI]|D[CS]I|Sgt|Cllr)\.? $")
_DATED = re.compile(
    r"\b(?:d\.?o\.?[bd]|born|died|birth|death|aged?)\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b", re.IGNORECASE
)


def person_residuals(story: Story, exempt: Exempt, *, wrapped: bool, codes: Collection[str] = ()) -> Iterator[Residual]:
    """Yield a residual for everybody with a title or a role beside the name.

    Args:
        story: Where to look.
        exempt: What stays.
        wrapped: Whether lines end where the page does, as in a text or a PDF.
        codes: Codes of the case, whose letters are nobody's initials.
    """
    for passage in passages(story, wrapped=wrapped):
        phrases = [Span(m.start(), m.end()) for m in set_phrases().finditer(passage.text)]
        for found in titled_names(passage.text, codes):
            if _BODY.match(passage.text, found.name_start) and not _TITLED.search(passage.text[: found.name_start]):
                continue
            whole = Span(found.start, found.end)
            if any(phrase.contains(whole) and phrase != whole for phrase in phrases):
                continue  # "Goodnight Mister Tom": more than a title and a name
            if not exempt.explains(story.text, passage.start + found.name_start, passage.start + found.name_end):
                yield story.residual(passage.start + found.start, passage.start + found.end, "person", "", CHECK)


def model_residuals(story: Story, exempt: Exempt, *, wrapped: bool, spoken_of: bool = False) -> Iterator[Residual]:
    """Yield a residual for everybody whom the person model is sure of, a title or a role beside the name or not.

    Args:
        story: Where to look.
        exempt: What stays.
        wrapped: Whether lines end where the page does, as in a text or a PDF.
        spoken_of: Whether the words beside a name must say that it is somebody's. With a case the closed world
            tells of every other word that is no ordinary one.

    Raises:
        ModelError: if the shipped model is missing or altered.
    """
    told = list(passages(story, wrapped=wrapped))
    people = [[mark for mark in found if mark.label == "PERSON"] for found in marks([one.text for one in told])]
    words = CaseWords()
    for passage, found in zip(told, people, strict=True):
        words.read(passage.text, [Span(mark.start, mark.end) for mark in found if mark.score >= SURE])
    for passage, found in zip(told, people, strict=True):
        for mark in found:
            said = is_spoken_of(passage.text, mark.start, mark.end)
            least = SPOKEN_OF if said else BLOCKING
            if mark.score < least or why_no_person(passage.text, mark.start, mark.end, words, mark.score):
                continue
            if _may_be_words(passage.text[mark.start : mark.end], words):
                continue
            if spoken_of and not said:
                continue
            start, end = passage.start + mark.start, passage.start + mark.end
            if not exempt.explains(story.text, start, end):
                yield story.residual(start, end, "person", "", MODEL_CHECK)


def _may_be_words(written: str, words: CaseWords) -> bool:
    """Whether a mark is nothing but ordinary words that nobody is called by, never written with a capital of their own.

    "Grace" and "Ward" are words that people are called by: without a case nothing else would tell of them.
    """
    tokens = [token for token in name_tokens(written) if len(token) > 1]
    return not any(words.inside[token] or not is_word(token) or _is_called(token) for token in tokens)


def _is_called(token: str) -> bool:
    """Whether people are called by a word: "grace", "hope", "ward"."""
    return is_given_name(token) or is_name_word(token) or token in SURNAME_WORDS


def institution_residuals(story: Story, exempt: Exempt, *, wrapped: bool) -> Iterator[Residual]:
    """Yield a residual for every named school, hospital, ward, practice or home that is no public body."""
    for passage in passages(story, wrapped=wrapped):
        for found in institutions(passage.text):
            start, end = passage.start + found.start, passage.start + found.end
            if "\n" not in passage.text[found.start : found.end] and not exempt.explains(
                story.text, start, end, with_words=True
            ):
                yield story.residual(start, end, "institution", "", INSTITUTION_CHECK)


def as_note(residual: Residual) -> Notice:
    """A finding that is only told: without a case nobody can say what may stand."""
    return Notice("a named school, hospital or practice: look whether it may be named", place=residual.place)


def initials_residuals(story: Story, knowledge: Knowledge, exempt: Exempt) -> Iterator[Residual]:
    """Yield a residual where a child's initials stand beside a date or a word of birth and death."""
    for person in knowledge.protected:
        words = re.findall(r"[^\W\d_]+", person.name)
        if person.category is not Category.CHILD or len(words) < 2:
            continue
        letters = [words[0][0].upper(), words[-1][0].upper()]
        pattern = re.compile(rf"(?<![\w.]){letters[0]}\.? ?{letters[1]}(?:\.|(?![\w&/'’-]))")
        for match in pattern.finditer(story.text):
            around = story.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            if _DATED.search(around) and not exempt.covers(match.start(), match.end()):
                yield story.residual(match.start(), match.end(), "initials", person.code, INITIALS_CHECK)
