"""Which elements of a part refer to other parts, and what nothing refers to any more."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from redactor.formats.opc.kinds import IMAGE
from redactor.formats.opc.package import Part
from redactor.formats.opc.xml import R_NS, referring_elements

_RELATION = f"{{{R_NS}}}"


def referring(part: Part) -> list[etree._Element]:
    """Elements of a part that refer to other parts, in document order."""
    return referring_elements(part.tree)


def forget_unused(part: Part, by_reference: Collection[str]) -> None:
    """Forget relationships that nothing in the part refers to.

    Args:
        part: An XML part; its links are changed.
        by_reference: Kinds of parts that only matter when an element refers to
            them; other parts stay without. External targets never do.
    """
    if not part.links:
        return
    used = {
        str(value)
        for element in referring(part)
        for key, value in element.attrib.items()
        if str(key).startswith(_RELATION)
    }
    part.links = {
        rel_id: target
        for rel_id, target in part.links.items()
        if rel_id in used or (isinstance(target, Part) and target.relation not in by_reference)
    }


def used_images(part: Part) -> Iterator[Part]:
    """The picture parts that a part shows, in document order, as often as it does."""
    if part.root is None or not any(isinstance(target, Part) for target in part.links.values()):
        return
    for element in referring(part):
        for key, value in element.attrib.items():
            target = part.links.get(str(value)) if str(key).startswith(_RELATION) else None
            if isinstance(target, Part) and target.relation == IMAGE:
                yield target


def uses_of(part: Part, image: Part) -> list[etree._Element]:
    """The elements of a part that refer to a picture."""
    ids = {rel_id for rel_id, target in part.links.items() if target is image}
    if not ids:
        return []
    return [
        element
        for element in referring(part)
        if any(str(key).startswith(_RELATION) and value in ids for key, value in element.attrib.items())
    ]
