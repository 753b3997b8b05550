"""People whom the person model marks; it works while the other searches go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.lexicon.case_words import CaseWords
from redactor.lexicon.nicknames import is_given_name
from redactor.lexicon.plausible import why_no_person
from redactor.lexicon.spoken_of import is_spoken_of
from redactor.lexicon.thresholds import BLOCKING, SPOKEN_OF, SURE
from redactor.lexicon.titled_words import SURNAME_WORDS
from redactor.lexicon.words import is_name_word, is_word
from redactor.lexicon.written import name_tokens
from redactor.model import Residual, Span
from redactor.nlp import Asked
from redactor.verify.search.exempt import Exempt
from redactor.verify.search.stories import Passage, Story

if TYPE_CHECKING:
    from redactor.nlp import Mark

CHECK = "people by the person model"


@dataclass(frozen=True, slots=True)
class Marked:
    """The passages of a file that the model is asked about.

    Attributes:
        stories: Each story of prose and its passages, in order.
        asked: All of these, being marked.
        ahead: Those that were asked about before the others, and come first in the answer.
    """

    stories: Sequence[tuple[Story, Sequence[Passage]]]
    asked: Asked
    ahead: Sequence[str]

    def residuals(self, exempted: Sequence[Exempt], *, spoken_of: bool) -> Iterator[Residual]:
        """Yield a residual for everybody whom the model is sure of, a title or a role beside the name or not.

        Args:
            exempted: What stays in each story.
            spoken_of: Whether the words beside a name must say that it is somebody's. With a case the closed world
                tells of every other word that is no ordinary one.

        Raises:
            ModelError: if the shipped model is missing or altered.
            BesideError: if the second process ended.
        """
        marks = self.asked.marks()
        first, others = dict(zip(self.ahead, marks, strict=False)), iter(marks[len(self.ahead) :])
        for (story, within), exempt in zip(self.stories, exempted, strict=True):
            found = (first[passage.text] if passage.text in first else next(others) for passage in within)
            people = [[mark for mark in each if mark.label == "PERSON"] for each in found]
            yield from _of_one(story, exempt, within, people, spoken_of=spoken_of)


def _of_one(
    story: Story, exempt: Exempt, within: Sequence[Passage], people: Sequence[Sequence[Mark]], *, spoken_of: bool
) -> Iterator[Residual]:
    """What the marks of one story tell."""
    words = CaseWords()
    for passage, found in zip(within, people, strict=True):
        words.read(passage.text, [Span(mark.start, mark.end) for mark in found if mark.score >= SURE])
    for passage, found in zip(within, people, strict=True):
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
                yield story.residual(start, end, "person", "", CHECK)


def _may_be_words(written: str, words: CaseWords) -> bool:
    """Whether a mark is nothing but ordinary words that nobody is called by, never written with a capital of their own.

    "Grace" and "Ward" are words that people are called by: without a case nothing else would tell of them.
    """
    tokens = [token for token in name_tokens(written) if len(token) > 1]
    return not any(words.inside[token] or not is_word(token) or _is_called(token) for token in tokens)


def _is_called(token: str) -> bool:
    """Whether people are called by a word: "grace", "hope", "ward"."""
    return is_given_name(token) or is_name_word(token) or token in SURNAME_WORDS
