"""What every format offers: open bytes, cut them into segments, write them again.

A format is one module or package below ``redactor.formats`` with a function
``adapters()``; nothing has to be registered anywhere else.

The guarantee of ``write``: the segments of the written file are those of the
plan (``model.rewritten``), and what the adapter does not understand is dropped
and listed, or reported as a notice that holds. What it does not promise: that
nothing is left. That is the verifier's to say, with readers of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

from redactor.model import Change, Notice, Plan, Rectangle, Segment

Hidden = Literal["code", "remove"]
"""What becomes of content that a reader does not see: a profile's ``hidden_content``."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """What an adapter wrote.

    Attributes:
        data: The bytes of the new file.
        changes: Everything done beside the planned replacements.
        retypeset: Whether the layout was made anew.
    """

    data: bytes
    changes: tuple[Change, ...] = ()
    retypeset: bool = False


class OpenDocument(Protocol):
    """A document that was read. It keeps the bytes; writing never alters it."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Every text that a reader, or a reader's tool, can meet; in reading order."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What will be dropped, and what holds the document."""

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:
        """Write a copy with the plan's replacements.

        Args:
            plan: Edits by segment key; offsets count code points of the segment's text.
            cleared: SHA-256 (hexadecimal) of the pictures that a person has cleared.
            hidden: Whether hidden sheets, slides and the like stay, coded like the rest, or are
                taken out; hidden stretches of text are in the plan (``Segment.hidden``).

        Raises:
            ValueError: if the plan names a segment that does not exist, or edits overlap.
            HeldError: if the text cannot be written in this format.
        """


@runtime_checkable
class Reviewable(Protocol):
    """A document whose replacements can be shown as tracked changes."""

    def review_copy(self, plan: Plan) -> bytes:
        """Write a copy in which every replacement of visible text is a tracked change.

        The copy holds the names; it is for the confidential folder only.

        Args:
            plan: Edits by segment key.
        """


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle on a page or on a picture.

    Attributes:
        page: From 1; of a picture always 1.
        left, top, right, bottom: In points, of a picture in pixels, from the top left of what is shown.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture of a document as it came.

    Attributes:
        data: Its bytes; may be anything. Their SHA-256 clears it.
        place: Where it stands, in words.
        is_logo: Whether it recurs in headers, footers or masters: it stays unless it names somebody.
        crop: What its frame hides at left, top, right and bottom, as fractions; ``None`` for nothing.
        size: Width and height in pixels of what is shown of it; ``None`` if it cannot be read.
        letters: Where the letters of its texts stand, by the line number that their segments name as their
            place: one rectangle for each code point, in pixels of what is shown; ``None`` for what joins words.
    """

    data: bytes
    place: str
    is_logo: bool = False
    crop: tuple[float, float, float, float] | None = None
    size: tuple[int, int] | None = None
    letters: Mapping[int, tuple[PageBox | None, ...]] = field(default_factory=dict)


@runtime_checkable
class Illustrated(Protocol):
    """A document whose pictures are judged one by one."""

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """Its pictures, in document order."""


@runtime_checkable
class Paged(Protocol):
    """A document of pages whose letters have places."""

    @property
    def drawable(self) -> bytes:
        """The file that its pages can be drawn from (PDF)."""

    def page_size(self, number: int) -> tuple[float, float] | None:
        """Width and height of a page (from 1) as shown, in points; ``None`` if there is no such page."""

    def notices_beside(self, rectangles: Sequence[Rectangle]) -> tuple[Notice, ...]:
        """``notices`` as they are if these parts of pages are removed: what lies in them no longer holds.

        Args:
            rectangles: Those on pages count.

        Raises:
            HeldError: if a page cannot be drawn.
        """

    def letter_boxes(self, key: str) -> tuple[PageBox | None, ...]:
        """Where each code point of a segment's text stands; ``None`` for what joins words and lines.

        Args:
            key: Of the segment; one that stands on no page has no places: the answer is empty.
        """


class Adapter(Protocol):
    """One format.

    Attributes:
        name: As in ``SourceDocument.format``.
        extensions: Lower-case extension with its dot, and the extension of the copy.
    """

    @property
    def name(self) -> str:
        """The format's short name."""

    @property
    def extensions(self) -> Mapping[str, str]:
        """Extension in, extension out."""

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes look like this format (a cheap look at their signature)."""

    def open(self, data: bytes) -> OpenDocument:
        """Read a document.

        Raises:
            UnreadableError: if it is broken, encrypted or beyond the limits.
        """
