"""A document that stands for another: the file after its password was taken off, or after it was converted.

What the verifier can compare with the copy is then not the original but what the writer
was given, ``comparable``; what was done before is told as notices and changes.
"""

from __future__ import annotations

from redactor.formats.base import Hidden, OpenDocument, Reviewable, WrittenFile
from redactor.model import Change, Notice, Plan, Segment


class DerivedDocument:
    """An open document, and what was done to the original before it could be opened.

    Args:
        inner: The document as opened by the adapter of its format.
        comparable: The bytes that ``inner`` was opened from.
        notices: What a person should know about the way here.
        changes: What was done on the way; listed with the changes of the writing.
    """

    def __init__(
        self,
        inner: OpenDocument,
        comparable: bytes,
        *,
        notices: tuple[Notice, ...] = (),
        changes: tuple[Change, ...] = (),
    ) -> None:
        self.inner = inner
        self.comparable: bytes = inner.comparable if isinstance(inner, DerivedDocument) else comparable
        self._notices = notices
        self._changes = changes

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Those of the document within."""
        return self.inner.segments

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was done before, then what the document within says."""
        return (*self._notices, *self.inner.notices)

    def write(self, plan: Plan, *, cleared: frozenset[str], hidden: Hidden = "code") -> WrittenFile:
        """Write a copy of the document within; see ``base.OpenDocument``."""
        written = self.inner.write(plan, cleared=cleared, hidden=hidden)
        return WrittenFile(written.data, (*self._changes, *written.changes), written.retypeset)


class ReviewableDerived(DerivedDocument):
    """The same, where the document within can show its replacements as tracked changes."""

    def review_copy(self, plan: Plan) -> bytes:
        """The review copy of the document within; see ``base.Reviewable``.

        Raises:
            TypeError: if it has none; ``derived`` makes no such document.
        """
        if not isinstance(self.inner, Reviewable):
            raise TypeError("the document within has no review copy")
        return self.inner.review_copy(plan)


def innermost(opened: OpenDocument) -> OpenDocument:
    """The document as its own adapter opened it, whatever was done before."""
    while isinstance(opened, DerivedDocument):
        opened = opened.inner
    return opened


def derived(
    inner: OpenDocument, comparable: bytes, *, notices: tuple[Notice, ...] = (), changes: tuple[Change, ...] = ()
) -> DerivedDocument:
    """Make the derived document that offers what the one within does; arguments as for ``DerivedDocument``."""
    kind = ReviewableDerived if isinstance(inner, Reviewable) else DerivedDocument
    return kind(inner, comparable, notices=notices, changes=changes)
