"""People and institutions that the case does not list: by title, role and suffix rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from redactor.lexicon.folding import fold_text
from redactor.lexicon.institutions import institutions
from redactor.lexicon.name_cues import ABBREVIATIONS
from redactor.lexicon.titled import titled_names
from redactor.lexicon.words import is_word
from redactor.model import Category, Notice, Residual, Span
from redactor.verify.closed.vocabulary import set_phrases
from redactor.verify.knowledge import Knowledge
from redactor.verify.search.bodies import BODY, FORCE
from redactor.verify.search.exempt import Exempt
from redactor.verify.search.stories import Story, passages

CHECK = "people by title or role"
INSTITUTION_CHECK = "schools, hospitals and practices"
INITIALS_CHECK = "initials of children with dates"
_NEAR = 60
_BODY = re.compile(rf"(?:[A-Z][\w'’-]+ ){{1,3}}(?:{BODY}|{FORCE}|A?FC|Taxis|Foodbank|Solicitors|Homes|Ltd)\b")
"""A body, where a role or a label before it makes the rule of titles see a name."""
_TITLED = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Rev|[DP][CSI]|D[CS]I|Sgt|Cllr)\.? $")
_DATED = re.compile(
    r"\b(?:d\.?o\.?[bd]|born|died|birth|death|aged?)\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b", re.IGNORECASE
)


_CODED = re.compile(r"\b(?:[A-Z][a-z]+ )*(?:[A-Z][a-z]+ (?:\d+|[A-Z])|[A-Z]{2,4}\d+)\b")
"""Codes, which are written as they are in capitals too: "Place 5", "Family F", "SW7"."""
_FEWEST = 2
"""Ordinary words of a sentence in capitals, the letters among them."""
_MEASURED = re.compile(r" \d{1,2}\.\d(?![\d/-]|\.\d)")
"""A measured value, and no date, behind letters."""
_SHOUTED_BEHIND = re.compile(r"(?<=\bIN) THE (?:MATTER|FAMILY|HIGH|COUNTY|CROWN|COURT)\b")
_SHOUTED = re.compile(r"\b[A-Z]{3,} [A-Z]{3,} $")
"""Two words of a sentence in capitals, as "IN THE MATTER OF" begins one."""


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
            whole, name = Span(found.start, found.end), Span(found.name_start, found.name_end)
            if any(phrase.contains(whole) and phrase != whole for phrase in phrases):
                continue  # "Goodnight Mister Tom": more than a title and a name
            if not found.title and any(phrase.contains(name) and phrase.end > name.end for phrase in phrases):
                continue  # "PGM", and on the next line "Angel delight"
            if not exempt.explains(story.text, passage.start + found.name_start, passage.start + found.name_end):
                yield story.residual(passage.start + found.start, passage.start + found.end, "person", "", CHECK)


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


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether letters that are a word stand in a sentence in capitals."""
    if _SHOUTED.search(text, max(0, start - _NEAR), start) or _SHOUTED_BEHIND.match(text, end):
        return True
    sentence = text[max(text.rfind(".", 0, start), text.rfind("\n", 0, start)) + 1 : end]
    words = [word for word in re.findall(r"[A-Za-z]+", _CODED.sub("", sentence)) if len(word) > 1]
    return all(map(str.isupper, words)) and sum(is_word(word.lower()) for word in words) >= _FEWEST


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
            if is_word(match[0].lower()) and _in_capitals(story.text, match.start(), match.end()):
                continue  # "THEY MARRIED AT SPRING", "MET SW7 IN LEEDS"
            if _MEASURED.match(story.text, match.end()) and fold_text(match[0]) in ABBREVIATIONS:
                continue  # "SpO2 97%, BM 5.2"
            if _DATED.search(around) and not exempt.covers(match.start(), match.end()):
                yield story.residual(match.start(), match.end(), "initials", person.code, INITIALS_CHECK)
