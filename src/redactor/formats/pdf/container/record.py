"""What is handed over: texts to read, a rebuilt file, and the record of what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pikepdf

from redactor.errors import HeldError
from redactor.model import Change, Notice, Place

Recode = Callable[[str], str]
"""From a text of the old file to what stands in the new one; an empty answer drops it."""


BROKEN = (
    pikepdf.PdfError, RuntimeError, TypeError, ValueError, AttributeError, KeyError, IndexError, OverflowError,
    RecursionError,
)  # fmt: skip
"""What is raised when objects are not what they should be: such a file is held, whatever it was."""

AGAIN = "Open it in a PDF reader, print it to a new PDF, and use that one."


class ContainerError(HeldError):
    """A PDF whose objects cannot be followed safely: nothing of it is copied."""


@dataclass(frozen=True, slots=True)
class PdfString:
    """A text beside the words on the pages.

    Attributes:
        key: Unique in the file, the same every time the same bytes are read: ``bookmark3``.
        text: As ``rebuild`` will hand it to its callback.
        place: Where it stands, in words.
    """

    key: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A new PDF.

    Attributes:
        data: Its bytes; the same input and the same answers give the same bytes.
        changes: What was removed or rewritten beside the texts.
        notices: What a person should know.
    """

    data: bytes
    changes: tuple[Change, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class Record:
    """Counts what is dropped or rewritten while a file is taken apart."""

    removed: Counter[str] = field(default_factory=Counter)
    rewritten: Counter[str] = field(default_factory=Counter)
    notices: list[Notice] = field(default_factory=list)

    def drop(self, what: str, count: int = 1) -> None:
        """Count something that the new file will not have."""
        self.removed[what] += count

    def rewrite(self, what: str, count: int = 1) -> None:
        """Count something that was changed."""
        self.rewritten[what] += count

    @property
    def changes(self) -> tuple[Change, ...]:
        """The counts, in the order of their words."""
        return tuple(
            Change(action, what, count=count)
            for action, counts in (("removed", self.removed), ("rewritten", self.rewritten))
            for what, count in sorted(counts.items())
            if count
        )


def recoder(strings: Iterable[PdfString], texts: Mapping[str, str]) -> Recode:
    """The callback of ``rebuild`` for texts that were planned by key.

    A text that stands in several places is written alike in all of them. One that was
    never read is dropped: nobody has looked at it.

    Args:
        strings: As ``strings`` answered for the same file.
        texts: The new text by key; a key that is missing keeps its text.
    """
    found: dict[str, str] = {}
    for string in strings:
        new = texts.get(string.key, string.text)
        if string.text not in found or found[string.text] == string.text:
            found[string.text] = new
    return lambda text: found.get(text, "")
