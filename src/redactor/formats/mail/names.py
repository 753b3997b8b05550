"""Names of attachments, and what the copy of each kind is called."""

from __future__ import annotations

import re
import unicodedata

UNNAMED = "unnamed"
_UNSAFE = re.compile(r"[^A-Za-z0-9 ._()&-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 100
_EXTENSION_OF = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "message/rfc822": ".eml",
    "application/vnd.ms-outlook": ".msg",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "image/png": ".png",
    "image/jpeg": ".jpeg",
}
_TYPE_OF = {extension: media_type for media_type, extension in reversed(_EXTENSION_OF.items())}


def stem(name: str) -> str:
    """An attachment's name without its extension; ``unnamed`` for none."""
    return name.rpartition(".")[0] or name or UNNAMED


def extensions(name: str, media_type: str) -> tuple[str, ...]:
    """Extensions by which to seek an adapter: that of the name, then that of the media type."""
    own = f".{name.rpartition('.')[2].strip().lower()}" if "." in name else ""
    by_type = _EXTENSION_OF.get(media_type, "")
    return tuple(dict.fromkeys(e for e in (own, by_type) if e))


def media_type(extension: str) -> str:
    """The media type of a written attachment."""
    return _TYPE_OF.get(extension, "application/octet-stream")


def safe_name(text: str, fallback: str) -> str:
    """A file name without extension: letters, digits, space and ``._()&-`` only, never empty.

    Args:
        text: The coded stem.
        fallback: What it is called if nothing is left.
    """
    plain = unicodedata.normalize("NFKD", text.replace("[", "").replace("]", ""))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"\s+", " ", _UNSAFE.sub("_", plain)).strip(" ._-")[:_LONGEST].rstrip(" ._-")
    if not any(c.isalnum() for c in plain) or plain == UNNAMED:
        return fallback
    return f"document {plain}" if _RESERVED.match(plain) else plain


class Unique:
    """Gives each file name once: the second ``a.docx`` becomes ``a (2).docx``."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, stem: str, extension: str) -> str:
        """The file name of an attachment whose stem and extension are these."""
        candidate, number = f"{stem}{extension}", 1
        while candidate.casefold() in self._taken:
            number += 1
            candidate = f"{stem} ({number}){extension}"
        self._taken.add(candidate.casefold())
        return candidate
