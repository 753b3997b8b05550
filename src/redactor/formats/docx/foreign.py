"""What is not understood: elements of unknown namespaces and text where none belongs.

In the main story such text might be content, so the document is held; elsewhere
it is taken out.
"""

from __future__ import annotations

import re

from lxml import etree

from redactor.formats.docx.names import A_NS, M_NS, MC_NS, O_NS, PIC_NS, V_NS, W_NS, WP_NS, namespace, remove, w

_MS_WORD = "http://schemas.microsoft.com/office/word/"
_MS_DRAWING = "http://schemas.microsoft.com/office/drawing/"
_KNOWN = frozenset({W_NS, A_NS, M_NS, WP_NS, PIC_NS, MC_NS, V_NS, O_NS, "urn:schemas-microsoft-com:office:word"})
_TEXT = frozenset({w("t"), w("instrText"), f"{{{M_NS}}}t", f"{{{A_NS}}}t"})
_MEASURE = re.compile(r"-?\d+|[a-z]+|\{[0-9A-Fa-f-]+\}")


def take_out_foreign(root: etree._Element) -> tuple[int, int]:
    """Remove what is not WordprocessingML, DrawingML, VML or maths, and stray text.

    Returns:
        How many elements or texts were removed, and how many of them held text.
    """
    removed = with_text = 0
    for element in list(root.iter()):
        if element is not root and element.getparent() is None:
            continue
        if not _is_known(namespace(element)) and element is not root:
            removed += 1
            with_text += bool("".join(str(t) for t in element.itertext()).strip())
            remove(element)
            continue
        for stray in (_stray(element, element.text), _stray_tail(element.tail)):
            removed += stray
            with_text += stray
        if _stray(element, element.text):
            element.text = None
        if _stray_tail(element.tail):
            element.tail = None
    return removed, with_text


def _is_known(uri: str) -> bool:
    return uri in _KNOWN or uri.startswith((_MS_WORD, _MS_DRAWING))


def _stray(element: etree._Element, text: str | None) -> bool:
    if not text or not text.strip() or element.tag in _TEXT:
        return False
    return not _MEASURE.fullmatch(text.strip()) or str(element.tag).startswith(f"{{{W_NS}}}")


def _stray_tail(text: str | None) -> bool:
    return bool(text and text.strip())
