"""A genogram drawn with shapes: the words in its shapes are coded, dates of birth by the destination's rules."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.formats.docx_files import para, run, with_body

import redactor
from redactor.model import Status


def _shape(*lines: str) -> str:
    """A text box as Word writes it: the new form and the old one for older readers."""
    inner = "".join(para(run(line)) for line in lines)
    return para(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="3" name="b"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        '</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="s" style="width:10pt"><v:textbox>'
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_shapes_are_coded_and_dates_of_birth_go(tmp_path: Path) -> None:
    root = tmp_path / "case"
    (root / "documents").mkdir(parents=True)
    (root / "case.toml").write_text('[case]\nreference = "FN-11"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n')
    (root / "glossary.csv").write_text(
        "name,code,role,category,aliases\nRobert Brannock,Child R,subject,child,Robbie\n"
        "Ellen Brannock,Mother,mother,family,\n"
    )
    family = [_shape("Ellen Brannock", "dob 5.5.86"), _shape("Robbie", "b. 21.12.11")]
    (root / "documents" / "Genogram.docx").write_bytes(with_body(para(run("Family tree")) + "".join(family)))
    result = redactor.run_case(root, tmp_path / "out")
    (document,) = result.documents
    assert document.status is Status.RELEASED, document.reasons
    assert result.release is not None
    with zipfile.ZipFile(result.release / "Genogram.docx") as archive:
        copy = archive.read("word/document.xml").decode()
    for gone in ("Brannock", "Ellen", "Robbie", "5.86", "12.11"):
        assert gone not in copy
    assert copy.count(">Mother<") == copy.count(">Child R<") == 2
    assert copy.count("[date of birth]") == 4
