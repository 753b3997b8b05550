"""What a plan can edit: a segment, and the way its edits get into the tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from redactor.model import Replacement, Segment, Span, rewritten

Setter = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Target:
    """One editable text.

    Attributes:
        segment: What the later stages see.
        edit: Carries edits (disjoint spans with their replacements) into the tree.
        paragraph: The paragraph whose text it is; ``None`` for attributes and the like.
    """

    segment: Segment
    edit: Callable[[Sequence[tuple[Span, str]]], None]
    paragraph: etree._Element | None = None

    def apply(self, replacements: Sequence[Replacement]) -> None:
        """Apply the plan's replacements of this segment."""
        self.edit([(item.span, item.text) for item in replacements])


def whole_text_target(segment: Segment, setters: Sequence[Setter]) -> Target:
    """A target whose text is set as a whole, perhaps in several places at once."""

    def edit(edits: Sequence[tuple[Span, str]]) -> None:
        replacements = [Replacement(segment.key, span.start, span.end, text, kind="", rule="") for span, text in edits]
        new = rewritten(segment.text, replacements)
        for setter in setters:
            setter(new)

    return Target(segment, edit)
