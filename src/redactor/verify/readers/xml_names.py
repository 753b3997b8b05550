"""What an XML part is written in: names of elements and attributes, prefixes and addresses of namespaces.

All of these can be chosen freely, and so can be somebody's name; those of
Office's own schemas are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from redactor.lexicon.office_names import office_names, office_namespaces
from redactor.verify.readers.base import Block, Surface
from redactor.verify.readers.markup import bare

_DECLARED = re.compile(r"""\sxmlns(?::([^\s=<>"']+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BY_NUMBER = re.compile(r"ns\d+")
_PUBLIC = re.compile(r"http://(?:purl\.oclc\.org/ooxml|www\.w3\.org|ns\.adobe\.com|purl\.org/dc)/[\w./#-]*")


def xml_name_blocks(root: etree._Element, data: bytes, place: str) -> Iterator[Block]:
    """Yield one ``NAME`` block of all names in a part that Office does not have; none if there are none.

    Args:
        root: The part.
        data: Its bytes, from which the declarations of namespaces are read.
        place: The part's own place.
    """
    names = {str(tag) for tag in {element.tag for element in root.iter()} if isinstance(tag, str)}
    names |= {str(key) for element in root.iter() for key in element.keys()}  # noqa: SIM118 - lxml's own fast way
    instructions = (*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter(etree.ProcessingInstruction))
    names |= {str(getattr(node, "target", "")) for node in instructions}
    found = {bare(name) for name in names} - office_names()
    for prefix, uri in declarations(data, root.getroottree().docinfo.encoding or "utf-8"):
        if prefix not in office_namespaces().values() and not _BY_NUMBER.fullmatch(prefix):
            found.add(prefix)
        if uri not in office_namespaces() and not _PUBLIC.fullmatch(uri):
            found.add(uri)
    where = f"{place}, names in its markup"
    if found - {""}:
        yield Block(where, "\n".join(sorted(found - {""})), Surface.NAME, where)


def declarations(data: bytes, encoding: str) -> set[tuple[str, str]]:
    """The prefixes and addresses of namespaces that an XML file declares, in use or not.

    Args:
        data: The file.
        encoding: As its parser found it.
    """
    try:
        text = data.decode(encoding, errors="replace")
    except LookupError:  # the parser knows more encodings than Python; its names are in Latin letters in all of them
        text = data.decode("latin-1")
    found = _DECLARED.findall(text)
    return {(prefix, html.unescape(double or single)) for prefix, double, single in found}
