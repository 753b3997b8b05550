"""Carry a plan out: the adapter writes, this stage names and seals what it wrote."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from redactor.errors import HeldError
from redactor.formats import OpenDocument, adapters
from redactor.formats.base import Hidden, Reviewable
from redactor.model import AppliedDocument, Plan

__all__ = ["apply_plan", "copy_name", "review_copy"]


def apply_plan(
    opened: OpenDocument,
    plan: Plan,
    *,
    output_name: str = "",
    cleared: frozenset[str] = frozenset(),
    hidden: Hidden = "code",
    refuse_tracked: bool = False,
) -> AppliedDocument:
    """Write a copy of a document with the plan's replacements.

    Args:
        opened: The document that the plan was made for.
        plan: What to replace.
        output_name: File name of the copy; by default ``copy_name``.
        cleared: SHA-256 (hexadecimal) of pictures that a person has cleared.
        hidden: What the destination wants done with content that a reader does not see.
        refuse_tracked: Whether a document with tracked changes is held; otherwise they are accepted.

    Returns:
        The copy's bytes with their digest; nothing is written to disk.

    Raises:
        ValueError: if the plan names segments that the document does not have, or
            its edits overlap.
        HeldError: if the result cannot be written in the format, or has tracked
            changes where none may be.
    """
    written = opened.write(plan, cleared=cleared, hidden=hidden)
    tracked = sum(change.count for change in written.changes if change.action == "accepted")
    if tracked and refuse_tracked:
        raise HeldError(
            f"The document has tracked changes ({tracked}); the destination takes none.",
            next_step="Accept or reject all changes in Word (Review, Accept), save it and run again.",
        )
    return AppliedDocument(
        source=plan.source,
        output_name=output_name or copy_name(plan),
        data=written.data,
        sha256=hashlib.sha256(written.data).hexdigest(),
        changes=written.changes,
        retypeset=written.retypeset,
    )


def review_copy(opened: OpenDocument, plan: Plan) -> bytes | None:
    """Write a copy with tracked changes; ``None`` where the format has none.

    Args:
        opened: The document that the plan was made for.
        plan: What to replace.
    """
    return opened.review_copy(plan) if isinstance(opened, Reviewable) else None


def copy_name(plan: Plan) -> str:
    """The file name of a copy.

    Args:
        plan: Its ``output_name`` is the name, with or without the extension, which
            the format decides (``.docm`` becomes ``.docx``).
    """
    extension = PurePosixPath(plan.source).suffix.lower()
    for adapter in adapters():
        if extension in adapter.extensions:
            wanted = adapter.extensions[extension]
            name = plan.output_name
            for known in sorted(adapter.extensions, key=len, reverse=True):
                name = name[: -len(known)] if name.lower().endswith(known) else name
            return name + wanted
    return plan.output_name
