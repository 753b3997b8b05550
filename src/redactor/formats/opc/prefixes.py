"""Prefixes of namespaces: people's files may call a namespace anything, a released part calls it what Office does."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from redactor.formats.opc.namespaces import PREFIX_LISTS
from redactor.formats.opc.xml import local
from redactor.lexicon.office_names import office_namespaces

_DECLARED = re.compile(rb"\sxmlns:([^\s=<>\"']+)\s*=")


def with_usual_prefixes(data: bytes, root: etree._Element) -> bytes | None:
    """Write a part again with the usual prefixes, if it declares any other.

    Args:
        data: The part as written out with the prefixes it came with, UTF-8.
        root: The part; it is not changed.

    Returns:
        The part with the usual prefixes, and ``ns1``, ``ns2``… in order of
        appearance for namespaces without one; ``None`` if every prefix in
        ``data`` is a usual one already.
    """
    usual = office_namespaces()
    if {found.decode("utf-8", errors="replace") for found in _DECLARED.findall(data)} <= set(usual.values()):
        return None
    prefixes: dict[str, str] = {}
    for uri in _namespaces(root):
        if uri not in prefixes:
            prefixes[uri] = usual.get(uri) or f"ns{len(prefixes) + 1}"
    old = copy.deepcopy(root)
    _rename_in_lists(old, prefixes)
    new = etree.Element(old.tag, dict(_attributes(old)), nsmap={prefix: uri for uri, prefix in prefixes.items()})
    new.text = old.text
    new.extend(list(old))
    needed = {word for element in new.iter() for word in _listed(element)}
    etree.cleanup_namespaces(new, keep_ns_prefixes=sorted(needed))
    written: bytes = etree.tostring(new, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _namespaces(root: etree._Element) -> Iterator[str]:
    """The namespaces in use, in document order: of elements, attributes and lists of prefixes."""
    for element in root.iter():
        names = [str(element.tag), *map(str, element.attrib)]
        yield from (name[1:].partition("}")[0] for name in names if name.startswith("{"))
        yield from (uri for prefix in _listed(element) if (uri := element.nsmap.get(prefix)) is not None)


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(key), str(value)) for key, value in element.attrib.items()]


def _listed(element: etree._Element) -> list[str]:
    """The prefixes that an element's attributes name as words (ISO 29500-3 10)."""
    return [word for name in _lists_of(element) for word in element.get(name, "").split()]


def _lists_of(element: etree._Element) -> list[str]:
    names = [*PREFIX_LISTS, "Requires"] if local(element) == "Choice" else list(PREFIX_LISTS)
    return [name for name in names if element.get(name) is not None]


def _rename_in_lists(root: etree._Element, prefixes: dict[str, str]) -> None:
    for element in root.iter():
        for name in _lists_of(element):
            spaces = cast("dict[str, str]", element.nsmap)
            words = [prefixes[spaces[word]] for word in element.get(name, "").split() if word in spaces]
            element.set(name, " ".join(words))
