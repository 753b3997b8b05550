"""Broken and odd documents, made from sound ones with a fixed seed."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pikepdf
from docx import Document
from pptx import Presentation
from reportlab.pdfgen.canvas import Canvas

SEED = 20111002
TEXT = "SW Karen Oldroyd saw Leon Wisniowski at home on 3 May 2011."
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def sound(folder: Path) -> dict[str, bytes]:
    """One sound document of each format; ``folder`` is for writing."""
    word = Document()
    word.add_heading("Interview record", 0)
    for _ in range(5):
        word.add_paragraph(TEXT)
    word.add_table(2, 2).cell(0, 0).text = TEXT
    word.sections[0].header.paragraphs[0].text = TEXT
    word.save(str(folder / "a.docx"))
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Date", "Agency", "Event", "Source"), ("3 May 2011", "Health", TEXT, "K Oldroyd")):
        book.active.append(row)
    book.save(folder / "a.xlsx")
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    assert slide.shapes.title is not None
    slide.shapes.title.text = TEXT
    deck.save(str(folder / "a.pptx"))
    canvas = Canvas(str(folder / "a.pdf"), invariant=True)
    for number in range(3):
        canvas.drawString(72, 700, f"{TEXT} Page {number + 1}.")
        canvas.showPage()
    canvas.save()
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "k.oldroyd@example.org", "board@example.org", "Interview record"
    mail.set_content(TEXT)
    mail.add_attachment((folder / "a.pdf").read_bytes(), maintype="application", subtype="pdf", filename="a.pdf")
    page = f"<!doctype html><html lang=en><title>Minutes</title><body><h1>Minutes</h1><p>{TEXT}</p></body></html>"
    made = {name: (folder / name).read_bytes() for name in ("a.docx", "a.xlsx", "a.pptx", "a.pdf")}
    return {**made, "a.eml": mail.as_bytes(), "a.html": page.encode(), "a.txt": f"Minutes\n\n{TEXT}\n".encode() * 5}


def mutants(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every awkward document as ``(file name, bytes)``; the same each time."""
    originals = sound(folder)
    chance = random.Random(SEED)  # noqa: S311 - a fixed choice of damage, not a secret
    for name, data in originals.items():
        extension = name[1:]
        for label, damage in _DAMAGES.items():
            for number in range(3):
                yield f"{label} {number}{extension}", damage(data, chance, number)
        for other, foreign in originals.items():
            if other != name:
                yield f"really {other[2:]}{extension}", foreign
    for name in ("a.docx", "a.xlsx", "a.pptx"):
        yield from _packages(name[1:], originals[name])
    yield from _pdfs(originals["a.pdf"])
    yield from _texts()


def _truncate(data: bytes, _: random.Random, number: int) -> bytes:
    return data[: (len(data) // 4, len(data) // 2, len(data) - 10)[number]]


def _flip(data: bytes, chance: random.Random, number: int) -> bytes:
    damaged = bytearray(data)
    for _ in range((3, 30, 300)[number]):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _blank(data: bytes, chance: random.Random, number: int) -> bytes:
    start, size = chance.randrange(len(data)), (16, 256, 2048)[number]
    return data[:start] + bytes(size) + data[start + size :]


def _swap(data: bytes, chance: random.Random, number: int) -> bytes:
    cut = sorted(chance.randrange(len(data)) for _ in range(3))
    first, second, third = data[: cut[0]], data[cut[0] : cut[1]], data[cut[1] :]
    return (second + first + third, first + third + second, third + second + first)[number]


def _repeat(data: bytes, chance: random.Random, number: int) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start : start + 64] * (10, 100, 1000)[number] + data[start:]


def _surround(data: bytes, chance: random.Random, number: int) -> bytes:
    noise = chance.randbytes(200)
    return (noise + data, data + noise, noise + data + noise)[number]


def _lengths(data: bytes, chance: random.Random, number: int) -> bytes:
    """Numbers that say how long something is become the largest there are."""
    damaged = bytearray(data)
    for _ in range((1, 5, 25)[number]):
        start = chance.randrange(max(1, len(data) - 4))
        damaged[start : start + 4] = b"\xff\xff\xff\x7f"
    return bytes(damaged)


_DAMAGES: dict[str, Callable[[bytes, random.Random, int], bytes]] = {
    "cut": _truncate,
    "flipped": _flip,
    "blanked": _blank,
    "swapped": _swap,
    "repeated": _repeat,
    "surrounded": _surround,
    "wrong lengths": _lengths,
}


def _rezip(data: bytes, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            new = change(name, source.read(name))
            if new is not None:
                target.writestr(name, new)
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return out.getvalue()


_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">'.encode() for n in range(8))
    + b"]><x>&i;</x>"
)
_OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def _packages(extension: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """An Office package with each of its parts missing, empty, nested, hostile."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    main = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}[extension]
    for number, missing in enumerate(names[:14]):
        yield f"missing part {number}{extension}", _rezip(data, lambda n, d, m=missing: None if n == m else d)  # type: ignore[misc]
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    for label, content in {
        "empty": b"",
        "not xml": b"\x00\x01\x02 no markup",
        "entity bomb": _BOMB,
        "outside entity": _OUTSIDE,
        "deep": deep,
        "latin": '<?xml version="1.0" encoding="latin-1"?><é/>'.encode("latin-1"),
        "utf-32": '<?xml version="1.0"?><a/>'.encode("utf-32"),
    }.items():
        yield f"main part {label}{extension}", _rezip(data, lambda n, d, c=content: c if n == main else d)  # type: ignore[misc]
        yield (
            f"relations {label}{extension}",
            _rezip(data, lambda n, d, c=content: c if n == "_rels/.rels" else d),  # type: ignore[misc]
        )
    itself = main.rsplit("/", 1)[-1].encode()
    yield (
        f"cycle{extension}",
        _rezip(
            data,
            lambda n, d: d.replace(b'Target="styles.xml"', b'Target="' + itself + b'"') if n.endswith(".rels") else d,
        ),
    )
    yield f"zip bomb{extension}", _rezip(data, lambda n, d: d, {"word/media/image1.png": bytes(300 * 1024 * 1024)})
    yield f"many members{extension}", _rezip(data, lambda n, d: d, {f"x/{n}.xml": b"<a/>" for n in range(6_000)})
    yield f"huge picture{extension}", _rezip(data, lambda n, d: d, {"word/media/image1.png": _png(60_000, 60_000)})
    yield f"climbing member{extension}", _rezip(data, lambda n, d: d, {"../../outside.xml": b"<a/>"})
    flagged = bytearray(data)
    flagged[6] |= 1
    yield f"said to be encrypted{extension}", bytes(flagged)


def _png(width: int, height: int) -> bytes:
    """A picture that says it is huge and holds one line."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def _pdfs(data: bytes) -> Iterator[tuple[str, bytes]]:
    def saved(change: Callable[[pikepdf.Pdf], None], **how: object) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            change(pdf)
            out = io.BytesIO()
            pdf.save(out, **how)  # type: ignore[arg-type]
            return out.getvalue()

    def no_pages(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[:]

    def cycle(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    def wide(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].MediaBox = pikepdf.Array([0, 0, 10**7, 10**7])

    def inverted(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].MediaBox = pikepdf.Array([600, 800, 0, 0])

    def many(pdf: pikepdf.Pdf) -> None:
        for _ in range(3_100):
            pdf.pages.append(pdf.pages[0])

    def bad_font(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources.Font = pikepdf.Dictionary()

    def bad_content(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf (unclosed Tj ET q q q Q Q Q Q << >> [ ] TJ BI ID EI")

    def deep_form(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"/X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
        pdf.pages[0].Contents = pdf.make_stream(b"/X Do")

    for change in (no_pages, cycle, wide, inverted, many, bad_font, bad_content, deep_form):
        yield f"{change.__name__}.pdf", saved(change)
    yield "encrypted.pdf", saved(lambda pdf: None, encryption=pikepdf.Encryption(user="secret", owner="secret", R=6))
    yield "no header.pdf", data[9:]
    yield "wrong length.pdf", data.replace(b"/Length ", b"/Length 9")
    yield "only header.pdf", b"%PDF-1.7\n%%EOF\n"


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "empty.txt", b""
    yield "blank.txt", b" \n\t\n"
    yield "utf-16.txt", TEXT.encode("utf-16")
    yield "utf-16 without mark.txt", TEXT.encode("utf-16-le")
    yield "latin.txt", "Zoë saw Leon Wisniowski.".encode("latin-1")
    yield "nulls.txt", b"\x00" * 5_000
    yield "noise.txt", random.Random(SEED).randbytes(20_000)  # noqa: S311 - as above
    yield "one long line.txt", b"Leon " * 400_000
    yield "one long word.txt", b"L" * 2_000_000
    yield "lone surrogates.txt", "Leon \ud800 Wisniowski".encode("utf-8", "surrogatepass")
    yield "no extension", TEXT.encode()
    yield "unknown.xyz", TEXT.encode()
    yield "deep.html", b"<div>" * 50_000 + TEXT.encode()
    yield "wide.html", b"<p " + b" ".join(f'a{n}="Leon"'.encode() for n in range(20_000)) + b">x</p>"
    yield "unclosed.html", b"<table><tr><td><a href='" + TEXT.encode()
    yield "nested.eml", b"Content-Type: message/rfc822\n\n" * 200 + TEXT.encode()
    yield "parts.eml", b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000
    yield "bad base64.eml", b"Content-Transfer-Encoding: base64\nContent-Type: text/plain\n\n!!!!====\n"
    yield "bad charset.eml", b"Content-Type: text/plain; charset=klingon\n\n" + TEXT.encode()
