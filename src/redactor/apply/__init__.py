"""Carry a plan out: the adapter writes, this stage seals what it wrote."""

from __future__ import annotations

import hashlib

from redactor.formats import OpenDocument
from redactor.model import AppliedDocument, Plan

__all__ = ["apply_plan"]


def apply_plan(
    opened: OpenDocument, plan: Plan, *, cleared: frozenset[str] = frozenset()
) -> AppliedDocument:
    """Write a copy of a document with the plan's replacements.

    Args:
        opened: The document that the plan was made for.
        plan: What to replace; its ``output_name`` names the copy.
        cleared: SHA-256 (hexadecimal) of pictures that a person has cleared.

    Returns:
        The copy's bytes with their digest; nothing is written to disk.

    Raises:
        ValueError: if the plan is for another document or its edits overlap.
        HeldError: if the result cannot be written in the format.
    """
    written = opened.write(plan, cleared=cleared)
    return AppliedDocument(
        source=plan.source,
        output_name=plan.output_name,
        data=written.data,
        sha256=hashlib.sha256(written.data).hexdigest(),
        changes=written.changes,
        retypeset=written.retypeset,
    )
