"""Presentations are written again: only what was planned is different, and nothing tells what stood there."""

from __future__ import annotations

import io
import itertools
import posixpath
import zipfile
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.formats.conftest import Convert, plan_for, replacing
from tests.formats.pptx_files import (
    NS,
    Bare,
    deck,
    para,
    picture,
    reopened,
    run,
    saved,
    shape,
    slide,
    small,
    texts,
)

from redactor.formats import OpenDocument, adapter_for
from redactor.formats.base import Hidden
from redactor.formats.opc.pictures import digest
from redactor.model import Replacement


def opened(data: bytes) -> OpenDocument:
    return adapter_for("a.pptx", data).open(data)


def written(
    data: bytes, words: dict[str, str], *, cleared: frozenset[str] = frozenset(), hidden: Hidden = "code"
) -> bytes:
    document = opened(data)
    return document.write(replacing(document, words), cleared=cleared, hidden=hidden).data


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


NAMED = {"Karen Oldroyd": "SW1"}
DECK = saved(deck())
CODED = written(DECK, NAMED)


def test_codes_stand_where_the_names_stood() -> None:
    after = [[text.replace("Karen Oldroyd", "SW1") for text in page] for page in texts(DECK)]
    assert texts(CODED) == after
    assert not any(b"Oldroyd" in content for content in members(CODED).values())


def test_charts_and_their_workbooks_are_coded() -> None:
    chart = next(s.chart for s in reopened(CODED).slides[2].shapes if s.has_chart)
    assert list(chart.plots[0].categories) == ["SW1", "Others"]
    assert [series.name for series in chart.plots[0].series] == ["Visits by SW1"]
    assert list(chart.plots[0].series[0].values) == [3, 4]
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert [cell.value for cell in next(iter(book.worksheets[0].iter_cols(1, 1)))] == [None, "SW1", "Others"]


def test_nothing_to_replace_changes_nothing_on_the_slides() -> None:
    copy = written(DECK, {}, cleared=frozenset({digest(picture())}))
    assert texts(copy) == texts(DECK)
    for before, after in zip(reopened(DECK).slides, reopened(copy).slides, strict=True):
        assert _look(after.element) == _look(before.element)
        assert after.slide_layout.name == before.slide_layout.name
        assert _look(after.slide_layout.slide_master.element) == _look(before.slide_layout.slide_master.element)


def _look(root: etree._Element) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Elements and attributes, without relationship ids, traces of spelling and the list of layouts."""
    return [
        (str(e.tag), tuple(sorted((str(k), str(v)) for k, v in e.attrib.items() if not _is_a_trace(str(k)))))
        for e in root.iter()
        if "sldLayoutId" not in str(e.tag) and not any("extLst" in str(a.tag) for a in (e, *e.iterancestors()))
    ]


def _is_a_trace(attribute: str) -> bool:
    return "relationships}" in attribute or attribute in ("smtClean", "dirty", "err")


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(DECK, NAMED) == CODED
    document = opened(DECK)
    plan = replacing(document, NAMED)
    first, second = (document.write(plan, cleared=frozenset()).data for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", ["Ann Oldroyd", "Bartholomew Featherstonehaugh", "Li Wu"])
@pytest.mark.parametrize("hidden", ["code", "remove"])
def test_the_copy_does_not_depend_on_the_name(name: str, hidden: Hidden) -> None:
    copies = [written(saved(deck(n)), {n: "SW1"}, hidden=hidden) for n in (name, "Karen Tolland")]
    assert copies[0] == copies[1]


def test_hidden_slides_and_notes_and_workbooks_go_where_they_must() -> None:
    document = opened(DECK)
    result = document.write(replacing(document, NAMED), cleared=frozenset(), hidden="remove")
    show = reopened(result.data)
    assert len(show.slides) == 3
    assert not any(page.has_notes_slide for page in show.slides)
    assert not [name for name in members(result.data) if "notes" in name or "embeddings" in name]
    listed = {change.what for change in result.changes}
    assert {"hidden slides", "speaker's notes"} <= listed
    assert any("workbook behind a chart" in what for what in listed)


def test_links_sections_and_shows_of_a_removed_slide_go_with_it() -> None:
    link = '<a:r><a:rPr><a:hlinkClick r:id="n" action="ppaction://hlinksldjump"/></a:rPr><a:t>next</a:t></a:r>'
    first = Bare(slide("sld", shape(2, para(link))), {"n": ("slide", "/ppt/s2.xml")})
    second = Bare(slide("sld", shape(2, para(run("Unshown"))), attributes='show="0"'))
    lists = (
        '<p:custShowLst><p:custShow name="Short" id="0"><p:sldLst><p:sld r:id="s2"/></p:sldLst></p:custShow>'
        "</p:custShowLst>"
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst><p14:section name="A" '
        'id="{00000000-0000-0000-0000-000000000002}"><p14:sldIdLst><p14:sldId id="256"/><p14:sldId id="257"/>'
        "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"
    )
    copy = members(written(small(first, second, inner=lists), {}, hidden="remove"))
    assert [name for name in copy if "slides/slide" in name and "rels" not in name] == ["ppt/slides/slide1.xml"]
    assert b"hlinkClick" not in copy["ppt/slides/slide1.xml"]
    assert b'id="257"' not in copy["ppt/presentation.xml"]
    assert b"<p:sld " not in copy["ppt/presentation.xml"]


@pytest.mark.parametrize(
    ("box", "more", "stays"),
    [
        ('<a:off x="0" y="0"/><a:ext cx="9144000" cy="100"/>', "", True),
        ('<a:off x="-100" y="0"/><a:ext cx="101" cy="100"/>', "", True),
        ('<a:off x="0" y="0"/><a:ext cx="0" cy="6858000"/>', "", True),
        ('<a:off x="-100" y="0"/><a:ext cx="99" cy="100"/>', "", False),
        ('<a:off x="9144000" y="0"/><a:ext cx="1" cy="100"/>', "", False),
        ('<a:off x="0" y="6858000"/><a:ext cx="1" cy="100"/>', "", False),
        ('<a:off x="0" y="0"/><a:ext cx="1" cy="100"/>', 'hidden="1"', False),
        ("", "", True),
    ],
)
def test_shapes_beside_the_slide(box: str, more: str, stays: bool) -> None:
    data = small(Bare(slide("sld", shape(2, para(run("shown"))), shape(3, para(run("aside")), box=box, more=more))))
    assert "aside" in texts(written(data, {}))[0]
    assert ("aside" in texts(written(data, {}, hidden="remove"))[0]) == stays
    document = opened(data)
    assert [bool(s.hidden) for s in document.segments if s.text == "aside"] == [not stays]


def test_every_relationship_of_the_copy_leads_somewhere() -> None:
    for data in (CODED, written(DECK, NAMED, hidden="remove")):
        parts = members(data)
        for name, content in parts.items():
            if not name.endswith(".rels"):
                continue
            folder = posixpath.dirname(posixpath.dirname(name))
            for rel in etree.fromstring(content):
                target = unquote(str(rel.get("Target")))
                assert (
                    rel.get("TargetMode") == "External" or posixpath.normpath(posixpath.join(folder, target)) in parts
                )


def test_a_logo_of_the_master_stays_and_a_picture_of_a_slide_needs_clearing() -> None:
    pic = (
        '<p:pic><p:nvPicPr><p:cNvPr id="5" name="Picture 4"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
        '<a:blip r:embed="i"/></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="762000" cy="571500"/>'
        "</a:xfrm></p:spPr></p:pic>"
    )
    layouts = '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="l"/></p:sldLayoutIdLst>'
    links = {"l": ("slideLayout", "/ppt/l.xml"), "t": ("theme", "/ppt/t.xml"), "i": ("image", "/ppt/logo.png")}
    master = Bare(slide("sldMaster", pic, after=layouts), links)
    extra = {"ppt/m.xml": master, "ppt/logo.png": Bare(picture("red")), "ppt/photo.png": Bare(picture("navy"))}
    data = small(Bare(slide("sld", pic), {"i": ("image", "/ppt/photo.png")}), extra=extra)
    document = opened(data)
    changes = {c.place: c for c in document.write(plan_for(), cleared=frozenset()).changes if "SHA-256" in c.what}
    assert changes["slide 1, picture 1"].action == "replaced"
    assert changes["slide master 1, picture 1"].action == "rewritten"
    cleared = document.write(plan_for(), cleared=frozenset({digest(picture("navy"))})).changes
    assert [c.action for c in cleared if c.place == "slide 1, picture 1"] == ["rewritten"]


def test_animations_stay_unless_what_they_move_is_gone() -> None:
    timing = (
        '<p:timing><p:tnLst><p:par><p:cTn><p:childTnLst><p:set><p:cBhvr><p:tgtEl><p:spTgt spid="{0}"/></p:tgtEl>'
        "</p:cBhvr></p:set></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )
    for spid, stays in ((2, True), (99, False)):
        data = small(Bare(slide("sld", shape(2, para(run("moves"))), after=timing.format(spid))))
        assert (b"<p:timing" in members(written(data, {}))["ppt/slides/slide1.xml"]) == stays


def test_diagrams_find_their_drawings_again() -> None:
    frame = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="2" name="Diagram 1"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
        '<dgm:relIds r:dm="d" r:lo="o" r:qs="q" r:cs="c"/></a:graphicData></a:graphic></p:graphicFrame>'
    )
    mark = '<dgm:extLst><a:ext uri="x"><dsp:dataModelExt relId="w"/></a:ext></dgm:extLst>'
    extra = {f"ppt/{n}.xml": Bare(f"<dgm:x {NS}/>".encode()) for n in "oqc"}
    extra["ppt/d.xml"] = Bare(f"<dgm:dataModel {NS}>{mark}</dgm:dataModel>".encode())
    extra["ppt/w.xml"] = Bare(f"<dsp:drawing {NS}/>".encode())
    links = {
        "w": ("http://schemas.microsoft.com/office/2007/relationships/diagramDrawing", "/ppt/w.xml"),
        "d": ("diagramData", "/ppt/d.xml"),
        "o": ("diagramLayout", "/ppt/o.xml"),
        "q": ("diagramQuickStyle", "/ppt/q.xml"),
        "c": ("diagramColors", "/ppt/c.xml"),
    }
    parts = members(written(small(Bare(slide("sld", frame), links), extra=extra), {}))
    data = etree.fromstring(parts["ppt/diagrams/data1.xml"])
    rel_id = next(e.get("relId") for e in data.iter() if str(e.tag).endswith("dataModelExt"))
    rels = etree.fromstring(parts["ppt/slides/_rels/slide1.xml.rels"])
    assert [r.get("Target") for r in rels if r.get("Id") == rel_id] == ["../diagrams/drawing1.xml"]


_SECRET = "Karen Oldroyd"


@settings(max_examples=40)
@given(
    st.lists(st.integers(1, len(_SECRET) - 1), max_size=6, unique=True),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=6),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=6),
)
def test_a_name_in_any_runs_goes_and_its_neighbours_stay(cuts: list[int], before: str, after: str) -> None:
    edges = [0, *sorted(cuts), len(_SECRET)]
    pieces = [before, *(_SECRET[a:b] for a, b in itertools.pairwise(edges)), after]
    paragraph = etree.fromstring(f"<a:p {NS}/>")
    for number, piece in enumerate(pieces):
        node = etree.SubElement(paragraph, "{http://schemas.openxmlformats.org/drawingml/2006/main}r")
        etree.SubElement(node, "{http://schemas.openxmlformats.org/drawingml/2006/main}rPr", sz=str(1000 + number))
        etree.SubElement(node, "{http://schemas.openxmlformats.org/drawingml/2006/main}t").text = piece
    xml = etree.tostring(paragraph, encoding="unicode")
    document = opened(small(Bare(slide("sld", shape(2, xml)))))
    segment = next(s for s in document.segments if _SECRET in s.text)
    plan = plan_for([Replacement(segment.key, len(before), len(before) + len(_SECRET), "SW1", "person", "test")])
    copy = document.write(plan, cleared=frozenset()).data
    root = etree.fromstring(members(copy)["ppt/slides/slide1.xml"])
    assert "".join(e.text or "" for e in root.iter("{*}t")) == before + "SW1" + after
    assert len(list(root.iter("{*}rPr"))) == len(pieces)


@pytest.mark.needs_libreoffice
def test_the_copy_opens_in_libreoffice_with_as_many_pages(tmp_path: Path, soffice: Convert) -> None:

    counts = []
    for name, data in (("before", DECK), ("after", CODED)):
        path = tmp_path / f"{name}.pptx"
        path.write_bytes(data)
        with pikepdf.open(soffice(path, "pdf")) as pdf:
            counts.append(len(pdf.pages))
    assert counts == [3, 3]


@pytest.mark.needs_libreoffice
def test_a_file_by_libreoffice_is_coded(tmp_path: Path, soffice: Convert) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(DECK)
    data = soffice(path, "odp").read_bytes()
    (tmp_path / "deck.odp").write_bytes(data)
    by_libreoffice = soffice(tmp_path / "deck.odp", "pptx").read_bytes()
    assert any("Oldroyd" in text for page in texts(by_libreoffice) for text in page)
    copy = written(by_libreoffice, NAMED)
    assert not any(b"Oldroyd" in content for content in members(copy).values())
    expected = [[text.replace("Karen Oldroyd", "SW1") for text in page] for page in texts(by_libreoffice)]
    assert texts(copy) == expected
