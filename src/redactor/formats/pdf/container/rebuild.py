"""The two steps: prepare the file for reading, rebuild it as a new one."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from redactor.formats.pdf.container.annotations import flatten
from redactor.formats.pdf.container.contents import ContentWriter, Owner
from redactor.formats.pdf.container.copying import Copier, plain
from redactor.formats.pdf.container.destinations import Destinations
from redactor.formats.pdf.container.extras import count_extras
from redactor.formats.pdf.container.inline import lift_inline
from redactor.formats.pdf.container.layers import remove_hidden_layers
from redactor.formats.pdf.container.links import LinkWriter, links
from redactor.formats.pdf.container.metadata import claims_of, still_true, write_catalogue, write_metadata
from redactor.formats.pdf.container.outlines import write_bookmarks, write_labels
from redactor.formats.pdf.container.painting import group_rule
from redactor.formats.pdf.container.record import AGAIN, BROKEN, ContainerError, Rebuilt, Recode, Record
from redactor.formats.pdf.container.strings import inherited
from redactor.formats.pdf.container.tree import StructureTree, TreeWriter
from redactor.formats.pdf.container.values import mapping_of, numbers_of
from redactor.model import Change, Notice

_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


def prepare(pdf: pikepdf.Pdf) -> tuple[tuple[Change, ...], tuple[Notice, ...]]:
    """Bring everything that shows into the content of the pages, before they are read.

    Content of layers that are off goes. Form values, typed notes, stamps and boxes are
    drawn into their page; comments, attachments and signatures go; links stay. Inline
    pictures become pictures of their own. The same
    bytes are prepared alike every time, so that a document can be prepared once for reading
    and once for writing.

    Args:
        pdf: Opened without encryption; it is changed.

    Returns:
        What goes, and what a person should know.

    Raises:
        ContainerError: if objects cannot be followed.
    """
    record = Record()
    try:
        count_extras(pdf, record)
        remove_hidden_layers(pdf, record)
        flatten(pdf, record)
        lift_inline(pdf)
    except BROKEN:
        raise ContainerError("The PDF is broken.", next_step=AGAIN) from None
    return record.changes, tuple(record.notices)


def rebuild(pdf: pikepdf.Pdf, recode: Recode, parsed: Mapping[Owner, Sequence[Any]] | None = None) -> Rebuilt:
    """Write a new PDF that holds only what the allow-list names.

    Pages with their content, fonts, pictures and colours; tags; bookmarks; links that name
    nobody; page labels; language and title. Everything else is left behind, with every
    object that nothing of these reaches. The texts on the pages are those of ``pdf`` as it
    is: replacing them comes first.

    Args:
        pdf: Prepared (``prepare``), its pages already replaced.
        recode: Answers what stands in place of each text of ``strings``.
        parsed: Of pages that were just written, the instructions by the object and generation number
            of their only content stream, which need not be parsed again.

    Raises:
        ContainerError: if something on the pages cannot be copied safely.
    """
    try:
        return _rebuild(pdf, recode, parsed or {})
    except BROKEN:
        raise ContainerError("The PDF is broken.", next_step=AGAIN) from None


def _rebuild(pdf: pikepdf.Pdf, recode: Recode, parsed: Mapping[Owner, Sequence[Any]]) -> Rebuilt:
    record = Record()
    with pikepdf.new() as target:
        copier = Copier(target, record)
        tree = StructureTree(pdf)
        writer = ContentWriter(copier, pdf, tree, recode, parsed)
        pages: dict[tuple[int, int], Any] = {}
        for page in pdf.pages:
            pages[page.obj.objgen] = _page(page, writer, copier, tree)
        for new in pages.values():
            target.pages.append(pikepdf.Page(new))
        destinations = Destinations(pdf, pages)
        objects = _links(pdf, pages, LinkWriter(target, destinations, recode, record))
        if tree.is_there:
            root = TreeWriter(target, tree, recode).write(pages, copier.made("form"), objects)
            target.Root.StructTreeRoot = root
            target.Root.MarkInfo = Dictionary(Marked=True)
        write_bookmarks(pdf, target, destinations, recode, record)
        write_labels(pdf, target, recode)
        title = write_catalogue(pdf, copier, recode)
        write_metadata(target, title, still_true(target, claims_of(pdf), title, record))
        return Rebuilt(_saved(target, pdf.pdf_version), record.changes, tuple(record.notices))


def _page(page: pikepdf.Page, writer: ContentWriter, copier: Copier, tree: StructureTree) -> Any:
    data, resources = writer.page(page, inherited(page.obj, "/Resources"))
    new = copier.target.make_indirect(Dictionary(Type=Name.Page))
    new.Resources = resources
    new.Contents = copier.target.make_stream(data)
    for key in _BOXES:
        box = inherited(page.obj, key)
        if numbers_of(box, 4) is not None:
            new[key] = plain(copier, box)
    if "/MediaBox" not in new:
        new.MediaBox = Array([0, 0, 612, 792])
    rotation = inherited(page.obj, "/Rotate")
    if isinstance(rotation, int) and rotation % 360:
        new.Rotate = rotation % 360
    unit = page.obj.get("/UserUnit")
    if unit is not None and numbers_of(Array([unit]), 1):
        new.UserUnit = unit
    group = group_rule()(copier, mapping_of(page.obj.get("/Group")))
    if group is not None and len(group):
        new.Group = group
    if tree.is_there:
        new.Tabs = Name.S
    return new


def _links(pdf: pikepdf.Pdf, pages: dict[tuple[int, int], Any], writer: LinkWriter) -> dict[tuple[int, int], Any]:
    made: dict[tuple[int, int], Any] = {}
    for page in pdf.pages:
        kept: list[Any] = []
        for link in links(page):
            new = writer.write(link)
            if new is not None:
                kept.append(new)
                if link.is_indirect:
                    made[link.objgen] = new
        if kept:
            pages[page.obj.objgen].Annots = Array(kept)
    return made


def _saved(target: pikepdf.Pdf, version: str) -> bytes:
    buffer = io.BytesIO()
    target.save(
        buffer,
        min_version=max(version, "1.7") if version < "2.0" else version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
    )
    return buffer.getvalue()
