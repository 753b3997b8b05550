"""Which parts a format keeps, how it calls what it drops, and its words for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"

MAIN = "officeDocument"
IMAGE = "image"
LINK = "hyperlink"
LINK_URI = OFFICE_RELATIONS + LINK


@dataclass(frozen=True, slots=True)
class PartKind:
    """One kind of part that is kept.

    Attributes:
        relation: Last segment of the relationship type.
        folder, stem: Where the copy's part lies; numbered where there may be several.
        content_type: What the copy declares.
        many: Whether there may be several.
        relation_uri: The full relationship type.
        binary: Whether it is kept as bytes, not as XML (pictures always are).
    """

    relation: str
    folder: str
    stem: str
    content_type: str
    many: bool = False
    relation_uri: str = ""
    binary: bool = False

    @property
    def uri(self) -> str:
        """The full relationship type."""
        return self.relation_uri or OFFICE_RELATIONS + self.relation


@dataclass(frozen=True, slots=True)
class Words:
    """How a format is called in a sentence for a person.

    Attributes:
        file: "Word file".
        document: "Word document".
        program: "Word".
        extension: ".docx".
    """

    file: str
    document: str
    program: str
    extension: str

    @property
    def mend(self) -> str:
        """What to do with a broken file."""
        name = self.program
        return f"Open it in {name}, let {name} repair it, and save it again as {self.extension}."


WORD = Words("Word file", "Word document", "Word", ".docx")


@dataclass(frozen=True, eq=False, slots=True)
class Vocabulary:
    """What one format keeps of a package.

    Attributes:
        words: For messages.
        kept: Last segment of the relationship type to the kind of part.
        dropped: The same segment to words for the report; others are "a part of unknown kind".
    """

    words: Words
    kept: Mapping[str, PartKind]
    dropped: Mapping[str, str]
