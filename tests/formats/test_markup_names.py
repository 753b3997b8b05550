"""Nothing of a file's own markup is left where somebody could have written a name: prefixes, tags, attributes."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pptx
import pytest
from lxml import etree
from tests.formats.conftest import replacing
from tests.formats.docx_files import bare
from tests.verify.building import repacked
from tests.verify.markup import WAYS

from redactor.errors import UnreadableError
from redactor.formats import adapter_for
from redactor.formats.opc.prefixes import with_usual_prefixes
from redactor.formats.opc.unknown_names import WHAT

WORD = "Zqmarkup"


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("Overview")
    document.add_paragraph("The visit was late.").add_run(" Again.").bold = True
    document.add_table(1, 1).cell(0, 0).text = "Cell"
    document.sections[0].header.paragraphs[0].text = "Header"
    return _saved(document.save)


def _xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["Date", "Event"])
    workbook.worksheets[0]["A2"] = "=1+1"
    return _saved(workbook.save)


def _pptx() -> bytes:
    deck = pptx.Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[0])
    page.shapes.title.text = "Overview"
    page.notes_slide.notes_text_frame.text = "Say this."
    return _saved(deck.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


MAKERS = {"docx": _docx, "xlsx": _xlsx, "pptx": _pptx}


def written(kind: str, data: bytes) -> tuple[bytes, set[str], list[str]]:
    """The released file, what its change record lists, and the texts that were read."""
    document = adapter_for(f"a.{kind}", data).open(data)
    result = document.write(replacing(document, {}), cleared=frozenset())
    return result.data, {change.what for change in result.changes}, [segment.text for segment in document.segments]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", MAKERS)
def test_a_word_in_the_markup_of_every_part_is_gone_and_the_texts_stay(kind: str, way: str) -> None:
    plain = MAKERS[kind]()
    changed: list[str] = []

    def edit(members: dict[str, bytes]) -> None:
        for name in members:
            root = etree.fromstring(members[name]) if name.endswith(".xml") else None
            if root is not None and len(root) and posixpath.dirname(name):
                members[name] = etree.tostring(WAYS[way](root, WORD), xml_declaration=True, encoding="UTF-8")
                changed.append(name)

    planted = repacked(plain, edit)
    assert len(changed) > 4
    data, listed, texts = written(kind, planted)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if WORD.lower().encode() in archive.read(name).lower()]
    assert texts == written(kind, plain)[2]
    if way.startswith("name"):
        assert WHAT in listed


@pytest.mark.parametrize("kind", MAKERS)
def test_the_prefixes_of_a_file_leave_no_trace(kind: str) -> None:
    def called(prefix: str) -> bytes:
        def edit(members: dict[str, bytes]) -> None:
            for name in members:
                if name.endswith(".xml") and posixpath.dirname(name):
                    changed = WAYS["prefix of a namespace"](etree.fromstring(members[name]), prefix)
                    members[name] = etree.tostring(changed, xml_declaration=True, encoding="UTF-8")

        return written(kind, repacked(MAKERS[kind](), edit))[0]

    assert called("Li") == called("Featherstonehaugh")


def test_a_part_that_is_no_part_of_office_is_refused() -> None:
    def edit(members: dict[str, bytes]) -> None:
        for name in members:
            members[name] = members[name].replace(b"w:styles", b"w:Zqstyles") if "styles" in name else members[name]

    data = repacked(_docx(), edit)
    with pytest.raises(UnreadableError):
        adapter_for("a.docx", data).open(data)


WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def test_lists_of_prefixes_follow_the_new_prefixes() -> None:
    root = etree.fromstring(
        f'<q:body xmlns:q="{WORDML}" xmlns:e="{MC}" xmlns:n="http://schemas.microsoft.com/office/word/2010/wordml" '
        'e:Ignorable="n"><q:p n:paraId="1"/><e:AlternateContent><e:Choice xmlns:z="urn:z" Requires="z"/>'
        "</e:AlternateContent></q:body>"
    )
    data = with_usual_prefixes(etree.tostring(root), root)
    assert data is not None
    again = etree.fromstring(data)
    assert again.get(f"{{{MC}}}Ignorable") == "w14"
    choice = next(again.iter(f"{{{MC}}}Choice"))
    assert choice.nsmap[choice.get("Requires", "")] == "urn:z"
    assert etree.tostring(again, method="c14n") != etree.tostring(root, method="c14n")
    assert [element.tag for element in again.iter()] == [element.tag for element in root.iter()]


def test_usual_prefixes_are_left_alone() -> None:
    root = etree.fromstring(f'<w:body xmlns:w="{WORDML}"><w:p/></w:body>')
    assert with_usual_prefixes(etree.tostring(root), root) is None


@pytest.mark.parametrize(
    "xml",
    [
        '<w:p><w:pPr><w:jc w:val="Zqmarkup"/></w:pPr><w:r><w:t>Seen.</w:t></w:r></w:p>',
        '<w:p><w:r><w:t xml:space="Zqmarkup">Seen.</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:pBdr><w:top w:sz="zqmarkup"/></w:pBdr></w:pPr><w:r><w:t>Seen.</w:t></w:r></w:p>',
        '<w:p><w:r><w:pict><v:shape style="Zqmarkup:absolute"/></w:pict></w:r></w:p>',
        '<w:p><m:oMathPara><m:oMathParaPr><m:jc m:val="Zqmarkup"/></m:oMathParaPr></m:oMathPara></w:p>',
        '<w:p><w:r><w:rPr><w:lang w:val="Zqmarkup"/></w:rPr><w:t>Seen.</w:t></w:r></w:p>',
    ],
)
def test_a_word_where_the_format_has_its_own_is_read(xml: str) -> None:
    data = bare(xml)
    document = adapter_for("a.docx", data).open(data)
    words = {m: "SW1" for s in document.segments for m in re.findall("(?i)zqmarkup", s.text)}
    result = document.write(replacing(document, words), cleared=frozenset()).data
    with zipfile.ZipFile(io.BytesIO(result)) as archive:
        assert not [name for name in archive.namelist() if b"zqmarkup" in archive.read(name).lower()]


@pytest.mark.parametrize("tag", ["ph", "sldSz", "fld"])
def test_a_word_as_the_type_of_something_on_a_slide_is_read(tag: str) -> None:
    def edit(members: dict[str, bytes]) -> None:
        for name in [name for name in members if re.search(r"slides/slide1|presentation\.xml$", name)]:
            root = etree.fromstring(members[name])
            for paragraph in root.iter("{*}p"):
                etree.SubElement(
                    paragraph, "{http://schemas.openxmlformats.org/drawingml/2006/main}fld", type="slidenum"
                )
            for element in root.iter(f"{{*}}{tag}"):
                element.set("type", WORD)
            members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    data = repacked(_pptx(), edit)
    document = adapter_for("a.pptx", data).open(data)
    words = {m: "SW1" for s in document.segments for m in re.findall(WORD, s.text)}
    result = document.write(replacing(document, words), cleared=frozenset()).data
    with zipfile.ZipFile(io.BytesIO(result)) as archive:
        assert not [name for name in archive.namelist() if WORD.encode() in archive.read(name)]
