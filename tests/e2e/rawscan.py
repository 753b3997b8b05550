"""Reads finished files in ways that share nothing with the program: zip members, raw XML, streams, two PDF readers."""

from __future__ import annotations

import csv
import html
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

_OTHER_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "đ": "d", "’": "'", "‘": "'"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f]")
# pdfium reports a hyphen at a line's end as U+0002 or U+FFFE.
_LINE_END_HYPHEN = re.compile(r"[-\u00ad]\r?\n\s*|[\ufffe\x02]\s*")

# Words of the example's names that are words of the language as well, or part of a name that may stay:
# they are counted in the visible text instead.
ORDINARY = {
    "Address", "Alder", "Day", "Dawn", "Duncan", "Flat", "Frances", "Hope", "Lincoln", "Mark", "Nanny", "Nursery",
    "Patience", "Primary", "Road", "Royal", "School", "Street", "Summer", "Surgery", "Will", "Close", "William",
    "Thomas", "Tom", "Infirmary", "Shell", "Leo",
}  # fmt: skip


def fold(text: str) -> str:
    """Diacritics and invisible characters off, white space single; case kept."""
    if text.isascii():
        return re.sub(r"\s+", " ", text)
    text = _INVISIBLE.sub("", text).translate(_OTHER_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", text)


def count(needle: str, text: str) -> int:
    """Whole-word occurrences, diacritics folded, case kept."""
    return len(re.findall(rf"(?<!\w){re.escape(fold(needle))}(?!\w)", fold(text)))


@dataclass(frozen=True)
class View:
    """One way of looking at a file."""

    name: str
    text: str
    binary: bool = False


def views(path: Path) -> Iterator[View]:
    """Every view of a file, its name included."""
    yield View("file name", path.name)
    data = path.read_bytes()
    if path.suffix == ".docx":
        yield from _zip_views(path)
    elif path.suffix == ".pdf":
        yield from _pdf_views(path)
    yield View("bytes", data.decode("latin-1"), binary=True)
    yield View("UTF-8", data.decode("utf-8", "replace"), binary=path.suffix != ".txt")


def _zip_views(path: Path) -> Iterator[View]:
    with zipfile.ZipFile(path) as archive:
        yield View("zip comment", archive.comment.decode("latin-1"))
        for info in archive.infolist():
            data = archive.read(info)
            yield View("member name", info.filename)
            if info.filename.endswith((".xml", ".rels")):
                text = html.unescape(data.decode("utf-8"))
                yield View(f"{info.filename}, with tags", text)
                yield View(f"{info.filename}, tags off", re.sub(r"<[^>]*>", "", text))
            else:
                yield View(info.filename, data.decode("latin-1"), binary=True)
                yield View(info.filename, data.decode("utf-16-le", "replace"), binary=True)


def _pdf_views(path: Path) -> Iterator[View]:
    for name, text in (("pdfium", pdfium_text(path)), ("poppler", poppler_text(path))):
        yield View(name, text)
        yield View(f"{name}, hyphens joined", _LINE_END_HYPHEN.sub("", text))
        yield View(f"{name}, hyphens kept", _LINE_END_HYPHEN.sub("-", text))
    with pikepdf.open(path) as pdf:
        for number, item in enumerate(pdf.objects):
            if isinstance(item, pikepdf.Stream):
                try:
                    data = item.read_bytes()
                except pikepdf.PdfError:
                    data = item.read_raw_bytes()
                yield View(f"stream {number}", data.decode("latin-1"), binary=True)
            yield View(f"object {number}", _strings(item))


def _strings(item: object, *, top: bool = True) -> str:
    """Every string and name of one object, decoded the way a viewer does; other objects have their own view."""
    if not top and isinstance(item, pikepdf.Object) and item.is_indirect:
        return ""
    if isinstance(item, pikepdf.String):
        return str(item) + "\n"
    if isinstance(item, pikepdf.Name):
        return str(item) + "\n"
    if isinstance(item, pikepdf.Array):
        return "".join(_strings(part, top=False) for part in item)
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return "".join(f"{key} {_strings(value, top=False)}" for key, value in item.items())
    return ""


def pdfium_text(path: Path) -> str:
    """The text as pdfium reads it."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = []
        for page in document:
            reader = page.get_textpage()
            pages.append(reader.get_text_bounded())
            reader.close()
            page.close()
    finally:
        document.close()
    return "\n".join(pages)


def poppler_text(path: Path) -> str:
    """The text as poppler reads it; empty where there is no pdftotext."""
    try:
        run = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    except FileNotFoundError:
        return ""
    return run.stdout.decode("utf-8", "replace")


def docx_paragraphs(path: Path) -> list[str]:
    """Visible paragraphs of body, headers, footers and notes: runs joined, deletions left out."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml", name):
                xml = archive.read(name).decode("utf-8")
                xml = re.sub(r"<w:del [^>]*>.*?</w:del>", "", xml, flags=re.DOTALL)
                for paragraph in re.split(r"</w:p>", xml):
                    parts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)/>", paragraph)
                    found.append(fold(html.unescape("".join(parts))).strip())
    return [text for text in found if text]


def visible_text(path: Path) -> str:
    """What a reader sees, as one string."""
    if path.suffix == ".docx":
        return "\n".join(docx_paragraphs(path))
    if path.suffix == ".pdf":
        return _LINE_END_HYPHEN.sub("", pdfium_text(path))
    return path.read_text(encoding="utf-8")


def distinctive_words(glossary: Path) -> set[str]:
    """Words of the glossary's names, places and references that nothing else in the language shares."""
    words = set()
    with glossary.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["category"] == "keep":
                continue
            for name in (row["name"], *filter(None, row["aliases"].split(";"))):
                words |= {part for part in re.split(r"[\s,-]+", name) if len(part) > 3}
                words |= {name} if row["category"] == "identifier" else set()
    return {word for word in words if word not in ORDINARY and not word.isdigit()}


def leaks(path: Path, words: set[str]) -> list[str]:
    """Where any of the words stands in any view of a file; empty when nowhere.

    Short words are not looked for in binary data, where chance would find them.
    """
    folded = {fold(word) for word in words}
    every, long = _any_of(folded), _any_of({word for word in folded if len(word) > 5})
    found = []
    for view in views(path):
        pattern, text = (long, view.text) if view.binary else (every, fold(view.text))
        found += [f"{view.name}: {match.group()}" for match in pattern.finditer(text)]
    return found


def _any_of(words: set[str]) -> re.Pattern[str]:
    """Any of the words, whole; for no words a pattern that never matches."""
    either = "|".join(re.escape(word) for word in sorted(words)) or "(?!)"
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)
