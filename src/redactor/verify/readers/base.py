"""What every reader of the verifier answers.

A reader lists everything in a file that can carry words, wherever it stands. It
decides nothing and drops nothing: what it cannot read it names in ``unchecked``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from redactor.model import Notice
from redactor.verify.readers.pdf_tags import Tags


class Surface(StrEnum):
    """Where a stretch of text is carried."""

    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    ATTRIBUTE = "attribute"
    PROPERTY = "property"
    COMMENT = "comment"
    HIDDEN = "hidden"
    LINK = "link"
    NAME = "name"
    PICTURE = "picture"
    """Text on a picture, as text recognition reads it: searched like text, compared with nothing."""
    RAW = "raw"
    """Words of the format itself (style ids, font names, XML values): only names of the case are sought."""


READ_BY_PEOPLE = frozenset({Surface.BODY, Surface.HEADER, Surface.FOOTER, Surface.NOTE})
"""Surfaces that a reader of the finished document sees."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, attribute value, property or other stretch of text.

    Attributes:
        place: Where, in words, without any text of the file.
        text: The text, runs joined.
        surface: What carries it.
        part: The story it belongs to; adjacent blocks of one part are also
            searched together, since a name may be split between them.
        label: What the value is by its carrier ("Author"), for the rules that
            need a cue; may be empty.
        hidden: Those stretches of ``text`` that are formatted as hidden.
        twin: Whether it repeats another block of the file (an ``mc:Fallback``).
        reachable: Whether a reader program would open the part it stands in.
    """

    place: str
    text: str
    surface: Surface
    part: str = "body"
    label: str = ""
    hidden: tuple[str, ...] = ()
    twin: bool = False
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class RawBytes:
    """A member or stream as bytes, decompressed.

    Attributes:
        place: Where, in words.
        data: The bytes.
    """

    place: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Structure:
    """Facts that must survive the writing.

    Attributes:
        headings, tables, links, pages: Counts; ``None`` where the format has none.
        images: SHA-256 of each picture's bytes, in order.
        tags: What a PDF offers to screen readers; nothing in other formats.
    """

    headings: int | None = None
    tables: int | None = None
    links: int | None = None
    pages: int | None = None
    images: tuple[str, ...] = ()
    tags: Tags = field(default_factory=Tags)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Everything a reader saw in one file.

    Attributes:
        format: ``"docx"``, ``"pdf"``, ``"text"``, or ``"unknown"``.
        blocks: Every text, in the order of the file.
        raw: Every member or stream as bytes.
        unchecked: What could not be looked at.
        notes: What is there and not text: pictures, fonts, neutral parts.
        structure: Counts that must survive.
        titles: Lines that announce what the document is.
        inner: Files within the file, to be read in their turn.
        active: Places of what runs when the file is opened: scripts, event handlers.
        pictures: The files of its pictures, those of files within it too; of a PDF none, whose pictures are no files.
        again: The text of each page of a PDF as the second extractor reads it; ``blocks`` have of it what the first
            does not say.
    """

    format: str
    blocks: tuple[Block, ...]
    raw: tuple[RawBytes, ...] = ()
    unchecked: tuple[Notice, ...] = ()
    notes: tuple[Notice, ...] = ()
    structure: Structure = Structure()
    titles: tuple[str, ...] = ()
    inner: tuple[RawBytes, ...] = ()
    active: tuple[str, ...] = ()
    pictures: tuple[RawBytes, ...] = ()
    again: tuple[str, ...] = ()

    @property
    def wrapped(self) -> bool:
        """Whether lines end where the page does, and not where a paragraph ends."""
        return self.format in ("text", "pdf")

    def visible(self) -> tuple[Block, ...]:
        """The blocks that a reader of the document sees."""
        return tuple(block for block in self.blocks if block.surface in READ_BY_PEOPLE)


@dataclass(slots=True)
class Collector:
    """Gathers blocks while a reader walks a file."""

    blocks: list[Block] = field(default_factory=list)
    raw: list[RawBytes] = field(default_factory=list)
    unchecked: list[Notice] = field(default_factory=list)
    notes: list[Notice] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    inner: list[RawBytes] = field(default_factory=list)
    pictures: list[RawBytes] = field(default_factory=list)

    def add(self, blocks: Iterable[Block]) -> None:
        """Add the blocks that hold at least one letter or digit."""
        self.blocks += [block for block in blocks if any(c.isalnum() for c in block.text)]

    def cannot_check(self, message: str, place: str = "", next_step: str = "") -> None:
        """Record something that could not be looked at; it holds the document."""
        self.unchecked.append(Notice(message, place=place, holds=True, next_step=next_step))

    def note(self, message: str, place: str = "") -> None:
        """Record something that a person may want to know."""
        self.notes.append(Notice(message, place=place))

    def picture(self, data: bytes, place: str) -> None:
        """Record a picture by its digest, with the text on it and in its metadata.

        Args:
            data: The bytes of a picture file.
            place: Where it stands, in words.
        """
        digest = hashlib.sha256(data).hexdigest()
        self.images.append(digest)
        self.pictures.append(RawBytes(place, data))
        from redactor.verify.readers.pictures import picture_texts  # it knows the blocks of this module

        texts = picture_texts(data, place)
        self.add(texts.blocks)
        if texts.problem:
            self.cannot_check(texts.problem, place, texts.next_step)
        what = "with text" if texts.has_text else "without readable text"
        self.note(f"picture {what} (sha256 {digest})", place)
