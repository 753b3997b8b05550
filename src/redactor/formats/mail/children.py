"""Files within a message: each opened by its own adapter, or a reason why it is not."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.errors import RedactorError, UnreadableError, UnsupportedFormatError
from redactor.formats import OpenDocument, adapter_for, output_extension
from redactor.formats.mail.message import Attachment
from redactor.formats.mail.names import extensions
from redactor.formats.mail.pictures import PictureFile
from redactor.formats.opc.pictures import pixel_size

_TYPELESS = "a file of a type that is not treated"


@dataclass(frozen=True, slots=True)
class Child:
    """An attachment as it will be written.

    Attributes:
        opened: Its document; ``None`` if a placeholder takes its place.
        extension: Of the copy; empty for a picture, whose copy tells.
        why: Why a placeholder takes its place, in plain words.
    """

    opened: OpenDocument | None
    extension: str = ".txt"
    why: str = ""


def open_file(attachment: Attachment) -> Child:
    """Open an attachment that is a file, by the extension of its name or by its media type.

    Messages are not opened here. An empty file is a placeholder.
    """
    if attachment.closed:
        return Child(None, why=attachment.closed)
    if not attachment.data:
        return Child(None, why="an empty file")
    if pixel_size(attachment.data) is not None:
        return Child(PictureFile(attachment.data), extension="")
    why = _TYPELESS
    for extension in extensions(attachment.name, attachment.media_type):
        name = f"attachment{extension}"
        try:
            adapter = adapter_for(name, attachment.data)
            return Child(adapter.open(attachment.data), output_extension(name, adapter))
        except UnsupportedFormatError:
            continue
        except UnreadableError as error:
            why = unreadable(error)
    return Child(None, why=why)


def unreadable(error: RedactorError) -> str:
    """The reason of a placeholder for a file that could not be opened."""
    sentence = error.message.rstrip(".")
    return f"a file that cannot be read ({sentence[:1].lower()}{sentence[1:]})"
