"""Pictures that stand inside the content of pages become pictures of their own (ISO 32000-2 8.9.7)."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import ContentStreamInlineImage, Name, Stream

from redactor.formats.pdf.container.contents import lift
from redactor.formats.pdf.container.record import ContainerError
from redactor.formats.pdf.container.strings import inherited
from redactor.formats.pdf.container.values import stream_bytes


def lift_inline(pdf: pikepdf.Pdf) -> None:
    """Lift the inline pictures out of every page, so that they are found like all others.

    Raises:
        ContainerError: if the content cannot be parsed.
    """
    for page in pdf.pages:
        page.contents_coalesce()
        contents = page.obj.get("/Contents")
        if not isinstance(contents, Stream) or b"BI" not in (stream_bytes(contents) or b""):
            continue
        try:
            instructions = pikepdf.parse_content_stream(page.obj)
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            raise ContainerError("A content stream of the PDF cannot be parsed.") from None
        if not any(isinstance(item, ContentStreamInlineImage) for item in instructions):
            continue
        resources = inherited(page.obj, "/Resources")
        new: list[Any] = []
        for item in instructions:
            if isinstance(item, ContentStreamInlineImage):
                name = page.add_resource(lift(pdf, item, resources), Name.XObject, prefix="In")
                new.append(pikepdf.ContentStreamInstruction([name], pikepdf.Operator("Do")))
            else:
                new.append(item)
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(new))
