"""Declarations of namespaces: a name can hide in an address or a prefix that nothing uses."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from redactor.formats.opc.xml import MC_NS, drop_attribute, local

PREFIX_LISTS = tuple(f"{{{MC_NS}}}{name}" for name in ("Ignorable", "ProcessContent", "MustUnderstand"))


def forget_unused_namespaces(root: etree._Element, is_known: Callable[[str], bool]) -> None:
    """Forget declarations of namespaces that nothing uses, and prefixes that nobody knows.

    Args:
        root: Of a part without elements and attributes of unknown namespaces.
        is_known: Whether a namespace's address is one of the format.
    """
    needed: set[str] = set()
    for element in root.iter():
        for name in PREFIX_LISTS:
            if element.get(name) is None:
                continue
            prefixes = [x for x in element.get(name, "").split() if x in element.nsmap and is_known(element.nsmap[x])]
            if name.endswith("Ignorable") and prefixes:
                element.set(name, " ".join(prefixes))
                needed |= set(prefixes)
            else:
                drop_attribute(element, name)
        if local(element) == "Choice":
            needed |= set(element.get("Requires", "").split())
    etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(needed))
