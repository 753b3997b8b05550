"""What becomes of each picture of a document (design: Deciding, "Pictures").

An adapter lists its pictures as ``FoundPicture`` and makes one ``PictureJudge`` of
them. Its ``segments`` go to detection with the other texts; when the document is
written, ``treat`` answers what stands in each picture's place:

- somebody decided that it may not stay: a placeholder; that a part of it may not: a box on that part;
- a fresh drawing is given for it (a genogram): the drawing;
- its text names somebody: painted over with the codes, or a placeholder if a box is not certain;
- cleared by a person, or a logo: kept;
- text that was read completely and names nobody: kept;
- anything else (photographs, signatures, what cannot be read): a placeholder.

Whatever is kept is written again from its pixels, without metadata.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from redactor import ocr
from redactor.formats.base import Illustration, PageBox
from redactor.formats.opc import pictures
from redactor.formats.opc.cropping import Crop
from redactor.formats.opc.pictures_marks import has_unread_marks
from redactor.formats.opc.pictures_painting import LineEdits, painted
from redactor.formats.rectangles import blank, boxes_of, cover, holds
from redactor.model import (
    Change,
    Notice,
    Place,
    Plan,
    Rectangle,
    Replacement,
    Segment,
    SegmentRole,
    Span,
    on_picture,
)
from redactor.ocr import Box, OcrError, OcrLine, OcrPage

READABLE = 0.8
"""Confidence that every line of a picture must reach for its text to count as read completely."""

_LEAST_LETTERS = 3
_PARAGRAPH_GAP = 0.9


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture as an adapter finds it.

    Attributes:
        key: Unique in the document, the same every time it is read ("picture1").
        data: Its bytes; may be anything.
        place: Where it stands, in words: "body, picture 1".
        crops: What its uses cut off; one entry for each different use, ``None``
            for nothing. Uses that cut off different things make it a placeholder.
        shown: Width and height at which it is shown (any unit), for a placeholder.
        is_logo: Whether it recurs in page headers or footers, masters or layouts.
    """

    key: str
    data: bytes
    place: str
    crops: Collection[Crop | None] = (None,)
    shown: tuple[int, int] | None = None
    is_logo: bool = False


@dataclass(frozen=True, slots=True)
class Treated:
    """What stands in a picture's place.

    Attributes:
        key: Of the ``FoundPicture``.
        data: The new bytes.
        extension: ``"png"`` or ``"jpeg"``.
        change: For the document's list of changes, with the SHA-256 of the original.
        kept: Whether it shows the same as before.
    """

    key: str
    data: bytes
    extension: str
    change: Change
    kept: bool = False


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines below one another, read as one text with a line feed between."""

    key: str
    lines: tuple[OcrLine, ...]
    number: int

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def letters(self) -> tuple[PageBox | None, ...]:
        """Where each code point of the text stands; a word's width is shared out evenly among its letters."""
        found: list[PageBox | None] = [None] * len(self.text)
        start = 0
        for line in self.lines:
            for offset, word in zip(line.starts, line.words, strict=True):
                step = word.box.width / max(len(word.text), 1)
                for index in range(len(word.text)):
                    left = word.box.left + index * step
                    found[start + offset + index] = PageBox(1, left, word.box.top, left + step, word.box.bottom)
            start += len(line.text) + 1
        return tuple(found)

    def edits_by_line(self, edits: Sequence[Replacement], without: Sequence[Box] = ()) -> Iterator[LineEdits]:
        """The edits of each line; what runs over a line's end is written in its first line.

        Args:
            edits: Of this paragraph.
            without: Parts of the picture (pixels) that go; words in them are not painted one by one.
        """
        start = 0
        for line in self.lines:
            end = start + len(line.text)
            within = [e for e in edits if e.start < end and start < e.end]
            own = [e for e in within if not _lies_in(without, line, max(e.start - start, 0), e.end - start)]
            if own:
                spans = [Span(max(e.start, start) - start, min(e.end, end) - start) for e in own]
                texts = [e.text if e.start >= start else "" for e in own]
                yield LineEdits(line, tuple(zip(spans, texts, strict=True)))
            start = end + 1


def _lies_in(boxes: Sequence[Box], line: OcrLine, start: int, end: int) -> bool:
    """Whether every word of a stretch of a line (offsets in its text) lies in one of the boxes."""
    words = zip(line.starts, line.words, strict=True)
    touched = [word for offset, word in words if offset < end and start < offset + len(word.text)]
    return bool(touched) and all(holds(boxes, word.box) for word in touched)


class PictureJudge:
    """Reads the pictures of one document and decides what becomes of them.

    Args:
        found: In document order. They are read here (slow: about a second each; the
            same pixels once in a process); a picture that cannot be read has no segments.
    """

    def __init__(self, found: Sequence[FoundPicture]) -> None:
        self._found = tuple(found)
        self._notices: list[Notice] = []
        self._sizes: dict[str, tuple[int, int]] = {}
        self._paragraphs = {picture.key: self._read(picture) for picture in self._found}

    @property
    def illustrations(self) -> tuple[Illustration, ...]:
        """The pictures as they came."""
        return tuple(self._illustration(picture) for picture in self._found)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The text on the pictures: one segment for each paragraph, its lines parted by line feeds."""
        return tuple(
            Segment(
                key=paragraph.key,
                text=paragraph.text,
                place=Place(part=picture.place, line=paragraph.number),
                role=SegmentRole.ATTRIBUTE,
            )
            for picture in self._found
            for paragraph in self._paragraphs[picture.key]
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Pictures that could not be read as text, and why."""
        return tuple(self._notices)

    def treat(self, plan: Plan, cleared: Collection[str]) -> tuple[Treated, ...]:
        """Say what stands in each picture's place.

        Args:
            plan: Its replacements on pictures, its drawings and what it covers; the rest is passed over.
            cleared: SHA-256 (hexadecimal) of the pictures that a person has cleared.
        """
        edits, drawings = plan.by_segment(), dict(plan.drawings)
        found: list[Treated] = []
        for picture in self._found:
            name = pictures.digest(picture.data)
            if name in plan.covered:
                found.append(_replaced(picture, pictures.LABEL, ": somebody decided that it may not stay", name))
                continue
            if name in drawings:
                found.append(_drawn(picture, drawings[name]))
            else:
                found.append(self._treat(picture, edits, cleared, on_picture(plan.rectangles, name)))
        return tuple(found)

    def _illustration(self, picture: FoundPicture) -> Illustration:
        crops = set(picture.crops)
        return Illustration(
            picture.data,
            picture.place,
            picture.is_logo,
            next(iter(crops)) if len(crops) == 1 else None,
            self._sizes.get(picture.key),
            {paragraph.number: paragraph.letters for paragraph in self._paragraphs[picture.key]},
        )

    def _read(self, picture: FoundPicture) -> tuple[_Paragraph, ...]:
        found = _pixels(picture)
        if found is None:
            return ()
        self._sizes[picture.key] = found[0].size
        try:
            page = ocr.read(found[0])
        except OcrError as error:
            self._notices.append(Notice(error.message, place=picture.place, next_step=error.next_step))
            return ()
        return tuple(_paragraphs(picture.key, page))

    def _treat(
        self,
        picture: FoundPicture,
        edits: Mapping[str, Sequence[Replacement]],
        cleared: Collection[str],
        rectangles: Sequence[Rectangle],
    ) -> Treated:
        name = pictures.digest(picture.data)
        found = _pixels(picture)
        may_stay = name in cleared or picture.is_logo
        if found is None:
            why = " although it could stay: it cannot be cleaned" if may_stay else ": it cannot be read"
            return _replaced(picture, pictures.LABEL, why, name)
        image, source_format = found
        boxes = boxes_of(rectangles, image.size)
        changes = [
            change
            for paragraph in self._paragraphs[picture.key]
            for change in paragraph.edits_by_line(edits.get(paragraph.key, ()), boxes)
        ]
        blank(image, rectangles)
        if changes:
            copy = _painted(image, changes) if may_stay or _is_read_completely(image) else None
            if copy is None:
                return _replaced(picture, pictures.NAMES_LABEL, ": its text names somebody", name)
            cover(copy, rectangles)
            what = "picture painted over where it names somebody,"
            return replace(_kept(picture, copy, source_format, what, name), kept=False)
        why = _why_kept(image, cleared=name in cleared, logo=picture.is_logo)
        if not why:
            return _replaced(picture, pictures.LABEL, ": it shows more than readable text", name)
        if rectangles:
            cover(image, rectangles)
            why = "picture of which a part is removed,"
        return replace(_kept(picture, image, source_format, why, name), kept=not rectangles)


def _why_kept(image: Image.Image, *, cleared: bool, logo: bool) -> str:
    """What a picture is that may stay; empty for one that may not."""
    if cleared:
        return "cleared picture"
    if logo:
        return "logo of headers, footers or masters"
    return "picture with text that names nobody," if _is_read_completely(image) else ""


def _drawn(picture: FoundPicture, drawing: bytes) -> Treated:
    """A fresh drawing in a picture's place, with room around it where the two are of different shape."""
    name = pictures.digest(picture.data)
    change = Change("replaced", f"picture by a genogram drawn from the codes (SHA-256 {name})", picture.place)
    shape = picture.shown or pictures.pixel_size(picture.data)
    return Treated(picture.key, pictures.fitted(drawing, shape), "png", change)


def _pixels(picture: FoundPicture) -> tuple[Image.Image, str] | None:
    crops = set(picture.crops)
    return pictures.clean_pixels(picture.data, next(iter(crops))) if len(crops) == 1 else None


def _page(image: Image.Image) -> OcrPage | None:
    try:
        return ocr.read(image)
    except OcrError:
        return None


def _paragraphs(key: str, page: OcrPage) -> Iterator[_Paragraph]:
    """Cut the legible lines of a page into paragraphs."""
    lines = page.legible
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not _goes_on(lines[index - 1], lines[index]):
            yield _Paragraph(f"{key}.{first + 1}", lines[first:index], first + 1)
            first = index


def _goes_on(above: OcrLine, below: OcrLine) -> bool:
    """Whether a line belongs to the paragraph of the line above it."""
    if not (above.upright and below.upright):
        return False
    gap = below.box.top - above.box.bottom
    beneath = below.box.left < above.box.right and above.box.left < below.box.right
    return beneath and -above.box.height <= gap <= _PARAGRAPH_GAP * max(above.box.height, below.box.height)


def _is_read_completely(image: Image.Image) -> bool:
    """Whether a picture shows text that was read with confidence, plain shapes, and nothing else."""
    flat = ocr.opaque(image)
    page = _page(flat)
    if page is None:
        return False
    written = [line for line in page.lines if any(c.isalnum() for c in line.text)]
    if any(line.confidence < READABLE for line in written):
        return False
    letters = sum(c.isalnum() for line in written for c in line.text)
    return letters >= _LEAST_LETTERS and not has_unread_marks(flat, page)


def _painted(image: Image.Image, changes: Sequence[LineEdits]) -> Image.Image | None:
    flat = ocr.opaque(image)
    page = _page(flat)
    if page is None:
        return None
    try:
        return painted(flat, page, changes)
    except OcrError:
        return None


def _kept(picture: FoundPicture, image: Image.Image, source_format: str, what: str, name: str) -> Treated:
    data, extension = pictures.encoded(image, source_format)
    change = Change("rewritten", f"{what} without metadata (SHA-256 {name})", picture.place)
    return Treated(picture.key, data, extension, change, kept=True)


def _replaced(picture: FoundPicture, label: str, why: str, name: str) -> Treated:
    data = pictures.placeholder(picture.shown or pictures.pixel_size(picture.data), label)
    change = Change("replaced", f"picture by a grey placeholder{why} (SHA-256 {name})", picture.place)
    return Treated(picture.key, data, "png", change)
