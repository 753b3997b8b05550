"""Elements and attributes whose own name is none of Office's: a name can be written as one.

Namespaces that are not Office's are left to the adapters, which hold a document
where such an element might be content.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from redactor.formats.opc.xml import remove, split_name
from redactor.lexicon.office_names import office_names, office_namespaces

WHAT: Final = "elements or attributes with names that Office does not know"


def take_out_unknown_names(root: etree._Element) -> int:
    """Remove elements and attributes of Office's namespaces with names that its schemas do not have.

    Text in them goes too: no reader shows it, and the verifier finds it lost if one did.

    Returns:
        How many were removed.

    Raises:
        ValueError: if the part itself has such a name.
    """
    if _is_unknown(str(root.tag)):
        raise ValueError("not a part of an Office file")
    unknown = {str(tag) for tag in {element.tag for element in root.iter()} if _is_unknown(str(tag))}
    gone = list(root.iter(*unknown)) if unknown else []
    for element in gone:
        remove(element)
    names = {str(key) for element in root.iter() for key in element.keys()}  # noqa: SIM118 - lxml's own fast way
    strangers = [key for key in names if _is_unknown(key)]
    for key in strangers:
        for element in root.iter():
            if element.get(key) is not None:
                del element.attrib[key]
                gone.append(element)
    return len(gone)


def _is_unknown(name: str) -> bool:
    uri, local = split_name(name)
    return (not uri or uri in office_namespaces()) and local not in office_names()
