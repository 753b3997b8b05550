"""From text to a tree, within limits of depth and size; XHTML is read as the XML that it is."""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree
from lxml import html as lxml_html

from redactor.errors import UnreadableError

MAX_ELEMENTS = 1_000_000
MAX_ATTRIBUTES = 2_000
"""Attributes of one element; a browser's pages have dozens, and each is looked up among the others."""

_MEND = "Open the page in a browser, select and copy what it shows into Word, and save that as .docx."
_TAG = re.compile(r"<[a-zA-Z!/?]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_BREAK = re.compile(r"</br\s*/?>", re.IGNORECASE)
"""An end tag that browsers read as a line break."""

_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENTITY = re.compile(r"<!DOCTYPE[^>\[]*\[|<!ENTITY", re.IGNORECASE)


def parse(untrusted: str) -> etree._Element:
    """Parse a page.

    Returns:
        The root; tags and attributes of HTML have no namespace, those of XHTML may.

    Raises:
        UnreadableError: if it holds no markup, declares entities of its own, or is
            nested too deep or too large, or an element has too many attributes.
    """
    if not _TAG.search(untrusted):
        raise UnreadableError("The file holds no markup: it is not a web page.", next_step="Save it as .txt.")
    root = _as_xml(untrusted) if untrusted.lstrip()[:5] == "<?xml" else None
    if root is None:
        root = _as_html(untrusted)
    sizes = [len(element.attrib) for element in root.iter()]
    if len(sizes) > MAX_ELEMENTS or max(sizes) > MAX_ATTRIBUTES:
        raise UnreadableError("The page has more parts than a document can hold.", next_step=_MEND)
    return root


def parse_fragment(untrusted: str) -> etree._Element:
    """Parse the page that stands in a ``srcdoc`` attribute.

    Raises:
        UnreadableError: if it is nested too deep.
    """
    return _as_html(untrusted or " ")


def _as_html(text: str) -> etree._Element:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_blank_text=False)
    broken = UnreadableError("The page cannot be read (its markup is broken or too deep).", next_step=_MEND)
    try:
        text = _BREAK.sub("<br>", text)
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise broken from None
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise broken
    return root


def _as_xml(text: str) -> etree._Element | None:
    """The tree of well-formed XHTML; ``None`` if it is not well-formed."""
    if _ENTITY.search(text):
        raise UnreadableError("The page declares entities of its own.", next_step=_MEND)
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(_NAMED.sub(_numeric, body).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _numeric(match: re.Match[str]) -> str:
    """A named reference of HTML as numeric ones; those of XML stay."""
    characters = html5.get(f"{match[1]};")
    if match[1] in _XML or characters is None:
        return match[0]
    return "".join(f"&#{ord(character)};" for character in characters)
