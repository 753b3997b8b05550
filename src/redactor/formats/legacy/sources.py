"""What the older formats are by their bytes, and which modern format each becomes."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

import olefile  # type: ignore[import-untyped]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MIMETYPE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Family:
    """A modern format and how LibreOffice is asked for it.

    Attributes:
        target: Its extension.
        output_filter: LibreOffice's name of it.
    """

    target: str
    output_filter: str


WORD = Family(".docx", "MS Word 2007 XML")
EXCEL = Family(".xlsx", "Calc MS Excel 2007 XML")
SLIDES = Family(".pptx", "Impress MS PowerPoint 2007 XML")


@dataclass(frozen=True, slots=True)
class Source:
    """An older format.

    Attributes:
        extension: What its files are called; the temporary copy ends in it.
        words: Its name in a sentence.
        family: What it becomes.
    """

    extension: str
    words: str
    family: Family

    @property
    def target(self) -> str:
        """The extension of the converted file."""
        return self.family.target

    @property
    def output_filter(self) -> str:
        """LibreOffice's name of the modern format."""
        return self.family.output_filter


RTF = Source(".rtf", "an RTF file", WORD)
_IN_OLE = (
    ("WordDocument", Source(".doc", "an old Word file (.doc)", WORD)),
    ("Workbook", Source(".xls", "an old Excel file (.xls)", EXCEL)),
    ("Book", Source(".xls", "an old Excel file (.xls)", EXCEL)),
    ("PowerPoint Document", Source(".ppt", "an old PowerPoint file (.ppt)", SLIDES)),
)
_OPEN_DOCUMENT = {
    "text": Source(".odt", "an OpenDocument text (.odt)", WORD),
    "spreadsheet": Source(".ods", "an OpenDocument spreadsheet (.ods)", EXCEL),
    "presentation": Source(".odp", "an OpenDocument presentation (.odp)", SLIDES),
}
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OSError,
    EOFError,
)


def source_of(data: bytes) -> Source | None:
    """Which older format the bytes are; ``None`` if none that is treated here."""
    if data.startswith(b"{\\rtf"):
        return RTF
    if data.startswith(_OLE):
        streams = _streams(data)
        return next((source for stream, source in _IN_OLE if stream.lower() in streams), None)
    if data.startswith(b"PK"):
        return _open_document(data)
    return None


def _streams(data: bytes) -> frozenset[str]:
    """The streams at the top of an OLE container, in lower case; none if it is broken."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return frozenset(path[0].lower() for path in container.listdir() if len(path) == 1)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError, MemoryError):
        return frozenset()


def _open_document(data: bytes) -> Source | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as stream:
            mimetype = stream.read(_MIMETYPE_LENGTH).decode("ascii", "replace").strip()
    except _ZIP_ERRORS:
        return None
    kind = mimetype.removeprefix("application/vnd.oasis.opendocument.").removesuffix("-template")
    return _OPEN_DOCUMENT.get(kind) if mimetype != kind else None
