"""Messages and PDFs with parts that are seldom seen: each is read, or said to be unread."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from tests.formats.mail_files import attachment, mime, multipart
from tests.formats.outlook_files import Mapi, container, message_tree, packed_rtf
from tests.verify.building import blank_pdf, edited_pdf
from tests.verify.test_mail_reader import HEADER, TEXT

from redactor import ocr
from redactor.errors import UnreadableError
from redactor.ocr import OcrError, OcrPage
from redactor.ocr.page import Box, OcrLine, OcrWord
from redactor.verify.lost import Loss
from redactor.verify.mail import _readable, compare_mail
from redactor.verify.readers import ReadFile, Surface, read_file
from redactor.verify.readers.pdf_carving import carved


def told(read: ReadFile) -> list[tuple[str, str]]:
    return [(notice.message, notice.place) for notice in read.unchecked]


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "white").save(out, "PNG")
    return out.getvalue()


def enclosed(message: bytes, times: int) -> bytes:
    """A message within a message within …"""
    for _ in range(times):
        message = multipart("mixed", TEXT, b"Content-Type: message/rfc822\r\n\r\n" + message, fields=HEADER)
    return message


def test_what_cannot_be_read_in_a_formatted_body_holds_the_message() -> None:
    page = "<p>Child R</p><img src='data:image/png;base64,A'>"
    read = read_file(HEADER.encode() + mime("Content-Type: text/html; charset=utf-8", body=page))
    assert told(read) == [("embedded data that cannot be decoded", "formatted text, embedded data 1")]


def test_an_attached_picture_is_read_as_one() -> None:
    read = read_file(multipart("mixed", TEXT, attachment("image/png", png(), "a.png"), fields=HEADER))
    assert [n.place for n in read.notes if "picture without readable text" in n.message] == ["attachment 1"]
    assert any(raw.data == png() for raw in read.raw)
    assert read.inner == ()


def test_messages_and_files_that_are_nested_too_deep_cannot_be_checked() -> None:
    innermost = multipart("mixed", TEXT, attachment("text/plain", b"Karen Oldroyd", "a.txt"), fields=HEADER)
    messages = {message for message, _ in told(read_file(enclosed(innermost, 5)))}
    assert messages == {"messages nested too deep", "files nested too deep"}


def test_a_body_in_rtf_that_cannot_be_unpacked_holds_the_message() -> None:
    data = container(message_tree(Mapi(texts={0x37: "Visit"}, binaries={0x1009: packed_rtf(b"}")})))
    assert "a body whose letters cannot be decoded" in [message for message, _ in told(read_file(data))]


def test_streams_of_a_message_that_mean_nothing_are_raw_bytes() -> None:
    tree = message_tree(Mapi(texts={0x37: "Visit", 0x1000: "Child R"}))
    tree["odd"] = b"Karen Oldroyd"
    read = read_file(container(tree))
    assert [block.text for block in read.blocks if block.surface is Surface.BODY] == ["Child R"]
    assert any(b"Karen Oldroyd" in raw.data for raw in read.raw)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon, 03 Oct 2011 09:12:44 +0100", "3 October 2011, 09:12:44 +0100"),
        ("Mon, 03 Oct 2011 09:12:44 -0530", "3 October 2011, 09:12:44 -0530"),
        ("Mon, 03 Oct 2011 09:12:44", "3 October 2011, 09:12:44 +0000"),
        ("last Monday", "last Monday"),
        ("03 Oct 2011", "03 Oct 2011"),
    ],
)
def test_a_date_is_compared_in_words(written: str, meant: str) -> None:
    assert _readable(written) == meant


def test_a_message_that_cannot_be_read_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: bytes) -> None:
        raise UnreadableError("No.", next_step="Ask.")

    monkeypatch.setattr("redactor.verify.mail.mail_of", refuse)
    loss = compare_mail(b"a", b"b", [], [], lambda *_: pytest.fail("nothing within is compared"))
    assert [notice.message for notice in loss.unchecked] == ["the message cannot be read by the verifier"]
    assert loss.unchecked[0].holds


def test_a_stream_that_never_ends_is_carved_from_nothing() -> None:
    assert list(carved(b"1 0 obj stream\nabc", [])) == []


def with_root(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    def edit(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return edit


def everything(read: ReadFile) -> str:
    return "\n".join(block.text for block in read.blocks)


def test_strings_that_no_key_explains_and_links_in_percent_are_read() -> None:
    link = Dictionary(URI=String("https://x.example/Karen%20Oldroyd"))
    read = read_file(edited_pdf(with_root(Odd=Dictionary(Kept=String("Judith Lincoln")), Link=link)))
    assert "Judith Lincoln" in everything(read)
    assert "https://x.example/Karen Oldroyd" in everything(read)


def test_a_name_in_an_encoding_of_its_own_is_read_as_bytes() -> None:
    data = edited_pdf(with_root(Odd=Name("/Karen")))
    assert b"/Karen" in data
    read = read_file(data.replace(b"/Karen", b"/K#e1en"))
    assert "/Ká" in everything(read) or "K#e1en" in everything(read)


def test_objects_nested_without_end_are_left_where_they_are_too_deep() -> None:
    nested: Any = String("Karen Oldroyd")
    for _ in range(70):
        nested = Array([nested])
    shallow: Any = Array([Array([String("Judith Lincoln")])])
    read = read_file(edited_pdf(with_root(Deep=nested, Shallow=shallow)))
    assert "Judith Lincoln" in everything(read)


def test_a_pdf_without_document_information_is_read() -> None:
    def bare(pdf: pikepdf.Pdf) -> None:
        del pdf.trailer["/Info"]

    assert "Child R was known" in everything(read_file(edited_pdf(bare)))


def tags_of(**tree: Any) -> dict[str, int]:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, **tree))

    return dict(read_file(edited_pdf(edit)).structure.tags.roles)


def test_tags_are_counted_by_what_they_are_mapped_to_and_once() -> None:
    assert tags_of(K=Array([Dictionary(S=Name.P), Dictionary(K=Dictionary(S=Name.H1))])) == {"/P": 1, "/H1": 1}
    assert tags_of(K=Dictionary(S=Name.Odd), RoleMap=Dictionary(Odd=Name.H2)) == {"/H2": 1}
    ring = Dictionary(A=Name.B, B=Name.A)
    assert sum(tags_of(K=Dictionary(S=Name.A), RoleMap=ring).values()) == 1

    def twice(pdf: pikepdf.Pdf) -> None:
        one = pdf.make_indirect(Dictionary(S=Name.P))
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([one, one]))

    tags = read_file(edited_pdf(twice)).structure.tags
    assert dict(tags.roles) == {"/P": 1}


def test_a_tag_whose_name_is_no_text_counts_as_one_that_nobody_knows() -> None:
    data = edited_pdf(lambda pdf: with_root(StructTreeRoot=Dictionary(K=Dictionary(S=Name("/Karen"))))(pdf))
    tags = read_file(data.replace(b"/Karen", b"/K#e1en")).structure.tags
    assert dict(tags.roles) == {"/?": 1}


def pictured(width: int = 40, height: int = 40, shade: bytes = b"\xff") -> Callable[[pikepdf.Pdf], None]:
    def edit(pdf: pikepdf.Pdf) -> None:
        kind = {"Type": Name.XObject, "Subtype": Name.Image, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
        pdf.Root.Extra = Array([pdf.make_stream(shade * width * height, Width=width, Height=height, **kind)])

    return edit


@pytest.mark.parametrize(("width", "height"), [(1, 1), (2, 2), (1, 300), (300, 2), (15_000, 30)])
def test_a_picture_of_any_shape_is_read(width: int, height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[tuple[int, int]] = []

    def seen(image: Image.Image) -> OcrPage:
        sizes.append(image.size)
        return OcrPage((), image.width, image.height, "test")

    monkeypatch.setattr(ocr, "read", seen)
    assert told(read_file(edited_pdf(pictured(width, height)))) == []
    (drawn_as,) = sizes or [(3, 3)]
    assert abs(drawn_as[0] - max(width, 3)) <= 1
    assert abs(drawn_as[1] - max(height, 3)) <= 1
    assert bool(sizes) == (max(width, height) > 2)


def test_a_picture_that_pdfium_does_not_open_cannot_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: pikepdf.Pdf, *__: object, **___: object) -> None:
        raise ValueError

    monkeypatch.setattr(pikepdf.Pdf, "copy_foreign", refuse)
    ((message, place),) = told(read_file(edited_pdf(pictured())))
    assert message == "a picture that cannot be drawn"
    assert place.startswith("picture in object")


def test_a_picture_that_text_recognition_cannot_read_cannot_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Image.Image) -> OcrPage:
        raise OcrError("The engine is not there.", next_step="Install it.")

    monkeypatch.setattr(ocr, "read", refuse)
    ((message, _),) = told(read_file(edited_pdf(pictured())))
    assert message == "a picture that cannot be read: The engine is not there."


DRAWN = b"0 0 100 100 re f"


def drawn(*, content: bytes = DRAWN, size: tuple[int, int] = (595, 842)) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(content)
        pdf.pages[0].MediaBox = Array([0, 0, *size])

    return edited_pdf(edit)


def page_of(*words: tuple[str, float]) -> OcrPage:
    box = Box(0, 0, 9, 9)
    line = OcrLine(tuple(OcrWord(text, box, confidence) for text, confidence in words), box, 0.9)
    return OcrPage((line,), 100, 100, "test")


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (page_of(("Child", 0.99), ("R", 0.99)), []),
        (page_of(("Child", 0.99), ("Krn0yd", 0.2)), ["words that cannot be read with confidence"]),
        (page_of(("Child", 0.99), ("x", 0.2)), []),
        (OcrPage((), 100, 100, "test"), ["a page of pictures or drawings without readable text"]),
    ],
)
def test_a_page_of_drawings_is_taken_only_if_it_was_read_with_confidence(
    read: OcrPage, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "read", lambda _: read)
    assert [message for message, _ in told(read_file(drawn()))] == said


def test_a_page_that_is_too_large_to_be_drawn_cannot_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "LARGEST_PIXELS", 200_000)
    assert [message for message, _ in told(read_file(drawn()))] == ["a page that is too large to be drawn"]


def test_a_page_that_pdfium_does_not_draw_cannot_be_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object, **__: object) -> None:
        raise pypdfium2.PdfiumError("no")

    monkeypatch.setattr(pypdfium2.PdfPage, "render", refuse)
    assert [message for message, _ in told(read_file(drawn()))] == ["a page that cannot be drawn"]


def test_fonts_of_drawings_are_looked_for_in_forms_and_not_without_end() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        form.Resources = Dictionary(XObject=Dictionary(Again=form))
        pdf.pages[0].Resources.XObject = Dictionary(Form=form)

    assert told(read_file(edited_pdf(edit))) == []


def test_a_picture_file_that_is_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "LARGEST_PIXELS", 100)
    assert told(read_file(png()))[0][0] == "a picture is too large to be read"


def test_the_plain_pdf_of_these_tests_is_whole() -> None:
    assert told(read_file(blank_pdf())) == []


def broken_message() -> bytes:
    """Parts within parts, deeper than any message goes."""
    message = TEXT
    for _ in range(70):
        message = multipart("mixed", message)
    return message


def of_parts(*parts: bytes) -> bytes:
    return multipart("mixed", TEXT, *parts, fields=HEADER)


@pytest.mark.parametrize(
    ("source", "copy", "lost", "unchecked"),
    [
        (
            attachment("text/plain", b"Karen", "a.txt"),
            attachment("image/png", png(), "a.png"),
            "picture that was not",
            "",
        ),
        (attachment("image/png", png(), "a.png"), attachment("image/png", png(), "a.png"), "", ""),
        (
            attachment("application/x", broken_message(), "a.msg"),
            b"Content-Type: message/rfc822\r\n\r\n" + HEADER.encode() + TEXT,
            "",
            "1 passages of the message were read in two ways",
        ),
    ],
)
def test_an_attachment_is_compared_by_what_it_became(source: bytes, copy: bytes, lost: str, unchecked: str) -> None:
    expected = [("attachment 1: a", "attachment 1: a")]
    loss = compare_mail(of_parts(source), of_parts(copy), expected, [], lambda *_: Loss())
    found = [sentence for sentence in loss.lost if sentence.startswith("attachment 1")]
    assert bool(found) == bool(lost)
    assert all(lost in sentence for sentence in found)
    told_of = [notice.message for notice in loss.unchecked if notice.place == "attachment 1"]
    assert told_of == ([unchecked] if unchecked else [])


def test_texts_of_the_plan_that_stand_nowhere_in_a_message_were_read_in_two_ways() -> None:
    data = HEADER.encode() + TEXT
    more = [("one", "one"), ("two", "two")]
    few, many = (compare_mail(data, data, [*more[:n]], [], lambda *_: Loss()) for n in (0, 2))
    assert len(many.unchecked) >= len(few.unchecked)
    assert any("read in two ways" in notice.message for notice in many.unchecked)
