"""An older file: its protection off, converted, looked at, and opened as what it has become."""

from __future__ import annotations

from redactor.errors import RedactorError, UnreadableError
from redactor.formats import adapter_for
from redactor.formats.derived import DerivedDocument, derived
from redactor.formats.legacy import libreoffice
from redactor.formats.legacy.losses import UNSEEN, missing_words
from redactor.formats.legacy.open_document import is_protected
from redactor.formats.legacy.sources import Source, source_of
from redactor.formats.passwords import CHANGE, unlocked
from redactor.model import Change, Notice


def open_converted(untrusted_data: bytes) -> DerivedDocument:
    """Open an older file as the modern format that it becomes.

    Raises:
        UnsupportedFormatError: if LibreOffice is not installed.
        UnreadableError: if the file is protected or broken, cannot be converted, or
            what it becomes is not valid.
    """
    opened = unlocked("", untrusted_data)
    plain = untrusted_data if opened is None else opened
    source = source_of(plain)
    if source is None:
        raise UnreadableError(
            "The file is broken, or not what its name says.", next_step="Open it in its own program and save it again."
        )
    if is_protected(plain):
        raise UnreadableError(
            "The file is protected with a password.",
            next_step="Open it in LibreOffice, take the password off and save it again; "
            "--password-file cannot open this format.",
        )
    converted = libreoffice.convert(plain, source)
    try:
        inner = adapter_for(f"document{source.target}", converted).open(converted)
    except RedactorError:
        raise UnreadableError(
            "LibreOffice could not make a valid file of it.",
            next_step=f"Open it in its own program and save it as {source.target}.",
        ) from None
    how = (
        f"converted from {source.extension} by LibreOffice {libreoffice.version(libreoffice.program() or '')}".rstrip()
    )
    changes = (Change("rewritten", f"the file: {how}; the conversion itself was not checked"),)
    return derived(
        inner,
        converted,
        notices=_notices(how, plain, source, converted),
        changes=changes if opened is None else (CHANGE, *changes),
    )


def _notices(how: str, plain: bytes, source: Source, converted: bytes) -> tuple[Notice, ...]:
    missing = missing_words(plain, source, converted)
    if missing == UNSEEN:
        return (Notice(f"The file was {how}; the conversion itself was not checked.", next_step=_COMPARE),)
    if missing == 0:
        said = "every word of the original is in the result, its layout was not checked"
        return (Notice(f"The file was {how}; {said}."),)
    noun = "word" if missing == 1 else "words"
    return (
        Notice(
            f"The file was {how}, and {missing} {noun} of the original are not in the result.",
            holds=True,
            next_step=f"Open it in its own program, save it as {source.target}, and compare the two.",
        ),
    )


_COMPARE = "Compare the copy with the original."
