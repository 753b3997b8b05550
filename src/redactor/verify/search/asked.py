"""The person model, asked about everything in a file that people wrote while the file is read and searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from redactor.beside import SecondProcess
from redactor.nlp import Ahead, asking
from redactor.verify.readers import Block, ReadFile
from redactor.verify.search.stories import Passage, Story, each_story, passages

if TYPE_CHECKING:
    from redactor.verify.search.marked import Marked


class Model:
    """The person model for one file; of a PDF it is asked about the pages before the rest of the file is read.

    Args:
        beside: A second process that runs it, if there is one.
    """

    def __init__(self, beside: SecondProcess | None = None) -> None:
        self._beside = beside
        self._ahead = Ahead()

    def pages(self, blocks: Iterable[Block]) -> None:
        """Begin with the pages of a PDF as its first reading has them."""
        first = (passage.text for _, within in _prose(blocks, wrapped=True) for passage in within)
        self._ahead = Ahead.of(first, self._beside)

    @contextmanager
    def marked(self, read: ReadFile) -> Iterator[Marked]:
        """Begin to ask about everything in a file that people wrote and that was not asked about before."""
        from redactor.verify.search.marked import Marked  # the rules about marks, for which no asking waits

        stories = list(_prose(read.blocks, wrapped=read.wrapped))
        known = set(self._ahead.texts)
        others = [passage.text for _, within in stories for passage in within if passage.text not in known]
        with asking(others, self._beside, ahead=self._ahead) as asked:
            yield Marked(stories, asked, self._ahead.texts)


def _prose(blocks: Iterable[Block], *, wrapped: bool) -> Iterator[tuple[Story, Sequence[Passage]]]:
    """The stories that people wrote, and the passages of each."""
    return ((story, tuple(passages(story, wrapped=wrapped))) for story in each_story(blocks) if story.is_prose)
