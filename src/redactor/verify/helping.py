"""What a second process does of the verification, while this one does the rest.

It is given whole pieces of work, the same functions with the same arguments as without it: the reading of the original,
the second reading of a PDF's pages, the comparison of its words with those of the original, and the lists of proper
nouns and of details that could be joined. Where it fails, the file is unchecked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from redactor.beside import Answer, BesideError, SecondProcess
from redactor.errors import UnreadableError
from redactor.model import Change, JoinableDetail, Notice, ProperNoun
from redactor.verify import closed, joinable, pages
from redactor.verify.knowledge import Knowledge
from redactor.verify.lost import Loss
from redactor.verify.readers import Block, ReadFile, Surface, read_file
from redactor.verify.readers.registry import begins_as_pdf

Lists: TypeAlias = tuple[tuple[ProperNoun, ...], tuple[JoinableDetail, ...]]
"""The proper nouns of a file, and its details that could be joined."""


@dataclass(frozen=True, slots=True)
class Helped:
    """The second process and what it was asked for about an original before its copy was there.

    Attributes:
        beside: The process.
        reading: The reading of the original, if it is asked for all of it.
        second: The second reading of the original's pages, if it is a PDF that this process reads.
    """

    beside: SecondProcess
    reading: Answer[ReadFile | None] | None = None
    second: Answer[list[str]] | None = None

    @classmethod
    def for_source(cls, source: bytes, beside: SecondProcess, *, pictures: bool = False) -> Helped:
        """Have an original read while its copy is written.

        Args:
            source: Its bytes.
            beside: The process.
            pictures: Whether this process remembers what stands in pictures: then it reads the original itself, which
                the other would do without that, and the other only reads the pages of a PDF a second time.
        """
        if pictures:
            return cls(beside, second=second_reading(source, beside))
        return cls(beside, reading=beside.ask(read_original, source))

    def of_copy(self, data: bytes) -> Answer[list[str]] | None:
        """Have the pages of a copy read a second time, if it is a PDF."""
        return second_reading(data, self.beside)

    def comparing(
        self, source: ReadFile, copy: ReadFile, expected: Sequence[tuple[str, str]], changes: Sequence[Change]
    ) -> Answer[Loss]:
        """Have the pages of a PDF compared with those of its original."""
        one, other = (replace(read, raw=(), inner=(), pictures=(), again=()) for read in (source, copy))
        return self.beside.ask(pages.compare_pages, one, other, tuple(expected), tuple(changes))

    def lists(
        self, named: Sequence[Block], blocks: Sequence[Block], knowledge: Knowledge | None, *, wrapped: bool
    ) -> Answer[Lists]:
        """Have the lists of a file made."""
        return self.beside.ask(lists_of, tuple(named), tuple(blocks), knowledge, wrapped=wrapped)


def lists_of(named: Sequence[Block], blocks: Sequence[Block], knowledge: Knowledge | None, *, wrapped: bool) -> Lists:
    """The proper nouns of a file, and its details that could be joined.

    Args:
        named: What a reader saw, the name of the file among it.
        blocks: What a reader saw.
        knowledge: The case; ``None`` for the general rules.
        wrapped: Whether lines end where the page does.
    """
    nouns = closed.proper_nouns(named, knowledge, wrapped=wrapped)
    return nouns, joinable.joinable_details(blocks, knowledge, wrapped=wrapped)


def second_reading(data: bytes, beside: SecondProcess) -> Answer[list[str]] | None:
    """Have the pages of a PDF read a second time; of other files nothing."""
    if not begins_as_pdf(data):
        return None
    from redactor.verify.readers.pdf import read_again  # two extractors, which other files need not wait for

    return beside.ask(read_again, data)


def not_checked(error: BesideError) -> Notice:
    """What is said of a file that the second process failed."""
    return Notice(error.message, holds=True, next_step=error.next_step)


def prepare_verifier() -> None:
    """Load what the functions above need, in the process that runs this."""
    import redactor.verify.readers.pdf  # noqa: F401

    words = Block("", "Zanele met the family in Fennshire.", Surface.BODY)
    lists_of((words,), (words,), None, wrapped=True)


def read_original(data: bytes, second: Answer[list[str]] | None = None) -> ReadFile | None:
    """What stands in an original that the verifier compares; ``None`` if it is empty, broken or encrypted.

    Its streams as bytes and the files within it are let go: they are searched in copies only.

    Args:
        data: Its bytes.
        second: The second reading of its pages, where somebody else makes it.

    Raises:
        BesideError: if the second process ended.
    """
    try:
        return replace(read_file(data, second=second), raw=(), inner=())
    except UnreadableError:
        return None


class Original:
    """The original as the verifier reads it, once.

    Args:
        data: Its bytes.
        helped: What a second process was asked for about it.
    """

    def __init__(self, data: bytes, helped: Helped | None = None) -> None:
        self.data = data
        self._helped = helped
        self._known: tuple[ReadFile | None] | None = None

    @property
    def read_elsewhere(self) -> bool:
        """Whether the second process reads it."""
        return self._helped is not None and self._helped.reading is not None

    def known(self) -> ReadFile | None:
        """As of ``read_original``.

        Raises:
            BesideError: if the second process ended.
        """
        if self._known is None:
            if self._helped is not None and self._helped.reading is not None:
                self._known = (self._helped.reading.result(),)
            else:
                self._known = (read_original(self.data, self._helped.second if self._helped is not None else None),)
        return self._known[0]
