"""Word files for tests: by python-docx, and from bare XML."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def reopened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def part(root: str, inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NS}>{inner}</w:{root}>'.encode()


def bare(
    body: str,
    *,
    parts: dict[str, tuple[str, bytes]] | None = None,
    links: dict[str, str] | None = None,
    extra: dict[str, bytes] | None = None,
    top: dict[str, tuple[str, bytes]] | None = None,
) -> bytes:
    """A Word file from XML.

    Args:
        body: Inner XML of ``w:body``.
        parts: Part name below ``word/`` to (last segment of its relationship type, content).
        links: Relationship id to external target.
        extra: Further members that nothing refers to.
        top: Part name to (full relationship type, content), from the package.
    """
    rels = [
        f'<Relationship Id="{name.replace("/", "_")}" Type="{_RELS}/{kind}" Target="{name}"/>'
        for name, (kind, _) in (parts or {}).items()
    ]
    rels += [
        f'<Relationship Id="{key}" Type="{_RELS}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    top_rels = [f'<Relationship Id="main" Type="{_RELS}/officeDocument" Target="word/document.xml"/>']
    top_rels += [
        f'<Relationship Id="t{n}" Type="{kind}" Target="{name}"/>'
        for n, (name, (kind, _)) in enumerate((top or {}).items())
    ]
    members = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": _relationships(top_rels),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relationships(rels),
        **{f"word/{name}": content for name, (_, content) in (parts or {}).items()},
        **{name: content for name, (_, content) in (top or {}).items()},
        **(extra or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_body(body: str) -> bytes:
    """A Word file by python-docx whose body ends in paragraphs from XML."""
    document = docx.Document()
    for element in list(etree.fromstring(part("body", body))):
        document.element.body.insert(len(document.element.body) - 1, element)
    return saved(document)


def _relationships(rels: list[str]) -> bytes:
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{uri}">{"".join(rels)}</Relationships>'.encode()


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"
