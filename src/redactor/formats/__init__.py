"""One file or package per format; found by looking, never registered by hand."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import PurePath

from redactor.errors import UnreadableError, UnsupportedFormatError
from redactor.formats.base import Adapter, OpenDocument, WrittenFile
from redactor.formats.signatures import advice_for, describe, is_ole, refuse_ole

__all__ = ["Adapter", "OpenDocument", "WrittenFile", "adapter_for", "adapters", "output_extension"]


@cache
def adapters() -> tuple[Adapter, ...]:
    """Return every adapter of this installation, in the order of their module names."""
    found: list[Adapter] = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        offered = getattr(importlib.import_module(f"{__name__}.{module.name}"), "adapters", None)
        if offered is not None:
            found += offered()
    return tuple(found)


def adapter_for(file_name: str, data: bytes) -> Adapter:
    """Choose the adapter by extension *and* content.

    Args:
        file_name: Name or path of the file; only its extension matters.
        data: The whole file.

    Raises:
        UnreadableError: for an empty or encrypted file, or one whose content is not
            what its extension says.
        UnsupportedFormatError: for a format that no adapter reads.
    """
    extension = PurePath(file_name).suffix.lower()
    if not data:
        raise UnreadableError("The file is empty (0 bytes).", next_step="Ask for the file again.")
    by_extension = next((a for a in adapters() if extension in a.extensions), None)
    if by_extension is None:
        raise UnsupportedFormatError(
            f"Files of type {extension or 'without extension'} cannot be read yet.",
            next_step=advice_for(extension, data),
        )
    if by_extension.recognises(data):
        return by_extension
    if is_ole(data):
        refuse_ole(data, extension)
    what = describe(data)
    if what:
        raise UnreadableError(
            f"The file ends in {extension} but it is really {what}.",
            next_step=f"Open it in its program and save it as a true {extension} file.",
        )
    return by_extension


def output_extension(file_name: str, adapter: Adapter) -> str:
    """The extension of the written copy, with its dot (``.docm`` becomes ``.docx``)."""
    return adapter.extensions[PurePath(file_name).suffix.lower()]
