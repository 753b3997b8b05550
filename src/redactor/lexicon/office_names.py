"""Which names of elements, attributes and namespaces Office Open XML knows; any other could be somebody's."""

from __future__ import annotations

from functools import cache

from redactor.resources import resource


@cache
def office_names() -> frozenset[str]:
    """Local names of the elements and attributes of Office's schemas (``glossaries/README.md`` says which)."""
    return frozenset(resource("glossaries", "office-names.txt").read_text(encoding="ascii").split())


@cache
def office_namespaces() -> dict[str, str]:
    """The addresses of Office's namespaces, each with the prefix that Office's own programs give it."""
    lines = resource("glossaries", "office-namespaces.txt").read_text(encoding="ascii").splitlines()
    return {uri: prefix for prefix, _, uri in (line.partition(" ") for line in lines)}
