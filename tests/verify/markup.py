"""Plants a word in the markup of an Office file itself: as the name of an element, an attribute or a namespace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from lxml import etree
from tests.verify.building import repacked


def _prefix(root: etree._Element, word: str) -> etree._Element:
    return _again(root, {word: etree.QName(root).namespace or ""})


def _address(root: etree._Element, word: str) -> etree._Element:
    return _again(root, {**cast("dict[str, str]", root.nsmap), "q": f"urn:{word}"})


def _again(root: etree._Element, spaces: dict[str, str]) -> etree._Element:
    """The same root with these namespaces declared."""
    new = etree.Element(root.tag, {str(key): str(value) for key, value in root.attrib.items()}, nsmap=spaces)
    new.extend(list(root))
    return new


def _schema(root: etree._Element, word: str) -> etree._Element:
    root[0].set(f"{{http://schemas.microsoft.com/office/word/{word}/wordml}}val", "1")
    return root


def _element(root: etree._Element, word: str) -> etree._Element:
    etree.SubElement(root[0], f"{{{etree.QName(root).namespace}}}{word}")
    return root


def _attribute(root: etree._Element, word: str) -> etree._Element:
    root[0].set(word, "1")
    return root


WAYS: Mapping[str, Callable[[etree._Element, str], etree._Element]] = {
    "prefix of a namespace": _prefix,
    "address of a namespace": _address,
    "address like a schema's": _schema,
    "name of an element": _element,
    "name of an attribute": _attribute,
}


def markup_planters(plain: Callable[[], bytes], part: str) -> dict[str, Callable[[str], bytes]]:
    """Planters by what the word is used as.

    Args:
        plain: Makes the file to plant in.
        part: The member whose markup takes the word; its root has an element.
    """

    def planter(way: Callable[[etree._Element, str], etree._Element]) -> Callable[[str], bytes]:
        def plant(word: str) -> bytes:
            def edit(members: dict[str, bytes]) -> None:
                changed = way(etree.fromstring(members[part]), word)
                members[part] = etree.tostring(changed, xml_declaration=True, encoding="UTF-8")

            return repacked(plain(), edit)

        return plant

    return {name: planter(way) for name, way in WAYS.items()}
