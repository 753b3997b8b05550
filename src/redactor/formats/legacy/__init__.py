"""Older formats: converted by LibreOffice to the modern one, then treated like that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from redactor.formats.base import Adapter
from redactor.formats.derived import DerivedDocument
from redactor.formats.legacy.document import open_converted
from redactor.formats.legacy.sources import EXCEL, SLIDES, WORD, Family, source_of


@dataclass(frozen=True, slots=True)
class LegacyAdapter:
    """Reads older formats of one family; all become its modern format.

    Attributes:
        name: The short name of its best known format.
        inputs: The extensions that it reads.
        family: What they become.
    """

    name: str
    inputs: tuple[str, ...]
    family: Family

    @property
    def extensions(self) -> Mapping[str, str]:
        """Older extension in, modern extension out."""
        return dict.fromkeys(self.inputs, self.family.target)

    def recognises(self, data: bytes) -> bool:
        """Whether it is any older format of the family: Word also opens an RTF file called ``.doc``."""
        source = source_of(data)
        return source is not None and source.family == self.family

    def open(self, data: bytes) -> DerivedDocument:
        """Convert and read a file; see ``base.Adapter``.

        Raises:
            UnsupportedFormatError: if LibreOffice is not installed.
            UnreadableError: if it is protected, broken, or cannot be converted.
        """
        return open_converted(data)


def adapters() -> tuple[Adapter, ...]:
    """The adapters of this package."""
    return (
        LegacyAdapter("doc", (".doc", ".dot", ".rtf", ".odt", ".ott"), WORD),
        LegacyAdapter("xls", (".xls", ".xlt", ".ods", ".ots"), EXCEL),
        LegacyAdapter("ppt", (".ppt", ".pps", ".pot", ".odp", ".otp"), SLIDES),
    )
